//! Findings: every check that a unit fails, with what the register says of it.

use askama::Template;
use axum::extract::{Query, State};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use super::picker::Picker;
use crate::domain::user::Page;
use crate::error::Result;
use crate::portal::answer::{self, Answer, encode};
use crate::portal::paging::{self, Pages};
use crate::portal::reader::Reader;
use crate::portal::reads::checks;
use crate::portal::reads::month::Month;
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;

#[derive(Template)]
#[template(path = "findings.html", config = "src/portal/askama.toml")]
struct FindingsPage {
    shell: Shell,
    picker: Picker,
    period: String,
    total: String,
    checks: Vec<Choice>,
    units: Vec<Choice>,
    severities: Vec<Choice>,
    period_value: String,
    rows: Vec<Row>,
    pages: Pages,
    has_register: bool,
    has_deadlines: bool,
}

pub struct Choice {
    pub value: String,
    pub label: String,
    pub is_chosen: bool,
}

struct Row {
    severity: &'static str,
    severity_word: String,
    look_into: bool,
    title: String,
    href: String,
    unit: String,
    unit_href: String,
    measured: String,
    threshold: String,
    violations: String,
    status: String,
    deadline: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Ask {
    pub period: Option<String>,
    pub check: Option<String>,
    pub unit: Option<String>,
    pub severity: Option<String>,
    pub page: Option<i64>,
}

#[derive(Deserialize)]
struct Finding {
    check_id: String,
    unit: String,
    measured: Option<f64>,
    threshold: Option<f64>,
    violations: i64,
    status: Option<String>,
    #[expect(dead_code, reason = "read with the row; the finding's own page will show it")]
    first_seen: Option<DateTime<Utc>>,
    deadline: Option<NaiveDate>,
}

pub async fn show(State(portal): State<Portal>, viewer: Viewer, Query(ask): Query<Ask>) -> Answer {
    let page = portal.read(&viewer, move |reader| load(reader, &ask)).await?;
    match page {
        Some(page) => answer::page(&page),
        None => super::overview::empty(&portal, &viewer, Page::Findings).await,
    }
}

fn load(reader: &Reader, ask: &Ask) -> Result<Option<FindingsPage>> {
    let Some(month) = Month::find(reader, ask.period.as_deref())? else { return Ok(None) };
    let voice = reader.voice();
    let (check, unit) = (chosen(&ask.check), chosen(&ask.unit));
    if let Some(code) = unit {
        reader.unit(code)?;
    }
    let severity = chosen(&ask.severity);
    let found = find(reader, &month, check, unit, severity)?;
    let shell = Shell::of_month(reader, Page::Findings, voice.t("page-findings"), &month)?;
    let total = i64::try_from(found.len()).unwrap_or(0);
    let first = usize::try_from(paging::offset(ask.page)).unwrap_or(0);
    let shown = found.iter().skip(first).take(usize::try_from(paging::ROWS).unwrap_or(50));
    let rows: Vec<Row> = shown.map(|finding| row(reader, finding, &shell)).collect();
    let path = filter_path("/findings", &[("check", check), ("unit", unit), ("severity", severity)]);
    Ok(Some(FindingsPage {
        picker: Picker::new(&month, &path, voice),
        period: voice.period(month.period),
        total: voice.integer(total),
        checks: check_choices(reader, check),
        units: unit_choices(reader, unit),
        severities: ["high", "medium", "low"].map(|value| choice(value, voice.of("severity", value), severity)).into(),
        period_value: if month.is_newest { String::new() } else { month.period.to_string() },
        has_register: found.iter().any(|finding| finding.status.is_some()),
        has_deadlines: found.iter().any(|finding| finding.deadline.is_some()),
        rows,
        pages: Pages::new(&shell.to(&path), ask.page, total, voice),
        shell,
    }))
}

fn find(
    reader: &Reader,
    month: &Month,
    check: Option<&str>,
    unit: Option<&str>,
    severity: Option<&str>,
) -> Result<Vec<Finding>> {
    reader.set("check_run", month.check_run)?.set("check_id", check)?.set("root", unit)?;
    let mut found: Vec<Finding> = reader.rows(include_str!("../../../queries/portal/findings.sql"))?;
    found
        .retain(|finding| severity.is_none_or(|wanted| checks::severity(reader, &finding.check_id).as_str() == wanted));
    found.sort_by_cached_key(|finding| {
        let weight = (checks::severity(reader, &finding.check_id), finding.violations);
        (std::cmp::Reverse(weight), finding.check_id.clone(), finding.unit.clone())
    });
    Ok(found)
}

fn row(reader: &Reader, finding: &Finding, shell: &Shell) -> Row {
    let voice = reader.voice();
    let check = checks::known(reader, &finding.check_id).ok();
    let severity = checks::severity(reader, &finding.check_id).as_str();
    Row {
        severity,
        severity_word: voice.of("severity", severity),
        look_into: check.is_some_and(|check| check.look_into),
        title: format!("{} · {}", finding.check_id, checks::title(reader, &finding.check_id)),
        href: shell.to(&format!("/units/{}/checks/{}", finding.unit, finding.check_id)),
        unit: voice.unit(&finding.unit, &reader.portal().reference),
        unit_href: shell.to(&format!("/units/{}", finding.unit)),
        measured: checks::measure(check, finding.measured, voice),
        threshold: checks::limit(check, finding.threshold, voice),
        violations: voice.integer(finding.violations),
        status: finding.status.as_deref().map_or_else(String::new, |status| voice.of("finding", status)),
        deadline: finding.deadline.map_or_else(String::new, |deadline| voice.date(deadline)),
    }
}

/// An empty field of a filter form asks for nothing.
pub fn chosen(value: &Option<String>) -> Option<&str> {
    value.as_deref().map(str::trim).filter(|value| !value.is_empty())
}

/// The address of a list with its filters.
pub fn filter_path(path: &str, filters: &[(&str, Option<&str>)]) -> String {
    let pairs: Vec<String> =
        filters.iter().filter_map(|(name, value)| value.map(|value| format!("{name}={}", encode(value)))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

pub fn choice(value: &str, label: String, chosen: Option<&str>) -> Choice {
    Choice { value: value.to_owned(), label, is_chosen: chosen == Some(value) }
}

fn check_choices(reader: &Reader, chosen: Option<&str>) -> Vec<Choice> {
    let language = reader.voice().language;
    let checks = reader.portal().library.checks().iter();
    checks.map(|check| choice(&check.id, format!("{} · {}", check.id, check.title.get(language)), chosen)).collect()
}

/// The agencies (or, for a unit, itself), and the unit chosen if it is none of them.
pub fn unit_choices(reader: &Reader, chosen: Option<&str>) -> Vec<Choice> {
    let voice = reader.voice();
    let reference = &reader.portal().reference;
    let root = reader.viewer().scope.root(reference);
    let mut units = reference.units.children(root);
    if let Some(unit) =
        chosen.and_then(|code| reference.units.get(code)).filter(|unit| units.iter().all(|u| u.code != unit.code))
    {
        units.insert(0, unit);
    }
    units.into_iter().map(|unit| choice(&unit.code, voice.name(unit).to_owned(), chosen)).collect()
}
