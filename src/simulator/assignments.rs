//! Assignments (tapşırıqlar) given at receptions: who carries them out, by when, and how it ends.

use chrono::NaiveDate;

use super::compact::{Assignment, Extended, Kind, Level, NO_OFFICIAL, NONE, Reception, Term};
use super::faults::execution;
use super::faults::habits::Habit;
use super::follow_up::{first_apart, heads};
use super::story::{Month, Story};
use super::texts::{self, Family, NO_TEXT};

/// Gives an assignment for the reception; `closing` fixes the day on which it is done.
pub(super) fn issue(story: &mut Story<'_>, month: &mut Month, reception: &mut Reception, closing: Option<NaiveDate>) {
    let world = story.world;
    let staff = world.staff(reception.unit);
    let issuer = match reception.level {
        Level::ReceptionRoom => staff.in_charge(),
        _ => Some(reception.official).filter(|official| *official != NO_OFFICIAL).or(staff.in_charge()),
    };
    let executor = if closing.is_some() { reception.unit } else { executor(story, month, reception) };
    let (unit, period) = (reception.unit, month.period);
    let has = |habit| closing.is_none() && world.has(unit, habit, period);
    if has(Habit::ToItsObject) && month.sown.happens(0.5) {
        reception.kind = Kind::Complaint;
        reception.complaint_about = executor;
    } else if reception.kind == Kind::Complaint && reception.complaint_about == executor {
        // Nobody else could be found; the record then names no unit complained of (A9).
        reception.complaint_about = NONE;
    }
    let week = world.unit(executor).week;
    let topic = world.topics.get(usize::from(reception.topic));
    let (term, working_days) = term(month, topic.is_some_and(|topic| topic.corruption), closing.is_some());
    let own_week = world.unit(reception.unit).week;
    let within = |week| world.days.after(reception.day, term.limit(), week);
    // Within the statute in the executor's week and in the issuer's (A4).
    let mut due_on = world.days.after(reception.day, working_days, week).min(within(week)).min(within(own_week));
    if has(Habit::BeyondStatute) && month.sown.happens(0.5) {
        due_on = world.days.after(reception.day, term.limit() + month.sown.between(1, 8), own_week);
    }
    if has(Habit::Extends) {
        // A short term, so that its extensions come soon.
        due_on = world.days.after(reception.day, month.sown.between(3, 6), own_week);
    }
    let mut assignment = Assignment {
        number: reception.number,
        known: reception.registered,
        completed: 0,
        replied: 0,
        cancelled: 0,
        updated: 0,
        issued_by: issuer.unwrap_or(NO_OFFICIAL),
        unit: reception.unit,
        executor,
        result: NO_TEXT,
        term,
        topic: reception.topic,
        issued_on: reception.day,
        due_on: Some(due_on),
        due_effective: Some(world.days.working(due_on, week)),
        completed_on: None,
        replied_on: None,
        extended: [None; 2],
        undated: false,
    };
    match closing {
        Some(day) => complete(story, month, &mut assignment, day),
        None => carry_out(story, month, &mut assignment),
    }
    if closing.is_none() {
        execution::sow(story, month, reception, &mut assignment);
    }
    story.assignments.push(assignment);
}

fn executor(story: &Story<'_>, month: &mut Month, reception: &Reception) -> u16 {
    let world = story.world;
    let profile = world.unit(reception.unit);
    let is_head = profile.agency == reception.unit;
    let is_apparatus = profile.kind.as_str() == "apparatus";
    let sibling = month.chance.pick(&profile.siblings).copied();
    let head = month.chance.pick(&heads(world)).copied();
    let drawn = match month.chance.fraction() {
        share if is_apparatus && share < 0.7 => head,
        share if !is_apparatus && is_head && share < 0.45 => sibling,
        share if !is_head && share < 0.1 => Some(profile.agency),
        _ => Some(reception.unit),
    };
    let candidates = [drawn, Some(profile.agency), Some(reception.unit)];
    first_apart(candidates, reception.complaint_about).unwrap_or(reception.unit)
}

fn term(month: &mut Month, is_corruption: bool, in_the_field: bool) -> (Term, u32) {
    match month.chance.fraction() {
        _ if is_corruption && !in_the_field => (Term::Corruption, 20),
        _ if in_the_field => (Term::Ordinary, 15),
        share if share < 0.12 => (Term::Study, month.chance.between(22, 30)),
        share if share < 0.45 => (Term::Ordinary, month.chance.between(5, 12)),
        _ => (Term::Ordinary, 15),
    }
}

/// Carries it out in time, unless a fault is planted.
fn carry_out(story: &mut Story<'_>, month: &mut Month, assignment: &mut Assignment) {
    let world = story.world;
    let week = world.unit(assignment.charged()).week;
    let issued = assignment.issued_on;
    let fate = month.chance.fraction();
    if world.has(assignment.unit, Habit::Extends, month.period) && month.sown.happens(0.8) {
        execution::extend_too_much(story, month, assignment);
        return;
    }
    if fate < 0.04 {
        extend(story, month, assignment);
    }
    let Some(due) = assignment.due_effective else { return };
    let span = world.days.count(issued, due, week).saturating_sub(1).max(1);
    if fate > 0.992 {
        let day = world.days.after(issued, 1 + span / 3, week);
        assignment.cancelled = world.days.at(day.min(due), 43_000 + month.chance.between(0, 9000));
        return;
    }
    // Most of it is done in the last third of the term; what was extended, after the extension.
    let share = 0.3 + 0.7 * month.chance.fraction().sqrt();
    let mut day = world.days.after(issued, ((f64::from(span) * share) as u32).max(1), week).min(due);
    if let Some(extended) = assignment.extended[0] {
        day = day.max(world.days.after(extended.on, 1, week)).min(due);
    }
    if execution::spoil(story, month, assignment, day) {
        return;
    }
    complete(story, month, assignment, day);
}

/// One legal extension: granted before the term ends, by at most 20 working days.
fn extend(story: &Story<'_>, month: &mut Month, assignment: &mut Assignment) {
    let days = &story.world.days;
    let week = story.world.unit(assignment.charged()).week;
    let (Some(from), issued) = (assignment.due_on, assignment.issued_on) else { return };
    let span = days.count(issued, from, week);
    if span < 5 {
        return;
    }
    let on = days.after(issued, span.saturating_sub(1 + month.chance.between(1, 2)), week);
    let to = days.after(from, month.chance.between(5, 20), week);
    if on >= from {
        return;
    }
    let at = days.at(on, 36_000 + month.chance.between(0, 20_000)).max(assignment.known);
    let reason = texts::choose(Family::Extension, month.chance.fraction());
    assignment.extended[0] = Some(Extended { at, on, from, to, reason });
    assignment.due_effective = Some(to);
}

/// Writes the completion and the answer to the citizen.
pub(super) fn complete(story: &Story<'_>, month: &mut Month, assignment: &mut Assignment, day: NaiveDate) {
    let days = &story.world.days;
    assignment.completed_on = Some(day);
    assignment.completed = days.at(day, 36_000 + month.chance.between(0, 27_000)).max(assignment.known + 60);
    assignment.result = texts::choose(Family::Result, month.chance.fraction());
    if story.world.offer(assignment.unit).replies {
        // The citizen is answered before the assignment is closed: the same day, at times the day before.
        let before =
            day.pred_opt().filter(|before| *before > assignment.issued_on).filter(|_| month.chance.happens(0.2));
        assignment.replied_on = before.or(Some(day));
        assignment.replied = assignment.completed;
    }
}
