//! The registers: in and out without a change, once by content, and the effect of trainings on the index.

use std::path::Path;

use qebul::config::Config;
use qebul::error::Kind;
use qebul::jobs::Environment;
use qebul::jobs::registers::{self, Imported, Register};
use serde_json::json;

fn house() -> (Environment, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let units = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries/ministry.csv");
    let text = format!("[store]\npath = \"qebul.duckdb\"\n[ministry]\nunits = \"{}\"\n", units.display());
    std::fs::write(folder.path().join("qebul.toml"), text).unwrap();
    let config = Config::load(Some(&folder.path().join("qebul.toml"))).unwrap_or_else(|e| panic!("{}", e.report()));
    let environment = qebul::app::environment(config, None).unwrap_or_else(|error| panic!("{}", error.report()));
    (environment, folder)
}

const TRAININGS: &str = "number,held_on,subject,checks,units,trainer,place,participants,note\n\
    T-2026-01,2026-06-10,Vaxtında qeydiyyat,R1 R2,ONE-A ONE-B ONE-C ONE-D ONE-E,N.Əliyeva,Bakı,25,\"bir, iki\"\n\
    T-2026-02,2026-09-20,Hesabatlar,D1,ONE-F,,,,\n";

#[test]
fn a_register_comes_out_as_it_went_in_and_is_taken_once() {
    let (environment, folder) = house();
    let store = environment.store.clone();
    let (file, back) = (folder.path().join("in.csv"), folder.path().join("out.csv"));
    std::fs::write(&file, TRAININGS).unwrap();
    let import = |dry_run| registers::import(&environment, &store, Register::Trainings, &file, dry_run);
    let two = Imported { new: 2, ..Imported::default() };
    assert_eq!(import(true).unwrap(), two);
    assert_eq!(import(false).unwrap(), two, "a dry run has taken nothing");
    registers::export(&store, Register::Trainings, &back).unwrap();
    assert_eq!(std::fs::read_to_string(&back).unwrap(), TRAININGS);
    assert_eq!(import(false).unwrap(), Imported { same: 2, ..Imported::default() });

    let changed = TRAININGS.replace("Bakı", "Gəncə");
    std::fs::write(&file, format!("{changed}T-2026-03,2026-10-01,Yeni,,,,,,\n")).unwrap();
    assert_eq!(import(false).unwrap(), Imported { new: 1, changed: 1, same: 1 });
    registers::export(&store, Register::Trainings, &back).unwrap();
    assert_eq!(std::fs::read_to_string(&back).unwrap(), std::fs::read_to_string(&file).unwrap());

    std::fs::write(&file, changed.replace("2026-09-20", "sentyabr")).unwrap();
    let refused = import(false).unwrap_err();
    assert_eq!(refused.kind(), Kind::Usage);
    assert!(refused.report().contains("line 3, column `held_on`"), "{}", refused.report());
    let (_, rows) = registers::list(&store, Register::Trainings).unwrap();
    assert_eq!(rows.len(), 3, "a file with a mistake changes nothing");
}

#[test]
fn letters_and_the_plan_have_registers_of_their_own() {
    let (environment, folder) = house();
    let store = environment.store.clone();
    for (register, text) in [
        (
            Register::Letters,
            "number,sent_on,subject,checks,units,signed_by,note\nM-1,2026-02-03,Müddətlər,A1,ONE,S.Quliyeva,\n",
        ),
        (
            Register::Plan,
            "number,activity,clause,responsible,units,due_on,done_on,result,note\n3.1,Monitorinq,6.3.1,Sektor,ONE-A,2026-12-31,,,\n",
        ),
    ] {
        let (file, back) = (folder.path().join("in.csv"), folder.path().join("out.csv"));
        std::fs::write(&file, text).unwrap();
        registers::import(&environment, &store, register, &file, false).unwrap_or_else(|e| panic!("{}", e.report()));
        assert_eq!(registers::export(&store, register, &back).unwrap(), 1);
        assert_eq!(std::fs::read_to_string(&back).unwrap(), text);
    }
}

const UNTRAINED: [&str; 4] = ["ONE-F", "ONE-SIX", "TWO-A", "ONE-OLD"];

