//! A new check is one new file: put into the folder of `[paths] queries` it is validated, judged, kept, shown and reported
//! without any change of the program.

use std::sync::Arc;

use qebul::catalog::{self, Library};
use qebul::clock::Clock;
use qebul::domain::finding::CheckState;
use qebul::domain::language::Language;
use qebul::domain::user::Role;
use qebul::jobs::{Environment, evaluate};
use serde_json::json;

use crate::portal::TestApp;
use crate::support;

const CHECK: &str = "-- id: R77
-- title.az: Səhər qəbulunun olmaması
-- title.en: No morning reception
-- clause: Əsasnamə 2.1.2
-- why.az: Səhər gələn vətəndaş qəbul olunmalıdır.
-- why.en: Who comes in the morning is to be received.
-- do.az: Səhər qəbulunun təşkili təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that reception be held in the morning (charter, 6.3.7).
-- severity: low
-- unit_of_measure: fraction
-- population.az: qəbullar
-- population.en: receptions
-- threshold: tolerance = 0.1
-- threshold: hour = 12
-- needs: receptions.started_at (instant)
-- cure: next

-- section: population
select unit_code as unit, count(*) as population from period_receptions group by unit_code;

-- section: violations
select
    receptions.unit_code as unit, 'reception' as subject_kind, receptions.id as subject_id, receptions.source,
    json_object('started', strftime(receptions.started_local, '%H:%M')) as evidence
from period_receptions as receptions
inner join limits on limits.unit = receptions.unit_code
where date_part('hour', receptions.started_local) < limits.hour;
";

/// An environment whose queries are the built-in ones and the new file, over a lake with a few records of September.
fn environment(text: &str) -> (Environment, tempfile::TempDir) {
    let (environment, folder) = support::feeds(&[], Clock::Fixed("2026-10-08T05:00:00Z".parse().unwrap()));
    std::fs::create_dir_all(folder.path().join("queries/checks")).unwrap();
    std::fs::write(folder.path().join("queries/checks/R77_no_morning_reception.sql"), text).unwrap();
    let configured = folder.path().join("qebul.toml");
    let sections = "[paths]\nqueries = \"queries\"\n[checks.R77]\nby_kind.subordinate.hour = 24\n";
    std::fs::write(&configured, std::fs::read_to_string(&configured).unwrap() + sections).unwrap();
    let config = qebul::config::Config::load(Some(&configured)).unwrap_or_else(|e| panic!("{}", e.report()));
    let library = Library::load(config.paths.queries.as_ref().map(|path| config.resolve(path)).as_deref()).unwrap();
    environment.store.write_lake(|lake| lake.run(library.text("engine/tiny_lake.sql").unwrap())).unwrap();
    (Environment { config: Arc::new(config), library: Arc::new(library), ..environment }, folder)
}

#[test]
fn a_new_file_is_a_new_check_everywhere() {
    let (environment, _folder) = environment(CHECK);
    let problems = catalog::validate(&environment.library, &environment.reference).unwrap();
    assert_eq!(problems, []);

    // It is judged, with its threshold changed for a kind of unit, and kept.
    let period = "2026-09".parse().unwrap();
    let evaluation = evaluate::evaluate(&environment, &environment.store, period).unwrap();
    let failed: Vec<&str> = evaluation
        .checks
        .results
        .iter()
        .filter(|result| result.check == "R77" && result.state == CheckState::Fail)
        .map(|result| result.unit.as_str())
        .collect();
    assert!(!failed.is_empty());
    assert!(evaluation.checks.violations.iter().any(|violation| violation.check == "R77"));
    evaluate::keep(&environment, &environment.store, &evaluation).unwrap();
    let session = environment.store.session().unwrap();
    let kept: serde_json::Value =
        session.one("select count(*) as value from lake.violations where check_id = 'R77'").unwrap();
    assert!(kept["value"].as_i64().unwrap() > 0);

    // It stands in the report.
    for (language, title) in [(Language::Az, "Səhər qəbulunun olmaması"), (Language::En, "No morning reception")] {
        let report = catalog::dataset::monthly(
            &evaluation.session,
            &environment.library,
            &evaluation.context,
            &evaluation.checks,
            &evaluation.scores,
            evaluation.previous.as_ref(),
            language,
            &environment.reference,
            &qebul::jobs::report::settings(&environment, 0),
        )
        .unwrap_or_else(|error| panic!("{}", error.report()));
        assert!(json!(report).to_string().contains(title), "the report does not name the check");
    }

    // And in the portal's list and on a page of its own.
    let app = TestApp::over(&environment);
    let browser = app.enter("m.memmedov", Role::Head, "");
    assert!(app.get("/checks", &browser).text().contains("Səhər qəbulunun olmaması"));
    let page = app.get("/checks/R77", &browser);
    assert!(page.status.is_success() && page.text().contains("Səhər gələn vətəndaş qəbul olunmalıdır."));
}

#[test]
fn a_new_file_that_cannot_run_is_refused_with_its_place() {
    let (environment, _folder) = environment(&CHECK.replace("receptions.started_local)", "receptions.began)"));
    let problems = catalog::validate(&environment.library, &environment.reference).unwrap();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].path, "checks/R77_no_morning_reception.sql");
    assert!(problems[0].message.contains("does not run on an empty lake"), "{}", problems[0].message);
}
