//! What a long piece of work tells while it goes on: a progress bar on a terminal, lines in a log, steps in the ledger.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// One sign of life.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Progress {
    /// A step began.
    Begin { step: String },
    /// `done` of `total` (when known) rows or documents.
    Advance { step: String, done: u64, total: Option<u64> },
    /// A step ended.
    End { step: String, rows: Option<u64>, seconds: f64, detail: String },
    /// A line for people.
    Note { text: String },
}

/// Hears progress; cheap to clone.
#[derive(Clone)]
pub struct Watch(Arc<dyn Fn(&Progress) + Send + Sync>);

impl Watch {
    pub fn new(hear: impl Fn(&Progress) + Send + Sync + 'static) -> Self {
        Watch(Arc::new(hear))
    }

    /// Hears nothing.
    pub fn silent() -> Self {
        Watch::new(|_| {})
    }

    pub fn tell(&self, progress: Progress) {
        (self.0)(&progress);
    }

    pub fn note(&self, text: impl Into<String>) {
        self.tell(Progress::Note { text: text.into() });
    }

    /// Hears with both.
    #[must_use]
    pub fn and(&self, other: Watch) -> Watch {
        let first = self.clone();
        Watch::new(move |progress| {
            first.tell(progress.clone());
            other.tell(progress.clone());
        })
    }
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watch")
    }
}
