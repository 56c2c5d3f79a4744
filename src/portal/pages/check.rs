//! One check: whose duty it serves, what it says exactly, its SQL, and what it says of every unit.

use askama::Template;
use axum::extract::{Path, Query, State};

use super::picker::Picker;
use crate::catalog::{Check, Judges};
use crate::domain::user::Page;
use crate::error::Result;
use crate::portal::answer::{self, Answer};
use crate::portal::chart::{self, Point};
use crate::portal::reader::Reader;
use crate::portal::reads::checks::{self, UnitResult};
use crate::portal::reads::month::{Ask, Month};
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;

#[derive(Template)]
#[template(path = "check.html", config = "src/portal/askama.toml")]
struct CheckPage {
    shell: Shell,
    picker: Picker,
    period: String,
    heading: String,
    severity: &'static str,
    severity_word: String,
    look_into: bool,
    why: String,
    proposal: String,
    facts: Vec<(String, String)>,
    failing: Vec<Row>,
    passing: Vec<Row>,
    silent: Vec<Row>,
    trend: String,
    past: Vec<(String, String, String)>,
    path: String,
    sql: String,
}

pub struct Row {
    href: String,
    name: String,
    measured: String,
    threshold: String,
    violations: String,
    population: String,
    reason: String,
}

pub async fn show(
    State(portal): State<Portal>,
    viewer: Viewer,
    Path(id): Path<String>,
    Query(ask): Query<Ask>,
) -> Answer {
    let page = portal.read(&viewer, move |reader| load(reader, &id, &ask)).await?;
    match page {
        Some(page) => answer::page(&page),
        None => super::overview::empty(&portal, &viewer, Page::Checks).await,
    }
}

fn load(reader: &Reader, id: &str, ask: &Ask) -> Result<Option<CheckPage>> {
    let check = checks::known(reader, id)?;
    let Some(month) = Month::find(reader, ask.period.as_deref())? else { return Ok(None) };
    let voice = reader.voice();
    let heading = format!("{} · {}", check.id, check.title.get(voice.language));
    let shell = Shell::of_month(reader, Page::Checks, heading.clone(), &month)?;
    let results = checks::by_unit(reader, &month, id)?;
    let of = |state: &str| -> Vec<Row> {
        results.iter().filter(|result| result.state == state).map(|result| row(reader, check, result, &shell)).collect()
    };
    let history = checks::history(reader, id, &month.run_up())?;
    let past = history.iter().rev().map(|past| {
        let period =
            past.period.parse().map_or_else(|_| past.period.clone(), |period| voice.language.period_short(&period));
        (period, voice.integer(past.fails), voice.integer(past.violations))
    });
    Ok(Some(CheckPage {
        picker: Picker::new(&month, &format!("/checks/{id}"), voice),
        period: voice.period(month.period),
        severity: check.severity.as_str(),
        severity_word: voice.of("severity", check.severity.as_str()),
        look_into: check.look_into,
        why: check.why.get(voice.language).to_owned(),
        proposal: check.proposal.get(voice.language).to_owned(),
        facts: facts(reader, check),
        failing: of("fail"),
        passing: of("pass"),
        silent: of("not_evaluable"),
        trend: trend(reader, &history),
        past: past.collect(),
        path: format!("queries/{}", check.path),
        sql: check.text.clone(),
        heading,
        shell,
    }))
}

fn facts(reader: &Reader, check: &Check) -> Vec<(String, String)> {
    let voice = reader.voice();
    let mut facts = vec![
        (voice.t("clause"), check.clause.clone()),
        (voice.t("population"), check.population.get(voice.language).to_owned()),
    ];
    for default in &check.thresholds {
        facts.push((
            voice.of("threshold", &default.name),
            checks::threshold(&default.value, voice, &reader.portal().reference),
        ));
    }
    let cure = match check.cure {
        crate::domain::finding::Cure::Rows => "cure-rows",
        crate::domain::finding::Cure::Next => "cure-next",
    };
    facts.push((voice.t("cure"), voice.t(cure)));
    facts.push((voice.t("needs"), check.needs_text.clone()));
    if check.judges == Judges::Sources {
        facts.push((voice.t("judges"), voice.t("judges-sources")));
    }
    facts
}

fn row(reader: &Reader, check: &Check, result: &UnitResult, shell: &Shell) -> Row {
    let voice = reader.voice();
    Row {
        href: shell.to(&format!("/units/{}/checks/{}", result.unit, check.id)),
        name: voice.unit(&result.unit, &reader.portal().reference),
        measured: checks::measure(Some(check), result.measured, voice),
        threshold: checks::limit(Some(check), result.threshold, voice),
        violations: voice.integer(result.violations),
        population: voice.integer(result.population),
        reason: result.reason.as_deref().map_or_else(String::new, |reason| voice.of("reason", reason)),
    }
}

fn trend(reader: &Reader, history: &[checks::Past]) -> String {
    let voice = reader.voice();
    #[expect(clippy::cast_precision_loss, reason = "counts of units")]
    let point = |past: &checks::Past| Point {
        label: past.period.parse().map_or_else(|_| past.period.clone(), |period| voice.language.period_short(&period)),
        value: Some(past.fails as f64),
        low: None,
        high: None,
    };
    let points: Vec<Point> = history.iter().map(point).collect();
    chart::trend(&points, &voice.t("check-trend-alt"), 0, voice)
}
