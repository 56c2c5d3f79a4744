//! Operations: how the sources deliver, what the jobs did and when they run next.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use crate::domain::breaker::{Breaker, State as BreakerState};
use crate::domain::user::{self, Page};
use crate::error::{Error, Result};
use crate::portal::access_log::{self, Action, Actor};
use crate::portal::answer::{self, Answer};
use crate::portal::forms::Posted;
use crate::portal::reader::Reader;
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;
use crate::portal::voice::Voice;

/// Lines of the ledger on the page.
const RUNS: i64 = 40;

#[derive(Template)]
#[template(path = "operations.html", config = "src/portal/askama.toml")]
struct OperationsPage {
    shell: Shell,
    now: String,
    sources: Vec<Source>,
    missing: Vec<String>,
    next: Vec<Next>,
    may_start: bool,
    runs: Vec<Run>,
}

/// One source; its figures are those of all its entities together.
struct Source {
    name: String,
    unit: String,
    /// What is wrong with it as a whole, in words; empty where nothing is.
    trouble: Vec<String>,
    counts: String,
    counts_are_off: bool,
    lag: String,
    total: Entity,
    entities: Vec<Entity>,
}

struct Entity {
    name: String,
    complete_at: String,
    watermark: String,
    is_late: bool,
    new: String,
    changed: String,
    deleted: String,
    rejected: i64,
    drifted: i64,
    error: String,
}

struct Next {
    job: String,
    title: String,
    at: String,
}

struct Run {
    job: String,
    work: String,
    fired_by: String,
    started: String,
    took: String,
    outcome: String,
    outcome_word: String,
    error: String,
    steps: Vec<Step>,
}

struct Step {
    name: String,
    took: String,
    rows: String,
    detail: String,
}

pub async fn show(State(portal): State<Portal>, viewer: Viewer) -> Answer {
    let page = portal.read(&viewer, load).await?;
    answer::page(&page)
}

fn load(reader: &Reader) -> Result<OperationsPage> {
    let voice = reader.voice();
    let portal = reader.portal();
    let now = portal.clock.now();
    let sources = sources(reader, now)?;
    let expected = if portal.settings.sources.is_empty() {
        portal.reference.units.sources().into_iter().map(str::to_owned).collect()
    } else {
        portal.settings.sources.clone()
    };
    let missing = expected.into_iter().filter(|name| sources.iter().all(|source| source.name != *name)).collect();
    let next = portal.jobs.as_ref().map_or_else(Vec::new, |jobs| jobs.next_runs());
    Ok(OperationsPage {
        shell: Shell::plain(reader, Page::Operations, voice.t("operations-title"))?,
        now: voice.moment(now),
        sources,
        missing,
        next: next
            .into_iter()
            .map(|(job, at)| Next { title: voice.of("job", &job), job, at: voice.moment_or_dash(&at) })
            .collect(),
        may_start: portal.jobs.is_some() && user::access(reader.viewer().role, Page::Operations).can_write(),
        runs: runs(reader)?,
    })
}

#[derive(Deserialize, Clone, Default)]
struct SourceRow {
    source: String,
    entity: String,
    complete_at: Option<DateTime<Utc>>,
    watermark: Option<DateTime<Utc>>,
    claimed: Option<i64>,
    held: Option<i64>,
    error: Option<String>,
    rows_new: i64,
    rows_changed: i64,
    rows_deleted: i64,
    rejected: i64,
    drifted: i64,
}

/// How a source's last run went.
#[derive(Deserialize)]
struct SourceRun {
    source: String,
    #[serde(flatten)]
    breaker: Breaker,
    tried_at: DateTime<Utc>,
    outcome: String,
    error: Option<String>,
}

