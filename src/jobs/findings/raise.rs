//! What an ended month raises, sees again, and settles.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::register::Register;
use super::retest;
use crate::catalog::dataset::{finding_proposal, finding_text};
use crate::catalog::{Bilingual, Check, Context};
use crate::domain::finding::life::{Action, Matter, Step};
use crate::domain::finding::{
    CheckOutcome, CheckResult, CheckState, Cure, Finding, FindingState, Severity, Violation, fingerprint,
};
use crate::domain::period::Period;
use crate::domain::zone::Zone;
use crate::error::{Doing, Result};
use crate::jobs::Environment;
use crate::store::{Session, Store};

/// A failed check of a unit, or of one official of it, with the rows that it rests on.
struct Raised<'a> {
    fingerprint: String,
    subject: String,
    check: &'a Check,
    result: &'a CheckResult,
    violations: i64,
    rows: Vec<Row>,
    text: Bilingual,
    severity: Severity,
    look_into: bool,
}

/// One line for `state.finding_rows`.
#[derive(Serialize)]
struct Row {
    fingerprint: String,
    period: String,
    subject_kind: String,
    subject_id: String,
    source: String,
    measured: Option<f64>,
    threshold: Option<f64>,
    evidence: String,
    first_seen: DateTime<Utc>,
    last_seen: DateTime<Utc>,
}

/// Brings the register up to date with a month's evaluation; answers how many findings it raised or saw again.
pub fn raise(environment: &Environment, store: &Store, context: &Context, checks: &CheckOutcome) -> Result<usize> {
    let month = Month::new(environment, context);
    let raised = month.failures(environment, checks)?;
    store.write_state(|state| {
        state.set("settled_since", month.at - retest::WATCHED)?;
        state.run(include_str!("../../../queries/state/finding_rows_begin_seen.sql"))?;
        let rows: Vec<&Row> = raised.iter().flat_map(|raised| &raised.rows).collect();
        state.insert("seen", &rows)?;
        state.insert("seen_findings", &raised.iter().map(SeenFinding::new).collect::<Vec<_>>())?;
        state.run(include_str!("../../../queries/state/finding_rows_held.sql"))?;
        state.run(include_str!("../../../queries/state/finding_rows_seen.sql"))?;
        let seen = Seen::read(state)?;
        let mut named: Vec<String> = raised.iter().map(|raised| raised.fingerprint.clone()).collect();
        named.extend(seen.holders.iter().cloned());
        let mut register = Register::read(state, month.at, named)?;
        for finding in &raised {
            month.see(&mut register, finding, &seen)?;
        }
        month.see_again(&mut register, &seen.holders);
        month.settle(&mut register, checks)?;
        register.save()
    })?;
    Ok(raised.len())
}

struct Month {
    period: Period,
    at: DateTime<Utc>,
    today: NaiveDate,
    zone: Zone,
}

impl Month {
    fn new(environment: &Environment, context: &Context) -> Month {
        let (at, zone) = (context.as_of, environment.reference.zone);
        Month { period: context.period, at, today: zone.local_day(at), zone }
    }

    /// Whether the unit said that it is fixed, and the whole month lies after that.
    fn is_after_claim(&self, matter: &Matter) -> bool {
        let claimed = matter.claimed_at.filter(|_| matter.status == FindingState::ClaimedFixed);
        claimed.is_some_and(|at| self.zone.local_day(at) < self.period.first_day())
    }

    fn failures<'a>(&self, environment: &'a Environment, checks: &'a CheckOutcome) -> Result<Vec<Raised<'a>>> {
        let mut violations: BTreeMap<(&str, &str), Vec<&Violation>> = BTreeMap::new();
        for violation in &checks.violations {
            violations.entry((&violation.check, &violation.unit)).or_default().push(violation);
        }
        let mut raised = Vec::new();
        for result in checks.results.iter().filter(|result| result.state == CheckState::Fail) {
            let check = environment.library.check(&result.check)?;
            let of_result = violations.get(&(result.check.as_str(), result.unit.as_str()));
            for (subject, rows) in self.subjects(of_result.map_or(&[][..], Vec::as_slice), &result.unit) {
                raised.push(self.raised(check, result, subject, &rows));
            }
        }
        Ok(raised)
    }

