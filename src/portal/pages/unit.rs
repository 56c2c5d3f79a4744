//! One unit: its index with interval and past, where points are lost, what it fails, what lies under it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};

use super::picker::Picker;
use super::units::{self, UnitRow};
use crate::domain::score::IndicatorValue;
use crate::domain::unit::{Unit, UnitKind};
use crate::domain::user::{self, Page};
use crate::error::Result;
use crate::portal::answer::{self, Answer};
use crate::portal::chart::{self, Point};
use crate::portal::reader::Reader;
use crate::portal::reads::figures::{self, Tile};
use crate::portal::reads::model::{self, Dimension};
use crate::portal::reads::month::{Ask, Month};
use crate::portal::reads::scores::{self, Explained, Past};
use crate::portal::reads::{checks, editions};
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;

#[derive(Template)]
#[template(path = "unit.html", config = "src/portal/askama.toml")]
struct UnitPage {
    shell: Shell,
    picker: Picker,
    crumbs: Vec<(String, String)>,
    facts: Vec<(String, String)>,
    heading: String,
    period: String,
    place: String,
    /// How many findings the whole subtree has, with their list.
    below: Option<(String, String)>,
    tiles: Vec<Tile>,
    trend: String,
    past: Vec<PastRow>,
    dimensions: Vec<DimensionRow>,
    debts: Vec<(String, String)>,
    failed: Vec<CheckRow>,
    others: Vec<CheckRow>,
    children: Vec<UnitRow>,
    cards: Vec<(String, String)>,
    has_index: bool,
}

struct PastRow {
    period: String,
    index: String,
    interval: String,
    band: String,
}

struct DimensionRow {
    title: String,
    weight: String,
    points: String,
    chart: String,
    lost: String,
    indicators: Vec<IndicatorRow>,
}

struct IndicatorRow {
    title: String,
    value: String,
    counts: String,
    posts: String,
    points: String,
    lost: String,
}

struct CheckRow {
    id: String,
    href: String,
    title: String,
    severity: &'static str,
    severity_word: String,
    look_into: bool,
    state: String,
    state_word: String,
    measured: String,
    threshold: String,
    counts: String,
}

pub async fn show(
    State(portal): State<Portal>,
    viewer: Viewer,
    Path(code): Path<String>,
    Query(ask): Query<Ask>,
) -> Answer {
    let page = portal.read(&viewer, move |reader| load(reader, &code, &ask)).await?;
    match page {
        Some(page) => answer::page(&page),
        None => super::overview::empty(&portal, &viewer, Page::Units).await,
    }
}

fn load(reader: &Reader, code: &str, ask: &Ask) -> Result<Option<UnitPage>> {
    let unit = reader.unit(code)?;
    let Some(month) = Month::find(reader, ask.period.as_deref())? else { return Ok(None) };
    let voice = reader.voice();
    let shell = Shell::of_month(reader, Page::Units, voice.name(unit), &month)?;
    let explained = scores::explained(reader, month.score_run, code)?;
    let past = scores::trend(reader, code, &month.run_up())?;
    let mut tiles = figures::of_score(reader, &month, code)?;
    figures::link(&mut tiles, reader, &shell, Some(code));
    let (failed, others) = split(reader, &month, unit, &shell)?;
    Ok(Some(UnitPage {
        picker: Picker::new(&month, &format!("/units/{code}"), voice),
        crumbs: crumbs(reader, unit, &shell),
        facts: facts(reader, unit),
        heading: voice.name(unit).to_owned(),
        period: voice.period(month.period),
        place: explained
            .as_ref()
            .map_or_else(String::new, |explained| place(reader, unit, &units::place(&explained.score))),
        below: below(reader, &month, unit, &shell)?,
        tiles,
        trend: trend(&past, reader),
        past: past_rows(&past, reader),
        dimensions: explained.as_ref().map_or_else(Vec::new, |explained| dimensions(reader, explained)),
        debts: explained.as_ref().map_or_else(Vec::new, |explained| debts(reader, explained)),
        children: children(reader, &month, unit, &shell)?,
        cards: cards(reader, code)?,
        has_index: explained.is_some_and(|explained| explained.score.index_value.is_some()),
        failed,
        others,
        shell,
    }))
}

