//! How the sources' last runs went: kept for the circuit breaker, shown to operators.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::breaker::Breaker;
use crate::error::Result;
use crate::store::Store;

/// How a source's last run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunOutcome {
    Complete,
    /// Some entity is not complete.
    Incomplete,
    /// Nothing could be pulled.
    Unreachable,
}

impl RunOutcome {
    pub fn as_str(self) -> &'static str {
        match self {
            RunOutcome::Complete => "complete",
            RunOutcome::Incomplete => "incomplete",
            RunOutcome::Unreachable => "unreachable",
        }
    }
}

/// One source's line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceRun {
    pub source: String,
    #[serde(flatten)]
    pub breaker: Breaker,
    pub tried_at: DateTime<Utc>,
    pub complete_at: Option<DateTime<Utc>>,
    pub outcome: RunOutcome,
    pub error: Option<String>,
}

/// What the loads say of one entity of a source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceLoads {
    pub source: String,
    pub entity: String,
    pub complete_at: Option<DateTime<Utc>>,
    pub watermark: Option<DateTime<Utc>>,
    pub rows_seen: u64,
    pub rows_new: u64,
    pub rows_changed: u64,
    pub rows_deleted: u64,
    pub rows_rejected: u64,
    /// What the source last said it holds, and what the lake then accounted for.
    pub claimed: Option<u64>,
    pub held: Option<u64>,
}

/// All sources that were ever tried.
pub fn runs(store: &Store) -> Result<Vec<SourceRun>> {
    store.session()?.rows(include_str!("../../../queries/state/source_runs.sql"))
}

/// All entities of all sources that were ever loaded.
pub fn loads(store: &Store) -> Result<Vec<SourceLoads>> {
    store.session()?.rows(include_str!("../../../queries/state/source_loads.sql"))
}

pub fn breaker(store: &Store, source: &str) -> Result<Breaker> {
    Ok(runs(store)?.into_iter().find(|run| run.source == source).map_or_else(Breaker::default, |run| run.breaker))
}

/// Notes how a run ended and moves the breaker.
pub fn note(store: &Store, source: &str, outcome: RunOutcome, error: Option<&str>, now: DateTime<Utc>) -> Result<()> {
    let before = runs(store)?.into_iter().find(|run| run.source == source);
    let breaker = before.as_ref().map_or_else(Breaker::default, |run| run.breaker);
    let breaker = match outcome {
        RunOutcome::Unreachable => breaker.failed(now),
        RunOutcome::Complete | RunOutcome::Incomplete => Breaker::default(),
    };
    let complete_at =
        if outcome == RunOutcome::Complete { Some(now) } else { before.and_then(|before| before.complete_at) };
    store.write_state(|state| {
        state.set_all([
            ("source", source.into()),
            ("failures", breaker.failures.into()),
            ("retry_at", breaker.retry_at.into()),
            ("tried_at", now.into()),
            ("complete_at", complete_at.into()),
            ("outcome", outcome.as_str().into()),
            ("error", error.into()),
        ])?;
        state.run(include_str!("../../../queries/state/keep_source_run.sql"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::breaker::State;
    use crate::domain::reference::Reference;

    #[test]
    fn three_silent_runs_open_the_breaker_and_an_answer_closes_it() {
        let store = Store::in_memory(&Reference::builtin()).unwrap();
        let now: DateTime<Utc> = "2026-09-01T10:00:00Z".parse().unwrap();
        note(&store, "DSMF", RunOutcome::Complete, None, now).unwrap();
        for _ in 0..3 {
            note(&store, "DSMF", RunOutcome::Unreachable, Some("no answer"), now).unwrap();
        }
        let run = runs(&store).unwrap().remove(0);
        assert_eq!((run.breaker.failures, run.complete_at, run.error.as_deref()), (3, Some(now), Some("no answer")));
        assert!(matches!(breaker(&store, "DSMF").unwrap().state(now), State::Open(_)));
        assert_eq!(breaker(&store, "DOST").unwrap(), Breaker::default());
        note(&store, "DSMF", RunOutcome::Incomplete, Some("one entity"), now).unwrap();
        assert_eq!(breaker(&store, "DSMF").unwrap(), Breaker::default());
    }
}
