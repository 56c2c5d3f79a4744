//! Rows that could not be taken, with the reason; nothing is dropped.

use askama::Template;
use axum::extract::{Query, State};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::findings::{chosen, filter_path};
use crate::domain::user::{self, Page};
use crate::error::Result;
use crate::portal::access_log::Action;
use crate::portal::answer::{self, Answer, encode};
use crate::portal::paging::{self, Pages};
use crate::portal::reader::Reader;
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;

#[derive(Template)]
#[template(path = "quarantine.html", config = "src/portal/askama.toml")]
struct QuarantinePage {
    shell: Shell,
    total: String,
    counts: Vec<Count>,
    is_filtered: bool,
    /// The page that says what a replay would do, for who may start one.
    replay: Option<String>,
    rows: Vec<Row>,
    pages: Pages,
}

struct Count {
    source: String,
    reason: String,
    count: String,
    href: String,
    is_chosen: bool,
}

struct Row {
    source: String,
    entity: String,
    record: String,
    reason: String,
    field: String,
    detail: String,
    raw: String,
    seen: String,
    is_replayed: bool,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Ask {
    pub source: Option<String>,
    pub reason: Option<String>,
    pub page: Option<i64>,
}

#[derive(Deserialize)]
struct CountRow {
    source: String,
    reason: String,
    value: i64,
}

#[derive(Deserialize)]
struct Rejected {
    source: String,
    entity: String,
    record_id: Option<String>,
    field: Option<String>,
    reason: String,
    detail: String,
    raw: String,
    last_seen: DateTime<Utc>,
    replayed_load: Option<i64>,
    total: i64,
}

pub async fn show(State(portal): State<Portal>, viewer: Viewer, Query(ask): Query<Ask>) -> Answer {
    let page = portal.read(&viewer, move |reader| load(reader, &ask)).await?;
    answer::page(&page)
}

fn load(reader: &Reader, ask: &Ask) -> Result<QuarantinePage> {
    let voice = reader.voice();
    let (source, reason) = (chosen(&ask.source), chosen(&ask.reason));
    let counts: Vec<CountRow> = reader.rows(include_str!("../../../queries/portal/quarantine_counts.sql"))?;
    reader.set("source", source)?.set("reason", reason)?;
    reader.set("row_limit", paging::ROWS)?.set("row_offset", paging::offset(ask.page))?;
    let rows: Vec<Rejected> = reader.rows(include_str!("../../../queries/portal/quarantine.sql"))?;
    let total = rows.first().map_or(0, |row| row.total);
    super::violations::note(reader, "quarantine", Action::RecordsViewed)?;
    let path = filter_path("/operations/quarantine", &[("source", source), ("reason", reason)]);
    let count = |row: CountRow| Count {
        is_chosen: source == Some(&row.source) && reason.is_none_or(|reason| reason == row.reason),
        href: format!("/operations/quarantine?source={}&reason={}", encode(&row.source), encode(&row.reason)),
        reason: voice.of("rejected", &row.reason),
        count: voice.integer(row.value),
        source: row.source,
    };
    let counts_empty = counts.is_empty();
    Ok(QuarantinePage {
        shell: Shell::plain(reader, Page::Operations, voice.t("quarantine"))?,
        total: voice.integer(counts.iter().map(|count| count.value).sum()),
        counts: counts.into_iter().map(count).collect(),
        replay: (user::access(reader.viewer().role, Page::Operations).can_write() && !counts_empty)
            .then(|| filter_path("/operations/quarantine/replay", &[("source", source), ("reason", reason)])),
        is_filtered: source.is_some() || reason.is_some(),
        rows: rows.into_iter().map(|row| self::row(row, voice)).collect(),
        pages: Pages::new(&path, ask.page, total, voice),
    })
}

fn row(row: Rejected, voice: crate::portal::voice::Voice) -> Row {
    Row {
        source: row.source,
        entity: voice.of("entity", &row.entity),
        record: row.record_id.unwrap_or_default(),
        reason: voice.of("rejected", &row.reason),
        field: row.field.unwrap_or_default(),
        detail: row.detail,
        raw: row.raw,
        seen: voice.moment(row.last_seen),
        is_replayed: row.replayed_load.is_some(),
    }
}
