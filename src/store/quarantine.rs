//! Rows that could not be taken, and what the contract does not know.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Store;
use super::session::Session;
use crate::domain::records::{Drift, Entity, Rejected};
use crate::error::{Doing, Result};

#[derive(Serialize)]
struct RejectedRow<'a> {
    #[serde(flatten)]
    rejected: &'a Rejected,
    raw_hash: String,
}

/// Keeps rejected rows within the batch's transaction.
pub(super) fn keep(session: &Session, rejected: &[Rejected]) -> Result<()> {
    let rows: Vec<_> = rejected
        .iter()
        .map(|rejected| RejectedRow { rejected, raw_hash: hex::encode(Sha256::digest(rejected.raw.as_bytes())) })
        .collect();
    session.run(include_str!("../../queries/ingest/stage_rejected.sql"))?;
    session.insert("rejected", &rows)?;
    session.run(include_str!("../../queries/ingest/quarantine.sql"))
}

#[derive(Serialize)]
struct DriftRow<'a> {
    kind: &'a str,
    name: &'a str,
    value: &'a str,
    seen: u64,
}

/// Counts drift within the batch's transaction.
pub(super) fn count_drift(session: &Session, drift: &[Drift]) -> Result<()> {
    let mut counts: BTreeMap<&Drift, u64> = BTreeMap::new();
    for seen in drift {
        *counts.entry(seen).or_default() += 1;
    }
    let rows: Vec<_> = counts
        .into_iter()
        .map(|(drift, seen)| DriftRow { kind: drift.kind, name: &drift.name, value: &drift.value, seen })
        .collect();
    session.run(include_str!("../../queries/ingest/stage_drift.sql"))?;
    session.insert("drifted", &rows)?;
    session.run(include_str!("../../queries/ingest/drift.sql"))
}

/// A row that waits in quarantine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waiting {
    pub load_id: i64,
    pub source: String,
    pub entity: String,
    pub record_id: Option<String>,
    pub field: Option<String>,
    pub reason: String,
    pub detail: String,
    /// As it came, the citizen's keyed hash in place of the identity.
    pub raw: String,
    pub raw_hash: String,
    pub first_seen: DateTime<Utc>,
    pub last_seen: DateTime<Utc>,
    /// It came in a file, not from a feed.
    pub is_file: bool,
}

/// Waiting rows of one source, entity and reason, with the oldest as an example.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WaitingGroup {
    pub source: String,
    pub entity: String,
    pub reason: String,
    pub rejected: u64,
    pub first_seen: DateTime<Utc>,
    pub last_seen: DateTime<Utc>,
    pub record_id: Option<String>,
    pub detail: String,
}

/// What became of a waiting row that was decoded again.
#[derive(Debug, Clone, Serialize)]
pub struct Settled {
    pub raw_hash: String,
    pub field: Option<String>,
    pub reason: String,
    pub detail: String,
    /// It stands in the lake now, or something newer does.
    pub is_taken: bool,
}

impl Store {
    /// The rows that wait, oldest first.
    pub fn waiting(&self, source: Option<&str>, entity: Option<Entity>) -> Result<Vec<Waiting>> {
        let session = self.session()?;
        session.set("source", source)?;
        session.set("entity", entity.map(Entity::as_str))?;
        session.rows(include_str!("../../queries/ingest/waiting.sql"))
    }

    /// The rows that wait, counted by source, entity and reason.
    pub fn waiting_groups(
        &self,
        source: Option<&str>,
        entity: Option<Entity>,
        reason: Option<&str>,
    ) -> Result<Vec<WaitingGroup>> {
        let session = self.session()?;
        session.set("source", source)?;
        session.set("entity", entity.map(Entity::as_str))?;
        session.set("reason", reason)?;
        session.rows(include_str!("../../queries/ingest/waiting_groups.sql"))
    }

    /// Notes what a replay made of rows; doing it again changes nothing. `load_id` is the load that took them.
    pub fn settle(&self, source: &str, entity: Entity, load_id: Option<i64>, rows: &[Settled]) -> Result<()> {
        self.write_lake(|lake| {
            lake.set("source", source)?;
            lake.set("entity", entity.as_str())?;
            lake.set("load_id", load_id)?;
            lake.run(include_str!("../../queries/ingest/stage_settled.sql"))?;
            lake.insert("settled", rows)?;
            lake.run(include_str!("../../queries/ingest/settle.sql"))
        })
        .doing(|| format!("settling `{entity}` of source `{source}` in quarantine"))
    }
}
