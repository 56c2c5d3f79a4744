//! All checks with what they say over the units seen.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};

use super::picker::Picker;
use crate::catalog::Check;
use crate::domain::user::Page;
use crate::error::Result;
use crate::portal::answer::{self, Answer};
use crate::portal::reader::Reader;
use crate::portal::reads::checks::{self, Summary};
use crate::portal::reads::month::{Ask, Month};
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;
use crate::portal::voice::Voice;

#[derive(Template)]
#[template(path = "checks.html", config = "src/portal/askama.toml")]
struct ChecksPage {
    shell: Shell,
    picker: Picker,
    period: String,
    groups: Vec<(String, Vec<Row>)>,
}

struct Row {
    id: String,
    href: String,
    title: String,
    look_into: bool,
    severity: &'static str,
    severity_word: String,
    fails: String,
    has_fails: bool,
    passes: String,
    not_evaluable: String,
    violations: String,
}

pub async fn show(State(portal): State<Portal>, viewer: Viewer, Query(ask): Query<Ask>) -> Answer {
    let page = portal.read(&viewer, move |reader| load(reader, &ask)).await?;
    match page {
        Some(page) => answer::page(&page),
        None => super::overview::empty(&portal, &viewer, Page::Checks).await,
    }
}

fn load(reader: &Reader, ask: &Ask) -> Result<Option<ChecksPage>> {
    let Some(month) = Month::find(reader, ask.period.as_deref())? else { return Ok(None) };
    let voice = reader.voice();
    let summaries = checks::summaries(reader, &month)?;
    let known: HashMap<&str, &Summary> = summaries.iter().map(|summary| (summary.check_id.as_str(), summary)).collect();
    let shell = Shell::of_month(reader, Page::Checks, voice.t("page-checks"), &month)?;
    let mut groups: Vec<(String, Vec<Row>)> = Vec::new();
    for check in reader.portal().library.checks() {
        let group = voice.of("check-group", &check.id[..1].to_lowercase());
        let row = row(check, known.get(check.id.as_str()).copied(), voice, &shell);
        match groups.last_mut().filter(|(name, _)| *name == group) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((group, vec![row])),
        }
    }
    Ok(Some(ChecksPage {
        picker: Picker::new(&month, "/checks", voice),
        period: voice.period(month.period),
        groups,
        shell,
    }))
}

fn row(check: &Check, summary: Option<&Summary>, voice: Voice, shell: &Shell) -> Row {
    let count =
        |value: fn(&Summary) -> i64| summary.map_or_else(|| "–".into(), |summary| voice.integer(value(summary)));
    Row {
        id: check.id.clone(),
        href: shell.to(&format!("/checks/{}", check.id)),
        title: check.title.get(voice.language).to_owned(),
        look_into: check.look_into,
        severity: check.severity.as_str(),
        severity_word: voice.of("severity", check.severity.as_str()),
        fails: count(|summary| summary.fails),
        has_fails: summary.is_some_and(|summary| summary.fails > 0),
        passes: count(|summary| summary.passes),
        not_evaluable: count(|summary| summary.not_evaluable),
        violations: count(|summary| summary.violations),
    }
}
