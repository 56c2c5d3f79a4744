//! Adapters: SQL files that turn a foreign file's columns into the contract's.
//!
//! An adapter is a file in `queries/adapters/`. Comment lines at its head say what it is; sections follow:
//!
//! ```sql
//! -- One sentence on what these files are.
//! -- files: *visits*.csv, *visits*.csv.gz            which files it takes (* and ?, case does not matter)
//! -- makes: receptions, assignments                  the entities, each with a section below
//! -- provides: receptions.topic, receptions.started_at (date)
//! --                                                 declared columns; `(date)`: a time without hours
//! -- prepare                                         optional: statements that run first
//! create or replace temp table visits as select … from read_csv(getvariable('file'), …);
//! -- entity: receptions
//! -- files: receptions*.csv                          optional: the files of this section only
//! -- gives: item                                     optional: one column `item`, the item's JSON text itself
//! select … as id, … as unit_code, …
//! ```
//!
//! The names that a section selects are the contract's. Each row becomes a JSON object and is decoded like an item of a
//! feed, less strictly (see [`Form::File`](super::decode::Form)). An adapter whose files hold the contract's columns
//! declares nothing: what is seen is what is provided.
//!
//! Two variables are set: `file`, a path that DuckDB can read, and `delimiter`, what parts the cells of a CSV. Packed
//! files, other encodings, workbooks and CSV with broken lines come as a clean copy (see
//! [`readable`](super::files::readable)); with `-- reads: original` the adapter gets the file unpacked and in UTF-8 and
//! nothing more: for files with lines above their head. Names are matched without `.gz` and `.zst`.

mod parser;

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};

use self::parser::Parser;
use super::files::bytes::unpacked_name;
use super::sink::Provided;
use crate::domain::records::Entity;
use crate::error::{Doing, Error, Result};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/queries/adapters");

/// The adapters taken when the configuration names none: files in the contract's own columns that need DuckDB.
const CONTRACT: &str = "contract_";

/// One adapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adapter {
    /// The file's stem.
    pub name: String,
    /// Statements to run before the sections.
    pub prepare: Option<String>,
    pub sections: Vec<Section>,
    pub provides: BTreeMap<Entity, Vec<Provided>>,
    /// The file is not made plain for it.
    pub reads_original: bool,
}

/// How an adapter makes one entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub entity: Entity,
    files: Vec<String>,
    select: String,
    gives_item: bool,
}

impl Section {
    /// The query whose one column is the JSON text of an item; the file's path is the variable `file`.
    pub fn items_query(&self) -> String {
        let select = &self.select;
        if self.gives_item {
            format!("select cast(item as varchar) as item from (\n{select}\n)")
        } else {
            format!("select cast(to_json(given) as varchar) as item from (\n{select}\n) as given")
        }
    }

    /// What the adapter wrote.
    pub fn select(&self) -> &str {
        &self.select
    }

    /// Tells whether this section reads a file of this name.
    pub fn takes(&self, file_name: &str) -> bool {
        let unpacked = unpacked_name(file_name);
        self.files.iter().any(|pattern| matches(pattern, file_name) || matches(pattern, unpacked))
    }
}

impl Adapter {
    /// Reads an adapter's text; `path` is what errors name.
    pub fn parse(name: &str, path: &str, text: &str) -> Result<Adapter> {
        Parser::new(path).adapter(name, text)
    }

    /// The sections that read a file of this name.
    pub fn sections_for(&self, file_name: &str) -> Vec<&Section> {
        self.sections.iter().filter(|section| section.takes(file_name)).collect()
    }
}

/// All adapters by name: the built-in ones, and those of a folder that overrides them.
#[derive(Debug, Clone, Default)]
pub struct Adapters(BTreeMap<String, Adapter>);

impl Adapters {
    /// Reads the built-in adapters and then `adapters/*.sql` of the folder that overrides the queries.
    pub fn load(queries: Option<&Path>) -> Result<Adapters> {
        let mut adapters = Adapters::default();
        for file in BUILT_IN.files() {
            if file.path().extension().is_some_and(|extension| extension == "sql") {
                let path = Path::new("queries/adapters").join(file.path());
                adapters.add(&path, file.contents_utf8().unwrap_or_default())?;
            }
        }
        let folder = queries.map(|queries| queries.join("adapters")).filter(|folder| folder.is_dir());
        if let Some(folder) = folder {
            let reading = || format!("reading the adapters in `{}`", folder.display());
            for entry in std::fs::read_dir(&folder).doing(reading)? {
                let path = entry.doing(reading)?.path();
                if path.extension().is_some_and(|extension| extension == "sql") {
                    let text = std::fs::read_to_string(&path).doing(|| format!("reading `{}`", path.display()))?;
                    adapters.add(&path, &text)?;
                }
            }
        }
        Ok(adapters)
    }

    fn add(&mut self, path: &Path, text: &str) -> Result<()> {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let adapter = Adapter::parse(&name, &path.display().to_string(), text)?;
        self.0.insert(name, adapter);
        Ok(())
    }

