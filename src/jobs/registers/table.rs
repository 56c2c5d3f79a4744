//! A register as CSV: read with every mistake named by line and column, written so that it reads back the same.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value;

use super::shape::{Column, Kind, Register};
use crate::catalog::Library;
use crate::domain::reference::Reference;
use crate::error::{Doing, Error, Result};

/// One row, by column; a blank cell is null.
pub(super) type Row = BTreeMap<String, Value>;

/// So many mistakes are said at once.
const MISTAKES: usize = 20;

/// What units and checks may be named.
pub(super) struct Known<'a> {
    pub reference: &'a Reference,
    pub library: &'a Library,
}

/// Reads a CSV text; one mistake refuses the whole file.
pub(super) fn read(register: Register, text: &str, name: &str, known: &Known) -> Result<Vec<Row>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(text)).from_reader(text.as_bytes());
    let columns = register.columns();
    let header = reader.headers().doing(|| format!("reading the header of `{name}`"))?.clone();
    let places = places(columns, &header, name)?;
    let (mut rows, mut mistakes) = (Vec::new(), Vec::new());
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                mistakes.push(format!("line {line}: the row cannot be read: {error}"));
                continue;
            }
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = line_of(text, record.position().map_or(0, |position| position.byte() as usize));
        let mut row = Row::new();
        for (column, place) in columns.iter().zip(&places) {
            let cell = place.and_then(|place| record.get(place)).unwrap_or("").trim();
            match value(column, cell, known) {
                Ok(value) => drop(row.insert(column.name.to_owned(), value)),
                Err(what) => mistakes.push(format!("line {line}, column `{}`: {what}", column.name)),
            }
        }
        let key = row.get("number").and_then(Value::as_str).unwrap_or_default().to_owned();
        let repeated = if key.is_empty() { None } else { seen.insert(key.clone(), line) };
        if let Some(first) = repeated {
            mistakes.push(format!("line {line}, column `number`: `{key}` stands in line {first} already"));
        }
        rows.push(row);
    }
    if mistakes.is_empty() {
        return Ok(rows);
    }
    let more = mistakes.len().saturating_sub(MISTAKES);
    mistakes.truncate(MISTAKES);
    let rest = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    Err(Error::usage(format!("reading `{name}`: nothing was taken\n  {}{rest}", mistakes.join("\n  ")))
        .hint("put the cells right and import the file again; `qebul register … export` shows the form"))
}

/// Where each column stands in the file.
fn places(columns: &[Column], header: &csv::StringRecord, name: &str) -> Result<Vec<Option<usize>>> {
    let all = || columns.iter().map(|column| format!("`{}`", column.name)).collect::<Vec<_>>().join(", ");
    let header: Vec<&str> = header.iter().map(str::trim).collect();
    for (place, title) in header.iter().enumerate() {
        let what = if !columns.iter().any(|column| column.name == *title) {
            "unknown column"
        } else if header[..place].contains(title) {
            "column given twice:"
        } else {
            continue;
        };
        return Err(
            Error::usage(format!("`{name}` line 1: {what} `{title}`")).hint(format!("the columns are {}", all()))
        );
    }
    columns
        .iter()
        .map(|column| match header.iter().position(|title| *title == column.name) {
            None if column.required => {
                Err(Error::usage(format!("`{name}` line 1: column `{}` is missing", column.name))
                    .hint(format!("the columns are {}", all())))
            }
            place => Ok(place),
        })
        .collect()
}

fn value(column: &Column, cell: &str, known: &Known) -> std::result::Result<Value, String> {
    if cell.is_empty() {
        return if column.required { Err("is blank".into()) } else { Ok(Value::Null) };
    }
    let codes = |is_known: &dyn Fn(&str) -> bool, what: &str| {
        let codes: Vec<&str> = cell.split_whitespace().collect();
        match codes.iter().find(|code| !is_known(code)) {
            Some(code) => Err(format!("there is no {what} `{code}`")),
            None => Ok(Value::String(codes.join(" "))),
        }
    };
    match column.kind {
        Kind::Text => Ok(Value::String(cell.to_owned())),
        Kind::Day => match cell.parse::<NaiveDate>() {
            Ok(day) => Ok(Value::String(day.to_string())),
            Err(_) => Err(format!("`{cell}` is no date; write it as 2026-03-20")),
        },
        Kind::Count => match cell.parse::<u32>().ok().filter(|count| i32::try_from(*count).is_ok()) {
            Some(count) => Ok(Value::from(count)),
            None => Err(format!("`{cell}` is no whole number")),
        },
        Kind::Units => codes(&|code| known.reference.units.get(code).is_some(), "unit"),
        Kind::Checks => codes(&|code| known.library.check(code).is_ok(), "check"),
    }
}

