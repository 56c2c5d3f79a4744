//! Files in the contract's own columns, read straight into items: no SQL, no copy, a chunk of rows at a time.

use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

use super::csv::Cells;
use super::harmless::{harmless, id_of};
use super::head::Head;
use super::table::{self, Piece, Text};
use super::xlsx;
use crate::domain::records::{Entity, Rejected};
use crate::error::{Doing, Result};

/// Rows handed on at a time.
const CHUNK: usize = 20_000;

/// How a file holds its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    /// One JSON object a line.
    Ndjson,
    Xlsx,
}

/// Rows on their way to the decoder.
#[derive(Debug, Default)]
pub struct Chunk {
    text: String,
    rows: Vec<(u64, Range<usize>)>,
    sheet: Option<String>,
    /// Lines that are no rows at all.
    pub broken: Vec<Rejected>,
}

impl Chunk {
    /// The rows: line and text of a JSON object.
    pub fn rows(&self) -> impl Iterator<Item = (u64, &str)> {
        self.rows.iter().map(|(line, range)| (*line, &self.text[range.clone()]))
    }

    /// Where a line is, as it stands before what is wrong with it.
    pub fn place(&self, line: u64) -> String {
        place(self.sheet.as_deref(), line)
    }

    fn is_full(&self) -> bool {
        self.rows.len() + self.broken.len() >= CHUNK
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.broken.is_empty()
    }
}

fn place(sheet: Option<&str>, line: u64) -> String {
    match sheet {
        Some(sheet) => format!("sheet `{sheet}`, row {line}: "),
        None => format!("line {line}: "),
    }
}

/// Reads a file of the contract's columns and hands its rows on; answers what is worth a word about it.
///
/// # Errors
/// The file cannot be read, or its head lacks a column; then no row was handed on.
pub fn read(
    path: &Path,
    format: Format,
    entity: Entity,
    take: &mut dyn FnMut(Chunk) -> Result<()>,
) -> Result<Vec<String>> {
    let mut chunk = Chunk::default();
    let mut traits = match format {
        Format::Ndjson => return lines(path, take),
        Format::Csv | Format::Xlsx => {
            let mut writer = ItemWriter::default();
            let mut pour = |piece: Piece<'_>| {
                match piece {
                    Piece::Head { head, sheet } => {
                        if !chunk.is_empty() {
                            take(std::mem::take(&mut chunk))?;
                        }
                        chunk.sheet = sheet.map(str::to_owned);
                        writer = ItemWriter::new(head);
                    }
                    Piece::Row(line, cells) => {
                        let start = chunk.text.len();
                        writer.write(cells, &mut chunk.text);
                        chunk.rows.push((line, start..chunk.text.len()));
                    }
                    Piece::Broken(broken) => {
                        let detail = format!("{}{}", chunk.place(broken.line), broken.why);
                        chunk.broken.push(Rejected {
                            record_id: id_of(&writer.head, &broken.raw),
                            field: None,
                            reason: "bad_row",
                            detail,
                            raw: harmless(&writer.head, &broken.raw),
                        });
                    }
                }
                if chunk.is_full() {
                    let sheet = chunk.sheet.clone();
                    take(std::mem::replace(&mut chunk, Chunk { sheet, ..Chunk::default() }))?;
                }
                Ok(())
            };
            match format {
                Format::Xlsx => xlsx::read(path, Some(entity), &mut pour)?,
                _ => table::read_csv(path, Some(entity), &mut pour)?,
            }
        }
    };
    if !chunk.is_empty() {
        take(chunk)?;
    }
    Ok(std::mem::take(&mut traits.said))
}

/// NDJSON: the lines are the items; one that is no JSON is one row in quarantine.
fn lines(path: &Path, take: &mut dyn FnMut(Chunk) -> Result<()>) -> Result<Vec<String>> {
    let act = || format!("reading `{}`", path.display());
    let text = Text::open(path)?;
    let said = text.said();
    let mut lines = text.lines();
    let mut chunk = Chunk::default();
    while let Some(line) = lines.next().doing(act)? {
        let item = line.text.trim();
        if item.is_empty() {
            continue;
        }
        let start = chunk.text.len();
        chunk.text.push_str(item);
        chunk.rows.push((line.number, start..chunk.text.len()));
        if chunk.is_full() || chunk.text.len() > 64 * 1024 * 1024 {
            take(std::mem::take(&mut chunk))?;
        }
    }
    if !chunk.is_empty() {
        take(chunk)?;
    }
    Ok(said)
}

