//! Rows in quarantine and their way back: the unit appears in the table, the rows are taken, nothing newer is overtaken.

use std::path::Path;

use qebul::clock::Clock;
use qebul::config::Config;
use qebul::domain::records::Entity;
use qebul::jobs::pull::{self, Scope};
use qebul::jobs::quarantine::{self, Filter};
use qebul::jobs::{Environment, ledger};
use qebul::store::Store;
use serde_json::{Value, json};

use crate::conformance::feed::{Feed, Quirk, TOKEN};
use crate::support::count;

const NEW_UNIT: &str = "DSMF-YENI";

/// The third reception is of a unit that the table lacks, and its note names a telephone.
fn feed() -> Feed {
    Feed::reception(|item| {
        item["unit_code"] = json!(NEW_UNIT);
        item["note"] = json!("zəng: 050 212 34 56");
    })
}

/// The environment on the folder's database, with the unit in the table or without.
fn environment(folder: &Path, url: &str, has_unit: bool) -> Environment {
    let mut units = include_str!("../src/domain/tables/units.csv").to_owned();
    if has_unit {
        units.push_str(&format!("{NEW_UNIT},DSMF,local,Yeni şöbə,New branch,,5,DSMF\n"));
    }
    std::fs::write(folder.join("units.csv"), units).unwrap();
    std::fs::write(folder.join("token"), TOKEN).unwrap();
    let text = format!(
        "[ministry]\nunits = \"units.csv\"\n[[source]]\nname = \"DSMF\"\nkind = \"http\"\nurl = \"{url}\"\ntoken_file = \"token\"\n"
    );
    std::fs::write(folder.join("qebul.toml"), text).unwrap();
    let config = Config::load(Some(&folder.join("qebul.toml"))).unwrap_or_else(|e| panic!("{}", e.report()));
    qebul::app::install_tls();
    let environment = qebul::app::environment(config, None).unwrap_or_else(|e| panic!("{}", e.report()));
    Environment { clock: Clock::Fixed("2026-09-20T06:00:00Z".parse().unwrap()), ..environment }
}

async fn pulled(environment: &Environment, full: bool) -> pull::Summary {
    let summary = pull::all(environment, Scope { full, ..Scope::default() }).await.unwrap();
    assert!(summary.is_complete(), "{:?}", summary.failures);
    summary
}

async fn replayed(environment: &Environment) -> Vec<quarantine::Replayed> {
    let replayed = quarantine::replay(environment, &Filter::default(), "cli").await;
    replayed.unwrap_or_else(|error| panic!("{}", error.report()))
}

fn row(store: &Store, query: &str) -> Value {
    store.session().unwrap().one(query).unwrap()
}

const LIVE: &str = "lake.receptions where load_to is null and not deleted";
const WAITING: &str = "lake.quarantine where replayed_load is null";

