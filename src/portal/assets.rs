//! The stylesheet, the fonts and the icon, served from the binary under addresses that hold their content's hash.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::answer::{Answer, PageError};

struct Asset {
    name: String,
    mime: &'static str,
    body: Vec<u8>,
}

/// Source Sans 3 and Source Serif 4 cut down to Latin with Azerbaijani, under another name as the OFL asks.
const FONTS: [(&str, &[u8]); 3] = [
    ("qebul-sans-400.woff2", include_bytes!("assets/fonts/qebul-sans-400.woff2")),
    ("qebul-sans-600.woff2", include_bytes!("assets/fonts/qebul-sans-600.woff2")),
    ("qebul-serif-600.woff2", include_bytes!("assets/fonts/qebul-serif-600.woff2")),
];

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let mut assets = Vec::new();
    let mut css = include_str!("assets/portal.css").to_owned();
    for (name, body) in FONTS {
        let hashed = hashed(name, body);
        css = css.replace(&format!("FONT({name})"), &format!("/assets/{hashed}"));
        assets.push(Asset { name: hashed, mime: "font/woff2", body: body.to_vec() });
    }
    let css = css.into_bytes();
    assets.insert(0, Asset { name: hashed("portal.css", &css), mime: "text/css; charset=utf-8", body: css });
    assets.push(Asset {
        name: "icon.svg".into(),
        mime: "image/svg+xml",
        body: include_bytes!("assets/icon.svg").to_vec(),
    });
    assets
});

/// `portal.css` → `portal.1a2b3c4d5e6f.css`.
fn hashed(name: &str, body: &[u8]) -> String {
    let hash = hex::encode(&Sha256::digest(body)[..6]);
    name.rsplit_once('.').map_or_else(|| hash.clone(), |(stem, ending)| format!("{stem}.{hash}.{ending}"))
}

/// The address of the stylesheet.
pub fn css_url() -> String {
    format!("/assets/{}", ASSETS[0].name)
}

pub async fn serve(Path(name): Path<String>) -> Answer {
    let asset = ASSETS.iter().find(|asset| asset.name == name).ok_or(PageError::NotFound)?;
    let keep = if name == "icon.svg" { "public, max-age=86400" } else { "public, max-age=31536000, immutable" };
    let response: Response =
        ([(header::CONTENT_TYPE, asset.mime), (header::CACHE_CONTROL, keep)], asset.body.as_slice()).into_response();
    Ok(response)
}
