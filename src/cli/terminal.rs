//! Where a command's output goes: this process's own streams, or frames to a client at the socket.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::UnboundedSender;

use crate::jobs::{Progress, Watch};

/// One piece of output on its way to a client at the socket.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frame {
    Out(String),
    Err(String),
    Progress(Progress),
    Exit(u8),
}

/// Prints for people and programs; cheap to clone.
#[derive(Clone)]
pub struct Terminal {
    sink: Sink,
    /// Relative paths in arguments begin here.
    pub folder: PathBuf,
}

#[derive(Clone)]
enum Sink {
    Local(Arc<Bars>),
    Remote(UnboundedSender<Frame>),
}

impl Terminal {
    pub fn local() -> Self {
        let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        Terminal { sink: Sink::Local(Arc::default()), folder }
    }

    pub fn remote(frames: UnboundedSender<Frame>, folder: PathBuf) -> Self {
        Terminal { sink: Sink::Remote(frames), folder }
    }

    /// Prints a line that belongs to the answer.
    pub fn out(&self, line: &str) {
        match &self.sink {
            // A reader that went away (`| head`) ends the output, not the work.
            Sink::Local(bars) => bars.suspend(|| drop(writeln!(std::io::stdout(), "{line}"))),
            Sink::Remote(frames) => drop(frames.send(Frame::Out(line.to_owned()))),
        }
    }

    /// Prints a line about the work.
    pub fn err(&self, line: &str) {
        match &self.sink {
            Sink::Local(bars) => bars.suspend(|| drop(writeln!(std::io::stderr(), "{line}"))),
            Sink::Remote(frames) => drop(frames.send(Frame::Err(line.to_owned()))),
        }
    }

    pub fn progress(&self, progress: &Progress) {
        match &self.sink {
            Sink::Local(bars) => bars.show(progress, |line| drop(writeln!(std::io::stderr(), "{line}"))),
            Sink::Remote(frames) => drop(frames.send(Frame::Progress(progress.clone()))),
        }
    }

    /// Hears progress and shows it.
    pub fn watch(&self) -> Watch {
        let terminal = self.clone();
        Watch::new(move |progress| terminal.progress(progress))
    }
}

/// Progress bars on a terminal, plain lines elsewhere.
struct Bars {
    all: MultiProgress,
    open: Mutex<Vec<(String, ProgressBar)>>,
    live: bool,
}

impl Default for Bars {
    fn default() -> Self {
        Bars { all: MultiProgress::new(), open: Mutex::default(), live: std::io::stderr().is_terminal() }
    }
}

impl Bars {
    fn suspend(&self, print: impl FnOnce()) {
        if self.live { self.all.suspend(print) } else { print() }
    }

    fn show(&self, progress: &Progress, print: impl Fn(&str)) {
        match progress {
            Progress::Note { text } => self.suspend(|| print(text)),
            Progress::End { step, rows, seconds, detail } => {
                if self.live {
                    self.close(step);
                }
                let rows = rows.map(|rows| format!(" {rows} rows,")).unwrap_or_default();
                let detail = if detail.is_empty() { String::new() } else { format!(" ({detail})") };
                self.suspend(|| print(&format!("{step}:{rows} {seconds:.1} s{detail}")));
            }
            Progress::Begin { step } if self.live => drop(self.bar(step)),
            Progress::Advance { step, done, total } if self.live => {
                let bar = self.bar(step);
                if let Some(total) = total {
                    bar.set_length(*total);
                }
                bar.set_position(*done);
            }
            Progress::Begin { .. } | Progress::Advance { .. } => {}
        }
    }

    fn bar(&self, step: &str) -> ProgressBar {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bar)) = open.iter().find(|(name, _)| name == step) {
            return bar.clone();
        }
        let bar = self.all.add(ProgressBar::no_length());
        if let Ok(style) = ProgressStyle::with_template("{msg:32} {bar:24} {human_pos:>10} {elapsed:>4}") {
            bar.set_style(style);
        }
        bar.set_message(step.to_owned());
        open.push((step.to_owned(), bar.clone()));
        bar
    }

    fn close(&self, step: &str) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = open.iter().position(|(name, _)| name == step) {
            let (_, bar) = open.remove(index);
            bar.finish_and_clear();
        }
    }
}
