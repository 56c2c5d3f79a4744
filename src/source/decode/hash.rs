//! The hash of a record's content: the same content is the same version, so that reading it twice changes nothing.
//!
//! It covers every contract field as stored: with `updated_at`, so that the lake is an image of what the unit said last
//! whatever was pulled before; with the citizen's hash instead of the identity; with redacted texts. It does not cover
//! what carries no meaning: the order of properties, white space, unknown properties, how a time's offset was written.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use sha2::{Digest, Sha256};

use crate::domain::records::{Appointment, Assignment, Extension, Head, Official, Reception, Record, UnitReport};
use crate::source::identity::push_hex;

/// Changes when the form of the hashed content changes: then every record looks changed once.
const FORM: u8 = 1;

/// Sets the record's `payload_hash`; `content` is only scratch space.
pub fn seal(record: &mut Record, content: &mut Vec<u8>) {
    content.clear();
    content.push(FORM);
    match record {
        Record::Reception(it) => reception(it, content),
        Record::Assignment(it) => assignment(it, content),
        Record::Appointment(it) => appointment(it, content),
        Record::Official(it) => official(it, content),
        Record::UnitReport(it) => unit_report(it, content),
    }
    let digest = Sha256::digest(&content[..]);
    let hash = &mut record.head_mut().payload_hash;
    hash.clear();
    hash.reserve_exact(32);
    push_hex(&digest[..16], hash);
}

// The structs are taken apart without `..`: a new field that is not hashed does not compile.

fn head(it: &Head, out: &mut Vec<u8>) {
    let Head { id, unit_code, updated_at, deleted, payload_hash: _ } = it;
    id.put(out);
    unit_code.put(out);
    updated_at.put(out);
    deleted.put(out);
}

fn reception(it: &Reception, out: &mut Vec<u8>) {
    let Reception {
        head: it_head,
        registered_at,
        registration,
        mode,
        level,
        official_id,
        arrived_at,
        started_at,
        ended_at,
        citizen,
        citizen_region,
        topic,
        kind,
        complaint_about,
        collective,
        outcome,
        referred_to,
        referred_on,
        note,
        note_redactions,
        rating,
        appeal_handed_at,
        appeal_registered_at,
        appeal_number,
    } = it;
    head(it_head, out);
    registered_at.put(out);
    registration.put(out);
    mode.put(out);
    level.put(out);
    official_id.put(out);
    arrived_at.put(out);
    started_at.put(out);
    ended_at.put(out);
    citizen.put(out);
    citizen_region.put(out);
    topic.put(out);
    kind.put(out);
    complaint_about.put(out);
    collective.put(out);
    outcome.put(out);
    referred_to.put(out);
    referred_on.put(out);
    note.put(out);
    note_redactions.put(out);
    rating.put(out);
    appeal_handed_at.put(out);
    appeal_registered_at.put(out);
    appeal_number.put(out);
}

fn assignment(it: &Assignment, out: &mut Vec<u8>) {
    let Assignment {
        head: it_head,
        reception_id,
        executor_unit,
        issued_by,
        issued_on,
        due_on,
        term,
        status,
        completed_on,
        result,
        result_redactions,
        replied_on,
        extensions,
    } = it;
    head(it_head, out);
    reception_id.put(out);
    executor_unit.put(out);
    issued_by.put(out);
    issued_on.put(out);
    due_on.put(out);
    term.put(out);
    status.put(out);
    completed_on.put(out);
    result.put(out);
    result_redactions.put(out);
    replied_on.put(out);
    extensions.len().put(out);
    for Extension { extended_on, from, to, reason } in extensions {
        extended_on.put(out);
        from.put(out);
        to.put(out);
        reason.put(out);
    }
}

fn appointment(it: &Appointment, out: &mut Vec<u8>) {
    let Appointment { head: it_head, official_id, date, starts, ends, place, status, reason } = it;
    head(it_head, out);
    official_id.put(out);
    date.put(out);
    starts.put(out);
    ends.put(out);
    place.put(out);
    status.put(out);
    reason.put(out);
}

fn official(it: &Official, out: &mut Vec<u8>) {
    let Official { head: it_head, full_name, post, level, active_from, active_to } = it;
    head(it_head, out);
    full_name.put(out);
    post.put(out);
    level.put(out);
    active_from.put(out);
    active_to.put(out);
}

fn unit_report(it: &UnitReport, out: &mut Vec<u8>) {
    let UnitReport {
        head: it_head,
        period,
        submitted_at,
        receptions,
        receptions_subsystem,
        assignments_issued,
        assignments_done,
        assignments_overdue,
        repeat,
        written_appeals,
        by_outcome,
        by_topic,
    } = it;
    head(it_head, out);
    period.put(out);
    submitted_at.put(out);
    receptions.put(out);
    receptions_subsystem.put(out);
    assignments_issued.put(out);
    assignments_done.put(out);
    assignments_overdue.put(out);
    repeat.put(out);
    written_appeals.put(out);
    by_outcome.put(out);
    by_topic.put(out);
}

/// Writes a value so that no two different contents give the same bytes.
trait Put {
    fn put(&self, out: &mut Vec<u8>);
}

impl<T: Put> Put for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            None => out.push(0),
            Some(value) => {
                out.push(1);
                value.put(out);
            }
        }
    }
}

impl Put for str {
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        out.extend_from_slice(self.as_bytes());
    }
}

impl Put for &'static str {
    fn put(&self, out: &mut Vec<u8>) {
        (**self).put(out);
    }
}

impl Put for String {
    fn put(&self, out: &mut Vec<u8>) {
        self.as_str().put(out);
    }
}

impl Put for DateTime<Utc> {
    fn put(&self, out: &mut Vec<u8>) {
        self.timestamp_micros().put(out);
    }
}

impl Put for NaiveDate {
    fn put(&self, out: &mut Vec<u8>) {
        self.num_days_from_ce().put(out);
    }
}

impl Put for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
}

impl Put for usize {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&(*self as u64).to_le_bytes());
    }
}

impl Put for i64 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }
}

impl Put for i32 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }
}
