//! What a monitoring keeps in the lake, step by step: written anew each time, so that a step may be run again.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::catalog::audit::{Item, Recounted};
use crate::domain::audit::AuditNumber;
use crate::domain::finding::{CheckOutcome, CheckResult, Violation};
use crate::error::{Doing, Result};
use crate::store::{Session, Store};

/// One stratum as the lake holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StratumRow {
    pub stratum: i64,
    pub entity: String,
    pub outcome: String,
    pub official_source: Option<String>,
    pub official_id: Option<String>,
    pub official: Option<String>,
    pub population: u64,
    pub flagged: u64,
    pub sampled: u64,
}

/// Keeps the answers of the checks.
pub fn keep_checks(store: &Store, number: AuditNumber, outcome: &CheckOutcome) -> Result<()> {
    let results: Vec<Value> = outcome
        .results
        .iter()
        .map(|result| {
            json!({
                "audit_id": number, "check_id": result.check, "unit": result.unit, "state": result.state,
                "reason": result.reason, "measured": result.measured, "threshold": result.threshold,
                "violations": result.violations, "population": result.population,
            })
        })
        .collect();
    let violations: Vec<Value> = outcome
        .violations
        .iter()
        .map(|violation| {
            json!({
                "audit_id": number, "check_id": violation.check, "unit": violation.unit,
                "subject_kind": violation.subject_kind, "subject_id": violation.subject_id,
                "source": violation.source, "measured": violation.measured, "threshold": violation.threshold,
                "evidence": violation.evidence.to_string(),
            })
        })
        .collect();
    replace(store, number, &[("lake.audit_results", results), ("lake.audit_violations", violations)])
}

/// Keeps the recounted figures.
pub fn keep_figures(store: &Store, number: AuditNumber, figures: &[Recounted]) -> Result<()> {
    replace(store, number, &[("lake.audit_figures", rows(number, figures)?)])
}

/// Keeps strata and sample.
pub fn keep_sample(store: &Store, number: AuditNumber, strata: &[StratumRow], items: &[Item]) -> Result<()> {
    replace(store, number, &[("lake.audit_strata", rows(number, strata)?), ("lake.audit_sample", rows(number, items)?)])
}

/// Rows with the monitoring's number in front.
fn rows<T: Serialize>(number: AuditNumber, rows: &[T]) -> Result<Vec<Value>> {
    rows.iter()
        .map(|row| {
            let mut row = serde_json::to_value(row).doing(|| format!("writing a row of the monitoring {number}"))?;
            row["audit_id"] = json!(number);
            Ok(row)
        })
        .collect()
}

/// Takes out what the tables hold of the monitoring and puts in the rows, in one transaction.
fn replace(store: &Store, number: AuditNumber, tables: &[(&str, Vec<Value>)]) -> Result<()> {
    store
        .write_lake(|lake| {
            lake.set("audit_id", number.to_string())?;
            for (table, rows) in tables {
                lake.run(&format!("delete from {table} where audit_id = getvariable('audit_id')"))?;
                lake.insert(table, rows)?;
            }
            Ok(())
        })
        .doing(|| format!("keeping the results of the monitoring {number}"))
}

fn read<T: DeserializeOwned>(session: &Session, number: AuditNumber, sql: &str) -> Result<Vec<T>> {
    session.set("audit_id", number.to_string())?;
    session.rows(sql).doing(|| format!("reading what the monitoring {number} has kept"))
}

/// The answers of the checks, in the order in which they were given.
pub fn results(session: &Session, number: AuditNumber) -> Result<Vec<CheckResult>> {
    read(session, number, include_str!("../../../queries/audits/kept_results.sql"))
}

/// The violations, in the order in which they were found.
pub fn violations(session: &Session, number: AuditNumber) -> Result<Vec<Violation>> {
    #[derive(Deserialize)]
    struct Row {
        #[serde(flatten)]
        violation: Violation,
    }
    let mut found: Vec<Row> = read(session, number, include_str!("../../../queries/audits/kept_violations.sql"))?;
    for row in &mut found {
        if let Value::String(text) = &row.violation.evidence {
            row.violation.evidence =
                serde_json::from_str(text).doing(|| "reading the evidence of a violation".into())?;
        }
    }
    Ok(found.into_iter().map(|row| row.violation).collect())
}

pub fn figures(session: &Session, number: AuditNumber) -> Result<Vec<Recounted>> {
    read(
        session,
        number,
        "select * from lake.audit_figures where audit_id = getvariable('audit_id') order by unit, period, figure",
    )
}

pub fn strata(session: &Session, number: AuditNumber) -> Result<Vec<StratumRow>> {
    read(session, number, "select * from lake.audit_strata where audit_id = getvariable('audit_id') order by stratum")
}

pub fn items(session: &Session, number: AuditNumber) -> Result<Vec<Item>> {
    read(session, number, "select * from lake.audit_sample where audit_id = getvariable('audit_id') order by item")
}
