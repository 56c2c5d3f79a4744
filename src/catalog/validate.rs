//! `queries check`: what is wrong with the checks' files, found before a night's run finds it.
//!
//! Headers are read when the library is loaded. Here the variables that SQL asks for must exist, both sections must have
//! the right columns, and every check must run on an empty lake and on a tiny one.

use chrono::{DateTime, NaiveDate, Utc};

use super::bind::{Context, prepare};
use super::check::Check;
use super::checks::{Sources, run_one};
use super::library::Library;
use super::thresholds::{ThresholdValue, limits_sql, list_variable};
use crate::domain::period::Period;
use crate::domain::reference::Reference;
use crate::error::{Error, Result};
use crate::store::{Session, Store};

/// One thing that is wrong with a query file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Path inside `queries/`.
    pub path: String,
    pub message: String,
    pub hint: String,
}

/// The variables that [`prepare`] and a run set for every check.
const VARIABLES: &[&str] = &["as_of", "as_of_day", "period", "period_kind", "period_from", "period_to", "load_id"];
/// Column → the types it may have; the first ones are required.
const POPULATION: &[(&str, bool, &[&str])] = &[
    ("unit", true, TEXT),
    ("population", true, NUMBER),
    ("measured", false, NUMBER),
    ("threshold", false, NUMBER),
    ("reason", false, TEXT),
];
const VIOLATIONS: &[(&str, bool, &[&str])] = &[
    ("unit", true, TEXT),
    ("subject_kind", true, TEXT),
    ("subject_id", true, TEXT),
    ("source", true, TEXT),
    ("evidence", true, TEXT),
    ("measured", false, NUMBER),
    ("threshold", false, NUMBER),
    ("is_counted", false, &["BOOLEAN"]),
];
const TEXT: &[&str] = &["VARCHAR", "JSON", "\"NULL\"", "NULL"];
const NUMBER: &[&str] =
    &["INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "DECIMAL", "SMALLINT", "TINYINT", "\"NULL\"", "NULL"];

/// Tries every check; an empty list means that all is well.
///
/// # Errors
/// The lakes to try them on cannot be made, or a mart does not run.
pub fn validate(library: &Library, reference: &Reference) -> Result<Vec<Problem>> {
    let lakes = Lakes::new(library, reference)?;
    let mut problems: Vec<_> = library.checks().iter().filter_map(|check| lakes.problem(library, check)).collect();
    for lake in [&lakes.empty, &lakes.tiny] {
        let found = super::score::validate(lake, library)?;
        problems.extend(found.into_iter().filter(|problem| !problems.contains(problem)).collect::<Vec<_>>());
    }
    Ok(problems)
}

/// Where checks are tried.
struct Lakes {
    empty: Session,
    tiny: Session,
}

impl Lakes {
    fn new(library: &Library, reference: &Reference) -> Result<Lakes> {
        let context = Context {
            as_of: tiny_as_of(),
            period: Period::Month { year: 2026, month: 9 },
            load_id: i64::MAX,
            overrides: Vec::new(),
        };
        let empty = Store::in_memory(reference)?.session()?;
        prepare(&empty, &context, library, reference)?;
        let store = Store::in_memory(reference)?;
        store.write_lake(|lake| lake.run(library.text("engine/tiny_lake.sql")?))?;
        let tiny = store.session()?;
        prepare(&tiny, &context, library, reference)?;
        Ok(Lakes { empty, tiny })
    }

    /// The first thing that is wrong with a check.
    fn problem(&self, library: &Library, check: &Check) -> Option<Problem> {
        variables(check)
            .or_else(|| columns(&self.empty, library, check))
            .or_else(|| runs(&self.empty, library, check, "an empty lake"))
            .or_else(|| runs(&self.tiny, library, check, "a tiny lake"))
    }
}

