//! Suffixes after Arabic numerals: they follow the last word of the number as it is spoken.

use super::noun::{Case, decline, decline_possessed, last_vowel, possessed, rounded};
use crate::domain::language::number::integer;

const UNITS: [&str; 10] = ["sıfır", "bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz"];
const TENS: [&str; 10] = ["", "on", "iyirmi", "otuz", "qırx", "əlli", "altmış", "yetmiş", "səksən", "doxsan"];
const THOUSANDS: [&str; 7] = ["", "min", "milyon", "milyard", "trilyon", "kvadrilyon", "kvintilyon"];

/// `2026-cı`, `1000-ci`: figures without grouping, as years and numbered things have them.
pub fn ordinal(number: i64) -> String {
    format!("{number}-{}", ordinal_suffix(number))
}

/// `ci`, `cı`, `cu` or `cü`.
pub fn ordinal_suffix(number: i64) -> &'static str {
    match rounded(last_vowel(last_word(number.unsigned_abs()))) {
        'ı' => "cı",
        'u' => "cu",
        'ü' => "cü",
        _ => "ci",
    }
}

/// A count of something: `müraciətin 235-i`, `1 364-ü`.
pub fn possessive(number: i64) -> String {
    possessive_in(number, Case::Nominative)
}

/// A count of something, in a case: `11-inin səbəbi`, `235-inə`.
pub fn possessive_in(number: i64, case: Case) -> String {
    let word = last_word(number.unsigned_abs());
    hyphened(number, word, &decline_possessed(&possessed(word), case))
}

/// A number in a case: `14-dən`, `9-a`, `1 000-ə`.
pub fn counted(number: i64, case: Case) -> String {
    let word = last_word(number.unsigned_abs());
    hyphened(number, word, &decline(word, case))
}

/// The number in words: `iki min iyirmi altı`.
pub fn spelled(number: u64) -> String {
    if number == 0 {
        return UNITS[0].to_owned();
    }
    let mut words = Vec::new();
    for power in (0..THOUSANDS.len()).rev() {
        let group = (number / 1000u64.pow(power as u32) % 1000) as usize;
        if group == 0 {
            continue;
        }
        let (hundreds, tens, units) = (group / 100, group / 10 % 10, group % 10);
        if hundreds > 1 {
            words.push(UNITS[hundreds]);
        }
        if hundreds > 0 {
            words.push("yüz");
        }
        words.extend([TENS[tens]].into_iter().filter(|word| !word.is_empty()));
        // One thousand is "min", one million "bir milyon".
        if units > 0 && !(power == 1 && group == 1) {
            words.push(UNITS[units]);
        }
        words.extend([THOUSANDS[power]].into_iter().filter(|word| !word.is_empty()));
    }
    words.join(" ")
}

/// The last word of the number as it is spoken.
pub(super) fn last_word(number: u64) -> &'static str {
    if number == 0 || !number.is_multiple_of(10) {
        return UNITS[(number % 10) as usize];
    }
    if !number.is_multiple_of(100) {
        return TENS[(number / 10 % 10) as usize];
    }
    if !number.is_multiple_of(1000) {
        return "yüz";
    }
    let mut power = 0;
    let mut rest = number;
    while rest.is_multiple_of(1000) {
        rest /= 1000;
        power += 1;
    }
    THOUSANDS[power]
}

