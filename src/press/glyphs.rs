//! Replaces letters that no font has: PDF/A refuses a page with a missing glyph, and one odd letter in a note must not
//! stop the minister's report.

use std::collections::BTreeMap;

use serde_json::Value;

use super::fonts::Fonts;

/// Puts "manat" for ₼, a question mark for other letters without a glyph, and nothing for invisible controls; says how
/// many letters were replaced. Keys are left alone.
pub fn replace_unprintable(value: &mut Value, fonts: &Fonts) -> usize {
    Replacer { fonts, known: BTreeMap::new() }.value(value)
}

struct Replacer<'a> {
    fonts: &'a Fonts,
    /// Letters asked about before: looking one up walks the coverage table of every font.
    known: BTreeMap<char, bool>,
}

impl Replacer<'_> {
    fn value(&mut self, value: &mut Value) -> usize {
        match value {
            Value::String(text) => self.text(text),
            Value::Array(items) => items.iter_mut().map(|item| self.value(item)).sum(),
            Value::Object(fields) => fields.values_mut().map(|field| self.value(field)).sum(),
            Value::Null | Value::Bool(_) | Value::Number(_) => 0,
        }
    }

    fn text(&mut self, text: &mut String) -> usize {
        let replaced = text.chars().filter(|&letter| !self.prints(letter)).count();
        if replaced == 0 {
            return 0;
        }
        let mut printable = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                _ if self.prints(letter) => printable.push(letter),
                '₼' => printable.push_str("manat"),
                '\u{2011}' => printable.push('-'),
                _ if is_invisible(letter) => {}
                _ => printable.push('?'),
            }
        }
        *text = printable;
        replaced
    }

    fn prints(&mut self, letter: char) -> bool {
        // Line ends and tabs become spaces in the template.
        if matches!(letter, ' '..='~' | '\n' | '\r' | '\t') {
            return true;
        }
        let fonts = self.fonts;
        *self.known.entry(letter).or_insert_with(|| !is_invisible(letter) && fonts.can_print(letter))
    }
}

/// Controls, direction marks, joiners, byte-order marks and private letters: nothing to see, and PDF/A refuses some.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{e000}'..='\u{f8ff}'
                | '\u{f0000}'..='\u{10ffff}'
        )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::press::templates::Templates;

    #[test]
    fn letters_without_a_glyph_are_replaced_and_counted() {
        let fonts = Fonts::load(&Templates::new(None).unwrap()).unwrap();
        let mut value = json!({"₼": ["500 ₼", "Əlilliyi olan şəxs 🙂 \u{200b}\u{202e}#$*_"], "n": 1});
        assert_eq!(replace_unprintable(&mut value, &fonts), 4);
        assert_eq!(value, json!({"₼": ["500 manat", "Əlilliyi olan şəxs ? #$*_"], "n": 1}));
    }
}
