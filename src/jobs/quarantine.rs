//! Rows in quarantine: what waits, and taking again what a fix made right.
//!
//! A replay decodes the kept text with the present contract, units and topics. What is right now goes through the same
//! merge as a pull, in a load of kind `replay`; what is held newer, tombstones included, stays. The merge and the mark on
//! the rows are safe to repeat: a crash in between is mended by the next replay.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Environment;
use super::ledger::{self, Opening, Outcome};
use super::pull;
use crate::domain::records::{Batch, Entity, Record};
use crate::error::{Doing, Error, Result};
use crate::source::decode::Form;
use crate::source::{Decoder, IdentityKey};
use crate::store::{NewLoad, Settled, Store, Waiting, WaitingGroup};

/// Which rows are meant; none for all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    pub source: Option<String>,
    pub entity: Option<Entity>,
    pub reason: Option<String>,
}

/// What a replay did, or would do, with the rows of one source's entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Replayed {
    pub source: String,
    pub entity: String,
    /// Rows that were looked at.
    pub waiting: u64,
    /// Rows that left the quarantine: their record is in the lake, or a newer version of it.
    pub taken: u64,
    /// Rows that are right but must wait, because a newer version of the record is still wrong.
    pub held_back: u64,
    /// Rows that are still wrong, by their present reason.
    pub still: BTreeMap<String, u64>,
    /// The load that took rows; none when nothing was taken, or only tried.
    pub load_id: Option<i64>,
}

impl Filter {
    /// In short, for the ledger.
    fn name(&self) -> String {
        let parts = [self.source.clone(), self.entity.map(|entity| entity.to_string()), self.reason.clone()];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { "*".into() } else { parts.join("/") }
    }

    fn means(&self, row: &Waiting) -> bool {
        self.reason.as_ref().is_none_or(|reason| *reason == row.reason)
    }
}

/// What waits, by source, entity and reason.
pub fn groups(store: &Store, filter: &Filter) -> Result<Vec<WaitingGroup>> {
    store.waiting_groups(filter.source.as_deref(), filter.entity, filter.reason.as_deref())
}

/// The rows that wait.
pub fn rows(store: &Store, filter: &Filter) -> Result<Vec<Waiting>> {
    let rows = store.waiting(filter.source.as_deref(), filter.entity)?;
    Ok(rows.into_iter().filter(|row| filter.means(row)).collect())
}

/// What a replay would do; writes nothing.
pub async fn try_replay(environment: &Environment, filter: &Filter) -> Result<Vec<Replayed>> {
    each(environment, filter, true).await
}

/// Takes the rows that are right now, with a line in the ledger.
pub async fn replay(environment: &Environment, filter: &Filter, fired_by: &str) -> Result<Vec<Replayed>> {
    let at = environment.clock.now();
    let (job, fired_by) = ("replay".to_owned(), fired_by.to_owned());
    let opening = Opening { job, work_key: filter.name(), due_at: at, fired_by, at };
    let store = environment.store.clone();
    let run_id = store.call(move |store| ledger::open(store, &opening)).await?;
    let result = each(environment, filter, false).await;
    let (outcome, text) = match &result {
        Ok(_) => (Outcome::Done, None),
        Err(error) => (Outcome::Failed, Some(error.report())),
    };
    let at = environment.clock.now();
    store.call(move |store| ledger::close(store, run_id, at, outcome, text.as_deref())).await?;
    result
}

async fn each(environment: &Environment, filter: &Filter, is_trial: bool) -> Result<Vec<Replayed>> {
    let known = environment.reference.units.sources();
    if let Some(source) = filter.source.as_deref().filter(|source| !known.contains(source)) {
        let waits = environment.store.waiting_groups(Some(source), None, None)?;
        if waits.is_empty() {
            return Err(Error::usage(format!("replaying the quarantine: there is no source `{source}`"))
                .hint(format!("sources are {}", known.join(", "))));
        }
    }
    let mut parts: Vec<(String, Entity)> = Vec::new();
    for group in groups(&environment.store, filter)? {
        let part = (group.source, group.entity.parse()?);
        if parts.last() != Some(&part) {
            parts.push(part);
        }
    }
    let key = pull::key::identity(environment)?;
    let mut done = Vec::new();
    for (source, entity) in parts {
        // A pull of the source at the same time would not see these rows, nor these its.
        let _turn = environment.store.turn(&source).await;
        let (work_environment, filter, key) = (environment.clone(), filter.clone(), key.clone());
        let replayed = environment.store.call(move |store| {
            let part = Part { environment: &work_environment, store, source: &source, entity };
            part.replay(&filter, &key, is_trial)
        });
        done.push(replayed.await?);
    }
    Ok(done)
}

/// The waiting rows of one source's entity.
struct Part<'a> {
    environment: &'a Environment,
    store: &'a Store,
    source: &'a str,
    entity: Entity,
}

