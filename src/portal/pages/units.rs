//! The tree of units with their index.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::picker::Picker;
use crate::domain::user::Page;
use crate::error::Result;
use crate::portal::answer::{self, Answer};
use crate::portal::chart;
use crate::portal::reader::Reader;
use crate::portal::reads::figures::{self, Move};
use crate::portal::reads::month::{Ask, Month};
use crate::portal::reads::scores::{self, Score};
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;

#[derive(Template)]
#[template(path = "units.html", config = "src/portal/askama.toml")]
struct UnitsPage {
    shell: Shell,
    picker: Picker,
    period: String,
    groups: Vec<Group>,
}

/// An agency with what lies under it.
struct Group {
    head: UnitRow,
    rows: Vec<UnitRow>,
}

pub struct UnitRow {
    pub href: String,
    pub name: String,
    pub place: String,
    pub index: String,
    pub chart: String,
    pub band: String,
    pub interval: String,
    pub change: Option<Move>,
    pub fails: i64,
    pub judged: bool,
}

#[derive(Deserialize)]
pub struct States {
    pub unit: String,
    pub fails: i64,
    pub passes: i64,
    pub not_evaluable: i64,
}

/// `2–3`, `1`, or nothing where the unit is not ranked.
pub fn place(score: &Score) -> String {
    match (score.rank_low, score.rank_high, score.rank) {
        (_, _, None) => String::new(),
        (Some(low), Some(high), _) if low != high => format!("{low}–{high}"),
        (_, _, Some(rank)) => rank.to_string(),
    }
}

/// How many checks each unit fails.
pub fn states(reader: &Reader, month: &Month) -> Result<HashMap<String, States>> {
    reader.set("check_run", month.check_run)?;
    let rows: Vec<States> = reader.rows(include_str!("../../../queries/portal/states.sql"))?;
    Ok(rows.into_iter().map(|row| (row.unit.clone(), row)).collect())
}

/// One unit's line in a list.
pub fn row(
    reader: &Reader,
    shell: &Shell,
    unit: &crate::domain::unit::Unit,
    scores: &HashMap<String, Score>,
    states: &HashMap<String, States>,
) -> UnitRow {
    let voice = reader.voice();
    let score = scores.get(&unit.code);
    let index = score.and_then(|score| score.index_value);
    let interval = score.map_or_else(String::new, |score| figures::interval(score.low, score.high, voice));
    let state = states.get(&unit.code);
    UnitRow {
        href: shell.to(&format!("/units/{}", unit.code)),
        name: voice.name(unit).to_owned(),
        place: score.map_or_else(String::new, place),
        index: index.map_or_else(|| "–".into(), |index| voice.decimal(index, 1)),
        chart: index.zip(score).map_or_else(String::new, |(index, score)| {
            chart::interval(index, score.low, score.high, &format!("{}: {interval}", voice.t("interval-90")))
        }),
        band: score.and_then(|score| score.band.clone()).unwrap_or_default(),
        interval,
        change: score.and_then(|score| Move::of_index(score.change, score.verdict.as_deref(), voice)),
        fails: state.map_or(0, |state| state.fails),
        judged: state.is_some_and(|state| state.fails + state.passes + state.not_evaluable > 0),
    }
}

pub async fn show(State(portal): State<Portal>, viewer: Viewer, Query(ask): Query<Ask>) -> Answer {
    let page = portal.read(&viewer, move |reader| load(reader, &ask)).await?;
    match page {
        Some(page) => answer::page(&page),
        None => super::overview::empty(&portal, &viewer, Page::Units).await,
    }
}

fn load(reader: &Reader, ask: &Ask) -> Result<Option<UnitsPage>> {
    let Some(month) = Month::find(reader, ask.period.as_deref())? else { return Ok(None) };
    let voice = reader.voice();
    let reference = &reader.portal().reference;
    let scores = scores::all(reader, &month)?;
    let states = states(reader, &month)?;
    let shell = Shell::of_month(reader, Page::Units, voice.t("page-units"), &month)?;
    let root = reader.viewer().scope.root(reference);
    let heads = if reference.units.get(root).is_some_and(|unit| unit.parent.is_none()) {
        reference.units.children(root)
    } else {
        reference.units.get(root).into_iter().collect()
    };
    let groups = heads.into_iter().map(|head| Group {
        head: row(reader, &shell, head, &scores, &states),
        rows: reference
            .units
            .subtree(&head.code)
            .into_iter()
            .filter(|unit| unit.code != head.code)
            .map(|unit| row(reader, &shell, unit, &scores, &states))
            .collect(),
    });
    let groups = groups.collect();
    Ok(Some(UnitsPage { picker: Picker::new(&month, "/units", voice), period: voice.period(month.period), groups, shell }))
}
