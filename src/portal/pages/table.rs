//! Violations as a table: the same columns on the page and in the file, in words, without the citizen.

use serde_json::Value;

use crate::portal::answer::encode;
use crate::portal::labels;
use crate::portal::reader::Reader;
use crate::portal::reads::checks::Violation;
use crate::portal::reads::evidence;
use crate::portal::voice::Voice;

pub struct Table {
    /// The first is the record, or the unit where that is what was judged.
    pub columns: Vec<Column>,
    pub rows: Vec<Line>,
}

pub struct Column {
    pub name: String,
    /// Numbers stand to the right.
    pub is_number: bool,
}

pub struct Line {
    /// The record's own page, where it has one.
    pub href: Option<String>,
    pub subject: String,
    pub cells: Vec<String>,
}

impl Table {
    /// The rows in words; `with_unit` where rows of several units are shown.
    pub fn new(reader: &Reader, rows: &[Violation], with_unit: bool) -> Table {
        let voice = reader.voice();
        let about_units = rows.iter().all(|row| row.subject_kind == "unit");
        let with_unit = with_unit && !about_units;
        let measure = rows.first().and_then(|row| measure_label(row, voice));
        let keys = keys(rows);

        let text = |name: String| Column { name, is_number: false };
        let mut columns = vec![text(voice.t(if about_units { "unit" } else { "record" }))];
        if with_unit {
            columns.push(text(voice.t("unit")));
        }
        columns.extend(measure.clone().map(|name| Column { name, is_number: true }));
        columns.extend(keys.iter().map(|key| Column {
            name: voice.of("evidence", key),
            is_number:
                rows.iter().filter_map(|row| row.evidence.get(key)).all(|value| value.is_number() || value.is_null()),
        }));

        let rows = rows.iter().map(|row| line(reader, row, with_unit, measure.is_some(), &keys)).collect();
        Table { columns, rows }
    }
}

/// The evidence's columns that say something.
fn keys(rows: &[Violation]) -> Vec<String> {
    let evidences: Vec<_> = rows.iter().map(|row| row.evidence.clone()).collect();
    let mut keys = evidence::columns(&evidences);
    // The executor is mostly the unit itself.
    let is_unit =
        |row: &Violation| row.evidence.get("executor_unit").is_none_or(|unit| unit.as_str() == Some(&row.unit));
    if rows.iter().all(is_unit) {
        keys.retain(|key| key != "executor_unit");
    }
    keys
}

fn line(reader: &Reader, row: &Violation, with_unit: bool, with_measure: bool, keys: &[String]) -> Line {
    let voice = reader.voice();
    let reference = &reader.portal().reference;
    let mut cells = Vec::new();
    if with_unit {
        cells.push(voice.unit(&row.unit, reference));
    }
    if with_measure {
        cells.push(row.measured.map_or_else(|| "–".into(), |measured| voice.plain(measured)));
    }
    cells.extend(keys.iter().map(|key| {
        let value = row.evidence.get(key).map(|value| others(key, value, &row.subject_id));
        value.map_or_else(|| "–".into(), |value| evidence::say(key, &value, voice, reference))
    }));
    let is_unit = row.subject_kind == "unit";
    let record = |source: &str| format!("/records/{}/{}/{}", row.subject_kind, encode(source), encode(&row.subject_id));
    Line {
        href: row.source.as_deref().filter(|_| !is_unit).map(record),
        subject: if is_unit { voice.unit(&row.subject_id, reference) } else { row.subject_id.clone() },
        cells,
    }
}

/// Of the receptions involved only the others: the record itself stands in the first column.
fn others(key: &str, value: &Value, subject: &str) -> Value {
    match value.as_array().filter(|_| key == "receptions") {
        Some(ids) => Value::Array(ids.iter().filter(|id| id.as_str() != Some(subject)).cloned().collect()),
        None => value.clone(),
    }
}

/// What the number of a violation counts: each check that has one worth showing names it.
fn measure_label(row: &Violation, voice: Voice) -> Option<String> {
    labels::find(voice.language, &format!("measure-{}", row.check.to_lowercase()), &[])
}
