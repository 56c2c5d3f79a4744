//! Takes personal numbers (FİN) and telephone numbers out of free text.
//!
//! A FİN is a whole word of seven characters of `0-9A-HJ-NP-Z` in either case with at least one letter and one digit.
//! A telephone number is Azerbaijani: `+994…`, `994…` or `0XX…`, with spaces, dashes, dots and parentheses.
//! Privacy wins over precision: `1000azn` has the form of a FİN and goes too.

use std::borrow::Cow;

pub const FIN_MARK: &str = "[FİN]";
pub const PHONE_MARK: &str = "[telefon]";

/// The text without personal numbers and how many were taken out.
#[derive(Debug, PartialEq, Eq)]
pub struct Redacted<'a> {
    pub text: Cow<'a, str>,
    pub count: u32,
}

/// How many marks of an earlier redaction stand in a text.
pub fn marks(text: &str) -> usize {
    text.matches(FIN_MARK).count() + text.matches(PHONE_MARK).count()
}

/// Replaces every personal number and telephone number by its mark.
pub fn redact(text: &str) -> Redacted<'_> {
    // Both kinds hold a digit: most notes end here.
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Redacted { text: Cow::Borrowed(text), count: 0 };
    }
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut count = 0;
    let mut copied = 0;
    let mut at = 0;
    // True while the scan stands inside a word, so that only whole words are looked at.
    let mut in_word = false;
    while at < bytes.len() {
        let byte = bytes[at];
        let found = if let Some(length) = phone_length(bytes, at) {
            Some((length, PHONE_MARK))
        } else if !in_word && is_fin_at(text, at) {
            Some((FIN_LENGTH, FIN_MARK))
        } else {
            None
        };
        if let Some((length, mark)) = found {
            out.push_str(&text[copied..at]);
            out.push_str(mark);
            count += 1;
            at += length;
            copied = at;
            in_word = false;
        } else if byte.is_ascii() {
            in_word = byte.is_ascii_alphanumeric();
            at += 1;
        } else {
            let letter = text[at..].chars().next().unwrap_or(' ');
            in_word = letter.is_alphanumeric();
            at += letter.len_utf8();
        }
    }
    if count == 0 {
        return Redacted { text: Cow::Borrowed(text), count };
    }
    out.push_str(&text[copied..]);
    Redacted { text: Cow::Owned(out), count }
}

const FIN_LENGTH: usize = 7;

/// Upper-cases a valid FİN; none when it is not one.
pub fn normal_fin(text: &str) -> Option<[u8; FIN_LENGTH]> {
    let mut fin: [u8; FIN_LENGTH] = text.trim().as_bytes().try_into().ok()?;
    fin.make_ascii_uppercase();
    fin.iter().all(|&b| is_fin_letter(b)).then_some(fin)
}

fn is_fin_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() && !matches!(byte, b'I' | b'O' | b'i' | b'o')
}

/// Tells whether a whole word at `at` has the form of a FİN; the caller knows that a word may begin there.
fn is_fin_at(text: &str, at: usize) -> bool {
    let Some(word) = text.as_bytes().get(at..at + FIN_LENGTH) else { return false };
    word.iter().all(|&b| is_fin_letter(b))
        && word.iter().any(u8::is_ascii_digit)
        && word.iter().any(u8::is_ascii_alphabetic)
        && !text[at + FIN_LENGTH..].chars().next().is_some_and(char::is_alphanumeric)
}

/// The length of the telephone number that begins at `at`, if one does.
fn phone_length(bytes: &[u8], at: usize) -> Option<usize> {
    let first = bytes[at];
    if !matches!(first, b'0' | b'9' | b'+' | b'(') || (at > 0 && bytes[at - 1].is_ascii_digit()) {
        return None;
    }
    let mut scan = Scan { bytes, at };
    if first == b'(' {
        scan.at += 1;
    }
    let international = scan.eat(b'+');
    if international {
        scan.skip_separators();
    }
    if scan.eat_all(b"00994") || scan.eat_all(b"994") {
        // "+994 (0)50 …": the trunk zero is written by many.
        scan.skip_separators();
        scan.eat(b'0');
        scan.digits(9)?;
    } else if international {
        return None;
    } else {
        // The three digits of the area stand together, so that a date such as 01 09 2026 10:00 is none.
        let area = bytes.get(scan.at..scan.at + 3)?;
        if area[0] != b'0' || area[1] == b'0' || !area.iter().all(u8::is_ascii_digit) {
            return None;
        }
        scan.at += 3;
        scan.digits(7)?;
    }
    // A longer number is a number of something else.
    if bytes.get(scan.at).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    Some(scan.at - at)
}

