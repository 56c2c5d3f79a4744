//! What every section is written from: the facts, the checks, the scores, the tables, and the pen.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::facts::{Counts, Facts};
use super::noise::Share;
use super::pen::Pen;
use super::settings::ReportSettings;
use crate::catalog::score::Model;
use crate::catalog::{Check, Header, Library};
use crate::domain::finding::{CheckOutcome, CheckResult, CheckState, Reason, Severity, Violation};
use crate::domain::language::Language;
use crate::domain::period::Period;
use crate::domain::reference::Reference;
use crate::domain::report::State;
use crate::domain::score::{ScoreOutcome, UnitScore};
use crate::domain::unit::Unit;

/// Everything that the writer of a report has before him.
pub struct Desk<'a> {
    pub pen: Pen,
    pub period: Period,
    pub as_of: DateTime<Utc>,
    pub reference: &'a Reference,
    pub library: &'a Library,
    pub settings: &'a ReportSettings,
    pub facts: &'a Facts,
    pub checks: &'a CheckOutcome,
    pub score: &'a ScoreOutcome,
    pub previous: Option<&'a ScoreOutcome>,
    pub model: &'a Model,
    /// The ministry's counts, summed once.
    pub total: Counts,
}

/// A line of the tables by agency: the agency, or the units that the tables do not name.
#[derive(Debug, Clone)]
pub struct AgencyCounts {
    pub code: String,
    pub name: String,
    pub counts: Counts,
}

/// One check over all units.
#[derive(Debug, Clone, Default)]
pub struct Pooled<'a> {
    pub results: Vec<&'a CheckResult>,
    pub failed: Vec<&'a CheckResult>,
    pub passed: usize,
    pub not_evaluable: BTreeMap<Reason, usize>,
    pub violations: i64,
    pub population: i64,
}

impl<'a> Desk<'a> {
    pub fn language(&self) -> Language {
        self.pen.language
    }

    pub fn previous_period(&self) -> Period {
        self.period.previous()
    }

    pub fn as_of_day(&self) -> NaiveDate {
        self.reference.zone.local_day(self.as_of)
    }

    // ----- names -----

    /// The unit's name in the language of the report, or its code.
    pub fn unit_name(&self, code: &str) -> String {
        self.reference.units.get(code).map_or_else(|| code.to_owned(), |unit| self.pen.unit(unit).to_owned())
    }

    /// The topic's name; the code where the table does not have it.
    pub fn topic_name(&self, code: Option<&str>) -> String {
        let Some(code) = code else { return super::codes::blank(self.language()) };
        match (self.reference.topics.get(code), self.language()) {
            (Some(topic), Language::Az) => topic.name_az.clone(),
            (Some(topic), Language::En) => topic.name_en.clone(),
            (None, _) => code.to_owned(),
        }
    }

    /// The indicator's title from the header of its query.
    pub fn indicator_title(&self, id: &str) -> String {
        let Ok(text) = self.library.indicator(id) else { return id.to_owned() };
        let header = Header::parse(id, text);
        header.get(self.pen.say("title.az", "title.en")).unwrap_or(id).to_owned()
    }

    // ----- units -----