/// A month's index of units: about 60, and 8 more for the trained ones from July on.
fn score_months(environment: &Environment, units: &[&str]) {
    let months = ["2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09"];
    let (mut runs, mut scores) = (Vec::new(), Vec::new());
    for (run, month) in (1_i64..).zip(months) {
        runs.push(json!({
            "run_id": run, "period": month, "as_of": "2026-10-08T05:00:00Z", "load_id": 1, "model": "m",
            "created_at": "2026-10-08T05:00:00Z", "body": "{}",
        }));
        for (place, unit) in (0_i64..).zip(units) {
            let is_trained = ["ONE-A", "ONE-B", "ONE-C", "ONE-D", "ONE-E"].contains(unit);
            let lifted = if is_trained && run >= 5 { 8.0 } else { 0.0 };
            let index = 60.0 + lifted + ((place * 3 + run * 5) % 4) as f64;
            scores.push(json!({
                "run_id": run, "unit": unit, "scope": "own", "index_value": index, "dimensions": "{}",
                "indicators": "{}", "debts": "[]", "contributions": "[]",
            }));
        }
    }
    let kept = environment.store.write_lake(|lake| {
        lake.run("delete from lake.score_runs; delete from lake.scores")?;
        lake.insert("lake.score_runs", &runs)?;
        lake.insert("lake.scores", &scores)
    });
    kept.unwrap_or_else(|error| panic!("{}", error.report()));
}

#[test]
fn a_training_is_compared_with_the_untrained_or_said_to_lack_data() {
    let (environment, folder) = house();
    let store = environment.store.clone();
    let trained = ["ONE-A", "ONE-B", "ONE-C", "ONE-D", "ONE-E"];
    score_months(&environment, &[&trained[..], &UNTRAINED[..]].concat());
    let file = folder.path().join("in.csv");
    // The second training lies outside the first one's six months, and has no months after it yet.
    std::fs::write(&file, TRAININGS.replace("2026-09-20", "2026-12-20")).unwrap();
    registers::import(&environment, &store, Register::Trainings, &file, false).unwrap();
    let effects = registers::effects(&environment, &store).unwrap();
    let first = &effects[0];
    assert_eq!((first.number.as_str(), first.trained, first.others), ("T-2026-01", 5, 4));
    assert_eq!(first.effect, None, "four others are too few");
    assert_eq!((effects[1].trained, effects[1].effect), (0, None));

    let more = "insert into lake.units by name select units.* replace ('ONE-X' || numbers.n as code)
                from lake.units as units cross join range(2) as numbers(n) where units.code = 'ONE-F'";
    store.write_lake(|lake| lake.run(more)).unwrap_or_else(|error| panic!("{}", error.report()));
    score_months(&environment, &[&trained[..], &UNTRAINED[..], &["ONE-X0", "ONE-X1"][..]].concat());
    let effects = registers::effects(&environment, &store).unwrap();
    let effect = effects[0].effect.unwrap();
    assert_eq!(effects[0].others, 6);
    assert!(effect.low > 5.0 && effect.low <= effect.value && effect.value <= effect.high, "{effect:?}");
    assert_eq!(registers::effects(&environment, &store).unwrap(), effects, "seeded");
}

#[test]
fn needs_are_ranked_by_how_many_units_fail_together() {
    let (environment, folder) = house();
    let store = environment.store.clone();
    let period = "2026-09".parse().unwrap();
    assert_eq!(registers::needs(&environment, &store, period).unwrap_err().kind(), Kind::NotFound);
    let result = |check: &str, unit: &str, state: &str, violations: i64| json!({"run_id": 1, "check_id": check, "unit": unit, "state": state, "violations": violations, "population": 50});
    let kept = store.write_lake(|lake| {
        lake.insert(
            "lake.check_runs",
            &[json!({
                "run_id": 1, "period": "2026-09", "period_from": "2026-09-01", "period_to": "2026-09-30",
                "as_of": "2026-10-08T05:00:00Z", "load_id": 1, "scope": "*", "versions": "", "created_at": "2026-10-08T05:00:00Z",
            })],
        )?;
        lake.insert(
            "lake.check_results",
            &[
                result("D1", "ONE-A", "fail", 1),
                result("D1", "ONE-F", "fail", 1),
                result("D1", "ONE-B", "pass", 0),
                result("R2", "ONE-A", "fail", 40),
                result("R2", "ONE-B", "not_evaluable", 0),
                result("A8", "ONE-A", "fail", 1),
                result("A8", "ONE-B", "fail", 1),
                result("A8", "ONE-C", "fail", 1),
            ],
        )
    });
    kept.unwrap_or_else(|error| panic!("{}", error.report()));
    let file = folder.path().join("in.csv");
    std::fs::write(&file, TRAININGS).unwrap();
    registers::import(&environment, &store, Register::Trainings, &file, false).unwrap();
    let needs = registers::needs(&environment, &store, period).unwrap();
    let said: Vec<_> =
        needs.iter().map(|need| (need.check.as_str(), need.failing, need.judged, need.untrained)).collect();
    // A8 asks to look into something: no training helps. Of D1's two, ONE-F was trained on it.
    assert_eq!(said, [("D1", 2, 3, 1), ("R2", 1, 1, 0)]);
    assert_eq!(needs[0].units, ["ONE-A", "ONE-F"]);
    assert!(needs[0].todo.az.contains("təklif olunur"));
}
