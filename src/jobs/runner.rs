//! The runner: activates jobs by name, one flight a job, one pending activation a piece of work,
//! every run in the ledger.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Timelike, Utc};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::ledger::{self, JobStep, Opening, Outcome};
use super::progress::{Progress, Watch};
use super::{Environment, check, close_period, plan, pull};
use crate::domain::period::{Period, PeriodKind};
use crate::error::{Error, Kind, Result};

/// The names of all jobs with what they do, in the order of the day.
pub const JOBS: &[(&str, &str)] = &[
    ("pull", "pull every source"),
    ("check", "check the running month"),
    ("close-month", "final pull, checks, scores and reports of the month that ended"),
    ("monitor-plan", "rank the units by risk and open the month's periodic monitorings"),
];

const HEARTBEAT: Duration = Duration::from_secs(15);

/// Asks for one run of a job.
#[derive(Debug, Clone)]
pub struct Activation {
    pub job: String,
    /// For the closing jobs: the period; the last ended one when absent.
    pub period: Option<Period>,
    pub due_at: DateTime<Utc>,
    /// schedule | catch-up | start | person:LOGIN | cli
    pub fired_by: String,
}

/// What became of an activation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activated {
    Started,
    /// Waits for the run in flight.
    Pending,
    /// The same piece of work waits already.
    AlreadyPending,
}

#[derive(Default)]
struct Flight {
    running: bool,
    /// One activation a piece of work.
    pending: VecDeque<Activation>,
}

/// Starts jobs and waits for them at shutdown; clones share the flights.
#[derive(Clone)]
pub struct Runner {
    environment: Environment,
    flights: Arc<Mutex<BTreeMap<String, Flight>>>,
    tasks: TaskTracker,
    stop: CancellationToken,
}

impl Runner {
    pub fn new(environment: Environment) -> Self {
        Runner { environment, flights: Arc::default(), tasks: TaskTracker::new(), stop: CancellationToken::new() }
    }

    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// Starts a job in the background, or lets one activation wait behind the run in flight.
    pub fn activate(&self, activation: Activation) -> Result<Activated> {
        known(&activation.job)?;
        let mut flights = self.flights.lock().unwrap_or_else(PoisonError::into_inner);
        let flight = flights.entry(activation.job.clone()).or_default();
        if flight.running {
            if flight.pending.iter().any(|waiting| waiting.period == activation.period) {
                return Ok(Activated::AlreadyPending);
            }
            flight.pending.push_back(activation);
            return Ok(Activated::Pending);
        }
        flight.running = true;
        drop(flights);
        let runner = self.clone();
        self.tasks.spawn(async move { runner.fly(activation).await });
        Ok(Activated::Started)
    }

    /// Runs the activation and then the one that waits, if any.
    async fn fly(&self, first: Activation) {
        let mut next = Some(first);
        while let Some(activation) = next {
            let job = activation.job.clone();
            if let Err(error) = run(&self.environment, &activation).await {
                tracing::error!(job = %job, error = %error.report(), "job `{job}` failed");
            }
            let mut flights = self.flights.lock().unwrap_or_else(PoisonError::into_inner);
            let flight = flights.entry(job).or_default();
            next = if self.stop.is_cancelled() { None } else { flight.pending.pop_front() };
            flight.running = next.is_some();
        }
    }

