//! Monitorings on a lake of records: going on after a stop, the same again, review, signature, comparison.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::catalog::Library;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::audit::AuditState;
use crate::domain::reference::Reference;
use crate::domain::unit::Units;
use crate::jobs::Watch;
use crate::press::Press;
use crate::store::Store;

const GIVEN: &str = "
    insert into given.receptions (id, unit_code, citizen, started_at, registered_at, registration, outcome, official_id)
    select
        'r' || n, ['ONE-A', 'ONE-B'][n % 2 + 1], 'f:' || (n % 41), timestamp '2026-07-01 09:00' + to_minutes(n * 301),
        timestamp '2026-07-01 09:30' + to_minutes(n * 301), if(n % 9 = 0, 'paper', 'subsystem'),
        ['explained', 'resolved', 'assigned'][n % 3 + 1], 'o' || (n % 3)
    from range(400) as numbers(n);
    insert into given.assignments (id, executor_unit, unit_code, issued_on, due_on, status, completed_on, result)
    select 'a' || n, 'ONE-A', 'ONE-A', date '2026-07-02' + cast(n as integer), date '2026-07-20' + cast(n as integer), if(n % 2 = 0, 'open', 'done'),
        if(n % 2 = 0, null, date '2026-07-19' + cast(n as integer)), if(n % 5 = 0, null, 'ok')
    from range(60) as numbers(n);
    insert into given.officials (id, full_name) values ('o0', 'A.Əliyev'), ('o1', 'B.Həsənova');";

struct House {
    environment: Environment,
    folder: tempfile::TempDir,
}

impl House {
    fn new() -> House {
        let cases = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries");
        let text = |name: &str| std::fs::read_to_string(cases.join(name)).unwrap();
        let units = Units::from_csv(&text("ministry.csv"), "ministry.csv").unwrap();
        let reference = Reference { units, ..Reference::builtin() };
        let store = Store::in_memory(&reference).unwrap();
        store
            .write_lake(|lake| {
                [text("given.sql"), GIVEN.into(), text("take.sql")].iter().try_for_each(|sql| lake.run(sql))
            })
            .unwrap_or_else(|error| panic!("{}", error.report()));
        let environment = Environment {
            config: Arc::new(Config::default()),
            reference: Arc::new(reference),
            store,
            library: Arc::new(Library::load(None).unwrap()),
            press: Arc::new(Press::new(None).unwrap()),
            clock: Clock::Fixed("2026-11-20T06:00:00Z".parse().unwrap()),
            as_of: None,
            watch: Watch::silent(),
        };
        House { environment, folder: tempfile::tempdir().unwrap() }
    }

    fn request(&self, unit: &str, from: &str, to: &str) -> Request {
        let scope = AuditScope {
            unit: unit.into(),
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            checks: vec![],
            sample: None,
            seed: 3,
        };
        Request {
            number: None,
            new: ad_hoc(scope, false, "tester"),
            language: Language::Az,
            folder: self.folder.path().to_owned(),
        }
    }

    async fn run(&self, request: Request) -> Done {
        run(&self.environment, request).await.unwrap_or_else(|error| panic!("{}", error.report()))
    }

    /// Runs until the named step has ended and loses everything that was in memory there.
    async fn stopped_after(&self, step: &'static str, request: Request) {
        let reached = Arc::new(AtomicBool::new(false));
        let seen = reached.clone();
        let watch = Watch::new(move |progress| {
            if matches!(progress, Progress::End { step: ended, .. } if ended == step) {
                seen.store(true, Ordering::SeqCst);
                panic!("stopped after `{step}`");
            }
        });
        assert!(run(&self.environment.watched(watch), request).await.is_err());
        assert!(reached.load(Ordering::SeqCst), "step `{step}` was reached");
    }

    fn count(&self, table: &str) -> i64 {
        let session = self.environment.store.session().unwrap();
        let row: serde_json::Value = session.one(&format!("select count(*) as value from {table}")).unwrap();
        row["value"].as_i64().unwrap()
    }
}

