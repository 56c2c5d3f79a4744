//! The simulated ministry is deterministic, keeps the contract and breaks the checks' rules only where its truth says so.

mod feeds;
mod recount;
mod reports;
mod silences;
mod stability;

use std::collections::BTreeSet;

use serde_json::Value;

use super::page::{Form, Page};
use super::{Ministry, Settings};
use crate::domain::records::Entity;
use crate::domain::reference::Reference;

fn settings(seed: u64, scale: f64, from: &str, to: &str, now: &str) -> Settings {
    Settings::new(seed, scale, from.parse().unwrap(), to.parse().unwrap(), now.parse().unwrap())
}

fn ministry(settings: Settings) -> Ministry {
    Ministry::generate(settings, &Reference::builtin()).unwrap()
}

/// Eight months of a small ministry, the last one running.
fn small(seed: u64) -> Ministry {
    ministry(settings(seed, 0.012, "2026-01", "2026-08", "2026-08-20T06:00:00Z"))
}

/// Every item of an entity, over all sources.
fn items(ministry: &Ministry, entity: Entity) -> Vec<Value> {
    let mut all = Vec::new();
    for source in ministry.sources() {
        let page = Page { source, entity, from: 0, limit: usize::MAX, form: Form::Json };
        let body: Value = serde_json::from_slice(&page.write(ministry, |_| String::new())).unwrap();
        all.extend(body["items"].as_array().unwrap().iter().cloned().map(|mut item| {
            item["source"] = source.as_str().into();
            item
        }));
    }
    all
}

fn text<'a>(item: &'a Value, name: &str) -> Option<&'a str> {
    item[name].as_str().filter(|text| !text.is_empty())
}

/// What the truth lists of a check: unit, period and subject.
fn listed(ministry: &Ministry, check: &str) -> BTreeSet<(String, String, String)> {
    let of_check = ministry.truth().violations.iter().filter(|violation| violation.check == check);
    of_check.map(|v| (v.unit.clone(), v.period.clone(), v.subject_id.clone())).collect()
}
