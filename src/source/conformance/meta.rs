//! What the feed says of itself, and whether that holds.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::point::{Point, Untested};
use super::probe::{Ask, Probe};
use super::walk::Walk;
use crate::domain::records::Entity;
use crate::domain::reference::Reference;
use crate::source::decode::{declarable, excerpt, required_columns, time};

/// Fewer records than this may well lack a column that others fill.
const ENOUGH: u64 = 1000;

/// What `/v1/meta` told.
#[derive(Debug, Default)]
pub struct Told {
    pub source: Option<String>,
    pub system: Option<String>,
    entities: BTreeMap<Entity, ToldEntity>,
}

#[derive(Debug, Default)]
struct ToldEntity {
    count: Option<u64>,
    columns: Option<Vec<String>>,
}

impl Told {
    /// The entities to walk: those that are told, all when none is.
    pub fn served(&self) -> impl DoubleEndedIterator<Item = Entity> + use<> {
        let listed: Vec<Entity> = self.entities.keys().copied().collect();
        if listed.is_empty() { Entity::ALL.to_vec() } else { listed }.into_iter()
    }

    pub fn lists(&self, entity: Entity) -> bool {
        self.entities.contains_key(&entity)
    }

    pub fn count(&self, entity: Entity) -> Option<u64> {
        self.entities.get(&entity)?.count
    }
}

/// Asks `/v1/meta` and judges the answer.
pub async fn ask(probe: &mut Probe, source: Option<&str>, reference: &Reference) -> Told {
    let Some(meta) = fetch(probe).await else { return Told::default() };
    let notes = &mut probe.notes;
    let text = |name: &str| meta.get(name).and_then(Value::as_str).map(str::to_owned);
    let shown =
        |name: &str| format!("{name} = {}", meta.get(name).map_or("–".into(), |value| excerpt(&value.to_string())));
    let contract = text("contract");
    let is_known = contract.as_deref().and_then(|version| version.split('.').next()) == Some("1");
    notes.hold(Point::ContractVersion, is_known, || shown("contract"));
    let named = text("source");
    let is_right = match (&named, source) {
        (Some(named), Some(wanted)) => named == wanted,
        (Some(named), None) => reference.units.sources().contains(&named.as_str()),
        (None, _) => false,
    };
    notes.hold(Point::SourceName, is_right, || shown("source"));
    let mut told = Told { source: named, system: text("system"), entities: BTreeMap::new() };
    let Some(entities) = meta.get("entities").and_then(Value::as_object) else {
        notes.fail(Point::Meta, || shown("entities"));
        return told;
    };
    for (name, said) in entities {
        notes.look(Point::MetaEntities, 1);
        let Ok(entity) = name.parse::<Entity>() else {
            notes.fail(Point::MetaEntities, || format!("entities.{}", excerpt(name)));
            continue;
        };
        let count = said.get("count").and_then(Value::as_u64);
        let is_time = |value: &Value| value.is_null() || value.as_str().and_then(time::instant).is_some();
        if count.is_none() {
            notes.fail(Point::MetaEntities, || format!("entities.{name}.count = {}", part(said, "count")));
        }
        if !said.get("max_updated_at").is_none_or(is_time) {
            let value = part(said, "max_updated_at");
            notes.fail(Point::MetaEntities, || format!("entities.{name}.max_updated_at = {value}"));
        }
        let columns = match said.get("columns") {
            None | Some(Value::Null) => None,
            Some(value) => {
                let columns: Option<Vec<String>> = serde_json::from_value(value.clone()).ok();
                if columns.is_none() {
                    notes.fail(Point::MetaEntities, || format!("entities.{name}.columns = {}", part(said, "columns")));
                }
                columns
            }
        };
        told.entities.insert(entity, ToldEntity { count, columns });
    }
    told
}

fn part(said: &Value, name: &str) -> String {
    said.get(name).map_or("–".into(), |value| excerpt(&value.to_string()))
}

