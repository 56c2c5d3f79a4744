//! The records of the feed contract after decoding, as they go to the lake: the columns' names are the fields' names.
//!
//! Enumerations are kept as the contract's own words, of which [`values`] lists the accepted ones. A tombstone may lack
//! everything but its head, so every other field is optional: `Reception { head, ..Default::default() }`.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// What a source serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entity {
    Receptions,
    Assignments,
    Appointments,
    Officials,
    UnitReports,
}

impl Entity {
    pub const ALL: [Entity; 5] =
        [Entity::Receptions, Entity::Assignments, Entity::Appointments, Entity::Officials, Entity::UnitReports];

    /// Its name in addresses and in the columns `entity`.
    pub fn as_str(self) -> &'static str {
        match self {
            Entity::Receptions => "receptions",
            Entity::Assignments => "assignments",
            Entity::Appointments => "appointments",
            Entity::Officials => "officials",
            Entity::UnitReports => "unit-reports",
        }
    }

    /// Its table in the schema `lake`.
    pub fn table(self) -> &'static str {
        match self {
            Entity::UnitReports => "unit_reports",
            other => other.as_str(),
        }
    }
}

impl fmt::Display for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Entity {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Entity::ALL.into_iter().find(|entity| entity.as_str() == text).ok_or_else(|| {
            let all = Entity::ALL.map(|entity| format!("`{entity}`")).join(", ");
            Error::usage(format!("unknown entity `{text}`")).hint(format!("use one of {all}"))
        })
    }
}

/// The accepted words of every enumeration of the contract.
pub mod values {
    pub const REGISTRATION: &[&str] = &["subsystem", "paper", "late"];
    pub const MODE: &[&str] = &["personal", "mobile", "video", "phone"];
    pub const LEVEL: &[&str] = &["leadership", "official", "reception_room"];
    pub const KIND: &[&str] = &["application", "complaint", "proposal", "inquiry"];
    pub const OUTCOME: &[&str] =
        &["explained", "resolved", "assigned", "written_appeal", "referred", "no_grounds", "no_show"];
    pub const TERM: &[&str] = &["ordinary", "study", "corruption"];
    pub const ASSIGNMENT_STATUS: &[&str] = &["open", "done", "cancelled"];
    pub const APPOINTMENT_STATUS: &[&str] = &["planned", "held", "cancelled", "moved"];

    /// The listed word that equals the text.
    pub fn known(list: &'static [&'static str], text: &str) -> Option<&'static str> {
        list.iter().copied().find(|word| *word == text)
    }
}

/// What every record has.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Head {
    pub id: String,
    pub unit_code: Option<String>,
    pub updated_at: DateTime<Utc>,
    pub deleted: bool,
    /// SHA-256 of the decoded content: the same content is the same version.
    pub payload_hash: String,
}

/// One citizen received once.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Reception {
    #[serde(flatten)]
    pub head: Head,
    pub registered_at: Option<DateTime<Utc>>,
    pub registration: Option<&'static str>,
    pub mode: Option<&'static str>,
    pub level: Option<&'static str>,
    pub official_id: Option<String>,
    pub arrived_at: Option<DateTime<Utc>>,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    /// The keyed hash, never the FIN.
    pub citizen: Option<String>,
    pub citizen_region: Option<String>,
    pub topic: Option<String>,
    pub kind: Option<&'static str>,
    pub complaint_about: Option<String>,
    pub collective: Option<bool>,
    pub outcome: Option<&'static str>,
    pub referred_to: Option<String>,
    pub referred_on: Option<NaiveDate>,
    /// Personal numbers and phones redacted.
    pub note: Option<String>,
    pub note_redactions: i32,
    pub rating: Option<i32>,
    pub appeal_handed_at: Option<DateTime<Utc>>,
    pub appeal_registered_at: Option<DateTime<Utc>>,
    pub appeal_number: Option<String>,
}

/// A tapşırıq given at a reception.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Assignment {
    #[serde(flatten)]
    pub head: Head,
    pub reception_id: Option<String>,
    pub executor_unit: Option<String>,
    pub issued_by: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub term: Option<&'static str>,
    pub status: Option<&'static str>,
    pub completed_on: Option<NaiveDate>,
    /// Personal numbers and phones redacted.
    pub result: Option<String>,
    pub result_redactions: i32,
    pub replied_on: Option<NaiveDate>,
    /// Oldest first.
    pub extensions: Vec<Extension>,
}

