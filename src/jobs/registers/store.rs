//! Registers into `state` and out of it; a row is known by its number and taken once by its content.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::shape::Register;
use super::table::{self, Known, Row};
use crate::error::{Doing, Result};
use crate::jobs::Environment;
use crate::store::{Session, Store};

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    pub new: usize,
    pub changed: usize,
    pub same: usize,
}

/// Takes a CSV file, all of it or nothing: new numbers are added, known ones are brought up to date. Rows that the file
/// does not name stay.
pub fn import(
    environment: &Environment,
    store: &Store,
    register: Register,
    path: &Path,
    dry_run: bool,
) -> Result<Imported> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).doing(|| format!("reading `{name}`"))?;
    let known = Known { reference: &environment.reference, library: &environment.library };
    let rows = table::read(register, &text, &name, &known)?;
    let take = |state: &Session| {
        let held: BTreeMap<String, Row> = held(state, register)?.into_iter().map(|row| (key(&row), row)).collect();
        let mut next = held.len() as i64;
        let (mut imported, mut write) = (Imported::default(), Vec::new());
        for mut row in rows {
            let position = match held.get(&key(&row)) {
                Some(known) if same(known, &row) => {
                    imported.same += 1;
                    continue;
                }
                Some(known) => {
                    imported.changed += 1;
                    known.get("position").cloned().unwrap_or(Value::Null)
                }
                None => {
                    imported.new += 1;
                    next += 1;
                    Value::from(next)
                }
            };
            row.insert("position".into(), position);
            write.push(row);
        }
        if !dry_run {
            save(state, register, &write)?;
        }
        Ok(imported)
    };
    let act = || format!("importing `{name}` into the register `{}`", register.as_str());
    if dry_run { store.session().and_then(|session| take(&session)) } else { store.write_state(take) }.doing(act)
}

/// Writes the register as CSV; imported again it changes nothing.
pub fn export(store: &Store, register: Register, path: &Path) -> Result<usize> {
    let rows = held(&store.session()?, register)?;
    let bytes = table::write(register, &rows)?;
    std::fs::write(path, bytes).doing(|| format!("writing `{}`", path.display()))?;
    Ok(rows.len())
}

/// The header and the cells of every row, as text.
pub fn list(store: &Store, register: Register) -> Result<(Vec<&'static str>, Vec<Vec<String>>)> {
    let rows = held(&store.session()?, register)?;
    let header = register.columns().iter().map(|column| column.name).collect();
    Ok((header, rows.iter().map(|row| table::cells(register, row)).collect()))
}

fn held(session: &Session, register: Register) -> Result<Vec<Row>> {
    let rows: Vec<Row> = session
        .rows(&format!("select * from {} order by position", register.table()))
        .doing(|| format!("reading the register `{}`", register.as_str()))?;
    Ok(rows)
}

fn key(row: &Row) -> String {
    row.get("number").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Equal in every column of the file.
fn same(known: &Row, row: &Row) -> bool {
    row.iter().all(|(column, value)| known.get(column) == Some(value))
}

fn save(state: &Session, register: Register, rows: &[Row]) -> Result<()> {
    let table = register.table();
    state.run(&format!("create or replace temp table imported as from {table} limit 0"))?;
    state.insert("imported", rows)?;
    let columns = register.columns().iter().filter(|column| column.name != "number");
    let updates: Vec<String> = columns.map(|column| format!("{0} = excluded.{0}", column.name)).collect();
    let updates = updates.join(", ");
    state.run(&format!("insert into {table} by name from imported on conflict (number) do update set {updates}"))
}
