//! Citizens who come again with the same matter: C1 to C4.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Days as Span, NaiveDate};

use super::super::compact::{Assignment, Outcome, Reception};
use super::super::truth::Planted;
use super::super::world::World;
use super::{Judged, Shown, Unit, reception, time, violation};

const RETURN_DAYS: u64 = 90;
const UNITS: usize = 3;
const CHAIN_DAYS: i64 = 180;
const BACK_DAYS: u64 = 30;
const ANSWERS: usize = 3;
const ANSWER_DAYS: u64 = 365;

/// Groups visits by citizen and topic, where there are several; no-shows are no visits.
pub(super) fn visits<'a>(world: &World, units: &[Unit<'a>]) -> Vec<Vec<&'a Reception>> {
    // Keys of sources that pseudonymise themselves never match another source's.
    let mut groups: HashMap<(Option<usize>, u64, u8), Vec<&Reception>> = HashMap::new();
    for row in units.iter().flat_map(|unit| &unit.receptions) {
        let has_topic = usize::from(row.topic) < world.topics.len();
        if row.citizen == 0 || !has_topic || row.outcome == Outcome::NoShow {
            continue;
        }
        let source = world.unit(row.unit).source.filter(|_| world.offer(row.unit).pseudonymous);
        groups.entry((source, row.citizen, row.topic)).or_default().push(*row);
    }
    let mut groups: Vec<Vec<&Reception>> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.iter_mut().for_each(|group| group.sort_by_key(|row| order(row)));
    groups.sort_by_key(|group| order(group[0]));
    groups
}

fn order(row: &Reception) -> (NaiveDate, u32, u16, u32) {
    (row.day, time(row), row.unit, row.number)
}

impl Shown<'_> {
    pub(super) fn citizens(&self, judged: Judged, found: &mut Vec<Planted>) {
        for group in &self.visits {
            let last = judged.month.last_day();
            let known = |row: &&&Reception| row.registered <= judged.as_of && row.day <= last;
            let known: Vec<&Reception> = group.iter().filter(known).copied().collect();
            if !known.iter().any(|row| judged.month.contains(row.day)) {
                continue;
            }
            self.returns(judged, &known, found);
            self.pillar_to_post(judged, &known, found);
            self.back_after_done(judged, &known, found);
            self.fourth_time(judged, &known, found);
        }
    }

    /// C1: the first return after an answer, charged to the unit that answered.
    fn returns(&self, judged: Judged, group: &[&Reception], found: &mut Vec<Planted>) {
        let is_exempt =
            |row: &Reception| self.world.topics.get(usize::from(row.topic)).is_some_and(|topic| topic.exempt);
        for answered in group.iter().filter(|row| row.outcome.is_answer() && !is_exempt(row)) {
            let is_return = |again: &&&Reception| {
                let same_day = again.day == answered.day;
                again.day <= answered.day + Span::new(RETURN_DAYS)
                    && (again.day > answered.day
                        || (same_day && time(again) > time(answered) && again.unit != answered.unit))
            };
            let first = group.iter().filter(is_return).min_by_key(|again| order(again));
            if let Some(again) = first.filter(|again| judged.month.contains(again.day)) {
                let why = "the citizen came back with the same topic within 90 days of the answer";
                found.push(Planted {
                    other: Some(reception(again)),
                    days: Some((answered.day, again.day)),
                    ..violation("C1", judged, answered.unit, reception(answered), why)
                });
            }
        }
    }

    /// C2: once a chain, when the third unit is reached within 180 days.
    fn pillar_to_post(&self, judged: Judged, group: &[&Reception], found: &mut Vec<Planted>) {
        let mut chain: Vec<&Reception> = Vec::new();
        let mut is_raised = false;
        for row in group {
            if chain.last().is_some_and(|before| (row.day - before.day).num_days() > CHAIN_DAYS) {
                chain.clear();
                is_raised = false;
            }
            chain.push(row);
            let way = || chain.iter().filter(|before| (row.day - before.day).num_days() <= CHAIN_DAYS);
            let units: BTreeSet<u16> = way().map(|before| before.unit).collect();
            if is_raised || units.len() < UNITS {
                continue;
            }
            is_raised = true;
            if !judged.month.contains(row.day) {
                continue;
            }
            for before in way().filter(|row| matches!(row.outcome, Outcome::Explained | Outcome::Referred)) {
                let why = "sent on the way to a third unit";
                found.push(violation("C2", judged, before.unit, reception(before), why));
            }
        }
    }

    fn assignment_of(&self, row: &Reception, judged: Judged) -> Option<(&Assignment, NaiveDate)> {
        let given = *self.of_reception.get(&(row.unit, row.number))?;
        let done = given.completed_on.filter(|day| *day <= judged.as_of_day)?;
        Some((given, done)).filter(|_| given.issued_on <= judged.as_of_day)
    }

    /// C3: back within 30 days after the assignment was done, charged to the executor.
    fn back_after_done(&self, judged: Judged, group: &[&Reception], found: &mut Vec<Planted>) {
        for (place, original) in group.iter().enumerate() {
            let Some((given, done)) = self.assignment_of(original, judged) else { continue };
            let is_back = |again: &&&Reception| again.day > done && again.day <= done + Span::new(BACK_DAYS);
            let first = group[place + 1..].iter().filter(is_back).map(|again| again.day).min();
            if first.is_some_and(|day| judged.month.contains(day)) {
                let why = "the citizen was back within 30 days after the assignment was done";
                found.push(violation("C3", judged, given.charged(), reception(original), why));
            }
        }
    }

    /// C4: after three answers within 365 days.
    fn fourth_time(&self, judged: Judged, group: &[&Reception], found: &mut Vec<Planted>) {
        let answered: BTreeMap<(u16, u32), NaiveDate> = group
            .iter()
            .filter_map(|row| {
                let day = if row.outcome.is_answer() {
                    Some(row.day)
                } else {
                    self.assignment_of(row, judged).map(|(_, done)| done)
                };
                Some(((row.unit, row.number), day?))
            })
            .collect();
        for row in group.iter().filter(|row| judged.month.contains(row.day)) {
            let counts = |key: &(u16, u32), day: NaiveDate| {
                *key != (row.unit, row.number) && day < row.day && day + Span::new(ANSWER_DAYS) >= row.day
            };
            if answered.iter().filter(|(key, day)| counts(key, **day)).count() >= ANSWERS {
                let why = "came again after three answers within a year";
                found.push(violation("C4", judged, row.unit, reception(row), why));
            }
        }
    }
}
