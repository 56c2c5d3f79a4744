//! Working days: the plain week of a unit and the exceptions that the calendar table lists.
//!
//! Nothing is built for a span of years: a day's ordinal is the plain week's, which is arithmetic, plus the running sum
//! of the exceptions up to it, found by bisection. Days far outside the table therefore cost and fail nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::period::Period;
use super::table::Table;
use super::zone::Zone;
use crate::error::{Error, Result};

/// How many days of the week a unit works: Monday to Friday or Monday to Saturday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Week {
    #[serde(rename = "5")]
    Five,
    #[serde(rename = "6")]
    Six,
}

/// The working-day calendar of the ministry (its Collegium adopts one every December).
#[derive(Debug, Clone)]
pub struct Calendar {
    five: Exceptions,
    six: Exceptions,
    years: BTreeSet<i32>,
    provisional: BTreeSet<i32>,
    names: BTreeMap<NaiveDate, String>,
}

/// One day as the table `lake.calendar_days` holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CalendarRow {
    pub day: NaiveDate,
    pub week: Week,
    pub is_working: bool,
    /// Working days from the first row's day up to and including this one.
    pub ordinal: i32,
    pub next_working: NaiveDate,
    pub is_covered: bool,
}

/// Day numbers on which a week differs from the plain one, each with the running sum of +1 (worked) and −1 (off).
#[derive(Debug, Clone, Default)]
struct Exceptions {
    days: Vec<i64>,
    sums: Vec<i64>,
}

const BUILTIN: &str = include_str!("tables/calendar.csv");

impl Week {
    pub const ALL: [Week; 2] = [Week::Five, Week::Six];

    pub fn as_str(self) -> &'static str {
        match self {
            Week::Five => "5",
            Week::Six => "6",
        }
    }

    fn days(self) -> i64 {
        match self {
            Week::Five => 5,
            Week::Six => 6,
        }
    }

    /// Says whether the week without holidays works on the day; day number 1 is a Monday.
    fn works(self, number: i64) -> bool {
        (number - 1).rem_euclid(7) < self.days()
    }

    /// Counts the plain working days up to and including the day, from day number 1.
    fn count(self, number: i64) -> i64 {
        number.div_euclid(7) * self.days() + number.rem_euclid(7).min(self.days())
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Week {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "5" => Ok(Week::Five),
            "6" => Ok(Week::Six),
            _ => Err(Error::usage(format!("unknown week `{text}`")).hint("use `5` or `6` working days")),
        }
    }
}

impl Exceptions {
    fn new(changes: &BTreeMap<i64, bool>, week: Week) -> Exceptions {
        let mut exceptions = Exceptions::default();
        let mut sum = 0;
        for (&number, &works) in changes {
            if works != week.works(number) {
                sum += if works { 1 } else { -1 };
                exceptions.days.push(number);
                exceptions.sums.push(sum);
            }
        }
        exceptions
    }

    /// The running sum up to and including the day.
    fn sum(&self, number: i64) -> i64 {
        let after = self.days.partition_point(|day| *day <= number);
        if after == 0 { 0 } else { self.sums[after - 1] }
    }

    fn contains(&self, number: i64) -> bool {
        self.days.binary_search(&number).is_ok()
    }
}

impl Calendar {
    /// The calendar of Azerbaijan that comes with the program.
    pub fn builtin() -> Calendar {
        Calendar::from_csv(BUILTIN, "calendar.csv").expect("the built-in calendar is valid: a test reads it")
    }

    /// Reads the table `date,kind,week[,name_az,status]`; a year without a row is not covered and has plain weeks.
    pub fn from_csv(text: &str, name: &str) -> Result<Calendar> {
        let table = Table::read(text, name, &["date", "kind", "week"], &["name_az", "status"])?;
        let mut changes: BTreeMap<Week, BTreeMap<i64, bool>> = BTreeMap::new();
        let (mut years, mut firm) = (BTreeSet::new(), BTreeSet::new());
        let mut names = BTreeMap::new();
        for row in table.rows() {
            row.required("date")?;
            let day: NaiveDate = row.parse("date", "write the date as 2026-03-20")?.unwrap_or_default();
            let works = match row.required("kind")? {
                "off" => false,
                "work" => true,
                other => {
                    let error = row.wrong("kind", &format!("`{other}` is not a kind of day"));
                    return Err(error.hint("use `off` for a day off, `work` for a worked weekend"));
                }
            };
            let weeks: &[Week] = match row.required("week")? {
                "5" => &[Week::Five],
                "6" => &[Week::Six],
                "both" => &Week::ALL,
                other => {
                    let error = row.wrong("week", &format!("`{other}` is not a week"));
                    return Err(error.hint("use `5`, `6` or `both`"));
                }
            };
            for week in weeks {
                if changes.entry(*week).or_default().insert(number(day), works).is_some() {
                    let error = row.wrong("date", &format!("{day} is given twice for the {week}-day week"));
                    return Err(error.hint("keep one row a day and week"));
                }
            }
            years.insert(day.year());
            if row.text("status") != Some("provisional") {
                firm.insert(day.year());
            }
            if let Some(text) = row.text("name_az") {
                names.insert(day, text.to_owned());
            }
        }
        let exceptions = |week| changes.get(&week).map(|days| Exceptions::new(days, week)).unwrap_or_default();
        let (five, six) = (exceptions(Week::Five), exceptions(Week::Six));
        let provisional = years.difference(&firm).copied().collect();
        Ok(Calendar { five, six, years, provisional, names })
    }

