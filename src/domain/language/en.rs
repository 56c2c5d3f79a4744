//! English: months, periods, dates and counts.

use chrono::{Datelike, NaiveDate, Weekday};

use super::number::{decimal, integer};
use super::{Direction, Language};
use crate::domain::period::Period;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_SHORT: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEKDAYS_SHORT: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The month's name; empty for a number that is no month's.
pub fn month(month: u32) -> &'static str {
    super::nth(&MONTHS, month)
}

/// `Sep`; empty for a number that is no month's.
pub fn month_short(month: u32) -> &'static str {
    super::nth(&MONTHS_SHORT, month)
}

pub fn weekday(day: Weekday) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize]
}

/// `Mon`
pub fn weekday_short(day: Weekday) -> &'static str {
    WEEKDAYS_SHORT[day.num_days_from_monday() as usize]
}

/// `1st`, `2nd`, `3rd`, `11th`.
pub fn ordinal(number: i64) -> String {
    let size = number.unsigned_abs();
    let suffix = match (size % 10, size % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// As a heading: `September 2026`, `Third quarter of 2026`, `Second half of 2026`, `Year 2026`.
pub fn period_title(period: &Period) -> String {
    match *period {
        Period::Month { year, month: number } => format!("{} {year}", month(number)),
        Period::Quarter { year, quarter } => {
            let which = super::nth(&["First", "Second", "Third", "Fourth"], quarter);
            format!("{which} quarter of {year}")
        }
        Period::Half { year, half } => format!("{} half of {year}", super::nth(&["First", "Second"], half)),
        Period::Year { year } => format!("Year {year}"),
    }
}

/// Within a sentence: `September 2026`, `the third quarter of 2026`, `the second half of 2026`, `2026`.
pub fn period_name(period: &Period) -> String {
    match *period {
        Period::Month { .. } => period_title(period),
        Period::Quarter { .. } | Period::Half { .. } => format!("the {}", period_title(period).to_lowercase()),
        Period::Year { year } => year.to_string(),
    }
}

/// `for September 2026`, `for the third quarter of 2026`.
pub fn period_phrase(period: &Period) -> String {
    format!("for {}", period_name(period))
}

/// For axes and column heads: `Sep 2026`, `Q3 2026`, `H2 2026`, `2026`.
pub fn period_short(period: &Period) -> String {
    match *period {
        Period::Month { year, month: number } => format!("{} {year}", month_short(number)),
        Period::Quarter { year, quarter } => format!("Q{quarter} {year}"),
        Period::Half { year, half } => format!("H{half} {year}"),
        Period::Year { year } => year.to_string(),
    }
}

/// `8 October 2026`.
pub fn date_long(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month(date.month()), date.year())
}

/// `1 reception`, `2 receptions`.
pub fn count(number: i64, one: &str, many: &str) -> String {
    format!("{} {}", integer(number), if number == 1 { one } else { many })
}

/// `fell from 91.2 per cent to 68.4 per cent`; figures that are printed alike have not changed.
pub fn percent_moved(before: f64, after: f64, places: usize) -> String {
    let text = |value| format!("{} per cent", decimal(value, places, Language::En));
    moved(Direction::of(before, after, places), &text(before), &text(after))
}

/// `fell from 14 to 9`.
pub fn count_moved(before: i64, after: i64) -> String {
    let direction = match after.cmp(&before) {
        std::cmp::Ordering::Less => Direction::Down,
        std::cmp::Ordering::Equal => Direction::Same,
        std::cmp::Ordering::Greater => Direction::Up,
    };
    moved(direction, &integer(before), &integer(after))
}

fn moved(direction: Direction, before: &str, after: &str) -> String {
    match direction {
        Direction::Down => format!("fell from {before} to {after}"),
        Direction::Up => format!("rose from {before} to {after}"),
        Direction::Same => format!("stayed at {after}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals() {
        let numbers = [1, 2, 3, 4, 10, 11, 12, 13, 21, 101, 111, 1003].map(ordinal).join(" ");
        assert_eq!(numbers, "1st 2nd 3rd 4th 10th 11th 12th 13th 21st 101st 111th 1003rd");
    }

    #[test]
    fn periods() {
        let period = |text: &str| text.parse::<Period>().unwrap();
        let phrases = ["2026-09", "2026-Q3", "2026-H2", "2026"].map(|text| period_phrase(&period(text)));
        assert_eq!(
            phrases.join("; "),
            "for September 2026; for the third quarter of 2026; for the second half of 2026; for 2026"
        );
        let titles = ["2026-09", "2026-Q3", "2026-H2", "2026"].map(|text| period_title(&period(text)));
        assert_eq!(titles.join("; "), "September 2026; Third quarter of 2026; Second half of 2026; Year 2026");
        let shorts = ["2026-09", "2026-Q3", "2026-H2", "2026"].map(|text| period_short(&period(text)));
        assert_eq!(shorts.join("; "), "Sep 2026; Q3 2026; H2 2026; 2026");
    }

    #[test]
    fn months_and_weekdays() {
        let months: Vec<&str> = (1..=12).map(month).collect();
        assert_eq!(months.join(" ").len(), 85);
        assert_eq!([month(0), month(13)], ["", ""]);
        assert!((1..=12).all(|number| month(number).starts_with(month_short(number))));
        assert_eq!([weekday(Weekday::Mon), weekday_short(Weekday::Sun)], ["Monday", "Sun"]);
    }

    #[test]
    fn changes() {
        assert_eq!(percent_moved(91.2, 68.4, 1), "fell from 91.2 per cent to 68.4 per cent");
        assert_eq!(percent_moved(91.21, 91.19, 1), "stayed at 91.2 per cent");
        assert_eq!(count_moved(9, 14), "rose from 9 to 14");
        assert_eq!(count(1, "reception", "receptions"), "1 reception");
        assert_eq!(count(1200, "reception", "receptions"), "1\u{a0}200 receptions");
    }
}
