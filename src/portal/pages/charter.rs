//! Əsasnamə: clause by clause what the program does about it, with the period's figures; what it does not do is said.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};

use super::picker::Picker;
use crate::domain::user::{self, Page};
use crate::error::Result;
use crate::portal::answer::{self, Answer};
use crate::portal::reader::Reader;
use crate::portal::reads::checks::{self, Summary};
use crate::portal::reads::month::{Ask, Month};
use crate::portal::reads::{editions, figures};
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;

/// One line of the map: the clauses, the key of its texts, the checks that serve it.
struct Duty {
    clauses: &'static str,
    key: &'static str,
    /// Ids, or a letter for a whole group.
    checks: &'static [&'static str],
    also: Also,
}

/// What else the page can show for a duty.
#[derive(Clone, Copy, PartialEq)]
enum Also {
    Nothing,
    /// The pooled index.
    Index,
    /// How many editions there are.
    Reports,
}

const fn duty(clauses: &'static str, key: &'static str, checks: &'static [&'static str], also: Also) -> Duty {
    Duty { clauses, key, checks, also }
}

/// In the order of the charter map; the last two lines are what software does not do.
const DUTIES: [Duty; 23] = [
    duty("2.1.1, 4.1.3, 6.2.4", "modern", &["R1", "R2"], Also::Nothing),
    duty("2.1.2, 3.1.7, 6.3.1, 6.3.4", "lawful", &["R", "S"], Also::Nothing),
    duty("2.1.3, 6.2.1", "assignments", &["A"], Also::Nothing),
    duty("3.1.1, 6.1.2, 6.1.4", "visitors", &["R5"], Also::Nothing),
    duty("3.1.3", "explanations", &["R12", "R15"], Also::Nothing),
    duty("3.1.4, 6.2.2", "schedule", &["S1", "S3"], Also::Nothing),
    duty("3.1.5, 6.1.6", "repeats", &["C"], Also::Nothing),
    duty("3.1.6, 6.1.3", "room", &["R9", "R10", "R14"], Also::Nothing),
    duty("3.1.7", "reports", &[], Also::Reports),
    duty("3.1.8, 4.1.2, 5.4.7, 6.2.3", "obtain", &["D1", "Q"], Also::Nothing),
    duty("3.1.9, 6.3.1", "monitorings", &[], Also::Nothing),
    duty("3.1.10, 3.1.13, 5.4.3, 6.1.7, 6.2.7", "plan", &[], Also::Nothing),
    duty("3.1.12, 5.4.9", "secrets", &["Q1"], Also::Nothing),
    duty("4.1.4, 4.1.9, 6.2.5", "guidance", &[], Also::Nothing),
    duty("4.1.5, 6.3.7", "causes", &["R", "S", "A", "C", "W", "D"], Also::Nothing),
    duty("4.1.6, 6.3.2", "analysis", &[], Also::Nothing),
    duty("5.1, 5.7, 5.4.11", "signed", &[], Also::Nothing),
    duty("6.1.5", "appeals", &["W"], Also::Nothing),
    duty("6.3.3", "quality", &[], Also::Index),
    duty("6.3.5", "verify", &["D2", "D3"], Also::Nothing),
    duty("6.3.6", "officials", &["S1", "S2", "S4"], Also::Nothing),
    duty("3.1.2, 4.1.1, 4.1.3", "drafts", &[], Also::Nothing),
    duty(
        "3.1.11, 3.1.14, 4.1.7, 4.1.8, 4.1.10, 5.4.1, 5.4.2, 5.4.5, 5.4.6, 5.4.8, 5.4.10, 5.4.12, 5.4.13, 6.1.1, 6.1.8, \
         6.2.6, 6.2.8, 6.3.8",
        "outside",
        &[],
        Also::Nothing,
    ),
];

/// Duties that software does not carry out: shown so, never as done.
const NOT_COVERED: [&str; 2] = ["drafts", "outside"];

#[derive(Template)]
#[template(path = "charter.html", config = "src/portal/askama.toml")]
struct CharterPage {
    shell: Shell,
    period: String,
    picker: Option<Picker>,
    rows: Vec<Row>,
}

