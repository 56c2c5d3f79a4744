//! The head of a file of cells: the columns' names, and whether they are what the contract asks for.

use std::collections::BTreeSet;

use crate::domain::records::Entity;
use crate::error::{Error, Result};
use crate::source::decode::{contract_columns, required_columns};

/// Columns that the contract requires and a file may lack: its own time stands for them.
const FROM_THE_FILE: &str = "updated_at";

/// The columns of a file in their order; names are trimmed and in small letters, a column without one is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    pub names: Vec<String>,
    /// What parts the cells of a broken line as it is kept.
    pub delimiter: char,
    /// Columns of the file that the contract does not have.
    pub unknown: Vec<String>,
}

impl Head {
    /// Reads the cells of the head. Columns at the end without a name are not there.
    ///
    /// # Errors
    /// A column stands there twice; with an entity, a column that the contract requires is missing.
    pub fn read<'a>(cells: impl Iterator<Item = &'a str>, delimiter: char, entity: Option<Entity>) -> Result<Head> {
        let mut names: Vec<String> = cells.map(normal).collect();
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        let mut seen = BTreeSet::new();
        let twice: Vec<&str> =
            names.iter().filter(|name| !name.is_empty() && !seen.insert(name.as_str())).map(String::as_str).collect();
        if !twice.is_empty() {
            return Err(Error::failed(format!("reading the head: {} given twice", columns_are(&twice)))
                .hint("keep one column of each name; nothing of the file was taken"));
        }
        let mut unknown = Vec::new();
        if let Some(entity) = entity {
            let known = contract_columns(entity);
            let is_unknown = |name: &&String| !name.is_empty() && !known.contains(&name.as_str());
            unknown = names.iter().filter(is_unknown).cloned().collect();
            complete(&names, &unknown, entity)?;
        }
        Ok(Head { names, delimiter, unknown })
    }

    /// Whether a cell stands under a column without a name.
    pub fn has_homeless<'a>(&self, mut cells: impl Iterator<Item = &'a str>) -> bool {
        let mut names = self.names.iter();
        cells.any(|cell| names.next().is_none_or(String::is_empty) && !cell.trim().is_empty())
    }
}

fn complete(names: &[String], unknown: &[String], entity: Entity) -> Result<()> {
    let has = |name: &str| names.iter().any(|held| held == name);
    // A file of tombstones may omit the rest.
    let needed: &[&str] = if has("deleted") { &["id"] } else { required_columns(entity) };
    let missing: Vec<&str> = needed.iter().copied().filter(|name| !has(name) && *name != FROM_THE_FILE).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut what = format!("reading the head of a file of {entity}: {} missing", columns_are(&missing));
    if !unknown.is_empty() {
        let unknown: Vec<&str> = unknown.iter().map(String::as_str).collect();
        what.push_str(&format!("; the contract does not know {}", quoted(&unknown)));
    }
    Err(Error::failed(what).hint(format!(
        "the first line names the columns; {entity} has {}. Nothing of the file was taken",
        contract_columns(entity).join(", ")
    )))
}

fn normal(cell: &str) -> String {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{a0}').to_lowercase()
}

fn quoted(names: &[&str]) -> String {
    let short = |name: &&str| format!("`{}`", name.chars().take(64).collect::<String>());
    names.iter().map(short).collect::<Vec<_>>().join(", ")
}

fn columns_are(names: &[&str]) -> String {
    let is_one = names.len() == 1;
    format!("the column{} {} {}", if is_one { "" } else { "s" }, quoted(names), if is_one { "is" } else { "are" })
}

/// The character that parts the columns of a head line: the one with which most of it is known, else the most frequent.
pub fn delimiter(line: &str, entity: Option<Entity>) -> char {
    let known = entity.map(contract_columns).unwrap_or_default();
    let score = |delimiter: &char| {
        let parts = line.split(*delimiter).map(|part| normal(part.trim_matches('"')));
        let (mut hits, mut count) = (0, 0);
        for part in parts {
            hits += usize::from(known.contains(&part.as_str()));
            count += 1;
        }
        (hits, count)
    };
    // Of equals the first listed wins: `max_by_key` takes the last.
    ['|', '\t', ';', ','].into_iter().max_by_key(score).unwrap_or(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Head> {
        Head::read(line.split(','), ',', Some(Entity::Officials))
    }

    #[test]
    fn names_are_trimmed_and_their_case_does_not_matter() {
        let head = read("\u{feff}ID, Unit_Code ,FULL_NAME,post,level,active_from,,").unwrap();
        assert_eq!(head.names, ["id", "unit_code", "full_name", "post", "level", "active_from"]);
        assert!(head.has_homeless(["", "", "", "", "", "", "x"].into_iter()));
        assert!(!head.has_homeless(["1", "", "", "", "", "", " "].into_iter()));
    }

    #[test]
    fn missing_and_unknown_columns_are_named() {
        let error = read("id,unit_code,fullname,post,level").unwrap_err();
        assert_eq!(
            error.to_string(),
            "reading the head of a file of officials: the columns `full_name`, `active_from` are missing; \
             the contract does not know `fullname`"
        );
        assert!(error.remedy().is_some_and(|hint| hint.contains("active_to")));
    }

    #[test]
    fn an_unknown_column_alone_is_told_and_not_refused() {
        assert_eq!(read("id,unit_code,full_name,post,level,active_from,qeyd").unwrap().unknown, ["qeyd"]);
    }

    #[test]
    fn a_column_given_twice_is_refused() {
        let error = read("id,unit_code,full_name,post,level,active_from,Post").unwrap_err();
        assert_eq!(error.to_string(), "reading the head: the column `post` is given twice");
    }

    #[test]
    fn a_file_of_tombstones_needs_no_more_than_the_head() {
        assert!(read("id,unit_code,updated_at,deleted").is_ok());
    }

    #[test]
    fn the_delimiter_is_found_in_the_head() {
        for (line, expected) in
            [("id;unit_code;note", ';'), ("id\tunit_code", '\t'), ("id", ','), ("\"id\",\"a;b;c;d\"", ',')]
        {
            assert_eq!(delimiter(line, Some(Entity::Receptions)), expected, "{line}");
        }
        assert_eq!(delimiter("UNIQUE_KEY;ACCOUNT", None), ';');
    }
}
