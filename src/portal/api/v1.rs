//! Version 1: periods, scores and checks, in the fields that the commands print.

use axum::Json;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::error::{Doing, Error, Result};
use crate::portal::answer::Answer;
use crate::portal::reader::Reader;
use crate::portal::reads::month::{Ask, Month};
use crate::portal::scope::Viewer;
use crate::portal::state::Portal;

#[derive(Serialize)]
pub struct PeriodRow {
    period: String,
    checked: bool,
    scored: bool,
}

/// Every period that was judged, newest first.
pub async fn periods(State(portal): State<Portal>, viewer: Viewer) -> Answer<Json<Vec<PeriodRow>>> {
    let rows = portal.read(&viewer, |reader| {
        let month = Month::newest(reader)?;
        let all = month.map_or_else(Vec::new, |month| month.all);
        let row = |known: crate::portal::reads::month::Known| PeriodRow {
            period: known.period.to_string(),
            checked: known.check_run.is_some(),
            scored: known.score_run.is_some(),
        };
        Ok(all.into_iter().map(row).collect())
    });
    Ok(Json(rows.await?))
}

fn month(reader: &Reader, ask: &Ask) -> Result<Month> {
    Month::find(reader, ask.period.as_deref())?.ok_or_else(|| Error::not_found("nothing was judged yet"))
}

#[derive(Deserialize)]
struct ScoreRow {
    unit: String,
    scope: String,
    index_value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    rank: Option<u32>,
    rank_low: Option<u32>,
    rank_high: Option<u32>,
    band: Option<String>,
    change: Option<f64>,
    verdict: Option<String>,
    dimensions: String,
    indicators: String,
    debts: String,
    contributions: String,
}

/// The scores of one period: the fields of `qebul score --format json`.
pub async fn scores(State(portal): State<Portal>, viewer: Viewer, Query(ask): Query<Ask>) -> Answer<Json<Value>> {
    Ok(Json(portal.read(&viewer, move |reader| load_scores(reader, &ask)).await?))
}

fn load_scores(reader: &Reader, ask: &Ask) -> Result<Value> {
    let month = month(reader, ask)?;
    let rows: Vec<ScoreRow> = reader.rows(include_str!("../../../queries/portal/api_scores.sql"))?;
    let part =
        |text: &str| serde_json::from_str::<Value>(text).doing(|| format!("reading a score of `{}`", month.period));
    let unit = |row: ScoreRow| -> Result<Value> {
        Ok(json!({
            "unit": row.unit, "scope": row.scope, "index": row.index_value, "low": row.low, "high": row.high,
            "rank": row.rank, "rank_low": row.rank_low, "rank_high": row.rank_high, "band": row.band,
            "dimensions": part(&row.dimensions)?, "indicators": part(&row.indicators)?, "debts": part(&row.debts)?,
            "change": row.change, "verdict": row.verdict, "contributions": part(&row.contributions)?,
        }))
    };
    let units = rows.into_iter().map(unit).collect::<Result<Vec<_>>>()?;
    Ok(json!({ "period": month.period.to_string(), "model": month.model, "units": units }))
}

#[derive(Deserialize)]
struct ResultRow {
    check_id: String,
    unit: String,
    state: String,
    reason: Option<String>,
    measured: Option<f64>,
    threshold: Option<f64>,
    violations: i64,
    population: i64,
}

/// What every check says of every unit in one period: the fields of `qebul check --format json`, without the violations.
pub async fn checks(State(portal): State<Portal>, viewer: Viewer, Query(ask): Query<Ask>) -> Answer<Json<Value>> {
    Ok(Json(portal.read(&viewer, move |reader| load_checks(reader, &ask)).await?))
}

fn load_checks(reader: &Reader, ask: &Ask) -> Result<Value> {
    let month = month(reader, ask)?;
    let rows: Vec<ResultRow> = reader.rows(include_str!("../../../queries/portal/api_checks.sql"))?;
    let result = |row: ResultRow| {
        let mut result = json!({
            "check": row.check_id, "unit": row.unit, "state": row.state, "measured": row.measured,
            "threshold": row.threshold, "violations": row.violations, "population": row.population,
        });
        if let Some(reason) = row.reason {
            result["reason"] = Value::String(reason);
        }
        result
    };
    let results: Vec<Value> = rows.into_iter().map(result).collect();
    Ok(json!({ "period": month.period.to_string(), "as_of": month.as_of, "results": results }))
}
