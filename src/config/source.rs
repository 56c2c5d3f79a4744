//! `[[source]]`: one address or folder that serves the records of one agency.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

use super::values::Span;
use crate::error::{Error, Result};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    Http,
    Files,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceSection {
    /// As in the units table's column `source`.
    pub name: String,
    pub kind: SourceKind,
    pub url: Option<String>,
    pub path: Option<PathBuf>,
    /// The environment variable that holds the bearer token.
    pub token_env: Option<String>,
    pub token_file: Option<PathBuf>,
    pub ca_file: Option<PathBuf>,
    pub client_cert: Option<PathBuf>,
    /// The adapter's name, for files in columns other than the contract's.
    pub adapter: Option<String>,
    /// How far before the watermark a pull begins, default `2h`.
    #[serde(default = "two_hours")]
    pub lag: Span,
    /// Records asked for a page, 1 to 5000, default 2000.
    #[serde(default = "default_page")]
    pub page: u32,
    /// Time a request may take, default `30s`.
    #[serde(default = "thirty_seconds")]
    pub timeout: Span,
    /// Entities of a source that are walked side by side, default 2.
    #[serde(default = "default_parallel")]
    pub max_parallel: usize,
}

fn two_hours() -> Span {
    Span(Duration::from_secs(7_200))
}

fn default_page() -> u32 {
    2_000
}

fn thirty_seconds() -> Span {
    Span(Duration::from_secs(30))
}

fn default_parallel() -> usize {
    2
}

impl SourceSection {
    /// A source of which only the name and the kind are said.
    pub fn new(name: &str, kind: SourceKind) -> Self {
        SourceSection {
            name: name.into(),
            kind,
            url: None,
            path: None,
            token_env: None,
            token_file: None,
            ca_file: None,
            client_cert: None,
            adapter: None,
            lag: two_hours(),
            page: default_page(),
            timeout: thirty_seconds(),
            max_parallel: default_parallel(),
        }
    }

    pub(super) fn validate(&self, base: &Path) -> Result<()> {
        let name = &self.name;
        match self.kind {
            SourceKind::Http if self.url.is_none() => {
                return Err(Error::usage(format!("source `{name}` of kind `http` has no `url`"))
                    .hint("add `url = \"https://…\"`, the address before `/v1`"));
            }
            SourceKind::Files if self.path.is_none() => {
                return Err(Error::usage(format!("source `{name}` of kind `files` has no `path`"))
                    .hint("add `path = \"FOLDER\"`"));
            }
            _ => {}
        }
        if !(1..=5_000).contains(&self.page) {
            return Err(Error::usage(format!("source `{name}`: `page = {}` is outside 1 to 5000", self.page))
                .hint("the feed contract allows 1 to 5000 records a page"));
        }
        if let Some(path) = self.path.as_ref().map(|path| base.join(path)).filter(|path| !path.exists()) {
            return Err(Error::usage(format!("source `{name}`: `{}` does not exist", path.display()))
                .hint("create the folder, or correct `path` (relative to the configuration file)"));
        }
        Ok(())
    }

    /// The bearer token, read when a pull starts.
    pub fn token(&self, base: &Path) -> Result<Option<String>> {
        let name = &self.name;
        if let Some(variable) = &self.token_env {
            return std::env::var(variable).map(Some).map_err(|error| {
                Error::usage(format!("reading the token of source `{name}` from the environment variable `{variable}`"))
                    .hint(format!("set `{variable}` before the start, or use `token_file`"))
                    .because(error)
            });
        }
        let Some(file) = &self.token_file else { return Ok(None) };
        let path = base.join(file);
        let token = std::fs::read_to_string(&path).map_err(|error| {
            Error::usage(format!("reading the token of source `{name}` from `{}`", path.display()))
                .hint("create the file with the token as its only line, mode 0600")
                .because(error)
        })?;
        Ok(Some(token.trim().to_owned()))
    }
}
