//! The conformance test of feeds: a feed that keeps the contract passes, and each fault is named by the right point.

pub mod feed;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use feed::{Feed, Quirk, TOKEN};
use qebul::clock::Clock;
use qebul::domain::period::Period;
use qebul::domain::records::Entity;
use qebul::domain::reference::Reference;
use qebul::simulator::{Ministry, Misbehaviour, Serving, Settings, router_with};
use qebul::source::conformance::{Point, Report, State, TestOptions, Verdict, test_feed};
use qebul::source::retry::RetryPolicy;
use qebul::source::{HttpSettings, Token};
use serde_json::{Value, json};

fn options(now: &str) -> TestOptions {
    let mut options = TestOptions::new(Clock::Fixed(now.parse().unwrap()));
    options.retry = RetryPolicy {
        retries: 2,
        first: Duration::from_millis(1),
        most: Duration::from_millis(2),
        ..RetryPolicy::default()
    };
    options
}

async fn tested(url: &str, token: &str, options: &TestOptions) -> Report {
    let settings =
        HttpSettings { token: Token::new(token), timeout: Duration::from_secs(20), ..HttpSettings::new(url) };
    test_feed(Some("DSMF"), &settings, &Reference::builtin(), options)
        .await
        .unwrap_or_else(|e| panic!("{}", e.report()))
}

fn with_state(report: &Report, state: State) -> BTreeSet<&'static str> {
    report.points.iter().filter(|point| point.state == state).map(|point| point.id.id()).collect()
}

async fn failed(feed: Feed) -> BTreeSet<&'static str> {
    let url = feed.serve().await;
    with_state(&tested(&url, TOKEN, &options("2026-09-20T06:00:00Z")).await, State::Failed)
}

