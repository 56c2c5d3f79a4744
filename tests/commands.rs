//! Commands as their user gives them: the binary, its output, its exit codes.

use std::path::Path;
use std::process::{Command, Output};

fn qebul(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qebul")).current_dir(folder).args(arguments).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_unknown_key_is_named_with_file_line_and_remedy() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("qebul.toml"), "[store]\nmemory = \"1GB\"\n").unwrap();
    let output = qebul(folder.path(), &["config", "check"]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    for part in ["qebul.toml", "line 2", "memory", "hint: "] {
        assert!(text.contains(part), "`{part}` is not in {text}");
    }
}

#[test]
fn bad_usage_ends_with_two() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(qebul(folder.path(), &["check"]).status.code(), Some(2));
    let output = qebul(folder.path(), &["check", "--period", "2026-13"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let output = qebul(folder.path(), &["run", "nothing"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("hint: jobs are"), "{}", stderr(&output));
}

#[test]
fn a_port_in_use_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    std::fs::write(folder.path().join("qebul.toml"), format!("[portal]\nlisten = \"{address}\"\n")).unwrap();
    let output = qebul(folder.path(), &["serve"]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("the port is in use"), "{text}");
}

#[test]
fn a_second_process_on_the_file_is_refused_or_served() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("qebul.toml"), "[portal]\nlisten = \"127.0.0.1:0\"\n").unwrap();
    let mut serving = Command::new(env!("CARGO_BIN_EXE_qebul"))
        .current_dir(folder.path())
        .arg("serve")
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let socket = folder.path().join("qebul.duckdb.sock");
    for _ in 0..200 {
        if socket.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(socket.exists(), "the server listens on its socket");

    // Through the socket: the same command, the same output.
    let output = qebul(folder.path(), &["jobs"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("close-month"));

    // Past the socket: the file's lock.
    std::fs::rename(&socket, folder.path().join("elsewhere")).unwrap();
    let output = qebul(folder.path(), &["jobs"]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("another process holds the file"), "{text}");
    serving.kill().unwrap();
    serving.wait().unwrap();

    // After kill -9 the file opens again.
    let output = qebul(folder.path(), &["jobs"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn a_query_with_a_broken_header_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let queries = folder.path().join("queries");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("queries"), &queries);
    std::fs::write(queries.join("checks/R99_broken.sql"), "-- id: R99\nselect 1;\n").unwrap();
    std::fs::write(folder.path().join("qebul.toml"), "[paths]\nqueries = \"queries\"\n").unwrap();
    let output = qebul(folder.path(), &["queries", "check"]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("R99_broken.sql") && text.contains("hint: "), "{text}");
}

#[test]
fn a_template_error_has_path_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let templates = folder.path().join("templates");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates"), &templates);
    let main = templates.join("monthly/main.typ");
    let text = std::fs::read_to_string(&main).unwrap();
    std::fs::write(&main, format!("{text}\n#nothing-of-this-name\n")).unwrap();
    std::fs::write(folder.path().join("qebul.toml"), "[paths]\ntemplates = \"templates\"\n").unwrap();
    let output = qebul(folder.path(), &["templates", "check"]);
    let text = stderr(&output);
    assert_ne!(output.status.code(), Some(0), "{text}");
    let line = std::fs::read_to_string(&main).unwrap().lines().count();
    assert!(text.contains(&format!("monthly/main.typ:{line}:")), "{text}");
}

#[test]
fn everything_built_in_is_right() {
    let folder = tempfile::tempdir().unwrap();
    for command in [["config", "check"], ["queries", "check"], ["templates", "check"]] {
        let output = qebul(folder.path(), &command);
        assert_eq!(output.status.code(), Some(0), "{command:?}: {}", stderr(&output));
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}
