//! One pull of one feed: entity by entity, page by page, into a sink.
//!
//! While a page is decoded the next one is fetched, and earlier ones are written: each step waits only for the one
//! before it. Nothing of half a page is taken; what was taken before a failure stays, with the cursor to go on from.

mod options;
mod state;
#[cfg(test)]
mod tests;

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use futures::{StreamExt, stream};
use tokio::task::JoinHandle;

use self::state::{Walk, join};
use super::committer::{Committer, Stopped};
use super::decode::page::Page;
use super::decode::{Decoder, Form, required_columns};
use super::http::{Failure, Feed, Meta, MetaEntity, Query};
use super::identity::IdentityKey;
use super::retry::Backoff;
use super::settings::HttpSettings;
use super::sink::{Claimed, End, LoadKind, Precision, Provided, Resume, Sink, Start};
use crate::domain::records::{Batch, Entity};
use crate::domain::reference::Reference;
use crate::error::{Doing, Error, Result};

pub use self::options::{EntityOutcome, Limits, Progress, PullOptions, SourceOutcome, Tell};

/// Pulls all entities of one feed, up to `max_parallel` side by side, each into a sink of its own; a failing entity does
/// not stop the others.
///
/// An error means that a sink failed; what the source did wrong is in the outcome.
pub async fn pull_feed(
    source: &str,
    settings: &HttpSettings,
    reference: &Reference,
    key: &IdentityKey,
    sinks: &Sinks<'_>,
    options: &PullOptions,
) -> Result<SourceOutcome> {
    let mut outcome = SourceOutcome { source: source.into(), entities: Vec::new(), warnings: Vec::new(), error: None };
    let now = options.clock.now();
    let feed = match Feed::new(source, settings, options.clock.clone(), options.limits.body) {
        Ok(feed) => feed,
        Err(error) => {
            outcome.error = Some(error);
            return Ok(outcome);
        }
    };
    let shared = Shared {
        source,
        settings,
        options,
        feed,
        backoff: Mutex::new(Backoff::new(options.retry, seed(source, now))),
        decoder: Decoder::new(source, reference, key, Form::Feed),
        now,
        fatal: Mutex::new(None),
    };
    shared.all(sinks, &mut outcome).await?;
    Ok(outcome)
}

/// Makes a sink for each entity.
pub type Sinks<'s> = dyn Fn() -> Box<dyn Sink> + Sync + 's;

/// Different sources and runs wait for different times; the same run waits the same.
fn seed(source: &str, now: DateTime<Utc>) -> u64 {
    source.bytes().fold(now.timestamp().unsigned_abs(), |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)))
}

/// What the walks over the entities of one source have in common.
struct Shared<'p> {
    source: &'p str,
    settings: &'p HttpSettings,
    options: &'p PullOptions,
    feed: Feed,
    /// One budget of retries for the whole source.
    backoff: Mutex<Backoff>,
    decoder: Decoder,
    now: DateTime<Utc>,
    /// What ended one walk and would end every other one alike.
    fatal: Mutex<Option<Error>>,
}

/// The walk over one entity.
struct Pull<'p> {
    shared: &'p Shared<'p>,
    committer: &'p Committer,
    /// Away while a page is being decoded.
    decoder: Option<Decoder>,
    warnings: Vec<String>,
}

impl<'p> std::ops::Deref for Pull<'p> {
    type Target = Shared<'p>;

    fn deref(&self) -> &Shared<'p> {
        self.shared
    }
}

/// Why a walk stops: the source, or the sink.
enum Stop {
    Source(Failure),
    Sink,
}

impl From<Stopped> for Stop {
    fn from(_: Stopped) -> Self {
        Stop::Sink
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Stop::Source(failure)
    }
}

