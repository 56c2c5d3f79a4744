//! What was seen of each point: how often it was looked at, how often it did not hold, and examples.

use std::collections::BTreeMap;

use super::point::{Point, Untested};
use super::report::{Judged, State};

/// Examples kept of each point: enough to find the cause.
const EXAMPLES: usize = 5;

#[derive(Debug, Default)]
struct Note {
    looked: u64,
    faults: u64,
    examples: Vec<String>,
    untested: Option<Untested>,
    measured: Option<String>,
}

#[derive(Debug, Default)]
pub struct Notes(BTreeMap<Point, Note>);

impl Notes {
    fn of(&mut self, point: Point) -> &mut Note {
        self.0.entry(point).or_default()
    }

    /// The point was looked at so many times more.
    pub fn look(&mut self, point: Point, times: u64) {
        self.of(point).looked += times;
    }

    /// The point did not hold; the example holds no identity and is the same in every language.
    pub fn fail(&mut self, point: Point, example: impl FnOnce() -> String) {
        let note = self.of(point);
        note.looked = note.looked.max(1);
        note.faults += 1;
        if note.examples.len() < EXAMPLES {
            let example = example();
            if !note.examples.contains(&example) {
                note.examples.push(example);
            }
        }
    }

    /// Looked at once: holds, or not with the example.
    pub fn hold(&mut self, point: Point, holds: bool, example: impl FnOnce() -> String) {
        self.look(point, 1);
        if !holds {
            self.fail(point, example);
        }
    }

    /// Says why the point may not have been looked at.
    pub fn skip(&mut self, point: Point, why: Untested) {
        self.of(point).untested = Some(why);
    }

    /// Takes back what was seen.
    pub fn forget(&mut self, point: Point, why: Untested) {
        *self.of(point) = Note { untested: Some(why), ..Note::default() };
    }

    pub fn measure(&mut self, point: Point, measured: String) {
        self.of(point).measured = Some(measured);
    }

    pub fn faults(&self, point: Point) -> u64 {
        self.0.get(&point).map_or(0, |note| note.faults)
    }

    pub fn has_failed(&self, point: Point) -> bool {
        self.faults(point) > 0
    }

    /// Every point, judged.
    pub fn judged(mut self) -> Vec<Judged> {
        let judge = |point: &Point| {
            let note = self.0.remove(point).unwrap_or_default();
            let state = match (note.faults, note.looked) {
                (0, 0) => State::NotTested,
                (0, _) => State::Passed,
                _ => State::Failed,
            };
            let reason = (state == State::NotTested).then(|| note.untested.unwrap_or(point.usually()));
            Judged {
                id: *point,
                group: point.group(),
                state,
                reason,
                looked: note.looked,
                faults: note.faults,
                measured: note.measured,
                examples: note.examples,
            }
        };
        Point::ALL.iter().map(judge).collect()
    }
}
