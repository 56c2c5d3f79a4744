//! The access log: who looked at what, took what along, changed what; and whether its chain is whole.

use askama::Template;
use axum::extract::{Query, State};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::findings::{chosen, filter_path};
use crate::domain::user::Page;
use crate::error::Result;
use crate::portal::access_log;
use crate::portal::answer::{self, Answer};
use crate::portal::paging::{self, Pages};
use crate::portal::reader::Reader;
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;

#[derive(Template)]
#[template(path = "access_log.html", config = "src/portal/askama.toml")]
struct AccessLogPage {
    shell: Shell,
    login: String,
    rows: Vec<Row>,
    pages: Pages,
    /// What verifying the chain found, when it was asked for.
    verified: Option<(bool, String)>,
}

struct Row {
    position: i64,
    at: String,
    login: String,
    address: String,
    action: String,
    object: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Ask {
    pub login: Option<String>,
    pub page: Option<i64>,
    /// Anything: walk the whole chain.
    pub verify: Option<String>,
}

#[derive(Deserialize)]
struct Line {
    position: i64,
    happened_at: DateTime<Utc>,
    login: String,
    address: String,
    action: String,
    object: String,
    total: i64,
}

pub async fn show(State(portal): State<Portal>, viewer: Viewer, Query(ask): Query<Ask>) -> Answer {
    let page = portal.read(&viewer, move |reader| load(reader, &ask)).await?;
    answer::page(&page)
}

fn load(reader: &Reader, ask: &Ask) -> Result<AccessLogPage> {
    let voice = reader.voice();
    let login = chosen(&ask.login);
    reader.set("login", login)?.set("row_limit", paging::ROWS)?.set("row_offset", paging::offset(ask.page))?;
    let lines: Vec<Line> = reader.rows(include_str!("../../../queries/portal/access_log.sql"))?;
    let total = lines.first().map_or(0, |line| line.total);
    let verified = match &ask.verify {
        None => None,
        Some(_) => {
            let found = access_log::verify(&reader.portal().store.session()?)?;
            Some(match found.broken_at {
                None => (true, voice.tv("log-whole", voice.integer(found.lines))),
                Some(position) => (false, voice.tv("log-broken", voice.integer(position))),
            })
        }
    };
    let path = filter_path("/users/log", &[("login", login)]);
    let row = |line: Line| Row {
        position: line.position,
        at: voice.moment(line.happened_at),
        login: line.login,
        address: line.address,
        action: voice.of("action", &line.action),
        object: line.object,
    };
    Ok(AccessLogPage {
        shell: Shell::plain(reader, Page::Users, voice.t("access-log"))?,
        login: login.unwrap_or_default().to_owned(),
        rows: lines.into_iter().map(row).collect(),
        pages: Pages::new(&path, ask.page, total, voice),
        verified,
    })
}
