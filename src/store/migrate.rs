//! Schema migrations: numbered SQL files, each applied once; a copy of the file is made before an old one changes.

use duckdb::Connection;

use super::{StoreSettings, open};
use crate::clock::Clock;
use crate::error::{Doing, Error, Result};

/// Number, name and text, oldest first. To add one: a new file and a new line.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "first", include_str!("migrations/0001_first.sql")),
    (2, "sources", include_str!("migrations/0002_sources.sql")),
    (4, "findings", include_str!("migrations/0004_findings.sql")),
    (5, "audits", include_str!("migrations/0005_audits.sql")),
];

pub(super) fn migrate(root: Connection, settings: &StoreSettings, clock: &Clock) -> Result<Connection> {
    let version = version(&root)?;
    let newest = MIGRATIONS.last().map_or(0, |migration| migration.0);
    if version > newest {
        return Err(Error::failed(format!("opening a database of schema {version}; this program knows {newest}"))
            .hint("use the program's newer version, or restore a backup from before the upgrade"));
    }
    if version == newest {
        return Ok(root);
    }
    let root = if version > 0 { copy_first(root, settings, version)? } else { root };
    for (number, name, sql) in MIGRATIONS.iter().filter(|migration| migration.0 > version) {
        let at = clock.now().format("%Y-%m-%d %H:%M:%S");
        let record = format!("insert into migrations values ({number}, '{name}', timestamp '{at}')");
        root.execute_batch(&format!("begin transaction;\n{sql};\n{record};\ncommit;"))
            .doing(|| format!("applying migration {number} `{name}`"))?;
    }
    Ok(root)
}

fn version(root: &Connection) -> Result<i64> {
    root.execute_batch("create table if not exists migrations (version bigint, name varchar, applied_at timestamp)")
        .doing(|| "creating the table of migrations".into())?;
    root.query_row("select coalesce(max(version), 0) from migrations", [], |row| row.get(0))
        .doing(|| "reading the schema's version".into())
}

/// Copies the file aside while nobody has it open, and opens it again.
fn copy_first(root: Connection, settings: &StoreSettings, version: i64) -> Result<Connection> {
    let Some(path) = &settings.path else { return Ok(root) };
    root.execute_batch("checkpoint").doing(|| "writing a checkpoint before migrating".into())?;
    root.close().map_err(|(_, error)| error).doing(|| "closing the database before its copy".into())?;
    let copy = path.with_extension(format!("before-schema-{}.duckdb", version + 1));
    std::fs::copy(path, &copy)
        .doing(|| format!("copying `{}` to `{}` before migrating", path.display(), copy.display()))?;
    open::open(settings)
}

#[cfg(test)]
mod tests;
