//! Figures and changes with their finished texts, in one language.

use chrono::NaiveDate;

use super::noise::{Share, Shift};
use crate::domain::language::Language;
use crate::domain::report::{Arrow, Cell, Change, Figure, State, Tone};
use crate::domain::unit::Unit;

/// Writes in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pen {
    pub language: Language,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    Higher,
    Lower,
    /// Growth is neither good nor bad.
    Neither,
}

/// What a change is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    Month,
    Year,
    /// The column's head says it.
    Unsaid,
}

impl Pen {
    pub fn new(language: Language) -> Self {
        Pen { language }
    }

    /// The text of the pen's language.
    pub fn say<'a>(&self, az: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Az => az,
            Language::En => en,
        }
    }

    pub fn int(&self, value: i64) -> String {
        self.language.integer(value)
    }

    pub fn dec(&self, value: f64) -> String {
        self.language.decimal(value, 1)
    }

    /// `91,2 faiz`, for prose.
    pub fn percent(&self, value: f64) -> String {
        self.language.percent_words(value, 1)
    }

    pub fn date(&self, day: Option<NaiveDate>) -> String {
        day.map_or_else(|| self.say("göstərilməyib", "not stated").to_owned(), |day| self.language.date_short(day))
    }

    pub fn unit<'a>(&self, unit: &'a Unit) -> &'a str {
        match self.language {
            Language::Az => &unit.name_az,
            Language::En => &unit.name_en,
        }
    }

    /// Why there is no number, in words.
    pub fn reason(&self, state: State) -> &'static str {
        match (state, self.language) {
            (State::Measured, _) => "",
            (State::NotProvided, Language::Az) => "məlumat təqdim edilmir",
            (State::NotProvided, Language::En) => "not provided",
            (State::NoRecords, Language::Az) => "qeyd yoxdur",
            (State::NoRecords, Language::En) => "no records",
            (State::TooFew, Language::Az) => "qeydlər azdır",
            (State::TooFew, Language::En) => "too few records",
            (State::TooLittleHistory, Language::Az) => "əvvəlki məlumat azdır",
            (State::TooLittleHistory, Language::En) => "too little history",
            (State::Stale, Language::Az) => "məlumat köhnəlib",
            (State::Stale, Language::En) => "stale data",
            (State::NotApplicable, Language::Az) => "tətbiq edilmir",
            (State::NotApplicable, Language::En) => "not applicable",
            (State::Suppressed, Language::Az) => "dərc edilmir",
            (State::Suppressed, Language::En) => "not published",
        }
    }

    // ----- figures -----

    pub fn missing(&self, state: State, query: &str) -> Figure {
        Figure::missing(state, self.reason(state), query)
    }

    /// A count.
    pub fn count(&self, value: i64, query: &str) -> Figure {
        Figure::measured(value as f64, self.int(value), query).of_rows(value.max(0).unsigned_abs())
    }

    /// A count, or the reason why there is none.
    pub fn count_if(&self, state: State, value: i64, query: &str) -> Figure {
        if state == State::Measured { self.count(value, query) } else { self.missing(state, query) }
    }

    /// A share in per cent, "qeyd yoxdur" of an empty population.
    pub fn share(&self, share: Share, query: &str) -> Figure {
        match share.percent() {
            Some(percent) => Figure::measured(percent, self.share_text(share), query)
                .with_unit("%")
                .of_rows(share.whole.max(0.0) as u64),
            None => self.missing(State::NoRecords, query),
        }
    }

    pub fn share_if(&self, state: State, share: Share, query: &str) -> Figure {
        if state == State::Measured { self.share(share, query) } else { self.missing(state, query) }
    }

    /// A number of points with one decimal.
    pub fn points(&self, value: f64, query: &str) -> Figure {
        Figure::measured(value, self.dec(value), query)
    }

    /// The share's digits without the sign of per cent, rounded exactly.
    fn share_text(&self, share: Share) -> String {
        let exact = share.part.fract() == 0.0 && share.whole.fract() == 0.0;
        let text = if exact {
            crate::domain::language::number::share(share.part as i64, share.whole as i64, 1, self.language)
        } else {
            None
        };
        text.unwrap_or_else(|| self.dec(share.percent().unwrap_or(f64::NAN)))
    }

    // ----- changes -----

    /// How a count changed, in per cent of what it was; nothing to compare with when it was 0.
    pub fn count_change(&self, now: i64, before: i64, better: Better, against: Against) -> Option<Change> {
        if before <= 0 {
            return None;
        }
        let value = 100.0 * (now - before) as f64 / before as f64;
        let arrow = match self.printed_sign(value) {
            1 => Arrow::Up,
            -1 => Arrow::Down,
            _ => Arrow::Flat,
        };
        let size = if arrow == Arrow::Flat { String::new() } else { self.language.percent(value.abs(), 1) };
        Some(Change { arrow, tone: tone(arrow, better), text: self.with_against(size, against), value: Some(value) })
    }

    /// How a share changed, in percentage points; within the noise it is flat.
    pub fn share_change(&self, now: Share, before: Share, better: Better, against: Against) -> Option<Change> {
        let value = now.percent()? - before.percent()?;
        Some(self.shift_change(value, self.shift(now, before), better, against))
    }

    /// How a number of points changed, with the verdict of a test.
    pub fn shift_change(&self, value: f64, shift: Shift, better: Better, against: Against) -> Change {
        let arrow = match shift {
            Shift::Up => Arrow::Up,
            Shift::Down => Arrow::Down,
            Shift::Within => Arrow::Flat,
        };
        let size = if arrow == Arrow::Flat { String::new() } else { self.dec(value.abs()) };
        Change { arrow, tone: tone(arrow, better), text: self.with_against(size, against), value: Some(value) }
    }

    fn with_against(&self, size: String, against: Against) -> String {
        let word = match against {
            Against::Month => self.say("aya", "on month"),
            Against::Year => self.say("ilə", "on year"),
            Against::Unsaid => return size,
        };
        if size.is_empty() { word.to_owned() } else { format!("{size} {word}") }
    }

    /// The sign of a number as it is printed with one decimal.
    pub fn printed_sign(&self, value: f64) -> i32 {
        let rounds_to_zero = !self.dec(value).bytes().any(|byte| (b'1'..=b'9').contains(&byte));
        match value {
            _ if rounds_to_zero => 0,
            value if value > 0.0 => 1,
            _ => -1,
        }
    }
}

