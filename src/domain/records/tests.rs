use std::collections::BTreeMap;

use super::*;

const SCHEMA: &str = include_str!("../../store/migrations/0001_first.sql");

/// The columns of a table of the schema, in order, without those that the store itself adds.
fn columns(table: &str) -> Vec<String> {
    let start = SCHEMA.find(&format!("create table lake.{table} (")).unwrap();
    let body = &SCHEMA[start..start + SCHEMA[start..].find(");").unwrap()];
    let body = body.split_once('(').unwrap().1;
    let plain = |line: &str| line.split("--").next().unwrap_or_default().to_owned();
    let body: String = body.lines().map(|line| plain(line) + "\n").collect();
    let mut depth = 0i32;
    let pieces = body.split(|c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == ',' && depth == 0
    });
    let names = pieces.filter_map(|piece| piece.split_whitespace().next()).map(str::to_owned);
    names.filter(|name| !["source", "load_from", "load_to"].contains(&name.as_str())).collect()
}

fn fields(record: &Record) -> Vec<String> {
    let value: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&serde_json::to_string(record).unwrap()).unwrap();
    value.into_keys().collect()
}

fn head() -> Head {
    Head {
        id: "1".into(),
        unit_code: Some("DSMF".into()),
        updated_at: DateTime::UNIX_EPOCH,
        deleted: true,
        payload_hash: String::new(),
    }
}

fn tombstones() -> Vec<Record> {
    vec![
        Record::Reception(Reception { head: head(), ..Default::default() }),
        Record::Assignment(Assignment { head: head(), ..Default::default() }),
        Record::Appointment(Appointment { head: head(), ..Default::default() }),
        Record::Official(Official { head: head(), ..Default::default() }),
        Record::UnitReport(UnitReport { head: head(), ..Default::default() }),
    ]
}

#[test]
fn fields_are_the_columns_of_the_lake() {
    for record in tombstones() {
        let mut columns = columns(record.entity().table());
        columns.sort();
        assert_eq!(fields(&record), columns, "{}", record.entity());
    }
}

#[test]
fn every_record_has_its_head_and_entity() {
    let records = tombstones();
    let entities: Vec<Entity> = records.iter().map(Record::entity).collect();
    assert_eq!(entities, Entity::ALL);
    assert!(records.iter().all(|record| record.head().id == "1" && record.head().deleted));
}

#[test]
fn entities_are_read_as_written() {
    for entity in Entity::ALL {
        assert_eq!(entity.as_str().parse::<Entity>().unwrap(), entity);
        assert_eq!(serde_json::to_string(&entity).unwrap(), format!("\"{entity}\""));
    }
    assert_eq!(Entity::UnitReports.table(), "unit_reports");
    let error = "reception".parse::<Entity>().unwrap_err();
    assert_eq!(error.to_string(), "unknown entity `reception`");
}

#[test]
fn only_listed_words_are_known() {
    assert_eq!(values::known(values::OUTCOME, "no_show"), Some("no_show"));
    assert_eq!(values::known(values::OUTCOME, "No_show"), None);
    assert_eq!(values::known(values::OUTCOME, ""), None);
}