/// Whom the unit is ranked among.
fn place(reader: &Reader, unit: &Unit, place: &str) -> String {
    let label = if unit.kind == UnitKind::Local { "place-among-local" } else { "place-among-agencies" };
    if place.is_empty() { String::new() } else { reader.voice().tv(label, place) }
}

/// The findings of the unit and all below it, where anything is below it.
fn below(reader: &Reader, month: &Month, unit: &Unit, shell: &Shell) -> Result<Option<(String, String)>> {
    let reference = &reader.portal().reference;
    if reference.units.children(&unit.code).is_empty() || !user::access(reader.viewer().role, Page::Findings).is_some()
    {
        return Ok(None);
    }
    let states = units::states(reader, month)?;
    let fails: i64 =
        reference.units.subtree(&unit.code).iter().filter_map(|unit| Some(states.get(&unit.code)?.fails)).sum();
    let voice = reader.voice();
    let label = voice.tv("findings-below", voice.integer(fails));
    Ok(Some((label, shell.to(&format!("/findings?unit={}", unit.code)))))
}

/// The units above, as far as the viewer sees them.
fn crumbs(reader: &Reader, unit: &Unit, shell: &Shell) -> Vec<(String, String)> {
    let reference = &reader.portal().reference;
    let above = reference.units.ancestry(&unit.code).into_iter().rev();
    let seen = above.filter(|above| above.code != unit.code && reader.viewer().sees(&above.code, reference));
    let mut crumbs: Vec<(String, String)> = seen
        .map(|above| (reader.voice().name(above).to_owned(), shell.to(&format!("/units/{}", above.code))))
        .collect();
    crumbs.insert(0, (reader.voice().t("page-units"), shell.to("/units")));
    crumbs
}

fn facts(reader: &Reader, unit: &Unit) -> Vec<(String, String)> {
    let voice = reader.voice();
    let reference = &reader.portal().reference;
    let mut facts = vec![
        (voice.t("code"), unit.code.clone()),
        (voice.t("kind-of-unit"), voice.of("unit-kind", unit.kind.as_str())),
        (voice.t("week"), voice.of("week", unit.week.as_str())),
    ];
    if let Some(region) = unit.region.as_deref().and_then(|region| reference.regions.get(region)) {
        facts.push((voice.t("region"), region.name_az.clone()));
    }
    if let Some(source) = &unit.source {
        facts.push((voice.t("source"), source.clone()));
    }
    facts
}

fn trend(past: &[Past], reader: &Reader) -> String {
    let voice = reader.voice();
    let points: Vec<Point> = past
        .iter()
        .map(|past| Point {
            label: voice.language.period_short(&past.period),
            value: past.index,
            low: past.low,
            high: past.high,
        })
        .collect();
    chart::trend(&points, &voice.t("trend-alt"), 1, voice)
}

fn past_rows(past: &[Past], reader: &Reader) -> Vec<PastRow> {
    let voice = reader.voice();
    let known = past.iter().rev().filter(|past| past.index.is_some());
    let row = |past: &Past| PastRow {
        period: voice.language.period_short(&past.period),
        index: past.index.map_or_else(|| "–".into(), |index| voice.decimal(index, 1)),
        interval: figures::interval(past.low, past.high, voice),
        band: past.band.clone().unwrap_or_default(),
    };
    known.map(row).collect()
}

fn dimensions(reader: &Reader, explained: &Explained) -> Vec<DimensionRow> {
    let voice = reader.voice();
    let lost_by =
        |id: &str| -> f64 { explained.contributions.iter().filter(|c| c.indicator == id).map(|c| c.points).sum() };
    let row = |dimension: &Dimension| {
        let points = explained.dimensions.get(&dimension.id).copied().flatten();
        let lost: f64 = dimension.indicators.iter().map(|indicator| lost_by(&indicator.id)).sum();
        DimensionRow {
            title: model::in_language(&dimension.title, voice.language).to_owned(),
            weight: voice.tv("weight", voice.plain(dimension.weight)),
            points: points.map_or_else(|| "–".into(), |points| voice.decimal(points, 1)),
            chart: points.map_or_else(String::new, |points| chart::bar(points, &voice.decimal(points, 1))),
            lost: if lost > 0.05 { voice.decimal(lost, 1) } else { String::new() },
            indicators: dimension
                .indicators
                .iter()
                .filter_map(|indicator| {
                    let value = explained.indicators.get(&indicator.id)?;
                    Some(indicator_row(reader, indicator, value, lost_by(&indicator.id)))
                })
                .collect(),
        }
    };
    reader.portal().model.iter().map(row).collect()
}

