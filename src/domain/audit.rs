//! A monitoring of one unit (dövrü or plandankənar monitorinq): its number, its frozen scope, its life.
//!
//! A periodic monitoring comes from the plan, an ad-hoc one from a person; both are one engine (`jobs::audit`). Pure
//! values only: how many records are drawn ([`sampling`]), what they say of all ([`estimate`]), what a reviewer answers
//! ([`sheet`]), what changed since the last one ([`comparison`]).

pub mod comparison;
pub mod estimate;
pub mod plan;
pub mod sampling;
pub mod sheet;

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::domain::period::{Period, PeriodKind};
use crate::error::Error;

/// How a monitoring began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditKind {
    /// From the plan: dövrü monitorinq.
    Periodic,
    /// From a person: plandankənar monitorinq.
    AdHoc,
}

impl AuditKind {
    pub const ALL: [AuditKind; 2] = [AuditKind::Periodic, AuditKind::AdHoc];

    pub fn as_str(self) -> &'static str {
        match self {
            AuditKind::Periodic => "periodic",
            AuditKind::AdHoc => "ad_hoc",
        }
    }

    fn prefix(self) -> &'static str {
        match self {
            AuditKind::Periodic => "DM",
            AuditKind::AdHoc => "PM",
        }
    }
}

/// `DM-2026-014` or `PM-2026-031`: given once, never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AuditNumber {
    pub kind: AuditKind,
    pub year: i32,
    pub sequence: u32,
}

impl fmt::Display for AuditNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}-{:03}", self.kind.prefix(), self.year, self.sequence)
    }
}

impl FromStr for AuditNumber {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let read = || {
            let mut parts = text.split('-');
            let prefix = parts.next()?;
            let kind = AuditKind::ALL.into_iter().find(|kind| kind.prefix() == prefix)?;
            let number = |part: Option<&str>, least: usize| {
                let part = part.filter(|part| part.len() >= least && part.bytes().all(|byte| byte.is_ascii_digit()))?;
                part.parse::<u32>().ok()
            };
            let year = i32::try_from(number(parts.next(), 4)?).ok()?;
            let sequence = number(parts.next(), 3)?;
            (parts.next().is_none() && sequence > 0).then_some(AuditNumber { kind, year, sequence })
        };
        read().ok_or_else(|| {
            Error::usage(format!("`{text}` is not the number of a monitoring"))
                .hint("write it such as `DM-2026-014` (periodic) or `PM-2026-031` (ad-hoc)")
        })
    }
}

impl Serialize for AuditNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AuditNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(|error: Error| de::Error::custom(error.to_string()))
    }
}

/// Where a monitoring stands. Only [`AuditState::may_become`] says how it moves on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditState {
    Planned,
    Running,
    /// The sample is open for review.
    InReview,
    /// The sample is reviewed, or given up with the open items said; the draft can be signed.
    Draft,
    /// By the sector's head.
    Signed,
    /// With the unit, which has 10 working days.
    Sent,
    Answered,
    Closed,
    Cancelled,
}

impl AuditState {
    pub const ALL: [AuditState; 9] = [
        AuditState::Planned,
        AuditState::Running,
        AuditState::InReview,
        AuditState::Draft,
        AuditState::Signed,
        AuditState::Sent,
        AuditState::Answered,
        AuditState::Closed,
        AuditState::Cancelled,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            AuditState::Planned => "planned",
            AuditState::Running => "running",
            AuditState::InReview => "in_review",
            AuditState::Draft => "draft",
            AuditState::Signed => "signed",
            AuditState::Sent => "sent",
            AuditState::Answered => "answered",
            AuditState::Closed => "closed",
            AuditState::Cancelled => "cancelled",
        }
    }

    /// Whether this state may follow. Nothing follows the end; until the report is signed it may be cancelled.
    pub fn may_become(self, next: AuditState) -> bool {
        use AuditState::{Answered, Cancelled, Closed, Draft, InReview, Planned, Running, Sent, Signed};
        match next {
            Planned => false,
            Running => self == Planned,
            // A draft whose sample is answered again goes back to the review.
            InReview => matches!(self, Running | Draft),
            Draft => self == InReview,
            Signed => self == Draft,
            Sent => self == Signed,
            Answered => self == Sent,
            Closed => matches!(self, Sent | Answered),
            Cancelled => matches!(self, Planned | Running | InReview | Draft),
        }
    }

    /// Whether the results stand and only the paper's way goes on.
    pub fn has_results(self) -> bool {
        !matches!(self, AuditState::Planned | AuditState::Running | AuditState::Cancelled)
    }
}

