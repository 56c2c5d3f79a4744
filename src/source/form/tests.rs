use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::Workbook;

use super::*;
use crate::domain::period::Period;
use crate::domain::records::values;
use crate::domain::reference::Reference;

fn blank(language: Language) -> Vec<u8> {
    let period: Period = "2026-09".parse().unwrap();
    write(&Reference::builtin(), &Blank { unit: "DSMF", period: &period, language }).unwrap()
}

/// Copies a form with other values in some cells, as a spreadsheet program saves it.
fn fill(form: Vec<u8>, cells: &[(&str, Data)]) -> Vec<u8> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(form)).unwrap();
    let mut copy = Workbook::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let sheet = copy.add_worksheet().set_name(&name).unwrap();
        for (row, column, value) in range.cells() {
            let (first_row, first_column) = range.start().unwrap();
            let at = (row as u32 + first_row, column as u32 + first_column);
            put(sheet, at, value);
        }
        if name != sheet::NAME {
            for (cell, value) in cells {
                let row: u32 = cell[1..].parse().unwrap();
                put(sheet, (row - 1, u32::from(cell.as_bytes()[0] - b'A')), value);
            }
        }
    }
    copy.save_to_buffer().unwrap()
}

fn put(sheet: &mut rust_xlsxwriter::Worksheet, (row, column): (u32, u32), value: &Data) {
    let column = column as u16;
    match value {
        Data::Float(number) => _ = sheet.write(row, column, *number).unwrap(),
        Data::Int(number) => _ = sheet.write(row, column, *number).unwrap(),
        Data::Bool(flag) => _ = sheet.write(row, column, *flag).unwrap(),
        Data::Empty => {}
        other => _ = sheet.write(row, column, other.to_string()).unwrap(),
    }
}

fn number(value: f64) -> Data {
    Data::Float(value)
}

fn text(value: &str) -> Data {
    Data::String(value.into())
}

/// The cell of a figure, as the hidden sheet has it.
fn cell_of(form: &[u8], key: &str) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(form.to_vec())).unwrap();
    let lines = book.worksheet_range(sheet::NAME).unwrap();
    let found = lines.rows().find(|row| row[0].to_string() == format!("figure.{key}")).unwrap();
    found[1].to_string()
}

fn errors(content: Vec<u8>) -> Vec<String> {
    read(content, &Reference::builtin()).unwrap_err().errors.iter().map(ToString::to_string).collect()
}

#[test]
fn the_form_names_unit_period_and_term_and_has_a_cell_for_every_figure() {
    let form = blank(Language::Az);
    assert_eq!(form, blank(Language::Az), "the same form is the same bytes");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(form)).unwrap();
    assert_eq!(book.sheet_names(), ["Hesabat", sheet::NAME]);
    let page = book.worksheet_range("Hesabat").unwrap();
    let all: Vec<String> = page.used_cells().map(|(_, _, value)| value.to_string()).collect();
    for expected in [
        "AZƏRBAYCAN RESPUBLİKASININ ƏMƏK VƏ ƏHALİNİN SOSİAL MÜDAFİƏSİ NAZİRLİYİ",
        "Dövlət Sosial Müdafiə Fondu (DSMF)",
        "2026-cı ilin sentyabr ayı (2026-09)",
        "07.10.2026-cı il tarixinədək",
        "Yazılı müraciət qəbul edilib",
        "Sosial müavinət",
    ] {
        assert!(all.iter().any(|text| text == expected), "{expected} in {all:?}");
    }
    let hidden = book.worksheet_range(sheet::NAME).unwrap();
    let figures = hidden.rows().filter(|row| row[0].to_string().starts_with("figure.")).count();
    let topics = Reference::builtin().topics.iter().count();
    assert_eq!(figures, sheet::FIGURES.len() + values::OUTCOME.len() + topics);
}

