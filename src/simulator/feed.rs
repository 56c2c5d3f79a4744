//! From the kept records to the contract's items: identifiers, words, and each entity's item.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate};
use serde::Serialize;

use crate::domain::records::values;

use super::compact::{
    Appointed, Appointment, Assignment, BLANK_TOPIC, Instant, Level, NO_OFFICIAL, NONE, Official, Outcome, Reception,
    Term,
};
use super::shape::Offer;
use super::texts;
use super::unit_reports::Report;
use super::wire::{self, Minute, Time, Tombstone};
use super::world::World;

pub(super) fn reception_id(world: &World, unit: u16, number: u32) -> String {
    format!("R-{}-{number:09}", world.unit(unit).code)
}

pub(super) fn assignment_id(world: &World, unit: u16, number: u32) -> String {
    format!("T-{}-{number:09}", world.unit(unit).code)
}

pub(super) fn appointment_id(world: &World, unit: u16, number: u32) -> String {
    format!("C-{}-{number:09}", world.unit(unit).code)
}

pub(super) fn official_id(world: &World, official: u32) -> Option<String> {
    let person = world.officials.get(official as usize).filter(|_| official != NO_OFFICIAL)?;
    Some(format!("V-{}-{:03}", world.unit(person.unit).code, person.number))
}

pub(super) fn report_id(world: &World, report: &Report) -> String {
    format!("H-{}-{}", world.unit(report.unit).code, report.period)
}

/// Writes items of one ministry as JSON.
pub(super) struct Writer<'a> {
    pub world: &'a World,
    /// Offsets from UTC and when each begins, oldest first.
    pub offsets: &'a [(i64, i32)],
}

impl Writer<'_> {
    pub fn time(&self, at: Instant) -> Time {
        let at = i64::from(at);
        let offset = self.offsets.iter().rev().find(|(from, _)| *from <= at).map_or(0, |(_, offset)| *offset);
        Time(at, offset)
    }

    fn some_time(&self, at: Instant) -> Option<Time> {
        (at != 0).then(|| self.time(at))
    }

    fn unit(&self, unit: u16) -> Option<&str> {
        (unit != NONE).then(|| self.world.unit(unit).code.as_str())
    }

    fn topic_name(&self, topic: u8) -> &str {
        self.world.topics.get(usize::from(topic)).map_or("müraciət", |topic| topic.name.as_str())
    }

    pub fn reception(&self, r: &Reception, into: &mut Vec<u8>) {
        let world = self.world;
        let id = reception_id(world, r.unit, r.number);
        let (unit_code, updated_at) = (world.unit(r.unit).code.as_str(), self.time(r.updated));
        if r.deleted {
            return write(&Tombstone { id, unit_code, updated_at, deleted: true }, into);
        }
        let pseudonymous = world.offer(r.unit).pseudonymous;
        let fin = world.identities.fin(r.citizen);
        let number = (r.appeal_registered != 0).then(|| format!("VM-{}-{}", r.day.format("%y"), r.number));
        let item = wire::Reception {
            id,
            unit_code,
            updated_at,
            registered_at: self.time(r.registered),
            registration: values::REGISTRATION[r.registration as usize],
            mode: if r.broken { "" } else { values::MODE[r.mode as usize] },
            level: level(r.level),
            official_id: official_id(world, r.official),
            arrived_at: self.some_time(r.arrived),
            started_at: self.some_time(r.started),
            ended_at: self.some_time(r.ended),
            fin: (r.citizen != 0 && !pseudonymous).then(|| String::from_utf8_lossy(&fin)),
            citizen_key: (r.citizen != 0 && pseudonymous).then(|| world.identities.key(r.citizen)),
            citizen_region: world.regions.get(usize::from(r.region)).map(String::as_str),
            topic: match r.topic {
                BLANK_TOPIC => Some(""),
                topic => world.topics.get(usize::from(topic)).map(|topic| topic.code.as_str()),
            },
            kind: values::KIND[r.kind as usize],
            complaint_about: self.unit(r.complaint_about),
            collective: r.collective,
            outcome: match r.outcome {
                Outcome::Missing => None,
                Outcome::Blank => Some(""),
                named => Some(values::OUTCOME[named as usize]),
            },
            referred_to: self.unit(r.referred_to),
            referred_on: (r.referred != 0).then(|| self.time(r.referred)).and_then(local_day),
            note: texts::sentence(r.note, self.topic_name(r.topic)),
            rating: (r.rating > 0).then_some(r.rating),
            appeal_handed_at: self.some_time(r.handed),
            appeal_registered_at: self.some_time(r.appeal_registered),
            appeal_number: number,
            priority: world.drifts(r.unit, r.updated).then_some("yüksək"),
        };
        write(&item, into);
    }

    pub fn assignment(&self, a: &Assignment, into: &mut Vec<u8>) {
        let world = self.world;
        let extensions = a.extended.iter().flatten().map(|extended| wire::Extension {
            extended_on: extended.on,
            from: extended.from,
            to: extended.to,
            reason: texts::sentence(extended.reason, ""),
        });
        let item = wire::Assignment {
            id: assignment_id(world, a.unit, a.number),
            unit_code: &world.unit(a.unit).code,
            updated_at: self.time(a.updated),
            reception_id: reception_id(world, a.unit, a.number),
            executor_unit: self.unit(a.executor),
            issued_by: official_id(world, a.issued_by),
            issued_on: a.issued_on,
            due_on: a.due_on,
            term: match a.term {
                Term::Ordinary => "ordinary",
                Term::Study => "study",
                Term::Corruption => "corruption",
            },
            status: match (a.completed_on, a.cancelled) {
                (Some(_), _) => "done",
                _ if a.undated => "done",
                (None, 0) => "open",
                (None, _) => "cancelled",
            },
            completed_on: a.completed_on,
            result: (a.completed_on.is_some() || a.undated)
                .then(|| texts::sentence(a.result, self.topic_name(a.topic)))
                .flatten(),
            replied_on: a.replied_on,
            extensions: extensions.collect(),
        };
        write(&item, into);
    }

    pub fn appointment(&self, a: &Appointment, into: &mut Vec<u8>) {
        let item = wire::Appointment {
            id: appointment_id(self.world, a.unit, a.number),
            unit_code: &self.world.unit(a.unit).code,
            updated_at: self.time(a.updated),
            official_id: official_id(self.world, a.official).unwrap_or_default(),
            date: a.date,
            starts: Minute(a.starts),
            ends: Minute(a.ends),
            place: if a.starts < 12 * 60 { "Qəbul otağı" } else { "Rəhbərin qəbul otağı" },
            status: match a.status {
                Appointed::Planned => "planned",
                Appointed::Held => "held",
                Appointed::Cancelled => "cancelled",
                Appointed::Moved => "moved",
            },
            reason: texts::sentence(a.reason, ""),
        };
        write(&item, into);
    }

    pub fn official(&self, place: u32, person: &Official, into: &mut Vec<u8>) {
        let item = wire::Official {
            id: official_id(self.world, place).unwrap_or_default(),
            unit_code: &self.world.unit(person.unit).code,
            updated_at: self.time(person.updated),
            full_name: &person.name,
            post: &person.post,
            level: level(person.level),
            active_from: person.active_from,
            active_to: person.active_to,
        };
        write(&item, into);
    }

    pub fn report(&self, report: &Report, into: &mut Vec<u8>) {
        let figures = &report.figures;
        let outcomes = values::OUTCOME.iter().copied().zip(figures.by_outcome);
        let topics = self.world.topics.iter().map(|topic| topic.code.as_str()).zip(figures.by_topic.iter().copied());
        let item = wire::UnitReport {
            id: report_id(self.world, report),
            unit_code: &self.world.unit(report.unit).code,
            updated_at: self.time(report.submitted),
            period: report.period.to_string(),
            submitted_at: self.time(report.submitted),
            figures: wire::Figures {
                receptions: figures.receptions,
                receptions_subsystem: figures.subsystem,
                assignments_issued: figures.issued,
                assignments_done: figures.done,
                assignments_overdue: figures.overdue,
                repeat: figures.repeat,
                written_appeals: figures.written_appeals,
                by_outcome: outcomes.filter(|(_, count)| *count > 0).collect(),
                by_topic: topics.filter(|(_, count)| *count > 0).collect(),
            },
        };
        write(&item, into);
    }
}

