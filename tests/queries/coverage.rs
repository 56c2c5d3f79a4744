//! What cases every check must have: firing, silent, each reason why it cannot be judged, both sides of every limit.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use qebul::catalog::{self, Check, Context, Library};
use qebul::store::Store;

use super::{Expected, cases, expected, folder, ministry, outcome};

/// The cases of every check.
fn by_check() -> BTreeMap<String, Vec<(PathBuf, Expected)>> {
    let mut all: BTreeMap<String, Vec<(PathBuf, Expected)>> = BTreeMap::new();
    for case in cases(&folder()) {
        let expected = expected(&case).unwrap_or_else(|error| panic!("{error}"));
        all.entry(expected.check.clone()).or_default().push((case, expected));
    }
    all
}

/// What the cases of a check leave out.
fn lacking(check: &Check, cases: &[(PathBuf, Expected)]) -> Vec<String> {
    let results = || cases.iter().flat_map(|(_, expected)| expected.results.values());
    let has_state = |state: &str| results().any(|result| result["state"] == state);
    let has_reason = |reason: &str| results().any(|result| result["reason"] == reason);
    let boundaries: BTreeSet<&str> =
        cases.iter().flat_map(|(_, expected)| &expected.boundaries).map(String::as_str).collect();
    let mut lacking = Vec::new();
    let mut want = |is_there: bool, what: &str| lacking.extend((!is_there).then(|| what.to_owned()));
    want(cases.iter().any(|(_, expected)| !expected.violations.is_empty()), "a case in which it fires");
    // C4 lists for leadership: its tolerance lets every unit pass.
    let never_fails = check.threshold("tolerance").and_then(|tolerance| tolerance.number()) == Some(1.0);
    want(has_state("fail") || never_fails, "a unit that fails");
    want(has_state("pass"), "a unit that passes");
    want(has_state("not_evaluable"), "a unit that cannot be judged");
    for reason in ["no_records", "too_few", "too_little_history"] {
        want(!check.text.contains(&format!("'{reason}'")) || has_reason(reason), &format!("the reason `{reason}`"));
    }
    want(check.fresh.is_empty() || has_reason("feed_stale"), "the reason `feed_stale`");
    for threshold in &check.thresholds {
        let is_none = threshold.name == "tolerance" && matches!(threshold.number(), Some(0.0 | 1.0));
        want(is_none || boundaries.contains(threshold.name.as_str()), &format!("both sides of `{}`", threshold.name));
    }
    want(!boundaries.is_empty(), "both sides of any limit (`boundaries`)");
    lacking
}

#[test]
fn every_check_has_the_cases_it_needs() {
    let all = by_check();
    let mut wrong = Vec::new();
    for check in Library::load(None).unwrap().checks() {
        let cases = all.get(&check.id).map_or(&[][..], Vec::as_slice);
        wrong.extend(lacking(check, cases).into_iter().map(|what| format!("{}: {what} is missing", check.path)));
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Whatever a check says it needs, without it no unit of the source is judged and none is accused.
#[test]
fn without_what_is_needed_nobody_is_judged() {
    let (folder, library, all) = (folder(), Library::load(None).unwrap(), by_check());
    let reference = ministry(&folder);
    let store = Store::in_memory(&reference).unwrap();
    let mut wrong = Vec::new();
    for check in library.checks() {
        let fires = all[&check.id].iter().find(|(_, expected)| !expected.violations.is_empty());
        let Some((case, _)) = fires else { continue };
        for need in check.needs_text.split(',').map(str::trim) {
            let session = store.session().unwrap();
            session.run("begin transaction").unwrap();
            let (expected, before) = outcome(&session, &library, &reference, &folder, case, &[]).unwrap();
            let judged = before.results.iter().filter(|result| result.reason.is_none()).count();
            withdraw(&session, need);
            let context = Context {
                as_of: expected.as_of,
                period: expected.period.parse().unwrap(),
                load_id: expected.load_id,
                overrides: Vec::new(),
            };
            catalog::prepare(&session, &context, &library, &reference).unwrap();
            let after =
                catalog::checks::run(&session, &library, &context, None, std::slice::from_ref(&check.id)).unwrap();
            let is_withdrawn = |reason| reason == Some(qebul::domain::finding::Reason::NotProvided);
            if judged == 0 || !after.violations.is_empty() || !after.results.iter().all(|r| is_withdrawn(r.reason)) {
                wrong.push(format!("{} without `{need}`: {:?}", check.id, after.results.first()));
            }
            session.run("rollback").unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Takes away every alternative of a need; of a column that may be absent, the hour.
fn withdraw(session: &qebul::store::Session, need: &str) {
    for alternative in need.split('|').map(str::trim) {
        let name = alternative.split('(').next().unwrap().trim();
        let (name, is_optional) = name.strip_suffix('?').map_or((name, false), |name| (name, true));
        let (entity, column) = name.split_once('.').unwrap_or((name, "*"));
        session.set("entity_name", entity).unwrap();
        session.set("column_name", column).unwrap();
        session.set("is_optional", is_optional).unwrap();
        session.run(include_str!("withdraw.sql")).unwrap();
    }
}
