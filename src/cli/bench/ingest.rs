//! Pulling simulated feeds, beside two ceilings: fetching and decoding alone, and DuckDB reading the same bytes alone.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, Utc};

use super::{Line, cpu_seconds, line};
use crate::app;
use crate::clock::Clock;
use crate::config::{Config, SourceKind, SourceSection};
use crate::domain::period::Period;
use crate::domain::records::{Batch, Entity};
use crate::error::{Doing, Result};
use crate::jobs::{Environment, pull};
use crate::simulator::{self, Ministry};
use crate::source::sink::{Claimed, Committed, End, Provided, Resume, Start};
use crate::source::{HttpSettings, IdentityKey, PullOptions, Sink, Token, pull_feed};

const SEED: u64 = 11;

/// Measures half a year of the whole ministry.
pub(super) async fn measure(mut config: Config, folder: &Path, scale: f64, lines: &mut Vec<Line>) -> Result<()> {
    let reference = config.reference()?;
    let half: Period = "2026-H1".parse()?;
    let now: DateTime<Utc> = "2026-07-20T08:00:00Z".parse().doing(|| "reading a time".into())?;
    let settings = simulator::Settings::new(SEED, scale, half, half, now);
    let (started, cpu) = (Instant::now(), cpu_seconds());
    let simulated = reference.clone();
    let ministry = tokio::task::spawn_blocking(move || Ministry::generate(settings, &simulated))
        .await
        .doing(|| "simulating the ministry".into())??;
    let ministry = Arc::new(ministry);
    let rows = rows(&ministry);
    lines.push(line("simulating the ministry", rows, started, cpu));

    let listener = app::tokio_listener(app::bind(([127, 0, 0, 1], 0).into())?)?;
    let address = listener.local_addr().doing(|| "asking for the feeds' port".into())?;
    let served = ministry.clone();
    tokio::spawn(async move { simulator::serve(served, listener).await });
    config.sources = sections(&ministry, &format!("http://{address}"), folder)?;

    let environment = app::environment(config, Some(now))?;
    let environment = Environment { clock: Clock::Fixed(now), ..environment };
    let (started, cpu) = (Instant::now(), cpu_seconds());
    decode_alone(&ministry, &environment, &format!("http://{address}")).await?;
    lines.push(line("fetch and decode, nothing stored", rows, started, cpu));

    let bytes = write_files(&ministry, folder)?;
    let (started, cpu) = (Instant::now(), cpu_seconds());
    parse_and_append(&environment, folder)?;
    let name = format!("ceiling: DuckDB parses and appends {} MB", bytes / 1_000_000);
    lines.push(line(&name, rows, started, cpu));

    for name in ["pull, first", "pull again, nothing changed", "pull --full again"] {
        let (started, cpu) = (Instant::now(), cpu_seconds());
        let scope = pull::Scope { full: name.contains("full"), ..pull::Scope::default() };
        let summary = pull::all(&environment, scope).await?;
        let seen = summary.rows();
        summary.verdict()?;
        lines.push(line(name, seen, started, cpu));
    }
    Ok(())
}

fn rows(ministry: &Ministry) -> u64 {
    let sources = ministry.sources();
    let counts = sources.iter().flat_map(|source| Entity::ALL.map(|entity| ministry.count(source, entity) as u64));
    counts.sum()
}

fn sections(ministry: &Ministry, base: &str, folder: &Path) -> Result<Vec<SourceSection>> {
    let section = |source: &String| {
        let file = folder.join(format!("{source}.token"));
        app::write_secret(&file, &ministry.token(source))?;
        let mut section = SourceSection::new(source, SourceKind::Http);
        section.url = Some(format!("{base}/{source}"));
        section.token_file = Some(file);
        Ok(section)
    };
    ministry.sources().iter().map(section).collect()
}

/// All feeds side by side, as a pull does it.
async fn decode_alone(ministry: &Ministry, environment: &Environment, base: &str) -> Result<()> {
    let key = IdentityKey::new(&[7; 32]);
    let pulls = ministry.sources().iter().map(|source| {
        let mut settings = HttpSettings::new(format!("{base}/{source}"));
        settings.token = Token::new(&ministry.token(source));
        let (key, reference) = (key.clone(), environment.reference.clone());
        let options = PullOptions::new(environment.clock.clone());
        async move { pull_feed(source, &settings, &reference, &key, &|| Box::new(Nowhere), &options).await }
    });
    for outcome in futures::future::join_all(pulls).await {
        let outcome = outcome?;
        if let Some(error) = outcome.error.or_else(|| outcome.entities.into_iter().find_map(|entity| entity.error)) {
            return Err(error);
        }
    }
    Ok(())
}

/// The items as files of one JSON object a line; answers their size in bytes.
fn write_files(ministry: &Ministry, folder: &Path) -> Result<u64> {
    let act = || "writing the simulated records into files".to_owned();
    let mut bytes = 0;
    for entity in Entity::ALL {
        let path = folder.join(format!("{}.ndjson", entity.table()));
        let mut file = BufWriter::new(std::fs::File::create(&path).doing(act)?);
        for source in ministry.sources() {
            for body in ministry.lines(source, entity) {
                bytes += body.len() as u64;
                file.write_all(&body).doing(act)?;
            }
        }
        file.flush().doing(act)?;
    }
    Ok(bytes)
}

fn parse_and_append(environment: &Environment, folder: &Path) -> Result<()> {
    let session = environment.store.session()?;
    session.set("folder", folder.display().to_string())?;
    session.run(include_str!("../../../queries/engine/ceiling.sql"))
}

/// Takes everything and keeps nothing.
struct Nowhere;

impl Sink for Nowhere {
    fn resume(&mut self, _: Entity) -> Result<Resume> {
        Ok(Resume::default())
    }

    fn is_taken(&mut self, _: &str) -> Result<bool> {
        Ok(false)
    }

    fn start(&mut self, _: &Start) -> Result<()> {
        Ok(())
    }

    fn commit(&mut self, _: Batch) -> Result<Committed> {
        Ok(Committed::default())
    }

    fn end(&mut self, _: &End) -> Result<()> {
        Ok(())
    }

    fn provided(&mut self, _: Entity, _: &[Provided]) -> Result<()> {
        Ok(())
    }

    fn claimed(&mut self, claim: &Claimed) -> Result<u64> {
        Ok(claim.count)
    }
}
