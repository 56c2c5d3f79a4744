//! The keyed hash that stands for a citizen: the same person is the same text everywhere, and nobody can turn it back.

use std::fmt;

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The secret key of the citizens' hashes; never printed.
#[derive(Clone)]
pub struct IdentityKey(Hmac<Sha256>);

impl IdentityKey {
    /// Takes a key of any length; 32 random bytes are meant.
    pub fn new(key: &[u8]) -> Self {
        // HMAC takes keys of every length, so this cannot fail.
        IdentityKey(Hmac::new_from_slice(key).expect("HMAC takes keys of every length"))
    }

    /// The hash of a normalised FİN: `f:` and 32 hexadecimal digits.
    pub fn of_fin(&self, fin: &[u8]) -> String {
        let mut text = String::with_capacity(34);
        text.push_str("f:");
        self.push_hash(fin, &mut text);
        text
    }

    /// The hash of a key by which the source itself knows the citizen; two sources' keys never match.
    pub fn of_key(&self, source: &str, key: &str) -> String {
        let mut text = String::with_capacity(35 + source.len());
        text.push_str("k:");
        text.push_str(source);
        text.push(':');
        self.push_hash(key.as_bytes(), &mut text);
        text
    }

    fn push_hash(&self, message: &[u8], text: &mut String) {
        let mut mac = self.0.clone();
        mac.update(message);
        push_hex(&mac.finalize().into_bytes()[..16], text);
    }
}

impl fmt::Debug for IdentityKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentityKey(…)")
    }
}

/// Appends bytes as lower-case hexadecimal digits.
pub(super) fn push_hex(bytes: &[u8], text: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_hmac_sha_256_cut_to_sixteen_bytes() {
        // RFC 4231, test case 2.
        let key = IdentityKey::new(b"Jefe");
        assert_eq!(key.of_fin(b"what do ya want for nothing?"), "f:5bdcc146bf60754e6a042426089575c7");
        assert_eq!(key.of_key("DSMF", "what do ya want for nothing?"), "k:DSMF:5bdcc146bf60754e6a042426089575c7");
        assert_eq!(format!("{key:?}"), "IdentityKey(…)");
    }
}
