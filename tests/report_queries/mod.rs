//! Queries of reports and registers on data: `<query>_<case>/given.sql` is what the store holds, `expect.json` the rows.
//!
//! The records are written as in the cases of the checks (`tests/queries`). `expect.json`: query, rows (the whole answer in
//! its order, each with the fields named), and where needed: checks (run before), prepare (report queries run before),
//! variables, period, as_of.

use std::path::Path;

use qebul::catalog::{self, Context, Library};
use qebul::domain::period::Period;
use qebul::domain::reference::Reference;
use qebul::domain::unit::Units;
use qebul::store::Store;
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    query: String,
    #[serde(default = "september")]
    period: String,
    #[serde(default = "closing")]
    as_of: chrono::DateTime<chrono::Utc>,
    #[serde(default)]
    checks: String,
    #[serde(default)]
    prepare: Vec<String>,
    #[serde(default)]
    variables: Map<String, Value>,
    rows: Vec<Value>,
}

fn september() -> String {
    "2026-09".into()
}

fn closing() -> chrono::DateTime<chrono::Utc> {
    "2026-10-08T05:00:00Z".parse().unwrap()
}

#[test]
fn every_query_answers_what_its_cases_expect() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let units = std::fs::read_to_string(root.join("queries/ministry.csv")).unwrap();
    let units = Units::from_csv(&units, "ministry.csv").unwrap();
    let reference = Reference { units, ..Reference::builtin() };
    let library = Library::load(None).unwrap();
    let mut cases: Vec<_> = std::fs::read_dir(root.join("report_queries"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case.file_name().unwrap().to_string_lossy();
        match differences(&root, case, &reference, &library) {
            Ok(differences) => wrong.extend(differences.into_iter().map(|what| format!("{name}: {what}"))),
            Err(error) => wrong.push(format!("{name}: {error}")),
        }
    }
    assert!(cases.len() >= 6, "only {} cases found", cases.len());
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

fn differences(root: &Path, case: &Path, reference: &Reference, library: &Library) -> Result<Vec<String>, String> {
    let text = |path: &Path| std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let expected: Expected =
        serde_json::from_str(&text(&case.join("expect.json"))?).map_err(|error| format!("expect.json: {error}"))?;
    let store = Store::in_memory(reference).unwrap();
    let session = store.session().unwrap();
    let rows = (|| {
        let queries = root.join("queries");
        for path in [queries.join("given.sql"), case.join("given.sql"), queries.join("take.sql")] {
            session.run(&std::fs::read_to_string(&path).unwrap())?;
        }
        let period: Period = expected.period.parse()?;
        let context = Context { as_of: expected.as_of, period, load_id: i64::MAX, overrides: Vec::new() };
        catalog::prepare(&session, &context, library, reference)?;
        let previous = period.previous();
        session.set("previous_from", previous.first_day())?;
        session.set("previous_to", previous.last_day())?;
        session.set("trend_from", period.same_last_year().first_day())?;
        session.set("history_from", Period::Year { year: period.year() - 1 }.first_day())?;
        if !expected.checks.is_empty() {
            catalog::checks::run(&session, library, &context, None, std::slice::from_ref(&expected.checks))?;
        }
        for (name, value) in &expected.variables {
            let value = match value {
                Value::Number(number) => qebul::store::Value::Integer(number.as_i64().unwrap()),
                Value::Bool(flag) => qebul::store::Value::Boolean(*flag),
                Value::String(text) => qebul::store::Value::Text(text.clone()),
                _ => qebul::store::Value::Null,
            };
            session.set(name, value)?;
        }
        for name in &expected.prepare {
            session.run(library.report(name)?)?;
        }
        session.rows::<Value>(library.report(&expected.query)?)
    })()
    .map_err(|error: qebul::error::Error| error.report())?;
    let mut wrong = Vec::new();
    if rows.len() != expected.rows.len() {
        wrong.push(format!("expected {} rows, found {}: {rows:#?}", expected.rows.len(), rows.len()));
    }
    for (want, found) in expected.rows.iter().zip(&rows).filter(|(want, found)| !covers(want, found)) {
        wrong.push(format!("expected {want}, found {found}"));
    }
    Ok(wrong)
}

/// Says whether everything that `want` names is found so; numbers may differ by rounding.
fn covers(want: &Value, found: &Value) -> bool {
    match (want, found) {
        (Value::Object(want), Value::Object(found)) => {
            want.iter().all(|(key, value)| covers(value, found.get(key).unwrap_or(&Value::Null)))
        }
        (Value::Number(want), Value::Number(found)) => (want.as_f64().unwrap() - found.as_f64().unwrap()).abs() < 1e-4,
        _ => want == found,
    }
}
