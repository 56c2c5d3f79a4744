//! Suffixes of nouns and names by vowel harmony, with buffer consonants and softening (q → ğ, k → y).

use super::casing::{is_roman, lower};
use super::numeral::last_word;

/// The six cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    Nominative,
    /// `şöbənin`
    Genitive,
    /// `şöbəyə`
    Dative,
    /// `şöbəni`
    Accusative,
    /// `şöbədə`
    Locative,
    /// `şöbədən`
    Ablative,
}

/// A suffix after a consonant, after a vowel and after the possessive; `A` is a or ə, `I` is ı, i, u or ü.
type Forms = [&'static str; 3];

const POSSESSIVE: Forms = ["I", "sI", "sI"];
const PLURAL: Forms = ["lAr", "lAr", "lAr"];
const COPULA: Forms = ["dIr", "dIr", "dIr"];

/// Words of two or more syllables whose last q or k stays, most of them Arabic with a long vowel.
const HARD: [&str; 8] = ["hüquq", "əxlaq", "ittifaq", "iştirak", "istehlak", "idrak", "tədarük", "əmlak"];
/// Words whose last vowel falls out before a vowel.
const SHORTENED: [(&str, &str); 10] = [
    ("fikir", "fikr"),
    ("şəkil", "şəkl"),
    ("fəsil", "fəsl"),
    ("nəsil", "nəsl"),
    ("qisim", "qism"),
    ("isim", "ism"),
    ("sətir", "sətr"),
    ("sinif", "sinf"),
    ("ömür", "ömr"),
    ("oğul", "oğl"),
];
/// Abbreviations that are read as words; the others are read letter by letter.
const READ_AS_WORDS: [&str; 7] = ["DOST", "ASAN", "MEİS", "FİN", "VEMTAS", "DTSER", "SİMA"];

impl Case {
    fn forms(self) -> Forms {
        match self {
            Case::Nominative => ["", "", ""],
            Case::Genitive => ["In", "nIn", "nIn"],
            Case::Dative => ["A", "yA", "nA"],
            Case::Accusative => ["I", "nI", "nI"],
            Case::Locative => ["dA", "dA", "ndA"],
            Case::Ablative => ["dAn", "dAn", "ndAn"],
        }
    }
}

/// Declines a noun, an abbreviation (`DSMF-nin`), or a phrase by its last word.
pub fn decline(noun: &str, case: Case) -> String {
    attach(noun, case.forms(), false)
}

/// Declines a noun that already carries the possessive of the third person: `Fondu` → `Fonduna`, `ayı` → `ayında`.
pub fn decline_possessed(noun: &str, case: Case) -> String {
    attach(noun, case.forms(), true)
}

/// Declines the name of a unit: several words ending in ı, i, u or ü are a possessed compound (`… Fondu`, `… Agentliyi`).
pub fn name(name: &str, case: Case) -> String {
    let core = name.split(" (").next().unwrap_or(name);
    let is_possessed = core.contains(' ') && !is_abbreviation(last_token(core)) && core.ends_with(['ı', 'i', 'u', 'ü']);
    attach(name, case.forms(), is_possessed)
}

/// Adds the possessive of the third person: `ay` → `ayı`, `şöbə` → `şöbəsi`, `nazirlik` → `nazirliyi`.
pub fn possessed(noun: &str) -> String {
    attach(noun, POSSESSIVE, false)
}

pub fn plural(noun: &str) -> String {
    attach(noun, PLURAL, false)
}

/// `… 96,4 faizdir`.
pub fn copula(noun: &str) -> String {
    attach(noun, COPULA, false)
}

pub fn genitive(noun: &str) -> String {
    decline(noun, Case::Genitive)
}

pub fn dative(noun: &str) -> String {
    decline(noun, Case::Dative)
}

pub fn accusative(noun: &str) -> String {
    decline(noun, Case::Accusative)
}

pub fn locative(noun: &str) -> String {
    decline(noun, Case::Locative)
}

pub fn ablative(noun: &str) -> String {
    decline(noun, Case::Ablative)
}

/// How the end of a phrase sounds.
struct Sound {
    vowel: char,
    is_open: bool,
    /// Figures and abbreviations take their suffix after a hyphen.
    is_read_out: bool,
}

impl Sound {
    fn of_word(word: &str, is_read_out: bool) -> Sound {
        Sound { vowel: last_vowel(word), is_open: word.ends_with(is_vowel), is_read_out }
    }

    fn of(noun: &str) -> Sound {
        let token = last_token(noun);
        if token.ends_with('%') {
            return Sound::of_word("faiz", true);
        }
        if token.ends_with(|sign: char| sign.is_ascii_digit()) {
            return Sound::of_word(last_word(trailing_number(noun)), true);
        }
        let word = token.trim_matches(|sign: char| !sign.is_alphabetic());
        if !is_abbreviation(word) {
            return Sound::of_word(&lower(word), false);
        }
        if READ_AS_WORDS.contains(&word) {
            return Sound::of_word(&lower(word), true);
        }
        let letter: String = word.chars().next_back().map(|letter| lower(&letter.to_string())).unwrap_or_default();
        match letter.as_str() {
            "k" => Sound::of_word("ka", true),
            vowel if vowel.ends_with(is_vowel) => Sound::of_word(vowel, true),
            consonant => Sound::of_word(&format!("{consonant}e"), true),
        }
    }
}

fn attach(noun: &str, forms: Forms, is_possessed: bool) -> String {
    // A suffix stands before a remark in brackets: `Mərkəzinin (Bərdə)`.
    if let Some((core, remark)) = noun.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
        return format!("{} ({remark})", attach(core, forms, is_possessed));
    }
    let sound = Sound::of(noun);
    let form = match (is_possessed, sound.is_open) {
        (true, _) => forms[2],
        (false, true) => forms[1],
        (false, false) => forms[0],
    };
    let suffix = harmonised(form, sound.vowel);
    let ends_in_quote = noun.ends_with(['”', '»', '"']);
    if suffix.is_empty() || noun.trim().is_empty() {
        noun.to_owned()
    } else if ends_in_quote {
        format!("{noun}{suffix}")
    } else if sound.is_read_out {
        format!("{noun}-{suffix}")
    } else if suffix.starts_with(is_vowel) {
        softened(noun) + &suffix
    } else {
        format!("{noun}{suffix}")
    }
}

