//! Official Azerbaijani: months, periods and dates, and the suffixes that numbers, nouns and names take.

mod casing;
mod collation;
mod noun;
mod numeral;

use chrono::{Datelike, NaiveDate, Weekday};

use super::number::{decimal, integer, roman};
use super::{Direction, Language};
use crate::domain::period::Period;

pub use casing::{capitalise, lookalike, lower, normalise, title, upper};
pub use collation::{collation_key, compare};
pub use noun::{
    Case, ablative, accusative, copula, dative, decline, decline_possessed, genitive, locative, name, plural, possessed,
};
pub use numeral::{counted, ordinal, ordinal_suffix, possessive, possessive_in, spelled};

const MONTHS: [&str; 12] =
    ["yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"];
const MONTHS_SHORT: [&str; 12] = ["yan", "fev", "mar", "apr", "may", "iyn", "iyl", "avq", "sen", "okt", "noy", "dek"];
const WEEKDAYS: [&str; 7] = ["bazar ertəsi", "çərşənbə axşamı", "çərşənbə", "cümə axşamı", "cümə", "şənbə", "bazar"];
const WEEKDAYS_SHORT: [&str; 7] = ["B.e.", "Ç.a.", "Ç.", "C.a.", "C.", "Ş.", "B."];

/// The month's name, lower case; empty for a number that is no month's.
pub fn month(month: u32) -> &'static str {
    super::nth(&MONTHS, month)
}

/// `sen`; empty for a number that is no month's.
pub fn month_short(month: u32) -> &'static str {
    super::nth(&MONTHS_SHORT, month)
}

/// The weekday's name, lower case.
pub fn weekday(day: Weekday) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize]
}

/// `B.e.`
pub fn weekday_short(day: Weekday) -> &'static str {
    WEEKDAYS_SHORT[day.num_days_from_monday() as usize]
}

/// `2026-cı ilin sentyabr ayı`, `2026-cı ilin III rübü`, `2026-cı ilin II yarımili`, `2026-cı il`.
pub fn period_title(period: &Period) -> String {
    period_in(period, Case::Nominative)
}

/// `2026-cı ilin sentyabr ayı üzrə`.
pub fn period_phrase(period: &Period) -> String {
    format!("{} üzrə", period_title(period))
}

/// The period in a case: `2026-cı ilin sentyabr ayında`, `2026-cı ildə`.
pub fn period_in(period: &Period, case: Case) -> String {
    let year = ordinal(period.year().into());
    match *period {
        Period::Month { month: number, .. } => {
            format!("{year} ilin {} {}", month(number), decline_possessed("ayı", case))
        }
        Period::Quarter { quarter, .. } => {
            format!("{year} ilin {} {}", roman(quarter), decline_possessed("rübü", case))
        }
        Period::Half { half, .. } => format!("{year} ilin {} {}", roman(half), decline_possessed("yarımili", case)),
        Period::Year { .. } => format!("{year} {}", decline("il", case)),
    }
}

/// For axes and column heads: `sen 2026`, `III rüb 2026`, `II yarımil 2026`, `2026`.
pub fn period_short(period: &Period) -> String {
    match *period {
        Period::Month { year, month: number } => format!("{} {year}", month_short(number)),
        Period::Quarter { year, quarter } => format!("{} rüb {year}", roman(quarter)),
        Period::Half { year, half } => format!("{} yarımil {year}", roman(half)),
        Period::Year { year } => year.to_string(),
    }
}

/// As approval marks have it: `“08” oktyabr 2026-cı il`.
pub fn date_long(date: NaiveDate) -> String {
    format!("“{:02}” {} {} il", date.day(), month(date.month()), ordinal(date.year().into()))
}

/// As text has it: `8 oktyabr 2026-cı il`.
pub fn date_prose(date: NaiveDate) -> String {
    format!("{} {} {} il", date.day(), month(date.month()), ordinal(date.year().into()))
}

/// `08.10.2026`.
pub fn date_short(date: NaiveDate) -> String {
    super::number::date(date)
}

/// `21.10.2026-cı il tarixli`: the date of an act or a letter.
pub fn dated(date: NaiveDate) -> String {
    format!("{} il tarixli", date_ordinal(date))
}

/// `21.10.2026-cı il tarixinədək`: the last day of a term.
pub fn until(date: NaiveDate) -> String {
    format!("{} il tarixinədək", date_ordinal(date))
}

fn date_ordinal(date: NaiveDate) -> String {
    format!("{}-{}", date_short(date), ordinal_suffix(date.year().into()))
}

/// A blank to be filled by hand: `“__” ______ 2026-cı il`.
pub fn date_blank(year: i32) -> String {
    format!("“__” ______ {} il", ordinal(year.into()))
}

/// A share in prose, in a case: `91,2 faizdən`, `68,4 faizə`.
pub fn percent_in(value: f64, places: usize, case: Case) -> String {
    format!("{} {}", decimal(value, places, Language::Az), decline("faiz", case))
}

/// `müraciətlərin 32,3 faizi`: a share of something.
pub fn percent_of(value: f64, places: usize) -> String {
    format!("{} faizi", decimal(value, places, Language::Az))
}

/// `91,2 faizdən 68,4 faizə enib`; figures that are printed alike have not changed.
pub fn percent_moved(before: f64, after: f64, places: usize) -> String {
    let verb = match Direction::of(before, after, places) {
        Direction::Down => "enib",
        Direction::Up => "yüksəlib",
        Direction::Same => return format!("{} olaraq qalıb", percent_in(after, places, Case::Nominative)),
    };
    format!("{} {} {verb}", percent_in(before, places, Case::Ablative), percent_in(after, places, Case::Dative))
}

/// `14-dən 9-a enib`.
pub fn count_moved(before: i64, after: i64) -> String {
    let verb = match after.cmp(&before) {
        std::cmp::Ordering::Less => "enib",
        std::cmp::Ordering::Greater => "yüksəlib",
        std::cmp::Ordering::Equal => return format!("{} olaraq qalıb", integer(after)),
    };
    format!("{} {} {verb}", counted(before, Case::Ablative), counted(after, Case::Dative))
}

/// `1,5 faiz və ya 27 vahid çox olmuşdur`: the customary sentence of comparison, after "… ilə müqayisədə".
pub fn difference(before: i64, after: i64, unit: &str) -> String {
    let gap = after - before;
    let verdict = match gap.signum() {
        0 => return "dəyişməmişdir".to_owned(),
        1 => "çox",
        _ => "az",
    };
    let count = format!("{} {unit}", integer(gap.abs()));
    match super::number::share(gap.abs(), before, 1, Language::Az).filter(|_| before > 0) {
        Some(share) => format!("{share} faiz və ya {count} {verdict} olmuşdur"),
        None => format!("{count} {verdict} olmuşdur"),
    }
}

#[cfg(test)]
mod tests;
