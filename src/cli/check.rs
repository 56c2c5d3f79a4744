//! `qebul check`.

use chrono::{DateTime, Utc};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{Terminal, table};
use crate::domain::finding::{CheckOutcome, CheckState};
use crate::domain::period::Period;
use crate::error::{Doing, Error, Result};
use crate::jobs::{Environment, evaluate};

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
}

#[derive(Debug, Args)]
pub struct Check {
    /// 2026-09, 2026-Q3, 2026-H2 or 2026
    #[arg(long, value_name = "PERIOD")]
    period: Period,
    /// Only this unit
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

impl Check {
    pub async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        known_unit(environment, self.unit.as_deref())?;
        let (environment, period, unit) = (environment.clone(), self.period, self.unit.clone());
        let as_of = environment.as_of(&period);
        let store = environment.store.clone();
        let outcome = store
            .call(move |store| {
                let prepared = evaluate::prepare(&environment, store, period)?;
                crate::catalog::checks::run(
                    &prepared.session,
                    &environment.library,
                    &prepared.context,
                    unit.as_deref(),
                    &[],
                )
            })
            .await?;
        if self.format == Format::Json {
            let printed = Printed { period, as_of, outcome: &outcome };
            terminal.out(&serde_json::to_string_pretty(&printed).doing(|| "printing the results as JSON".into())?);
            return Ok(0);
        }
        let rows: Vec<Vec<String>> = outcome
            .results
            .iter()
            .filter(|result| result.state != CheckState::Pass)
            .map(|result| {
                let number = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.4}"));
                vec![
                    result.check.clone(),
                    result.unit.clone(),
                    result.state.as_str().into(),
                    result.reason.map_or(String::new(), |reason| reason.as_str().into()),
                    number(result.measured),
                    number(result.threshold),
                    result.violations.to_string(),
                    result.population.to_string(),
                ]
            })
            .collect();
        let header = ["check", "unit", "state", "reason", "measured", "threshold", "violations", "population"];
        terminal.out(&table::render(&header, &rows, &[4, 5, 6, 7]));
        let count = |state| outcome.results.iter().filter(|result| result.state == state).count();
        terminal.out(&format!(
            "\n{} passed, {} failed, {} not evaluable, {} violations",
            count(CheckState::Pass),
            count(CheckState::Fail),
            count(CheckState::NotEvaluable),
            outcome.violations.len()
        ));
        Ok(0)
    }
}

/// The JSON that other programs read.
#[derive(Serialize)]
struct Printed<'a> {
    period: Period,
    as_of: DateTime<Utc>,
    #[serde(flatten)]
    outcome: &'a CheckOutcome,
}

/// A unit given on the command line must exist.
pub fn known_unit(environment: &Environment, unit: Option<&str>) -> Result<()> {
    match unit {
        Some(code) if environment.reference.units.get(code).is_none() => {
            Err(Error::usage(format!("there is no unit `{code}`")).hint("the units table lists the codes"))
        }
        _ => Ok(()),
    }
}
