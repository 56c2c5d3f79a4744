//! What a simulated ministry is made from.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::domain::period::Period;
use crate::error::{Error, Result};

/// The same settings and reference tables make the same ministry, byte for byte.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Settings {
    pub seed: u64,
    /// 1 = two million receptions a year over the whole ministry.
    pub scale: f64,
    /// The first day of this period is the first with records.
    pub from: Period,
    /// The last day of this period is the last with receptions.
    pub to: Period,
    /// Nothing later than this is known yet.
    pub now: DateTime<Utc>,
    /// Plants faults; without, every record is as it should be.
    pub faults: bool,
    /// Lets the feeds themselves fail at times: rows that break the contract, unknown properties, wrong counts, outages.
    pub feed_faults: bool,
}

impl Settings {
    pub fn new(seed: u64, scale: f64, from: Period, to: Period, now: DateTime<Utc>) -> Settings {
        Settings { seed, scale, from, to, now, faults: true, feed_faults: false }
    }

    pub fn first_day(&self) -> NaiveDate {
        self.from.first_day()
    }

    pub fn last_day(&self) -> NaiveDate {
        self.to.last_day()
    }

    /// The months from the first to the last day, oldest first.
    pub(super) fn months(&self) -> Vec<Period> {
        let last = self.to.months().last().copied().unwrap_or(self.to);
        let first = self.from.months().first().copied().unwrap_or(self.from);
        std::iter::successors(Some(first), |month| Some(month.next())).take_while(|month| *month <= last).collect()
    }

    pub(super) fn validate(&self) -> Result<()> {
        if !(self.scale > 0.0 && self.scale <= 5.0) {
            return Err(Error::usage(format!("the scale {} is out of range", self.scale))
                .hint("give a number above 0 and up to 5; 1 = two million receptions a year"));
        }
        if self.first_day() > self.last_day() {
            return Err(Error::usage(format!("the span from `{}` to `{}` is empty", self.from, self.to))
                .hint("give the earlier period first"));
        }
        if self.months().len() > 120 {
            return Err(Error::usage(format!("the span from `{}` to `{}` is too long", self.from, self.to))
                .hint("simulate at most 120 months"));
        }
        Ok(())
    }
}
