use super::*;

const HEADER: &str = "-- id: R99
-- title.az: a
-- title.en: b
-- clause: Əsasnamə 6.3.4
-- why.az: a
-- why.en: b
-- do.az: a
-- do.en: b
-- severity: low
-- unit_of_measure: fraction
-- population.az: a
-- population.en: b
-- threshold: tolerance = 0
-- threshold: topics = [other]
-- needs: receptions
-- cure: rows

";
const POPULATION: &str = "-- section: population
select unit_code as unit, count(*) as population from period_receptions group by unit_code;
";
const VIOLATIONS: &str = "-- section: violations
select unit_code as unit, 'reception' as subject_kind, id as subject_id, source, json_object('day', day) as evidence
from period_receptions
where list_contains(getvariable('R99_topics'), topic);
";

/// What validation says of a library with one more check.
fn problems(sections: &str) -> Vec<Problem> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("checks")).unwrap();
    std::fs::write(folder.path().join("checks/R99_made_up.sql"), format!("{HEADER}{sections}")).unwrap();
    validate(&Library::load(Some(folder.path())).unwrap(), &Reference::builtin()).unwrap()
}

/// The one thing that is wrong.
fn problem_of(sections: &str) -> String {
    let problems = problems(sections);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!(problems[0].path, "checks/R99_made_up.sql");
    problems[0].message.clone()
}

#[test]
fn a_new_check_is_one_new_file() {
    assert_eq!(problems(&format!("{POPULATION}{VIOLATIONS}")), []);
}

#[test]
fn what_is_wrong_is_found_before_it_bites() {
    let of = |from: &str, to: &str| problem_of(&format!("{POPULATION}{VIOLATIONS}").replace(from, to));
    assert_eq!(of("R99_topics", "R98_topics"), "the variable `R98_topics` is never set");
    assert_eq!(of("id as subject_id", "id as subject"), "section `violations` has no column `subject_id`");
    assert_eq!(of("count(*) as population", "'many' as population"), "section `population`: column `population` is VARCHAR");
    assert_eq!(of("source, json", "source, 1 as weight, json"), "section `violations`: column `weight` is unknown");
    let message = of("from period_receptions\nwhere", "from receptions_of_the_period\nwhere");
    assert!(message.starts_with("does not run on an empty lake: Catalog Error: Table with name receptions_of_the_period"), "{message}");
}

#[test]
fn what_fails_on_records_only_is_found_too() {
    let message = problem_of(&format!("{POPULATION}{VIOLATIONS}").replace("where list_contains", "where cast(id as integer) = 1 and list_contains"));
    assert!(message.starts_with("does not run on a tiny lake: Conversion Error"), "{message}");
}