impl SourceRow {
    /// The row with another's figures added; complete is what all are.
    fn and(self, other: &SourceRow) -> SourceRow {
        SourceRow {
            complete_at: self.complete_at.zip(other.complete_at).map(|(one, other)| one.min(other)),
            watermark: self.watermark.max(other.watermark),
            error: self.error.or_else(|| other.error.clone()),
            rows_new: self.rows_new + other.rows_new,
            rows_changed: self.rows_changed + other.rows_changed,
            rows_deleted: self.rows_deleted + other.rows_deleted,
            rejected: self.rejected + other.rejected,
            drifted: self.drifted + other.drifted,
            ..self
        }
    }
}

fn sources(reader: &Reader, now: DateTime<Utc>) -> Result<Vec<Source>> {
    let voice = reader.voice();
    let portal = reader.portal();
    let late = now - TimeDelta::hours(portal.settings.late_after_hours);
    let rows: Vec<SourceRow> = reader.rows(include_str!("../../../queries/portal/sources.sql"))?;
    let runs: Vec<SourceRun> = reader.rows(include_str!("../../../queries/portal/source_runs.sql"))?;
    let source = |rows: &[SourceRow]| {
        let (first, rest) = rows.split_first()?;
        let total = rest.iter().fold(first.clone(), SourceRow::and);
        let (counts, counts_are_off) = counts(rows, voice);
        Some(Source {
            name: first.source.clone(),
            unit: voice.unit(&first.source, &portal.reference),
            trouble: runs
                .iter()
                .filter(|run| run.source == first.source)
                .flat_map(|run| trouble(run, now, voice))
                .collect(),
            counts,
            counts_are_off,
            lag: total.complete_at.map_or_else(String::new, |at| lag(at, now, voice)),
            total: entity(&total, late, voice),
            entities: rows.iter().map(|row| entity(row, late, voice)).collect(),
        })
    };
    Ok(rows.chunk_by(|one, other| one.source == other.source).filter_map(source).collect())
}

/// What keeps a source from being pulled: its last run, and the breaker.
fn trouble(run: &SourceRun, now: DateTime<Utc>, voice: Voice) -> Vec<String> {
    let mut said = Vec::new();
    if run.outcome == "unreachable" {
        said.push(voice.tv("source-unreachable", voice.moment(run.tried_at)));
        said.extend(run.error.as_deref().and_then(|error| error.lines().next()).map(str::to_owned));
    }
    if let BreakerState::Open(until) = run.breaker.state(now) {
        said.push(voice.tv("source-rests", voice.moment(until)));
    }
    said
}

/// Whether what the source says it holds is what the lake accounts for, and the entities that differ.
fn counts(rows: &[SourceRow], voice: Voice) -> (String, bool) {
    let told: Vec<_> = rows.iter().filter_map(|row| Some((&row.entity, row.claimed?, row.held?))).collect();
    let off: Vec<String> = told
        .iter()
        .filter(|(_, claimed, held)| claimed != held)
        .map(|(entity, claimed, held)| {
            format!("{}: {} / {}", voice.of("entity", entity), voice.integer(*held), voice.integer(*claimed))
        })
        .collect();
    match (told.is_empty(), off.is_empty()) {
        (true, _) => (voice.t("counts-not-told"), false),
        (false, true) => (voice.t("counts-agree"), false),
        (false, false) => (voice.tv("counts-off", off.join("; ")), true),
    }
}

/// `35 dəq`, `26 saat`.
fn lag(at: DateTime<Utc>, now: DateTime<Utc>, voice: Voice) -> String {
    let minutes = (now - at).num_minutes().max(0);
    let (number, unit) = if minutes < 120 { (minutes, "minutes-short") } else { (minutes / 60, "hours-short") };
    format!("{}\u{a0}{}", voice.integer(number), voice.t(unit))
}

fn entity(row: &SourceRow, late: DateTime<Utc>, voice: Voice) -> Entity {
    Entity {
        name: voice.of("entity", &row.entity),
        complete_at: voice.moment_or_dash(&row.complete_at),
        watermark: voice.moment_or_dash(&row.watermark),
        is_late: row.complete_at.is_none_or(|at| at < late),
        new: voice.integer(row.rows_new),
        changed: voice.integer(row.rows_changed),
        deleted: voice.integer(row.rows_deleted),
        rejected: row.rejected,
        drifted: row.drifted,
        error: row.error.clone().unwrap_or_default(),
    }
}

