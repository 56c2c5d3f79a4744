//! One record as the unit's feed delivered it, every version kept, with the hash of what was delivered. No citizen.

use askama::Template;
use axum::extract::{Path, State};
use serde_json::{Map, Value};

use crate::domain::user::Page;
use crate::error::{Error, Result};
use crate::portal::access_log::Action;
use crate::portal::answer::{self, Answer};
use crate::portal::reader::Reader;
use crate::portal::reads::evidence;
use crate::portal::scope::Viewer;
use crate::portal::shell::Shell;
use crate::portal::state::Portal;

#[derive(Template)]
#[template(path = "record.html", config = "src/portal/askama.toml")]
struct RecordPage {
    shell: Shell,
    heading: String,
    source: String,
    versions: Vec<Version>,
}

struct Version {
    title: String,
    is_newest: bool,
    is_deleted: bool,
    hash: String,
    fields: Vec<(String, String)>,
}

/// Columns that say how the record is kept, shown apart, and texts that people wrote, of which only their being there is shown.
const KEPT: [&str; 8] = ["source", "id", "load_from", "load_to", "payload_hash", "deleted", "updated_at", "citizen"];
const TEXTS: [&str; 2] = ["note", "result"];

pub async fn show(
    State(portal): State<Portal>,
    viewer: Viewer,
    Path((kind, source, id)): Path<(String, String, String)>,
) -> Answer {
    let page = portal.read(&viewer, move |reader| load(reader, &kind, &source, &id)).await?;
    answer::page(&page)
}

fn load(reader: &Reader, kind: &str, source: &str, id: &str) -> Result<RecordPage> {
    let sql = match kind {
        "reception" => include_str!("../../../queries/portal/record_reception.sql"),
        "assignment" => include_str!("../../../queries/portal/record_assignment.sql"),
        "appointment" => include_str!("../../../queries/portal/record_appointment.sql"),
        "official" => include_str!("../../../queries/portal/record_official.sql"),
        _ => return Err(Error::not_found(format!("there are no records of kind `{kind}`"))),
    };
    reader.set("source", source)?.set("id", id)?;
    let rows: Vec<Map<String, Value>> = reader.rows(sql)?;
    if rows.is_empty() {
        return Err(Error::not_found(format!("there is no {kind} `{id}` to see")));
    }
    super::violations::note(reader, &format!("{kind} {source} {id}"), Action::RecordsViewed)?;
    let voice = reader.voice();
    let heading = format!("{} {id}", voice.of("record", kind));
    Ok(RecordPage {
        shell: Shell::plain(reader, Page::Units, heading.clone())?,
        versions: rows.iter().enumerate().map(|(index, row)| version(reader, row, index == 0)).collect(),
        source: source.to_owned(),
        heading,
    })
}

fn version(reader: &Reader, row: &Map<String, Value>, is_newest: bool) -> Version {
    let voice = reader.voice();
    let reference = &reader.portal().reference;
    let text = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let updated = text("updated_at").parse().map_or_else(|_| text("updated_at"), |at| voice.moment(at));
    let said = |name: &str, value: &Value| match value {
        Value::String(text) if TEXTS.contains(&name) => {
            voice.t(if text.trim().is_empty() { "no" } else { "text-kept" })
        }
        Value::String(text) => match text.parse::<chrono::DateTime<chrono::Utc>>() {
            Ok(at) => voice.moment(at),
            Err(_) if name.ends_with("unit") || name == "unit_code" => voice.unit(text, reference),
            Err(_) => evidence::say(name, value, voice, reference),
        },
        other => evidence::say(name, other, voice, reference),
    };
    let mut fields: Vec<(String, String)> = row
        .iter()
        .filter(|(name, value)| !KEPT.contains(&name.as_str()) && !value.is_null())
        .map(|(name, value)| (voice.of("evidence", name), said(name, value)))
        .collect();
    fields.sort();
    let load = row.get("load_from").map_or_else(String::new, Value::to_string);
    Version {
        title: voice.with("record-version", &[("updated", &updated), ("load", &load)]),
        is_newest,
        is_deleted: row.get("deleted").and_then(Value::as_bool).unwrap_or(false),
        hash: text("payload_hash"),
        fields,
    }
}
