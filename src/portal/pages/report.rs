//! One edition of a report: what it stands on, reading it in the browser, taking it and its figures along.

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::domain::user::Page;
use crate::error::{Doing, Error, Result};
use crate::portal::access_log::Action;
use crate::portal::answer::{self, Answer, PageError};
use crate::portal::reader::Reader;
use crate::portal::reads::editions::{self, Edition};
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;

#[derive(Template)]
#[template(path = "report.html", config = "src/portal/askama.toml")]
struct ReportPage {
    shell: Shell,
    heading: String,
    edition: String,
    is_draft: bool,
    facts: Vec<(String, String)>,
    pdf: String,
    download: String,
    dataset: String,
    siblings: Vec<(String, String, bool)>,
    sha256: String,
}

/// `kind/period/unit/language/edition`.
pub type Key = (String, String, String, String, String);

fn id(key: &Key) -> String {
    format!("{}/{}/{}/{}/{}", key.0, key.1, key.2, key.3, key.4)
}

fn one(reader: &Reader, key: &Key) -> Result<Edition> {
    let id = id(key);
    editions::one(reader, &id)?.ok_or_else(|| Error::not_found(format!("there is no report `{id}` to see")))
}

pub async fn show(State(portal): State<Portal>, viewer: Viewer, Path(key): Path<Key>) -> Answer {
    let page = portal.read(&viewer, move |reader| load(reader, &key)).await?;
    answer::page(&page)
}

fn load(reader: &Reader, key: &Key) -> Result<ReportPage> {
    let edition = one(reader, key)?;
    let voice = reader.voice();
    let heading = edition.title(voice);
    let mut facts = vec![
        (voice.t("unit"), voice.unit(&edition.unit, &reader.portal().reference)),
        (voice.t("state"), voice.of("edition-status", &edition.status)),
        (voice.t("data-as-of"), voice.moment(edition.as_of)),
        (voice.t("made-at"), voice.moment(edition.created_at)),
        (voice.t("length"), voice.tv("pages-count", edition.pages)),
        (voice.t("language"), voice.of("language", &edition.language)),
    ];
    if let Some(number) = &edition.number {
        facts.insert(0, (voice.t("number"), number.clone()));
    }
    if let Some(at) = edition.issued_at {
        facts.push((voice.t("issued-at"), voice.moment(at)));
    }
    if let Some(approver) = &edition.approver {
        facts.push((voice.t("approver"), approver.clone()));
    }
    let all = editions::all(reader, Some(&edition.kind), Some(&edition.period))?;
    let siblings = all.iter().filter(|other| other.unit == edition.unit).map(|other| {
        let label = format!("{}, {}", other.name(voice), voice.of("language", &other.language));
        (label, other.href(), other.edition_id == edition.edition_id)
    });
    Ok(ReportPage {
        shell: Shell::plain(reader, Page::Reports, heading.clone())?,
        edition: edition.name(voice),
        is_draft: edition.status == "draft",
        facts,
        pdf: format!("{}/report.pdf", edition.href()),
        download: format!("{}/report.pdf?save=1", edition.href()),
        dataset: format!("{}/dataset.json", edition.href()),
        siblings: siblings.collect(),
        sha256: edition.pdf_sha256.clone(),
        heading,
    })
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Ask {
    /// Anything: save the file instead of opening it.
    pub save: Option<String>,
}

/// The browser's own PDF viewer puts its page around the file and needs its styles.
const PDF_POLICY: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// The PDF, whole or in part: to read in the browser, or to save.
pub async fn pdf(
    State(portal): State<Portal>,
    viewer: Viewer,
    Path(key): Path<Key>,
    Query(ask): Query<Ask>,
    headers: HeaderMap,
) -> Answer {
    let (edition, bytes) = portal.read(&viewer, move |reader| take(reader, &key)).await?;
    let tag = HeaderValue::from_str(&format!("\"{}\"", edition.pdf_sha256)).map_err(|_| PageError::NotFound)?;
    if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let verb = if ask.save.is_some() { "attachment" } else { "inline" };
    let disposition = format!("{verb}; filename=\"{}.pdf\"", edition.file_name());
    let mut response = part(bytes, headers.get(header::RANGE));
    let head = response.headers_mut();
    head.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    head.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PDF_POLICY));
    head.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    head.insert(header::ETAG, tag);
    // Kept by the reader's own browser only, and asked for again each time: rights may have changed.
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        head.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

