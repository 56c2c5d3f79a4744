//! What of a record is known at a moment: later events are taken back and `updated_at` is the last one that has happened.

use super::compact::{Appointed, Appointment, Assignment, Instant, Kind, Outcome, Reception};
use super::texts::NO_TEXT;

/// Tombstones are repeated for this long.
const TOMBSTONES: Instant = 90 * 86_400;

/// An event that has not happened yet becomes none.
fn happened(at: Instant, now: Instant) -> Instant {
    if at <= now { at } else { 0 }
}

/// The reception as it is known at `now`; none where it was not registered yet.
pub(super) fn reception(mut row: Reception, now: Instant) -> Option<Reception> {
    if row.registered > now || (row.deleted && row.registered.saturating_add(TOMBSTONES) < now) {
        return None;
    }
    row.handed = happened(row.handed, now);
    row.appeal_registered = happened(row.appeal_registered, now);
    row.referred = happened(row.referred, now);
    row.rated = happened(row.rated, now);
    if row.rated == 0 {
        row.rating = 0;
    }
    row.amended = happened(row.amended, now);
    if row.amended != 0 {
        row.kind = Kind::Inquiry;
    }
    let last = row.registered.max(row.handed).max(row.appeal_registered).max(row.rated).max(row.amended);
    row.updated = if row.outcome == Outcome::Referred { last.max(row.referred) } else { last };
    if row.deleted {
        row.updated = row.registered;
    }
    Some(row)
}

/// The assignment as it is known at `now`.
pub(super) fn assignment(mut row: Assignment, now: Instant) -> Option<Assignment> {
    if row.known > now {
        return None;
    }
    if row.completed > now {
        row.completed = 0;
        row.completed_on = None;
        row.undated = false;
    }
    row.cancelled = happened(row.cancelled, now);
    if row.replied > now {
        row.replied = 0;
        row.replied_on = None;
    }
    row.extended = row.extended.map(|extended| extended.filter(|extended| extended.at <= now));
    let extended = row.extended.iter().flatten().map(|extended| extended.at).max().unwrap_or(0);
    row.updated = row.known.max(row.completed).max(row.cancelled).max(row.replied).max(extended);
    Some(row)
}

/// The line of the schedule as it is known at `now`.
pub(super) fn appointment(mut row: Appointment, now: Instant) -> Option<Appointment> {
    if row.published > now {
        return None;
    }
    row.updated = row.published.max(row.settled);
    if row.settled > now {
        row.status = Appointed::Planned;
        row.reason = NO_TEXT;
        row.updated = row.published;
    }
    Some(row)
}
