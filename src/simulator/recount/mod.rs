//! The simulator's own recount of the checks' rules, in Rust and from its own records, apart from any check's SQL.
//!
//! It lists what the units' habits came to and what life brought about by itself. Every month is judged at its closing
//! instant or, before that, at `now`, on the records as the feeds show them. Faults that are planted record by record
//! (`faults::records`, `execution`, `reports`) are noted where they are planted and are not recounted here.

mod assignments;
mod citizens;
mod figures;
mod pace;
mod receptions;
mod schedule;
mod silences;
mod sources;

pub(super) use sources::changed;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::period::Period;
use crate::domain::reference::Reference;

use super::compact::{Appointment, Assignment, Instant, Reception};
use super::days::seconds;
use super::ministry::Feed;
use super::truth::{Planted, Subject};
use super::unit_reports::Report;
use super::world::World;

/// What the feeds show, by unit.
pub(super) struct Shown<'a> {
    world: &'a World,
    units: Vec<Unit<'a>>,
    /// Visits of a citizen with a topic, where there are several, in the order of days and times.
    visits: Vec<Vec<&'a Reception>>,
    /// Assignments by the unit and the number of their reception.
    of_reception: HashMap<(u16, u32), &'a Assignment>,
}

/// One unit's records.
#[derive(Default)]
struct Unit<'a> {
    receptions: Vec<&'a Reception>,
    issued: Vec<&'a Assignment>,
    charged: Vec<&'a Assignment>,
    appointments: Vec<&'a Appointment>,
    reports: Vec<&'a Report>,
}

/// A month and the moment at which it is judged.
#[derive(Clone, Copy)]
struct Judged {
    month: Period,
    as_of: Instant,
    as_of_day: NaiveDate,
}

impl<'a> Shown<'a> {
    pub fn new(world: &'a World, feeds: &'a [Feed]) -> Shown<'a> {
        let mut units: Vec<Unit<'a>> = world.units.iter().map(|_| Unit::default()).collect();
        let mut of_reception = HashMap::new();
        for feed in feeds {
            for row in feed.receptions.iter().filter(|row| !row.deleted && !row.broken) {
                units[usize::from(row.unit)].receptions.push(row);
            }
            for row in &feed.assignments {
                units[usize::from(row.unit)].issued.push(row);
                units[usize::from(row.charged())].charged.push(row);
                of_reception.insert((row.unit, row.number), row);
            }
            for row in &feed.appointments {
                units[usize::from(row.unit)].appointments.push(row);
            }
            for row in &feed.reports {
                units[usize::from(row.unit)].reports.push(row);
            }
        }
        for unit in &mut units {
            unit.receptions.sort_unstable_by_key(|row| (row.day, time(row), row.number));
        }
        let visits = citizens::visits(world, &units);
        Shown { world, units, visits, of_reception }
    }

    /// Everything that is recounted, of every month that has begun.
    pub fn recount(&self, reference: &Reference) -> Vec<Planted> {
        let mut found = Vec::new();
        let now = self.world.settings.now;
        for month in self.world.settings.months() {
            if reference.zone.day_start(month.first_day()) > now {
                break;
            }
            let as_of = reference.calendar.closing_instant(&month, reference.zone).min(now);
            let judged = Judged { month, as_of: seconds(as_of), as_of_day: reference.zone.local_day(as_of) };
            for unit in self.judged_units() {
                self.receptions(judged, unit, &mut found);
                self.pace(judged, unit, &mut found);
                self.schedule(judged, unit, &mut found);
                self.assignments(judged, unit, &mut found);
                if !self.is_stale(unit, as_of) {
                    self.silences(judged, unit, &mut found);
                    self.volume(judged, unit, &mut found);
                }
                self.figures(judged, unit, &mut found);
            }
            self.no_grounds(judged, &mut found);
            self.citizens(judged, &mut found);
            self.troubles(judged, &mut found);
        }
        self.reports(reference, &mut found);
        found
    }

    fn judged_units(&self) -> impl Iterator<Item = u16> + '_ {
        (0..self.units.len() as u16).filter(|unit| self.world.unit(*unit).source.is_some())
    }

    /// Says whether the unit's source did not answer when the month was closed.
    fn is_stale(&self, unit: u16, as_of: DateTime<Utc>) -> bool {
        self.world.unit(unit).source.is_some_and(|source| self.world.is_down(source, as_of))
    }

    /// The unit's receptions whose day lies between the two, known at the moment.
    fn between(
        &self,
        unit: u16,
        from: NaiveDate,
        to: NaiveDate,
        as_of: Instant,
    ) -> impl Iterator<Item = &'a Reception> {
        let all = &self.units[usize::from(unit)].receptions;
        let first = all.partition_point(|row| row.day < from);
        let rows = all[first..].iter().copied().take_while(move |row| row.day <= to);
        rows.filter(move |row| row.registered <= as_of)
    }

    /// The month's receptions.
    fn of_month(&self, judged: Judged, unit: u16) -> Vec<&'a Reception> {
        self.between(unit, judged.month.first_day(), judged.month.last_day(), judged.as_of).collect()
    }
}

/// The time that orders visits: the start, else the registration.
fn time(row: &Reception) -> Instant {
    if row.started > 0 { row.started } else { row.registered }
}

fn reception(row: &Reception) -> Subject {
    Subject::Reception { unit: row.unit, number: row.number }
}

fn assignment(row: &Assignment) -> Subject {
    Subject::Assignment { unit: row.unit, number: row.number }
}

/// A violation of the month.
fn violation(check: &'static str, judged: Judged, unit: u16, subject: Subject, why: &'static str) -> Planted {
    Planted { unit, ..Planted::new(check, judged.month, subject, 0, why) }
}

fn median(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    Some(if sorted.len() % 2 == 1 { upper } else { (sorted[middle - 1] + upper) / 2.0 })
}
