//! Taking rejected rows again after a fix: first what would happen, then the button.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::findings::{chosen, filter_path};
use crate::domain::user::Page;
use crate::error::{Error, Result};
use crate::jobs::quarantine::{Filter, Replayed};
use crate::portal::access_log::{self, Action, Actor};
use crate::portal::answer::{self, Answer};
use crate::portal::forms::Posted;
use crate::portal::reader::Reader;
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;

#[derive(Template)]
#[template(path = "replay.html", config = "src/portal/askama.toml")]
struct ReplayPage {
    shell: Shell,
    source: String,
    reason: String,
    back: String,
    may_start: bool,
    taken: String,
    parts: Vec<Part>,
}

struct Part {
    source: String,
    entity: String,
    waiting: String,
    taken: String,
    held_back: String,
    still: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Ask {
    pub source: Option<String>,
    pub reason: Option<String>,
}

impl Ask {
    fn filter(&self) -> Filter {
        let owned = |text: &Option<String>| chosen(text).map(str::to_owned);
        Filter { source: owned(&self.source), entity: None, reason: owned(&self.reason) }
    }
}

/// Says what a replay would do; writes nothing.
pub async fn show(State(portal): State<Portal>, viewer: Viewer, Query(ask): Query<Ask>) -> Answer {
    let filter = ask.filter();
    let tried = filter.clone();
    let trial = portal
        .blocking(move |portal| portal.jobs.as_ref().map_or(Ok(Vec::new()), |jobs| jobs.try_replay(&tried)))
        .await?;
    let page = portal.read(&viewer, move |reader| load(reader, &filter, trial)).await?;
    answer::page(&page)
}

fn load(reader: &Reader, filter: &Filter, trial: Vec<Replayed>) -> Result<ReplayPage> {
    let voice = reader.voice();
    let count = |count: u64| voice.integer(i64::try_from(count).unwrap_or(i64::MAX));
    let taken: u64 = trial.iter().map(|part| part.taken).sum();
    let part = |part: Replayed| Part {
        entity: voice.of("entity", &part.entity),
        waiting: count(part.waiting),
        taken: count(part.taken),
        held_back: count(part.held_back),
        still: part
            .still
            .iter()
            .map(|(reason, rows)| format!("{} ({})", voice.of("rejected", reason), count(*rows)))
            .collect::<Vec<_>>()
            .join(", "),
        source: part.source,
    };
    let (source, reason) = (filter.source.as_deref(), filter.reason.as_deref());
    Ok(ReplayPage {
        shell: Shell::plain(reader, Page::Operations, voice.t("replay-title"))?,
        back: filter_path("/operations/quarantine", &[("source", source), ("reason", reason)]),
        source: source.unwrap_or_default().to_owned(),
        reason: reason.unwrap_or_default().to_owned(),
        may_start: reader.portal().jobs.is_some() && taken > 0,
        taken: count(taken),
        parts: trial.into_iter().map(part).collect(),
    })
}

/// Takes what is right now, in the name of who pressed the button.
pub async fn start(State(portal): State<Portal>, form: Posted<Ask>) -> Answer {
    let (viewer, filter) = (form.viewer, form.fields.filter());
    let back = filter_path("/operations/quarantine", &[("source", filter.source.as_deref())]);
    portal
        .blocking(move |portal| {
            let jobs = portal.jobs.as_ref().ok_or_else(|| Error::not_found("no jobs run in this process"))?;
            let actor = Actor::new(&viewer.login, viewer.address, portal.clock.now());
            let object = ["replay", filter.source.as_deref().unwrap_or("*"), filter.reason.as_deref().unwrap_or("*")];
            portal.store.write_state(|state| access_log::add(state, &actor, Action::JobStarted, &object.join("/")))?;
            jobs.replay(&filter, &viewer.login)
        })
        .await?;
    Ok(Redirect::to(&back).into_response())
}
