//! The overview: the month at a glance, whom it concerns, how far the data can be trusted, what asks for attention.

use askama::Template;
use axum::extract::{Query, State};

use super::picker::Picker;
use crate::domain::finding::Severity;
use crate::domain::user::{self, Page};
use crate::error::Result;
use crate::portal::answer::{self, Answer};
use crate::portal::reader::Reader;
use crate::portal::reads::figures::{self, First, Move, Tile};
use crate::portal::reads::month::{Ask, Month};
use crate::portal::reads::{checks, editions, scores, sources};
use crate::portal::scope::{Scope, Viewer};
use crate::portal::shell::Shell;
use crate::portal::state::Portal;

/// So many matters fit beside the table.
const MATTERS: usize = 5;
/// Units named under a matter.
const NAMED: usize = 2;

#[derive(Template)]
#[template(path = "overview.html", config = "src/portal/askama.toml")]
struct Overview {
    shell: Shell,
    heading: String,
    lead: Vec<String>,
    report: Option<(String, String)>,
    picker: Picker,
    tiles: Vec<Tile>,
    warning: Vec<Piece>,
    sees_sources: bool,
    is_whole: bool,
    rows: Vec<Row>,
    matters: Vec<Matter>,
    worse: Vec<Vec<Piece>>,
}

/// A run of text, bold or not.
struct Piece {
    text: String,
    bold: bool,
}

struct Row {
    place: String,
    href: Option<String>,
    name: String,
    aside: String,
    index: String,
    interval: String,
    change: Option<Move>,
    findings: String,
}

struct Matter {
    severity: &'static str,
    severity_word: String,
    title: String,
    href: Option<String>,
    line: String,
}

#[derive(Template)]
#[template(path = "empty.html", config = "src/portal/askama.toml")]
struct Empty {
    shell: Shell,
    sees_operations: bool,
}

pub async fn show(State(portal): State<Portal>, viewer: Viewer, Query(ask): Query<Ask>) -> Answer {
    let page = portal.read(&viewer, move |reader| load(reader, &ask)).await?;
    match page {
        Some(page) => answer::page(&page),
        None => empty(&portal, &viewer, Page::Overview).await,
    }
}

/// The page of a portal that has judged nothing yet.
pub async fn empty(portal: &Portal, viewer: &Viewer, page: Page) -> Answer {
    let sees_operations = user::access(viewer.role, Page::Operations).is_some();
    let shell = portal.read(viewer, move |reader| Shell::plain(reader, page, reader.voice().t("empty-title"))).await?;
    answer::page(&Empty { shell, sees_operations })
}

fn load(reader: &Reader, ask: &Ask) -> Result<Option<Overview>> {
    let Some(month) = Month::find(reader, ask.period.as_deref())? else { return Ok(None) };
    let voice = reader.voice();
    let reference = &reader.portal().reference;
    let root = reader.viewer().scope.root(reference).to_owned();
    let is_whole = reader.viewer().scope == Scope::All;

    let first = if is_whole { figures::first_page(reader, &month)? } else { None };
    let mut tiles = match &first {
        Some(first) => figures::of_report(first, &month, reader),
        None => figures::of_score(reader, &month, &root)?,
    };
    let coverage = sources::coverage(reader, &month)?;
    let summaries = checks::summaries(reader, &month)?;
    let mut lead = Vec::new();
    if let Some(as_of) = month.as_of {
        lead.push(voice.tv("as-of", voice.moment(as_of)));
    }
    lead.push(coverage_line(&coverage, voice));
    let mut heading = voice.period(month.period);
    if !is_whole {
        lead.insert(0, std::mem::replace(&mut heading, voice.unit(&root, reference)));
    }
    let shell = Shell::of_month(reader, Page::Overview, heading.clone(), &month)?;
    figures::link(&mut tiles, reader, &shell, None);
    Ok(Some(Overview {
        heading,
        lead,
        report: report(reader, &month)?,
        picker: Picker::new(&month, "/", voice),
        tiles,
        warning: warning(reader, first.as_ref(), &coverage, &summaries),
        sees_sources: user::access(reader.viewer().role, Page::Operations).is_some(),
        is_whole,
        rows: rows(reader, &month, &root, &shell)?,
        matters: matters(reader, &summaries, &root, &shell),
        worse: worse(first.as_ref(), voice.language),
        shell,
    }))
}

fn coverage_line(coverage: &sources::Coverage, voice: crate::portal::voice::Voice) -> String {
    let whole = i64::try_from(coverage.whole).unwrap_or(0);
    let counted = if voice.is_az() { crate::domain::language::az::possessive(whole) } else { whole.to_string() };
    voice.with("sources-whole", &[("expected", &coverage.expected.to_string()), ("whole", &counted)])
}

/// The newest edition of the month's report: its name and address.
fn report(reader: &Reader, month: &Month) -> Result<Option<(String, String)>> {
    let voice = reader.voice();
    let found = editions::all(reader, Some("monthly"), Some(&month.period.to_string()))?;
    let best = found.iter().max_by_key(|edition| (edition.language == voice.language.as_str(), edition.edition));
    Ok(best.map(|edition| (voice.tv("monthly-report", edition.name(voice)), edition.href())))
}

