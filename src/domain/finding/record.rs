//! A finding as the register holds it, and the rows that it rests on.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Cure;
use super::life::Matter;

/// One line of `state.findings`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    pub fingerprint: String,
    pub check_id: String,
    /// The unit in which it was found; `matter.unit` answers for it now.
    pub origin_unit: String,
    /// The newest month in which it was found.
    pub period: String,
    /// The month for violations of records, else the official or the unit.
    pub subject: String,
    pub cure: Cure,
    pub first_seen: DateTime<Utc>,
    pub last_seen: DateTime<Utc>,
    /// Months in which it was found.
    pub occurrences: i64,
    /// Violations in the newest month.
    pub violations: i64,
    /// Rows that still violate when tested again.
    pub remaining: i64,
    pub population: Option<i64>,
    pub measured: Option<f64>,
    pub threshold: Option<f64>,
    /// What was measured.
    pub text_az: Option<String>,
    pub text_en: Option<String>,
    /// What was measured and what is proposed.
    pub proposal_az: Option<String>,
    pub proposal_en: Option<String>,
    /// The number of the monitoring that raised it.
    pub audit: Option<String>,
    #[serde(flatten)]
    pub matter: Matter,
}

/// One line of `state.finding_rows`: a record, an official or the unit that violated in a month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FindingRow {
    pub fingerprint: String,
    pub period: String,
    pub subject_kind: String,
    pub subject_id: String,
    /// Empty where the check names none.
    pub source: String,
    pub measured: Option<f64>,
    pub threshold: Option<f64>,
    /// JSON; a list where the subject violates more than once.
    pub evidence: String,
    pub first_seen: DateTime<Utc>,
    pub last_seen: DateTime<Utc>,
    /// Tested again, it no longer violates.
    pub cured_at: Option<DateTime<Utc>>,
}
