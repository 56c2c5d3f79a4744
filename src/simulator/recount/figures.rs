//! What shows in a unit's month as a whole: durations (R10), "other" (R11), "no grounds" (R12), volume (R13), waits (R14).

use std::collections::HashMap;

use super::super::compact::{Level, Outcome};
use super::super::truth::{Planted, Subject};
use super::{Judged, Shown, median, violation};

const LEAST: usize = 30;
const ALIKE: f64 = 0.6;
const OTHER: f64 = 0.1;
const TAIL: f64 = 0.001;
const PEERS: usize = 5;
const PERIODS: usize = 12;
const LEAST_PERIODS: usize = 6;
const DEVIATIONS: f64 = 3.5 * 1.4826;
const LEAST_WAITS: usize = 20;
const LONG_WAIT: u32 = 1800;
const LONG_WAITS: f64 = 0.2;

impl Shown<'_> {
    pub(super) fn figures(&self, judged: Judged, unit: u16, found: &mut Vec<Planted>) {
        let rows = self.of_month(judged, unit);
        let mut list = |check, why| found.push(violation(check, judged, unit, Subject::Unit(unit), why));
        let mut durations: HashMap<u32, usize> = HashMap::new();
        for row in rows.iter().filter(|row| row.started > 0 && row.ended >= row.started) {
            *durations.entry((row.ended - row.started) / 60).or_default() += 1;
        }
        let timed: usize = durations.values().sum();
        let alike = durations.values().max().copied().unwrap_or(0);
        if timed >= LEAST && alike as f64 / timed as f64 >= ALIKE {
            list("R10", "most receptions last the same minutes");
        }
        let is_other = |topic: u8| self.world.topics.get(usize::from(topic)).is_some_and(|topic| topic.other);
        let others = rows.iter().filter(|row| is_other(row.topic)).count();
        if rows.len() >= LEAST && others as f64 / rows.len() as f64 > OTHER {
            list("R11", "more than a tenth of the topics is `other`");
        }
        let waits: Vec<u32> = rows
            .iter()
            .filter(|row| row.level == Level::ReceptionRoom && row.arrived > 0 && row.started >= row.arrived)
            .map(|row| row.started - row.arrived)
            .collect();
        let long = waits.iter().filter(|wait| **wait > LONG_WAIT).count();
        let is_provided = self.world.offer(unit).arrivals;
        if is_provided && waits.len() >= LEAST_WAITS && long as f64 / waits.len() as f64 > LONG_WAITS {
            list("R14", "more than a fifth waited for more than half an hour");
        }
    }

    /// R13; a month that has not ended is not judged.
    pub(super) fn volume(&self, judged: Judged, unit: u16, found: &mut Vec<Planted>) {
        if judged.month.last_day() >= judged.as_of_day {
            return;
        }
        let count = |month: crate::domain::period::Period| {
            self.between(unit, month.first_day(), month.last_day(), judged.as_of).count()
        };
        let tested = count(judged.month);
        let mut past: Vec<f64> = Vec::new();
        let mut month = judged.month;
        let Some(begun) = self.units[usize::from(unit)].receptions.first().map(|row| row.day) else { return };
        // From the newest month with records back to the first: months between count, those after do not.
        let mut has_newer = tested > 0;
        for _ in 0..PERIODS {
            month = month.previous();
            if month.last_day() < begun {
                break;
            }
            let receptions = count(month);
            has_newer |= receptions > 0;
            if has_newer {
                past.push(receptions as f64);
            }
        }
        if past.len() < LEAST_PERIODS {
            return;
        }
        past.sort_by(f64::total_cmp);
        let Some(middle) = median(&past) else { return };
        let mut apart: Vec<f64> = past.iter().map(|value| (value - middle).abs()).collect();
        apart.sort_by(f64::total_cmp);
        let spread = median(&apart).unwrap_or(0.0).max(middle.sqrt());
        if (tested as f64 - middle).abs() > DEVIATIONS * spread {
            let why = "the number of receptions lies far outside that of the months before";
            found.push(violation("R13", judged, unit, Subject::Unit(unit), why));
        }
    }

    /// R12: more refusals than one in a thousand units of its size would have with the peers' share.
    pub(super) fn no_grounds(&self, judged: Judged, found: &mut Vec<Planted>) {
        let counted: Vec<(u16, usize, usize)> = self
            .judged_units()
            .map(|unit| {
                let rows = self.of_month(judged, unit);
                (unit, rows.len(), rows.iter().filter(|row| row.outcome == Outcome::NoGrounds).count())
            })
            .filter(|(_, receptions, _)| *receptions > 0)
            .collect();
        for (unit, receptions, refused) in counted.iter().copied().filter(|(_, receptions, _)| *receptions >= LEAST) {
            let own = self.world.unit(unit);
            let peers = |same_kind: bool, same_agency: bool| -> Vec<(usize, usize)> {
                let is_peer = |other: u16| {
                    let profile = self.world.unit(other);
                    other != unit
                        && (!same_kind || profile.kind == own.kind)
                        && (!same_agency || profile.agency == own.agency)
                };
                counted.iter().filter(|(other, ..)| is_peer(*other)).map(|(_, all, refused)| (*all, *refused)).collect()
            };
            let nearest = [peers(true, true), peers(true, false)].into_iter().find(|peers| peers.len() >= PEERS);
            let circle = nearest.unwrap_or_else(|| peers(false, false));
            let all: usize = circle.iter().map(|(all, _)| all).sum();
            if all == 0 {
                continue;
            }
            let share = circle.iter().map(|(_, refused)| refused).sum::<usize>() as f64 / all as f64;
            if upper_tail(receptions, refused, share) <= TAIL {
                let why = "far more receptions without grounds than the peers have";
                found.push(violation("R12", judged, unit, Subject::Unit(unit), why));
            }
        }
    }
}

/// The chance of so many or more among `all`, by the exact binomial.
fn upper_tail(all: usize, at_least: usize, share: f64) -> f64 {
    if at_least == 0 || share >= 1.0 {
        return 1.0;
    }
    if share <= 0.0 {
        return 0.0;
    }
    // The probability of each number follows from that of the one before, by logarithms so that nothing underflows.
    let mut logarithm = all as f64 * (1.0 - share).ln();
    let mut below = logarithm.exp();
    let mut tail = 0.0;
    for number in 1..=all {
        logarithm += ((all - number + 1) as f64 / number as f64).ln() + (share / (1.0 - share)).ln();
        if number < at_least { below += logarithm.exp() } else { tail += logarithm.exp() }
    }
    // Either side alone would lose digits where the other is tiny.
    if tail > 0.5 { 1.0 - below } else { tail }
}