    /// Starts nothing more and waits for what runs.
    pub async fn drain(&self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

fn known(job: &str) -> Result<()> {
    if JOBS.iter().any(|(name, _)| *name == job) {
        return Ok(());
    }
    let names = JOBS.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    Err(Error::usage(format!("there is no job `{job}`")).hint(format!("jobs are {names}")))
}

/// Runs a job to its end with its line in the ledger; used by the runner and by `qebul run`.
pub async fn run(environment: &Environment, activation: &Activation) -> Result<Outcome> {
    known(&activation.job)?;
    let period = match activation.job.as_str() {
        "close-month" => Some(activation.period.unwrap_or_else(|| last_ended_month(environment))),
        "check" => activation.period,
        "monitor-plan" => Some(activation.period.unwrap_or_else(|| last_ended_month(environment).next())),
        _ => None,
    };
    let work_key = period.map_or_else(
        || activation.due_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        |period| period.to_string(),
    );
    let opening = Opening {
        job: activation.job.clone(),
        work_key,
        due_at: activation.due_at,
        fired_by: activation.fired_by.clone(),
        at: environment.clock.now(),
    };
    let store = environment.store.clone();
    let run_id = environment.store.call(move |store| ledger::open(store, &opening)).await?;
    let beating = beat(environment, run_id);
    let watch = environment.watch.and(steps(environment, run_id));
    let is_timer = matches!(activation.fired_by.as_str(), "schedule" | "catch-up");
    let result = work(&environment.watched(watch), &activation.job, period, activation.due_at, is_timer).await;
    beating.cancel();
    let outcome = match &result {
        Ok(()) => Outcome::Done,
        Err(error) if error.kind() == Kind::Partial => Outcome::Partial,
        Err(_) => Outcome::Failed,
    };
    let text = result.as_ref().err().map(Error::report);
    let at = environment.clock.now();
    store.call(move |store| ledger::close(store, run_id, at, outcome, text.as_deref())).await?;
    result.map(|()| outcome)
}

/// Counts are compared at night, when nothing is being entered and a full walk disturbs nobody.
fn is_night(environment: &Environment, due_at: DateTime<Utc>) -> bool {
    environment.reference.zone.local(due_at).hour() < 6
}

async fn work(
    environment: &Environment,
    job: &str,
    period: Option<Period>,
    due_at: DateTime<Utc>,
    is_timer: bool,
) -> Result<()> {
    match (job, period) {
        ("pull", _) => {
            let scope =
                pull::Scope { reconcile: is_night(environment, due_at), passes_by: is_timer, ..pull::Scope::default() };
            pull::all(environment, scope).await.and_then(pull::Summary::verdict)
        }
        ("check", period) => check::standing(environment, period).await,
        ("close-month", Some(period)) => close_period::close(environment, period).await,
        ("monitor-plan", Some(month)) => {
            let work = environment.clone();
            environment.store.call(move |store| plan::open(&work, store, month).map(drop)).await
        }
        _ => known(job),
    }
}

/// The month before the one in which now lies.
pub fn last_ended_month(environment: &Environment) -> Period {
    let today = environment.reference.zone.local_day(environment.now());
    Period::containing(PeriodKind::Month, today).previous()
}

/// Writes finished steps into the ledger as they are told.
fn steps(environment: &Environment, run_id: i64) -> Watch {
    let store = environment.store.clone();
    let clock = environment.clock.clone();
    let position = std::sync::atomic::AtomicI32::new(0);
    Watch::new(move |progress| {
        let Progress::End { step, rows, seconds, detail } = progress else { return };
        let ended_at = clock.now();
        let step = JobStep {
            run_id,
            position: position.fetch_add(1, std::sync::atomic::Ordering::SeqCst),
            name: step.clone(),
            started_at: ended_at - chrono::TimeDelta::milliseconds((seconds * 1000.0) as i64),
            ended_at: Some(ended_at),
            row_count: rows.and_then(|rows| i64::try_from(rows).ok()),
            detail: Some(detail.clone()),
        };
        if let Err(error) = ledger::step(&store, &step) {
            tracing::warn!(error = %error.report(), "a step was not written into the ledger");
        }
    })
}

/// Tells the ledger that the run is alive until cancelled.
fn beat(environment: &Environment, run_id: i64) -> CancellationToken {
    let stop = CancellationToken::new();
    let (stopped, store, clock) = (stop.clone(), environment.store.clone(), environment.clock.clone());
    tokio::spawn(async move {
        while tokio::time::timeout(HEARTBEAT, stopped.cancelled()).await.is_err() {
            let at = clock.now();
            if let Err(error) = store.call(move |store| ledger::beat(store, run_id, at)).await {
                tracing::warn!(error = %error.report(), "a heartbeat was not written");
            }
        }
    });
    stop
}

/// Tells begin and end of a step around the work, with its seconds.
pub async fn step<T>(
    watch: &Watch,
    name: &str,
    work: impl Future<Output = Result<(T, Option<u64>, String)>>,
) -> Result<T> {
    watch.tell(Progress::Begin { step: name.into() });
    let started = Instant::now();
    let (value, rows, detail) = work.await?;
    let seconds = started.elapsed().as_secs_f64();
    watch.tell(Progress::End { step: name.into(), rows, seconds, detail });
    Ok(value)
}
