//! `qebul demo`: the whole thing on one machine.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, Utc};
use clap::Args;

use super::simulate::months_back;
use super::{Cli, Terminal, serve};
use crate::app;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::language::Language;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::records::Entity;
use crate::domain::reference::Reference;
use crate::domain::user::Role;
use crate::error::{Doing, Error, Kind, Result};
use crate::jobs::{Activation, Environment, runner};
use crate::portal::accounts::{self, Actor, NewUser};
use crate::simulator::{self, Ministry};

#[derive(Debug, Args)]
pub struct Demo {
    /// Folder for configuration, database and reports
    #[arg(long, default_value = "qebul-demo", value_name = "D")]
    dir: PathBuf,
    /// 1 = two million receptions a year
    #[arg(long, default_value_t = 0.05, value_name = "F")]
    scale: f64,
    /// Months with reports, up to the last ended one
    #[arg(long, default_value_t = 13, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=60))]
    months: u32,
    /// Port of the portal
    #[arg(long, default_value_t = 8080, value_name = "P")]
    port: u16,
    /// End after the reports
    #[arg(long)]
    once: bool,
}

/// The first line of a configuration that this command wrote and may write again.
const MARK: &str = "# Written by `qebul demo`: a simulated ministry. The next demo in this folder begins anew.";
const SEED: u64 = 1;
/// Months before the first report: checks of silence and of mass closure look back that far.
const HISTORY: u32 = 4;

/// One login a role, with the unit whose subtree it sees.
const LOGINS: &[(&str, Role, &str)] = &[
    ("rehber", Role::Leadership, "NAZ"),
    ("mudir", Role::Head, "NAZ"),
    ("sektor", Role::MonitoringHead, "NAZ"),
    ("monitorinq", Role::Monitoring, "NAZ"),
    ("tehlil", Role::Analysis, "NAZ"),
    ("dsmf", Role::Unit, "DSMF"),
    ("admin", Role::Admin, "NAZ"),
];

impl Demo {
    pub async fn run(&self, _cli: &Cli, terminal: &Terminal) -> Result<u8> {
        let started = Instant::now();
        // The portal's port first: it is the likeliest thing to be in the way.
        let portal = if self.once { None } else { Some(app::bind(SocketAddr::from(([127, 0, 0, 1], self.port)))?) };
        begin_anew(&self.dir)?;
        let reference = Reference::builtin();
        let now = Clock::System.now();
        let months = self.months(&reference, now);
        let feeds = self.serve_feeds(&reference, now, &months, terminal).await?;
        write_configuration(&self.dir, self.port, &feeds)?;

        let config = Config::load(Some(&self.dir.join("qebul.toml")))?;
        let environment = app::environment(config, None)?.watched(terminal.watch());
        let is_complete = run(&environment, "pull", None).await?;
        for month in &months {
            run(&environment, "close-month", Some(*month)).await?;
        }
        let logins = logins(&environment)?;
        let receptions = environment.store.call(|store| store.held(Entity::Receptions)).await?;
        environment.store.call(|store| store.checkpoint()).await?;
        terminal.out(&format!(
            "\n{} receptions pulled, {} reports in {} after {:.0} s",
            receptions,
            months.len(),
            environment.reports_folder()?.display(),
            started.elapsed().as_secs_f64()
        ));
        if self.once {
            return Ok(if is_complete { 0 } else { 3 });
        }
        terminal.out(&format!("\nportal: http://127.0.0.1:{}\n", self.port));
        for (login, role, password) in logins {
            terminal.out(&format!("{login:<12} {:<16} one-time password {password}", role.as_str()));
        }
        terminal.out("\nCtrl-C ends the demo");
        let listener = portal.ok_or_else(|| Error::failed("taking the portal's port"))?;
        serve::serve(environment, listener).await?;
        Ok(0)
    }

    /// The months that get a report, oldest first.
    fn months(&self, reference: &Reference, now: DateTime<Utc>) -> Vec<Period> {
        let last = Period::containing(PeriodKind::Month, reference.zone.local_day(now)).previous();
        let mut months: Vec<Period> = (0..self.months).map(|back| months_back(last, back)).collect();
        months.reverse();
        months
    }

