use proptest::prelude::*;

use super::*;
use crate::domain::records::{Head, Official};

/// A waiting version: when it was changed, by which load it came, whether it is right now.
fn version(number: usize, updated: Option<i64>, load_id: i64, is_right: bool) -> Version {
    let at = |hour: i64| DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(hour);
    let head = Head { id: "X".into(), updated_at: at(updated.unwrap_or(0)), ..Head::default() };
    Version {
        row: Waiting {
            load_id,
            source: "S".into(),
            entity: "officials".into(),
            record_id: Some("X".into()),
            field: None,
            reason: "unknown_unit".into(),
            detail: String::new(),
            raw: String::new(),
            raw_hash: number.to_string(),
            first_seen: at(0),
            last_seen: at(0),
            is_file: false,
        },
        record: is_right.then(|| Record::Official(Official { head, ..Official::default() })),
        updated_at: updated.map(at),
        wrong: (!is_right).then(|| (None, "missing".into(), String::new())),
    }
}

fn judged(versions: Vec<Version>) -> (Replayed, Batch, Vec<Settled>) {
    let mut replayed = Replayed {
        source: "S".into(),
        entity: "officials".into(),
        waiting: 0,
        taken: 0,
        held_back: 0,
        still: BTreeMap::new(),
        load_id: None,
    };
    let (mut batch, mut settled) = (Batch::new(Entity::Officials), Vec::new());
    judge(versions, &mut replayed, &mut batch, &mut settled);
    (replayed, batch, settled)
}

#[test]
fn an_older_version_waits_for_a_newer_one_that_is_wrong() {
    let (replayed, batch, settled) = judged(vec![version(0, Some(1), 1, true), version(1, Some(2), 2, false)]);
    assert_eq!((replayed.taken, replayed.held_back, replayed.still["missing"]), (0, 1, 1));
    assert!(batch.records.is_empty() && settled.iter().all(|row| !row.is_taken));
}

#[test]
fn a_newer_version_settles_the_older_ones() {
    let (replayed, batch, settled) = judged(vec![version(0, Some(1), 1, false), version(1, Some(2), 2, true)]);
    assert_eq!((replayed.taken, replayed.held_back), (2, 0));
    assert_eq!(batch.records.len(), 1);
    assert!(settled.iter().all(|row| row.is_taken));
}

#[test]
fn a_version_whose_time_cannot_be_read_is_placed_by_its_load() {
    let (replayed, ..) = judged(vec![version(0, Some(5), 1, true), version(1, None, 2, false)]);
    assert_eq!(replayed.held_back, 1);
    let (replayed, ..) = judged(vec![version(0, Some(5), 3, true), version(1, None, 2, false)]);
    assert_eq!(replayed.taken, 2);
}

proptest! {
    /// Every row is accounted for once, and what is taken is the newest of what is right and newer than all that is wrong.
    #[test]
    fn nothing_is_lost_and_nothing_newer_overtaken(
        kinds in prop::collection::vec((prop::option::of(0_i64..5), 1_i64..5, any::<bool>()), 1..8),
    ) {
        // A version that is right has a time that can be read.
        let time = |at: Option<i64>, is_right: bool| if is_right { Some(at.unwrap_or(0)) } else { at };
        let versions =
            kinds.iter().enumerate().map(|(number, (at, load, right))| version(number, time(*at, *right), *load, *right));
        let (replayed, batch, settled) = judged(versions.collect());
        let count = kinds.len() as u64;
        prop_assert_eq!(replayed.waiting, count);
        prop_assert_eq!(replayed.taken + replayed.held_back + replayed.still.values().sum::<u64>(), count);
        prop_assert_eq!(settled.len(), kinds.len());
        prop_assert_eq!(batch.records.len() as u64, u64::from(replayed.taken > 0));
        if let Some(taken) = batch.records.first() {
            let hour = (taken.head().updated_at - DateTime::UNIX_EPOCH).num_hours();
            for (at, _, is_right) in &kinds {
                prop_assert!(time(*at, *is_right).is_none_or(|at| at <= hour));
            }
        }
    }
}
