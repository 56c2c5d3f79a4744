//! Workbooks read as files of cells: every visible sheet whose head is one, row by row.

use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};

use super::bytes;
use super::csv::{Broken, Cells};
use super::head::Head;
use super::table::{Piece, Take, Traits};
use crate::domain::records::Entity;
use crate::error::{Doing, Error, Result};

/// A larger workbook is not opened: CSV has no such limit.
const LARGEST: u64 = 128 * 1024 * 1024;

pub type Workbook = Xlsx<Cursor<Vec<u8>>>;

/// Opens a workbook.
pub fn open(path: &Path) -> Result<Workbook> {
    let act = || format!("opening the workbook `{}`", path.display());
    let (input, _) = bytes::open(path)?;
    let mut content = Vec::new();
    input.take(LARGEST + 1).read_to_end(&mut content).doing(act)?;
    if content.len() as u64 > LARGEST {
        return Err(Error::failed(act()).hint("it is larger than 128 MiB: save it as CSV"));
    }
    from_bytes(content).doing(act)
}

/// Opens a workbook from its bytes.
pub fn from_bytes(content: Vec<u8>) -> Result<Workbook> {
    Xlsx::new(Cursor::new(content))
        .map_err(|error| Error::failed("reading a workbook").because(error).hint("save it as XLSX without a password"))
}

/// Reads a workbook's sheets; with an entity a sheet's head must hold the contract's columns.
///
/// A sheet that is empty or hidden is passed over. Without an entity only the first sheet is read: the adapter speaks of
/// one table.
///
/// # Errors
/// No sheet is a table, or one has a head that lacks columns.
pub fn read(path: &Path, entity: Option<Entity>, take: &mut Take) -> Result<Traits> {
    let mut workbook = open(path)?;
    let visible =
        |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
    let names: Vec<String> =
        workbook.sheets_metadata().iter().filter(visible).map(|sheet| sheet.name.clone()).collect();
    let mut traits = Traits { is_odd: true, ..Traits::default() };
    let (mut read, mut passed) = (Vec::new(), Vec::new());
    for name in &names {
        let is_first = read.is_empty();
        if entity.is_none() && !is_first {
            passed.push(name.as_str());
        } else if read_sheet(&mut workbook, name, entity, &mut traits, take)
            .doing(|| format!("reading the sheet `{name}`"))?
        {
            read.push(name.as_str());
        }
    }
    if read.is_empty() {
        traits.said.push("empty".into());
    }
    if read.len() > 1 {
        traits.said.push(format!("the sheets {} read", read.join(", ")));
    }
    if !passed.is_empty() {
        traits.said.push(format!("the sheets {} left alone", passed.join(", ")));
    }
    Ok(traits)
}

/// Reads one sheet; false when nothing stands in it.
fn read_sheet(
    workbook: &mut Workbook,
    name: &str,
    entity: Option<Entity>,
    traits: &mut Traits,
    take: &mut Take,
) -> Result<bool> {
    let act = || format!("reading the cells of the sheet `{name}`");
    let mut reader = workbook.worksheet_cells_reader(name).doing(act)?;
    let mut rows = RowPourer { name, entity, head: None, cells: Cells::default(), row: 0, flaw: None };
    let mut cell_text = String::new();
    while let Some(cell) = reader.next_cell().doing(act)? {
        let (row, column) = cell.get_position();
        if row != rows.row {
            rows.pour(traits, take)?;
            rows.row = row;
        }
        cell_text.clear();
        match cell.get_value() {
            DataRef::Error(error) => {
                rows.flaw.get_or_insert_with(|| format!("cell {} holds the error {error}", address(row, column)));
            }
            value => push_value(value, &mut cell_text),
        }
        if !cell_text.is_empty() {
            rows.cells.grow(column as usize);
            rows.cells.push(&cell_text);
        }
    }
    rows.pour(traits, take)?;
    Ok(rows.head.is_some())
}

/// Gathers the cells of a row.
struct RowPourer<'a> {
    name: &'a str,
    entity: Option<Entity>,
    head: Option<Head>,
    cells: Cells,
    /// From 0.
    row: u32,
    flaw: Option<String>,
}

impl RowPourer<'_> {
    fn pour(&mut self, traits: &mut Traits, take: &mut Take) -> Result<()> {
        let line = u64::from(self.row) + 1;
        let flaw = self.flaw.take();
        if self.cells.is_blank() && flaw.is_none() {
            self.cells.clear();
            return Ok(());
        }
        match &self.head {
            None => {
                let head = Head::read(self.cells.iter(), '\t', self.entity)?;
                if !head.unknown.is_empty() {
                    traits.said.push(format!("with columns unknown to the contract: {}", head.unknown.join(", ")));
                }
                take(Piece::Head { head: &head, sheet: Some(self.name) })?;
                self.head = Some(head);
            }
            Some(head) => {
                let homeless = || "a cell stands under a column without a name".to_owned();
                let flaw = flaw.or_else(|| head.has_homeless(self.cells.iter()).then(homeless));
                match flaw {
                    Some(why) => {
                        let raw = self.cells.iter().collect::<Vec<_>>().join("\t");
                        take(Piece::Broken(Broken { line, why, raw }))?;
                    }
                    None => {
                        self.cells.fit(head.names.len());
                        self.cells.grow(head.names.len());
                        traits.rows += 1;
                        take(Piece::Row(line, &self.cells))?;
                    }
                }
            }
        }
        self.cells.clear();
        Ok(())
    }
}

/// `C12` of a position counted from 0.
pub fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    format!("{}{}", letters.iter().rev().collect::<String>(), row + 1)
}

