//! Words, numbers and dates as official Azerbaijani and English write them; sentences are built here, not in templates.
//!
//! What differs between the languages is asked of a [`Language`]; what only Azerbaijani has — suffixes by vowel harmony,
//! casing, the order of its alphabet — is in [`az`].

pub mod az;
pub mod en;
pub mod number;

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::period::Period;
use crate::error::Error;

/// The language of a report, a page or a letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Az,
    En,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::Az, Language::En];

    pub fn as_str(self) -> &'static str {
        match self {
            Language::Az => "az",
            Language::En => "en",
        }
    }

    /// `168 420`, grouped by U+00A0 in both languages.
    pub fn integer(self, value: i64) -> String {
        number::integer(value)
    }

    /// `96,4` or `96.4`.
    pub fn decimal(self, value: f64, places: usize) -> String {
        number::decimal(value, places, self)
    }

    /// For tables: `96,4 %` or `96.4%`.
    pub fn percent(self, value: f64, places: usize) -> String {
        number::percent(value, places, self)
    }

    /// For prose: `96,4 faiz` or `96.4 per cent`.
    pub fn percent_words(self, value: f64, places: usize) -> String {
        let text = number::decimal(value, places, self);
        match self {
            Language::Az => format!("{text} faiz"),
            Language::En => format!("{text} per cent"),
        }
    }

    /// `sentyabr` or `September`; empty for a number that is no month's.
    pub fn month(self, month: u32) -> &'static str {
        match self {
            Language::Az => az::month(month),
            Language::En => en::month(month),
        }
    }

    /// `sen` or `Sep`; empty for a number that is no month's.
    pub fn month_short(self, month: u32) -> &'static str {
        match self {
            Language::Az => az::month_short(month),
            Language::En => en::month_short(month),
        }
    }

    /// `bazar ertəsi` or `Monday`.
    pub fn weekday(self, day: chrono::Weekday) -> &'static str {
        match self {
            Language::Az => az::weekday(day),
            Language::En => en::weekday(day),
        }
    }

    /// `B.e.` or `Mon`.
    pub fn weekday_short(self, day: chrono::Weekday) -> &'static str {
        match self {
            Language::Az => az::weekday_short(day),
            Language::En => en::weekday_short(day),
        }
    }

    /// `2026-cı ilin sentyabr ayı` or `September 2026`.
    pub fn period_title(self, period: &Period) -> String {
        match self {
            Language::Az => az::period_title(period),
            Language::En => en::period_title(period),
        }
    }

    /// `2026-cı ilin sentyabr ayı üzrə` or `for September 2026`.
    pub fn period_phrase(self, period: &Period) -> String {
        match self {
            Language::Az => az::period_phrase(period),
            Language::En => en::period_phrase(period),
        }
    }

    /// For axes and column heads: `sen 2026` or `Sep 2026`, `III rüb 2026` or `Q3 2026`.
    pub fn period_short(self, period: &Period) -> String {
        match self {
            Language::Az => az::period_short(period),
            Language::En => en::period_short(period),
        }
    }

    /// `2026-cı ilin avqust ayı ilə müqayisədə` or `compared with August 2026`.
    pub fn compared_with(self, period: &Period) -> String {
        match self {
            Language::Az => format!("{} ilə müqayisədə", az::period_title(period)),
            Language::En => format!("compared with {}", en::period_name(period)),
        }
    }

    /// `08.10.2026`, in both languages.
    pub fn date_short(self, date: NaiveDate) -> String {
        number::date(date)
    }

    /// `08.10.2026, 09:00`, in both languages.
    pub fn date_time(self, at: NaiveDateTime) -> String {
        format!("{}, {}", number::date(at.date()), at.format("%H:%M"))
    }

    /// `“08” oktyabr 2026-cı il` or `8 October 2026`.
    pub fn date_long(self, date: NaiveDate) -> String {
        match self {
            Language::Az => az::date_long(date),
            Language::En => en::date_long(date),
        }
    }

    /// `A, B və C` or `A, B and C`.
    pub fn list<T: AsRef<str>>(self, items: &[T]) -> String {
        let and = match self {
            Language::Az => "və",
            Language::En => "and",
        };
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first @ .., last] => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                format!("{} {and} {}", first.join(", "), last.as_ref())
            }
        }
    }

    /// `91,2 faizdən 68,4 faizə enib` or `fell from 91.2 per cent to 68.4 per cent`; judged as printed.
    pub fn percent_moved(self, before: f64, after: f64, places: usize) -> String {
        match self {
            Language::Az => az::percent_moved(before, after, places),
            Language::En => en::percent_moved(before, after, places),
        }
    }

    /// `14-dən 9-a enib` or `fell from 14 to 9`.
    pub fn count_moved(self, before: i64, after: i64) -> String {
        match self {
            Language::Az => az::count_moved(before, after),
            Language::En => en::count_moved(before, after),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Language {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Language::ALL
            .into_iter()
            .find(|language| language.as_str() == text)
            .ok_or_else(|| Error::usage(format!("unknown language `{text}`")).hint("use `az` or `en`"))
    }
}

/// The `number`-th word, from 1; empty beyond the list.
fn nth(words: &[&'static str], number: u32) -> &'static str {
    let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    index.and_then(|index| words.get(index)).copied().unwrap_or_default()
}

/// Which way a printed figure went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Down,
    Same,
    Up,
}

impl Direction {
    /// Compares two figures by what is printed of them.
    fn of(before: f64, after: f64, places: usize) -> Direction {
        if number::decimal(before, places, Language::En) == number::decimal(after, places, Language::En) {
            Direction::Same
        } else if after < before {
            Direction::Down
        } else {
            Direction::Up
        }
    }
}

#[cfg(test)]
mod tests;
