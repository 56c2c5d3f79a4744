//! The feed contract as its OpenAPI document: the one text that the portal and the simulator serve, and that tests hold
//! against the decoder.
//!
//! To change the contract, change `openapi/feed-contract.json` and `source::decode` together; tests compare them.

use std::fmt;
use std::marker::PhantomData;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::language::Language;
use super::records::Entity;

/// The document as it stands, JSON of OpenAPI 3.1.
pub const OPENAPI: &str = include_str!("../../openapi/feed-contract.json");

static CONTRACT: LazyLock<Contract> =
    LazyLock::new(|| serde_json::from_str(OPENAPI).expect("the document is valid: a test reads it"));

/// The document, read for people.
#[derive(Debug, Deserialize)]
pub struct Contract {
    pub info: Info,
    pub components: Components,
    #[serde(rename = "x-rules")]
    pub rules: Vec<Rule>,
}

#[derive(Debug, Deserialize)]
pub struct Info {
    title: String,
    #[serde(rename = "x-title-az")]
    title_az: String,
    pub version: String,
}

#[derive(Debug, Deserialize)]
pub struct Components {
    pub parameters: Named<Parameter>,
    pub responses: Named<Refusal>,
    pub schemas: Named<Schema>,
}

/// A sentence in both languages.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Text {
    #[serde(default)]
    description: String,
    #[serde(default, rename = "x-description-az")]
    description_az: String,
}

/// One rule that no field states.
#[derive(Debug, Deserialize)]
pub struct Rule {
    pub id: String,
    #[serde(flatten)]
    pub text: Text,
}

#[derive(Debug, Deserialize)]
pub struct Parameter {
    #[serde(flatten)]
    pub text: Text,
}

/// An answer other than 200.
#[derive(Debug, Deserialize)]
pub struct Refusal {
    #[serde(flatten)]
    pub text: Text,
}

/// An object or a field of the contract.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Schema {
    description: String,
    #[serde(rename = "x-description-az")]
    description_az: String,
    #[serde(rename = "type")]
    kind: Kinds,
    pub format: Option<String>,
    pub pattern: Option<String>,
    #[serde(rename = "enum")]
    pub words: Vec<Option<String>>,
    #[serde(rename = "$ref")]
    reference: Option<String>,
    pub required: Vec<String>,
    pub properties: Named<Schema>,
    #[serde(rename = "maxLength")]
    pub max_length: Option<u32>,
    pub minimum: Option<i64>,
    pub maximum: Option<i64>,
    /// `units`, `topics` or `regions`: the field holds a code of that table.
    #[serde(rename = "x-codes")]
    pub codes: Option<String>,
    examples: Vec<Box<RawValue>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
enum Kinds {
    #[default]
    None,
    One(String),
    Many(Vec<String>),
}

/// A JSON object in the order in which it is written.
#[derive(Debug)]
pub struct Named<T>(pub Vec<(String, T)>);

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named(Vec::new())
    }
}

impl<T> Named<T> {
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder<T>(PhantomData<T>);
        impl<'de, T: DeserializeOwned> Visitor<'de> for InOrder<T> {
            type Value = Named<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Named<T>, A::Error> {
                let mut named = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    named.push(entry);
                }
                Ok(Named(named))
            }
        }
        deserializer.deserialize_map(InOrder(PhantomData))
    }
}

impl Contract {
    /// The contract of this program.
    pub fn get() -> &'static Contract {
        &CONTRACT
    }

    pub fn title(&self, language: Language) -> &str {
        either(language, &self.info.title, &self.info.title_az)
    }

    /// The schema of an entity's items.
    pub fn entity(&self, entity: Entity) -> &Schema {
        self.schema(schema_name(entity))
    }

    /// A schema by its name; one without anything where there is none.
    pub fn schema(&self, name: &str) -> &Schema {
        static NOTHING: LazyLock<Schema> = LazyLock::new(Schema::default);
        self.components.schemas.get(name).unwrap_or(&NOTHING)
    }
}

