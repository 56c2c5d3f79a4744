//! Every check on data: `<ID>_<case>/given.sql` is what the lake holds, `expect.json` what the check must say.
//!
//! A case writes into the tables `given.*`, whose defaults are an ordinary record and whose times are local; the units
//! are those of `ministry.csv`. `expect.json`: check, results (only the fields named are compared; null = the unit is not
//! listed), violations (the whole list, each with the fields named), boundaries (the thresholds or other limits of which
//! the case shows both sides), and where they differ from the closing of September 2026: period, as_of, load_id, overrides.
//!
//! `coverage` says what cases every check must have, and fails for a new check that lacks them.

mod coverage;

use std::path::{Path, PathBuf};

use qebul::catalog::{self, Context, Library};
use qebul::config::{Override, OverrideValue, Scope};
use qebul::domain::finding::CheckOutcome;
use qebul::domain::reference::Reference;
use qebul::domain::unit::Units;
use qebul::store::{Session, Store};
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    check: String,
    /// The thresholds, or other limits, of which the case shows both sides.
    #[serde(default)]
    boundaries: Vec<String>,
    #[serde(default = "september")]
    period: String,
    #[serde(default = "closing")]
    as_of: chrono::DateTime<chrono::Utc>,
    #[serde(default = "newest")]
    load_id: i64,
    #[serde(default)]
    overrides: Vec<Change>,
    results: Map<String, Value>,
    #[serde(default)]
    violations: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    check: String,
    name: String,
    scope: String,
    #[serde(default)]
    applies_to: String,
    value: Value,
}

fn september() -> String {
    "2026-09".into()
}

fn closing() -> chrono::DateTime<chrono::Utc> {
    "2026-10-08T05:00:00Z".parse().unwrap()
}

fn newest() -> i64 {
    i64::MAX
}

#[test]
fn every_check_says_what_its_cases_expect() {
    every_case_holds(&[]);
}

/// Older versions, tombstones and versions that came later than the load asked for change no answer.
#[test]
fn what_is_not_in_force_changes_no_answer() {
    every_case_holds(&["history.sql"]);
}

fn every_case_holds(besides: &[&str]) {
    let folder = folder();
    let reference = ministry(&folder);
    let library = Library::load(None).unwrap();
    let store = Store::in_memory(&reference).unwrap();
    let cases = cases(&folder);
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case.file_name().unwrap().to_string_lossy();
        let session = store.session().unwrap();
        session.run("begin transaction").unwrap();
        match outcome(&session, &library, &reference, &folder, case, besides) {
            Ok((expected, outcome)) => {
                wrong.extend(differences(&expected, &outcome).into_iter().map(|what| format!("{name}: {what}")))
            }
            Err(error) => wrong.push(format!("{name}: {error}")),
        }
        session.run("rollback").unwrap();
    }
    assert!(cases.len() > 50, "only {} cases found", cases.len());
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries")
}

fn cases(folder: &Path) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> = paths.filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

fn expected(case: &Path) -> Result<Expected, String> {
    let path = case.join("expect.json");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

#[test]
fn a_run_is_of_the_checks_and_the_unit_named() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries");
    let library = Library::load(None).unwrap();
    let reference = ministry(&folder);
    let session = Store::in_memory(&reference).unwrap().session().unwrap();
    let case = folder.join("R1_exactly_two_percent");
    outcome(&session, &library, &reference, &folder, &case, &[]).unwrap();
    let context =
        Context { as_of: closing(), period: september().parse().unwrap(), load_id: newest(), overrides: vec![] };
    let run = |unit, globs: &str| catalog::checks::run(&session, &library, &context, unit, &[globs.to_owned()]);

    let outcome = run(Some("ONE-B"), "R1,A*").unwrap();
    assert!(outcome.results.iter().all(|result| result.unit == "ONE-B"));
    assert!(outcome.violations.len() == 3 && outcome.violations.iter().all(|violation| violation.unit == "ONE-B"));
    let checks: Vec<&str> = outcome.results.iter().map(|result| result.check.as_str()).collect();
    assert_eq!(checks[..3], ["R1", "A1", "A2"]);
    assert_eq!(run(None, "R1").unwrap(), run(None, "r1").unwrap());
    assert_eq!(run(None, "Z1").unwrap_err().to_string(), "no check is named by `Z1`");
}