    pub fn is_working(&self, day: NaiveDate, week: Week) -> bool {
        self.works(number(day), week)
    }

    /// The day itself if it is a working day, else the first one after it.
    pub fn next_working(&self, day: NaiveDate, week: Week) -> NaiveDate {
        let mut number = number(day);
        while !self.works(number, week) {
            number += 1;
        }
        date(number)
    }

    /// The `n`-th working day after the day: counting starts with the next one. Zero is the day itself, moved to a
    /// working day.
    pub fn add_working_days(&self, day: NaiveDate, n: u32, week: Week) -> NaiveDate {
        if n == 0 {
            return self.next_working(day, week);
        }
        let start = number(day);
        let target = self.ordinal(start, week) + i64::from(n);
        let mut high = start + i64::from(n);
        while self.ordinal(high, week) < target {
            high += (high - start) + 7;
        }
        // Invariant: ordinal(low) < target ≤ ordinal(high); the first day that reaches the target is a working day.
        let mut low = start;
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.ordinal(middle, week) < target { low = middle } else { high = middle }
        }
        date(high)
    }

    /// Counts the working days after `after` up to and including `to`; none when `to` is not later.
    pub fn working_days_between(&self, after: NaiveDate, to: NaiveDate, week: Week) -> u32 {
        let count = self.ordinal(number(to), week) - self.ordinal(number(after), week);
        if to <= after { 0 } else { u32::try_from(count).unwrap_or(0) }
    }

    /// Says whether the table has any row of the year.
    pub fn covers(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// Says whether all rows of the year await the acts that fix them.
    pub fn is_provisional(&self, year: i32) -> bool {
        self.provisional.contains(&year)
    }

    /// What the table says of the day: the holiday's name.
    pub fn name(&self, day: NaiveDate) -> Option<&str> {
        self.names.get(&day).map(String::as_str)
    }

    /// Every day from `from` to `to` (inclusive), once for each week.
    pub fn rows(&self, from: NaiveDate, to: NaiveDate) -> Vec<CalendarRow> {
        let mut rows = Vec::new();
        for week in Week::ALL {
            let base = self.ordinal(number(from) - 1, week);
            let start = rows.len();
            let mut next_working = self.next_working(to, week);
            for number in (number(from)..=number(to)).rev() {
                let (day, is_working) = (date(number), self.works(number, week));
                if is_working {
                    next_working = day;
                }
                let ordinal = i32::try_from(self.ordinal(number, week) - base).unwrap_or(i32::MAX);
                let is_covered = self.covers(day.year());
                rows.push(CalendarRow { day, week, is_working, ordinal, next_working, is_covered });
            }
            rows[start..].reverse();
        }
        rows
    }

    /// When a period is closed: the 6th working day after it, 09:00 local time (five-day week).
    pub fn closing_instant(&self, period: &Period, zone: Zone) -> DateTime<Utc> {
        let day = self.add_working_days(period.last_day(), 6, Week::Five);
        zone.at(day, NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default())
    }

    /// The last day for a unit's own report: the 5th working day after the period (five-day week).
    pub fn report_deadline(&self, period: &Period) -> NaiveDate {
        self.add_working_days(period.last_day(), 5, Week::Five)
    }

    /// One line a changed day and week, for the hash of the reference tables.
    pub(crate) fn canonical(&self) -> Vec<String> {
        let days = |week: Week| {
            self.exceptions(week).days.iter().map(move |number| {
                let day = date(*number);
                format!("{day}|{week}|{}|{}", self.works(*number, week), self.name(day).unwrap_or_default())
            })
        };
        let years = self.years.iter().map(|year| format!("{year}|{}", self.is_provisional(*year)));
        Week::ALL.into_iter().flat_map(days).chain(years).collect()
    }

    fn exceptions(&self, week: Week) -> &Exceptions {
        match week {
            Week::Five => &self.five,
            Week::Six => &self.six,
        }
    }

    fn works(&self, number: i64, week: Week) -> bool {
        week.works(number) != self.exceptions(week).contains(number)
    }

    fn ordinal(&self, number: i64, week: Week) -> i64 {
        week.count(number) + self.exceptions(week).sum(number)
    }
}

/// Days since the year 1; number 1 is a Monday.
fn number(day: NaiveDate) -> i64 {
    day.num_days_from_ce().into()
}

/// The day of a number; past the last date there is, that one.
fn date(number: i64) -> NaiveDate {
    i32::try_from(number).ok().and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests;
