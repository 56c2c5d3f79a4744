//! A monitoring's figures on one snapshot: the checks of one subtree over any span, the recount, the sample.
//!
//! The SQL of the checks and marts is that of every night; only what it reads is restricted ([`prepare`]): the rows that
//! concern the units in scope (`queries/audits/concerned.sql`) stand in for `lake.receptions` and `lake.assignments`. A
//! check that compares with peers (threshold `peers`) is answered on the whole lake. A test holds that the answers are
//! those of an unrestricted run.

mod compared;
mod sample;

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::bind::{Span, set_span};
use super::check::Check;
use super::checks::{Sources, ViolationRow, run_one};
use super::library::Library;
use crate::config::Override;
use crate::domain::audit::AuditScope;
use crate::domain::finding::{CheckOutcome, CheckResult};
use crate::domain::reference::Reference;
use crate::error::{Doing, Error, Result};
use crate::store::Session;

pub use compared::{Compared, compared};
pub use sample::{Item, drawn, strata};

/// What a monitoring's figures stand on.
#[derive(Debug, Clone)]
pub struct Frame {
    pub scope: AuditScope,
    /// The units of the scope's subtree.
    pub units: Vec<String>,
    pub as_of: DateTime<Utc>,
    pub load_id: i64,
    pub overrides: Vec<Override>,
}

impl Frame {
    pub fn span(&self) -> Span {
        let AuditScope { from, to, .. } = self.scope;
        let kind = self.scope.period().map_or("span", |period| period.kind().as_str());
        Span { label: self.scope.label(), kind, from, to }
    }
}

/// The checks that a scope asks for.
#[derive(Debug)]
pub struct Asked<'a> {
    pub checks: Vec<&'a Check>,
    /// Those that count by whole months or periods, which the span is not: they cannot be asked.
    pub left_out: Vec<&'a Check>,
}

/// Tells the checks that can be asked of the span from those that cannot.
///
/// # Errors
/// A glob names no check.
pub fn asked<'a>(library: &'a Library, scope: &AuditScope) -> Result<Asked<'a>> {
    let (mut checks, mut left_out) = (Vec::new(), Vec::new());
    for check in library.select(&scope.checks)? {
        let fits = match least_span(check) {
            LeastSpan::Days => true,
            LeastSpan::Months => scope.is_whole_months(),
            LeastSpan::Period => scope.period().is_some(),
        };
        if fits { checks.push(check) } else { left_out.push(check) }
    }
    Ok(Asked { checks, left_out })
}

enum LeastSpan {
    Days,
    Months,
    Period,
}

/// What a check counts by, told from what its SQL reads: periods before this one, reports on months, months in post.
fn least_span(check: &Check) -> LeastSpan {
    if check.text.contains("getvariable('period_kind')") {
        LeastSpan::Period
    } else if check.text.contains("expected_reports") || check.text.contains("interval 1 month") {
        LeastSpan::Months
    } else {
        LeastSpan::Days
    }
}

/// Sets the session up: variables, the units in scope, the marts restricted to them.
///
/// # Errors
/// An override names something unknown, or a mart's SQL fails.
pub fn prepare(session: &Session, frame: &Frame, library: &Library, reference: &Reference) -> Result<()> {
    set_span(session, &frame.span(), frame.as_of, frame.load_id, &frame.overrides, library, reference)?;
    session.set("audit_units", frame.units.clone())?;
    session.run(library.text("audits/units.sql")?).doing(|| "listing the units of the monitoring".into())?;
    session.run(library.text("audits/concerned.sql")?).doing(|| "gathering the rows that concern the units".into())?;
    library.folder("marts").try_for_each(|mart| build(session, &mart.path, &restricted(&mart.text)))
}

/// A mart's SQL over the rows that concern the units in scope.
fn restricted(mart: &str) -> String {
    mart.replace("lake.receptions", "audit_receptions").replace("lake.assignments", "audit_assignments")
}

fn build(session: &Session, path: &str, sql: &str) -> Result<()> {
    session.run(sql).doing(|| format!("building the mart `queries/{path}`"))
}

/// Answers the checks for the units in scope. The session must be [prepared](prepare).
///
/// # Errors
/// A check's SQL fails; the error names its file.
pub fn check(session: &Session, library: &Library, frame: &Frame, checks: &[&Check]) -> Result<CheckOutcome> {
    let sources = Sources::read(session, library)?;
    session.run(library.text("engine/begin_run.sql")?)?;
    let is_wide = |check: &&&Check| check.threshold("peers").is_some();
    let (wide, narrow): (Vec<&Check>, Vec<&Check>) = checks.iter().partition(is_wide);
    run_all(session, library, frame, &narrow, &sources)?;
    if !wide.is_empty() {
        build(session, RECEPTIONS, library.text(RECEPTIONS)?)?;
        build(session, PERIOD_RECEPTIONS, library.text("audits/wide.sql")?)?;
        run_all(session, library, frame, &wide, &sources)?;
        session.run(library.text("audits/narrow.sql")?)?;
        for path in [RECEPTIONS, PERIOD_RECEPTIONS] {
            build(session, path, &restricted(library.text(path)?))?;
        }
    }
    session.set("check_order", checks.iter().map(|check| check.id.clone()).collect::<Vec<_>>())?;
    let results: Vec<CheckResult> = session.rows(library.text("audits/results.sql")?)?;
    let mut violations = Vec::new();
    session.each(library.text("audits/violations.sql")?, |row: ViolationRow| {
        violations.push(row.into_violation()?);
        Ok(())
    })?;
    Ok(CheckOutcome { results, violations })
}

const RECEPTIONS: &str = "marts/20_receptions.sql";
const PERIOD_RECEPTIONS: &str = "marts/21_period_receptions.sql";

fn run_all(session: &Session, library: &Library, frame: &Frame, checks: &[&Check], sources: &Sources) -> Result<()> {
    checks.iter().try_for_each(|check| {
        run_one(session, library, check, sources)
            .doing(|| format!("running check {} (`queries/{}`) on {}", check.id, check.path, frame.scope.label()))
    })
}

/// One figure of a unit's own report against its records.
#[derive(Debug, Clone, PartialEq, Deserialize, serde::Serialize)]
pub struct Recounted {
    pub unit: String,
    pub period: String,
    pub figure: String,
    pub claimed: i64,
    pub recounted: i64,
    pub is_contradicted: bool,
}

/// Recounts every figure of the units' own reports on the months of the span, as check D2 does.
///
/// # Errors
/// The check's SQL fails.
pub fn recount(session: &Session, library: &Library, frame: &Frame) -> Result<Vec<Recounted>> {
    if !frame.scope.is_whole_months() {
        return Ok(Vec::new());
    }
    let check =
        library.check("D2").map_err(|error| Error::failed("recounting the units' own reports").because(error))?;
    let sources = Sources::read(session, library)?;
    session.run(library.text("engine/begin_run.sql")?)?;
    run_all(session, library, frame, &[check], &sources)?;
    session.rows(library.text("audits/figures.sql")?).doing(|| "reading the recounted figures".into())
}

#[cfg(test)]
mod tests;
