//! The indicators' queries: `queries/indicators/<id>.sql`, their headers, and running them.
//!
//! A query reads the marts, `spans` and the tables of `queries/scores/`, and gives one row a unit that has something to
//! count: unit, numerator, denominator, and where it applies `squares` (means) and `eligible` (how many could have been
//! counted; the denominator when absent).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;

use super::model::{Bilingual, Kind, Model};
use super::priors::Span;
use super::subjects::{OwnTallies, UnitRow};
use super::tally::Tally;
use crate::catalog::header::Header;
use crate::catalog::library::Library;
use crate::catalog::needs::{Need, Provided};
use crate::domain::finding::{CheckOutcome, CheckState, Reason};
use crate::error::{Doing, Error, Result};
use crate::store::Session;

/// One indicator as its file defines it.
#[derive(Debug, Clone)]
pub struct IndicatorQuery {
    pub id: String,
    pub title: Bilingual,
    /// What the query counts, for the page that explains it.
    pub text: String,
    /// Path inside `queries/`.
    pub path: String,
    /// The check whose answers it takes over, where it has none of its own.
    pub check: Option<String>,
    needs: Vec<Need>,
}

const KEYS: &[&str] = &["id", "title.az", "title.en", "kind", "needs", "check"];
/// The tables that several indicators read.
const ACROSS: &[&str] = &["spans", "scored_receptions"];

/// The queries of the model's indicators, in its order.
///
/// # Errors
/// An indicator has no file, or its header is wrong or contradicts the model.
pub fn queries(library: &Library, model: &Model) -> Result<Vec<IndicatorQuery>> {
    model.indicators().map(|(_, indicator)| query(library, &indicator.id, indicator.kind)).collect()
}

pub(super) fn query(library: &Library, id: &str, kind: Kind) -> Result<IndicatorQuery> {
    let path = format!("indicators/{id}.sql");
    let text = library.text(&path).map_err(|error| {
        Error::usage(format!("the model of the index: indicator `{id}` has no query"))
            .because(error)
            .hint(format!("write `queries/{path}`, or take the indicator out of `queries/scores/model.toml`"))
    })?;
    let header = Header::parse(&format!("queries/{path}"), text);
    header.allow(KEYS, &[])?;
    if header.required("id")? != id {
        return Err(header.error_at("id", "is not the file's name").hint(format!("write `-- id: {id}`")));
    }
    let expected = match kind {
        Kind::Share => "share",
        Kind::Mean => "mean",
        Kind::Duty => "duty",
    };
    if header.required("kind")? != expected {
        return Err(header
            .error_at("kind", "contradicts the model")
            .hint(format!("write `-- kind: {expected}`, or change `kind` in `queries/scores/model.toml`")));
    }
    let needs = Need::parse_all(header.required("needs")?).map_err(|what| {
        header
            .error_at("needs", &what)
            .hint("write `entity.column`, `entity`, `entity.column (instant)`, separated by commas")
    })?;
    let title = Bilingual { az: header.required("title.az")?.into(), en: header.required("title.en")?.into() };
    let check = header.get("check").map(str::to_owned);
    Ok(IndicatorQuery { id: id.into(), title, text: text.into(), path, check, needs })
}

/// Tells the queries which days to measure and builds the tables that several of them read.
pub fn begin(session: &Session, library: &Library, spans: &[Span]) -> Result<()> {
    let from = spans.iter().map(|span| span.span_from).min();
    let to = spans.iter().map(|span| span.span_to).max();
    session.set("spans", serde_json::to_string(spans).doing(|| "writing the spans of a score".into())?)?;
    session.set("reach_from", from)?;
    session.set("reach_to", to)?;
    ACROSS.iter().try_for_each(|name| run(session, library, name))
}

/// Takes over what the checks said of the scored period; without them, nothing.
pub fn mark(
    session: &Session,
    library: &Library,
    queries: &[IndicatorQuery],
    outcome: Option<&CheckOutcome>,
) -> Result<()> {
    let look_into = library.checks().iter().filter(|check| check.look_into).map(|check| check.id.clone());
    session.set("look_into_checks", look_into.collect::<Vec<_>>())?;
    run(session, library, "marks")?;
    if let Some(outcome) = outcome {
        let wanted: BTreeSet<&str> = queries.iter().filter_map(|query| query.check.as_deref()).collect();
        session.insert("check_answers", &answers(outcome, &wanted))?;
        session.insert("violating_records", &violating(outcome))?;
    }
    run(session, library, "implausible")
}

#[derive(serde::Serialize)]
struct Answer<'a> {
    check_id: &'a str,
    unit: &'a str,
    state: &'static str,
    reason: Option<&'static str>,
    violations: i64,
    population: i64,
}

fn answers<'a>(outcome: &'a CheckOutcome, wanted: &BTreeSet<&str>) -> Vec<Answer<'a>> {
    let answer = |result: &'a crate::domain::finding::CheckResult| Answer {
        check_id: &result.check,
        unit: &result.unit,
        state: result.state.as_str(),
        reason: result.reason.map(Reason::as_str),
        violations: result.violations,
        population: result.population,
    };
    outcome.results.iter().filter(|result| wanted.contains(result.check.as_str())).map(answer).collect()
}

