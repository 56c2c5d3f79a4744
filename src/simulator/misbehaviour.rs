//! How a source may misbehave, for tests of the puller; by default none does.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What goes wrong with a source's answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misbehaviour {
    /// 401 whatever the token.
    Unauthorized,
    /// 200 with a body that is no JSON.
    Nonsense,
    /// The connection is cut after so many bytes of the body.
    CutAfter(usize),
    /// The first requests are answered 429 with `Retry-After` in seconds.
    TooManyRequests { times: u32, retry_after: u32 },
    /// The first requests are answered 503 with `Retry-After` in seconds.
    Unavailable { times: u32, retry_after: u32 },
    /// The first requests are answered 500.
    Broken { times: u32 },
    /// The first requests with a cursor are answered 410.
    ExpiredCursor { times: u32 },
    /// Every answer waits.
    Slow(Duration),
    /// The counts in `meta` claim so many records more than are served.
    LostRows(u64),
    /// Pages that say they are gzip and are not.
    BrokenGzip,
    /// Every page names a next one; the pages after the last are empty.
    Endless,
    /// Pages announce 200 GB and send nothing of it.
    Announced,
    /// Between the items of each page stand ones that are no records: a NUL, a text of 1 MB, wrong types, no JSON.
    Junk,
    /// The items of each page come in reverse order.
    Reversed,
}

/// The misbehaviour of every source; shared with a running server, so that a test can change it on the way.
#[derive(Debug, Clone, Default)]
pub struct Misbehaviours(Arc<Mutex<BTreeMap<String, Misbehaviour>>>);

impl Misbehaviours {
    /// Sets or, with none, ends a source's misbehaviour.
    pub fn set(&self, source: &str, misbehaviour: Option<Misbehaviour>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match misbehaviour {
            Some(misbehaviour) => all.insert(source.to_owned(), misbehaviour),
            None => all.remove(source),
        };
    }

    /// What goes wrong with the next answer; one of the first so many times is used up.
    pub(super) fn next(&self, source: &str, has_cursor: bool) -> Option<Misbehaviour> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let misbehaviour = all.get_mut(source)?;
        let answer = misbehaviour.clone();
        let times = match misbehaviour {
            Misbehaviour::ExpiredCursor { .. } if !has_cursor => return None,
            Misbehaviour::TooManyRequests { times, .. }
            | Misbehaviour::Unavailable { times, .. }
            | Misbehaviour::Broken { times }
            | Misbehaviour::ExpiredCursor { times } => times,
            _ => return Some(answer),
        };
        if *times == 0 {
            return None;
        }
        *times -= 1;
        Some(answer)
    }
}
