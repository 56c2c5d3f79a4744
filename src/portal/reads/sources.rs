//! How fresh the units' data is.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::month::Month;
use crate::error::Result;
use crate::portal::reader::Reader;

/// A source with the oldest of its entities' last complete loads.
#[derive(Debug, Clone, Deserialize)]
pub struct Health {
    pub source: String,
    pub complete_at: Option<DateTime<Utc>>,
}

/// Which of the expected sources hold the whole period.
#[derive(Debug, Clone)]
pub struct Coverage {
    pub expected: usize,
    pub whole: usize,
    /// Those that do not.
    pub late: Vec<String>,
}

/// Counts the sources whose last complete load came after the period's end (for a running period: within two days).
pub fn coverage(reader: &Reader, month: &Month) -> Result<Coverage> {
    let health: Vec<Health> = reader.rows(include_str!("../../../queries/portal/source_health.sql"))?;
    let portal = reader.portal();
    let reference = &portal.reference;
    let mut expected: Vec<&str> = if portal.settings.sources.is_empty() {
        reference.units.sources()
    } else {
        portal.settings.sources.iter().map(String::as_str).collect()
    };
    let seen = reader.viewer().units(reference);
    expected.retain(|source| seen.iter().any(|unit| unit.source.as_deref() == Some(source)));
    let (_, end) = reference.zone.bounds(&month.period);
    let due =
        month.as_of.map_or(end, |as_of| end.min(as_of - chrono::TimeDelta::hours(portal.settings.late_after_hours)));
    let is_whole = |source: &&str| {
        health.iter().any(|health| health.source == **source && health.complete_at.is_some_and(|at| at >= due))
    };
    let (whole, late): (Vec<&str>, Vec<&str>) = expected.iter().copied().partition(|source| is_whole(source));
    Ok(Coverage { expected: expected.len(), whole: whole.len(), late: late.into_iter().map(str::to_owned).collect() })
}
