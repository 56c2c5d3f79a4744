//! The thresholds of the checks: defaults from the headers, overrides from the configuration.
//!
//! Numbers and lists of words may differ by unit and by kind of unit; the mart `thresholds` resolves them, and a check
//! reads them as columns of `limits`. A list as it stands for all units is also the variable `<check>_<name>`.

use serde::Serialize;

use super::check::Check;
use super::library::Library;
use crate::config::{Override, OverrideValue, Scope};
use crate::domain::reference::Reference;
use crate::domain::unit::UnitKind;
use crate::error::{Doing, Error, Result};
use crate::store::Session;

/// One threshold and its value unless overridden.
#[derive(Debug, Clone, PartialEq)]
pub struct ThresholdDefault {
    pub name: String,
    pub value: ThresholdValue,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ThresholdValue {
    Number(f64),
    Texts(Vec<String>),
}

impl ThresholdDefault {
    /// Parses `name = 24` or `name = [a, b]`; the error says what is wrong.
    pub fn parse(text: &str) -> Result<ThresholdDefault, String> {
        let (name, value) = text.split_once('=').ok_or_else(|| format!("no `=` in `{text}`"))?;
        let (name, value) = (name.trim(), value.trim());
        let is_name =
            !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !is_name {
            return Err(format!("`{name}` is no name of lower-case letters, digits and `_`"));
        }
        let value = match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
            Some(list) => ThresholdValue::Texts(
                list.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect(),
            ),
            None => ThresholdValue::Number(
                value
                    .parse()
                    .ok()
                    .filter(|number: &f64| number.is_finite())
                    .ok_or_else(|| format!("`{value}` is no number"))?,
            ),
        };
        Ok(ThresholdDefault { name: name.into(), value })
    }

    /// The number, where it is one.
    pub fn number(&self) -> Option<f64> {
        match self.value {
            ThresholdValue::Number(number) => Some(number),
            ThresholdValue::Texts(_) => None,
        }
    }
}

/// Refuses overrides of checks, thresholds, kinds of units or units that do not exist.
///
/// # Errors
/// The first override that names something unknown.
pub fn check_overrides(library: &Library, overrides: &[Override], reference: &Reference) -> Result<()> {
    for change in overrides {
        let section = format!("section `[checks.{}]`", change.check);
        let check = library.check(&change.check).map_err(|error| {
            let hint = error.remedy().unwrap_or_default().to_owned();
            Error::usage(format!("{section}: there is no such check")).hint(hint)
        })?;
        let known = |threshold: &&ThresholdDefault| threshold.name == change.name;
        let threshold = check.thresholds.iter().find(known).ok_or_else(|| {
            let all = check.thresholds.iter().map(|t| format!("`{}`", t.name)).collect::<Vec<_>>().join(", ");
            Error::usage(format!("{section}: key `{}` is no threshold of the check", change.name))
                .hint(format!("use one of {all}"))
        })?;
        check_value(&section, change, threshold, reference)?;
        match &change.scope {
            Scope::All => {}
            Scope::Kind(kind) => {
                kind.parse::<UnitKind>().doing(|| format!("{section}: key `by_kind.{kind}`"))?;
            }
            Scope::Unit(unit) if reference.units.get(unit).is_some() => {}
            Scope::Unit(unit) => {
                return Err(Error::usage(format!("{section}: key `by_unit.{unit}` names no unit"))
                    .hint("use a `code` of the units table"));
            }
        }
    }
    Ok(())
}

/// A number stands for a number, a list for a list; topics must be known.
fn check_value(section: &str, change: &Override, threshold: &ThresholdDefault, reference: &Reference) -> Result<()> {
    let name = &change.name;
    match (&change.value, &threshold.value) {
        (OverrideValue::Number(_), ThresholdValue::Number(_)) => Ok(()),
        (OverrideValue::Words(_), ThresholdValue::Number(_)) => {
            Err(Error::usage(format!("{section}: key `{name}` is a number, not a list of words"))
                .hint(format!("write `{name} = 0.05`")))
        }
        (OverrideValue::Number(_), ThresholdValue::Texts(_)) => {
            Err(Error::usage(format!("{section}: key `{name}` is a list of words, not a number"))
                .hint(format!("write `{name} = [\"training\", \"other\"]`")))
        }
        (OverrideValue::Words(words), ThresholdValue::Texts(_)) => {
            let is_known = |word: &str| {
                reference.topics.iter().any(|topic| {
                    topic.code == word || topic.code.strip_prefix(word).is_some_and(|rest| rest.starts_with('.'))
                })
            };
            let is_of_topics = name.ends_with("topics");
            match words.iter().find(|word| is_of_topics && !is_known(word)) {
                Some(word) => Err(Error::usage(format!("{section}: key `{name}` names no topic by `{word}`"))
                    .hint("use a `code` of the topics table")),
                None => Ok(()),
            }
        }
    }
}

/// Sets the variables that the mart `thresholds` and the checks read.
pub(super) fn bind(session: &Session, library: &Library, overrides: &[Override]) -> Result<()> {
    let mut defaults = Vec::new();
    for check in library.checks() {
        for threshold in &check.thresholds {
            let (value, words) = match &threshold.value {
                ThresholdValue::Number(value) => (Some(*value), None),
                ThresholdValue::Texts(words) => {
                    let of_all = overrides.iter().filter(|change| change.scope == Scope::All);
                    let mut changes = of_all.filter(|change| change.check == check.id && change.name == threshold.name);
                    let words = match changes.next_back().map(|change| &change.value) {
                        Some(OverrideValue::Words(words)) => words,
                        _ => words,
                    };
                    session.set(&list_variable(check, &threshold.name), words.clone())?;
                    (None, Some(words))
                }
            };
            defaults.push(serde_json::json!({
                "check_id": check.id, "name": threshold.name, "value": value, "words": words,
            }));
        }
    }
    let overrides: Vec<_> = overrides
        .iter()
        .map(|change| {
            let (scope, applies_to) = match &change.scope {
                Scope::All => ("all", None),
                Scope::Kind(kind) => ("kind", Some(kind)),
                Scope::Unit(unit) => ("unit", Some(unit)),
            };
            let (value, words) = match &change.value {
                OverrideValue::Number(value) => (Some(*value), None),
                OverrideValue::Words(words) => (None, Some(words)),
            };
            serde_json::json!({
                "check_id": change.check, "name": change.name, "scope": scope, "applies_to": applies_to,
                "value": value, "words": words,
            })
        })
        .collect();
    session.set("threshold_defaults", serde_json::Value::from(defaults).to_string())?;
    session.set("threshold_overrides", serde_json::Value::from(overrides).to_string())
}

/// The variable in which SQL finds a list of words as it stands for all units.
pub(super) fn list_variable(check: &Check, name: &str) -> String {
    format!("{}_{name}", check.id)
}

/// The statement that makes `limits`: one row a unit, one column a threshold of this check.
pub(super) fn limits_sql(check: &Check) -> String {
    let columns: String = check
        .thresholds
        .iter()
        .map(|threshold| {
            let column = if threshold.number().is_some() { "value" } else { "words" };
            format!(", max({column}) filter (where name = '{0}') as {0}", threshold.name)
        })
        .collect();
    let id = &check.id;
    format!(
        "create or replace temp table limits as select unit{columns} from thresholds where check_id = '{id}' group by unit"
    )
}

#[cfg(test)]
mod tests;
