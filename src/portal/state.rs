//! What the portal stands on, handed in by the wiring and shared by all requests.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use tokio::sync::Semaphore;

use super::metrics::Metrics;
use super::reads::model::Dimension;
use super::throttle::Throttle;
use crate::catalog::Library;
use crate::clock::Clock;
use crate::domain::reference::Reference;
use crate::error::{Doing, Error, Result};
use crate::jobs::quarantine::{Filter, Replayed};
use crate::store::{Session, Store};

/// Requests that may be in the database at the same time; the others wait their turn.
const READERS: usize = 8;
/// Passwords hashed at the same time: each takes 19 MiB and a core.
const HASHERS: usize = 2;

/// Activates jobs; the wiring puts the runner behind it.
pub trait JobControl: Send + Sync {
    /// Asks for one run, in the name of a person.
    fn activate(&self, job: &str, login: &str) -> Result<()>;
    /// What taking the rejected rows again would do.
    fn try_replay(&self, filter: &Filter) -> Result<Vec<Replayed>>;
    /// Takes the rejected rows that are right now, in the name of a person.
    fn replay(&self, filter: &Filter, login: &str) -> Result<Vec<Replayed>>;
    /// Every job with its next due time.
    fn next_runs(&self) -> Vec<(String, Option<DateTime<Utc>>)>;
}

/// What the configuration says about the portal.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address people use; `https` makes cookies secure.
    pub public_url: Option<String>,
    /// Absolute life of a session.
    pub session_hours: u32,
    /// The folder that relative paths of reports begin in.
    pub base: PathBuf,
    /// Names of the sources that are expected to deliver.
    pub sources: Vec<String>,
    /// Hours after which a source counts as late where nothing else is configured.
    pub late_after_hours: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            public_url: None,
            session_hours: 10,
            base: PathBuf::from("."),
            sources: Vec::new(),
            late_after_hours: 48,
        }
    }
}

/// What the wiring hands in.
#[derive(Clone)]
pub struct PortalState {
    pub store: Store,
    pub reference: Arc<Reference>,
    pub library: Arc<Library>,
    pub clock: Clock,
    pub settings: Settings,
    /// `None` shows the ledger without the buttons.
    pub jobs: Option<Arc<dyn JobControl>>,
}

/// The state of the running portal; clones share it.
#[derive(Clone)]
pub struct Portal {
    inner: Arc<Inner>,
}

pub struct Inner {
    pub store: Store,
    pub reference: Arc<Reference>,
    pub library: Arc<Library>,
    pub clock: Clock,
    pub settings: Settings,
    pub jobs: Option<Arc<dyn JobControl>>,
    pub throttle: Throttle,
    pub metrics: Metrics,
    pub readers: Semaphore,
    pub hashers: Semaphore,
    /// The model of the index, for its titles and goalposts.
    pub model: Vec<Dimension>,
    /// Sessions whose views are made already.
    idle: Mutex<Vec<Session>>,
}

impl std::ops::Deref for Portal {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.inner
    }
}

impl Portal {
    pub fn new(state: PortalState) -> Self {
        Portal {
            inner: Arc::new(Inner {
                model: super::reads::model::read(&state.library),
                store: state.store,
                reference: state.reference,
                library: state.library,
                clock: state.clock,
                settings: state.settings,
                jobs: state.jobs,
                throttle: Throttle::default(),
                metrics: Metrics::default(),
                readers: Semaphore::new(READERS),
                hashers: Semaphore::new(HASHERS),
                idle: Mutex::new(Vec::new()),
            }),
        }
    }

    /// Whether browsers reach the portal by TLS, so that cookies must not travel otherwise.
    pub fn is_secure(&self) -> bool {
        self.settings.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// Runs blocking work (database, files, hashing) away from the async threads.
    pub async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Portal) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let _turn = self.readers.acquire().await.doing(|| "waiting for a turn in the database".into())?;
        let portal = self.clone();
        tokio::task::spawn_blocking(move || work(&portal)).await.doing(|| "running a portal task".into())?
    }

    /// Like [`Portal::blocking`], for work that hashes a password.
    pub async fn hashing<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Portal) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let _turn = self.hashers.acquire().await.doing(|| "waiting for a turn to check a password".into())?;
        let portal = self.clone();
        tokio::task::spawn_blocking(move || work(&portal)).await.doing(|| "running a portal task".into())?
    }

    /// A session with the views of `scope.sql`, which show nothing until a scope is bound.
    pub fn take_session(&self) -> Result<Session> {
        let idle = self.idle.lock().map_err(|_| Error::failed("taking a reading session"))?.pop();
        if let Some(session) = idle {
            return Ok(session);
        }
        let session = self.store.session()?;
        session.run(include_str!("../../queries/portal/scope.sql")).doing(|| "making the portal's views".into())?;
        Ok(session)
    }

    /// Keeps a session for the next request, without the variables that this one set: blind until a scope is bound.
    pub fn give_back<'a>(&self, session: Session, variables: impl IntoIterator<Item = &'a str>) {
        let blind = variables.into_iter().try_for_each(|name| session.run(&format!("reset variable {name}"))).is_ok();
        if let Ok(mut idle) = self.idle.lock()
            && blind
            && idle.len() < READERS
        {
            idle.push(session);
        }
    }
}
