//! What each entity has and which of it the contract requires.

use std::collections::BTreeSet;

use super::Form;
use super::fields::{Fields, Refusal};
use super::wire::{Shape, elements};
use crate::domain::records::{
    Appointment, Assignment, Entity, Extension, Head, Official, Reception, Record, UnitReport, values,
};

/// Declares a shape: a constant with the position of each property, and all of them together.
macro_rules! shape {
    ($module:ident: $($name:ident)* ; nested: $($nested:ident)*) => {
        mod $module {
            #![expect(non_upper_case_globals, reason = "named as the contract names them")]
            #![allow(dead_code, reason = "the first four are read by position, for every entity alike")]
            use super::Shape;

            #[expect(non_camel_case_types, reason = "only there to count")]
            enum Position { $($name),* }
            $(pub const $name: usize = Position::$name as usize;)*
            pub const SHAPE: Shape = Shape { names: &[$(stringify!($name)),*], nested: &[$($nested),*] };
        }
    };
}

// Every entity begins with the same four.
const ID: usize = 0;
const UNIT_CODE: usize = 1;
const UPDATED_AT: usize = 2;
const DELETED: usize = 3;

shape!(reception: id unit_code updated_at deleted
    registered_at registration mode level official_id arrived_at started_at ended_at fin citizen_key citizen_region
    topic kind complaint_about collective outcome referred_to referred_on note rating appeal_handed_at
    appeal_registered_at appeal_number; nested:);
shape!(assignment: id unit_code updated_at deleted
    reception_id executor_unit issued_by issued_on due_on term status completed_on result replied_on extensions;
    nested: extensions);
shape!(appointment: id unit_code updated_at deleted
    official_id date starts ends place status reason; nested:);
shape!(official: id unit_code updated_at deleted
    full_name post level active_from active_to; nested:);
shape!(unit_report: id unit_code updated_at deleted
    period submitted_at figures; nested: figures);
shape!(figures: receptions receptions_subsystem assignments_issued assignments_done assignments_overdue repeat
    written_appeals by_outcome by_topic; nested: by_outcome by_topic);
shape!(extension: extended_on from to reason; nested:);

/// By `Entity as usize`.
pub const SHAPES: [Shape; Entity::ALL.len()] =
    [reception::SHAPE, assignment::SHAPE, appointment::SHAPE, official::SHAPE, unit_report::SHAPE];

/// The objects inside items.
pub const FIGURES: Shape = figures::SHAPE;
#[cfg(test)]
pub const EXTENSION: Shape = extension::SHAPE;

/// What the contract requires of each entity, by `Entity as usize`.
pub const REQUIRED: [&[&str]; Entity::ALL.len()] = [
    &["id", "unit_code", "updated_at", "registered_at", "registration", "mode", "level"],
    &["id", "unit_code", "updated_at", "reception_id", "issued_on", "term", "status"],
    &["id", "unit_code", "updated_at", "official_id", "date", "starts", "ends", "status"],
    &["id", "unit_code", "updated_at", "full_name", "post", "level", "active_from"],
    &["id", "unit_code", "updated_at", "period", "submitted_at", "figures"],
];

/// The names of the fields that were there: the contract's, and the store's where they differ.
pub fn column_names(entity: Entity, seen: u32, seen_figures: u32) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    let has = |mask: u32, at: usize| mask & (1 << at) != 0;
    for (at, name) in SHAPES[entity as usize].names.iter().enumerate() {
        if has(seen, at) {
            names.insert(*name);
        }
    }
    for (at, name) in figures::SHAPE.names.iter().enumerate() {
        if has(seen_figures, at) {
            names.insert(*name);
        }
    }
    if entity == Entity::Receptions && (has(seen, reception::fin) || has(seen, reception::citizen_key)) {
        names.insert("citizen");
    }
    names
}

/// Reads a required field, or an optional one, with the reader named.
macro_rules! required {
    ($fields:ident.$reader:ident($at:expr $(, $more:expr)*)) => {{
        let field = $fields.$reader($at $(, $more)*);
        $fields.need($at, field)?
    }};
}

