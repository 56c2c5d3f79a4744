use std::collections::VecDeque;
use std::convert::Infallible;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use futures::stream;
use serde_json::{Value, json};

use super::*;
use crate::clock::Clock;
use crate::source::retry::RetryPolicy;
use crate::source::settings::Token;
use crate::source::sink::{Committed, OpenWalk};

/// One request as the server saw it.
#[derive(Debug, Clone, Default)]
struct Seen {
    path: String,
    query: String,
    headers: HeaderMap,
}

impl Seen {
    fn parameter(&self, name: &str) -> Option<&str> {
        self.query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }
}

type Script = Arc<dyn Fn(&Seen) -> Response + Send + Sync>;

/// A feed that answers by a script and remembers what it was asked.
struct Server {
    url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    async fn start(script: impl Fn(&Seen) -> Response + Send + Sync + 'static) -> Server {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let state: (Script, _) = (Arc::new(script), Arc::clone(&seen));
        let router = Router::new().fallback(answer).with_state(state);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Server { url, seen }
    }

    /// The queries for an entity, in order.
    fn asked(&self, entity: &str) -> Vec<Seen> {
        let seen = self.seen.lock().unwrap();
        seen.iter().filter(|seen| seen.path == format!("/v1/{entity}")).cloned().collect()
    }
}

type ServerState = (Script, Arc<Mutex<Vec<Seen>>>);

async fn answer(State((script, log)): State<ServerState>, request: Request) -> Response {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let seen = Seen { path: request.uri().path().into(), query, headers: request.headers().clone() };
    log.lock().unwrap().push(seen.clone());
    script(&seen)
}

fn status(code: u16) -> Response {
    Response::builder().status(code).body(Body::from("no")).unwrap()
}

fn json_answer(value: Value) -> Response {
    Response::builder().header("content-type", "application/json").body(Body::from(value.to_string())).unwrap()
}

/// A meta that names one entity.
fn meta(entity: &str, count: u64) -> Response {
    json_answer(json!({"contract": "1", "source": "DSMF", "entities": {entity: {"count": count}}}))
}

fn official(number: u64) -> Value {
    json!({"id": format!("O-{number}"), "unit_code": "DSMF", "updated_at": format!("2026-09-01T10:00:{number:02}Z"),
        "full_name": "Ə. Məmmədov", "post": "müdir", "level": "official", "active_from": "2020-01-01"})
}

/// Serves `count` officials in pages of `limit`, the cursor being the number of the next.
fn officials(seen: &Seen, count: u64) -> Response {
    if seen.path == "/v1/meta" {
        return meta("officials", count);
    }
    let from: u64 = seen.parameter("cursor").map_or(0, |cursor| cursor.parse().unwrap());
    let limit: u64 = seen.parameter("limit").unwrap().parse().unwrap();
    let to = (from + limit).min(count);
    let items: Vec<Value> = (from..to).map(official).collect();
    json_answer(json!({"items": items, "next_cursor": (to < count).then(|| to.to_string())}))
}

/// What a sink was told, in order.
#[derive(Debug, Default)]
struct Told {
    ids: Vec<String>,
    batches: Vec<Batch>,
    starts: Vec<Start>,
    ends: Vec<End>,
    provided: Vec<(Entity, Vec<Provided>)>,
    claims: Vec<Claimed>,
    resume: Resume,
    held: VecDeque<u64>,
    is_broken: bool,
}

#[derive(Debug, Clone, Default)]
struct MemorySink(Arc<Mutex<Told>>);

impl Sink for MemorySink {
    fn resume(&mut self, _: Entity) -> Result<Resume> {
        Ok(self.0.lock().unwrap().resume.clone())
    }

    fn is_taken(&mut self, _: &str) -> Result<bool> {
        Ok(false)
    }

    fn start(&mut self, load: &Start) -> Result<()> {
        self.0.lock().unwrap().starts.push(load.clone());
        Ok(())
    }

    fn commit(&mut self, batch: Batch) -> Result<Committed> {
        let mut told = self.0.lock().unwrap();
        if told.is_broken {
            return Err(Error::failed("the disk is full"));
        }
        told.ids.extend(batch.records.iter().map(|record| record.head().id.clone()));
        let new = batch.records.len() as u64;
        told.batches.push(batch);
        Ok(Committed { new, ..Committed::default() })
    }

    fn end(&mut self, end: &End) -> Result<()> {
        let mut told = self.0.lock().unwrap();
        if end.complete {
            let seen = told.batches.iter().filter_map(|batch| batch.watermark).max();
            told.resume = Resume { watermark: told.resume.watermark.max(seen), open: None };
        }
        told.ends.push(end.clone());
        Ok(())
    }

