//! The opaque cursor of a walk: where the next page begins and when the cursor was given.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use crate::domain::records::Entity;

/// A place in one entity of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    pub next: u32,
    given: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CursorError {
    /// Not a cursor of this walk.
    Unknown,
    /// Older than an hour.
    Expired,
}

const HOURS: i64 = 1;

impl Cursor {
    pub fn new(next: usize, now: DateTime<Utc>) -> Cursor {
        Cursor { next: u32::try_from(next).unwrap_or(u32::MAX), given: now.timestamp() }
    }

    pub fn write(self, source: &str, entity: Entity) -> String {
        let mut bytes = self.next.to_be_bytes().to_vec();
        bytes.extend(self.given.to_be_bytes());
        bytes.extend(seal(&bytes, source, entity));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    pub fn read(text: &str, source: &str, entity: Entity, now: DateTime<Utc>) -> Result<Cursor, CursorError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| CursorError::Unknown)?;
        let (content, sealed) = bytes.split_at_checked(12).ok_or(CursorError::Unknown)?;
        if sealed != seal(content, source, entity) {
            return Err(CursorError::Unknown);
        }
        let (next, given) = content.split_at(4);
        let next = u32::from_be_bytes(next.try_into().map_err(|_| CursorError::Unknown)?);
        let given = i64::from_be_bytes(given.try_into().map_err(|_| CursorError::Unknown)?);
        let age = now - DateTime::from_timestamp(given, 0).ok_or(CursorError::Unknown)?;
        if age > TimeDelta::hours(HOURS) { Err(CursorError::Expired) } else { Ok(Cursor { next, given }) }
    }
}

/// A checksum that tells a cursor of another walk or a mangled one apart.
fn seal(content: &[u8], source: &str, entity: Entity) -> [u8; 4] {
    let mut hasher = Sha256::new();
    hasher.update(content);
    hasher.update(source);
    hasher.update(entity.as_str());
    let digest = hasher.finalize();
    [digest[0], digest[1], digest[2], digest[3]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_lives_for_an_hour_and_for_its_own_walk() {
        let now: DateTime<Utc> = "2026-11-02T05:00:00Z".parse().unwrap();
        let cursor = Cursor::new(5000, now);
        let text = cursor.write("DSMF", Entity::Receptions);
        assert_eq!(Cursor::read(&text, "DSMF", Entity::Receptions, now + TimeDelta::hours(1)), Ok(cursor));
        let late = now + TimeDelta::seconds(3601);
        assert_eq!(Cursor::read(&text, "DSMF", Entity::Receptions, late), Err(CursorError::Expired));
        assert_eq!(Cursor::read(&text, "DSMF", Entity::Officials, now), Err(CursorError::Unknown));
        assert_eq!(Cursor::read("?", "DSMF", Entity::Receptions, now), Err(CursorError::Unknown));
    }
}
