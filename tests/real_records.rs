//! The whole line on real records: 341,299 cases of citizens who came to council members' offices for help.
//!
//! The recount below reads the CSV with nothing of the product's code: no calendar, no adapter, no SQL.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use qebul::domain::finding::{CheckOutcome, CheckState, Reason};
use qebul::domain::period::Period;
use qebul::jobs::{Environment, evaluate, pull};

use crate::support;

const CASES: usize = 341_194;

#[derive(Debug, Default, PartialEq, Eq, Clone)]
struct Office {
    /// Opened in July 2017.
    receptions: i64,
    without_kind: i64,
    /// Closed in July 2017: by the fifteenth weekday, or later.
    done_in_time: i64,
    done_late: i64,
    /// Open at the closing instant, and past its fifteenth weekday.
    open: i64,
    overdue: i64,
}

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

/// The n-th weekday (Monday to Friday) after a day.
fn weekdays_after(from: NaiveDate, count: u32) -> NaiveDate {
    let mut at = from;
    let mut left = count;
    while left > 0 {
        at = at + Days::new(1);
        if !matches!(at.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= 1;
        }
    }
    at
}

/// Counts per office straight from the file; repeated keys count once.
fn recount() -> (BTreeMap<String, Office>, usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/nyc-constituent-services.csv.gz");
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    let mut offices: BTreeMap<String, Office> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let as_of = day("2017-08-08");
    let july = |day: NaiveDate| day.year() == 2017 && day.month() == 7;
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.unwrap();
        if !seen.insert(row[0].to_owned()) {
            continue;
        }
        let office = offices.entry(row[1].to_owned()).or_default();
        let opened = day(&row[2]);
        let closed = (!row[3].is_empty()).then(|| day(&row[3]));
        let due = weekdays_after(opened, 15);
        if july(opened) {
            office.receptions += 1;
            office.without_kind += i64::from(row[4].is_empty());
        }
        match closed.filter(|closed| *closed <= as_of) {
            Some(closed) if july(closed) && closed <= due => office.done_in_time += 1,
            Some(closed) if july(closed) => office.done_late += 1,
            Some(_) => {}
            None if opened <= as_of => {
                office.open += 1;
                office.overdue += i64::from(as_of > due);
            }
            None => {}
        }
    }
    (offices, seen.len())
}

fn answers(outcome: &CheckOutcome, check: &str, unit: &str) -> (i64, i64) {
    outcome.result(check, unit).map_or((0, 0), |result| (result.population, result.violations))
}

async fn pulled() -> (Environment, tempfile::TempDir) {
    let (environment, folder) = support::real_records();
    let summary =
        pull::all(&environment, pull::Scope::default()).await.unwrap_or_else(|error| panic!("{}", error.report()));
    assert!(summary.is_complete(), "{:?}", summary.failures);
    (environment, folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn july_2017_is_the_recount_of_the_file() {
    let (environment, _folder) = pulled().await;
    let (offices, keys) = recount();
    assert_eq!(keys, CASES);
    let rows = |table: &str| {
        support::count(&environment.store, &format!("lake.{table} where load_to is null and not deleted"))
    };
    assert_eq!((rows("receptions"), rows("assignments")), (CASES as i64, CASES as i64));
    assert_eq!(support::count(&environment.store, "lake.quarantine"), 0);

    let period: Period = "2017-07".parse().unwrap();
    let prepared =
        evaluate::prepare(&environment, &environment.store, period).unwrap_or_else(|e| panic!("{}", e.report()));
    assert_eq!(prepared.context.as_of.to_rfc3339(), "2017-08-08T13:00:00+00:00");
    let outcome = qebul::catalog::checks::run(&prepared.session, &environment.library, &prepared.context, None, &[])
        .unwrap_or_else(|e| panic!("{}", e.report()));

    let mut counted: BTreeMap<String, Office> = BTreeMap::new();
    for unit in offices.keys() {
        let (done, done_late) = answers(&outcome, "A2", unit);
        let (open, overdue) = answers(&outcome, "A1", unit);
        let (receptions, incomplete) = answers(&outcome, "R5", unit);
        let office =
            Office { receptions, without_kind: incomplete, done_in_time: done - done_late, done_late, open, overdue };
        counted.insert(unit.clone(), office);
    }
    // R5 is judged on what the file provides: the kind is the one column of it that can be blank.
    for (unit, expected) in &offices {
        assert_eq!(&counted[unit], expected, "office {unit}");
    }

    // What the file does not provide is not evaluable, and neither 0 nor 100.
    for check in ["R1", "R2", "R7", "C1", "D1", "D2"] {
        for result in outcome.results.iter().filter(|result| result.check == check) {
            assert_eq!(
                (result.state, result.reason),
                (CheckState::NotEvaluable, Some(Reason::NotProvided)),
                "{check} at {}",
                result.unit
            );
        }
        assert!(outcome.results.iter().any(|result| result.check == check), "{check} is answered");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_again_adds_nothing() {
    let (environment, _folder) = pulled().await;
    let loads = support::count(&environment.store, "lake.loads");
    let again =
        pull::all(&environment, pull::Scope::default()).await.unwrap_or_else(|error| panic!("{}", error.report()));
    assert!(again.is_complete());
    assert_eq!(again.rows(), 0);
    assert_eq!(support::count(&environment.store, "lake.loads"), loads);
}