/// Walks over digits and what people write between them.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn eat(&mut self, byte: u8) -> bool {
        let is_there = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn eat_all(&mut self, text: &[u8]) -> bool {
        let is_there = self.bytes[self.at.min(self.bytes.len())..].starts_with(text);
        self.at += if is_there { text.len() } else { 0 };
        is_there
    }

    /// Skips up to three of space, no-break space, dash, dot and parentheses.
    fn skip_separators(&mut self) {
        for _ in 0..3 {
            let rest = &self.bytes[self.at.min(self.bytes.len())..];
            self.at += match rest {
                [b' ' | b'-' | b'.' | b'(' | b')' | b'/' | b'\t', ..] => 1,
                [0xC2, 0xA0, ..] => 2,
                [0xE2, 0x80, 0x90..=0x94 | 0xAF, ..] => 3,
                _ => return,
            };
        }
    }

    /// Takes exactly `count` digits, separators before each of them allowed.
    fn digits(&mut self, count: usize) -> Option<()> {
        for _ in 0..count {
            self.skip_separators();
            if !self.bytes.get(self.at)?.is_ascii_digit() {
                return None;
            }
            self.at += 1;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text_of(text: &str) -> String {
        redact(text).text.into_owned()
    }

    #[test]
    fn a_fin_is_a_whole_word_with_a_letter_and_a_digit() {
        for (given, wanted) in [
            ("Vətəndaş 5AB12C7 müraciət edib", "Vətəndaş [FİN] müraciət edib"),
            ("fin:5ab12c7.", "fin:[FİN]."),
            ("5AB12C7-nin sənədi", "[FİN]-nin sənədi"),
            ("(5AB12C7,6ZZ9K1P)", "([FİN],[FİN])"),
            ("FIN_5AB12C7", "FIN_[FİN]"),
            ("5AB12C7", "[FİN]"),
            // No digit, no letter, a letter that is none of the alphabet, too long, too short, part of a word.
            ("pensiya", "pensiya"),
            ("1234567", "1234567"),
            ("5AB12O7 5AB12I7", "5AB12O7 5AB12I7"),
            ("5AB12C75", "5AB12C75"),
            ("5AB12C", "5AB12C"),
            ("ə5AB12C7 5AB12C7ə", "ə5AB12C7 5AB12C7ə"),
            ("2026-cı il", "2026-cı il"),
        ] {
            assert_eq!(text_of(given), wanted);
        }
    }

    #[test]
    fn a_phone_number_is_found_in_the_ways_it_is_written() {
        for given in [
            "+994502123456",
            "+994 50 212 34 56",
            "+994 (50) 212-34-56",
            "+994 (0)50 212 34 56",
            "994502123456",
            "00994 50 212 34 56",
            "0502123456",
            "050 212 34 56",
            "050-212-34-56",
            "(012) 541 22 33",
            "(050)2123456",
            "050.212.34.56",
            "050\u{a0}212\u{a0}34\u{a0}56",
            "+ 994 12 541 22 33",
        ] {
            let redacted = text_of(&format!("tel. {given}, axşam"));
            assert_eq!(redacted, "tel. [telefon], axşam", "{given}");
        }
    }

    #[test]
    fn other_numbers_stay() {
        for given in [
            "01.09.2026 10:00",
            "01 09 2026 10 00",
            "2026-09-01 10:15:00",
            "12345678901234567890",
            "VÖEN 1234567890",
            "99450212345",
            "050212345",
            "00 50 212 34 56",
            "5 + 3 = 8",
            "№ 0012/34-5",
        ] {
            assert_eq!(redact(given), Redacted { text: Cow::Borrowed(given), count: 0 });
        }
    }

    #[test]
    fn every_find_is_counted() {
        let redacted = redact("5AB12C7, 050 212 34 56 və 6ZZ9K1P");
        assert_eq!(redacted.text, "[FİN], [telefon] və [FİN]");
        assert_eq!(redacted.count, 3);
    }

    #[test]
    fn a_fin_is_normalised_to_upper_case() {
        assert_eq!(normal_fin(" 5ab12c7 "), Some(*b"5AB12C7"));
        assert_eq!(normal_fin("1234567"), Some(*b"1234567"));
        for bad in ["", "5AB12C", "5AB12C75", "5AB12O7", "5AB12İ", "5AB-2C7"] {
            assert_eq!(normal_fin(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_left_to_redact(text in "[0-9A-Za-zəİı +()., -]{0,80}") {
            let once = text_of(&text);
            let again = redact(&once);
            prop_assert_eq!(again.count, 0, "{} → {}", text, once);
        }

        #[test]
        fn a_planted_fin_goes(before in "[a-zə ,.]{0,20}", fin in "[0-9][A-HJ-NP-Z][0-9A-HJ-NP-Z]{5}", after in "[ ,.;-][a-zə ]{0,20}") {
            let redacted = text_of(&format!("{before} {fin}{after}"));
            prop_assert!(!redacted.contains(&fin));
        }

        #[test]
        fn any_text_is_taken(text in ".*") {
            redact(&text);
        }
    }
}
