//! One answer of a source: a page of items as JSON or lines of JSON, or what `meta` says.

use std::io::{self, Write};

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::domain::records::Entity;

use super::days::instant;
use super::feed;
use super::ministry::Ministry;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    /// `application/x-ndjson`: one item a line, the cursor on the last.
    Lines,
}

/// A page to write: so many rows from a place on.
pub(super) struct Page<'a> {
    pub source: &'a str,
    pub entity: Entity,
    pub from: usize,
    pub limit: usize,
    pub form: Form,
}

impl Page<'_> {
    /// Writes the page; `cursor` makes the text that stands for the place of the next one.
    pub fn write(&self, ministry: &Ministry, cursor: impl FnOnce(usize) -> String) -> Vec<u8> {
        let Some(feed) = ministry.feed(self.source) else { return Vec::new() };
        let end = feed.len(self.entity).min(self.from.saturating_add(self.limit));
        let next = (end < feed.len(self.entity)).then(|| cursor(end));
        let writer = ministry.writer();
        let rows = self.from.min(end)..end;
        let mut body = Vec::with_capacity(rows.len() * 640 + 64);
        if self.form == Form::Lines {
            for row in rows {
                feed.write(&writer, self.entity, row, &mut body);
                body.push(b'\n');
            }
            body.extend(json!({ "next_cursor": next }).to_string().as_bytes());
            body.push(b'\n');
            return body;
        }
        body.extend(b"{\"items\":[");
        for row in rows {
            if row > self.from {
                body.push(b',');
            }
            feed.write(&writer, self.entity, row, &mut body);
        }
        body.extend(b"],\"next_cursor\":");
        body.extend(json!(next).to_string().as_bytes());
        body.push(b'}');
        body
    }
}

impl Ministry {
    /// The place of the first row updated at the instant or later.
    pub(super) fn first_since(&self, source: &str, entity: Entity, since: DateTime<Utc>) -> usize {
        let Some(feed) = self.feed(source) else { return 0 };
        let (mut low, mut high) = (0, feed.len(entity));
        while low < high {
            let middle = low + (high - low) / 2;
            let is_before = feed.updated(&self.world, entity, middle).is_some_and(|updated| instant(updated) < since);
            if is_before { low = middle + 1 } else { high = middle }
        }
        low
    }
}

/// What `/v1/meta` says; `lost` rows are claimed besides those served.
pub(super) fn meta(ministry: &Ministry, source: &str, lost: u64) -> serde_json::Value {
    let mut entities = serde_json::Map::new();
    let place = ministry.world.sources.iter().position(|known| known == source);
    let columns = place.map(|place| feed::columns(ministry.world.offers[place]));
    for (at, entity) in Entity::ALL.into_iter().enumerate() {
        let last = ministry.feed(source).and_then(|feed| {
            let last = feed.len(entity).checked_sub(1)?;
            feed.updated(&ministry.world, entity, last)
        });
        let said = json!({
            "count": ministry.count(source, entity) as u64 + lost,
            "max_updated_at": last.map(|updated| ministry.writer().time(updated)),
            "columns": columns.as_ref().map(|columns| &columns[at]),
        });
        entities.insert(entity.as_str().into(), said);
    }
    json!({
        "contract": "1",
        "source": source,
        "system": "Vətəndaşların qəbulu (simulyasiya)",
        "timezone": ministry.time_zone(),
        "entities": entities,
    })
}

/// The answer with its headers; `cut` breaks the connection off after so many bytes.
pub(super) fn respond(body: Vec<u8>, form: Form, gzip: bool, cut: Option<usize>) -> Response {
    let kind = if form == Form::Lines { "application/x-ndjson" } else { "application/json" };
    let packed = if gzip { pack(&body).ok() } else { None };
    let is_packed = packed.is_some();
    let body = packed.unwrap_or(body);
    let body = match cut {
        Some(bytes) => {
            let end = bytes.min(body.len());
            cut_off(Bytes::from(body).slice(..end))
        }
        None => Body::from(body),
    };
    let mut response =
        ([(header::CONTENT_TYPE, kind), (header::VARY, "accept, accept-encoding")], body).into_response();
    if is_packed {
        response.headers_mut().insert(header::CONTENT_ENCODING, header::HeaderValue::from_static("gzip"));
    }
    response
}

fn cut_off(first: Bytes) -> Body {
    let broken = io::Error::new(io::ErrorKind::ConnectionReset, "the connection was cut on purpose");
    Body::from_stream(futures::stream::iter([Ok(first), Err(broken)]))
}

fn pack(body: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 6), Compression::fast());
    encoder.write_all(body)?;
    encoder.finish()
}
