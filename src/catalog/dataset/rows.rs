//! One struct for the rows of each query of `queries/reports`, column for column.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use crate::domain::period::Period;

/// Defines the counts of one unit, with the sum over many.
macro_rules! counts {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Deserialize)]
        pub struct $name {
            pub unit: String,
            $($(#[$field_meta])* pub $field: i64,)*
        }

        impl $name {
            /// The sum over units; its `unit` is empty.
            pub fn sum<'a>(rows: impl IntoIterator<Item = &'a Self>) -> Self {
                let mut total = Self::default();
                for row in rows {
                    $(total.$field += row.$field;)*
                }
                total
            }
        }
    };
}

counts! {
    /// `receptions_by_unit`.
    UnitReceptions {
        records, receptions, no_shows, by_leaders, with_level, with_registration, in_subsystem, on_paper, entered_late,
        receptions_previous, with_registration_previous, in_subsystem_previous, receptions_last_year,
    }
}

counts! {
    /// `assignments_by_unit`.
    UnitAssignments {
        issued, done, due, in_time, late, not_done, open, overdue, due_previous, in_time_previous, due_last_year,
        in_time_last_year,
    }
}

counts! {
    /// `returns_by_unit`.
    UnitReturns { answered, returned, answered_previous, returned_previous }
}

/// `receptions_by_month`.
#[derive(Debug, Clone, Deserialize)]
pub struct MonthReceptions {
    pub month: NaiveDate,
    pub first_day: NaiveDate,
    pub records: i64,
    pub receptions: i64,
    pub by_leaders: i64,
    pub with_registration: i64,
    pub in_subsystem: i64,
}

/// `assignments_by_month`.
#[derive(Debug, Clone, Deserialize)]
pub struct MonthAssignments {
    pub month: NaiveDate,
    pub due: i64,
    pub in_time: i64,
}

/// `returns_by_month`.
#[derive(Debug, Clone, Deserialize)]
pub struct MonthReturns {
    pub month: NaiveDate,
    pub answered: i64,
    pub returned: i64,
}

/// `index_history`.
#[derive(Debug, Clone, Deserialize)]
pub struct MonthIndex {
    pub period: String,
    pub index: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// `receptions_by_code`.
#[derive(Debug, Clone, Deserialize)]
pub struct CodeReceptions {
    pub dimension: String,
    pub code: Option<String>,
    pub now: i64,
    pub previous: i64,
    pub last_year: i64,
}

/// `receptions_by_topic`.
#[derive(Debug, Clone, Deserialize)]
pub struct TopicReceptions {
    pub topic: Option<String>,
    pub now: i64,
    pub previous: i64,
    pub last_year: i64,
    pub complaints: i64,
}

/// `receptions_by_hour`.
#[derive(Debug, Clone, Deserialize)]
pub struct HourReceptions {
    /// 1 = Monday.
    pub weekday: u32,
    pub hour: u32,
    pub receptions: i64,
}

/// `receptions_by_region`.
#[derive(Debug, Clone, Deserialize)]
pub struct RegionReceptions {
    pub region: String,
    pub receptions: i64,
}

/// `returns_by_topic`.
#[derive(Debug, Clone, Deserialize)]
pub struct TopicReturns {
    pub topic: Option<String>,
    pub outcome: String,
    pub answered: i64,
    pub returned: i64,
    pub answered_previous: i64,
    pub returned_previous: i64,
    pub median_gap: Option<f64>,
}

/// `overdue_ages`.
#[derive(Debug, Clone, Deserialize)]
pub struct OverdueAge {
    pub from_days: i64,
    pub assignments: i64,
}

/// `overdue_register`.
#[derive(Debug, Clone, Deserialize)]
pub struct OverdueAssignment {
    pub id: String,
    pub unit: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub working_days: Option<i64>,
    pub extensions: Option<i64>,
    pub total: i64,
}

/// `officials`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Official {
    pub id: String,
    pub unit: String,
    pub name: Option<String>,
    pub post: Option<String>,
    pub level: String,
    pub planned: i64,
    pub expected: i64,
    pub held: i64,
    pub cancelled: i64,
    pub moved: i64,
    pub without_reason: i64,
    pub received: i64,
    pub explained: i64,
    pub resolved: i64,
    pub assigned: i64,
    pub appeals: i64,
    pub referred: i64,
    pub no_grounds: i64,
    pub issued: i64,
    pub due: i64,
    pub in_time: i64,
    pub overdue: i64,
}

/// `minister_days`.
#[derive(Debug, Clone, Deserialize)]
pub struct MinisterDay {
    pub day: NaiveDate,
    pub place: Option<String>,
    pub status: Option<String>,
    pub received: i64,
    pub no_shows: i64,
    pub explained: i64,
    pub resolved: i64,
    pub assigned: i64,
    pub appeals: i64,
    pub referred: i64,
    pub no_grounds: i64,
}

/// `minister_assignments`.
#[derive(Debug, Clone, Deserialize)]
pub struct MinisterAssignment {
    pub id: String,
    pub unit: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub completed_on: Option<NaiveDate>,
    pub status: Option<String>,
    pub is_overdue: bool,
    pub is_late: bool,
}

/// `coverage`.
#[derive(Debug, Clone, Deserialize)]
pub struct Offered {
    pub source: String,
    pub entity: String,
    pub column_name: String,
}

/// `sources`.
#[derive(Debug, Clone, Deserialize)]
pub struct SourceState {
    pub source: String,
    pub last_complete: Option<DateTime<Utc>>,
    pub working_days_since: Option<i64>,
    pub is_stale: bool,
    pub records_now: i64,
    pub records_previous: i64,
    pub records_last_year: i64,
    pub rows_seen: i64,
    pub rejected: i64,
}

/// `rejected_rows`.
#[derive(Debug, Clone, Deserialize)]
pub struct Rejected {
    pub source: String,
    pub entity: String,
    pub reason: String,
    pub field: Option<String>,
    pub rejected: i64,
}

/// `contradictions_before`.
#[derive(Debug, Clone, Deserialize)]
pub struct EarlierContradiction {
    pub period: Period,
    pub unit: String,
    pub figure: String,
}

/// `checks_before`.
#[derive(Debug, Clone, Deserialize)]
pub struct EarlierResult {
    pub check: String,
    pub unit: String,
    pub state: String,
}

/// `findings`.
#[derive(Debug, Clone, Deserialize)]
pub struct RegisteredFinding {
    pub check: String,
    pub unit: String,
    pub status: String,
    pub first_seen: DateTime<Utc>,
    pub deadline: Option<NaiveDate>,
    pub closed_at: Option<DateTime<Utc>>,
    pub level: String,
    pub is_overdue: bool,
}

/// `return_causes`; the unit is absent where the ministry's answers are compared with all others.
#[derive(Debug, Clone, Deserialize)]
pub struct ReturnCause {
    pub unit: Option<String>,
    pub topic: String,
    pub outcome: String,
    pub answered: i64,
    pub returned: i64,
    pub peer_answered: i64,
    pub peer_returned: i64,
    pub difference: f64,
    pub low: f64,
    pub high: f64,
}

/// `return_paths`; the way is absent where too few citizens went it.
#[derive(Debug, Clone, Deserialize)]
pub struct ReturnPath {
    pub level: String,
    pub way: Option<Vec<String>>,
    pub citizens: i64,
}

/// `contradictions_favour`: a contradicted figure, and whether the error makes the unit look better.
#[derive(Debug, Clone, Deserialize)]
pub struct Favour {
    pub unit: String,
    pub figure: String,
    pub favours: Option<bool>,
}
