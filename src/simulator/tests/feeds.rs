//! The feeds over HTTP: paging, order, filters, refusals, forms and misbehaviour.

use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use tower::ServiceExt;

use super::super::{Ministry, Misbehaviour, Serving, router_with};
use super::{Entity, items, ministry, settings};
use crate::clock::Clock;

struct Feeds {
    ministry: Arc<Ministry>,
    serving: Serving,
    router: Router,
}

impl Feeds {
    fn new() -> Feeds {
        let ministry = Arc::new(ministry(settings(3, 0.003, "2026-07", "2026-08", "2026-08-20T06:00:00Z")));
        let clock = Clock::manual("2026-08-20T06:00:00Z".parse().unwrap());
        let serving = Serving { clock, ..Serving::default() };
        let router = router_with(Arc::clone(&ministry), serving.clone());
        Feeds { ministry, serving, router }
    }

    async fn send(&self, path: &str, headers: &[(header::HeaderName, &str)]) -> (StatusCode, HeaderMap, Option<Bytes>) {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.ok())
    }

    fn bearer(&self, source: &str) -> String {
        format!("Bearer {}", self.ministry.token(source))
    }

    async fn get(&self, path: &str) -> (StatusCode, Value) {
        let source = path.split('/').nth(1).unwrap_or_default();
        let (status, _, body) = self.send(path, &[(header::AUTHORIZATION, &self.bearer(source))]).await;
        (status, serde_json::from_slice(&body.unwrap()).unwrap())
    }

    async fn walk(&self, source: &str, entity: Entity, limit: usize) -> Vec<Value> {
        let (mut all, mut cursor) = (Vec::new(), String::new());
        loop {
            let (status, body) = self.get(&format!("/{source}/v1/{entity}?limit={limit}&cursor={cursor}")).await;
            assert_eq!(status, StatusCode::OK);
            all.extend(body["items"].as_array().unwrap().iter().cloned());
            match body["next_cursor"].as_str() {
                Some(next) => cursor = next.to_owned(),
                None => return all,
            }
        }
    }
}