    /// Generates the ministry and serves its feeds in this process.
    async fn serve_feeds(
        &self,
        reference: &Reference,
        now: DateTime<Utc>,
        months: &[Period],
        terminal: &Terminal,
    ) -> Result<Vec<Feed>> {
        let started = Instant::now();
        let (Some(from), Some(last)) = (months.first().copied(), months.last()) else { return Ok(Vec::new()) };
        // The running month is served as far as it has come; the first month that is reported has a past.
        let from = months_back(from, HISTORY);
        let settings = simulator::Settings::new(SEED, self.scale, from, last.next(), now);
        let reference_of_it = reference.clone();
        let ministry = tokio::task::spawn_blocking(move || Ministry::generate(settings, &reference_of_it))
            .await
            .doing(|| "simulating the ministry".into())??;
        let ministry = Arc::new(ministry);
        let truth = serde_json::to_string_pretty(&ministry.truth()).doing(|| "writing the truth as JSON".into())?;
        let file = self.dir.join("truth.json");
        std::fs::write(&file, truth).doing(|| format!("writing the planted faults to `{}`", file.display()))?;
        terminal.err(&format!("simulated ministry: {:.1} s", started.elapsed().as_secs_f64()));
        let listener = feed_listener(self.port)?;
        let address = listener.local_addr().doing(|| "asking for the feeds' port".into())?;
        let feeds = reference
            .units
            .sources()
            .into_iter()
            .map(|source| Feed {
                source: source.into(),
                url: format!("http://{address}/{source}"),
                token: ministry.token(source),
            })
            .collect();
        let listener = app::tokio_listener(listener)?;
        tokio::spawn(async move {
            if let Err(error) = simulator::serve(ministry, listener).await {
                tracing::error!(error = %error.report(), "the simulated feeds ended");
            }
        });
        Ok(feeds)
    }
}

struct Feed {
    source: String,
    url: String,
    token: String,
}

/// The port after the portal's, else any that is free.
fn feed_listener(port: u16) -> Result<TcpListener> {
    let address = |port| SocketAddr::from(([127, 0, 0, 1], port));
    match TcpListener::bind(address(port.wrapping_add(1).max(1024))) {
        Ok(listener) => Ok(listener),
        Err(_) => app::bind(address(0)),
    }
}

/// Removes what an earlier demo left; a folder of somebody else's is not touched.
fn begin_anew(dir: &Path) -> Result<()> {
    let act = || format!("preparing the folder `{}`", dir.display());
    std::fs::create_dir_all(dir).doing(act)?;
    let config = dir.join("qebul.toml");
    let held = match std::fs::read_to_string(&config) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if dir.join("qebul.duckdb").exists() {
                return Err(Error::usage(act()).hint("it holds a database that no demo made: choose another `--dir`"));
            }
            return Ok(());
        }
        Err(error) => return Err(error).doing(act),
    };
    if !held.starts_with(MARK) {
        return Err(Error::usage(act()).hint("its `qebul.toml` was not written by a demo: choose another `--dir`"));
    }
    for name in ["qebul.duckdb", "qebul.duckdb.wal", "qebul.duckdb.sock", "qebul.key"] {
        match std::fs::remove_file(dir.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error).doing(act),
            _ => {}
        }
    }
    match std::fs::remove_dir_all(dir.join("reports")) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error).doing(act),
        _ => Ok(()),
    }
}

fn write_configuration(dir: &Path, port: u16, feeds: &[Feed]) -> Result<()> {
    let tokens = dir.join("tokens");
    std::fs::create_dir_all(&tokens).doing(|| format!("creating `{}`", tokens.display()))?;
    let mut text = format!(
        "{MARK}\n# The feeds are served while the demo runs, and by `qebul simulate` with the same seed and months.\n\n\
         [store]\npath = \"qebul.duckdb\"\n\n[portal]\nlisten = \"127.0.0.1:{port}\"\n\n\
         [reports]\napproval = false\napprover = \"S.Quliyeva\"\nexecutor = \"N.Əliyeva, tel. (012) 000 00 00\"\n"
    );
    for feed in feeds {
        let file = tokens.join(&feed.source);
        app::write_secret(&file, &feed.token)?;
        text.push_str(&format!(
            "\n[[source]]\nname = \"{0}\"\nkind = \"http\"\nurl = \"{1}\"\ntoken_file = \"tokens/{0}\"\npage = 5000\n",
            feed.source, feed.url
        ));
    }
    let path = dir.join("qebul.toml");
    std::fs::write(&path, text).doing(|| format!("writing `{}`", path.display()))
}

/// Runs a job as the clock would; whether everything was complete.
async fn run(environment: &Environment, job: &str, period: Option<Period>) -> Result<bool> {
    let activation = Activation { job: job.into(), period, due_at: environment.clock.now(), fired_by: "cli".into() };
    match runner::run(environment, &activation).await {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == Kind::Partial => {
            environment.watch.note(error.report());
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

fn logins(environment: &Environment) -> Result<Vec<(&'static str, Role, String)>> {
    let actor = Actor::command_line(environment.clock.now());
    let mut out = Vec::new();
    for (login, role, unit) in LOGINS {
        let new = NewUser {
            login: (*login).to_owned(),
            role: *role,
            unit: (*unit).to_owned(),
            email: None,
            language: Language::Az,
        };
        let password = accounts::create_user(&environment.store, &environment.reference, &actor, &new)?;
        out.push((*login, *role, password));
    }
    Ok(out)
}
