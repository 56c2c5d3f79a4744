//! The rows behind one unit's check: what was found, in which records, and what is to be done. No citizen is in them.

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use super::table::Table;
use crate::domain::user::Page;
use crate::error::Result;
use crate::portal::access_log::{self, Action, Actor};
use crate::portal::answer::{self, Answer};
use crate::portal::csv;
use crate::portal::paging::{self, Pages};
use crate::portal::reader::Reader;
use crate::portal::reads::checks::{self, UnitResult, Which};
use crate::portal::reads::month::Month;
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;
use crate::portal::voice::Voice;

#[derive(Template)]
#[template(path = "violations.html", config = "src/portal/askama.toml")]
struct ViolationsPage {
    shell: Shell,
    crumbs: Vec<(String, String)>,
    heading: String,
    period: String,
    check_href: Option<String>,
    severity: &'static str,
    state: String,
    state_word: String,
    measured: String,
    threshold: String,
    counts: String,
    proposal: String,
    table: Table,
    pages: Pages,
    csv: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Ask {
    pub period: Option<String>,
    pub page: Option<i64>,
}

/// More rows than this in a file are asked for by period or unit instead.
pub const CSV_ROWS: i64 = 100_000;

pub async fn show(
    State(portal): State<Portal>,
    viewer: Viewer,
    Path((unit, check)): Path<(String, String)>,
    Query(ask): Query<Ask>,
) -> Answer {
    let page = portal.read(&viewer, move |reader| load(reader, &unit, &check, &ask)).await?;
    match page {
        Some(page) => answer::page(&page),
        None => super::overview::empty(&portal, &viewer, Page::Units).await,
    }
}

fn load(reader: &Reader, unit: &str, id: &str, ask: &Ask) -> Result<Option<ViolationsPage>> {
    let check = checks::known(reader, id)?;
    let name = reader.voice().name(reader.unit(unit)?).to_owned();
    let Some(month) = Month::find(reader, ask.period.as_deref())? else { return Ok(None) };
    let voice = reader.voice();
    let result = checks::of_unit(reader, &month, unit)?.into_iter().find(|result| result.check_id == id);
    let which =
        Which { check: id, unit: Some(unit), root: None, limit: paging::ROWS, offset: paging::offset(ask.page) };
    let found = checks::violations(reader, &month, &which)?;
    note(reader, &format!("{id} {unit} {}", month.period), Action::RecordsViewed)?;
    let heading = format!("{id} · {}", check.title.get(voice.language));
    let shell = Shell::of_month(reader, Page::Units, format!("{heading}, {name}"), &month)?;
    let path = shell.to(&format!("/units/{unit}/checks/{id}"));
    Ok(Some(ViolationsPage {
        crumbs: vec![(voice.t("page-units"), shell.to("/units")), (name, shell.to(&format!("/units/{unit}")))],
        period: voice.period(month.period),
        check_href: crate::domain::user::access(reader.viewer().role, Page::Checks)
            .is_some()
            .then(|| shell.to(&format!("/checks/{id}"))),
        severity: check.severity.as_str(),
        state: result.as_ref().map_or_else(String::new, |result| result.state.clone()),
        state_word: state_word(result.as_ref(), voice),
        measured: checks::measure(Some(check), result.as_ref().and_then(|result| result.measured), voice),
        threshold: checks::limit(Some(check), result.as_ref().and_then(|result| result.threshold), voice),
        counts: result.map_or_else(String::new, |result| {
            format!("{}\u{a0}/\u{a0}{}", voice.integer(result.violations), voice.integer(result.population))
        }),
        proposal: check.proposal.get(voice.language).to_owned(),
        table: Table::new(reader, &found.rows, false),
        pages: Pages::new(&path, ask.page, found.total, voice),
        csv: shell.to(&format!("/units/{unit}/checks/{id}/rows.csv")),
        heading,
        shell,
    }))
}

fn state_word(result: Option<&UnitResult>, voice: Voice) -> String {
    match result {
        Some(UnitResult { reason: Some(reason), .. }) => voice.of("reason", reason),
        Some(result) => voice.of("state", &result.state),
        None => voice.t("not-judged"),
    }
}

/// Writes into the log that the viewer saw records or took them along.
pub fn note(reader: &Reader, object: &str, action: Action) -> Result<()> {
    let viewer = reader.viewer();
    let actor = Actor::new(&viewer.login, viewer.address, reader.portal().clock.now());
    reader.portal().store.write_state(|state| access_log::add(state, &actor, action, object))
}

pub async fn download(
    State(portal): State<Portal>,
    viewer: Viewer,
    Path((unit, check)): Path<(String, String)>,
    Query(ask): Query<Ask>,
) -> Answer {
    let name = format!("{check}-{unit}.csv");
    let body =
        portal.read(&viewer, move |reader| file(reader, &check, Some(&unit), None, ask.period.as_deref())).await?;
    Ok(csv::answer(&name, body))
}

/// The CSV file of a list of violations; what was asked for stands in its first lines.
pub fn file(
    reader: &Reader,
    id: &str,
    unit: Option<&str>,
    root: Option<&str>,
    period: Option<&str>,
) -> Result<Vec<u8>> {
    let check = checks::known(reader, id)?;
    let voice = reader.voice();
    let place = match unit.or(root) {
        Some(code) => voice.name(reader.unit(code)?).to_owned(),
        None => voice.unit(reader.viewer().scope.root(&reader.portal().reference), &reader.portal().reference),
    };
    let month = Month::find(reader, period)?.ok_or_else(|| crate::error::Error::not_found("nothing was judged yet"))?;
    let which = Which { check: id, unit, root, limit: CSV_ROWS, offset: 0 };
    let found = checks::violations(reader, &month, &which)?;
    note(reader, &format!("{id} {} {} csv", unit.or(root).unwrap_or("*"), month.period), Action::Downloaded)?;
    let table = Table::new(reader, &found.rows, unit.is_none());
    let preface = [
        format!("{id}: {}", check.title.get(voice.language)),
        format!("{}: {place}", voice.t("unit")),
        format!("{}: {}", voice.t("period"), voice.period(month.period)),
        month.as_of.map_or_else(String::new, |as_of| voice.tv("as-of", voice.moment(as_of))),
        format!("{}: {}", voice.t("rows"), voice.integer(found.total)),
    ];
    let rows = table.rows.into_iter().map(|line| [vec![line.subject], line.cells].concat());
    let head: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
    csv::table(&preface, &head, rows, voice)
}
