//! `qebul bench checks`: precision and recall of every check on simulated ministries whose faults are known.

use std::path::Path;

use clap::Args;
use serde_json::json;

use crate::cli::check::Format;
use crate::cli::{Terminal, table};
use crate::clock;
use crate::domain::period::Period;
use crate::error::{Doing, Error, Result};
use crate::jobs::Environment;
use crate::jobs::accuracy::{self, Accuracy, LEAST_PRECISION, LEAST_RECALL, Trial};

/// Ended with when some check is not as good as it must be.
const NOT_GOOD: u8 = 4;
/// Size of the simulated ministries where none is given: a hundred thousand receptions a year.
const SCALE: f64 = 0.05;

#[derive(Debug, Args)]
pub struct Accurate {
    /// `checks` without a period: so many simulated ministries, each from a seed that nobody chose
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    seeds: u32,
    /// Take this seed instead (may be given again), to repeat a run
    #[arg(long = "seed", value_name = "S")]
    chosen: Vec<u64>,
    /// Months of each ministry that are checked
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=12))]
    months: u32,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

impl Accurate {
    /// Measures and prints; ends with 4 when a check finds too little or too much.
    pub async fn run(
        &self,
        environment: &Environment,
        folder: &Path,
        scale: Option<f64>,
        terminal: &Terminal,
    ) -> Result<u8> {
        let scale = scale.unwrap_or(SCALE);
        let seeds: Vec<u64> = if self.chosen.is_empty() {
            (0..self.seeds).map(|_| u64::from(u32::from_be_bytes(clock::secret_bytes()))).collect()
        } else {
            self.chosen.clone()
        };
        let mut accuracy = Accuracy::default();
        for seed in &seeds {
            let trial = Trial { seed: *seed, scale, last: last_month(*seed)?, months: self.months as usize };
            let measured = accuracy::measure(environment, folder, trial).await;
            let measured = measured.doing(|| format!("measuring the checks on seed {seed}"))?;
            terminal.err(&format!(
                "seed {seed}: {} receptions, {} months to {}",
                measured.receptions, self.months, trial.last
            ));
            accuracy.add(measured);
        }
        let ids: Vec<&str> = environment.library.checks().iter().map(|check| check.id.as_str()).collect();
        self.print(&seeds, scale, &ids, &accuracy, terminal)?;
        let all_good = ids.iter().all(|id| accuracy.checks.get(*id).is_some_and(accuracy::Tally::is_good));
        Ok(if all_good { 0 } else { NOT_GOOD })
    }

    fn print(&self, seeds: &[u64], scale: f64, ids: &[&str], accuracy: &Accuracy, terminal: &Terminal) -> Result<()> {
        let tallies = || ids.iter().map(|id| (*id, accuracy.checks.get(*id).copied().unwrap_or_default()));
        if self.format == Format::Json {
            let checks: Vec<_> = tallies()
                .map(|(id, tally)| {
                    json!({
                        "check": id, "planted": tally.right + tally.missed, "found": tally.right + tally.false_alarms,
                        "right": tally.right, "false_alarms": tally.false_alarms, "missed": tally.missed,
                        "precision": tally.precision(), "recall": tally.recall(), "good": tally.is_good(),
                    })
                })
                .collect();
            let all = json!({
                "seeds": seeds, "scale": scale, "months": self.months, "receptions": accuracy.receptions,
                "least_precision": LEAST_PRECISION, "least_recall": LEAST_RECALL, "checks": checks,
                "examples": accuracy.examples,
            });
            terminal.out(&serde_json::to_string_pretty(&all).doing(|| "printing the measurements as JSON".into())?);
            return Ok(());
        }
        let share = |share: Option<f64>| share.map_or("–".to_owned(), |share| format!("{share:.4}"));
        let rows: Vec<Vec<String>> = tallies()
            .map(|(id, tally)| {
                vec![
                    id.into(),
                    (tally.right + tally.missed).to_string(),
                    (tally.right + tally.false_alarms).to_string(),
                    tally.missed.to_string(),
                    tally.false_alarms.to_string(),
                    share(tally.recall()),
                    share(tally.precision()),
                    if tally.is_good() { String::new() } else { "not good enough".into() },
                ]
            })
            .collect();
        let header = ["check", "true", "found", "missed", "false alarms", "recall", "precision", ""];
        terminal.out(&table::render(&header, &rows, &[1, 2, 3, 4, 5, 6]));
        for example in &accuracy.examples {
            terminal.out(example);
        }
        let list = seeds.iter().map(u64::to_string).collect::<Vec<_>>();
        terminal.out(&format!(
            "\n{} receptions in {} simulated ministries at scale {}; wanted: recall ≥ {LEAST_RECALL}, precision ≥ {LEAST_PRECISION}",
            accuracy.receptions,
            seeds.len(),
            scale
        ));
        terminal.out(&format!("seeds: {}", list.join(" ")));
        terminal.out(&format!("again: qebul bench checks --scale {} --months {} {}", scale, self.months, again(&list)));
        Ok(())
    }
}

fn again(seeds: &[String]) -> String {
    seeds.iter().map(|seed| format!("--seed {seed}")).collect::<Vec<_>>().join(" ")
}

/// Any month of two years for which the calendar is known, so that every season and holiday has its turn.
fn last_month(seed: u64) -> Result<Period> {
    let (years, months) = (seed / 12 % 2, seed % 12);
    let month = i32::try_from(years).ok().zip(u32::try_from(months).ok());
    let (year, month) = month.ok_or_else(|| Error::failed("drawing a month"))?;
    Ok(Period::Month { year: 2025 + year, month: month + 1 })
}
