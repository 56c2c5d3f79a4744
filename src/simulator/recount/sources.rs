//! What is wrong with feeds (Q2, Q3, Q4), closed months that change (D3) and reports that do not come in time (D1).

use chrono::{DateTime, Days as Span, Utc};

use crate::domain::calendar::Week;
use crate::domain::period::Period;
use crate::domain::reference::Reference;

use super::super::compact::{Instant, Reception};
use super::super::days::{instant, seconds};
use super::super::faults::feeds::Trouble;
use super::super::known;
use super::super::truth::{Planted, Subject};
use super::super::unit_reports;
use super::super::world::World;
use super::{Judged, Shown, violation};

/// A month is changed where more than this share of its receptions is.
const CHANGED: f64 = 0.005;

impl Shown<'_> {
    /// D1: no report by the end of the fifth working day, or a later one, as it stands when the period is closed.
    pub(super) fn reports(&self, reference: &Reference, found: &mut Vec<Planted>) {
        for period in unit_reports::periods(self.world) {
            let as_of = reference.calendar.closing_instant(&period, reference.zone).min(self.world.settings.now);
            let last = self.world.days.after(period.last_day(), 5, Week::Five);
            let ends = self.world.days.at(last + Span::new(1), 0);
            for unit in self.judged_units() {
                let of_period = self.units[usize::from(unit)].reports.iter().filter(|report| report.period == period);
                let submitted = of_period.map(|report| report.submitted).filter(|at| *at <= seconds(as_of)).min();
                let is_wrong = submitted.map_or(seconds(as_of) > ends, |at| at > ends);
                if is_wrong {
                    let why = if submitted.is_some() { "submitted too late" } else { "not submitted in time" };
                    found.push(Planted::new("D1", period, Subject::Unit(unit), 0, why));
                }
            }
        }
    }

    /// The sources' own faults, for which the agency's row answers.
    pub(super) fn troubles(&self, judged: Judged, found: &mut Vec<Planted>) {
        let month = judged.month;
        for source in 0..self.world.sources.len() {
            let Some(unit) = answering(self.world, source) else { continue };
            let mut list = |check, why| found.push(violation(check, judged, unit, Subject::Unit(unit), why));
            let as_of = instant(judged.as_of);
            if self.world.troubled(source, Trouble::BadRows, month) {
                list("Q2", "rows that break the contract");
            }
            if self.world.is_down(source, as_of) || self.world.lost(source, as_of) > 0 {
                list("Q3", "no answer, or more records claimed than shown");
            }
            if self.world.troubled(source, Trouble::UnknownProperty, month) {
                list("Q4", "a property that the contract does not know");
            }
        }
    }
}

/// The agency's row of a source; without one, its first unit.
fn answering(world: &World, source: usize) -> Option<u16> {
    let of_source = |unit: &u16| world.unit(*unit).source == Some(source);
    let units = || (0..world.units.len() as u16).filter(of_source);
    units().find(|unit| world.unit(*unit).agency == *unit).or_else(|| units().next())
}

/// D3: months of which more than one reception in 200 changed between its closing, when it was reported, and `now`.
pub(in crate::simulator) fn changed(
    world: &World,
    unit: u16,
    receptions: &[Reception],
    now: DateTime<Utc>,
) -> Vec<Planted> {
    let Some(source) = world.unit(unit).source else { return Vec::new() };
    let shown_now = seconds(world.shown_until(source, now));
    let mut found = Vec::new();
    for month in world.settings.months() {
        let closing = instant(world.days.closing(month));
        if closing >= now {
            break;
        }
        let shown_then = seconds(world.shown_until(source, closing));
        let (changed, all) = count_changed(month, receptions, shown_then, shown_now);
        if all > 0 && changed as f64 / all as f64 > CHANGED {
            let why = "the month's receptions changed after it was reported";
            found.push(Planted::new("D3", month, Subject::Unit(unit), 0, why));
        }
    }
    found
}

fn count_changed(month: Period, receptions: &[Reception], then: Instant, now: Instant) -> (usize, usize) {
    let (mut changed, mut all) = (0, 0);
    for row in receptions.iter().filter(|row| month.contains(row.day) && !row.broken) {
        let before = known::reception(*row, then).filter(|row| !row.deleted);
        let after = known::reception(*row, now).filter(|row| !row.deleted);
        all += usize::from(before.is_some() || after.is_some());
        changed += usize::from(before != after);
    }
    (changed, all)
}
