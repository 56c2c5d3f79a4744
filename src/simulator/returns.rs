//! Citizens who come back with the same matter: honest violations of C1, listed in the truth as they happen.
//!
//! So that nothing else is violated by chance, nobody comes a fourth time (C4), to a third unit (C2) or back after an
//! assignment (C3).

use chrono::{Days as Span, NaiveDate};

use super::compact::{Instant, NONE, Reception};
use super::follow_up::heads;
use super::story::{Month, Story};
use super::truth::{Planted, Subject};
use super::visits::Visit;

/// The answer that did not hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Earlier {
    pub unit: u16,
    pub number: u32,
    pub day: NaiveDate,
    pub registered: Instant,
}

/// Somebody who will come back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Return {
    pub unit: u16,
    pub day: NaiveDate,
    pub visit: Visit,
}

/// The check's window in days.
const WITHIN: i64 = 90;
const MOST_VISITS: u8 = 3;

impl Story<'_> {
    /// Decides whether, when and where the citizen comes back after this answer.
    pub(super) fn plan_return(&mut self, month: &mut Month, reception: &Reception, visit: &Visit) -> Option<Return> {
        if !reception.outcome.is_answer() || visit.number >= MOST_VISITS {
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
        let mut day = reception.day + Span::new(gap);
        let week = self.world.unit(unit).week;
        while self.world.plan(unit).is_silent(day) || !self.world.days.is_working(day, week) {
            day = day + Span::new(1);
        }
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

    /// Remembers who comes back, with the answer as it stands after any fault.
    pub(super) fn expect(&mut self, answer: &Reception, due: Return) {
        let earlier =
            Earlier { unit: answer.unit, number: answer.number, day: answer.day, registered: answer.registered };
        let visit = Visit { earlier: Some(earlier), ..due.visit };
        self.returns.entry(due.day).or_default().push(Return { visit, ..due });
    }

    /// Receives someone again and notes the violation.
    pub(super) fn come_back(&mut self, month: &mut Month, day: NaiveDate, due: Return) {
        let start = self.world.hours.start(&mut month.chance);
        let again = self.receive_in_the_room(month, due.unit, &due.visit, day, start);
        let exempt = self.world.topics.get(usize::from(due.visit.topic)).is_some_and(|topic| topic.exempt);
        let Some(earlier) = due.visit.earlier.filter(|earlier| !exempt && (day - earlier.day).num_days() <= WITHIN)
        else {
            return;
        };
        let subject = Subject::Reception { unit: earlier.unit, number: earlier.number };
        let known = earlier.registered.max(again.registered);
        let why = "the citizen came back with the same topic within 90 days of the answer";
        self.planted.push(Planted {
            other: Some(Subject::Reception { unit: again.unit, number: again.number }),
            days: Some((earlier.day, day)),
            ..Planted::new("C1", month.period, subject, known, why)
        });
    }
}
