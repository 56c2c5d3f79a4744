//! Whole datasets of small months: counted by hand, in both languages, empty, and with little provided.

use std::path::Path;

use serde_json::Value;

use super::{ReportSettings, monthly};
use crate::catalog::{self, Context, Library, checks, score};
use crate::domain::language::Language;
use crate::domain::reference::Reference;
use crate::domain::report::{Cell, Monthly, State, Table};
use crate::domain::unit::Units;
use crate::store::Store;

/// The report of September 2026 on a lake that holds `given`, written as in the cases of the checks (`tests/queries`).
fn report(given: &str, language: Language) -> Monthly {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries");
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let units = Units::from_csv(&text("ministry.csv"), "ministry.csv").unwrap();
    let reference = Reference { units, ..Reference::builtin() };
    let store = Store::in_memory(&reference).unwrap();
    store
        .write_lake(|lake| {
            [text("given.sql"), given.to_owned(), text("take.sql")].iter().try_for_each(|sql| lake.run(sql))
        })
        .unwrap_or_else(|error| panic!("{}", error.report()));
    let library = Library::load(None).unwrap();
    let context = Context {
        as_of: "2026-10-08T05:00:00Z".parse().unwrap(),
        period: "2026-09".parse().unwrap(),
        load_id: i64::MAX,
        overrides: Vec::new(),
    };
    let session = store.session().unwrap();
    let made = || {
        catalog::prepare(&session, &context, &library, &reference)?;
        let found = checks::run(&session, &library, &context, None, &[])?;
        let scores = score::run(&session, &library, &context, &found, None)?;
        let settings = ReportSettings::default();
        monthly(&session, &library, &context, &found, &scores, None, language, &reference, &settings)
    };
    made().unwrap_or_else(|error| panic!("{}", error.report()))
}

/// Six people in August, eight in September and one who did not come; assignments done, late and overdue.
const SMALL: &str = "
    insert into given.receptions (id, unit_code, started_at, registration, level, topic, outcome, official_id) values
        ('a1', 'ONE-A', '2026-08-03 10:00', 'subsystem', 'reception_room', 'pension', 'explained', null),
        ('a2', 'ONE-A', '2026-08-04 10:00', 'subsystem', 'reception_room', 'pension', 'explained', null),
        ('a3', 'ONE-A', '2026-08-05 10:00', 'subsystem', 'reception_room', 'allowance', 'explained', null),
        ('a4', 'ONE-B', '2026-08-06 10:00', 'subsystem', 'reception_room', 'pension', 'resolved', null),
        ('a5', 'ONE-B', '2026-08-07 10:00', 'subsystem', 'reception_room', 'pension', 'resolved', null),
        ('a6', 'TWO-A', '2026-08-10 10:00', 'subsystem', 'reception_room', 'pension', 'resolved', null),
        ('s1', 'ONE-A', '2026-09-01 10:00', 'subsystem', 'leadership', 'pension.award', 'assigned', 'o1'),
        ('s2', 'ONE-A', '2026-09-01 11:00', 'paper', 'reception_room', 'pension', 'explained', null),
        ('s3', 'ONE-A', '2026-09-02 10:00', 'late', 'reception_room', 'conduct', 'explained', null),
        ('s4', 'ONE-A', '2026-09-03 10:00', 'subsystem', 'reception_room', 'pension', 'no_show', null),
        ('s5', 'ONE-B', '2026-09-04 10:00', 'subsystem', 'reception_room', 'allowance', 'resolved', null),
        ('s6', 'ONE-B', '2026-09-07 10:00', 'subsystem', 'reception_room', 'allowance', 'resolved', null),
        ('s7', 'TWO-A', '2026-09-08 10:00', 'subsystem', 'reception_room', 'pension', 'resolved', null),
        ('s8', 'TWO-A', '2026-09-09 10:00', 'subsystem', 'reception_room', 'employment', 'resolved', null),
        ('s9', 'TWO-A', '2026-09-10 10:00', 'subsystem', 'reception_room', 'other', 'resolved', null);
    update given.receptions set source = 'S2' where unit_code like 'TWO%';
    insert into given.officials (id, unit_code, full_name, post) values ('o1', 'ONE-A', 'Məmmədov Fərid İdris oğlu', 'Filialın müdiri');
    insert into given.appointments (id, unit_code, official_id, date, status) values
        ('p1', 'ONE-A', 'o1', '2026-09-01', 'held'), ('p2', 'ONE-A', 'o1', '2026-09-15', 'cancelled');
    insert into given.assignments (id, unit_code, reception_id, executor_unit, issued_by, issued_on, due_on, status, completed_on) values
        ('t1', 'ONE-A', 's1', 'ONE-A', 'o1', '2026-09-01', '2026-09-22', 'done', '2026-09-20'),
        ('t2', 'ONE-A', 's1', 'ONE-B', 'o1', '2026-09-01', '2026-09-22', 'done', '2026-09-24'),
        ('t3', 'ONE-A', 's1', 'ONE-B', 'o1', '2026-09-01', '2026-09-22', 'open', null);
    insert into given.unit_reports (id, unit_code, receptions) values ('u1', 'ONE-A', 9);";

