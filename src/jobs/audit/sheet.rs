//! The sheet of the sample as files: written once as CSV and XLSX for the reviewer, read back with the answers.
//!
//! A sheet that stands is never written over: somebody may have filled it in. Beside the items the XLSX holds the on-site
//! sheet (yerində baxış); as CSV that is a file of its own.

use std::path::{Path, PathBuf};

use calamine::{Data, Reader};
use chrono::{DateTime, Utc};
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook};
use serde::{Deserialize, Serialize};

use super::kept;
use super::record::Audit;
use crate::catalog::audit::Item;
use crate::catalog::dataset::audit as words;
use crate::domain::audit::sheet::{Answers, yes_or_no};
use crate::domain::audit::{AuditNumber, AuditState};
use crate::domain::language::Language;
use crate::error::{Doing, Error, Result};
use crate::jobs::Environment;
use crate::store::Store;

/// Columns of the items' sheet: key, and the heading that people read.
const COLUMNS: [(&str, &str); 12] = [
    ("item", "№"),
    ("kind", "Qeydin növü"),
    ("unit", "Bölmə"),
    ("record_id", "Qeydin nömrəsi"),
    ("day", "Tarix"),
    ("look_up", "Bölmənin sistemində yoxlanılmalıdır"),
    ("checks", "Pozulmuş meyarlar"),
    ("exists_as_pulled", "Qeyd sistemdə olduğu kimidir?"),
    ("outcome_supported", "Nəticə sənədlə təsdiqlənir?"),
    ("citizen_answered", "Vətəndaşa cavab verilib?"),
    ("term_kept", "Müddətə əməl olunub?"),
    ("remark", "Qeyd"),
];
const FIRST_QUESTION: usize = 7;
/// Columns of the on-site sheet.
const SITE_COLUMNS: [(&str, &str); 3] = [("question", "Kod"), ("text", "Sual"), ("answer", "Cavab")];
const ITEMS: &str = "Seçmə";
const SITE: &str = "Yerində baxış";

/// Where the sheets of a monitoring stand.
pub fn paths(folder: &Path, number: AuditNumber) -> [PathBuf; 3] {
    [
        folder.join(format!("{number}-secme.xlsx")),
        folder.join(format!("{number}-secme.csv")),
        folder.join(format!("{number}-yerinde-baxis.csv")),
    ]
}

/// Writes the sheets that are not there yet and answers how many items there are.
pub fn write(environment: &Environment, store: &Store, audit: &Audit, folder: &Path) -> Result<usize> {
    let items = kept::items(&store.session()?, audit.audit_id)?;
    let rows: Vec<Vec<String>> = items.iter().map(|item| row(environment, item)).collect::<Result<_>>()?;
    let site: Vec<Vec<String>> = words::SITE_QUESTIONS
        .iter()
        .map(|(key, az, _)| vec![(*key).to_owned(), (*az).to_owned(), String::new()])
        .collect();
    std::fs::create_dir_all(folder).doing(|| format!("creating the folder `{}`", folder.display()))?;
    let [workbook, items_file, site_file] = paths(folder, audit.audit_id);
    write_new(&workbook, || xlsx(audit, &rows, &site))?;
    write_new(&items_file, || csv(&COLUMNS, &rows))?;
    write_new(&site_file, || csv(&SITE_COLUMNS, &site))?;
    Ok(items.len())
}

fn write_new(path: &Path, bytes: impl FnOnce() -> Result<Vec<u8>>) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    let partial = path.with_extension("partial");
    let act = || format!("writing `{}`", path.display());
    std::fs::write(&partial, bytes().doing(act)?).doing(act)?;
    std::fs::rename(&partial, path).doing(act)
}

fn row(environment: &Environment, item: &Item) -> Result<Vec<String>> {
    let language = Language::Az;
    let unit = environment.reference.units.get(&item.unit).map_or(item.unit.clone(), |unit| unit.name_az.clone());
    let details: serde_json::Value = serde_json::from_str(&item.details)
        .doing(|| format!("reading what item {} is to be looked up by", item.item))?;
    let mut row = vec![
        item.item.to_string(),
        words::entity(&item.entity, language).to_owned(),
        unit,
        item.record_id.clone(),
        words::item_day(&details, language),
        words::look_up(item, &details, &environment.reference, language),
        item.checks.replace(',', ", "),
    ];
    row.resize(COLUMNS.len(), String::new());
    Ok(row)
}

/// What items look like as CSV, for the report's attachment.
pub fn items_csv(environment: &Environment, items: &[Item]) -> Result<Vec<u8>> {
    let rows: Vec<Vec<String>> = items.iter().map(|item| row(environment, item)).collect::<Result<_>>()?;
    csv(&COLUMNS, &rows)
}

fn csv(columns: &[(&str, &str)], rows: &[Vec<String>]) -> Result<Vec<u8>> {
    let act = || "writing a sheet as CSV".to_owned();
    // The mark lets spreadsheet programs read Azerbaijani letters.
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(columns.iter().map(|(_, heading)| *heading)).doing(act)?;
    for row in rows {
        csv.write_record(row.iter().map(|cell| harmless(cell))).doing(act)?;
    }
    bytes.extend(csv.into_inner().doing(act)?);
    Ok(bytes)
}

