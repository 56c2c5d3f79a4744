//! What several tests need: environments over temporary folders, counts.

use std::path::Path;

use qebul::clock::Clock;
use qebul::config::Config;
use qebul::jobs::Environment;
use qebul::store::Store;

/// The environment of the real records, with a database of its own.
pub fn real_records() -> (Environment, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/nyc");
    let mut config =
        Config::load(Some(&tables.join("qebul.toml"))).unwrap_or_else(|error| panic!("{}", error.report()));
    config.store.path = folder.path().join("qebul.duckdb");
    config.reports.folder = folder.path().join("reports");
    config.privacy.key_file = Some(folder.path().join("qebul.key"));
    let environment = qebul::app::environment(config, None).unwrap_or_else(|error| panic!("{}", error.report()));
    (environment, folder)
}

/// Rows of a table, with a condition behind its name where wanted.
pub fn count(store: &Store, table: &str) -> i64 {
    let session = store.session().unwrap();
    let row: serde_json::Value = session.one(&format!("select count(*) as value from {table}")).unwrap();
    row["value"].as_i64().unwrap()
}

/// A folder with a configuration that pulls from feeds: name, address, token.
pub fn feed_folder(sources: &[(String, String, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::from("[store]\npath = \"qebul.duckdb\"\n[reports]\napproval = false\n");
    for (name, url, token) in sources {
        let file = format!("token-{name}");
        std::fs::write(folder.path().join(&file), token).unwrap();
        text.push_str(&format!(
            "[[source]]\nname = \"{name}\"\nkind = \"http\"\nurl = \"{url}\"\ntoken_file = \"{file}\"\n"
        ));
    }
    std::fs::write(folder.path().join("qebul.toml"), text).unwrap();
    folder
}

/// An environment on such a folder, at a time of its own.
pub fn feeds(sources: &[(String, String, String)], clock: Clock) -> (Environment, tempfile::TempDir) {
    let folder = feed_folder(sources);
    let config = Config::load(Some(&folder.path().join("qebul.toml"))).unwrap_or_else(|e| panic!("{}", e.report()));
    qebul::app::install_tls();
    let environment = qebul::app::environment(config, None).unwrap_or_else(|error| panic!("{}", error.report()));
    (Environment { clock, ..environment }, folder)
}
