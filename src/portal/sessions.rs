//! Sessions kept on the server: the browser holds a random token, the store its hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::clock::secret_bytes;
use crate::error::Result;
use crate::store::Session;

/// A session ends after so many minutes without a request.
const IDLE: TimeDelta = TimeDelta::minutes(60);
/// `seen_at` is written at most this often: a page view is no write.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(2);

/// A session as kept, with what its user may do.
#[derive(Debug, Clone, Deserialize)]
pub struct Held {
    pub token_hash: String,
    pub login: String,
    pub csrf: String,
    pub seen_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub role: String,
    pub unit: String,
    pub language: String,
    pub must_change: bool,
}

impl Held {
    /// Whether `seen_at` is old enough to be worth a write.
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        now - self.seen_at >= SEEN_EVERY
    }
}

#[derive(Serialize)]
struct Row {
    token_hash: String,
    login: String,
    csrf: String,
    created_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    address: String,
}

/// A token that nobody can guess, for a cookie or a form.
pub fn token() -> String {
    URL_SAFE_NO_PAD.encode(secret_bytes::<32>())
}

/// What the store keeps of a token.
pub fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// Begins a session and returns its token.
pub fn begin(state: &Session, login: &str, address: &str, now: DateTime<Utc>, hours: u32) -> Result<String> {
    let token = token();
    let row = Row {
        token_hash: hash(&token),
        login: login.to_owned(),
        csrf: self::token(),
        created_at: now,
        seen_at: now,
        expires_at: now + TimeDelta::hours(i64::from(hours)),
        address: address.to_owned(),
    };
    state.insert("state.sessions", &[row])?;
    Ok(token)
}

/// The living session of a token, if its user is not disabled and neither limit has passed.
pub fn find(session: &Session, token: &str, now: DateTime<Utc>) -> Result<Option<Held>> {
    session.set("token_hash", hash(token))?;
    let held: Option<Held> = session.row(include_str!("../../queries/portal/session.sql"))?;
    Ok(held.filter(|held| now < held.expires_at && now - held.seen_at < IDLE))
}

/// Notes that the session was used.
pub fn touch(state: &Session, token_hash: &str, now: DateTime<Utc>) -> Result<()> {
    state.set("token_hash", token_hash)?;
    state.set("moment", now)?;
    state.run("update state.sessions set seen_at = getvariable('moment') where token_hash = getvariable('token_hash')")
}

/// Ends one session.
pub fn end(state: &Session, token_hash: &str) -> Result<()> {
    state.set("token_hash", token_hash)?;
    state.run("delete from state.sessions where token_hash = getvariable('token_hash')")
}

/// Ends all sessions of a login: after a change of password, a reset, a disabling.
pub fn end_all(state: &Session, login: &str) -> Result<()> {
    state.set("login", login)?;
    state.run("delete from state.sessions where login = getvariable('login')")
}

/// Forgets sessions past their limits; called at every login, so that the table stays small.
pub fn sweep(state: &Session, now: DateTime<Utc>) -> Result<()> {
    state.set("moment", now)?;
    state.set("idle_before", now - IDLE)?;
    state.run(include_str!("../../queries/portal/session_sweep.sql"))
}
