//! The items of the feed contract as they are written: borrowed, in the contract's own order, one struct an entity.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use serde::{Serialize, Serializer};

/// An instant, written in local time with its offset from UTC in seconds.
#[derive(Clone, Copy)]
pub(super) struct Time(pub i64, pub i32);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let local = DateTime::from_timestamp(self.0 + i64::from(self.1), 0).unwrap_or_default();
        let (sign, offset) = if self.1 < 0 { ('-', -self.1) } else { ('+', self.1) };
        let mut text = String::with_capacity(25);
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            local.year(),
            local.month(),
            local.day(),
            local.hour(),
            local.minute(),
            local.second(),
            offset / 3600,
            offset / 60 % 60,
        );
        serializer.serialize_str(&text)
    }
}

/// A minute of the local day as `HH:MM`.
#[derive(Clone, Copy)]
pub(super) struct Minute(pub u16);

impl Serialize for Minute {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:02}:{:02}", self.0 / 60, self.0 % 60))
    }
}

/// A tombstone omits the rest.
#[derive(Serialize)]
pub(super) struct Tombstone<'a> {
    pub id: String,
    pub unit_code: &'a str,
    pub updated_at: Time,
    pub deleted: bool,
}

#[derive(Serialize)]
pub(super) struct Reception<'a> {
    pub id: String,
    pub unit_code: &'a str,
    pub updated_at: Time,
    pub registered_at: Time,
    pub registration: &'static str,
    pub mode: &'static str,
    pub level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub official_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrived_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fin: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citizen_key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citizen_region: Option<&'a str>,
    /// Null where it is missing: both forms of nothing occur in a feed.
    pub topic: Option<&'a str>,
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complaint_about: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub collective: bool,
    pub outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referred_to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referred_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'static, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appeal_handed_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appeal_registered_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appeal_number: Option<String>,
    /// What the contract does not know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Extension {
    pub extended_on: NaiveDate,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub reason: Option<Cow<'static, str>>,
}

#[derive(Serialize)]
pub(super) struct Assignment<'a> {
    pub id: String,
    pub unit_code: &'a str,
    pub updated_at: Time,
    pub reception_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub executor_unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_by: Option<String>,
    pub issued_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub term: &'static str,
    pub status: &'static str,
    pub completed_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<Cow<'static, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replied_on: Option<NaiveDate>,
    pub extensions: Vec<Extension>,
}

#[derive(Serialize)]
pub(super) struct Appointment<'a> {
    pub id: String,
    pub unit_code: &'a str,
    pub updated_at: Time,
    pub official_id: String,
    pub date: NaiveDate,
    pub starts: Minute,
    pub ends: Minute,
    pub place: &'static str,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Cow<'static, str>>,
}

#[derive(Serialize)]
pub(super) struct Official<'a> {
    pub id: String,
    pub unit_code: &'a str,
    pub updated_at: Time,
    pub full_name: &'a str,
    pub post: &'a str,
    pub level: &'static str,
    pub active_from: NaiveDate,
    pub active_to: Option<NaiveDate>,
}

#[derive(Serialize)]
pub(super) struct UnitReport<'a> {
    pub id: String,
    pub unit_code: &'a str,
    pub updated_at: Time,
    pub period: String,
    pub submitted_at: Time,
    pub figures: Figures<'a>,
}

#[derive(Serialize)]
pub(super) struct Figures<'a> {
    pub receptions: u32,
    pub receptions_subsystem: u32,
    pub assignments_issued: u32,
    pub assignments_done: u32,
    pub assignments_overdue: u32,
    pub repeat: u32,
    pub written_appeals: u32,
    pub by_outcome: BTreeMap<&'static str, u32>,
    pub by_topic: BTreeMap<&'a str, u32>,
}