const TABLES: [&str; 5] =
    ["lake.audit_results", "lake.audit_violations", "lake.audit_strata", "lake.audit_sample", "lake.datasets"];

#[tokio::test]
async fn a_stop_between_any_two_steps_leaves_no_trace() {
    let whole = House::new();
    let expected = whole.run(whole.request("ONE-A", "2026-07-01", "2026-09-30")).await;
    let bytes = std::fs::read(&expected.produced.path).unwrap();
    for step in ["checks", "recount", "sample", "dataset", "report"] {
        let house = House::new();
        let request = house.request("ONE-A", "2026-07-01", "2026-09-30");
        house.stopped_after(step, request.clone()).await;
        let done = house.run(request).await;
        assert_eq!(done.produced.sha256, expected.produced.sha256, "after `{step}`");
        assert_eq!(std::fs::read(&done.produced.path).unwrap(), bytes);
        assert_eq!(done.audit.audit_id.to_string(), "PM-2026-001");
        assert_eq!(done.audit.status, AuditState::InReview);
        assert_eq!(house.count("state.audits"), 1);
        for table in TABLES {
            assert_eq!(house.count(table), whole.count(table), "{table} after `{step}`");
        }
    }
}

#[tokio::test]
async fn the_same_scope_on_the_same_snapshot_is_the_same_monitoring() {
    let house = House::new();
    let request = house.request("ONE-A", "2026-07-01", "2026-09-30");
    let first = house.run(request.clone()).await;
    let again = house.run(request.clone()).await;
    assert!(again.stood && !first.stood);
    assert_eq!((again.audit.audit_id, again.produced.sha256), (first.audit.audit_id, first.produced.sha256));
    // Another seed, another scope: another number.
    let mut other = request.clone();
    other.new.scope.seed = 4;
    assert_eq!(house.run(other).await.audit.audit_id.to_string(), "PM-2026-002");
    // New records: another snapshot, another number.
    house
        .environment
        .store
        .write_lake(|lake| {
            lake.run("insert into lake.loads by name select * replace (9999 as load_id) from lake.loads limit 1")
        })
        .unwrap();
    assert_eq!(house.run(request).await.audit.audit_id.to_string(), "PM-2026-003");
}

