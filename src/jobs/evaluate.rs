//! Checks and scores of one period on one snapshot of the lake, kept in the lake as results.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Environment, contradictions};
use crate::catalog::{self, Context};
use crate::domain::finding::CheckOutcome;
use crate::domain::period::Period;
use crate::domain::score::ScoreOutcome;
use crate::error::{Doing, Result};
use crate::store::{Session, Store};

/// A session prepared for one period: variables set, marts built, everything on one snapshot.
pub struct Prepared {
    pub session: Session,
    pub context: Context,
}

/// Checks and scores with the session they were computed in.
pub struct Evaluation {
    pub session: Session,
    pub context: Context,
    pub checks: CheckOutcome,
    pub scores: ScoreOutcome,
    pub previous: Option<ScoreOutcome>,
}

/// Opens a snapshot and prepares it for the period.
pub fn prepare(environment: &Environment, store: &Store, period: Period) -> Result<Prepared> {
    let session = store.snapshot()?;
    let load_id = store.settled_load(&session)?;
    let context =
        Context { as_of: environment.as_of(&period), period, load_id, overrides: environment.config.overrides()? };
    catalog::prepare(&session, &context, &environment.library, &environment.reference)
        .doing(|| format!("preparing the period `{period}`"))?;
    Ok(Prepared { session, context })
}

/// Runs checks and scores; the previous period's scores come from the lake, or are computed when `depth` allows.
pub fn evaluate(environment: &Environment, store: &Store, period: Period) -> Result<Evaluation> {
    let previous = match stored_scores(store, period.previous())? {
        Some(scores) => Some(scores),
        None => Some(evaluate_once(environment, store, period.previous(), None)?.scores),
    };
    evaluate_once(environment, store, period, previous)
}

fn evaluate_once(
    environment: &Environment,
    store: &Store,
    period: Period,
    previous: Option<ScoreOutcome>,
) -> Result<Evaluation> {
    let Prepared { session, context } = prepare(environment, store, period)?;
    let checks = catalog::checks::run(&session, &environment.library, &context, None, &[])
        .doing(|| format!("checking the period `{period}`"))?;
    let scores = catalog::score::run(&session, &environment.library, &context, &checks, previous.as_ref())
        .doing(|| format!("scoring the period `{period}`"))?;
    Ok(Evaluation { session, context, checks, scores, previous })
}

/// The newest scores of a period that the lake holds.
pub fn stored_scores(store: &Store, period: Period) -> Result<Option<ScoreOutcome>> {
    #[derive(Deserialize)]
    struct Stored {
        body: String,
    }
    let session = store.session()?;
    session.set("period", period.to_string())?;
    let stored: Option<Stored> = session.row(include_str!("../../queries/state/newest_scores.sql"))?;
    stored
        .map(|stored| serde_json::from_str(&stored.body).doing(|| format!("reading the stored scores of `{period}`")))
        .transpose()
}

/// SHA-256 over everything that the figures stand on: loads, tables, queries, thresholds, evaluation time.
pub fn snapshot_hash(environment: &Environment, session: &Session, context: &Context) -> Result<String> {
    #[derive(Deserialize)]
    struct Fold {
        value: Option<String>,
    }
    let loads: Fold = session.one(include_str!("../../queries/state/snapshot_hash.sql"))?;
    let mut hash = Sha256::new();
    for part in [
        loads.value.unwrap_or_default(),
        environment.reference.hash(),
        environment.library.hash(),
        format!("{:?}", context.overrides),
        context.as_of.to_rfc3339(),
        context.period.to_string(),
    ] {
        hash.update(part.as_bytes());
        hash.update([0x1f]);
    }
    Ok(hex::encode(hash.finalize()))
}

/// Keeps the results of checks and scores in the lake, one transaction.
pub fn keep(environment: &Environment, store: &Store, evaluation: &Evaluation) -> Result<i64> {
    let at = environment.clock.now();
    let Evaluation { context, checks, scores, .. } = evaluation;
    let rows = Rows::new(context, checks, scores, &environment.library, at)?;
    let ledger = contradictions::lines(evaluation, &environment.library)?;
    store
        .write_lake(|lake| {
            #[derive(Deserialize)]
            struct Next {
                value: i64,
            }
            let next: Next = lake.one(include_str!("../../queries/state/next_result_run.sql"))?;
            rows.insert(lake, next.value)?;
            contradictions::keep(lake, &context.period.to_string(), &ledger)?;
            Ok(next.value)
        })
        .doing(|| format!("keeping the results of `{}`", context.period))
}

