//! The unit's own past and its peers, from what the nightly runs have kept.

use serde::{Deserialize, Serialize};

use super::Frame;
use crate::catalog::library::Library;
use crate::error::{Doing, Result};
use crate::store::Session;

/// Shares to hold a result against; none where nothing was kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    pub check_id: String,
    pub unit: String,
    /// The unit's own share over the 12 months before.
    pub past: Option<f64>,
    /// The peers' pooled share over the months of the span.
    pub peers: Option<f64>,
    pub peer_units: Option<i64>,
}

/// Reads what the results are held against. Needs no marts.
///
/// # Errors
/// The query fails.
pub fn compared(session: &Session, library: &Library, frame: &Frame) -> Result<Vec<Compared>> {
    session.set("audit_units", frame.units.clone())?;
    session.set("period_from", frame.scope.from)?;
    session.set("period_to", frame.scope.to)?;
    session.set("load_id", frame.load_id)?;
    session.rows(library.text("audits/compared.sql")?).doing(|| "reading the units' past and their peers".into())
}
