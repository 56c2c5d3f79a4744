//! Faults that only show once every unit's story is told: silences (R3) and mass closures (A8).
//!
//! The plan said where; other units' stories may have added a reception or an assignment. What is listed is what came out.

use std::collections::BTreeMap;

use chrono::{Days as Span, NaiveDate};

use crate::domain::period::{Period, PeriodKind};

use super::super::compact::{Assignment, Reception};
use super::super::truth::{Planted, Subject};
use super::super::world::World;
use super::plan::Silence;

const LEAST_DAYS: usize = 5;
const LEAST_EXPECTED: f64 = 7.0;
const HISTORY: u64 = 56;
const LEAST_CLOSED: usize = 20;
const TIMES_MEDIAN: f64 = 10.0;
const CLOSING_HISTORY: u64 = 183;

/// Lists the silences of a unit, once for every month that holds a silent working day.
pub(in crate::simulator) fn silences(world: &World, unit: u16, receptions: &[Reception]) -> Vec<Planted> {
    let planned = &world.plan(unit).silences;
    let mut listed = Vec::new();
    if planned.is_empty() {
        return listed;
    }
    let mut daily: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    for reception in receptions.iter().filter(|reception| !reception.deleted) {
        *daily.entry(reception.day).or_default() += 1;
    }
    let Some(first) = daily.keys().next().copied() else { return listed };
    let (days, week) = (&world.days, world.unit(unit).week);
    let works = |day: &NaiveDate| days.is_working(*day, week);
    for silence in planned {
        let Some(run) = run(silence, &daily, works) else { continue };
        let past: Vec<NaiveDate> = (run[0] - Span::new(HISTORY))
            .iter_days()
            .take_while(|day| *day < run[0])
            .filter(|day| works(day))
            .collect();
        let seen: u32 = past.iter().filter_map(|day| daily.get(day)).sum();
        let mean = f64::from(seen) / past.len().max(1) as f64;
        if first > run[0] - Span::new(HISTORY) || run.len() < LEAST_DAYS || mean * (run.len() as f64) < LEAST_EXPECTED {
            continue;
        }
        // The silence is one from the first day on which both limits are met.
        let enough = (LEAST_EXPECTED / mean).ceil().max(LEAST_DAYS as f64) as usize;
        let evident = run[enough.min(run.len()) - 1];
        let mut months: Vec<(Period, NaiveDate)> = Vec::new();
        for day in &run {
            let month = Period::containing(PeriodKind::Month, *day);
            if months.last().is_none_or(|(last, _)| *last != month) {
                months.push((month, *day));
            }
        }
        for (month, begins) in months {
            let known = days.at(begins.max(evident) + Span::new(1), 0);
            let why = "working days without a reception where at least seven were to be expected";
            listed.push(Planted {
                days: Some((run[0], run[run.len() - 1])),
                ..Planted::new("R3", month, Subject::Unit(unit), known, why)
            });
        }
    }
    listed
}

/// The whole run of working days without a reception around a planned silence.
fn run(
    silence: &Silence,
    daily: &BTreeMap<NaiveDate, u32>,
    works: impl Fn(&NaiveDate) -> bool,
) -> Option<Vec<NaiveDate>> {
    let is_empty = |day: &NaiveDate| !daily.contains_key(day);
    let last = *daily.keys().next_back()?;
    let before = silence.from.pred_opt()?;
    let mut run: Vec<NaiveDate> = std::iter::successors(Some(before), NaiveDate::pred_opt)
        .filter(&works)
        .take_while(|day| is_empty(day) && *day >= silence.from - Span::new(60))
        .collect();
    run.reverse();
    let from = silence.from.iter_days().filter(works);
    run.extend(from.take_while(|day| *day <= last && (*day <= silence.to || is_empty(day))));
    run.iter().all(is_empty).then_some(run).filter(|run| !run.is_empty())
}

/// Lists the assignments that a unit closed all at once where the plan says so.
pub(in crate::simulator) fn closures(world: &World, unit: u16, charged: &[&Assignment]) -> Vec<Planted> {
    let planned = &world.plan(unit).closures;
    let mut listed = Vec::new();
    if planned.is_empty() {
        return listed;
    }
    let mut daily: BTreeMap<NaiveDate, Vec<&Assignment>> = BTreeMap::new();
    for assignment in charged {
        if let Some(day) = assignment.completed_on {
            daily.entry(day).or_default().push(assignment);
        }
    }
    for closure in planned {
        let Some(closed) = daily.get(&closure.day) else { continue };
        let past = daily.range(closure.day - Span::new(CLOSING_HISTORY)..closure.day);
        let mut counts: Vec<usize> = past.map(|(_, closed)| closed.len()).collect();
        counts.sort_unstable();
        let Some(median) = median(&counts) else { continue };
        if closed.len() < LEAST_CLOSED || closed.len() as f64 <= TIMES_MEDIAN * median {
            continue;
        }
        let month = Period::containing(PeriodKind::Month, closure.day);
        let known = closed.iter().map(|assignment| assignment.completed).max().unwrap_or(0);
        for assignment in closed {
            let subject = Subject::Assignment { unit: assignment.unit, number: assignment.number };
            let why = "closed on one day with more than ten times as many as usual";
            listed.push(Planted { unit, ..Planted::new("A8", month, subject, known, why) });
        }
    }
    listed
}

fn median(sorted: &[usize]) -> Option<f64> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)? as f64;
    Some(if sorted.len() % 2 == 1 { upper } else { (sorted[middle - 1] as f64 + upper) / 2.0 })
}