/// The rows of one evaluation, without their run's id.
struct Rows<'a> {
    context: &'a Context,
    checks: &'a CheckOutcome,
    scores: &'a ScoreOutcome,
    versions: String,
    body: String,
    at: DateTime<Utc>,
}

impl<'a> Rows<'a> {
    fn new(
        context: &'a Context,
        checks: &'a CheckOutcome,
        scores: &'a ScoreOutcome,
        library: &catalog::Library,
        at: DateTime<Utc>,
    ) -> Result<Self> {
        let body = serde_json::to_string(scores).doing(|| "writing the scores as JSON".into())?;
        Ok(Rows { context, checks, scores, versions: library.hash(), body, at })
    }

    fn insert(&self, lake: &Session, run_id: i64) -> Result<()> {
        let period = self.context.period;
        lake.insert(
            "lake.check_runs",
            &[serde_json::json!({
                "run_id": run_id, "period": period.to_string(), "period_from": period.first_day(),
                "period_to": period.last_day(), "as_of": self.context.as_of, "load_id": self.context.load_id,
                "scope": "*", "versions": self.versions, "created_at": self.at,
            })],
        )?;
        let results: Vec<_> = self
            .checks
            .results
            .iter()
            .map(|result| {
                serde_json::json!({
                    "run_id": run_id, "check_id": result.check, "unit": result.unit, "state": result.state,
                    "reason": result.reason, "measured": result.measured, "threshold": result.threshold,
                    "violations": result.violations, "population": result.population,
                })
            })
            .collect();
        lake.insert("lake.check_results", &results)?;
        let violations: Vec<_> = self
            .checks
            .violations
            .iter()
            .map(|violation| {
                serde_json::json!({
                    "run_id": run_id, "check_id": violation.check, "unit": violation.unit,
                    "subject_kind": violation.subject_kind, "subject_id": violation.subject_id,
                    "source": violation.source, "measured": violation.measured, "threshold": violation.threshold,
                    "evidence": violation.evidence.to_string(),
                })
            })
            .collect();
        lake.insert("lake.violations", &violations)?;
        lake.insert(
            "lake.score_runs",
            &[serde_json::json!({
                "run_id": run_id, "period": period.to_string(), "as_of": self.context.as_of,
                "load_id": self.context.load_id, "model": self.scores.model, "created_at": self.at, "body": self.body,
            })],
        )?;
        let scores: Vec<_> = self.scores.units.iter().map(|unit| ScoreRow::new(run_id, unit)).collect::<Result<_>>()?;
        lake.insert("lake.scores", &scores)
    }
}

#[derive(Serialize)]
struct ScoreRow {
    run_id: i64,
    unit: String,
    scope: serde_json::Value,
    index_value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    rank: Option<u32>,
    rank_low: Option<u32>,
    rank_high: Option<u32>,
    band: Option<serde_json::Value>,
    change: Option<f64>,
    verdict: serde_json::Value,
    dimensions: String,
    indicators: String,
    debts: String,
    contributions: String,
}

impl ScoreRow {
    fn new(run_id: i64, unit: &crate::domain::score::UnitScore) -> Result<Self> {
        let act = || format!("writing the score of `{}` as JSON", unit.unit);
        let whole = serde_json::to_value(unit).doing(act)?;
        let part = |name: &str| whole.get(name).cloned().unwrap_or(serde_json::Value::Null);
        Ok(ScoreRow {
            run_id,
            unit: unit.unit.clone(),
            scope: part("scope"),
            index_value: unit.index,
            low: unit.low,
            high: unit.high,
            rank: unit.rank,
            rank_low: unit.rank_low,
            rank_high: unit.rank_high,
            band: Some(part("band")),
            change: part("change").as_f64(),
            verdict: part("verdict"),
            dimensions: part("dimensions").to_string(),
            indicators: part("indicators").to_string(),
            debts: part("debts").to_string(),
            contributions: part("contributions").to_string(),
        })
    }
}
