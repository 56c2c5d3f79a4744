//! The one error type that users see: what was being done, to what, why it failed and what helps.
//!
//! `Display` prints the act and its object, never the source; [`Error::report`] prints the whole chain and the hint.
//! Modules with errors that callers tell apart keep their own enum and turn it into this one at their edge.

use std::fmt;

/// Says what the failure means for the caller: the exit code, the HTTP status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The work failed (exit code 1).
    Failed,
    /// Bad usage or configuration (exit code 2).
    Usage,
    /// Done in part (exit code 3).
    Partial,
    /// A verification found a difference (exit code 4).
    Different,
    /// The object asked for does not exist (exit code 1, HTTP 404).
    NotFound,
    /// The caller may not (exit code 1, HTTP 403).
    Forbidden,
}

/// What was being done, to what, and what helps.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    hint: Option<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Error { kind, message: message.into(), hint: None, source: None }
    }

    /// The work failed; `message` names the act and the object: "pulling `receptions` of source `DSMF`".
    pub fn failed(message: impl Into<String>) -> Self {
        Self::new(Kind::Failed, message)
    }

    /// Bad usage or configuration.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    pub fn partial(message: impl Into<String>) -> Self {
        Self::new(Kind::Partial, message)
    }

    pub fn different(message: impl Into<String>) -> Self {
        Self::new(Kind::Different, message)
    }

    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, message)
    }

    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::new(Kind::Forbidden, message)
    }

    /// Adds the remedy, printed as `hint: …`.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the cause.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The remedy of this error or of the first cause that has one.
    pub fn remedy(&self) -> Option<&str> {
        self.hint.as_deref().or_else(|| {
            let source = self.source.as_deref()?;
            source.downcast_ref::<Error>().and_then(Error::remedy)
        })
    }

    pub fn exit_code(&self) -> u8 {
        match self.kind {
            Kind::Failed | Kind::NotFound | Kind::Forbidden => 1,
            Kind::Usage => 2,
            Kind::Partial => 3,
            Kind::Different => 4,
        }
    }

    /// The message and every cause on one line each, then the hint.
    pub fn report(&self) -> String {
        let mut text = format!("error: {self}");
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            let line = error.to_string();
            cause = error.source();
            // DuckDB's own number says nothing after DuckDB's own words.
            if line.starts_with("Error code ") {
                continue;
            }
            text.push_str(&format!("\n  because: {line}"));
        }
        if let Some(hint) = self.remedy() {
            text.push_str(&format!("\n\nhint: {hint}"));
        }
        text
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|e| e as &(dyn std::error::Error + 'static))
    }
}

/// Says what was being done when a lower error came up.
pub trait Doing<T> {
    /// Wraps the error; `act` names the act and the object and is only built on failure.
    fn doing(self, act: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: Into<Box<dyn std::error::Error + Send + Sync>>> Doing<T> for std::result::Result<T, E> {
    fn doing(self, act: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|source| {
            let source = source.into();
            let kind = source.downcast_ref::<Error>().map_or(Kind::Failed, Error::kind);
            Error { kind, message: act(), hint: None, source: Some(source) }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn report_prints_the_chain_and_the_nearest_hint() {
        let low = Error::usage("reading key `tolerance`").hint("give a number between 0 and 1");
        let high = Err::<(), _>(low).doing(|| "loading `qebul.toml`".into()).unwrap_err();
        assert_eq!(
            high.report(),
            "error: loading `qebul.toml`\n  because: reading key `tolerance`\n\nhint: give a number between 0 and 1"
        );
        assert_eq!(high.exit_code(), 2);
    }
}
