//! Judges the items of a page: their order, their ids, and what the server's own decoder says of each.

use std::borrow::Cow;
use std::collections::hash_map::{DefaultHasher, Entry};
use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::Value;

use super::notes::Notes;
use super::point::Point;
use crate::domain::records::{Batch, Drift, Entity, Record, Rejected};
use crate::source::decode::page::Page;
use crate::source::decode::{Decoder, excerpt, time};

/// The clocks of two machines may differ by so much.
const SKEW: TimeDelta = TimeDelta::minutes(5);

/// The head of an item, as far as it can be read.
#[derive(Deserialize, Default)]
struct Head<'a> {
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    unit_code: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    updated_at: Option<Cow<'a, str>>,
    #[serde(default)]
    deleted: Option<bool>,
}

/// What one walk has seen so far.
pub struct Judge {
    entity: Entity,
    now: DateTime<Utc>,
    last: Option<(DateTime<Utc>, String)>,
    /// Hash of the id → when it was updated.
    ids: HashMap<u64, DateTime<Utc>>,
    first_page: Vec<(DateTime<Utc>, String)>,
    pub seen: BTreeSet<&'static str>,
    pub live: u64,
    pub tombstones: u64,
    pub rejected: u64,
    pub recent: u64,
}

impl Judge {
    pub fn new(entity: Entity, now: DateTime<Utc>) -> Self {
        Judge {
            entity,
            now,
            last: None,
            ids: HashMap::new(),
            first_page: Vec::new(),
            seen: BTreeSet::new(),
            live: 0,
            tombstones: 0,
            rejected: 0,
            recent: 0,
        }
    }

    pub fn page(&mut self, page: &Page, decoder: &mut Decoder, notes: &mut Notes) {
        let is_first = self.first_page.is_empty();
        for text in page.items() {
            self.head(text, is_first, notes);
        }
        let batch = decoder.decode(self.entity, page.items());
        self.records(&batch, notes);
        for rejected in &batch.rejected {
            self.rejected += 1;
            notes.fail(refused_point(rejected), || self.shown(rejected));
        }
        if batch.drift.iter().any(|drift| drift_point(drift).is_some()) {
            self.drift(page, decoder, notes);
        }
        self.seen.extend(batch.seen_columns);
    }

    /// An instant in the middle of the first page, and the ids that were updated then.
    pub fn middle(&self) -> Option<(DateTime<Utc>, Vec<String>)> {
        let (at, _) = self.first_page.get(self.first_page.len() / 2)?;
        Some((*at, self.first_page.iter().filter(|(when, _)| when == at).map(|(_, id)| id.clone()).collect()))
    }

    fn head(&mut self, text: &str, is_first: bool, notes: &mut Notes) {
        let entity = self.entity;
        let head: Head = serde_json::from_str(text).unwrap_or_default();
        let is_tombstone = head.deleted == Some(true);
        if is_tombstone {
            self.tombstones += 1
        } else {
            self.live += 1
        }
        let id = head.id.as_deref().unwrap_or_default();
        if is_tombstone {
            let has_unit = head.unit_code.as_deref().is_some_and(|code| !code.trim().is_empty());
            notes.hold(Point::Tombstones, has_unit, || format!("{entity} {}: unit_code = –", excerpt(id)));
        }
        let Some(updated_at) = head.updated_at.as_deref().and_then(time::instant) else { return };
        if id.is_empty() {
            return;
        }
        notes.hold(Point::NotInFuture, updated_at <= self.now + SKEW, || {
            format!("{entity} {}: updated_at = {updated_at}", excerpt(id))
        });
        self.recent += u64::from(updated_at >= self.now - TimeDelta::minutes(1));
        if let Some((before, id_before)) = &self.last {
            let is_after = (*before, id_before.as_str()) <= (updated_at, id);
            notes.hold(Point::Order, is_after, || {
                format!("{entity}: {} {before} → {} {updated_at}", excerpt(id_before), excerpt(id))
            });
        }
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        notes.look(Point::UniqueIds, 1);
        match self.ids.entry(hasher.finish()) {
            // A record that changed while it was read comes again, newer: that is as it should be.
            Entry::Occupied(mut held) if updated_at > *held.get() && updated_at >= self.now - SKEW => {
                held.insert(updated_at);
            }
            Entry::Occupied(_) => notes.fail(Point::UniqueIds, || format!("{entity} {}", excerpt(id))),
            Entry::Vacant(free) => {
                free.insert(updated_at);
            }
        }
        if is_first {
            self.first_page.push((updated_at, id.to_owned()));
        }
        self.last = Some((updated_at, id.to_owned()));
    }

