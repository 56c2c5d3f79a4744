//! `qebul simulate`.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::Terminal;
use crate::app;
use crate::clock::Clock;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::reference::Reference;
use crate::error::{Doing, Error, Result};
use crate::simulator::{self, Ministry};

#[derive(Debug, Args)]
pub struct Simulate {
    /// Seed of everything that is drawn
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// 1 = two million receptions a year
    #[arg(long, default_value_t = 0.05, value_name = "F")]
    scale: f64,
    /// First month (default: 12 months before the last ended one)
    #[arg(long, value_name = "MONTH")]
    from: Option<Period>,
    /// Last month (default: the last ended one)
    #[arg(long, value_name = "MONTH")]
    to: Option<Period>,
    #[arg(long, default_value_t = 8090, value_name = "P")]
    port: u16,
    /// Write what is wrong with the records, by the simulator's own recount, to this file
    #[arg(long, value_name = "FILE")]
    truth: Option<PathBuf>,
    /// Let the feeds themselves fail at times: bad rows, unknown properties, wrong counts, outages while months are closed
    #[arg(long)]
    feed_faults: bool,
}

impl Simulate {
    pub async fn run(&self, terminal: &Terminal) -> Result<u8> {
        let reference = Reference::builtin();
        let now = Clock::System.now();
        let last = Period::containing(PeriodKind::Month, reference.zone.local_day(now)).previous();
        let to = self.to.unwrap_or(last);
        let from = self.from.unwrap_or_else(|| months_back(to, 12));
        for period in [from, to] {
            if period.kind() != PeriodKind::Month {
                return Err(
                    Error::usage(format!("simulating from or to `{period}`")).hint("give months such as 2026-09")
                );
            }
        }
        let mut settings = simulator::Settings::new(self.seed, self.scale, from, to, now);
        settings.feed_faults = self.feed_faults;
        let ministry = Arc::new(Ministry::generate(settings, &reference)?);
        if let Some(file) = &self.truth {
            let text = serde_json::to_string_pretty(&ministry.truth()).doing(|| "writing the truth as JSON".into())?;
            std::fs::write(file, text).doing(|| format!("writing the truth to `{}`", file.display()))?;
        }
        let address = std::net::SocketAddr::from(([127, 0, 0, 1], self.port));
        let listener = app::bind(address)?;
        for source in reference.units.sources() {
            terminal.out(&format!("{source}  http://{address}/{source}  token {}", ministry.token(source)));
        }
        let stop = app::signal();
        let listener = app::tokio_listener(listener)?;
        simulator::serve_with(ministry, listener, simulator::Serving::default(), stop.cancelled_owned()).await?;
        Ok(0)
    }
}

/// The month `count` months before.
pub fn months_back(month: Period, count: u32) -> Period {
    (0..count).fold(month, |month, _| month.previous())
}
