//! The way of a monitoring after its draft: reviewed, signed, sent, answered, closed; or cancelled with a reason.

use std::path::Path;

use super::paper::{self, Produced};
use super::record::{self, Audit};
use super::sheet::{self, Taken};
use super::{findings, kept};
use crate::domain::audit::sheet::Verdict;
use crate::domain::audit::{AuditNumber, AuditState};
use crate::domain::calendar::Week;
use crate::domain::language::Language;
use crate::error::{Error, Result};
use crate::jobs::Environment;
use crate::store::Store;

/// Working days that the unit has for its answer.
const ANSWER_DAYS: u32 = 10;

/// What a review left.
#[derive(Debug, Clone)]
pub struct Review {
    pub taken: Taken,
    pub items: usize,
    /// Items without a verdict.
    pub open: usize,
    pub status: AuditState,
    pub produced: Produced,
}

/// Takes a filled sheet and writes the report anew. With every item answered, or with `finish`, the draft can be signed.
pub fn review(
    environment: &Environment,
    store: &Store,
    number: AuditNumber,
    file: &Path,
    who: &str,
    finish: bool,
    place: (Language, &Path),
) -> Result<Review> {
    let mut audit = record::get(store, number)?;
    let taken = sheet::import(environment, store, &audit, file, who)?;
    let answers = sheet::answers(store, number)?;
    let items = kept::items(&store.session()?, number)?.len();
    let decided = answers.iter().filter(|answer| answer.answers.verdict() != Verdict::Open).count();
    let open = items - decided;
    if audit.status == AuditState::InReview && (open == 0 || finish) {
        let why = if open == 0 { String::new() } else { format!("{open} items stay unanswered") };
        move_on(environment, store, &mut audit, AuditState::Draft, who, &why)?;
    }
    let produced = paper::renew(environment, store, &mut audit, place.0, place.1)?;
    Ok(Review { taken, items, open, status: audit.status, produced })
}

/// What a signature did.
#[derive(Debug, Clone)]
pub struct Signed {
    pub produced: Produced,
    /// Findings of the register that bear the monitoring's number, and how many of them are new.
    pub named: usize,
    pub raised: usize,
}

/// The sector's head signs: the findings enter the register, the report bears the name and the day.
pub fn sign(
    environment: &Environment,
    store: &Store,
    number: AuditNumber,
    who: &str,
    place: (Language, &Path),
) -> Result<Signed> {
    let mut audit = record::get(store, number)?;
    // Signed already: what a crash left undone behind the signature is done now, under the first name.
    if audit.status != AuditState::Signed {
        audit.signed_by = Some(who.to_owned());
        audit.signed_at = Some(environment.clock.now());
        move_on(environment, store, &mut audit, AuditState::Signed, who, "")?;
    }
    let (named, raised) = findings::raise(environment, store, &audit)?;
    let produced = paper::renew(environment, store, &mut audit, place.0, place.1)?;
    Ok(Signed { produced, named, raised })
}

/// The report goes to the unit, which has 10 working days for its answer.
pub fn send(environment: &Environment, store: &Store, number: AuditNumber, who: &str) -> Result<Audit> {
    let mut audit = record::get(store, number)?;
    let today = environment.reference.zone.local_day(environment.now());
    let week = environment.reference.units.get(&audit.unit).map_or(Week::Five, |unit| unit.week);
    audit.answer_due = Some(environment.reference.calendar.add_working_days(today, ANSWER_DAYS, week));
    move_on(environment, store, &mut audit, AuditState::Sent, who, "")?;
    Ok(audit)
}

/// The unit's answer.
pub fn answer(environment: &Environment, store: &Store, number: AuditNumber, who: &str, text: &str) -> Result<Audit> {
    let mut audit = record::get(store, number)?;
    audit.answer = Some(text.to_owned());
    move_on(environment, store, &mut audit, AuditState::Answered, who, "")?;
    Ok(audit)
}

/// Ends a monitoring; one without the unit's answer only with a reason.
pub fn close(environment: &Environment, store: &Store, number: AuditNumber, who: &str, why: &str) -> Result<Audit> {
    let mut audit = record::get(store, number)?;
    if audit.status == AuditState::Sent && why.trim().is_empty() {
        return Err(Error::usage(format!("closing the monitoring {number} without the unit's answer"))
            .hint("say why with `--why`, or keep the answer with `qebul audit answer`"));
    }
    move_on(environment, store, &mut audit, AuditState::Closed, who, why)?;
    Ok(audit)
}

/// Gives a monitoring up; the number stays taken.
pub fn cancel(environment: &Environment, store: &Store, number: AuditNumber, who: &str, why: &str) -> Result<Audit> {
    let mut audit = record::get(store, number)?;
    if why.trim().is_empty() {
        return Err(
            Error::usage(format!("cancelling the monitoring {number} without a reason")).hint("say why with `--why`")
        );
    }
    move_on(environment, store, &mut audit, AuditState::Cancelled, who, why)?;
    Ok(audit)
}

fn move_on(
    environment: &Environment,
    store: &Store,
    audit: &mut Audit,
    next: AuditState,
    who: &str,
    why: &str,
) -> Result<()> {
    let at = environment.clock.now();
    store.write_state(|state| record::become_state(state, audit, next, who, why, at))
}
