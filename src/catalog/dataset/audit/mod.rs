//! The dataset of a monitoring's report: from what the monitoring has kept to finished sentences and tables.
//!
//! It reads no records: results, violations, figures, strata, items and answers come as they were kept, so that the
//! same monitoring gives the same report whenever it is written.

mod changes;
mod evidence;
mod findings;
mod head;
mod headlines;
mod method;
mod particulars;
mod results;
mod sample;
mod words;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use super::pen::Pen;
use super::settings::ReportSettings;
use crate::catalog::audit::{Compared, Frame, Item, Recounted};
use crate::catalog::{Check, Library};
use crate::domain::audit::comparison::Changed;
use crate::domain::audit::estimate::Estimate;
use crate::domain::audit::sheet::{Answers, Verdict};
use crate::domain::audit::{AuditKind, AuditNumber};
use crate::domain::calendar::Week;
use crate::domain::finding::{CheckResult, Severity, Violation};
use crate::domain::language::Language;
use crate::domain::reference::Reference;
use crate::domain::report::AuditReport;

pub use words::{SITE_QUESTIONS, entity, item_day, look_up};

/// Everything that a monitoring's report is written from.
pub struct Dossier<'a> {
    pub number: AuditNumber,
    pub frame: &'a Frame,
    pub question: Option<&'a str>,
    pub basis: Option<&'a str>,
    pub members: Vec<String>,
    pub author: &'a str,
    /// SHA-256 over all that the figures stand on.
    pub snapshot: &'a str,
    pub results: Vec<CheckResult>,
    pub violations: Vec<Violation>,
    pub figures: Vec<Recounted>,
    pub strata: Vec<StratumLine>,
    pub items: Vec<ItemLine>,
    pub estimate: Option<Estimate>,
    /// Answers of the on-site sheet: question, answer.
    pub site: Vec<(String, String)>,
    /// The last monitoring of the same unit and checks, and what changed since.
    pub last: Option<AuditNumber>,
    pub changed: Vec<Changed>,
    pub compared: Vec<Compared>,
    pub sources: Vec<SourceLine>,
    /// Checks that the span cannot be asked.
    pub left_out: Vec<String>,
    /// When and by whom it was signed; none for a draft.
    pub signed: Option<(String, NaiveDate)>,
    pub answer_due: Option<NaiveDate>,
    pub answer: Option<&'a str>,
}

/// One stratum with its review.
#[derive(Debug, Clone)]
pub struct StratumLine {
    pub entity: String,
    pub outcome: String,
    /// Name of the official; none for all others of the outcome.
    pub official: Option<String>,
    pub population: u64,
    pub flagged: u64,
    pub sampled: u64,
    pub answered: u64,
    pub defective: u64,
}

/// One item with its answers.
#[derive(Debug, Clone)]
pub struct ItemLine {
    pub item: Item,
    pub answers: Answers,
    pub remark: Option<String>,
}

impl ItemLine {
    pub fn verdict(&self) -> Verdict {
        self.answers.verdict()
    }
}

/// How fresh one entity of a source was.
#[derive(Debug, Clone, Deserialize)]
pub struct SourceLine {
    pub source: String,
    pub entity: String,
    pub last_complete: Option<DateTime<Utc>>,
    pub rejected: i64,
}

/// The dossier with the tables and the pen to write from it.
struct Desk<'a> {
    pen: Pen,
    reference: &'a Reference,
    library: &'a Library,
    settings: &'a ReportSettings,
    dossier: &'a Dossier<'a>,
    compared: BTreeMap<(&'a str, &'a str), &'a Compared>,
}

/// Writes the dataset.
pub fn report(
    dossier: &Dossier,
    language: Language,
    library: &Library,
    reference: &Reference,
    settings: &ReportSettings,
) -> AuditReport {
    let compared = dossier.compared.iter().map(|row| ((row.check_id.as_str(), row.unit.as_str()), row)).collect();
    let desk = Desk { pen: Pen::new(language), reference, library, settings, dossier, compared };
    let (site, answer) = (particulars::site(&desk), particulars::answer(&desk));
    AuditReport {
        schema: 1,
        language: language.as_str().to_owned(),
        head: head::head(&desk),
        summary: headlines::summary(&desk),
        headlines: headlines::headlines(&desk),
        particulars: particulars::particulars(&desk),
        sources: particulars::sources(&desk),
        results: results::results(&desk),
        findings: findings::findings(&desk),
        figures: findings::figures(&desk),
        sample: sample::sample(&desk),
        site,
        comparison: changes::comparison(&desk),
        proposals: findings::proposals(&desk),
        answer,
        acquainted: particulars::acquainted(&desk),
        members: dossier.members.clone(),
        sheet: sample::sheet(&desk),
        method: method::notes(&desk),
    }
}

impl<'a> Desk<'a> {
    fn language(&self) -> Language {
        self.pen.language
    }

    fn is_subtree(&self) -> bool {
        self.dossier.results.iter().any(|result| result.unit != self.dossier.frame.scope.unit)
    }

    fn unit_name(&self, code: &str) -> String {
        self.reference.units.get(code).map_or_else(|| code.to_owned(), |unit| self.pen.unit(unit).to_owned())
    }

    fn check(&self, id: &str) -> Option<&'a Check> {
        self.library.check(id).ok()
    }

    fn check_title(&self, id: &str) -> String {
        self.check(id).map_or_else(|| id.to_owned(), |check| check.title.get(self.language()).to_owned())
    }

    fn as_of_day(&self) -> NaiveDate {
        self.reference.zone.local_day(self.dossier.frame.as_of)
    }

    /// The day that terms run from: the signature's, in a draft the evaluation's.
    fn day(&self) -> NaiveDate {
        self.dossier.signed.as_ref().map_or_else(|| self.as_of_day(), |(_, day)| *day)
    }

    fn is_periodic(&self) -> bool {
        self.dossier.number.kind == AuditKind::Periodic
    }

    /// The last day to say that a finding is fixed.
    fn deadline(&self, severity: Severity) -> NaiveDate {
        let days = match severity {
            Severity::High => self.settings.deadline_high,
            Severity::Medium => self.settings.deadline_medium,
            Severity::Low => self.settings.deadline_low,
        };
        self.reference.calendar.add_working_days(self.day(), days, Week::Five)
    }

    fn span(&self) -> String {
        let scope = &self.dossier.frame.scope;
        format!("{}–{}", self.language().date_short(scope.from), self.language().date_short(scope.to))
    }
}