#[derive(Deserialize)]
struct RunRow {
    run_id: i64,
    job: String,
    work_key: String,
    fired_by: String,
    started_at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
    outcome: String,
    error: Option<String>,
}

#[derive(Deserialize)]
struct StepRow {
    run_id: i64,
    name: String,
    started_at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
    row_count: Option<i64>,
    detail: Option<String>,
}

fn runs(reader: &Reader) -> Result<Vec<Run>> {
    let voice = reader.voice();
    reader.set("row_limit", RUNS)?;
    let rows: Vec<RunRow> = reader.rows(include_str!("../../../queries/portal/job_runs.sql"))?;
    reader.set("first_run", rows.iter().map(|row| row.run_id).min())?;
    let mut steps: BTreeMap<i64, Vec<Step>> = BTreeMap::new();
    reader.each(include_str!("../../../queries/portal/job_steps.sql"), |row: StepRow| {
        let step = Step {
            name: row.name,
            took: took(row.started_at, row.ended_at, voice),
            rows: row.row_count.map_or_else(String::new, |rows| voice.integer(rows)),
            detail: row.detail.unwrap_or_default(),
        };
        steps.entry(row.run_id).or_default().push(step);
        Ok(())
    })?;
    let run = |row: RunRow| Run {
        steps: steps.remove(&row.run_id).unwrap_or_default(),
        took: took(row.started_at, row.ended_at, voice),
        job: voice.of("job", &row.job),
        work: row.work_key.parse().map_or(row.work_key, |period| voice.language.period_short(&period)),
        fired_by: fired_by(&row.fired_by, voice),
        started: voice.moment(row.started_at),
        outcome_word: voice.of("outcome-of-job", &row.outcome),
        outcome: row.outcome,
        error: row.error.unwrap_or_default(),
    };
    Ok(rows.into_iter().map(run).collect())
}

fn fired_by(text: &str, voice: Voice) -> String {
    match text.split_once(':') {
        Some(("person", login)) => voice.tv("fired-by-person", login),
        _ => voice.of("fired-by", text),
    }
}

/// `12,3 s`, `4 dəq`.
fn took(from: DateTime<Utc>, to: Option<DateTime<Utc>>, voice: Voice) -> String {
    let Some(to) = to else { return String::new() };
    let milliseconds = (to - from).num_milliseconds().max(0);
    #[expect(clippy::cast_precision_loss, reason = "durations of jobs")]
    let seconds = milliseconds as f64 / 1000.0;
    if seconds < 120.0 {
        format!("{}\u{a0}{}", voice.decimal(seconds, 1), voice.t("seconds-short"))
    } else {
        format!("{}\u{a0}{}", voice.decimal(seconds / 60.0, 1), voice.t("minutes-short"))
    }
}

#[derive(Debug, Deserialize)]
pub struct Nothing {}

/// Starts a job in the name of who pressed the button.
pub async fn start(State(portal): State<Portal>, Path(job): Path<String>, form: Posted<Nothing>) -> Answer {
    let viewer = form.viewer;
    portal
        .blocking(move |portal| {
            let jobs = portal.jobs.as_ref().ok_or_else(|| Error::not_found("no jobs run in this process"))?;
            if jobs.next_runs().iter().all(|(known, _)| *known != job) {
                return Err(Error::not_found(format!("there is no job `{job}`")));
            }
            let actor = Actor::new(&viewer.login, viewer.address, portal.clock.now());
            portal.store.write_state(|state| access_log::add(state, &actor, Action::JobStarted, &job))?;
            jobs.activate(&job, &viewer.login)
        })
        .await?;
    Ok(Redirect::to("/operations").into_response())
}
