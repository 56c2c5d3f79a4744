use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::domain::records::{Drift, Reception, Record};

static REFERENCE: LazyLock<Reference> = LazyLock::new(Reference::builtin);

fn decoder() -> Decoder {
    Decoder::new("DSMF", &REFERENCE, &IdentityKey::new(b"key"), Form::Feed)
}

fn file_decoder() -> Decoder {
    let modified_at = utc("2026-10-01T00:00:00Z");
    let form = Form::File { zone: Zone::default(), modified_at };
    Decoder::new("DSMF", &REFERENCE, &IdentityKey::new(b"key"), form)
}

fn utc(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

fn reception() -> Value {
    json!({
        "id": "R-1", "unit_code": "DSMF", "updated_at": "2026-09-01T12:00:00+04:00", "deleted": false,
        "registered_at": "2026-09-01T10:20:00+04:00", "registration": "subsystem", "mode": "personal",
        "level": "official", "official_id": "O-7", "arrived_at": "2026-09-01T09:50:00+04:00",
        "started_at": "2026-09-01T10:00:00+04:00", "ended_at": "2026-09-01T10:15:00+04:00", "fin": "5ab12c7",
        "citizen_region": "BAK-NESIMI", "topic": "pension", "kind": "complaint", "complaint_about": "DMA",
        "collective": false, "outcome": "referred", "referred_to": "DMA", "referred_on": "2026-09-02",
        "note": "Vətəndaş 6ZZ9K1P, tel. 050 212 34 56", "rating": 5,
        "appeal_handed_at": "2026-09-01T11:00:00+04:00", "appeal_registered_at": "2026-09-01T11:30:00+04:00",
        "appeal_number": "12/345",
    })
}

fn assignment() -> Value {
    json!({
        "id": "A-1", "unit_code": "DSMF", "updated_at": "2026-09-01T12:00:00+04:00", "reception_id": "R-1",
        "executor_unit": "DMA", "issued_by": "O-7", "issued_on": "2026-09-01", "due_on": "2026-09-22",
        "term": "ordinary", "status": "done", "completed_on": "2026-09-20", "result": "5AB12C7 üzrə həll edildi",
        "replied_on": "2026-09-21",
        "extensions": [{"extended_on": "2026-09-10", "from": "2026-09-22", "to": "2026-10-01", "reason": "sorğu"}],
    })
}

fn unit_report() -> Value {
    json!({
        "id": "U-1", "unit_code": "DSMF", "updated_at": "2026-10-03T12:00:00+04:00", "period": "2026-09",
        "submitted_at": "2026-10-03T11:00:00+04:00",
        "figures": {"receptions": 10, "by_topic": {"pension": 6, "aid": 4}, "by_outcome": {"resolved": 10}},
    })
}

fn with(mut item: Value, name: &str, value: Value) -> Value {
    item[name] = value;
    item
}

fn without(mut item: Value, name: &str) -> Value {
    item.as_object_mut().unwrap().remove(name);
    item
}

fn decode_by(mut decoder: Decoder, entity: Entity, item: &Value) -> Batch {
    decoder.decode(entity, [item.to_string().as_str()])
}

fn decode_one(entity: Entity, item: &Value) -> Batch {
    decode_by(decoder(), entity, item)
}

fn taken(entity: Entity, item: &Value) -> Record {
    let mut batch = decode_one(entity, item);
    assert_eq!(batch.rejected, []);
    batch.records.pop().unwrap()
}

fn taken_reception(item: &Value) -> Reception {
    let Record::Reception(reception) = taken(Entity::Receptions, item) else { panic!("no reception") };
    reception
}

/// Reason and field of the refusal.
fn refused(entity: Entity, item: &Value) -> (&'static str, String) {
    let mut batch = decode_one(entity, item);
    assert_eq!(batch.records, []);
    let rejected = batch.rejected.pop().unwrap();
    (rejected.reason, rejected.field.unwrap_or_default())
}

fn hash_of(item: &Value) -> String {
    taken(Entity::Receptions, item).head().payload_hash.clone()
}

#[test]
fn a_full_reception_is_taken() {
    let it = taken_reception(&reception());
    assert_eq!(it.head.id, "R-1");
    assert_eq!(it.head.unit_code.as_deref(), Some("DSMF"));
    assert_eq!(it.head.updated_at, utc("2026-09-01T08:00:00Z"));
    assert!(!it.head.deleted);
    assert_eq!(it.head.payload_hash.len(), 32);
    assert_eq!(it.registered_at, Some(utc("2026-09-01T06:20:00Z")));
    assert_eq!((it.registration, it.mode, it.level), (Some("subsystem"), Some("personal"), Some("official")));
    assert_eq!(it.official_id.as_deref(), Some("O-7"));
    assert_eq!(it.arrived_at, Some(utc("2026-09-01T05:50:00Z")));
    assert_eq!(it.citizen, Some(IdentityKey::new(b"key").of_fin(b"5AB12C7")));
    assert_eq!((it.topic.as_deref(), it.kind, it.outcome), (Some("pension"), Some("complaint"), Some("referred")));
    assert_eq!((it.complaint_about.as_deref(), it.referred_to.as_deref()), (Some("DMA"), Some("DMA")));
    assert_eq!(it.referred_on, day("2026-09-02"));
    assert_eq!((it.collective, it.rating), (Some(false), Some(5)));
    assert_eq!(it.note.as_deref(), Some("Vətəndaş [FİN], tel. [telefon]"));
    assert_eq!(it.note_redactions, 2);
    assert_eq!(it.appeal_number.as_deref(), Some("12/345"));
}

#[test]
fn seen_columns_are_those_that_were_there() {
    let batch = decode_one(Entity::Receptions, &without(with(reception(), "note", json!(" ")), "rating"));
    assert!(batch.seen_columns.contains("citizen") && batch.seen_columns.contains("fin"));
    for name in ["citizen_key", "note", "rating"] {
        assert!(!batch.seen_columns.contains(name), "{name}");
    }
    let batch = decode_one(Entity::UnitReports, &unit_report());
    for name in ["receptions", "by_topic", "period"] {
        assert!(batch.seen_columns.contains(name), "{name}");
    }
    assert!(!batch.seen_columns.contains("repeat"));
}

#[test]
fn every_required_field_is_required_and_blank_is_absent() {
    let required = |entity, item: Value| {
        let names = required_columns(entity);
        for name in names {
            for item in [without(item.clone(), name), with(item.clone(), name, Value::Null)] {
                assert_eq!(refused(entity, &item), ("missing", (*name).to_owned()));
            }
            if item[*name].is_string() {
                let blank = with(item.clone(), name, json!("  "));
                assert_eq!(refused(entity, &blank), ("missing", (*name).to_owned()));
            }
        }
        for name in item.as_object().unwrap().keys().filter(|name| !names.contains(&name.as_str())) {
            taken(entity, &without(item.clone(), name));
            taken(entity, &with(item.clone(), name, Value::Null));
        }
    };
    required(Entity::Receptions, reception());
    required(Entity::Assignments, assignment());
    required(Entity::UnitReports, unit_report());
    let appointment = json!({"id": "P-1", "unit_code": "DSMF", "updated_at": "2026-09-01T12:00:00Z",
        "official_id": "O-7", "date": "2026-09-01", "starts": "10:00", "ends": "12:00", "place": "otaq 3",
        "status": "planned", "reason": "5AB12C7"});
    required(Entity::Appointments, appointment);
    let official = json!({"id": "O-7", "unit_code": "DSMF", "updated_at": "2026-09-01T12:00:00Z",
        "full_name": "Ə. Məmmədov", "post": "sədr", "level": "leadership", "active_from": "2020-01-01",
        "active_to": "2026-12-31"});
    required(Entity::Officials, official);
}

#[test]
fn unknown_words_go_to_quarantine_and_are_counted() {
    for (name, entity, item) in [
        ("registration", Entity::Receptions, reception()),
        ("mode", Entity::Receptions, reception()),
        ("level", Entity::Receptions, reception()),
        ("kind", Entity::Receptions, reception()),
        ("outcome", Entity::Receptions, reception()),
        ("term", Entity::Assignments, assignment()),
        ("status", Entity::Assignments, assignment()),
    ] {
        let batch = decode_one(entity, &with(item, name, json!("Subsystem")));
        assert_eq!(batch.rejected[0].reason, "unknown_enum");
        assert_eq!(batch.rejected[0].field.as_deref(), Some(name));
        assert_eq!(batch.drift, [Drift { kind: "enum", name: name.into(), value: "Subsystem".into() }]);
    }
}

#[test]
fn units_are_known_and_the_sources_own() {
    let unit = |name: &str, code: &str| refused(Entity::Receptions, &with(reception(), name, json!(code)));
    assert_eq!(unit("unit_code", "XYZ"), ("unknown_unit", "unit_code".into()));
    assert_eq!(unit("unit_code", "DMA"), ("foreign_unit", "unit_code".into()));
    assert_eq!(unit("complaint_about", "XYZ"), ("unknown_unit", "complaint_about".into()));
    assert_eq!(unit("referred_to", "XYZ"), ("unknown_unit", "referred_to".into()));
    let executor = with(assignment(), "executor_unit", json!("XYZ"));
    assert_eq!(refused(Entity::Assignments, &executor), ("unknown_unit", "executor_unit".into()));
}

#[test]
fn wrong_types_go_to_quarantine() {
    for (name, value) in [
        ("unit_code", json!(7)),
        ("updated_at", json!("2026-09-01")),
        ("updated_at", json!("2026-09-01T12:00:00")),
        ("updated_at", json!(1_788_200_000)),
        ("deleted", json!("yes")),
        ("registered_at", json!("yesterday")),
        ("started_at", json!({"at": 1})),
        ("mode", json!(["personal"])),
        ("official_id", json!(7)),
        ("referred_on", json!("02.09.2026")),
        ("collective", json!("false")),
        ("rating", json!(0)),
        ("rating", json!(6)),
        ("rating", json!(4.5)),
        ("rating", json!("5")),
        ("note", json!(true)),
    ] {
        let item = with(reception(), name, value.clone());
        assert_eq!(refused(Entity::Receptions, &item), ("bad_type", name.to_owned()), "{value}");
    }
    assert_eq!(taken_reception(&with(reception(), "rating", json!(4.0))).rating, Some(4));
}

#[test]
fn identifiers_have_a_limit() {
    taken(Entity::Receptions, &with(reception(), "id", json!("ə".repeat(64))));
    for id in [json!("ə".repeat(65)), json!("R\u{0}\n"), json!(12), json!(["R"])] {
        assert_eq!(refused(Entity::Receptions, &with(reception(), "id", id)), ("bad_id", "id".into()));
    }
}

#[test]
fn rows_that_are_no_objects_go_to_quarantine() {
    for text in ["null", "7", "\"5AB12C7\"", "[]", "{\"id\":\"\\ud800\"}", "{\"id\":1e999}", "{", ""] {
        let batch = decoder().decode(Entity::Receptions, [text]);
        assert_eq!((batch.items, batch.records.len(), batch.rejected.len()), (1, 0, 1), "{text}");
        assert_eq!(batch.rejected[0].reason, "bad_row");
        assert!(!batch.rejected[0].raw.contains("5AB12C7"));
    }
}

#[test]
fn a_deeply_nested_row_is_refused_or_taken_without_harm() {
    let deep =
        format!("{{\"id\":\"1\",\"x\":{}{},\"fin\":\"5AB12C7\",\"mode\":1}}", "[".repeat(100_000), "]".repeat(100_000));
    let batch = decoder().decode(Entity::Receptions, [deep.as_str()]);
    assert_eq!(batch.rejected.len(), 1);
    assert!(!batch.rejected[0].raw.contains("5AB12C7"));
}

#[test]
fn tombstones_may_omit_the_rest() {
    let tombstone = json!({"id": "R-1", "updated_at": "2026-09-01T12:00:00Z", "deleted": true});
    let bare = taken(Entity::Receptions, &tombstone);
    assert!(bare.head().deleted);
    let full = with(with(reception(), "deleted", json!(true)), "mode", json!(17));
    let full = taken_reception(&full);
    assert_eq!((full.head.unit_code.as_deref(), full.registered_at, full.citizen), (Some("DSMF"), None, None));
    for entity in Entity::ALL {
        taken(entity, &tombstone);
    }
    assert_eq!(refused(Entity::Receptions, &without(tombstone, "updated_at")), ("missing", "updated_at".into()));
}

#[test]
fn unknown_properties_and_topics_are_counted_and_kept() {
    let item = with(with(reception(), "colour", json!({"a": [1]})), "topic", json!("moon"));
    let batch = decode_one(Entity::Receptions, &item);
    assert_eq!(
        batch.drift,
        [
            Drift { kind: "property", name: "colour".into(), value: String::new() },
            Drift { kind: "topic", name: "topic".into(), value: "moon".into() },
        ]
    );
    let Record::Reception(it) = &batch.records[0] else { panic!("no reception") };
    assert_eq!(it.topic.as_deref(), Some("moon"));
    assert!(decode_one(Entity::Receptions, &with(reception(), "topic", json!("other"))).drift.is_empty());
    assert_eq!(taken_reception(&with(reception(), "topic", json!(" "))).topic, None);
}

#[test]
fn a_bad_fin_is_counted_and_never_kept() {
    for fin in [json!("5AB12O7"), json!("5AB12C78"), json!(1_234_567), json!({"fin": "5AB12C7"})] {
        let batch = decode_one(Entity::Receptions, &with(reception(), "fin", fin));
        let Record::Reception(it) = &batch.records[0] else { panic!("no reception") };
        assert_eq!(it.citizen, None);
        assert_eq!(batch.drift, [Drift { kind: "type", name: "fin".into(), value: String::new() }]);
    }
    assert_eq!(taken_reception(&with(reception(), "fin", json!(""))).citizen, None);
}

#[test]
fn a_citizen_is_known_by_fin_or_else_by_the_sources_key() {
    let key = IdentityKey::new(b"key");
    let by_key = with(without(reception(), "fin"), "citizen_key", json!("c-9"));
    assert_eq!(taken_reception(&by_key).citizen, Some(key.of_key("DSMF", "c-9")));
    let by_both = with(reception(), "citizen_key", json!("c-9"));
    assert_eq!(taken_reception(&by_both).citizen, Some(key.of_fin(b"5AB12C7")));
}

#[test]
fn quarantine_keeps_the_row_without_identity_and_a_replay_finds_the_citizen() {
    let bad = with(with(reception(), "outcome", json!("vanished")), "extra", json!(["5AB12C7", "+994502123456"]));
    let batch = decode_one(Entity::Receptions, &with(bad, "citizen_key", json!("c-9")));
    let raw = &batch.rejected[0].raw;
    for secret in ["5AB12C7", "5ab12c7", "6ZZ9K1P", "050 212", "994502123456", "c-9"] {
        assert!(!raw.contains(secret), "{secret} in {raw}");
    }
    assert!(raw.contains("O-7") && raw.contains("vanished"));
    let mended = raw.replace("vanished", "resolved");
    let replayed = decoder().replaying().decode(Entity::Receptions, [mended.as_str()]);
    let Record::Reception(it) = &replayed.records[0] else { panic!("no reception") };
    assert_eq!(it.citizen, Some(IdentityKey::new(b"key").of_fin(b"5AB12C7")));
    // A feed cannot pass off a hash as an identity.
    let pretended = decoder().decode(Entity::Receptions, [mended.as_str()]);
    let Record::Reception(it) = &pretended.records[0] else { panic!("no reception") };
    assert_ne!(it.citizen, Some(IdentityKey::new(b"key").of_fin(b"5AB12C7")));
}

#[test]
fn assignments_carry_their_extensions() {
    let Record::Assignment(it) = taken(Entity::Assignments, &assignment()) else { panic!("no assignment") };
    assert_eq!(it.extensions.len(), 1);
    assert_eq!(Some(it.extensions[0].to), day("2026-10-01"));
    assert_eq!((it.result.as_deref(), it.result_redactions), (Some("[FİN] üzrə həll edildi"), 1));
    let with_extensions = |value| refused(Entity::Assignments, &with(assignment(), "extensions", value));
    assert_eq!(with_extensions(json!("none")), ("bad_type", "extensions".into()));
    assert_eq!(with_extensions(json!([7])), ("bad_type", "extensions[0]".into()));
    let missing = json!([{"extended_on": "2026-09-10", "from": "2026-09-22"}]);
    assert_eq!(with_extensions(missing), ("missing", "extensions[0].to".into()));
    let bad = json!([{"extended_on": "2026-09-10", "from": "2026-09-22", "to": "soon"}]);
    assert_eq!(with_extensions(bad), ("bad_type", "extensions[0].to".into()));
}

#[test]
fn unit_reports_carry_any_figures() {
    let Record::UnitReport(it) = taken(Entity::UnitReports, &unit_report()) else { panic!("no report") };
    assert_eq!((it.period.as_deref(), it.receptions, it.repeat), (Some("2026-09"), Some(10), None));
    assert_eq!(it.by_topic.as_deref(), Some(r#"{"aid":4,"pension":6}"#));
    let figures = |value| refused(Entity::UnitReports, &with(unit_report(), "figures", value));
    assert_eq!(figures(json!([])), ("bad_type", "figures".into()));
    assert_eq!(figures(json!({"repeat": -1})), ("bad_type", "figures.repeat".into()));
    assert_eq!(figures(json!({"by_topic": {"pension": 1.5}})), ("bad_type", "figures.by_topic".into()));
    assert_eq!(refused(Entity::UnitReports, &with(unit_report(), "period", json!("2026-13"))).0, "bad_type");
    let odd = with(unit_report(), "figures", json!({"visits": 7, "by_outcome": {"gone": 1}}));
    let drift = decode_one(Entity::UnitReports, &odd).drift;
    assert_eq!(drift[0], Drift { kind: "property", name: "figures.visits".into(), value: String::new() });
    assert_eq!(drift[1], Drift { kind: "enum", name: "figures.by_outcome".into(), value: "gone".into() });
}

#[test]
fn files_are_read_less_strictly() {
    let row = json!({"id": 17, "unit_code": "DSMF ", "registered_at": "2026-09-01 10:20:00", "registration": "subsystem",
        "mode": "personal", "level": "reception_room", "started_at": "2026-09-01", "collective": "true",
        "rating": "5", "referred_on": "2026-09-02 00:00:00", "outcome": "", "topic": "pension"});
    let batch = decode_by(file_decoder(), Entity::Receptions, &row);
    assert_eq!((batch.rejected.len(), batch.drift.len()), (0, 0), "{:?}", batch.rejected);
    let Record::Reception(it) = &batch.records[0] else { panic!("no reception") };
    assert_eq!((it.head.id.as_str(), it.head.updated_at), ("17", utc("2026-10-01T00:00:00Z")));
    assert_eq!(it.registered_at, Some(utc("2026-09-01T06:20:00Z")));
    assert_eq!(it.started_at, Some(utc("2026-08-31T20:00:00Z")));
    assert_eq!((it.collective, it.rating, it.referred_on), (Some(true), Some(5), day("2026-09-02")));
    let row = json!({"id": "U", "unit_code": "DSMF", "period": "2026-09", "submitted_at": "2026-10-03T11:00",
        "figures": "{\"receptions\": 3}"});
    let batch = decode_by(file_decoder(), Entity::UnitReports, &row);
    let Record::UnitReport(it) = &batch.records[0] else { panic!("no report") };
    assert_eq!(it.receptions, Some(3));
}

#[test]
fn the_watermark_is_the_greatest_time_of_all_rows() {
    let older = with(reception(), "updated_at", json!("2026-09-01T00:00:00Z"));
    let refused = with(with(reception(), "updated_at", json!("2026-09-03T00:00:00Z")), "mode", json!("x"));
    let texts = [older.to_string(), refused.to_string(), reception().to_string()];
    let batch = decoder().decode(Entity::Receptions, texts.iter().map(String::as_str));
    assert_eq!(batch.watermark, Some(utc("2026-09-03T00:00:00Z")));
    assert_eq!((batch.items, batch.records.len(), batch.rejected.len()), (3, 2, 1));
}

#[test]
fn the_same_content_has_the_same_hash_and_other_content_another() {
    let item = reception();
    let hash = hash_of(&item);
    assert_eq!(hash, hash_of(&with(item.clone(), "colour", json!("red"))));
    assert_eq!(hash, hash_of(&with(item.clone(), "updated_at", json!("2026-09-01T08:00:00.000Z"))));
    assert_eq!(hash, hash_of(&with(item.clone(), "fin", json!("5AB12C7"))));
    for (name, value) in [
        ("id", json!("R-2")),
        ("updated_at", json!("2026-09-01T08:00:01Z")),
        ("fin", json!("5AB12C8")),
        ("note", json!("x")),
        ("note", Value::Null),
        ("rating", json!(4)),
        ("collective", json!(true)),
        ("collective", Value::Null),
    ] {
        assert_ne!(hash, hash_of(&with(item.clone(), name, value)), "{name}");
    }
    let (moved, kept) = (
        with(without(item.clone(), "appeal_registered_at"), "appeal_handed_at", json!("2026-09-01T11:00:00Z")),
        with(without(item, "appeal_handed_at"), "appeal_registered_at", json!("2026-09-01T11:00:00Z")),
    );
    assert_ne!(hash_of(&moved), hash_of(&kept));
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        "2026-0[1-9]-[0-3][0-9](T[0-2][0-9]:00:00Z)?".prop_map(Value::from),
        "[0-9A-HJ-NP-Z]{7}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(".{0,12}", inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn any_item(entity: Entity) -> impl Strategy<Value = Value> {
    let names = prop::sample::select(shape(entity).names);
    let known = prop::collection::btree_map(names.prop_map(str::to_owned), any_json(), 0..12);
    known.prop_map(|map| Value::Object(map.into_iter().collect()))
}

proptest! {
    #[test]
    fn any_json_is_taken_or_refused(
        entity in prop::sample::select(Entity::ALL.to_vec()),
        item in any_json(),
        text in ".{0,40}",
    ) {
        let texts = [item.to_string(), text];
        let batch = decoder().decode(entity, texts.iter().map(String::as_str));
        prop_assert_eq!(batch.items, 2);
        prop_assert_eq!(batch.records.len() + batch.rejected.len(), 2);
    }

    #[test]
    fn any_values_of_known_properties_are_taken_or_refused(
        (entity, item) in prop::sample::select(Entity::ALL.to_vec()).prop_flat_map(|e| (Just(e), any_item(e))),
    ) {
        for mut decoder in [decoder(), file_decoder()] {
            let batch = decoder.decode(entity, [item.to_string().as_str()]);
            prop_assert_eq!(batch.records.len() + batch.rejected.len(), 1);
        }
    }

    #[test]
    fn the_order_of_properties_does_not_matter(keys in Just(reception().as_object().unwrap().keys().cloned().collect::<Vec<_>>()).prop_shuffle()) {
        let item = reception();
        let parts: Vec<String> = keys.iter().map(|key| format!(" {} :\n{}", json!(key), item[key])).collect();
        let shuffled = format!("{{{}}}", parts.join(","));
        let mut decoder = decoder();
        let first = decoder.decode(Entity::Receptions, [item.to_string().as_str()]);
        let second = decoder.decode(Entity::Receptions, [shuffled.as_str()]);
        prop_assert_eq!(&first.records, &second.records);
    }

    #[test]
    fn no_identity_reaches_quarantine(
        fin in "[0-9][A-HJ-NP-Z][0-9A-HJ-NP-Z]{5}",
        key in "key-[a-z]{12}",
        place in prop::sample::select(vec!["note", "extra", "reason", "fin", "citizen_key", "outcome", "started_at"]),
    ) {
        let item = with(with(with(reception(), "fin", json!(fin)), "citizen_key", json!(key)), "mode", json!("bad"));
        let item = with(item, place, json!([format!("({fin})"), {"fin": fin, "citizen_key": key}]));
        let batch = decode_one(Entity::Receptions, &item);
        let shown = format!("{:?} {:?}", batch.rejected, batch.drift);
        prop_assert!(!shown.contains(&fin) && !shown.contains(&key), "{}", shown);
    }
}
