//! The ministry's structural units: a tree with the ministry at its root and the agencies directly below it.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::calendar::Week;
use super::table::{Row, Table};
use crate::error::{Error, Result};

/// What a unit is in the charter's words (6.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    Ministry,
    /// Aparat: the central office.
    Apparatus,
    /// Strukturuna daxil olan qurum.
    InStructure,
    /// Strukturuna daxil olmayan tabeliyindəki qurum.
    Subordinate,
    /// Yerli bölmə.
    Local,
}

/// One structural unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unit {
    pub code: String,
    pub parent: Option<String>,
    pub kind: UnitKind,
    pub name_az: String,
    pub name_en: String,
    pub region: Option<String>,
    pub week: Week,
    /// The source that serves its records: its own, else the nearest ancestor's.
    pub source: Option<String>,
    pub active_from: Option<NaiveDate>,
    /// The last day on which the unit exists.
    pub active_to: Option<NaiveDate>,
    /// The unit that took over its open matters.
    pub successor: Option<String>,
    /// Its place in the table, from 0.
    pub position: usize,
}

/// All units, in the order of the table.
#[derive(Debug, Clone)]
pub struct Units {
    units: Vec<Unit>,
    by_code: HashMap<String, usize>,
    children: Vec<Vec<usize>>,
    ministry: usize,
}

const BUILTIN: &str = include_str!("tables/units.csv");
const REQUIRED: [&str; 4] = ["code", "parent", "kind", "name_az"];
const OPTIONAL: [&str; 7] = ["name_en", "region", "week_days", "source", "active_from", "active_to", "successor"];
const DATE: &str = "write the date as 2026-03-20";

impl UnitKind {
    pub const ALL: [UnitKind; 5] =
        [UnitKind::Ministry, UnitKind::Apparatus, UnitKind::InStructure, UnitKind::Subordinate, UnitKind::Local];

    pub fn as_str(self) -> &'static str {
        match self {
            UnitKind::Ministry => "ministry",
            UnitKind::Apparatus => "apparatus",
            UnitKind::InStructure => "in_structure",
            UnitKind::Subordinate => "subordinate",
            UnitKind::Local => "local",
        }
    }
}

impl fmt::Display for UnitKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for UnitKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        UnitKind::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| {
            let all = UnitKind::ALL.map(|kind| format!("`{kind}`")).join(", ");
            Error::usage(format!("unknown kind of unit `{text}`")).hint(format!("use one of {all}"))
        })
    }
}

impl Unit {
    /// Says whether the unit exists on any day from `from` to `to` (inclusive).
    pub fn is_active(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.active_from.is_none_or(|start| start <= to) && self.active_to.is_none_or(|end| end >= from)
    }

    fn read(row: Row<'_>, position: usize) -> Result<Unit> {
        let code = row.required("code")?;
        if code.len() > 64 || code.contains(char::is_whitespace) || code == "*" {
            return Err(row
                .wrong("code", &format!("`{code}` is not a code"))
                .hint("use at most 64 signs without spaces"));
        }
        let kinds = UnitKind::ALL.map(|kind| format!("`{kind}`")).join(", ");
        row.required("kind")?;
        let name_az = row.required("name_az")?;
        let unit = Unit {
            code: code.to_owned(),
            parent: row.text("parent").map(str::to_owned),
            kind: row.parse("kind", &format!("use one of {kinds}"))?.unwrap_or(UnitKind::Local),
            name_az: name_az.to_owned(),
            name_en: row.text("name_en").unwrap_or(name_az).to_owned(),
            region: row.text("region").map(str::to_owned),
            week: row.parse("week_days", "use `5` or `6` working days")?.unwrap_or(Week::Five),
            source: row.text("source").map(str::to_owned),
            active_from: row.parse("active_from", DATE)?,
            active_to: row.parse("active_to", DATE)?,
            successor: row.text("successor").map(str::to_owned),
            position,
        };
        if unit.active_from.zip(unit.active_to).is_some_and(|(from, to)| to < from) {
            return Err(row.wrong("active_to", "lies before `active_from`").hint("correct one of the two dates"));
        }
        Ok(unit)
    }
}

impl Units {
    /// The tree that comes with the program.
    pub fn builtin() -> Units {
        Units::from_csv(BUILTIN, "units.csv").expect("the built-in units are valid: a test reads them")
    }

