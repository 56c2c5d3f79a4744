//! The same input gives the same bytes, and more of one thing reshuffles nothing else.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Entity, items, ministry, settings, small};
use crate::domain::reference::Reference;
use crate::error::Kind;
use crate::simulator::Ministry;

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let (one, two, other) = (small(5), small(5), small(6));
    for entity in Entity::ALL {
        assert_eq!(items(&one, entity), items(&two, entity));
    }
    assert_eq!(one.truth(), two.truth());
    assert_eq!(one.token("DSMF"), two.token("DSMF"));
    assert_ne!(items(&one, Entity::Receptions), items(&other, Entity::Receptions));
    assert_ne!(one.token("DSMF"), other.token("DSMF"));
}

#[test]
fn later_months_change_nothing_that_was_known() {
    let now = "2026-02-14T06:00:00Z";
    let short = ministry(settings(5, 0.01, "2026-01", "2026-04", now));
    let long = ministry(settings(5, 0.01, "2026-01", "2026-09", now));
    for entity in Entity::ALL {
        assert_eq!(items(&short, entity), items(&long, entity));
    }
}

#[test]
fn with_time_records_only_come_and_move_on() {
    let at = |now| ministry(settings(5, 0.01, "2026-01", "2026-04", now));
    let (earlier, later) = (at("2026-03-03T06:00:00Z"), at("2026-03-06T12:00:00Z"));
    for entity in Entity::ALL {
        let now: BTreeMap<String, Value> =
            items(&later, entity).into_iter().map(|item| (item["id"].as_str().unwrap().to_owned(), item)).collect();
        let before = items(&earlier, entity);
        assert!(before.len() <= now.len());
        for item in before {
            let after = &now[item["id"].as_str().unwrap()];
            assert!(item["updated_at"].as_str() <= after["updated_at"].as_str(), "{item} {after}");
            // A change always shows in `updated_at`.
            assert!(item == *after || item["updated_at"] != after["updated_at"], "{item} {after}");
        }
    }
}

#[test]
fn a_larger_scale_keeps_the_ministry_and_its_rhythm() {
    let now = "2026-04-20T06:00:00Z";
    let count = |scale| {
        let ministry = ministry(settings(5, scale, "2026-01", "2026-03", now));
        ministry.sources().iter().map(|source| ministry.count(source, Entity::Receptions)).sum::<usize>()
    };
    let (small, large) = (count(0.02), count(0.1));
    // A quarter has 53 of 241 working days.
    let quarter = 2_000_000.0 * 53.0 / 241.0;
    assert!((large as f64 / (0.1 * quarter) - 1.0).abs() < 0.1, "{large}");
    assert!((small as f64 / (0.02 * quarter) - 1.0).abs() < 0.25, "{small}");
}

#[test]
fn bad_settings_are_refused_with_a_hint() {
    let refused = |scale, from, to| {
        let error = Ministry::generate(settings(1, scale, from, to, "2026-04-20T06:00:00Z"), &Reference::builtin());
        error.err().map(|error| (error.kind(), error.to_string(), error.remedy().is_some()))
    };
    assert_eq!(refused(0.0, "2026-01", "2026-02"), Some((Kind::Usage, "the scale 0 is out of range".into(), true)));
    assert_eq!(
        refused(0.1, "2026-03", "2026-02"),
        Some((Kind::Usage, "the span from `2026-03` to `2026-02` is empty".into(), true))
    );
    assert!(refused(f64::NAN, "2026-01", "2026-02").is_some());
}