/// The checks that mark records as implausible.
const IMPLAUSIBLE: [&str; 3] = ["R4", "R9", "R10"];

#[derive(serde::Serialize)]
struct Violating<'a> {
    check_id: &'a str,
    unit: &'a str,
    subject_kind: &'a str,
    subject_id: &'a str,
    source: Option<&'a str>,
}

fn violating(outcome: &CheckOutcome) -> Vec<Violating<'_>> {
    let marks = outcome.violations.iter().filter(|violation| IMPLAUSIBLE.contains(&violation.check.as_str()));
    marks
        .map(|violation| Violating {
            check_id: &violation.check,
            unit: &violation.unit,
            subject_kind: &violation.subject_kind,
            subject_id: &violation.subject_id,
            source: violation.source.as_deref(),
        })
        .collect()
}

#[derive(Deserialize)]
struct Row {
    unit: Option<String>,
    numerator: Option<f64>,
    denominator: Option<f64>,
    squares: Option<f64>,
    eligible: Option<f64>,
}

/// Runs the wanted indicators and gives every judged unit its counts; those not wanted stay empty.
pub fn measure(
    session: &Session,
    queries: &[IndicatorQuery],
    units: &[UnitRow],
    provided: &Provided,
    outcome: Option<&CheckOutcome>,
    wanted: impl Fn(usize) -> bool,
) -> Result<OwnTallies> {
    let judged: Vec<&UnitRow> = units.iter().filter(|unit| unit.is_judged).collect();
    let mut own: OwnTallies =
        judged.iter().map(|unit| (unit.code.clone(), vec![Tally::default(); queries.len()])).collect();
    for (place, query) in queries.iter().enumerate().filter(|(place, _)| wanted(*place)) {
        let rows: Vec<Row> =
            session.rows(&query.text).doing(|| format!("measuring the indicator `queries/{}`", query.path))?;
        let counted: BTreeMap<&str, &Row> = rows.iter().filter_map(|row| Some((row.unit.as_deref()?, row))).collect();
        for unit in &judged {
            let Some(tallies) = own.get_mut(&unit.code) else { continue };
            if is_provided(query, unit, provided, outcome) {
                tallies[place] = counted.get(unit.code.as_str()).map_or(empty(), |row| tally(row));
            }
        }
    }
    Ok(own)
}

fn empty() -> Tally {
    Tally { provided: true, ..Tally::default() }
}

fn tally(row: &Row) -> Tally {
    let denominator = row.denominator.unwrap_or(0.0);
    Tally {
        numerator: row.numerator.unwrap_or(0.0),
        denominator,
        squares: row.squares.unwrap_or(0.0),
        eligible: row.eligible.unwrap_or(denominator),
        provided: true,
    }
}

/// Whether the unit's source offers what the indicator needs and, where a check stands behind it, whether that was asked.
fn is_provided(query: &IndicatorQuery, unit: &UnitRow, provided: &Provided, outcome: Option<&CheckOutcome>) -> bool {
    let offered =
        unit.source.as_deref().is_some_and(|source| query.needs.iter().all(|need| need.is_met(source, provided)));
    let answered = match (&query.check, outcome) {
        (Some(check), Some(outcome)) => outcome.results.iter().any(|result| {
            result.check == *check
                && result.unit == unit.code
                && !(result.state == CheckState::NotEvaluable && result.reason == Some(Reason::NotProvided))
        }),
        (Some(_), None) => false,
        (None, _) => true,
    };
    offered && answered
}

/// What the sources offer.
pub fn provided(session: &Session, library: &Library) -> Result<Provided> {
    #[derive(Deserialize)]
    struct Column {
        source: String,
        entity: String,
        column_name: String,
        is_instant: bool,
    }
    let mut provided = Provided::default();
    for column in session.rows::<Column>(library.text("engine/provided.sql")?)? {
        provided.add(column.source, column.entity, column.column_name, column.is_instant);
    }
    Ok(provided)
}

/// The units, in their order.
pub fn units(session: &Session, library: &Library) -> Result<Vec<UnitRow>> {
    session.rows(library.text("scores/subjects.sql")?).doing(|| "listing the units to score".into())
}

/// The first day of the first month that there are records of.
pub fn first_day(session: &Session, library: &Library) -> Result<Option<NaiveDate>> {
    #[derive(Deserialize)]
    struct First {
        first_day: Option<NaiveDate>,
    }
    let first: Option<First> =
        session.row(library.text("scores/first_month.sql")?).doing(|| "finding the first month of records".into())?;
    Ok(first.and_then(|first| first.first_day))
}

fn run(session: &Session, library: &Library, name: &str) -> Result<()> {
    let path = format!("scores/{name}.sql");
    session.run(library.text(&path)?).doing(|| format!("building the table `queries/{path}`"))
}
