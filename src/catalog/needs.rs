//! What a check needs of a source: `receptions.started_at (instant), receptions.fin | receptions.citizen_key`.
//!
//! Needs are separated by commas, alternatives by `|`. `entity` alone asks for the entity; `(instant)` refuses a column
//! of dates; `column?` may be absent, but where it is provided it must be as asked.

use std::collections::HashMap;

use crate::domain::records::Entity;

/// One need, fulfilled by any of its alternatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need(Vec<Alternative>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Alternative {
    entity: Entity,
    /// `*` for the entity itself.
    column: String,
    instant: bool,
    optional: bool,
}

/// Which columns the sources offer, and whether with an hour.
#[derive(Debug, Clone, Default)]
pub struct Provided {
    /// (source, entity, column) → is an instant.
    columns: HashMap<(String, String, String), bool>,
}

impl Provided {
    pub fn add(&mut self, source: String, entity: String, column: String, is_instant: bool) {
        self.columns.insert((source, entity, column), is_instant);
    }
}

impl Need {
    /// Parses the value of the header's key `needs`; the error says what is wrong.
    pub fn parse_all(text: &str) -> Result<Vec<Need>, String> {
        text.split(',')
            .map(|need| need.split('|').map(Alternative::parse).collect::<Result<_, _>>().map(Need))
            .collect()
    }

    /// Says whether the source provides what is needed.
    pub fn is_met(&self, source: &str, provided: &Provided) -> bool {
        self.0.iter().any(|alternative| {
            let key = (source.to_owned(), alternative.entity.as_str().to_owned(), alternative.column.clone());
            match provided.columns.get(&key) {
                Some(is_instant) => *is_instant || !alternative.instant,
                None => alternative.optional,
            }
        })
    }
}

impl Alternative {
    fn parse(text: &str) -> Result<Alternative, String> {
        let text = text.trim();
        let (name, instant) = match text.split_once('(') {
            Some((name, precision)) if precision.trim_end() == "instant)" => (name.trim(), true),
            Some((_, precision)) => return Err(format!("`({precision}` is no precision but `(instant)`")),
            None => (text, false),
        };
        let (name, optional) = name.strip_suffix('?').map_or((name, false), |name| (name, true));
        let (entity, column) = name.split_once('.').unwrap_or((name, "*"));
        let entity = entity.parse().map_err(|_| {
            format!("`{entity}` is no entity but {}", Entity::ALL.map(|entity| format!("`{entity}`")).join(", "))
        })?;
        if column != "*" && (column.is_empty() || !column.chars().all(|c| c.is_ascii_lowercase() || c == '_')) {
            return Err(format!("`{column}` is no column's name"));
        }
        Ok(Alternative { entity, column: column.into(), instant, optional })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provided() -> Provided {
        let mut provided = Provided::default();
        for (column, is_instant) in [("*", true), ("started_at", false), ("registered_at", true)] {
            provided.add("S".into(), "receptions".into(), column.into(), is_instant);
        }
        provided
    }

    fn met(text: &str) -> Vec<bool> {
        Need::parse_all(text).unwrap().iter().map(|need| need.is_met("S", &provided())).collect()
    }

    #[test]
    fn dates_do_not_serve_where_an_instant_is_needed() {
        assert_eq!(met("receptions, receptions.started_at, receptions.started_at (instant)"), [true, true, false]);
        assert_eq!(met("receptions.registered_at (instant), receptions.topic, assignments"), [true, false, false]);
    }

    #[test]
    fn alternatives_and_optional_columns() {
        assert_eq!(met("receptions.topic | receptions.registered_at"), [true]);
        assert_eq!(met("receptions.ended_at? (instant), receptions.started_at? (instant)"), [true, false]);
    }

    #[test]
    fn errors_say_what_is_wrong() {
        assert!(Need::parse_all("reception.topic").unwrap_err().contains("`reception` is no entity but `receptions`"));
        assert!(Need::parse_all("receptions.topic (day)").unwrap_err().contains("no precision"));
        assert!(Need::parse_all("receptions.").unwrap_err().contains("no column's name"));
    }
}
