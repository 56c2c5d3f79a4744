//! Citizens: a number each, a FIN or a unit's own key made from it, and a memory of those who come with something new.

use super::chance::Chance;

/// The letters and digits of a FIN: no I, no O.
const SIGNS: &[u8; 34] = b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const FINS: u64 = 34u64.pow(7);

/// Turns citizens' numbers into identities; different numbers never share one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Identities {
    factor: u64,
    offset: u64,
}

impl Identities {
    pub fn new(seed: u64) -> Identities {
        let mut chance = Chance::stream(seed, &["identities"]);
        let mut factor = (chance.fraction() * FINS as f64) as u64 | 1;
        // Coprime to 34 = 2 · 17, so that multiplication only permutes the numbers.
        while factor.is_multiple_of(17) {
            factor += 2;
        }
        Identities { factor, offset: (chance.fraction() * FINS as f64) as u64 }
    }

    /// The personal identification number: seven signs, at least one letter and one digit.
    pub fn fin(self, citizen: u64) -> [u8; 7] {
        let mut value = citizen % FINS;
        loop {
            value = ((u128::from(value) * u128::from(self.factor) + u128::from(self.offset)) % u128::from(FINS)) as u64;
            let fin = signs(value);
            // Walking on along the permutation keeps different citizens apart.
            if fin.iter().any(u8::is_ascii_digit) && fin.iter().any(u8::is_ascii_uppercase) {
                return fin;
            }
        }
    }

    /// The key of a source that pseudonymises its citizens itself.
    pub fn key(self, citizen: u64) -> String {
        let mixed = (citizen ^ self.offset).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        format!("vt-{:016x}", mixed ^ (mixed >> 32))
    }
}

fn signs(mut value: u64) -> [u8; 7] {
    let mut fin = [b'0'; 7];
    for sign in fin.iter_mut().rev() {
        *sign = SIGNS[(value % 34) as usize];
        value /= 34;
    }
    fin
}

/// One citizen known to a unit and the topics already brought (a bit each).
#[derive(Debug, Clone, Copy)]
struct Known {
    citizen: u64,
    region: u8,
    topics: u128,
}

/// The citizens of one unit.
pub(super) struct Citizens {
    unit: u64,
    next: u64,
    known: Vec<Known>,
    oldest: usize,
}

const REMEMBERED: usize = 256;

impl Citizens {
    pub fn new(unit: u16) -> Citizens {
        Citizens { unit: u64::from(unit) + 1, next: 0, known: Vec::new(), oldest: 0 }
    }

    /// Someone who was never here; remembered for other matters later.
    pub fn fresh(&mut self, region: u8, topic: u8) -> u64 {
        self.next += 1;
        let citizen = (self.unit << 26) + self.next;
        let known = Known { citizen, region, topics: bit(topic) };
        if self.known.len() < REMEMBERED {
            self.known.push(known);
        } else {
            self.known[self.oldest] = known;
            self.oldest = (self.oldest + 1) % REMEMBERED;
        }
        citizen
    }

    /// Someone who was here with other topics only.
    pub fn with_another_topic(&mut self, chance: &mut Chance, topic: u8) -> Option<(u64, u8)> {
        let last = u32::try_from(self.known.len()).ok()?.checked_sub(1)?;
        let known = &mut self.known[chance.between(0, last) as usize];
        if known.topics & bit(topic) != 0 {
            return None;
        }
        known.topics |= bit(topic);
        Some((known.citizen, known.region))
    }
}

fn bit(topic: u8) -> u128 {
    1u128 << (topic & 127)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn fins_keep_the_contract_and_never_repeat() {
        let identities = Identities::new(7);
        let mut seen = HashSet::new();
        for unit in 1..40u64 {
            for number in 1..2_000 {
                let fin = identities.fin((unit << 26) + number);
                assert!(fin.iter().all(|sign| SIGNS.contains(sign)));
                assert!(fin.iter().any(u8::is_ascii_digit) && fin.iter().any(u8::is_ascii_uppercase));
                assert!(seen.insert(fin));
            }
        }
    }
}
