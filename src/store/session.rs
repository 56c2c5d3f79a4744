//! One connection's variables, temp tables and statements.

use std::time::{Duration, Instant};

use duckdb::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use super::value::{self, Value};
use crate::error::{Doing, Error, Result};

/// A connection of its own. SQL takes its parameters through variables: `getvariable('name')`.
pub struct Session {
    connection: Connection,
}

impl Session {
    pub(super) fn new(connection: Connection) -> Self {
        Session { connection }
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Sets a variable for the statements that follow.
    pub fn set(&self, name: &str, value: impl Into<Value>) -> Result<()> {
        let value = value.into();
        self.connection
            .execute_batch(&format!("set variable {name} = {}", value.literal()))
            .doing(|| format!("setting the query parameter `{name}`"))
    }

    /// Sets variables at once.
    pub fn set_all<const N: usize>(&self, values: [(&str, Value); N]) -> Result<()> {
        let statements: String =
            values.iter().map(|(name, value)| format!("set variable {name} = {};\n", value.literal())).collect();
        self.connection.execute_batch(&statements).doing(|| "setting query parameters".into())
    }

    /// Runs one or more statements for their effect.
    pub fn run(&self, sql: &str) -> Result<()> {
        let started = Instant::now();
        let ran = self.connection.execute_batch(sql).doing(|| format!("running `{}`", excerpt(sql)));
        slow(sql, started);
        ran
    }

    /// Runs a query; each row becomes a `T` by column names.
    pub fn rows<T: DeserializeOwned>(&self, sql: &str) -> Result<Vec<T>> {
        let mut out = Vec::new();
        self.each(sql, |row| {
            out.push(row);
            Ok(())
        })?;
        Ok(out)
    }

    /// Runs a query and hands every row on as it comes, so that a large answer is never held whole.
    pub fn each<T: DeserializeOwned>(&self, sql: &str, mut work: impl FnMut(T) -> Result<()>) -> Result<()> {
        let act = || format!("querying `{}`", excerpt(sql));
        let started = Instant::now();
        let mut statement = self.connection.prepare(sql).doing(act)?;
        let mut rows = statement.query([]).doing(act)?;
        let names: Vec<String> = rows.as_ref().map(|s| s.column_names()).unwrap_or_default();
        while let Some(row) = rows.next().doing(act)? {
            let mut object = Map::with_capacity(names.len());
            for (index, name) in names.iter().enumerate() {
                let cell: duckdb::types::Value = row.get(index).doing(act)?;
                object.insert(name.clone(), value::json(cell));
            }
            let row = serde_json::from_value(Json::Object(object))
                .doing(|| format!("reading a row of `{}`", excerpt(sql)))?;
            work(row)?;
        }
        slow(sql, started);
        Ok(())
    }

    /// The names and types of a query's columns.
    pub fn columns(&self, sql: &str) -> Result<Vec<(String, String)>> {
        #[derive(serde::Deserialize)]
        struct Column {
            column_name: String,
            column_type: String,
        }
        let described: Vec<Column> = self.rows(&format!("describe {sql}"))?;
        Ok(described.into_iter().map(|column| (column.column_name, column.column_type)).collect())
    }

    /// The first row, if there is one.
    pub fn row<T: DeserializeOwned>(&self, sql: &str) -> Result<Option<T>> {
        Ok(self.rows(sql)?.into_iter().next())
    }

    /// The first row, which must exist.
    pub fn one<T: DeserializeOwned>(&self, sql: &str) -> Result<T> {
        self.row(sql)?.ok_or_else(|| Error::failed(format!("querying `{}`: no row", excerpt(sql))))
    }

    /// Appends rows to a table; fields are matched to columns by name, absent ones become null.
    pub fn insert<T: Serialize>(&self, table: &str, rows: &[T]) -> Result<()> {
        let act = || format!("adding rows to `{table}`");
        for chunk in rows.chunks(INSERT_CHUNK) {
            let json = serde_json::to_string(chunk).doing(act)?;
            self.set("insert_rows", json)?;
            let columns = self.columns(&format!("select * from {table}"))?;
            let shape: Map<String, Json> = columns.into_iter().map(|(name, kind)| (name, Json::String(kind))).collect();
            let shape = Value::Text(Json::Array(vec![Json::Object(shape)]).to_string()).literal();
            let select = format!("select unnest(from_json(getvariable('insert_rows'), {shape}), max_depth := 2)");
            self.connection.execute_batch(&format!("insert into {table} by name {select}")).doing(act)?;
        }
        Ok(())
    }
}

/// Statements that take longer are told with `-vv`.
const SLOW: Duration = Duration::from_millis(200);

fn slow(sql: &str, started: Instant) {
    let took = started.elapsed();
    if took >= SLOW {
        tracing::debug!(seconds = took.as_secs_f64(), "{}", excerpt(sql));
    }
}

const INSERT_CHUNK: usize = 20_000;

/// The start of a statement on one line, for error texts.
fn excerpt(sql: &str) -> String {
    let text: String = sql.lines().filter(|line| !line.trim_start().starts_with("--")).collect::<Vec<_>>().join(" ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > 120 { format!("{}…", text.chars().take(120).collect::<String>()) } else { text }
}
