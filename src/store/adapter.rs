//! Files read by DuckDB: an adapter's query turns each row into one JSON object in the contract's columns.

use std::path::Path;

use duckdb::arrow::array::{Array, StringArray};
use serde::Deserialize;

use super::{Session, Store};
use crate::error::{Doing, Error, Result};

/// Rows handed on at a time.
const CHUNK: i64 = 50_000;

/// A file that is being read, with the temp tables that its adapter prepared.
pub struct FileReader {
    session: Session,
    name: String,
}

impl Store {
    /// Opens a file for an adapter: sets `getvariable('file')` and `getvariable('delimiter')` and runs the adapter's
    /// preparing statements. `name` is what errors name: the path may be that of a copy.
    pub fn open_file(&self, path: &Path, name: &str, delimiter: char, prepare: Option<&str>) -> Result<FileReader> {
        let name = name.to_owned();
        let session = self.session()?;
        session.set("file", path.display().to_string())?;
        session.set("delimiter", delimiter.to_string())?;
        if let Some(prepare) = prepare {
            session.run(prepare).doing(|| format!("preparing the file `{name}` for its adapter"))?;
        }
        Ok(FileReader { session, name })
    }
}

impl FileReader {
    /// The columns that a query makes.
    pub fn columns(&self, query: &str) -> Result<Vec<String>> {
        let act = || format!("reading the columns of the file `{}`", self.name);
        Ok(self.session.columns(query).doing(act)?.into_iter().map(|(name, _)| name).collect())
    }

    /// Runs a query whose one column `item` is the JSON text of a record, and hands the items on in chunks.
    ///
    /// The rows are laid down first (DuckDB spills what memory does not hold), so that a file that cannot be read
    /// fails before its first row is taken.
    pub fn items(&self, query: &str, mut take: impl FnMut(&[&str]) -> Result<()>) -> Result<()> {
        #[derive(Deserialize)]
        struct Count {
            value: i64,
        }
        let act = || format!("reading the file `{}` through its adapter", self.name);
        let session = &self.session;
        session.run(&include_str!("../../queries/ingest/read_file.sql").replace("{query}", query)).doing(act)?;
        let count: Count = session.one("select count(*) as value from adapted").doing(act)?;
        for first in (0..count.value).step_by(CHUNK as usize) {
            session.set("first_row", first)?;
            session.set("next_row", first + CHUNK)?;
            let sql = include_str!("../../queries/ingest/read_chunk.sql");
            let mut statement = session.connection().prepare(sql).doing(act)?;
            let batches: Vec<_> = statement.query_arrow([]).doing(act)?.collect();
            let mut items: Vec<&str> = Vec::with_capacity(CHUNK as usize);
            for batch in &batches {
                let texts = batch.column(0).as_any().downcast_ref::<StringArray>();
                items.extend(texts.ok_or_else(|| Error::failed(act()))?.iter().flatten());
            }
            take(&items)?;
        }
        session.run("drop table adapted")
    }
}
