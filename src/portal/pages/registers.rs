//! Registers: assignments whose term has passed, with their age; return visits; reports that contradict records.

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use super::findings::{Choice, chosen, filter_path, unit_choices};
use super::picker::Picker;
use super::table::Table;
use super::violations;
use crate::domain::user::Page;
use crate::error::Result;
use crate::portal::access_log::Action;
use crate::portal::answer::{self, Answer, PageError};
use crate::portal::csv;
use crate::portal::paging::{self, Pages};
use crate::portal::reader::Reader;
use crate::portal::reads::checks::{self, Which};
use crate::portal::reads::month::Month;
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;

/// A register is the list of one check's violations over all units.
struct Register {
    name: &'static str,
    check: &'static str,
    page: Page,
    path: &'static str,
}

const OVERDUE: Register = Register { name: "overdue", check: "A1", page: Page::Registers, path: "/registers/overdue" };
const RETURNS: Register = Register { name: "returns", check: "C1", page: Page::Registers, path: "/registers/returns" };
/// What units claimed against what their records say.
const CONTRADICTIONS: Register =
    Register { name: "contradictions", check: "D2", page: Page::Contradictions, path: "/contradictions" };

#[derive(Template)]
#[template(path = "registers.html", config = "src/portal/askama.toml")]
struct RegisterPage {
    shell: Shell,
    picker: Picker,
    heading: String,
    period: String,
    total: String,
    tabs: Vec<(String, String, bool)>,
    units: Vec<Choice>,
    action: String,
    period_value: String,
    table: Table,
    pages: Pages,
    csv: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Ask {
    pub period: Option<String>,
    pub unit: Option<String>,
    pub page: Option<i64>,
}

fn named(name: &str) -> Answer<&'static Register> {
    [&OVERDUE, &RETURNS].into_iter().find(|register| register.name == name).ok_or(PageError::NotFound)
}

pub async fn show(
    State(portal): State<Portal>,
    viewer: Viewer,
    Path(name): Path<String>,
    Query(ask): Query<Ask>,
) -> Answer {
    page(&portal, &viewer, named(&name)?, ask).await
}

pub async fn contradictions(State(portal): State<Portal>, viewer: Viewer, Query(ask): Query<Ask>) -> Answer {
    page(&portal, &viewer, &CONTRADICTIONS, ask).await
}

async fn page(portal: &Portal, viewer: &Viewer, register: &'static Register, ask: Ask) -> Answer {
    let page = portal.read(viewer, move |reader| load(reader, register, &ask)).await?;
    match page {
        Some(page) => answer::page(&page),
        None => super::overview::empty(portal, viewer, register.page).await,
    }
}

fn load(reader: &Reader, register: &Register, ask: &Ask) -> Result<Option<RegisterPage>> {
    let Some(month) = Month::find(reader, ask.period.as_deref())? else { return Ok(None) };
    let voice = reader.voice();
    let unit = chosen(&ask.unit);
    if let Some(code) = unit {
        reader.unit(code)?;
    }
    let limit = paging::ROWS;
    let which = Which { check: register.check, unit: None, root: unit, limit, offset: paging::offset(ask.page) };
    let found = checks::violations(reader, &month, &which)?;
    let seen = format!("{} {} {}", register.check, unit.unwrap_or("*"), month.period);
    violations::note(reader, &seen, Action::RecordsViewed)?;
    let heading = voice.of("register", register.name);
    let shell = Shell::of_month(reader, register.page, heading.clone(), &month)?;
    let path = filter_path(register.path, &[("unit", unit)]);
    let csv = filter_path(&format!("{}/rows.csv", register.path), &[("unit", unit)]);
    let tab = |tab: &Register| (voice.of("register", tab.name), shell.to(tab.path), tab.name == register.name);
    Ok(Some(RegisterPage {
        picker: Picker::new(&month, &path, voice),
        period: voice.period(month.period),
        total: voice.integer(found.total),
        tabs: if register.page == Page::Registers { vec![tab(&OVERDUE), tab(&RETURNS)] } else { Vec::new() },
        units: unit_choices(reader, unit),
        action: register.path.to_owned(),
        period_value: if month.is_newest { String::new() } else { month.period.to_string() },
        table: Table::new(reader, &found.rows, true),
        pages: Pages::new(&shell.to(&path), ask.page, found.total, voice),
        csv: shell.to(&csv),
        heading,
        shell,
    }))
}

pub async fn download(
    State(portal): State<Portal>,
    viewer: Viewer,
    Path(name): Path<String>,
    Query(ask): Query<Ask>,
) -> Answer {
    file(&portal, &viewer, named(&name)?, ask).await
}

pub async fn download_contradictions(State(portal): State<Portal>, viewer: Viewer, Query(ask): Query<Ask>) -> Answer {
    file(&portal, &viewer, &CONTRADICTIONS, ask).await
}

async fn file(portal: &Portal, viewer: &Viewer, register: &'static Register, ask: Ask) -> Answer {
    let work =
        move |reader: &Reader| violations::file(reader, register.check, None, chosen(&ask.unit), ask.period.as_deref());
    let body = portal.read(viewer, work).await?;
    Ok(csv::answer(&format!("{}.csv", register.name), body))
}
