//! One item of a feed as it stands on the wire: the contract's properties by position, the others by name.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// The properties an entity has, by position.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// At most [`WIDTH`] names; the first four are those of every entity.
    pub names: &'static [&'static str],
    /// The properties that are objects or arrays: their text is kept.
    pub nested: &'static [usize],
}

/// More than any entity has.
pub const WIDTH: usize = 32;

/// Unknown properties of one item that are named; more are only counted as one.
const MAX_UNKNOWN: usize = 16;

/// A property's value.
#[derive(Debug, Clone, Default)]
pub enum Value<'a> {
    /// Absent or null.
    #[default]
    None,
    Bool(bool),
    Whole(i64),
    Number(f64),
    Text(Cow<'a, str>),
    /// An object or an array where one is expected.
    Nested(&'a RawValue),
    /// An object or an array where none is expected.
    Unexpected(&'static str),
}

impl Value<'_> {
    /// What people call this kind of value.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::None => "null",
            Value::Bool(_) => "a boolean",
            Value::Whole(_) | Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::Nested(_) => "an object or an array",
            Value::Unexpected(kind) => kind,
        }
    }
}

/// One item, read but not yet judged.
#[derive(Debug)]
pub struct Item<'a> {
    pub values: [Value<'a>; WIDTH],
    pub unknown: Vec<Cow<'a, str>>,
}

/// Guesses which property comes next: sources write their properties in one order.
#[derive(Debug, Clone)]
pub struct Order([u8; WIDTH + 1]);

impl Order {
    pub fn new() -> Self {
        // The contract's own order to begin with.
        Order(std::array::from_fn(|at| at as u8))
    }

    /// The position of a name, given the slot of the one before (0 at the beginning).
    fn find(&mut self, shape: Shape, slot: usize, name: &str) -> Option<usize> {
        let guess = usize::from(self.0[slot]);
        if shape.names.get(guess) == Some(&name) {
            return Some(guess);
        }
        let found = shape.names.iter().position(|known| *known == name)?;
        self.0[slot] = found as u8;
        Some(found)
    }
}

impl<'a> Item<'a> {
    /// Reads one JSON object; the error is for people and holds nothing of the text.
    pub fn read(text: &'a str, shape: Shape, order: &mut Order) -> Result<Item<'a>, String> {
        if !text.starts_with('{') {
            return Err("the item is not an object".into());
        }
        let mut reader = serde_json::Deserializer::from_str(text);
        let item = ItemSeed { shape, order }.deserialize(&mut reader).map_err(|e| describe(&e))?;
        reader.end().map_err(|e| describe(&e))?;
        Ok(item)
    }
}

/// Says what is wrong with JSON without quoting any of it.
pub fn describe(error: &serde_json::Error) -> String {
    let kind = match error.classify() {
        serde_json::error::Category::Eof => "the text breaks off",
        serde_json::error::Category::Syntax => "the text is not valid JSON",
        serde_json::error::Category::Data => "a value is of the wrong type",
        serde_json::error::Category::Io => "the text could not be read",
    };
    format!("{kind} at line {} column {}", error.line(), error.column())
}

struct ItemSeed<'o> {
    shape: Shape,
    order: &'o mut Order,
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_> {
    type Value = Item<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Item<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ItemSeed<'_> {
    type Value = Item<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Item<'de>, A::Error> {
        let mut item = Item { values: std::array::from_fn(|_| Value::None), unknown: Vec::new() };
        let mut slot = 0;
        while let Some(key) = map.next_key_seed(KeySeed { shape: self.shape, order: &mut *self.order, slot })? {
            match key {
                Key::Known(at) => {
                    item.values[at] = if self.shape.nested.contains(&at) {
                        nested(map.next_value()?)
                    } else {
                        map.next_value_seed(ValueSeed)?
                    };
                    slot = at + 1;
                }
                Key::Unknown(name) => {
                    map.next_value::<IgnoredAny>()?;
                    if item.unknown.len() < MAX_UNKNOWN && !item.unknown.contains(&name) {
                        item.unknown.push(name);
                    }
                }
            }
        }
        Ok(item)
    }
}

fn nested(raw: &RawValue) -> Value<'_> {
    if raw.get() == "null" { Value::None } else { Value::Nested(raw) }
}

enum Key<'a> {
    Known(usize),
    Unknown(Cow<'a, str>),
}

struct KeySeed<'o> {
    shape: Shape,
    order: &'o mut Order,
    slot: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'de>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_> {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, name: &'de str) -> Result<Key<'de>, E> {
        let known = self.order.find(self.shape, self.slot, name);
        Ok(known.map_or(Key::Unknown(Cow::Borrowed(name)), Key::Known))
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Key<'de>, E> {
        let known = self.order.find(self.shape, self.slot, name);
        Ok(known.map_or_else(|| Key::Unknown(Cow::Owned(name.to_owned())), Key::Known))
    }
}

struct ValueSeed;

impl<'de> DeserializeSeed<'de> for ValueSeed {
    type Value = Value<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::None)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value<'de>, E> {
        Ok(Value::Whole(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value<'de>, E> {
        Ok(i64::try_from(value).map_or(Value::Number(value as f64), Value::Whole))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value<'de>, E> {
        Ok(Value::Number(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value<'de>, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Unexpected("an array"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Unexpected("an object"))
    }
}

/// Reads a JSON array into the texts of its elements.
pub fn elements(text: &str) -> Result<Vec<&RawValue>, String> {
    if !text.starts_with('[') {
        return Err("not an array".into());
    }
    serde_json::from_str(text).map_err(|e| describe(&e))
}

/// Reads a JSON object of whole numbers, in the order of its names.
pub fn counts(text: &str) -> Result<BTreeMap<String, i64>, String> {
    let object: BTreeMap<String, Option<f64>> = serde_json::from_str(text).map_err(|e| describe(&e))?;
    let mut counts = BTreeMap::new();
    for (name, value) in object {
        let Some(value) = value else { continue };
        let count = whole(value).filter(|count| *count >= 0);
        counts.insert(name, count.ok_or("a count is not a whole number from 0 on")?);
    }
    Ok(counts)
}

/// The whole number that a floating-point number is.
pub fn whole(value: f64) -> Option<i64> {
    const LIMIT: f64 = 9_007_199_254_740_992.0;
    (value.fract() == 0.0 && value.abs() <= LIMIT).then_some(value as i64)
}
