//! Habits that show in a unit's receptions, sown once a month's story is told: those of `times`, R11, R12, R15, A9, Q1, D3.
//!
//! What is changed are records that nothing else refers to. What it comes to is recounted from the records: a habit does
//! not always reach the measure of a fault, and now and then it comes close on purpose.

use super::super::compact::{Kind, Mode, Outcome, Reception};
use super::super::story::{Month, Story};
use super::super::texts::{self, Family, NO_TEXT};
use super::habits::Habit;
use super::times;

const HOUR: u32 = 3600;

/// Gives way to the unit's habits of the month.
pub(in crate::simulator) fn sow(story: &mut Story<'_>, month: &mut Month) {
    let (world, unit, period) = (story.world, story.unit, month.period);
    let has = |habit| world.has(unit, habit, period);
    if has(Habit::BatchEntry) {
        times::batch_entry(story, month);
    }
    if has(Habit::CrowdedHour) {
        times::crowded_hour(story, month);
    }
    if has(Habit::OutOfHours) {
        times::out_of_hours(story, month);
    }
    if has(Habit::Overlap) {
        times::overlap(story, month);
    }
    if has(Habit::UniformDurations) {
        times::uniform_durations(story, month);
    }
    if has(Habit::OtherTopic) {
        other_topic(story, month);
    }
    if has(Habit::NoGrounds) {
        for at in untouched(story, month) {
            if month.sown.happens(0.4) {
                refuse(story, month, at, true);
            }
        }
    }
    if has(Habit::Unexplained) {
        unexplained(story, month);
    }
    if has(Habit::LongWaits) {
        times::long_waits(story, month);
    }
    if has(Habit::ToItsObject) {
        to_its_object(story, month);
    }
    if has(Habit::PersonalData) {
        personal_data(story, month);
    }
    if has(Habit::ChangesClosed) {
        change_what_is_closed(story, month);
    }
}

/// Places of the month's records that nothing refers to and no fault has changed.
pub(super) fn untouched(story: &Story<'_>, month: &Month) -> Vec<usize> {
    let free =
        |r: &Reception| r.outcome.is_answer() && !r.chained && !r.spoiled && !r.deleted && r.mode != Mode::Mobile;
    (month.first..story.receptions.len()).filter(|at| free(&story.receptions[*at])).collect()
}

/// R11
fn other_topic(story: &mut Story<'_>, month: &mut Month) {
    let Some(other) = story.world.topics.iter().position(|topic| topic.other) else { return };
    for at in untouched(story, month) {
        if month.sown.happens(0.4) {
            story.receptions[at].topic = other as u8;
        }
    }
}

/// Turns an answered reception into one for which there were no grounds.
fn refuse(story: &mut Story<'_>, month: &mut Month, at: usize, is_explained: bool) {
    let note = texts::choose(Family::Note(Outcome::NoGrounds), month.sown.fraction());
    let reception = &mut story.receptions[at];
    reception.outcome = Outcome::NoGrounds;
    reception.note = if is_explained { note } else { NO_TEXT };
    reception.spoiled = true;
}

/// R15: nothing is noted where there were no grounds.
fn unexplained(story: &mut Story<'_>, month: &mut Month) {
    for at in month.first..story.receptions.len() {
        if story.receptions[at].outcome == Outcome::NoGrounds && month.sown.happens(0.6) {
            story.receptions[at].note = NO_TEXT;
        }
    }
    for _ in 0..month.sown.between(1, 2) {
        if let Some(at) = month.sown.pick(&untouched(story, month)).copied() {
            refuse(story, month, at, false);
        }
    }
}

/// A9: a complaint is referred to the unit complained of.
fn to_its_object(story: &mut Story<'_>, month: &mut Month) {
    let profile = story.world.unit(story.unit);
    for _ in 0..month.sown.between(1, 2) {
        let about = month.sown.pick(&profile.siblings).copied().unwrap_or(profile.agency);
        let Some(at) = month.sown.pick(&untouched(story, month)).copied().filter(|_| about != story.unit) else {
            return;
        };
        let note = texts::choose(Family::Note(Outcome::Referred), month.sown.fraction());
        let reception = &mut story.receptions[at];
        reception.kind = Kind::Complaint;
        reception.complaint_about = about;
        reception.outcome = Outcome::Referred;
        reception.referred_to = about;
        reception.referred = reception.ended.max(reception.started);
        reception.note = note;
        reception.spoiled = true;
    }
}

/// Q1: personal and telephone numbers are written into notes.
fn personal_data(story: &mut Story<'_>, month: &mut Month) {
    for _ in 0..month.sown.between(1, 3) {
        let leak = texts::choose(Family::Leak, month.sown.fraction());
        if let Some(at) = month.sown.pick(&untouched(story, month)).copied() {
            story.receptions[at].note = leak;
            story.receptions[at].spoiled = true;
        }
    }
}

/// D3: records are corrected after the month is closed; in a large unit at times too few of them to matter.
fn change_what_is_closed(story: &mut Story<'_>, month: &mut Month) {
    let held = (story.receptions.len() - month.first) as f64;
    let wanted = if month.sown.happens(0.2) { (held * 0.004) as usize } else { (held * 0.012) as usize + 1 };
    let closed = story.world.days.closing(month.period);
    let mut places = untouched(story, month);
    places.retain(|at| story.receptions[*at].kind == Kind::Application);
    for _ in 0..wanted.min(places.len()) {
        let place = month.sown.between(0, places.len() as u32 - 1) as usize;
        let reception = &mut story.receptions[places.swap_remove(place)];
        reception.amended = closed + month.sown.between(3 * HOUR, 9 * 24 * HOUR);
        reception.spoiled = true;
    }
}
