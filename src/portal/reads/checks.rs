//! Checks: what they say of units, and the rows behind it.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::evidence;
use super::month::Month;
use crate::catalog::{Check, Measure, ThresholdValue};
use crate::domain::finding::Severity;
use crate::domain::period::Period;
use crate::domain::reference::Reference;
use crate::error::{Error, Result};
use crate::portal::reader::Reader;
use crate::portal::voice::Voice;

/// The check of that id, for a page: an unknown one is a page that does not exist.
pub fn known<'a>(reader: &'a Reader, id: &str) -> Result<&'a Check> {
    let checks = reader.portal().library.checks();
    checks.iter().find(|check| check.id == id).ok_or_else(|| Error::not_found(format!("there is no check `{id}`")))
}

/// The check's title; the id where the check is gone from the library.
pub fn title(reader: &Reader, id: &str) -> String {
    let voice = reader.voice();
    known(reader, id).map_or_else(|_| id.to_owned(), |check| check.title.get(voice.language).to_owned())
}

/// For sorting and colour; a check that is gone counts as low.
pub fn severity(reader: &Reader, id: &str) -> Severity {
    known(reader, id).map_or(Severity::Low, |check| check.severity)
}

/// A measured value or threshold in the unit that the check measures in.
pub fn measure(check: Option<&Check>, value: Option<f64>, voice: Voice) -> String {
    let Some(value) = value else { return "–".to_owned() };
    match check.map(|check| check.measure) {
        Some(Measure::Fraction) => voice.percent(value),
        Some(Measure::Minutes) => format!("{}\u{a0}{}", voice.plain(value), voice.t("minutes-short")),
        Some(Measure::Days) => format!("{}\u{a0}{}", voice.plain(value), voice.t("days-short")),
        Some(Measure::Count) | None => voice.plain(value),
    }
}

/// A limit as people write it: `5 %`, not `5,0 %`.
pub fn limit(check: Option<&Check>, value: Option<f64>, voice: Voice) -> String {
    match (value, check.map(|check| check.measure)) {
        (Some(value), Some(Measure::Fraction)) => {
            let percent = (value * 1000.0).round() / 10.0;
            voice.language.percent(percent, usize::from(percent.fract().abs() > 1e-9))
        }
        _ => measure(check, value, voice),
    }
}

/// A threshold as the configuration names it.
pub fn threshold(value: &ThresholdValue, voice: Voice, reference: &Reference) -> String {
    match value {
        ThresholdValue::Number(number) if (number - number.round()).abs() < 1e-9 => voice.plain(*number),
        ThresholdValue::Number(number) if number.abs() < 1.0 => voice.percent(*number),
        ThresholdValue::Number(number) => voice.decimal(*number, 2),
        ThresholdValue::Texts(texts) => {
            texts.iter().map(|text| voice.topic(text, reference)).collect::<Vec<_>>().join(", ")
        }
    }
}

/// What one check says of one unit.
#[derive(Debug, Clone, Deserialize)]
pub struct UnitResult {
    #[serde(default)]
    pub check_id: String,
    #[serde(default)]
    pub unit: String,
    pub state: String,
    pub reason: Option<String>,
    pub measured: Option<f64>,
    pub threshold: Option<f64>,
    pub violations: i64,
    pub population: i64,
}

/// Everything that was said of one unit.
pub fn of_unit(reader: &Reader, month: &Month, unit: &str) -> Result<Vec<UnitResult>> {
    reader.set("check_run", month.check_run)?.set("unit", unit)?;
    reader.rows(include_str!("../../../queries/portal/unit_checks.sql"))
}

/// What one check says of all units, failing ones first.
pub fn by_unit(reader: &Reader, month: &Month, check: &str) -> Result<Vec<UnitResult>> {
    reader.set("check_run", month.check_run)?.set("check_id", check)?;
    reader.rows(include_str!("../../../queries/portal/check_units.sql"))
}

/// What a check says over all units.
#[derive(Debug, Clone, Deserialize)]
pub struct Summary {
    pub check_id: String,
    pub fails: i64,
    pub passes: i64,
    pub not_evaluable: i64,
    pub violations: i64,
    /// Those of failing units only.
    pub failing_violations: i64,
    /// Up to three failing units, most violations first.
    pub worst: Option<Vec<String>>,
}

pub fn summaries(reader: &Reader, month: &Month) -> Result<Vec<Summary>> {
    reader.set("check_run", month.check_run)?;
    reader.rows(include_str!("../../../queries/portal/check_states.sql"))
}

/// Failing units of one check in one month.
#[derive(Debug, Clone, Deserialize)]
pub struct Past {
    pub period: String,
    pub fails: i64,
    pub violations: i64,
}

pub fn history(reader: &Reader, check: &str, periods: &[Period]) -> Result<Vec<Past>> {
    reader.set("check_id", check)?.set("months", periods.iter().map(Period::to_string).collect::<Vec<_>>())?;
    reader.rows(include_str!("../../../queries/portal/check_history.sql"))
}

/// One violation with its evidence read.
#[derive(Debug, Clone)]
pub struct Violation {
    pub check: String,
    pub unit: String,
    pub subject_kind: String,
    pub subject_id: String,
    pub source: Option<String>,
    pub measured: Option<f64>,
    pub evidence: Map<String, Value>,
}

/// A page of violations and how many there are.
#[derive(Debug, Default)]
pub struct Violations {
    pub rows: Vec<Violation>,
    pub total: i64,
}

#[derive(Deserialize)]
struct Row {
    unit: String,
    subject_kind: String,
    subject_id: String,
    source: Option<String>,
    measured: Option<f64>,
    evidence: String,
    total: i64,
}

/// Which violations of a check: of one unit alone, of a subtree, or of all; and which part of the list.
pub struct Which<'a> {
    pub check: &'a str,
    pub unit: Option<&'a str>,
    pub root: Option<&'a str>,
    pub limit: i64,
    pub offset: i64,
}

/// The violations of a check in the month's run.
pub fn violations(reader: &Reader, month: &Month, which: &Which) -> Result<Violations> {
    reader.set("check_run", month.check_run)?.set("check_id", which.check)?;
    reader.set("unit", which.unit)?.set("root", which.root)?;
    reader.set("row_limit", which.limit)?.set("row_offset", which.offset)?;
    let rows: Vec<Row> = reader.rows(include_str!("../../../queries/portal/violations.sql"))?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows.into_iter().map(|row| Violation {
        check: which.check.to_owned(),
        unit: row.unit,
        subject_kind: row.subject_kind,
        subject_id: row.subject_id,
        source: row.source,
        measured: row.measured,
        evidence: evidence::parse(&row.evidence),
    });
    Ok(Violations { rows: rows.collect(), total })
}
