//! The reporting period: a month, a quarter, a half year or a year.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::Error;

/// A calendar period of local days, written `2026-09`, `2026-Q3`, `2026-H2` or `2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    Month { year: i32, month: u32 },
    Quarter { year: i32, quarter: u32 },
    Half { year: i32, half: u32 },
    Year { year: i32 },
}

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PeriodKind {
    Month,
    Quarter,
    Half,
    Year,
}

const FORMS: &str = "write `2026-09` (month), `2026-Q3` (quarter), `2026-H2` (half year) or `2026` (year)";
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

impl PeriodKind {
    pub const ALL: [PeriodKind; 4] = [PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Half, PeriodKind::Year];

    pub fn as_str(self) -> &'static str {
        match self {
            PeriodKind::Month => "month",
            PeriodKind::Quarter => "quarter",
            PeriodKind::Half => "half",
            PeriodKind::Year => "year",
        }
    }

    /// How many months a period of this kind has.
    pub fn months(self) -> u32 {
        match self {
            PeriodKind::Month => 1,
            PeriodKind::Quarter => 3,
            PeriodKind::Half => 6,
            PeriodKind::Year => 12,
        }
    }
}

impl fmt::Display for PeriodKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for PeriodKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        PeriodKind::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| {
            Error::usage(format!("unknown kind of period `{text}`")).hint("use `month`, `quarter`, `half` or `year`")
        })
    }
}

impl Period {
    pub fn kind(self) -> PeriodKind {
        match self {
            Period::Month { .. } => PeriodKind::Month,
            Period::Quarter { .. } => PeriodKind::Quarter,
            Period::Half { .. } => PeriodKind::Half,
            Period::Year { .. } => PeriodKind::Year,
        }
    }

    pub fn year(self) -> i32 {
        match self {
            Period::Month { year, .. }
            | Period::Quarter { year, .. }
            | Period::Half { year, .. }
            | Period::Year { year } => year,
        }
    }

    /// The number of the period within its year, from 1.
    pub fn number(self) -> u32 {
        match self {
            Period::Month { month, .. } => month,
            Period::Quarter { quarter, .. } => quarter,
            Period::Half { half, .. } => half,
            Period::Year { .. } => 1,
        }
    }

    pub fn first_day(self) -> NaiveDate {
        day(self.year(), (self.number() - 1) * self.kind().months() + 1)
    }

    /// The last day, which still belongs to the period.
    pub fn last_day(self) -> NaiveDate {
        self.next().first_day() - Days::new(1)
    }

    pub fn previous(self) -> Period {
        self.shifted(-1)
    }

    pub fn next(self) -> Period {
        self.shifted(1)
    }

    /// The same period one year earlier.
    pub fn same_last_year(self) -> Period {
        Period::of(self.kind(), self.year() - 1, self.number())
    }

    /// The months of the period, oldest first.
    pub fn months(self) -> Vec<Period> {
        let count = self.kind().months();
        let first = (self.number() - 1) * count + 1;
        (first..first + count).map(|month| Period::Month { year: self.year(), month }).collect()
    }

    /// The period of the given kind that holds the day.
    pub fn containing(kind: PeriodKind, day: NaiveDate) -> Period {
        Period::of(kind, day.year(), day.month0() / kind.months() + 1)
    }

    pub fn contains(self, day: NaiveDate) -> bool {
        (self.first_day()..=self.last_day()).contains(&day)
    }

    fn of(kind: PeriodKind, year: i32, number: u32) -> Period {
        match kind {
            PeriodKind::Month => Period::Month { year, month: number },
            PeriodKind::Quarter => Period::Quarter { year, quarter: number },
            PeriodKind::Half => Period::Half { year, half: number },
            PeriodKind::Year => Period::Year { year },
        }
    }

    fn shifted(self, by: i32) -> Period {
        let in_year = (12 / self.kind().months()) as i32;
        let index = self.year() * in_year + self.number() as i32 - 1 + by;
        Period::of(self.kind(), index.div_euclid(in_year), index.rem_euclid(in_year) as u32 + 1)
    }
}

