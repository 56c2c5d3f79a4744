//! A session made ready for one period: its variables, its thresholds and the marts.

use chrono::{DateTime, NaiveDate, Utc};

use super::library::Library;
use super::thresholds;
use crate::config::Override;
use crate::domain::period::Period;
use crate::domain::reference::Reference;
use crate::error::{Doing, Result};
use crate::store::Session;

/// What a run of checks, scores or a report is about.
#[derive(Debug, Clone)]
pub struct Context {
    /// The evaluation time: what is dated later has not happened.
    pub as_of: DateTime<Utc>,
    pub period: Period,
    /// Records as of this load.
    pub load_id: i64,
    /// Thresholds that differ from the checks' own.
    pub overrides: Vec<Override>,
}

/// The days that a preparation is about: a period, or any span of an audit.
#[derive(Debug, Clone)]
pub struct Span {
    /// `2026-09`, or `2026-07-15..2026-09-20` for a span that is no period.
    pub label: String,
    /// `month`, `quarter`, `half`, `year`, or `span`.
    pub kind: &'static str,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl From<Period> for Span {
    fn from(period: Period) -> Self {
        Span {
            label: period.to_string(),
            kind: period.kind().as_str(),
            from: period.first_day(),
            to: period.last_day(),
        }
    }
}

/// Sets the session's variables and builds the marts that checks, indicators and reports read.
///
/// # Errors
/// An override names something unknown, or a mart's SQL fails.
pub fn prepare(session: &Session, context: &Context, library: &Library, reference: &Reference) -> Result<()> {
    let span = Span::from(context.period);
    prepare_span(session, &span, context.as_of, context.load_id, &context.overrides, library, reference)
}

/// The same for any span of days.
///
/// # Errors
/// An override names something unknown, or a mart's SQL fails.
pub fn prepare_span(
    session: &Session,
    span: &Span,
    as_of: DateTime<Utc>,
    load_id: i64,
    overrides: &[Override],
    library: &Library,
    reference: &Reference,
) -> Result<()> {
    set_span(session, span, as_of, load_id, overrides, library, reference)?;
    for mart in library.folder("marts") {
        session.run(&mart.text).doing(|| format!("building the mart `queries/{}`", mart.path))?;
    }
    Ok(())
}

/// Sets the variables alone.
pub(super) fn set_span(
    session: &Session,
    span: &Span,
    as_of: DateTime<Utc>,
    load_id: i64,
    overrides: &[Override],
    library: &Library,
    reference: &Reference,
) -> Result<()> {
    thresholds::check_overrides(library, overrides, reference)?;
    session.set("as_of", as_of)?;
    session.set("as_of_day", reference.zone.local_day(as_of))?;
    session.set("period", span.label.as_str())?;
    session.set("period_kind", span.kind)?;
    session.set("period_from", span.from)?;
    session.set("period_to", span.to)?;
    session.set("load_id", load_id)?;
    thresholds::bind(session, library, overrides)
}
