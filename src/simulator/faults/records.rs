//! Faults of single receptions: registered late (R1) or on paper (R2), incomplete (R5), duplicate (R6), impossible (R7).

use super::super::compact::{
    BLANK_TOPIC, Instant, Level, Mode, NO_OFFICIAL, NO_TOPIC, Outcome, Reception, Registration,
};
use super::super::story::{Month, Story};
use super::super::truth::{Planted, Subject};

const HOUR: u32 = 3600;

/// Spoils a reception now and then as it is made: R1, R2 or R5.
pub(in crate::simulator) fn spoil(story: &mut Story<'_>, month: &mut Month, reception: &mut Reception) {
    if !story.world.settings.faults {
        return;
    }
    let bad = (1.0 - month.quality).powf(2.2);
    let (late, paper, incomplete) = (0.002 + 0.075 * bad, 0.004 + 0.2 * bad, 0.003 + 0.11 * bad);
    let fate = month.faults.fraction();
    let why = if fate < late {
        register_late(story, month, reception).map(|why| ("R1", why))
    } else if fate < late + paper {
        reception.registration = Registration::Paper;
        Some(("R2", "registered on paper"))
    } else if fate < late + paper + incomplete {
        leave_out(story, month, reception).map(|why| ("R5", why))
    } else {
        None
    };
    if let Some((check, why)) = why {
        reception.spoiled = true;
        note(story, month, check, reception, why);
    }
}

/// Plants what needs a finished month: duplicates, impossible times and, without any fault, withdrawn entries.
pub(in crate::simulator) fn spoil_month(story: &mut Story<'_>, month: &mut Month) {
    withdraw(story, month);
    if !story.world.settings.faults {
        return;
    }
    let bad = (1.0 - month.quality).powi(2);
    if month.faults.happens(0.015 + 0.16 * bad) {
        for _ in 0..month.faults.between(1, 3) {
            duplicate(story, month);
        }
    }
    if month.faults.happens(0.015 + 0.16 * bad) {
        for _ in 0..month.faults.between(1, 3) {
            impossible(story, month);
        }
    }
}

