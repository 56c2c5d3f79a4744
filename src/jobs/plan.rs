//! The plan of a month's periodic monitorings: units ranked by risk with the reasons, the riskiest opened as planned.
//!
//! Keyed by the month: what a month's plan has opened it never opens again.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Environment;
use super::audit::record::{self, New, Planned};
use super::evaluate;
use super::progress::Progress;
use crate::domain::audit::plan::{Known, Move, Place, plan};
use crate::domain::audit::{AuditKind, AuditScope, AuditState};
use crate::domain::language::az;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::score::{ScoreOutcome, Verdict};
use crate::error::{Doing, Error, Result};
use crate::store::Store;

/// The plan of one month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MonthPlan {
    /// The month in which the monitorings are held.
    pub month: Period,
    /// The month whose scores, checks and findings rank the units.
    pub scored: Period,
    /// The days that a monitoring of this plan covers: the three months before.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// How many are held in a month.
    pub room: usize,
    pub places: Vec<Place>,
    pub moves: Vec<Move>,
}

/// How far back stored scores are looked for.
const OLDEST_SCORES: u32 = 3;

/// Ranks the units for a month.
///
/// # Errors
/// The period is no month, or a query fails.
pub fn month(environment: &Environment, store: &Store, month: Period) -> Result<MonthPlan> {
    if month.kind() != PeriodKind::Month {
        return Err(Error::usage(format!("planning the monitorings of `{month}`")).hint("give a month such as 2026-10"));
    }
    let scores = newest_scores(environment, store, month)?;
    let known = known(environment, store, month, &scores)?;
    let moves = moves(store, month)?;
    let (from, to) = span(month);
    let room = crate::domain::audit::plan::room(known.len());
    Ok(MonthPlan { month, scored: scores.period, from, to, room, places: plan(&known, &moves), moves })
}

fn span(month: Period) -> (NaiveDate, NaiveDate) {
    let last = month.previous();
    (last.previous().previous().first_day(), last.last_day())
}

/// The newest scores kept before the month, else those of the month before it, computed now.
fn newest_scores(environment: &Environment, store: &Store, month: Period) -> Result<ScoreOutcome> {
    let mut period = month.previous();
    for _ in 0..OLDEST_SCORES {
        if let Some(scores) = evaluate::stored_scores(store, period)? {
            return Ok(scores);
        }
        period = period.previous();
    }
    let evaluation = evaluate::evaluate(environment, store, month.previous())?;
    evaluate::keep(environment, store, &evaluation)?;
    Ok(evaluation.scores)
}

fn known(environment: &Environment, store: &Store, month: Period, scores: &ScoreOutcome) -> Result<Vec<Known>> {
    #[derive(Deserialize)]
    struct Row {
        unit: String,
        open_high: u32,
        overdue: u32,
        contradictions: u32,
        anomalies: u32,
        complaints: u32,
        receptions: u32,
        is_unreliable: bool,
    }
    let session = store.session()?;
    let (from, to) = span(month);
    let look_into = environment.library.checks().iter().filter(|check| check.look_into).map(|check| check.id.clone());
    session.set("scored_period", scores.period.to_string())?;
    session.set("day_from", from)?;
    session.set("day_to", to)?;
    session.set("plan_day", month.first_day())?;
    session.set("look_into_checks", look_into.collect::<Vec<_>>())?;
    session.set("load_id", i64::MAX)?;
    let rows: Vec<Row> = session
        .rows(environment.library.text("audits/plan_known.sql")?)
        .doing(|| format!("counting what ranks the units for {month}"))?;
    let audits = record::all(store)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let score = scores.unit(&row.unit);
            let fall = score.filter(|score| score.verdict == Some(Verdict::Worse)).and_then(|score| score.change);
            let of_unit = || audits.iter().filter(|audit| audit.unit == row.unit && audit.plan_month_is_not(month));
            let held = of_unit()
                .filter(|audit| audit.status.has_results())
                .filter_map(|audit| audit.started_at)
                .map(|at| environment.reference.zone.local_day(at))
                .filter(|day| *day < month.first_day())
                .max();
            let open = |status: AuditState| {
                matches!(status, AuditState::Planned | AuditState::Running | AuditState::InReview | AuditState::Draft)
            };
            let is_open = of_unit().any(|audit| open(audit.status));
            Known {
                index: score.and_then(|score| score.index),
                fall: fall.map(|change| -change),
                open_high: row.open_high,
                overdue: row.overdue,
                contradictions: row.contradictions,
                anomalies: row.anomalies,
                complaints: row.complaints,
                receptions: row.receptions,
                is_unreliable: row.is_unreliable,
                months_since: held.map(|day| months_between(day, month)),
                is_open,
                unit: row.unit,
            }
        })
        .collect())
}