fn take(reader: &Reader, key: &Key) -> Result<(Edition, Vec<u8>)> {
    let edition = one(reader, key)?;
    let path = reader.portal().settings.base.join(&edition.pdf_path);
    let bytes = std::fs::read(&path).doing(|| format!("reading the report `{}`", edition.edition_id))?;
    super::violations::note(reader, &edition.edition_id, Action::Downloaded)?;
    Ok((edition, bytes))
}

/// The whole file, or the one range asked for.
fn part(bytes: Vec<u8>, range: Option<&HeaderValue>) -> Response {
    let total = bytes.len();
    let Some((first, last)) = range.and_then(|range| range.to_str().ok()).and_then(|range| bounds(range, total)) else {
        return Body::from(bytes).into_response();
    };
    if first > last || first >= total {
        let head = [(header::CONTENT_RANGE, format!("bytes */{total}"))];
        return (StatusCode::RANGE_NOT_SATISFIABLE, head).into_response();
    }
    let head = [(header::CONTENT_RANGE, format!("bytes {first}-{last}/{total}"))];
    (StatusCode::PARTIAL_CONTENT, head, bytes[first..=last].to_vec()).into_response()
}

/// First and last byte of `bytes=a-b`, `bytes=a-` or `bytes=-n`; several ranges at once are answered with the whole file.
fn bounds(range: &str, total: usize) -> Option<(usize, usize)> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    match (first.trim(), last.trim()) {
        ("", count) => Some((total.saturating_sub(count.parse().ok()?), total.saturating_sub(1))),
        (first, "") => Some((first.parse().ok()?, total.saturating_sub(1))),
        (first, last) => Some((first.parse().ok()?, last.parse::<usize>().ok()?.min(total.saturating_sub(1)))),
    }
}

/// The frozen figures behind the report.
pub async fn dataset(State(portal): State<Portal>, viewer: Viewer, Path(key): Path<Key>) -> Answer {
    let (name, body) = portal.read(&viewer, move |reader| figures(reader, &key)).await?;
    let disposition = format!("attachment; filename=\"{name}.json\"");
    let head = [(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((head, body).into_response())
}

fn figures(reader: &Reader, key: &Key) -> Result<(String, String)> {
    #[derive(Deserialize)]
    struct Row {
        body: String,
    }
    let edition = one(reader, key)?;
    reader.set("dataset_id", edition.dataset_id.as_str())?;
    let row: Option<Row> = reader.row(include_str!("../../../queries/portal/dataset.sql"))?;
    let row = row.ok_or_else(|| Error::not_found(format!("the figures of `{}` are not there", edition.edition_id)))?;
    super::violations::note(reader, &format!("{} dataset", edition.edition_id), Action::Downloaded)?;
    Ok((edition.file_name(), row.body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read() {
        assert_eq!(bounds("bytes=0-99", 1000), Some((0, 99)));
        assert_eq!(bounds("bytes=900-", 1000), Some((900, 999)));
        assert_eq!(bounds("bytes=-10", 1000), Some((990, 999)));
        assert_eq!(bounds("bytes=0-99999", 1000), Some((0, 999)));
        assert_eq!(bounds("bytes=0-1,5-6", 1000), None);
        assert_eq!(bounds("lines=0-1", 1000), None);
    }

    #[test]
    fn a_range_past_the_end_is_refused() {
        let answer = part(vec![0; 10], Some(&HeaderValue::from_static("bytes=20-30")));
        assert_eq!(answer.status(), StatusCode::RANGE_NOT_SATISFIABLE);
        let answer = part(vec![0; 10], Some(&HeaderValue::from_static("bytes=2-3")));
        assert_eq!(answer.headers()[header::CONTENT_RANGE], "bytes 2-3/10");
    }
}
