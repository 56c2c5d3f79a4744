//! Holds the import rules of ARCHITECTURE.md: each station uses only the lines above its own.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Line of each module; a module may use those of lower lines, and itself.
const LINES: &[(&str, u32)] = &[
    ("error", 0),
    ("clock", 0),
    ("domain", 1),
    ("config", 1),
    ("store", 2),
    ("source", 2),
    ("press", 2),
    ("dispatch", 2),
    ("simulator", 2),
    ("catalog", 3),
    ("jobs", 4),
    ("portal", 5),
    ("app", 6),
    ("cli", 7),
];

/// Edges that the lines would allow and the rules do not.
const FORBIDDEN: &[(&str, &str)] = &[
    ("domain", "config"),
    ("catalog", "source"),
    ("catalog", "press"),
    ("catalog", "dispatch"),
    ("catalog", "simulator"),
    ("portal", "press"),
    ("portal", "source"),
    ("portal", "dispatch"),
    ("portal", "simulator"),
];

/// Crates that only one station may name.
const OWNED: &[(&str, &str)] =
    &[("duckdb", "store"), ("typst", "press"), ("typst_pdf", "press"), ("typst_kit", "press"), ("reqwest", "source")];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

fn module_of(path: &Path, root: &Path) -> String {
    let first = path.strip_prefix(root).unwrap().components().next().unwrap();
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

fn line_of(module: &str) -> Option<u32> {
    LINES.iter().find(|(name, _)| *name == module).map(|(_, line)| *line)
}

/// The crate's modules that a file names after `crate::`, also inside braces.
fn edges(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or("").split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        for name in names {
            let name: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if line_of(&name).is_some() {
                out.insert(name);
            }
        }
    }
    out
}

fn without_comments(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn rust_files() -> (PathBuf, Vec<PathBuf>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 50, "the walk found the sources");
    (root, files)
}

#[test]
fn stations_use_only_what_stands_above_them() {
    let (root, files) = rust_files();
    let mut wrong = Vec::new();
    for path in files {
        let module = module_of(&path, &root);
        let Some(line) = line_of(&module) else { continue };
        let text = without_comments(&std::fs::read_to_string(&path).unwrap());
        for used in edges(&text) {
            let allowed = used == module
                || (line_of(&used).unwrap() < line && !FORBIDDEN.contains(&(module.as_str(), used.as_str())))
                // The configuration's tables are read into the domain's types; both stand on one line.
                || (module == "config" && used == "domain")
                || (module == "clock" && used == "error");
            if !allowed {
                wrong.push(format!("{} uses crate::{used}", path.strip_prefix(&root).unwrap().display()));
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the rules:\n{}", wrong.join("\n"));
}

#[test]
fn each_engine_has_one_door() {
    let (root, files) = rust_files();
    let mut wrong = Vec::new();
    for path in files {
        let module = module_of(&path, &root);
        let text = without_comments(&std::fs::read_to_string(&path).unwrap());
        for (engine, owner) in OWNED {
            if module != *owner && (text.contains(&format!("use {engine}::")) || text.contains(&format!(" {engine}::")))
            {
                wrong.push(format!(
                    "{} names {engine}, which is {owner}'s",
                    path.strip_prefix(&root).unwrap().display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sql_stands_in_files() {
    let (root, files) = rust_files();
    let keywords = ["select ", "insert into ", "update ", "delete from ", "create table ", "create or replace "];
    let mut wrong = Vec::new();
    for path in files.into_iter().filter(|path| !is_test_module(path)) {
        let text = without_comments(&std::fs::read_to_string(&path).unwrap());
        for literal in string_literals(&text) {
            let lower = literal.to_lowercase();
            if literal.trim().lines().count() > 1
                && keywords.iter().any(|keyword| lower.trim_start().starts_with(keyword))
            {
                wrong.push(format!(
                    "{}: {}",
                    path.strip_prefix(&root).unwrap().display(),
                    literal.lines().next().unwrap()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "SQL of more than one line inside Rust:\n{}", wrong.join("\n"));
}

/// Whether a file is a module of tests: its parent declares it so.
fn is_test_module(path: &Path) -> bool {
    let name = path.file_stem().unwrap().to_string_lossy();
    let folder = path.parent().unwrap();
    let parents = [folder.join("mod.rs"), folder.with_extension("rs"), folder.join("lib.rs")];
    parents
        .iter()
        .filter_map(|parent| std::fs::read_to_string(parent).ok())
        .any(|text| text.replace("\r", "").contains(&format!("#[cfg(test)]\nmod {name};")))
}

/// The contents of plain and raw string literals, well enough for this test.
fn string_literals(text: &str) -> Vec<String> {
    text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}
