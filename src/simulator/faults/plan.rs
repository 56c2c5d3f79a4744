//! What is planned per unit before its story is told: silences (R3), mass closures (A8) and ordinary field receptions.

use chrono::{Datelike, Days as Span, NaiveDate};

use crate::domain::calendar::Week;
use crate::domain::period::Period;

use super::super::chance::Chance;
use super::super::shape::Profile;
use super::super::world::World;
use super::habits::Habit;

/// The plan of one unit.
#[derive(Debug, Clone, Default)]
pub(in crate::simulator) struct Plan {
    pub silences: Vec<Silence>,
    pub closures: Vec<Closure>,
    /// Field receptions (səyyar qəbul) and how many come.
    pub fields: Vec<(NaiveDate, u32)>,
}

/// How many times as many come to the house in a month of the habit (R13).
pub(in crate::simulator) fn visitors(world: &World, unit: u16, month: Period) -> f64 {
    match (world.has(unit, Habit::Surge, month), world.has(unit, Habit::Slump, month)) {
        (true, _) => 3.2,
        (false, true) => 0.1,
        _ => 1.0,
    }
}

/// Days from the first to the last on which the unit records nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::simulator) struct Silence {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Assignments of field receptions that are all closed on one day.
#[derive(Debug, Clone)]
pub(in crate::simulator) struct Closure {
    pub fields: Vec<NaiveDate>,
    pub each: u32,
    pub day: NaiveDate,
}

impl Plan {
    pub fn is_silent(&self, day: NaiveDate) -> bool {
        self.silences.iter().any(|silence| (silence.from..=silence.to).contains(&day))
    }

    /// How many come to field receptions whose assignments will be closed at once, in the month.
    pub fn closed_at_once(&self, month: Period) -> u32 {
        let of_month = |closure: &&Closure| closure.fields.iter().any(|day| month.contains(*day));
        self.closures.iter().filter(of_month).map(|closure| closure.each * closure.fields.len() as u32).sum()
    }

    /// How many come to a field reception on the day, and the day on which all their assignments will be closed.
    pub fn field_on(&self, day: NaiveDate) -> Option<(u32, Option<NaiveDate>)> {
        let closure = self.closures.iter().find(|closure| closure.fields.contains(&day));
        let ordinary = || self.fields.iter().find(|(field, _)| *field == day).map(|(_, count)| (*count, None));
        closure.map(|closure| (closure.each, Some(closure.day))).or_else(ordinary)
    }
}

/// So many receptions are to be expected in a planted silence that it stays one (7) whatever chance brings before it.
const EXPECTED: f64 = 13.5;

pub(in crate::simulator) fn plan(world: &World, unit: usize) -> Plan {
    let profile = &world.units[unit];
    let mut plan = Plan::default();
    if profile.source.is_none() {
        return plan;
    }
    for month in world.settings.months() {
        let mut chance = Chance::stream(world.settings.seed, &["plan", &profile.code, &month.to_string()]);
        let quality = profile.quality.in_month(month_number(month));
        // Every stream is drawn the same number of times, so that the plan of a month stands alone.
        let (silence, closure, field) = (chance.fraction(), chance.fraction(), chance.fraction());
        let history = (month.first_day() - world.settings.first_day()).num_days();
        if world.settings.faults && silence < 0.004 + 0.035 * (1.0 - quality) && history >= 85 {
            plan.silences.extend(plan_silence(world, unit, month, &mut chance, &plan.silences));
        }
        if world.settings.faults && closure < 0.008 + 0.03 * (1.0 - quality) && history >= 115 {
            plan.closures.extend(plan_closure(world, unit, month, &mut chance));
        }
        if field < if profile.kind.as_str() == "local" { 0.2 } else { 0.5 } {
            let day = field_day(profile, month, &mut chance);
            let count = chance.poisson((world.daily(unit as u16) * 2.5).clamp(2.5, 20.0)).clamp(2, 28);
            plan.fields.push((day, count));
        }
    }
    let Plan { silences, closures, fields } = &mut plan;
    closures.retain(|closure| !closure.fields.iter().any(|day| silences.iter().any(|s| s.touches(*day, 1))));
    fields.retain(|(day, _)| {
        // Nobody goes to the field on a holiday.
        world.days.is_working(*day, Week::Six) && !silences.iter().any(|silence| silence.touches(*day, 1))
    });
    plan
}

impl Silence {
    /// Says whether the day lies in the silence or within so many days of it.
    fn touches(&self, day: NaiveDate, margin: u64) -> bool {
        (self.from - Span::new(margin)..=self.to + Span::new(margin)).contains(&day)
    }
}

/// A run of working days in which enough receptions were to be expected, ended well before the month's closing.
fn plan_silence(world: &World, unit: usize, month: Period, chance: &mut Chance, before: &[Silence]) -> Option<Silence> {
    let profile = &world.units[unit];
    let (week, days) = (profile.week, &world.days);
    let length = (EXPECTED / world.daily(unit as u16)).ceil().max(5.0);
    if length > 11.0 {
        return None;
    }
    let length = length as u32 + chance.between(0, 1);
    let from = days.working(month.first_day() + Span::new(u64::from(chance.between(0, 24))), week);
    let to = days.after(from, length - 1, week);
    // The 3rd working day of the next month at the latest, so that the silence is over when the month is closed; one that
    // reaches into it must have begun early enough to be one by then.
    let latest = days.after(month.last_day(), 3, Week::Five);
    let apart = before.iter().all(|earlier| (from - earlier.to).num_days() > 70);
    let is_over = days.after(to, 1, week) <= world.settings.last_day();
    (apart && to < latest && is_over).then_some(Silence { from, to })
}

/// One or more field receptions and the day on which everything assigned there is closed, still in time.
fn plan_closure(world: &World, unit: usize, month: Period, chance: &mut Chance) -> Option<Closure> {
    let profile = &world.units[unit];
    let days = &world.days;
    // What the unit closes on an ordinary day decides how much is extraordinary.
    let ordinary = world.daily(unit as u16) * 0.13;
    if profile.kind.as_str() != "local" || ordinary > 3.0 || profile.yearly < 200.0 {
        return None;
    }
    let wanted = if ordinary <= 1.2 { 26 } else { (ordinary.ceil() * 14.0) as u32 } + chance.between(0, 5);
    let visits = wanted.div_ceil(28);
    let first = days.after(month.first_day(), chance.between(1, 5), profile.week);
    let fields: Vec<NaiveDate> = (0..visits).map(|visit| days.after(first, visit, profile.week)).collect();
    let day = days.after(*fields.last()?, chance.between(7, 9), profile.week);
    (day < world.settings.last_day()).then_some(Closure { fields, each: wanted.div_ceil(visits), day })
}

/// A Saturday for a unit with a five-day week, sometimes a working day.
fn field_day(profile: &Profile, month: Period, chance: &mut Chance) -> NaiveDate {
    let first = month.first_day();
    let to_saturday = (5 + 7 - u64::from(first.weekday().num_days_from_monday())) % 7;
    if profile.week == Week::Five && chance.happens(0.7) {
        first + Span::new(to_saturday + 7 * u64::from(chance.between(0, 3)))
    } else {
        let day = first + Span::new(u64::from(chance.between(0, 26)));
        let monday = day.weekday().num_days_from_monday() == 6;
        if monday { day + Span::new(1) } else { day }
    }
}

/// Months counted from the year 0.
pub(in crate::simulator) fn month_number(month: Period) -> i32 {
    month.year() * 12 + month.number() as i32 - 1
}
