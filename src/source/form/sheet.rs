//! The hidden sheet of a form: whose it is, and where each figure stands.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::super::identity::push_hex;

pub const NAME: &str = "_qebul";
pub const FORM: &str = "unit-report";
pub const VERSION: u32 = 1;

/// Prefix of the keys that name a figure's cell: `figure.receptions`, `figure.by_outcome.explained`.
pub const FIGURE: &str = "figure.";

/// The figures that are one number each, in the order of the form.
pub const FIGURES: [&str; 7] = [
    "receptions",
    "receptions_subsystem",
    "repeat",
    "written_appeals",
    "assignments_issued",
    "assignments_done",
    "assignments_overdue",
];

/// Keys and values in their order.
pub type Lines = Vec<(String, String)>;

/// The digest over all lines, which tells a form that was patched together.
pub fn seal(lines: &[(String, String)]) -> String {
    let mut hasher = Sha256::new();
    for (key, value) in lines {
        for text in [key, value] {
            hasher.update((text.len() as u64).to_be_bytes());
            hasher.update(text.as_bytes());
        }
    }
    let mut text = String::new();
    push_hex(&hasher.finalize(), &mut text);
    text
}

/// The lines by key, without the seal; none when the seal does not fit.
pub fn unsealed(mut lines: Lines) -> Option<BTreeMap<String, String>> {
    let (key, held) = lines.pop()?;
    (key == "seal" && held == seal(&lines)).then(|| lines.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_holds_every_line_where_it_stands() {
        let line = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let lines = vec![line("unit", "DSMF"), line("period", "2026-09")];
        let sealed = |lines: &[(String, String)], seal: String| [lines, &[line("seal", &seal)]].concat();
        assert_eq!(unsealed(sealed(&lines, seal(&lines))).unwrap()["unit"], "DSMF");
        let other = vec![line("unit", "DOST"), line("period", "2026-09")];
        assert_eq!(unsealed(sealed(&other, seal(&lines))), None);
        assert_ne!(seal(&[line("a", "bc")]), seal(&[line("ab", "c")]));
        assert_eq!(unsealed(Vec::new()), None);
    }
}
