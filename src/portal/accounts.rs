//! The people who may log in: created, listed, disabled and reset here, by the portal and by `qebul user`.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::access_log::{self, Action};
use super::scope::Scope;
use super::{passwords, sessions};
use crate::domain::language::Language;
use crate::domain::reference::Reference;
use crate::domain::user::Role;
use crate::error::{Error, Result};
use crate::store::{Session, Store};

pub use super::access_log::Actor;

/// So many wrong passwords in a row lock an account for a while; every further one doubles the while.
const FREE_TRIES: i32 = 5;
const LONGEST_LOCK: TimeDelta = TimeDelta::minutes(30);

/// An account as kept, without its password's hash.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct User {
    pub login: String,
    pub role: String,
    /// Empty for those who see the whole ministry.
    pub unit: String,
    pub email: Option<String>,
    pub language: String,
    pub must_change: bool,
    pub disabled: bool,
    pub created_at: DateTime<Utc>,
    pub last_login_at: Option<DateTime<Utc>>,
    pub failed_logins: i32,
    pub locked_until: Option<DateTime<Utc>>,
}

/// An account to be created.
#[derive(Debug, Clone)]
pub struct NewUser {
    pub login: String,
    pub role: Role,
    /// The unit whose subtree is seen; empty or the ministry's code for everything.
    pub unit: String,
    pub email: Option<String>,
    pub language: Language,
}

#[derive(Serialize)]
struct Row<'a> {
    login: &'a str,
    role: &'a str,
    unit: &'a str,
    email: Option<&'a str>,
    language: &'a str,
    password_hash: String,
    must_change: bool,
    disabled: bool,
    created_at: DateTime<Utc>,
    last_login_at: Option<DateTime<Utc>>,
    failed_logins: i32,
    locked_until: Option<DateTime<Utc>>,
}

/// Creates an account and returns its one-time password, which is kept nowhere.
///
/// # Errors
/// The login is taken or badly formed, the unit is unknown, or the role needs a unit and has none.
pub fn create_user(store: &Store, reference: &Reference, actor: &Actor, new: &NewUser) -> Result<String> {
    let act = || format!("adding the user `{}`", new.login);
    check_login(&new.login)?;
    let unit = new.unit.trim();
    if !unit.is_empty() && reference.units.get(unit).is_none() {
        return Err(
            Error::usage(format!("{}: there is no unit `{unit}`", act())).hint("give a code of the units table")
        );
    }
    if new.role == Role::Unit && (unit.is_empty() || unit == reference.units.ministry().code) {
        return Err(Error::usage(format!("{}: role `unit` needs a unit of its own", act())).hint("add `--unit CODE`"));
    }
    let password = passwords::one_time();
    let password_hash = passwords::hash(&password)?;
    store.write_state(|state| {
        if find(state, &new.login)?.is_some() {
            return Err(Error::usage(format!("{}: the login is taken", act()))
                .hint("choose another login, or give the person a new password with `qebul user reset`"));
        }
        let row = Row {
            login: &new.login,
            role: new.role.as_str(),
            unit,
            email: new.email.as_deref().map(str::trim).filter(|email| !email.is_empty()),
            language: new.language.as_str(),
            password_hash,
            must_change: true,
            disabled: false,
            created_at: actor.at,
            last_login_at: None,
            failed_logins: 0,
            locked_until: None,
        };
        state.insert("state.users", &[row])?;
        access_log::add(state, actor, Action::UserCreated, &new.login)
    })?;
    Ok(password)
}

/// All accounts by login.
pub fn list_users(store: &Store) -> Result<Vec<User>> {
    store.session()?.rows(include_str!("../../queries/portal/user_list.sql"))
}

/// Gives the account a new one-time password, unlocks it and ends its sessions.
pub fn reset_user(store: &Store, actor: &Actor, login: &str) -> Result<String> {
    let password = passwords::one_time();
    let hash = passwords::hash(&password)?;
    store.write_state(|state| {
        must_exist(state, login)?;
        set_password(state, login, &hash, true)?;
        sessions::end_all(state, login)?;
        access_log::add(state, actor, Action::UserReset, login)
    })?;
    Ok(password)
}

/// Shuts the account and ends its sessions at once; nothing of it is deleted.
pub fn disable_user(store: &Store, actor: &Actor, login: &str) -> Result<()> {
    switch(store, actor, login, true)
}

/// Opens a disabled account again.
pub fn enable_user(store: &Store, actor: &Actor, login: &str) -> Result<()> {
    switch(store, actor, login, false)
}

fn switch(store: &Store, actor: &Actor, login: &str, disabled: bool) -> Result<()> {
    store.write_state(|state| {
        must_exist(state, login)?;
        state.set("login", login)?;
        state.set("disabled", disabled)?;
        state.run("update state.users set disabled = getvariable('disabled') where login = getvariable('login')")?;
        sessions::end_all(state, login)?;
        let action = if disabled { Action::UserDisabled } else { Action::UserEnabled };
        access_log::add(state, actor, action, login)
    })
}