/// The answer as JSON, where it is; what it shows of access and form is noted.
async fn fetch(probe: &mut Probe) -> Option<Value> {
    let ask = Ask::of("meta", "");
    let answer = probe.ask(&ask).await?;
    let notes = &mut probe.notes;
    match answer.status {
        200 => notes.look(Point::TokenAccepted, 1),
        401 | 403 => {
            notes.fail(Point::TokenAccepted, || format!("{} → {}", ask.shown(), answer.status));
            return None;
        }
        status => {
            notes.fail(Point::Meta, || format!("{} → {status}", ask.shown()));
            return None;
        }
    }
    notes.hold(Point::Utf8, std::str::from_utf8(&answer.body).is_ok(), || ask.shown());
    let text = String::from_utf8_lossy(&answer.body);
    let Ok(meta) = serde_json::from_str::<Value>(&text) else {
        notes.fail(Point::Json, || format!("{}: {}", ask.shown(), answer.received()));
        return None;
    };
    notes.look(Point::Json, 1);
    notes.hold(Point::Meta, meta.is_object(), || format!("{}: {}", ask.shown(), answer.received()));
    meta.is_object().then_some(meta)
}

/// Compares what was told with what the walks saw.
pub async fn reconcile(probe: &mut Probe, told: &Told, walks: &[Walk]) {
    for walk in walks {
        columns(probe, told, walk);
    }
    let whole: Vec<&Walk> = walks.iter().filter(|walk| walk.walked.complete).collect();
    if whole.is_empty() {
        let why = if walks.iter().any(|walk| walk.is_sampled) { Untested::Sampled } else { Untested::NoAnswer };
        return probe.notes.skip(Point::Counts, why);
    }
    // Records may have come meanwhile: what is told afterwards counts as well.
    let after = fetch(probe).await;
    for walk in whole {
        let entity = walk.walked.entity;
        let Some(before) = told.count(entity) else { continue };
        let after =
            after.as_ref().and_then(|meta| meta["entities"][entity.as_str()]["count"].as_u64()).unwrap_or(before);
        let live = walk.walked.items;
        // A count may lag a minute behind the records.
        let (least, most) = (before.min(after).saturating_sub(walk.recent), before.max(after) + walk.recent);
        let is_right = (least..=most).contains(&live);
        probe.notes.hold(Point::Counts, is_right, || format!("{entity}: count = {after}; GET = {live}"));
    }
}

fn columns(probe: &mut Probe, told: &Told, walk: &Walk) {
    let entity = walk.walked.entity;
    let Some(declared) = told.entities.get(&entity).and_then(|told| told.columns.as_ref()) else { return };
    let notes = &mut probe.notes;
    let known: BTreeSet<&str> = declarable(entity).collect();
    let declared: BTreeSet<&str> = declared.iter().map(String::as_str).collect();
    notes.look(Point::Columns, 1);
    for name in declared.difference(&known) {
        notes.fail(Point::Columns, || format!("{entity}: {} ∉ contract", excerpt(name)));
    }
    // The server's own name of the citizen, the nested object, and what every record has.
    let given =
        |name: &&str| matches!(*name, "citizen" | "figures" | "deleted") || required_columns(entity).contains(name);
    for name in walk.seen.iter().filter(|name| !declared.contains(*name) && !given(name)) {
        notes.fail(Point::Columns, || format!("{entity}: {name} ∉ columns"));
    }
    if walk.walked.complete && walk.walked.items >= ENOUGH {
        notes.look(Point::ColumnsFilled, 1);
        for name in declared.iter().filter(|name| known.contains(*name) && !walk.seen.contains(*name)) {
            notes.fail(Point::ColumnsFilled, || format!("{entity}: {name} = null × {}", walk.walked.items));
        }
    } else {
        let why = if walk.is_sampled { Untested::Sampled } else { Untested::TooFew };
        notes.skip(Point::ColumnsFilled, why);
    }
}