fn indicator_row(reader: &Reader, indicator: &model::Indicator, value: &IndicatorValue, lost: f64) -> IndicatorRow {
    let voice = reader.voice();
    let printed = match value.value.filter(|_| value.state.counts()) {
        Some(number) if indicator.is_mean => voice.decimal(number, 2),
        Some(number) => voice.percent(number),
        None => voice.of("indicator-state", value.state.as_str()),
    };
    let counts = if value.value.is_some() && !indicator.is_mean {
        format!("{}\u{a0}/\u{a0}{}", voice.plain(value.numerator), voice.plain(value.denominator))
    } else if value.value.is_some() {
        voice.plain(value.denominator)
    } else {
        String::new()
    };
    IndicatorRow {
        title: model::in_language(&indicator.title, voice.language).to_owned(),
        value: printed,
        counts,
        posts: format!("{}–{}", voice.plain(indicator.floor), voice.plain(indicator.target)),
        points: value.points.map_or_else(|| "–".into(), |points| voice.decimal(points, 0)),
        lost: if lost > 0.05 { voice.decimal(lost, 1) } else { String::new() },
    }
}

/// What would earn points, in words: "+4,2" and what is to be done.
fn debts(reader: &Reader, explained: &Explained) -> Vec<(String, String)> {
    let voice = reader.voice();
    let worth = explained.debts.iter().filter(|debt| debt.points >= 0.05).take(5);
    let text =
        |debt: &crate::domain::score::Debt| if voice.is_az() { debt.text_az.clone() } else { debt.text_en.clone() };
    worth.map(|debt| (format!("+{}", voice.decimal(debt.points, 1)), text(debt))).collect()
}

/// The checks that the unit fails, severe ones first, and all others.
fn split(reader: &Reader, month: &Month, unit: &Unit, shell: &Shell) -> Result<(Vec<CheckRow>, Vec<CheckRow>)> {
    let mut results = checks::of_unit(reader, month, &unit.code)?;
    results.sort_by_key(|result| {
        (std::cmp::Reverse((checks::severity(reader, &result.check_id), result.violations)), result.check_id.clone())
    });
    let rows = results.iter().map(|result| check_row(reader, unit, result, shell));
    Ok(rows.partition(|row| row.state == "fail"))
}

fn check_row(reader: &Reader, unit: &Unit, result: &checks::UnitResult, shell: &Shell) -> CheckRow {
    let voice = reader.voice();
    let check = checks::known(reader, &result.check_id).ok();
    let severity = checks::severity(reader, &result.check_id).as_str();
    let state_word = match result.reason.as_deref() {
        Some(reason) => voice.of("reason", reason),
        None => voice.of("state", &result.state),
    };
    CheckRow {
        id: result.check_id.clone(),
        href: shell.to(&format!("/units/{}/checks/{}", unit.code, result.check_id)),
        title: checks::title(reader, &result.check_id),
        severity,
        severity_word: voice.of("severity", severity),
        look_into: check.is_some_and(|check| check.look_into),
        state: result.state.clone(),
        state_word,
        measured: checks::measure(check, result.measured, voice),
        threshold: checks::limit(check, result.threshold, voice),
        counts: format!("{}\u{a0}/\u{a0}{}", voice.integer(result.violations), voice.integer(result.population)),
    }
}

fn children(reader: &Reader, month: &Month, unit: &Unit, shell: &Shell) -> Result<Vec<UnitRow>> {
    let reference = &reader.portal().reference;
    let mut children = reference.units.children(&unit.code);
    if children.is_empty() {
        return Ok(Vec::new());
    }
    let scores = scores::all(reader, month)?;
    let states: HashMap<String, units::States> = units::states(reader, month)?;
    units::by_rank(&mut children, &scores);
    Ok(children.into_iter().map(|child| units::row(reader, shell, child, &scores, &states)).collect())
}

/// The unit's own cards, newest first.
fn cards(reader: &Reader, code: &str) -> Result<Vec<(String, String)>> {
    let voice = reader.voice();
    let cards = editions::all(reader, None, None)?.into_iter().filter(|edition| edition.unit == code).take(6);
    Ok(cards.map(|edition| (format!("{}, {}", edition.title(voice), edition.name(voice)), edition.href())).collect())
}