/// One waiting row, decoded again.
struct Version {
    row: Waiting,
    record: Option<Record>,
    /// When the unit changed the record, where that can be read.
    updated_at: Option<DateTime<Utc>>,
    /// Why it is still wrong: field, reason, detail.
    wrong: Option<(Option<String>, String, String)>,
}

impl Version {
    /// Whether this version may be newer than the other; where a time cannot be read, the load decides.
    fn may_follow(&self, other: &Version) -> bool {
        match (self.updated_at, other.updated_at) {
            (Some(own), Some(others)) => own > others,
            _ => self.row.load_id > other.row.load_id,
        }
    }
}

impl Part<'_> {
    fn replay(&self, filter: &Filter, key: &IdentityKey, is_trial: bool) -> Result<Replayed> {
        let mut records: BTreeMap<String, Vec<Version>> = BTreeMap::new();
        let mut columns = Batch::new(self.entity).seen_columns;
        for row in self.store.waiting(Some(self.source), Some(self.entity))? {
            let version = self.decode(row, key, &mut columns);
            let id = match (&version.record, &version.row.record_id) {
                (Some(record), _) => format!("id {}", record.head().id),
                (None, Some(id)) => format!("id {id}"),
                (None, None) => format!("row {}", version.row.raw_hash),
            };
            records.entry(id).or_default().push(version);
        }
        let mut replayed = Replayed {
            source: self.source.into(),
            entity: self.entity.to_string(),
            waiting: 0,
            taken: 0,
            held_back: 0,
            still: BTreeMap::new(),
            load_id: None,
        };
        let mut batch = Batch { seen_columns: columns, ..Batch::new(self.entity) };
        let mut settled = Vec::new();
        for versions in records.into_values().filter(|all| all.iter().any(|version| filter.means(&version.row))) {
            judge(versions, &mut replayed, &mut batch, &mut settled);
        }
        if is_trial {
            return Ok(replayed);
        }
        if !batch.records.is_empty() {
            replayed.load_id = Some(self.take(batch)?);
        }
        self.store.settle(self.source, self.entity, replayed.load_id, &settled)?;
        Ok(replayed)
    }

    fn decode(
        &self,
        row: Waiting,
        key: &IdentityKey,
        columns: &mut std::collections::BTreeSet<&'static str>,
    ) -> Version {
        let reference = &self.environment.reference;
        let form = match row.is_file {
            true => Form::File { zone: reference.zone, modified_at: row.first_seen },
            false => Form::Feed,
        };
        let mut batch =
            Decoder::new(self.source, reference, key, form).replaying().decode(self.entity, [row.raw.as_str()]);
        let record = batch.records.pop();
        if record.is_some() {
            columns.extend(batch.seen_columns);
        }
        let wrong = batch.rejected.pop().map(|wrong| (wrong.field, wrong.reason.to_owned(), wrong.detail));
        Version { updated_at: batch.watermark, record, wrong, row }
    }

    /// One load of kind `replay`: the merge keeps what is held newer.
    fn take(&self, mut batch: Batch) -> Result<i64> {
        let started_at = self.environment.clock.now();
        let mut load = self.store.begin_load(&NewLoad {
            source: self.source.into(),
            entity: self.entity,
            kind: "replay",
            started_at,
            updated_since: None,
            // The watermark is the pulls': a replay moves it nowhere.
            watermark: None,
            object: None,
        })?;
        batch.items = batch.records.len() as u64;
        load.commit(batch).doing(|| format!("replaying `{}` of source `{}`", self.entity, self.source))?;
        let (record, _) = load.end(true, self.environment.clock.now(), None)?;
        Ok(record.load_id)
    }
}

/// Decides over the waiting versions of one record: the newest one that is right is taken, unless a newer one is wrong.
fn judge(versions: Vec<Version>, replayed: &mut Replayed, batch: &mut Batch, settled: &mut Vec<Settled>) {
    replayed.waiting += versions.len() as u64;
    let newest = versions
        .iter()
        .enumerate()
        .filter(|(_, version)| version.record.is_some())
        .reduce(|best, next| if best.1.may_follow(next.1) { best } else { next });
    let is_blocked = newest.is_some_and(|(_, newest)| {
        versions.iter().any(|version| version.wrong.is_some() && version.may_follow(newest))
    });
    let taken = newest.filter(|_| !is_blocked).map(|(at, _)| at);
    for (at, version) in versions.into_iter().enumerate() {
        let Version { row, record, wrong, .. } = version;
        let (field, reason, detail) = wrong.clone().unwrap_or((row.field, row.reason, row.detail));
        match (taken, wrong) {
            (Some(_), _) => replayed.taken += 1,
            (None, Some(_)) => *replayed.still.entry(reason.clone()).or_default() += 1,
            (None, None) => replayed.held_back += 1,
        }
        settled.push(Settled { raw_hash: row.raw_hash, field, reason, detail, is_taken: taken.is_some() });
        if taken == Some(at) {
            batch.records.extend(record);
        }
    }
}

#[cfg(test)]
mod tests;
