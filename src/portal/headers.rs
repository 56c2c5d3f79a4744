//! Layers around all routes: security headers, pages for refusals, counting.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use super::answer::{Refusal, refusal_page};
use super::guard::language_cookie;
use super::state::Portal;
use crate::domain::language::Language;

/// Nothing but this site's own styles, fonts and pictures; no scripts at all, no frames.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Adds the security headers; a handler that set one itself keeps its own.
pub async fn secure(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=()"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if portal.is_secure() {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(year);
    }
    response
}

/// Turns bare refusals, the handlers' own and the router's, into pages (or JSON under `/api`).
pub async fn refusals(request: Request, next: Next) -> Response {
    let language = language_cookie(request.headers()).unwrap_or(Language::Az);
    let is_api = request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    let status = response.status();
    if is_api && status == StatusCode::SEE_OTHER {
        return told(StatusCode::UNAUTHORIZED, "login", None);
    }
    let is_refusal =
        (status.is_client_error() || status.is_server_error()) && status != StatusCode::RANGE_NOT_SATISFIABLE;
    // The framework's own refusals are plain text, for programmers; pages and JSON have been written already.
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("text/plain");
    if !is_refusal || !kind.starts_with("text/plain") {
        return response;
    }
    let refusal = response.extensions().get::<Refusal>().cloned().unwrap_or_else(|| of_status(status));
    if is_api {
        told(status, refusal.name, refusal.incident)
    } else {
        (status, Html(refusal_page(language, &refusal))).into_response()
    }
}

fn told(status: StatusCode, name: &str, incident: Option<String>) -> Response {
    (status, axum::Json(serde_json::json!({ "error": name, "incident": incident }))).into_response()
}

fn of_status(status: StatusCode) -> Refusal {
    let name = match status {
        StatusCode::NOT_FOUND => "missing",
        StatusCode::METHOD_NOT_ALLOWED => "method",
        status if status.is_server_error() => "failed",
        _ => "bad",
    };
    Refusal { name, text: None, incident: None }
}

/// Counts and times every request by the route it matched, never by its address.
pub async fn count(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map_or("none".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().clone();
    let response = next.run(request).await;
    let seconds = started.elapsed().as_secs_f64();
    portal.metrics.observe(response.status().as_u16(), seconds);
    tracing::debug!(%method, route, status = response.status().as_u16(), seconds, "answered");
    response
}
