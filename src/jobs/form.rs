//! The form of the units' reports, for the command line and the portal: made, read, and taken into the store.

use std::sync::{Arc, Mutex};

use sha2::{Digest, Sha256};

use super::Environment;
use super::pull::{FileWork, StoreSink, identity};
use crate::domain::language::Language;
use crate::domain::period::Period;
use crate::domain::records::Entity;
use crate::domain::reference::Reference;
use crate::error::{Doing, Error, Result};
use crate::source::form::{self, Blank};
use crate::source::sink::{Object, Sink};

pub use crate::source::form::{CellError, Filled, Problem, Refused};

/// The name under which a form is handed out.
pub fn file_name(unit: &str, period: &Period) -> String {
    format!("unit-report-{unit}-{period}.xlsx")
}

/// Makes an empty form; see [`form::write`].
pub fn make(reference: &Reference, unit: &str, period: &Period, language: Language) -> Result<Vec<u8>> {
    form::write(reference, &Blank { unit, period, language })
}

/// Reads a filled form without taking it.
///
/// # Errors
/// Every wrong cell at once.
pub fn read(reference: &Reference, content: Vec<u8>) -> std::result::Result<Filled, Refused> {
    form::read(content, reference)
}

/// What became of a form that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submitted {
    Taken(Filled),
    /// The same file was taken before.
    Known(Filled),
    /// Nothing was stored.
    Refused(Vec<CellError>),
}

/// Takes a filled form that someone hands in now: the same record as from a folder, without waiting for the pull.
///
/// # Errors
/// The store cannot be written, or the unit has no source. Wrong cells are an answer, not an error.
pub async fn submit(environment: &Environment, content: Vec<u8>) -> Result<Submitted> {
    let sha256 = hex::encode(Sha256::digest(&content));
    let filled = match read(&environment.reference, content) {
        Ok(filled) => filled,
        Err(refused) => return Ok(Submitted::Refused(refused.errors)),
    };
    let act = format!("taking the report form of `{}` on {}", filled.unit, filled.period);
    let source = environment.reference.units.get(&filled.unit).and_then(|unit| unit.source.clone());
    let source = source.ok_or_else(|| Error::usage(act.clone()).hint("the unit has no source in the units table"))?;
    let work = FileWork { environment: environment.clone(), source: source.clone(), key: identity(environment)? };
    // The source's pull and this never write side by side.
    let _turn = environment.store.turn(&source).await;
    let taken = filled.clone();
    let is_new = environment.store.call(move |store| {
        let mut sink = StoreSink::new(store.clone(), &source, Arc::new(Mutex::new(Vec::new())));
        if sink.is_taken(&sha256)? {
            return Ok(false);
        }
        let now = work.environment.clock.now();
        let batch = work.decoder(now).decode(Entity::UnitReports, [taken.item(now).as_str()]);
        if let Some(rejected) = batch.rejected.first() {
            return Err(Error::usage(rejected.detail.clone()));
        }
        let object = Object { name: file_name(&taken.unit, &taken.period), sha256 };
        work.load(object, Entity::UnitReports, &mut sink, |sink| sink.commit(batch).map(|_| ()))?;
        Ok(true)
    });
    Ok(if is_new.await.doing(|| act)? { Submitted::Taken(filled) } else { Submitted::Known(filled) })
}
