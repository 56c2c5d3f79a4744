//! `[checks.ID]`: thresholds that differ from the check's own, for all units, a kind of unit or one unit.

use crate::error::{Error, Result};

/// One threshold overridden.
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    pub check: String,
    pub name: String,
    pub scope: Scope,
    pub value: OverrideValue,
}

/// What a threshold is set to.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub enum OverrideValue {
    Number(f64),
    /// A list of words, such as topics; it replaces the check's own as a whole.
    Words(Vec<String>),
}

/// To whom an override applies; the narrowest wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    All,
    Kind(String),
    Unit(String),
}

pub(super) fn overrides(table: &toml::Table) -> Result<Vec<Override>> {
    let mut out = Vec::new();
    for (check, body) in table {
        let body = body.as_table().ok_or_else(|| bad(check, "is no table"))?;
        for (name, value) in body {
            match (name.as_str(), value) {
                ("by_kind", value) => scoped(&mut out, check, name, value, &Scope::Kind)?,
                ("by_unit", value) => scoped(&mut out, check, name, value, &Scope::Unit)?,
                _ => out.push(Override {
                    check: check.clone(),
                    name: name.clone(),
                    scope: Scope::All,
                    value: setting(check, name, value)?,
                }),
            }
        }
    }
    Ok(out)
}

fn scoped(
    out: &mut Vec<Override>,
    check: &str,
    key: &str,
    value: &toml::Value,
    scope: &dyn Fn(String) -> Scope,
) -> Result<()> {
    let groups = value.as_table().ok_or_else(|| bad(check, &format!("key `{key}` is no table")))?;
    for (group, body) in groups {
        let body = body.as_table().ok_or_else(|| bad(check, &format!("key `{key}.{group}` is no table")))?;
        for (name, value) in body {
            let value = setting(check, &format!("{key}.{group}.{name}"), value)?;
            out.push(Override { check: check.into(), name: name.clone(), scope: scope(group.clone()), value });
        }
    }
    Ok(())
}

fn setting(check: &str, key: &str, value: &toml::Value) -> Result<OverrideValue> {
    let number = match value {
        toml::Value::Integer(number) => Some(*number as f64),
        toml::Value::Float(number) => Some(*number),
        toml::Value::Array(words) => return self::words(check, key, words),
        _ => None,
    };
    number
        .filter(|number| number.is_finite() && *number >= 0.0)
        .map(OverrideValue::Number)
        .ok_or_else(|| bad(check, &format!("key `{key}` is no number of 0 or more and no list of words")))
}

fn words(check: &str, key: &str, values: &[toml::Value]) -> Result<OverrideValue> {
    let word = |value: &toml::Value| {
        let word = value.as_str().map(str::trim).filter(|word| !word.is_empty());
        word.map(str::to_owned).ok_or_else(|| bad(check, &format!("key `{key}` holds `{value}`, which is no word")))
    };
    values.iter().map(word).collect::<Result<_>>().map(OverrideValue::Words)
}

fn bad(check: &str, what: &str) -> Error {
    Error::usage(format!("section `[checks.{check}]`: {what}"))
        .hint("write `tolerance = 0.02`, `exempt_topics = [\"training\"]`, `by_kind.local.tolerance = 0.05` or `by_unit.CODE.tolerance = 0.05`")
}
