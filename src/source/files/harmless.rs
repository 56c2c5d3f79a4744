//! A broken line as it may be kept: its cells cannot be told apart, so what might name a citizen goes.

use super::head::Head;
use crate::source::decode::redact::{FIN_MARK, normal_fin, redact};

/// Longer lines are cut.
const LONGEST: usize = 4 * 1024;

const HIDDEN: &str = "[gizlədilib]";

/// The line with personal numbers, telephone numbers and, where the file has such a column, citizens' keys hidden.
///
/// A FİN is hidden in every cell that could be one. A citizen's key has no form of its own: in files that have such a
/// column every cell with a digit goes unless it is a date, a time or the row's own identifier at the line's beginning.
pub fn harmless(head: &Head, line: &str) -> String {
    let has = |name: &str| head.names.iter().any(|held| held == name);
    let (has_key, begins_with_id) = (has("citizen_key"), head.names.first().is_some_and(|name| name == "id"));
    let mut out = String::new();
    for (position, cell) in line.split(head.delimiter).enumerate() {
        if position > 0 {
            out.push(head.delimiter);
        }
        let inside = cell.trim().trim_matches('"').trim();
        let is_kept = inside.is_empty()
            || (position == 0 && begins_with_id && normal_fin(inside).is_none())
            || is_time(inside)
            || !inside.bytes().any(|b| b.is_ascii_digit());
        if is_kept {
            out.push_str(&redact(cell).text);
        } else if normal_fin(inside).is_some() {
            out.push_str(FIN_MARK);
        } else if has_key {
            out.push_str(HIDDEN);
        } else {
            out.push_str(&redact(cell).text);
        }
        if out.len() > LONGEST {
            break;
        }
    }
    let end = (0..=LONGEST.min(out.len())).rev().find(|at| out.is_char_boundary(*at)).unwrap_or(0);
    out.truncate(end);
    out
}

/// The identifier at a line's beginning, so that the mended row settles the broken one.
pub fn id_of(head: &Head, line: &str) -> Option<String> {
    if head.names.first().is_none_or(|name| name != "id") {
        return None;
    }
    let id = line.split(head.delimiter).next()?.trim();
    let is_plain = !id.is_empty() && id.chars().count() <= 64 && !id.contains(['"', '\u{fffd}']);
    (is_plain && normal_fin(id).is_none() && redact(id).count == 0).then(|| id.to_owned())
}

fn is_time(text: &str) -> bool {
    let is_date = text.len() >= 8 && text.len() <= 35;
    is_date
        && text.bytes().filter(|b| matches!(b, b'-' | b'.' | b':' | b'/')).count() >= 2
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.' | b':' | b'+' | b'T' | b'Z' | b' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(delimiter: char, names: &[&str]) -> Head {
        Head { delimiter, names: names.iter().map(|name| (*name).to_owned()).collect(), unknown: Vec::new() }
    }

    #[test]
    fn what_might_be_a_fin_goes_wherever_it_stands() {
        let line = "R-1,DSMF,2026-09-01 10:15,1234567,\"5AB12C7,zəng 050 212 34 56";
        let kept = harmless(&head(',', &["id", "unit_code", "registered_at", "fin", "note"]), line);
        assert_eq!(kept, "R-1,DSMF,2026-09-01 10:15,[FİN],[FİN],zəng [telefon]");
    }

    #[test]
    fn a_citizens_key_goes_too() {
        let line = "R-1;DSMF;01.09.2026 10:15;9f86d081884c;x;7";
        let kept = harmless(&head(';', &["id", "unit_code", "registered_at", "citizen_key"]), line);
        assert_eq!(kept, "R-1;DSMF;01.09.2026 10:15;[gizlədilib];x;[gizlədilib]");
    }

    #[test]
    fn the_identifier_is_known_where_it_begins_the_line() {
        assert_eq!(id_of(&head(',', &["id", "fin"]), " R-1 ,x,y"), Some("R-1".into()));
        assert_eq!(id_of(&head(',', &["id", "fin"]), "5AB12C7,x,y"), None);
        assert_eq!(id_of(&head(',', &["fin", "id"]), "R-1,x,y"), None);
    }
}
