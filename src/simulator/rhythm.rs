//! The rhythm of reception: season, weekday and hour.

use chrono::{Datelike, NaiveDate, Weekday};

use super::chance::{Chance, running_sums};

/// January to December, mean 1.
const SEASON: [f64; 12] = [1.04, 1.06, 0.98, 1.05, 1.0, 0.96, 0.91, 0.86, 1.06, 1.07, 1.03, 0.98];
/// Half hours from 09:00 to 18:00: the peak before noon, the dip after one o'clock.
const HOURS: [f64; 18] =
    [0.75, 0.95, 1.2, 1.28, 1.28, 1.2, 1.0, 0.8, 0.34, 0.4, 0.8, 1.0, 1.05, 1.0, 0.9, 0.75, 0.45, 0.2];
const OPENS: u32 = 9 * 3600;

/// The hours of reception, drawn from.
pub(super) struct Hours(Vec<f32>);

impl Hours {
    pub fn new() -> Hours {
        Hours(running_sums(HOURS))
    }

    /// When a reception begins, in seconds of the local day.
    pub fn start(&self, chance: &mut Chance) -> u32 {
        OPENS + chance.weighted(&self.0) as u32 * 1800 + chance.between(0, 1799)
    }
}

/// How busy a working day is against the mean one; `six` for units that also work on Saturdays.
pub(super) fn day_factor(day: NaiveDate, six: bool) -> f64 {
    let weekday = match day.weekday() {
        Weekday::Mon => 1.2,
        Weekday::Tue => 1.1,
        Weekday::Wed => 1.0,
        Weekday::Thu => 0.95,
        Weekday::Fri => 0.8,
        Weekday::Sat => 0.55,
        Weekday::Sun => 0.4,
    };
    let mean = if six { 5.6 / 6.0 } else { 1.01 };
    // Four per cent more every year.
    let growth = 1.0 + 0.04 * (f64::from(day.year() - 2026) + f64::from(day.ordinal()) / 365.0 - 0.5);
    SEASON[day.month0() as usize] * weekday / mean * growth.max(0.4)
}
