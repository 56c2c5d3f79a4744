//! The order of the Azerbaijani alphabet: ə after e, x after h, ı before i, q after k.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

use super::casing::lower_word;

const ALPHABET: &str = "abcçdeəfgğhxıijkqlmnoöprsştuüvwyz";

/// Bytes that sort as the text does: spaces, other signs, numbers by their size, letters; capitals do not matter
/// unless nothing else differs.
pub fn collation_key(text: &str) -> Vec<u8> {
    let text: String = text.nfc().collect();
    let signs: Vec<char> = lower_word(&text).chars().collect();
    let mut key = Vec::with_capacity(text.len() * 2);
    let mut index = 0;
    while let Some(&sign) = signs.get(index) {
        if sign.is_ascii_digit() {
            let run: String = signs[index..].iter().take_while(|sign| sign.is_ascii_digit()).collect();
            index += run.len();
            let digits = run.trim_start_matches('0');
            key.extend([0x20, u8::try_from(digits.len()).unwrap_or(u8::MAX)]);
            key.extend(digits.bytes());
        } else {
            index += 1;
            weigh(sign, &mut key);
        }
    }
    key.push(0);
    key.extend(text.bytes());
    key
}

/// Compares two texts by the Azerbaijani alphabet.
pub fn compare(one: &str, other: &str) -> Ordering {
    collation_key(one).cmp(&collation_key(other))
}

fn weigh(sign: char, key: &mut Vec<u8>) {
    if sign.is_whitespace() {
        key.push(0x01);
    } else if let Some(place) = place(sign) {
        key.push(place);
    } else if sign.is_alphabetic() {
        // Foreign letters: é sorts as e, another script after z.
        let base: Vec<char> = std::iter::once(sign).nfd().filter(|part| part.is_alphabetic()).collect();
        match base.first().and_then(|first| place(*first)) {
            Some(place) => key.push(place),
            None => {
                key.push(0xf0);
                key.extend(sign.encode_utf8(&mut [0; 4]).bytes());
            }
        }
    } else {
        key.push(0x02);
        key.extend(sign.encode_utf8(&mut [0; 4]).bytes());
    }
}

fn place(sign: char) -> Option<u8> {
    let place = ALPHABET.chars().position(|letter| letter == sign)?;
    u8::try_from(place).ok().map(|place| 0x40 + place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabet_in_its_order() {
        let alphabet = "A B C Ç D E Ə F G Ğ H X I İ J K Q L M N O Ö P R S Ş T U Ü V Y Z";
        let mut letters: Vec<&str> = alphabet.split(' ').collect();
        assert_eq!(letters.len(), 32);
        letters.reverse();
        letters.sort_by(|one, other| compare(one, other));
        assert_eq!(letters.join(" "), alphabet);
    }

    #[test]
    fn names_sort_as_people_expect() {
        let sorted = [
            "1 saylı Bakı DOST mərkəzi",
            "2 saylı Bakı DOST mərkəzi",
            "10 saylı Bakı DOST mərkəzi",
            "Ağcabədi",
            "Ağdam",
            "Bakı",
            "Bakı DOST",
            "Balakən",
            "Beyləqan",
            "Bərdə",
            "Biləsuvar",
            "Cəlilabad",
            "Çinar",
            "Gədəbəy",
            "Göyçay",
            "Xaçmaz",
            "Xızı",
            "İmişli",
            "İsmayıllı",
            "Kəlbəcər",
            "Qax",
            "Quba",
            "Lerik",
            "Şəki",
            "Ucar",
            "Zaqatala",
            "Чай",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by_cached_key(|name| collation_key(name));
        assert_eq!(names, sorted);
    }

    #[test]
    fn case_and_accents_matter_last() {
        assert_eq!(compare("qax", "Qax"), Ordering::Greater);
        assert_eq!(compare("qaxa", "Qax"), Ordering::Greater);
        assert_eq!(compare("Café", "Cafa"), Ordering::Greater);
        assert_eq!(compare("S\u{327}əki", "Şəki"), Ordering::Equal);
        assert_eq!(compare("", "a"), Ordering::Less);
    }
}
