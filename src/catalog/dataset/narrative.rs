//! Phrases that all sections share: how a count, a share or the index moved, lists of names, groups that hold half.
//!
//! The wording follows the data: risen, fallen, within the noise, new, ended, none. Suffixes come from
//! `domain::language`; a name that somebody else wrote is put where it takes no suffix ("… üzrə", "… –").

use super::noise::{Share, Shift};
use super::pen::Pen;
use crate::domain::language::{Language, az};
use crate::domain::period::Period;

/// What a figure is compared with: the month before, or the same month last year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earlier {
    Month(Period),
    Year,
}

impl Pen {
    /// "avqust ayı ilə müqayisədə", "ötən ilin müvafiq ayı ilə müqayisədə".
    pub fn compared_with(&self, earlier: Earlier) -> String {
        match (earlier, self.language) {
            (Earlier::Month(period), Language::Az) => {
                format!("{} ayı ilə müqayisədə", self.language.month(month_of(period)))
            }
            (Earlier::Month(period), Language::En) => {
                format!("compared with {}", self.language.month(month_of(period)))
            }
            (Earlier::Year, Language::Az) => "ötən ilin müvafiq ayı ilə müqayisədə".to_owned(),
            (Earlier::Year, Language::En) => "compared with the same month last year".to_owned(),
        }
    }

    /// "avqust ayında", "in August".
    pub fn in_month(&self, period: Period) -> String {
        match self.language {
            Language::Az => format!("{} ayında", self.language.month(month_of(period))),
            Language::En => format!("in {}", self.language.month(month_of(period))),
        }
    }

    /// How a share moved; a change that prints as nothing is within the noise too.
    pub fn shift(&self, now: Share, before: Share) -> Shift {
        let moved = match (now.percent(), before.percent()) {
            (Some(now), Some(before)) => self.printed_sign(now - before) != 0,
            _ => false,
        };
        if moved { now.against(before) } else { Shift::Within }
    }

    /// "Hesabat dövründə 168 420 nəfər qəbul edilib; bu, avqust ayı ilə müqayisədə 3,2 faiz çoxdur."
    pub fn received(&self, now: i64, earlier: &[(Earlier, Option<i64>)]) -> String {
        if now == 0 {
            let before = earlier.iter().find_map(|(when, count)| match (when, count) {
                (Earlier::Month(period), Some(count)) if *count > 0 => Some((*period, *count)),
                _ => None,
            });
            return match (before, self.language) {
                (None, Language::Az) => "Hesabat dövründə heç bir qəbul qeydə alınmayıb.".to_owned(),
                (None, Language::En) => "No reception was registered in the period.".to_owned(),
                (Some((period, count)), Language::Az) => format!(
                    "Hesabat dövründə heç bir qəbul qeydə alınmayıb; {} {} nəfər qəbul edilmişdi.",
                    self.in_month(period),
                    self.int(count)
                ),
                (Some((period, count)), Language::En) => format!(
                    "No reception was registered in the period; {} {} people had been received.",
                    self.in_month(period),
                    self.int(count)
                ),
            };
        }
        let compared: Vec<String> = earlier
            .iter()
            .filter_map(|(when, count)| {
                count.filter(|count| *count > 0).map(|count| self.more_or_fewer(now, count, *when))
            })
            .collect();
        match (compared.is_empty(), self.language) {
            (true, Language::Az) => format!(
                "Hesabat dövründə {} nəfər qəbul edilib; müqayisə üçün əvvəlki dövrlərin məlumatı yoxdur.",
                self.int(now)
            ),
            (true, Language::En) => format!(
                "{} people were received in the period; there is no earlier month to compare with.",
                self.int(now)
            ),
            (false, Language::Az) => format!(
                "Hesabat dövründə {} nəfər qəbul edilib; bu, {}.",
                self.int(now),
                az::copula(&compared.join(", "))
            ),
            (false, Language::En) => {
                format!("{} people were received in the period, {}.", self.int(now), self.list(&compared))
            }
        }
    }