    /// What taken and refused rows alike were looked at for.
    fn records(&self, batch: &Batch, notes: &mut Notes) {
        for point in [
            Point::Items,
            Point::Ids,
            Point::Required,
            Point::Words,
            Point::Types,
            Point::Times,
            Point::Dates,
            Point::UnknownProperties,
            Point::UnitsKnown,
            Point::UnitsOwn,
        ] {
            // Appointments and officials have dates, reports have none; every entity has the rest.
            let has_it = point != Point::Dates || self.entity != Entity::UnitReports;
            if has_it && batch.items > 0 {
                notes.look(point, batch.items);
            }
        }
        let mut with_citizen = 0;
        for record in &batch.records {
            match record {
                Record::Reception(reception) if !reception.head.deleted => {
                    with_citizen += u64::from(reception.citizen.is_some());
                    if reception.topic.is_some() {
                        notes.look(Point::Topics, 1);
                    }
                }
                Record::Assignment(assignment) if !assignment.extensions.is_empty() => {
                    let is_sorted = assignment.extensions.is_sorted_by_key(|extension| extension.extended_on);
                    let id = &assignment.head.id;
                    notes.hold(Point::Extensions, is_sorted, || format!("{} {}", self.entity, excerpt(id)));
                }
                _ => {}
            }
        }
        if batch.seen_columns.contains("fin") {
            notes.look(Point::Fin, with_citizen);
        }
        let receptions = batch.records.iter().filter(|record| !record.head().deleted).count();
        if self.entity == Entity::Receptions && receptions > 0 {
            // Some citizens stay unknown; a whole page of them means that the source does not tell.
            notes.hold(Point::Citizen, with_citizen > 0, || format!("{}: fin = –, citizen_key = –", self.entity));
        }
    }

    /// Finds out item by item which ones the contract does not know.
    fn drift(&self, page: &Page, decoder: &mut Decoder, notes: &mut Notes) {
        for text in page.items() {
            let batch = decoder.decode(self.entity, [text]);
            let record = batch.records.first().map(|record| record.head().id.as_str());
            let id = record.or(batch.rejected.first().and_then(|rejected| rejected.record_id.as_deref()));
            for (drift, point) in batch.drift.iter().filter_map(|drift| Some((drift, drift_point(drift)?))) {
                notes.fail(point, || {
                    let value = if drift.value.is_empty() { String::new() } else { format!(" = {}", drift.value) };
                    format!("{} {}: {}{value}", self.entity, excerpt(id.unwrap_or("?")), drift.name)
                });
            }
        }
    }

    /// A refused row: entity, id, field and what stood there.
    fn shown(&self, rejected: &Rejected) -> String {
        let id = excerpt(rejected.record_id.as_deref().unwrap_or("?"));
        let field = rejected.field.as_deref().unwrap_or_default();
        let outer = field.split(['.', '[']).next().unwrap_or_default();
        // The raw text holds no identity any more.
        let item: Value = serde_json::from_str(&rejected.raw).unwrap_or_default();
        match item.get(outer) {
            _ if field.is_empty() => format!("{} {id}: {}", self.entity, excerpt(&rejected.raw)),
            None => format!("{} {id}: {field} = –", self.entity),
            Some(value) => format!("{} {id}: {field} = {}", self.entity, excerpt(&value.to_string())),
        }
    }
}

/// The point that a refused row is against.
fn refused_point(rejected: &Rejected) -> Point {
    let field = rejected.field.as_deref().unwrap_or_default();
    let name = field.rsplit('.').next().unwrap_or_default();
    match rejected.reason {
        "missing" => Point::Required,
        "unknown_enum" => Point::Words,
        "unknown_unit" => Point::UnitsKnown,
        "foreign_unit" => Point::UnitsOwn,
        "bad_id" => Point::Ids,
        "bad_row" => Point::Items,
        _ if name.ends_with("_at") => Point::Times,
        _ if is_date(field, name) => Point::Dates,
        _ => Point::Types,
    }
}

fn is_date(field: &str, name: &str) -> bool {
    let is_extension = field.starts_with("extensions[") && matches!(name, "from" | "to");
    is_extension || name.ends_with("_on") || matches!(name, "date" | "active_from" | "active_to")
}

/// The point that counted drift is against; none where the row is refused for it anyway.
fn drift_point(drift: &Drift) -> Option<Point> {
    match (drift.kind, drift.name.as_str()) {
        ("property", _) => Some(Point::UnknownProperties),
        ("topic", _) => Some(Point::Topics),
        ("enum", name) if name.starts_with("figures.") => Some(Point::Words),
        ("type", "fin" | "citizen_key") => Some(Point::Fin),
        _ => None,
    }
}
