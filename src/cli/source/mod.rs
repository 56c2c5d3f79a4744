//! `qebul source test`: the contract's conformance report for a unit's IT staff.

mod page;
mod print;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{Cli, Terminal};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::language::Language;
use crate::error::{Doing, Error, Result};
use crate::jobs::pull;
use crate::source::conformance::{self, Report, TestOptions};
use crate::source::{HttpSettings, Place, Token};

#[derive(Debug, Subcommand)]
pub enum Source {
    /// Test a feed against the contract; exit 0 it conforms, 1 it does not, 3 it could not be reached
    Test(Test),
}

#[derive(Debug, Args)]
pub struct Test {
    /// The feed's address before `/v1`, or the name of a configured source
    #[arg(value_name = "URL|NAME")]
    feed: String,
    /// The environment variable that holds the bearer token (default: as configured)
    #[arg(long, value_name = "V")]
    token_env: Option<String>,
    /// The source that the units table names (default: as the feed calls itself)
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// Language of titles and remedies (default: en, az for html)
    #[arg(long, value_name = "az|en")]
    lang: Option<Language>,
    /// Write the report to this file instead of the terminal
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Read at most so many pages of each entity
    #[arg(long, value_name = "N", default_value_t = TestOptions::PAGES, value_parser = clap::value_parser!(u64).range(1..))]
    pages: u64,
    /// Read everything: counts are compared only with what was read to the end
    #[arg(long, conflicts_with = "pages")]
    all: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
    Html,
}

impl Source {
    pub async fn run(&self, cli: &Cli, terminal: &Terminal) -> Result<u8> {
        let Source::Test(test) = self;
        test.run(cli, terminal).await
    }
}

impl Test {
    async fn run(&self, cli: &Cli, terminal: &Terminal) -> Result<u8> {
        let config = Config::load(cli.config.as_deref())?;
        let reference = config.reference()?;
        let (source, settings) = self.settings(&config)?;
        let mut options = TestOptions::new(cli.as_of.map_or(Clock::System, Clock::Fixed));
        options.pages = (!self.all).then_some(self.pages);
        let report = conformance::test_feed(source.as_deref(), &settings, &reference, &options).await?;
        let default = if self.format == Format::Html { Language::Az } else { Language::En };
        let text = self.render(&report, self.lang.unwrap_or(default), &reference)?;
        match &self.out {
            Some(file) => {
                let path = terminal.folder.join(file);
                std::fs::write(&path, text).doing(|| format!("writing the report to `{}`", path.display()))?;
                terminal.err(&print::verdict(&report, Language::En));
            }
            None => terminal.out(text.trim_end()),
        }
        Ok(report.verdict().exit_code())
    }

    fn render(
        &self,
        report: &Report,
        language: Language,
        reference: &crate::domain::reference::Reference,
    ) -> Result<String> {
        match self.format {
            Format::Table => Ok(print::table(report, language)),
            Format::Json => print::json(report, language),
            Format::Html => page::html(report, language, reference),
        }
    }

    /// The source's name, where it is known, and how it is reached.
    fn settings(&self, config: &Config) -> Result<(Option<String>, HttpSettings)> {
        let (name, mut settings) = if self.feed.contains("://") {
            (None, HttpSettings::new(&self.feed))
        } else {
            let names = || config.sources.iter().map(|source| source.name.as_str()).collect::<Vec<_>>().join(", ");
            let section = config.sources.iter().find(|section| section.name == self.feed).ok_or_else(|| {
                let known = if config.sources.is_empty() { "none is configured".into() } else { names() };
                Error::usage(format!("testing source `{}`: there is none of this name", self.feed))
                    .hint(format!("give an address as https://host/path, or a configured source: {known}"))
            })?;
            match pull::settings(config, section)?.place {
                Place::Http(settings) => (Some(section.name.clone()), settings),
                Place::Files(_) => {
                    return Err(Error::usage(format!("testing source `{}`: it is a folder of files", self.feed))
                        .hint("only feeds are tested; pull it and look at `qebul quarantine list`"));
                }
            }
        };
        if let Some(variable) = &self.token_env {
            let token = std::env::var(variable).map_err(|error| {
                Error::usage(format!("reading the token from the environment variable `{variable}`"))
                    .hint(format!("set it before the command: `export {variable}=…`"))
                    .because(error)
            })?;
            settings.token = Token::new(&token);
        }
        Ok((self.source.clone().or(name), settings))
    }
}
