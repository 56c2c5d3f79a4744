//! The only DuckDB code: one file, two schemas, one writer.
//!
//! `lake.x` holds records, results and frozen datasets, `state.x` users, sessions, the job ledger, editions and findings' workflow.
//! Readers work on cloned connections ([`Store::session`]); writers pass one at a time ([`Store::write_lake`], [`Store::write_state`]).
//! To add a table: a new file in `migrations/`, listed in `migrate.rs`.

mod adapter;
mod arrow_columns;
mod ingest;
mod migrate;
mod open;
mod quarantine;
mod reference;
mod session;
mod value;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use duckdb::Connection;

use crate::clock::Clock;
use crate::domain::reference::Reference;
use crate::error::{Doing, Error, Result};

pub use adapter::FileReader;
pub use ingest::{Committed, LoadHandle, LoadRecord, NewLoad, Resume};
pub use quarantine::{Settled, Waiting, WaitingGroup};
pub use session::Session;
pub use value::Value;

/// Where the database is and what it may use.
#[derive(Debug, Clone, Default)]
pub struct StoreSettings {
    /// The database file; `None` keeps everything in memory (tests).
    pub path: Option<PathBuf>,
    /// DuckDB's memory limit, such as `1GB`.
    pub memory_limit: Option<String>,
    /// Threads DuckDB may use; the machine's cores when absent.
    pub threads: Option<usize>,
}

/// A handle on the open database; clones share it.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    /// Only cloned from, so that readers never wait for the writer.
    root: Mutex<Connection>,
    writer: Mutex<Connection>,
    path: Option<PathBuf>,
    clock: Clock,
    /// Loads that are open now.
    open_loads: AtomicUsize,
    /// One turn a source: two pulls of one source at once would not see each other's rows.
    turns: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
}

impl Store {
    /// Opens (and creates or migrates) the database and brings its reference tables up to date.
    ///
    /// # Errors
    /// The file is damaged, of a newer version, or held by another process.
    pub fn open(settings: &StoreSettings, reference: &Reference, clock: &Clock) -> Result<Self> {
        let root = open::open(settings)?;
        let root = migrate::migrate(root, settings, clock)?;
        reference::load(&root, reference)?;
        let writer = root.try_clone().doing(|| "opening the writing connection".into())?;
        let path = settings.path.clone();
        Ok(Store {
            inner: Arc::new(Inner {
                root: Mutex::new(root),
                writer: Mutex::new(writer),
                path,
                clock: clock.clone(),
                open_loads: AtomicUsize::new(0),
                turns: Mutex::default(),
            }),
        })
    }

    /// A store that lives as long as its handle: tests and the tiny lake of `queries check`.
    pub fn in_memory(reference: &Reference) -> Result<Self> {
        Store::open(&StoreSettings::default(), reference, &Clock::Fixed(chrono::DateTime::UNIX_EPOCH))
    }

    /// A session of its own: temp tables and variables live in it, it sees what is committed.
    pub fn session(&self) -> Result<Session> {
        let root = lock(&self.inner.root)?;
        Ok(Session::new(root.try_clone().doing(|| "opening a reading connection".into())?))
    }

    /// A session whose every statement sees the same committed state.
    pub fn snapshot(&self) -> Result<Session> {
        let session = self.session()?;
        session.run("begin transaction")?;
        Ok(session)
    }

    /// Runs one transaction that writes `lake` only.
    pub fn write_lake<T>(&self, work: impl FnOnce(&Session) -> Result<T>) -> Result<T> {
        self.write(work)
    }

    /// Runs one transaction that writes `state` only.
    pub fn write_state<T>(&self, work: impl FnOnce(&Session) -> Result<T>) -> Result<T> {
        self.write(work)
    }

    fn write<T>(&self, work: impl FnOnce(&Session) -> Result<T>) -> Result<T> {
        let writer = lock(&self.inner.writer)?;
        let session = Session::new(writer.try_clone().doing(|| "opening a writing connection".into())?);
        session.run("begin transaction")?;
        match work(&session) {
            Ok(value) => {
                session.run("commit").doing(|| "committing a transaction".into())?;
                Ok(value)
            }
            Err(error) => {
                // The first error is the one that matters; a failed rollback leaves nothing committed either.
                let _ = session.run("rollback");
                Err(error)
            }
        }
    }

    /// Runs blocking database work away from the async threads.
    pub async fn call<T: Send + 'static>(&self, work: impl FnOnce(&Store) -> Result<T> + Send + 'static) -> Result<T> {
        let store = self.clone();
        tokio::task::spawn_blocking(move || work(&store)).await.doing(|| "running a database task".into())?
    }

    /// Waits until nobody else loads records of this source, and keeps others waiting while the answer lives.
    pub async fn turn(&self, source: &str) -> tokio::sync::OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.inner.turns.lock().unwrap_or_else(PoisonError::into_inner);
            turns.entry(source.to_owned()).or_default().clone()
        };
        turn.lock_owned().await
    }

    pub fn path(&self) -> Option<&Path> {
        self.inner.path.as_deref()
    }

    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Writes everything into the main file, so that a copy of it is whole.
    pub fn checkpoint(&self) -> Result<()> {
        let writer = lock(&self.inner.writer)?;
        writer.execute_batch("checkpoint").doing(|| "writing a checkpoint".into())
    }
}

fn lock(mutex: &Mutex<Connection>) -> Result<MutexGuard<'_, Connection>> {
    mutex
        .lock()
        .map_err(|_| Error::failed("taking the database connection").hint("a task panicked while it wrote; restart"))
}
