//! Faults of the units' own reports: missing or late (D1, recounted), contradicting the records (D2).

use crate::domain::period::Period;

use super::super::chance::Chance;
use super::super::compact::{Instant, Outcome};
use super::super::truth::{Planted, Subject};
use super::super::unit_reports::Figures;
use super::super::world::World;
use super::plan::month_number;

/// What becomes of one report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::simulator) enum Fate {
    InTime,
    Late,
    Missing,
}

impl Fate {
    /// The working day after the period on which the report is submitted; due is the 5th.
    pub fn working_day(self, chance: &mut Chance) -> u32 {
        match self {
            Fate::InTime | Fate::Missing => chance.between(3, 5),
            Fate::Late => chance.between(6, 12),
        }
    }
}

pub(in crate::simulator) fn fate(world: &World, unit: u16, period: Period, chance: &mut Chance) -> Fate {
    let bad = bad(world, unit, period);
    let drawn = chance.fraction();
    let (missing, late) = (0.002 + 0.07 * bad, 0.006 + 0.13 * bad);
    match drawn {
        _ if !world.settings.faults => Fate::InTime,
        drawn if drawn < missing => Fate::Missing,
        drawn if drawn < missing + late => Fate::Late,
        _ => Fate::InTime,
    }
}

/// Changes a figure now and then, by clearly more than is allowed, and notes D2.
#[expect(clippy::too_many_arguments, reason = "context first, then the report's own values")]
pub(in crate::simulator) fn contradict(
    world: &World,
    unit: u16,
    period: Period,
    fate: Fate,
    submitted: Instant,
    honest: Figures,
    chance: &mut Chance,
    planted: &mut Vec<Planted>,
) -> Figures {
    let (happens, which, how) = (chance.fraction(), chance.fraction(), chance.fraction());
    // A late report comes after the period is closed: nobody compares its figures then.
    if !world.settings.faults || fate != Fate::InTime || happens > 0.008 + 0.14 * bad(world, unit, period) {
        return honest;
    }
    let mut figures = honest;
    let resolved = Outcome::NAMED.iter().position(|outcome| *outcome == Outcome::Resolved).unwrap_or(0);
    let raised = |value: u32| value + ((0.07 + 0.2 * how) * f64::from(value)).ceil().max(4.0) as u32;
    let (figure, why) = match which {
        which if which < 0.2 && figures.overdue >= 4 => {
            figures.overdue = 0;
            ("assignments_overdue", "overdue assignments were left out")
        }
        which if which < 0.4 => {
            figures.done = raised(figures.done);
            ("assignments_done", "more assignments stated as done than were")
        }
        which if which < 0.6 => {
            figures.by_outcome[resolved] = raised(figures.by_outcome[resolved]);
            ("by_outcome.resolved", "more receptions stated as resolved than were")
        }
        which if which < 0.7 && figures.written_appeals >= 6 => {
            figures.written_appeals /= 3;
            ("written_appeals", "fewer written appeals stated than were taken in")
        }
        _ => {
            figures.receptions = raised(figures.receptions) + late_margin(figures.receptions);
            ("receptions", "more receptions stated than were held")
        }
    };
    planted.push(Planted {
        figure: Some(figure.into()),
        ..Planted::new("D2", period, Subject::Unit(unit), submitted, why)
    });
    figures
}

/// Records entered after the report may raise the recount by this much at most.
fn late_margin(receptions: u32) -> u32 {
    receptions / 25
}

fn bad(world: &World, unit: u16, period: Period) -> f64 {
    let months = period.months();
    let last = months.last().copied().unwrap_or(period);
    (1.0 - world.unit(unit).quality.in_month(month_number(last))).powi(2)
}
