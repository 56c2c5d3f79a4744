//! `qebul form`.

use std::path::PathBuf;

use clap::Args;

use super::{Cli, Terminal};
use crate::config::Config;
use crate::domain::language::Language;
use crate::domain::period::Period;
use crate::error::{Doing, Result};
use crate::jobs::form;

#[derive(Debug, Args)]
pub struct Form {
    /// The unit that reports
    #[arg(long, value_name = "UNIT")]
    unit: String,
    /// 2026-09, 2026-Q3, 2026-H2 or 2026
    #[arg(long, value_name = "PERIOD")]
    period: Period,
    /// az or en (default: the configuration's)
    #[arg(long, value_name = "LANG")]
    lang: Option<Language>,
    /// Folder to write to (default: the current one)
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Say what would be written, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Form {
    pub fn run(&self, cli: &Cli, terminal: &Terminal) -> Result<u8> {
        let config = Config::load(cli.config.as_deref())?;
        let language = match self.lang {
            Some(language) => language,
            None => config.ministry.language.parse()?,
        };
        let content = form::make(&config.reference()?, &self.unit, &self.period, language)?;
        let folder = self.out.as_ref().map_or_else(|| terminal.folder.clone(), |out| terminal.folder.join(out));
        let path = folder.join(form::file_name(&self.unit, &self.period));
        if self.dry_run {
            terminal.out(&format!("would write {}", path.display()));
            return Ok(0);
        }
        std::fs::create_dir_all(&folder).doing(|| format!("creating the folder `{}`", folder.display()))?;
        std::fs::write(&path, content).doing(|| format!("writing `{}`", path.display()))?;
        terminal.out(&format!("path     {}", path.display()));
        Ok(0)
    }
}
