//! kill -9 in the middle of pulls: what was committed is there, nothing is double, and the next pull goes on.
//!
//! `QEBUL_KILLS=200` kills so often, at random moments.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use qebul::clock::Clock;
use qebul::domain::period::Period;
use qebul::domain::reference::Reference;
use qebul::simulator::{Ministry, Settings, router};
use qebul::store::{Store, StoreSettings};

use crate::support;

fn pull(folder: &std::path::Path, more: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_qebul"))
        .current_dir(folder)
        .arg("pull")
        .args(more)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Every live row of every entity as one text: the same set of records gives the same text.
fn contents(folder: &std::path::Path) -> Vec<String> {
    let settings = StoreSettings { path: Some(folder.join("qebul.duckdb")), ..StoreSettings::default() };
    let store =
        Store::open(&settings, &Reference::builtin(), &Clock::System).unwrap_or_else(|e| panic!("{}", e.report()));
    let session = store.session().unwrap();
    ["receptions", "assignments", "appointments", "officials", "unit_reports"]
        .map(|table| {
            let query = format!(
                "select '{table} ' || count(*) || ' ' || count(distinct source || '/' || id) || ' ' || \
                 coalesce(md5(string_agg(source || id || payload_hash, '' order by source, id)), '') as text \
                 from lake.{table} where load_to is null"
            );
            let row: serde_json::Value = session.one(&query).unwrap();
            row["text"].as_str().unwrap().to_owned()
        })
        .to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_pulls_lose_and_double_nothing() {
    let reference = Reference::builtin();
    let month = |text: &str| text.parse::<Period>().unwrap();
    let now = "2026-07-20T08:00:00Z".parse().unwrap();
    let ministry =
        Ministry::generate(Settings::new(7, 0.2, month("2026-05"), month("2026-06"), now), &reference).unwrap();
    let ministry = Arc::new(ministry);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = ministry.clone();
    tokio::spawn(async move { axum::serve(listener, router(served)).await });
    let sources: Vec<_> = ["DSMF", "DOST"]
        .map(|source| (source.to_owned(), format!("http://{address}/{source}"), ministry.token(source)))
        .to_vec();
    let (killed, clean) = (support::feed_folder(&sources), support::feed_folder(&sources));
    // One key, so that the same citizen has the same pseudonym in both.
    std::fs::write(killed.path().join("qebul.key"), "00".repeat(32)).unwrap();
    std::fs::copy(killed.path().join("qebul.key"), clean.path().join("qebul.key")).unwrap();
    for folder in [&killed, &clean] {
        let key = folder.path().join("qebul.key");
        std::fs::set_permissions(key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    }

    let kills = std::env::var("QEBUL_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(6);
    let mut chance = ChaCha8Rng::seed_from_u64(kills);
    for kill in 0..kills {
        // Every other one reads everything again, so that there is always something to be killed in.
        let more: &[&str] = if kill % 2 == 0 { &[] } else { &["--full"] };
        let mut child = pull(killed.path(), more);
        let milliseconds = chance.random_range(50..1_200);
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        // SIGKILL; a child that was quicker has simply ended.
        let _ = child.kill();
        child.wait().unwrap();
    }
    for folder in [&killed, &clean] {
        let output = tokio::task::block_in_place(|| pull(folder.path(), &[]).wait_with_output().unwrap());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let (after, expected) = (contents(killed.path()), contents(clean.path()));
    assert_eq!(after, expected);
    assert!(expected[0].starts_with("receptions ") && !expected[0].starts_with("receptions 0 "), "{expected:?}");
}