/// Writes rows as JSON objects; a blank cell is absent.
#[derive(Default)]
struct ItemWriter {
    head: Head,
    /// `"name":` of each column.
    keys: Vec<String>,
}

impl ItemWriter {
    fn new(head: &Head) -> Self {
        let keys = head.names.iter().map(|name| format!("{}:", serde_json::Value::from(name.as_str()))).collect();
        ItemWriter { head: head.clone(), keys }
    }

    fn write(&self, cells: &Cells, out: &mut String) {
        out.push('{');
        let mut is_first = true;
        for (key, cell) in self.keys.iter().zip(cells.iter()) {
            if cell.trim().is_empty() {
                continue;
            }
            if !is_first {
                out.push(',');
            }
            is_first = false;
            out.push_str(key);
            push_text(cell, out);
        }
        out.push('}');
    }
}

/// Appends a JSON string.
fn push_text(text: &str, out: &mut String) {
    out.push('"');
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[done..at]);
        done = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            // Writing to a string cannot fail.
            byte => _ = write!(out, "\\u{byte:04x}"),
        }
    }
    out.push_str(&text[done..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_text(text: &str) -> (Vec<(u64, String)>, Vec<Rejected>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("officials.csv");
        std::fs::write(&path, text).unwrap();
        let (mut rows, mut broken) = (Vec::new(), Vec::new());
        let said = read(&path, Format::Csv, Entity::Officials, &mut |chunk| {
            rows.extend(chunk.rows().map(|(line, text)| (line, text.to_owned())));
            broken.extend(chunk.broken);
            Ok(())
        });
        (rows, broken, said.unwrap_or_else(|error| panic!("{}", error.report())))
    }

    #[test]
    fn rows_become_items_and_broken_lines_are_told_with_their_number() {
        let text = "\u{feff}ID;Unit_Code;full_name;post;level;active_from;;\r\n\
                    O-1;DSMF;\"Ad \"\"Soyad\"\"\";\"müdir\nmüavini\";official;01.09.2026;;\r\n\
                    ;;;;;;;\r\n\
                    O-2;DSMF;5AB12C7\r\n\
                    O-3;DSMF;Ad;müdir;official;01.09.2026;;qeyd\r\n";
        let (rows, broken, said) = read_text(text);
        assert_eq!(rows, [(
            2,
            r#"{"id":"O-1","unit_code":"DSMF","full_name":"Ad \"Soyad\"","post":"müdir\u000amüavini","level":"official","active_from":"01.09.2026"}"#.to_owned()
        )]);
        assert_eq!(said, ["parted by semicolons"]);
        let told: Vec<_> =
            broken.iter().map(|row| (row.record_id.as_deref(), row.detail.as_str(), row.raw.as_str())).collect();
        assert_eq!(
            told,
            [
                (Some("O-2"), "line 5: the row has 3 cells, the head has 6", "O-2;DSMF;[FİN]"),
                (
                    Some("O-3"),
                    "line 6: the row has 8 cells, the head has 6",
                    "O-3;DSMF;Ad;müdir;official;01.09.2026;;qeyd"
                ),
            ]
        );
    }

    #[test]
    fn an_empty_file_is_said() {
        assert_eq!(read_text("").2, ["empty"]);
        assert_eq!(read_text("\n\n").2, ["empty"]);
        assert_eq!(read_text("id,unit_code,full_name,post,level,active_from\n").2, ["without rows below its head"]);
    }

    proptest! {
        #[test]
        fn every_cell_is_a_json_text(text in any::<String>()) {
            let mut out = String::new();
            push_text(&text, &mut out);
            prop_assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
        }
    }
}
