//! Scores as kept in the lake: the index of all units of a run, everything about one unit's, its past.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::month::Month;
use crate::domain::period::Period;
use crate::domain::score::{Contribution, Debt, IndicatorValue};
use crate::error::{Doing, Result};
use crate::portal::reader::Reader;

/// One unit's index.
#[derive(Debug, Clone, Deserialize)]
pub struct Score {
    pub unit: String,
    pub index_value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub rank: Option<u32>,
    pub rank_low: Option<u32>,
    pub rank_high: Option<u32>,
    pub band: Option<String>,
    pub change: Option<f64>,
    pub verdict: Option<String>,
}

/// The scores of the month's run by unit.
pub fn all(reader: &Reader, month: &Month) -> Result<HashMap<String, Score>> {
    reader.set("score_run", month.score_run)?;
    let rows: Vec<Score> = reader.rows(include_str!("../../../queries/portal/scores.sql"))?;
    Ok(rows.into_iter().map(|score| (score.unit.clone(), score)).collect())
}

/// Everything about one unit's score.
#[derive(Debug, Clone)]
pub struct Explained {
    pub score: Score,
    pub dimensions: BTreeMap<String, Option<f64>>,
    pub indicators: BTreeMap<String, IndicatorValue>,
    pub debts: Vec<Debt>,
    pub contributions: Vec<Contribution>,
}

#[derive(Deserialize)]
struct Row {
    #[serde(flatten)]
    score: Score,
    dimensions: String,
    indicators: String,
    debts: String,
    contributions: String,
}

/// One unit's score in a run; `None` where the run did not score it.
pub fn explained(reader: &Reader, run: Option<i64>, unit: &str) -> Result<Option<Explained>> {
    reader.set("score_run", run)?.set("unit", unit)?;
    let Some(row): Option<Row> = reader.row(include_str!("../../../queries/portal/score.sql"))? else {
        return Ok(None);
    };
    let act = |part: &'static str| move || format!("reading the {part} of the score of `{unit}`");
    Ok(Some(Explained {
        dimensions: serde_json::from_str(&row.dimensions).doing(act("dimensions"))?,
        indicators: serde_json::from_str(&row.indicators).doing(act("indicators"))?,
        debts: serde_json::from_str(&row.debts).doing(act("debts"))?,
        contributions: serde_json::from_str(&row.contributions).doing(act("contributions"))?,
        score: row.score,
    }))
}

/// The index in one period of the past.
#[derive(Debug, Clone)]
pub struct Past {
    pub period: Period,
    pub index: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub band: Option<String>,
}

/// The unit's index in the periods given, a gap where there was none.
pub fn trend(reader: &Reader, unit: &str, periods: &[Period]) -> Result<Vec<Past>> {
    #[derive(Deserialize)]
    struct Row {
        period: String,
        index_value: Option<f64>,
        low: Option<f64>,
        high: Option<f64>,
        band: Option<String>,
    }
    reader.set("unit", unit)?;
    reader.set("months", periods.iter().map(Period::to_string).collect::<Vec<_>>())?;
    let rows: Vec<Row> = reader.rows(include_str!("../../../queries/portal/score_trend.sql"))?;
    let mut known: HashMap<String, Row> = rows.into_iter().map(|row| (row.period.clone(), row)).collect();
    let past = periods.iter().map(|period| match known.remove(&period.to_string()) {
        Some(row) => Past { period: *period, index: row.index_value, low: row.low, high: row.high, band: row.band },
        None => Past { period: *period, index: None, low: None, high: None, band: None },
    });
    Ok(past.collect())
}