impl Shared<'_> {
    async fn all(&self, sinks: &Sinks<'_>, outcome: &mut SourceOutcome) -> Result<()> {
        let meta = match self.meta().await {
            Ok(meta) => meta,
            // Without `/v1/meta` nothing can be reconciled, but what there is can be pulled.
            Err(Failure::Absent(error) | Failure::Entity(error)) => {
                outcome.warnings.push(one_line(&error));
                None
            }
            Err(failure) => {
                outcome.error = Some(failure.into_error());
                return Ok(());
            }
        };
        if let Some(meta) = &meta {
            if let Some(error) = self.wrong_contract(meta) {
                outcome.error = Some(error);
                return Ok(());
            }
            if meta.source.as_deref().is_some_and(|name| name != self.source) {
                let name = meta.source.as_deref().unwrap_or_default();
                outcome.warnings.push(format!("the feed of source `{}` calls itself `{name}`", self.source));
            }
        }
        let told = |entity: &Entity| match &meta {
            // What the source does not name it does not serve.
            Some(meta) if !meta.entities.is_empty() => meta.entities.get(entity.as_str()).cloned(),
            _ => Some(MetaEntity::default()),
        };
        let walks: Vec<_> =
            self.options.entities.iter().filter_map(|entity| Some((*entity, told(entity)?))).enumerate().collect();
        let walks = walks
            .into_iter()
            .map(|(place, (entity, told))| async move { (place, self.entity(entity, &told, sinks).await) });
        let mut walked: Vec<_> =
            stream::iter(walks).buffer_unordered(self.settings.max_parallel.max(1)).collect().await;
        walked.sort_by_key(|(place, _)| *place);
        for (_, walked) in walked {
            let (entity, warnings) = walked?;
            outcome.entities.extend(entity);
            outcome.warnings.extend(warnings);
        }
        outcome.error = self.fatal.lock().unwrap_or_else(PoisonError::into_inner).take();
        Ok(())
    }

    /// Walks one entity into a sink of its own; none when another walk has shown that it would be in vain.
    async fn entity(
        &self,
        entity: Entity,
        told: &MetaEntity,
        sinks: &Sinks<'_>,
    ) -> Result<(Option<EntityOutcome>, Vec<String>)> {
        if self.fatal.lock().unwrap_or_else(PoisonError::into_inner).is_some() {
            return Ok((None, Vec::new()));
        }
        let act = || format!("writing what source `{}` served", self.source);
        let committer = Committer::start(sinks());
        let decoder = Some(self.decoder.clone());
        let mut pull = Pull { shared: self, committer: &committer, decoder, warnings: Vec::new() };
        let walked = pull.entity(entity, told).await;
        let warnings = std::mem::take(&mut pull.warnings);
        committer.finish().await.doing(act)?;
        match walked {
            Ok((walked, fatal)) => {
                if let Some(fatal) = fatal {
                    self.fatal.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fatal);
                }
                Ok((Some(walked), warnings))
            }
            Err(Stopped) => Err(Error::failed(act())),
        }
    }

    async fn meta(&self) -> Result<Option<Meta>, Failure> {
        let mut tried = 0;
        loop {
            match self.feed.meta().await {
                Ok(meta) => return Ok(Some(meta)),
                Err(again @ Failure::Again { .. }) => self.wait(&mut tried, again).await?,
                Err(failure) => return Err(failure),
            }
        }
    }

    fn wrong_contract(&self, meta: &Meta) -> Option<Error> {
        let version = meta.contract.as_deref()?;
        let is_known = version.split('.').next() == Some("1");
        (!is_known).then(|| {
            Error::failed(format!(
                "pulling source `{}`: it serves contract `{version}`, this server reads `1`",
                self.source
            ))
            .hint("ask the source's IT staff for an address that serves contract 1")
        })
    }

    /// Waits before the next try, or gives up with the failure.
    async fn wait(&self, tried: &mut u32, failure: Failure) -> Result<(), Failure> {
        let Failure::Again { error, after, .. } = &failure else { return Err(failure) };
        let delay = self.backoff.lock().unwrap_or_else(PoisonError::into_inner).delay(*tried, *after);
        let Some(delay) = delay else { return Err(failure) };
        *tried += 1;
        tracing::warn!(source = self.source, seconds = delay.as_secs_f64(), "trying again: {}", one_line(error));
        tokio::select! {
            () = tokio::time::sleep(delay) => Ok(()),
            () = self.options.cancel.cancelled() => Err(failure),
        }
    }

    fn updated_since(&self, watermark: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        let lag = TimeDelta::from_std(self.settings.lag).unwrap_or(TimeDelta::zero());
        watermark.map(|watermark| watermark.checked_sub_signed(lag).unwrap_or(watermark))
    }
}

