//! Capitals and small letters: i ↔ İ, ı ↔ I; Roman numerals stay as they are.

use unicode_normalization::UnicodeNormalization;

use crate::domain::language::number::roman;

/// Words that stay small in titles.
const SMALL: [&str; 4] = ["və", "ilə", "üzrə", "üçün"];

/// `nazirliyin iyun ayı` → `NAZİRLİYİN İYUN AYI`.
pub fn upper(text: &str) -> String {
    text.chars().flat_map(upper_letter).collect()
}

/// `QIŞ, İYUN` → `qış, iyun`; `II RÜB` → `II rüb`.
pub fn lower(text: &str) -> String {
    words(text).map(|word| if is_roman(word) { word.to_owned() } else { lower_word(word) }).collect()
}

/// Makes the first letter a capital and leaves the rest: `iyun ayında` → `İyun ayında`.
pub fn capitalise(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| upper_letter(first).chain(signs).collect()).unwrap_or_default()
}

/// Makes every word begin with a capital: `VƏTƏNDAŞLARIN QƏBULU ŞÖBƏSİ` → `Vətəndaşların Qəbulu Şöbəsi`.
pub fn title(text: &str) -> String {
    let word = |(index, word): (usize, &str)| {
        let small = lower_word(word);
        if is_roman(word) {
            word.to_owned()
        } else if index > 0 && SMALL.contains(&small.as_str()) {
            small
        } else {
            capitalise(&small)
        }
    };
    words(text).enumerate().map(word).collect()
}

/// The text in NFC, in which each letter is one sign.
pub fn normalise(text: &str) -> String {
    text.nfc().collect()
}

/// The first sign that looks like Ə or ə and is another one.
pub fn lookalike(text: &str) -> Option<char> {
    text.chars().find(|sign| matches!(sign, '\u{4d8}' | '\u{4d9}' | '\u{18e}' | '\u{1dd}'))
}

/// Says whether the word is a Roman numeral up to XXXIX, in capitals: sections, quarters and centuries are.
///
/// Greater ones would swallow abbreviations (MMC, DC).
pub(super) fn is_roman(word: &str) -> bool {
    let is_possible = word.len() <= 6 && word.chars().all(|sign| matches!(sign, 'I' | 'V' | 'X'));
    is_possible && (1..40).any(|number| roman(number) == word)
}

/// The text in pieces: runs of letters and what stands between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_letter = rest.chars().next()?.is_alphabetic();
        let end = rest.find(|sign: char| sign.is_alphabetic() != is_letter).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

/// Every letter small, Roman numerals too.
pub(super) fn lower_word(word: &str) -> String {
    let letter = |sign: char| match sign {
        'I' => 'ı'.to_lowercase(),
        'İ' => 'i'.to_lowercase(),
        other => other.to_lowercase(),
    };
    word.chars().flat_map(letter).collect()
}

fn upper_letter(sign: char) -> std::char::ToUppercase {
    match sign {
        'i' => 'İ'.to_uppercase(),
        other => other.to_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_dot_stays_with_its_letter() {
        assert_eq!(upper("nazirliyin iyun ayı"), "NAZİRLİYİN İYUN AYI");
        assert_eq!(lower("QIŞ, İYUN"), "qış, iyun");
        assert_eq!(upper("Azərbaycan Respublikasının"), "AZƏRBAYCAN RESPUBLİKASININ");
        assert_eq!(capitalise("iyun ayında"), "İyun ayında");
        assert_eq!(capitalise("ıldırım"), "Ildırım");
        assert_eq!(capitalise(""), "");
    }

    #[test]
    fn roman_numerals_keep_their_i() {
        assert_eq!(upper("2026-cı ilin III rübü"), "2026-CI İLİN III RÜBÜ");
        assert_eq!(lower("II RÜB, XIX ƏSR"), "II rüb, XIX əsr");
        assert_eq!(lower("IV. ÜMUMİ MÜDDƏALAR"), "IV. ümumi müddəalar");
        assert_eq!(title("I YARIMİL"), "I Yarımil");
        assert!(["I", "IV", "IX", "XIX", "XXI"].into_iter().all(is_roman));
        assert!(!["", "İ", "IIII", "VX", "IL", "CID", "II2", "iv", "MMC", "C"].into_iter().any(is_roman));
    }

    #[test]
    fn titles() {
        assert_eq!(title("VƏTƏNDAŞLARIN QƏBULU ŞÖBƏSİ"), "Vətəndaşların Qəbulu Şöbəsi");
        assert_eq!(title("ƏMƏK VƏ ƏHALİNİN SOSİAL MÜDAFİƏSİ NAZİRLİYİ"), "Əmək və Əhalinin Sosial Müdafiəsi Nazirliyi");
        assert_eq!(title("icra intizamı"), "İcra İntizamı");
    }

    #[test]
    fn one_sign_a_letter_and_no_lookalikes() {
        assert_eq!(normalise("S\u{327}o\u{308}bə, I\u{307}"), "Şöbə, İ");
        assert_eq!(lookalike("Əmək və əhali"), None);
        assert_eq!(lookalike("m\u{4d9}nzil"), Some('\u{4d9}'));
        assert_eq!(lookalike("\u{18e}mək"), Some('\u{18e}'));
    }

    proptest! {
        #[test]
        fn small_letters_come_back_from_capitals(text in "[abcçdeəfgğhxıijkqlmnoöprsştuüvyz .,-]{0,40}") {
            let capitals = upper(&text);
            prop_assert_eq!(upper(&capitals), capitals.clone());
            // A capital word may happen to be a Roman numeral, which stays.
            let has_roman = words(&capitals).any(is_roman);
            prop_assert!(has_roman || lower(&capitals) == text);
            prop_assert_eq!(lower(&lower(&capitals)), lower(&capitals));
        }
    }
}
