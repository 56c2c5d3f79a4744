//! Requests that no pull would send: what a feed refuses, and the forms that it offers.

use chrono::SecondsFormat;
use serde_json::Value;

use super::meta::Told;
use super::point::{Point, Untested};
use super::probe::{Answer, Ask, Bearer, Probe};
use super::walk::Walk;
use crate::domain::records::Entity;
use crate::source::decode::page::Page;
use crate::source::decode::time;
use crate::source::settings::HttpSettings;

/// The page size that the contract has where nothing is said, and the largest.
const DEFAULT: usize = 1000;
const MOST: usize = 5000;

/// Asked before the walks.
pub async fn before(probe: &mut Probe, main: Entity, told: &Told) {
    token(probe, main).await;
    time_zone(probe, main).await;
    limits(probe, main, told).await;
    forms(probe, main).await;
}

/// Asked after the walks, which need a feed in its usual state.
pub async fn after(probe: &mut Probe, walks: &[Walk], main: Entity) {
    if let Some(walk) = walks.iter().find(|walk| walk.walked.entity == main) {
        since(probe, walk).await;
    }
    let ask = Ask::of(main.as_str(), "limit=1&cursor=never-given-by-this-feed");
    if let Some(answer) = probe.ask(&ask).await {
        let shown = format!("{}&cursor=never-given-by-this-feed", ask.shown());
        refused(probe, Point::CursorUnknown, &answer, &[400, 410], &shown);
    }
}

/// Notes whether a request was refused as it should be. A 200 with something else than the contract's form is another fault.
fn refused(probe: &mut Probe, point: Point, answer: &Answer, statuses: &[u16], shown: &str) {
    let is_nonsense =
        answer.status == 200 && !serde_json::from_slice::<Value>(&answer.body).is_ok_and(|v| v.is_object());
    let point = if is_nonsense { Point::Json } else { point };
    probe.notes.hold(point, statuses.contains(&answer.status), || format!("{shown} → {}", answer.status));
}

async fn token(probe: &mut Probe, main: Entity) {
    for path in ["meta", main.as_str()] {
        for (bearer, shown) in [(Bearer::Wrong, "Authorization: Bearer …"), (Bearer::None, "Authorization: –")] {
            let query = if path == "meta" { "" } else { "limit=1" };
            let ask = Ask { bearer, ..Ask::of(path, query) };
            let Some(answer) = probe.ask(&ask).await else { continue };
            refused(probe, Point::TokenRefused, &answer, &[401, 403], &format!("{} ({shown})", ask.shown()));
        }
    }
}

async fn time_zone(probe: &mut Probe, main: Entity) {
    let plain = Ask::of(main.as_str(), "limit=1&updated_since=2026-01-01T00:00:00+04:00");
    if let Some(answer) = probe.ask(&plain).await {
        refused(probe, Point::PlusRefused, &answer, &[400], &plain.shown());
    }
    let right = Ask::of(main.as_str(), "limit=1&updated_since=2026-01-01T00:00:00%2B04:00");
    if let Some(answer) = probe.ask(&right).await {
        probe.notes.hold(Point::PlusEncoded, answer.status == 200, || format!("{} → {}", right.shown(), answer.status));
    }
}

async fn limits(probe: &mut Probe, main: Entity, told: &Told) {
    let total = told.count(main).unwrap_or(0);
    let cases = [
        (Point::LimitOne, "limit=1", 1, 1),
        (Point::LimitDefault, "", DEFAULT, DEFAULT as u64 + 1),
        (Point::LimitMost, "limit=5000", MOST, 1),
    ];
    for (point, query, most, needed) in cases {
        let ask = Ask::of(main.as_str(), query);
        let Some(answer) = probe.ask(&ask).await else { continue };
        if answer.status != 200 {
            probe.notes.fail(point, || format!("{} → {}", ask.shown(), answer.status));
            continue;
        }
        let Some(items) = items(answer) else { continue };
        if items.len() > most {
            probe.notes.fail(point, || format!("{}: {}", ask.shown(), items.len()));
        } else if total >= needed {
            probe.notes.look(point, 1);
            probe.notes.measure(point, items.len().to_string());
        } else {
            probe.notes.skip(point, Untested::TooFew);
        }
    }
    let over = Ask::of(main.as_str(), "limit=5001");
    if let Some(answer) = probe.ask(&over).await {
        let status = answer.status;
        let is_right = status == 400 || (status == 200 && items(answer).is_none_or(|items| items.len() <= MOST));
        probe.notes.hold(Point::LimitOver, is_right, || format!("{} → {status}", over.shown()));
    }
}