#[test]
fn a_filled_form_is_read_back() {
    let form = blank(Language::En);
    let at = |key: &str| cell_of(&form, key);
    let filled = fill(
        form.clone(),
        &[
            (&at("receptions"), number(12.0)),
            (&at("repeat"), text(" 3 ")),
            (&at("by_outcome.explained"), number(10.0)),
            (&at("by_outcome.referred"), number(2.0)),
            (&at("by_topic.pension.award"), number(0.0)),
        ],
    );
    let read = read(filled, &Reference::builtin()).unwrap();
    assert_eq!((read.unit.as_str(), read.period.to_string(), read.language), ("DSMF", "2026-09".into(), Language::En));
    let item: serde_json::Value = serde_json::from_str(&read.item("2026-10-05T08:00:00Z".parse().unwrap())).unwrap();
    assert_eq!(item["id"], "form:DSMF:2026-09");
    assert_eq!(item["submitted_at"], "2026-10-05T08:00:00.000000Z");
    assert_eq!(
        item["figures"],
        serde_json::json!({
            "receptions": 12, "repeat": 3,
            "by_outcome": {"explained": 10, "referred": 2}, "by_topic": {"pension.award": 0}
        })
    );
}

#[test]
fn every_wrong_cell_is_named_at_once() {
    let form = blank(Language::Az);
    let at = |key: &str| cell_of(&form, key);
    let filled = fill(
        form.clone(),
        &[
            (&at("receptions"), text("abc")),
            (&at("repeat"), number(-1.0)),
            (&at("written_appeals"), number(2.5)),
            (&at("assignments_done"), number(1e12)),
            (&at("by_outcome.no_show"), text("5AB12C7")),
            (&at("by_topic.other"), Data::Bool(true)),
        ],
    );
    let refused = read(filled, &Reference::builtin()).unwrap_err();
    assert_eq!(refused.id.as_deref(), Some("form:DSMF:2026-09"));
    let told: Vec<String> = refused.errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "Sheet `Hesabat`, cell C12: `abc` is not a whole number".to_owned(),
            format!("Sheet `Hesabat`, cell {}: `-1` is below zero", at("repeat")),
            format!("Sheet `Hesabat`, cell {}: `2.5` is not a whole number", at("written_appeals")),
            format!("Sheet `Hesabat`, cell {}: `1000000000000` is too large to be a count", at("assignments_done")),
            format!("Sheet `Hesabat`, cell {}: `[FİN]` is not a whole number", at("by_outcome.no_show")),
            format!("Sheet `Hesabat`, cell {}: `true` is not a whole number", at("by_topic.other")),
        ]
    );
    assert_eq!(refused.errors[0].text(Language::Az), "“Hesabat” vərəqi, C12 xanası: “abc” tam ədəd deyil");
}

#[test]
fn figures_must_agree_with_each_other() {
    let form = blank(Language::Az);
    let at = |key: &str| cell_of(&form, key);
    let wrong = fill(
        form.clone(),
        &[
            (&at("receptions"), number(5.0)),
            (&at("by_outcome.explained"), number(4.0)),
            (&at("by_topic.pension"), number(6.0)),
        ],
    );
    assert_eq!(
        errors(wrong),
        [
            "Sheet `Hesabat`, cell C12: the outcomes sum to 4, the receptions are 5; they must be equal",
            "Sheet `Hesabat`, cell C12: the topics sum to 6, which is more than the 5 receptions",
        ]
    );
    assert_eq!(errors(form.clone()), ["Sheet `Hesabat`, cell C12: no figure is filled in"]);
    let only_one = fill(form.clone(), &[(&at("receptions"), number(5.0))]);
    assert_eq!(read(only_one, &Reference::builtin()).unwrap().figures.len(), 1);
}

#[test]
fn a_form_that_was_patched_together_is_refused() {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(blank(Language::Az))).unwrap();
    let range = book.worksheet_range(sheet::NAME).unwrap();
    let mut copy = Workbook::new();
    copy.add_worksheet().set_name("Hesabat").unwrap();
    let hidden = copy.add_worksheet().set_name(sheet::NAME).unwrap();
    for (row, column, value) in range.cells() {
        let value = value.to_string().replace("DSMF", "DOST");
        hidden.write(row as u32, column as u16, value).unwrap();
    }
    assert_eq!(
        errors(copy.save_to_buffer().unwrap()),
        ["the form's hidden sheet was altered; get the form anew and fill it"]
    );
    assert_eq!(errors(b"no".to_vec()), ["the file is not the report form (XLSX)"]);
}

#[test]
fn who_owes_no_report_gets_no_form() {
    let period: Period = "2026-Q3".parse().unwrap();
    let make = |unit| write(&Reference::builtin(), &Blank { unit, period: &period, language: Language::Az });
    assert!(make("DSMF").is_ok());
    for unit in ["NAZ", "NO-SUCH"] {
        assert!(make(unit).unwrap_err().remedy().is_some(), "{unit}");
    }
}
