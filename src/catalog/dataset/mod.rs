//! The dataset of a report (being written).

mod settings;

pub use settings::ReportSettings;

use crate::catalog::{Context, Library};
use crate::domain::finding::CheckOutcome;
use crate::domain::language::Language;
use crate::domain::reference::Reference;
use crate::domain::report::Monthly;
use crate::domain::score::ScoreOutcome;
use crate::error::{Error, Result};
use crate::store::Session;

/// Computes the dataset of the monthly report.
#[expect(clippy::too_many_arguments, reason = "everything a report is made of")]
pub fn monthly(
    _session: &Session,
    _library: &Library,
    _context: &Context,
    _checks: &CheckOutcome,
    _score: &ScoreOutcome,
    _previous: Option<&ScoreOutcome>,
    _language: Language,
    _reference: &Reference,
    _settings: &ReportSettings,
) -> Result<Monthly> {
    Err(Error::failed("the dataset is being written"))
}
