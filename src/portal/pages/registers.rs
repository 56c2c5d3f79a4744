//! Registers: assignments whose term has passed, with their age, and return visits.

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use super::findings::{Choice, chosen, filter_path, unit_choices};
use super::picker::Picker;
use super::violations::{self, Table};
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
const REGISTERS: [(&str, &str); 2] = [("overdue", "A1"), ("returns", "C1")];

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

fn check_of(name: &str) -> Answer<&'static str> {
    REGISTERS.iter().find(|(known, _)| *known == name).map(|(_, check)| *check).ok_or(PageError::NotFound)
}

pub async fn show(State(portal): State<Portal>, viewer: Viewer, Path(name): Path<String>, Query(ask): Query<Ask>) -> Answer {
    let check = check_of(&name)?;
    let page = portal.read(&viewer, move |reader| load(reader, &name, check, &ask)).await?;
    match page {
        Some(page) => answer::page(&page),
        None => super::overview::empty(&portal, &viewer, Page::Registers).await,
    }
}

fn load(reader: &Reader, name: &str, check: &str, ask: &Ask) -> Result<Option<RegisterPage>> {
    let Some(month) = Month::find(reader, ask.period.as_deref())? else { return Ok(None) };
    let voice = reader.voice();
    let unit = chosen(&ask.unit);
    if let Some(code) = unit {
        reader.unit(code)?;
    }
    let which = Which { check, unit: None, root: unit, limit: paging::ROWS, offset: paging::offset(ask.page) };
    let found = checks::violations(reader, &month, &which)?;
    violations::note(reader, &format!("{check} {} {}", unit.unwrap_or("*"), month.period), Action::RecordsViewed)?;
    let heading = voice.of("register", name);
    let shell = Shell::of_month(reader, Page::Registers, heading.clone(), &month)?;
    let path = filter_path(&format!("/registers/{name}"), &[("unit", unit)]);
    let csv = filter_path(&format!("/registers/{name}/rows.csv"), &[("unit", unit)]);
    Ok(Some(RegisterPage {
        picker: Picker::new(&month, &path, voice),
        period: voice.period(month.period),
        total: voice.integer(found.total),
        tabs: REGISTERS
            .map(|(tab, _)| (voice.of("register", tab), shell.to(&format!("/registers/{tab}")), tab == name))
            .into(),
        units: unit_choices(reader, unit),
        action: format!("/registers/{name}"),
        period_value: if month.is_newest { String::new() } else { month.period.to_string() },
        table: violations::table(reader, &found.rows, true),
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
    let check = check_of(&name)?;
    let work = move |reader: &Reader| violations::file(reader, check, None, chosen(&ask.unit), ask.period.as_deref());
    let body = portal.read(&viewer, work).await?;
    Ok(csv::answer(&format!("{name}.csv"), body))
}
