//! The part of JSON Schema that the contract's document uses; a keyword that is not understood here is an error.

use chrono::{DateTime, NaiveDate};
use regex::Regex;
use serde_json::Value;

/// Keywords that say something to people only.
const ANNOTATIONS: [&str; 4] = ["description", "examples", "default", "format"];

pub struct Document(pub Value);

impl Document {
    pub fn read() -> Document {
        Document(serde_json::from_str(qebul::domain::contract::OPENAPI).unwrap())
    }

    pub fn schema(&self, name: &str) -> &Value {
        let schema = &self.0["components"]["schemas"][name];
        assert!(schema.is_object(), "there is no schema `{name}`");
        schema
    }

    /// What is wrong with a value, each with its path.
    pub fn faults(&self, schema: &Value, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.look("$", schema, value, &mut faults);
        faults
    }

    fn look(&self, at: &str, schema: &Value, value: &Value, faults: &mut Vec<String>) {
        let keywords = schema.as_object().unwrap_or_else(|| panic!("{at}: a schema that is no object"));
        for (keyword, said) in keywords {
            let wrong = |what: &str| format!("{at}: {what} ({keyword}: {said}), got {value}");
            let list = || said.as_array().unwrap();
            let number = || said.as_i64().unwrap();
            let fault = match keyword.as_str() {
                name if name.starts_with("x-") => None,
                "format" => self.format(said.as_str().unwrap(), value).then(|| wrong("another format")),
                name if ANNOTATIONS.contains(&name) => None,
                "$ref" => {
                    let name = said.as_str().unwrap().rsplit('/').next().unwrap();
                    self.look(at, self.schema(name), value, faults);
                    None
                }
                "type" => {
                    let kinds = said.as_array().cloned().unwrap_or_else(|| vec![said.clone()]);
                    let is_kind = kinds.iter().any(|kind| is_kind(kind.as_str().unwrap(), value));
                    (!is_kind).then(|| wrong("another type"))
                }
                "enum" => (!list().contains(value)).then(|| wrong("not listed")),
                "const" => (said != value).then(|| wrong("another value")),
                "oneOf" => {
                    let tried: Vec<Vec<String>> = list().iter().map(|one| self.faults(one, value)).collect();
                    let fitting = tried.iter().filter(|faults| faults.is_empty()).count();
                    (fitting != 1).then(|| format!("{at}: {fitting} fit: {tried:?}"))
                }
                "pattern" => value
                    .as_str()
                    .filter(|text| !Regex::new(said.as_str().unwrap()).unwrap().is_match(text))
                    .map(|_| wrong("no match")),
                "minLength" => {
                    value.as_str().filter(|text| (text.chars().count() as i64) < number()).map(|_| wrong("too short"))
                }
                "maxLength" => {
                    value.as_str().filter(|text| text.chars().count() as i64 > number()).map(|_| wrong("too long"))
                }
                "minimum" => value.as_i64().filter(|value| *value < number()).map(|_| wrong("too small")),
                "maximum" => value.as_i64().filter(|value| *value > number()).map(|_| wrong("too large")),
                "maxItems" => value.as_array().filter(|items| items.len() as i64 > number()).map(|_| wrong("too many")),
                "uniqueItems" => value
                    .as_array()
                    .filter(|items| items.iter().enumerate().any(|(n, item)| items[..n].contains(item)))
                    .map(|_| wrong("twice")),
                "required" => value.as_object().and_then(|object| {
                    list()
                        .iter()
                        .find(|name| !object.contains_key(name.as_str().unwrap()))
                        .map(|name| format!("{at}: {name} is missing"))
                }),
                "items" => {
                    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.look(&format!("{at}[{number}]"), said, item, faults);
                    }
                    None
                }
                "properties" => {
                    for (name, inner) in value.as_object().into_iter().flatten() {
                        if let Some(schema) = said.get(name) {
                            self.look(&format!("{at}.{name}"), schema, inner, faults);
                        }
                    }
                    None
                }
                "additionalProperties" => {
                    for (name, inner) in value.as_object().into_iter().flatten() {
                        if schema["properties"].get(name).is_some() {
                            continue;
                        }
                        match said {
                            Value::Bool(true) => {}
                            Value::Bool(false) => faults.push(format!("{at}: `{name}` is not known")),
                            said => self.look(&format!("{at}.{name}"), said, inner, faults),
                        }
                    }
                    None
                }
                "propertyNames" => {
                    for name in value.as_object().into_iter().flat_map(|object| object.keys()) {
                        self.look(&format!("{at}.{name}"), said, &Value::String(name.clone()), faults);
                    }
                    None
                }
                other => panic!("{at}: the keyword `{other}` is not understood by this test"),
            };
            faults.extend(fault);
        }
    }

    /// Whether a text is not of the format.
    fn format(&self, format: &str, value: &Value) -> bool {
        let Some(text) = value.as_str() else { return false };
        match format {
            "date-time" => DateTime::parse_from_rfc3339(text).is_err(),
            "date" => text.len() != 10 || NaiveDate::parse_from_str(text, "%Y-%m-%d").is_err(),
            other => panic!("the format `{other}` is not understood by this test"),
        }
    }
}

fn is_kind(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the type `{other}` is not understood by this test"),
    }
}