fn updated(item: &Value) -> DateTime<Utc> {
    item["updated_at"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_walk_meets_every_row_once_in_the_contracts_order() {
    let feeds = Feeds::new();
    let mut ties = 0;
    for source in feeds.ministry.sources() {
        let (_, meta) = feeds.get(&format!("/{source}/v1/meta")).await;
        for entity in Entity::ALL {
            let walked = feeds.walk(source, entity, 7).await;
            let keys: Vec<_> = walked.iter().map(|item| (updated(item), item["id"].as_str().unwrap())).collect();
            assert!(keys.is_sorted_by(|a, b| a < b), "{source} {entity}");
            ties += keys.windows(2).filter(|pair| pair[0].0 == pair[1].0).count();
            assert_eq!(walked.len(), feeds.ministry.feed(source).unwrap().len(entity));
            let live = walked.iter().filter(|item| item["deleted"] != true).count();
            let said = &meta["entities"][entity.as_str()];
            assert_eq!(said["count"], live, "{source} {entity}");
            assert_eq!(said["max_updated_at"], walked.last().map_or(Value::Null, |item| item["updated_at"].clone()));
        }
    }
    assert!(ties > 10, "equal times occur: {ties}");
}

#[tokio::test]
async fn updated_since_is_inclusive() {
    let feeds = Feeds::new();
    let all = feeds.walk("DSMF", Entity::Receptions, 5000).await;
    let since = all[all.len() / 2]["updated_at"].as_str().unwrap();
    let (_, body) =
        feeds.get(&format!("/DSMF/v1/receptions?limit=5000&updated_since={}", since.replace('+', "%2B"))).await;
    let expected: Vec<_> =
        all.iter().filter(|item| updated(item) >= since.parse::<DateTime<Utc>>().unwrap()).cloned().collect();
    assert_eq!(body["items"].as_array().unwrap(), &expected);
    assert_eq!(
        feeds.get("/DSMF/v1/receptions?updated_since=2027-01-01T00:00:00Z").await.1["items"],
        Value::Array(vec![])
    );
}

#[tokio::test]
async fn refusals_say_what_is_wrong() {
    let feeds = Feeds::new();
    let bearer = feeds.bearer("DSMF");
    let status = async |path: &str, token: &str| feeds.send(path, &[(header::AUTHORIZATION, token)]).await.0;
    assert_eq!(status("/DSMF/v1/receptions", "Bearer wrong").await, StatusCode::UNAUTHORIZED);
    assert_eq!(status("/DSMF/v1/meta", &feeds.bearer("DMA")).await, StatusCode::UNAUTHORIZED);
    assert_eq!(feeds.send("/DSMF/v1/receptions", &[]).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(status("/DSMF/v1/visitors", &bearer).await, StatusCode::NOT_FOUND);
    assert_eq!(status("/MIDA/v1/receptions", &bearer).await, StatusCode::NOT_FOUND);
    for wrong in ["limit=0", "limit=5001", "updated_since=2026-08-01T00:00:00+04:00", "cursor=AAAA"] {
        assert_eq!(status(&format!("/DSMF/v1/receptions?{wrong}"), &bearer).await, StatusCode::BAD_REQUEST, "{wrong}");
    }
    let (_, body) = feeds.get("/DSMF/v1/receptions?limit=1").await;
    let next = format!("/DSMF/v1/receptions?limit=1&cursor={}", body["next_cursor"].as_str().unwrap());
    assert_eq!(status(&next, &bearer).await, StatusCode::OK);
    feeds.serving.clock.set(feeds.serving.clock.now() + TimeDelta::minutes(61));
    assert_eq!(status(&next, &bearer).await, StatusCode::GONE);
}

#[tokio::test]
async fn lines_and_gzip_carry_the_same_items() {
    let feeds = Feeds::new();
    let (bearer, path) = (feeds.bearer("DMA"), "/DMA/v1/receptions?limit=20");
    let (_, plain) = feeds.get(path).await;
    let headers = [
        (header::AUTHORIZATION, bearer.as_str()),
        (header::ACCEPT, "application/x-ndjson"),
        (header::ACCEPT_ENCODING, "zstd, gzip;q=0.8"),
    ];
    let (_, said, body) = feeds.send(path, &headers).await;
    assert_eq!(said[header::CONTENT_TYPE], "application/x-ndjson");
    assert_eq!(said[header::CONTENT_ENCODING], "gzip");
    let mut text = String::new();
    flate2::read::GzDecoder::new(&body.unwrap()[..]).read_to_string(&mut text).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[..20], *plain["items"].as_array().unwrap());
    assert_eq!(lines[20]["next_cursor"], plain["next_cursor"]);
}

#[tokio::test]
async fn sources_misbehave_when_told() {
    let feeds = Feeds::new();
    let set = |misbehaviour| feeds.serving.misbehaviours.set("DMA", misbehaviour);
    let bearer = feeds.bearer("DMA");
    let headers = [(header::AUTHORIZATION, bearer.as_str())];
    let path = "/DMA/v1/receptions?limit=50";
    set(Some(Misbehaviour::TooManyRequests { times: 1, retry_after: 3 }));
    let (status, said, _) = feeds.send(path, &headers).await;
    assert_eq!((status, said[header::RETRY_AFTER].to_str().unwrap()), (StatusCode::TOO_MANY_REQUESTS, "3"));
    assert_eq!(feeds.send(path, &headers).await.0, StatusCode::OK);
    set(Some(Misbehaviour::CutAfter(100)));
    assert_eq!(feeds.send(path, &headers).await.2, None);
    set(Some(Misbehaviour::Nonsense));
    assert!(feeds.send(path, &headers).await.2.unwrap().starts_with(b"<html>"));
    set(Some(Misbehaviour::Unauthorized));
    assert_eq!(feeds.send(path, &headers).await.0, StatusCode::UNAUTHORIZED);
    set(Some(Misbehaviour::ExpiredCursor { times: 1 }));
    let (_, body) = feeds.get(path).await;
    let next = format!("{path}&cursor={}", body["next_cursor"].as_str().unwrap());
    assert_eq!(feeds.send(&next, &headers).await.0, StatusCode::GONE);
    assert_eq!(feeds.send(&next, &headers).await.0, StatusCode::OK);
    set(None);
    assert_eq!(feeds.send(path, &headers).await.0, StatusCode::OK);
}

#[test]
fn items_keep_the_contract() {
    let ministry = ministry(settings(4, 0.01, "2026-07", "2026-08", "2026-08-20T06:00:00Z"));
    let officials: BTreeSet<String> =
        items(&ministry, Entity::Officials).iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect();
    let receptions = items(&ministry, Entity::Receptions);
    let ids: BTreeSet<&str> = receptions.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), receptions.len());
    for item in &receptions {
        let unit = item["unit_code"].as_str().unwrap();
        assert!(unit.starts_with(item["source"].as_str().unwrap()), "{item}");
        assert!(updated(item) <= ministry.settings().now, "{item}");
        assert!(item["official_id"].as_str().is_none_or(|official| officials.contains(official)), "{item}");
        assert!(!(item["fin"].is_string() && item["citizen_key"].is_string()), "{item}");
    }
    for item in items(&ministry, Entity::Assignments) {
        assert!(ids.contains(item["reception_id"].as_str().unwrap()), "{item}");
        assert!(updated(&item) <= ministry.settings().now, "{item}");
    }
}
