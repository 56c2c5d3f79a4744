//! Habits that show in a unit's receptions (R4, R8–R12, R14, R15, A9, Q1, D3), sown once a month's story is told.
//!
//! What is changed are records that nothing else refers to. What it comes to is recounted from the records: a habit does
//! not always reach the measure of a fault, and now and then it comes close on purpose.

use chrono::NaiveDate;

use super::super::compact::{Kind, Level, Mode, NO_OFFICIAL, Outcome, Reception};
use super::super::story::{Month, Story};
use super::super::texts::{self, Family, NO_TEXT};
use super::super::visits::Room;
use super::habits::Habit;

const HOUR: u32 = 3600;

/// Gives way to the unit's habits of the month.
pub(in crate::simulator) fn sow(story: &mut Story<'_>, month: &mut Month) {
    let (world, unit, period) = (story.world, story.unit, month.period);
    let has = |habit| world.has(unit, habit, period);
    if has(Habit::BatchEntry) {
        batch_entry(story, month);
    }
    if has(Habit::CrowdedHour) {
        crowded_hour(story, month);
    }
    if has(Habit::OutOfHours) {
        out_of_hours(story, month);
    }
    if has(Habit::Overlap) {
        overlap(story, month);
    }
    if has(Habit::UniformDurations) {
        uniform_durations(story, month);
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
        long_waits(story, month);
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
fn untouched(story: &Story<'_>, month: &Month) -> Vec<usize> {
    let free =
        |r: &Reception| r.outcome.is_answer() && !r.chained && !r.spoiled && !r.deleted && r.mode != Mode::Mobile;
    (month.first..story.receptions.len()).filter(|at| free(&story.receptions[*at])).collect()
}

fn untouched_in_the_room(story: &Story<'_>, month: &Month) -> Vec<usize> {
    let mut places = untouched(story, month);
    places.retain(|at| story.receptions[*at].level == Level::ReceptionRoom);
    places
}

/// A working day of the month on which somebody came, so that nothing breaks a silence.
fn busy_day(story: &Story<'_>, month: &mut Month) -> Option<NaiveDate> {
    let week = story.world.unit(story.unit).week;
    let days: Vec<NaiveDate> = story.receptions[month.first..]
        .iter()
        .filter(|r| !r.deleted && month.period.contains(r.day) && story.world.days.is_working(r.day, week))
        .map(|r| r.day)
        .collect();
    month.sown.pick(&days).copied()
}

/// R4: a day's receptions are copied from paper within a minute of the evening; at times only nine of them.
fn batch_entry(story: &mut Story<'_>, month: &mut Month) {
    let Some(day) = busy_day(story, month) else { return };
    let count = if month.sown.happens(0.12) { 9 } else { month.sown.between(10, 14) };
    let first = story.receptions.len();
    for place in 0..count {
        let visit = story.newcomer(month);
        let start = 9 * HOUR + 1800 + place * (6 * HOUR / count) + month.sown.between(0, 600);
        story.receive_in_the_room(month, story.unit, &visit, day, start);
    }
    let evening = story.world.days.at(day, 18 * HOUR + month.sown.between(1200, 3000));
    let last = story.receptions.len() - 1;
    for at in first..=last {
        let second = if at == first {
            0
        } else if at == last {
            60
        } else {
            month.sown.between(0, 60)
        };
        let reception = &mut story.receptions[at];
        if !reception.spoiled {
            reception.registered = evening + second;
            reception.spoiled = true;
        }
    }
}

/// R9: more than twelve receptions of one official begin in an hour; at times just twelve.
fn crowded_hour(story: &mut Story<'_>, month: &mut Month) {
    let desks = &story.world.staff(story.unit).desks;
    let Some(official) = month.sown.pick(desks).copied() else { return };
    let Some(day) = busy_day(story, month) else { return };
    let (hour, count) = (month.sown.between(10, 16), month.sown.between(12, 15));
    for place in 0..count {
        let visit = story.newcomer(month);
        let room = Room {
            level: Level::Official,
            mode: Mode::Personal,
            official,
            day,
            start: hour * HOUR + place * (3500 / count),
            duration: month.sown.between(120, 220),
        };
        story.receive(month, story.unit, &visit, room, None);
    }
}

/// R8: receptions in the evening, before the day begins or on a Sunday; the limits themselves are still inside.
fn out_of_hours(story: &mut Story<'_>, month: &mut Month) {
    for _ in 0..month.sown.between(1, 3) {
        if month.sown.happens(0.3) {
            on_a_day_off(story, month);
        } else if let Some(at) = month.sown.pick(&untouched_in_the_room(story, month)).copied() {
            let second = match month.sown.fraction() {
                share if share < 0.1 => 19 * HOUR,
                share if share < 0.2 => 8 * HOUR,
                share if share < 0.3 => 19 * HOUR + 1,
                share if share < 0.4 => 8 * HOUR - 1,
                share if share < 0.7 => month.sown.between(6 * HOUR, 8 * HOUR - 1),
                _ => month.sown.between(19 * HOUR + 1, 21 * HOUR + 1800),
            };
            let registered = 120 + month.sown.between(0, 1200);
            let reception = &mut story.receptions[at];
            let (start, wait) = (story.world.days.at(reception.day, second), reception.started - reception.arrived);
            let duration = reception.ended - reception.started;
            reception.arrived = if reception.arrived > 0 { start - wait } else { 0 };
            reception.started = start;
            reception.ended = start + duration;
            reception.registered = reception.ended + registered;
            reception.rated = if reception.rated > 0 { reception.rated.max(reception.registered) } else { 0 };
            reception.spoiled = true;
        }
    }
}

fn on_a_day_off(story: &mut Story<'_>, month: &mut Month) {
    let (days, week) = (&story.world.days, story.world.unit(story.unit).week);
    let off: Vec<NaiveDate> = month
        .period
        .first_day()
        .iter_days()
        .take_while(|day| *day <= month.period.last_day())
        .filter(|day| !days.is_working(*day, week) && !story.world.plan(story.unit).is_silent(*day))
        .collect();
    let Some(day) = month.sown.pick(&off).copied() else { return };
    let visit = story.newcomer(month);
    let start = story.world.hours.start(&mut month.sown);
    story.receive_in_the_room(month, story.unit, &visit, day, start);
}

/// R9: one official's reception goes on while the next has begun; a minute is still borne.
fn overlap(story: &mut Story<'_>, month: &mut Month) {
    let timed = |r: &Reception| {
        r.official != NO_OFFICIAL && r.started > 0 && r.ended > r.started && !r.deleted && !r.spoiled && !r.collective
    };
    let mut places: Vec<usize> =
        (month.first..story.receptions.len()).filter(|at| timed(&story.receptions[*at])).collect();
    places.sort_by_key(|at| (story.receptions[*at].official, story.receptions[*at].started));
    let pairs: Vec<(usize, usize)> = places
        .windows(2)
        .map(|pair| (pair[0], pair[1]))
        .filter(|(one, next)| {
            let (one, next) = (&story.receptions[*one], &story.receptions[*next]);
            one.official == next.official && one.day == next.day
        })
        .collect();
    for _ in 0..month.sown.between(1, 3) {
        let Some((one, next)) = month.sown.pick(&pairs).copied() else { return };
        let too_long = if month.sown.happens(0.15) { 60 } else { month.sown.between(61, 600) };
        let begins = story.receptions[next].started;
        let one = &mut story.receptions[one];
        one.ended = begins + too_long;
        one.registered = one.registered.max(one.ended + 30);
    }
}

/// R10: nearly all receptions in the room last the same minutes.
fn uniform_durations(story: &mut Story<'_>, month: &mut Month) {
    let minutes = month.sown.pick(&[5, 10, 15]).copied().unwrap_or(10);
    for at in month.first..story.receptions.len() {
        let seconds = minutes * 60 + month.sown.between(0, 59);
        let kept = month.sown.happens(0.04);
        let reception = &mut story.receptions[at];
        let free = reception.level == Level::ReceptionRoom && reception.ended > reception.started && !reception.spoiled;
        if free && !kept && reception.started > 0 {
            reception.ended = reception.started + seconds;
            reception.registered = reception.registered.max(reception.ended + 20);
        }
    }
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

/// R14: half of those in the room wait for more than half an hour; half an hour itself is not long.
fn long_waits(story: &mut Story<'_>, month: &mut Month) {
    for at in month.first..story.receptions.len() {
        let (is_long, wait) = (month.sown.happens(0.5), month.sown.between(1801, 4800));
        let wait = if month.sown.happens(0.1) { 1800 } else { wait };
        let reception = &mut story.receptions[at];
        let free = reception.level == Level::ReceptionRoom && !reception.spoiled;
        if free && is_long && reception.arrived > 0 && reception.started > 0 {
            reception.arrived = reception.started - wait;
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
