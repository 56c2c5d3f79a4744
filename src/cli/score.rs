//! `qebul score`.

use clap::Args;

use super::check::Format;
use super::{Terminal, table};
use crate::domain::period::Period;
use crate::error::{Doing, Result};
use crate::jobs::{Environment, evaluate};

#[derive(Debug, Args)]
pub struct Score {
    /// 2026-09, 2026-Q3, 2026-H2 or 2026
    #[arg(long, value_name = "PERIOD")]
    period: Period,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

impl Score {
    pub async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        let (env, period) = (environment.clone(), self.period);
        let outcome = environment.store.call(move |store| Ok(evaluate::evaluate(&env, store, period)?.scores)).await?;
        if self.format == Format::Json {
            terminal.out(&serde_json::to_string_pretty(&outcome).doing(|| "printing the scores as JSON".into())?);
            return Ok(0);
        }
        let rows: Vec<Vec<String>> = outcome
            .units
            .iter()
            .map(|unit| {
                let number = |value: Option<f64>| value.map_or("N/A".into(), |value| format!("{value:.1}"));
                let rank = match (unit.rank_low, unit.rank_high) {
                    (Some(low), Some(high)) if low != high => format!("{low}-{high}"),
                    (Some(low), _) => low.to_string(),
                    _ => String::new(),
                };
                vec![
                    unit.unit.clone(),
                    unit.scope.as_str().into(),
                    rank,
                    number(unit.index),
                    number(unit.low),
                    number(unit.high),
                    unit.band.map_or(String::new(), |band| band.as_str().into()),
                    unit.verdict.map_or(String::new(), |verdict| verdict.as_str().into()),
                ]
            })
            .collect();
        let header = ["unit", "scope", "rank", "index", "low", "high", "band", "change"];
        terminal.out(&table::render(&header, &rows, &[2, 3, 4, 5]));
        Ok(0)
    }
}
