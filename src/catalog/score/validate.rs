//! What is wrong with the model or an indicator's query, found before a night's run finds it (`queries check`).

use chrono::NaiveDate;

use super::indicators::{self, IndicatorQuery};
use super::model::Kind;
use super::priors::Span;
use crate::catalog::library::Library;
use crate::catalog::validate::Problem;
use crate::error::{Error, Result};
use crate::store::Session;

const HINT: &str =
    "give the columns `unit`, `numerator`, `denominator`, and where it applies `squares` (means) and `eligible`";
const COLUMNS: &[&str] = &["unit", "numerator", "denominator", "squares", "eligible"];

/// Tries the model and every indicator on a prepared session; an empty list means that all is well.
///
/// # Errors
/// The tables that the indicators read cannot be built.
pub fn validate(session: &Session, library: &Library) -> Result<Vec<Problem>> {
    let model = match super::model(library) {
        Ok(model) => model,
        Err(error) => return Ok(vec![problem("scores/model.toml", &error)]),
    };
    let mut problems: Vec<Problem> = library
        .folder("indicators")
        .filter(|file| model.indicator(file.name()).is_none())
        .map(|file| Problem {
            path: file.path.clone(),
            message: format!("the model knows no indicator `{}`", file.name()),
            hint: "add it to a dimension of `queries/scores/model.toml`, with the model's new version".into(),
        })
        .collect();
    let mut queries = Vec::new();
    for (_, indicator) in model.indicators() {
        match indicators::query(library, &indicator.id, indicator.kind) {
            Ok(query) => queries.push((query, indicator.kind)),
            Err(error) => problems.push(problem(&format!("indicators/{}.sql", indicator.id), &error)),
        }
    }
    let day = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap_or_default();
    indicators::begin(session, library, &[Span { span_from: day, span_to: day, as_of_day: None }])?;
    let known: Vec<IndicatorQuery> = queries.iter().map(|(query, _)| query.clone()).collect();
    indicators::mark(session, library, &known, None)?;
    problems.extend(queries.iter().filter_map(|(query, kind)| tried(session, library, query, *kind)));
    Ok(problems)
}

fn tried(session: &Session, library: &Library, query: &IndicatorQuery, kind: Kind) -> Option<Problem> {
    let wrong = |message: String| Some(Problem { path: query.path.clone(), message, hint: HINT.into() });
    if let Some(check) = query.check.as_deref().filter(|check| library.check(check).is_err()) {
        return wrong(format!("key `check`: there is no check `{check}`"));
    }
    let columns = match session.columns(&query.text) {
        Ok(columns) => columns,
        Err(error) => return Some(problem(&query.path, &error)),
    };
    let has = |name: &str| columns.iter().any(|(column, _)| column == name);
    let required = if kind == Kind::Mean { &COLUMNS[..4] } else { &COLUMNS[..3] };
    if let Some(missing) = required.iter().find(|name| !has(name)) {
        return wrong(format!("the column `{missing}` is missing"));
    }
    if let Some((unknown, _)) = columns.iter().find(|(column, _)| !COLUMNS.contains(&column.as_str())) {
        return wrong(format!("the column `{unknown}` is unknown"));
    }
    session.rows::<serde_json::Value>(&query.text).err().map(|error| problem(&query.path, &error))
}

/// The innermost cause that says something (DuckDB's own is a bare number) and the nearest remedy.
fn problem(path: &str, error: &Error) -> Problem {
    let mut message = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let said = error.to_string();
        if !said.starts_with("Error code") {
            message = said;
        }
        cause = error.source();
    }
    Problem { path: path.into(), message, hint: error.remedy().unwrap_or(HINT).into() }
}