#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_a_new_unit_is_taken_when_the_table_knows_it() {
    let folder = tempfile::tempdir().unwrap();
    let url = feed().serve().await;
    let watermark;
    {
        let environment = environment(folder.path(), &url, false);
        pulled(&environment, false).await;
        assert_eq!((count(&environment.store, LIVE), count(&environment.store, WAITING)), (5, 1));
        let waiting = quarantine::groups(&environment.store, &Filter::default()).unwrap();
        assert_eq!((waiting[0].reason.as_str(), waiting[0].rejected), ("unknown_unit", 1));
        // Not mended yet: it waits on.
        let replayed = replayed(&environment).await;
        assert_eq!((replayed[0].taken, replayed[0].still["unknown_unit"]), (0, 1));
        assert_eq!(count(&environment.store, WAITING), 1);
        let raw = quarantine::rows(&environment.store, &Filter::default()).unwrap()[0].raw.clone();
        assert!(!raw.contains("5AB12C7") && !raw.contains("212"), "{raw}");
        watermark = environment.store.resume("DSMF", Entity::Receptions).unwrap().watermark;
    }
    let environment = environment(folder.path(), &url, true);
    let store = &environment.store;
    let loads = count(store, "lake.loads");
    let tried = quarantine::try_replay(&environment, &Filter::default()).await.unwrap();
    assert_eq!((tried[0].taken, tried[0].load_id), (1, None));
    assert_eq!(
        (count(store, LIVE), count(store, WAITING), count(store, "lake.loads")),
        (5, 1, loads),
        "a trial writes nothing"
    );

    let done = replayed(&environment).await;
    assert_eq!((done[0].taken, done[0].still.len()), (1, 0));
    assert_eq!((count(store, LIVE), count(store, WAITING)), (6, 0));
    let taken = row(store, "select * from lake.receptions where id = 'Reception-2' and load_to is null");
    let other = row(store, "select * from lake.receptions where id = 'Reception-3' and load_to is null");
    assert_eq!(taken["unit_code"], json!(NEW_UNIT));
    assert!(taken["citizen"].as_str().is_some_and(|citizen| citizen.starts_with("f:")));
    assert_eq!(taken["citizen"], other["citizen"], "the same person is the same hash after a replay");
    assert_eq!((&taken["note"], &taken["note_redactions"]), (&json!("zəng: [telefon]"), &json!(1)));
    let settled = row(store, "select replayed_load from lake.quarantine");
    assert_eq!(settled["replayed_load"], json!(done[0].load_id));
    let load = row(store, "select * from lake.loads order by load_id desc limit 1");
    assert_eq!((&load["kind"], &load["rows_new"], &load["complete"]), (&json!("replay"), &json!(1), &json!(true)));
    assert_eq!(store.resume("DSMF", Entity::Receptions).unwrap().watermark, watermark, "the pulls' watermark stays");

    // Again: nothing waits, no load is opened; and the feed's own copy is the same to the last bit.
    let loads = count(store, "lake.loads");
    assert!(replayed(&environment).await.is_empty());
    assert_eq!(count(store, "lake.loads"), loads);
    let summary = pulled(&environment, true).await;
    assert!(summary.walks.iter().all(|walk| walk.new == 0 && walk.changed == 0 && walk.rejected == 0));
    let runs = ledger::newest(store, Some("replay"), 10).unwrap();
    assert_eq!(runs.len(), 3, "each replay has its line: {runs:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_newer_wins_and_a_crash_is_mended() {
    let folder = tempfile::tempdir().unwrap();
    let url = feed().serve().await;
    pulled(&environment(folder.path(), &url, false), false).await;
    // Meanwhile the unit deletes the record.
    let mut later = Feed::with(Quirk::None);
    later.items.get_mut(&Entity::Receptions).unwrap()[2] = json!({
        "id": "Reception-2", "unit_code": "DSMF", "updated_at": "2026-09-19T00:00:00Z", "deleted": true,
    });
    let url = later.serve().await;
    let environment = environment(folder.path(), &url, true);
    let store = &environment.store;
    pulled(&environment, true).await;
    // As if the pull had not settled the row: the merge itself must not let it pass.
    let unsettle = || store.write_lake(|lake| lake.run("update lake.quarantine set replayed_load = null")).unwrap();
    unsettle();
    let before = count(store, "lake.receptions");
    assert_eq!(replayed(&environment).await[0].taken, 1);
    assert_eq!((count(store, "lake.receptions"), count(store, WAITING)), (before, 0));
    assert_eq!(count(store, "lake.receptions where id = 'Reception-2' and load_to is null and deleted"), 1);

    // A crash after the merge and before the mark: the same again changes no record.
    unsettle();
    replayed(&environment).await;
    assert_eq!((count(store, "lake.receptions"), count(store, WAITING)), (before, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_are_still_wrong_say_why_now() {
    let folder = tempfile::tempdir().unwrap();
    let feed = Feed::reception(|item| {
        item["unit_code"] = json!(NEW_UNIT);
        item["mode"] = json!("fax");
    });
    let url = feed.serve().await;
    pulled(&environment(folder.path(), &url, false), false).await;
    let environment = environment(folder.path(), &url, true);
    let only = Filter { reason: Some("missing".into()), ..Filter::default() };
    assert!(quarantine::replay(&environment, &only, "cli").await.unwrap().is_empty());
    let done = replayed(&environment).await;
    assert_eq!((done[0].taken, done[0].still["unknown_enum"], done[0].load_id), (0, 1, None));
    let waiting = quarantine::rows(&environment.store, &Filter::default()).unwrap();
    assert_eq!((waiting[0].reason.as_str(), waiting[0].field.as_deref()), ("unknown_enum", Some("mode")));
}