fn last_token(noun: &str) -> &str {
    noun.rsplit([' ', '\u{a0}', '-', '–', '/']).next().unwrap_or(noun)
}

/// Two or more capitals, and no Roman numeral.
fn is_abbreviation(token: &str) -> bool {
    let letters = token.chars().filter(|sign| sign.is_alphabetic()).count();
    letters >= 2 && token.chars().all(|sign| !sign.is_alphabetic() || sign.is_uppercase()) && !is_roman(token)
}

/// The number in figures at the end; groups of three digits after a space belong to it.
fn trailing_number(text: &str) -> u64 {
    let mut digits = String::new();
    let mut rest = text;
    loop {
        let head = rest.trim_end_matches(|sign: char| sign.is_ascii_digit());
        let run = &rest[head.len()..];
        digits.insert_str(0, run);
        match head.strip_suffix([' ', '\u{a0}']) {
            Some(before) if run.len() == 3 && before.ends_with(|sign: char| sign.is_ascii_digit()) => rest = before,
            _ => break,
        }
    }
    // Only the last places decide; a longer run of digits is no number anyway.
    let tail = &digits[digits.len().saturating_sub(19)..];
    tail.parse().unwrap_or(0)
}

/// The stem before a vowel.
fn softened(noun: &str) -> String {
    let token = last_token(noun);
    let word = lower(token);
    if let Some((_, short)) = SHORTENED.into_iter().find(|(full, _)| word == *full) {
        // The first letter is the noun's own: it may be a capital.
        let before = &noun[..noun.len() - token.len()];
        return before.chars().chain(token.chars().take(1)).chain(short.chars().skip(1)).collect();
    }
    let syllables = word.chars().filter(|sign| is_vowel(*sign)).count();
    let is_soft = syllables > 1 && !HARD.contains(&word.as_str());
    match noun.chars().next_back() {
        Some('q') if is_soft => format!("{}ğ", &noun[..noun.len() - 1]),
        Some('k') if is_soft => format!("{}y", &noun[..noun.len() - 1]),
        _ => noun.to_owned(),
    }
}

