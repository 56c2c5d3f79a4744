//! The client's side of the socket: hands a command to the serving process and prints what comes back.

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::UnixStream;

use super::Terminal;
use super::socket::{Request, path};
use super::terminal::Frame;
use crate::config::Config;
use crate::error::{Doing, Error, Result};

/// Runs the command in the serving process and answers its exit code; nothing when no process serves.
pub async fn forward(config: &Config, arguments: &[String], terminal: &Terminal) -> Result<Option<u8>> {
    let path = path(&config.database());
    let Ok(stream) = UnixStream::connect(&path).await else { return Ok(None) };
    let act = || format!("handing the command to the server at `{}`", path.display());
    let (read, mut write) = stream.into_split();
    let request = Request { arguments: arguments.to_vec(), folder: terminal.folder.clone() };
    let mut text = serde_json::to_string(&request).doing(act)?;
    text.push('\n');
    write.write_all(text.as_bytes()).await.doing(act)?;
    let mut lines = BufReader::new(read).lines();
    while let Some(line) = lines.next_line().await.doing(act)? {
        match serde_json::from_str(&line).doing(act)? {
            Frame::Out(line) => terminal.out(&line),
            Frame::Err(line) => terminal.err(&line),
            Frame::Progress(progress) => terminal.progress(&progress),
            Frame::Exit(code) => return Ok(Some(code)),
        }
    }
    Err(Error::failed(act()).hint("the server ended before the command did: see its log, then give the command again"))
}