    fn provided(&mut self, entity: Entity, columns: &[Provided]) -> Result<()> {
        self.0.lock().unwrap().provided.push((entity, columns.to_vec()));
        Ok(())
    }

    fn claimed(&mut self, claim: &Claimed) -> Result<u64> {
        let mut told = self.0.lock().unwrap();
        told.claims.push(claim.clone());
        let all = told.ids.len() as u64;
        Ok(told.held.pop_front().unwrap_or(all))
    }
}

fn now() -> DateTime<Utc> {
    "2026-10-01T00:00:00Z".parse().unwrap()
}

fn options() -> PullOptions {
    let retry = RetryPolicy { first: Duration::from_millis(1), ..RetryPolicy::default() };
    PullOptions { retry, ..PullOptions::new(Clock::Fixed(now())) }
}

async fn pull_with(server: &Server, sink: &MemorySink, page: u32, options: &PullOptions) -> Result<SourceOutcome> {
    let token = Token::new("t-secret");
    let settings = HttpSettings { page, token, timeout: Duration::from_secs(5), ..HttpSettings::new(&server.url) };
    let (reference, key) = (Reference::builtin(), IdentityKey::new(b"key"));
    pull_feed("DSMF", &settings, &reference, &key, &|| Box::new(sink.clone()), options).await
}

async fn pull(server: &Server, sink: &MemorySink, page: u32) -> SourceOutcome {
    pull_with(server, sink, page, &options()).await.unwrap()
}

fn told(sink: &MemorySink) -> std::sync::MutexGuard<'_, Told> {
    sink.0.lock().unwrap()
}

/// All of an error's chain and its hint.
fn report_of(outcome: &SourceOutcome) -> String {
    let error = outcome.error.as_ref().or_else(|| outcome.entities.iter().find_map(|entity| entity.error.as_ref()));
    error.unwrap().report()
}

/// Officials, with the script in the way of the request for one cursor.
async fn disturbed(
    cursor: &'static str,
    times: usize,
    disturbance: impl Fn() -> Response + Send + Sync + 'static,
) -> Server {
    let left = Mutex::new(times);
    Server::start(move |seen| {
        let mut left = left.lock().unwrap();
        if seen.path != "/v1/meta" && seen.parameter("cursor").unwrap_or("0") == cursor && *left > 0 {
            *left -= 1;
            return disturbance();
        }
        officials(seen, 7)
    })
    .await
}

#[tokio::test]
async fn a_feed_is_walked_to_its_end() {
    let server = Server::start(|seen| officials(seen, 7)).await;
    let sink = MemorySink::default();
    let outcome = pull(&server, &sink, 3).await;
    assert!(outcome.is_complete(), "{outcome:?}");
    let entity = &outcome.entities[0];
    assert_eq!((entity.pages, entity.items, entity.committed.new, entity.counts), (3, 7, 7, Some((7, 7))));
    let told = told(&sink);
    assert_eq!(told.ids, ["O-0", "O-1", "O-2", "O-3", "O-4", "O-5", "O-6"]);
    assert_eq!((told.starts[0].kind, told.starts[0].updated_since), (LoadKind::Pull, None));
    assert_eq!(told.ends, [End { complete: true, ended_at: now(), error: None }]);
    assert_eq!(told.resume.watermark, Some("2026-09-01T10:00:06Z".parse().unwrap()));
    assert_eq!(told.batches.last().unwrap().next_cursor, None);
    let asked = server.asked("officials");
    assert_eq!(asked.len(), 3);
    assert_eq!(asked[0].headers["authorization"], "Bearer t-secret");
    assert_eq!((asked[0].query.as_str(), asked[2].query.as_str()), ("limit=3", "limit=3&cursor=6"));
}

#[tokio::test]
async fn the_next_pull_begins_before_the_watermark() {
    let server = Server::start(|seen| officials(seen, 2)).await;
    let sink = MemorySink::default();
    pull(&server, &sink, 100).await;
    pull(&server, &sink, 100).await;
    let asked = server.asked("officials");
    assert_eq!(asked[1].parameter("updated_since"), Some("2026-09-01T08%3A00%3A01Z"));
    let full = PullOptions { is_full: true, ..options() };
    pull_with(&server, &sink, 100, &full).await.unwrap();
    assert_eq!(server.asked("officials")[2].query, "limit=100");
    assert_eq!(told(&sink).starts[2].kind, LoadKind::Full);
}

