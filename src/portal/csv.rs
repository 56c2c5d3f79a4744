//! Tables as CSV files that open in a spreadsheet: a mark for UTF-8, semicolons where the comma is decimal.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::voice::Voice;
use crate::error::{Doing, Result};

/// Writes a table; the first lines say what was asked for, so that a file found later explains itself.
pub fn table(
    preface: &[String],
    head: &[String],
    rows: impl IntoIterator<Item = Vec<String>>,
    voice: Voice,
) -> Result<Vec<u8>> {
    let act = || "writing a CSV file".to_owned();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(if voice.is_az() { b';' } else { b',' })
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for line in preface {
        writer.write_record([inert(line)]).doing(act)?;
    }
    writer.write_record(head.iter().map(|cell| inert(cell))).doing(act)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| inert(cell))).doing(act)?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error).doing(act)
}

/// A cell that a spreadsheet would take for a formula begins with an apostrophe instead.
fn inert(cell: &str) -> String {
    let number_like = cell.chars().skip(1).all(|letter| letter.is_ascii_digit() || ",.\u{a0} ".contains(letter));
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !(cell.len() > 1 && number_like) {
        return format!("'{cell}");
    }
    cell.to_owned()
}

/// The answer that makes a browser save the file.
pub fn answer(name: &str, body: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, disposition)], body)
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::domain::zone::Zone;

    #[test]
    fn files_open_in_a_spreadsheet_and_run_nothing() {
        let voice = Voice::new(Language::Az, Zone::default());
        let row = vec!["=cmd()".to_owned(), "-3,5".to_owned(), "a;b".to_owned(), "\"Ə\"".to_owned()];
        let body = table(&["Dövr: 2026-09".to_owned()], &["A".into(), "B".into()], [row], voice).unwrap();
        assert_eq!(
            String::from_utf8(body).unwrap(),
            "\u{feff}Dövr: 2026-09\nA;B\n'=cmd();-3,5;\"a;b\";\"\"\"Ə\"\"\"\n"
        );
    }
}
