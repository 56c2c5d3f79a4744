//! Who may open what: every route stands behind [`guard`], which lets nobody through unless the route's needs are met.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::access_log::{self, Action, Actor};
use super::accounts::scope_of;
use super::answer::{Answer, PageError};
use super::scope::Viewer;
use super::sessions;
use super::state::Portal;
use crate::domain::language::Language;
use crate::domain::user::{self, Page, Role};
use crate::error::Result;

/// What a route asks of who opens it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Open to the world: the login, the styles, the health of the program.
    Nothing,
    /// Any session, even one whose password must be changed first.
    Session,
    /// A right to look at the page.
    Look(Page),
    /// A right to act on the page.
    Act(Page),
    /// The machine itself, or a right to look at the page: figures for a monitoring program.
    MachineOrLook(Page),
}

impl Needs {
    /// Whether the role's rights are enough.
    pub fn are_met_by(self, role: Role) -> bool {
        match self {
            Needs::Nothing | Needs::Session => true,
            Needs::Look(page) | Needs::MachineOrLook(page) => user::access(role, page).is_some(),
            Needs::Act(page) => user::access(role, page).can_write(),
        }
    }
}

/// Lets the request pass if the needs are met; puts the [`Viewer`] beside it.
pub async fn guard(State((portal, needs)): State<(Portal, Needs)>, mut request: Request, next: Next) -> Response {
    let address = address(&request);
    if needs == Needs::Nothing || (matches!(needs, Needs::MachineOrLook(_)) && address.is_loopback()) {
        return next.run(request).await;
    }
    let asked = Asked::of(&request, &portal);
    match admit(&portal, needs, address, asked).await {
        Ok(viewer) => {
            request.extensions_mut().insert(viewer);
            next.run(request).await
        }
        Err(refusal) => refusal.into_response(),
    }
}

/// What the guard reads off a request before it waits for the database.
struct Asked {
    /// Where the login leads back to.
    next: String,
    path: String,
    token: Option<String>,
    language: Option<Language>,
}

impl Asked {
    fn of(request: &Request, portal: &Portal) -> Self {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Asked {
            next: if request.method() == Method::GET { path.clone() } else { "/".to_owned() },
            path,
            token: session_token(request.headers(), portal),
            language: language_cookie(request.headers()),
        }
    }
}

async fn admit(portal: &Portal, needs: Needs, address: IpAddr, asked: Asked) -> Answer<Viewer> {
    let Asked { next, path, token, language } = asked;
    let Some(token) = token else { return Err(PageError::LogIn(next)) };
    let viewer = portal.blocking(move |portal| viewer_of(portal, &token, language, address)).await?;
    let Some(viewer) = viewer else { return Err(PageError::LogIn(next)) };
    if viewer.must_change && needs != Needs::Session {
        return Err(PageError::MustChange);
    }
    if !needs.are_met_by(viewer.role) {
        let actor = Actor::new(&viewer.login, address, portal.clock.now());
        portal.blocking(move |portal| note_refusal(portal, &actor, &path)).await?;
        return Err(PageError::Forbidden);
    }
    Ok(viewer)
}

fn viewer_of(portal: &Portal, token: &str, chosen: Option<Language>, address: IpAddr) -> Result<Option<Viewer>> {
    let now = portal.clock.now();
    let session = portal.take_session()?;
    let held = sessions::find(&session, token, now);
    portal.give_back(session, ["token_hash"]);
    let Some(held) = held? else { return Ok(None) };
    if held.is_due(now) {
        portal.store.write_state(|state| sessions::touch(state, &held.token_hash, now))?;
    }
    let role: Role = held.role.parse()?;
    let language = chosen.or_else(|| held.language.parse().ok()).unwrap_or(Language::Az);
    Ok(Some(Viewer {
        scope: scope_of(role, &held.unit, &portal.reference),
        login: held.login,
        role,
        language,
        csrf: held.csrf,
        token_hash: held.token_hash,
        address,
        must_change: held.must_change,
    }))
}

fn note_refusal(portal: &Portal, actor: &Actor, path: &str) -> Result<()> {
    let path: String = path.chars().take(200).collect();
    portal.store.write_state(|state| access_log::add(state, actor, Action::Refused, &path))
}

/// The address of whoever asks; behind a proxy on the same machine, the address that the proxy saw.
pub fn address(request: &Request) -> IpAddr {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    let forwarded = request
        .headers()
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok());
    match forwarded {
        Some(seen) if peer.is_loopback() => seen,
        _ => peer,
    }
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The name of the session's cookie; browsers keep `__Host-` names to TLS and to this host.
pub fn session_cookie(portal: &Portal) -> &'static str {
    if portal.is_secure() { "__Host-qebul" } else { "qebul" }
}

pub fn session_token(headers: &HeaderMap, portal: &Portal) -> Option<String> {
    cookie(headers, session_cookie(portal)).filter(|token| !token.is_empty()).map(str::to_owned)
}

pub const LANGUAGE_COOKIE: &str = "qebul-language";

/// The language chosen with the switch, if any.
pub fn language_cookie(headers: &HeaderMap) -> Option<Language> {
    cookie(headers, LANGUAGE_COOKIE)?.parse().ok()
}

impl<S: Send + Sync> FromRequestParts<S> for Viewer {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Answer<Self> {
        // Only the guard puts a viewer here: a handler that asks for one on an unguarded route answers nobody.
        parts.extensions.get::<Viewer>().cloned().ok_or_else(|| PageError::LogIn("/".into()))
    }
}
