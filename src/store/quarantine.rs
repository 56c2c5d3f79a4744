//! Rows that could not be taken, and what the contract does not know.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::session::Session;
use crate::domain::records::{Drift, Rejected};
use crate::error::Result;

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
