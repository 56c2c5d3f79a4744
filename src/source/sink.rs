//! Where pulled records go: the trait that a pull writes through and that `jobs` implements over the store.
//!
//! One sink serves one source. Its methods block and are called in order from one thread, so an implementation needs no
//! lock of its own. The order for each entity is: `provided`, `resume`, `start`, `commit`…, `claimed`, `end`; `end`
//! comes once for every `start`, also when the walk failed, unless the sink itself failed before.
//! Each call that writes is one transaction.

use chrono::{DateTime, Utc};

use crate::domain::records::{Batch, Entity};
use crate::error::Result;

/// Takes what one source yields, one transaction a call.
pub trait Sink: Send {
    /// Reads where the last walk over this entity came to.
    fn resume(&mut self, entity: Entity) -> Result<Resume>;

    /// Tells whether a file with this content was taken before, whatever its name.
    fn is_taken(&mut self, sha256: &str) -> Result<bool>;

    /// Opens the load record; every following `commit` belongs to it.
    fn start(&mut self, load: &Start) -> Result<()>;

    /// Writes records, quarantine, drift, cursor and the load record in one transaction.
    fn commit(&mut self, batch: Batch) -> Result<Committed>;

    /// Closes the load record; only a complete end moves the watermark.
    fn end(&mut self, end: &End) -> Result<()>;

    /// Replaces what the source declares to fill; an empty slice says that it declares nothing for this entity.
    fn provided(&mut self, entity: Entity, columns: &[Provided]) -> Result<()>;

    /// Notes how many records the source says it has, within the open load, and answers how many the store accounts
    /// for: live records and rows in quarantine that were not replayed.
    fn claimed(&mut self, claim: &Claimed) -> Result<u64>;
}

/// Where the last walk over an entity came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resume {
    /// Greatest `updated_at` of the last complete walk; none before the first one.
    pub watermark: Option<DateTime<Utc>>,
    /// The place where an unfinished walk stopped, if one did after the last complete one.
    pub open: Option<OpenWalk>,
}

/// A walk that did not end: its cursor is good for an hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenWalk {
    /// `Batch::next_cursor` of the last commit.
    pub cursor: String,
    /// What the walk had asked for (`Start::updated_since`).
    pub updated_since: Option<DateTime<Utc>>,
    /// Greatest `Batch::watermark` committed so far.
    pub watermark: Option<DateTime<Utc>>,
    /// When its load record was opened (`Start::started_at`).
    pub started_at: DateTime<Utc>,
}

/// Says why records are read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadKind {
    /// What changed since the watermark.
    Pull,
    /// Everything, because someone asked for it.
    Full,
    /// Everything, because counts did not agree.
    Reconcile,
    /// A file.
    File,
}

impl LoadKind {
    pub fn as_str(self) -> &'static str {
        match self {
            LoadKind::Pull => "pull",
            LoadKind::Full => "full",
            LoadKind::Reconcile => "reconcile",
            LoadKind::File => "file",
        }
    }
}

/// Opens a load record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    pub source: String,
    pub entity: Entity,
    pub kind: LoadKind,
    /// The run's one clock.
    pub started_at: DateTime<Utc>,
    /// What the walk asks for; none for everything.
    pub updated_since: Option<DateTime<Utc>>,
    /// Greatest `updated_at` of the walk that is carried on; none for a new walk.
    pub watermark: Option<DateTime<Utc>>,
    /// The file that is read; none for a feed.
    pub object: Option<Object>,
}

/// A file as the load record names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Name within the source's folder.
    pub name: String,
    /// SHA-256 of the content, hex.
    pub sha256: String,
}

/// What a commit did, for progress and the ledger.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Committed {
    pub new: u64,
    pub changed: u64,
    pub same: u64,
    pub deleted: u64,
}

impl Committed {
    pub fn add(&mut self, other: Committed) {
        self.new += other.new;
        self.changed += other.changed;
        self.same += other.same;
        self.deleted += other.deleted;
    }
}

/// Closes a load record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// The walk came to its end: the watermark may move to the greatest one committed.
    pub complete: bool,
    pub ended_at: DateTime<Utc>,
    /// Why it did not; holds no identity and no token.
    pub error: Option<String>,
}

/// A column that a source declares to fill.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Provided {
    pub column: String,
    pub precision: Precision,
}

/// How fine a time is: a check on hours does not apply to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    Instant,
    Date,
}

impl Precision {
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Instant => "instant",
            Precision::Date => "date",
        }
    }
}

/// What `/v1/meta` says about an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    pub entity: Entity,
    /// Live records, tombstones excluded.
    pub count: u64,
    pub max_updated_at: Option<DateTime<Utc>>,
    pub asked_at: DateTime<Utc>,
}
