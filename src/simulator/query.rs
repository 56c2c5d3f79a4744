//! What a request asks for: `updated_since`, `cursor` and `limit`.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};

use crate::domain::records::Entity;

use super::cursor::{Cursor, CursorError};
use super::ministry::Ministry;

const LIMIT: usize = 1000;
const MOST: usize = 5000;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Query {
    pub updated_since: Option<DateTime<Utc>>,
    pub cursor: Option<String>,
    pub limit: usize,
}

impl Query {
    /// Reads the query string; other parameters are ignored.
    pub fn parse(text: &str) -> Result<Query, String> {
        let mut query = Query { updated_since: None, cursor: None, limit: LIMIT };
        for part in text.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            match name {
                "updated_since" => query.updated_since = Some(time(value)?),
                "cursor" if !value.is_empty() => query.cursor = Some(decoded(value)?),
                "limit" => query.limit = limit(value)?,
                _ => {}
            }
        }
        Ok(query)
    }

    /// The place of the first row to serve.
    pub fn start(
        &self,
        ministry: &Ministry,
        source: &str,
        entity: Entity,
        now: DateTime<Utc>,
    ) -> Result<usize, (StatusCode, &'static str)> {
        if let Some(cursor) = &self.cursor {
            return match Cursor::read(cursor, source, entity, now) {
                Ok(cursor) => Ok(cursor.next as usize),
                Err(CursorError::Unknown) => Err((StatusCode::BAD_REQUEST, "`cursor` is not one that was given here")),
                Err(CursorError::Expired) => Err((StatusCode::GONE, "the cursor has expired; start the walk again")),
            };
        }
        Ok(self.updated_since.map_or(0, |since| ministry.first_since(source, entity, since)))
    }
}

fn time(value: &str) -> Result<DateTime<Utc>, String> {
    if value.contains('+') {
        return Err("`updated_since`: `+` must be percent-encoded as `%2B`".into());
    }
    let text = decoded(value)?;
    let time = DateTime::parse_from_rfc3339(&text);
    time.map(|time| time.with_timezone(&Utc)).map_err(|_| "`updated_since` is not a time of RFC 3339".into())
}

fn limit(value: &str) -> Result<usize, String> {
    let limit = value.parse().ok().filter(|limit| (1..=MOST).contains(limit));
    limit.ok_or_else(|| format!("`limit` must be a whole number from 1 to {MOST}"))
}

fn decoded(value: &str) -> Result<String, String> {
    let wrong = || "the query is not percent-encoded UTF-8".to_owned();
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().ok_or_else(wrong)?, rest.next().ok_or_else(wrong)?];
            bytes.extend(hex::decode(digits).map_err(|_| wrong())?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plus_must_be_percent_encoded() {
        let query = Query::parse("updated_since=2026-09-01T00:00:00%2B04:00&limit=5").unwrap();
        assert_eq!(query.updated_since, Some("2026-08-31T20:00:00Z".parse().unwrap()));
        assert_eq!(query.limit, 5);
        let error = Query::parse("updated_since=2026-09-01T00:00:00+04:00").unwrap_err();
        assert_eq!(error, "`updated_since`: `+` must be percent-encoded as `%2B`");
        for wrong in ["limit=0", "limit=5001", "limit=x", "updated_since=yesterday", "cursor=%zz"] {
            assert!(Query::parse(wrong).is_err(), "{wrong}");
        }
    }
}
