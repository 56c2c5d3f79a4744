//! `qebul queries check`.

use clap::Subcommand;

use super::{Cli, Terminal};
use crate::catalog::{self, Library};
use crate::config::Config;
use crate::error::Result;

#[derive(Debug, Subcommand)]
pub enum QueriesCommand {
    /// Validate every header and run every query on an empty and a tiny lake
    Check,
}

impl QueriesCommand {
    pub fn run(&self, cli: &Cli, terminal: &Terminal) -> Result<u8> {
        let config = Config::load(cli.config.as_deref())?;
        let library = Library::load(config.paths.queries.as_ref().map(|path| config.resolve(path)).as_deref())?;
        let problems = catalog::validate(&library, &config.reference()?)?;
        for problem in &problems {
            terminal.err(&format!("error: queries/{}: {}\n  hint: {}", problem.path, problem.message, problem.hint));
        }
        if problems.is_empty() {
            terminal.out(&format!("queries are right: {} checks", library.checks().len()));
            Ok(0)
        } else {
            terminal.err(&format!("\n{} problems", problems.len()));
            Ok(2)
        }
    }
}