    /// Whether the adapter's files hold the contract's own columns.
    pub fn is_contract(adapter: &Adapter) -> bool {
        adapter.name.starts_with(CONTRACT)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Adapter> {
        self.0.values()
    }

    pub fn get(&self, name: &str) -> Result<&Adapter> {
        self.0.get(name).ok_or_else(|| {
            let names: Vec<&str> = self.0.keys().map(String::as_str).collect();
            Error::usage(format!("finding the adapter `{name}`")).hint(format!(
                "there are {}; put `{name}.sql` into the folder `adapters` of your queries",
                names.join(", ")
            ))
        })
    }

    /// The named adapter, or without a name those for files in the contract's columns.
    pub fn choose(&self, name: Option<&str>) -> Result<Vec<&Adapter>> {
        match name {
            Some(name) => Ok(vec![self.get(name)?]),
            None => Ok(self.iter().filter(|adapter| Adapters::is_contract(adapter)).collect()),
        }
    }
}

/// Matches a name against a pattern of `*`, `?` and literal characters; case does not matter.
fn matches(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.to_lowercase().chars().collect();
    let name: Vec<char> = name.to_lowercase().chars().collect();
    // Where to go back to: the last star and how much of the name it stood for.
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(&c) if c == '?' || c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    p = at + 1;
                    n = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|&c| c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::sink::Precision;

    const VISITS: &str = "\
-- Visits.
-- files: *visits*.csv
-- makes: receptions, assignments
-- provides: receptions.topic, receptions.started_at (date)
-- provides: assignments.due_on

-- prepare
create temp table visits as
select 1;
-- entity: receptions
-- The why of it: kept.
select 1 as id;
-- entity: assignments
-- files: tasks*.ndjson
-- gives: item
select '{}' as item
";

    #[test]
    fn an_adapter_is_a_head_and_sections() {
        let adapter = Adapter::parse("visits", "visits.sql", VISITS).unwrap();
        assert_eq!(adapter.prepare.as_deref(), Some("create temp table visits as\nselect 1;\n"));
        let provided = |column: &str, precision| Provided { column: column.into(), precision };
        assert_eq!(
            adapter.provides[&Entity::Receptions],
            [provided("topic", Precision::Instant), provided("started_at", Precision::Date)]
        );
        assert_eq!(
            adapter.sections[0].items_query(),
            "select cast(to_json(given) as varchar) as item from (\n-- The why of it: kept.\nselect 1 as id\n) as given"
        );
        assert_eq!(
            adapter.sections[1].items_query(),
            "select cast(item as varchar) as item from (\nselect '{}' as item\n)"
        );
        let entities = |name| adapter.sections_for(name).iter().map(|s| s.entity).collect::<Vec<_>>();
        assert_eq!(entities("2026-VISITS-09.csv"), [Entity::Receptions]);
        assert_eq!(entities("tasks.ndjson"), [Entity::Assignments]);
        assert_eq!(entities("visits.xlsx"), []);
    }

    #[test]
    fn a_broken_head_names_the_line() {
        let broken = |text: &str| {
            let error = Adapter::parse("visits", "adapters/visits.sql", text).unwrap_err();
            assert_eq!(error.exit_code(), 2);
            error.to_string().replace("reading the adapter `adapters/visits.sql`, ", "")
        };
        assert_eq!(broken("select 1"), "line 1: SQL stands before the first `-- prepare` or `-- entity: …`");
        assert_eq!(broken(""), "line 1: the header `makes:` is missing");
        assert_eq!(
            broken("-- files: a\n-- makes: visits\n"),
            "line 2: `visits` is no entity; there are receptions, assignments, appointments, officials, unit-reports"
        );
        assert_eq!(
            broken("-- makes: receptions\n"),
            "line 1: `makes:` names `receptions`, which has no section `-- entity: receptions`"
        );
        assert_eq!(
            broken("-- makes: receptions\n-- entity: receptions\nselect 1"),
            "line 1: the header `files:` is missing"
        );
        assert_eq!(
            broken("-- files: a\n-- makes: receptions\n-- entity: receptions\n;\n"),
            "line 1: the section `receptions` is empty"
        );
        assert_eq!(
            broken("-- provides: topic\n"),
            "line 1: `topic` is not written as `entity.column` or `entity.column (date)`"
        );
    }

    #[test]
    fn patterns_are_globs() {
        for (pattern, name, wanted) in [
            ("*", "", true),
            ("receptions*.csv", "receptions.csv", true),
            ("receptions*.csv", "Receptions-2026.CSV", true),
            ("receptions*.csv", "receptions.csv.gz", false),
            ("*a*b", "xaxbxb", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("", "a", false),
        ] {
            assert_eq!(matches(pattern, name), wanted, "{pattern} {name}");
        }
    }

    #[test]
    fn every_built_in_adapter_is_valid() {
        let adapters = Adapters::load(None).unwrap();
        let names: Vec<&str> = adapters.iter().map(|adapter| adapter.name.as_str()).collect();
        assert_eq!(names, ["contract_parquet", "nyc_council"]);
        let chosen = adapters.choose(None).unwrap();
        assert!(chosen.iter().all(|adapter| adapter.name.starts_with("contract_")));
        assert_eq!(chosen[0].sections_for("unit-reports-2026.parquet")[0].entity, Entity::UnitReports);
        assert!(adapters.choose(Some("nyc")).unwrap_err().remedy().unwrap().contains("nyc_council"));
    }

    #[test]
    fn a_folder_overrides_and_adds() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("adapters")).unwrap();
        std::fs::write(folder.path().join("adapters/visits.sql"), VISITS).unwrap();
        let adapters = Adapters::load(Some(folder.path())).unwrap();
        assert_eq!(adapters.get("visits").unwrap().sections.len(), 2);
    }
}