impl Fields<'_, '_> {
    /// The identifier, without which a row cannot be named.
    pub fn id(&mut self) -> Result<String, Refusal> {
        let id = self.text(ID).map_err(|refusal| Refusal { reason: "bad_id", ..refusal })?;
        let Some(id) = id else {
            return Err(Refusal::new("id", "missing", "`id` is missing; the contract requires it"));
        };
        if id.chars().count() > 64 {
            return Err(Refusal::new("id", "bad_id", "`id` is longer than 64 characters"));
        }
        if id.chars().any(char::is_control) {
            return Err(Refusal::new("id", "bad_id", "`id` holds a control character"));
        }
        Ok(id)
    }

    fn head(&mut self, id: String) -> Result<Head, Refusal> {
        let updated_at = match (self.time(UPDATED_AT)?, self.decoder.form) {
            (Some(updated_at), _) => updated_at,
            (None, Form::File { modified_at, .. }) => modified_at,
            (None, Form::Feed) => {
                return Err(Refusal::new("updated_at", "missing", "`updated_at` is missing; the contract requires it"));
            }
        };
        self.updated_at = Some(updated_at);
        let deleted = self.flag(DELETED)?.unwrap_or(false);
        if deleted {
            // A tombstone may omit the rest, so what it says besides is not looked at.
            let unit_code = self.own_unit(UNIT_CODE).unwrap_or(None);
            self.bury();
            return Ok(Head { id, unit_code, updated_at, deleted, payload_hash: String::new() });
        }
        let unit_code = required!(self.own_unit(UNIT_CODE));
        Ok(Head { id, unit_code, updated_at, deleted, payload_hash: String::new() })
    }
}

pub fn decode(entity: Entity, fields: &mut Fields, id: String, seen_figures: &mut u32) -> Result<Record, Refusal> {
    let head = fields.head(id)?;
    Ok(match entity {
        Entity::Receptions => Record::Reception(decode_reception(fields, head)?),
        Entity::Assignments => Record::Assignment(decode_assignment(fields, head)?),
        Entity::Appointments => Record::Appointment(decode_appointment(fields, head)?),
        Entity::Officials => Record::Official(decode_official(fields, head)?),
        Entity::UnitReports => Record::UnitReport(decode_unit_report(fields, head, seen_figures)?),
    })
}

fn decode_reception(fields: &mut Fields, head: Head) -> Result<Reception, Refusal> {
    use reception as at;
    let (note, note_redactions) = fields.free_text(at::note)?;
    Ok(Reception {
        head,
        registered_at: required!(fields.time(at::registered_at)),
        registration: required!(fields.word(at::registration, values::REGISTRATION)),
        mode: required!(fields.word(at::mode, values::MODE)),
        level: required!(fields.word(at::level, values::LEVEL)),
        official_id: fields.text(at::official_id)?,
        arrived_at: fields.time(at::arrived_at)?,
        started_at: fields.time(at::started_at)?,
        ended_at: fields.time(at::ended_at)?,
        citizen: fields.citizen(at::fin, at::citizen_key),
        citizen_region: fields.text(at::citizen_region)?,
        topic: fields.topic(at::topic)?,
        kind: fields.word(at::kind, values::KIND)?,
        complaint_about: fields.unit(at::complaint_about)?,
        collective: fields.flag(at::collective)?,
        outcome: fields.word(at::outcome, values::OUTCOME)?,
        referred_to: fields.unit(at::referred_to)?,
        referred_on: fields.date(at::referred_on)?,
        note,
        note_redactions,
        rating: fields.whole(at::rating, 1, 5)?.and_then(|rating| i32::try_from(rating).ok()),
        appeal_handed_at: fields.time(at::appeal_handed_at)?,
        appeal_registered_at: fields.time(at::appeal_registered_at)?,
        appeal_number: fields.text(at::appeal_number)?,
    })
}