/// What is known against the data: page 1's own words where it speaks the reader's language.
fn warning(
    reader: &Reader,
    first: Option<&First>,
    coverage: &sources::Coverage,
    summaries: &[checks::Summary],
) -> Vec<Piece> {
    let voice = reader.voice();
    if let Some(first) = first.filter(|first| first.language == voice.language) {
        return first.page.warnings.0.iter().map(|run| Piece { text: run.text.clone(), bold: run.bold }).collect();
    }
    let reference = &reader.portal().reference;
    let mut sentences = Vec::new();
    if !coverage.late.is_empty() {
        sentences.push(voice.tv("warning-late", coverage.late.join(", ")));
    }
    if let Some(reports) = summaries.iter().find(|summary| summary.check_id == "D1" && summary.fails > 0) {
        let names: Vec<String> = reports.worst.iter().flatten().map(|unit| voice.unit(unit, reference)).collect();
        let fails = voice.integer(reports.fails);
        sentences.push(voice.with("warning-reports", &[("count", &fails), ("names", &voice.names(&names))]));
    }
    sentences.into_iter().map(|text| Piece { text: format!("{text} "), bold: false }).collect()
}

/// What got worse, in the report's own words.
fn worse(first: Option<&First>, language: crate::domain::language::Language) -> Vec<Vec<Piece>> {
    let Some(first) = first.filter(|first| first.language == language) else { return Vec::new() };
    let pieces = |run: &crate::domain::report::Run| Piece { text: run.text.clone(), bold: run.bold };
    first.page.worse.items.iter().map(|item| item.text.0.iter().map(pieces).collect()).collect()
}

/// The units right under the root by index, those that are only compared last.
fn rows(reader: &Reader, month: &Month, root: &str, shell: &Shell) -> Result<Vec<Row>> {
    let voice = reader.voice();
    let reference = &reader.portal().reference;
    let scores = scores::all(reader, month)?;
    let states = super::units::states(reader, month)?;
    let sees_units = user::access(reader.viewer().role, Page::Units).is_some();
    let mut children = reference.units.children(root);
    if children.is_empty() {
        children.extend(reference.units.get(root));
    }
    super::units::by_rank(&mut children, &scores);
    let row = |unit: &&crate::domain::unit::Unit| {
        let score = scores.get(&unit.code);
        let index = score.and_then(|score| score.index_value);
        let subtree = reference.units.subtree(&unit.code);
        let fails: i64 = subtree.iter().filter_map(|below| Some(states.get(&below.code)?.fails)).sum();
        Row {
            place: score.map_or_else(String::new, super::units::place),
            href: sees_units.then(|| shell.to(&format!("/units/{}", unit.code))),
            name: voice.name(unit).to_owned(),
            aside: if unit.kind == crate::domain::unit::UnitKind::Apparatus {
                voice.t("for-comparison")
            } else {
                String::new()
            },
            index: index.map_or_else(|| "–".into(), |index| voice.decimal(index, 1)),
            interval: score.map_or_else(String::new, |score| figures::interval(score.low, score.high, voice)),
            change: score.and_then(|score| Move::of_index(score.change, score.verdict.as_deref(), voice)),
            findings: voice.integer(fails),
        }
    };
    Ok(children.iter().map(row).collect())
}

/// Checks that units fail: severe ones first, then by how many violations stand behind them.
fn matters(reader: &Reader, summaries: &[checks::Summary], root: &str, shell: &Shell) -> Vec<Matter> {
    let voice = reader.voice();
    let reference = &reader.portal().reference;
    let sees_findings = user::access(reader.viewer().role, Page::Findings).is_some();
    let is_alone = reference.units.children(root).is_empty();
    let mut failing: Vec<&checks::Summary> = summaries.iter().filter(|summary| summary.fails > 0).collect();
    failing.sort_by_key(|summary| {
        (
            std::cmp::Reverse((checks::severity(reader, &summary.check_id), summary.failing_violations)),
            summary.check_id.clone(),
        )
    });
    let matter = |summary: &&checks::Summary| {
        let severity: Severity = checks::severity(reader, &summary.check_id);
        let worst: Vec<String> =
            summary.worst.iter().flatten().take(NAMED).map(|unit| voice.unit(unit, reference)).collect();
        let more = summary.fails - i64::try_from(worst.len()).unwrap_or(0);
        let mut line = voice.names(&worst);
        if more > 0 {
            line = voice.with("and-more-units", &[("names", &line), ("count", &voice.integer(more))]);
        }
        let mut path = format!("/findings?check={}", summary.check_id);
        if is_alone {
            // To the unit itself: what is to be done, and the rows.
            path = format!("/units/{root}/checks/{}", summary.check_id);
            line = checks::known(reader, &summary.check_id)
                .map_or(line, |check| check.proposal.get(voice.language).to_owned());
        }
        let count = voice.integer(summary.failing_violations);
        Matter {
            severity: severity.as_str(),
            severity_word: voice.of("severity", severity.as_str()),
            title: format!("{} · {}: {count}", summary.check_id, checks::title(reader, &summary.check_id)),
            href: sees_findings.then(|| shell.to(&path)),
            line,
        }
    };
    failing.iter().take(MATTERS).map(matter).collect()
}