    /// What a failed check of a unit is about: the month for violations of records, else each subject.
    fn subjects<'v>(&self, violations: &[&'v Violation], unit: &str) -> BTreeMap<String, Vec<&'v Violation>> {
        let mut subjects: BTreeMap<String, Vec<&Violation>> = BTreeMap::new();
        for violation in violations {
            let subject =
                if violation.is_record_level() { self.period.to_string() } else { violation.subject_id.clone() };
            subjects.entry(subject).or_default().push(violation);
        }
        // A check that fails without listing what violates it is about the unit.
        if subjects.is_empty() {
            subjects.insert(unit.to_owned(), Vec::new());
        }
        subjects
    }

    fn raised<'a>(
        &self,
        check: &'a Check,
        result: &'a CheckResult,
        subject: String,
        violations: &[&Violation],
    ) -> Raised<'a> {
        let fingerprint = fingerprint(&check.id, &result.unit, &subject);
        let mut gathered: BTreeMap<(&str, &str, &str), Vec<&Violation>> = BTreeMap::new();
        for violation in violations {
            let source = violation.source.as_deref().unwrap_or("");
            gathered.entry((&violation.subject_kind, &violation.subject_id, source)).or_default().push(violation);
        }
        let rows = gathered.into_iter().map(|((kind, id, source), of_one)| Row {
            fingerprint: fingerprint.clone(),
            period: self.period.to_string(),
            subject_kind: kind.into(),
            subject_id: id.into(),
            source: source.into(),
            measured: of_one[0].measured,
            threshold: of_one[0].threshold,
            evidence: match of_one.as_slice() {
                [one] => one.evidence.to_string(),
                many => serde_json::Value::Array(many.iter().map(|v| v.evidence.clone()).collect()).to_string(),
            },
            first_seen: self.at,
            last_seen: self.at,
        });
        let first = violations.first();
        let kind = first.map_or("unit", |violation| violation.subject_kind.as_str());
        let text = finding_text(check, result, kind, first.map(|violation| &violation.evidence));
        let (severity, look_into) = check.weigh(violations.iter().copied());
        let violations = violations.len() as i64;
        Raised { violations, rows: rows.collect(), fingerprint, subject, check, result, text, severity, look_into }
    }

    /// A new finding, or one that is known: said anew, and reopened where it has returned in another month.
    fn see(&self, register: &mut Register, raised: &Raised, seen: &Seen) -> Result<()> {
        let why = format!("the check failed in {}: {}", self.period, raised.text.en);
        let Some(known) = register.get(&raised.fingerprint) else {
            // Every row belongs to a finding of an earlier month.
            if raised.is_by_rows() && seen.of(&raised.fingerprint).is_none() {
                return Ok(());
            }
            let step = Step::of_data(Action::Raise, self.at, self.today, why);
            let (matter, entry) = Matter::raise(&raised.result.unit, raised.severity, raised.look_into, &step);
            let finding = self.finding(raised, matter, seen);
            register.add(finding, entry);
            return Ok(());
        };
        let is_later = known.period < self.period.to_string();
        let refutes = self.is_after_claim(&known.matter);
        let returns = match known.matter.status {
            FindingState::Closed | FindingState::Withdrawn => is_later,
            FindingState::ClaimedFixed => is_later && refutes,
            _ => false,
        };
        let fresh = self.finding(raised, known.matter.clone(), seen);
        let is_newest = known.period <= self.period.to_string();
        register.describe(&raised.fingerprint, |finding| {
            finding.occurrences = finding.occurrences.max(fresh.occurrences);
            finding.remaining = fresh.remaining;
            if is_newest {
                let (first_seen, audit) = (finding.first_seen, finding.audit.take());
                *finding = Finding { first_seen, audit, occurrences: finding.occurrences, ..fresh };
            }
        });
        if returns {
            register.decide(&raised.fingerprint, &Step::of_data(Action::Reopen, self.at, self.today, why))?;
        }
        Ok(())
    }

    /// Findings of earlier months whose rows still violate; occurrences count months, so the same one adds none twice.
    fn see_again(&self, register: &mut Register, holders: &[String]) {
        let period = self.period.to_string();
        for holder in holders {
            register.describe(holder, |finding| {
                if finding.period < period {
                    finding.period.clone_from(&period);
                    finding.occurrences += 1;
                }
                finding.last_seen = finding.last_seen.max(self.at);
            });
        }
    }

    fn finding(&self, raised: &Raised, matter: Matter, seen: &Seen) -> Finding {
        let Raised { check, result, text, .. } = raised;
        let proposal = finding_proposal(check, text);
        let counted = seen.of(&raised.fingerprint);
        Finding {
            fingerprint: raised.fingerprint.clone(),
            check_id: check.id.clone(),
            origin_unit: result.unit.clone(),
            period: self.period.to_string(),
            subject: raised.subject.clone(),
            cure: check.cure,
            first_seen: self.at,
            last_seen: self.at,
            occurrences: counted.map_or(1, |counted| counted.months),
            violations: counted.filter(|_| raised.is_by_rows()).map_or(raised.violations, |counted| counted.rows_now),
            remaining: counted.map_or(raised.violations, |counted| counted.remaining),
            population: Some(result.population),
            measured: result.measured,
            threshold: result.threshold,
            text_az: Some(text.az.clone()),
            text_en: Some(text.en.clone()),
            proposal_az: Some(proposal.az),
            proposal_en: Some(proposal.en),
            audit: None,
            matter,
        }
    }

    /// Cure `next`: a later whole month that passes settles it; one that begins after a claim and fails refutes the claim.
    fn settle(&self, register: &mut Register, checks: &CheckOutcome) -> Result<()> {
        let answers: BTreeMap<(&str, &str), CheckState> =
            checks.results.iter().map(|result| ((&*result.check, &*result.unit), result.state)).collect();
        let period = self.period.to_string();
        let awaits = register.select(|finding| {
            finding.cure == Cure::Next && finding.period < period && finding.matter.status.awaits_data()
        });
        for fingerprint in awaits {
            let Some(finding) = register.get(&fingerprint) else { continue };
            let is_after_claim = self.is_after_claim(&finding.matter);
            let step = |action, why: String| Step::of_data(action, self.at, self.today, why);
            match answers.get(&(finding.check_id.as_str(), finding.matter.unit.as_str())) {
                Some(CheckState::Pass) => {
                    let why = format!("the unit passed the check in {period}");
                    register.decide(&fingerprint, &step(Action::Verify, why.clone()))?;
                    register.decide(&fingerprint, &step(Action::Close, why))?;
                }
                Some(CheckState::Fail) if is_after_claim => {
                    let why = format!("said to be fixed, but the check failed in {period}, a whole month later");
                    register.decide(&fingerprint, &step(Action::Reopen, why))?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

impl Raised<'_> {
    /// The same record may be found again in another month, and is then the same matter.
    fn is_by_rows(&self) -> bool {
        self.check.cure == Cure::Rows && self.rows.iter().any(|row| row.subject_kind != "unit")
    }
}

#[derive(Serialize)]
struct SeenFinding<'a> {
    fingerprint: &'a str,
    check_id: &'a str,
    unit: &'a str,
    is_by_rows: bool,
}

impl<'a> SeenFinding<'a> {
    fn new(raised: &'a Raised) -> Self {
        SeenFinding {
            fingerprint: &raised.fingerprint,
            check_id: &raised.check.id,
            unit: &raised.result.unit,
            is_by_rows: raised.is_by_rows(),
        }
    }
}

/// The rows of each finding counted, and the findings of earlier months that hold rows seen again.
struct Seen {
    counted: BTreeMap<String, Counted>,
    holders: Vec<String>,
}

#[derive(Deserialize)]
struct Counted {
    fingerprint: String,
    rows_now: i64,
    months: i64,
    remaining: i64,
}

impl Seen {
    fn read(state: &Session) -> Result<Seen> {
        #[derive(Deserialize)]
        struct Holder {
            fingerprint: String,
        }
        let act = || "counting the rows of findings".to_owned();
        let counted: Vec<Counted> =
            state.rows(include_str!("../../../queries/state/finding_rows_counted.sql")).doing(act)?;
        let holders: Vec<Holder> = state.rows(include_str!("../../../queries/state/finding_holders.sql")).doing(act)?;
        Ok(Seen {
            counted: counted.into_iter().map(|row| (row.fingerprint.clone(), row)).collect(),
            holders: holders.into_iter().map(|holder| holder.fingerprint).collect(),
        })
    }

    fn of(&self, fingerprint: &str) -> Option<&Counted> {
        self.counted.get(fingerprint)
    }
}