/// The forms that a feed may offer: the same content in each.
async fn forms(probe: &mut Probe, main: Entity) {
    const QUERY: &str = "limit=200";
    let plain = Ask { encoding: None, ..Ask::of(main.as_str(), QUERY) };
    let Some(answer) = probe.ask(&plain).await.filter(|answer| answer.status == 200) else { return };
    if let Some(encoding) = answer.encoding.clone() {
        let point = if encoding == "zstd" { Point::Zstd } else { Point::Gzip };
        probe.notes.fail(point, || format!("{} (Accept-Encoding: –) → Content-Encoding: {encoding}", plain.shown()));
    }
    let Some(expected) = items(answer) else { return };
    for (point, name) in [(Point::Gzip, "gzip"), (Point::Zstd, "zstd")] {
        let ask = Ask { encoding: Some(name), ..Ask::of(main.as_str(), QUERY) };
        let Some(answer) = probe.ask(&ask).await.filter(|answer| answer.status == 200) else { continue };
        match answer.encoding.as_deref() {
            None => probe.notes.skip(point, Untested::NotOffered),
            Some(encoding) if encoding != name => {
                let point = if encoding == "zstd" { Point::Zstd } else { Point::Gzip };
                let shown = format!("{} (Accept-Encoding: {name}) → Content-Encoding: {encoding}", ask.shown());
                probe.notes.fail(point, || shown);
            }
            Some(_) => same(probe, point, &ask, answer, &expected).await,
        }
    }
    let lines = Ask { accept: "application/x-ndjson", ..Ask::of(main.as_str(), QUERY) };
    let Some(answer) = probe.ask(&lines).await.filter(|answer| answer.status == 200) else { return };
    if answer.is_lines {
        same(probe, Point::Ndjson, &lines, answer, &expected).await;
    } else {
        probe.notes.skip(Point::Ndjson, Untested::NotOffered);
    }
}

/// Whether the answer holds the same items; a feed that changed meanwhile is asked once more.
async fn same(probe: &mut Probe, point: Point, ask: &Ask, answer: Answer, expected: &[Value]) {
    let mut is_same = items(answer).as_deref() == Some(expected);
    if !is_same {
        let plain = Ask { encoding: None, ..Ask::of(ask.path, ask.query.clone()) };
        let expected = probe.ask(&plain).await.and_then(items);
        let again = probe.ask(ask).await.and_then(items);
        is_same = expected.is_some() && expected == again;
    }
    probe.notes.hold(point, is_same, || ask.shown());
}

/// `updated_since` gives everything from the instant on, what was updated just then included.
async fn since(probe: &mut Probe, walk: &Walk) {
    let Some((at, ids)) = &walk.middle else { return probe.notes.skip(Point::UpdatedSince, Untested::NoRecords) };
    let limit = probe.settings.page.clamp(1, HttpSettings::MAX_PAGE);
    let at_text = at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    let ask = Ask::of(walk.walked.entity.as_str(), format!("limit={limit}&updated_since={at_text}"));
    let Some(answer) = probe.ask(&ask).await else { return };
    let status = answer.status;
    let Some(items) = items(answer).filter(|_| status == 200) else {
        return probe.notes.fail(Point::UpdatedSince, || format!("{} → {status}", ask.shown()));
    };
    let updated = |item: &Value| item["updated_at"].as_str().and_then(time::instant);
    let early = items.iter().find(|item| updated(item).is_some_and(|updated| updated < *at));
    if let Some(early) = early {
        probe.notes.fail(Point::UpdatedSince, || format!("{} → updated_at = {}", ask.shown(), early["updated_at"]));
    }
    // A record that changed since has moved on; all of them cannot have.
    let is_there = ids.iter().any(|id| items.iter().any(|item| item["id"].as_str() == Some(id)));
    probe.notes.hold(Point::UpdatedSince, is_there, || format!("{} ∌ {}", ask.shown(), ids.join(", ")));
}

/// The items of an answer as JSON; none when it is no page.
fn items(answer: Answer) -> Option<Vec<Value>> {
    let page = Page::read(answer.body, answer.is_lines).ok()?;
    page.items().map(|item| serde_json::from_str(item).ok()).collect()
}

/// Percent-encodes a value for a query.
pub fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}
