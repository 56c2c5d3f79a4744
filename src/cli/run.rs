//! `qebul run JOB`.

use clap::Args;

use super::Terminal;
use crate::domain::period::{Period, PeriodKind};
use crate::error::{Error, Kind, Result};
use crate::jobs::ledger::Outcome;
use crate::jobs::{Activation, Environment, runner};

#[derive(Debug, Args)]
pub struct Run {
    /// pull, check, close-month or monitor-plan
    job: String,
    /// The period to close
    #[arg(long, value_name = "PERIOD")]
    period: Option<Period>,
    /// Say what would be done, do nothing
    #[arg(long)]
    dry_run: bool,
}

impl Run {
    pub async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        if let Some(period) =
            self.period.filter(|period| self.job == "close-month" && period.kind() != PeriodKind::Month)
        {
            return Err(Error::usage(format!("closing `{period}` as a month")).hint("give a month such as 2026-09"));
        }
        if self.dry_run {
            for line in crate::jobs::close_period::plan(environment, &self.job, self.period)? {
                terminal.out(&line);
            }
            return Ok(0);
        }
        let activation = Activation {
            job: self.job.clone(),
            period: self.period,
            due_at: environment.clock.now(),
            fired_by: "cli".into(),
        };
        match runner::run(environment, &activation).await {
            Ok(outcome) => {
                terminal.out(&format!("{}: {}", self.job, outcome.as_str()));
                Ok(if outcome == Outcome::Done { 0 } else { 3 })
            }
            Err(error) if error.kind() == Kind::Partial => {
                terminal.err(&error.report());
                Ok(3)
            }
            Err(error) => Err(error),
        }
    }
}
