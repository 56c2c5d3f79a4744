//! One request after another to the feed under test; what every answer shows of the transport is noted on the way.

use std::io::Read;
use std::time::{Duration, Instant};

use reqwest::Client;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, DATE, HeaderMap, HeaderName, RETRY_AFTER,
};

use super::TestOptions;
use super::notes::Notes;
use super::point::Point;
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::source::client;
use crate::source::decode::page::received;
use crate::source::retry::{Backoff, retry_after};
use crate::source::settings::HttpSettings;

/// A fault that comes this often is not waited for any longer.
const HOPELESS: u64 = 6;

/// Whose token goes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearer {
    Own,
    Wrong,
    None,
}

/// One request below `/v1/`.
#[derive(Debug, Clone)]
pub struct Ask {
    pub path: &'static str,
    /// As it goes into the address, percent-encoded by who asks.
    pub query: String,
    pub bearer: Bearer,
    pub accept: &'static str,
    pub encoding: Option<&'static str>,
}

impl Ask {
    pub fn of(path: &'static str, query: impl Into<String>) -> Ask {
        let (bearer, accept) = (Bearer::Own, "application/json");
        Ask { path, query: query.into(), bearer, accept, encoding: Some("gzip, zstd") }
    }

    /// The request in short, without a cursor: examples are for people.
    pub fn shown(&self) -> String {
        let query = self.query.split("&cursor=").next().unwrap_or_default();
        format!("GET /v1/{}{}{query}", self.path, if query.is_empty() { "" } else { "?" })
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Decompressed.
    pub body: Vec<u8>,
    pub encoding: Option<String>,
    pub is_lines: bool,
    pub first_byte: Duration,
    pub whole: Duration,
}

pub struct Probe {
    pub base: String,
    pub notes: Notes,
    pub settings: HttpSettings,
    pub clock: Clock,
    client: Client,
    backoff: Backoff,
    max_body: usize,
}

/// Why no whole answer came.
enum Trouble {
    Unreached(String),
    Timeout,
    Cut(String),
    TooLarge,
    /// The compressed body cannot be read.
    Packing(String),
}

impl Probe {
    pub fn new(settings: &HttpSettings, options: &TestOptions) -> Result<Probe> {
        let base = settings.url.trim_end_matches('/').trim_end_matches("/v1").to_owned();
        if !reqwest::Url::parse(&base).is_ok_and(|url| matches!(url.scheme(), "http" | "https")) {
            return Err(Error::usage(format!("testing the feed at `{base}`: that is not an address"))
                .hint("write https://host/path, the part before `/v1/…`"));
        }
        Ok(Probe {
            base,
            notes: Notes::default(),
            settings: settings.clone(),
            clock: options.clock.clone(),
            client: client::build_for_test(settings)?,
            backoff: Backoff::new(options.retry, options.clock.now().timestamp().unsigned_abs()),
            max_body: options.limits.body,
        })
    }

    /// Asks, patiently; none when nothing usable came, which is noted.
    pub async fn ask(&mut self, ask: &Ask) -> Option<Answer> {
        let mut tried = 0;
        loop {
            let outcome = self.once(ask).await;
            let shown = || ask.shown();
            let (point, after) = match outcome {
                Ok((answer, headers)) => match answer.status {
                    429 | 503 => {
                        let after = self.retry_after(&headers);
                        let status = answer.status;
                        self.notes.hold(Point::RetryAfter, after.is_some(), || format!("{} → {status}", shown()));
                        (Point::Reached, after)
                    }
                    status @ 500..=599 => {
                        self.notes.fail(Point::ServerErrors, || format!("{} → {status}", shown()));
                        (Point::ServerErrors, None)
                    }
                    status @ 300..=399 => {
                        self.notes.fail(Point::NoRedirect, || format!("{} → {status}", shown()));
                        return None;
                    }
                    _ => {
                        for point in [
                            Point::Reached,
                            Point::NoRedirect,
                            Point::WholeAnswers,
                            Point::ServerErrors,
                            Point::TimeLimit,
                            Point::Size,
                        ] {
                            self.notes.look(point, 1);
                        }
                        return Some(answer);
                    }
                },
                Err(Trouble::Unreached(why)) => {
                    if let Some(delay) = self.backoff.delay(tried, None) {
                        tried += 1;
                        tokio::time::sleep(delay).await;
                        continue;
                    }
                    self.notes.fail(Point::Reached, || format!("{}: {why}", shown()));
                    return None;
                }
                Err(Trouble::Timeout) => {
                    let limit = self.settings.timeout.as_secs_f64();
                    self.notes.fail(Point::TimeLimit, || format!("{} > {limit} s", shown()));
                    (Point::TimeLimit, None)
                }
                Err(Trouble::Cut(why)) => {
                    self.notes.fail(Point::WholeAnswers, || format!("{}: {why}", shown()));
                    (Point::WholeAnswers, None)
                }
                Err(Trouble::TooLarge) => {
                    let most = self.max_body >> 20;
                    self.notes.fail(Point::Size, || format!("{} > {most} MiB", shown()));
                    return None;
                }
                Err(Trouble::Packing(encoding)) => {
                    let point = if encoding == "zstd" { Point::Zstd } else { Point::Gzip };
                    self.notes.fail(point, || format!("{}: Content-Encoding: {encoding}", shown()));
                    return None;
                }
            };
            let delay = if self.notes.faults(point) < HOPELESS { self.backoff.delay(tried, after) } else { None };
            let Some(delay) = delay else {
                if point == Point::Reached {
                    self.notes.fail(Point::Reached, || format!("{} → 429 / 503", shown()));
                }
                return None;
            };
            tried += 1;
            tokio::time::sleep(delay).await;
        }
    }

