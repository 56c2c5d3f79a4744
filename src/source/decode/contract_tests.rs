//! The OpenAPI document and the decoder say the same: fields, what is required, words, and what happens to each example.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Decoder, Form, entities, shape};
use crate::domain::contract::{Contract, Schema, schema_name};
use crate::domain::records::{Entity, values};
use crate::domain::reference::Reference;
use crate::source::IdentityKey;

fn names<'n>(names: impl IntoIterator<Item = &'n str>) -> BTreeSet<&'n str> {
    names.into_iter().collect()
}

fn field(entity: Entity, name: &str) -> &'static Schema {
    Contract::get().entity(entity).properties.get(name).unwrap()
}

fn decoder() -> Decoder {
    Decoder::new("DSMF", &Reference::builtin(), &IdentityKey::new(b"key"), Form::Feed)
}

fn example(entity: Entity) -> Value {
    serde_json::from_str(&Contract::get().entity(entity).example().unwrap()).unwrap()
}

#[test]
fn the_fields_are_the_same() {
    for entity in Entity::ALL {
        let schema = Contract::get().entity(entity);
        assert_eq!(names(schema.properties.names()), names(shape(entity).names.iter().copied()), "{entity}");
        let required = schema.required.iter().map(String::as_str);
        assert_eq!(names(required), names(super::required_columns(entity).iter().copied()), "{entity}");
    }
    assert_eq!(
        names(Contract::get().schema("Figures").properties.names()),
        names(entities::FIGURES.names.iter().copied())
    );
    assert_eq!(
        names(Contract::get().schema("Extension").properties.names()),
        names(entities::EXTENSION.names.iter().copied())
    );
}

#[test]
fn the_words_are_the_same() {
    let held: [(Entity, &str, &[&str]); 9] = [
        (Entity::Receptions, "registration", values::REGISTRATION),
        (Entity::Receptions, "mode", values::MODE),
        (Entity::Receptions, "level", values::LEVEL),
        (Entity::Receptions, "kind", values::KIND),
        (Entity::Receptions, "outcome", values::OUTCOME),
        (Entity::Assignments, "term", values::TERM),
        (Entity::Assignments, "status", values::ASSIGNMENT_STATUS),
        (Entity::Appointments, "status", values::APPOINTMENT_STATUS),
        (Entity::Officials, "level", values::LEVEL),
    ];
    for (entity, name, words) in held {
        assert_eq!(field(entity, name).known_words(), words, "{entity}.{name}");
    }
    // And no field has words that the list above leaves out.
    let fields = Entity::ALL.into_iter().flat_map(|entity| Contract::get().entity(entity).properties.0.iter());
    assert_eq!(fields.filter(|(_, schema)| !schema.words.is_empty()).count(), held.len());
}

#[test]
fn the_examples_are_taken_as_they_stand() {
    for entity in Entity::ALL {
        let batch = decoder().decode(entity, [example(entity).to_string().as_str()]);
        assert!(
            batch.rejected.is_empty() && batch.drift.is_empty(),
            "{entity}: {:?} {:?}",
            batch.rejected,
            batch.drift
        );
    }
    let tombstone = Contract::get().schema("Tombstone").example().unwrap();
    let batch = decoder().decode(Entity::Receptions, [tombstone.as_str()]);
    assert!(batch.records[0].head().deleted);
}

/// For each field the document's type and the decoder's are tried on each other.
#[test]
fn what_the_document_refuses_goes_to_quarantine() {
    for entity in Entity::ALL {
        for (name, schema) in &Contract::get().entity(entity).properties.0 {
            let refused = |value: Value| {
                let mut item = example(entity);
                item[name] = value;
                decoder().decode(entity, [item.to_string().as_str()])
            };
            let is_identity = matches!(name.as_str(), "fin" | "citizen_key");
            if schema.required.is_empty() && super::required_columns(entity).contains(&name.as_str()) {
                assert_eq!(refused(Value::Null).rejected[0].reason, "missing", "{entity}.{name}");
            } else {
                assert!(refused(Value::Null).rejected.is_empty(), "{entity}.{name} may be null");
            }
            let wrong = if schema.kinds() == ["string"] { Value::Array(vec![]) } else { Value::String("wrong".into()) };
            let batch = refused(wrong);
            // What is no identity is treated as absent, counted and never kept.
            let is_told = if is_identity { !batch.drift.is_empty() } else { !batch.rejected.is_empty() };
            assert!(is_told, "{entity}.{name} of the wrong type is taken");
            if !schema.words.is_empty() {
                assert_eq!(refused("fax".into()).rejected[0].reason, "unknown_enum", "{entity}.{name}");
            }
            if schema.codes.as_deref() == Some("units") {
                assert_eq!(refused("XYZ".into()).rejected[0].reason, "unknown_unit", "{entity}.{name}");
            }
            if schema.format.is_some() {
                assert_eq!(refused("01.09.2026".into()).rejected[0].reason, "bad_type", "{entity}.{name}");
            }
        }
    }
}

#[test]
fn every_entity_has_its_address() {
    let document: Value = serde_json::from_str(crate::domain::contract::OPENAPI).unwrap();
    for entity in Entity::ALL {
        let answer = &document["paths"][format!("/v1/{entity}")]["get"]["responses"]["200"];
        let page = answer["content"]["application/json"]["schema"]["$ref"].as_str().unwrap();
        assert_eq!(page, format!("#/components/schemas/{}Page", schema_name(entity)));
    }
    assert_eq!(document["paths"].as_object().unwrap().len(), Entity::ALL.len() + 1);
}