/// The name of an entity's schema in the document.
pub fn schema_name(entity: Entity) -> &'static str {
    match entity {
        Entity::Receptions => "Reception",
        Entity::Assignments => "Assignment",
        Entity::Appointments => "Appointment",
        Entity::Officials => "Official",
        Entity::UnitReports => "UnitReport",
    }
}

impl Text {
    pub fn of(&self, language: Language) -> &str {
        either(language, &self.description, &self.description_az)
    }
}

impl Schema {
    pub fn text(&self, language: Language) -> &str {
        either(language, &self.description, &self.description_az)
    }

    /// The JSON types that are taken, `null` apart; empty where another schema is referred to.
    pub fn kinds(&self) -> Vec<&str> {
        let all: Vec<&str> = match &self.kind {
            Kinds::None => Vec::new(),
            Kinds::One(kind) => vec![kind],
            Kinds::Many(kinds) => kinds.iter().map(String::as_str).collect(),
        };
        all.into_iter().filter(|kind| *kind != "null").collect()
    }

    /// The name of the schema that is referred to.
    pub fn reference(&self) -> Option<&str> {
        self.reference.as_deref()?.rsplit('/').next()
    }

    /// The words of the enumeration; blank and null are no words.
    pub fn known_words(&self) -> Vec<&str> {
        self.words.iter().flatten().map(String::as_str).filter(|word| !word.is_empty()).collect()
    }

    /// The first example as indented JSON, or the bare text of a text.
    pub fn example(&self) -> Option<String> {
        let raw = self.examples.first()?.get();
        let text = match serde_json::from_str::<String>(raw) {
            Ok(text) => return Some(text),
            Err(_) => raw,
        };
        // The document is indented; the example begins at its margin.
        let margin = text.lines().last().map_or(0, |line| line.len() - line.trim_start().len());
        let cut =
            |line: &str| line.get(margin..).filter(|_| line[..margin].trim().is_empty()).unwrap_or(line).to_owned();
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default().to_owned();
        Some(std::iter::once(first).chain(lines.map(cut)).collect::<Vec<_>>().join("\n"))
    }
}

fn either<'t>(language: Language, en: &'t str, az: &'t str) -> &'t str {
    match language {
        Language::Az => az,
        Language::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_schema() -> impl Iterator<Item = (String, &'static Schema)> {
        let schemas = &Contract::get().components.schemas.0;
        schemas.iter().flat_map(|(name, schema)| {
            let inner = schema.properties.0.iter().map(move |(field, schema)| (format!("{name}.{field}"), schema));
            std::iter::once((name.clone(), schema)).chain(inner)
        })
    }

    #[test]
    fn everything_is_said_in_both_languages() {
        let contract = Contract::get();
        for (name, schema) in every_schema().filter(|(name, _)| !name.ends_with("Page")) {
            assert!(!schema.text(Language::En).is_empty() && !schema.text(Language::Az).is_empty(), "{name}");
        }
        let texts = contract.rules.iter().map(|rule| &rule.text);
        let texts = texts.chain(contract.components.parameters.0.iter().map(|(_, parameter)| &parameter.text));
        let texts = texts.chain(contract.components.responses.0.iter().map(|(_, refusal)| &refusal.text));
        for text in texts {
            assert!(!text.of(Language::En).is_empty() && !text.of(Language::Az).is_empty(), "{text:?}");
        }
        assert_eq!(contract.info.version, "1");
    }

    #[test]
    fn what_is_required_is_described() {
        for (name, schema) in every_schema() {
            for field in &schema.required {
                assert!(schema.properties.get(field).is_some(), "{name} requires `{field}`");
            }
        }
    }

    #[test]
    fn fields_keep_their_order_and_examples_their_margin() {
        let reception = Contract::get().entity(Entity::Receptions);
        assert_eq!(
            reception.properties.names().take(4).collect::<Vec<_>>(),
            ["id", "unit_code", "updated_at", "deleted"]
        );
        let example = reception.example().unwrap();
        assert!(example.starts_with("{\n  \"id\"") && example.ends_with("\n}"), "{example}");
        assert_eq!(reception.properties.get("fin").unwrap().example().unwrap(), "5AB12C7");
    }
}
