//! Records as Arrow columns: the quick way into DuckDB.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use duckdb::arrow::array::{
    Array, ArrayRef, BooleanArray, Date32Array, Int32Array, Int64Array, ListArray, StringArray, StructArray,
    TimestampMicrosecondArray,
};
use duckdb::arrow::buffer::OffsetBuffer;
use duckdb::arrow::datatypes::{DataType, Field, Schema};
use duckdb::arrow::error::ArrowError;
use duckdb::arrow::record_batch::RecordBatch;

use crate::domain::records::{
    Appointment, Assignment, Entity, Extension, Head, Official, Reception, Record, UnitReport,
};

/// The columns of one batch by name.
struct Columns {
    fields: Vec<Field>,
    arrays: Vec<ArrayRef>,
}

impl Columns {
    fn add(&mut self, name: &str, array: ArrayRef) {
        self.fields.push(Field::new(name, array.data_type().clone(), true));
        self.arrays.push(array);
    }

    fn text<'a>(&mut self, name: &str, values: impl Iterator<Item = Option<&'a str>>) {
        self.add(name, Arc::new(values.collect::<StringArray>()));
    }

    fn time(&mut self, name: &str, values: impl Iterator<Item = Option<DateTime<Utc>>>) {
        let micros = values.map(|at| at.map(|at| at.timestamp_micros()));
        self.add(name, Arc::new(micros.collect::<TimestampMicrosecondArray>()));
    }

    fn date(&mut self, name: &str, values: impl Iterator<Item = Option<NaiveDate>>) {
        let days = values.map(|day| day.map(|day| day.to_epoch_days()));
        self.add(name, Arc::new(days.collect::<Date32Array>()));
    }

    fn int(&mut self, name: &str, values: impl Iterator<Item = Option<i32>>) {
        self.add(name, Arc::new(values.collect::<Int32Array>()));
    }

    fn long(&mut self, name: &str, values: impl Iterator<Item = Option<i64>>) {
        self.add(name, Arc::new(values.collect::<Int64Array>()));
    }

    fn flag(&mut self, name: &str, values: impl Iterator<Item = Option<bool>>) {
        self.add(name, Arc::new(values.collect::<BooleanArray>()));
    }

    /// A list of structs a row, empty where there is none.
    fn extensions<'a>(&mut self, values: impl Iterator<Item = &'a [Extension]> + Clone) {
        let all = || values.clone().flatten();
        let date = |name: &str, of: fn(&Extension) -> NaiveDate| {
            let days: Date32Array = all().map(|extension| Some(of(extension).to_epoch_days())).collect();
            (Arc::new(Field::new(name, DataType::Date32, true)), Arc::new(days) as ArrayRef)
        };
        let reasons: StringArray = all().map(|extension| extension.reason.as_deref()).collect();
        let items = StructArray::from(vec![
            date("extended_on", |extension| extension.extended_on),
            date("from", |extension| extension.from),
            date("to", |extension| extension.to),
            (Arc::new(Field::new("reason", DataType::Utf8, true)), Arc::new(reasons) as ArrayRef),
        ]);
        let offsets = OffsetBuffer::from_lengths(values.map(<[Extension]>::len));
        let item = Arc::new(Field::new("item", items.data_type().clone(), true));
        self.add("extensions", Arc::new(ListArray::new(item, offsets, Arc::new(items), None)));
    }

    fn finish(self) -> Result<RecordBatch, ArrowError> {
        RecordBatch::try_new(Arc::new(Schema::new(self.fields)), self.arrays)
    }
}

/// Where rows come from, the same for all rows of a batch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin<'o> {
    pub source: &'o str,
    pub load_id: i64,
}

/// Turns records of one entity into the columns of its table; records of another kind do not occur and are left out.
pub(super) fn rows(entity: Entity, origin: Origin<'_>, records: &[&Record]) -> Result<RecordBatch, ArrowError> {
    let mut columns = Columns { fields: Vec::new(), arrays: Vec::new() };
    macro_rules! of {
        ($variant:ident) => {
            records.iter().filter_map(|r| if let Record::$variant(r) = r { Some(r) } else { None }).collect::<Vec<_>>()
        };
    }
    columns.text("source", records.iter().map(|_| Some(origin.source)));
    columns.long("load_from", records.iter().map(|_| Some(origin.load_id)));
    match entity {
        Entity::Receptions => receptions(&mut columns, &of!(Reception)),
        Entity::Assignments => assignments(&mut columns, &of!(Assignment)),
        Entity::Appointments => appointments(&mut columns, &of!(Appointment)),
        Entity::Officials => officials(&mut columns, &of!(Official)),
        Entity::UnitReports => unit_reports(&mut columns, &of!(UnitReport)),
    }
    columns.finish()
}

/// What decides whether a record is news: its place in the batch, id, content and age.
pub(super) fn keys(records: &[&Record]) -> Result<RecordBatch, ArrowError> {
    let mut columns = Columns { fields: Vec::new(), arrays: Vec::new() };
    let heads = || records.iter().map(|record| record.head());
    columns.int("batch_position", (0..).zip(records).map(|(position, _)| Some(position)));
    columns.text("id", heads().map(|head| Some(head.id.as_str())));
    columns.text("payload_hash", heads().map(|head| Some(head.payload_hash.as_str())));
    columns.flag("deleted", heads().map(|head| Some(head.deleted)));
    columns.time("updated_at", heads().map(|head| Some(head.updated_at)));
    columns.finish()
}

