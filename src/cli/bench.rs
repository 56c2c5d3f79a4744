//! `qebul bench`: what the machine does with the configured sources, or with simulated ones, in figures.

mod ingest;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::{Cli, Terminal, table};
use crate::app;
use crate::config::Config;
use crate::domain::language::Language;
use crate::domain::period::Period;
use crate::error::{Doing, Error, Result};
use crate::jobs::report::{Request, typeset};
use crate::jobs::{Environment, evaluate, pull};

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum What {
    All,
    /// Pull of every configured source into a throw-away database; with `--scale` of simulated feeds
    Ingest,
    /// Checks of the period
    Checks,
    /// Dataset and typesetting of the period's monthly report
    Reports,
}

#[derive(Debug, Args)]
pub struct Bench {
    #[arg(value_enum, default_value = "all")]
    what: What,
    /// The month whose checks and report are measured
    #[arg(long, value_name = "PERIOD")]
    period: Option<Period>,
    /// Measure on simulated feeds: 1 = a million receptions in half a year
    #[arg(long, value_name = "F")]
    scale: Option<f64>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

struct Line {
    name: String,
    rows: u64,
    seconds: f64,
    peak_mib: f64,
    cpu_seconds: f64,
}

impl Bench {
    /// Measures on a database of its own in a temporary folder, removed at the end.
    pub async fn run(&self, cli: &Cli, terminal: &Terminal) -> Result<u8> {
        let mut config = Config::load(cli.config.as_deref())?;
        let folder = Scratch::new()?;
        config.store.path = folder.0.join("bench.duckdb");
        config.reports.folder = folder.0.join("reports");
        config.privacy.key_file = Some(folder.0.join("bench.key"));
        let mut lines = Vec::new();
        if let (What::All | What::Ingest, Some(scale)) = (self.what, self.scale) {
            ingest::measure(config, &folder.0, scale, &mut lines).await?;
            self.print(&lines, terminal)?;
            return Ok(0);
        }
        let environment = app::environment(config, cli.as_of)?;
        let started = Instant::now();
        let cpu = cpu_seconds();
        let summary = pull::all(&environment, pull::Scope::default()).await?;
        lines.push(line("ingest", summary.rows(), started, cpu));
        if let Some(period) = self.period {
            self.measure_period(&environment, period, &mut lines)?;
        } else if matches!(self.what, What::Checks | What::Reports) {
            return Err(Error::usage("measuring checks or reports without a period").hint("add `--period 2026-09`"));
        }
        self.print(&lines, terminal)?;
        Ok(0)
    }

    fn measure_period(&self, environment: &Environment, period: Period, lines: &mut Vec<Line>) -> Result<()> {
        let store = &environment.store;
        let (started, cpu) = (Instant::now(), cpu_seconds());
        let evaluation = evaluate::evaluate(environment, store, period)?;
        lines.push(line("checks and scores, two months", evaluation.checks.results.len() as u64, started, cpu));
        let request = Request { period, language: Language::Az, folder: environment.reports_folder()? };
        for name in ["dataset and report, cold", "dataset and report, warm"] {
            let (started, cpu) = (Instant::now(), cpu_seconds());
            let produced = typeset(environment, store, &evaluation, &request, 0)?;
            lines.push(line(name, produced.pages as u64, started, cpu));
            let name = if name.ends_with("cold") { "  of it typesetting, cold" } else { "  of it typesetting, warm" };
            let mut of_it = line(name, produced.pages as u64, started, cpu);
            of_it.seconds = produced.seconds;
            of_it.cpu_seconds = f64::NAN;
            lines.push(of_it);
        }
        Ok(())
    }

    fn print(&self, lines: &[Line], terminal: &Terminal) -> Result<()> {
        if self.json {
            let lines: Vec<_> = lines
                .iter()
                .map(|line| {
                    json!({
                        "name": line.name.trim(), "rows": line.rows, "seconds": line.seconds,
                        "rows_per_second": line.rows as f64 / line.seconds, "peak_rss_mib": line.peak_mib,
                        "cpu_seconds": line.cpu_seconds.is_finite().then_some(line.cpu_seconds),
                    })
                })
                .collect();
            let text = serde_json::to_string_pretty(&lines).doing(|| "printing the measurements as JSON".into())?;
            terminal.out(&text);
            return Ok(());
        }
        let rows: Vec<Vec<String>> = lines
            .iter()
            .map(|line| {
                let cpu = if line.cpu_seconds.is_finite() { format!("{:.2}", line.cpu_seconds) } else { String::new() };
                vec![
                    line.name.clone(),
                    line.rows.to_string(),
                    format!("{:.2}", line.seconds),
                    format!("{:.0}", line.rows as f64 / line.seconds),
                    format!("{:.0}", line.peak_mib),
                    cpu,
                ]
            })
            .collect();
        let header = ["work", "rows", "seconds", "rows/s", "peak MiB", "CPU s"];
        terminal.out(&table::render(&header, &rows, &[1, 2, 3, 4, 5]));
        Ok(())
    }
}

fn line(name: &str, rows: u64, started: Instant, cpu: f64) -> Line {
    Line {
        name: name.into(),
        rows,
        seconds: started.elapsed().as_secs_f64(),
        peak_mib: peak_mib(),
        cpu_seconds: cpu_seconds() - cpu,
    }
}

/// Greatest resident memory of this process so far.
fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()).and_then(|number| number.parse::<f64>().ok());
    kib.unwrap_or(f64::NAN) / 1024.0
}

/// Processor time of this process so far, user and system.
fn cpu_seconds() -> f64 {
    const TICKS_A_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field is the name in parentheses and may hold anything.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let tick = |index: usize| fields.get(index).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (tick(11) + tick(12)) / TICKS_A_SECOND
}

/// A folder that goes with the measurement.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Arc<Self>> {
        let name = hex::encode(crate::clock::secret_bytes::<8>());
        let path = std::env::temp_dir().join(format!("qebul-bench-{name}"));
        std::fs::create_dir_all(&path).doing(|| format!("creating the folder `{}`", path.display()))?;
        Ok(Arc::new(Scratch(path)))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left in the temporary folder harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