/// The number in figures with what the inflected word adds to its last word.
fn hyphened(number: i64, word: &str, inflected: &str) -> String {
    let suffix = inflected.strip_prefix(word).unwrap_or_default();
    if suffix.is_empty() { integer(number) } else { format!("{}-{suffix}", integer(number)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Suffix classes by the rule of the grammar books: the last place that is not zero decides.
    fn class(number: u64) -> (&'static str, &'static str) {
        const UNITS: [(&str, &str); 10] = [
            ("cı", "ı"),
            ("ci", "i"),
            ("ci", "si"),
            ("cü", "ü"),
            ("cü", "ü"),
            ("ci", "i"),
            ("cı", "sı"),
            ("ci", "si"),
            ("ci", "i"),
            ("cu", "u"),
        ];
        const TENS: [(&str, &str); 10] = [
            ("", ""),
            ("cu", "u"),
            ("ci", "si"),
            ("cu", "u"),
            ("cı", "ı"),
            ("ci", "si"),
            ("cı", "ı"),
            ("ci", "i"),
            ("ci", "i"),
            ("cı", "ı"),
        ];
        let digits = number.to_string();
        let zeros = digits.len() - digits.trim_end_matches('0').len();
        let last = digits.trim_end_matches('0').chars().last().map_or(0, |digit| digit as usize - '0' as usize);
        match zeros {
            _ if number == 0 => UNITS[0],
            0 => UNITS[last],
            1 => TENS[last],
            2 => ("cü", "ü"),
            3..=5 => ("ci", "i"),
            6..=8 => ("cu", "u"),
            _ => ("cı", "ı"),
        }
    }

    /// The rule of vowel harmony on the number in words: the last vowel and the last sound decide.
    fn harmony(number: u64) -> (String, String) {
        let words = spelled(number);
        let vowel = words.chars().rev().find(|sound| "aıoueəiöü".contains(*sound)).unwrap();
        let narrow = match vowel {
            'a' | 'ı' => 'ı',
            'o' | 'u' => 'u',
            'ö' | 'ü' => 'ü',
            _ => 'i',
        };
        let ends_in_vowel = words.ends_with(|sound| "aıoueəiöü".contains(sound));
        (format!("c{narrow}"), if ends_in_vowel { format!("s{narrow}") } else { narrow.to_string() })
    }

    #[test]
    fn suffixes_of_all_numbers_to_ten_thousand_and_of_round_ones() {
        let round = [20_000, 100_000, 110_000, 1_000_000, 2_000_000, 1_000_000_000, 3_000_000_000, 1_234_567];
        for number in (0..=10_000).chain(round) {
            let (ordinal_class, possessive_class) = class(number);
            assert_eq!(harmony(number), (ordinal_class.to_owned(), possessive_class.to_owned()), "{number}");
            let signed = number as i64;
            assert_eq!(ordinal_suffix(signed), ordinal_class, "{number}");
            assert_eq!(possessive(signed), format!("{}-{possessive_class}", integer(signed)));
            assert_eq!(spelled(number).split(' ').next_back(), Some(last_word(number)), "{number}");
        }
    }

    #[test]
    fn years() {
        let years = [2000, 2015, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030].map(ordinal);
        let expected = "2000-ci 2015-ci 2023-cü 2024-cü 2025-ci 2026-cı 2027-ci 2028-ci 2029-cu 2030-cu";
        assert_eq!(years.join(" "), expected);
    }

    #[test]
    fn counts_of_something() {
        let counts = [235, 240, 1364, 1, 2, 6, 7, 9, 10, 100, 1000, 0].map(possessive).join(" ");
        assert_eq!(counts.replace('\u{a0}', " "), "235-i 240-ı 1 364-ü 1-i 2-si 6-sı 7-si 9-u 10-u 100-ü 1 000-i 0-ı");
        assert_eq!(possessive_in(11, Case::Genitive), "11-inin");
        assert_eq!(possessive_in(235, Case::Dative), "235-inə");
        assert_eq!(possessive_in(6, Case::Ablative), "6-sından");
        assert_eq!(possessive_in(40, Case::Locative), "40-ında");
    }

    #[test]
    fn numbers_in_cases() {
        let cases = [
            (14, Case::Ablative, "14-dən"),
            (9, Case::Dative, "9-a"),
            (2, Case::Dative, "2-yə"),
            (6, Case::Dative, "6-ya"),
            (1000, Case::Dative, "1 000-ə"),
            (3, Case::Genitive, "3-ün"),
            (7, Case::Genitive, "7-nin"),
            (40, Case::Ablative, "40-dan"),
            (0, Case::Ablative, "0-dan"),
            (100, Case::Accusative, "100-ü"),
            (50, Case::Accusative, "50-ni"),
            (5, Case::Nominative, "5"),
        ];
        for (number, case, text) in cases {
            assert_eq!(counted(number, case).replace('\u{a0}', " "), text);
        }
    }

    #[test]
    fn numbers_in_words() {
        assert_eq!(spelled(0), "sıfır");
        assert_eq!(spelled(2026), "iki min iyirmi altı");
        assert_eq!(spelled(1000), "min");
        assert_eq!(spelled(101_100), "yüz bir min yüz");
        assert_eq!(spelled(1_001_000), "bir milyon min");
        assert_eq!(spelled(999), "doqquz yüz doxsan doqquz");
        assert!(spelled(u64::MAX).starts_with("on səkkiz kvintilyon"));
    }
}
