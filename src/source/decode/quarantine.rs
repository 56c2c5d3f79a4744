//! The raw text of a row in quarantine: enough to take it later, nothing that names a citizen.

use std::borrow::Cow;

use serde_json::Value;

use super::Decoder;
use super::redact::{FIN_MARK, redact};
use crate::domain::records::Entity;

/// Longer texts are cut: a row that long is not one that a fix will take.
const MAX_RAW: usize = 64 * 1024;

impl Decoder {
    /// The row as it came, with the citizen's hash in place of the identity and free texts redacted.
    ///
    /// A hash stands where the FİN stood, so that a replay finds the same citizen.
    pub fn harmless(&self, entity: Entity, text: &str) -> String {
        let mut raw = match serde_json::from_str(text) {
            Ok(mut item) => {
                self.hide_item(entity, &mut item);
                item.to_string()
            }
            // Not JSON, or nested too deeply to be looked into: what looks like an identity goes wherever it stands.
            Err(_) => hide_properties(&redact(text).text).into_owned(),
        };
        if raw.len() > MAX_RAW {
            let end = (0..=MAX_RAW).rev().find(|&at| raw.is_char_boundary(at)).unwrap_or(0);
            raw.truncate(end);
        }
        raw
    }

    fn hide_item(&self, entity: Entity, item: &mut Value) {
        let Value::Object(properties) = item else { return hide_value(item) };
        for (name, value) in properties.iter_mut() {
            match name.as_str() {
                "fin" => *value = self.hidden_fin(value),
                "citizen_key" => *value = self.hidden_key(value),
                // A code may well look like a FİN, and a replay needs it.
                name if is_code(name) && super::shape(entity).names.contains(&name) && !is_nested(value) => {}
                _ => hide_value(value),
            }
        }
        if properties.keys().any(|name| redact(name).count > 0) {
            *properties = std::mem::take(properties)
                .into_iter()
                .map(|(name, value)| (redact(&name).text.into_owned(), value))
                .collect();
        }
    }

    fn hidden_fin(&self, value: &Value) -> Value {
        match value {
            Value::Null => Value::Null,
            Value::String(text) if text.trim().is_empty() => Value::Null,
            Value::String(text) => self.fin_hash(text).unwrap_or_else(|| FIN_MARK.into()).into(),
            _ => FIN_MARK.into(),
        }
    }

    fn hidden_key(&self, value: &Value) -> Value {
        match value {
            Value::Null => Value::Null,
            Value::String(text) if text.trim().is_empty() => Value::Null,
            Value::String(text) => self.key_hash(text).into(),
            other => self.key_hash(&other.to_string()).into(),
        }
    }
}

/// The contract's identifiers and codes.
fn is_code(name: &str) -> bool {
    const CODES: [&str; 11] = [
        "id",
        "unit_code",
        "official_id",
        "citizen_region",
        "topic",
        "complaint_about",
        "referred_to",
        "appeal_number",
        "reception_id",
        "executor_unit",
        "issued_by",
    ];
    CODES.contains(&name)
}

fn is_nested(value: &Value) -> bool {
    value.is_array() || value.is_object()
}

/// Redacts every text below a value; identities are hidden wherever they stand.
fn hide_value(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(redacted) = redact(text).text {
                *text = redacted;
            }
        }
        Value::Array(values) => values.iter_mut().for_each(hide_value),
        Value::Object(properties) => {
            for (name, value) in properties.iter_mut() {
                if matches!(name.as_str(), "fin" | "citizen_key") && !value.is_null() {
                    *value = FIN_MARK.into();
                } else {
                    hide_value(value);
                }
            }
        }
        Value::Number(number) => {
            // A telephone number as a number has lost its zero, but the international form has not.
            if redact(&number.to_string()).count > 0 {
                *value = Value::String(super::redact::PHONE_MARK.into());
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// Hides the values of `fin` and `citizen_key` in text that is not JSON.
pub fn hide_properties(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    for name in ["\"fin\"", "\"citizen_key\""] {
        if out.contains(name) {
            let mut hidden = String::with_capacity(out.len());
            let mut rest = &*out;
            while let Some(at) = rest.find(name) {
                let after = at + name.len();
                hidden.push_str(&rest[..after]);
                hidden.push_str(": \"");
                hidden.push_str(FIN_MARK);
                hidden.push('"');
                rest = skip_value(&rest[after..]);
            }
            hidden.push_str(rest);
            out = Cow::Owned(hidden);
        }
    }
    out
}

/// What follows `: value`, as far as that can be told in broken text.
fn skip_value(text: &str) -> &str {
    let value = text.trim_start_matches([':', ' ', '\t']);
    match value.strip_prefix('"') {
        Some(inside) => inside.split_once('"').map_or("", |(_, rest)| rest),
        None => value.find([',', '}', '\n']).map_or("", |end| &value[end..]),
    }
}