/// The first day of a month. Years come from text (limited there) or from a date, so the day exists.
fn day(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default()
}

impl FromStr for Period {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        parse(text).ok_or_else(|| Error::usage(format!("`{text}` is not a period")).hint(FORMS))
    }
}

fn parse(text: &str) -> Option<Period> {
    let (year, rest) = text.split_at_checked(4)?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok())?;
    let year = i32::try_from(digits(year)?).ok().filter(|year| YEARS.contains(year))?;
    let within = |part: &str, kind: PeriodKind| {
        let number = digits(part).filter(|number| (1..=12 / kind.months()).contains(number))?;
        Some(Period::of(kind, year, number))
    };
    match (rest.get(..2), rest.len()) {
        (None, 0) => Some(Period::Year { year }),
        (Some("-Q"), 3) => within(&rest[2..], PeriodKind::Quarter),
        (Some("-H"), 3) => within(&rest[2..], PeriodKind::Half),
        (Some(_), 3) => within(rest.strip_prefix('-')?, PeriodKind::Month),
        _ => None,
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Period::Quarter { year, quarter } => write!(f, "{year:04}-Q{quarter}"),
            Period::Half { year, half } => write!(f, "{year:04}-H{half}"),
            Period::Year { year } => write!(f, "{year:04}"),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| de::Error::custom(format!("`{text}` is not a period: {FORMS}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_four_forms_are_read_and_written() {
        for text in ["2026-09", "2026-Q3", "2026-H2", "2026"] {
            assert_eq!(period(text).to_string(), text);
            assert_eq!(serde_json::to_string(&period(text)).unwrap(), format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<Period>(&format!("\"{text}\"")).unwrap(), period(text));
        }
    }

    #[test]
    fn other_forms_are_refused_with_the_accepted_ones() {
        let wrong = [
            "",
            "26",
            "2026-",
            "2026-9",
            "2026-13",
            "2026-00",
            "2026-Q5",
            "2026-Q0",
            "2026-H3",
            "2026-q3",
            "2026Q3",
            "2026-09-01",
            "+026",
            "1026",
            "2026-+9",
            " 2026",
            "2026-ə",
            "ə026-01",
            "٢٠٢٦",
        ];
        for text in wrong {
            let error = text.parse::<Period>().unwrap_err();
            assert_eq!(error.to_string(), format!("`{text}` is not a period"));
            assert_eq!(error.remedy(), Some(FORMS));
            assert_eq!(error.exit_code(), 2);
        }
    }

    #[test]
    fn days_months_and_neighbours() {
        let quarter = period("2026-Q1");
        assert_eq!((quarter.first_day(), quarter.last_day()), (date("2026-01-01"), date("2026-03-31")));
        assert_eq!(quarter.previous(), period("2025-Q4"));
        assert_eq!(quarter.months(), ["2026-01", "2026-02", "2026-03"].map(period));
        assert_eq!(period("2026-H2").months().len(), 6);
        assert_eq!(period("2024-02").last_day(), date("2024-02-29"));
        assert_eq!(period("2026-12").next(), period("2027-01"));
        assert_eq!(period("2026-H1").previous(), period("2025-H2"));
        assert_eq!(period("2026").previous(), period("2025"));
        assert_eq!(period("2026-H2").same_last_year(), period("2025-H2"));
        assert_eq!(Period::containing(PeriodKind::Half, date("2026-07-01")), period("2026-H2"));
    }

    proptest! {
        #[test]
        fn periods_of_a_kind_tile_the_days(days in 0u64..60_000, kind in 0usize..4) {
            let day = date("1950-01-01") + Days::new(days);
            let period = Period::containing(PeriodKind::ALL[kind], day);
            prop_assert!(period.contains(day));
            prop_assert_eq!(period.previous().last_day().succ_opt(), Some(period.first_day()));
            prop_assert_eq!(period.next().previous(), period);
            prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
            let months = period.months();
            prop_assert_eq!(months[0].first_day(), period.first_day());
            prop_assert_eq!(months[months.len() - 1].last_day(), period.last_day());
            prop_assert_eq!(months.len() as u32, period.kind().months());
        }
    }
}
