//! `qebul.toml`: one section a file, each with its defaults and its checks.
//!
//! Unknown keys, bad values and missing files are errors at start that name file, line, key and remedy.
//! Values are checked where they are read, so that the parser knows the line.

mod checks;
mod delivery;
mod findings;
mod jobs;
mod ministry;
mod portal;
mod privacy;
mod reports;
mod source;
mod store;
mod values;

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{Doing, Error, Result};

pub use checks::{Override, OverrideValue, Scope};
pub use delivery::{BackupSection, DeliverySection, RecipientSection, WebhookSection};
pub use findings::FindingsSection;
pub use jobs::{CatchUp, CronList, JobSection};
pub use ministry::MinistrySection;
pub use portal::PortalSection;
pub use privacy::PrivacySection;
pub use reports::ReportsSection;
pub use source::{SourceKind, SourceSection};
pub use store::StoreSection;
pub use values::Span;

/// The whole configuration.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub store: StoreSection,
    pub portal: PortalSection,
    pub ministry: MinistrySection,
    pub privacy: PrivacySection,
    #[serde(rename = "source")]
    pub sources: Vec<SourceSection>,
    checks: toml::Table,
    #[serde(rename = "job")]
    pub jobs: Vec<JobSection>,
    #[serde(rename = "recipient")]
    pub recipients: Vec<RecipientSection>,
    pub reports: ReportsSection,
    pub findings: FindingsSection,
    pub paths: PathsSection,
    pub backup: BackupSection,
    pub delivery: DeliverySection,
    /// The folder of the file: relative paths begin here.
    #[serde(skip)]
    pub base: PathBuf,
}

/// Folders that override the built-in queries and templates.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PathsSection {
    pub queries: Option<PathBuf>,
    pub templates: Option<PathBuf>,
}

impl Config {
    /// Reads the file given, else `./qebul.toml`, else takes the built-in defaults.
    pub fn load(path: Option<&Path>) -> Result<Self> {
        let default = Path::new("qebul.toml");
        match path {
            Some(path) => Self::read(path),
            None if default.exists() => Self::read(default),
            None => Ok(Config { base: PathBuf::from("."), ..Config::default() }),
        }
    }

    fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Error::usage(format!("reading the configuration `{}`", path.display()))
                .hint("give the file with `--config FILE`, or leave it out for the built-in defaults")
                .because(error)
        })?;
        let base = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Self::parse(&text, &path.display().to_string(), base)
    }

    /// Parses a configuration; `name` stands in errors, relative paths begin at `base`.
    pub fn parse(text: &str, name: &str, base: &Path) -> Result<Self> {
        let mut config: Config = toml::from_str(text).map_err(|error| {
            Error::usage(format!("reading the configuration `{name}`"))
                .hint("correct the line named; `qebul config check` reads the file without starting anything")
                .because(error)
        })?;
        config.base = base.to_owned();
        config
            .validate()
            .map_err(|error| Error::usage(format!("checking the configuration `{name}`")).because(error))?;
        Ok(config)
    }

    fn validate(&self) -> Result<()> {
        let mut names = std::collections::BTreeSet::new();
        for source in &self.sources {
            source.validate(&self.base)?;
            if !names.insert(&source.name) {
                return Err(Error::usage(format!("`[[source]]` name `{}` stands twice", source.name))
                    .hint("give every source a name of its own"));
            }
        }
        self.overrides()?;
        for (key, path) in [("paths.queries", &self.paths.queries), ("paths.templates", &self.paths.templates)] {
            if let Some(path) = path.as_ref().map(|path| self.resolve(path)).filter(|path| !path.is_dir()) {
                return Err(Error::usage(format!("`{key}` names `{}`, which is no folder", path.display()))
                    .hint("create the folder or remove the key to use the built-in files"));
            }
        }
        Ok(())
    }

    /// The path as seen from the configuration file.
    pub fn resolve(&self, path: &Path) -> PathBuf {
        if path.is_absolute() { path.to_owned() } else { self.base.join(path) }
    }

    /// The database file.
    pub fn database(&self) -> PathBuf {
        self.resolve(&self.store.path)
    }

    /// The thresholds overridden in `[checks.ID]`; the catalog knows whether the ids and names exist.
    pub fn overrides(&self) -> Result<Vec<Override>> {
        checks::overrides(&self.checks)
    }

    /// The units, topics, regions and calendar that apply: the files named, else the built-in tables.
    pub fn reference(&self) -> Result<crate::domain::reference::Reference> {
        self.ministry.reference(self).doing(|| "loading the ministry's tables".into())
    }
}
