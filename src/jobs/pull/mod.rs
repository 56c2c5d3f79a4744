//! Pulling: all sources side by side, one failing source never stops another.

mod feed;
mod files;
mod key;
mod sink;

use std::path::PathBuf;

use super::Environment;
use super::progress::Progress;
use crate::config::{SourceKind, SourceSection};
use crate::error::{Doing, Error, Result};
use crate::source::{FilesSettings, HttpSettings, IdentityKey, Place, SourceSettings, Token};
use crate::store::LoadRecord;

/// What is pulled.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Only this source.
    pub source: Option<String>,
    /// Everything again, not only what changed.
    pub full: bool,
    /// Everything again where a source's counts and ours differ.
    pub reconcile: bool,
}

/// One walk over one entity of one source, or one file.
#[derive(Debug, Clone)]
pub struct Walk {
    pub source: String,
    pub entity: String,
    pub complete: bool,
    pub seen: u64,
    pub new: u64,
    pub changed: u64,
    pub deleted: u64,
    pub rejected: u64,
    pub seconds: f64,
}

/// What a pull did.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    pub walks: Vec<Walk>,
    /// A report for every source that is incomplete.
    pub failures: Vec<String>,
}

impl Summary {
    pub fn is_complete(&self) -> bool {
        self.failures.is_empty() && self.walks.iter().all(|walk| walk.complete)
    }

    /// Records seen.
    pub fn rows(&self) -> u64 {
        self.walks.iter().map(|walk| walk.seen).sum()
    }

    pub fn rows_of(&self, entity: &str) -> u64 {
        self.walks.iter().filter(|walk| walk.entity == entity).map(|walk| walk.seen).sum()
    }

    /// An error of the kind "done in part" when some source is incomplete.
    pub fn verdict(self) -> Result<()> {
        if self.is_complete() {
            return Ok(());
        }
        Err(Error::partial(format!("pulling: some source is incomplete\n{}", self.failures.join("\n")))
            .hint("see the sources named; the next pull goes on where this one stopped"))
    }
}

/// Pulls the sources of the scope, side by side.
pub async fn all(environment: &Environment, scope: Scope) -> Result<Summary> {
    let sections: Vec<&SourceSection> = environment
        .config
        .sources
        .iter()
        .filter(|section| scope.source.as_ref().is_none_or(|name| *name == section.name))
        .collect();
    if sections.is_empty() {
        let names: Vec<&str> = environment.config.sources.iter().map(|section| section.name.as_str()).collect();
        return Err(match &scope.source {
            Some(name) => Error::usage(format!("there is no source `{name}`")).hint(format!(
                "sources are {}",
                if names.is_empty() { "not configured".into() } else { names.join(", ") }
            )),
            None => Error::usage("pulling: no source is configured")
                .hint("add a `[[source]]` to qebul.toml, or try `qebul demo`"),
        });
    }
    let key = key::identity(environment)?;
    let mut tasks = tokio::task::JoinSet::new();
    for (position, section) in sections.into_iter().enumerate() {
        let (environment, section, key, scope) = (environment.clone(), section.clone(), key.clone(), scope.clone());
        tasks.spawn(async move { (position, one(&environment, &section, &key, &scope).await) });
    }
    let mut outcomes = Vec::new();
    while let Some(ended) = tasks.join_next().await {
        outcomes.push(ended.doing(|| "waiting for a source".into())?);
    }
    outcomes.sort_by_key(|(position, _)| *position);
    let mut summary = Summary::default();
    for (_, (records, failure)) in outcomes {
        summary.walks.extend(records.into_iter().map(walk));
        summary.failures.extend(failure.map(|error| error.report()));
    }
    Ok(summary)
}

/// One source: its loads, and the error that left it incomplete.
async fn one(
    environment: &Environment,
    section: &SourceSection,
    key: &IdentityKey,
    scope: &Scope,
) -> (Vec<LoadRecord>, Option<Error>) {
    let step = format!("pull {}", section.name);
    let _turn = environment.store.turn(&section.name).await;
    let started = std::time::Instant::now();
    environment.watch.tell(Progress::Begin { step: step.clone() });
    let (records, failure) = match settings(environment, section) {
        Ok(settings) => match &settings.place {
            Place::Http(place) => feed::pull(environment, &settings, place, key, scope, &step).await,
            Place::Files(folder) => files::pull(environment, &settings, folder.clone(), key).await,
        },
        Err(error) => (Vec::new(), Some(error)),
    };
    let rows = Some(records.iter().map(|record| record.rows_seen).sum());
    let detail = if failure.is_some() { "incomplete".to_owned() } else { String::new() };
    environment.watch.tell(Progress::End { step, rows, seconds: started.elapsed().as_secs_f64(), detail });
    (records, failure)
}

fn walk(record: LoadRecord) -> Walk {
    let seconds = record.ended_at.map_or(0.0, |ended| (ended - record.started_at).num_milliseconds() as f64 / 1000.0);
    Walk {
        source: record.source,
        entity: record.entity,
        complete: record.complete,
        seen: record.rows_seen,
        new: record.rows_new,
        changed: record.rows_changed,
        deleted: record.rows_deleted,
        rejected: record.rows_rejected,
        seconds,
    }
}

/// What the configuration says, ready for the source.
fn settings(environment: &Environment, section: &SourceSection) -> Result<SourceSettings> {
    let config = &environment.config;
    let resolve = |path: &PathBuf| config.resolve(path);
    let place = match section.kind {
        SourceKind::Http => Place::Http(HttpSettings {
            url: section.url.clone().unwrap_or_default(),
            token: section.token(&config.base)?.and_then(|token| Token::new(&token)),
            ca_file: section.ca_file.as_ref().map(resolve),
            client_cert: section.client_cert.as_ref().map(resolve),
            lag: section.lag.0,
            page: section.page,
            timeout: section.timeout.0,
            max_parallel: section.max_parallel,
        }),
        SourceKind::Files => Place::Files(FilesSettings {
            path: section.path.as_ref().map(resolve).unwrap_or_default(),
            adapter: section.adapter.clone(),
        }),
    };
    Ok(SourceSettings { name: section.name.clone(), place })
}