    /// "avqust ayı ilə müqayisədə 3,2 faiz çox".
    fn more_or_fewer(&self, now: i64, before: i64, when: Earlier) -> String {
        let percent = 100.0 * (now - before) as f64 / before as f64;
        let size = self.percent(percent.abs());
        let in_english = match when {
            Earlier::Month(period) => self.in_month(period),
            Earlier::Year => "in the same month last year".to_owned(),
        };
        let when = self.compared_with(when);
        match (self.printed_sign(percent), self.language) {
            (0, Language::Az) => format!("{when} eyni səviyyədə"),
            (0, Language::En) => format!("as many as {in_english}"),
            (1, Language::Az) => format!("{when} {size} çox"),
            (1, Language::En) => format!("{size} more than {in_english}"),
            (_, Language::Az) => format!("{when} {size} az"),
            (_, Language::En) => format!("{size} fewer than {in_english}"),
        }
    }

    /// How a share moved against the month before: "{subject} avqust ayı ilə müqayisədə 95,6 faizdən 96,4 faizə yüksəlib."
    /// The subject is in the nominative and begins the sentence.
    pub fn share_moved(&self, subject: &str, now: Share, before: Share, month: Period) -> String {
        let compared = self.compared_with(Earlier::Month(month));
        let at = self.in_month(month);
        match (now.percent(), before.percent(), self.language) {
            (None, None, Language::Az) => format!("{subject} hesablanmayıb: hesabat dövründə qeyd yoxdur."),
            (None, None, Language::En) => format!("{subject} was not computed: there are no records in the period."),
            (None, Some(before), Language::Az) => {
                format!("{subject} hesablanmayıb: hesabat dövründə qeyd yoxdur ({at} {}).", self.percent(before))
            }
            (None, Some(before), Language::En) => format!(
                "{subject} was not computed: there are no records in the period ({} {at}).",
                self.percent(before)
            ),
            (Some(now), None, Language::Az) => {
                format!("{subject} {}; {at} müqayisə üçün qeyd olmayıb.", az::copula(&self.percent(now)))
            }
            (Some(now), None, Language::En) => {
                format!("{subject} is {}; there were no records {at} to compare with.", self.percent(now))
            }
            (Some(value), Some(earlier), language) => match (self.shift(now, before), language) {
                (Shift::Within, Language::Az) => format!(
                    "{subject} {} ({at} {}); dəyişiklik statistik əhəmiyyətli deyil.",
                    az::copula(&self.percent(value)),
                    self.percent(earlier)
                ),
                (Shift::Within, Language::En) => format!(
                    "{subject} is {} ({} {at}); the change is not statistically significant.",
                    self.percent(value),
                    self.percent(earlier)
                ),
                (_, Language::Az) => format!("{subject} {compared} {}.", az::percent_moved(earlier, value, 1)),
                (shift, Language::En) => format!(
                    "{subject} {} from {} to {} {compared}.",
                    if shift == Shift::Up { "rose" } else { "fell" },
                    self.dec(earlier),
                    self.percent(value)
                ),
            },
        }
    }

    /// "91,2 faizdən 68,4 faizə enib", without a subject.
    pub fn moved(&self, before: f64, now: f64) -> String {
        match self.language {
            Language::Az => az::percent_moved(before, now, 1),
            Language::En if self.printed_sign(now - before) == 0 => format!("stayed at {}", self.percent(now)),
            Language::En => format!(
                "{} from {} to {}",
                if now > before { "rose" } else { "fell" },
                self.dec(before),
                self.percent(now)
            ),
        }
    }

    /// "DOST Agentliyi, Dövlət Məşğulluq Agentliyi və Nazirliyin Aparatı"; names with commas are parted by semicolons.
    pub fn list<T: AsRef<str>>(&self, names: &[T]) -> String {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        match names.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [head @ .., last] => {
                let joined = head.join(separator(&names));
                format!("{joined}{} {last}", self.and(&names))
            }
        }
    }

    /// The first `most` names and how many more there are: "A, B və daha 12 bölmə".
    pub fn list_some<T: AsRef<str>>(&self, names: &[T], most: usize) -> String {
        if names.len() <= most {
            return self.list(names);
        }
        let shown: Vec<&str> = names.iter().take(most).map(AsRef::as_ref).collect();
        let more = names.len() - most;
        let (joined, and) = (shown.join(separator(&shown)), self.and(&shown));
        match self.language {
            Language::Az => format!("{joined}{and} daha {more} bölmə"),
            Language::En => format!("{joined}{and} {more} more {}", if more == 1 { "unit" } else { "units" }),
        }
    }

    /// The last link of a list; English keeps its semicolon there.
    fn and(&self, names: &[&str]) -> &'static str {
        match (self.language, separator(names)) {
            (Language::Az, _) => " və",
            (Language::En, "; ") => "; and",
            (Language::En, _) => " and",
        }
    }

    /// Small numbers in words, others in figures: "üç", "14".
    pub fn number_word(&self, number: usize) -> String {
        const EN: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
        match self.language {
            Language::Az if (1..10).contains(&number) => az::spelled(number as u64),
            Language::En if number < 10 => EN[number].to_owned(),
            _ => self.int(number as i64),
        }
    }

    /// "3 bölmə", "1 unit", "3 units"; Azerbaijani nouns stay singular after a number.
    pub fn counted(&self, number: i64, az: &str, en_one: &str, en_many: &str) -> String {
        match self.language {
            Language::Az => format!("{} {az}", self.int(number)),
            Language::En => format!("{} {}", self.int(number), if number == 1 { en_one } else { en_many }),
        }
    }

    pub fn units(&self, number: usize) -> String {
        self.counted(number as i64, "bölmə", "unit", "units")
    }
}

