//! The reception schedule (qəbul cədvəli): who receives by appointment on which day, and whether it took place.

use chrono::{Datelike, NaiveDate};

use crate::domain::period::Period;

use super::chance::Chance;
use super::compact::{Appointed, Appointment, Instant, Level};
use super::faults::habits::Habit as Fault;
use super::faults::plan::month_number;
use super::texts::{self, Family, NO_TEXT};
use super::world::World;

/// A slot that was held.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub official: u32,
    pub level: Level,
    pub day: NaiveDate,
    /// Minutes of the local day.
    pub starts: u16,
    /// Bookings to be expected.
    pub bookings: f64,
}

/// How often an official receives and when.
struct Habit {
    official: u32,
    level: Level,
    weekdays: Vec<u32>,
    every: Every,
    starts: u16,
    bookings: f64,
}

#[derive(Clone, Copy)]
enum Every {
    Week,
    Fortnight(u32),
    /// The n-th such weekday of the month.
    Month(u32),
}

const SLOT_MINUTES: u16 = 120;
const STARTS: [u16; 3] = [10 * 60, 14 * 60, 15 * 60];

/// Plans one month of a unit; gives the whole schedule and the slots that are held.
pub(super) fn schedule(world: &World, unit: u16, month: Period, next: &mut u32) -> (Vec<Appointment>, Vec<Slot>) {
    let profile = world.unit(unit);
    let mut chance = Chance::stream(world.settings.seed, &["appointments", &profile.code, &month.to_string()]);
    let quality = profile.quality.in_month(month_number(month));
    let (mut lines, mut slots) = (Vec::new(), Vec::new());
    let published = world.days.at(month.first_day(), 0) - 86_400 * chance.between(4, 8) + 3600 * chance.between(10, 16);
    let mut sown = Chance::stream(world.settings.seed, &["sown appointments", &profile.code, &month.to_string()]);
    let leaders = &world.staff(unit).leaders;
    let absent = if world.has(unit, Fault::WithoutSchedule, month) { sown.pick(leaders).copied() } else { None };
    for habit in habits(world, unit) {
        // S3: a leader who is in no schedule.
        let is_absent = absent == Some(habit.official);
        for day in days_of(world, unit, &habit, month).into_iter().filter(|_| !is_absent) {
            *next += 1;
            let mut line = Appointment {
                number: *next,
                official: habit.official,
                unit,
                date: day,
                starts: habit.starts,
                ends: habit.starts + SLOT_MINUTES,
                status: Appointed::Held,
                reason: NO_TEXT,
                published,
                settled: world.days.at(day, u32::from(habit.starts + SLOT_MINUTES) * 60 + chance.between(600, 2400)),
                updated: 0,
            };
            let fate = chance.fraction();
            let fails = world.plan(unit).is_silent(day) || fate < 0.02 + 0.06 * (1.0 - quality);
            let moves = !fails && fate > 0.98;
            let slot = Slot {
                official: habit.official,
                level: habit.level,
                day,
                starts: habit.starts,
                bookings: habit.bookings,
            };
            if fails || moves {
                line.status = if fails { Appointed::Cancelled } else { Appointed::Moved };
                let family = if fails { Family::Cancelled } else { Family::Moved };
                line.reason = texts::choose(family, chance.fraction());
                line.settled = world.days.at(day, 33_000 + chance.between(0, 1200));
            } else {
                slots.push(slot);
            }
            lines.push(line);
            if moves && let Some((line, slot)) = moved(world, unit, line, slot, month, next) {
                lines.push(line);
                slots.push(slot);
            }
        }
    }
    sow(world, unit, month, &mut sown, &mut lines, &slots, next);
    // A moved slot may meet another of the same official; one reception day is then enough.
    slots.sort_by_key(|slot| (slot.day, slot.official, slot.starts));
    (lines, slots)
}

/// S1, S2 and S4, where the unit has the habit.
fn sow(
    world: &World,
    unit: u16,
    month: Period,
    sown: &mut Chance,
    lines: &mut Vec<Appointment>,
    slots: &[Slot],
    next: &mut u32,
) {
    let last = u32::try_from(lines.len()).unwrap_or(0).saturating_sub(1);
    if lines.is_empty() {
        return;
    }
    if world.has(unit, Fault::NotHeld, month) {
        for _ in 0..sown.between(1, 2) {
            let line = &mut lines[sown.between(0, last) as usize];
            if line.status == Appointed::Held {
                // It stays planned.
                line.settled = Instant::MAX;
            } else {
                line.reason = NO_TEXT;
            }
        }
    }
    if world.has(unit, Fault::OffSchedule, month)
        && let Some(at) = lines
            .iter()
            .position(|line| line.status == Appointed::Held && world.staff(unit).leaders.contains(&line.official))
    {
        lines.remove(at);
    }
    if world.has(unit, Fault::NothingRecorded, month) {
        let model = lines[sown.between(0, lines.len() as u32 - 1) as usize];
        let busy = |day: NaiveDate| {
            slots.iter().any(|slot| slot.day == day && slot.official == model.official)
                || lines.iter().any(|line| line.date == day && line.official == model.official)
                || world.plan(unit).field_on(day).is_some()
        };
        let all = month.first_day().iter_days().take_while(|day| *day <= month.last_day());
        let free: Vec<NaiveDate> =
            all.filter(|day| world.days.is_working(*day, world.unit(unit).week) && !busy(*day)).collect();
        if let Some(day) = sown.pick(&free).copied() {
            *next += 1;
            let settled = world.days.at(day, u32::from(model.ends) * 60 + 900);
            lines.push(Appointment {
                number: *next,
                date: day,
                status: Appointed::Held,
                reason: NO_TEXT,
                settled,
                published: model.published.min(settled - 86_400),
                ..model
            });
        }
    }
}