/// One extension of an assignment's term.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Extension {
    pub extended_on: NaiveDate,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub reason: Option<String>,
}

/// One line of the reception schedule (qəbul cədvəli).
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Appointment {
    #[serde(flatten)]
    pub head: Head,
    pub official_id: Option<String>,
    pub date: Option<NaiveDate>,
    /// Local time as `HH:MM`.
    pub starts: Option<String>,
    /// Local time as `HH:MM`.
    pub ends: Option<String>,
    pub place: Option<String>,
    pub status: Option<&'static str>,
    pub reason: Option<String>,
}

/// Who receives citizens.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Official {
    #[serde(flatten)]
    pub head: Head,
    pub full_name: Option<String>,
    pub post: Option<String>,
    pub level: Option<&'static str>,
    pub active_from: Option<NaiveDate>,
    pub active_to: Option<NaiveDate>,
}

/// The figures that a unit states itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct UnitReport {
    #[serde(flatten)]
    pub head: Head,
    pub period: Option<String>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub receptions: Option<i64>,
    pub receptions_subsystem: Option<i64>,
    pub assignments_issued: Option<i64>,
    pub assignments_done: Option<i64>,
    pub assignments_overdue: Option<i64>,
    pub repeat: Option<i64>,
    pub written_appeals: Option<i64>,
    /// JSON object: outcome → count.
    pub by_outcome: Option<String>,
    /// JSON object: topic → count.
    pub by_topic: Option<String>,
}

/// Any record.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Record {
    Reception(Reception),
    Assignment(Assignment),
    Appointment(Appointment),
    Official(Official),
    UnitReport(UnitReport),
}

impl Record {
    pub fn head(&self) -> &Head {
        match self {
            Record::Reception(record) => &record.head,
            Record::Assignment(record) => &record.head,
            Record::Appointment(record) => &record.head,
            Record::Official(record) => &record.head,
            Record::UnitReport(record) => &record.head,
        }
    }

    pub fn head_mut(&mut self) -> &mut Head {
        match self {
            Record::Reception(record) => &mut record.head,
            Record::Assignment(record) => &mut record.head,
            Record::Appointment(record) => &mut record.head,
            Record::Official(record) => &mut record.head,
            Record::UnitReport(record) => &mut record.head,
        }
    }

    pub fn entity(&self) -> Entity {
        match self {
            Record::Reception(_) => Entity::Receptions,
            Record::Assignment(_) => Entity::Assignments,
            Record::Appointment(_) => Entity::Appointments,
            Record::Official(_) => Entity::Officials,
            Record::UnitReport(_) => Entity::UnitReports,
        }
    }
}

/// A row that could not be taken; it goes to quarantine.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rejected {
    pub record_id: Option<String>,
    pub field: Option<String>,
    /// missing | unknown_enum | unknown_unit | foreign_unit | bad_type | bad_id | bad_row
    pub reason: &'static str,
    /// For people; holds no identity.
    pub detail: String,
    /// The row as it came, identity redacted.
    pub raw: String,
}

/// Something the contract does not know: counted, not refused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Drift {
    /// property | enum | topic | type
    pub kind: &'static str,
    pub name: String,
    pub value: String,
}

/// One page of a walk, decoded: what is committed in one transaction.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    pub entity: Entity,
    pub records: Vec<Record>,
    pub rejected: Vec<Rejected>,
    pub drift: Vec<Drift>,
    /// After decompression.
    pub bytes: u64,
    /// Columns that were non-null at least once.
    pub seen_columns: BTreeSet<&'static str>,
    /// The greatest `updated_at` seen.
    pub watermark: Option<DateTime<Utc>>,
    /// Where the next page begins; none at the end.
    pub next_cursor: Option<String>,
    /// Items on the page, taken or not.
    pub items: u64,
}

impl Batch {
    /// An empty page.
    pub fn new(entity: Entity) -> Batch {
        Batch {
            entity,
            records: Vec::new(),
            rejected: Vec::new(),
            drift: Vec::new(),
            bytes: 0,
            seen_columns: BTreeSet::new(),
            watermark: None,
            next_cursor: None,
            items: 0,
        }
    }
}

#[cfg(test)]
mod tests;