fn headline<'a>(report: &'a Monthly, key: &str) -> &'a crate::domain::report::Headline {
    report.first.headlines.iter().find(|headline| headline.key == key).unwrap()
}

/// A table's rows as texts.
fn rows(table: &Table) -> Vec<Vec<String>> {
    let text = |cell: &Cell| match cell {
        Cell::Text { text } => text.clone(),
        Cell::Rich { runs } => runs.to_text(),
        Cell::Figure(figure) => figure.text.clone(),
        Cell::Change(change) => change.text.clone(),
        Cell::Both { figure, .. } => figure.text.clone(),
        Cell::Blank => String::new(),
    };
    table.rows.iter().map(|row| row.cells.iter().map(text).collect()).collect()
}

#[test]
fn a_small_month_is_counted_by_hand() {
    let report = report(SMALL, Language::Az);
    let texts: Vec<&str> = report.first.headlines.iter().map(|headline| headline.figure.text.as_str()).collect();
    assert_eq!(texts[..4], ["8", "88,9", "33,3", "0,0"]);
    assert_eq!(headline(&report, "receptions").notes, ["rəhbərlər: 1"]);
    assert_eq!(headline(&report, "in_time").notes, ["hədəf 95\u{a0}%", "gecikən: 1"]);
    assert_eq!(headline(&report, "receptions").months, [vec![None; 11], vec![Some(6.0), Some(8.0)]].concat());

    let by_agency = rows(&report.receptions.by_agency);
    assert_eq!(
        by_agency.iter().map(|row| row[..2].join(" ")).collect::<Vec<_>>(),
        ["Birinci Agentlik 5", "İkinci Xidmət 3", "Səssiz Qurum qeyd yoxdur", "Cəmi 8",]
    );
    let by_topic = rows(&report.receptions.by_topic);
    assert_eq!(by_topic[0][..3], ["Əmək pensiyası", "3", "37,5\u{a0}"].map(|text| text.trim_end_matches('\u{a0}')));
    assert_eq!(
        report.execution.section.lead[0].to_text(),
        "Hesabat dövründə icra müddəti bitən 3 tapşırıqdan 1-i vaxtında icra edilib (33,3 faiz), 1-i gecikmə ilə icra edilib, 1-i icra edilməyib. Vaxtında icranın payı 33,3 faizdir; avqust ayında müqayisə üçün qeyd olmayıb. Hesabatın tərtib edildiyi günə 1 tapşırığın icra müddəti keçib; ən köhnəsinin müddəti 12 iş günü əvvəl bitib."
    );
    assert_eq!(rows(&report.execution.overdue)[0][..2], ["t3", "B filialı"]);
    assert_eq!(
        report.leadership.section.lead[0].to_text(),
        "Rəhbər şəxslərin planlaşdırılmış 2 qəbulundan 1-i keçirilib, 1-i keçirilməyib; 1 halda səbəb göstərilməyib. Rəhbər şəxslər 1 nəfər qəbul edib (bütün qəbul edilənlərin 12,5 faizi)."
    );
    assert_eq!(rows(&report.leadership.officials)[0][0], "F.Məmmədov, Filialın müdiri");
    assert!(report.first.year.to_text().contains("Əməkdaşların hərəkətindən şikayət: 1"));
    let ledger = rows(&report.contradictions.ledger);
    assert_eq!(ledger[0], ["A filialı", "qəbullar", "9", "4", "5", "1"]);
}

