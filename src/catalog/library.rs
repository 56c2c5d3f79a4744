//! The SQL files of `queries/`: built into the program, each replaced by a file of the same path in an override folder.

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use super::check::Check;
use crate::error::{Doing, Error, Result};

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// One file of `queries/`.
#[derive(Debug, Clone)]
pub struct QueryFile {
    /// Path inside `queries/`, such as `reports/returns.sql`.
    pub path: String,
    pub text: String,
}

impl QueryFile {
    /// The file's name without folder and ending.
    pub fn name(&self) -> &str {
        Path::new(&self.path).file_stem().and_then(|stem| stem.to_str()).unwrap_or(&self.path)
    }
}

/// All queries, their checks parsed.
#[derive(Debug, Clone)]
pub struct Library {
    files: BTreeMap<String, QueryFile>,
    checks: Vec<Check>,
}

impl Library {
    /// Takes the built-in files and, from a folder, those that replace or add to them.
    ///
    /// # Errors
    /// A check's header is wrong, two files define one check, or the folder cannot be read.
    pub fn load(folder: Option<&Path>) -> Result<Library> {
        let mut files = BTreeMap::new();
        built_in(&BUILT_IN, &mut files)?;
        if let Some(folder) = folder {
            overridden(folder, folder, &mut files).doing(|| format!("reading queries from `{}`", folder.display()))?;
        }
        let mut checks = Vec::new();
        for file in files.values().filter(|file| file.path.starts_with("checks/")) {
            checks.push(Check::parse(&file.path, &file.text)?);
        }
        checks.sort_by(|a, b| a.order().cmp(&b.order()));
        if let Some(twice) = checks.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(Error::usage(format!(
                "reading `queries/{}` and `queries/{}`: both define the check `{}`",
                twice[0].path, twice[1].path, twice[0].id
            ))
            .hint("give the new check an id of its own, or its file the built-in file's name to replace it"));
        }
        Ok(Library { files, checks })
    }

    /// The checks in the order of lists: R, S, A, C, W, D, Q.
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// The check of that id.
    pub fn check(&self, id: &str) -> Result<&Check> {
        self.checks.iter().find(|check| check.id == id).ok_or_else(|| {
            let all = self.checks.iter().map(|check| check.id.as_str()).collect::<Vec<_>>().join(", ");
            Error::usage(format!("there is no check `{id}`")).hint(format!("use one of {all}"))
        })
    }

    /// The checks that a list of ids and globs (`R1`, `A*`) names; all when it is empty.
    pub fn select(&self, globs: &[String]) -> Result<Vec<&Check>> {
        let globs: Vec<&str> =
            globs.iter().flat_map(|glob| glob.split(',')).map(str::trim).filter(|glob| !glob.is_empty()).collect();
        for glob in &globs {
            if !self.checks.iter().any(|check| matches(glob, &check.id)) {
                let all = self.checks.iter().map(|check| check.id.as_str()).collect::<Vec<_>>().join(", ");
                return Err(Error::usage(format!("no check is named by `{glob}`"))
                    .hint(format!("use ids or globs such as `R1,A*` of {all}")));
            }
        }
        Ok(self
            .checks
            .iter()
            .filter(|check| globs.is_empty() || globs.iter().any(|glob| matches(glob, &check.id)))
            .collect())
    }

    /// The files of a folder of `queries/`, by name.
    pub fn folder(&self, folder: &str) -> impl Iterator<Item = &QueryFile> {
        let prefix = format!("{folder}/");
        self.files.values().filter(move |file| {
            file.path.strip_prefix(&prefix).is_some_and(|rest| rest.ends_with(".sql") && !rest.contains('/'))
        })
    }

    /// The text of a file by its path inside `queries/`.
    pub fn text(&self, path: &str) -> Result<&str> {
        self.files.get(path).map(|file| file.text.as_str()).ok_or_else(|| {
            Error::not_found(format!("reading `queries/{path}`: there is no such file"))
                .hint("see the folder `queries/`")
        })
    }

    /// The SQL of a report's query by its name.
    pub fn report(&self, name: &str) -> Result<&str> {
        self.text(&format!("reports/{name}.sql"))
    }

    /// The SQL of an indicator by its name.
    pub fn indicator(&self, name: &str) -> Result<&str> {
        self.text(&format!("indicators/{name}.sql"))
    }

    /// SHA-256 over all files: which versions of the queries a result was made with.
    pub fn hash(&self) -> String {
        let mut hash = Sha256::new();
        for file in self.files.values() {
            hash.update(file.path.as_bytes());
            hash.update([0]);
            hash.update(file.text.as_bytes());
            hash.update([0]);
        }
        hex::encode(hash.finalize())
    }
}

fn built_in(folder: &Dir<'static>, files: &mut BTreeMap<String, QueryFile>) -> Result<()> {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let text = file.contents_utf8().ok_or_else(|| Error::failed(format!("reading `queries/{path}`: not UTF-8")))?;
        files.insert(path.clone(), QueryFile { path, text: text.into() });
    }
    folder.dirs().try_for_each(|folder| built_in(folder, files))
}

fn overridden(root: &Path, folder: &Path, files: &mut BTreeMap<String, QueryFile>) -> Result<()> {
    let act = || format!("reading the folder `{}`", folder.display());
    for entry in std::fs::read_dir(folder).doing(act)? {
        let path = entry.doing(act)?.path();
        if path.is_dir() {
            overridden(root, &path, files)?;
            continue;
        }
        if !path.extension().is_some_and(|ending| ending == "sql" || ending == "toml") {
            continue;
        }
        let inside = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let known = inside.split_once('/').is_some_and(|(top, _)| BUILT_IN.get_dir(top).is_some());
        if !known {
            return Err(Error::usage(format!(
                "reading `{}`: no station of the program reads that folder",
                path.display()
            ))
            .hint("lay the file out as in the built-in `queries/`: `checks/`, `marts/`, `indicators/`, `reports/` …"));
        }
        let text = std::fs::read_to_string(&path).doing(|| format!("reading `{}`", path.display()))?;
        files.insert(inside.clone(), QueryFile { path: inside, text });
    }
    Ok(())
}

/// Matches `*` against any run of characters; case does not count.
fn matches(glob: &str, id: &str) -> bool {
    let (glob, id) = (glob.to_ascii_uppercase(), id.to_ascii_uppercase());
    match glob.split_once('*') {
        None => glob == id,
        Some((start, rest)) => {
            id.strip_prefix(start).is_some_and(|tail| (0..=tail.len()).any(|at| matches(rest, &tail[at..])))
        }
    }
}

#[cfg(test)]
mod tests;
