//! From a value on the wire to a typed field, or the reason why the row goes to quarantine.

use std::borrow::Cow;

use super::redact::{marks, redact};
use super::time;
use super::wire::{Item, Order, Shape, Value, counts, whole};
use super::{Decoder, Form, excerpt};
use crate::domain::period::Period;
use crate::domain::records::{Drift, values};
use chrono::{DateTime, NaiveDate, Utc};

/// Why a row cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub field: String,
    pub reason: &'static str,
    pub detail: String,
}

impl Refusal {
    pub fn new(field: impl Into<String>, reason: &'static str, detail: impl Into<String>) -> Self {
        Refusal { field: field.into(), reason, detail: detail.into() }
    }
}

pub type Field<T> = Result<Option<T>, Refusal>;

/// Reads the fields of one item; notes which were there and what the contract does not know.
pub struct Fields<'a, 'd> {
    pub item: Item<'a>,
    pub shape: Shape,
    pub decoder: &'d Decoder,
    pub drift: &'d mut Vec<Drift>,
    /// Bit n: the field at position n was there.
    pub seen: u32,
    /// Known as soon as the head was read, also of a row that is refused.
    pub updated_at: Option<DateTime<Utc>>,
    is_buried: bool,
}

impl<'a, 'd> Fields<'a, 'd> {
    pub fn new(item: Item<'a>, shape: Shape, decoder: &'d Decoder, drift: &'d mut Vec<Drift>) -> Self {
        let mut fields = Fields { item, shape, decoder, drift, seen: 0, updated_at: None, is_buried: false };
        fields.count_unknown();
        fields
    }

    /// Forgets every value: a tombstone has no more than its head, and nothing of it is required.
    pub fn bury(&mut self) {
        self.item.values = std::array::from_fn(|_| Value::None);
        self.is_buried = true;
    }

