//! Slows down who tries many passwords from one address, whatever the accounts; kept in memory only.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;

use chrono::{DateTime, TimeDelta, Utc};

/// So many refused logins from one address within the window shut the address out until the window has passed.
const TRIES: u32 = 20;
const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// More addresses than this are not remembered: a flood from everywhere must not eat the memory.
const ADDRESSES: usize = 10_000;

#[derive(Default)]
pub struct Throttle {
    failures: Mutex<HashMap<IpAddr, (u32, DateTime<Utc>)>>,
}

impl Throttle {
    /// Whether the address may try now.
    pub fn allows(&self, address: IpAddr, now: DateTime<Utc>) -> bool {
        let Ok(failures) = self.failures.lock() else { return false };
        failures.get(&address).is_none_or(|(count, since)| *count < TRIES || now - *since >= WINDOW)
    }

    /// Counts a refused login.
    pub fn failed(&self, address: IpAddr, now: DateTime<Utc>) {
        let Ok(mut failures) = self.failures.lock() else { return };
        failures.retain(|_, (_, since)| now - *since < WINDOW);
        if failures.len() < ADDRESSES || failures.contains_key(&address) {
            failures.entry(address).or_insert((0, now)).0 += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shut_out_and_let_in_again() {
        let throttle = Throttle::default();
        let address = IpAddr::from([10, 0, 0, 7]);
        let start = DateTime::UNIX_EPOCH;
        for _ in 0..TRIES {
            assert!(throttle.allows(address, start));
            throttle.failed(address, start);
        }
        assert!(!throttle.allows(address, start));
        assert!(throttle.allows(IpAddr::from([10, 0, 0, 8]), start));
        assert!(throttle.allows(address, start + WINDOW));
    }
}
