//! Forms that change something: they must come from this site and carry the session's token.

use axum::Form;
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use subtle::ConstantTimeEq;

use super::answer::{Answer, PageError};
use super::scope::Viewer;
use super::state::Portal;

/// The fields of a form whose token was right. Every handler that changes something takes one.
pub struct Posted<T> {
    pub viewer: Viewer,
    pub fields: T,
}

#[derive(Deserialize)]
struct WithToken<T> {
    #[serde(default)]
    csrf: String,
    #[serde(flatten)]
    fields: T,
}

impl<T: DeserializeOwned> FromRequest<Portal> for Posted<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, portal: &Portal) -> Answer<Self> {
        let viewer = request.extensions().get::<Viewer>().cloned().ok_or_else(|| PageError::LogIn("/".into()))?;
        let form = Form::<WithToken<T>>::from_request(request, portal).await;
        let Form(form) = form.map_err(|_| PageError::Bad("error-form"))?;
        if !same(&form.csrf, &viewer.csrf) {
            return Err(PageError::Stale);
        }
        Ok(Posted { viewer, fields: form.fields })
    }
}

/// Compares two secrets in a time that tells nothing.
pub fn same(left: &str, right: &str) -> bool {
    !right.is_empty() && bool::from(left.as_bytes().ct_eq(right.as_bytes()))
}

/// Refuses whatever changes something and comes from another site.
pub async fn from_here(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_safe || is_own(request.headers(), portal.settings.public_url.as_deref()) {
        return next.run(request).await;
    }
    PageError::Stale.into_response()
}

/// Whether `Origin` (or, where a browser sends none, `Referer`) names this site.
fn is_own(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(from) = text(header::ORIGIN).or_else(|| text(header::REFERER)) else { return false };
    let Some(origin) = origin_of(from) else { return false };
    if let Some(own) = public_url.and_then(origin_of)
        && own == origin
    {
        return true;
    }
    // Without a public address, or when reached directly: the host that the browser itself asked for.
    let authority = origin.split_once("://").map_or("", |(_, authority)| authority);
    text(header::HOST).is_some_and(|host| host.eq_ignore_ascii_case(authority))
}

/// `https://a.az:8443/x?y` → `https://a.az:8443`.
fn origin_of(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().filter(|authority| !authority.is_empty())?;
    Some(format!("{scheme}://{authority}").to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(header::HeaderName, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_this_site_may_post() {
        let host = (header::HOST, "qebul.gov.az");
        let own = |pairs: &[(header::HeaderName, &str)]| is_own(&headers(pairs), Some("https://qebul.gov.az/"));
        assert!(own(&[host.clone(), (header::ORIGIN, "https://qebul.gov.az")]));
        assert!(own(&[host.clone(), (header::REFERER, "https://qebul.gov.az/users?x=1")]));
        assert!(!own(&[host.clone(), (header::ORIGIN, "https://qebul.gov.az.evil.example")]));
        assert!(!own(&[host.clone(), (header::ORIGIN, "null")]));
        assert!(!own(&[host]));
        assert!(is_own(&headers(&[(header::HOST, "10.0.0.1:8080"), (header::ORIGIN, "http://10.0.0.1:8080")]), None));
        assert!(!is_own(&headers(&[(header::HOST, "10.0.0.1:8080"), (header::ORIGIN, "http://10.0.0.1:9090")]), None));
    }

    #[test]
    fn an_empty_token_is_never_right() {
        assert!(!same("", ""));
        assert!(same("abc", "abc"));
        assert!(!same("abc", "abd"));
    }
}