    /// Reads and checks the table; `name` is the file that errors name.
    pub fn from_csv(text: &str, name: &str) -> Result<Units> {
        let table = Table::read(text, name, &REQUIRED, &OPTIONAL)?;
        let rows: Vec<Row<'_>> = table.rows().collect();
        let mut units = Vec::with_capacity(rows.len());
        let mut by_code = HashMap::new();
        for (position, row) in rows.iter().enumerate() {
            let unit = Unit::read(*row, position)?;
            if by_code.insert(unit.code.clone(), position).is_some() {
                return Err(row
                    .wrong("code", &format!("`{}` is given twice", unit.code))
                    .hint("give every unit its own code"));
            }
            units.push(unit);
        }
        let ministry = the_ministry(&table, &rows, &units)?;
        let parents = parents(&rows, &units, &by_code)?;
        refuse_cycles(&rows, &units, &parents)?;
        inherit_sources(&mut units, &parents);
        let mut children = vec![Vec::new(); units.len()];
        for (child, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                children[*parent].push(child);
            }
        }
        Ok(Units { units, by_code, children, ministry })
    }

    pub fn get(&self, code: &str) -> Option<&Unit> {
        self.by_code.get(code).map(|index| &self.units[*index])
    }

    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter()
    }

    pub fn len(&self) -> usize {
        self.units.len()
    }

    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    pub fn ministry(&self) -> &Unit {
        &self.units[self.ministry]
    }

    /// The units directly below, in the order of the table.
    pub fn children(&self, code: &str) -> Vec<&Unit> {
        let Some(index) = self.by_code.get(code) else { return Vec::new() };
        self.children[*index].iter().map(|child| &self.units[*child]).collect()
    }

    /// The unit and everything below it, parents before their children; empty for an unknown code.
    pub fn subtree(&self, code: &str) -> Vec<&Unit> {
        let Some(index) = self.by_code.get(code) else { return Vec::new() };
        let mut open = vec![*index];
        let mut found = Vec::new();
        while let Some(index) = open.pop() {
            found.push(&self.units[index]);
            open.extend(self.children[index].iter().rev());
        }
        found
    }

    /// The unit, its parent, and so on up to the ministry; empty for an unknown code.
    pub fn ancestry(&self, code: &str) -> Vec<&Unit> {
        let next = |unit: &&Unit| unit.parent.as_deref().and_then(|parent| self.get(parent));
        std::iter::successors(self.get(code), next).collect()
    }

    /// The ancestor directly below the ministry: the unit itself for an agency, none for the ministry.
    pub fn agency_of(&self, code: &str) -> Option<&Unit> {
        self.ancestry(code).into_iter().rev().nth(1)
    }

    /// Says whether `unit` is `root` or lies below it.
    pub fn is_within(&self, unit: &str, root: &str) -> bool {
        self.ancestry(unit).iter().any(|ancestor| ancestor.code == root)
    }

    /// The names of all sources, in the order of the table.
    pub fn sources(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        self.units.iter().filter_map(|unit| unit.source.as_deref()).filter(|source| seen.insert(*source)).collect()
    }

    /// Every pair (ancestor, unit, depth); each unit is its own ancestor at depth 0.
    pub fn tree_pairs(&self) -> Vec<(&str, &str, u32)> {
        let mut pairs = Vec::new();
        for unit in &self.units {
            for (depth, ancestor) in (0..).zip(self.ancestry(&unit.code)) {
                pairs.push((ancestor.code.as_str(), unit.code.as_str(), depth));
            }
        }
        pairs
    }
}

fn the_ministry(table: &Table, rows: &[Row<'_>], units: &[Unit]) -> Result<usize> {
    let mut ministries = units.iter().filter(|unit| unit.kind == UnitKind::Ministry);
    let Some(first) = ministries.next() else {
        return Err(table.wrong("no unit of kind `ministry`").hint("add one row of kind `ministry` without a parent"));
    };
    if let Some(second) = ministries.next() {
        let what = format!("`{}` is a second ministry beside `{}`", second.code, first.code);
        return Err(rows[second.position].wrong("kind", &what).hint("keep one row of kind `ministry`"));
    }
    Ok(first.position)
}

fn parents(rows: &[Row<'_>], units: &[Unit], by_code: &HashMap<String, usize>) -> Result<Vec<Option<usize>>> {
    let find = |unit: &Unit, column: &str, code: &str| {
        by_code.get(code).copied().ok_or_else(|| {
            let error = rows[unit.position].wrong(column, &format!("there is no unit `{code}`"));
            error.hint(format!("add a row with code `{code}` or correct the cell"))
        })
    };
    let mut parents = Vec::with_capacity(units.len());
    for unit in units {
        if let Some(successor) = &unit.successor {
            find(unit, "successor", successor)?;
        }
        parents.push(match (&unit.parent, unit.kind) {
            (None, UnitKind::Ministry) => None,
            (Some(_), UnitKind::Ministry) => {
                return Err(rows[unit.position]
                    .wrong("parent", "the ministry has a parent")
                    .hint("leave the cell blank"));
            }
            (None, _) => {
                let error = rows[unit.position].wrong("parent", &format!("`{}` has no parent", unit.code));
                return Err(error.hint("only the ministry stands alone: name the unit above"));
            }
            (Some(parent), _) => Some(find(unit, "parent", parent)?),
        });
    }
    Ok(parents)
}

fn refuse_cycles(rows: &[Row<'_>], units: &[Unit], parents: &[Option<usize>]) -> Result<()> {
    for unit in units {
        let steps = std::iter::successors(parents[unit.position], |index| parents[*index]).take(units.len());
        let path: Vec<usize> = steps.collect();
        if path.contains(&unit.position) {
            let error = rows[unit.position].wrong("parent", &format!("`{}` lies below itself", unit.code));
            return Err(error.hint("every chain of parents must end at the ministry"));
        }
    }
    Ok(())
}

fn inherit_sources(units: &mut [Unit], parents: &[Option<usize>]) {
    let own: Vec<Option<String>> = units.iter().map(|unit| unit.source.clone()).collect();
    for unit in units {
        let mut line = std::iter::successors(Some(unit.position), |index| parents[*index]);
        unit.source = line.find_map(|index| own[index].clone());
    }
}

#[cfg(test)]
mod tests;