/// What became of a try to log in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Login {
    /// The new session's token.
    Begun(String),
    /// Unknown login, wrong password or disabled account: never said which.
    Refused,
    /// Too many wrong passwords for this account; the account opens again at the time given.
    Locked(DateTime<Utc>),
}

/// Checks a login and password and begins a session; `old_token` is the one the browser came with, which ends.
///
/// Slow by design (argon2): call it on a blocking thread.
pub fn log_in(store: &Store, actor: &Actor, password: &str, old_token: Option<&str>, hours: u32) -> Result<Login> {
    let login = actor.login.as_str();
    let held = find(&store.session()?, login)?;
    // The hash is computed whatever the account's state, so that the time it takes tells nothing.
    let right = passwords::matches(password, held.as_ref().map(|held| held.password_hash.as_str()));
    store.write_state(|state| {
        // Read again where nobody else writes: of many tries at once only the first few are free.
        let held = find(state, login)?;
        let open = held.as_ref().is_some_and(|held| !held.disabled);
        if let Some(until) = held.as_ref().and_then(|held| held.locked_until).filter(|until| *until > actor.at) {
            access_log::add(state, actor, Action::LoginRefused, login)?;
            return Ok(Login::Locked(until));
        }
        if !(right && open) {
            if let Some(held) = &held {
                count_failure(state, held, actor.at)?;
            }
            access_log::add(state, actor, Action::LoginRefused, login)?;
            return Ok(Login::Refused);
        }
        if let Some(token) = old_token {
            sessions::end(state, &sessions::hash(token))?;
        }
        sessions::sweep(state, actor.at)?;
        state.set("login", login)?;
        state.set("moment", actor.at)?;
        state.run(include_str!("../../queries/portal/user_logged_in.sql"))?;
        access_log::add(state, actor, Action::LoggedIn, login)?;
        Ok(Login::Begun(sessions::begin(state, login, &actor.address, actor.at, hours)?))
    })
}

/// Changes the password, ends all sessions of the login and begins a new one, whose token is returned.
///
/// `Ok(None)`: the old password is wrong.
pub fn change_password(store: &Store, actor: &Actor, old: &str, new: &str, hours: u32) -> Result<Option<String>> {
    let login = actor.login.as_str();
    let held = find(&store.session()?, login)?;
    if !passwords::matches(old, held.as_ref().map(|held| held.password_hash.as_str())) {
        return Ok(None);
    }
    let hash = passwords::hash(new)?;
    store.write_state(|state| {
        set_password(state, login, &hash, false)?;
        sessions::end_all(state, login)?;
        access_log::add(state, actor, Action::PasswordChanged, login)?;
        sessions::begin(state, login, &actor.address, actor.at, hours).map(Some)
    })
}

/// Whose rows an account sees: everybody's, a unit's subtree's, or nobody's.
pub fn scope_of(role: Role, unit: &str, reference: &Reference) -> Scope {
    let is_whole = unit.is_empty() || unit == reference.units.ministry().code;
    if is_whole && role != Role::Unit { Scope::All } else { Scope::Subtree(unit.to_owned()) }
}

#[derive(Deserialize)]
struct Secret {
    password_hash: String,
    disabled: bool,
    failed_logins: i32,
    locked_until: Option<DateTime<Utc>>,
}

fn find(session: &Session, login: &str) -> Result<Option<Secret>> {
    session.set("login", login)?;
    session.row(include_str!("../../queries/portal/user_secret.sql"))
}

fn must_exist(session: &Session, login: &str) -> Result<()> {
    if find(session, login)?.is_none() {
        return Err(Error::not_found(format!("there is no user `{login}`")).hint("`qebul user list` shows the logins"));
    }
    Ok(())
}

fn set_password(state: &Session, login: &str, hash: &str, must_change: bool) -> Result<()> {
    state.set("login", login)?;
    state.set("password_hash", hash)?;
    state.set("must_change", must_change)?;
    state.run(include_str!("../../queries/portal/user_set_password.sql"))
}

fn count_failure(state: &Session, held: &Secret, at: DateTime<Utc>) -> Result<()> {
    let failed = held.failed_logins.saturating_add(1);
    let over = failed - FREE_TRIES;
    let lock = (over >= 0).then(|| (TimeDelta::minutes(1) * (1 << over.min(5))).min(LONGEST_LOCK));
    state.set("failed_logins", failed)?;
    state.set("locked_until", lock.map(|lock| at + lock))?;
    state.run(include_str!("../../queries/portal/user_failed.sql"))
}

fn check_login(login: &str) -> Result<()> {
    let fits = (2..=64).contains(&login.len())
        && login
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-_@".contains(letter));
    if fits {
        return Ok(());
    }
    Err(Error::usage(format!("`{login}` is no login"))
        .hint("2 to 64 small Latin letters, digits and . - _ @, for example `n.aliyeva`"))
}
