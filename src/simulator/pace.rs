//! Keeps a unit from falling silent by chance: a silence (R3) is planted or does not happen.

use std::collections::VecDeque;

use chrono::NaiveDate;

/// What the unit received on its last working days.
pub(super) struct Pace {
    usual: f64,
    /// The 56 days before the present silence, oldest first.
    past: VecDeque<(NaiveDate, u32)>,
    silent: u32,
    /// Receptions a working day before the present silence.
    mean: f64,
}

/// A silence of which this much would be expected is not left to chance; the check's limit is 7.
const LIMIT: f64 = 4.4;

impl Pace {
    pub fn new(usual: f64) -> Pace {
        Pace { usual, past: VecDeque::new(), silent: 0, mean: usual }
    }

    /// Says whether one more working day without a reception would be too many.
    pub fn must_receive(&self) -> bool {
        self.silent >= 3 && f64::from(self.silent + 1) * self.mean.max(self.usual) >= LIMIT
    }

    /// Notes a working day.
    pub fn note(&mut self, day: NaiveDate, receptions: u32) {
        if receptions == 0 {
            self.silent += 1;
            return;
        }
        self.silent = 0;
        self.past.push_back((day, receptions));
        while self.past.front().is_some_and(|(first, _)| (day - *first).num_days() > 56) {
            self.past.pop_front();
        }
        let sum: u32 = self.past.iter().map(|(_, count)| count).sum();
        // Working days without a reception are not kept: about forty working days make 56 days.
        self.mean = f64::from(sum) / 36.0;
    }
}
