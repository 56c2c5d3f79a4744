//! `qebul jobs`.

mod sources;

use chrono::{DateTime, Utc};
use clap::Args;

use super::{Terminal, table};
use crate::error::Result;
use crate::jobs::runner::JOBS;
use crate::jobs::{Environment, ledger, schedule};

#[derive(Debug, Args)]
pub struct Jobs {
    /// How many past runs are listed
    #[arg(long, default_value_t = 10, value_name = "N")]
    last: u32,
}

impl Jobs {
    pub async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        let zone = environment.reference.zone;
        let local = |at: DateTime<Utc>| zone.local(at).format("%Y-%m-%d %H:%M").to_string();
        let plans = schedule::plans(&environment.config.jobs)?;
        let now = environment.now();
        let mut rows = Vec::new();
        for (job, what) in JOBS {
            let next = match plans.iter().find(|plan| plan.job == *job) {
                Some(plan) => plan.next(now, &environment.reference)?,
                None => None,
            };
            let last = ledger::newest(&environment.store, Some(job), 1)?.into_iter().next();
            rows.push(vec![
                (*job).to_owned(),
                next.map_or(String::new(), local),
                last.as_ref().map_or(String::new(), |run| local(run.started_at)),
                last.map_or(String::new(), |run| run.outcome.as_str().into()),
                (*what).to_owned(),
            ]);
        }
        terminal.out(&table::render(&["job", "next", "last", "outcome", "what it does"], &rows, &[]));
        if let Some(table) = sources::render(environment, now)? {
            terminal.out(&format!("\n{table}"));
        }
        let runs: Vec<_> = ledger::newest(&environment.store, None, i64::from(self.last))?
            .into_iter()
            .map(|run| {
                let first_line = run.error.as_deref().and_then(|text| text.lines().next()).unwrap_or("").to_owned();
                let seconds = run.ended_at.map_or(String::new(), |ended| {
                    format!("{:.1}", (ended - run.started_at).num_milliseconds() as f64 / 1000.0)
                });
                let outcome = run.outcome.as_str().to_owned();
                vec![
                    run.run_id.to_string(),
                    run.job,
                    run.work_key,
                    local(run.started_at),
                    seconds,
                    run.fired_by,
                    outcome,
                    first_line,
                ]
            })
            .collect();
        if !runs.is_empty() {
            let header = ["run", "job", "work", "started", "seconds", "fired by", "outcome", "error"];
            terminal.out(&format!("\n{}", table::render(&header, &runs, &[0, 4])));
        }
        Ok(0)
    }
}