fn tone(arrow: Arrow, better: Better) -> Tone {
    match (arrow, better) {
        (Arrow::Up, Better::Higher) | (Arrow::Down, Better::Lower) => Tone::Good,
        (Arrow::Down, Better::Higher) | (Arrow::Up, Better::Lower) => Tone::Bad,
        _ => Tone::Neutral,
    }
}

/// A cell of a change, blank when there is nothing to compare with.
pub fn change_cell(change: Option<Change>) -> Cell {
    change.map_or(Cell::Blank, Cell::Change)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AZ: Pen = Pen { language: Language::Az };

    #[test]
    fn a_share_within_the_noise_is_flat_and_without_colour() {
        let change = AZ.share_change(Share::new(900, 1000), Share::new(905, 1000), Better::Higher, Against::Month);
        let change = change.unwrap();
        assert_eq!((change.arrow, change.tone, change.text.as_str()), (Arrow::Flat, Tone::Neutral, "aya"));
    }

    #[test]
    fn a_share_that_fell_is_bad_where_higher_is_better() {
        let change = AZ.share_change(Share::new(684, 1000), Share::new(912, 1000), Better::Higher, Against::Month);
        let change = change.unwrap();
        assert_eq!((change.arrow, change.tone, change.text.as_str()), (Arrow::Down, Tone::Bad, "22,8 aya"));
    }

    #[test]
    fn growth_of_receptions_has_no_colour_and_nothing_is_compared_with_nothing() {
        let change = AZ.count_change(1032, 1000, Better::Neither, Against::Year).unwrap();
        assert_eq!((change.arrow, change.tone, change.text.as_str()), (Arrow::Up, Tone::Neutral, "3,2\u{a0}% ilə"));
        assert_eq!(AZ.count_change(5, 0, Better::Neither, Against::Year), None);
    }

    #[test]
    fn a_missing_figure_says_why() {
        assert_eq!(AZ.share(Share::default(), "q").text, "qeyd yoxdur");
        assert_eq!(AZ.count_if(State::NotProvided, 0, "q").text, "məlumat təqdim edilmir");
        assert_eq!(AZ.share(Share::new(1, 16), "q").text, "6,3");
    }
}
