//! Records on their way into the lake: load records, batches, history, what a source provides.
//!
//! Rows, quarantine, drift, cursor and the load record are one transaction. Pages are gathered before a merge, because
//! each merge looks once through the rows that are held; merges before a commit, because DuckDB writes whole row groups
//! straight to its file and smaller ones twice. Loads write side by side: each changes rows of its own source only, and
//! a source has one turn at a time ([`Store::turn`]).

mod merge;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use self::merge::Seen;
use super::session::Session;
use super::{Inner, Store, quarantine};
use crate::domain::records::{Batch, Drift, Entity, Record, Rejected};
use crate::error::{Doing, Error, Result};

/// Rows that all open loads together gather before they merge: some hundred megabytes.
const ROWS_GATHERED: usize = 20_000;
/// Rows that one load gathers at least, however many others there are.
const ROWS_AT_LEAST: usize = 5_000;
/// Rows after which a load commits: a row group of DuckDB and a little.
const ROWS_A_COMMIT: usize = 130_000;
/// A slow source's rows are committed after this time at the latest.
const TIME_A_COMMIT: Duration = Duration::from_secs(20);

/// One line of `lake.loads`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoadRecord {
    pub load_id: i64,
    pub source: String,
    pub entity: String,
    pub kind: String,
    pub started_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    pub complete: bool,
    pub updated_since: Option<DateTime<Utc>>,
    pub cursor: Option<String>,
    pub watermark: Option<DateTime<Utc>>,
    pub pages: u64,
    pub bytes: u64,
    pub rows_seen: u64,
    pub rows_new: u64,
    pub rows_changed: u64,
    pub rows_same: u64,
    pub rows_deleted: u64,
    pub rows_rejected: u64,
    pub object: Option<String>,
    pub object_hash: Option<String>,
    pub error: Option<String>,
}

/// What a new load says about itself.
#[derive(Debug, Clone)]
pub struct NewLoad {
    pub source: String,
    pub entity: Entity,
    pub kind: &'static str,
    pub started_at: DateTime<Utc>,
    pub updated_since: Option<DateTime<Utc>>,
    pub watermark: Option<DateTime<Utc>>,
    /// A file's name and the SHA-256 of its content.
    pub object: Option<(String, String)>,
}

/// Where the last walks over an entity came to.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Resume {
    /// Greatest `updated_at` of the complete walks.
    pub watermark: Option<DateTime<Utc>>,
    /// The cursor of a walk that stopped after the last complete one.
    pub cursor: Option<String>,
    pub updated_since: Option<DateTime<Utc>>,
    pub open_watermark: Option<DateTime<Utc>>,
    pub started_at: Option<DateTime<Utc>>,
}

/// What commits did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Committed {
    pub new: u64,
    pub changed: u64,
    pub same: u64,
    pub deleted: u64,
}

/// An open load: batches are committed into it until it ends.
pub struct LoadHandle {
    store: Store,
    session: Session,
    entity: Entity,
    record: LoadRecord,
    records: Vec<Record>,
    rejected: Vec<Rejected>,
    drift: Vec<Drift>,
    columns: BTreeSet<&'static str>,
    /// Columns that are noted as offered.
    noted: BTreeSet<&'static str>,
    /// Since when a transaction is open, and the rows in it.
    uncommitted: Option<(Instant, usize)>,
    /// The ids of this load, while nothing of the source's entity was held when it began.
    fresh: Option<Seen>,
    /// Whether rows of this source's entity wait in quarantine.
    has_rejected: bool,
    _open: Open,
}

/// Counts an open load as long as it lives.
struct Open(Arc<Inner>);

