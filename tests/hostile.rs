//! All sources at once, each in a bad mood of its own: none stops another, no good row is lost, none comes twice.

use std::sync::Arc;

use qebul::clock::Clock;
use qebul::domain::period::Period;
use qebul::domain::reference::Reference;
use qebul::jobs::{Environment, pull};
use qebul::simulator::{Ministry, Misbehaviour, Misbehaviours, Serving, Settings, router_with};

use crate::support;

const TABLES: [&str; 5] = ["receptions", "assignments", "appointments", "officials", "unit_reports"];

/// What the lake holds of a source: of every table how many live rows, how many ids, and a hash over all of them.
fn held(environment: &Environment, source: &str) -> Vec<String> {
    let session = environment.store.session().unwrap();
    let of = |table: &str| {
        let query = format!(
            "select concat_ws(' ', '{table}', count(*), count(distinct id), \
             md5(string_agg(id || payload_hash, '' order by id))) as text \
             from lake.{table} where load_to is null and source = '{source}'"
        );
        session.one::<serde_json::Value>(&query).unwrap()["text"].as_str().unwrap().to_owned()
    };
    TABLES.map(of).to_vec()
}

async fn pulled(environment: &Environment) -> pull::Summary {
    pull::all(environment, pull::Scope::default()).await.unwrap_or_else(|error| panic!("{}", error.report()))
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_worst_mood_nothing_good_is_lost() {
    let reference = Reference::builtin();
    let month: Period = "2026-06".parse().unwrap();
    let now = "2026-07-20T08:00:00Z".parse().unwrap();
    let ministry = Arc::new(Ministry::generate(Settings::new(3, 0.02, month, month, now), &reference).unwrap());
    let moods = Misbehaviours::default();
    let serving = Serving { clock: Clock::Fixed(now), misbehaviours: moods.clone() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = router_with(ministry.clone(), serving);
    tokio::spawn(async move { axum::serve(listener, router).await });
    let all: Vec<String> = ministry.sources().to_vec();
    let sources: Vec<_> = all
        .iter()
        .map(|source| (source.clone(), format!("http://{address}/{source}"), ministry.token(source)))
        .collect();
    let (clean, clean_folder) = support::feeds(&sources, Clock::Fixed(now));
    let (battered, folder) = support::feeds(&sources, Clock::Fixed(now));
    assert!(pulled(&clean).await.is_complete());
    // One key, so that the same citizen has the same pseudonym in both; a copy keeps its mode.
    std::fs::copy(clean_folder.path().join("qebul.key"), folder.path().join("qebul.key")).unwrap();

    let lasting = [
        Misbehaviour::CutAfter(2_000),
        Misbehaviour::BrokenGzip,
        Misbehaviour::Nonsense,
        Misbehaviour::Announced,
        Misbehaviour::Endless,
    ];
    let passing = [
        Misbehaviour::TooManyRequests { times: 3, retry_after: 1 },
        Misbehaviour::ExpiredCursor { times: 2 },
        Misbehaviour::Junk,
        Misbehaviour::Reversed,
        Misbehaviour::Unavailable { times: 2, retry_after: 1 },
    ];
    assert_eq!(all.len(), 7, "the moods below are shared out over seven sources");
    // First round: five sources that fail for the whole run, two that are only odd.
    let first: Vec<_> = lasting.iter().chain(&[Misbehaviour::Junk, Misbehaviour::Reversed]).cloned().collect();
    for (source, mood) in all.iter().zip(&first) {
        moods.set(source, Some(mood.clone()));
    }
    let summary = pulled(&battered).await;
    assert_eq!(summary.failures.len(), lasting.len(), "{:#?}", summary.failures);
    for source in &all[5..] {
        assert_eq!(held(&battered, source), held(&clean, source), "{source}: odd rows cost good ones");
    }
    let junk = support::count(&battered.store, &format!("lake.quarantine where source = '{}'", all[5]));
    assert!(junk >= 8, "{junk} rows of junk are kept");

    // Second round: passing trouble, which a pull overcomes by itself.
    for (source, mood) in all.iter().zip(passing.iter().cycle()) {
        moods.set(source, Some(mood.clone()));
    }
    let summary = pulled(&battered).await;
    assert!(summary.is_complete(), "{:#?}", summary.failures);
    for source in &all {
        assert_eq!(held(&battered, source), held(&clean, source), "{source}");
    }

    // And once more with everybody in good spirits: nothing changes.
    all.iter().for_each(|source| moods.set(source, None));
    let before: Vec<_> = all.iter().map(|source| held(&battered, source)).collect();
    let summary = pulled(&battered).await;
    let news: u64 = summary.walks.iter().map(|walk| walk.new + walk.changed + walk.deleted).sum();
    assert_eq!(news, 0);
    assert_eq!(before, all.iter().map(|source| held(&battered, source)).collect::<Vec<_>>());
}