fn decode_assignment(fields: &mut Fields, head: Head) -> Result<Assignment, Refusal> {
    use assignment as at;
    let (result, result_redactions) = fields.free_text(at::result)?;
    Ok(Assignment {
        head,
        reception_id: required!(fields.text(at::reception_id)),
        executor_unit: fields.unit(at::executor_unit)?,
        issued_by: fields.text(at::issued_by)?,
        issued_on: required!(fields.date(at::issued_on)),
        due_on: fields.date(at::due_on)?,
        term: required!(fields.word(at::term, values::TERM)),
        status: required!(fields.word(at::status, values::ASSIGNMENT_STATUS)),
        completed_on: fields.date(at::completed_on)?,
        result,
        result_redactions,
        replied_on: fields.date(at::replied_on)?,
        extensions: decode_extensions(fields, at::extensions)?,
    })
}

fn decode_appointment(fields: &mut Fields, head: Head) -> Result<Appointment, Refusal> {
    use appointment as at;
    Ok(Appointment {
        head,
        official_id: required!(fields.text(at::official_id)),
        date: required!(fields.date(at::date)),
        starts: required!(fields.minute(at::starts)),
        ends: required!(fields.minute(at::ends)),
        place: fields.text(at::place)?,
        status: required!(fields.word(at::status, values::APPOINTMENT_STATUS)),
        reason: fields.free_text(at::reason)?.0,
    })
}

fn decode_official(fields: &mut Fields, head: Head) -> Result<Official, Refusal> {
    use official as at;
    Ok(Official {
        head,
        full_name: required!(fields.text(at::full_name)),
        post: required!(fields.text(at::post)),
        level: required!(fields.word(at::level, values::LEVEL)),
        active_from: required!(fields.date(at::active_from)),
        active_to: fields.date(at::active_to)?,
    })
}

fn decode_unit_report(fields: &mut Fields, head: Head, seen: &mut u32) -> Result<UnitReport, Refusal> {
    use unit_report as at;
    let mut report = UnitReport {
        head,
        period: required!(fields.period(at::period)),
        submitted_at: required!(fields.time(at::submitted_at)),
        receptions: None,
        receptions_subsystem: None,
        assignments_issued: None,
        assignments_done: None,
        assignments_overdue: None,
        repeat: None,
        written_appeals: None,
        by_outcome: None,
        by_topic: None,
    };
    if let Some(text) = required!(fields.nested(at::figures)) {
        *seen |= fields.inside("figures", &text, figures::SHAPE, |inner| decode_figures(inner, &mut report))?;
    }
    Ok(report)
}

fn decode_figures(fields: &mut Fields, report: &mut UnitReport) -> Result<(), Refusal> {
    use figures as at;
    let mut count = |at| fields.whole(at, 0, i64::MAX);
    report.receptions = count(at::receptions)?;
    report.receptions_subsystem = count(at::receptions_subsystem)?;
    report.assignments_issued = count(at::assignments_issued)?;
    report.assignments_done = count(at::assignments_done)?;
    report.assignments_overdue = count(at::assignments_overdue)?;
    report.repeat = count(at::repeat)?;
    report.written_appeals = count(at::written_appeals)?;
    report.by_outcome = fields.counts(at::by_outcome, |name| values::known(values::OUTCOME, name).is_some())?;
    report.by_topic = fields.counts(at::by_topic, |_| true)?;
    Ok(())
}

fn decode_extensions(fields: &mut Fields, at: usize) -> Result<Vec<Extension>, Refusal> {
    let Some(text) = fields.nested(at)? else { return Ok(Vec::new()) };
    let name = fields.name(at);
    let items = elements(&text).map_err(|detail| Refusal::new(name, "bad_type", format!("`{name}`: {detail}")))?;
    let mut extensions = Vec::with_capacity(items.len());
    for (number, item) in items.iter().enumerate() {
        fields.inside(&format!("{name}[{number}]"), item.get(), extension::SHAPE, |inner| {
            extensions.push(decode_extension(inner)?);
            Ok(())
        })?;
    }
    Ok(extensions)
}

fn decode_extension(fields: &mut Fields) -> Result<Extension, Refusal> {
    use extension as at;
    let mut day = |at| {
        let day = fields.date(at)?;
        day.ok_or_else(|| fields.missing(at))
    };
    Ok(Extension {
        extended_on: day(at::extended_on)?,
        from: day(at::from)?,
        to: day(at::to)?,
        reason: fields.free_text(at::reason)?.0,
    })
}
