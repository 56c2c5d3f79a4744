//! Files read by DuckDB: an adapter's query turns each row into one JSON object in the contract's columns.

use std::path::Path;

use duckdb::arrow::array::{Array, StringArray};
use serde::Deserialize;

use super::Store;
use crate::error::{Doing, Error, Result};

/// Rows handed on at a time.
const CHUNK: i64 = 50_000;

impl Store {
    /// Runs an adapter's query over a file (`getvariable('file')`) and hands on each row as JSON text, in chunks.
    ///
    /// The rows are laid down first (DuckDB spills what memory does not hold), so that a file that cannot be read
    /// fails before its first row is taken.
    pub fn read_file(&self, path: &Path, query: &str, mut take: impl FnMut(&[&str]) -> Result<()>) -> Result<()> {
        #[derive(Deserialize)]
        struct Count {
            value: i64,
        }
        let act = || format!("reading the file `{}` through its adapter", path.display());
        let session = self.session()?;
        session.set("file", path.display().to_string())?;
        let sql = include_str!("../../queries/ingest/read_file.sql").replace("{query}", query);
        session.run(&sql).doing(act)?;
        let count: Count = session.one("select count(*) as value from adapted").doing(act)?;
        for first in (0..count.value).step_by(CHUNK as usize) {
            session.set("first_row", first)?;
            session.set("next_row", first + CHUNK)?;
            let sql = include_str!("../../queries/ingest/read_chunk.sql");
            let mut statement = session.connection().prepare(sql).doing(act)?;
            for batch in statement.query_arrow([]).doing(act)? {
                let column = batch.column(0);
                let texts = column.as_any().downcast_ref::<StringArray>().ok_or_else(|| Error::failed(act()))?;
                let items: Vec<&str> = texts.iter().flatten().collect();
                take(&items)?;
            }
        }
        Ok(())
    }
}
