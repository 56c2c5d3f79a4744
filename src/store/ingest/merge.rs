//! Which records of a batch are news, and their rows in the lake: a change ends the held row and adds a new one.
//!
//! Only keys are compared inside the database; whole rows go there once, straight into the table, and only those that
//! are news. The first load of an entity compares nothing, because nothing is held.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};

use duckdb::arrow::array::{Array, Int32Array, StringArray};
use duckdb::arrow::record_batch::RecordBatch;

use super::{Committed, LoadHandle};
use crate::domain::records::Record;
use crate::error::{Doing, Error, Result};
use crate::store::Session;
use crate::store::arrow_columns::{self, Origin};

/// Ids that are remembered at most, eight bytes each; beyond that keys are compared in the database.
const MOST_SEEN: usize = 4_000_000;

/// The ids that a first load has brought so far, hashed: a collision costs one comparison in the database, no more.
#[derive(Default)]
pub(super) struct Seen {
    ids: HashSet<u64>,
    hasher: RandomState,
}

impl Seen {
    /// Notes ids; tells whether all of them are new.
    fn add<'i>(&mut self, ids: impl Iterator<Item = &'i str>) -> bool {
        let mut are_new = true;
        for id in ids {
            are_new &= self.ids.insert(self.hasher.hash_one(id));
        }
        are_new
    }
}

impl LoadHandle {
    /// Takes the gathered records into the lake, within the batch's transaction.
    pub(super) fn merge(&mut self) -> Result<Committed> {
        let records = newest(&self.records);
        if records.is_empty() {
            return Ok(Committed::default());
        }
        let is_fresh = self.fresh.as_mut().is_some_and(|seen| seen.add(records.iter().map(|r| r.head().id.as_str())));
        if self.fresh.as_ref().is_some_and(|seen| seen.ids.len() > MOST_SEEN) {
            self.fresh = None;
        }
        let session = &self.session;
        let mut committed = Committed::default();
        let news = if is_fresh {
            committed.deleted = records.iter().filter(|record| record.head().deleted).count() as u64;
            committed.new = records.len() as u64 - committed.deleted;
            records.clone()
        } else {
            self.stage(&records)?;
            session.run(&include_str!("../../../queries/ingest/merge.sql").replace("{table}", self.entity.table()))?;
            let verdicts = verdicts(session)?;
            committed.same = (records.len() - verdicts.len()) as u64;
            let mut news = Vec::with_capacity(verdicts.len());
            for (position, verdict) in verdicts {
                match verdict.as_str() {
                    "new" => committed.new += 1,
                    "changed" => committed.changed += 1,
                    _ => committed.deleted += 1,
                }
                news.extend(records.get(position).copied());
            }
            news
        };
        if !news.is_empty() {
            let origin = Origin { source: &self.record.source, load_id: self.record.load_id };
            let rows =
                arrow_columns::rows(self.entity, origin, &news).doing(|| "laying records out in columns".into())?;
            append(session, "lake", self.entity.table(), rows)?;
        }
        if self.has_rejected {
            if is_fresh {
                self.stage(&records)?;
            }
            self.session.run(include_str!("../../../queries/ingest/resolve.sql"))?;
        }
        Ok(committed)
    }

    fn stage(&self, records: &[&Record]) -> Result<()> {
        self.session.run(include_str!("../../../queries/ingest/stage_keys.sql"))?;
        let keys = arrow_columns::keys(records).doing(|| "laying keys out in columns".into())?;
        append(&self.session, "temp.main", "incoming", keys)
    }
}

/// The newest version of each record, the last one of equal age: a feed may name an id twice.
fn newest(records: &[Record]) -> Vec<&Record> {
    let mut places: HashMap<&str, usize> = HashMap::with_capacity(records.len());
    let mut kept: Vec<&Record> = Vec::with_capacity(records.len());
    for record in records {
        let head = record.head();
        match places.get(head.id.as_str()) {
            Some(&place) if kept[place].head().updated_at <= head.updated_at => kept[place] = record,
            Some(_) => {}
            None => {
                places.insert(&head.id, kept.len());
                kept.push(record);
            }
        }
    }
    kept
}

/// Position and verdict of what is news.
fn verdicts(session: &Session) -> Result<Vec<(usize, String)>> {
    let act = || "reading which records are news".to_owned();
    let sql = "select batch_position, verdict from verdicts where verdict in ('new', 'changed', 'deleted') order by batch_position";
    let mut statement = session.connection().prepare(sql).doing(act)?;
    let mut news = Vec::new();
    for batch in statement.query_arrow([]).doing(act)? {
        let positions = batch.column(0).as_any().downcast_ref::<Int32Array>();
        let verdicts = batch.column(1).as_any().downcast_ref::<StringArray>();
        let (Some(positions), Some(verdicts)) = (positions, verdicts) else { return Err(Error::failed(act())) };
        let positions = positions.values().iter().map(|position| usize::try_from(*position).unwrap_or(usize::MAX));
        news.extend(positions.zip(verdicts.iter().flatten().map(str::to_owned)));
    }
    Ok(news)
}

/// Appends columns to a table by their names; columns that are not given become null.
fn append(session: &Session, schema: &str, table: &str, rows: RecordBatch) -> Result<()> {
    let act = || format!("adding rows to `{schema}.{table}`");
    let schema_of_rows = rows.schema();
    let names: Vec<&str> = schema_of_rows.fields().iter().map(|field| field.name().as_str()).collect();
    let connection = session.connection();
    let mut appender = match schema.split_once('.') {
        Some((catalog, schema)) => {
            connection.appender_with_columns_to_catalog_and_db(table, catalog, schema, &names).doing(act)?
        }
        None => connection.appender_with_columns_to_db(table, schema, &names).doing(act)?,
    };
    appender.append_record_batch(rows).doing(act)?;
    appender.flush().doing(act)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::records::{Head, Official};

    fn official(id: &str, minute: u32, post: &str) -> Record {
        let updated_at = format!("2026-09-01T10:{minute:02}:00Z").parse().unwrap();
        let head = Head { id: id.into(), updated_at, ..Head::default() };
        Record::Official(Official { head, post: Some(post.into()), ..Official::default() })
    }

    #[test]
    fn of_an_id_named_twice_the_newest_version_counts_and_of_equal_age_the_last() {
        let records = [official("a", 2, "1"), official("b", 1, "2"), official("a", 1, "3"), official("b", 1, "4")];
        assert_eq!(newest(&records), [&records[0], &records[3]]);
    }

    #[test]
    fn ids_are_new_once() {
        let mut seen = Seen::default();
        assert!(seen.add(["a", "b"].into_iter()));
        assert!(!seen.add(["c", "b"].into_iter()));
        assert!(!seen.add(["c"].into_iter()));
    }
}
