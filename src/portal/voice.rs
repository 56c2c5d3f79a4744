//! How things are said to one reader: labels, numbers, dates and names in the reader's language and the ministry's time.

use chrono::{DateTime, NaiveDate, Utc};

use super::labels;
use crate::domain::language::{Language, az};
use crate::domain::period::Period;
use crate::domain::reference::Reference;
use crate::domain::unit::Unit;
use crate::domain::zone::Zone;

/// Copied into every page's template.
#[derive(Debug, Clone, Copy)]
pub struct Voice {
    pub language: Language,
    pub zone: Zone,
}

impl Voice {
    pub fn new(language: Language, zone: Zone) -> Self {
        Voice { language, zone }
    }

    pub fn is_az(self) -> bool {
        self.language == Language::Az
    }

    /// The string of a key.
    pub fn t(self, key: &str) -> String {
        labels::text(self.language, key)
    }

    /// The string of a key with one variable, `value`, filled in.
    pub fn tv(self, key: &str, value: impl std::fmt::Display) -> String {
        labels::with(self.language, key, &[("value", &value.to_string())])
    }

    /// The string of a key with its variables filled in.
    pub fn with(self, key: &str, values: &[(&str, &str)]) -> String {
        labels::with(self.language, key, values)
    }

    /// The label of one value of an enumeration, such as `outcome-resolved`; the bare value where there is none.
    pub fn of(self, family: &str, value: &str) -> String {
        let key = format!("{family}-{}", value.replace(['_', ' '], "-"));
        labels::find(self.language, &key, &[]).unwrap_or_else(|| value.to_owned())
    }

    /// `168 420`.
    pub fn integer(self, value: i64) -> String {
        self.language.integer(value)
    }

    /// `96,4`; whole numbers of any size keep their one place.
    pub fn decimal(self, value: f64, places: usize) -> String {
        self.language.decimal(value, places)
    }

    /// A share of 1 as `96,4 %`.
    pub fn percent(self, value: f64) -> String {
        self.language.percent(value * 100.0, 1)
    }

    /// A number with places only where it has any: `3`, `2,5`.
    pub fn plain(self, value: f64) -> String {
        if (value - value.round()).abs() < 1e-9 {
            #[expect(clippy::cast_possible_truncation, reason = "rounded, and counts are far below the limit")]
            return self.integer(value.round() as i64);
        }
        self.decimal(value, 1)
    }

    /// `08.10.2026`.
    pub fn date(self, day: NaiveDate) -> String {
        self.language.date_short(day)
    }

    /// `08.10.2026, 09:00` in the ministry's time.
    pub fn moment(self, at: DateTime<Utc>) -> String {
        self.language.date_time(self.zone.local(at))
    }

    /// The same, or a dash.
    pub fn moment_or_dash(self, at: &Option<DateTime<Utc>>) -> String {
        at.map_or_else(|| "–".to_owned(), |at| self.moment(at))
    }

    /// `2026-cı ilin sentyabr ayı`, `September 2026`.
    pub fn period(self, period: Period) -> String {
        self.language.period_title(&period)
    }

    /// The unit's name.
    pub fn name(self, unit: &Unit) -> &str {
        if self.is_az() || unit.name_en.is_empty() { &unit.name_az } else { &unit.name_en }
    }

    /// The name of a unit's code; the code where the table has none.
    pub fn unit(self, code: &str, reference: &Reference) -> String {
        reference.units.get(code).map_or_else(|| code.to_owned(), |unit| self.name(unit).to_owned())
    }

    /// Names in a row; apart by semicolons where a name holds a comma itself.
    pub fn names(self, names: &[String]) -> String {
        names.join(if names.iter().any(|name| name.contains(',')) { "; " } else { ", " })
    }

    /// The name of a topic's code.
    pub fn topic(self, code: &str, reference: &Reference) -> String {
        let topic = reference.topics.get(code);
        topic
            .map_or_else(|| code.to_owned(), |topic| if self.is_az() { &topic.name_az } else { &topic.name_en }.clone())
    }

    /// `1-ci redaksiya`, `edition 1`, `layihə`.
    pub fn edition(self, edition: i32) -> String {
        match (edition, self.language) {
            (0, _) => self.t("edition-draft"),
            (_, Language::Az) => format!("{} redaksiya", az::ordinal(i64::from(edition))),
            (_, Language::En) => format!("edition {edition}"),
        }
    }
}
