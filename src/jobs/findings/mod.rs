//! Findings: raised by the closing of a month, told to the units, answered by people, settled by data alone.
//!
//! [`record`] raises what an ended month shows and settles what it cures, [`close`] also tells the units; [`nightly`] tests the rows of open findings
//! again and lets time do its part (waivers that end, deadlines that pass, units that go); [`act`] is the one door for
//! people, whoever opens it. All go through `domain::finding::life` and [`Register`], which writes state and log in one
//! transaction. Run twice, each changes nothing the second time.

mod act;
mod list;
mod raise;
mod register;
mod retest;
mod time;

use chrono::TimeDelta;

use super::Environment;
use super::evaluate::Evaluation;
use crate::catalog::Context;
use crate::domain::finding::CheckOutcome;
use crate::error::{Doing, Result};
use crate::store::Store;

pub use act::{Acted, Request, act};
pub use list::{Filter, Shown, list, show};
pub use register::Register;

/// Raises the findings of an ended month and settles those that it cures. Answers how many it raised or saw again.
pub fn record(environment: &Environment, store: &Store, context: &Context, checks: &CheckOutcome) -> Result<usize> {
    raise::raise(environment, store, context, checks).doing(|| format!("keeping the findings of `{}`", context.period))
}

/// The same when a month is closed: the units are told, where so configured.
pub fn close(environment: &Environment, store: &Store, evaluation: &Evaluation) -> Result<usize> {
    let Evaluation { context, checks, .. } = evaluation;
    let raised = record(environment, store, context, checks)?;
    // Caught up later, rows may have been put right since: nobody is told of what is gone.
    if environment.now() > context.as_of + TimeDelta::days(1) {
        retest::retest(environment, store, Some(context.period))?;
    }
    time::pass(environment, store)?;
    Ok(raised)
}

/// Tests the rows of open findings again, and lets time pass. Answers how many findings changed.
pub fn nightly(environment: &Environment, store: &Store) -> Result<usize> {
    let settled = retest::retest(environment, store, None)?;
    Ok(settled + time::pass(environment, store)?)
}
