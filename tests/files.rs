//! Files as sources: real files of every kind through the real pull into a real database.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, SystemTime};

use calamine::{Data, Reader, Xlsx};
use chrono::{DateTime, Utc};
use proptest::prelude::*;
use proptest::test_runner::{Config as Cases, TestRunner};
use qebul::clock::Clock;
use qebul::config::Config;
use qebul::domain::finding::CheckState;
use qebul::domain::language::Language;
use qebul::domain::period::Period;
use qebul::jobs::form::{self, Submitted};
use qebul::jobs::{Environment, evaluate, pull};
use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::support;

/// A folder `in` that DSMF's files are put into, and an environment that pulls it.
struct House {
    environment: Environment,
    folder: tempfile::TempDir,
}

impl House {
    fn new() -> House {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("in")).unwrap();
        let toml = "[store]\npath = \"qebul.duckdb\"\n[[source]]\nname = \"DSMF\"\nkind = \"files\"\npath = \"in\"\n";
        std::fs::write(folder.path().join("qebul.toml"), toml).unwrap();
        let config = Config::load(Some(&folder.path().join("qebul.toml"))).unwrap_or_else(|e| panic!("{}", e.report()));
        let environment = qebul::app::environment(config, None).unwrap_or_else(|error| panic!("{}", error.report()));
        let clock = Clock::Fixed("2026-10-12T08:00:00Z".parse().unwrap());
        House { environment: Environment { clock, ..environment }, folder }
    }

    fn put(&self, name: &str, content: &[u8]) {
        self.put_at(name, content, "2026-10-05T08:00:00Z");
    }

    /// Puts a file that was written at a time, long enough ago to be whole.
    fn put_at(&self, name: &str, content: &[u8], at: &str) {
        let path = self.folder.path().join("in").join(name);
        std::fs::write(&path, content).unwrap();
        let at: DateTime<Utc> = at.parse().unwrap();
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(at.timestamp() as u64);
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    }

    fn remove(&self, name: &str) {
        std::fs::remove_file(self.folder.path().join("in").join(name)).unwrap();
    }

    async fn pull(&self) -> pull::Summary {
        pull::all(&self.environment, pull::Scope::default()).await.unwrap_or_else(|error| panic!("{}", error.report()))
    }

    async fn pull_whole(&self) {
        let summary = self.pull().await;
        assert!(summary.is_complete(), "{:?}", summary.failures);
    }

    fn rows(&self, sql: &str) -> Vec<Value> {
        self.environment.store.session().unwrap().rows(sql).unwrap_or_else(|error| panic!("{}", error.report()))
    }

    fn count(&self, table: &str) -> i64 {
        support::count(&self.environment.store, table)
    }

    /// The load of a file: rows new, changed, same, rejected.
    fn load(&self, file: &str) -> [i64; 4] {
        let rows = self.rows(&format!(
            "select rows_new, rows_changed, rows_same, rows_rejected from lake.loads where object = '{file}' order by load_id desc"
        ));
        ["rows_new", "rows_changed", "rows_same", "rows_rejected"].map(|name| rows[0][name].as_i64().unwrap())
    }
}

const COLUMNS: [&str; 9] =
    ["id", "unit_code", "updated_at", "registered_at", "registration", "mode", "level", "outcome", "note"];

/// Rows of receptions; `id` begins with the prefix.
fn receptions(prefix: &str, notes: &[&str]) -> Vec<Vec<String>> {
    let row = |(number, note): (usize, &&str)| {
        let (day, minute) = (number % 28 + 1, number % 60);
        let time = format!("2026-09-{day:02} 10:{minute:02}:00");
        let id = format!("{prefix}{number}");
        [&id, "DSMF", &time, &time, "subsystem", "personal", "reception_room", "explained", *note]
            .map(str::to_owned)
            .to_vec()
    };
    notes.iter().enumerate().map(row).collect()
}

fn csv_text(rows: &[Vec<String>], delimiter: u8, terminator: &str) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(COLUMNS).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    // Line breaks inside cells stay what they are.
    if terminator == "\n" { text } else { end_lines(&text, terminator) }
}

fn end_lines(text: &str, terminator: &str) -> String {
    let mut is_inside = false;
    let mut out = String::new();
    for c in text.chars() {
        is_inside ^= c == '"';
        if c == '\n' && !is_inside { out.push_str(terminator) } else { out.push(c) }
    }
    out
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(content).unwrap();
    packer.finish().unwrap()
}