/// Replaces `A` and `I` by the vowels that follow the given one.
fn harmonised(form: &str, vowel: char) -> String {
    let mut last = vowel;
    let mut suffix = String::new();
    for sign in form.chars() {
        let sound = match sign {
            'A' if is_back(last) => 'a',
            'A' => 'ə',
            'I' => rounded(last),
            other => other,
        };
        if is_vowel(sound) {
            last = sound;
        }
        suffix.push(sound);
    }
    suffix
}

/// The narrow vowel that follows: ı, i, u or ü.
pub(super) fn rounded(vowel: char) -> char {
    match vowel {
        'a' | 'ı' => 'ı',
        'o' | 'u' => 'u',
        'ö' | 'ü' => 'ü',
        _ => 'i',
    }
}

/// The last vowel of a lower-case word; ə where there is none.
pub(super) fn last_vowel(word: &str) -> char {
    word.chars().rev().find(|sign| is_vowel(*sign)).unwrap_or('ə')
}

fn is_back(vowel: char) -> bool {
    matches!(vowel, 'a' | 'ı' | 'o' | 'u')
}

fn is_vowel(sign: char) -> bool {
    matches!(sign, 'a' | 'ı' | 'o' | 'u' | 'e' | 'ə' | 'i' | 'ö' | 'ü')
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASES: [Case; 6] =
        [Case::Nominative, Case::Genitive, Case::Dative, Case::Accusative, Case::Locative, Case::Ablative];

    fn declined(noun: &str) -> String {
        CASES.map(|case| decline(noun, case)).join(" ")
    }

    #[test]
    fn nouns_follow_vowel_harmony() {
        assert_eq!(declined("şöbə"), "şöbə şöbənin şöbəyə şöbəni şöbədə şöbədən");
        assert_eq!(declined("filial"), "filial filialın filiala filialı filialda filialdan");
        assert_eq!(declined("qurum"), "qurum qurumun quruma qurumu qurumda qurumdan");
        assert_eq!(declined("mövzu"), "mövzu mövzunun mövzuya mövzunu mövzuda mövzudan");
        assert_eq!(declined("rüb"), "rüb rübün rübə rübü rübdə rübdən");
        assert_eq!(declined("il"), "il ilin ilə ili ildə ildən");
        assert_eq!(declined("sentyabr"), "sentyabr sentyabrın sentyabra sentyabrı sentyabrda sentyabrdan");
        assert_eq!(declined("iyun"), "iyun iyunun iyuna iyunu iyunda iyundan");
    }

    #[test]
    fn q_and_k_soften_before_a_vowel_in_longer_words() {
        assert_eq!(declined("tapşırıq"), "tapşırıq tapşırığın tapşırığa tapşırığı tapşırıqda tapşırıqdan");
        assert_eq!(declined("nazirlik"), "nazirlik nazirliyin nazirliyə nazirliyi nazirlikdə nazirlikdən");
        assert_eq!(genitive("uyğunsuzluq"), "uyğunsuzluğun");
        assert_eq!(genitive("hüquq"), "hüququn");
        assert_eq!(genitive("istehlak"), "istehlakın");
        assert_eq!(genitive("tək"), "təkin");
        assert_eq!(genitive("Maliyyə və təminat aktlıq"), "Maliyyə və təminat aktlığın");
    }

    #[test]
    fn some_words_lose_their_last_vowel() {
        assert_eq!(declined("şəkil"), "şəkil şəklin şəklə şəkli şəkildə şəkildən");
        assert_eq!(genitive("2 saylı Şəkil"), "2 saylı Şəklin");
    }

    #[test]
    fn possessives_and_plurals() {
        let words = ["ay", "il", "rüb", "şöbə", "nazirlik", "mövzu", "qurum", "sayı"].map(possessed).join(" ");
        assert_eq!(words, "ayı ili rübü şöbəsi nazirliyi mövzusu qurumu sayısı");
        let words = ["filial", "şöbə", "tapşırıq", "rüb"].map(plural).join(" ");
        assert_eq!(words, "filiallar şöbələr tapşırıqlar rüblər");
        assert_eq!(["faiz", "bal", "nəfər", "mövzu"].map(copula).join(" "), "faizdir baldır nəfərdir mövzudur");
        let fund = CASES.map(|case| decline_possessed("Fondu", case)).join(" ");
        assert_eq!(fund, "Fondu Fondunun Fonduna Fondunu Fondunda Fondundan");
        assert_eq!(decline_possessed("faiz bəndi", Case::Dative), "faiz bəndinə");
    }

    #[test]
    fn per_cent() {
        assert_eq!(declined("faiz"), "faiz faizin faizə faizi faizdə faizdən");
        assert_eq!(ablative("91,2 faiz"), "91,2 faizdən");
        assert_eq!(dative("68,4 %"), "68,4 %-ə");
    }

    #[test]
    fn abbreviations_take_a_hyphen() {
        assert_eq!(declined("DSMF"), "DSMF DSMF-nin DSMF-yə DSMF-ni DSMF-də DSMF-dən");
        assert_eq!(declined("DMA"), "DMA DMA-nın DMA-ya DMA-nı DMA-da DMA-dan");
        assert_eq!(declined("DOST"), "DOST DOST-un DOST-a DOST-u DOST-da DOST-dan");
        assert_eq!(genitive("SXA"), "SXA-nın");
        assert_eq!(genitive("DEMX"), "DEMX-nin");
        assert_eq!(genitive("MEİS"), "MEİS-in");
        assert_eq!(genitive("TSEK"), "TSEK-nın");
        assert_eq!(genitive("FİN"), "FİN-in");
        assert_eq!(genitive("“Smart DOST”"), "“Smart DOST”un");
    }

    #[test]
    fn figures_take_the_suffix_of_their_last_word() {
        assert_eq!(dative("4,2"), "4,2-yə");
        assert_eq!(ablative("91,25"), "91,25-dən");
        assert_eq!(dative("168\u{a0}000"), "168\u{a0}000-ə");
        assert_eq!(dative("168\u{a0}040"), "168\u{a0}040-a");
        assert_eq!(ablative("08.10.2026"), "08.10.2026-dan");
        assert_eq!(genitive("Ofis 12"), "Ofis 12-nin");
        assert_eq!(dative("99999999999999999999999"), "99999999999999999999999-a");
    }

    #[test]
    fn names_of_units() {
        let of = |unit| name(unit, Case::Genitive);
        assert_eq!(of("Dövlət Sosial Müdafiə Fondu"), "Dövlət Sosial Müdafiə Fondunun");
        assert_eq!(of("Dövlət Məşğulluq Agentliyi"), "Dövlət Məşğulluq Agentliyinin");
        assert_eq!(of("Nazirliyin Aparatı"), "Nazirliyin Aparatının");
        assert_eq!(of("Əmək üzrə Milli Observatoriya"), "Əmək üzrə Milli Observatoriyanın");
        assert_eq!(of("Qarabağ Regional DOST Mərkəzi (Bərdə)"), "Qarabağ Regional DOST Mərkəzinin (Bərdə)");
        assert_eq!(of("Nazirlik"), "Nazirliyin");
        assert_eq!(of("DSMF"), "DSMF-nin");
        assert_eq!(of("1 saylı ofis"), "1 saylı ofisin");
        assert_eq!(name("DSMF-nin Gəncə Şəhər Filialı", Case::Locative), "DSMF-nin Gəncə Şəhər Filialında");
        assert_eq!(name("DSMF-nin Lerik Rayon Filialı", Case::Dative), "DSMF-nin Lerik Rayon Filialına");
        assert_eq!(of("“Xidmət” MMC"), "“Xidmət” MMC-nin");
        assert_eq!(of(""), "");
    }

    #[test]
    fn the_letters_do_not_matter_for_failing() {
        for odd in ["", " ", ")", " ()", "-", "%", "”", "Ъ", "123-", "q", "K", "a (b"] {
            for case in CASES {
                assert!(decline(odd, case).len() >= odd.len());
            }
        }
    }
}
