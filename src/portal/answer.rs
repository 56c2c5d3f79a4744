//! What a handler answers: a page, or a refusal that becomes a page with a way back.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::labels;
use crate::clock::secret_bytes;
use crate::domain::language::Language;
use crate::error::{Error, Kind};

/// Why there is no page.
#[derive(Debug)]
pub enum PageError {
    /// Nobody is logged in; the address asked for comes after the login.
    LogIn(String),
    /// A one-time password must be changed first.
    MustChange,
    NotFound,
    /// Not for this role.
    Forbidden,
    /// The form came from elsewhere or was open too long.
    Stale,
    /// What was sent makes no sense; the label of the sentence that says why.
    Bad(&'static str),
    TooMany,
    Failed(Error),
}

pub type Answer<T = Response> = Result<T, PageError>;

impl From<Error> for PageError {
    fn from(error: Error) -> Self {
        match error.kind() {
            Kind::NotFound => PageError::NotFound,
            Kind::Forbidden => PageError::Forbidden,
            _ => PageError::Failed(error),
        }
    }
}

/// Travels with a bare response to the layer that turns it into a page in the reader's language.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// `error-<name>-title` and `error-<name>-text` say it.
    pub name: &'static str,
    /// A sentence of its own instead of the general one.
    pub text: Option<&'static str>,
    /// What the operator finds in the log.
    pub incident: Option<String>,
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let (status, name, text, incident) = match self {
            PageError::LogIn(next) => {
                return Redirect::to(&format!("/login?next={}", encode(&next))).into_response();
            }
            PageError::MustChange => return Redirect::to("/password").into_response(),
            PageError::NotFound => (StatusCode::NOT_FOUND, "missing", None, None),
            PageError::Forbidden => (StatusCode::FORBIDDEN, "forbidden", None, None),
            PageError::Stale => (StatusCode::FORBIDDEN, "stale", None, None),
            PageError::Bad(label) => (StatusCode::BAD_REQUEST, "bad", Some(label), None),
            PageError::TooMany => (StatusCode::TOO_MANY_REQUESTS, "too-many", None, None),
            PageError::Failed(error) => {
                let incident = hex::encode(secret_bytes::<4>());
                tracing::error!(incident, chain = error.report(), "a page failed");
                (StatusCode::INTERNAL_SERVER_ERROR, "failed", None, Some(incident))
            }
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Refusal { name, text, incident });
        response
    }
}

/// Percent-encodes a value for a query string.
pub fn encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Renders a page; private by nature, so that no cache keeps it.
pub fn page(template: &impl Template) -> Answer {
    let html = template.render().map_err(|error| Error::failed("rendering a page").because(error))?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Html(html)).into_response())
}

#[derive(Template)]
#[template(path = "error.html", config = "src/portal/askama.toml")]
struct ErrorPage {
    language: Language,
    css: String,
    title: String,
    text: String,
    incident: Option<String>,
    back: String,
    reference: String,
}

/// The page of a refusal.
pub fn refusal_page(language: Language, refusal: &Refusal) -> String {
    let t = |key: &str| labels::text(language, key);
    let page = ErrorPage {
        language,
        css: super::assets::css_url(),
        title: t(&format!("error-{}-title", refusal.name)),
        text: refusal.text.map_or_else(|| t(&format!("error-{}-text", refusal.name)), t),
        back: t("error-back"),
        reference: t("error-incident"),
        incident: refusal.incident.clone(),
    };
    page.render().unwrap_or_else(|_| page.title.clone())
}
