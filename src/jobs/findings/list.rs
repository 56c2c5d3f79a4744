//! Reading the register: a list, and one finding with its rows and its log.

use chrono::NaiveDate;
use serde::Serialize;

use super::act::fingerprint;
use crate::domain::finding::life::Entry;
use crate::domain::finding::{Finding, FindingRow, FindingState};
use crate::error::{Doing, Result};
use crate::jobs::Environment;
use crate::store::Store;

/// Which findings; all that are not settled without a status.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// This unit and what lies below it.
    pub unit: Option<String>,
    pub status: Option<FindingState>,
    pub check: Option<String>,
    pub only_overdue: bool,
}

/// One finding with everything that belongs to it.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    #[serde(flatten)]
    pub finding: Finding,
    pub is_overdue: bool,
    pub rows: Vec<FindingRow>,
    pub log: Vec<Entry>,
}

/// The findings that a filter names, the gravest and most urgent first.
pub fn list(environment: &Environment, store: &Store, filter: &Filter) -> Result<Vec<Finding>> {
    let session = store.session()?;
    session.set("root", filter.unit.as_deref())?;
    session.set("status", filter.status.map(FindingState::as_str))?;
    session.set("check_id", filter.check.as_deref())?;
    let mut findings: Vec<Finding> = session
        .rows(include_str!("../../../queries/state/findings_list.sql"))
        .doing(|| "listing the findings".into())?;
    let today = today(environment);
    findings.retain(|finding| !filter.only_overdue || finding.matter.is_overdue(today));
    Ok(findings)
}

/// One finding by its fingerprint or the fingerprint's beginning.
pub fn show(environment: &Environment, store: &Store, name: &str) -> Result<Shown> {
    let session = store.snapshot()?;
    let fingerprint = fingerprint(&session, name)?;
    let act = || format!("reading the finding `{fingerprint}`");
    session.set("fingerprint", fingerprint.as_str())?;
    let finding: Finding = session.one(include_str!("../../../queries/state/finding.sql")).doing(act)?;
    let rows = session.rows(include_str!("../../../queries/state/finding_rows.sql")).doing(act)?;
    let log = session.rows(include_str!("../../../queries/state/finding_log.sql")).doing(act)?;
    Ok(Shown { is_overdue: finding.matter.is_overdue(today(environment)), finding, rows, log })
}

fn today(environment: &Environment) -> NaiveDate {
    environment.reference.zone.local_day(environment.now())
}
