//! Which letters a text file is written in, found out from the whole of it before a row is taken.
//!
//! A byte order mark decides, then zeros as UTF-16 has them, then whether the bytes are UTF-8. What is none of them is
//! Windows-1254 (Turkish, as Azerbaijani Windows saves) or Windows-1251 (Cyrillic). A few bad bytes in a text that else
//! is UTF-8 do not turn it into something else: the lines that hold them are broken lines.

use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1254};

use super::bytes::fill;

/// What the detector is shown at most; it judges by the letters' frequencies.
const SHOWN: usize = 4 * 1024 * 1024;

/// What a look through the whole text found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters {
    pub encoding: &'static Encoding,
    /// The text begins with a byte order mark.
    pub has_mark: bool,
    /// The text has no bytes, or none but the mark.
    pub is_empty: bool,
}

impl Letters {
    /// What people call the encoding.
    pub fn name(&self) -> &'static str {
        match self.encoding.name() {
            "windows-1254" => "Windows-1254",
            "windows-1251" => "Windows-1251",
            name => name,
        }
    }
}

/// Looks through a text from its first byte to its last.
pub fn look(mut input: impl Read) -> std::io::Result<Letters> {
    let mut block = vec![0; 256 * 1024];
    let mut length = fill(&mut input, &mut block)?;
    if let Some((encoding, mark)) = Encoding::for_bom(&block[..length]) {
        return Ok(Letters { encoding, has_mark: true, is_empty: length <= mark });
    }
    let letters = |encoding| Letters { encoding, has_mark: false, is_empty: length == 0 };
    if let Some(encoding) = utf16(&block[..length]) {
        return Ok(letters(encoding));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let (mut shown, mut good, mut bad) = (0, 0_u64, 0_u64);
    let is_empty = length == 0;
    // The beginning of a sequence that the end of a block cuts in two.
    let mut carried = 0;
    while length > 0 {
        let is_last = length < block.len();
        let text = &block[..length];
        if shown < SHOWN && !text.is_ascii() {
            detector.feed(&text[carried..], false);
            shown += length;
        }
        carried = count(text, is_last, &mut good, &mut bad);
        block.copy_within(length - carried..length, 0);
        length = if is_last { 0 } else { carried + fill(&mut input, &mut block[carried..])? };
    }
    detector.feed(b"", true);
    if bad == 0 || good > bad * 10 {
        return Ok(Letters { encoding: UTF_8, has_mark: false, is_empty });
    }
    let guess = detector.guess(Some(b"az"), Utf8Detection::Deny).name();
    let is_cyrillic =
        matches!(guess, "windows-1251" | "KOI8-U" | "KOI8-R" | "IBM866" | "ISO-8859-5" | "x-mac-cyrillic");
    let encoding = match Encoding::for_label(guess.as_bytes()) {
        Some(encoding) if is_cyrillic && guess != "windows-1251" => encoding,
        _ if is_cyrillic => WINDOWS_1251,
        // The Western and Turkish code pages differ in six letters, and Azerbaijani writes the Turkish ones.
        _ => WINDOWS_1254,
    };
    Ok(Letters { encoding, has_mark: false, is_empty })
}

/// Counts the letters beyond ASCII that are UTF-8 and the bytes that are not; answers how many bytes to carry over.
fn count(text: &[u8], is_last: bool, good: &mut u64, bad: &mut u64) -> usize {
    let mut at = 0;
    for chunk in text.utf8_chunks() {
        if !chunk.valid().is_ascii() {
            *good += chunk.valid().chars().filter(|c| !c.is_ascii()).count() as u64;
        }
        at += chunk.valid().len() + chunk.invalid().len();
        let is_cut = at == text.len()
            && !is_last
            && std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
        if is_cut && !chunk.invalid().is_empty() {
            return chunk.invalid().len();
        }
        *bad += u64::from(!chunk.invalid().is_empty());
    }
    0
}

/// UTF-16 without a mark: every other byte of a table's ASCII is zero.
fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.len().min(4096) / 2;
    let zeros = |offset: usize| (0..pairs).filter(|pair| head[pair * 2 + offset] == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = |zeros: usize| pairs > 0 && zeros * 4 > pairs * 3;
    if most(odd) && !most(even) {
        Some(UTF_16LE)
    } else if most(even) && !most(odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Reads a text of any encoding as UTF-8, without its mark. UTF-8 itself passes as it is, bad bytes too.
pub struct Utf8<R> {
    input: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    raw_at: usize,
    ready: Vec<u8>,
    ready_at: usize,
    is_ended: bool,
}

impl<R: Read> Utf8<R> {
    pub fn new(mut input: R, letters: &Letters) -> std::io::Result<Self> {
        let mut decoder = None;
        if letters.encoding != UTF_8 {
            decoder = Some(letters.encoding.new_decoder_with_bom_removal());
        } else if letters.has_mark {
            fill(&mut input, &mut [0; 3])?;
        }
        let (raw, ready) = (Vec::new(), Vec::new());
        Ok(Utf8 { input, decoder, raw, raw_at: 0, ready, ready_at: 0, is_ended: false })
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let Some(decoder) = &mut self.decoder else { return self.input.read(buffer) };
        while self.ready_at == self.ready.len() {
            if self.is_ended {
                return Ok(0);
            }
            if self.raw_at == self.raw.len() {
                self.raw.resize(64 * 1024, 0);
                let length = fill(&mut self.input, &mut self.raw)?;
                self.raw.truncate(length);
                self.raw_at = 0;
            }
            let is_last = self.raw.len() < 64 * 1024;
            self.ready.resize(256 * 1024, 0);
            let (result, read, written, _) = decoder.decode_to_utf8(&self.raw[self.raw_at..], &mut self.ready, is_last);
            self.raw_at += read;
            self.ready.truncate(written);
            self.ready_at = 0;
            self.is_ended = is_last && result == CoderResult::InputEmpty;
        }
        let length = buffer.len().min(self.ready.len() - self.ready_at);
        buffer[..length].copy_from_slice(&self.ready[self.ready_at..self.ready_at + length]);
        self.ready_at += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8]) -> (&'static str, String) {
        let letters = look(bytes).unwrap();
        let mut text = Vec::new();
        Utf8::new(bytes, &letters).unwrap().read_to_end(&mut text).unwrap();
        (letters.name(), String::from_utf8_lossy(&text).into_owned())
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    const TURKISH: &str = "id;note\n1;Şikayətçi qəbul olundu, ığdır üçün müraciət\n2;Məsələ öyrənildi\n";

    #[test]
    fn utf_8_is_known_with_and_without_its_mark() {
        assert_eq!(read(TURKISH.as_bytes()), ("UTF-8", TURKISH.into()));
        assert_eq!(read(format!("\u{feff}{TURKISH}").as_bytes()), ("UTF-8", TURKISH.into()));
        assert_eq!(read(b"id\n"), ("UTF-8", "id\n".into()));
        assert!(look(&b""[..]).unwrap().is_empty && look(&b"\xef\xbb\xbf"[..]).unwrap().is_empty);
    }

    #[test]
    fn utf_16_is_known_with_and_without_its_mark() {
        for mark in ["", "\u{feff}"] {
            let text = format!("{mark}{TURKISH}");
            assert_eq!(read(&utf16(&text, u16::to_le_bytes)), ("UTF-16LE", TURKISH.into()));
            assert_eq!(read(&utf16(&text, u16::to_be_bytes)), ("UTF-16BE", TURKISH.into()));
        }
    }

    #[test]
    fn code_pages_are_told_apart_by_their_letters() {
        let turkish = "id;note\n1;Şikayetçi qebul olundu, ığdır üçün müraciet\n2;Mesele öyrenildi, çağırış\n";
        assert_eq!(read(&WINDOWS_1254.encode(turkish).0), ("Windows-1254", turkish.into()));
        let cyrillic = "id;note\n1;Гражданин принят, вопрос решён\n2;Обращение направлено по назначению\n";
        assert_eq!(read(&WINDOWS_1251.encode(cyrillic).0), ("Windows-1251", cyrillic.into()));
    }

    #[test]
    fn a_bad_byte_does_not_turn_utf_8_into_something_else() {
        let mut bytes = TURKISH.repeat(3).into_bytes();
        bytes.insert(8, 0xff);
        assert_eq!(look(&bytes[..]).unwrap().encoding, UTF_8);
    }

    #[test]
    fn a_letter_on_the_border_of_two_blocks_is_one_letter() {
        for shift in 0..4 {
            let text = format!("{}{}", "a".repeat(256 * 1024 - shift), "ə€😀".repeat(5));
            assert_eq!(read(text.as_bytes()), ("UTF-8", text.clone()));
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back_from_utf_8_and_utf_16(text in "[a-zəğışçöü;,\n ]{0,200}") {
            prop_assert_eq!(read(text.as_bytes()).1, text.clone());
            let marked = format!("\u{feff}{text}");
            prop_assert_eq!(read(&utf16(&marked, u16::to_le_bytes)).1, text.clone());
        }

        #[test]
        fn any_bytes_are_taken(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            read(&bytes);
        }
    }
}
