//! The feed contract for the units' IT staff: a page to read and the OpenAPI document to build against, open to all.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::domain::contract::{Contract, OPENAPI, Schema};
use crate::domain::language::Language;
use crate::domain::records::Entity;
use crate::portal::answer::{self, Answer};
use crate::portal::prose::{Run, runs};
use crate::portal::state::Portal;
use crate::portal::voice::Voice;
use crate::portal::{assets, guard};

#[derive(Template)]
#[template(path = "contract.html", config = "src/portal/askama.toml")]
struct ContractPage {
    voice: Voice,
    css: String,
    title: &'static str,
    version: &'static str,
    about: Vec<Run>,
    rules: Vec<Vec<Run>>,
    parameters: Vec<(String, Vec<Run>)>,
    refusals: Vec<(&'static str, Vec<Run>)>,
    parts: Vec<Part>,
    tables: Vec<Codes>,
}

/// One object of the contract with its fields.
struct Part {
    anchor: String,
    title: String,
    address: Option<String>,
    text: Vec<Run>,
    fields: Vec<Field>,
    example: Option<String>,
}

struct Field {
    name: &'static str,
    kind: String,
    is_required: bool,
    words: Vec<&'static str>,
    pattern: Option<&'static str>,
    codes: Option<&'static str>,
    text: Vec<Run>,
}

/// The codes of one table.
struct Codes {
    anchor: &'static str,
    title: String,
    rows: Vec<(String, String, String)>,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Ask {
    pub lang: Option<String>,
}

/// The names of refusals in the document with the statuses that they are answered with.
const REFUSALS: [(&str, &str); 6] = [
    ("400", "BadRequest"),
    ("401", "Unauthorized"),
    ("403", "Forbidden"),
    ("410", "Gone"),
    ("429", "TooManyRequests"),
    ("503", "Unavailable"),
];

pub async fn document() -> Response {
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=300")], OPENAPI)
        .into_response()
}

pub async fn show(State(portal): State<Portal>, headers: HeaderMap, Query(ask): Query<Ask>) -> Answer {
    let chosen = ask.lang.and_then(|language| language.parse().ok());
    let language = chosen.or_else(|| guard::language_cookie(&headers)).unwrap_or(Language::Az);
    let voice = Voice::new(language, portal.reference.zone);
    let contract = Contract::get();
    let schemas = ["Tombstone", "Meta", "MetaEntity", "Figures", "Extension"];
    let entities = Entity::ALL.into_iter().map(|entity| Part {
        address: Some(format!("/v1/{entity}")),
        ..part(entity.as_str(), voice.of("entity", entity.as_str()), contract.entity(entity), voice)
    });
    let others = schemas.into_iter().map(|name| Part {
        address: (name == "Meta").then(|| "/v1/meta".to_owned()),
        ..part(name, voice.of("contract-part", &name.to_lowercase()), contract.schema(name), voice)
    });
    answer::page(&ContractPage {
        css: assets::css_url(),
        title: contract.title(language),
        about: runs(&voice.t("contract-about")),
        version: &contract.info.version,
        rules: contract.rules.iter().map(|rule| runs(rule.text.of(language))).collect(),
        parameters: contract
            .components
            .parameters
            .0
            .iter()
            .map(|(name, parameter)| (name.clone(), runs(parameter.text.of(language))))
            .collect(),
        refusals: REFUSALS
            .into_iter()
            .filter_map(|(status, name)| {
                Some((status, runs(contract.components.responses.get(name)?.text.of(language))))
            })
            .collect(),
        parts: entities.chain(others).collect(),
        tables: tables(&portal, voice),
        voice,
    })
}

fn part(name: &str, title: String, schema: &'static Schema, voice: Voice) -> Part {
    let field = |(name, field): &'static (String, Schema)| Field {
        name,
        kind: kind(field, voice),
        is_required: schema.required.contains(name),
        words: field.known_words(),
        pattern: field.pattern.as_deref(),
        codes: field.codes.as_deref(),
        text: runs(field.text(voice.language)),
    };
    Part {
        anchor: name.to_lowercase(),
        title,
        address: None,
        text: runs(schema.text(voice.language)),
        fields: schema.properties.0.iter().map(field).collect(),
        example: schema.example(),
    }
}

/// What kind of value a field takes, in words.
fn kind(field: &Schema, voice: Voice) -> String {
    let kind = match field.format.as_deref() {
        Some(format) => format,
        None => field.kinds().first().copied().unwrap_or("object"),
    };
    let kind = voice.of("contract-kind", kind);
    let limit = match (field.minimum, field.maximum, field.max_length) {
        (Some(least), Some(most), _) => format!(" {least}–{most}"),
        (Some(least), None, _) => format!(" ≥ {least}"),
        (_, _, Some(longest)) => format!(" ≤ {longest}"),
        _ => String::new(),
    };
    format!("{kind}{limit}")
}

fn tables(portal: &Portal, voice: Voice) -> Vec<Codes> {
    let reference = &portal.reference;
    let units = reference.units.iter().filter_map(|unit| {
        let source = unit.source.clone()?;
        Some((unit.code.clone(), voice.name(unit).to_owned(), source))
    });
    let topics = reference.topics.iter().map(|topic| {
        (topic.code.clone(), voice.topic(&topic.code, reference), topic.group.clone().unwrap_or_default())
    });
    let regions = reference.regions.iter().map(|region| {
        (region.code.clone(), region.name_az.clone(), region.economic_region_az.clone().unwrap_or_default())
    });
    vec![
        Codes { anchor: "units", title: voice.t("contract-units"), rows: units.collect() },
        Codes { anchor: "topics", title: voice.t("contract-topics"), rows: topics.collect() },
        Codes { anchor: "regions", title: voice.t("contract-regions"), rows: regions.collect() },
    ]
}
