//! `qebul report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Terminal;
use crate::domain::language::Language;
use crate::domain::period::{Period, PeriodKind};
use crate::error::{Error, Result};
use crate::jobs::report::Request;
use crate::jobs::{Environment, report};

/// The kinds of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    Monthly,
    Quarterly,
    Halfyear,
    Annual,
    Unit,
    Collegium,
    Schedule,
}

#[derive(Debug, Args)]
pub struct Report {
    #[arg(long, value_enum)]
    kind: Kind,
    /// 2026-09, 2026-Q3, 2026-H2 or 2026
    #[arg(long, value_name = "PERIOD")]
    period: Period,
    /// For unit cards: the unit
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// az or en (default: the configuration's)
    #[arg(long, value_name = "LANG")]
    lang: Option<Language>,
    /// Folder to write to (default: the reports' folder)
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Say what would be written, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Report {
    pub async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        super::check::known_unit(environment, self.unit.as_deref())?;
        if self.kind != Kind::Monthly {
            let name = self.kind.to_possible_value().map_or(String::new(), |value| value.get_name().to_owned());
            return Err(Error::usage(format!(
                "typesetting a report of kind `{name}`: this version has the monthly one"
            ))
            .hint("use `--kind monthly`"));
        }
        if self.period.kind() != PeriodKind::Month {
            return Err(Error::usage(format!("a monthly report of `{}`, which is no month", self.period))
                .hint("give a month such as 2026-09"));
        }
        let language = match self.lang {
            Some(language) => language,
            None => environment.config.ministry.language.parse()?,
        };
        let folder = match &self.out {
            Some(out) => terminal.folder.join(out),
            None => environment.reports_folder()?,
        };
        let request = Request { period: self.period, language, folder };
        if self.dry_run {
            terminal.out(&format!("would write {}", request.draft_path().display()));
            return Ok(0);
        }
        let produced = report::draft(environment, request).await?;
        terminal.out(&format!("path     {}", produced.path.display()));
        terminal.out(&format!("edition  {}", produced.edition));
        terminal.out(&format!("pages    {}", produced.pages));
        terminal.out(&format!("sha256   {}", produced.sha256));
        Ok(0)
    }
}
