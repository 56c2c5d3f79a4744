//! Cure `rows`: the same rows, tested again as of now, no longer violate, or violate again.
//!
//! The check runs once more on the month in which the rows were found, with the evaluation time of today: what was put
//! right since has then happened. Rows whose unit cannot be judged, and those whose record was withdrawn, stay as they are.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::register::Register;
use crate::catalog::checks;
use crate::domain::finding::life::{Action, Step};
use crate::domain::finding::{CheckOutcome, CheckResult, CheckState, Cure, Finding, FindingState, Reason};
use crate::domain::period::Period;
use crate::error::{Doing, Result};
use crate::jobs::{Environment, evaluate};
use crate::store::{Session, Store};

/// A settled finding whose rows violate again within this time is opened again.
pub(super) const WATCHED: TimeDelta = TimeDelta::days(90);

#[derive(Serialize)]
struct Judged<'a> {
    check_id: &'a str,
    unit: &'a str,
}

#[derive(Serialize)]
struct Violating<'a> {
    check_id: &'a str,
    unit: &'a str,
    subject_kind: &'a str,
    subject_id: &'a str,
    source: &'a str,
}

/// Tests the rows of one month's findings, or of all that are open; answers how many findings changed.
pub fn retest(environment: &Environment, store: &Store, only: Option<Period>) -> Result<usize> {
    let now = environment.now();
    let work = Environment { as_of: Some(now), ..environment.clone() };
    let mut changed = 0;
    for (period, ids) in due(&store.session()?, now, only)? {
        let act = || format!("testing again the findings of `{period}`");
        let prepared = evaluate::prepare(&work, store, period).doing(act)?;
        let known: Vec<String> = ids.into_iter().filter(|id| work.library.check(id).is_ok()).collect();
        if known.is_empty() {
            continue;
        }
        let outcome = checks::run(&prepared.session, &work.library, &prepared.context, None, &known).doing(act)?;
        drop(prepared);
        changed += settle(&work, store, period, &outcome, now).doing(act)?;
    }
    Ok(changed)
}

/// Months with rows to test, and the checks that found them.
fn due(session: &Session, now: DateTime<Utc>, only: Option<Period>) -> Result<BTreeMap<Period, BTreeSet<String>>> {
    #[derive(Deserialize)]
    struct Due {
        period: String,
        check_id: String,
    }
    session.set("settled_since", now - WATCHED)?;
    let rows: Vec<Due> = session.rows(include_str!("../../../queries/state/finding_rows_due.sql"))?;
    let mut due: BTreeMap<Period, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let period: Period = row.period.parse()?;
        if only.is_none_or(|only| only == period) {
            due.entry(period).or_default().insert(row.check_id);
        }
    }
    Ok(due)
}

fn settle(
    environment: &Environment,
    store: &Store,
    period: Period,
    outcome: &CheckOutcome,
    now: DateTime<Utc>,
) -> Result<usize> {
    // No records means that none of the rows is where it violated, such as when everything overdue is done.
    let is_judged =
        |result: &&CheckResult| result.state != CheckState::NotEvaluable || result.reason == Some(Reason::NoRecords);
    let evaluable = outcome.results.iter().filter(is_judged);
    let judged: Vec<Judged> = evaluable.map(|result| Judged { check_id: &result.check, unit: &result.unit }).collect();
    let violating: Vec<Violating> = outcome
        .violations
        .iter()
        .map(|violation| Violating {
            check_id: &violation.check,
            unit: &violation.unit,
            subject_kind: &violation.subject_kind,
            subject_id: &violation.subject_id,
            source: violation.source.as_deref().unwrap_or(""),
        })
        .collect();
    store.write_state(|state| {
        state.set("moment", now)?;
        state.set("period", period.to_string())?;
        state.run(include_str!("../../../queries/state/finding_rows_begin.sql"))?;
        state.insert("judged", &judged)?;
        state.insert("violating", &violating)?;
        state.run(include_str!("../../../queries/state/finding_rows_cured.sql"))?;
        let tested: Vec<Tested> = state.rows(include_str!("../../../queries/state/finding_rows_tested.sql"))?;
        let mut register = Register::read(state, now - WATCHED, Vec::new())?;
        for tested in &tested {
            decide(environment, &mut register, tested, now)?;
        }
        register.save()
    })
}

/// What the rows of a finding say after the test, over all its months.
#[derive(Deserialize)]
struct Tested {
    fingerprint: String,
    rows_found: i64,
    remaining: i64,
    /// When the newest complete pull of the unit's source began; none without a source.
    pulled_at: Option<DateTime<Utc>>,
}

fn decide(environment: &Environment, register: &mut Register, tested: &Tested, now: DateTime<Utc>) -> Result<()> {
    let fingerprint = &tested.fingerprint;
    register.describe(fingerprint, |finding| finding.remaining = tested.remaining);
    let Some(finding) = register.get(fingerprint).filter(|finding| finding.cure == Cure::Rows) else { return Ok(()) };
    let today = environment.reference.zone.local_day(now);
    let step = |action, why: String| Step::of_data(action, now, today, why);
    if tested.remaining == 0 && finding.matter.status.awaits_data() {
        let why = format!("tested again on {today}, none of the {} rows violates any longer", tested.rows_found);
        register.decide(fingerprint, &step(Action::Verify, why.clone()))?;
        register.decide(fingerprint, &step(Action::Close, why))?;
    } else if tested.remaining > 0 && is_refuted(finding, tested) {
        let why = format!("tested again on {today}, {} of the {} rows violate", tested.remaining, tested.rows_found);
        register.decide(fingerprint, &step(Action::Reopen, why))?;
    }
    Ok(())
}

/// A finding that data closed has returned; one said to be fixed is refuted by records pulled since.
fn is_refuted(finding: &Finding, tested: &Tested) -> bool {
    let matter = &finding.matter;
    match matter.status {
        // What the sector dismissed or an evaluation never verified does not return by itself.
        FindingState::Closed => matter.confirmed != Some(false),
        FindingState::ClaimedFixed => {
            matter.claimed_at.is_some_and(|claimed| tested.pulled_at.is_none_or(|pulled| pulled > claimed))
        }
        _ => false,
    }
}
