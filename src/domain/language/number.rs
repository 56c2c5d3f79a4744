//! Numbers and dates in figures.
//!
//! Ties are rounded away from zero as people do it, after the noise of binary fractions is taken off; a share of two
//! counts is rounded exactly.

use chrono::NaiveDate;

use super::Language;

/// Stands between groups of three digits and between a number and its unit.
pub const SPACE: char = '\u{a0}';
/// Stands where there is no number.
pub const NONE: &str = "–";
const MINUS: char = '\u{2212}';

/// `168 420`, grouped by U+00A0 from the fourth digit.
pub fn integer(value: i64) -> String {
    let digits = grouped(&value.unsigned_abs().to_string());
    if value < 0 { format!("{MINUS}{digits}") } else { digits }
}

/// `96,4` in Azerbaijani, `96.4` in English; what is no number is a dash.
pub fn decimal(value: f64, places: usize, language: Language) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    written(&rounded(value.abs(), places), value < 0.0, language)
}

/// `96,4 %` in Azerbaijani, `96.4%` in English.
pub fn percent(value: f64, places: usize, language: Language) -> String {
    let text = decimal(value, places, language);
    match language {
        _ if text == NONE => text,
        Language::Az => format!("{text}{SPACE}%"),
        Language::En => format!("{text}%"),
    }
}

/// The share of two counts in per cent without the sign, rounded exactly; nothing when the whole is 0.
pub fn share(part: i64, whole: i64, places: usize, language: Language) -> Option<String> {
    if whole == 0 {
        return None;
    }
    let scale = 10i128.pow(u32::try_from(places.min(9)).unwrap_or(9));
    let (numerator, denominator) = (i128::from(part) * 100 * scale, i128::from(whole));
    let (size, divisor) = (numerator.abs(), denominator.abs());
    let scaled = (2 * size + divisor) / (2 * divisor);
    let digits = format!("{}.{:0width$}", scaled / scale, scaled % scale, width = places.min(9));
    let digits = if places == 0 { (scaled / scale).to_string() } else { digits };
    Some(written(&digits, (numerator < 0) != (denominator < 0), language))
}

/// A change with its sign: `+4,2`, `−1,3`, `0,0`.
pub fn signed(value: f64, places: usize, language: Language) -> String {
    let text = decimal(value, places, language);
    let is_zero = !text.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    if value > 0.0 && !is_zero { format!("+{text}") } else { text }
}