/// A cell that a spreadsheet program would take for a formula is quoted.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn xlsx(audit: &Audit, rows: &[Vec<String>], site: &[Vec<String>]) -> Result<Vec<u8>> {
    let act = || format!("writing the sheet of the monitoring {} as XLSX", audit.audit_id);
    let mut workbook = Workbook::new();
    // The day of the monitoring, not of the writing: the same monitoring gives the same file.
    let created = ExcelDateTime::from_timestamp(audit.created_at.timestamp()).doing(act)?;
    let title = format!("{} seçmə vərəqi", audit.audit_id);
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let sheet = workbook.add_worksheet();
    sheet.set_name(ITEMS).doing(act)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0).doing(act)?;
    sheet.set_freeze_panes(1, 0).doing(act)?;
    let widths = [5.0, 11.0, 26.0, 20.0, 11.0, 46.0, 12.0, 13.0, 13.0, 13.0, 13.0, 28.0];
    table(sheet, &COLUMNS, &widths, rows, &head, &cell).doing(act)?;
    if let Some(last) = u32::try_from(rows.len()).ok().filter(|last| *last > 0) {
        let answers = DataValidation::new().allow_list_strings(&["bəli", "xeyr", "tətbiq edilmir"]).doing(act)?;
        let first = FIRST_QUESTION as u16;
        sheet.add_data_validation(1, first, last, first + 3, &answers).doing(act)?;
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(SITE).doing(act)?;
    table(sheet, &SITE_COLUMNS, &[22.0, 70.0, 40.0], site, &head, &cell).doing(act)?;
    workbook.save_to_buffer().doing(act)
}

fn table(
    sheet: &mut rust_xlsxwriter::Worksheet,
    columns: &[(&str, &str)],
    widths: &[f64],
    rows: &[Vec<String>],
    head: &Format,
    cell: &Format,
) -> std::result::Result<(), rust_xlsxwriter::XlsxError> {
    for (column, ((_, heading), width)) in (0u16..).zip(columns.iter().zip(widths)) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *heading, head)?;
    }
    for (line, row) in (1u32..).zip(rows) {
        for (column, text) in (0u16..).zip(row) {
            sheet.write_string_with_format(line, column, text, cell)?;
        }
    }
    Ok(())
}

/// One answered item as `state` holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    pub item: i64,
    #[serde(flatten)]
    pub answers: Answers,
    pub remark: Option<String>,
    pub who: String,
    pub answered_at: DateTime<Utc>,
}

/// One answer of the on-site sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SiteAnswer {
    pub question: String,
    pub answer: String,
    pub who: String,
    pub answered_at: DateTime<Utc>,
}

/// The answers given so far.
pub fn answers(store: &Store, number: AuditNumber) -> Result<Vec<Answered>> {
    let session = store.session()?;
    session.set("audit_id", number.to_string())?;
    session.rows("select * from state.audit_answers where audit_id = getvariable('audit_id') order by item")
}

pub fn site_answers(store: &Store, number: AuditNumber) -> Result<Vec<SiteAnswer>> {
    let session = store.session()?;
    session.set("audit_id", number.to_string())?;
    session.rows("select * from state.audit_site where audit_id = getvariable('audit_id') order by question")
}

/// What an import took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    pub items: usize,
    pub site: usize,
}

/// Takes the answers of a filled sheet, CSV or XLSX. Items left blank stay open; an item answered anew is replaced.
///
/// # Errors
/// The file cannot be read, names an item that was not drawn, or an answer is neither yes nor no; nothing is taken then.
pub fn import(environment: &Environment, store: &Store, audit: &Audit, path: &Path, who: &str) -> Result<Taken> {
    if !matches!(audit.status, AuditState::InReview | AuditState::Draft) {
        return Err(Error::usage(format!(
            "taking answers for the monitoring {}, which is {}",
            audit.audit_id, audit.status
        ))
        .hint("answers are taken while the sample is in review, and until the report is signed"));
    }
    let at = environment.clock.now();
    let known = kept::items(&store.session()?, audit.audit_id)?;
    let (mut items, mut site) = (Vec::new(), Vec::new());
    for (name, rows) in tables(path)? {
        read_table(&name, &rows, &known, who, at, &mut items, &mut site)
            .doing(|| format!("reading the filled sheet `{}`", path.display()))?;
    }
    let number = audit.audit_id;
    let with_number = |value: serde_json::Value| {
        let mut value = value;
        value["audit_id"] = serde_json::json!(number);
        value
    };
    let act = || format!("keeping the answers of the monitoring {number}");
    let rows =
        items.iter().map(|row| serde_json::to_value(row).map(with_number)).collect::<Result<Vec<_>, _>>().doing(act)?;
    let site_rows =
        site.iter().map(|row| serde_json::to_value(row).map(with_number)).collect::<Result<Vec<_>, _>>().doing(act)?;
    store
        .write_state(|state| {
            state.set("audit_id", number.to_string())?;
            state.run(include_str!("../../../queries/state/stage_audit_answers.sql"))?;
            state.insert("staged_answers", &rows)?;
            state.insert("staged_site", &site_rows)?;
            state.run(include_str!("../../../queries/state/keep_audit_answers.sql"))
        })
        .doing(act)?;
    Ok(Taken { items: items.len(), site: site.len() })
}

