//! Opening the file, with errors that say what to do.

use duckdb::{Config, Connection};

use super::StoreSettings;
use crate::error::{Doing, Error, Result};

pub(super) fn open(settings: &StoreSettings) -> Result<Connection> {
    let name = settings.path.as_ref().map_or("memory".to_owned(), |path| path.display().to_string());
    let config = config(settings).doing(|| format!("configuring the database `{name}`"))?;
    let opened = match &settings.path {
        Some(path) => Connection::open_with_flags(path, config),
        None => Connection::open_in_memory_with_flags(config),
    };
    opened.map_err(|error| {
        let text = error.to_string();
        let failed = Error::failed(format!("opening the database `{name}`"));
        let failed = if text.contains("lock") {
            failed.hint("another process holds the file: stop it, or let `qebul serve` run and give commands beside it")
        } else if text.contains("serialization") || text.contains("corrupt") || text.contains("not a valid DuckDB") {
            failed.hint("the file is damaged or no DuckDB file: restore the newest backup with `qebul restore DIR`")
        } else {
            failed.hint("see that the folder exists and may be written, and that the disk has room")
        };
        failed.because(error)
    })
}

fn config(settings: &StoreSettings) -> duckdb::Result<Config> {
    let mut config =
        Config::default().enable_autoload_extension(false)?.with("autoinstall_known_extensions", "false")?;
    // Each checkpoint writes unfinished row groups again; a pull of many batches should not do that after every one.
    config = config.with("wal_autocheckpoint", "256MB")?;
    if let Some(limit) = &settings.memory_limit {
        config = config.max_memory(limit)?;
    }
    if let Some(threads) = settings.threads {
        config = config.threads(i64::try_from(threads).unwrap_or(i64::MAX))?;
    }
    Ok(config)
}
