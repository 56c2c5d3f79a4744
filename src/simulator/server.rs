//! Serves the feed contract over HTTP: `/{source}/v1/{entity}` and `/{source}/v1/meta` for every source.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;

use crate::clock::Clock;
use crate::domain::contract::OPENAPI;
use crate::domain::records::Entity;
use crate::error::{Doing, Result};

use super::cursor::Cursor;
use super::ministry::Ministry;
use super::misbehaviour::{Misbehaviour, Misbehaviours};
use super::page::{self, Form, Page};
use super::query::Query;

/// How the feeds are served.
#[derive(Debug, Clone)]
pub struct Serving {
    /// Tells when cursors expire.
    pub clock: Clock,
    pub misbehaviours: Misbehaviours,
}

impl Default for Serving {
    fn default() -> Self {
        Serving { clock: Clock::System, misbehaviours: Misbehaviours::default() }
    }
}

#[derive(Clone)]
struct App {
    ministry: Arc<Ministry>,
    serving: Serving,
}

/// The feeds of all sources; the base address of a source is `/{source}`.
pub fn router(ministry: Arc<Ministry>) -> Router {
    router_with(ministry, Serving::default())
}

pub fn router_with(ministry: Arc<Ministry>, serving: Serving) -> Router {
    Router::new()
        .route("/v1/openapi.json", get(contract))
        .route("/{source}/v1/openapi.json", get(contract))
        .route("/{source}/v1/{entity}", get(answer))
        .fallback(|| async { refusal(StatusCode::NOT_FOUND, "no such address; try `/{source}/v1/meta`") })
        .with_state(App { ministry, serving })
}

/// Serves until the listener fails.
pub async fn serve(ministry: Arc<Ministry>, listener: tokio::net::TcpListener) -> Result<()> {
    serve_with(ministry, listener, Serving::default(), std::future::pending()).await
}

/// Serves until `shutdown` ends; requests under way are finished.
pub async fn serve_with(
    ministry: Arc<Ministry>,
    listener: tokio::net::TcpListener,
    serving: Serving,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    axum::serve(listener, router_with(ministry, serving))
        .with_graceful_shutdown(shutdown)
        .await
        .doing(|| "serving the simulated feeds".into())
}

/// The contract's document, open to everybody: it tells nothing about a source.
async fn contract() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}

async fn answer(
    State(app): State<App>,
    Path((source, entity)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    if app.ministry.feed(&source).is_none() {
        return refusal(StatusCode::NOT_FOUND, "no such source");
    }
    let query = Query::parse(query.as_deref().unwrap_or_default());
    let has_cursor = query.as_ref().is_ok_and(|query| query.cursor.is_some());
    let misbehaviour = app.serving.misbehaviours.next(&source, has_cursor);
    if let Some(response) = misbehave(misbehaviour.as_ref()).await {
        return response;
    }
    if !is_authorized(&headers, &app.ministry.token(&source)) {
        let mut response = refusal(StatusCode::UNAUTHORIZED, "the bearer token is missing or wrong");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
        return response;
    }
    let gzip = accepts(&headers, header::ACCEPT_ENCODING, "gzip");
    if entity == "meta" {
        let lost = if let Some(Misbehaviour::LostRows(lost)) = misbehaviour { lost } else { 0 };
        let body = page::meta(&app.ministry, &source, lost).to_string().into_bytes();
        return page::respond(body, Form::Json, gzip, None);
    }
    let Ok(entity) = entity.parse::<Entity>() else {
        return refusal(StatusCode::NOT_FOUND, "no such entity");
    };
    let query = match query {
        Ok(query) => query,
        Err(message) => return refusal(StatusCode::BAD_REQUEST, &message),
    };
    let from = match query.start(&app.ministry, &source, entity, app.serving.clock.now()) {
        Ok(from) => from,
        Err((status, message)) => return refusal(status, message),
    };
    let form = if accepts(&headers, header::ACCEPT, "application/x-ndjson") { Form::Lines } else { Form::Json };
    let cut = if let Some(Misbehaviour::CutAfter(bytes)) = misbehaviour { Some(bytes) } else { None };
    let now = app.serving.clock.now();
    let written = tokio::task::spawn_blocking(move || {
        let page = Page { source: &source, entity, from, limit: query.limit, form };
        let body = page.write(&app.ministry, |next| Cursor::new(next, now).write(&source, entity));
        page::respond(body, form, gzip, cut)
    });
    written.await.unwrap_or_else(|_| refusal(StatusCode::INTERNAL_SERVER_ERROR, "the page could not be written"))
}

/// The answer of a source that misbehaves before it looks at the request.
async fn misbehave(misbehaviour: Option<&Misbehaviour>) -> Option<Response> {
    let wait = |status, seconds: u32| {
        let mut response = refusal(status, "come back later");
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        response
    };
    match misbehaviour? {
        Misbehaviour::Unauthorized => Some(refusal(StatusCode::UNAUTHORIZED, "the token has been withdrawn")),
        Misbehaviour::Nonsense => {
            Some(Body::from("<html><body>Xidmət müvəqqəti işləmir</body></html>").into_response())
        }
        Misbehaviour::TooManyRequests { retry_after, .. } => Some(wait(StatusCode::TOO_MANY_REQUESTS, *retry_after)),
        Misbehaviour::Unavailable { retry_after, .. } => Some(wait(StatusCode::SERVICE_UNAVAILABLE, *retry_after)),
        Misbehaviour::Broken { .. } => Some(refusal(StatusCode::INTERNAL_SERVER_ERROR, "something broke")),
        Misbehaviour::ExpiredCursor { .. } => Some(refusal(StatusCode::GONE, "the cursor has expired")),
        Misbehaviour::Slow(duration) => {
            tokio::time::sleep(*duration).await;
            None
        }
        Misbehaviour::CutAfter(_) | Misbehaviour::LostRows(_) => None,
    }
}

fn is_authorized(headers: &HeaderMap, token: &str) -> bool {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    given.and_then(|value| value.strip_prefix("Bearer ")).is_some_and(|given| given == token)
}

/// Says whether a list header names the value with any weight but zero.
fn accepts(headers: &HeaderMap, name: header::HeaderName, value: &str) -> bool {
    let listed = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    listed.flat_map(|list| list.split(',')).any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        parts.next() == Some(value) && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

pub(super) fn refusal(status: StatusCode, message: &str) -> Response {
    (status, axum::Json(json!({ "error": message }))).into_response()
}
