//! One request to a feed: what is asked, and what every kind of answer means.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use reqwest::header::{ACCEPT, CONTENT_TYPE, DATE, HeaderMap, HeaderName, LOCATION, RETRY_AFTER};
use reqwest::{Client, Response, StatusCode};
use serde::Deserialize;

use super::client;
use super::decode::page::{Page, PageError, received};
use super::retry::retry_after;
use super::settings::HttpSettings;
use crate::clock::Clock;
use crate::domain::records::Entity;
use crate::error::{Error, Result};

/// Why a request gave nothing, and what that means for the walk.
#[derive(Debug)]
pub enum Failure {
    /// It may go better next time, after the delay that the source asks for. `is_down`: nobody answers at all.
    Again { error: Error, after: Option<Duration>, is_down: bool },
    /// The cursor is no longer known.
    Expired(Error),
    /// The answer is larger than is taken at once.
    TooLarge(Error),
    /// This entity cannot be read.
    Entity(Error),
    /// The source does not serve this address.
    Absent(Error),
    /// Nothing of this source can be read in this run.
    Final(Error),
}

impl Failure {
    pub fn into_error(self) -> Error {
        match self {
            Failure::Again { error, .. } => error,
            Failure::Expired(error) | Failure::TooLarge(error) | Failure::Entity(error) => error,
            Failure::Absent(error) | Failure::Final(error) => error,
        }
    }
}

/// What is asked of an entity.
#[derive(Debug, Clone, Copy)]
pub struct Query<'q> {
    pub entity: Entity,
    pub updated_since: Option<DateTime<Utc>>,
    pub cursor: Option<&'q str>,
    pub limit: u32,
}

/// What `/v1/meta` says.
#[derive(Debug, Clone, Deserialize)]
pub struct Meta {
    pub contract: Option<String>,
    pub source: Option<String>,
    #[serde(default)]
    pub entities: BTreeMap<String, MetaEntity>,
}

/// What `/v1/meta` says of one entity.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct MetaEntity {
    pub count: Option<u64>,
    pub max_updated_at: Option<String>,
    pub columns: Option<Vec<String>>,
}

/// The feed of one source.
#[derive(Debug, Clone)]
pub struct Feed {
    source: String,
    base: String,
    settings: HttpSettings,
    client: Client,
    clock: Clock,
    max_body: usize,
}

impl Feed {
    pub fn new(source: &str, settings: &HttpSettings, clock: Clock, max_body: usize) -> Result<Feed> {
        let base = settings.url.trim_end_matches('/').trim_end_matches("/v1").to_owned();
        let is_address = reqwest::Url::parse(&base).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
        if !is_address {
            return Err(Error::usage(format!("preparing to pull source `{source}`: `url` is not an address"))
                .hint("write `url` as https://host/path, without `/v1/…`"));
        }
        let client = client::build(source, settings)?;
        Ok(Feed { source: source.into(), base, settings: settings.clone(), client, clock, max_body })
    }

    pub async fn meta(&self) -> Result<Meta, Failure> {
        let (body, _) = self.get("meta", &[]).await?;
        serde_json::from_slice(&body).map_err(|error| {
            let what = received(&String::from_utf8_lossy(&body));
            let error = self
                .error("meta")
                .because(format!("the answer is not as the contract has it: {error}; received {what}"));
            Failure::Entity(error.hint("`/v1/meta` answers {\"contract\":\"1\",\"source\":…,\"entities\":{…}}"))
        })
    }

    pub async fn page(&self, query: Query<'_>) -> Result<Page, Failure> {
        let mut parameters = vec![("limit", query.limit.to_string())];
        if let Some(since) = query.updated_since {
            parameters.push(("updated_since", since.to_rfc3339_opts(SecondsFormat::AutoSi, true)));
        }
        if let Some(cursor) = query.cursor {
            parameters.push(("cursor", cursor.to_owned()));
        }
        let name = query.entity.as_str();
        let (body, is_lines) = self.get(name, &parameters).await?;
        // Reading a page of some megabytes takes milliseconds: not on a thread that serves others.
        let read = tokio::task::spawn_blocking(move || Page::read(body, is_lines)).await;
        let read = read.map_err(|error| Failure::Entity(self.error(name).because(error)))?;
        read.map_err(|PageError { is_half, detail, received }| match is_half {
            true => Failure::Again { error: self.half(name, &detail, &received), after: None, is_down: false },
            false => Failure::Entity(self.nonsense(name, &detail, &received)),
        })
    }

    /// Asks for an address below `/v1/` and gives the decompressed body, and whether it is NDJSON.
    async fn get(&self, path: &str, parameters: &[(&str, String)]) -> Result<(Vec<u8>, bool), Failure> {
        let mut request = self.client.get(format!("{}/v1/{path}", self.base)).query(parameters);
        request = request.header(ACCEPT, "application/json");
        if let Some(token) = &self.settings.token {
            request = request.bearer_auth(token.reveal());
        }
        let response = request.send().await.map_err(|error| self.no_answer(path, error))?;
        let status = response.status();
        if status != StatusCode::OK {
            return Err(self.refusal(path, status, response).await);
        }
        let is_lines = header(response.headers(), CONTENT_TYPE)
            .is_some_and(|kind| kind.contains("ndjson") || kind.contains("jsonl"));
        Ok((self.body(path, response).await?, is_lines))
    }