/// Months from the one that holds the day to the planned one.
fn months_between(day: NaiveDate, month: Period) -> u32 {
    let held = Period::containing(PeriodKind::Month, day);
    let number = |period: Period| i64::from(period.year()) * 12 + i64::from(period.number());
    u32::try_from(number(month) - number(held)).unwrap_or(0)
}

/// The units that people moved in a month's plan.
pub fn moves(store: &Store, month: Period) -> Result<Vec<Move>> {
    let session = store.session()?;
    session.set("month", month.to_string())?;
    session.rows(include_str!("../../queries/state/plan_moves.sql"))
}

/// Moves a unit into or out of a month's plan; the reason is printed beside it.
///
/// # Errors
/// There is no such unit, no reason, or the month's plan has been opened.
pub fn move_unit(environment: &Environment, store: &Store, month: Period, moved: &Move) -> Result<()> {
    if environment.reference.units.get(&moved.unit).is_none() {
        return Err(Error::usage(format!("there is no unit `{}`", moved.unit)).hint("the units table lists the codes"));
    }
    if moved.why.trim().is_empty() {
        return Err(Error::usage(format!("moving `{}` in the plan of {month} without a reason", moved.unit))
            .hint("say why with `--why`"));
    }
    if is_opened(store, month)? {
        return Err(Error::usage(format!("moving `{}`: the monitorings of {month} are open already", moved.unit))
            .hint("cancel one with `qebul audit cancel`, or begin one with `qebul audit --unit …`"));
    }
    let row = serde_json::json!({
        "month": month, "unit": moved.unit, "direction": if moved.is_in { "in" } else { "out" }, "who": moved.who,
        "why": moved.why, "moved_at": environment.clock.now(),
    });
    store
        .write_state(|state| {
            state.set("month", month.to_string())?;
            state.set("unit", moved.unit.as_str())?;
            state.run(
                "delete from state.plan_moves where month = getvariable('month') and unit = getvariable('unit')",
            )?;
            state.insert("state.plan_moves", &[row])
        })
        .doing(|| format!("moving `{}` in the plan of {month}", moved.unit))
}

fn is_opened(store: &Store, month: Period) -> Result<bool> {
    let month = month.to_string();
    Ok(record::all(store)?.iter().any(|audit| audit.plan_month.as_deref() == Some(month.as_str())))
}

/// Opens the month's periodic monitorings; answers how many. Nothing when the month's plan was opened before.
pub fn open(environment: &Environment, store: &Store, of: Period) -> Result<usize> {
    if is_opened(store, of)? {
        environment.watch.note(format!("the monitorings of {of} are open already"));
        return Ok(0);
    }
    let started = std::time::Instant::now();
    let planned = month(environment, store, of)?;
    let at = environment.clock.now();
    let mut news = Vec::new();
    for place in planned.places.iter().filter(|place| place.is_planned) {
        let reasons = serde_json::to_string(place).doing(|| "writing the reasons of the plan as JSON".into())?;
        let item = news.len() as i64 + 1;
        news.push(New {
            kind: AuditKind::Periodic,
            scope: AuditScope {
                unit: place.unit.clone(),
                from: planned.from,
                to: planned.to,
                checks: Vec::new(),
                sample: None,
                seed: 1,
            },
            fresh: true,
            question: None,
            basis: Some(format!("{} dövrü monitorinqlərin planı, {} bənd", az::period_phrase(&of), az::ordinal(item))),
            members: None,
            author: "monitor-plan".to_owned(),
            plan: Some(Planned { month: of.to_string(), rank: place.rank, reasons }),
        });
    }
    let count = news.len();
    store
        .write_state(|state| {
            for new in &news {
                record::create(state, new, AuditState::Planned, of.year(), at)?;
            }
            Ok(())
        })
        .doing(|| format!("opening the monitorings of {of}"))?;
    let seconds = started.elapsed().as_secs_f64();
    let detail = format!("of {} units ranked", planned.places.len());
    environment.watch.tell(Progress::End { step: format!("plan {of}"), rows: Some(count as u64), seconds, detail });
    Ok(count)
}
