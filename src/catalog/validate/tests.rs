use super::*;

const HEADER: &str = "-- id: R90
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
where list_contains(getvariable('R90_topics'), topic);
";

/// A library with a sound new check and copies of it, each broken in its own way.
fn library(changes: &[(&str, &str)]) -> Library {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("checks")).unwrap();
    for (index, (from, to)) in changes.iter().enumerate() {
        let id = format!("R{}", 90 + index);
        let text = format!("{HEADER}{POPULATION}{VIOLATIONS}").replace(from, to).replace("R90", &id);
        std::fs::write(folder.path().join(format!("checks/{id}_made_up.sql")), text).unwrap();
    }
    Library::load(Some(folder.path())).unwrap()
}

#[test]
fn what_is_wrong_is_found_before_it_bites() {
    let library = library(&[
        ("", ""),
        ("R90_topics", "R00_topics"),
        ("id as subject_id", "id as subject"),
        ("count(*) as population", "'many' as population"),
        ("source, json", "source, 1 as weight, json"),
        ("from period_receptions\nwhere", "from their_receptions\nwhere"),
        ("where list", "where cast(id as integer) = 1 and list"),
    ]);
    let lakes = Lakes::new(&library, &Reference::builtin()).unwrap();
    let message = |id: &str| lakes.problem(&library, library.check(id).unwrap()).map(|problem| problem.message);
    assert_eq!(message("R90"), None, "a new check is one new file");
    let starts = [
        ("R91", "the variable `R00_topics` is never set"),
        ("R92", "section `violations` has no column `subject_id`"),
        ("R93", "section `population`: column `population` is VARCHAR"),
        ("R94", "section `violations`: column `weight` is unknown"),
        ("R95", "does not run on an empty lake: Catalog Error: Table with name their_receptions does not exist"),
        ("R96", "does not run on a tiny lake: Conversion Error: Could not convert string 'R-"),
    ];
    for (id, start) in starts {
        let found = message(id).unwrap();
        assert!(found.starts_with(start), "{id}: {found}");
    }
}
