//! Citizens who come back with the same matter: by themselves, as life goes (C1), or because a unit has a habit of it.
//!
//! So that the rest stays apart, nobody comes by himself a fourth time (C4), to a third unit (C2) or back after an
//! assignment (C3): those who do follow a script. What it comes to is recounted from the visits.

use chrono::{Days as Span, NaiveDate};

use super::compact::{NONE, Outcome, Reception};
use super::faults::habits::Habit;
use super::follow_up::heads;
use super::story::{Month, Story};
use super::visits::Visit;

/// Somebody who will come back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Return {
    pub unit: u16,
    pub day: NaiveDate,
    pub visit: Visit,
}

/// What is planned for the visits that follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    None,
    /// From unit to unit, so many more (C2).
    PillarToPost(u8),
    /// Again and again to the same unit, so many more times (C4).
    Again(u8),
}

impl Script {
    /// How a visit of the script ends.
    pub fn outcome(self, month: &mut Month) -> Outcome {
        match (self, month.sown.fraction()) {
            (Script::PillarToPost(_), share) if share < 0.35 => Outcome::Referred,
            (_, share) if share < 0.7 => Outcome::Explained,
            _ => Outcome::Resolved,
        }
    }
}

const MOST_VISITS: u8 = 3;

impl Story<'_> {
    /// Decides whether, when and where the citizen comes back after this reception.
    pub(super) fn plan_return(&mut self, month: &mut Month, reception: &Reception, visit: &Visit) -> Option<Return> {
        if let Some(scripted) = self.follow_script(month, reception, visit) {
            return Some(scripted);
        }
        if !reception.outcome.is_answer() || visit.number >= MOST_VISITS || visit.script != Script::None {
            return None;
        }
        let topic = self.world.topics.get(usize::from(visit.topic))?;
        let quality = self.world.unit(reception.unit).quality.in_month(month.number);
        let share = if topic.exempt { 0.3 } else { topic.lingering * (0.022 + 0.2 * (1.0 - quality).powf(1.4)) };
        if !month.chance.happens(share) {
            return None;
        }
        let gap = month.chance.log_normal(26.0, 0.85).clamp(2.0, 320.0) as u64;
        let unit = if month.chance.happens(0.86) { self.unit } else { self.elsewhere(month, visit) };
        let day = self.open_day(unit, reception.day + Span::new(gap));
        let been = [visit.been[0], if unit == visit.been[0] { visit.been[1] } else { unit }];
        let visit = Visit { number: visit.number + 1, been, ..*visit };
        Some(Return { unit, day, visit })
    }

    /// Another unit that would know the citizen again, at most one for a matter.
    fn elsewhere(&self, month: &mut Month, visit: &Visit) -> u16 {
        if visit.been[1] != NONE {
            return visit.been[1];
        }
        let world = self.world;
        let profile = world.unit(self.unit);
        let sibling = month.chance.pick(&profile.siblings).copied();
        let head = month.chance.pick(&heads(world)).copied();
        let chosen = match month.chance.fraction() {
            share if share < 0.55 => sibling,
            share if share < 0.85 => Some(profile.agency),
            _ => head,
        };
        // Sources with keys of their own do not know each other's citizens.
        let same = |unit: &u16| world.unit(*unit).source == profile.source;
        let known =
            |unit: &u16| same(unit) || !(world.offer(*unit).pseudonymous || world.offer(self.unit).pseudonymous);
        chosen.filter(known).unwrap_or(self.unit)
    }

    /// The next visit of a script, or the first step of one where the unit has the habit.
    fn follow_script(&mut self, month: &mut Month, reception: &Reception, visit: &Visit) -> Option<Return> {
        let begins = |habit| visit.number == 1 && self.world.has(self.unit, habit, month.period);
        let is_charged = matches!(reception.outcome, Outcome::Explained | Outcome::Referred);
        let script = match visit.script {
            Script::PillarToPost(left) => Script::PillarToPost(left.checked_sub(1)?),
            Script::Again(left) => Script::Again(left.checked_sub(1)?),
            Script::None if begins(Habit::PillarToPost) && is_charged && month.sown.happens(0.15) => {
                Script::PillarToPost(1)
            }
            Script::None if begins(Habit::FourthTime) && reception.outcome.is_answer() && month.sown.happens(0.15) => {
                Script::Again(2)
            }
            Script::None => return None,
        };
        let (unit, gap) = match script {
            Script::PillarToPost(_) => (self.third_unit(month, visit)?, month.sown.between(2, 45)),
            _ => (self.unit, month.sown.between(3, 50)),
        };
        let day = self.open_day(unit, reception.day + Span::new(gap.into()));
        let been = if unit == visit.been[0] { visit.been } else { [visit.been[0], unit] };
        Some(Return { unit, day, visit: Visit { number: visit.number + 1, been, script, ..*visit } })
    }

    /// A unit where the citizen has not been yet and is known by the same number.
    fn third_unit(&self, month: &mut Month, visit: &Visit) -> Option<u16> {
        let world = self.world;
        if world.offer(self.unit).pseudonymous {
            return None;
        }
        let profile = world.unit(self.unit);
        let mut units: Vec<u16> = profile.siblings.iter().copied().chain(heads(world)).collect();
        units.retain(|unit| *unit != self.unit && !visit.been.contains(unit) && !world.offer(*unit).pseudonymous);
        month.sown.pick(&units).copied()
    }

    /// Somebody comes back soon after the assignment was done (C3).
    pub(super) fn back_after(&mut self, month: &mut Month, reception: &mut Reception, done: NaiveDate) {
        // The thirtieth day still counts, the day itself and the one after the thirtieth do not.
        let gap = match month.sown.fraction() {
            share if share < 0.08 => 0,
            share if share < 0.16 => 31,
            share if share < 0.24 => 30,
            share if share < 0.32 => 1,
            _ => month.sown.between(1, 30),
        };
        let day = self.open_day(reception.unit, done + Span::new(gap.into()));
        if day <= reception.day {
            return;
        }
        reception.chained = true;
        let visit = Visit {
            citizen: reception.citizen,
            region: reception.region,
            topic: reception.topic,
            number: reception.visit.max(MOST_VISITS) + 1,
            been: [reception.unit, NONE],
            script: Script::None,
        };
        self.expect(Return { unit: reception.unit, day, visit });
    }

    /// The day, or the next one that is worked and not silent in the unit.
    fn open_day(&self, unit: u16, mut day: NaiveDate) -> NaiveDate {
        let week = self.world.unit(unit).week;
        while self.world.plan(unit).is_silent(day) || !self.world.days.is_working(day, week) {
            day = day + Span::new(1);
        }
        day
    }

    /// Remembers who comes back.
    pub(super) fn expect(&mut self, due: Return) {
        self.returns.entry(due.day).or_default().push(due);
    }

    /// Receives someone again.
    pub(super) fn come_back(&mut self, month: &mut Month, day: NaiveDate, due: Return) {
        let start = self.world.hours.start(&mut month.chance);
        self.receive_in_the_room(month, due.unit, &due.visit, day, start);
    }
}
