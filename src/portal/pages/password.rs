//! Changing the own password; with a one-time password nothing else can be opened before.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use crate::portal::access_log::Actor;
use crate::portal::accounts;
use crate::portal::answer::{self, Answer};
use crate::portal::assets;
use crate::portal::forms::Posted;
use crate::portal::passwords::{self, SHORTEST, Weakness};
use crate::portal::scope::Viewer;
use crate::portal::state::Portal;
use crate::portal::voice::Voice;

#[derive(Template)]
#[template(path = "password.html", config = "src/portal/askama.toml")]
struct PasswordPage {
    voice: Voice,
    css: String,
    csrf: String,
    login: String,
    must_change: bool,
    shortest: usize,
    wrong: Option<String>,
}

#[derive(Deserialize)]
pub struct Entered {
    #[serde(default)]
    old: String,
    #[serde(default)]
    new: String,
    #[serde(default)]
    again: String,
}

pub async fn show(State(portal): State<Portal>, viewer: Viewer) -> Answer {
    page(&portal, &viewer, None)
}

fn page(portal: &Portal, viewer: &Viewer, wrong: Option<&str>) -> Answer {
    let voice = Voice::new(viewer.language, portal.reference.zone);
    answer::page(&PasswordPage {
        voice,
        css: assets::css_url(),
        csrf: viewer.csrf.clone(),
        login: viewer.login.clone(),
        must_change: viewer.must_change,
        shortest: SHORTEST,
        wrong: wrong.map(|label| voice.tv(label, SHORTEST)),
    })
}

/// What is wrong with the passwords entered, as a label; `None` when they will do.
fn objection(entered: &Entered, login: &str) -> Option<&'static str> {
    if entered.new != entered.again {
        return Some("password-not-same");
    }
    if entered.new == entered.old {
        return Some(Weakness::SameAsBefore.label());
    }
    passwords::weakness(&entered.new, login).map(Weakness::label)
}

pub async fn change(State(portal): State<Portal>, form: Posted<Entered>) -> Answer {
    let (viewer, entered) = (form.viewer, form.fields);
    if let Some(label) = objection(&entered, &viewer.login) {
        return page(&portal, &viewer, Some(label));
    }
    let now = portal.clock.now();
    if !portal.throttle.allows(viewer.address, now) {
        return Err(answer::PageError::TooMany);
    }
    let actor = Actor::new(&viewer.login, viewer.address, now);
    let hours = portal.settings.session_hours;
    let token = portal
        .hashing(move |portal| accounts::change_password(&portal.store, &actor, &entered.old, &entered.new, hours))
        .await?;
    let Some(token) = token else {
        portal.throttle.failed(viewer.address, now);
        return page(&portal, &viewer, Some("password-wrong"));
    };
    let mut response = Redirect::to("/").into_response();
    super::login::set_session(&mut response, &token, &portal);
    Ok(response)
}
