//! When to try again: what the source asks for, else a delay that doubles, with jitter so that many do not come at once.

use std::time::Duration;

use chrono::{DateTime, Utc};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// How patient a pull is with one source.
#[derive(Debug, Clone, Copy)]
pub struct RetryPolicy {
    /// Tries after the first for one request.
    pub retries: u32,
    /// Tries after the first for all requests of a run together.
    pub budget: u32,
    /// The first delay; each further one is twice as long.
    pub first: Duration,
    /// The longest delay that is chosen here.
    pub most: Duration,
    /// The longest `Retry-After` that is waited for; a longer one ends the run, to come back at the next.
    pub patience: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        RetryPolicy {
            retries: 5,
            budget: 60,
            first: Duration::from_millis(500),
            most: Duration::from_secs(30),
            patience: Duration::from_secs(10 * 60),
        }
    }
}

/// The delays of one run.
#[derive(Debug)]
pub struct Backoff {
    policy: RetryPolicy,
    spent: u32,
    jitter: ChaCha8Rng,
}

impl Backoff {
    pub fn new(policy: RetryPolicy, seed: u64) -> Self {
        Backoff { policy, spent: 0, jitter: ChaCha8Rng::seed_from_u64(seed) }
    }

    /// The delay before the next try, `tried` being the retries of this request so far; none when it is given up.
    pub fn delay(&mut self, tried: u32, asked: Option<Duration>) -> Option<Duration> {
        let policy = self.policy;
        if tried >= policy.retries || self.spent >= policy.budget || asked.is_some_and(|asked| asked > policy.patience)
        {
            return None;
        }
        self.spent += 1;
        let longest = policy.first.saturating_mul(1 << tried.min(16)).min(policy.most);
        // Between half and the whole: never at once, never all together.
        let chosen = longest.mul_f64(self.jitter.random_range(0.5..=1.0));
        Some(match asked {
            Some(asked) => asked + chosen.min(policy.first),
            None => chosen,
        })
    }
}

/// Reads `Retry-After`: seconds, or an HTTP date, which is measured from the answer's own `Date`, else from `now`.
pub fn retry_after(value: &str, date: Option<&str>, now: DateTime<Utc>) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let http_date = |text: &str| DateTime::parse_from_rfc2822(text.trim()).ok().map(|at| at.to_utc());
    let until = http_date(value)?;
    let from = date.and_then(http_date).unwrap_or(now);
    Some((until - from).to_std().unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_with_jitter_and_end() {
        let mut backoff = Backoff::new(RetryPolicy::default(), 1);
        for tried in 0..5 {
            let longest = Duration::from_millis(500 << tried);
            let delay = backoff.delay(tried, None).unwrap();
            assert!(delay >= longest / 2 && delay <= longest, "{tried}: {delay:?}");
        }
        assert_eq!(backoff.delay(5, None), None);
    }

    #[test]
    fn the_same_seed_gives_the_same_delays() {
        let delays = |seed| {
            let mut backoff = Backoff::new(RetryPolicy::default(), seed);
            (0..5).map(|tried| backoff.delay(tried, None)).collect::<Vec<_>>()
        };
        assert_eq!(delays(7), delays(7));
        assert_ne!(delays(7), delays(8));
    }

    #[test]
    fn what_the_source_asks_for_is_obeyed_up_to_the_patience() {
        let mut backoff = Backoff::new(RetryPolicy::default(), 1);
        let asked = Duration::from_secs(90);
        assert!(backoff.delay(0, Some(asked)).unwrap() >= asked);
        assert_eq!(backoff.delay(0, Some(Duration::from_secs(3600))), None);
    }

    #[test]
    fn a_run_has_a_budget() {
        let mut backoff = Backoff::new(RetryPolicy { budget: 2, ..RetryPolicy::default() }, 1);
        assert!(backoff.delay(0, None).is_some() && backoff.delay(0, None).is_some());
        assert_eq!(backoff.delay(0, None), None);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = DateTime::parse_from_rfc3339("2026-09-01T10:00:00Z").unwrap().to_utc();
        let after = |value, date| retry_after(value, date, now);
        assert_eq!(after(" 120 ", None), Some(Duration::from_secs(120)));
        assert_eq!(after("Tue, 01 Sep 2026 10:01:30 GMT", None), Some(Duration::from_secs(90)));
        let date = Some("Tue, 01 Sep 2026 10:01:00 GMT");
        assert_eq!(after("Tue, 01 Sep 2026 10:01:30 GMT", date), Some(Duration::from_secs(30)));
        assert_eq!(after("Tue, 01 Sep 2026 09:00:00 GMT", None), Some(Duration::ZERO));
        assert_eq!(after("soon", None), None);
        assert_eq!(after("-5", None), None);
    }
}
