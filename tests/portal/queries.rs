//! Pages reach the tables only through the views that filter by the units' tree.

use std::path::Path;

use qebul::domain::reference::Reference;
use qebul::store::Store;

/// Queries that serve no page: accounts and sessions themselves, the log's chain, the monitoring program.
const APART: [&str; 10] = [
    "scope",
    "access_log_chain",
    "access_log_last",
    "metrics_jobs",
    "metrics_sources",
    "session",
    "session_sweep",
    "user_failed",
    "user_logged_in",
    "user_set_password",
];
const ACCOUNTS: [&str; 2] = ["user_list", "user_secret"];

fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/portal");
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn queries_of_pages_read_the_views_only() {
    for (name, text) in files() {
        assert!(
            text.starts_with(&format!("-- portal: {name}\n-- ")),
            "`{name}` begins with its name and what it gives"
        );
        // An aggregate over the whole result can take the database down (see `violations.sql`).
        let sql: String =
            text.lines().filter(|line| !line.trim_start().starts_with("--")).collect::<Vec<_>>().join("\n");
        assert!(!sql.contains("over ()"), "`{name}` has an unpartitioned window");
        if APART.contains(&name.as_str()) || ACCOUNTS.contains(&name.as_str()) {
            continue;
        }
        assert!(!sql.contains("lake.") && !sql.contains("state."), "`{name}` names a table past the scope");
    }
}

#[test]
fn without_a_scope_the_views_show_nothing() {
    let store = Store::in_memory(&Reference::builtin()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    super::seed::fill(&store, folder.path());
    let session = store.session().unwrap();
    let scope = files().into_iter().find(|(name, _)| name == "scope").unwrap().1;
    session.run(&scope).unwrap();
    let views = [
        "units",
        "results",
        "violations",
        "scores",
        "datasets",
        "editions",
        "receptions",
        "loads",
        "quarantine",
        "job_runs",
        "job_steps",
        "users",
        "access_log",
        "findings",
        "tree",
        "freshness",
    ];
    for view in views {
        let row: serde_json::Value = session.one(&format!("select count(*) as value from visible_{view}")).unwrap();
        assert_eq!(row["value"], 0, "visible_{view}");
    }
    session.set("scope_kind", "subtree").unwrap();
    session.set("scope_root", super::seed::OWN).unwrap();
    let row: serde_json::Value = session.one("select count(distinct unit) as value from visible_violations").unwrap();
    assert_eq!(row["value"], 1);
    let row: serde_json::Value = session.one("select count(*) as value from visible_quarantine").unwrap();
    assert_eq!(row["value"], 0, "what belongs to no unit is for those who see everything");
}