fn state(report: &Report, point: Point) -> State {
    report.points.iter().find(|judged| judged.id == point).unwrap().state
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_keeps_the_contract_passes_in_everything() {
    let url = Feed::good().serve().await;
    let report = tested(&url, TOKEN, &options("2026-09-20T06:00:00Z")).await;
    assert_eq!(with_state(&report, State::Failed), BTreeSet::new(), "{:#?}", report.points);
    assert_eq!(report.verdict(), Verdict::Conforms);
    assert_eq!(
        with_state(&report, State::NotTested),
        // Six records are too few for the two, meta declares no columns, nothing was deleted, nobody was busy.
        ["retry_after", "limit_default", "cursor_expired", "columns", "columns_filled", "tombstones"].into()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_fault_of_the_transport_is_named_by_its_point() {
    let cases = [
        (Quirk::NoMeta, "meta"),
        (Quirk::Open, "token_refused"),
        (Quirk::TokenRefused, "token_accepted"),
        (Quirk::PlusTaken, "plus_refused"),
        (Quirk::OffsetRefused, "plus_encoded"),
        (Quirk::LimitIgnored, "limit_one"),
        (Quirk::MostRefused, "limit_most"),
        (Quirk::SinceExclusive, "updated_since"),
        (Quirk::OfficialsAbsent, "served"),
        (Quirk::NoNextCursor, "next_cursor"),
        (Quirk::CursorForgotten, "cursor_life"),
        (Quirk::CursorGuessed, "cursor_unknown"),
        (Quirk::GzipOther, "gzip"),
        (Quirk::GzipBroken, "gzip"),
        (Quirk::ZstdUnasked, "zstd"),
        (Quirk::LinesWithoutEnd, "ndjson"),
        (Quirk::Redirect, "no_redirect"),
        (Quirk::ServerError, "server_errors"),
        (Quirk::NoRetryAfter, "retry_after"),
        (Quirk::Html, "json"),
        (Quirk::Half, "whole_answers"),
        (Quirk::Latin1, "utf8"),
    ];
    for (quirk, point) in cases {
        assert_eq!(failed(Feed::with(quirk)).await, [point].into(), "{quirk:?}");
    }
    assert_eq!(failed(Feed::crowd(Quirk::DefaultTooLarge, 1200)).await, ["limit_default"].into());
    assert_eq!(failed(Feed::crowd(Quirk::OverServed, 5100)).await, ["limit_over"].into());
}

#[tokio::test(flavor = "multi_thread")]
async fn paging_without_an_end_is_seen_by_its_cursor() {
    let failed = failed(Feed::with(Quirk::SameCursor)).await;
    assert!(failed.contains("paging_ends"), "{failed:?}");
    // What comes again is out of order and not unique, and that is all.
    assert!(failed.is_subset(&["paging_ends", "order", "unique_ids"].into()), "{failed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_feed_is_waited_for() {
    let url = Feed::with(Quirk::RetryAfter).serve().await;
    let report = tested(&url, TOKEN, &options("2026-09-20T06:00:00Z")).await;
    assert_eq!(with_state(&report, State::Failed), BTreeSet::new());
    assert_eq!(state(&report, Point::RetryAfter), State::Passed);
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_large_and_absent_feeds_are_told_apart() {
    let url = Feed::with(Quirk::Slow).serve().await;
    let settings =
        HttpSettings { token: Token::new(TOKEN), timeout: Duration::from_millis(200), ..HttpSettings::new(url) };
    let mut options = options("2026-09-20T06:00:00Z");
    let report = test_feed(None, &settings, &Reference::builtin(), &options).await.unwrap();
    assert_eq!(with_state(&report, State::Failed), ["time_limit"].into());

    options.limits.body = 1_200;
    let url = Feed::good().serve().await;
    assert_eq!(with_state(&tested(&url, TOKEN, &options).await, State::Failed), ["size"].into());

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let report = tested(&url, TOKEN, &options).await;
    assert_eq!(with_state(&report, State::Failed), ["reached"].into());
    assert_eq!((report.verdict(), report.verdict().exit_code()), (Verdict::NotReached, 3));
    assert!(with_state(&report, State::Passed).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn each_fault_of_meta_is_named_by_its_point() {
    let receptions = |meta: &mut Value, name: &str, value: Value| meta["entities"]["receptions"][name] = value;
    let filled = ["official_id", "arrived_at", "started_at", "ended_at", "fin", "citizen_region", "topic", "kind"];
    let cases: Vec<(Feed, &str)> = vec![
        (Feed::meta(|meta| meta["contract"] = json!("2")), "contract_version"),
        (Feed::meta(|meta| meta["source"] = json!("DMA")), "source_name"),
        (Feed::meta(|meta| meta["entities"] = json!([])), "meta"),
        (Feed::meta(|meta| meta["entities"]["visits"] = json!({"count": 1})), "meta_entities"),
        (Feed::meta(|meta| receptions(meta, "max_updated_at", json!("2026-09-01 10:00:00"))), "meta_entities"),
        (Feed::meta(|meta| receptions(meta, "count", json!(9))), "counts"),
        (Feed::meta(|meta| receptions(meta, "columns", json!(filled))), "columns"),
        (Feed::meta(|meta| meta["entities"]["officials"]["columns"] = json!(["salary"])), "columns"),
    ];
    for (feed, point) in cases {
        let meta = feed.meta.clone();
        assert_eq!(failed(feed).await, [point].into(), "{meta}");
    }
    let mut crowd = Feed::crowd(Quirk::None, 1200);
    crowd.meta["entities"]["officials"]["columns"] = json!(["active_to"]);
    assert_eq!(failed(crowd).await, ["columns_filled"].into());
}

#[tokio::test(flavor = "multi_thread")]
async fn each_fault_of_the_records_is_named_by_its_point() {
    let set = |name: &'static str, value: Value| Feed::reception(move |item| item[name] = value.clone());
    let extensions = json!([
        {"extended_on": "2026-09-20", "from": "2026-09-22", "to": "2026-09-29"},
        {"extended_on": "2026-09-10", "from": "2026-09-15", "to": "2026-09-22"},
    ]);
    let mut twice = Feed::good();
    let receptions = twice.items.get_mut(&Entity::Receptions).unwrap();
    receptions[3]["id"] = receptions[2]["id"].clone();
    receptions[3]["updated_at"] = receptions[2]["updated_at"].clone();
    let mut swapped = Feed::good();
    swapped.items.get_mut(&Entity::Officials).unwrap().swap(2, 3);
    let mut nameless = Feed::good();
    for item in nameless.items.get_mut(&Entity::Receptions).unwrap() {
        item["fin"] = Value::Null;
    }
    let cases: Vec<(Feed, &str)> = vec![
        (Feed::reception(|item| *item = json!(7)), "items"),
        (set("id", json!("R".repeat(65))), "ids"),
        (set("mode", Value::Null), "required"),
        (set("mode", json!("fax")), "words"),
        (Feed::changed(Entity::UnitReports, |item| item["figures"]["by_outcome"] = json!({"lost": 1})), "words"),
        (set("rating", json!(9)), "types"),
        (set("collective", json!("yes")), "types"),
        (Feed::changed(Entity::Appointments, |item| item["starts"] = json!("9:00")), "types"),
        (Feed::changed(Entity::UnitReports, |item| item["period"] = json!("2026-13")), "types"),
        (set("registered_at", json!("2026-09-01T10:40:00")), "times"),
        (Feed::changed(Entity::Assignments, |item| item["due_on"] = json!("29.09.2026")), "dates"),
        (Feed::changed(Entity::Assignments, |item| item["extensions"][0]["to"] = json!("29.09.2026")), "dates"),
        (Feed::changed(Entity::Assignments, move |item| item["extensions"] = extensions.clone()), "extensions"),
        (set("colour", json!("red")), "unknown_properties"),
        (set("fin", json!("not a FİN")), "fin"),
        (nameless, "citizen"),
        (set("unit_code", json!("DSMF-NOWHERE")), "units_known"),
        (set("complaint_about", json!("NOWHERE")), "units_known"),
        (set("unit_code", json!("DMA")), "units_own"),
        (set("topic", json!("weather")), "topics"),
        (swapped, "order"),
        (twice, "unique_ids"),
    ];
    for (number, (feed, point)) in cases.into_iter().enumerate() {
        assert_eq!(failed(feed).await, [point].into(), "case {number}");
    }
    let last = |change: fn(&mut Value)| {
        let mut feed = Feed::good();
        change(feed.items.get_mut(&Entity::Receptions).unwrap().last_mut().unwrap());
        feed.count();
        feed
    };
    assert_eq!(failed(last(|item| item["updated_at"] = json!("2027-01-01T00:00:00Z"))).await, ["not_in_future"].into());
    let tombstone = last(|item| *item = json!({"id": "R-9", "updated_at": "2026-09-19T00:00:00Z", "deleted": true}));
    assert_eq!(failed(tombstone).await, ["tombstones"].into());
    let right = last(|item| {
        *item = json!({"id": "R-9", "unit_code": "DSMF", "updated_at": "2026-09-19T00:00:00Z", "deleted": true});
    });
    assert_eq!(failed(right).await, BTreeSet::new(), "counted without the tombstone");
}

#[tokio::test(flavor = "multi_thread")]
async fn examples_hold_no_identity() {
    let feed = Feed::reception(|item| {
        item["fin"] = json!("5AB12C9");
        item["mode"] = json!("5AB12C9, 050 212 34 56");
    });
    let url = feed.serve().await;
    let report = tested(&url, TOKEN, &options("2026-09-20T06:00:00Z")).await;
    let text = serde_json::to_string(&report).unwrap();
    assert_eq!(with_state(&report, State::Failed), ["words"].into());
    assert!(text.contains("[FİN]") && !text.contains("5AB12C9") && !text.contains("212 34"), "{text}");
    assert!(!text.contains(TOKEN));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_feed_is_sampled_and_says_so() {
    let mut options = options("2026-09-20T06:00:00Z");
    options.pages = Some(1);
    let url = Feed::good().serve().await;
    let report = tested(&url, TOKEN, &options).await;
    assert!(report.is_sampled());
    assert_eq!(with_state(&report, State::Failed), BTreeSet::new());
    for point in [Point::Counts, Point::PagingEnds] {
        assert_eq!(state(&report, point), State::NotTested, "{point:?}");
    }
}

/// The simulator in its good mood and in each of its moods.
#[tokio::test(flavor = "multi_thread")]
async fn the_simulator_passes_and_its_moods_are_named() {
    let reference = Reference::builtin();
    let month = |text: &str| text.parse::<Period>().unwrap();
    let now = "2026-07-20T08:00:00Z";
    let settings = Settings::new(5, 0.02, month("2026-05"), month("2026-06"), now.parse().unwrap());
    let ministry = Arc::new(Ministry::generate(settings, &reference).unwrap());
    let serving = Serving { clock: Clock::Fixed(now.parse().unwrap()), ..Serving::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = router_with(ministry.clone(), serving.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let mut options = options(now);
    options.pages = None;
    for source in reference.units.sources() {
        let settings = HttpSettings {
            token: Token::new(&ministry.token(source)),
            ..HttpSettings::new(format!("http://{address}/{source}"))
        };
        let report = test_feed(None, &settings, &reference, &options).await.unwrap();
        assert_eq!(with_state(&report, State::Failed), BTreeSet::new(), "{source}");
        assert!(report.entities.iter().all(|walk| walk.complete && walk.claimed == Some(walk.items)), "{source}");
    }
    let (soon, often) = (0, 2);
    let moods = [
        (Misbehaviour::Unauthorized, vec!["token_accepted"]),
        (Misbehaviour::Nonsense, vec!["json"]),
        (Misbehaviour::CutAfter(100), vec!["whole_answers"]),
        (Misbehaviour::TooManyRequests { times: often, retry_after: soon }, vec![]),
        (Misbehaviour::Unavailable { times: often, retry_after: soon }, vec![]),
        (Misbehaviour::Broken { times: often }, vec!["server_errors"]),
        (Misbehaviour::ExpiredCursor { times: often }, vec!["cursor_life"]),
        (Misbehaviour::Slow(Duration::from_millis(5)), vec![]),
        (Misbehaviour::LostRows(5), vec!["counts"]),
    ];
    for (mood, points) in moods {
        serving.misbehaviours.set("DSMF", Some(mood.clone()));
        let report = tested(&format!("http://{address}/DSMF"), &ministry.token("DSMF"), &options).await;
        assert_eq!(with_state(&report, State::Failed), points.into_iter().collect(), "{mood:?}");
    }
}
