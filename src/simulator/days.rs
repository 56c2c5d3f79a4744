//! The days of the simulated span: local times to instants and working days, looked up in tables.

use chrono::{DateTime, Days as Span, NaiveDate, Utc};

use super::compact::Instant;
use crate::domain::calendar::{Calendar, Week};
use crate::domain::period::Period;
use crate::domain::reference::Reference;
use crate::domain::zone::Zone;

/// Every day of the span with its start and whether it is worked.
pub(super) struct Days {
    first: NaiveDate,
    starts: Vec<Instant>,
    works: [Vec<bool>; 2],
    calendar: Calendar,
    zone: Zone,
}

impl Days {
    pub fn new(reference: &Reference, from: NaiveDate, to: NaiveDate) -> Days {
        let first = from - Span::new(120);
        let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= to + Span::new(500)).collect();
        let works = |week| days.iter().map(|day| reference.calendar.is_working(*day, week)).collect();
        Days {
            first,
            starts: days.iter().map(|day| seconds(reference.zone.day_start(*day))).collect(),
            works: [works(Week::Five), works(Week::Six)],
            calendar: reference.calendar.clone(),
            zone: reference.zone,
        }
    }

    /// The instant of a second of a local day.
    pub fn at(&self, day: NaiveDate, second: u32) -> Instant {
        let start = self.place(day).and_then(|place| self.starts.get(place)).copied();
        start.unwrap_or_else(|| seconds(self.zone.day_start(day))) + second
    }

    pub fn is_working(&self, day: NaiveDate, week: Week) -> bool {
        let works = &self.works[if week == Week::Five { 0 } else { 1 }];
        let listed = self.place(day).and_then(|place| works.get(place)).copied();
        listed.unwrap_or_else(|| self.calendar.is_working(day, week))
    }

    /// The local day of an instant.
    pub fn day(&self, at: Instant) -> NaiveDate {
        match self.starts.partition_point(|start| *start <= at) {
            0 => self.zone.local_day(instant(at)),
            place if place == self.starts.len() => self.zone.local_day(instant(at)),
            place => self.first + Span::new(place as u64 - 1),
        }
    }

    /// The second of the local day.
    pub fn second(&self, at: Instant) -> u32 {
        at.saturating_sub(self.at(self.day(at), 0))
    }

    /// When a month is closed.
    pub fn closing(&self, month: Period) -> Instant {
        seconds(self.calendar.closing_instant(&month, self.zone))
    }

    /// The `n`-th working day after the day.
    pub fn after(&self, day: NaiveDate, n: u32, week: Week) -> NaiveDate {
        let (mut day, mut left) = (day, n);
        while left > 0 {
            day = day + Span::new(1);
            left -= u32::from(self.is_working(day, week));
        }
        day
    }

    /// The day itself if it is worked, else the next one that is.
    pub fn working(&self, day: NaiveDate, week: Week) -> NaiveDate {
        if self.is_working(day, week) { day } else { self.after(day, 1, week) }
    }

    /// Working days from `from` to `to`, both included.
    pub fn count(&self, from: NaiveDate, to: NaiveDate, week: Week) -> u32 {
        from.iter_days().take_while(|day| *day <= to).map(|day| u32::from(self.is_working(day, week))).sum()
    }

    fn place(&self, day: NaiveDate) -> Option<usize> {
        usize::try_from((day - self.first).num_days()).ok()
    }
}

/// The instant in whole seconds; instants before 1970 or after 2106 do not occur.
pub(super) fn seconds(instant: DateTime<Utc>) -> Instant {
    u32::try_from(instant.timestamp()).unwrap_or(0)
}

pub(super) fn instant(seconds: Instant) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds.into(), 0).unwrap_or_default()
}