/// The line in place of one that was moved: two hours on another day of the month on which the official is free.
fn moved(
    world: &World,
    unit: u16,
    line: Appointment,
    slot: Slot,
    month: Period,
    next: &mut u32,
) -> Option<(Appointment, Slot)> {
    let day = world.days.after(line.date, 1, world.unit(unit).week);
    let busy = world.plan(unit).is_silent(day) || world.plan(unit).field_on(day).is_some();
    // Habits keep to their weekdays, at most two a week and never side by side.
    if busy || !month.contains(day) || (day - line.date).num_days() != 1 {
        return None;
    }
    *next += 1;
    let settled = world.days.at(day, u32::from(line.ends) * 60 + 900);
    let line = Appointment {
        number: *next,
        date: day,
        status: Appointed::Held,
        reason: NO_TEXT,
        published: line.settled,
        settled,
        ..line
    };
    Some((line, Slot { day, ..slot }))
}

fn habits(world: &World, unit: u16) -> Vec<Habit> {
    let (profile, staff) = (world.unit(unit), world.staff(unit));
    // A twentieth of the leaders' receptions take place in the field.
    let leaders = profile.yearly * profile.leadership * 0.9 / staff.leaders.len().max(1) as f64;
    let heads = profile.yearly * profile.officials * 0.25 / staff.heads.len().max(1) as f64;
    let of = |officials: &[u32], level: Level, yearly: f64| -> Vec<Habit> {
        officials.iter().map(|official| habit(world, *official, level, yearly)).collect()
    };
    let mut habits = of(&staff.leaders, Level::Leadership, leaders);
    habits.extend(of(&staff.heads, Level::Official, heads));
    habits
}

fn habit(world: &World, official: u32, level: Level, yearly: f64) -> Habit {
    let person = &world.officials[official as usize];
    let name = [world.unit(person.unit).code.as_str(), &person.number.to_string()];
    let mut chance = Chance::stream(world.settings.seed, &["habit", name[0], name[1]]);
    let weekday = chance.between(0, 4);
    let (every, times) = match yearly {
        yearly if yearly >= 60.0 => (Every::Week, 48.0),
        yearly if yearly >= 26.0 => (Every::Fortnight(chance.between(0, 1)), 24.0),
        _ => (Every::Month(chance.between(1, 3)), 12.0),
    };
    let twice = yearly >= 400.0;
    Habit {
        official,
        level,
        weekdays: if twice { vec![weekday, (weekday + 2) % 5] } else { vec![weekday] },
        every,
        starts: chance.pick(&STARTS).copied().unwrap_or(STARTS[0]),
        bookings: yearly / times / if twice { 2.0 } else { 1.0 },
    }
}

/// The working days of the month on which the habit falls; at least one.
fn days_of(world: &World, unit: u16, habit: &Habit, month: Period) -> Vec<NaiveDate> {
    let week = world.unit(unit).week;
    let is_leader = world.staff(unit).leaders.first() == Some(&habit.official);
    // The first leader is in the field on such days.
    let free =
        |day: NaiveDate| world.days.is_working(day, week) && !(is_leader && world.plan(unit).field_on(day).is_some());
    let falls = |day: NaiveDate| {
        habit.weekdays.contains(&day.weekday().num_days_from_monday())
            && match habit.every {
                Every::Week => true,
                Every::Fortnight(parity) => day.iso_week().week() % 2 == parity,
                Every::Month(nth) => (day.day0() / 7) + 1 == nth,
            }
    };
    let all = || month.first_day().iter_days().take_while(|day| *day <= month.last_day());
    let days: Vec<NaiveDate> = all().filter(|day| falls(*day) && free(*day)).collect();
    if !days.is_empty() {
        return days;
    }
    // Leaders receive at least once a month.
    all().filter(|day| day.day() >= 10 && free(*day)).take(1).collect()
}
