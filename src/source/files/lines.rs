//! A text's lines with their numbers, one at a time and none of them too long to be held.

use std::io::{BufRead, BufReader, Read};

/// A line longer than this is not held whole.
pub const LONGEST: usize = 16 * 1024 * 1024;

/// One line without its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// From 1.
    pub number: u64,
    pub text: String,
    /// Why the text is not what stands in the file.
    pub flaw: Option<&'static str>,
}

/// Reads lines that end in LF, CR LF, or CR alone where the file has no LF at its head.
pub struct Lines {
    input: BufReader<Box<dyn Read>>,
    end: u8,
    number: u64,
    /// Some line ended in LF alone and another one in CR LF.
    pub is_mixed: bool,
    has_crlf: Option<bool>,
}

impl Lines {
    pub fn new(input: Box<dyn Read>) -> std::io::Result<Self> {
        let mut input = BufReader::with_capacity(256 * 1024, input);
        let head = input.fill_buf()?;
        let end = if head.contains(&b'\r') && !head.contains(&b'\n') { b'\r' } else { b'\n' };
        Ok(Lines { input, end, number: 0, is_mixed: false, has_crlf: None })
    }

    pub fn next(&mut self) -> std::io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let mut is_cut = false;
        loop {
            let limit = if is_cut { 64 * 1024 } else { LONGEST + 2 - bytes.len() };
            let mut rest = Vec::new();
            let target = if is_cut { &mut rest } else { &mut bytes };
            let read = self.input.by_ref().take(limit as u64).read_until(self.end, target)?;
            let is_ended = read == 0 || target.last() == Some(&self.end);
            if is_ended && bytes.is_empty() {
                return Ok(None);
            }
            if is_ended || (!is_cut && read < limit) {
                break;
            }
            is_cut = true;
        }
        if bytes.last() == Some(&self.end) {
            bytes.pop();
            if self.end == b'\n' {
                let has_crlf = bytes.last() == Some(&b'\r');
                self.is_mixed |= *self.has_crlf.get_or_insert(has_crlf) != has_crlf;
                if has_crlf {
                    bytes.pop();
                }
            }
        }
        self.number += 1;
        if is_cut {
            bytes.truncate(1024);
        }
        let (text, is_bad) = match String::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), !is_cut),
        };
        let flaw = if is_cut {
            Some("the line is longer than 16 MiB")
        } else if is_bad {
            Some("the line holds bytes that are no letters")
        } else {
            None
        };
        Ok(Some(Line { number: self.number, text, flaw }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> (Vec<String>, bool) {
        let mut lines = Lines::new(Box::new(std::io::Cursor::new(text.to_vec()))).unwrap();
        let mut out = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            assert_eq!(line.number, out.len() as u64 + 1);
            out.push(line.text);
        }
        (out, lines.is_mixed)
    }

    #[test]
    fn lines_end_in_every_way() {
        for text in ["a\nb\n\nc", "a\r\nb\r\n\r\nc\r\n", "a\rb\r\rc\r"] {
            assert_eq!(read(text.as_bytes()), (["a", "b", "", "c"].map(str::to_owned).to_vec(), false), "{text:?}");
        }
        assert_eq!(read(b"a\r\nb\n"), (vec!["a".into(), "b".into()], true));
        assert_eq!(read(b""), (vec![], false));
    }

    #[test]
    fn a_line_that_is_no_text_or_too_long_is_marked_and_the_next_one_good() {
        let mut text = b"\xff\xfe\n".to_vec();
        text.extend(vec![b'x'; LONGEST + 100_000]);
        text.extend(b"\nnext\n");
        let mut lines = Lines::new(Box::new(std::io::Cursor::new(text))).unwrap();
        assert!(lines.next().unwrap().unwrap().flaw.is_some());
        let long = lines.next().unwrap().unwrap();
        assert_eq!((long.number, long.text.len(), long.flaw.is_some()), (2, 1024, true));
        assert_eq!(lines.next().unwrap().unwrap(), Line { number: 3, text: "next".into(), flaw: None });
        assert_eq!(lines.next().unwrap(), None);
    }
}
