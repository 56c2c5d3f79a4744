//! Who looked at what, took what along and changed what: one chained line each.
//!
//! Every line's hash covers the line and the hash before it, so that a line changed or taken out later shows.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::store::Session;

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub position: i64,
    pub happened_at: DateTime<Utc>,
    pub login: String,
    pub address: String,
    pub action: String,
    pub object: String,
    pub previous_hash: String,
    pub hash: String,
}

/// What is logged; the name is kept in the log, the label is what people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    LoggedIn,
    LoginRefused,
    LoggedOut,
    PasswordChanged,
    UserCreated,
    UserReset,
    UserDisabled,
    UserEnabled,
    RecordsViewed,
    Downloaded,
    Refused,
    JobStarted,
    FindingChanged,
}

impl Action {
    pub fn as_str(self) -> &'static str {
        match self {
            Action::LoggedIn => "login",
            Action::LoginRefused => "login_refused",
            Action::LoggedOut => "logout",
            Action::PasswordChanged => "password_changed",
            Action::UserCreated => "user_created",
            Action::UserReset => "user_reset",
            Action::UserDisabled => "user_disabled",
            Action::UserEnabled => "user_enabled",
            Action::RecordsViewed => "records_viewed",
            Action::Downloaded => "downloaded",
            Action::Refused => "refused",
            Action::JobStarted => "job_started",
            Action::FindingChanged => "finding_changed",
        }
    }
}

/// Who did it, from where, when.
#[derive(Debug, Clone)]
pub struct Actor {
    pub login: String,
    pub address: String,
    pub at: DateTime<Utc>,
}

impl Actor {
    pub fn new(login: impl Into<String>, address: IpAddr, at: DateTime<Utc>) -> Self {
        Actor { login: login.into(), address: address.to_string(), at }
    }

    /// The operator at the machine's own console.
    pub fn command_line(at: DateTime<Utc>) -> Self {
        Actor { login: "cli".into(), address: "local".into(), at }
    }
}

#[derive(Deserialize)]
struct Last {
    position: i64,
    hash: String,
}

/// Adds a line; belongs into the transaction of the act itself.
pub fn add(state: &Session, actor: &Actor, action: Action, object: &str) -> Result<()> {
    let last: Option<Last> = state.row(include_str!("../../queries/portal/access_log_last.sql"))?;
    let (position, previous_hash) = last.map_or((1, String::new()), |last| (last.position + 1, last.hash));
    let mut line = Line {
        position,
        // The database keeps microseconds; the hash must be computed over what it gives back.
        happened_at: DateTime::from_timestamp_micros(actor.at.timestamp_micros()).unwrap_or_default(),
        login: actor.login.clone(),
        address: actor.address.clone(),
        action: action.as_str().to_owned(),
        object: object.to_owned(),
        previous_hash,
        hash: String::new(),
    };
    line.hash = hash_of(&line);
    state.insert("state.access_log", &[line])
}

fn hash_of(line: &Line) -> String {
    let mut hash = Sha256::new();
    let at = line.happened_at.timestamp_micros().to_string();
    let position = line.position.to_string();
    for part in [&line.previous_hash, &position, &at, &line.login, &line.address, &line.action, &line.object] {
        // The length before each part keeps ("ab", "c") and ("a", "bc") apart.
        hash.update(part.len().to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}

/// What walking the chain found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    pub lines: i64,
    /// The first line that does not fit what stands before it.
    pub broken_at: Option<i64>,
}

/// Walks the whole chain.
pub fn verify(session: &Session) -> Result<Verified> {
    let mut verified = Verified { lines: 0, broken_at: None };
    let mut previous = String::new();
    session.each(include_str!("../../queries/portal/access_log_chain.sql"), |line: Line| {
        verified.lines += 1;
        let fits = line.position == verified.lines && line.previous_hash == previous && line.hash == hash_of(&line);
        if !fits && verified.broken_at.is_none() {
            verified.broken_at = Some(line.position);
        }
        previous.clone_from(&line.hash);
        Ok(())
    })?;
    Ok(verified)
}
