//! What is known about the records: `queries/` is read, bound to a period and run.
//!
//! A [`Library`] holds the SQL files, built in or overridden by a folder. [`prepare`] sets a session's variables for one
//! [`Context`] and builds the marts (`queries/marts`, one grain a file); [`checks::run`] answers every check
//! (`queries/checks`, one file a check) for every unit; [`score`] turns indicators into the index; [`dataset`] gathers
//! what a report prints. To add a check: one new file in `queries/checks/`, nothing here; [`validate()`] tells what is
//! wrong with it.

pub mod audit;
mod bind;
mod check;
pub mod checks;
pub mod credibility;
pub mod dataset;
mod header;
mod library;
mod needs;
pub mod score;
mod thresholds;
mod validate;

pub use bind::{Context, Span, prepare, prepare_span};
pub use check::{Bilingual, Check, Judges, Measure};
pub use header::Header;
pub use library::{Library, QueryFile};
pub use needs::Need;
pub use thresholds::{ThresholdDefault, ThresholdValue, check_overrides};
pub use validate::{Problem, validate};