fn separator(names: &[&str]) -> &'static str {
    if names.iter().any(|name| name.contains(", ")) { "; " } else { ", " }
}

/// The smallest group of names that together hold half of `total` or more, at most `most` names; none when the half is
/// spread wider, or when there is too little to speak of.
pub fn holders_of_half<'a>(counts: &[(&'a str, i64)], most: usize) -> Option<(Vec<&'a str>, Share)> {
    let total: i64 = counts.iter().map(|(_, count)| count).sum();
    let mut ordered: Vec<(&str, i64)> = counts.iter().filter(|(_, count)| *count > 0).copied().collect();
    ordered.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let holders = ordered.len();
    let mut held = 0;
    for (place, (_, count)) in ordered.iter().enumerate() {
        held += count;
        if 2 * held >= total {
            let group = place + 1;
            let speaks = total >= LEAST_TO_SPEAK_OF
                && group <= most
                && group * 3 <= holders.max(group + 1) * 2
                && holders > group;
            return speaks.then(|| (ordered[..group].iter().map(|(name, _)| *name).collect(), Share::new(held, total)));
        }
    }
    None
}

/// Fewer things than this are not said to be concentrated anywhere.
const LEAST_TO_SPEAK_OF: i64 = 10;

fn month_of(period: Period) -> u32 {
    match period {
        Period::Month { month, .. } => month,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AZ: Pen = Pen { language: Language::Az };
    const EN: Pen = Pen { language: Language::En };
    const AUGUST: Period = Period::Month { year: 2026, month: 8 };

    /// Both languages of one sentence, with U+00A0 shown as a space.
    fn both(say: impl Fn(Pen) -> String) -> [String; 2] {
        [say(AZ), say(EN)].map(|text| text.replace('\u{a0}', " "))
    }

    #[test]
    fn received_follows_the_data() {
        let say =
            |now, month, year| both(|pen| pen.received(now, &[(Earlier::Month(AUGUST), month), (Earlier::Year, year)]));
        assert_eq!(
            say(168_420, Some(163_198), Some(170_985)),
            [
                "Hesabat dövründə 168 420 nəfər qəbul edilib; bu, avqust ayı ilə müqayisədə 3,2 faiz çox, ötən ilin müvafiq ayı ilə müqayisədə 1,5 faiz azdır.",
                "168 420 people were received in the period, 3.2 per cent more than in August and 1.5 per cent fewer than in the same month last year.",
            ]
        );
        assert_eq!(
            say(1000, Some(1000), None),
            [
                "Hesabat dövründə 1 000 nəfər qəbul edilib; bu, avqust ayı ilə müqayisədə eyni səviyyədədir.",
                "1 000 people were received in the period, as many as in August.",
            ]
        );
        assert_eq!(
            say(1200, Some(1000), None),
            [
                "Hesabat dövründə 1 200 nəfər qəbul edilib; bu, avqust ayı ilə müqayisədə 20,0 faiz çoxdur.",
                "1 200 people were received in the period, 20.0 per cent more than in August.",
            ]
        );
        assert_eq!(
            say(412, None, Some(0)),
            [
                "Hesabat dövründə 412 nəfər qəbul edilib; müqayisə üçün əvvəlki dövrlərin məlumatı yoxdur.",
                "412 people were received in the period; there is no earlier month to compare with.",
            ]
        );
        assert_eq!(
            say(0, None, None),
            ["Hesabat dövründə heç bir qəbul qeydə alınmayıb.", "No reception was registered in the period."]
        );
        assert_eq!(
            say(0, Some(12), None),
            [
                "Hesabat dövründə heç bir qəbul qeydə alınmayıb; avqust ayında 12 nəfər qəbul edilmişdi.",
                "No reception was registered in the period; in August 12 people had been received.",
            ]
        );
    }

    #[test]
    fn a_share_follows_the_data() {
        let say = |now, before| {
            both(|pen| pen.share_moved(pen.say("Vaxtında icranın payı", "The share done in time"), now, before, AUGUST))
        };
        assert_eq!(
            say(Share::new(684, 1000), Share::new(912, 1000)),
            [
                "Vaxtında icranın payı avqust ayı ilə müqayisədə 91,2 faizdən 68,4 faizə enib.",
                "The share done in time fell from 91.2 to 68.4 per cent compared with August.",
            ]
        );
        assert_eq!(
            say(Share::new(964, 1000), Share::new(912, 1000)),
            [
                "Vaxtında icranın payı avqust ayı ilə müqayisədə 91,2 faizdən 96,4 faizə yüksəlib.",
                "The share done in time rose from 91.2 to 96.4 per cent compared with August.",
            ]
        );
        assert_eq!(
            say(Share::new(910, 1000), Share::new(912, 1000)),
            [
                "Vaxtında icranın payı 91,0 faizdir (avqust ayında 91,2 faiz); dəyişiklik statistik əhəmiyyətli deyil.",
                "The share done in time is 91.0 per cent (91.2 per cent in August); the change is not statistically significant.",
            ]
        );
        assert_eq!(
            say(Share::new(910, 1000), Share::default()),
            [
                "Vaxtında icranın payı 91,0 faizdir; avqust ayında müqayisə üçün qeyd olmayıb.",
                "The share done in time is 91.0 per cent; there were no records in August to compare with.",
            ]
        );
        assert_eq!(
            say(Share::default(), Share::new(912, 1000)),
            [
                "Vaxtında icranın payı hesablanmayıb: hesabat dövründə qeyd yoxdur (avqust ayında 91,2 faiz).",
                "The share done in time was not computed: there are no records in the period (91.2 per cent in August).",
            ]
        );
        assert_eq!(
            say(Share::default(), Share::default()),
            [
                "Vaxtında icranın payı hesablanmayıb: hesabat dövründə qeyd yoxdur.",
                "The share done in time was not computed: there are no records in the period.",
            ]
        );
    }

    #[test]
    fn a_change_that_prints_as_nothing_is_no_change() {
        let (now, before) = (Share::new(9_602_000, 10_000_000), Share::new(9_600_000, 10_000_000));
        assert_eq!(now.against(before), Shift::Up);
        assert_eq!(AZ.shift(now, before), Shift::Within);
    }

    #[test]
    fn lists_read_as_people_write_them() {
        assert_eq!(both(|pen| pen.list(&["A"])), ["A", "A"]);
        assert_eq!(both(|pen| pen.list(&["A", "B", "C"])), ["A, B və C", "A, B and C"]);
        assert_eq!(both(|pen| pen.list_some(&["A", "B", "C"], 2)), ["A, B və daha 1 bölmə", "A, B and 1 more unit"]);
        let branches = ["Branch, A", "Branch, B", "Branch, C"];
        assert_eq!(both(|pen| pen.list(&branches))[1], "Branch, A; Branch, B; and Branch, C");
        assert_eq!(both(|pen| pen.list_some(&branches, 2))[0], "Branch, A; Branch, B və daha 1 bölmə");
        assert_eq!(both(|pen| pen.number_word(3)), ["üç", "three"]);
        assert_eq!(both(|pen| pen.number_word(14)), ["14", "14"]);
        assert_eq!(both(|pen| pen.units(1)), ["1 bölmə", "1 unit"]);
    }

    #[test]
    fn half_is_held_by_few_or_it_is_not_said() {
        let counts = [("a", 30), ("b", 25), ("c", 20), ("d", 10), ("e", 10), ("f", 5)];
        assert_eq!(holders_of_half(&counts, 3), Some((vec!["a", "b"], Share::new(55, 100))));
        assert_eq!(holders_of_half(&[("a", 1), ("b", 1)], 3), None, "two overdue assignments are no pattern");
        assert_eq!(holders_of_half(&[("a", 50), ("b", 50)], 1), Some((vec!["a"], Share::new(50, 100))));
        assert_eq!(holders_of_half(&[("a", 100)], 3), None, "one holder of all is not a group of many");
    }
}
