//! Both languages have every string, and every string that a page asks for is there.

use std::collections::BTreeSet;
use std::path::Path;

use qebul::domain::language::Language;
use qebul::portal::labels;
use regex::Regex;

fn keys(text: &str) -> BTreeSet<String> {
    let line = Regex::new(r"(?m)^([a-z][a-z0-9-]*) =").unwrap();
    let keys: Vec<String> = line.captures_iter(text).map(|found| found[1].to_owned()).collect();
    let set: BTreeSet<String> = keys.iter().cloned().collect();
    assert_eq!(keys.len(), set.len(), "a key stands twice");
    set
}

fn variables(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let line = Regex::new(r"(?m)^([a-z][a-z0-9-]*) = (.*)$").unwrap();
    let variable = Regex::new(r"\{ \$([a-z]+) \}").unwrap();
    line.captures_iter(text)
        .map(|found| (found[1].to_owned(), variable.captures_iter(&found[2]).map(|v| v[1].to_owned()).collect()))
        .collect()
}

#[test]
fn both_languages_have_the_same_strings_and_variables() {
    assert_eq!(keys(labels::AZ), keys(labels::EN));
    let (mut az, mut en) = (variables(labels::AZ), variables(labels::EN));
    az.sort();
    en.sort();
    assert_eq!(az, en);
}

#[test]
fn every_string_resolves() {
    for (language, text) in [(Language::Az, labels::AZ), (Language::En, labels::EN)] {
        for key in keys(text) {
            let found = labels::find(language, &key, &[]).unwrap_or_else(|| panic!("`{key}` does not resolve"));
            assert!(!found.trim().is_empty(), "`{key}` is blank");
        }
    }
}

#[test]
fn azerbaijani_is_written_with_its_own_letters() {
    // Look-alikes of ə, and letters that the alphabet does not have.
    for wrong in ['ә', 'ǝ', 'Ә', 'Ǝ'] {
        assert!(!labels::AZ.contains(wrong), "`{wrong}` is no Azerbaijani letter");
    }
}

#[test]
fn pages_ask_for_strings_that_exist() {
    let known = keys(labels::EN);
    let asked = Regex::new(r#"\b(?:t|tv|with)\(\s*"([a-z0-9-]+)""#).unwrap();
    let mut missing = BTreeSet::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/portal");
    walk(&root, &mut |text| {
        for found in asked.captures_iter(text) {
            if found[1] != *"key" && !known.contains(&found[1]) {
                missing.insert(found[1].to_owned());
            }
        }
    });
    assert!(missing.is_empty(), "no label for {missing:?}");
}

/// What checks bring along: thresholds, and the columns of their evidence.
#[test]
fn what_checks_bring_along_has_a_name() {
    let known = keys(labels::EN);
    let threshold = Regex::new(r"(?m)^-- threshold: ([a-z0-9_]+)").unwrap();
    let column = Regex::new(r"(?m)^        '([a-z_]+)', ").unwrap();
    let mut missing = BTreeSet::new();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/checks")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let evidence = text.split("json_object(").skip(1).filter_map(|rest| rest.split(") as evidence").next());
        let columns: Vec<String> =
            evidence.flat_map(|rest| column.captures_iter(rest).map(|found| found[1].to_owned())).collect();
        let thresholds = threshold.captures_iter(&text).map(|found| format!("threshold-{}", &found[1]));
        let names = thresholds.chain(columns.into_iter().map(|column| format!("evidence-{column}")));
        missing.extend(names.map(|name| name.replace('_', "-")).filter(|name| !known.contains(name)));
    }
    assert!(missing.is_empty(), "no label for {missing:?}");
}

fn walk(folder: &Path, work: &mut impl FnMut(&str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, work);
        } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "html") {
            work(&std::fs::read_to_string(&path).unwrap());
        }
    }
}
