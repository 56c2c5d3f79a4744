//! `[store]`: the database file and what it may use.

use std::path::PathBuf;

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StoreSection {
    /// The database file, default `qebul.duckdb`.
    pub path: PathBuf,
    /// DuckDB's memory limit, default `1GB`.
    pub memory_limit: String,
    /// DuckDB's threads, default all cores.
    pub threads: Option<usize>,
}

impl Default for StoreSection {
    fn default() -> Self {
        StoreSection { path: PathBuf::from("qebul.duckdb"), memory_limit: "1GB".into(), threads: None }
    }
}