    fn retry_after(&self, headers: &HeaderMap) -> Option<Duration> {
        retry_after(text(headers, RETRY_AFTER)?, text(headers, DATE), self.clock.now())
    }

    async fn once(&self, ask: &Ask) -> Result<(Answer, HeaderMap), Trouble> {
        let mark = if ask.query.is_empty() { "" } else { "?" };
        let mut request = self.client.get(format!("{}/v1/{}{mark}{}", self.base, ask.path, ask.query));
        request = request.header(ACCEPT, ask.accept);
        if let Some(encoding) = ask.encoding {
            request = request.header(ACCEPT_ENCODING, encoding);
        }
        match (ask.bearer, &self.settings.token) {
            (Bearer::Own, Some(token)) => request = request.bearer_auth(token.reveal()),
            (Bearer::Wrong, _) => request = request.bearer_auth("not-the-token-of-this-source"),
            (Bearer::Own, None) | (Bearer::None, _) => {}
        }
        let started = Instant::now();
        let mut response = request.send().await.map_err(trouble)?;
        let first_byte = started.elapsed();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(trouble)? {
            if body.len() + chunk.len() > self.max_body {
                return Err(Trouble::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        let whole = started.elapsed();
        let headers = response.headers().clone();
        let encoding = text(&headers, CONTENT_ENCODING).map(str::to_ascii_lowercase).filter(|name| name != "identity");
        let is_lines =
            text(&headers, CONTENT_TYPE).is_some_and(|kind| kind.contains("ndjson") || kind.contains("jsonl"));
        let body = self.unpack(body, encoding.as_deref())?;
        Ok((Answer { status: response.status().as_u16(), body, encoding, is_lines, first_byte, whole }, headers))
    }

    fn unpack(&self, body: Vec<u8>, encoding: Option<&str>) -> Result<Vec<u8>, Trouble> {
        let most = self.max_body as u64 + 1;
        let mut out = Vec::new();
        let read = match encoding {
            None => return Ok(body),
            Some("gzip" | "x-gzip") => flate2::read::MultiGzDecoder::new(&body[..]).take(most).read_to_end(&mut out),
            Some("zstd") => zstd::Decoder::new(&body[..]).and_then(|reader| reader.take(most).read_to_end(&mut out)),
            Some(other) => return Err(Trouble::Packing(other.into())),
        };
        match read {
            Ok(_) if out.len() > self.max_body => Err(Trouble::TooLarge),
            Ok(_) => Ok(out),
            Err(_) => Err(Trouble::Packing(encoding.unwrap_or_default().into())),
        }
    }
}

impl Answer {
    /// The beginning of the body, without identities.
    pub fn received(&self) -> String {
        received(&String::from_utf8_lossy(&self.body))
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

fn trouble(error: reqwest::Error) -> Trouble {
    if error.is_timeout() && !error.is_connect() {
        return Trouble::Timeout;
    }
    let is_connect = error.is_connect();
    // The address holds the cursor.
    let error = error.without_url();
    let mut why = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        why = inner.to_string();
        cause = inner.source();
    }
    if is_connect { Trouble::Unreached(why) } else { Trouble::Cut(why) }
}