/// The line of the first cell at or after the byte; the reader's own count is off after blank lines.
fn line_of(text: &str, start: usize) -> u64 {
    let bytes = text.as_bytes();
    let blank = bytes[start.min(bytes.len())..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    bytes[..(start + blank).min(bytes.len())].iter().filter(|byte| **byte == b'\n').count() as u64 + 1
}

/// Azerbaijani spreadsheets save CSV with semicolons.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    if header.contains(';') && !header.contains(',') { b';' } else { b',' }
}

/// Writes rows under their header.
pub(super) fn write(register: Register, rows: &[Row]) -> Result<Vec<u8>> {
    let act = || format!("writing the register `{}` as CSV", register.as_str());
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(register.columns().iter().map(|column| column.name)).doing(act)?;
    for row in rows {
        csv.write_record(cells(register, row)).doing(act)?;
    }
    csv.into_inner().doing(act)
}

/// The cells of a row as text, in the order of the columns.
pub(super) fn cells(register: Register, row: &Row) -> Vec<String> {
    let cell = |column: &Column| match row.get(column.name) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    register.columns().iter().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reading<T>(work: impl FnOnce(&Known) -> T) -> T {
        let (reference, library) = (Reference::builtin(), Library::load(None).unwrap());
        work(&Known { reference: &reference, library: &library })
    }

    fn trainings(text: &str) -> Result<Vec<Row>> {
        reading(|known| read(Register::Trainings, text, "t.csv", known))
    }

    #[test]
    fn every_mistake_is_named_by_line_and_column() {
        let text = "number,held_on,subject,checks,units,participants\n\
                    T-1,2026-13-01,Qeydiyyat,R1 R99,DSMF-LERIK,on\n\
                    \n\
                    ,2026-05-02,Qeydiyyat,,YOX,3\n\
                    T-1,2026-05-02,Qeydiyyat,,,\n";
        let report = trainings(text).unwrap_err().report();
        for part in [
            "line 2, column `held_on`: `2026-13-01` is no date",
            "line 2, column `checks`: there is no check `R99`",
            "line 2, column `participants`: `on` is no whole number",
            "line 4, column `number`: is blank",
            "line 4, column `units`: there is no unit `YOX`",
            "line 5, column `number`: `T-1` stands in line 2 already",
            "nothing was taken",
            "hint: ",
        ] {
            assert!(report.contains(part), "`{part}` is not in {report}");
        }
    }

    #[test]
    fn the_header_must_be_the_registers() {
        assert!(trainings("number,held_on,subject,nota\n").unwrap_err().to_string().contains("unknown column `nota`"));
        assert!(trainings("number,subject\n").unwrap_err().to_string().contains("`held_on` is missing"));
        assert!(trainings("number,held_on,subject,number\n").unwrap_err().to_string().contains("given twice"));
    }

    #[test]
    fn a_spreadsheets_file_with_semicolons_is_read() {
        let rows = trainings("\u{feff}number;held_on;subject;units\r\nT-1;2026-05-02; Qeydiyyat ;DSMF-LERIK  DMA\r\n");
        let rows = rows.unwrap();
        assert_eq!(rows[0]["units"], "DSMF-LERIK DMA");
        assert_eq!(rows[0]["subject"], "Qeydiyyat");
        assert_eq!(rows[0]["note"], Value::Null);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_reads_back_and_writes_the_same(
            texts in prop::collection::vec(("[a-zƏ,;\"\n ]{0,12}", 0_u32..500, prop::option::of(0_u64..300)), 0..12),
        ) {
            let rows: Vec<Row> = texts.iter().enumerate().map(|(n, (text, count, days))| {
                let day = NaiveDate::default() + chrono::Days::new(days.unwrap_or(1));
                let note = text.trim();
                Row::from([
                    ("number".into(), Value::from(format!("T-{n}"))),
                    ("held_on".into(), Value::from(day.to_string())),
                    ("subject".into(), Value::from(format!("x{note}x"))),
                    ("checks".into(), Value::from("R1 A1")),
                    ("units".into(), Value::Null),
                    ("trainer".into(), if note.is_empty() { Value::Null } else { Value::from(note) }),
                    ("place".into(), Value::Null),
                    ("participants".into(), days.map_or(Value::Null, |_| Value::from(*count))),
                    ("note".into(), Value::Null),
                ])
            }).collect();
            let bytes = write(Register::Trainings, &rows).unwrap();
            let back = trainings(std::str::from_utf8(&bytes).unwrap()).unwrap();
            prop_assert_eq!(&back, &rows);
            prop_assert_eq!(write(Register::Trainings, &back).unwrap(), bytes);
        }
    }
}
