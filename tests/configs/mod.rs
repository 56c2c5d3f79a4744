//! Sample configurations: each valid one loads, each invalid one fails with file, line, key and remedy.

use std::path::{Path, PathBuf};

use qebul::config::Config;

fn samples(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/configs").join(kind);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    assert!(!files.is_empty());
    files
}

#[test]
fn valid_samples_load() {
    for path in samples("valid") {
        Config::load(Some(&path)).unwrap_or_else(|error| panic!("{}: {}", path.display(), error.report()));
    }
}

/// The first comment lines of an invalid sample say what the error must name.
#[test]
fn invalid_samples_name_what_is_wrong() {
    for path in samples("invalid") {
        let text = std::fs::read_to_string(&path).unwrap();
        let error = Config::load(Some(&path)).expect_err(&path.display().to_string());
        let report = error.report();
        assert_eq!(error.exit_code(), 2, "{}", path.display());
        assert!(report.contains("hint: "), "{}: {report}", path.display());
        let expected: Vec<_> = text.lines().map_while(|line| line.strip_prefix("# expect: ")).collect();
        assert!(!expected.is_empty(), "{} says what it expects", path.display());
        for expected in expected {
            assert!(report.contains(expected), "{}: `{expected}` is not in\n{report}", path.display());
        }
    }
}