impl fmt::Display for AuditState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What is monitored; frozen when it begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditScope {
    /// The unit with its whole subtree.
    pub unit: String,
    /// First and last day, both inclusive.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Ids and globs of checks; empty for all.
    pub checks: Vec<String>,
    /// Items to draw; the rule of [`sampling`] when absent.
    pub sample: Option<u32>,
    pub seed: u64,
}

impl AuditScope {
    /// The period that the span is exactly, if it is one: its answers are then those of the month's own run.
    pub fn period(&self) -> Option<Period> {
        let mut kinds = PeriodKind::ALL.into_iter().map(|kind| Period::containing(kind, self.from));
        kinds.find(|period| period.first_day() == self.from && period.last_day() == self.to)
    }

    /// Whether the span is whole months.
    pub fn is_whole_months(&self) -> bool {
        let month = |day| Period::containing(PeriodKind::Month, day);
        month(self.from).first_day() == self.from && month(self.to).last_day() == self.to
    }

    /// `2026-Q3` for a period, else `2026-07-15..2026-09-20`: the name of the span for queries and files.
    pub fn label(&self) -> String {
        self.period().map_or_else(|| format!("{}..{}", self.from, self.to), |period| period.to_string())
    }

    /// The same unit, dates, checks: what a later monitoring is compared by is the unit and the checks alone.
    pub fn is_comparable(&self, other: &AuditScope) -> bool {
        self.unit == other.unit && self.checks == other.checks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(from: &str, to: &str) -> AuditScope {
        AuditScope {
            unit: "DSMF-QAX".into(),
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            checks: vec![],
            sample: None,
            seed: 1,
        }
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for text in ["DM-2026-014", "PM-2026-031", "PM-2026-1203"] {
            assert_eq!(text.parse::<AuditNumber>().unwrap().to_string(), text);
        }
        for text in ["XM-2026-001", "DM-2026-14", "DM-26-014", "DM-2026-000", "DM-2026-014-1", "DM-2026", "DM-+026-014"]
        {
            assert_eq!(text.parse::<AuditNumber>().unwrap_err().exit_code(), 2, "{text}");
        }
    }

    #[test]
    fn a_span_that_is_a_period_bears_its_name() {
        assert_eq!(scope("2026-07-01", "2026-09-30").label(), "2026-Q3");
        assert_eq!(scope("2026-09-01", "2026-09-30").label(), "2026-09");
        assert_eq!(scope("2026-01-01", "2026-12-31").label(), "2026");
        assert_eq!(scope("2026-08-01", "2026-10-31").label(), "2026-08-01..2026-10-31");
        assert!(scope("2026-08-01", "2026-10-31").is_whole_months());
        assert!(!scope("2026-08-02", "2026-10-31").is_whole_months());
    }

    #[test]
    fn the_life_ends_and_never_goes_round() {
        for state in AuditState::ALL {
            assert!(!state.may_become(state));
            assert!(!AuditState::Closed.may_become(state) && !AuditState::Cancelled.may_become(state));
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
        }
        let way = [
            AuditState::Planned,
            AuditState::Running,
            AuditState::InReview,
            AuditState::Draft,
            AuditState::Signed,
            AuditState::Sent,
            AuditState::Answered,
            AuditState::Closed,
        ];
        assert!(way.windows(2).all(|pair| pair[0].may_become(pair[1])));
        assert!(!AuditState::Signed.may_become(AuditState::Cancelled), "a signed report is answered, not undone");
        assert!(!AuditState::Running.may_become(AuditState::Signed));
    }
}