#[test]
fn the_built_in_queries_pass_their_own_validation() {
    let problems = catalog::validate(&Library::load(None).unwrap(), &Reference::builtin()).unwrap();
    assert!(problems.is_empty(), "{problems:#?}");
}

fn ministry(folder: &Path) -> Reference {
    let units = std::fs::read_to_string(folder.join("ministry.csv")).unwrap();
    Reference { units: Units::from_csv(&units, "ministry.csv").unwrap(), ..Reference::builtin() }
}

fn outcome(
    session: &Session,
    library: &Library,
    reference: &Reference,
    folder: &Path,
    case: &Path,
    besides: &[&str],
) -> Result<(Expected, CheckOutcome), String> {
    let text = |path: &Path| std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let expected = expected(case)?;
    session.set("load_id", expected.load_id).map_err(|error| error.report())?;
    let given = [folder.join("given.sql"), case.join("given.sql"), folder.join("take.sql")];
    for path in given.into_iter().chain(besides.iter().map(|name| folder.join(name))) {
        session.run(&text(&path)?).map_err(|error| error.report())?;
    }
    let overrides = expected.overrides.iter().map(|change| Override {
        check: change.check.clone(),
        name: change.name.clone(),
        scope: match change.scope.as_str() {
            "unit" => Scope::Unit(change.applies_to.clone()),
            "kind" => Scope::Kind(change.applies_to.clone()),
            _ => Scope::All,
        },
        value: match &change.value {
            Value::Array(words) => {
                OverrideValue::Words(words.iter().map(|word| word.as_str().unwrap().into()).collect())
            }
            number => OverrideValue::Number(number.as_f64().unwrap()),
        },
    });
    let context = Context {
        as_of: expected.as_of,
        period: expected.period.parse().map_err(|error: qebul::error::Error| error.report())?,
        load_id: expected.load_id,
        overrides: overrides.collect(),
    };
    catalog::prepare(session, &context, library, reference).map_err(|error| error.report())?;
    let outcome = catalog::checks::run(session, library, &context, None, std::slice::from_ref(&expected.check))
        .map_err(|error| error.report())?;
    Ok((expected, outcome))
}

fn differences(expected: &Expected, outcome: &CheckOutcome) -> Vec<String> {
    let mut wrong = Vec::new();
    for (unit, want) in &expected.results {
        let found =
            outcome.result(&expected.check, unit).map_or(Value::Null, |result| serde_json::to_value(result).unwrap());
        if !covers(want, &found) {
            wrong.push(format!("{unit}: expected {want}, found {found}"));
        }
    }
    let mut left: Vec<Value> =
        outcome.violations.iter().map(|violation| serde_json::to_value(violation).unwrap()).collect();
    for want in &expected.violations {
        match left.iter().position(|found| covers(want, found)) {
            Some(at) => drop(left.remove(at)),
            None => wrong.push(format!("no violation like {want}")),
        }
    }
    wrong.extend(left.iter().map(|found| format!("a violation that was not expected: {found}")));
    wrong
}

/// Says whether everything that `want` names is found so; numbers may differ by rounding.
fn covers(want: &Value, found: &Value) -> bool {
    match (want, found) {
        (Value::Object(want), Value::Object(found)) => {
            want.iter().all(|(key, value)| covers(value, found.get(key).unwrap_or(&Value::Null)))
        }
        (Value::Number(want), Value::Number(found)) => (want.as_f64().unwrap() - found.as_f64().unwrap()).abs() < 1e-6,
        _ => want == found,
    }
}
