//! `qebul config check`.

use clap::Subcommand;

use super::{Cli, Terminal};
use crate::catalog::{self, Library};
use crate::config::Config;
use crate::error::Result;
use crate::jobs::schedule;

#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Read the configuration and everything it names, start nothing
    Check,
}

impl ConfigCommand {
    pub fn run(&self, cli: &Cli, terminal: &Terminal) -> Result<u8> {
        let config = Config::load(cli.config.as_deref())?;
        let reference = config.reference()?;
        schedule::plans(&config.jobs)?;
        let library = Library::load(config.paths.queries.as_ref().map(|path| config.resolve(path)).as_deref())?;
        catalog::check_overrides(&library, &config.overrides()?, &reference)?;
        crate::app::check_sources(&config, &reference)?;
        terminal.out(&format!(
            "configuration is right: {} units, {} sources, {} recipients",
            reference.units.iter().count(),
            config.sources.len(),
            config.recipients.len()
        ));
        Ok(0)
    }
}
