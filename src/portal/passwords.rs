//! Passwords: argon2id, one-time first passwords, and the rules a chosen one must meet.

use std::sync::LazyLock;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::clock::secret_bytes;
use crate::error::{Error, Result};

/// Letters and digits that nobody mistakes for one another on paper.
const READABLE: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789A";
pub const SHORTEST: usize = 12;
pub const LONGEST: usize = 128;

/// What is verified when the login does not exist, so that the answer takes as long.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash("nobody has this password").ok());

fn argon2() -> Argon2<'static> {
    // OWASP's floor for argon2id: 19 MiB, two passes, one lane.
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 * 1024, 2, 1, None).unwrap_or_default())
}

/// Hashes a password for keeping. Slow by design: call it on a blocking thread.
pub fn hash(password: &str) -> Result<String> {
    let salt = SaltString::encode_b64(&secret_bytes::<16>()).map_err(refused)?;
    Ok(argon2().hash_password(password.as_bytes(), &salt).map_err(refused)?.to_string())
}

/// Says whether the password is the one that was hashed; takes the same time when there is no hash.
pub fn matches(password: &str, hash: Option<&str>) -> bool {
    let held = hash.or(NOBODY.as_deref()).unwrap_or_default();
    let verified =
        PasswordHash::new(held).is_ok_and(|held| argon2().verify_password(password.as_bytes(), &held).is_ok());
    verified && hash.is_some()
}

/// A password for the first login only: four groups of four, 80 bits.
pub fn one_time() -> String {
    let bytes = secret_bytes::<16>();
    let letters: Vec<char> = bytes.iter().map(|byte| char::from(READABLE[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Why a chosen password is refused; each has a label of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    TooShort,
    TooLong,
    HoldsLogin,
    OneLetter,
    WellKnown,
    SameAsBefore,
}

impl Weakness {
    pub fn label(self) -> &'static str {
        match self {
            Weakness::TooShort => "password-too-short",
            Weakness::TooLong => "password-too-long",
            Weakness::HoldsLogin => "password-holds-login",
            Weakness::OneLetter => "password-one-letter",
            Weakness::WellKnown => "password-well-known",
            Weakness::SameAsBefore => "password-same",
        }
    }
}

/// Words that lists of stolen passwords are full of, long enough to pass the length rule when repeated or extended.
const WELL_KNOWN: [&str; 8] =
    ["password", "123456789", "qwertyuiop", "azerbaycan", "azərbaycan", "nazirlik", "iloveyou", "administrator"];

/// Length counts, composition does not (NIST SP 800-63B).
pub fn weakness(password: &str, login: &str) -> Option<Weakness> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let mut letters: Vec<char> = lower.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    match () {
        () if length < SHORTEST => Some(Weakness::TooShort),
        () if length > LONGEST => Some(Weakness::TooLong),
        () if letters.len() < 5 => Some(Weakness::OneLetter),
        () if login.chars().count() > 2 && lower.contains(&login.to_lowercase()) => Some(Weakness::HoldsLogin),
        () if WELL_KNOWN.iter().any(|word| lower.contains(word) && length < word.chars().count() + 6) => {
            Some(Weakness::WellKnown)
        }
        () => None,
    }
}

fn refused(error: argon2::password_hash::Error) -> Error {
    Error::failed(format!("hashing a password: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_matches_its_password_only() {
        let held = hash("düzgün at batareya").unwrap();
        assert!(held.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(matches("düzgün at batareya", Some(&held)));
        assert!(!matches("başqa parol sözü", Some(&held)));
        assert!(!matches("nobody has this password", None));
    }

    #[test]
    fn one_time_passwords_are_long_and_never_the_same() {
        let (first, second) = (one_time(), one_time());
        assert_eq!(first.len(), 19);
        assert_ne!(first, second);
        assert_eq!(weakness(&first, "aliyeva"), None);
    }

    #[test]
    fn weak_passwords_are_named() {
        assert_eq!(weakness("qısa", "x"), Some(Weakness::TooShort));
        assert_eq!(weakness("aaaaaaaaaaaaaaa", "x"), Some(Weakness::OneLetter));
        assert_eq!(weakness("aliyeva-aliyeva", "aliyeva"), Some(Weakness::HoldsLogin));
        assert_eq!(weakness("azerbaycan123", "x"), Some(Weakness::WellKnown));
        assert_eq!(weakness("dörd adi söz kifayətdir", "x"), None);
    }
}
