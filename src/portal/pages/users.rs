//! Accounts: listed, created, reset, disabled. Passwords are shown once and kept nowhere.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::findings::{Choice, choice};
use super::operations::Nothing;
use crate::domain::user::{Page, Role};
use crate::error::{Error, Kind, Result};
use crate::portal::access_log::Actor;
use crate::portal::accounts::{self, NewUser, User};
use crate::portal::answer::{self, Answer, PageError};
use crate::portal::forms::Posted;
use crate::portal::reader::Reader;
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;

#[derive(Template)]
#[template(path = "users.html", config = "src/portal/askama.toml")]
struct UsersPage {
    shell: Shell,
    /// A login and the password just made for it.
    made: Option<(String, String)>,
    wrong: Option<String>,
    rows: Vec<Row>,
    roles: Vec<Choice>,
    units: Vec<Choice>,
    entered: Entered,
}

struct Row {
    login: String,
    role: String,
    unit: String,
    email: String,
    last_login: String,
    state: String,
    is_disabled: bool,
    is_self: bool,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Entered {
    #[serde(default)]
    pub login: String,
    #[serde(default)]
    pub role: String,
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub language: String,
}

pub async fn show(State(portal): State<Portal>, viewer: Viewer) -> Answer {
    page(&portal, &viewer, None, None, Entered::default()).await
}

async fn page(
    portal: &Portal,
    viewer: &Viewer,
    made: Option<(String, String)>,
    wrong: Option<String>,
    entered: Entered,
) -> Answer {
    let page = portal.read(viewer, move |reader| load(reader, made, wrong, entered)).await?;
    answer::page(&page)
}

fn load(reader: &Reader, made: Option<(String, String)>, wrong: Option<String>, entered: Entered) -> Result<UsersPage> {
    let voice = reader.voice();
    let reference = &reader.portal().reference;
    let users = accounts::list_users(&reader.portal().store)?;
    let role = Some(entered.role.as_str());
    let unit = Some(entered.unit.as_str());
    Ok(UsersPage {
        shell: Shell::plain(reader, Page::Users, voice.t("page-users"))?,
        made,
        wrong,
        rows: users.into_iter().map(|user| row(reader, user)).collect(),
        roles: Role::ALL.map(|known| choice(known.as_str(), voice.of("role", known.as_str()), role)).into(),
        units: reference.units.iter().map(|known| choice(&known.code, voice.name(known).to_owned(), unit)).collect(),
        entered,
    })
}

fn row(reader: &Reader, user: User) -> Row {
    let voice = reader.voice();
    let now = reader.portal().clock.now();
    let state = if user.disabled {
        "user-disabled"
    } else if user.locked_until.is_some_and(|until| until > now) {
        "user-locked"
    } else if user.must_change {
        "user-new"
    } else {
        "user-active"
    };
    Row {
        role: voice.of("role", &user.role),
        unit: if user.unit.is_empty() || user.unit == reader.portal().reference.units.ministry().code {
            voice.t("whole-ministry")
        } else {
            voice.unit(&user.unit, &reader.portal().reference)
        },
        email: user.email.unwrap_or_default(),
        last_login: voice.moment_or_dash(&user.last_login_at),
        state: voice.t(state),
        is_disabled: user.disabled,
        is_self: user.login == reader.viewer().login,
        login: user.login,
    }
}

pub async fn create(State(portal): State<Portal>, form: Posted<Entered>) -> Answer {
    let entered = form.fields;
    let Ok(role) = entered.role.parse::<Role>() else { return Err(PageError::Bad("error-form")) };
    let new = NewUser {
        login: entered.login.trim().to_owned(),
        role,
        unit: entered.unit.trim().to_owned(),
        email: Some(entered.email.trim().to_owned()),
        language: entered.language.parse().unwrap_or_default(),
    };
    let actor = Actor::new(&form.viewer.login, form.viewer.address, portal.clock.now());
    let login = new.login.clone();
    let created =
        portal.hashing(move |portal| accounts::create_user(&portal.store, &portal.reference, &actor, &new)).await;
    match created {
        Ok(password) => page(&portal, &form.viewer, Some((login, password)), None, Entered::default()).await,
        Err(error) if error.kind() == Kind::Usage => {
            page(&portal, &form.viewer, None, Some(said(&error)), entered).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The error and its remedy on one line.
fn said(error: &Error) -> String {
    error.remedy().map_or_else(|| error.to_string(), |hint| format!("{error}. {hint}"))
}

pub async fn reset(State(portal): State<Portal>, Path(login): Path<String>, form: Posted<Nothing>) -> Answer {
    let actor = Actor::new(&form.viewer.login, form.viewer.address, portal.clock.now());
    let whose = login.clone();
    let password = portal.hashing(move |portal| accounts::reset_user(&portal.store, &actor, &whose)).await?;
    page(&portal, &form.viewer, Some((login, password)), None, Entered::default()).await
}

pub async fn disable(State(portal): State<Portal>, Path(login): Path<String>, form: Posted<Nothing>) -> Answer {
    if login == form.viewer.login {
        return Err(PageError::Bad("error-own-account"));
    }
    let actor = Actor::new(&form.viewer.login, form.viewer.address, portal.clock.now());
    portal.blocking(move |portal| accounts::disable_user(&portal.store, &actor, &login)).await?;
    Ok(Redirect::to("/users").into_response())
}

pub async fn enable(State(portal): State<Portal>, Path(login): Path<String>, form: Posted<Nothing>) -> Answer {
    let actor = Actor::new(&form.viewer.login, form.viewer.address, portal.clock.now());
    portal.blocking(move |portal| accounts::enable_user(&portal.store, &actor, &login)).await?;
    Ok(Redirect::to("/users").into_response())
}
