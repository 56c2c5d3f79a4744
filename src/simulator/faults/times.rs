//! Habits that show in the times of receptions (R4, R8, R9, R10, R14).

use chrono::NaiveDate;

use super::super::compact::{Level, Mode, NO_OFFICIAL, Reception};
use super::super::story::{Month, Story};
use super::super::visits::Room;
use super::sown::untouched;

const HOUR: u32 = 3600;

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
pub(super) fn batch_entry(story: &mut Story<'_>, month: &mut Month) {
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
pub(super) fn crowded_hour(story: &mut Story<'_>, month: &mut Month) {
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
pub(super) fn out_of_hours(story: &mut Story<'_>, month: &mut Month) {
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
pub(super) fn overlap(story: &mut Story<'_>, month: &mut Month) {
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
pub(super) fn uniform_durations(story: &mut Story<'_>, month: &mut Month) {
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

/// R14: half of those in the room wait for more than half an hour; half an hour itself is not long.
pub(super) fn long_waits(story: &mut Story<'_>, month: &mut Month) {
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
