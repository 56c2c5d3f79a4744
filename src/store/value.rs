//! Values on their way into SQL (as literals of `set variable`) and out of it (as JSON for serde).

use chrono::{DateTime, NaiveDate, Utc};
use duckdb::types::{TimeUnit, Value as Raw};
use serde_json::{Map, Number, Value as Json};

/// A parameter of a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Text(String),
    Integer(i64),
    Double(f64),
    Boolean(bool),
    Date(NaiveDate),
    /// UTC.
    Timestamp(DateTime<Utc>),
    Texts(Vec<String>),
}

impl Value {
    /// The value as an SQL literal.
    pub(super) fn literal(&self) -> String {
        match self {
            Value::Null => "null".into(),
            Value::Text(text) => quoted(text),
            Value::Integer(number) => format!("{number}::bigint"),
            Value::Double(number) => format!("'{number}'::double"),
            Value::Boolean(flag) => flag.to_string(),
            Value::Date(day) => format!("date '{day}'"),
            Value::Timestamp(at) => format!("timestamp '{}'", at.format("%Y-%m-%d %H:%M:%S%.6f")),
            Value::Texts(texts) => {
                format!("[{}]::varchar[]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// A text literal; quotes are doubled and NUL, which DuckDB's parser ends at, is dropped.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\0', "").replace('\'', "''"))
}

macro_rules! from {
    ($($from:ty => $variant:ident $convert:expr;)*) => {$(
        impl From<$from> for Value { fn from(value: $from) -> Self { Value::$variant($convert(value)) } }
    )*};
}
from! {
    &str => Text str::to_owned;
    &String => Text String::clone;
    String => Text |text| text;
    i64 => Integer |number| number;
    i32 => Integer i64::from;
    u32 => Integer i64::from;
    f64 => Double |number| number;
    bool => Boolean |flag| flag;
    NaiveDate => Date |day| day;
    DateTime<Utc> => Timestamp |at| at;
    Vec<String> => Texts |texts| texts;
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// One cell as JSON: timestamps as RFC 3339 in UTC, dates as `YYYY-MM-DD`, sums as integers where they fit.
pub(super) fn json(value: Raw) -> Json {
    match value {
        Raw::Null => Json::Null,
        Raw::Boolean(flag) => Json::Bool(flag),
        Raw::TinyInt(n) => n.into(),
        Raw::SmallInt(n) => n.into(),
        Raw::Int(n) => n.into(),
        Raw::BigInt(n) => n.into(),
        Raw::HugeInt(n) => i64::try_from(n).map_or_else(|_| Json::String(n.to_string()), Json::from),
        Raw::UHugeInt(n) => u64::try_from(n).map_or_else(|_| Json::String(n.to_string()), Json::from),
        Raw::UTinyInt(n) => n.into(),
        Raw::USmallInt(n) => n.into(),
        Raw::UInt(n) => n.into(),
        Raw::UBigInt(n) => n.into(),
        Raw::Float(n) => Number::from_f64(f64::from(n)).map_or(Json::Null, Json::Number),
        Raw::Double(n) => Number::from_f64(n).map_or(Json::Null, Json::Number),
        Raw::Decimal(decimal) => {
            decimal.to_string().parse::<f64>().ok().and_then(Number::from_f64).map_or(Json::Null, Json::Number)
        }
        Raw::Timestamp(unit, n) => timestamp(unit, n),
        Raw::Text(text) | Raw::Enum(text) => Json::String(text),
        Raw::Blob(bytes) | Raw::Geometry(bytes) => Json::String(hex::encode(bytes)),
        Raw::Date32(days) => date(days),
        Raw::Time64(unit, n) => time(unit, n),
        Raw::Interval { months, days, nanos } => Json::String(format!("{months} months {days} days {nanos} ns")),
        Raw::List(items) | Raw::Array(items) => Json::Array(items.into_iter().map(json).collect()),
        Raw::Struct(fields) => {
            Json::Object(fields.iter().map(|(name, value)| (name.clone(), json(value.clone()))).collect::<Map<_, _>>())
        }
        Raw::Map(pairs) => Json::Object(pairs.iter().map(|(k, v)| (key(k), json(v.clone()))).collect::<Map<_, _>>()),
        Raw::Union(inner) => json(*inner),
        other => Json::String(format!("{other:?}")),
    }
}

fn key(value: &Raw) -> String {
    match json(value.clone()) {
        Json::String(text) => text,
        other => other.to_string(),
    }
}

fn micros(unit: TimeUnit, n: i64) -> i64 {
    match unit {
        TimeUnit::Second => n.saturating_mul(1_000_000),
        TimeUnit::Millisecond => n.saturating_mul(1_000),
        TimeUnit::Microsecond => n,
        TimeUnit::Nanosecond => n / 1_000,
    }
}

fn timestamp(unit: TimeUnit, n: i64) -> Json {
    DateTime::from_timestamp_micros(micros(unit, n))
        .map_or(Json::Null, |at| Json::String(at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)))
}

fn date(days: i32) -> Json {
    NaiveDate::default()
        .checked_add_signed(chrono::TimeDelta::days(i64::from(days)))
        .map_or(Json::Null, |day| Json::String(day.to_string()))
}

fn time(unit: TimeUnit, n: i64) -> Json {
    let seconds = u32::try_from(micros(unit, n) / 1_000_000).unwrap_or(0);
    chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)
        .map_or(Json::Null, |time| Json::String(time.format("%H:%M:%S").to_string()))
}
