//! What a signed monitoring puts into the register of findings, with its number beside each.
//!
//! A shortcoming that the register holds already (the same check and unit, of a month of the span) is the same matter and
//! is only named; what is not there is raised, to be settled by the next whole month that passes: rows of several months
//! are not one month's to test again. Only spans that have ended raise anything.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::kept;
use super::record::Audit;
use crate::catalog::dataset::{finding_proposal, finding_text};
use crate::domain::finding::life::{Action, Entry, Matter, Step};
use crate::domain::finding::{CheckState, Cure, Finding, Violation, fingerprint};
use crate::domain::period::{Period, PeriodKind};
use crate::error::{Doing, Result};
use crate::jobs::Environment;
use crate::jobs::findings::Register;
use crate::store::Store;

/// What the register is asked about each finding.
#[derive(Serialize)]
struct Found<'f> {
    fingerprint: &'f str,
    check_id: &'f str,
    unit: &'f str,
    is_of_period: bool,
}

/// Raises and names the findings of the monitoring; answers how many it named and how many of them were new.
pub fn raise(environment: &Environment, store: &Store, audit: &Audit) -> Result<(usize, usize)> {
    #[derive(Deserialize)]
    struct Named {
        named: usize,
        raised: usize,
    }
    #[derive(Deserialize)]
    struct Unknown {
        fingerprint: String,
    }
    let Some(as_of) = audit.as_of else { return Ok((0, 0)) };
    let zone = environment.reference.zone;
    if audit.date_to >= zone.local_day(as_of) {
        return Ok((0, 0));
    }
    let found = found(environment, store, audit)?;
    let now = environment.clock.now();
    store
        .write_state(|state| {
            state.set("audit_id", audit.audit_id.to_string())?;
            state.set("month_from", audit.date_from.format("%Y-%m").to_string())?;
            state.set("month_to", audit.date_to.format("%Y-%m").to_string())?;
            state.run(include_str!("../../../queries/state/stage_audit_findings.sql"))?;
            let keys: Vec<Found> = found
                .iter()
                .map(|(finding, is_of_period)| Found {
                    fingerprint: &finding.fingerprint,
                    check_id: &finding.check_id,
                    unit: &finding.origin_unit,
                    is_of_period: *is_of_period,
                })
                .collect();
            state.insert("found", &keys)?;
            state.run(include_str!("../../../queries/state/name_audit_findings.sql"))?;
            let unknown: Vec<Unknown> = state.rows("select fingerprint from named where known is null")?;
            let mut register = Register::read(state, now, Vec::new())?;
            for (finding, _) in found.iter().filter(|(f, _)| unknown.iter().any(|u| u.fingerprint == f.fingerprint)) {
                let (matter, entry) = opened(environment, audit, finding, now);
                register.add(Finding { matter, ..finding.clone() }, entry);
            }
            register.save()?;
            state.run(include_str!("../../../queries/state/keep_audit_findings.sql"))?;
            let named: Named = state.one(include_str!("../../../queries/state/count_audit_findings.sql"))?;
            Ok((named.named, named.raised))
        })
        .doing(|| format!("putting the findings of the monitoring {} into the register", audit.audit_id))
}

/// The step that opens a finding in the register.
fn opened(environment: &Environment, audit: &Audit, finding: &Finding, now: DateTime<Utc>) -> (Matter, Entry) {
    let why = format!("found by the monitoring {}", audit.audit_id);
    let step = Step::of_data(Action::Raise, now, environment.reference.zone.local_day(now), why);
    Matter::raise(&finding.origin_unit, finding.matter.severity, finding.matter.look_into, &step)
}

/// What the monitoring's failed checks come to, and whether each is about the span as a whole.
fn found(environment: &Environment, store: &Store, audit: &Audit) -> Result<Vec<(Finding, bool)>> {
    let session = store.session()?;
    let label = audit.scope().label();
    let now = environment.clock.now();
    let period = Period::containing(PeriodKind::Month, audit.date_to).to_string();
    let violations = kept::violations(&session, audit.audit_id)?;
    let mut found = Vec::new();
    for result in kept::results(&session, audit.audit_id)? {
        if result.state != CheckState::Fail {
            continue;
        }
        let check = environment.library.check(&result.check)?;
        let mut subjects: BTreeMap<&str, Vec<&Violation>> = BTreeMap::new();
        let of_result = |violation: &&Violation| violation.check == result.check && violation.unit == result.unit;
        for violation in violations.iter().filter(of_result) {
            let subject = if violation.is_record_level() { label.as_str() } else { violation.subject_id.as_str() };
            subjects.entry(subject).or_default().push(violation);
        }
        for (subject, rows) in subjects {
            let first = rows.first();
            let kind = first.map_or("unit", |violation| violation.subject_kind.as_str());
            let text = finding_text(check, &result, kind, first.map(|violation| &violation.evidence));
            let proposal = finding_proposal(check, &text);
            let (severity, look_into) = check.weigh(rows.iter().copied());
            let step = Step::of_data(Action::Raise, now, environment.reference.zone.local_day(now), String::new());
            let count = rows.len() as i64;
            found.push((
                Finding {
                    fingerprint: fingerprint(&result.check, &result.unit, subject),
                    check_id: result.check.clone(),
                    origin_unit: result.unit.clone(),
                    period: period.clone(),
                    subject: subject.to_owned(),
                    cure: Cure::Next,
                    first_seen: now,
                    last_seen: now,
                    occurrences: 1,
                    violations: count,
                    remaining: count,
                    population: Some(result.population),
                    measured: result.measured,
                    threshold: result.threshold,
                    text_az: Some(text.az),
                    text_en: Some(text.en),
                    proposal_az: Some(proposal.az),
                    proposal_en: Some(proposal.en),
                    audit: Some(audit.audit_id.to_string()),
                    matter: Matter::raise(&result.unit, severity, look_into, &step).0,
                },
                subject == label,
            ));
        }
    }
    Ok(found)
}