fn fill(path: &std::path::Path, out: &std::path::Path, answer: impl Fn(usize) -> [&'static str; 4]) -> usize {
    let text = std::fs::read_to_string(path).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut writer = csv::Writer::from_path(out).unwrap();
    let mut items = 0;
    for (line, row) in reader.records().enumerate() {
        let mut row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        if line > 0 {
            for (cell, text) in row[7..11].iter_mut().zip(answer(line)) {
                *cell = text.to_owned();
            }
            items += 1;
        }
        writer.write_record(&row).unwrap();
    }
    writer.flush().unwrap();
    items
}

#[tokio::test]
async fn a_reviewed_sheet_gives_the_estimate_and_a_signature_the_findings() {
    let house = House::new();
    let (environment, folder) = (&house.environment, house.folder.path());
    let store = &environment.store;
    let done = house.run(house.request("ONE-A", "2026-07-01", "2026-09-30")).await;
    let number = done.audit.audit_id;
    let place = (Language::Az, folder);
    let [_, sheet, _] = sheet::paths(folder, number);
    let filled = folder.join("filled.csv");

    // Half of the items: the review stays open, nothing is taken for good.
    let items = fill(&sheet, &filled, |line| if line % 2 == 0 { ["bəli"; 4] } else { [""; 4] });
    let review = life::review(environment, store, number, &filled, "A", false, place).unwrap();
    assert_eq!((review.items, review.status), (items, AuditState::InReview));
    assert_eq!(review.open, items - review.taken.items);
    assert!(life::sign(environment, store, number, "S.Quliyeva", place).is_err(), "the sample is still open");

    // All of them, one in ten with a no.
    fill(&sheet, &filled, |line| if line % 10 == 0 { ["bəli", "xeyr", "", ""] } else { ["bəli"; 4] });
    let review = life::review(environment, store, number, &filled, "A", false, place).unwrap();
    assert_eq!((review.open, review.status), (0, AuditState::Draft));
    assert_eq!(house.count("state.audit_answers"), items as i64, "answered anew, not twice");
    let session = store.session().unwrap();
    let body: serde_json::Value = session
        .one("select body from lake.datasets where kind = 'audit' order by created_at desc, dataset_id limit 1")
        .unwrap();
    assert!(body["body"].as_str().unwrap().contains("baxış"));

    let signed = life::sign(environment, store, number, "S.Quliyeva", place).unwrap();
    assert!(signed.raised > 0 && signed.raised == signed.named);
    assert_eq!(house.count("state.findings"), signed.raised as i64);
    let again = life::sign(environment, store, number, "S.Quliyeva", place).unwrap();
    assert_eq!((again.named, again.raised), (signed.named, signed.raised));
    assert_eq!(house.count("state.findings"), signed.raised as i64, "signed twice, raised once");
    assert_eq!(again.produced.sha256, signed.produced.sha256);

    let sent = life::send(environment, store, number, "S.Quliyeva").unwrap();
    assert_eq!(sent.answer_due.unwrap().to_string(), "2026-12-04", "10 working days after 20 November");
    assert!(life::close(environment, store, number, "S.Quliyeva", "").is_err(), "without an answer only with a reason");
    life::answer(environment, store, number, "unit", "Nöqsanlar aradan qaldırılır.").unwrap();
    life::close(environment, store, number, "S.Quliyeva", "").unwrap();
    let states: Vec<String> =
        record::transitions(store, number).unwrap().into_iter().map(|line| line.to_status).collect();
    assert_eq!(states, ["planned", "running", "in_review", "draft", "signed", "sent", "answered", "closed"]);
}

#[tokio::test]
async fn a_filled_workbook_is_read_as_it_was_written() {
    let house = House::new();
    let folder = house.folder.path();
    let done = house.run(house.request("ONE-A", "2026-07-01", "2026-09-30")).await;
    let [workbook, csv_file, _] = sheet::paths(folder, done.audit.audit_id);
    // The blank workbook holds every item and no answer.
    let store = &house.environment.store;
    let taken = sheet::import(&house.environment, store, &done.audit, &workbook, "A").unwrap();
    assert_eq!(taken, sheet::Taken::default());
    // An item that was not drawn, and an answer that is none, are refused as a whole.
    let text = std::fs::read_to_string(&csv_file).unwrap();
    for (from, to, what) in [("\n1,", "\n9999,", "was not drawn"), (",,,,,", ",bəlkə,,,,", "neither yes nor no")] {
        let wrong = folder.join("wrong.csv");
        std::fs::write(&wrong, text.replacen(from, to, 1)).unwrap();
        let error = sheet::import(&house.environment, store, &done.audit, &wrong, "A").unwrap_err();
        assert!(error.report().contains(what), "{}", error.report());
    }
    assert_eq!(house.count("state.audit_answers"), 0);
}

#[tokio::test]
async fn a_later_monitoring_says_what_changed_since() {
    let house = House::new();
    house.run(house.request("ONE-A", "2026-07-01", "2026-08-31")).await;
    let later =
        Environment { clock: Clock::Fixed("2026-11-21T06:00:00Z".parse().unwrap()), ..house.environment.clone() };
    let done = run(&later, house.request("ONE-A", "2026-08-01", "2026-09-30")).await.unwrap();
    let session = later.store.session().unwrap();
    session.set("dataset_id", done.audit.dataset_id.as_deref()).unwrap();
    let row: serde_json::Value =
        session.one("select body from lake.datasets where dataset_id = getvariable('dataset_id')").unwrap();
    let body: serde_json::Value = serde_json::from_str(row["body"].as_str().unwrap()).unwrap();
    let lead = body["comparison"]["section"]["lead"][0][0]["text"].as_str().unwrap();
    assert!(lead.starts_with("PM-2026-001 nömrəli monitorinqlə müqayisədə"), "{lead}");
    assert!(!body["comparison"]["changes"]["rows"].as_array().unwrap().is_empty());
}
