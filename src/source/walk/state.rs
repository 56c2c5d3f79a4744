//! The state of one walk over one entity: where it stands, what it has seen, and when paging does not end.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::Limits;
use crate::domain::records::{Batch, Entity};
use crate::error::Error;
use crate::source::decode::page::Page;
use crate::source::http::Failure;
use crate::source::sink::{LoadKind, OpenWalk};

/// The state of one walk over one entity.
pub struct Walk {
    pub entity: Entity,
    pub kind: LoadKind,
    pub claimed: Option<u64>,
    pub updated_since: Option<DateTime<Utc>>,
    /// Greatest `updated_at` of the walk that is carried on.
    pub watermark: Option<DateTime<Utc>>,
    pub cursor: Option<String>,
    pub cursors: HashSet<String>,
    pub restarts: u32,
    pub halvings: u32,
    pub empty_pages: u32,
    pub fetched: u64,
    pub pages: u64,
    pub items: u64,
    pub rejected: u64,
    pub bytes: u64,
    pub gathered: Option<Batch>,
}

impl Walk {
    pub fn new(entity: Entity, kind: LoadKind, claimed: Option<u64>, updated_since: Option<DateTime<Utc>>) -> Self {
        Walk {
            entity,
            kind,
            claimed,
            updated_since,
            watermark: None,
            cursor: None,
            cursors: HashSet::new(),
            restarts: 0,
            halvings: 0,
            empty_pages: 0,
            fetched: 0,
            pages: 0,
            items: 0,
            rejected: 0,
            bytes: 0,
            gathered: None,
        }
    }

    /// Goes on where an earlier walk for the same thing stopped, while its cursor is good.
    pub fn carry_on(&mut self, open: Option<OpenWalk>, now: DateTime<Utc>) {
        let is_good = |open: &OpenWalk| {
            let age = now - open.started_at;
            open.updated_since == self.updated_since && age >= TimeDelta::zero() && age < TimeDelta::minutes(55)
        };
        if let Some(open) = open.filter(is_good) {
            self.cursor = Some(open.cursor);
            self.watermark = open.watermark;
        }
    }

    /// Begins again after the source forgot the cursor; the rows that come again change nothing.
    pub fn restart(&mut self, error: Error) -> Result<(), Failure> {
        if self.restarts >= 2 || self.cursor.is_none() {
            return Err(Failure::Entity(error));
        }
        self.restarts += 1;
        self.cursor = None;
        self.cursors.clear();
        Ok(())
    }

    /// Notes a fetched page, and refuses paging that does not end.
    pub fn check(&mut self, page: &Page, limits: &Limits) -> Result<(), String> {
        self.fetched += 1;
        self.empty_pages = if page.items.is_empty() { self.empty_pages + 1 } else { 0 };
        let Some(cursor) = &page.next_cursor else { return Ok(()) };
        if !self.cursors.insert(cursor.clone()) {
            return Err("the same `next_cursor` came twice".into());
        }
        if self.empty_pages >= limits.empty_pages {
            return Err(format!("{} pages without an item came in a row", self.empty_pages));
        }
        if self.fetched >= limits.pages {
            return Err(format!("{} pages came and there are more", self.fetched));
        }
        Ok(())
    }

    pub fn count(&mut self, batch: &Batch) {
        self.pages += 1;
        self.items += batch.items;
        self.rejected += batch.rejected.len() as u64;
        self.bytes += batch.bytes;
    }
}

/// Joins the batches of two pages that follow each other.
pub fn join(mut first: Batch, second: Batch) -> Batch {
    let Batch { entity: _, records, rejected, drift, bytes, seen_columns, watermark, next_cursor, items } = second;
    first.records.extend(records);
    first.rejected.extend(rejected);
    first.drift.extend(drift);
    first.bytes += bytes;
    first.seen_columns.extend(seen_columns);
    first.watermark = first.watermark.max(watermark);
    first.next_cursor = next_cursor;
    first.items += items;
    first
}
