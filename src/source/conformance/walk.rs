//! One entity walked page by page as a pull walks it, up to the pages asked for.

use std::collections::{BTreeSet, HashSet};
use std::time::Instant;

use chrono::{DateTime, Utc};

use super::TestOptions;
use super::items::Judge;
use super::meta::Told;
use super::point::{Point, Untested};
use super::probe::{Answer, Ask, Probe};
use super::report::Walked;
use super::requests::encoded;
use crate::domain::records::Entity;
use crate::source::decode::Decoder;
use crate::source::decode::page::Page;
use crate::source::settings::HttpSettings;

/// What a walk brought.
pub struct Walk {
    pub walked: Walked,
    /// Columns that were filled at least once.
    pub seen: BTreeSet<&'static str>,
    pub is_sampled: bool,
    /// An instant in the middle of the first page and the ids that were updated then.
    pub middle: Option<(DateTime<Utc>, Vec<String>)>,
    /// Items changed within a minute before the walk, or since.
    pub recent: u64,
}

/// Times a feed may forget a fresh cursor before the walk is given up.
const RESTARTS: u32 = 2;

pub async fn entity(
    probe: &mut Probe,
    entity: Entity,
    told: &Told,
    decoder: &mut Decoder,
    options: &TestOptions,
) -> Walk {
    let limit = probe.settings.page.clamp(1, HttpSettings::MAX_PAGE);
    let started = Instant::now();
    let mut judge = Judge::new(entity, options.clock.now());
    let mut walk = Walk {
        walked: fresh(entity, told.count(entity)),
        seen: BTreeSet::new(),
        is_sampled: false,
        middle: None,
        recent: 0,
    };
    let (mut cursor, mut cursors, mut empty, mut restarts) = (None::<String>, HashSet::new(), 0, 0);
    loop {
        let query = match &cursor {
            Some(cursor) => format!("limit={limit}&cursor={}", encoded(cursor)),
            None => format!("limit={limit}"),
        };
        let ask = Ask::of(entity.as_str(), query);
        let Some(answer) = probe.ask(&ask).await else { break };
        if answer.status == 410 && cursor.is_some() {
            probe.notes.fail(Point::CursorLife, || format!("{} → 410", ask.shown()));
            if restarts == RESTARTS {
                break;
            }
            restarts += 1;
            (cursor, cursors) = (None, HashSet::new());
            judge = Judge::new(entity, options.clock.now());
            walk.walked = fresh(entity, walk.walked.claimed);
            continue;
        }
        if cursor.is_some() {
            probe.notes.look(Point::CursorLife, 1);
        }
        let Some(page) = read(probe, &ask, answer, &mut walk, told) else { break };
        probe.notes.hold(Point::LimitMost, page.items.len() <= limit as usize, || {
            format!("{}: {}", ask.shown(), page.items.len())
        });
        judge.page(&page, decoder, &mut probe.notes);
        if walk.middle.is_none() {
            walk.middle = judge.middle();
        }
        let Some(next) = page.next_cursor else {
            probe.notes.look(Point::PagingEnds, 1);
            walk.walked.complete = true;
            break;
        };
        empty = if page.items.is_empty() { empty + 1 } else { 0 };
        if !cursors.insert(next.clone()) || empty >= options.limits.empty_pages {
            probe.notes.fail(Point::PagingEnds, || format!("{entity}: next_cursor × {}", walk.walked.pages));
            break;
        }
        if options.pages.is_some_and(|most| walk.walked.pages >= most) {
            walk.is_sampled = true;
            probe.notes.skip(Point::PagingEnds, Untested::Sampled);
            break;
        }
        cursor = Some(next);
    }
    walk.recent = judge.recent;
    walk.seen = judge.seen.clone();
    let seconds = started.elapsed().as_secs_f64();
    let walked = &mut walk.walked;
    (walked.items, walked.tombstones, walked.rejected) = (judge.live, judge.tombstones, judge.rejected);
    walked.seconds = seconds;
    walked.rows_per_second = (judge.live + judge.tombstones) as f64 / seconds.max(1e-6);
    walk
}

fn fresh(entity: Entity, claimed: Option<u64>) -> Walked {
    Walked {
        entity,
        claimed,
        items: 0,
        tombstones: 0,
        rejected: 0,
        pages: 0,
        bytes: 0,
        seconds: 0.0,
        rows_per_second: 0.0,
        first_byte_ms: 0,
        slowest_page_ms: 0,
        complete: false,
    }
}

/// Takes an answer apart; what is no page is noted.
fn read(probe: &mut Probe, ask: &Ask, answer: Answer, walk: &mut Walk, told: &Told) -> Option<Page> {
    let notes = &mut probe.notes;
    let (status, entity) = (answer.status, walk.walked.entity);
    match status {
        200 => notes.look(Point::Served, 1),
        401 | 403 => {
            notes.fail(Point::TokenAccepted, || format!("{} → {status}", ask.shown()));
            return None;
        }
        // An entity that nobody promised need not be there.
        404 if !told.lists(entity) => return None,
        _ => {
            notes.fail(Point::Served, || format!("{} → {status}", ask.shown()));
            return None;
        }
    }
    let milliseconds = |span: std::time::Duration| u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
    let walked = &mut walk.walked;
    walked.first_byte_ms = walked.first_byte_ms.max(milliseconds(answer.first_byte));
    walked.slowest_page_ms = walked.slowest_page_ms.max(milliseconds(answer.whole));
    walked.bytes += answer.body.len() as u64;
    walked.pages += 1;
    let page = match Page::read(answer.body, answer.is_lines) {
        Ok(page) => page,
        Err(error) => {
            let point = if error.is_half { Point::WholeAnswers } else { Point::Json };
            notes.fail(point, || format!("{}: {}", ask.shown(), error.received));
            return None;
        }
    };
    notes.look(Point::Json, 1);
    let is_odd = |name: &str| page.drift.iter().any(|drift| drift.name == name);
    notes.hold(Point::Utf8, !is_odd("encoding"), || ask.shown());
    notes.hold(Point::NextCursor, !is_odd("next_cursor"), || ask.shown());
    Some(page)
}