/// `08.10.2026`.
pub fn date(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

/// Roman numerals, as sections, quarters and half years have them; figures beyond 3999.
pub fn roman(number: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in STEPS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

/// Decimal digits of a non-negative number, ties away from zero.
fn rounded(value: f64, places: usize) -> String {
    // Nine more places than asked for hold no binary noise (28.499999999999996 becomes 28.5) and decide ties.
    let fine = format!("{value:.0$}", places + 9);
    let (whole, fraction) = fine.split_once('.').unwrap_or((&fine, ""));
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes().take(places)).collect();
    if fraction.as_bytes().get(places).is_some_and(|digit| *digit >= b'5') {
        let mut carry = true;
        for digit in digits.iter_mut().rev() {
            if *digit < b'9' {
                *digit += 1;
                carry = false;
                break;
            }
            *digit = b'0';
        }
        if carry {
            digits.insert(0, b'1');
        }
    }
    let split = digits.len() - places;
    let text: String = digits.iter().map(|digit| char::from(*digit)).collect();
    if places == 0 { text } else { format!("{}.{}", &text[..split], &text[split..]) }
}

/// Groups the whole part and sets the language's decimal sign; zero has no sign.
fn written(digits: &str, is_negative: bool, language: Language) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::new();
    if is_negative && digits.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        text.push(MINUS);
    }
    text.push_str(&grouped(whole));
    if !fraction.is_empty() {
        text.push(match language {
            Language::Az => ',',
            Language::En => '.',
        });
        text.push_str(fraction);
    }
    text
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + 2 * (digits.len() / 3));
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(SPACE);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads a printed number back.
    fn read(text: &str) -> f64 {
        let plain = |sign: char| match sign {
            MINUS => Some('-'),
            ',' => Some('.'),
            SPACE | '+' => None,
            other => Some(other),
        };
        text.chars().filter_map(plain).collect::<String>().parse().unwrap()
    }

    #[test]
    fn integers_are_grouped_by_a_space_that_does_not_break() {
        let written = [0, 7, 999, 1_000, 5_560, 168_420, 1_402_310, -1_234].map(integer);
        let expected = ["0", "7", "999", "1 000", "5 560", "168 420", "1 402 310", "−1 234"];
        assert_eq!(written, expected.map(|text| text.replace(' ', "\u{a0}")));
        assert_eq!(integer(i64::MIN), "−9 223 372 036 854 775 808".replace(' ', "\u{a0}"));
    }

    #[test]
    fn decimals_follow_the_language() {
        assert_eq!(decimal(96.4, 1, Language::Az), "96,4");
        assert_eq!(decimal(96.4, 1, Language::En), "96.4");
        assert_eq!(decimal(1234.5, 1, Language::Az), "1\u{a0}234,5");
        assert_eq!(decimal(74.0, 0, Language::Az), "74");
        assert_eq!(decimal(-3.25, 1, Language::Az), "−3,3");
        assert_eq!(decimal(-0.04, 1, Language::Az), "0,0");
        assert_eq!(decimal(f64::NAN, 1, Language::Az), "–");
        assert_eq!(decimal(f64::INFINITY, 1, Language::En), "–");
        assert_eq!(percent(96.4, 1, Language::Az), "96,4\u{a0}%");
        assert_eq!(percent(96.4, 1, Language::En), "96.4%");
        assert_eq!(percent(f64::NAN, 1, Language::En), "–");
        let signs = [4.2, -1.3, 0.0, 0.04, -0.04].map(|value| signed(value, 1, Language::Az));
        assert_eq!(signs, ["+4,2", "−1,3", "0,0", "0,0", "0,0"]);
    }

    #[test]
    fn ties_go_away_from_zero() {
        let cases = [(0.25, "0.3"), (0.35, "0.4"), (2.05, "2.1"), (100.0 * 0.285, "28.5"), (99.95, "100.0")];
        for (value, text) in cases {
            assert_eq!(decimal(value, 1, Language::En), text);
        }
        assert_eq!(decimal(0.5, 0, Language::En), "1");
        assert_eq!(decimal(1.005, 2, Language::En), "1.01");
        assert_eq!(decimal(999.5, 0, Language::En), "1\u{a0}000");
    }

    #[test]
    fn shares_are_exact() {
        let share = |part, whole| share(part, whole, 1, Language::Az);
        assert_eq!(share(1, 8).as_deref(), Some("12,5"));
        assert_eq!(share(1, 16).as_deref(), Some("6,3"));
        assert_eq!(share(2, 3).as_deref(), Some("66,7"));
        assert_eq!(share(5, 5).as_deref(), Some("100,0"));
        assert_eq!(share(-1, 16).as_deref(), Some("−6,3"));
        assert_eq!(share(3, 0), None);
        assert_eq!(super::share(1, 3, 0, Language::Az).as_deref(), Some("33"));
        assert_eq!(super::share(i64::MAX, 1, 2, Language::En).map(|text| text.len() > 20), Some(true));
    }

    #[test]
    fn roman_numerals() {
        assert_eq!([1, 2, 3, 4, 9, 14, 40, 1990, 2026].map(roman).join(" "), "I II III IV IX XIV XL MCMXC MMXXVI");
        assert_eq!(roman(0), "0");
        assert_eq!(roman(4000), "4000");
    }

    proptest! {
        #[test]
        fn grouping_is_read_back(value in any::<i64>()) {
            let text = integer(value);
            let plain: String = text.replace(MINUS, "-").replace(SPACE, "");
            prop_assert_eq!(plain.parse::<i64>().unwrap(), value);
            let groups: Vec<&str> = text.trim_start_matches(MINUS).split(SPACE).collect();
            prop_assert!((1..=3).contains(&groups[0].len()));
            prop_assert!(groups[1..].iter().all(|group| group.len() == 3));
        }

        #[test]
        fn decimals_are_within_half_a_step(value in -1e9f64..1e9, places in 0usize..5) {
            let half = 0.5 * 10f64.powi(-(places as i32));
            for language in Language::ALL {
                let text = decimal(value, places, language);
                prop_assert!((read(&text) - value).abs() <= half * 1.000_001 + 1e-6, "{} for {}", text, value);
            }
        }

        #[test]
        fn a_share_is_the_rounded_ratio(part in 0i64..100_000, whole in 1i64..100_000) {
            let exact = share(part, whole, 2, Language::En).unwrap();
            prop_assert!((read(&exact) - 100.0 * part as f64 / whole as f64).abs() < 0.005_000_1);
        }
    }
}
