//! Faults of assignments: late or never done (A1, A2), without a deadline or an executor (A3).

use chrono::NaiveDate;

use super::super::assignments::complete;
use super::super::compact::{Assignment, NONE};
use super::super::story::{Month, Story};
use super::super::truth::{Planted, Subject};

/// Spoils the assignment now and then; true where it then has its completion, if it has one.
///
/// `day` is when it would be done in time. A1 and A2 follow from the late ones and are listed once `now` is known.
pub(in crate::simulator) fn spoil(
    story: &mut Story<'_>,
    month: &mut Month,
    assignment: &mut Assignment,
    day: NaiveDate,
) -> bool {
    if !story.world.settings.faults {
        return false;
    }
    let bad = 1.0 - story.world.unit(assignment.charged()).quality.in_month(month.number);
    let fate = month.faults.fraction();
    let without = 0.001 + 0.02 * bad * bad;
    let late = 0.006 + 0.3 * bad * bad;
    if fate < without && assignment.extended.is_none() {
        incomplete(story, month, assignment, day);
        return true;
    }
    if fate < without + late {
        is_late(story, month, assignment);
        return true;
    }
    false
}

/// A3: the deadline or the executor is missing, at times both.
fn incomplete(story: &mut Story<'_>, month: &mut Month, assignment: &mut Assignment, day: NaiveDate) {
    let what = month.faults.fraction();
    let why = match what {
        what if what < 0.5 => "no deadline",
        what if what < 0.9 => "no executor",
        _ => "neither deadline nor executor",
    };
    if !(0.5..0.9).contains(&what) {
        assignment.due_on = None;
        assignment.due_effective = None;
    }
    if what >= 0.5 {
        assignment.executor = NONE;
    }
    if assignment.due_on.is_some() {
        // The term now runs in the week of the unit that issued it; the day must still be in time in either week.
        let week = story.world.unit(assignment.unit).week;
        assignment.due_effective = assignment.due_on.map(|due| story.world.days.working(due, week));
    }
    let subject = Subject::Assignment { unit: assignment.unit, number: assignment.number };
    story.planted.push(Planted::new("A3", month.period, subject, assignment.known, why));
    complete(story, month, assignment, day.min(assignment.due_on.unwrap_or(day)));
}

fn is_late(story: &Story<'_>, month: &mut Month, assignment: &mut Assignment) {
    let Some(due) = assignment.due_effective else { return };
    assignment.late = true;
    if month.faults.happens(0.15) {
        return;
    }
    let week = story.world.unit(assignment.charged()).week;
    let late_by = month.faults.log_normal(5.0, 0.9).clamp(1.0, 90.0) as u32;
    complete(story, month, assignment, story.world.days.after(due, late_by, week));
}
