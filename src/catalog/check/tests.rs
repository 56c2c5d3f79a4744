use super::*;
use crate::catalog::thresholds::ThresholdValue;

const GOOD: &str = "-- id: R99
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
-- threshold: tolerance = 0.02
-- threshold: topics = [other, training]
-- needs: receptions.topic
-- cure: rows

-- section: population
select 1;

-- section: violations
select 2; -- why
";

fn parse(text: &str) -> Result<Check> {
    Check::parse("checks/R99_made_up.sql", text)
}

#[test]
fn a_file_becomes_a_check() {
    let check = parse(GOOD).unwrap();
    assert_eq!(
        (check.id.as_str(), check.severity, check.cure, check.look_into),
        ("R99", Severity::Low, Cure::Rows, false)
    );
    assert_eq!(check.population_sql.trim(), "select 1;");
    assert_eq!(check.violations_sql.trim(), "select 2; -- why");
    assert!(check.prepare_sql.is_none());
    let topics = check.threshold("topics").unwrap();
    assert_eq!(topics.value, ThresholdValue::Texts(vec!["other".into(), "training".into()]));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let message = |from: &str, to: &str| parse(&GOOD.replace(from, to)).unwrap_err().to_string();
    let head = "reading the header of `queries/checks/R99_made_up.sql`";
    assert_eq!(message("severity: low", "severity: mild"), format!("{head}, line 9: key `severity` is `mild`"));
    assert_eq!(message("-- clause: Əsasnamə 6.3.4\n", ""), format!("{head}: key `clause` is missing"));
    assert_eq!(message("-- cure:", "-- kure:"), format!("{head}, line 16: key `kure` is unknown"));
    assert_eq!(
        message("tolerance = 0.02", "tolerance 0.02"),
        format!("{head}, line 13: key `threshold`: no `=` in `tolerance 0.02`")
    );
    assert_eq!(message("tolerance", "allowance"), format!("{head}: no threshold `tolerance`"));
    assert_eq!(
        message("id: R99", "id: R98"),
        format!("{head}, line 1: key `id` is `R98`, but the file's name begins otherwise")
    );
    assert_eq!(
        message("receptions.topic", "visits.topic").split(": ").nth(1).unwrap(),
        "key `needs` `visits` is no entity but `receptions`, `assignments`, `appointments`, `officials`, `unit-reports`"
    );
    assert_eq!(
        message("section: violations", "section: breaches"),
        format!("{head}, line 21: section `breaches` is unknown")
    );
    assert_eq!(
        message("-- section: violations\nselect 2; -- why\n", ""),
        "reading `queries/checks/R99_made_up.sql`: section `violations` is missing"
    );
}

#[test]
fn rows_may_weigh_less_than_their_check() {
    let library = crate::catalog::Library::load(None).unwrap();
    let check = library.check("A9").unwrap();
    let row = |evidence: serde_json::Value| crate::domain::finding::Violation {
        check: "A9".into(),
        unit: "U".into(),
        subject_kind: "reception".into(),
        subject_id: "r".into(),
        source: None,
        measured: None,
        threshold: None,
        evidence,
    };
    let referred = row(serde_json::json!({"severity": "high", "look_into": false}));
    let given = row(serde_json::json!({"severity": "medium", "look_into": true}));
    assert_eq!(check.weigh([&given]), (Severity::Medium, true));
    assert_eq!(check.weigh([&given, &referred]), (Severity::High, false));
    assert_eq!(check.weigh([&row(serde_json::json!({}))]), (Severity::High, false));
    assert_eq!(library.check("R10").unwrap().weigh([&row(serde_json::json!({}))]), (Severity::Medium, true));
}
