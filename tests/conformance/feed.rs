//! A small feed that keeps the contract, and can be told to break it in one point.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, Response, StatusCode, header};
use axum::routing::get;
use chrono::{DateTime, FixedOffset, TimeDelta};
use qebul::domain::records::Entity;
use serde_json::{Value, json};

pub const TOKEN: &str = "right";

/// In what the transport breaks the contract; faults of records are in the items themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quirk {
    None,
    NoMeta,
    Open,
    TokenRefused,
    PlusTaken,
    OffsetRefused,
    LimitIgnored,
    DefaultTooLarge,
    MostRefused,
    OverServed,
    SinceExclusive,
    OfficialsAbsent,
    NoNextCursor,
    SameCursor,
    CursorForgotten,
    CursorGuessed,
    GzipOther,
    GzipBroken,
    ZstdUnasked,
    LinesWithoutEnd,
    Redirect,
    ServerError,
    NoRetryAfter,
    RetryAfter,
    Slow,
    Html,
    Half,
    Latin1,
}

#[derive(Debug, Clone)]
pub struct Feed {
    pub quirk: Quirk,
    pub meta: Value,
    pub items: BTreeMap<Entity, Vec<Value>>,
    /// Items a page at most, whatever is asked for.
    pub page: usize,
    asked: Arc<AtomicU32>,
}

fn day(number: i64) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-09-01T09:00:00+04:00").unwrap() + TimeDelta::hours(number)
}

impl Feed {
    /// Keeps the contract: the document's own examples, several of each.
    pub fn good() -> Feed {
        let document: Value = serde_json::from_str(qebul::domain::contract::OPENAPI).unwrap();
        let mut items = BTreeMap::new();
        for entity in Entity::ALL {
            let name = qebul::domain::contract::schema_name(entity);
            let example = &document["components"]["schemas"][name]["examples"][0];
            let several = (0..6).map(|number| {
                let mut item = example.clone();
                item["id"] = json!(format!("{name}-{number}"));
                item["updated_at"] = json!(day(number).to_rfc3339());
                item
            });
            items.insert(entity, several.collect());
        }
        let mut feed =
            Feed { quirk: Quirk::None, meta: Value::Null, items, page: 4, asked: Arc::new(AtomicU32::new(0)) };
        feed.count();
        feed
    }

    pub fn with(quirk: Quirk) -> Feed {
        Feed { quirk, ..Feed::good() }
    }

    /// The good feed with its receptions' third item changed.
    pub fn reception(change: impl Fn(&mut Value)) -> Feed {
        Feed::changed(Entity::Receptions, change)
    }

    pub fn changed(entity: Entity, change: impl Fn(&mut Value)) -> Feed {
        let mut feed = Feed::good();
        change(&mut feed.items.get_mut(&entity).unwrap()[2]);
        feed.count();
        feed
    }

    pub fn meta(change: impl Fn(&mut Value)) -> Feed {
        let mut feed = Feed::good();
        change(&mut feed.meta);
        feed
    }

    /// So many officials, for what only shows in a crowd.
    pub fn crowd(quirk: Quirk, count: i64) -> Feed {
        let mut feed = Feed::with(quirk);
        let example = feed.items[&Entity::Officials][0].clone();
        let crowd = (0..count).map(|number| {
            let mut item = example.clone();
            item["id"] = json!(format!("V-{number:05}"));
            item
        });
        feed.items.insert(Entity::Officials, crowd.collect());
        feed.page = 5000;
        feed.count();
        feed
    }

    /// Writes `/v1/meta` anew from the items.
    pub fn count(&mut self) {
        let entities: serde_json::Map<String, Value> = self
            .items
            .iter()
            .map(|(entity, items)| {
                let live = items.iter().filter(|item| item["deleted"] != json!(true)).count();
                (
                    entity.to_string(),
                    json!({"count": live, "max_updated_at": items.last().map(|item| &item["updated_at"])}),
                )
            })
            .collect();
        self.meta = json!({"contract": "1", "source": "DSMF", "system": "sınaq", "timezone": "Asia/Baku", "entities": entities});
    }

    /// Serves until the test ends; answers the address.
    pub async fn serve(self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/v1/{entity}", get(answer)).with_state(Arc::new(self));
        tokio::spawn(async move { axum::serve(listener, router).await });
        format!("http://{address}")
    }
}

fn refusal(status: u16) -> Response<Body> {
    Response::builder().status(status).body(Body::from("{\"error\":\"no\"}")).unwrap()
}