#[tokio::test]
async fn a_watermark_never_lies_in_the_future() {
    let server = Server::start(|seen| match seen.path.as_str() {
        "/v1/meta" => meta("officials", 1),
        _ => {
            let mut item = official(1);
            item["updated_at"] = json!("2099-01-01T00:00:00Z");
            json_answer(json!({"items": [item], "next_cursor": null}))
        }
    })
    .await;
    let sink = MemorySink::default();
    pull(&server, &sink, 100).await;
    assert_eq!(told(&sink).resume.watermark, Some(now()));
}

#[tokio::test]
async fn entities_that_meta_does_not_name_are_not_asked_for() {
    let server = Server::start(|seen| officials(seen, 1)).await;
    pull(&server, &MemorySink::default(), 100).await;
    assert_eq!(server.seen.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn without_meta_every_entity_is_asked_for() {
    let server = Server::start(|seen| match seen.path.as_str() {
        "/v1/meta" => status(404),
        _ => json_answer(json!({"items": [], "next_cursor": null})),
    })
    .await;
    let outcome = pull(&server, &MemorySink::default(), 100).await;
    assert!(outcome.is_complete());
    assert_eq!((outcome.entities.len(), outcome.warnings.len()), (5, 1));
}

#[tokio::test]
async fn declared_columns_are_passed_on_with_the_required_ones() {
    let server = Server::start(|seen| match seen.path.as_str() {
        "/v1/meta" => json_answer(json!({"contract": "1", "entities": {"receptions": {"columns": ["fin", "topic"]}}})),
        _ => json_answer(json!({"items": [], "next_cursor": null})),
    })
    .await;
    let sink = MemorySink::default();
    pull(&server, &sink, 100).await;
    let told = told(&sink);
    let names: Vec<&str> = told.provided[0].1.iter().map(|column| column.column.as_str()).collect();
    let wanted =
        ["citizen", "fin", "id", "level", "mode", "registered_at", "registration", "topic", "unit_code", "updated_at"];
    assert_eq!(names, wanted);
    assert_eq!(told.claims, []);
}

#[tokio::test]
async fn a_refused_token_ends_the_run_at_once() {
    for code in [401, 403] {
        let server = Server::start(move |_| status(code)).await;
        let outcome = pull(&server, &MemorySink::default(), 100).await;
        let report = report_of(&outcome);
        assert!(report.contains(&format!("source answered {code}")) && report.contains("token_env"), "{report}");
        assert!(!report.contains("t-secret"));
        assert_eq!(server.seen.lock().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn retry_after_is_obeyed() {
    for code in [429, 503] {
        let server = disturbed("3", 1, move || {
            Response::builder().status(code).header("retry-after", "1").body(Body::empty()).unwrap()
        })
        .await;
        let begun = Instant::now();
        assert!(pull(&server, &MemorySink::default(), 3).await.is_complete());
        assert!(begun.elapsed() >= Duration::from_secs(1));
    }
}

#[tokio::test]
async fn passing_faults_are_retried_and_nothing_comes_twice() {
    fn cut() -> Response {
        let chunks = vec![Ok(Bytes::from("{\"items\":[{\"id\":\"X\"},")), Err(io::Error::other("cut"))];
        Response::new(Body::from_stream(stream::iter(chunks)))
    }
    let half = || Response::new(Body::from("{\"items\":[{\"id\":\"O-3\"},{\"id"));
    let bad_gzip = || Response::builder().header("content-encoding", "gzip").body(Body::from("\x1f\x08 no")).unwrap();
    let faults: [fn() -> Response; 5] = [|| status(500), || status(502), cut, half, bad_gzip];
    for fault in faults {
        let server = disturbed("3", 2, fault).await;
        let sink = MemorySink::default();
        let outcome = pull(&server, &sink, 3).await;
        assert!(outcome.is_complete(), "{}", report_of(&outcome));
        assert_eq!(told(&sink).ids.len(), 7);
    }
}

#[tokio::test]
async fn half_a_page_is_told_and_nothing_of_it_is_taken() {
    let server = disturbed("3", usize::MAX, || {
        Response::new(Body::from("{\"items\":[{\"id\":\"X\",\"fin\":\"5AB12C7\"},{\"id"))
    })
    .await;
    let sink = MemorySink::default();
    let outcome = pull(&server, &sink, 3).await;
    let report = report_of(&outcome);
    assert!(report.starts_with("error: pulling `officials` of source `DSMF` (GET /v1/officials)"), "{report}");
    assert!(report.contains("half a page came") && report.contains("[FİN]") && report.contains("hint:"), "{report}");
    assert!(!report.contains("5AB12C7"));
    let told = told(&sink);
    assert_eq!(told.ids, ["O-0", "O-1", "O-2"]);
    assert_eq!(told.batches.last().unwrap().next_cursor.as_deref(), Some("3"));
    assert!(!told.ends[0].complete && told.ends[0].error.as_ref().unwrap().contains("half a page"));
}

#[tokio::test]
async fn nonsense_is_told_at_once_and_the_next_entity_goes_on() {
    let server = Server::start(|seen| match seen.path.as_str() {
        "/v1/meta" => json_answer(json!({"contract": "1", "entities": {"receptions": {}, "officials": {}}})),
        "/v1/receptions" => Response::new(Body::from("<html>\n<h1>Sign in</h1>")),
        _ => json_answer(json!({"items": [official(1)], "next_cursor": null})),
    })
    .await;
    let sink = MemorySink::default();
    let outcome = pull(&server, &sink, 100).await;
    let report = report_of(&outcome);
    assert!(report.contains("not a JSON object; received `<html> <h1>Sign in</h1>`"), "{report}");
    assert_eq!(server.asked("receptions").len(), 1);
    assert!(outcome.error.is_none() && outcome.entities[1].error.is_none());
    assert_eq!(told(&sink).ids, ["O-1"]);
}

#[tokio::test]
async fn an_expired_cursor_begins_again_from_the_watermark() {
    let server = disturbed("6", 1, || status(410)).await;
    let sink = MemorySink::default();
    assert!(pull(&server, &sink, 3).await.is_complete());
    assert_eq!(told(&sink).ids.len(), 6 + 7);
    let server = disturbed("6", usize::MAX, || status(410)).await;
    let outcome = pull(&server, &MemorySink::default(), 3).await;
    assert!(report_of(&outcome).contains("410"));
    assert_eq!(server.asked("officials").len(), 9);
}

#[tokio::test]
async fn paging_without_end_is_refused() {
    let repeating = Server::start(|seen| match seen.path.as_str() {
        "/v1/meta" => meta("officials", 1),
        _ => json_answer(json!({"items": [official(1)], "next_cursor": "again"})),
    })
    .await;
    let outcome = pull(&repeating, &MemorySink::default(), 3).await;
    assert!(report_of(&outcome).contains("the same `next_cursor` came twice"));
    let empty = Server::start(|seen| match seen.path.as_str() {
        "/v1/meta" => meta("officials", 1),
        _ => {
            let next = seen.parameter("cursor").map_or(1, |cursor| cursor.parse::<u64>().unwrap() + 1);
            json_answer(json!({"items": [], "next_cursor": next.to_string()}))
        }
    })
    .await;
    let outcome = pull(&empty, &MemorySink::default(), 3).await;
    assert!(report_of(&outcome).contains("100 pages without an item"));
}

#[tokio::test]
async fn large_pages_are_asked_for_in_smaller_ones() {
    let server = Server::start(|seen| officials(seen, 7)).await;
    let sink = MemorySink::default();
    let limits = Limits { body: 700, ..Limits::default() };
    let outcome = pull_with(&server, &sink, 100, &PullOptions { limits, ..options() }).await.unwrap();
    assert!(outcome.is_complete(), "{}", report_of(&outcome));
    assert_eq!(told(&sink).ids.len(), 7);
    let huge = Server::start(|seen| match seen.path.as_str() {
        "/v1/meta" => meta("officials", 1),
        _ => {
            let endless = stream::repeat_with(|| Ok::<_, Infallible>(Bytes::from(vec![b' '; 1 << 16])));
            let size = "200000000000";
            Response::builder().header("content-length", size).body(Body::from_stream(endless)).unwrap()
        }
    })
    .await;
    let outcome = pull(&huge, &MemorySink::default(), 4).await;
    assert!(report_of(&outcome).contains("larger than 64 MiB"));
    assert_eq!(huge.asked("officials").len(), 3);
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let other = Server::start(|seen| officials(seen, 1)).await;
    let place = format!("{}/v1/meta?x=1", other.url);
    let server =
        Server::start(move |_| Response::builder().status(302).header("location", &place).body(Body::empty()).unwrap())
            .await;
    let outcome = pull(&server, &MemorySink::default(), 3).await;
    assert!(report_of(&outcome).contains(&format!("set `url` to the right address ({}/v1/meta)", other.url)));
    assert!(other.seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn compressed_pages_and_lines_are_read() {
    let page = json!({"items": [official(1)], "next_cursor": null}).to_string();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(page.as_bytes()).unwrap();
    let lines = format!("{}\n{{\"next_cursor\":null}}\n", official(1));
    for (name, value, body) in [
        ("content-encoding", "gzip", gzip.finish().unwrap()),
        ("content-encoding", "zstd", zstd::encode_all(page.as_bytes(), 1).unwrap()),
        ("content-type", "application/x-ndjson; charset=utf-8", lines.into_bytes()),
    ] {
        let server = Server::start(move |seen| match seen.path.as_str() {
            "/v1/meta" => meta("officials", 1),
            _ => Response::builder().header(name, value).body(Body::from(body.clone())).unwrap(),
        })
        .await;
        let sink = MemorySink::default();
        let outcome = pull(&server, &sink, 3).await;
        assert!(outcome.is_complete(), "{value}: {}", report_of(&outcome));
        assert_eq!(told(&sink).ids, ["O-1"]);
    }
}

#[tokio::test]
async fn counts_that_differ_make_a_reconciling_pull_read_everything() {
    let server = Server::start(|seen| officials(seen, 7)).await;
    let sink = MemorySink::default();
    told(&sink).held = VecDeque::from([6, 7]);
    told(&sink).resume.watermark = Some(now());
    let reconciling = PullOptions { is_reconciling: true, ..options() };
    let outcome = pull_with(&server, &sink, 100, &reconciling).await.unwrap();
    let kinds: Vec<LoadKind> = told(&sink).starts.iter().map(|start| start.kind).collect();
    assert_eq!(kinds, [LoadKind::Pull, LoadKind::Reconcile]);
    assert_eq!((outcome.entities[0].counts, outcome.warnings.len()), (Some((7, 7)), 0));
    told(&sink).held = VecDeque::from([6, 6]);
    let outcome = pull_with(&server, &sink, 100, &reconciling).await.unwrap();
    assert!(outcome.warnings[0].contains("claims 7 records, 6 are accounted for"));
}

#[tokio::test]
async fn an_unfinished_walk_is_carried_on_while_its_cursor_is_good() {
    for (minutes, wanted) in [(10, "limit=3&cursor=6"), (70, "limit=3")] {
        let server = Server::start(|seen| officials(seen, 7)).await;
        let sink = MemorySink::default();
        let started_at = now() - TimeDelta::minutes(minutes);
        let open = OpenWalk { cursor: "6".into(), updated_since: None, watermark: Some(started_at), started_at };
        told(&sink).resume.open = Some(open);
        assert!(pull(&server, &sink, 3).await.is_complete());
        assert_eq!(server.asked("officials")[0].query, wanted);
    }
}

#[tokio::test]
async fn a_failing_sink_is_the_pulls_own_error() {
    let server = Server::start(|seen| officials(seen, 7)).await;
    let sink = MemorySink::default();
    told(&sink).is_broken = true;
    let error = pull_with(&server, &sink, 3, &options()).await.unwrap_err();
    assert!(error.report().contains("the disk is full"));
}

#[tokio::test]
async fn another_contract_is_refused() {
    let server = Server::start(|_| json_answer(json!({"contract": "2", "entities": {}}))).await;
    let outcome = pull(&server, &MemorySink::default(), 3).await;
    assert!(report_of(&outcome).contains("serves contract `2`"));
}

#[tokio::test]
async fn a_source_that_is_down_is_told_after_some_tries() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let server = Server { url, seen: Arc::default() };
    let outcome = pull(&server, &MemorySink::default(), 3).await;
    assert!(report_of(&outcome).contains("hint: check `url`, the network"), "{}", report_of(&outcome));
}

#[tokio::test]
async fn a_source_that_does_not_answer_is_given_up() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let settings = HttpSettings {
        timeout: Duration::from_millis(100),
        ..HttpSettings::new(format!("http://{}", listener.local_addr().unwrap()))
    };
    let options = PullOptions { retry: RetryPolicy { retries: 1, ..options().retry }, ..options() };
    let (reference, key) = (Reference::builtin(), IdentityKey::new(b"key"));
    let sink = MemorySink::default();
    let outcome = pull_feed("DSMF", &settings, &reference, &key, &|| Box::new(sink.clone()), &options).await.unwrap();
    assert!(report_of(&outcome).contains("no whole answer within 0.1 s"), "{}", report_of(&outcome));
}

#[tokio::test]
async fn a_pull_can_be_stopped() {
    let server = Server::start(|seen| officials(seen, 7)).await;
    let options = options();
    options.cancel.cancel();
    let outcome = pull_with(&server, &MemorySink::default(), 3, &options).await.unwrap();
    assert!(!outcome.is_complete());
}

#[tokio::test]
async fn an_address_must_be_one() {
    let server = Server { url: "ftp://x".into(), seen: Arc::default() };
    let outcome = pull(&server, &MemorySink::default(), 3).await;
    assert_eq!(outcome.error.unwrap().exit_code(), 2);
}
