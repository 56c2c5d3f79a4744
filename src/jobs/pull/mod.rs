//! Pulling: all sources side by side, one failing source never stops another.

mod feed;
mod files;
pub mod health;
pub(in crate::jobs) mod key;
mod sink;

use std::path::PathBuf;

use self::health::RunOutcome;
use super::Environment;
use super::progress::Progress;
use crate::config::{Config, SourceKind, SourceSection};
use crate::domain::breaker::State;
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
    /// Started by the timer: sources that did not answer for long are passed by until their time comes.
    pub passes_by: bool,
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
    let (records, failure) = match passed_by(environment, &section.name, scope).await {
        Err(error) => (Vec::new(), Some(error)),
        Ok(Some(error)) => (Vec::new(), Some(error)),
        Ok(None) => {
            let (records, failure) = match settings(&environment.config, section) {
                Ok(settings) => match &settings.place {
                    Place::Http(place) => feed::pull(environment, &settings, place, key, scope, &step).await,
                    Place::Files(folder) => files::pull(environment, &settings, folder.clone(), key).await,
                },
                Err(error) => (Vec::new(), Some(error)),
            };
            let noted = note(environment, &section.name, &records, failure.as_ref()).await;
            (records, failure.or(noted.err()))
        }
    };
    let rows = Some(records.iter().map(|record| record.rows_seen).sum());
    let detail = if failure.is_some() { "incomplete".to_owned() } else { String::new() };
    environment.watch.tell(Progress::End { step, rows, seconds: started.elapsed().as_secs_f64(), detail });
    (records, failure)
}

/// Why a scheduled pull passes a source by, if it does.
async fn passed_by(environment: &Environment, source: &str, scope: &Scope) -> Result<Option<Error>> {
    if !scope.passes_by {
        return Ok(None);
    }
    let name = source.to_owned();
    let breaker = environment.store.call(move |store| health::breaker(store, &name)).await?;
    let State::Open(until) = breaker.state(environment.clock.now()) else { return Ok(None) };
    let until = environment.reference.zone.local(until).format("%Y-%m-%d %H:%M");
    let failures = breaker.failures;
    Ok(Some(
        Error::failed(format!("pulling source `{source}`: it did not answer {failures} times in a row"))
            .hint(format!("it is tried again after {until}; `qebul pull --source {source}` tries it now")),
    ))
}

async fn note(environment: &Environment, source: &str, records: &[LoadRecord], failure: Option<&Error>) -> Result<()> {
    let is_whole = |record: &LoadRecord| record.complete;
    let outcome = match failure {
        None if records.iter().all(is_whole) => RunOutcome::Complete,
        Some(_) if !records.iter().any(is_whole) => RunOutcome::Unreachable,
        _ => RunOutcome::Incomplete,
    };
    let (source, error, now) = (source.to_owned(), failure.map(Error::report), environment.clock.now());
    environment.store.call(move |store| health::note(store, &source, outcome, error.as_deref(), now)).await
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
pub fn settings(config: &Config, section: &SourceSection) -> Result<SourceSettings> {
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
