//! The contradiction ledger in the lake: what units reported against what their records say, by the newest evaluation.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::evaluate::Evaluation;
use crate::catalog::{Library, credibility};
use crate::error::{Doing, Result};
use crate::store::Session;

/// One line of `lake.contradictions`.
#[derive(Serialize, Deserialize)]
pub struct Line {
    period: String,
    period_from: NaiveDate,
    unit: String,
    source: Option<String>,
    figure: String,
    claimed: i64,
    recounted: i64,
    recounted_then: i64,
    allowed: f64,
    is_contradicted: bool,
    favours: Option<bool>,
    submitted_at: Option<DateTime<Utc>>,
    report_id: Option<String>,
    #[serde(default)]
    load_id: i64,
    #[serde(default)]
    as_of: DateTime<Utc>,
}

/// What check D2 compared in an evaluation.
pub fn lines(evaluation: &Evaluation, library: &Library) -> Result<Vec<Line>> {
    let act = || format!("reading the figures compared for `{}`", evaluation.context.period);
    credibility::prepare(&evaluation.session, library).doing(act)?;
    let lines: Vec<Line> = evaluation.session.rows("select * from ledger_now order by unit, figure").doing(act)?;
    let context = &evaluation.context;
    let of_run = |line: Line| Line { load_id: context.load_id, as_of: context.as_of, ..line };
    Ok(lines.into_iter().map(of_run).collect())
}

/// Replaces a period's lines; part of the transaction that keeps the results.
pub fn keep(lake: &Session, period: &str, lines: &[Line]) -> Result<()> {
    lake.set("period", period)?;
    lake.run("delete from lake.contradictions where period = getvariable('period')")?;
    lake.insert("lake.contradictions", lines)
}