/// R1: entered a day to four working days later; the field's own, after the next working day has ended.
fn register_late(story: &Story<'_>, month: &mut Month, reception: &mut Reception) -> Option<&'static str> {
    let simple =
        matches!(reception.outcome, Outcome::Explained | Outcome::Resolved | Outcome::Referred | Outcome::NoGrounds);
    // The first reception of an appointment stays in time: until it came the appointment would seem to have been empty (S2).
    let is_follower =
        |last: &Reception| last.official == reception.official && last.day == reception.day && last.started > 0;
    let is_free = !has_appointments(story, reception.official) || reception.mode == Mode::Mobile;
    if !simple || !(is_free || story.receptions.last().is_some_and(is_follower)) {
        return None;
    }
    let (days, week) = (&story.world.days, story.world.unit(reception.unit).week);
    let least = if reception.mode == Mode::Mobile { 2 } else { 1 };
    let mut day = days.after(reception.day, month.faults.between(least, 4), week);
    let second = month.faults.between(9 * HOUR, 18 * HOUR);
    if days.at(day, second) < reception.started + 26 * HOUR {
        day = days.after(day, 1, week);
    }
    reception.registered = days.at(day, second);
    if reception.rated > 0 {
        reception.rated = reception.rated.max(reception.registered);
    }
    if month.faults.happens(0.45) {
        reception.registration = Registration::Late;
        Some("registered late and said so")
    } else {
        Some("registered more than 24 hours after the start")
    }
}

fn has_appointments(story: &Story<'_>, official: u32) -> bool {
    let staff = story.world.staff(story.unit);
    staff.leaders.contains(&official) || staff.heads.contains(&official)
}

/// R5: one required value is left out. Records that others refer to stay complete.
fn leave_out(story: &Story<'_>, month: &mut Month, reception: &mut Reception) -> Option<&'static str> {
    if reception.chained || !reception.outcome.is_answer() {
        return None;
    }
    // Who receives by appointment stays named: the appointment would seem to have been held by nobody (S2).
    let at_a_desk = story.world.staff(story.unit).desks.contains(&reception.official);
    Some(match month.faults.fraction() {
        share if share < 0.2 => {
            reception.topic = NO_TOPIC;
            "no topic"
        }
        share if share < 0.28 => {
            reception.topic = BLANK_TOPIC;
            "blank topic"
        }
        share if share < 0.4 => {
            reception.outcome = Outcome::Missing;
            "no outcome"
        }
        share if share < 0.46 => {
            reception.outcome = Outcome::Blank;
            "blank outcome"
        }
        share if share < 0.66 => {
            reception.ended = 0;
            "no end"
        }
        // From the field a record without its start would fall on another day.
        share if share < 0.76 && reception.mode != Mode::Mobile => {
            reception.started = 0;
            "no start"
        }
        share if share < 0.86 && at_a_desk => {
            reception.official = NO_OFFICIAL;
            "no official"
        }
        _ => {
            reception.citizen = 0;
            "no citizen"
        }
    })
}

/// An untouched record of the month from the reception room that nothing refers to.
fn untouched(story: &Story<'_>, month: &mut Month) -> Option<usize> {
    let room = |reception: &Reception| {
        reception.level == Level::ReceptionRoom
            && reception.outcome.is_answer()
            && !reception.chained
            && !reception.spoiled
            && !reception.deleted
    };
    let places: Vec<usize> = (month.first..story.receptions.len()).filter(|at| room(&story.receptions[*at])).collect();
    month.faults.pick(&places).copied()
}

/// R6: the same reception is entered twice.
fn duplicate(story: &mut Story<'_>, month: &mut Month) {
    let Some(at) = untouched(story, month) else { return };
    story.receptions[at].spoiled = true;
    let original = story.receptions[at];
    // Up to ten minutes apart, the limit included.
    let shift = if month.faults.happens(0.1) { 600 } else { month.faults.between(0, 599) };
    story.next.reception += 1;
    let copy = Reception {
        number: story.next.reception,
        arrived: if original.arrived > 0 { original.arrived + shift.min(60) } else { 0 },
        started: original.started + shift,
        ended: original.ended + shift,
        registered: original.registered + shift + month.faults.between(20, 400),
        rated: 0,
        rating: 0,
        ..original
    };
    story.receptions.push(copy);
    let subject = Subject::Reception { unit: copy.unit, number: copy.number };
    let other = Subject::Reception { unit: original.unit, number: original.number };
    let known = copy.registered.max(original.registered);
    let why = "the same citizen, topic and level within ten minutes";
    story.planted.push(Planted { other: Some(other), ..Planted::new("R6", month.period, subject, known, why) });
}

/// R7: times that cannot be.
fn impossible(story: &mut Story<'_>, month: &mut Month) {
    let Some(at) = untouched(story, month) else { return };
    let fate = month.faults.fraction();
    let reception = &mut story.receptions[at];
    let why = if fate < 0.3 {
        reception.ended = reception.started - month.faults.between(60, 3000);
        "ended before it started"
    } else if fate < 0.55 && reception.arrived > 0 {
        reception.arrived = reception.started + month.faults.between(60, 1500);
        "started before the arrival"
    } else if fate < 0.9 {
        reception.ended = reception.started + 8 * HOUR + month.faults.between(60, 12 * HOUR);
        "lasted more than eight hours"
    } else {
        reception.ended = next_year(reception.ended);
        "ended in the next year"
    };
    reception.spoiled = true;
    let reception = *reception;
    note(story, month, "R7", &reception, why);
}

/// A typist's year: the same moment 365 days on.
fn next_year(at: Instant) -> Instant {
    at + 365 * 86_400
}

/// Entries made by mistake and withdrawn the same day: tombstones, no fault.
fn withdraw(story: &mut Story<'_>, month: &mut Month) {
    let made = (story.receptions.len() - month.first) as f64;
    for _ in 0..month.chance.poisson(0.0015 * made) {
        let last = story.receptions.len() as u32 - 1;
        let model = story.receptions[month.chance.between(month.first as u32, last) as usize];
        story.next.reception += 1;
        let withdrawn =
            Reception { number: story.next.reception, deleted: true, registered: model.registered + 5400, ..model };
        story.receptions.push(withdrawn);
    }
}

fn note(story: &mut Story<'_>, month: &Month, check: &'static str, reception: &Reception, why: &'static str) {
    let subject = Subject::Reception { unit: reception.unit, number: reception.number };
    story.planted.push(Planted::new(check, month.period, subject, reception.registered, why));
}