fn level(level: Level) -> &'static str {
    values::LEVEL[level as usize]
}

fn local_day(time: Time) -> Option<NaiveDate> {
    DateTime::from_timestamp(time.0 + i64::from(time.1), 0).map(|local| local.date_naive())
}

fn write(item: &impl Serialize, into: &mut Vec<u8>) {
    serde_json::to_writer(into, item).expect("writing these structs to memory cannot fail");
}

/// The optional columns that a source fills, for `/v1/meta`.
pub(super) fn columns(offer: Offer) -> [Cow<'static, [&'static str]>; 5] {
    let mut receptions = vec![
        "official_id",
        "started_at",
        "ended_at",
        "citizen_region",
        "topic",
        "kind",
        "complaint_about",
        "collective",
        "outcome",
        "referred_to",
        "referred_on",
        "note",
        "appeal_handed_at",
        "appeal_registered_at",
        "appeal_number",
    ];
    receptions.push(if offer.pseudonymous { "citizen_key" } else { "fin" });
    receptions.extend(offer.arrivals.then_some("arrived_at"));
    receptions.extend(offer.ratings.then_some("rating"));
    let mut assignments = vec!["executor_unit", "issued_by", "due_on", "completed_on", "result", "extensions"];
    assignments.extend(offer.replies.then_some("replied_on"));
    let figures: &[&str] = &[
        "receptions",
        "receptions_subsystem",
        "assignments_issued",
        "assignments_done",
        "assignments_overdue",
        "repeat",
        "written_appeals",
        "by_outcome",
        "by_topic",
    ];
    [
        receptions.into(),
        assignments.into(),
        (&["place", "reason"][..]).into(),
        (&["active_to"][..]).into(),
        figures.into(),
    ]
}
