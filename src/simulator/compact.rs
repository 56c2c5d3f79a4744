//! The records as the simulator keeps them: small, with indexes in place of codes, millions fit in memory.
//!
//! Instants are seconds since 1970 in 32 bits, 0 = none. Units, topics, regions and officials are places in their lists.

use chrono::NaiveDate;

/// Seconds since 1970, 0 = none.
pub(super) type Instant = u32;

/// No unit, topic or region.
pub(super) const NONE: u16 = u16::MAX;
/// A topic that was left out (null) or left blank (an empty text).
pub(super) const NO_TOPIC: u8 = u8::MAX;
pub(super) const BLANK_TOPIC: u8 = u8::MAX - 1;
pub(super) const NO_REGION: u8 = u8::MAX;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Registration {
    Subsystem,
    Paper,
    Late,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Personal,
    Mobile,
    Video,
    Phone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Leadership,
    Official,
    ReceptionRoom,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Application,
    Complaint,
    Proposal,
    Inquiry,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Explained,
    Resolved,
    Assigned,
    WrittenAppeal,
    Referred,
    NoGrounds,
    NoShow,
    /// Left out (null).
    Missing,
    /// Left blank (an empty text).
    Blank,
}

impl Outcome {
    /// The outcomes of the contract, in its order.
    pub const NAMED: [Outcome; 7] = [
        Outcome::Explained,
        Outcome::Resolved,
        Outcome::Assigned,
        Outcome::WrittenAppeal,
        Outcome::Referred,
        Outcome::NoGrounds,
        Outcome::NoShow,
    ];

    pub fn is_answer(self) -> bool {
        matches!(self, Outcome::Explained | Outcome::Resolved)
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reception {
    /// 0 = not given.
    pub citizen: u64,
    pub number: u32,
    /// The local day to whose period it belongs.
    pub day: NaiveDate,
    pub registered: Instant,
    pub arrived: Instant,
    pub started: Instant,
    pub ended: Instant,
    pub handed: Instant,
    pub appeal_registered: Instant,
    pub rated: Instant,
    pub referred: Instant,
    /// When the kind was corrected from an application to an inquiry.
    pub amended: Instant,
    pub updated: Instant,
    pub official: u32,
    pub unit: u16,
    pub referred_to: u16,
    pub complaint_about: u16,
    pub note: u16,
    pub topic: u8,
    pub region: u8,
    pub rating: u8,
    pub registration: Registration,
    pub mode: Mode,
    pub level: Level,
    pub kind: Kind,
    pub outcome: Outcome,
    pub collective: bool,
    pub deleted: bool,
    /// No record but a row that breaks the contract.
    pub broken: bool,
    /// A planted fault has changed it.
    pub spoiled: bool,
    /// The citizen comes back with it, or it is such a return.
    pub chained: bool,
    /// Which visit on the same matter it is, from 1.
    pub visit: u8,
}

/// No official.
pub(super) const NO_OFFICIAL: u32 = u32::MAX;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    Ordinary,
    Study,
    Corruption,
}

impl Term {
    /// The statutory limit in working days.
    pub fn limit(self) -> u32 {
        match self {
            Term::Ordinary => 15,
            Term::Study => 30,
            Term::Corruption => 20,
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Extended {
    pub at: Instant,
    pub on: NaiveDate,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub reason: u16,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Assignment {
    /// The number of its reception.
    pub number: u32,
    pub known: Instant,
    pub completed: Instant,
    pub replied: Instant,
    pub cancelled: Instant,
    pub updated: Instant,
    pub issued_by: u32,
    pub unit: u16,
    pub executor: u16,
    pub result: u16,
    pub term: Term,
    pub topic: u8,
    pub issued_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    /// The due date in force, moved to a working day.
    pub due_effective: Option<NaiveDate>,
    pub completed_on: Option<NaiveDate>,
    pub replied_on: Option<NaiveDate>,
    /// At most two extensions, oldest first.
    pub extended: [Option<Extended>; 2],
    /// Done without a date of completion.
    pub undated: bool,
}

impl Assignment {
    /// Who answers for it: the executor, without one the unit that issued it.
    pub fn charged(&self) -> u16 {
        if self.executor == NONE { self.unit } else { self.executor }
    }

    /// The due date in force on a day, as it was written.
    pub fn due_in_force(&self, day: NaiveDate) -> Option<NaiveDate> {
        let granted = self.extended.iter().flatten().rfind(|extended| extended.on <= day);
        granted.map(|extended| extended.to).or(self.due_on)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Appointed {
    Planned,
    Held,
    Cancelled,
    Moved,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Appointment {
    pub number: u32,
    pub official: u32,
    pub unit: u16,
    pub date: NaiveDate,
    /// Minutes of the local day.
    pub starts: u16,
    pub ends: u16,
    pub status: Appointed,
    pub reason: u16,
    pub published: Instant,
    pub settled: Instant,
    pub updated: Instant,
}

#[derive(Debug, Clone)]
pub(super) struct Official {
    pub unit: u16,
    /// Its number within the unit, from 1.
    pub number: u32,
    pub name: String,
    pub post: String,
    pub level: Level,
    pub active_from: NaiveDate,
    pub active_to: Option<NaiveDate>,
    pub updated: Instant,
}
