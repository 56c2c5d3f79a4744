//! Jobs: the only place where sources, store, press and dispatch meet.
//!
//! A job takes no input but its period, is idempotent, and returns a status; a timer, a button and a command only
//! activate it by name ([`Runner`]). One file a job; to add one, write the file and list it in `runner::work`.

pub mod accuracy;
pub mod audit;
pub mod check;
pub mod close_period;
pub mod contradictions;
pub mod editions;
pub mod environment;
pub mod evaluate;
pub mod findings;
pub mod form;
pub mod ledger;
pub mod plan;
pub mod progress;
pub mod pull;
pub mod quarantine;
pub mod registers;
pub mod report;
pub mod runner;
pub mod schedule;

pub use environment::Environment;
pub use progress::{Progress, Watch};
pub use runner::{Activation, Runner};
