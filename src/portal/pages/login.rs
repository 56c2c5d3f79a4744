//! Logging in and out, and the language switch.

use askama::Template;
use axum::Form;
use axum::extract::{FromRequest, Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::operations::Nothing;
use crate::domain::language::Language;
use crate::portal::access_log::{self, Action, Actor};
use crate::portal::accounts::{self, Login};
use crate::portal::answer::{self, Answer, PageError};
use crate::portal::forms::{Posted, same};
use crate::portal::guard;
use crate::portal::state::Portal;
use crate::portal::voice::Voice;
use crate::portal::{assets, sessions};

#[derive(Template)]
#[template(path = "login.html", config = "src/portal/askama.toml")]
struct LoginPage {
    voice: Voice,
    css: String,
    token: String,
    next: String,
    login: String,
    wrong: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Ask {
    pub next: Option<String>,
}

#[derive(Deserialize)]
pub struct Entered {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    token: String,
}

/// Ties the login form to the browser that asked for it, before there is a session.
const FORM_COOKIE: &str = "qebul-form";

pub async fn show(State(portal): State<Portal>, headers: HeaderMap, Query(ask): Query<Ask>) -> Answer {
    page(&portal, &headers, ask.next.as_deref().unwrap_or("/"), "", None)
}

fn page(portal: &Portal, headers: &HeaderMap, next: &str, login: &str, wrong: Option<String>) -> Answer {
    let token = sessions::token();
    let page = LoginPage {
        voice: voice(portal, headers),
        css: assets::css_url(),
        token: token.clone(),
        next: own_path(next).to_owned(),
        login: login.to_owned(),
        wrong,
    };
    let mut response = answer::page(&page)?;
    set_cookie(&mut response, FORM_COOKIE, &token, "; HttpOnly; SameSite=Strict; Max-Age=3600", portal);
    Ok(response)
}

fn voice(portal: &Portal, headers: &HeaderMap) -> Voice {
    Voice::new(guard::language_cookie(headers).unwrap_or(Language::Az), portal.reference.zone)
}

pub async fn enter(State(portal): State<Portal>, request: Request) -> Answer {
    let headers = request.headers().clone();
    let address = guard::address(&request);
    let form = Form::<Entered>::from_request(request, &portal).await;
    let Form(entered) = form.map_err(|_| PageError::Bad("error-form"))?;
    let voice = voice(&portal, &headers);
    if !same(&entered.token, guard::cookie(&headers, FORM_COOKIE).unwrap_or_default()) {
        return page(&portal, &headers, &entered.next, &entered.login, Some(voice.t("login-again")));
    }
    let now = portal.clock.now();
    if !portal.throttle.allows(address, now) {
        return Err(PageError::TooMany);
    }
    let login: String = entered.login.trim().to_lowercase().chars().take(64).collect();
    let actor = Actor::new(&login, address, now);
    let old = guard::session_token(&headers, &portal);
    let password = entered.password;
    let hours = portal.settings.session_hours;
    let outcome =
        portal.hashing(move |portal| accounts::log_in(&portal.store, &actor, &password, old.as_deref(), hours)).await?;
    match outcome {
        Login::Begun(token) => {
            let mut response = Redirect::to(own_path(&entered.next)).into_response();
            set_session(&mut response, &token, &portal);
            Ok(response)
        }
        // One sentence for both: that an account is locked would tell that it exists.
        Login::Refused | Login::Locked(_) => {
            portal.throttle.failed(address, now);
            page(&portal, &headers, &entered.next, &login, Some(voice.t("login-wrong")))
        }
    }
}

/// Sets the session's cookie; it ends with the browser, the session itself by the server's limits.
pub fn set_session(response: &mut Response, token: &str, portal: &Portal) {
    set_cookie(response, guard::session_cookie(portal), token, "; HttpOnly; SameSite=Lax", portal);
}

fn set_cookie(response: &mut Response, name: &str, value: &str, rest: &str, portal: &Portal) {
    let secure = if portal.is_secure() { "; Secure" } else { "" };
    if let Ok(value) = HeaderValue::from_str(&format!("{name}={value}; Path=/{rest}{secure}")) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

pub async fn leave(State(portal): State<Portal>, form: Posted<Nothing>) -> Answer {
    let viewer = form.viewer;
    portal
        .blocking(move |portal| {
            let actor = Actor::new(&viewer.login, viewer.address, portal.clock.now());
            portal.store.write_state(|state| {
                sessions::end(state, &viewer.token_hash)?;
                access_log::add(state, &actor, Action::LoggedOut, &viewer.login)
            })
        })
        .await?;
    let mut response = Redirect::to("/login").into_response();
    set_cookie(&mut response, guard::session_cookie(&portal), "", "; HttpOnly; SameSite=Lax; Max-Age=0", &portal);
    Ok(response)
}

/// Remembers the language and returns to the page that the switch stood on.
pub async fn language(State(portal): State<Portal>, Path(language): Path<String>, headers: HeaderMap) -> Answer {
    let language: Language = language.parse().map_err(|_| PageError::NotFound)?;
    let mut response = Redirect::to(&page_before(&headers)).into_response();
    let rest = "; SameSite=Lax; Max-Age=31536000";
    set_cookie(&mut response, guard::LANGUAGE_COOKIE, language.as_str(), rest, &portal);
    Ok(response)
}

/// The path of `Referer` where it names this host, else the overview.
fn page_before(headers: &HeaderMap) -> String {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let before = text(header::REFERER).and_then(|referer| referer.split_once("://")).map(|(_, rest)| rest);
    let path = before.zip(text(header::HOST)).and_then(|(rest, host)| rest.strip_prefix(host));
    own_path(path.unwrap_or("/")).to_owned()
}

/// A path on this site; whatever could lead elsewhere becomes the overview.
fn own_path(path: &str) -> &str {
    let leads_here = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control)
        && !path.starts_with("/login");
    if leads_here { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_elsewhere() {
        assert_eq!(own_path("/units/DSMF?period=2026-09"), "/units/DSMF?period=2026-09");
        for elsewhere in
            ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "", "/login?next=/"]
        {
            assert_eq!(own_path(elsewhere), "/", "{elsewhere}");
        }
    }
}
