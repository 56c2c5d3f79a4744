//! Faults of the feeds themselves: rows that break the contract (Q2), outages and wrong counts (Q3), unknown properties (Q4).
//!
//! Some sources are careless (rows, properties), the others unreliable (outages, counts), so that one fault never hides
//! another. An outage begins with the month after and lasts until the month is closed: the source then shows what it
//! had shown before.

use chrono::{DateTime, Days as Span, NaiveDate, TimeDelta, Utc};

use crate::domain::calendar::Week;
use crate::domain::period::{Period, PeriodKind};

use super::super::chance::Chance;
use super::super::compact::{Instant, Reception};
use super::super::days::{instant, seconds};
use super::super::world::World;

/// What is wrong with a source's feed in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::simulator) enum Trouble {
    /// Q2
    BadRows,
    /// Q3: the source does not answer when the month is closed.
    Outage,
    /// Q3: the source claims more records than it shows when the month is closed.
    WrongCounts,
    /// Q4
    UnknownProperty,
}

/// Records claimed that do not exist.
const LOST: u64 = 3;
/// The share of bad rows among the receptions of a month.
const BAD_SHARE: f64 = 0.07;
/// Numbers of bad rows begin here.
const BAD_NUMBERS: u32 = 900_000_000;
/// In the last working days of a month all is well: what is read again at its end is not seen in the next.
const QUIET_DAYS: u32 = 3;

impl World {
    /// Says whether a source has the trouble in the month.
    pub(in crate::simulator) fn troubled(&self, source: usize, trouble: Trouble, month: Period) -> bool {
        if !self.settings.feed_faults {
            return false;
        }
        let (seed, name) = (self.settings.seed, self.sources[source].as_str());
        let is_careless = Chance::stream(seed, &["careless", name]).fraction() < 0.5;
        let fraction = Chance::stream(seed, &["trouble", name, &month.to_string()]).fraction();
        match trouble {
            Trouble::BadRows => is_careless && fraction < 0.4,
            Trouble::UnknownProperty => is_careless && (0.3..0.7).contains(&fraction),
            Trouble::Outage => !is_careless && fraction < 0.25,
            Trouble::WrongCounts => !is_careless && (0.25..0.5).contains(&fraction),
        }
    }

    /// Until when a source's records are shown at a moment: then, or since an outage began.
    pub(in crate::simulator) fn shown_until(&self, source: usize, now: DateTime<Utc>) -> DateTime<Utc> {
        match self.closing_around(now) {
            Some(month) if self.troubled(source, Trouble::Outage, month) => {
                instant(self.days.at(month.last_day() + Span::new(1), 0)) - TimeDelta::seconds(1)
            }
            _ => now,
        }
    }

    pub(in crate::simulator) fn is_down(&self, source: usize, now: DateTime<Utc>) -> bool {
        self.shown_until(source, now) < now
    }

    /// How many records more than it shows a source claims.
    pub(in crate::simulator) fn lost(&self, source: usize, now: DateTime<Utc>) -> u64 {
        let month = self.closing_around(now);
        if month.is_some_and(|month| self.troubled(source, Trouble::WrongCounts, month)) { LOST } else { 0 }
    }

    /// Says whether a row of the unit, last changed then, has a property that the contract does not know.
    pub(in crate::simulator) fn drifts(&self, unit: u16, updated: Instant) -> bool {
        if !self.settings.feed_faults {
            return false;
        }
        let Some(source) = self.unit(unit).source else { return false };
        let day = self.days.day(updated);
        let month = Period::containing(PeriodKind::Month, day);
        self.is_before_the_quiet(day, month) && self.troubled(source, Trouble::UnknownProperty, month)
    }

    fn is_before_the_quiet(&self, day: NaiveDate, month: Period) -> bool {
        self.days.after(day, QUIET_DAYS, Week::Five) <= month.last_day()
    }

    /// The month that is being closed: between its end and the day after its closing instant.
    fn closing_around(&self, now: DateTime<Utc>) -> Option<Period> {
        let month = Period::containing(PeriodKind::Month, self.days.day(seconds(now))).previous();
        (now <= instant(self.days.closing(month)) + TimeDelta::days(1)).then_some(month)
    }
}

/// Rows that break the contract, made after a unit's records.
pub(in crate::simulator) fn bad_rows(world: &World, unit: u16, receptions: &[Reception]) -> Vec<Reception> {
    let Some(source) = world.unit(unit).source.filter(|_| world.settings.feed_faults) else { return Vec::new() };
    let mut rows = Vec::new();
    for month in world.settings.months() {
        if !world.troubled(source, Trouble::BadRows, month) {
            continue;
        }
        let code = &world.unit(unit).code;
        let mut chance = Chance::stream(world.settings.seed, &["bad rows", code, &month.to_string()]);
        // Counted on the day of registration, which is when the row is pulled.
        let of_month = receptions.iter().filter(|row| {
            let day = world.days.day(row.registered);
            month.contains(day) && !row.deleted && world.is_before_the_quiet(day, month)
        });
        for model in of_month {
            if chance.happens(BAD_SHARE) {
                rows.push(Reception {
                    number: BAD_NUMBERS + model.number % 90_000_000,
                    broken: true,
                    handed: 0,
                    appeal_registered: 0,
                    rated: 0,
                    referred: 0,
                    amended: 0,
                    ..*model
                });
            }
        }
    }
    rows
}