fn zstd(content: &[u8]) -> Vec<u8> {
    zstd::encode_all(content, 1).unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn ndjson(rows: &[Vec<String>]) -> String {
    let item = |row: &Vec<String>| {
        let fields = COLUMNS.iter().zip(row).map(|(name, cell)| ((*name).to_owned(), Value::from(cell.as_str())));
        Value::Object(fields.collect()).to_string() + "\n"
    };
    rows.iter().map(item).collect()
}

/// A workbook as a person makes it: dates are dates.
fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = rust_xlsxwriter::Format::new().set_num_format("dd.mm.yyyy hh:mm");
    sheet.write_row(0, 0, COLUMNS.map(str::to_uppercase)).unwrap();
    for (line, row) in (2..).zip(rows) {
        for (column, (name, cell)) in (0..).zip(COLUMNS.iter().zip(row)) {
            if name.ends_with("_at") {
                let at = rust_xlsxwriter::ExcelDateTime::parse_from_str(&cell.replace(' ', "T")).unwrap();
                sheet.write_with_format(line, column, &at, &date).unwrap();
            } else {
                sheet.write(line, column, cell.as_str()).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// A Parquet file with the columns' own types, written by DuckDB.
fn parquet(house: &House, rows: &[Vec<String>]) -> Vec<u8> {
    let folder = house.folder.path();
    std::fs::write(folder.join("rows.csv"), csv_text(rows, b',', "\n")).unwrap();
    let (from, to) = (folder.join("rows.csv"), folder.join("rows.parquet"));
    let select = format!(
        "select * replace (cast(updated_at as timestamp) as updated_at, cast(registered_at as timestamp) as registered_at) \
         from read_csv('{}', header = true, all_varchar = true, delim = ',')",
        from.display()
    );
    let session = house.environment.store.session().unwrap();
    session.run(&format!("copy ({select}) to '{}' (format parquet)", to.display())).unwrap();
    std::fs::read(to).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_file_gives_the_same_rows() {
    let house = House::new();
    let notes =
        ["Şikayetçi qebul olundu", "ığdır; \"çox\" üçün,\nikinci setir", "", "Mesele öyrenildi, çağırış göndərildi"];
    let notes = notes.map(|note| note.replace('ə', "e"));
    let rows = receptions("R-", &notes.each_ref().map(String::as_str));
    let text = csv_text(&rows, b';', "\r\n");
    house.put("receptions-01.csv", csv_text(&rows, b',', "\n").as_bytes());
    house.pull_whole().await;
    assert_eq!(house.load("receptions-01.csv"), [4, 0, 0, 0]);
    let held = house.rows("select id, registered_at::varchar as at, note, outcome from lake.receptions order by id");
    assert_eq!(
        held[1],
        serde_json::json!({
            "id": "R-1", "at": "2026-09-02 06:01:00", "outcome": "explained", "note": "ığdır; \"çox\" üçün,\nikinci setir"
        })
    );
    assert_eq!(held[2]["note"], Value::Null);

    let turkish = encoding_rs::WINDOWS_1254.encode(&text).0.into_owned();
    let dotted =
        text.replace("2026-09-02 10:01:00", "2.9.2026 10:01").replace("2026-09-03 10:02:00", "46268,4180555556");
    assert!(dotted.contains("2.9.2026") && dotted.contains("46268,41"));
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("receptions-02.csv", format!("\u{feff}sep=;\r\n{text}").into_bytes()),
        ("receptions-03.csv", turkish.clone()),
        ("receptions-04.csv", utf16(&text)),
        ("receptions-05.tsv", csv_text(&rows, b'\t', "\n").into_bytes()),
        ("receptions-06.csv.gz", gzip(text.as_bytes())),
        ("receptions-07.csv.zst", zstd(&turkish)),
        ("receptions-08.ndjson", ndjson(&rows).into_bytes()),
        ("receptions-09.jsonl.zst", zstd(ndjson(&rows).as_bytes())),
        ("receptions-10.xlsx", workbook(&rows)),
        ("receptions-11.parquet", parquet(&house, &rows)),
        ("Receptions-12.CSV", dotted.into_bytes()),
        ("receptions-13.csv", text.replace("\r\n", ";;\r\n").into_bytes()),
    ];
    for (name, content) in &files {
        house.put(name, content);
    }
    house.pull_whole().await;
    for (name, _) in &files {
        assert_eq!(
            house.load(name),
            [0, 0, 4, 0],
            "{name}: {:?}",
            house.rows("select detail, raw from lake.quarantine")
        );
    }
    assert_eq!(house.count("lake.receptions"), 4);

    let rows = receptions("C-", &["Гражданин принят, вопрос решён", "Обращение направлено по назначению"]);
    house.put("receptions-20.csv", csv_text(&rows, b',', "\n").as_bytes());
    house.put("receptions-21.csv", &encoding_rs::WINDOWS_1251.encode(&csv_text(&rows, b';', "\n")).0);
    house.pull_whole().await;
    assert_eq!((house.load("receptions-20.csv"), house.load("receptions-21.csv")), ([2, 0, 0, 0], [0, 0, 2, 0]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_line_is_one_row_in_quarantine() {
    let house = House::new();
    let rows = receptions("R-", &["a", "b", "c"]);
    let lines: Vec<String> = csv_text(&rows, b',', "\n").lines().map(str::to_owned).collect();
    let text = format!(
        "{}\n{}\nR-8,DSMF,5AB12C7\n{}\nR-9,\"DSMF,2026-09-01 10:00:00\n{}\nR-10,DSMF,x,x,x,x,x,x,x\n",
        lines[0], lines[1], lines[2], lines[3]
    );
    house.put("receptions.csv", text.as_bytes());
    house.pull_whole().await;
    assert_eq!(house.load("receptions.csv"), [3, 0, 0, 3]);
    let told = house.rows("select record_id, reason, detail, raw from lake.quarantine order by detail");
    let text = |at: usize, name: &str| told[at][name].as_str().unwrap_or_default().to_owned();
    assert_eq!(text(0, "detail"), "line 3: the row has 3 cells, the head has 9");
    assert_eq!((text(0, "record_id"), text(0, "raw")), ("R-8".into(), "R-8,DSMF,[FİN]".into()));
    assert_eq!(text(1, "detail"), "line 5: a quote is opened and not closed");
    assert!(text(2, "detail").starts_with("line 7: `updated_at` is `x`"), "{}", text(2, "detail"));

    // The mended file settles what it mends.
    let mut mended = receptions("R-", &["a"; 10]);
    mended.truncate(9);
    house.put("receptions-mended.csv", csv_text(&mended, b',', "\n").as_bytes());
    house.pull_whole().await;
    let open = house.rows("select record_id from lake.quarantine where replayed_load is null order by record_id");
    assert_eq!(open.iter().map(|row| row["record_id"].as_str().unwrap()).collect::<Vec<_>>(), ["R-10", "R-9"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_fails_is_named_tried_again_and_stops_no_other() {
    let house = House::new();
    let rows = receptions("R-", &["a"]);
    let text = csv_text(&rows, b',', "\n");
    house.put("receptions-1.csv", text.replace("registered_at", "registred_at").as_bytes());
    house.put("receptions-2.csv", text.replacen("note", "mode", 1).as_bytes());
    house.put("receptions-3.csv", text.as_bytes());
    house.put("receptions-4.csv", &gzip(text.repeat(50).as_bytes())[..60]);
    house.put("receptions-5.csv", b"");
    house.put("receptions-6.xlsx", b"no workbook");
    house.put("receptions-7.csv.filepart", b"id");
    house.put("unit-report-x.xlsx", b"no workbook");
    let summary = house.pull().await;
    assert!(!summary.is_complete());
    assert!(summary.failures[0].contains("receptions-1.csv"), "{:?}", summary.failures);
    assert!(summary.failures[0].contains("`registered_at` is missing; the contract does not know `registred_at`"));
    assert_eq!(house.load("receptions-3.csv"), [1, 0, 0, 0]);
    let failed = |house: &House| {
        let rows = house.rows("select distinct object from lake.loads where not complete order by object");
        rows.iter().map(|row| row["object"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = ["receptions-1.csv", "receptions-2.csv", "receptions-4.csv", "receptions-6.xlsx"];
    assert_eq!(failed(&house), all);
    let loads = house.count("lake.loads where object = 'receptions-1.csv'");
    house.pull().await;
    assert_eq!(house.count("lake.loads where object = 'receptions-1.csv'"), loads + 1, "it is tried again");
    for name in all.into_iter().chain(["unit-report-x.xlsx"]) {
        house.remove(name);
    }
    house.pull_whole().await;
}

#[test]
fn any_table_gives_the_same_rows_however_it_is_written() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let _inside = runtime.enter();
    let house = House::new();
    let cases = std::cell::Cell::new(0);
    // Words, not letters: which code page letters are of is told by the words they stand in.
    let words =
        ["Şikayetçi", "qebul olundu", "çağırış", "üçün", "\"öyrenildi\"", "a,b;c\td", "iki\nsetir", "ığdır", " x "];
    let note =
        proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..4).prop_map(|words| words.join(" "));
    let strategy = (
        proptest::collection::vec(note, 1..6),
        proptest::sample::select(vec![b',', b';', b'\t']),
        0..4_usize,
        0..3_usize,
        proptest::sample::select(vec!["\n", "\r\n"]),
    );
    let mut runner = TestRunner::new(Cases { cases: 24, failure_persistence: None, ..Cases::default() });
    runner
        .run(&strategy, |(notes, delimiter, encoding, packing, end)| {
            cases.set(cases.get() + 1);
            let case = cases.get();
            let mut notes: Vec<&str> = notes.iter().map(String::as_str).collect();
            notes.push("Şikayetçi qebul olundu, çağırış göndermek üçün öyrenildi");
            let rows = receptions(&format!("P{case}-"), &notes);
            house.put(
                &format!("receptions-{case}a.csv"),
                format!("\u{feff}{}\n", csv_text(&rows, b',', "\n")).as_bytes(),
            );
            let text = csv_text(&rows, delimiter, end);
            let content = match encoding {
                0 => text.clone().into_bytes(),
                1 => format!("\u{feff}{text}").into_bytes(),
                2 => utf16(&text),
                _ => encoding_rs::WINDOWS_1254.encode(&text).0.into_owned(),
            };
            let (content, name) = match packing {
                0 => (content, format!("receptions-{case}b.csv")),
                1 => (gzip(&content), format!("receptions-{case}b.csv.gz")),
                _ => (zstd(&content), format!("receptions-{case}b.csv.zst")),
            };
            house.put(&name, &content);
            runtime.block_on(house.pull_whole());
            let count = rows.len() as i64;
            prop_assert_eq!(house.load(&format!("receptions-{case}a.csv")), [count, 0, 0, 0]);
            prop_assert_eq!(house.load(&name), [0, 0, count, 0], "{} {} {:?}", encoding, packing, end);
            Ok(())
        })
        .unwrap();
}

/// Fills cells of a form, as a spreadsheet program saves it.
fn fill(form: &[u8], figures: &[(&str, Data)]) -> Vec<u8> {
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(form.to_vec())).unwrap();
    let hidden = book.worksheet_range("_qebul").unwrap();
    let cell = |key: &str| {
        let row = hidden.rows().find(|row| row[0].to_string() == format!("figure.{key}")).unwrap();
        let cell = row[1].to_string();
        (cell[1..].parse::<u32>().unwrap() - 1, u16::from(cell.as_bytes()[0] - b'A'))
    };
    let mut copy = Workbook::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let (row, column) = range.start().unwrap();
        let sheet = copy.add_worksheet().set_name(&name).unwrap();
        for (r, c, value) in range.used_cells() {
            sheet.write(row + r as u32, column as u16 + c as u16, value.to_string()).unwrap();
        }
        for (key, value) in figures.iter().filter(|_| name != "_qebul") {
            let (row, column) = cell(key);
            match value {
                Data::Float(number) => sheet.write(row, column, *number).unwrap(),
                other => sheet.write(row, column, other.to_string()).unwrap(),
            };
        }
    }
    copy.save_to_buffer().unwrap()
}

fn blank_form(house: &House) -> Vec<u8> {
    let period: Period = "2026-09".parse().unwrap();
    form::make(&house.environment.reference, "DSMF", &period, Language::Az).unwrap_or_else(|e| panic!("{}", e.report()))
}

/// State of a check at DSMF for September, and the figures it objects to.
fn judged(house: &House, check: &str) -> (CheckState, Vec<String>) {
    let environment = &house.environment;
    let period: Period = "2026-09".parse().unwrap();
    let prepared =
        evaluate::prepare(environment, &environment.store, period).unwrap_or_else(|e| panic!("{}", e.report()));
    let outcome = qebul::catalog::checks::run(&prepared.session, &environment.library, &prepared.context, None, &[])
        .unwrap_or_else(|e| panic!("{}", e.report()));
    let violations = outcome.violations.iter().filter(|violation| violation.check == check && violation.unit == "DSMF");
    let figures = violations.map(|violation| violation.evidence["figure"].as_str().unwrap_or_default().to_owned());
    (outcome.result(check, "DSMF").unwrap().state, figures.collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_came_as_a_form_is_judged_like_any_other() {
    let house = House::new();
    house.put("receptions.csv", csv_text(&receptions("R-", &["a", "b", "c"]), b',', "\n").as_bytes());
    let form = blank_form(&house);
    let wrong = [("receptions", Data::String("abc".into())), ("repeat", Data::Float(-1.0))];
    house.put("DSMF sentyabr.xlsx", &fill(&form, &wrong));
    house.pull_whole().await;
    assert_eq!(house.count("lake.unit_reports"), 0, "never half a report");
    let refused = house.rows("select record_id, detail, replayed_load from lake.quarantine");
    assert_eq!(refused.len(), 1);
    assert_eq!(
        refused[0]["detail"],
        "Sheet `Hesabat`, cell C12: `abc` is not a whole number; Sheet `Hesabat`, cell C14: `-1` is below zero"
    );

    let claimed =
        |count: f64| fill(&form, &[("receptions", Data::Float(count)), ("by_outcome.explained", Data::Float(count))]);
    house.put_at("unit-report-DSMF-2026-09.xlsx", &claimed(40.0), "2026-10-06T08:00:00Z");
    house.pull_whole().await;
    let held = house.rows(
        "select id, unit_code, period, receptions, by_outcome, submitted_at::varchar as at from lake.unit_reports",
    );
    assert_eq!(
        held,
        [serde_json::json!({
            "id": "form:DSMF:2026-09", "unit_code": "DSMF", "period": "2026-09", "receptions": 40,
            "by_outcome": "{\"explained\":40}", "at": "2026-10-06 08:00:00"
        })]
    );
    assert_eq!(
        house.count("lake.quarantine where replayed_load is null"),
        0,
        "the mended form settles the refused one"
    );
    assert_eq!(judged(&house, "D1").0, CheckState::Pass);
    assert_eq!(judged(&house, "D2"), (CheckState::Fail, vec!["by_outcome.explained".into(), "receptions".into()]));

    // A corrected form is a new version of the same report.
    house.put_at("corrected.xlsx", &claimed(3.0), "2026-10-08T04:30:00Z");
    house.pull_whole().await;
    assert_eq!((house.count("lake.unit_reports"), house.count("lake.unit_reports where load_to is null")), (2, 1));
    assert_eq!(judged(&house, "D2").0, CheckState::Pass);
    assert_eq!(judged(&house, "D1").0, CheckState::Pass, "the first report was in time");

    // What is corrected after the period's closing leaves the judgement of that time as it was.
    house.put_at("later.xlsx", &claimed(50.0), "2026-10-11T08:00:00Z");
    house.pull_whole().await;
    assert_eq!(house.rows("select receptions from lake.unit_reports where load_to is null")[0]["receptions"], 50);
    assert_eq!((judged(&house, "D1").0, judged(&house, "D2").0), (CheckState::Pass, CheckState::Pass));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_may_be_handed_in_at_once() {
    let house = House::new();
    let form = blank_form(&house);
    assert!(
        matches!(form::submit(&house.environment, form.clone()).await.unwrap(), Submitted::Refused(errors) if errors.len() == 1)
    );
    let filled = fill(&form, &[("receptions", Data::Float(7.0))]);
    assert!(matches!(form::submit(&house.environment, filled.clone()).await.unwrap(), Submitted::Taken(_)));
    assert!(matches!(form::submit(&house.environment, filled).await.unwrap(), Submitted::Known(_)));
    let held = house.rows("select receptions, submitted_at::varchar as at from lake.unit_reports");
    assert_eq!(held, [serde_json::json!({ "receptions": 7, "at": "2026-10-12 08:00:00" })]);
}

#[test]
fn the_command_writes_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_qebul"))
            .current_dir(folder.path())
            .args(arguments)
            .output()
            .unwrap()
    };
    let output = run(&["form", "--unit", "DSMF", "--period", "2026-09", "--lang", "az", "--out", "forms"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let path = folder.path().join("forms/unit-report-DSMF-2026-09.xlsx");
    assert!(String::from_utf8_lossy(&output.stdout).contains("forms/unit-report-DSMF-2026-09.xlsx"));
    assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    assert_eq!(run(&["form", "--unit", "NO-SUCH", "--period", "2026-09"]).status.code(), Some(2));
    assert!(!Path::new("unit-report-NO-SUCH-2026-09.xlsx").exists());
}
