//! Pages as a source in a bad mood sends them: what stands around the good records, and in which order.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::misbehaviour::Misbehaviour;

/// Items that are no records; the first needs the page to be taken apart by hand, because no JSON may hold a NUL.
fn junk() -> String {
    let long = "ə".repeat(500_000);
    [
        "{\"id\":\"J-nul\",\"note\":\"a\u{0}b\"}",
        "{\"id\":\"J-types\",\"unit_code\":7,\"updated_at\":[],\"registered_at\":{\"x\":\"}\"}}",
        "{\"id\":\"J-number\",\"rating\":NaN}",
        "\"a text\"",
        "17",
        "[1,[2,{\"id\":\"x\"}]]",
        "{\"unit_code\":\"NOWHERE\",\"updated_at\":\"2026-13-45T99:00:00Z\"}",
        &format!("{{\"id\":\"J-long\",\"note\":\"{long}\"}}"),
    ]
    .join(",")
}

/// The page as the mood has it; `next` makes the cursor of a page that does not exist.
pub(super) fn spoil(body: Vec<u8>, mood: Option<&Misbehaviour>, next: impl FnOnce() -> String) -> Vec<u8> {
    match mood {
        Some(Misbehaviour::Junk) => with_junk(body),
        Some(Misbehaviour::Reversed) => reversed(body),
        Some(Misbehaviour::Endless) => endless(body, &next()),
        _ => body,
    }
}

fn with_junk(body: Vec<u8>) -> Vec<u8> {
    const HEAD: &[u8] = b"{\"items\":[";
    let Some(rest) = body.strip_prefix(HEAD) else { return body };
    let comma: &[u8] = if rest.first() == Some(&b']') { b"" } else { b"," };
    [HEAD, junk().as_bytes(), comma, rest].concat()
}

fn reversed(body: Vec<u8>) -> Vec<u8> {
    let Ok(mut page) = serde_json::from_slice::<serde_json::Value>(&body) else { return body };
    if let Some(items) = page["items"].as_array_mut() {
        items.reverse();
    }
    page.to_string().into_bytes()
}

fn endless(body: Vec<u8>, cursor: &str) -> Vec<u8> {
    match body.strip_suffix(b"null}") {
        Some(head) => [head, format!("\"{cursor}\"}}").as_bytes()].concat(),
        None => body,
    }
}

/// An answer whose headers promise what the body does not keep.
pub(super) fn lie(mood: Option<&Misbehaviour>, body: &[u8]) -> Option<Response> {
    let mut response = match mood? {
        Misbehaviour::BrokenGzip => Response::new(Body::from(body.to_vec())),
        Misbehaviour::Announced => {
            let nothing = futures::stream::empty::<Result<Bytes, std::io::Error>>();
            Response::new(Body::from_stream(nothing))
        }
        _ => return None,
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    match mood? {
        Misbehaviour::BrokenGzip => headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip")),
        _ => headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("200000000000")),
    };
    Some(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &[u8] = br#"{"items":[{"id":"1"},{"id":"2"}],"next_cursor":null}"#;

    fn spoiled(mood: &Misbehaviour) -> String {
        String::from_utf8(spoil(PAGE.to_vec(), Some(mood), || "c9".into())).unwrap()
    }

    #[test]
    fn good_records_stay_whole_in_every_mood() {
        assert_eq!(spoiled(&Misbehaviour::Endless), r#"{"items":[{"id":"1"},{"id":"2"}],"next_cursor":"c9"}"#);
        assert_eq!(spoiled(&Misbehaviour::Reversed), r#"{"items":[{"id":"2"},{"id":"1"}],"next_cursor":null}"#);
        let junk = spoiled(&Misbehaviour::Junk);
        assert!(junk.ends_with(r#"{"id":"1"},{"id":"2"}],"next_cursor":null}"#) && junk.len() > 1_000_000);
        assert!(serde_json::from_str::<serde_json::Value>(&junk).is_err());
    }
}
