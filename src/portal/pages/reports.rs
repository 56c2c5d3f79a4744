//! The reports by period and kind, with their editions.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::findings::{Choice, choice, chosen};
use crate::domain::user::Page;
use crate::error::Result;
use crate::portal::answer::{self, Answer};
use crate::portal::paging::{self, Pages};
use crate::portal::reader::Reader;
use crate::portal::reads::editions::{self, Edition};
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;

#[derive(Template)]
#[template(path = "reports.html", config = "src/portal/askama.toml")]
struct ReportsPage {
    shell: Shell,
    kinds: Vec<Choice>,
    is_all: bool,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    /// Only where it differs from the row before.
    period: String,
    kind: String,
    unit: String,
    language: String,
    edition: String,
    status: String,
    is_draft: bool,
    as_of: String,
    length: String,
    href: String,
    pdf: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Ask {
    pub kind: Option<String>,
    pub page: Option<i64>,
}

pub async fn show(State(portal): State<Portal>, viewer: Viewer, Query(ask): Query<Ask>) -> Answer {
    let page = portal.read(&viewer, move |reader| load(reader, &ask)).await?;
    answer::page(&page)
}

fn load(reader: &Reader, ask: &Ask) -> Result<ReportsPage> {
    let voice = reader.voice();
    let kind = chosen(&ask.kind);
    let all = editions::all(reader, None, None)?;
    let mut kinds: Vec<&str> = all.iter().map(|edition| edition.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let kinds = kinds.into_iter().map(|value| choice(value, voice.of("report", value), kind)).collect();
    let found: Vec<Edition> = all.into_iter().filter(|edition| kind.is_none_or(|kind| edition.kind == kind)).collect();
    let total = i64::try_from(found.len()).unwrap_or(0);
    let first = usize::try_from(paging::offset(ask.page)).unwrap_or(0);
    let mut rows: Vec<Row> = Vec::new();
    let mut period = String::new();
    for edition in found.iter().skip(first).take(usize::try_from(paging::ROWS).unwrap_or(50)) {
        let mut row = row(reader, edition);
        if row.period == period {
            row.period.clear();
        } else {
            period.clone_from(&row.period);
        }
        rows.push(row);
    }
    let path = super::findings::filter_path("/reports", &[("kind", kind)]);
    Ok(ReportsPage {
        shell: Shell::plain(reader, Page::Reports, voice.t("page-reports"))?,
        kinds,
        is_all: kind.is_none(),
        rows,
        pages: Pages::new(&path, ask.page, total, voice),
    })
}

fn row(reader: &Reader, edition: &Edition) -> Row {
    let voice = reader.voice();
    Row {
        period: edition.period_title(voice),
        kind: voice.of("report", &edition.kind),
        unit: voice.unit(&edition.unit, &reader.portal().reference),
        language: edition.language.clone(),
        edition: edition.name(voice),
        status: voice.of("edition-status", &edition.status),
        is_draft: edition.status == "draft",
        as_of: voice.moment(edition.as_of),
        length: voice.tv("pages-count", edition.pages),
        href: edition.href(),
        pdf: format!("{}/report.pdf", edition.href()),
    }
}
