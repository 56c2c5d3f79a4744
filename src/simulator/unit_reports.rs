//! What units state of themselves: figures counted from their own records as known when the report is submitted.

use chrono::NaiveDate;

use crate::domain::calendar::Week;
use crate::domain::period::{Period, PeriodKind};

use super::chance::Chance;
use super::compact::{Assignment, Instant, Outcome, Reception, Registration};
use super::faults::reports::{self, Fate};
use super::truth::Planted;
use super::world::World;

#[derive(Debug, Clone)]
pub(super) struct Report {
    pub unit: u16,
    pub period: Period,
    pub submitted: Instant,
    pub figures: Figures,
}

/// The figures of one period; topics by their place, outcomes in the contract's order.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Figures {
    pub receptions: u32,
    pub subsystem: u32,
    pub issued: u32,
    pub done: u32,
    pub overdue: u32,
    pub repeat: u32,
    pub written_appeals: u32,
    pub by_outcome: [u32; 7],
    pub by_topic: Vec<u32>,
}

/// The records of one unit by month, and the assignments it answers for.
pub(super) struct Records<'a> {
    pub receptions: &'a [Reception],
    pub issued: &'a [Assignment],
    pub charged: &'a [&'a Assignment],
}

/// Submits the reports of every period that holds a month of the span, with the faults planted in them.
pub(super) fn submit(world: &World, unit: u16, records: &Records<'_>) -> (Vec<Report>, Vec<Planted>) {
    let (mut submitted, mut planted) = (Vec::new(), Vec::new());
    let mut by_month: Vec<(Period, Vec<&Reception>)> =
        world.settings.months().into_iter().map(|month| (month, Vec::new())).collect();
    for reception in records.receptions.iter().filter(|reception| !reception.deleted) {
        if let Some((_, of_month)) = by_month.iter_mut().find(|(month, _)| month.contains(reception.day)) {
            of_month.push(reception);
        }
    }
    for period in periods(world) {
        let name = [world.unit(unit).code.as_str(), &period.to_string()];
        let mut chance = Chance::stream(world.settings.seed, &["report", name[0], name[1]]);
        let fate = reports::fate(world, unit, period, &mut chance);
        let day = world.days.after(period.last_day(), fate.working_day(&mut chance), Week::Five);
        let at = world.days.at(day, 36_000 + chance.between(0, 27_000));
        if fate == Fate::Missing {
            continue;
        }
        let of_period = by_month.iter().filter(|(month, _)| period.contains(month.first_day()));
        let known = of_period.flat_map(|(_, receptions)| receptions.iter().copied()).filter(|r| r.registered <= at);
        let honest = count(world, unit, period, at, known, records);
        let figures = reports::contradict(world, unit, period, fate, at, honest, &mut chance, &mut planted);
        submitted.push(Report { unit, period, submitted: at, figures });
    }
    (submitted, planted)
}

/// Months, quarters, half years and years that hold a month of the span.
pub(super) fn periods(world: &World) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for month in world.settings.months() {
        for kind in PeriodKind::ALL {
            let period = Period::containing(kind, month.first_day());
            if !periods.contains(&period) {
                periods.push(period);
            }
        }
    }
    periods
}

fn count<'a>(
    world: &World,
    unit: u16,
    period: Period,
    submitted: Instant,
    receptions: impl Iterator<Item = &'a Reception>,
    records: &Records<'_>,
) -> Figures {
    let mut figures = Figures { by_topic: vec![0; world.topics.len()], ..Figures::default() };
    for reception in receptions {
        figures.receptions += 1;
        figures.subsystem += u32::from(reception.registration == Registration::Subsystem);
        figures.repeat += u32::from(reception.visit > 1);
        figures.written_appeals += u32::from(reception.outcome == Outcome::WrittenAppeal);
        if let Some(count) = figures.by_topic.get_mut(usize::from(reception.topic)) {
            *count += 1;
        }
        if let Some(place) = Outcome::NAMED.iter().position(|outcome| *outcome == reception.outcome) {
            figures.by_outcome[place] += 1;
        }
    }
    let within = |day: &NaiveDate| period.contains(*day);
    figures.issued = records.issued.iter().filter(|a| a.unit == unit && within(&a.issued_on)).count() as u32;
    for assignment in records.charged.iter().filter(|assignment| assignment.cancelled == 0) {
        let done = assignment.completed_on;
        // What is dated back into the period later (A7) could not be stated.
        figures.done += u32::from(done.is_some_and(|day| within(&day)) && assignment.completed <= submitted);
        // Overdue as things stood at the period's end.
        let is_open = assignment.issued_on <= period.last_day() && done.is_none_or(|day| day > period.last_day());
        let week = world.unit(assignment.charged()).week;
        let due = assignment.due_in_force(period.last_day()).map(|due| world.days.working(due, week));
        let is_past = due.is_some_and(|due| due < period.last_day());
        figures.overdue += u32::from(is_open && is_past && !assignment.undated);
    }
    figures
}
