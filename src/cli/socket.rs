//! The server's side of the Unix socket beside the database (mode 0600): one command a connection.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use clap::Parser;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::terminal::Frame;
use super::{Cli, Terminal, execute};
use crate::error::{Doing, Error, Result};
use crate::jobs::Environment;

/// What a client sends: its arguments and where it stands.
#[derive(Debug, Serialize, Deserialize)]
pub struct Request {
    pub arguments: Vec<String>,
    pub folder: PathBuf,
}

/// A request is a command line, not a document.
const MAX_REQUEST: u64 = 1 << 20;

/// The socket's address: the database file's with `.sock` behind it.
pub fn path(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".sock");
    PathBuf::from(name)
}

/// Listens; a socket file without a process behind it is replaced.
pub fn listen(database: &Path) -> Result<UnixListener> {
    let path = path(database);
    let act = || format!("listening on the socket `{}`", path.display());
    if std::os::unix::net::UnixStream::connect(&path).is_ok() {
        return Err(Error::failed(act()).hint("another `qebul serve` works on this database: stop it first"));
    }
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error).doing(act),
        _ => {}
    }
    let listener = UnixListener::bind(&path).doing(act)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).doing(act)?;
    Ok(listener)
}

/// Serves commands until stopped, then waits for those that run.
pub async fn serve(listener: UnixListener, environment: Environment, stop: CancellationToken) {
    let tasks = TaskTracker::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let environment = environment.clone();
                    tasks.spawn(async move {
                        if let Err(error) = answer(stream, environment).await {
                            tracing::warn!(error = %error.report(), "a command through the socket was not answered");
                        }
                    });
                }
                Err(error) => tracing::warn!(%error, "the socket did not accept a client"),
            },
        }
    }
    tasks.close();
    tasks.wait().await;
}

async fn answer(stream: UnixStream, environment: Environment) -> Result<()> {
    let act = || "answering a command through the socket".to_owned();
    let (read, mut write) = stream.into_split();
    let mut line = String::new();
    BufReader::new(read).take(MAX_REQUEST).read_line(&mut line).await.doing(act)?;
    let request: Request = serde_json::from_str(&line).doing(act)?;
    let (frames, mut outgoing) = tokio::sync::mpsc::unbounded_channel();
    let work = tokio::spawn(async move {
        let terminal = Terminal::remote(frames.clone(), request.folder.clone());
        let code = match Cli::try_parse_from(&request.arguments) {
            Ok(cli) => execute(&cli, &environment, &terminal).await.unwrap_or_else(|error| {
                terminal.err(&error.report());
                error.exit_code()
            }),
            Err(error) => {
                terminal.err(&error.to_string());
                2
            }
        };
        // The client may have gone; its command has been carried out all the same.
        let _ = frames.send(Frame::Exit(code));
    });
    while let Some(frame) = outgoing.recv().await {
        let mut text = serde_json::to_string(&frame).doing(act)?;
        text.push('\n');
        if write.write_all(text.as_bytes()).await.is_err() {
            break;
        }
    }
    work.await.doing(act)
}