impl Open {
    fn new(inner: &Arc<Inner>) -> Self {
        inner.open_loads.fetch_add(1, Ordering::Relaxed);
        Open(inner.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open_loads.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Drop for LoadHandle {
    /// A load whose writer failed is ended, so that nobody waits for its rows.
    fn drop(&mut self) {
        if self.record.ended_at.is_some() {
            return;
        }
        if self.uncommitted.is_some() {
            let _ = self.session.run("rollback");
        }
        if let Err(error) = self.session.run(include_str!("../../queries/ingest/break_off.sql")) {
            tracing::warn!(load = self.record.load_id, error = %error.report(), "a broken load was not closed");
        }
    }
}

#[derive(Deserialize)]
struct Declared {
    column_name: String,
    time_precision: String,
}

#[derive(Deserialize)]
struct Number {
    value: i64,
}

impl Store {
    /// Where the last walks over an entity came to.
    pub fn resume(&self, source: &str, entity: Entity) -> Result<Resume> {
        let session = self.session()?;
        session.set("source", source)?;
        session.set("entity", entity.as_str())?;
        Ok(session.row(include_str!("../../queries/ingest/resume.sql"))?.unwrap_or_default())
    }

    /// Whether a file with this content was taken before, whatever its name.
    pub fn is_taken(&self, source: &str, sha256: &str) -> Result<bool> {
        let session = self.session()?;
        session.set("source", source)?;
        session.set("object_hash", sha256)?;
        let found: Number = session.one(include_str!("../../queries/ingest/is_taken.sql"))?;
        Ok(found.value > 0)
    }

    /// How many records of an entity are held, all sources together.
    pub fn held(&self, entity: Entity) -> Result<i64> {
        let table = entity.table();
        let query = format!("select count(*) as value from lake.{table} where load_to is null and not deleted");
        Ok(self.session()?.one::<Number>(&query)?.value)
    }

    /// Opens a load record.
    pub fn begin_load(&self, load: &NewLoad) -> Result<LoadHandle> {
        let act = || format!("opening a load of `{}` from source `{}`", load.entity, load.source);
        let record = self
            .write_lake(|lake| {
                let next: Number = lake.one("select coalesce(max(load_id), 0) + 1 as value from lake.loads")?;
                let record = new_record(next.value, load);
                lake.insert("lake.loads", std::slice::from_ref(&record))?;
                provide(lake, &load.source, load.entity, &[("*".into(), "instant".into())], false)?;
                Ok(record)
            })
            .doing(act)?;
        let session = self.session()?;
        session.set("load_id", record.load_id)?;
        session.set("source", record.source.as_str())?;
        session.set("entity", record.entity.as_str())?;
        session.set("now", record.started_at)?;
        #[derive(Deserialize)]
        struct Held {
            has_records: bool,
            has_rejected: bool,
        }
        let held = include_str!("../../queries/ingest/has_records.sql").replace("{table}", load.entity.table());
        let held: Held = session.one(&held)?;
        Ok(LoadHandle {
            store: self.clone(),
            session,
            entity: load.entity,
            record,
            records: Vec::new(),
            rejected: Vec::new(),
            drift: Vec::new(),
            columns: BTreeSet::new(),
            noted: BTreeSet::new(),
            uncommitted: None,
            fresh: (!held.has_records).then(Seen::default),
            has_rejected: held.has_rejected,
            _open: Open::new(&self.inner),
        })
    }

    /// Replaces what a source declares to fill (`meta`, an adapter); an empty slice withdraws the declaration.
    pub fn declare_columns(&self, source: &str, entity: Entity, columns: &[(String, String)]) -> Result<()> {
        let session = self.session()?;
        session.set("source", source)?;
        session.set("entity", entity.as_str())?;
        let held: Vec<Declared> = session.rows(include_str!("../../queries/ingest/declared_columns.sql"))?;
        let mut wanted: Vec<_> = columns.to_vec();
        wanted.sort();
        // The same declaration comes with every pull.
        if held.iter().map(|held| (&held.column_name, &held.time_precision)).eq(wanted.iter().map(|w| (&w.0, &w.1))) {
            return Ok(());
        }
        self.write_lake(|lake| {
            lake.set("source", source)?;
            lake.set("entity", entity.as_str())?;
            lake.run(include_str!("../../queries/ingest/withdraw_columns.sql"))?;
            provide(lake, source, entity, columns, true)
        })
    }
}

fn new_record(load_id: i64, load: &NewLoad) -> LoadRecord {
    LoadRecord {
        load_id,
        source: load.source.clone(),
        entity: load.entity.as_str().into(),
        kind: load.kind.into(),
        started_at: load.started_at,
        ended_at: None,
        complete: false,
        updated_since: load.updated_since,
        cursor: None,
        watermark: load.watermark,
        pages: 0,
        bytes: 0,
        rows_seen: 0,
        rows_new: 0,
        rows_changed: 0,
        rows_same: 0,
        rows_deleted: 0,
        rows_rejected: 0,
        object: load.object.as_ref().map(|object| object.0.clone()),
        object_hash: load.object.as_ref().map(|object| object.1.clone()),
        error: None,
    }
}

/// Notes columns that a source offers, once each.
fn provide(lake: &Session, source: &str, entity: Entity, columns: &[(String, String)], declared: bool) -> Result<()> {
    if columns.is_empty() {
        return Ok(());
    }
    lake.set("source", source)?;
    lake.set("entity", entity.as_str())?;
    lake.set("declared", declared)?;
    lake.set("column_names", columns.iter().map(|column| column.0.clone()).collect::<Vec<_>>())?;
    lake.set("time_precisions", columns.iter().map(|column| column.1.clone()).collect::<Vec<_>>())?;
    lake.run(include_str!("../../queries/ingest/provide_columns.sql"))
}

impl LoadHandle {
    pub fn record(&self) -> &LoadRecord {
        &self.record
    }

    /// Takes a page; it is committed with its neighbours, at the latest by [`LoadHandle::end`].
    pub fn commit(&mut self, batch: Batch) -> Result<Committed> {
        let record = &mut self.record;
        record.pages += 1;
        record.bytes += batch.bytes;
        record.rows_seen += batch.items;
        record.rows_rejected += batch.rejected.len() as u64;
        record.watermark = record.watermark.max(batch.watermark);
        record.cursor = batch.next_cursor;
        self.records.extend(batch.records);
        self.rejected.extend(batch.rejected);
        self.drift.extend(batch.drift);
        self.columns.extend(batch.seen_columns);
        let share = ROWS_GATHERED / self.store.inner.open_loads.load(Ordering::Relaxed).max(1);
        if self.records.len() + self.rejected.len() < share.max(ROWS_AT_LEAST) {
            return Ok(Committed::default());
        }
        let committed = self.flush()?;
        if self.uncommitted.is_some_and(|(since, rows)| rows >= ROWS_A_COMMIT || since.elapsed() >= TIME_A_COMMIT) {
            self.settle()?;
        }
        Ok(committed)
    }

    /// Closes the load; only a complete end moves the watermark.
    pub fn end(mut self, complete: bool, at: DateTime<Utc>, error: Option<String>) -> Result<(LoadRecord, Committed)> {
        let committed = self.flush()?;
        self.record.complete = complete;
        self.record.ended_at = Some(at);
        self.record.error = error;
        if let Err(error) = self.settle() {
            self.record.ended_at = None;
            return Err(error);
        }
        Ok((self.record.clone(), committed))
    }

    /// Notes what the source says it holds and answers what the lake accounts for.
    pub fn claim(&mut self, claimed: u64, at: DateTime<Utc>) -> Result<u64> {
        self.flush()?;
        #[derive(Deserialize)]
        struct Held {
            held: u64,
        }
        let held: Held =
            self.session.one(&include_str!("../../queries/ingest/held.sql").replace("{table}", self.entity.table()))?;
        self.session.set("claimed", i64::try_from(claimed).unwrap_or(i64::MAX))?;
        self.session.set("held", i64::try_from(held.held).unwrap_or(i64::MAX))?;
        self.session.set("asked_at", at)?;
        self.begin()?;
        self.session.run(include_str!("../../queries/ingest/count_claimed.sql"))?;
        Ok(held.held)
    }

    /// Writes what was gathered into the open transaction.
    fn flush(&mut self) -> Result<Committed> {
        let rows = self.records.len() + self.rejected.len();
        if rows == 0 && self.drift.is_empty() && self.columns.is_subset(&self.noted) {
            return Ok(Committed::default());
        }
        self.begin()?;
        let committed = self.write().map_err(|error| self.undo(error))?;
        if let Some((_, uncommitted)) = &mut self.uncommitted {
            *uncommitted += rows;
        }
        self.records.clear();
        self.rejected.clear();
        self.drift.clear();
        self.record.rows_new += committed.new;
        self.record.rows_changed += committed.changed;
        self.record.rows_same += committed.same;
        self.record.rows_deleted += committed.deleted;
        Ok(committed)
    }

    fn begin(&mut self) -> Result<()> {
        if self.uncommitted.is_none() {
            self.session.run("begin transaction")?;
            self.uncommitted = Some((Instant::now(), 0));
        }
        Ok(())
    }

    /// Writes the load record and commits.
    fn settle(&mut self) -> Result<()> {
        self.begin()?;
        self.note().map_err(|error| self.undo(error))?;
        self.session.run("commit").map_err(|error| self.undo(error))?;
        self.uncommitted = None;
        Ok(())
    }

    /// Nothing of the transaction stays; the first error is the one that matters.
    fn undo(&mut self, error: Error) -> Error {
        let _ = self.session.run("rollback");
        self.uncommitted = None;
        let act = format!("storing `{}` of source `{}`", self.entity, self.record.source);
        Error::failed(act).because(error)
    }

    fn write(&mut self) -> Result<Committed> {
        let committed = self.merge()?;
        let session = &self.session;
        if !self.rejected.is_empty() {
            quarantine::keep(session, &self.rejected)?;
            self.has_rejected = true;
        }
        if !self.drift.is_empty() {
            quarantine::count_drift(session, &self.drift)?;
        }
        let fresh: Vec<_> = self.columns.difference(&self.noted).copied().collect();
        let columns: Vec<_> = fresh.iter().map(|name| ((*name).to_owned(), "instant".to_owned())).collect();
        provide(session, &self.record.source, self.entity, &columns, false)?;
        self.noted.extend(fresh);
        Ok(committed)
    }

    /// Brings the load record up to date.
    fn note(&self) -> Result<()> {
        let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX).into();
        let record = &self.record;
        self.session.set_all([
            ("ended_at", record.ended_at.into()),
            ("complete", record.complete.into()),
            ("cursor", record.cursor.clone().into()),
            ("watermark", record.watermark.into()),
            ("pages", count(record.pages)),
            ("bytes", count(record.bytes)),
            ("rows_seen", count(record.rows_seen)),
            ("rows_new", count(record.rows_new)),
            ("rows_changed", count(record.rows_changed)),
            ("rows_same", count(record.rows_same)),
            ("rows_deleted", count(record.rows_deleted)),
            ("rows_rejected", count(record.rows_rejected)),
            ("error", record.error.clone().into()),
        ])?;
        self.session.run(include_str!("../../queries/ingest/update_load.sql"))
    }
}
