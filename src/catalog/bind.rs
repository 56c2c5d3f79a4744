//! A session made ready for one period: its variables, its thresholds and the marts.

use chrono::{DateTime, Utc};

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

/// Sets the session's variables and builds the marts that checks, indicators and reports read.
///
/// # Errors
/// An override names something unknown, or a mart's SQL fails.
pub fn prepare(session: &Session, context: &Context, library: &Library, reference: &Reference) -> Result<()> {
    thresholds::check_overrides(library, &context.overrides, reference)?;
    let period = context.period;
    session.set("as_of", context.as_of)?;
    session.set("as_of_day", reference.zone.local_day(context.as_of))?;
    session.set("period", period.to_string())?;
    session.set("period_kind", period.kind().as_str())?;
    session.set("period_from", period.first_day())?;
    session.set("period_to", period.last_day())?;
    session.set("load_id", context.load_id)?;
    thresholds::bind(session, library, &context.overrides)?;
    for mart in library.folder("marts") {
        session.run(&mart.text).doing(|| format!("building the mart `queries/{}`", mart.path))?;
    }
    Ok(())
}