struct Row {
    clauses: &'static str,
    duty: String,
    does: String,
    is_covered: bool,
    figures: Vec<Figure>,
}

struct Figure {
    text: String,
    href: Option<String>,
    is_bad: bool,
}

pub async fn show(State(portal): State<Portal>, viewer: Viewer, Query(ask): Query<Ask>) -> Answer {
    let page = portal.read(&viewer, move |reader| load(reader, &ask)).await?;
    answer::page(&page)
}

fn load(reader: &Reader, ask: &Ask) -> Result<CharterPage> {
    let voice = reader.voice();
    let month = Month::find(reader, ask.period.as_deref())?;
    let title = voice.t("page-charter");
    let (shell, summaries) = match &month {
        Some(month) => (Shell::of_month(reader, Page::Charter, title, month)?, checks::summaries(reader, month)?),
        None => (Shell::plain(reader, Page::Charter, title)?, Vec::new()),
    };
    let known: HashMap<String, Summary> =
        summaries.into_iter().map(|summary| (summary.check_id.clone(), summary)).collect();
    let row = |duty: &Duty| -> Result<Row> {
        let mut shown = figures_of(reader, duty, &known, &shell);
        shown.extend(also(reader, duty.also, month.as_ref())?);
        Ok(Row {
            clauses: duty.clauses,
            duty: voice.of("duty", duty.key),
            does: voice.of("does", duty.key),
            is_covered: !NOT_COVERED.contains(&duty.key),
            figures: shown,
        })
    };
    Ok(CharterPage {
        period: month.as_ref().map_or_else(String::new, |month| voice.period(month.period)),
        picker: month.as_ref().map(|month| Picker::new(month, "/charter", voice)),
        rows: DUTIES.iter().map(row).collect::<Result<_>>()?,
        shell,
    })
}

/// How many units fail each of the duty's checks.
fn figures_of(reader: &Reader, duty: &Duty, known: &HashMap<String, Summary>, shell: &Shell) -> Vec<Figure> {
    let voice = reader.voice();
    let may_open = user::access(reader.viewer().role, Page::Checks).is_some();
    let serves = |id: &str| duty.checks.iter().any(|check| id == *check || (check.len() == 1 && id.starts_with(check)));
    let checks = reader.portal().library.checks().iter().filter(|check| serves(&check.id));
    let judged: Vec<&Summary> = checks.filter_map(|check| known.get(&check.id)).collect();
    let failing = judged.iter().filter(|summary| summary.fails > 0);
    let mut figures: Vec<Figure> = failing
        .map(|summary| Figure {
            text: voice
                .with("charter-fails", &[("check", &summary.check_id), ("count", &voice.integer(summary.fails))]),
            href: may_open.then(|| shell.to(&format!("/checks/{}", summary.check_id))),
            is_bad: true,
        })
        .collect();
    let quiet = judged.len() - figures.len();
    if quiet > 0 {
        let label = if figures.is_empty() { "charter-quiet" } else { "charter-others-quiet" };
        figures.push(Figure { text: voice.tv(label, quiet), href: None, is_bad: false });
    }
    figures
}

fn also(reader: &Reader, also: Also, month: Option<&Month>) -> Result<Option<Figure>> {
    let voice = reader.voice();
    Ok(match (also, month) {
        (Also::Index, Some(month)) => {
            let root = reader.viewer().scope.root(&reader.portal().reference).to_owned();
            let tiles = figures::of_score(reader, month, &root)?;
            let index = tiles.last().map(|tile| format!("{}: {} {}", tile.label, tile.value, tile.unit));
            index.map(|text| Figure { text: text.trim_end().to_owned(), href: None, is_bad: false })
        }
        (Also::Reports, _) => {
            let count = editions::all(reader, None, None)?.len();
            let text = voice.tv("charter-editions", count);
            Some(Figure { text, href: Some("/reports".into()), is_bad: false })
        }
        _ => None,
    })
}
