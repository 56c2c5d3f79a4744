//! `qebul pull`.

use clap::Args;

use super::{Terminal, table};
use crate::error::Result;
use crate::jobs::{Environment, pull};

#[derive(Debug, Args)]
pub struct Pull {
    /// Only this source
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Everything again, not only what changed
    #[arg(long)]
    full: bool,
}

impl Pull {
    pub async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        let scope = pull::Scope { source: self.source.clone(), full: self.full, reconcile: true, passes_by: false };
        let summary = pull::all(environment, scope).await?;
        let rows: Vec<Vec<String>> = summary
            .walks
            .iter()
            .map(|walk| {
                let state = if walk.complete { "complete" } else { "incomplete" };
                let count = |number: u64| number.to_string();
                vec![
                    walk.source.clone(),
                    walk.entity.clone(),
                    state.into(),
                    count(walk.seen),
                    count(walk.new),
                    count(walk.changed),
                    count(walk.deleted),
                    count(walk.rejected),
                    format!("{:.1}", walk.seconds),
                ]
            })
            .collect();
        let header = ["source", "entity", "state", "rows", "new", "changed", "deleted", "rejected", "seconds"];
        terminal.out(&table::render(&header, &rows, &[3, 4, 5, 6, 7, 8]));
        for failure in &summary.failures {
            terminal.err(failure);
        }
        Ok(if summary.is_complete() { 0 } else { 3 })
    }
}