#[test]
fn both_languages_hold_the_same_figures() {
    let values = |language| {
        let mut found = Vec::new();
        collect(&serde_json::to_value(report(SMALL, language)).unwrap(), &mut found);
        found
    };
    assert_eq!(values(Language::Az), values(Language::En));
}

/// Every figure's value, query and state, in the order of the pages.
fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            if let (Some(number), Some(state)) = (map.get("value"), map.get("state")) {
                found.push(format!("{number} {state} {:?}", map.get("query")));
                assert!(number.is_null() || map.contains_key("query"), "a number without its query: {value}");
            }
            map.values().for_each(|value| collect(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

#[test]
fn every_row_has_a_cell_for_every_column() {
    for given in [SMALL, "", "delete from lake.source_columns;"] {
        let report = serde_json::to_value(report(given, Language::En)).unwrap();
        tables(&report);
    }
}

fn tables(value: &Value) {
    match value {
        Value::Object(map) => {
            if let (Some(Value::Array(columns)), Some(Value::Array(rows))) = (map.get("columns"), map.get("rows"))
                && map.contains_key("caption")
            {
                for row in rows {
                    assert_eq!(row["cells"].as_array().map(Vec::len), Some(columns.len()), "{}: {row}", map["id"]);
                }
            }
            map.values().for_each(tables);
        }
        Value::Array(items) => items.iter().for_each(tables),
        _ => {}
    }
}

#[test]
fn an_empty_month_is_said_in_words() {
    let report = report("", Language::Az);
    assert_eq!(report.first.summary, "Hesabat dövründə mənbələrdən heç bir qəbul barədə qeyd daxil olmayıb.");
    assert!(
        report
            .first
            .headlines
            .iter()
            .all(|headline| headline.figure.value.is_none() && !headline.figure.text.is_empty())
    );
    assert_eq!(report.receptions.section.lead[0].to_text(), "Hesabat dövründə heç bir qəbul qeydə alınmayıb.");
    assert!(report.receptions.by_agency.rows.is_empty() && !report.receptions.by_agency.empty.is_empty());
    assert_eq!(report.minister.section.lead[0].to_text(), "Hesabat dövründə nazir tərəfindən qəbul keçirilməyib.");
}

#[test]
fn what_is_not_provided_is_said_in_one_sentence() {
    let given = format!(
        "{SMALL} delete from lake.source_columns where entity in ('appointments', 'officials', 'unit-reports')
            or (entity = 'receptions' and column_name in ('citizen', 'registration', 'level', 'official_id'));"
    );
    let report = report(&given, Language::En);
    for key in ["registered", "returns"] {
        assert_eq!(headline(&report, key).figure.state, State::NotProvided);
        assert_eq!(headline(&report, key).figure.text, "not provided");
    }
    let absent = [
        &report.minister.section,
        &report.leadership.section,
        &report.repeats.section,
        &report.subsystem.section,
        &report.contradictions.section,
    ];
    assert!(absent.iter().all(|section| section.lead.is_empty() && section.absent.is_some()));
    assert!(report.first.warnings.to_text().contains("The sources do not provide"));
}
