//! What a check says about a unit: its state, its violations, the identity of the finding they raise, and its life.
//!
//! [`life`] is the state machine with its rules as a table, [`terms`] says by when and to whom an overdue matter climbs.

pub mod life;
mod record;
mod state;
pub mod terms;

pub use record::{Finding, FindingRow};
pub use state::FindingState;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The three answers of a check for one unit and period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    Pass,
    Fail,
    NotEvaluable,
}

impl CheckState {
    pub fn as_str(self) -> &'static str {
        match self {
            CheckState::Pass => "pass",
            CheckState::Fail => "fail",
            CheckState::NotEvaluable => "not_evaluable",
        }
    }
}

/// Why a check could not be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The source does not offer a column that the check needs.
    NotProvided,
    /// Nothing to judge in the period.
    NoRecords,
    /// Fewer records than the check asks for.
    TooFew,
    /// The unit's past is shorter than the check asks for.
    TooLittleHistory,
    /// The source has not been pulled completely of late, so that silence says nothing.
    FeedStale,
}

impl Reason {
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::NotProvided => "not_provided",
            Reason::NoRecords => "no_records",
            Reason::TooFew => "too_few",
            Reason::TooLittleHistory => "too_little_history",
            Reason::FeedStale => "feed_stale",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Low,
    Medium,
    High,
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Low => "low",
            Severity::Medium => "medium",
            Severity::High => "high",
        }
    }
}

/// What closes a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cure {
    /// The same rows, tested again, no longer violate.
    Rows,
    /// The unit passes the check for its next complete month.
    Next,
}

/// The answer of one check for one unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckResult {
    pub check: String,
    pub unit: String,
    pub state: CheckState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The share of violating records, or what the check measures on the unit as a whole.
    pub measured: Option<f64>,
    pub threshold: Option<f64>,
    pub violations: i64,
    pub population: i64,
}

/// One violation: who answers for it, the record it was found in, and the evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Violation {
    pub check: String,
    pub unit: String,
    /// `reception`, `assignment`, `appointment`, `official` or `unit`.
    pub subject_kind: String,
    pub subject_id: String,
    pub source: Option<String>,
    pub measured: Option<f64>,
    pub threshold: Option<f64>,
    pub evidence: serde_json::Value,
}

impl Violation {
    /// Says whether violations of this kind of subject are gathered into one finding per period.
    pub fn is_record_level(&self) -> bool {
        matches!(self.subject_kind.as_str(), "reception" | "assignment" | "appointment")
    }
}

/// Everything that one run of the checks found; units and checks in a fixed order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CheckOutcome {
    pub results: Vec<CheckResult>,
    pub violations: Vec<Violation>,
}

impl CheckOutcome {
    pub fn result(&self, check: &str, unit: &str) -> Option<&CheckResult> {
        self.results.iter().find(|result| result.check == check && result.unit == unit)
    }

    pub fn violations_of<'a>(&'a self, check: &'a str, unit: &'a str) -> impl Iterator<Item = &'a Violation> {
        self.violations.iter().filter(move |violation| violation.check == check && violation.unit == unit)
    }
}

/// The identity of a finding, the same whenever it is found again: the check, the unit, and the subject
/// (an official, the unit) or, for violations of records, the period.
pub fn fingerprint(check: &str, unit: &str, subject_or_period: &str) -> String {
    let mut hash = Sha256::new();
    for part in [check, unit, subject_or_period] {
        hash.update(part.as_bytes());
        hash.update([0x1f]);
    }
    hex::encode(&hash.finalize()[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_written_as_the_command_promises() {
        let result = CheckResult {
            check: "R1".into(),
            unit: "DSMF-BABEK".into(),
            state: CheckState::NotEvaluable,
            reason: Some(Reason::NotProvided),
            measured: None,
            threshold: Some(0.02),
            violations: 0,
            population: 0,
        };
        assert_eq!(
            serde_json::to_string(&result).unwrap(),
            r#"{"check":"R1","unit":"DSMF-BABEK","state":"not_evaluable","reason":"not_provided","measured":null,"threshold":0.02,"violations":0,"population":0}"#
        );
        let passed =
            CheckResult { state: CheckState::Pass, reason: None, measured: Some(0.0), population: 3, ..result };
        assert!(!serde_json::to_string(&passed).unwrap().contains("reason"));
    }

    #[test]
    fn the_fingerprint_tells_the_parts_apart() {
        assert_eq!(fingerprint("R1", "A", "2026-09"), fingerprint("R1", "A", "2026-09"));
        assert_ne!(fingerprint("R1", "A", "2026-09"), fingerprint("R1", "A2", "026-09"));
        assert_eq!(fingerprint("R1", "A", "2026-09").len(), 32);
    }
}
