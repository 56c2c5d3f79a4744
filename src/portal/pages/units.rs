//! The tree of units with their index.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::findings::filter_path;
use super::picker::Picker;
use crate::domain::language::az;
use crate::domain::unit::Unit;
use crate::domain::user::Page;
use crate::error::Result;
use crate::portal::answer::{self, Answer};
use crate::portal::chart;
use crate::portal::reader::Reader;
use crate::portal::reads::figures::{self, Move};
use crate::portal::reads::month::Month;
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
    period_value: String,
    /// What was looked for; empty shows the agencies.
    sought: String,
    found: String,
    rows: Vec<UnitRow>,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Ask {
    pub period: Option<String>,
    /// A part of a unit's name or code.
    pub q: Option<String>,
}

/// More matches than these are narrowed down by typing on.
const MOST: usize = 100;

pub struct UnitRow {
    pub href: String,
    pub name: String,
    pub place: String,
    pub index: String,
    pub chart: String,
    pub band: String,
    pub interval: String,
    pub change: Option<Move>,
    /// Checks failed by the unit and those below it.
    pub fails: i64,
    pub judged: bool,
    /// How many units lie under it.
    pub below: usize,
}

#[derive(Deserialize)]
pub struct States {
    pub unit: String,
    pub fails: i64,
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
    unit: &Unit,
    scores: &HashMap<String, Score>,
    states: &HashMap<String, States>,
) -> UnitRow {
    let voice = reader.voice();
    let score = scores.get(&unit.code);
    let index = score.and_then(|score| score.index_value);
    let interval = score.map_or_else(String::new, |score| figures::interval(score.low, score.high, voice));
    let subtree = reader.portal().reference.units.subtree(&unit.code);
    let judged: Vec<&States> = subtree.iter().filter_map(|below| states.get(&below.code)).collect();
    UnitRow {
        href: shell.to(&format!("/units/{}", unit.code)),
        name: voice.name(unit).to_owned(),
        place: score.map_or_else(String::new, place),
        index: index.map_or_else(|| "–".into(), |index| voice.decimal(index, 1)),
        chart: index
            .zip(score)
            .map_or_else(String::new, |(index, score)| chart::interval(index, score.low, score.high)),
        band: score.and_then(|score| score.band.clone()).unwrap_or_default(),
        interval,
        change: score.and_then(|score| Move::of_index(score.change, score.verdict.as_deref(), voice)),
        fails: judged.iter().map(|state| state.fails).sum(),
        judged: !judged.is_empty(),
        below: subtree.len().saturating_sub(1),
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
    let scores = scores::all(reader, &month)?;
    let states = states(reader, &month)?;
    let shell = Shell::of_month(reader, Page::Units, voice.t("page-units"), &month)?;
    let sought = ask.q.as_deref().map(str::trim).unwrap_or_default();
    let mut units = if sought.is_empty() { heads(reader) } else { matching(reader, sought) };
    if sought.is_empty() {
        by_rank(&mut units, &scores);
    }
    let path = filter_path("/units", &[("q", Some(sought).filter(|sought| !sought.is_empty()))]);
    Ok(Some(UnitsPage {
        picker: Picker::new(&month, &path, voice),
        period: voice.period(month.period),
        period_value: if month.is_newest { String::new() } else { month.period.to_string() },
        found: voice.integer(i64::try_from(units.len()).unwrap_or(0)),
        rows: units.into_iter().take(MOST).map(|unit| row(reader, &shell, unit, &scores, &states)).collect(),
        sought: sought.to_owned(),
        shell,
    }))
}

/// Ranked units first, those that are only compared last.
pub fn by_rank(units: &mut [&Unit], scores: &HashMap<String, Score>) {
    units.sort_by_key(|unit| {
        let rank = scores.get(&unit.code).and_then(|score| score.rank);
        (rank.is_none(), rank, unit.position)
    });
}

/// The agencies; for a viewer of less than the ministry, the topmost unit and those right under it.
fn heads(reader: &Reader) -> Vec<&Unit> {
    let reference = &reader.portal().reference;
    let root = reader.viewer().scope.root(reference);
    let mut heads = reference.units.children(root);
    if let Some(own) = reference.units.get(root).filter(|own| own.parent.is_some()) {
        heads.insert(0, own);
    }
    heads
}

/// The units whose name or code holds what was typed, with or without the letters that foreign keyboards lack.
fn matching<'a>(reader: &'a Reader, sought: &str) -> Vec<&'a Unit> {
    let sought = plain(sought);
    let units = reader.viewer().units(&reader.portal().reference);
    let holds = |text: &str| plain(text).contains(&sought);
    units.into_iter().filter(|unit| holds(&unit.name_az) || holds(&unit.name_en) || holds(&unit.code)).collect()
}

/// Small letters without the marks that are left out in a hurry.
fn plain(text: &str) -> String {
    let fold = |letter: char| match letter {
        'ə' => 'e',
        'ı' => 'i',
        'ö' => 'o',
        'ü' => 'u',
        'ç' => 'c',
        'ş' => 's',
        'ğ' => 'g',
        other => other,
    };
    az::lower(text).to_lowercase().chars().filter(|letter| *letter != '\u{307}').map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_typed() {
        let name = plain("DSMF-nin Şəmkir Rayon Filialı");
        for typed in ["şəmkir", "Şəmkir", "semkir", "SEMKIR", "ŞƏMKİR", "filiali"] {
            assert!(name.contains(&plain(typed)), "{typed}");
        }
    }
}