/// Appends a cell as the decoder reads it: dates as `2026-09-01`, times as `2026-09-01 10:15:00` or `10:15:00`.
fn push_value(value: &DataRef, out: &mut String) {
    match value {
        DataRef::Int(number) => out.push_str(&number.to_string()),
        DataRef::Float(number) => out.push_str(&number.to_string()),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => out.push_str(text),
        DataRef::SharedString(text) => out.push_str(text),
        DataRef::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        DataRef::DateTime(time) => out.push_str(&time_text(time)),
        DataRef::Error(_) | DataRef::Empty => {}
    }
}

fn time_text(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    // A fraction of a day is good to the second: half a second more or less is the spreadsheet's rounding.
    let clock = chrono::NaiveTime::from_hms_milli_opt(hour.into(), minute.into(), second.into(), milli.into());
    let Some(at) = chrono::NaiveDate::from_ymd_opt(i32::from(year), month.into(), day.into())
        .zip(clock)
        .map(|(date, clock)| date.and_time(clock))
        .and_then(|at| at.checked_add_signed(chrono::TimeDelta::milliseconds(500)))
    else {
        return time.as_f64().to_string();
    };
    if time.as_f64() < 1.0 {
        at.format("%H:%M:%S").to_string()
    } else if at.time() < chrono::NaiveTime::MIN + chrono::TimeDelta::seconds(1) {
        at.format("%Y-%m-%d").to_string()
    } else {
        at.format("%Y-%m-%d %H:%M:%S").to_string()
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime as Moment, Format, Formula, Workbook as Writer};

    use super::*;

    type Rows = Vec<(u64, Vec<String>)>;

    fn read_all(book: &mut Writer, entity: Option<Entity>) -> Result<(Rows, Vec<Broken>, Traits)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("officials.xlsx");
        book.save(&path).unwrap();
        let (mut rows, mut broken) = (Vec::new(), Vec::new());
        let traits = read(&path, entity, &mut |piece| {
            match piece {
                Piece::Row(line, cells) => rows.push((line, cells.iter().map(str::to_owned).collect())),
                Piece::Broken(line) => broken.push(line),
                Piece::Head { .. } => {}
            }
            Ok(())
        })?;
        Ok((rows, broken, traits))
    }

    #[test]
    fn cells_come_as_the_decoder_reads_them() {
        let mut book = Writer::new();
        let sheet = book.add_worksheet();
        let moment = Moment::parse_from_str("2026-09-01T10:15:00").unwrap();
        sheet.write_row(1, 0, ["A", "b", "C", "d", "e", "f", "g"]).unwrap();
        sheet.write_with_format(3, 0, &moment, &Format::new().set_num_format("dd.mm.yyyy hh:mm")).unwrap();
        let day = Moment::from_ymd(2026, 9, 1).unwrap();
        sheet.write_with_format(3, 1, &day, &Format::new().set_num_format("dd.mm.yyyy")).unwrap();
        let minute = Moment::from_hms(9, 30, 0).unwrap();
        sheet.write_with_format(3, 2, &minute, &Format::new().set_num_format("hh:mm")).unwrap();
        sheet.write(3, 3, 4.0).unwrap().write(3, 5, "ş;\"x\"").unwrap();
        sheet.write(3, 4, true).unwrap();
        sheet.write(5, 0, 12.5).unwrap();
        sheet.write(6, 1, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write(7, 9, "x").unwrap();
        let (rows, broken, _) = read_all(&mut book, None).unwrap();
        assert_eq!(rows[0].1, ["2026-09-01 10:15:00", "2026-09-01", "09:30:00", "4", "true", "ş;\"x\"", ""]);
        assert_eq!(rows[1], (6, ["12.5", "", "", "", "", "", ""].map(str::to_owned).to_vec()));
        assert_eq!(
            broken.last().map(|b| (b.line, b.why.as_str())),
            Some((8, "a cell stands under a column without a name"))
        );
    }

    #[test]
    fn every_visible_sheet_is_read_and_a_wrong_head_names_its_sheet() {
        let mut book = Writer::new();
        let head = ["id", "unit_code", "full_name", "post", "level", "active_from"];
        for name in ["Avqust", "Sentyabr"] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            sheet.write_row(0, 0, head).unwrap();
            sheet.write_row(1, 0, [name, "DSMF", "Ad", "müdir", "official", "2026-01-01"]).unwrap();
        }
        book.add_worksheet().set_name("Boş").unwrap();
        book.add_worksheet().set_name("Gizli").unwrap().set_hidden(true).write(0, 0, "x").unwrap();
        let (rows, _, traits) = read_all(&mut book, Some(Entity::Officials)).unwrap();
        assert_eq!(rows.iter().map(|(_, cells)| cells[0].as_str()).collect::<Vec<_>>(), ["Avqust", "Sentyabr"]);
        assert_eq!(traits.said, ["the sheets Avqust, Sentyabr read"]);
        book.add_worksheet().set_name("Qeydlər").unwrap().write(0, 0, "x").unwrap();
        let error = read_all(&mut book, Some(Entity::Officials)).unwrap_err();
        assert_eq!(error.to_string(), "reading the sheet `Qeydlər`");
        assert!(error.report().contains("`unit_code`"));
    }

    #[test]
    fn addresses_are_the_spreadsheets() {
        assert_eq!(
            [address(0, 0), address(11, 2), address(0, 25), address(9, 26), address(0, 701)],
            ["A1", "C12", "Z1", "AA10", "ZZ1"]
        );
    }

    #[test]
    fn what_is_no_workbook_is_told_with_the_remedy() {
        let error = from_bytes(b"PK not".to_vec()).err().unwrap();
        assert!(error.remedy().is_some());
    }
}
