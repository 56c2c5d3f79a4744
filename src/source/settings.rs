//! What the configuration says about one source, ready to be used.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// One source: the records of one agency and of the local branches below it.
#[derive(Debug, Clone)]
pub struct SourceSettings {
    /// Name as in the units table, such as `DSMF`.
    pub name: String,
    pub place: Place,
}

/// Where a source is.
#[derive(Debug, Clone)]
pub enum Place {
    Http(HttpSettings),
    Files(FilesSettings),
}

/// A feed that serves the contract over HTTP.
#[derive(Debug, Clone)]
pub struct HttpSettings {
    /// The part before `/v1/…`.
    pub url: String,
    pub token: Option<Token>,
    /// PEM file with the certificate authorities to trust instead of the machine's.
    pub ca_file: Option<PathBuf>,
    /// PEM file with the client's certificate chain and private key.
    pub client_cert: Option<PathBuf>,
    /// How far before the watermark a walk begins, for rows that were committed late.
    pub lag: Duration,
    /// Records asked for at once, 1 to 5000.
    pub page: u32,
    /// Time within which a page must have arrived.
    pub timeout: Duration,
    /// How many entities are walked at once.
    pub max_parallel: usize,
}

impl HttpSettings {
    pub const LAG: Duration = Duration::from_secs(2 * 60 * 60);
    pub const PAGE: u32 = 2000;
    pub const MAX_PAGE: u32 = 5000;
    pub const TIMEOUT: Duration = Duration::from_secs(30);
    pub const MAX_PARALLEL: usize = 2;

    /// Takes the defaults for everything but the address.
    pub fn new(url: impl Into<String>) -> Self {
        HttpSettings {
            url: url.into(),
            token: None,
            ca_file: None,
            client_cert: None,
            lag: Self::LAG,
            page: Self::PAGE,
            timeout: Self::TIMEOUT,
            max_parallel: Self::MAX_PARALLEL,
        }
    }
}

/// Files that are put somewhere.
#[derive(Debug, Clone)]
pub struct FilesSettings {
    /// A folder, or one file.
    pub path: PathBuf,
    /// Name of the adapter; without one the files hold the contract's columns.
    pub adapter: Option<String>,
}

/// A bearer token; never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Takes the text without surrounding white space; none when nothing is left.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Token(text.to_owned()))
    }

    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_trimmed_and_never_printed() {
        let token = Token::new(" secret\n").unwrap();
        assert_eq!(token.reveal(), "secret");
        assert_eq!(format!("{token:?}"), "Token(…)");
        assert_eq!(Token::new(" \n"), None);
    }
}
