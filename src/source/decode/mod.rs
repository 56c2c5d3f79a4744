//! From an item of a feed to a record, a row for quarantine, or counted drift; nothing is dropped.
//!
//! [`wire`] reads one JSON object, [`fields`] judges its properties, [`entities`] says for each entity which it has and
//! which are required, [`hash`] seals the content, [`redact`] and [`quarantine`] keep identities out, [`page`] takes an
//! answer of a feed apart. Files go the same way: an adapter's rows become JSON objects.

mod entities;
mod fields;
mod hash;
pub mod page;
mod quarantine;
pub mod redact;
pub(super) mod time;
mod wire;

#[cfg(test)]
mod contract_tests;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use self::fields::{Fields, Refusal};
use self::redact::{normal_fin, redact};
use self::wire::{Item, Order, Shape};
use super::identity::IdentityKey;
use crate::domain::records::{Batch, Entity, Rejected};
use crate::domain::reference::Reference;
use crate::domain::zone::Zone;

pub use self::quarantine::hide_properties;

/// How strictly an item is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The contract to the letter.
    Feed,
    /// Rows of a file: numbers and flags may be texts, times may lack the offset or be dates (the start of the local
    /// day), and `updated_at` is the file's own time where it is absent.
    File { zone: Zone, modified_at: DateTime<Utc> },
}

/// Decodes the items of one source.
#[derive(Debug, Clone)]
pub struct Decoder {
    form: Form,
    source: Arc<str>,
    key: IdentityKey,
    tables: Arc<Tables>,
    is_replay: bool,
    orders: [Order; Entity::ALL.len()],
    scratch: Vec<u8>,
}

/// The codes that are known.
#[derive(Debug)]
struct Tables {
    /// Code → whether this source serves the unit.
    units: HashMap<String, bool>,
    topics: HashSet<String>,
}

impl Decoder {
    pub fn new(source: &str, reference: &Reference, key: &IdentityKey, form: Form) -> Self {
        let units = reference.units.iter().map(|unit| (unit.code.clone(), unit.source.as_deref() == Some(source)));
        let topics = reference.topics.iter().map(|topic| topic.code.clone());
        Decoder {
            form,
            source: source.into(),
            key: key.clone(),
            tables: Arc::new(Tables { units: units.collect(), topics: topics.chain(["other".to_owned()]).collect() }),
            is_replay: false,
            orders: std::array::from_fn(|_| Order::new()),
            scratch: Vec::new(),
        }
    }

    /// Reads rows that come back from quarantine: a citizen's hash stands where the identity stood.
    #[must_use]
    pub fn replaying(mut self) -> Self {
        self.is_replay = true;
        self
    }

    /// Decodes items, each the text of one JSON object.
    pub fn decode<'a>(&mut self, entity: Entity, items: impl IntoIterator<Item = &'a str>) -> Batch {
        let mut batch = Batch::new(entity);
        let mut seen = 0;
        let mut seen_inner = 0;
        for text in items {
            self.decode_item(text, &mut batch, &mut seen, &mut seen_inner);
        }
        batch.seen_columns = entities::column_names(entity, seen, seen_inner);
        batch
    }

    fn decode_item(&mut self, text: &str, batch: &mut Batch, seen: &mut u32, seen_inner: &mut u32) {
        let entity = batch.entity;
        let shape = shape(entity);
        batch.items += 1;
        batch.bytes += text.len() as u64;
        let item = match Item::read(text, shape, &mut self.orders[entity as usize]) {
            Ok(item) => item,
            Err(detail) => {
                let refusal = Refusal { field: String::new(), reason: "bad_row", detail };
                batch.rejected.push(self.rejected(entity, None, refusal, text));
                return;
            }
        };
        let mut fields = Fields::new(item, shape, self, &mut batch.drift);
        let id = fields.id();
        let known_id = id.as_ref().ok().cloned();
        let decoded = id.and_then(|id| entities::decode(entity, &mut fields, id, seen_inner));
        *seen |= fields.seen;
        // A refused row counts too: reading it again and again would not mend it.
        batch.watermark = batch.watermark.max(fields.updated_at);
        match decoded {
            Ok(mut record) => {
                hash::seal(&mut record, &mut self.scratch);
                batch.records.push(record);
            }
            Err(refusal) => batch.rejected.push(self.rejected(entity, known_id, refusal, text)),
        }
    }

    fn rejected(&self, entity: Entity, record_id: Option<String>, refusal: Refusal, text: &str) -> Rejected {
        Rejected {
            record_id,
            field: (!refusal.field.is_empty()).then_some(refusal.field),
            reason: refusal.reason,
            detail: refusal.detail,
            raw: self.harmless(entity, text),
        }
    }

    /// The hash of a FİN; none when the text is not one.
    fn fin_hash(&self, text: &str) -> Option<String> {
        match normal_fin(text) {
            Some(fin) => Some(self.key.of_fin(&fin)),
            None => self.is_kept_hash(text, "f:").then(|| text.to_owned()),
        }
    }

    fn key_hash(&self, text: &str) -> String {
        if self.is_kept_hash(text, &format!("k:{}:", self.source)) {
            return text.to_owned();
        }
        self.key.of_key(&self.source, text.trim())
    }

    fn is_kept_hash(&self, text: &str, prefix: &str) -> bool {
        let is_hash = |hash: &str| hash.len() == 32 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        self.is_replay && text.strip_prefix(prefix).is_some_and(is_hash)
    }
}

fn shape(entity: Entity) -> Shape {
    entities::SHAPES[entity as usize]
}

/// The columns that every source of an entity fills, because the contract requires them.
pub fn required_columns(entity: Entity) -> &'static [&'static str] {
    entities::REQUIRED[entity as usize]
}

/// Every name that a source may declare to fill: the contract's fields, and the figures of a report.
pub(super) fn declarable(entity: Entity) -> impl Iterator<Item = &'static str> {
    let figures: &[&str] = if entity == Entity::UnitReports { entities::FIGURES.names } else { &[] };
    shape(entity).names.iter().chain(figures).copied()
}

/// A short piece of a value for people to see: no identity, at most 64 characters.
pub(super) fn excerpt(text: &str) -> String {
    let redacted = redact(text).text;
    let mut piece: String = redacted.chars().filter(|c| !c.is_control()).take(65).collect();
    if piece.chars().count() > 64 {
        piece.pop();
        piece.push('…');
    }
    piece
}