/// Every variable that the SQL asks for must be set by the program.
fn variables(check: &Check) -> Option<Problem> {
    let lists = check.thresholds.iter().filter(|threshold| matches!(threshold.value, ThresholdValue::Texts(_)));
    let lists: Vec<String> = lists.map(|threshold| list_variable(check, &threshold.name)).collect();
    let asked = check.text.split("getvariable('").skip(1).filter_map(|rest| rest.split('\'').next());
    let unknown = asked.into_iter().find(|name| !VARIABLES.contains(name) && !lists.iter().any(|list| list == name))?;
    let all =
        VARIABLES.iter().map(|name| (*name).to_owned()).chain(lists.iter().cloned()).collect::<Vec<_>>().join("`, `");
    Some(problem(
        check,
        format!("the variable `{unknown}` is never set"),
        format!("use one of `{all}`; thresholds are columns of `limits`"),
    ))
}

fn columns(session: &Session, library: &Library, check: &Check) -> Option<Problem> {
    let described = begin(session, library, check)
        .and_then(|()| Ok((session.columns(&check.population_sql)?, session.columns(&check.violations_sql)?)));
    match described {
        Err(error) => Some(failure(check, "an empty lake", &error)),
        Ok((population, violations)) => section(check, "population", POPULATION, &population)
            .or_else(|| section(check, "violations", VIOLATIONS, &violations)),
    }
}

fn begin(session: &Session, library: &Library, check: &Check) -> Result<()> {
    session.run(&limits_sql(check))?;
    session.run(library.text("engine/begin_check.sql")?)?;
    check.prepare_sql.as_ref().map_or(Ok(()), |sql| session.run(sql))
}

fn section(check: &Check, name: &str, wanted: &[(&str, bool, &[&str])], found: &[(String, String)]) -> Option<Problem> {
    for (column, required, types) in wanted {
        match found.iter().find(|(name, _)| name == column) {
            None if *required => {
                return Some(problem(check, format!("section `{name}` has no column `{column}`"), shape(wanted)));
            }
            Some((_, kind)) if !types.iter().any(|allowed| kind.starts_with(allowed)) => {
                let message = format!("section `{name}`: column `{column}` is {kind}");
                return Some(problem(check, message, format!("cast it to {}", types[0])));
            }
            _ => {}
        }
    }
    let unknown = found.iter().find(|(name, _)| !wanted.iter().any(|(column, ..)| column == name))?;
    Some(problem(check, format!("section `{name}`: column `{}` is unknown", unknown.0), shape(wanted)))
}

fn shape(wanted: &[(&str, bool, &[&str])]) -> String {
    let columns = wanted.iter().map(
        |(column, required, _)| {
            if *required { format!("`{column}`") } else { format!("`{column}` (optional)") }
        },
    );
    format!("give the columns {}", columns.collect::<Vec<_>>().join(", "))
}

fn runs(session: &Session, library: &Library, check: &Check, lake: &str) -> Option<Problem> {
    let ran = library
        .text("engine/begin_run.sql")
        .and_then(|sql| session.run(sql))
        .and_then(|()| Sources::read(session, library))
        .and_then(|sources| run_one(session, library, check, &sources));
    ran.err().map(|error| failure(check, lake, &error))
}

fn failure(check: &Check, lake: &str, error: &Error) -> Problem {
    // The innermost cause is the engine's; below it stands only a number.
    let mut innermost = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause.filter(|error| !error.to_string().starts_with("Error code")) {
        innermost = error.to_string();
        cause = error.source();
    }
    let hint = "correct the SQL; the marts' columns stand in `queries/marts/`";
    problem(check, format!("does not run on {lake}: {innermost}"), hint.into())
}

fn problem(check: &Check, message: String, hint: String) -> Problem {
    Problem { path: check.path.clone(), message, hint }
}

/// The closing instant of the month that the tiny lake is about.
fn tiny_as_of() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2026, 10, 8)
        .and_then(|day| day.and_hms_opt(5, 0, 0))
        .map(|at| at.and_utc())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