async fn answer(
    State(feed): State<Arc<Feed>>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response<Body> {
    let number = feed.asked.fetch_add(1, Ordering::SeqCst);
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let has_token = text(header::AUTHORIZATION) == format!("Bearer {TOKEN}");
    match feed.quirk {
        Quirk::Slow => tokio::time::sleep(Duration::from_secs(3)).await,
        Quirk::TokenRefused => return refusal(403),
        Quirk::NoRetryAfter if number == 1 => return refusal(429),
        Quirk::RetryAfter if number < 2 => {
            return Response::builder().status(503).header(header::RETRY_AFTER, "0").body(Body::empty()).unwrap();
        }
        Quirk::Html => return Response::new(Body::from("<html>İş gedir</html>")),
        _ => {}
    }
    if !has_token && feed.quirk != Quirk::Open {
        return refusal(401);
    }
    if name == "meta" {
        return match feed.quirk {
            Quirk::NoMeta => refusal(404),
            _ => Response::new(Body::from(feed.meta.to_string())),
        };
    }
    let Ok(entity) = name.parse::<Entity>() else { return refusal(404) };
    match (feed.quirk, entity) {
        (Quirk::OfficialsAbsent, Entity::Officials) => return refusal(404),
        (Quirk::ServerError, Entity::Officials) => return refusal(500),
        (Quirk::Redirect, Entity::Officials) => {
            let moved = Response::builder().status(302).header(header::LOCATION, "https://elsewhere.example/");
            return moved.body(Body::empty()).unwrap();
        }
        _ => {}
    }
    match page(&feed, entity, query.as_deref().unwrap_or_default()) {
        Ok((items, next)) => written(&feed, items, next, text(header::ACCEPT), text(header::ACCEPT_ENCODING)),
        Err(status) => refusal(status.as_u16()),
    }
}

fn page(feed: &Feed, entity: Entity, query: &str) -> Result<(Vec<Value>, Option<String>), StatusCode> {
    let bad = StatusCode::BAD_REQUEST;
    let (mut from, mut limit, mut since) = (0, 1000, None);
    if feed.quirk == Quirk::DefaultTooLarge {
        limit = 2000;
    }
    for (name, value) in query.split('&').filter_map(|part| part.split_once('=')) {
        match name {
            "limit" => limit = value.parse().map_err(|_| bad)?,
            "cursor" => match (feed.quirk, value.strip_prefix("at-")) {
                (Quirk::CursorForgotten, Some(_)) => return Err(StatusCode::GONE),
                (_, Some(at)) => from = at.parse().map_err(|_| bad)?,
                (Quirk::CursorGuessed, None) => {}
                (_, None) => return Err(StatusCode::GONE),
            },
            "updated_since" if value.contains('+') && feed.quirk == Quirk::PlusTaken => {}
            "updated_since" if value.contains('+') => return Err(bad),
            "updated_since" if value.contains("%2B") && feed.quirk == Quirk::OffsetRefused => return Err(bad),
            "updated_since" => {
                let text = value.replace("%2B", "+");
                since = Some(DateTime::parse_from_rfc3339(&text).map_err(|_| bad)?);
            }
            _ => {}
        }
    }
    match limit {
        0 => return Err(bad),
        5000 if feed.quirk == Quirk::MostRefused => return Err(bad),
        5001.. if feed.quirk != Quirk::OverServed => return Err(bad),
        _ => {}
    }
    let most = if feed.quirk == Quirk::LimitIgnored { feed.page } else { limit.min(feed.page) };
    let most = if feed.quirk == Quirk::OverServed { limit } else { most };
    let is_wanted = |item: &&Value| {
        let Some(since) = since else { return true };
        let Some(updated) = item["updated_at"].as_str().and_then(|text| DateTime::parse_from_rfc3339(text).ok()) else {
            return true;
        };
        updated > since || (updated == since && feed.quirk != Quirk::SinceExclusive)
    };
    let wanted: Vec<Value> = feed.items[&entity].iter().filter(is_wanted).cloned().collect();
    let end = wanted.len().min(from + most);
    let next = (end < wanted.len()).then(|| format!("at-{end}"));
    let next = next.map(|next| if feed.quirk == Quirk::SameCursor { "at-0".into() } else { next });
    Ok((wanted[from.min(end)..end].to_vec(), next))
}

fn written(feed: &Feed, items: Vec<Value>, next: Option<String>, accept: &str, encodings: &str) -> Response<Body> {
    let quirk = feed.quirk;
    if accept.contains("ndjson") {
        let mut text: String = items.iter().map(|item| format!("{item}\n")).collect();
        if quirk != Quirk::LinesWithoutEnd {
            text.push_str(&format!("{}\n", json!({"next_cursor": next})));
        }
        return Response::builder()
            .header(header::CONTENT_TYPE, "application/x-ndjson")
            .body(Body::from(text))
            .unwrap();
    }
    let mut body = json!({"items": items, "next_cursor": next});
    if quirk == Quirk::NoNextCursor && next.is_none() {
        body.as_object_mut().unwrap().remove("next_cursor");
    }
    let mut text = body.to_string().into_bytes();
    match quirk {
        Quirk::Half => text.truncate(text.len() / 2),
        // One letter in the encoding of another century.
        Quirk::Latin1 => {
            let at = text.windows(2).position(|pair| pair == "ı".as_bytes() || pair == "ə".as_bytes());
            if let Some(at) = at {
                text.splice(at..at + 2, [0xfd]);
            }
        }
        _ => {}
    }
    let packed = |encoding: &str, body: Vec<u8>| {
        Response::builder().header(header::CONTENT_ENCODING, encoding).body(Body::from(body)).unwrap()
    };
    let zstd = |text: &[u8]| zstd::encode_all(text, 1).unwrap();
    if quirk == Quirk::ZstdUnasked || (encodings == "zstd") {
        return packed("zstd", zstd(&text));
    }
    if encodings == "gzip" {
        let content: &[u8] = if quirk == Quirk::GzipOther { b"{\"items\":[],\"next_cursor\":null}" } else { &text };
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut encoder, content).unwrap();
        let mut body = encoder.finish().unwrap();
        if quirk == Quirk::GzipBroken {
            body.truncate(body.len() / 2);
        }
        return packed("gzip", body);
    }
    Response::new(Body::from(text))
}
