//! A restricted run answers as an unrestricted one does, for every unit and check, on a simulated ministry.

use std::sync::Arc;

use super::*;
use crate::catalog::{self, Context};
use crate::domain::audit::sampling::{allot, merged, size};
use crate::domain::period::Period;

/// Records written as in the cases of the checks (`tests/queries`): two units of one source, one of another.
const GIVEN: &str = "
    insert into given.receptions (id, unit_code, citizen, started_at, registered_at, registration, outcome, official_id, level)
    select
        'r' || n,
        ['ONE-A', 'ONE-B', 'ONE-C', 'TWO-A'][n % 4 + 1],
        'f:' || (n % 37),
        timestamp '2026-07-01 09:00' + to_minutes((n - n % 2) * 97 + (n % 2) * 5),
        timestamp '2026-07-01 09:30' + to_minutes((n - n % 2) * 97 + if(n % 11 = 0, 1600, 0)),
        if(n % 13 = 0, 'paper', 'subsystem'),
        ['explained', 'resolved', 'assigned', 'no_grounds', 'referred', null][n % 6 + 1],
        -- Two in a row by one official, five minutes apart, in two units.
        'o' || (n // 2 % 5),
        if(n % 3 = 0, 'leadership', 'official')
    from range(1300) as numbers(n);
    insert into given.assignments (id, unit_code, executor_unit, reception_id, issued_on, due_on, status, completed_on, result)
    select
        'a' || n,
        ['ONE-A', 'ONE-B', 'ONE-C', 'TWO-A'][n % 4 + 1],
        ['ONE-A', 'ONE-B', 'ONE-C', 'TWO-A', null][(n // 2) % 5 + 1],
        'r' || n,
        date '2026-07-02' + cast(n // 16 as integer),
        if(n % 17 = 0, null, date '2026-07-20' + cast(n // 16 - if(n % 4 = 1, 6, 0) as integer)),
        if(n % 3 = 0, 'open', 'done'),
        if(n % 3 = 0, null, date '2026-07-18' + cast(n // 16 as integer)),
        if(n % 7 = 0, null, 'ok')
    from range(1300) as numbers(n);";

struct Lake {
    store: crate::store::Store,
    library: Library,
    reference: Reference,
}

fn lake() -> Lake {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries");
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let units = crate::domain::unit::Units::from_csv(&text("ministry.csv"), "ministry.csv").unwrap();
    let reference = Reference { units, ..Reference::builtin() };
    let store = crate::store::Store::in_memory(&reference).unwrap();
    store
        .write_lake(|lake| [text("given.sql"), GIVEN.into(), text("take.sql")].iter().try_for_each(|sql| lake.run(sql)))
        .unwrap_or_else(|error| panic!("{}", error.report()));
    Lake { store, library: Library::load(None).unwrap(), reference }
}

impl Lake {
    fn frame(&self, unit: &str, from: &str, to: &str) -> Frame {
        Frame {
            scope: AuditScope {
                unit: unit.into(),
                from: from.parse().unwrap(),
                to: to.parse().unwrap(),
                checks: vec![],
                sample: None,
                seed: 7,
            },
            units: self.reference.units.subtree(unit).iter().map(|unit| unit.code.clone()).collect(),
            as_of: "2026-10-08T05:00:00Z".parse().unwrap(),
            load_id: i64::MAX,
            overrides: vec![],
        }
    }

    fn prepared(&self, frame: &Frame) -> Session {
        let session = self.store.session().unwrap();
        prepare(&session, frame, &self.library, &self.reference).unwrap_or_else(|error| panic!("{}", error.report()));
        session
    }

    fn answers(&self, frame: &Frame) -> CheckOutcome {
        let asked = asked(&self.library, &frame.scope).unwrap();
        check(&self.prepared(frame), &self.library, frame, &asked.checks)
            .unwrap_or_else(|error| panic!("{}", error.report()))
    }
}

#[test]
fn the_answers_are_those_of_the_months_own_run() {
    let lake = lake();
    let context = Context {
        as_of: "2026-10-08T05:00:00Z".parse().unwrap(),
        period: "2026-Q3".parse::<Period>().unwrap(),
        load_id: i64::MAX,
        overrides: vec![],
    };
    let session = lake.store.session().unwrap();
    catalog::prepare(&session, &context, &lake.library, &lake.reference).unwrap();
    let whole = catalog::checks::run(&session, &lake.library, &context, None, &[]).unwrap();
    let mut compared = 0;
    for unit in ["ONE-A", "ONE-B", "ONE-C", "ONE", "MIN"] {
        let frame = lake.frame(unit, "2026-07-01", "2026-09-30");
        let found = lake.answers(&frame);
        let inside = |code: &str| frame.units.iter().any(|unit| unit == code);
        let expected: Vec<_> = whole.results.iter().filter(|result| inside(&result.unit)).cloned().collect();
        for (ours, theirs) in found.results.iter().zip(&expected) {
            assert_eq!(ours, theirs);
        }
        assert_eq!(found.results.len(), expected.len());
        let expected: Vec<_> = whole.violations.iter().filter(|violation| inside(&violation.unit)).cloned().collect();
        assert_eq!(found.violations.len(), expected.len(), "{unit}");
        for (ours, theirs) in found.violations.iter().zip(&expected) {
            assert_eq!(ours, theirs);
        }
        compared += expected.len();
    }
    assert!(compared > 1000, "only {compared} violations were compared");
    let failing: std::collections::BTreeSet<&str> =
        whole.violations.iter().map(|violation| violation.check.as_str()).collect();
    assert!(["R1", "R2", "R9", "A1", "A2", "A5", "C1"].iter().all(|id| failing.contains(id)), "{failing:?}");
}

#[test]
fn what_counts_by_whole_periods_is_asked_of_whole_periods_only() {
    let lake = lake();
    let left_out = |from: &str, to: &str| -> Vec<String> {
        let frame = lake.frame("ONE-A", from, to);
        asked(&lake.library, &frame.scope).unwrap().left_out.iter().map(|check| check.id.clone()).collect()
    };
    assert_eq!(left_out("2026-07-01", "2026-09-30"), Vec::<String>::new());
    assert_eq!(left_out("2026-08-01", "2026-09-30"), ["R13"]);
    assert_eq!(left_out("2026-08-03", "2026-09-30"), ["R13", "S3", "D1", "D2"]);
    // A span of any days is answered by all others.
    let odd = lake.answers(&lake.frame("ONE-A", "2026-08-03", "2026-09-11"));
    assert!(odd.results.iter().any(|result| result.check == "R2" && result.violations > 0));
    assert!(
        odd.violations.iter().filter(|violation| violation.check == "R2").all(|violation| violation.unit == "ONE-A")
    );
}

#[test]
fn the_same_seed_draws_the_same_records_from_every_stratum() {
    let lake = lake();
    let drawn_with = |seed: u64| {
        let mut frame = lake.frame("ONE", "2026-07-01", "2026-09-30");
        frame.scope.seed = seed;
        let session = lake.prepared(&frame);
        let strata = strata(&session, &lake.library, "PM-2026-001").unwrap();
        let population: u64 = strata.iter().map(|stratum| stratum.population).sum();
        let allotted = allot(merged(strata, size(population)), size(population));
        let items = drawn(&session, &lake.library, &allotted, seed).unwrap();
        (population, allotted, items)
    };
    let (population, allotted, items) = drawn_with(7);
    assert_eq!(items.len() as u64, size(population));
    for (number, one) in allotted.iter().enumerate() {
        let of_stratum = items.iter().filter(|item| item.stratum == number as i64).count() as u64;
        assert_eq!(of_stratum, one.sampled);
        assert!(of_stratum >= 1);
    }
    let numbers: Vec<i64> = items.iter().map(|item| item.item).collect();
    assert_eq!(numbers, (1..=items.len() as i64).collect::<Vec<_>>());
    let mut distinct: Vec<_> = items.iter().map(|item| (&item.entity, &item.source, &item.record_id)).collect();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), items.len(), "no record twice");
    assert_eq!(items, drawn_with(7).2);
    assert_ne!(items, drawn_with(8).2);
    assert!(items.iter().all(|item| !item.details.contains("f:")), "no citizen on the sheet");
}

#[test]
fn threads_share_nothing() {
    // Two monitorings at once on one store: each has its own session and marts.
    let lake = Arc::new(lake());
    let alone = lake.answers(&lake.frame("ONE-A", "2026-07-01", "2026-09-30"));
    let handles: Vec<_> = ["ONE-A", "ONE-B"]
        .into_iter()
        .map(|unit| {
            let lake = Arc::clone(&lake);
            std::thread::spawn(move || lake.answers(&lake.frame(unit, "2026-07-01", "2026-09-30")))
        })
        .collect();
    let mut outcomes: Vec<CheckOutcome> = handles.into_iter().map(|handle| handle.join().unwrap()).collect();
    assert_eq!(outcomes.remove(0), alone);
}
