//! `[checks.ID]`: thresholds that differ from the check's own, for all units, a kind of unit or one unit.

use crate::error::{Error, Result};

/// One threshold overridden.
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    pub check: String,
    pub name: String,
    pub scope: Scope,
    pub value: f64,
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
                    value: number(check, name, value)?,
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
            let value = number(check, &format!("{key}.{group}.{name}"), value)?;
            out.push(Override { check: check.into(), name: name.clone(), scope: scope(group.clone()), value });
        }
    }
    Ok(())
}

fn number(check: &str, key: &str, value: &toml::Value) -> Result<f64> {
    let number = match value {
        toml::Value::Integer(number) => Some(*number as f64),
        toml::Value::Float(number) => Some(*number),
        _ => None,
    };
    number
        .filter(|number| number.is_finite() && *number >= 0.0)
        .ok_or_else(|| bad(check, &format!("key `{key}` is no number of 0 or more")))
}

fn bad(check: &str, what: &str) -> Error {
    Error::usage(format!("section `[checks.{check}]`: {what}"))
        .hint("write `tolerance = 0.02`, `by_kind.local.tolerance = 0.05` or `by_unit.CODE.tolerance = 0.05`")
}
