//! `qebul quarantine list|replay`.

use clap::{Args, Subcommand};
use serde::Serialize;

use super::check::Format;
use super::{Terminal, table};
use crate::domain::records::Entity;
use crate::error::{Doing, Result};
use crate::jobs::Environment;
use crate::jobs::quarantine::{self, Filter, Replayed};

#[derive(Debug, Subcommand)]
pub enum Quarantine {
    /// What waits, by source, entity and reason
    List(List),
    /// Decode the waiting rows again and take what is right now; the rest waits with its present reason
    Replay(Replay),
}

#[derive(Debug, Args)]
struct Which {
    /// Only this source
    #[arg(long, value_name = "S")]
    source: Option<String>,
    /// receptions, assignments, appointments, officials or unit-reports
    #[arg(long, value_name = "E")]
    entity: Option<Entity>,
    /// Only rows with this reason, such as unknown_unit
    #[arg(long, value_name = "R")]
    reason: Option<String>,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    which: Which,
    /// Each row instead of the groups
    #[arg(long)]
    rows: bool,
}

#[derive(Debug, Args)]
pub struct Replay {
    #[command(flatten)]
    which: Which,
    /// Say what would happen, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Which {
    fn filter(&self) -> Filter {
        Filter { source: self.source.clone(), entity: self.entity, reason: self.reason.clone() }
    }
}

impl Quarantine {
    pub async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        match self {
            Quarantine::List(list) if list.rows => list.rows(environment, terminal).await,
            Quarantine::List(list) => list.groups(environment, terminal).await,
            Quarantine::Replay(replay) => replay.run(environment, terminal).await,
        }
    }
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string_pretty(value).doing(|| "printing the quarantine as JSON".into())
}

impl List {
    async fn groups(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        let filter = self.which.filter();
        let groups = environment.store.call(move |store| quarantine::groups(store, &filter)).await?;
        if self.which.format == Format::Json {
            terminal.out(&json(&groups)?);
            return Ok(0);
        }
        let local = |at| environment.reference.zone.local(at).format("%Y-%m-%d %H:%M").to_string();
        let rows: Vec<Vec<String>> = groups
            .iter()
            .map(|group| {
                vec![
                    group.source.clone(),
                    group.entity.clone(),
                    group.reason.clone(),
                    group.rejected.to_string(),
                    local(group.first_seen),
                    local(group.last_seen),
                    format!("{}: {}", group.record_id.as_deref().unwrap_or("?"), group.detail),
                ]
            })
            .collect();
        let header = ["source", "entity", "reason", "rows", "first seen", "last seen", "example"];
        terminal.out(&table::render(&header, &rows, &[3]));
        let total: u64 = groups.iter().map(|group| group.rejected).sum();
        terminal.out(&format!("\n{total} rows wait"));
        Ok(0)
    }

    async fn rows(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        let filter = self.which.filter();
        let waiting = environment.store.call(move |store| quarantine::rows(store, &filter)).await?;
        if self.which.format == Format::Json {
            terminal.out(&json(&waiting)?);
            return Ok(0);
        }
        let rows: Vec<Vec<String>> = waiting
            .into_iter()
            .map(|row| {
                let id = row.record_id.unwrap_or_else(|| "?".into());
                vec![row.source, row.entity, row.load_id.to_string(), id, row.reason, row.detail]
            })
            .collect();
        terminal.out(&table::render(&["source", "entity", "load", "record", "reason", "detail"], &rows, &[2]));
        Ok(0)
    }
}

impl Replay {
    async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        let filter = self.which.filter();
        let replayed = if self.dry_run {
            quarantine::try_replay(environment, &filter).await?
        } else {
            quarantine::replay(environment, &filter, "cli").await?
        };
        if self.which.format == Format::Json {
            terminal.out(&json(&replayed)?);
            return Ok(0);
        }
        let rows: Vec<Vec<String>> = replayed.iter().map(row).collect();
        let taken = if self.dry_run { "would be taken" } else { "taken" };
        let header = ["source", "entity", "rows", taken, "held back", "still wrong", "load"];
        terminal.out(&table::render(&header, &rows, &[2, 3, 4, 6]));
        let sum = |of: fn(&Replayed) -> u64| replayed.iter().map(of).sum::<u64>();
        let (all, gone) = (sum(|part| part.waiting), sum(|part| part.taken));
        terminal.out(&format!("\n{gone} of {all} rows {taken}, {} wait on", all - gone));
        Ok(0)
    }
}

fn row(part: &Replayed) -> Vec<String> {
    let still: Vec<String> = part.still.iter().map(|(reason, count)| format!("{reason} {count}")).collect();
    vec![
        part.source.clone(),
        part.entity.clone(),
        part.waiting.to_string(),
        part.taken.to_string(),
        part.held_back.to_string(),
        still.join(", "),
        part.load_id.map_or(String::new(), |load| load.to_string()),
    ]
}
