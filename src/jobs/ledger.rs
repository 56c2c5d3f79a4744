//! The ledger `state.job_runs`: every occurrence of every job, what fired it, how it ended, its steps.
//!
//! It is written apart from the work's own transactions and is derivable: the work itself is keyed and idempotent.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::store::Store;

/// How a run ended, or that it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Running,
    Done,
    Partial,
    Failed,
    Crashed,
    Skipped,
    Cancelled,
}

impl Outcome {
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Running => "running",
            Outcome::Done => "done",
            Outcome::Partial => "partial",
            Outcome::Failed => "failed",
            Outcome::Crashed => "crashed",
            Outcome::Skipped => "skipped",
            Outcome::Cancelled => "cancelled",
        }
    }
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JobRun {
    pub run_id: i64,
    pub job: String,
    pub work_key: String,
    pub due_at: DateTime<Utc>,
    pub fired_by: String,
    pub started_at: DateTime<Utc>,
    pub heartbeat_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    pub outcome: Outcome,
    pub error: Option<String>,
}

/// One step of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JobStep {
    pub run_id: i64,
    pub position: i32,
    pub name: String,
    pub started_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    pub row_count: Option<i64>,
    pub detail: Option<String>,
}

/// What a new line of the ledger says.
#[derive(Debug, Clone)]
pub struct Opening {
    pub job: String,
    pub work_key: String,
    pub due_at: DateTime<Utc>,
    pub fired_by: String,
    pub at: DateTime<Utc>,
}

/// Opens a line as running and returns its id.
pub fn open(store: &Store, opening: &Opening) -> Result<i64> {
    record(store, opening, Outcome::Running, None)
}

/// Writes a line in one go: skipped occurrences.
pub fn record(store: &Store, opening: &Opening, outcome: Outcome, error: Option<String>) -> Result<i64> {
    store.write_state(|state| {
        let run_id: Counted = state.one("select coalesce(max(run_id), 0) + 1 as value from state.job_runs")?;
        let run = JobRun {
            run_id: run_id.value,
            job: opening.job.clone(),
            work_key: opening.work_key.clone(),
            due_at: opening.due_at,
            fired_by: opening.fired_by.clone(),
            started_at: opening.at,
            heartbeat_at: opening.at,
            ended_at: (outcome != Outcome::Running).then_some(opening.at),
            outcome,
            error,
        };
        state.insert("state.job_runs", &[run])?;
        Ok(run_id.value)
    })
}

#[derive(Deserialize)]
struct Counted {
    value: i64,
}

/// Says that a run is alive.
pub fn beat(store: &Store, run_id: i64, at: DateTime<Utc>) -> Result<()> {
    store.write_state(|state| {
        state.set("run_id", run_id)?;
        state.set("moment", at)?;
        state.run("update state.job_runs set heartbeat_at = getvariable('moment') where run_id = getvariable('run_id')")
    })
}

/// Closes a line.
pub fn close(store: &Store, run_id: i64, at: DateTime<Utc>, outcome: Outcome, error: Option<&str>) -> Result<()> {
    store.write_state(|state| {
        state.set("run_id", run_id)?;
        state.set("moment", at)?;
        state.set("outcome", outcome.as_str())?;
        state.set("error", error)?;
        state.run(include_str!("../../queries/state/close_job_run.sql"))
    })
}

/// Adds a finished step.
pub fn step(store: &Store, step: &JobStep) -> Result<()> {
    store.write_state(|state| state.insert("state.job_steps", std::slice::from_ref(step)))
}

/// Marks runs whose process is gone; their work is keyed and may safely run again.
pub fn mark_crashed(store: &Store, at: DateTime<Utc>) -> Result<()> {
    store.write_state(|state| {
        state.set("moment", at)?;
        state.run(include_str!("../../queries/state/mark_crashed.sql"))
    })
}

/// The newest lines of all jobs, or of one, newest first.
pub fn newest(store: &Store, job: Option<&str>, count: i64) -> Result<Vec<JobRun>> {
    let session = store.session()?;
    session.set("job", job)?;
    session.set("row_limit", count)?;
    session.rows(include_str!("../../queries/state/newest_job_runs.sql"))
}

/// The steps of a run in order.
pub fn steps(store: &Store, run_id: i64) -> Result<Vec<JobStep>> {
    let session = store.session()?;
    session.set("run_id", run_id)?;
    session.rows("select * from state.job_steps where run_id = getvariable('run_id') order by position")
}

/// The due time of the newest occurrence that the ledger knows, whatever came of it.
pub fn last_due(store: &Store, job: &str) -> Result<Option<DateTime<Utc>>> {
    #[derive(Deserialize)]
    struct Due {
        due_at: Option<DateTime<Utc>>,
    }
    let session = store.session()?;
    session.set("job", job)?;
    let due: Option<Due> = session.row(include_str!("../../queries/state/last_due.sql"))?;
    Ok(due.and_then(|due| due.due_at))
}

/// Whether the piece of work was done before.
pub fn is_done(store: &Store, job: &str, work_key: &str) -> Result<bool> {
    let session = store.session()?;
    session.set("job", job)?;
    session.set("work_key", work_key)?;
    let found: Counted = session.one(include_str!("../../queries/state/count_done.sql"))?;
    Ok(found.value > 0)
}