fn head<'a>(columns: &mut Columns, heads: impl Iterator<Item = &'a Head> + Clone) {
    columns.text("id", heads.clone().map(|head| Some(head.id.as_str())));
    columns.text("payload_hash", heads.clone().map(|head| Some(head.payload_hash.as_str())));
    columns.flag("deleted", heads.clone().map(|head| Some(head.deleted)));
    columns.time("updated_at", heads.clone().map(|head| Some(head.updated_at)));
    columns.text("unit_code", heads.map(|head| head.unit_code.as_deref()));
}

fn receptions(c: &mut Columns, rows: &[&Reception]) {
    head(c, rows.iter().map(|row| &row.head));
    c.time("registered_at", rows.iter().map(|row| row.registered_at));
    c.text("registration", rows.iter().map(|row| row.registration));
    c.text("mode", rows.iter().map(|row| row.mode));
    c.text("level", rows.iter().map(|row| row.level));
    c.text("official_id", rows.iter().map(|row| row.official_id.as_deref()));
    c.time("arrived_at", rows.iter().map(|row| row.arrived_at));
    c.time("started_at", rows.iter().map(|row| row.started_at));
    c.time("ended_at", rows.iter().map(|row| row.ended_at));
    c.text("citizen", rows.iter().map(|row| row.citizen.as_deref()));
    c.text("citizen_region", rows.iter().map(|row| row.citizen_region.as_deref()));
    c.text("topic", rows.iter().map(|row| row.topic.as_deref()));
    c.text("kind", rows.iter().map(|row| row.kind));
    c.text("complaint_about", rows.iter().map(|row| row.complaint_about.as_deref()));
    c.flag("collective", rows.iter().map(|row| row.collective));
    c.text("outcome", rows.iter().map(|row| row.outcome));
    c.text("referred_to", rows.iter().map(|row| row.referred_to.as_deref()));
    c.date("referred_on", rows.iter().map(|row| row.referred_on));
    c.text("note", rows.iter().map(|row| row.note.as_deref()));
    c.int("note_redactions", rows.iter().map(|row| Some(row.note_redactions)));
    c.int("rating", rows.iter().map(|row| row.rating));
    c.time("appeal_handed_at", rows.iter().map(|row| row.appeal_handed_at));
    c.time("appeal_registered_at", rows.iter().map(|row| row.appeal_registered_at));
    c.text("appeal_number", rows.iter().map(|row| row.appeal_number.as_deref()));
}

fn assignments(c: &mut Columns, rows: &[&Assignment]) {
    head(c, rows.iter().map(|row| &row.head));
    c.text("reception_id", rows.iter().map(|row| row.reception_id.as_deref()));
    c.text("executor_unit", rows.iter().map(|row| row.executor_unit.as_deref()));
    c.text("issued_by", rows.iter().map(|row| row.issued_by.as_deref()));
    c.date("issued_on", rows.iter().map(|row| row.issued_on));
    c.date("due_on", rows.iter().map(|row| row.due_on));
    c.text("term", rows.iter().map(|row| row.term));
    c.text("status", rows.iter().map(|row| row.status));
    c.date("completed_on", rows.iter().map(|row| row.completed_on));
    c.text("result", rows.iter().map(|row| row.result.as_deref()));
    c.int("result_redactions", rows.iter().map(|row| Some(row.result_redactions)));
    c.date("replied_on", rows.iter().map(|row| row.replied_on));
    c.extensions(rows.iter().map(|row| row.extensions.as_slice()));
}

fn appointments(c: &mut Columns, rows: &[&Appointment]) {
    head(c, rows.iter().map(|row| &row.head));
    c.text("official_id", rows.iter().map(|row| row.official_id.as_deref()));
    c.date("date", rows.iter().map(|row| row.date));
    c.text("starts", rows.iter().map(|row| row.starts.as_deref()));
    c.text("ends", rows.iter().map(|row| row.ends.as_deref()));
    c.text("place", rows.iter().map(|row| row.place.as_deref()));
    c.text("status", rows.iter().map(|row| row.status));
    c.text("reason", rows.iter().map(|row| row.reason.as_deref()));
}

fn officials(c: &mut Columns, rows: &[&Official]) {
    head(c, rows.iter().map(|row| &row.head));
    c.text("full_name", rows.iter().map(|row| row.full_name.as_deref()));
    c.text("post", rows.iter().map(|row| row.post.as_deref()));
    c.text("level", rows.iter().map(|row| row.level));
    c.date("active_from", rows.iter().map(|row| row.active_from));
    c.date("active_to", rows.iter().map(|row| row.active_to));
}

fn unit_reports(c: &mut Columns, rows: &[&UnitReport]) {
    head(c, rows.iter().map(|row| &row.head));
    c.text("period", rows.iter().map(|row| row.period.as_deref()));
    c.time("submitted_at", rows.iter().map(|row| row.submitted_at));
    c.long("receptions", rows.iter().map(|row| row.receptions));
    c.long("receptions_subsystem", rows.iter().map(|row| row.receptions_subsystem));
    c.long("assignments_issued", rows.iter().map(|row| row.assignments_issued));
    c.long("assignments_done", rows.iter().map(|row| row.assignments_done));
    c.long("assignments_overdue", rows.iter().map(|row| row.assignments_overdue));
    c.long("repeat", rows.iter().map(|row| row.repeat));
    c.long("written_appeals", rows.iter().map(|row| row.written_appeals));
    c.text("by_outcome", rows.iter().map(|row| row.by_outcome.as_deref()));
    c.text("by_topic", rows.iter().map(|row| row.by_topic.as_deref()));
}
