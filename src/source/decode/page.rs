//! One answer of a feed taken apart: where its items are and where the next page begins.
//!
//! The whole text is read before any item is decoded, so that nothing of half a page is taken.

mod salvage;

use std::ops::Range;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::quarantine::hide_properties;
use super::redact::redact;
use super::wire::describe;
use crate::domain::records::Drift;

/// A page whose items are still text.
#[derive(Debug)]
pub struct Page {
    pub text: String,
    /// Where in the text each item is.
    pub items: Vec<Range<usize>>,
    pub next_cursor: Option<String>,
    /// What was odd about the page itself.
    pub drift: Vec<Drift>,
}

/// Why an answer is no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageError {
    /// The answer breaks off: it may come whole the next time. Otherwise it is something else.
    pub is_half: bool,
    pub detail: String,
    /// The beginning of the answer, for people.
    pub received: String,
}

/// What is wrong with a text.
enum Wrong {
    Half(String),
    Nonsense(String),
}

impl Page {
    /// Takes the body of an answer apart; `is_lines` when it is NDJSON.
    pub fn read(body: Vec<u8>, is_lines: bool) -> Result<Page, PageError> {
        let mut drift = Vec::new();
        let text = String::from_utf8(body).unwrap_or_else(|error| {
            drift.push(Drift { kind: "type", name: "encoding".into(), value: "not UTF-8".into() });
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        });
        let parts = if is_lines { lines(&text) } else { document(&text, &mut drift) };
        let wrong = |is_half, detail| PageError { is_half, detail, received: received(&text) };
        let (items, next_cursor) = match parts {
            Ok(parts) => parts,
            Err(Wrong::Half(detail)) => return Err(wrong(true, detail)),
            Err(Wrong::Nonsense(detail)) => return Err(wrong(false, detail)),
        };
        Ok(Page { text, items, next_cursor, drift })
    }

    pub fn items(&self) -> impl Iterator<Item = &str> {
        self.items.iter().map(|range| &self.text[range.clone()])
    }
}

/// The first 120 characters of an answer for an error message, without identities.
pub fn received(text: &str) -> String {
    let head = match text.char_indices().nth(400) {
        // A number that is cut in two would not be recognised.
        Some((end, _)) => {
            text[..end].trim_end_matches(|c: char| !c.is_alphabetic()).trim_end_matches(char::is_alphanumeric)
        }
        None => text,
    };
    let hidden = hide_properties(&redact(head).text).into_owned();
    let piece: String = hidden.chars().map(|c| if c.is_control() { ' ' } else { c }).take(120).collect();
    if piece.is_empty() { "nothing".into() } else { format!("`{}`", piece.trim()) }
}

type Parts = (Vec<Range<usize>>, Option<String>);

fn document(text: &str, drift: &mut Vec<Drift>) -> Result<Parts, Wrong> {
    #[derive(Deserialize)]
    struct Envelope<'a> {
        #[serde(borrow)]
        items: Option<Vec<&'a RawValue>>,
        #[serde(borrow, default)]
        next_cursor: Option<&'a RawValue>,
    }
    if text.trim().is_empty() {
        return Err(Wrong::Half("the answer is empty".into()));
    }
    if !text.trim_start().starts_with('{') {
        return Err(Wrong::Nonsense("the answer is not a JSON object".into()));
    }
    let envelope: Envelope = match serde_json::from_str(text) {
        Ok(envelope) => envelope,
        Err(error) if error.is_eof() => return Err(Wrong::Half(describe(&error))),
        Err(error) => {
            // One item that is no JSON must not cost its neighbours.
            let Some((items, rest)) = salvage::items(text) else { return Err(Wrong::Nonsense(describe(&error))) };
            drift.push(Drift { kind: "type", name: "items".into(), value: "not JSON".into() });
            return Ok((items, cursor_of(&rest)?));
        }
    };
    let Some(items) = envelope.items else {
        return Err(Wrong::Nonsense("the answer has no array `items`".into()));
    };
    if envelope.next_cursor.is_none() && !has_null_cursor(text) {
        drift.push(Drift { kind: "type", name: "next_cursor".into(), value: "absent".into() });
    }
    let start = text.as_ptr() as usize;
    let range = |item: &&RawValue| {
        let at = item.get().as_ptr() as usize - start;
        at..at + item.get().len()
    };
    Ok((items.iter().map(range).collect(), cursor(envelope.next_cursor)?))
}

/// An absent `next_cursor` reads as null; the difference is worth a word, not an error.
fn has_null_cursor(text: &str) -> bool {
    text.contains("\"next_cursor\"")
}

fn cursor(raw: Option<&RawValue>) -> Result<Option<String>, Wrong> {
    let Some(raw) = raw else { return Ok(None) };
    let cursor: Option<String> = serde_json::from_str(raw.get())
        .map_err(|_| Wrong::Nonsense("`next_cursor` is neither a text nor null".into()))?;
    Ok(cursor.filter(|cursor| !cursor.is_empty()))
}

/// The cursor of a page from which the items were cut out.
fn cursor_of(rest: &str) -> Result<Option<String>, Wrong> {
    #[derive(Deserialize)]
    struct Rest<'a> {
        #[serde(borrow, default)]
        next_cursor: Option<&'a RawValue>,
    }
    let rest: Rest = serde_json::from_str(rest).map_err(|error| Wrong::Nonsense(describe(&error)))?;
    cursor(rest.next_cursor)
}