    async fn body(&self, path: &str, mut response: Response) -> Result<Vec<u8>, Failure> {
        let most = self.max_body;
        let too_large = || {
            let error = self.error(path).because(format!("the answer is larger than {} MiB", most >> 20));
            Failure::TooLarge(error.hint("set a smaller `page` for this source"))
        };
        let announced = response.content_length().unwrap_or(0);
        if announced > most as u64 {
            return Err(too_large());
        }
        let mut body = Vec::with_capacity(usize::try_from(announced).unwrap_or(0));
        while let Some(chunk) = response.chunk().await.map_err(|error| self.no_answer(path, error))? {
            if body.len() + chunk.len() > most {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    /// Says what an answer other than 200 means.
    async fn refusal(&self, path: &str, status: StatusCode, response: Response) -> Failure {
        let headers = response.headers().clone();
        let text = match self.body(path, response).await {
            Ok(body) => received(&String::from_utf8_lossy(&body)),
            Err(_) => "nothing".into(),
        };
        let error = self.error(path).because(format!("the source answered {status}; received {text}"));
        let after = header(&headers, RETRY_AFTER)
            .and_then(|value| retry_after(value, header(&headers, DATE), self.clock.now()));
        match status.as_u16() {
            401 | 403 => Failure::Final(error.hint(match &self.settings.token {
                Some(_) => "the source does not accept the token: ask its IT staff for a valid one (`token_env` or `token_file`)",
                None => "the source wants a token: set `token_env` or `token_file` for it",
            })),
            404 | 405 | 501 => Failure::Absent(error.hint("`url` must be the part of the address before `/v1/…`")),
            410 => Failure::Expired(error.hint("the source forgets its cursors too early: they must stay valid for an hour")),
            300..=399 => {
                let place = header(&headers, LOCATION).and_then(|place| place.split(['?', '#']).next()).unwrap_or("elsewhere");
                Failure::Final(error.hint(format!("redirects are not followed: set `url` to the right address ({place})")))
            }
            408 | 425 | 429 | 500..=599 => {
                let error = match after {
                    Some(after) => error.hint(format!("the source asks to come back in {} s", after.as_secs())),
                    None => error.hint("the source has a problem of its own: tell its IT staff if it stays"),
                };
                Failure::Again { error, after, is_down: false }
            }
            _ => Failure::Entity(error.hint("`qebul source test` tells the source's IT staff what is wrong")),
        }
    }

    /// Says what it means that no answer, or not the whole of it, came.
    fn no_answer(&self, path: &str, error: reqwest::Error) -> Failure {
        let is_timeout = error.is_timeout();
        let is_connect = error.is_connect();
        let is_certificate = is_certificate_error(&error);
        // The address holds the cursor; the path is in our own words.
        let error = self.error(path).because(error.without_url());
        if is_certificate {
            return Failure::Final(
                error.hint("the source's certificate is not trusted: set `ca_file` to its authority's certificate"),
            );
        }
        let error = if is_timeout {
            let seconds = self.settings.timeout.as_secs_f64();
            error.hint(format!("no whole answer within {seconds} s: set a longer `timeout` or a smaller `page`"))
        } else if is_connect {
            error.hint("check `url`, the network and whether the source is running")
        } else {
            error.hint("the connection was cut or the answer is damaged: tell the source's IT staff if it stays")
        };
        Failure::Again { error, after: None, is_down: is_connect }
    }

    fn half(&self, path: &str, detail: &str, what: &str) -> Error {
        self.error(path)
            .because(format!("half a page came: {detail}; received {what}"))
            .hint("nothing of it was taken; the source must send whole pages, or its connection is cut on the way")
    }

    fn nonsense(&self, path: &str, detail: &str, what: &str) -> Error {
        self.error(path)
            .because(format!("the answer is not a page of the feed contract: {detail}; received {what}"))
            .hint("check that `url` is the part of the feed's address before `/v1/…`; `qebul source test` tells more")
    }

    /// Names the act: source, entity and path, without host, cursor or token.
    fn error(&self, path: &str) -> Error {
        let base =
            reqwest::Url::parse(&self.base).map(|url| url.path().trim_end_matches('/').to_owned()).unwrap_or_default();
        Error::failed(format!("pulling `{path}` of source `{}` (GET {base}/v1/{path})", self.source))
    }
}

fn header(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// Looks for a refused certificate among the causes.
fn is_certificate_error(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let tls =
            error.downcast_ref::<rustls::Error>().or_else(|| inner.and_then(|e| e.downcast_ref::<rustls::Error>()));
        if let Some(tls) = tls {
            return matches!(tls, rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented);
        }
        cause = error.source();
    }
    false
}
