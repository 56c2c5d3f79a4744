//! Reads the reference tables (CSV) and says file, line, column and remedy when one is wrong.

use std::collections::HashMap;
use std::str::FromStr;

use crate::error::{Error, Result};

/// One CSV file in memory: known columns, trimmed cells, the line of every row.
pub(crate) struct Table {
    name: String,
    columns: HashMap<String, usize>,
    lines: Vec<(u64, csv::StringRecord)>,
}

/// One row of a [`Table`].
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    table: &'a Table,
    line: u64,
    cells: &'a csv::StringRecord,
}

impl Table {
    /// Reads a CSV text; a column that is neither required nor optional is an error, so that a misspelt one is seen.
    pub(crate) fn read(text: &str, name: &str, required: &[&str], optional: &[&str]) -> Result<Table> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter(text)).trim(csv::Trim::All).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| unreadable(name, error))?.clone();
        let accepted = || {
            let all = required.iter().chain(optional).map(|column| format!("`{column}`")).collect::<Vec<_>>();
            format!("the columns are {}", all.join(", "))
        };
        let mut columns = HashMap::new();
        for (index, column) in header.iter().enumerate() {
            if !required.contains(&column) && !optional.contains(&column) {
                return Err(Error::usage(format!("`{name}` line 1: unknown column `{column}`")).hint(accepted()));
            }
            if columns.insert(column.to_owned(), index).is_some() {
                return Err(Error::usage(format!("`{name}` line 1: column `{column}` given twice")).hint(accepted()));
            }
        }
        if let Some(column) = required.iter().find(|column| !columns.contains_key(**column)) {
            return Err(Error::usage(format!("`{name}` line 1: column `{column}` is missing")).hint(accepted()));
        }
        let mut lines = Vec::new();
        for record in reader.records() {
            let cells = record.map_err(|error| unreadable(name, error))?;
            if cells.iter().any(|cell| !cell.is_empty()) {
                let start = cells.position().map_or(0, |position| position.byte() as usize);
                lines.push((line_of(text, start), cells));
            }
        }
        Ok(Table { name: name.to_owned(), columns, lines })
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.lines.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }

    /// Builds an error about the file as a whole.
    pub(crate) fn wrong(&self, what: &str) -> Error {
        Error::usage(format!("`{}`: {what}", self.name))
    }
}

impl<'a> Row<'a> {
    /// The cell's text; a blank or absent one is `None`.
    pub(crate) fn text(&self, column: &str) -> Option<&'a str> {
        let index = *self.table.columns.get(column)?;
        self.cells.get(index).filter(|cell| !cell.is_empty())
    }

    /// The cell's text, which must not be blank.
    pub(crate) fn required(&self, column: &str) -> Result<&'a str> {
        self.text(column).ok_or_else(|| self.wrong(column, "is blank").hint("fill the cell"))
    }

    /// Parses a cell; a blank or absent one is `None`. `form` says what is accepted.
    pub(crate) fn parse<T: FromStr>(&self, column: &str, form: &str) -> Result<Option<T>> {
        let Some(text) = self.text(column) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| self.wrong(column, &format!("`{text}` is not valid")).hint(form))
    }

    /// Builds an error that names file, line and column.
    pub(crate) fn wrong(&self, column: &str, what: &str) -> Error {
        Error::usage(format!("`{}` line {}, column `{column}`: {what}", self.table.name, self.line))
    }
}

/// Azerbaijani spreadsheets save CSV with semicolons.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    if header.contains(';') && !header.contains(',') { b';' } else { b',' }
}

/// The line of the first cell at or after the byte; the reader's own count is off after CRLF and blank lines.
fn line_of(text: &str, start: usize) -> u64 {
    let bytes = text.as_bytes();
    let blank = bytes[start.min(bytes.len())..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    bytes[..(start + blank).min(bytes.len())].iter().filter(|byte| **byte == b'\n').count() as u64 + 1
}

fn unreadable(name: &str, error: csv::Error) -> Error {
    let line = error.position().map_or(1, csv::Position::line);
    Error::usage(format!("`{name}` line {line}: the row cannot be read"))
        .because(error)
        .hint("every row needs as many cells as the header; quote cells that hold a comma")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Table> {
        Table::read(text, "t.csv", &["code"], &["note"])
    }

    #[test]
    fn errors_name_file_line_and_column() {
        let unknown = read("code,nota\n").err().map(|error| error.report());
        assert_eq!(
            unknown.as_deref(),
            Some("error: `t.csv` line 1: unknown column `nota`\n\nhint: the columns are `code`, `note`")
        );
        assert_eq!(
            read("note\n").err().map(|e| e.to_string()).as_deref(),
            Some("`t.csv` line 1: column `code` is missing")
        );
        assert_eq!(
            read("code,code\n").err().map(|e| e.to_string()).as_deref(),
            Some("`t.csv` line 1: column `code` given twice")
        );
        let ragged = read("code,note\na,b\nc\n").err().map(|error| error.to_string());
        assert_eq!(ragged.as_deref(), Some("`t.csv` line 3: the row cannot be read"));
    }

    #[test]
    fn a_spreadsheets_file_is_read() {
        let table = read("\u{feff}code;note\r\n A ; \r\n\r\n;\r\nB;b\r\n").unwrap();
        let cells: Vec<_> = table.rows().map(|row| (row.line, row.text("code"), row.text("note"))).collect();
        assert_eq!(cells, [(2, Some("A"), None), (5, Some("B"), Some("b"))]);
        let row = table.rows().next().unwrap();
        assert_eq!(row.required("note").unwrap_err().to_string(), "`t.csv` line 2, column `note`: is blank");
    }
}