/// The tables of a file, each with its name: the sheets of a workbook, or the file itself.
fn tables(path: &Path) -> Result<Vec<(String, Vec<Vec<String>>)>> {
    let act = || format!("reading the filled sheet `{}`", path.display());
    let is_workbook = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    if !is_workbook {
        let bytes = std::fs::read(path).doing(act)?;
        let text = String::from_utf8(bytes)
            .map_err(|error| Error::usage(act()).because(error).hint("save the sheet as CSV in UTF-8, or as XLSX"))?;
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        let delimiter = if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
        let mut csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let rows: Vec<Vec<String>> = csv
            .records()
            .map(|row| row.map(|row| row.iter().map(str::to_owned).collect()))
            .collect::<Result<_, _>>()
            .doing(act)?;
        return Ok(vec![("CSV".into(), rows)]);
    }
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(path).doing(act)?;
    let mut out = Vec::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).doing(act)?;
        let text = |cell: &Data| match cell {
            Data::Empty => String::new(),
            Data::Bool(true) => "bəli".to_owned(),
            Data::Bool(false) => "xeyr".to_owned(),
            other => other.to_string(),
        };
        out.push((name, range.rows().map(|row| row.iter().map(text).collect()).collect()));
    }
    Ok(out)
}

fn read_table(
    name: &str,
    rows: &[Vec<String>],
    known: &[Item],
    who: &str,
    at: DateTime<Utc>,
    items: &mut Vec<Answered>,
    site: &mut Vec<SiteAnswer>,
) -> Result<()> {
    let Some((head, rows)) = rows.split_first() else { return Ok(()) };
    let place = |columns: &[(&str, &str)], key: &str| {
        let (_, heading) = columns.iter().find(|(known, _)| *known == key)?;
        head.iter().position(|cell| cell.trim() == *heading || cell.trim() == key)
    };
    let cell = |row: &[String], at: Option<usize>| {
        at.and_then(|at| row.get(at)).map(|text| text.trim().to_owned()).unwrap_or_default()
    };
    if let (Some(item_at), Some(id_at)) = (place(&COLUMNS, "item"), place(&COLUMNS, "record_id")) {
        let questions = ["exists_as_pulled", "outcome_supported", "citizen_answered", "term_kept"];
        let places = questions.map(|key| place(&COLUMNS, key));
        for (line, row) in rows.iter().enumerate().filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty())) {
            let wrong = |what: String| {
                Error::usage(format!("{name}, line {}: {what}", line + 2))
                    .hint("keep the number and the record of every item as they were printed; answer `bəli` or `xeyr`")
            };
            let text = cell(row, Some(item_at));
            let number: i64 = text.parse().map_err(|_| wrong(format!("`{text}` is not an item's number")))?;
            let id = cell(row, Some(id_at));
            let drawn = known.iter().find(|item| item.item == number);
            if drawn.is_none_or(|item| harmless(&item.record_id) != id && item.record_id != id) {
                return Err(wrong(format!("item {number} with the record `{id}` was not drawn")));
            }
            let mut answers = [None; 4];
            for (answer, place) in answers.iter_mut().zip(places) {
                *answer = yes_or_no(&cell(row, place)).map_err(&wrong)?;
            }
            let [exists_as_pulled, outcome_supported, citizen_answered, term_kept] = answers;
            let answers = Answers { exists_as_pulled, outcome_supported, citizen_answered, term_kept };
            let remark = Some(cell(row, place(&COLUMNS, "remark"))).filter(|text| !text.is_empty());
            if !answers.is_blank() || remark.is_some() {
                items.retain(|known: &Answered| known.item != number);
                items.push(Answered { item: number, answers, remark, who: who.into(), answered_at: at });
            }
        }
    } else if let (Some(question_at), Some(answer_at)) =
        (place(&SITE_COLUMNS, "question"), place(&SITE_COLUMNS, "answer"))
    {
        for (line, row) in rows.iter().enumerate() {
            let (question, answer) = (cell(row, Some(question_at)), cell(row, Some(answer_at)));
            if answer.is_empty() {
                continue;
            }
            if !words::SITE_QUESTIONS.iter().any(|(key, ..)| *key == question) {
                return Err(Error::usage(format!("{name}, line {}: there is no question `{question}`", line + 2))
                    .hint("keep the code of every question as it was printed"));
            }
            site.push(SiteAnswer { question, answer, who: who.into(), answered_at: at });
        }
    } else {
        return Err(Error::usage(format!("{name}: neither the sample's sheet nor the on-site sheet"))
            .hint("fill in the sheet that the monitoring wrote and keep its first line"));
    }
    Ok(())
}