impl Pull<'_> {
    /// Pulls one entity; gives back the error that ends the whole source.
    async fn entity(&mut self, entity: Entity, told: &MetaEntity) -> Result<(EntityOutcome, Option<Error>), Stopped> {
        self.committer.provided(entity, provided(entity, told.columns.as_deref())).await?;
        let resume = self.committer.resume(entity).await?;
        let (kind, resume) = match self.options.is_full {
            true => (LoadKind::Full, Resume { watermark: None, ..resume }),
            false => (LoadKind::Pull, resume),
        };
        let mut walk = Walk::new(entity, kind, told.count, self.updated_since(resume.watermark));
        walk.carry_on(resume.open, self.now);
        let (mut walked, mut fatal) = self.load(walk, told).await?;
        let is_off = |walked: &EntityOutcome| {
            walked.error.is_none() && walked.counts.is_some_and(|(claimed, held)| claimed != held)
        };
        if self.options.is_reconciling && is_off(&walked) && kind == LoadKind::Pull {
            // The counts may lag, so they are asked once more with the records.
            let fresh = self.meta().await.ok().flatten().and_then(|mut meta| meta.entities.remove(entity.as_str()));
            let told = fresh.unwrap_or_else(|| told.clone());
            (walked, fatal) = self.load(Walk::new(entity, LoadKind::Reconcile, told.count, None), &told).await?;
            if is_off(&walked) {
                let (claimed, held) = walked.counts.unwrap_or_default();
                let warning = format!(
                    "`{entity}` of source `{}` does not reconcile: it claims {claimed} records, {held} are accounted for",
                    self.source
                );
                self.warnings.push(warning);
            }
        }
        Ok((walked, fatal))
    }

    /// Walks once, within one load record.
    async fn load(&mut self, mut walk: Walk, told: &MetaEntity) -> Result<(EntityOutcome, Option<Error>), Stopped> {
        let start = Start {
            source: self.source.into(),
            entity: walk.entity,
            kind: walk.kind,
            started_at: self.now,
            updated_since: walk.updated_since,
            watermark: walk.watermark,
            object: None,
        };
        self.committer.open(start).await?;
        let stop = match self.pages(&mut walk).await {
            Ok(()) => None,
            Err(Stop::Sink) => return Err(Stopped),
            Err(Stop::Source(failure)) => Some(failure),
        };
        let mut counts = None;
        if let (None, Some(count)) = (&stop, told.count) {
            let max_updated_at = told.max_updated_at.as_deref().and_then(|at| at.parse().ok());
            let claim = Claimed { entity: walk.entity, count, max_updated_at, asked_at: self.now };
            counts = Some((count, self.committer.claimed(claim).await?));
        }
        let is_final = matches!(stop, Some(Failure::Final(_) | Failure::Again { is_down: true, .. }));
        let error = stop.map(Failure::into_error);
        let end =
            End { complete: error.is_none(), ended_at: self.options.clock.now(), error: error.as_ref().map(one_line) };
        let committed = self.committer.end(end).await?;
        let fatal = match &error {
            Some(error) if is_final => Some(same(error)),
            _ => None,
        };
        let Walk { entity, kind, pages, items, rejected, bytes, .. } = walk;
        Ok((EntityOutcome { entity, kind, pages, items, rejected, bytes, committed, counts, error }, fatal))
    }

    /// Fetches, decodes and hands over page by page; whole pages are handed over even when a later one fails.
    async fn pages(&mut self, walk: &mut Walk) -> Result<(), Stop> {
        let mut decoding = None;
        let walked = self.fetch_all(walk, &mut decoding).await;
        self.gather(walk, decoding.take()).await?;
        if let Some(batch) = walk.gathered.take() {
            self.committer.commit(batch).await?;
        }
        walked
    }

    async fn fetch_all(&mut self, walk: &mut Walk, decoding: &mut Option<Decoding>) -> Result<(), Stop> {
        loop {
            let page = self.fetch(walk).await?;
            walk.check(&page, &self.options.limits).map_err(|what| self.endless(walk.entity, &what))?;
            self.gather(walk, decoding.take()).await?;
            self.tell(walk);
            let is_last = page.next_cursor.is_none();
            walk.cursor.clone_from(&page.next_cursor);
            *decoding = Some(self.decode(walk.entity, page));
            if is_last {
                return Ok(());
            }
        }
    }

    /// Fetches the next page, as patiently as the policy has it.
    async fn fetch(&mut self, walk: &mut Walk) -> Result<Page, Failure> {
        let mut tried = 0;
        loop {
            let limit = (self.settings.page >> walk.halvings).clamp(1, HttpSettings::MAX_PAGE);
            let Walk { entity, updated_since, .. } = *walk;
            let query = Query { entity, updated_since, cursor: walk.cursor.as_deref(), limit };
            let answer = tokio::select! {
                answer = self.feed.page(query) => answer,
                () = self.options.cancel.cancelled() => Err(Failure::Final(self.cancelled(entity))),
            };
            match answer {
                Ok(page) => return Ok(page),
                Err(again @ Failure::Again { .. }) => self.wait(&mut tried, again).await?,
                // Records may be large: fewer of them at once may fit.
                Err(Failure::TooLarge(_)) if limit > 1 => walk.halvings += 1,
                Err(Failure::Expired(error)) => walk.restart(error)?,
                Err(failure) => return Err(failure),
            }
        }
    }

    /// Decodes on another thread, while the next page is fetched.
    fn decode(&mut self, entity: Entity, page: Page) -> Decoding {
        let decoder = self.decoder.take();
        tokio::task::spawn_blocking(move || {
            let mut decoder = decoder?;
            let mut batch = decoder.decode(entity, page.items());
            batch.bytes = page.text.len() as u64;
            batch.drift.extend(page.drift);
            batch.next_cursor = page.next_cursor;
            Some((decoder, batch))
        })
    }

    /// Takes a decoded page, and hands over what was gathered when it is enough.
    async fn gather(&mut self, walk: &mut Walk, decoding: Option<Decoding>) -> Result<(), Stop> {
        let Some(decoding) = decoding else { return Ok(()) };
        let Ok(Some((decoder, mut batch))) = decoding.await else {
            let error = Error::failed(format!("decoding `{}` of source `{}`", walk.entity, self.source));
            return Err(Stop::Source(Failure::Final(error.hint("this is a fault of the server: report it"))));
        };
        self.decoder = Some(decoder);
        // A time in the future would hide everything that comes until then.
        batch.watermark = batch.watermark.map(|at| at.min(self.now));
        walk.count(&batch);
        let limits = &self.options.limits;
        let gathered = match walk.gathered.take() {
            None => batch,
            Some(before) => join(before, batch),
        };
        let rows = gathered.records.len() + gathered.rejected.len();
        if rows >= limits.batch_records || gathered.bytes >= limits.batch_bytes {
            self.committer.commit(gathered).await?;
        } else {
            walk.gathered = Some(gathered);
        }
        Ok(())
    }

    fn tell(&self, walk: &Walk) {
        if let Some(progress) = &self.options.progress {
            let &Walk { entity, pages, items, bytes, claimed, .. } = walk;
            progress(&Progress { source: self.source.into(), entity, pages, items, bytes, claimed });
        }
    }

    fn endless(&self, entity: Entity, what: &str) -> Failure {
        let error = Error::failed(format!("pulling `{entity}` of source `{}`: {what}", self.source));
        Failure::Entity(error.hint("the source's paging does not end: its IT staff must correct `next_cursor`"))
    }

    fn cancelled(&self, entity: Entity) -> Error {
        Error::failed(format!("pulling `{entity}` of source `{}`: stopped on request", self.source))
    }
}

type Decoding = JoinHandle<Option<(Decoder, Batch)>>;

/// The columns that a source fills by its own word and by the contract; none when it gives no word.
fn provided(entity: Entity, declared: Option<&[String]>) -> Vec<Provided> {
    let Some(declared) = declared else { return Vec::new() };
    let mut names: Vec<&str> = required_columns(entity).to_vec();
    names.extend(declared.iter().map(String::as_str));
    if names.iter().any(|name| matches!(*name, "fin" | "citizen_key")) {
        names.push("citizen");
    }
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| Provided { column: name.into(), precision: Precision::Instant }).collect()
}

/// The error with its causes in one line, for the load record and the log.
fn one_line(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

/// The same error once more, for the source as a whole.
fn same(error: &Error) -> Error {
    let copy = Error::failed(one_line(error));
    match error.remedy() {
        Some(hint) => copy.hint(hint),
        None => copy,
    }
}
