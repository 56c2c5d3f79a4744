//! Faults of assignments: late or never done (A1, A2), without a deadline or an executor (A3), and what habits make of
//! them: extensions (A6), completions without a result (A5), an answer (A10) or a possible date (A7), personal data (Q1).

use chrono::{Days as Span, NaiveDate};

use super::super::assignments::complete;
use super::super::compact::{Assignment, Extended, NONE, Reception};
use super::super::story::{Month, Story};
use super::super::texts::{self, Family, NO_TEXT};
use super::super::truth::{Planted, Subject};
use super::habits::Habit;

/// Spoils the assignment now and then; true where it then has its completion, if it has one.
///
/// `day` is when it would be done in time. A1 and A2 follow from the late ones and are recounted.
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
    if fate < without && assignment.extended[0].is_none() {
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
    if month.faults.happens(0.15) {
        return;
    }
    let week = story.world.unit(assignment.charged()).week;
    let late_by = month.faults.log_normal(5.0, 0.9).clamp(1.0, 90.0) as u32;
    complete(story, month, assignment, story.world.days.after(due, late_by, week));
}

/// Changes what was done as the issuing unit's habits are.
pub(in crate::simulator) fn sow(
    story: &mut Story<'_>,
    month: &mut Month,
    reception: &mut Reception,
    assignment: &mut Assignment,
) {
    let (world, unit, period) = (story.world, assignment.unit, month.period);
    let has = |habit| world.has(unit, habit, period);
    let Some(done) = assignment.completed_on else { return };
    if has(Habit::WithoutResult) && month.sown.happens(0.5) {
        assignment.result = NO_TEXT;
    }
    if has(Habit::PersonalData) && month.sown.happens(0.4) {
        assignment.result = texts::choose(Family::Leak, month.sown.fraction());
    }
    if has(Habit::Unanswered) && assignment.replied_on.is_some() && month.sown.happens(0.5) {
        unanswered(story, month, assignment);
    }
    if has(Habit::Backdates) && month.sown.happens(0.5) {
        if month.sown.happens(0.3) {
            assignment.completed_on = None;
            assignment.undated = true;
        } else {
            assignment.completed_on = Some(assignment.issued_on - Span::new(month.sown.between(1, 4).into()));
        }
    } else if has(Habit::DoneYetBack) && reception.visit == 1 && month.sown.happens(0.5) {
        story.back_after(month, reception, done);
    }
}

/// A10: the citizen is answered after the due date or never; on the due date itself it is in time.
fn unanswered(story: &Story<'_>, month: &mut Month, assignment: &mut Assignment) {
    let Some(due) = assignment.due_effective else { return };
    let late = match month.sown.fraction() {
        share if share < 0.5 => None,
        share if share < 0.6 => Some(0),
        _ => Some(month.sown.between(1, 6)),
    };
    assignment.replied_on = late.map(|late| story.world.days.after(due, late, story.world.unit(assignment.unit).week));
    assignment.replied =
        assignment.replied_on.map_or(0, |day| story.world.days.at(day, 64_000).max(assignment.completed));
}

/// A6: extended twice, after the term had ended, or by more than thirty working days; thirty themselves are allowed.
pub(in crate::simulator) fn extend_too_much(story: &mut Story<'_>, month: &mut Month, assignment: &mut Assignment) {
    let days = &story.world.days;
    let week = story.world.unit(assignment.charged()).week;
    let Some(from) = assignment.due_on else { return };
    let before = days.after(assignment.issued_on, 1, week).min(from);
    let reason = texts::choose(Family::Extension, month.sown.fraction());
    let second = 36_000 + month.sown.between(0, 20_000);
    let extended = |on: NaiveDate, from: NaiveDate, to: NaiveDate| {
        Some(Extended { at: days.at(on, second).max(assignment.known), on, from, to, reason })
    };
    let effective = days.working(from, week);
    assignment.extended = match month.sown.fraction() {
        share if share < 0.4 => {
            let (to, again) = (days.after(from, 3, week), days.after(from, 6, week));
            [extended(before, from, to), extended(from, to, again)]
        }
        // Moved to a working day, the due date itself is in time.
        share if share < 0.5 => [extended(effective, from, days.after(from, 8, week)), None],
        share if share < 0.75 => {
            let late = days.after(effective, month.sown.between(1, 2), week);
            [extended(late, from, days.after(late, 8, week)), None]
        }
        share if share < 0.85 => [extended(before, from, days.after(from, 30, week)), None],
        _ => [extended(before, from, days.after(from, 31, week)), None],
    };
    let last = assignment.extended.iter().flatten().next_back();
    let due = last.map_or(from, |extended| extended.to);
    let granted = last.map_or(assignment.issued_on, |extended| extended.on);
    assignment.due_effective = Some(days.working(due, week));
    let day = days.after(granted, 1, week).min(due);
    complete(story, month, assignment, day);
}
