//! What jobs and commands work with: the explicit bag of dependencies.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::progress::Watch;
use crate::catalog::Library;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::period::Period;
use crate::domain::reference::Reference;
use crate::error::{Doing, Result};
use crate::press::Press;
use crate::store::Store;

/// Cheap to clone; a command with `--as-of` or a watcher of its own gets a copy with these changed.
#[derive(Clone)]
pub struct Environment {
    pub config: Arc<Config>,
    pub reference: Arc<Reference>,
    pub store: Store,
    pub library: Arc<Library>,
    pub press: Arc<Press>,
    pub clock: Clock,
    /// `--as-of`, where given.
    pub as_of: Option<DateTime<Utc>>,
    pub watch: Watch,
}

impl Environment {
    /// The evaluation time of a period: `--as-of`, else its closing instant once it has passed, else now.
    ///
    /// Between a period's end and its closing the answer is now, not the closing instant: what is dated later has
    /// not happened yet, and an assignment due in between is not overdue.
    pub fn as_of(&self, period: &Period) -> DateTime<Utc> {
        let closing = self.reference.calendar.closing_instant(period, self.reference.zone);
        self.as_of.unwrap_or_else(|| self.clock.now().min(closing))
    }

    /// The evaluation time of work without a period: `--as-of`, else now.
    pub fn now(&self) -> DateTime<Utc> {
        self.as_of.unwrap_or_else(|| self.clock.now())
    }

    /// The folder of finished reports, created when it is missing.
    pub fn reports_folder(&self) -> Result<PathBuf> {
        let folder = self.config.resolve(&self.config.reports.folder);
        std::fs::create_dir_all(&folder).doing(|| format!("creating the folder `{}`", folder.display()))?;
        Ok(folder)
    }

    /// The same with another watcher.
    #[must_use]
    pub fn watched(&self, watch: Watch) -> Self {
        Environment { watch, ..self.clone() }
    }
}
