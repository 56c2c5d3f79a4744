//! Cuts a page whose text is not wholly JSON into its items by braces and quotes alone, so that only the broken item is lost to quarantine.

use std::ops::Range;

/// The items' places, and the page's text with an empty list in their stead; none when the braces do not close.
pub fn items(text: &str) -> Option<(Vec<Range<usize>>, String)> {
    let start = text.find("\"items\"")? + "\"items\"".len();
    let after = text[start..].trim_start().strip_prefix(':')?.trim_start();
    let list = text.len() - after.len();
    if !after.starts_with('[') {
        return None;
    }
    let mut items = Vec::new();
    let mut at = list + 1;
    loop {
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\t', '\r', '\n', ',']).len();
        match text.as_bytes().get(at)? {
            b']' => break,
            b'{' => {
                let end = object_end(text, at)?;
                items.push(at..end);
                at = end;
            }
            _ => return None,
        }
    }
    Some((items, format!("{}[]{}", &text[..list], &text[at + 1..])))
}

/// Where the object that begins at `from` ends.
fn object_end(text: &str, from: usize) -> Option<usize> {
    let (mut depth, mut is_quoted, mut is_escaped) = (0_u32, false, false);
    for (at, byte) in text.bytes().enumerate().skip(from) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_quoted => is_escaped = true,
            b'"' => is_quoted = !is_quoted,
            b'{' | b'[' if !is_quoted => depth += 1,
            b'}' | b']' if !is_quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whole_pages_are_cut_as_a_parser_cuts_them(notes in prop::collection::vec(any::<String>(), 0..8)) {
            let items: Vec<_> =
                notes.iter().map(|note| serde_json::json!({"id": "1", "note": note, "more": [{"a": note}]})).collect();
            let text = serde_json::json!({"items": items, "next_cursor": null}).to_string();
            let (ranges, rest) = super::items(&text).unwrap();
            let cut: Vec<serde_json::Value> =
                ranges.into_iter().map(|range| serde_json::from_str(&text[range]).unwrap()).collect();
            prop_assert_eq!(cut, items);
            prop_assert!(serde_json::from_str::<serde_json::Value>(&rest).is_ok());
        }

        #[test]
        fn any_text_is_cut_or_left(text in r#"\{"items":\[[\[\]{}",a\\]{0,40}"#) {
            let _ = super::items(&text);
        }
    }
}
