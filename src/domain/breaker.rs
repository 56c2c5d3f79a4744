//! A source that does not answer is left in peace for a while, longer each time, instead of being asked every hour.
//!
//! After three runs in a row in which nothing could be pulled the breaker is open: scheduled pulls pass the source by until
//! its time comes. Then one run tries it; success closes the breaker. What a person starts always tries.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Runs without an answer after which a source is left in peace.
pub const PATIENCE: u32 = 3;
/// The first rest; each further failure doubles it.
const FIRST_REST: TimeDelta = TimeDelta::minutes(90);
/// The longest rest: a source that is mended in the evening is pulled at night.
const LONGEST_REST: TimeDelta = TimeDelta::hours(12);

/// What is known of a source's silence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breaker {
    /// Runs in a row in which nothing could be pulled.
    pub failures: u32,
    /// Until when scheduled pulls pass the source by.
    pub retry_at: Option<DateTime<Utc>>,
}

/// How a source is treated by a scheduled pull.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Closed,
    /// Passed by until then.
    Open(DateTime<Utc>),
    /// Tried again.
    HalfOpen,
}

impl Breaker {
    /// What a run in which nothing could be pulled makes of it.
    #[must_use]
    pub fn failed(self, now: DateTime<Utc>) -> Breaker {
        let failures = self.failures.saturating_add(1);
        let rest = failures.checked_sub(PATIENCE).map(|over| {
            let doubled = FIRST_REST.checked_mul(1 << over.min(10)).unwrap_or(LONGEST_REST);
            now + doubled.min(LONGEST_REST)
        });
        Breaker { failures, retry_at: rest }
    }

    pub fn state(self, now: DateTime<Utc>) -> State {
        match self.retry_at {
            None => State::Closed,
            // A clock that was set back must not leave a source alone for ever.
            Some(at) if now < at && at - now <= LONGEST_REST => State::Open(at),
            Some(_) => State::HalfOpen,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    #[test]
    fn it_opens_at_the_third_failure_and_tries_again_when_its_time_comes() {
        let mut breaker = Breaker::default();
        for _ in 0..2 {
            breaker = breaker.failed(at(0));
            assert_eq!(breaker.state(at(0)), State::Closed);
        }
        let breaker = breaker.failed(at(0));
        assert_eq!(breaker.state(at(89)), State::Open(at(90)));
        assert_eq!(breaker.state(at(90)), State::HalfOpen);
        assert_eq!(breaker.failed(at(90)).state(at(91)), State::Open(at(270)));
        assert_eq!(Breaker::default().state(at(91)), State::Closed);
    }

    #[test]
    fn a_clock_set_back_does_not_keep_it_open() {
        let breaker = Breaker { failures: 3, retry_at: Some(at(10_000)) };
        assert_eq!(breaker.state(at(0)), State::HalfOpen);
    }

    proptest! {
        #[test]
        fn no_rest_is_longer_than_twelve_hours(failures in 0_u32..5_000, minute in 0_i64..10_000_000) {
            let breaker = Breaker { failures, retry_at: None }.failed(at(minute));
            if let Some(retry_at) = breaker.retry_at {
                let rest = retry_at - at(minute);
                prop_assert!(rest > TimeDelta::zero() && rest <= LONGEST_REST);
            }
            prop_assert_eq!(breaker.retry_at.is_some(), breaker.failures >= PATIENCE);
        }
    }
}
