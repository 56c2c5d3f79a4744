//! The wiring: from a configuration to an environment, from an environment to a serving process.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use crate::catalog::{self, Library};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::reference::Reference;
use crate::error::{Doing, Error, Result};
use crate::jobs::quarantine::{self, Filter, Replayed};
use crate::jobs::{Activation, Environment, Runner, Watch, ledger, schedule};
use crate::portal::{self, JobControl, PortalState};
use crate::press::Press;
use crate::store::{Store, StoreSettings};

/// Sends logs to stderr: warnings, more with `-v`, or as `RUST_LOG` says.
pub fn trace(verbose: u8) {
    let default = match verbose {
        0 => "warn",
        1 => "qebul=info,warn",
        _ => "qebul=debug,info",
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(default));
    // A second call (tests) keeps the first.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// Chooses the TLS implementation once for the process.
pub fn install_tls() {
    // An error means that it was chosen before.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

pub fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().doing(|| "starting the async runtime".into())
}

/// Opens everything that a configuration names.
pub fn environment(config: Config, as_of: Option<DateTime<Utc>>) -> Result<Environment> {
    let reference = config.reference()?;
    let library = Library::load(config.paths.queries.as_ref().map(|path| config.resolve(path)).as_deref())?;
    catalog::check_overrides(&library, &config.overrides()?, &reference)?;
    check_sources(&config, &reference)?;
    schedule::plans(&config.jobs)?;
    let press = Press::new(config.paths.templates.as_ref().map(|path| config.resolve(path)).as_deref())?;
    let clock = Clock::System;
    let store = Store::open(
        &StoreSettings {
            path: Some(config.database()),
            memory_limit: Some(config.store.memory_limit.clone()),
            threads: config.store.threads,
        },
        &reference,
        &clock,
    )?;
    Ok(Environment {
        config: Arc::new(config),
        reference: Arc::new(reference),
        store,
        library: Arc::new(library),
        press: Arc::new(press),
        clock,
        as_of,
        watch: Watch::silent(),
    })
}

/// Every configured source must be one that the units table knows.
pub fn check_sources(config: &Config, reference: &Reference) -> Result<()> {
    let known = reference.units.sources();
    for source in &config.sources {
        if !known.contains(&source.name.as_str()) {
            return Err(Error::usage(format!("`[[source]]` name `{}` stands with no unit", source.name))
                .hint(format!("the units table's column `source` has {}", known.join(", "))));
        }
    }
    Ok(())
}

/// Takes the address before anything else is started, so that a port in use is the first thing said.
pub fn bind(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).map_err(|error| {
        let failed = Error::failed(format!("listening on {address}"));
        match error.kind() {
            std::io::ErrorKind::AddrInUse => failed.hint(
                "the port is in use: stop the other program or choose another port (`[portal] listen`, `--port`)",
            ),
            std::io::ErrorKind::PermissionDenied => {
                failed.hint("ports below 1024 need a right of their own; choose a higher one")
            }
            _ => failed.hint("see that the address is one of this machine"),
        }
        .because(error)
    })
}

pub fn tokio_listener(listener: TcpListener) -> Result<tokio::net::TcpListener> {
    listener.set_nonblocking(true).doing(|| "preparing the listening socket".into())?;
    tokio::net::TcpListener::from_std(listener).doing(|| "preparing the listening socket".into())
}

/// Ends at Ctrl-C or SIGTERM.
pub fn signal() -> CancellationToken {
    let stop = CancellationToken::new();
    let asked = stop.clone();
    tokio::spawn(async move {
        let terminate = async {
            match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
                Ok(mut terminate) => drop(terminate.recv().await),
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            () = terminate => {}
        }
        asked.cancel();
    });
    stop
}

/// Runs portal, scheduler and `commands` (the socket) until `stop`, then drains: no new work, running jobs end, the file
/// is whole.
pub async fn serve(
    environment: Environment,
    listener: TcpListener,
    commands: impl Future<Output = ()> + Send + 'static,
    stop: CancellationToken,
) -> Result<()> {
    let listener = tokio_listener(listener)?;
    let started = environment.clock.now();
    environment.store.call(move |store| ledger::mark_crashed(store, started)).await?;

    let runner = Runner::new(environment.clone());
    let plans = schedule::plans(&environment.config.jobs)?;
    schedule::catch_up(&runner, &plans).await?;
    let mut ticking = schedule::tick(&runner, plans).await?;
    let commands = tokio::spawn(commands);

    let router = router(&environment, &runner);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let end = stop.clone();
    let served = axum::serve(listener, service).with_graceful_shutdown(async move { end.cancelled().await }).await;

    stop.cancel();
    // The scheduler only ticks; what it started is waited for below.
    let _ = ticking.shutdown().await;
    runner.drain().await;
    let _ = commands.await;
    environment.store.call(|store| store.checkpoint()).await?;
    served.doing(|| "serving the portal".into())
}

/// The portal's router; tests call the same function.
pub fn router(environment: &Environment, runner: &Runner) -> axum::Router {
    let config = &environment.config;
    portal::router(PortalState {
        store: environment.store.clone(),
        reference: environment.reference.clone(),
        library: environment.library.clone(),
        clock: environment.clock.clone(),
        settings: portal::Settings {
            public_url: config.portal.public_url.clone(),
            session_hours: config.portal.session_hours,
            base: config.base.clone(),
            sources: config.sources.iter().map(|source| source.name.clone()).collect(),
            ..portal::Settings::default()
        },
        jobs: Some(Arc::new(Buttons { runner: runner.clone() })),
    })
}

/// The portal's buttons: they activate jobs by name in a person's name.
struct Buttons {
    runner: Runner,
}

impl JobControl for Buttons {
    fn activate(&self, job: &str, login: &str) -> Result<()> {
        let due_at = self.runner.environment().clock.now();
        let fired_by = format!("person:{login}");
        self.runner.activate(Activation { job: job.into(), period: None, due_at, fired_by }).map(|_| ())
    }

    fn try_replay(&self, filter: &Filter) -> Result<Vec<Replayed>> {
        // The portal calls from a blocking thread, where waiting is allowed.
        Handle::current().block_on(quarantine::try_replay(self.runner.environment(), filter))
    }

    fn replay(&self, filter: &Filter, login: &str) -> Result<Vec<Replayed>> {
        let fired_by = format!("person:{login}");
        Handle::current().block_on(quarantine::replay(self.runner.environment(), filter, &fired_by))
    }

    fn next_runs(&self) -> Vec<(String, Option<DateTime<Utc>>)> {
        let environment = self.runner.environment();
        let now = environment.clock.now();
        let plans = schedule::plans(&environment.config.jobs).unwrap_or_default();
        plans.iter().map(|plan| (plan.job.to_owned(), plan.next(now, &environment.reference).ok().flatten())).collect()
    }
}

/// Writes a secret into a file that only its owner reads.
pub fn write_secret(path: &std::path::Path, secret: &str) -> Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let act = || format!("writing `{}`", path.display());
    let mut file =
        std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path).doing(act)?;
    writeln!(file, "{secret}").doing(act)
}