/// NDJSON: an item a line, then `{"next_cursor":…}`.
fn lines(text: &str) -> Result<Parts, Wrong> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Last<'a> {
        #[serde(borrow)]
        next_cursor: Option<&'a RawValue>,
    }
    let mut items = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let inside = line.trim();
        if !inside.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            items.push(start..start + inside.len());
        }
        at += line.len();
    }
    let half = || Wrong::Half("the last line `{\"next_cursor\":…}` is missing".into());
    let last = items.pop().ok_or_else(half)?;
    let last = &text[last];
    if !last.contains("\"next_cursor\"") {
        return Err(half());
    }
    let last: Last = serde_json::from_str(last).map_err(|_| half())?;
    Ok((items, cursor(last.next_cursor)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, is_lines: bool) -> Result<(Vec<String>, Option<String>), PageError> {
        let page = Page::read(text.as_bytes().to_vec(), is_lines)?;
        Ok((page.items().map(str::to_owned).collect(), page.next_cursor))
    }

    #[test]
    fn a_page_is_items_and_a_cursor() {
        let (items, cursor) =
            read(r#"{"extra":[1], "items":[ {"id":"1"} ,{"id":"}"},7],"next_cursor":"a\"b"}"#, false).unwrap();
        assert_eq!(items, [r#"{"id":"1"}"#, r#"{"id":"}"}"#, "7"]);
        assert_eq!(cursor.as_deref(), Some("a\"b"));
        assert_eq!(read(r#"{"items":[],"next_cursor":null}"#, false), Ok((vec![], None)));
        assert_eq!(read(r#"{"items":[],"next_cursor":""}"#, false), Ok((vec![], None)));
    }

    #[test]
    fn an_absent_cursor_is_the_end_and_is_counted() {
        let page = Page::read(br#"{"items":[]}"#.to_vec(), false).unwrap();
        assert_eq!(page.next_cursor, None);
        assert_eq!(page.drift.len(), 1);
        assert!(Page::read(br#"{"items":[],"next_cursor":null}"#.to_vec(), false).unwrap().drift.is_empty());
    }

    #[test]
    fn half_a_page_is_told_from_nonsense() {
        let half = |text: &str, is_lines| matches!(read(text, is_lines), Err(PageError { is_half: true, .. }));
        for text in ["", r#"{"items":[{"id":"1"},{"id"#, r#"{"items":[]"#, r#"{"items":[],"next_cursor":"a"#] {
            assert!(half(text, false), "{text}");
        }
        for text in ["", "{\"id\":\"1\"}\n", "{\"id\":\"1\"}\n{\"next_cur"] {
            assert!(half(text, true), "{text}");
        }
        for text in [
            "<html>",
            "[]",
            "null",
            r#"{"error":"x"}"#,
            r#"{"items":{},"next_cursor":null}"#,
            r#"{"items":[}"#,
            r#"{"items":[{"id":"1"}}],"next_cursor":null}"#,
            r#"{"items":[],"next_cursor":7}"#,
            r#"{"items":[],"next_cursor":null} x"#,
        ] {
            assert!(matches!(read(text, false), Err(PageError { is_half: false, .. })), "{text}");
        }
    }

    #[test]
    fn an_item_that_is_no_json_does_not_cost_its_neighbours() {
        let text = "{\"items\":[{\"id\":\"1\"},{\"id\":\"2\",\"note\":\"a\u{0}b ] }\"},{\"id\":3,\"x\":NaN},{\"id\":\"4\"}],\"next_cursor\":\"c\"}";
        let page = Page::read(text.as_bytes().to_vec(), false).unwrap();
        let items: Vec<_> = page.items().collect();
        assert_eq!(items[0], r#"{"id":"1"}"#);
        assert!(items[1].contains('\u{0}') && items[2] == r#"{"id":3,"x":NaN}"# && items[3] == r#"{"id":"4"}"#);
        assert_eq!((items.len(), page.next_cursor.as_deref(), page.drift.len()), (4, Some("c"), 1));
    }

    #[test]
    fn lines_are_items_up_to_the_cursor() {
        let text = "{\"id\":\"1\"}\r\n\n  {\"id\":2}\nbroken\n{\"next_cursor\":\"c\"}\n";
        let (items, cursor) = read(text, true).unwrap();
        assert_eq!(items, [r#"{"id":"1"}"#, r#"{"id":2}"#, "broken"]);
        assert_eq!(cursor.as_deref(), Some("c"));
    }

    #[test]
    fn a_page_in_another_encoding_is_taken() {
        let page = Page::read(b"{\"items\":[{\"note\":\"\xff\"}],\"next_cursor\":null}".to_vec(), false).unwrap();
        assert_eq!(page.items().next(), Some("{\"note\":\"\u{fffd}\"}"));
        assert_eq!(page.drift.len(), 1);
    }

    #[test]
    fn what_was_received_is_shown_without_identity() {
        assert_eq!(received(""), "nothing");
        assert_eq!(received("<html>\n5AB12C7 050 212 34 56"), "`<html> [FİN] [telefon]`");
        assert_eq!(
            received(r#"{"fin":"1234567","citizen_key":"abc"}"#),
            r#"`{"fin": "[FİN]","citizen_key": "[FİN]"}`"#
        );
        assert_eq!(received(&"ə ".repeat(500)).chars().count(), 121);
    }
}
