//! `qebul templates check`.

use clap::Subcommand;

use super::{Cli, Terminal};
use crate::config::Config;
use crate::error::Result;
use crate::press::Press;

#[derive(Debug, Subcommand)]
pub enum TemplatesCommand {
    /// Typeset every template's sample twice and compare
    Check,
}

impl TemplatesCommand {
    pub fn run(&self, cli: &Cli, terminal: &Terminal) -> Result<u8> {
        let config = Config::load(cli.config.as_deref())?;
        let press = Press::new(config.paths.templates.as_ref().map(|path| config.resolve(path)).as_deref())?;
        let mut problems = 0;
        for checked in press.check()? {
            terminal.out(&format!(
                "{}: {} pages, {} bytes, the same twice",
                checked.template, checked.pages, checked.bytes
            ));
            for problem in &checked.problems {
                terminal.err(&format!("error: {}: {problem}", checked.template));
            }
            problems += checked.problems.len();
        }
        Ok(if problems == 0 { 0 } else { 2 })
    }
}