    pub fn name(&self, at: usize) -> &'static str {
        self.shape.names[at]
    }

    fn take(&mut self, at: usize) -> Value<'a> {
        std::mem::take(&mut self.item.values[at])
    }

    /// The text at a position; blank is absent.
    fn raw_text(&mut self, at: usize) -> Field<Cow<'a, str>> {
        let text = match self.take(at) {
            Value::None => return Ok(None),
            Value::Text(text) => text,
            Value::Whole(number) if self.is_file() => Cow::Owned(number.to_string()),
            Value::Number(number) if self.is_file() => Cow::Owned(number.to_string()),
            Value::Bool(value) if self.is_file() => Cow::Owned(value.to_string()),
            other => return Err(self.bad_type(at, "a text", other.kind())),
        };
        if text.trim().is_empty() {
            return Ok(None);
        }
        self.seen |= 1 << at;
        // The store takes no NUL, and nobody means one.
        Ok(Some(if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { text }))
    }

    pub fn text(&mut self, at: usize) -> Field<String> {
        Ok(self.raw_text(at)?.map(|text| if self.is_file() { text.trim().to_owned() } else { text.into_owned() }))
    }

    /// Free text without personal numbers and telephone numbers, and how many were taken out.
    pub fn free_text(&mut self, at: usize) -> Result<(Option<String>, i32), Refusal> {
        let Some(text) = self.raw_text(at)? else { return Ok((None, 0)) };
        let redacted = redact(&text);
        // What was taken out before the row went to quarantine counts as well: its marks stand in the text.
        let marks = if self.decoder.is_replay { marks(&text) } else { 0 };
        let count = i32::try_from(redacted.count as usize + marks).unwrap_or(i32::MAX);
        let is_whole = matches!(redacted.text, Cow::Borrowed(_));
        Ok((Some(if is_whole { text.into_owned() } else { redacted.text.into_owned() }), count))
    }

    /// One of the contract's words.
    pub fn word(&mut self, at: usize, known: &'static [&'static str]) -> Field<&'static str> {
        let Some(text) = self.raw_text(at)? else { return Ok(None) };
        let word = if self.is_file() { text.trim() } else { &text };
        if let Some(word) = values::known(known, word) {
            return Ok(Some(word));
        }
        let name = self.name(at);
        let value = excerpt(word);
        let detail = format!("`{name}` is `{value}`; the contract knows {}", known.join(", "));
        self.drift.push(Drift { kind: "enum", name: name.into(), value });
        Err(Refusal::new(name, "unknown_enum", detail))
    }

    pub fn time(&mut self, at: usize) -> Field<DateTime<Utc>> {
        let Some(text) = self.raw_text(at)? else { return Ok(None) };
        let instant = match self.decoder.form {
            Form::Feed => time::instant(&text),
            Form::File { zone, .. } => time::loose_instant(&text, zone),
        };
        match instant {
            Some(instant) => Ok(Some(instant)),
            None => Err(self.bad_text(at, &text, "a time as 2026-09-01T10:15:00+04:00")),
        }
    }

    pub fn date(&mut self, at: usize) -> Field<NaiveDate> {
        let Some(text) = self.raw_text(at)? else { return Ok(None) };
        let day = if self.is_file() { time::loose_date(&text) } else { time::date(&text) };
        match day {
            Some(day) => Ok(Some(day)),
            None => Err(self.bad_text(at, &text, "a date as 2026-09-01")),
        }
    }

    /// A time of day as `HH:MM`.
    pub fn minute(&mut self, at: usize) -> Field<String> {
        let Some(text) = self.raw_text(at)? else { return Ok(None) };
        let minute = match text.trim().get(..5) {
            Some(minute) if self.is_file() && text.trim()[5..].starts_with(":00") => minute,
            _ => &text,
        };
        if time::is_minute(minute) {
            return Ok(Some(minute.to_owned()));
        }
        Err(self.bad_text(at, &text, "a time of day as 09:30"))
    }

    pub fn flag(&mut self, at: usize) -> Field<bool> {
        let flag = match self.take(at) {
            Value::None => return Ok(None),
            Value::Bool(flag) => flag,
            Value::Text(text) if self.is_file() => match text.trim().to_ascii_lowercase().as_str() {
                "" => return Ok(None),
                "true" | "t" | "yes" | "1" => true,
                "false" | "f" | "no" | "0" => false,
                _ => return Err(self.bad_text(at, &text, "true or false")),
            },
            Value::Whole(number @ 0..=1) if self.is_file() => number == 1,
            other => return Err(self.bad_type(at, "a boolean", other.kind())),
        };
        self.seen |= 1 << at;
        Ok(Some(flag))
    }

    pub fn whole(&mut self, at: usize, least: i64, most: i64) -> Field<i64> {
        let number = match self.take(at) {
            Value::None => return Ok(None),
            Value::Whole(number) => Some(number),
            Value::Number(number) => whole(number),
            Value::Text(text) if self.is_file() => match text.trim() {
                "" => return Ok(None),
                text => text.parse().ok(),
            },
            other => return Err(self.bad_type(at, "a number", other.kind())),
        };
        match number {
            Some(number) if (least..=most).contains(&number) => {
                self.seen |= 1 << at;
                Ok(Some(number))
            }
            _ => {
                let name = self.name(at);
                let range =
                    if most == i64::MAX { format!("from {least} on") } else { format!("from {least} to {most}") };
                Err(Refusal::new(name, "bad_type", format!("`{name}` is not a whole number {range}")))
            }
        }
    }

    /// The code of a unit of the ministry.
    pub fn unit(&mut self, at: usize) -> Field<String> {
        let Some(code) = self.text(at)? else { return Ok(None) };
        if self.decoder.tables.units.contains_key(&code) {
            return Ok(Some(code));
        }
        let name = self.name(at);
        let detail = format!("`{name}` names the unit `{}`, which the units table does not have", excerpt(&code));
        Err(Refusal::new(name, "unknown_unit", detail))
    }

    /// The code of a unit that this source serves.
    pub fn own_unit(&mut self, at: usize) -> Field<String> {
        let Some(code) = self.unit(at)? else { return Ok(None) };
        if self.decoder.tables.units.get(&code).copied() == Some(true) {
            return Ok(Some(code));
        }
        let name = self.name(at);
        let detail = format!("`{name}` names the unit `{code}`, which another source serves");
        Err(Refusal::new(name, "foreign_unit", detail))
    }

    /// A reporting period.
    pub fn period(&mut self, at: usize) -> Field<String> {
        let Some(text) = self.raw_text(at)? else { return Ok(None) };
        match text.trim().parse::<Period>() {
            Ok(period) => Ok(Some(period.to_string())),
            Err(_) => Err(self.bad_text(at, &text, "a period as 2026-09, 2026-Q3, 2026-H2 or 2026")),
        }
    }

    /// The JSON text of an object or an array; in files it may be written as a text.
    pub fn nested(&mut self, at: usize) -> Field<Cow<'a, str>> {
        let text = match self.take(at) {
            Value::Nested(raw) if self.is_file() && raw.get().starts_with('"') => {
                match serde_json::from_str::<String>(raw.get()) {
                    Ok(text) if text.trim().is_empty() => return Ok(None),
                    Ok(text) => Cow::Owned(text.trim().to_owned()),
                    Err(_) => Cow::Borrowed(raw.get()),
                }
            }
            Value::Nested(raw) => Cow::Borrowed(raw.get()),
            _ => return Ok(None),
        };
        self.seen |= 1 << at;
        Ok(Some(text))
    }

    /// An object of counts by name, as JSON text in the order of the names; unknown names are kept and counted.
    pub fn counts(&mut self, at: usize, is_known: impl Fn(&str) -> bool) -> Field<String> {
        let Some(text) = self.nested(at)? else { return Ok(None) };
        let name = self.name(at);
        let counts = counts(&text).map_err(|detail| Refusal::new(name, "bad_type", format!("`{name}`: {detail}")))?;
        for odd in counts.keys().filter(|key| !is_known(key)) {
            self.drift.push(Drift { kind: "enum", name: name.into(), value: excerpt(odd) });
        }
        Ok(serde_json::to_string(&counts).ok())
    }

    /// Reads an object inside the item; its names are told as `outer.inner`. Gives back which of it were there.
    pub fn inside(
        &mut self,
        outer: &str,
        text: &str,
        shape: Shape,
        read: impl FnOnce(&mut Fields) -> Result<(), Refusal>,
    ) -> Result<u32, Refusal> {
        let told = self.drift.len();
        let item = Item::read(text, shape, &mut Order::new())
            .map_err(|detail| Refusal::new(outer, "bad_type", format!("`{outer}`: {detail}")))?;
        let mut inner = Fields::new(item, shape, self.decoder, self.drift);
        let outcome = read(&mut inner);
        let seen = inner.seen;
        for drift in &mut self.drift[told..] {
            drift.name = format!("{}.{}", outer.split('[').next().unwrap_or(outer), drift.name);
        }
        outcome.map_err(|refusal| Refusal { field: format!("{outer}.{}", refusal.field), ..refusal })?;
        Ok(seen)
    }

    /// The topic: an unknown code is kept and counted.
    pub fn topic(&mut self, at: usize) -> Field<String> {
        let topic = self.text(at)?;
        if let Some(code) = &topic
            && !self.decoder.tables.topics.contains(code)
        {
            self.drift.push(Drift { kind: "topic", name: self.name(at).into(), value: excerpt(code) });
        }
        Ok(topic)
    }

    /// The keyed hash of the citizen: of the FİN, else of the key by which the source knows the citizen.
    ///
    /// What is no FİN is counted and treated as absent; it is never kept or printed.
    pub fn citizen(&mut self, fin: usize, citizen_key: usize) -> Option<String> {
        let decoder = self.decoder;
        let by_fin = match self.take(fin) {
            Value::None => None,
            Value::Text(text) if text.trim().is_empty() => None,
            Value::Text(text) => self.decoder.fin_hash(&text).or_else(|| self.odd_identity(fin)),
            _ => self.odd_identity(fin),
        };
        let by_key = match self.take(citizen_key) {
            Value::None => None,
            Value::Text(text) if text.trim().is_empty() => None,
            Value::Text(text) => Some(decoder.key_hash(&text)),
            Value::Whole(number) => Some(decoder.key_hash(&number.to_string())),
            _ => self.odd_identity(citizen_key),
        };
        self.seen |= u32::from(by_fin.is_some()) << fin | u32::from(by_key.is_some()) << citizen_key;
        by_fin.or(by_key)
    }

    fn odd_identity(&mut self, at: usize) -> Option<String> {
        self.drift.push(Drift { kind: "type", name: self.name(at).into(), value: String::new() });
        None
    }

    /// Turns an absent field into a refusal.
    pub fn need<T>(&self, at: usize, field: Field<T>) -> Field<T> {
        match field? {
            Some(value) => Ok(Some(value)),
            None if self.is_buried => Ok(None),
            None => Err(self.missing(at)),
        }
    }

    pub fn missing(&self, at: usize) -> Refusal {
        let name = self.name(at);
        Refusal::new(name, "missing", format!("`{name}` is missing; the contract requires it"))
    }

    /// Counts the properties that the contract does not know.
    fn count_unknown(&mut self) {
        for name in std::mem::take(&mut self.item.unknown) {
            self.drift.push(Drift { kind: "property", name: excerpt(&name), value: String::new() });
        }
    }

    fn is_file(&self) -> bool {
        matches!(self.decoder.form, Form::File { .. })
    }

    fn bad_type(&mut self, at: usize, wanted: &str, got: &str) -> Refusal {
        let name = self.name(at);
        self.drift.push(Drift { kind: "type", name: name.into(), value: got.into() });
        Refusal::new(name, "bad_type", format!("`{name}` is {got}; the contract has {wanted}"))
    }

    fn bad_text(&mut self, at: usize, text: &str, wanted: &str) -> Refusal {
        let name = self.name(at);
        let detail = format!("`{name}` is `{}`; the contract has {wanted}", excerpt(text));
        Refusal::new(name, "bad_type", detail)
    }
}
