//! How a pull goes, how far it has come and what became of it.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::domain::records::Entity;
use crate::error::Error;
use crate::source::retry::RetryPolicy;
use crate::source::sink::{Committed, LoadKind};

/// How a pull goes, for every source alike.
#[derive(Clone)]
pub struct PullOptions {
    pub clock: Clock,
    /// Everything again instead of what changed.
    pub is_full: bool,
    /// Read everything again where the source's counts and ours differ.
    pub is_reconciling: bool,
    pub entities: Vec<Entity>,
    pub retry: RetryPolicy,
    pub limits: Limits,
    /// Told after each page.
    pub progress: Option<Tell>,
    /// Ends the pull between two pages.
    pub cancel: CancellationToken,
}

impl PullOptions {
    pub fn new(clock: Clock) -> Self {
        PullOptions {
            clock,
            is_full: false,
            is_reconciling: false,
            entities: Entity::ALL.to_vec(),
            retry: RetryPolicy::default(),
            limits: Limits::default(),
            progress: None,
            cancel: CancellationToken::new(),
        }
    }
}

/// Listens to the progress of a pull.
pub type Tell = Arc<dyn Fn(&Progress) + Send + Sync>;

/// What a broken or hostile source cannot exceed.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one answer after decompression.
    pub body: usize,
    /// Pages of one walk.
    pub pages: u64,
    /// Pages without an item in a row.
    pub empty_pages: u32,
    /// Records and bytes that are gathered from several pages before they are written.
    pub batch_records: usize,
    pub batch_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { body: 64 << 20, pages: 100_000, empty_pages: 100, batch_records: 2_000, batch_bytes: 4 << 20 }
    }
}

/// How far a walk has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    pub source: String,
    pub entity: Entity,
    pub pages: u64,
    pub items: u64,
    pub bytes: u64,
    /// What the source says it has.
    pub claimed: Option<u64>,
}

/// What became of one source.
#[derive(Debug)]
pub struct SourceOutcome {
    pub source: String,
    pub entities: Vec<EntityOutcome>,
    /// What should be looked at though nothing failed.
    pub warnings: Vec<String>,
    /// Why the source as a whole could not be pulled.
    pub error: Option<Error>,
}

impl SourceOutcome {
    pub fn is_complete(&self) -> bool {
        self.error.is_none() && self.entities.iter().all(|entity| entity.error.is_none())
    }
}

/// What became of one entity.
#[derive(Debug)]
pub struct EntityOutcome {
    pub entity: Entity,
    pub kind: LoadKind,
    pub pages: u64,
    pub items: u64,
    pub rejected: u64,
    pub bytes: u64,
    pub committed: Committed,
    /// Claimed by the source and held by the store, where the source told.
    pub counts: Option<(u64, u64)>,
    pub error: Option<Error>,
}