    /// The agencies, in the order of the table.
    pub fn agencies(&self) -> Vec<&'a Unit> {
        self.reference.units.children(&self.reference.units.ministry().code)
    }

    /// The counts of every agency that has a unit, the ministry's own records, and what is left, so that the lines add up
    /// to the total.
    pub fn by_agency(&self) -> Vec<AgencyCounts> {
        let units = &self.reference.units;
        let ministry = units.ministry();
        let mut lines: Vec<AgencyCounts> = self
            .agencies()
            .into_iter()
            .map(|agency| AgencyCounts {
                code: agency.code.clone(),
                name: self.pen.unit(agency).to_owned(),
                counts: self.facts.counts(units.subtree(&agency.code).iter().map(|unit| unit.code.as_str())),
            })
            .collect();
        let own = self.facts.counts([ministry.code.as_str()]);
        if own != Counts::default() {
            lines.push(AgencyCounts {
                code: ministry.code.clone(),
                name: self.pen.unit(ministry).to_owned(),
                counts: own,
            });
        }
        lines
    }

    /// The counts of one unit's own records.
    pub fn own_counts(&self, code: &str) -> Counts {
        self.facts.counts([code])
    }

    /// Units that are judged, in the order of the table: those with a source.
    pub fn judged_units(&self) -> Vec<&'a Unit> {
        let (from, to) = (self.period.first_day(), self.period.last_day());
        let active = |unit: &&Unit| unit.source.is_some() && unit.is_active(from, to);
        self.reference.units.iter().filter(active).filter(|unit| unit.parent.is_some()).collect()
    }

    // ----- scores -----

    pub fn score_of(&self, code: &str) -> Option<&'a UnitScore> {
        self.score.unit(code)
    }

    pub fn ministry_score(&self) -> Option<&'a UnitScore> {
        self.score.unit(&self.reference.units.ministry().code)
    }

    pub fn previous_score_of(&self, code: &str) -> Option<&'a UnitScore> {
        self.previous.and_then(|previous| previous.unit(code))
    }

    // ----- checks -----

    pub fn check(&self, id: &str) -> Option<&'a Check> {
        self.library.check(id).ok()
    }

    pub fn check_title(&self, id: &str) -> String {
        self.check(id).map_or_else(|| id.to_owned(), |check| check.title.get(self.language()).to_owned())
    }

    /// The results of one check over all units; the ministry's own row is rolled up by scores, not judged.
    pub fn pooled(&self, id: &str) -> Pooled<'a> {
        let mut pooled = Pooled::default();
        for result in self.checks.results.iter().filter(|result| result.check == id) {
            match result.state {
                CheckState::Pass => pooled.passed += 1,
                CheckState::Fail => pooled.failed.push(result),
                CheckState::NotEvaluable => {
                    let reason = result.reason.unwrap_or(Reason::NoRecords);
                    *pooled.not_evaluable.entry(reason).or_default() += 1;
                }
            }
            pooled.violations += result.violations;
            pooled.population += result.population;
            pooled.results.push(result);
        }
        pooled.failed.sort_by(|a, b| b.violations.cmp(&a.violations).then(a.unit.cmp(&b.unit)));
        pooled
    }

    pub fn violations_of(&self, check: &'a str) -> impl Iterator<Item = &'a Violation> {
        self.checks.violations.iter().filter(move |violation| violation.check == check)
    }

    /// The last day for a unit to say that a finding is fixed, counted from the report's day.
    pub fn deadline(&self, severity: Severity) -> NaiveDate {
        let days = match severity {
            Severity::High => self.settings.deadline_high,
            Severity::Medium => self.settings.deadline_medium,
            Severity::Low => self.settings.deadline_low,
        };
        self.reference.calendar.add_working_days(self.as_of_day(), days, crate::domain::calendar::Week::Five)
    }

    // ----- what is provided -----

    /// Whether a figure that needs these columns of an entity is provided at all.
    pub fn offered(&self, entity: &str, columns: &[&str]) -> State {
        let coverage = &self.facts.coverage;
        let whole = coverage.has_entity(entity) && columns.iter().all(|column| coverage.has(entity, column));
        if whole { State::Measured } else { State::NotProvided }
    }

    pub fn registration(&self) -> State {
        self.offered("receptions", &["registration"])
    }

    pub fn levels(&self) -> State {
        self.offered("receptions", &["level"])
    }

    pub fn execution(&self) -> State {
        self.offered("assignments", &["due_on", "completed_on"])
    }

    pub fn returns(&self) -> State {
        self.offered("receptions", &["citizen", "topic", "outcome"])
    }

    /// The share of return visits of the month before, where its 90 days are there.
    pub fn returned_before(&self, counts: &Counts) -> Share {
        let has_window = self.facts.has_return_window(self.previous_period().first_day());
        if has_window { counts.returned_before() } else { Share::default() }
    }

    pub fn appointments(&self) -> State {
        self.offered("appointments", &[])
    }
}

impl Counts {
    pub fn registered(&self) -> Share {
        Share::new(self.receptions.in_subsystem, self.receptions.with_registration)
    }

    pub fn registered_before(&self) -> Share {
        Share::new(self.receptions.in_subsystem_previous, self.receptions.with_registration_previous)
    }

    pub fn in_time(&self) -> Share {
        Share::new(self.assignments.in_time, self.assignments.due)
    }

    pub fn in_time_before(&self) -> Share {
        Share::new(self.assignments.in_time_previous, self.assignments.due_previous)
    }

    pub fn returned(&self) -> Share {
        Share::new(self.returns.returned, self.returns.answered)
    }

    pub fn returned_before(&self) -> Share {
        Share::new(self.returns.returned_previous, self.returns.answered_previous)
    }
}
