//! Findings raised by an ended month and those that its data settles; every transition is logged.
//!
//! A failed check raises one finding a unit and period (violations of records) or a unit and subject. Data settles it:
//! where the rows cure, when the same period tested again no longer violates; else when a later month passes.
//! The deadline runs from the notification, so a finding that nobody was told of has none.

use serde_json::json;

use super::Environment;
use super::evaluate::Evaluation;
use crate::domain::finding::{CheckState, Cure, Violation, fingerprint};
use crate::error::{Doing, Result};
use crate::store::Store;

/// Brings the register up to date with the evaluation and answers how many findings it raised or saw again.
pub fn keep(environment: &Environment, store: &Store, evaluation: &Evaluation) -> Result<usize> {
    let period = evaluation.context.period.to_string();
    let mut raised = Vec::new();
    let mut answers = Vec::new();
    for result in &evaluation.checks.results {
        let check = environment.library.check(&result.check)?;
        answers.push(json!({
            "check_id": result.check, "unit": result.unit, "state": result.state, "violations": result.violations,
            "cures_by_rows": check.cure == Cure::Rows,
        }));
        if result.state != CheckState::Fail {
            continue;
        }
        for (subject, violations) in subjects(evaluation, &result.check, &result.unit, &period) {
            raised.push(json!({
                "fingerprint": fingerprint(&result.check, &result.unit, &subject), "check_id": result.check,
                "unit": result.unit, "period": period, "subject": subject, "severity": check.severity,
                "violations": violations,
            }));
        }
    }
    let count = raised.len();
    store
        .write_state(|state| {
            state.set("moment", evaluation.context.as_of)?;
            state.set("period", period.as_str())?;
            state.run(include_str!("../../queries/state/stage_findings.sql"))?;
            state.insert("raised", &raised)?;
            state.insert("answers", &answers)?;
            state.run(include_str!("../../queries/state/keep_findings.sql"))
        })
        .doing(|| format!("keeping the findings of `{period}`"))?;
    Ok(count)
}

/// What a failed check of a unit is about, with the number of violations: the period, or each subject.
fn subjects(evaluation: &Evaluation, check: &str, unit: &str, period: &str) -> Vec<(String, u64)> {
    let mut out: Vec<(String, u64)> = Vec::new();
    for violation in evaluation.checks.violations_of(check, unit) {
        let subject = if Violation::is_record_level(violation) { period } else { violation.subject_id.as_str() };
        match out.iter_mut().find(|(known, _)| known == subject) {
            Some((_, count)) => *count += 1,
            None => out.push((subject.to_owned(), 1)),
        }
    }
    out
}
