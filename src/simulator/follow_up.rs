//! What a reception sets going besides assignments: complaints about a unit, referrals, written appeals.

use chrono::Days as Span;

use super::compact::{Kind, NONE, Outcome, Reception};
use super::faults::habits::Habit;
use super::story::{Month, Story};
use super::world::World;

impl Story<'_> {
    /// Names the unit complained of, where the record names one.
    pub(super) fn complain(&self, month: &mut Month, reception: &mut Reception) {
        if reception.kind != Kind::Complaint || !month.chance.happens(0.8) {
            return;
        }
        let profile = self.world.unit(self.unit);
        let about = match month.chance.fraction() {
            share if share < 0.45 && usize::from(profile.agency) != usize::from(self.unit) => Some(self.unit),
            share if share < 0.9 => month.chance.pick(&profile.siblings).copied(),
            _ => Some(profile.agency),
        };
        reception.complaint_about = about.unwrap_or(profile.agency);
    }

    /// Sends the matter where it belongs, in time.
    pub(super) fn follow_up(&self, month: &mut Month, reception: &mut Reception) {
        match reception.outcome {
            Outcome::Referred => self.refer(month, reception),
            Outcome::WrittenAppeal => self.hand_over(month, reception),
            _ => {}
        }
    }

    fn refer(&self, month: &mut Month, reception: &mut Reception) {
        let world = self.world;
        let profile = world.unit(reception.unit);
        let sibling = if month.chance.happens(0.4) { month.chance.pick(&profile.siblings).copied() } else { None };
        let agency = || profile.agency;
        let heads = heads(world);
        let elsewhere = month.chance.pick(&heads).copied();
        // Never to the unit complained of (A9), never to itself.
        let open = |unit: &u16| *unit != reception.complaint_about && *unit != reception.unit;
        let to = [sibling, elsewhere, Some(agency())].into_iter().flatten().find(open);
        let to = to.or_else(|| heads.iter().copied().find(open));
        let Some(to) = to else { return };
        reception.referred_to = to;
        // The law gives three working days (A11).
        let mut wait = if month.chance.happens(0.75) { 0 } else { month.chance.between(1, 2) };
        if world.has(self.unit, Habit::LateTransfer, month.period) && reception.unit == self.unit {
            // The third working day is in time.
            wait = if month.sown.happens(0.2) { 3 } else { month.sown.between(4, 9) };
        }
        let day = world.days.after(reception.day, wait, profile.week);
        reception.referred = if wait == 0 {
            reception.ended.max(reception.started)
        } else {
            world.days.at(day, 10 * 3600 + month.chance.between(0, 6 * 3600))
        };
    }

    /// The appeal reaches document circulation by the next working day and is registered there by the one after (W1, W2).
    fn hand_over(&self, month: &mut Month, reception: &mut Reception) {
        let (days, week) = (&self.world.days, self.world.unit(reception.unit).week);
        let second = reception.ended - days.at(reception.day, 0);
        let is_today = second < 15 * 3600 && days.is_working(reception.day, week) && month.chance.happens(0.65);
        let (day, handed) = if is_today {
            (reception.day, second + 900 + month.chance.between(0, 7200))
        } else {
            (days.after(reception.day, 1, week), 33_600 + month.chance.between(0, 20_000))
        };
        reception.handed = days.at(day, handed);
        reception.appeal_registered = if month.chance.happens(0.7) {
            days.at(day, handed + 600 + month.chance.between(0, 5000))
        } else {
            days.at(days.after(day, 1, week), 33_600 + month.chance.between(0, 25_000))
        };
        self.hold_back(month, reception);
    }

    /// Appeals that lie about: handed over too late or never (W1), registered too late or never (W2).
    fn hold_back(&self, month: &mut Month, reception: &mut Reception) {
        let (days, week) = (&self.world.days, self.world.unit(reception.unit).week);
        let has = |habit| self.world.has(self.unit, habit, month.period) && reception.unit == self.unit;
        let fate = month.sown.fraction();
        if has(Habit::NotHandedOver) && fate < 0.75 {
            let next = days.after(reception.day, 1, week);
            reception.handed = match fate {
                fate if fate < 0.25 => 0,
                // At midnight to the second it is still in time.
                fate if fate < 0.32 => days.at(next + Span::new(1), 0),
                fate if fate < 0.39 => days.at(next + Span::new(1), 1),
                _ => days.at(days.after(next, month.sown.between(1, 5), week), 36_000 + month.sown.between(0, 20_000)),
            };
            reception.appeal_registered =
                if reception.handed == 0 { 0 } else { reception.handed + month.sown.between(600, 9_000) };
        } else if has(Habit::NotRegistered) && fate < 0.75 {
            let next = days.after(days.day(reception.handed), 1, week);
            reception.appeal_registered = match fate {
                fate if fate < 0.25 => 0,
                fate if fate < 0.32 => days.at(next + Span::new(1), 0),
                fate if fate < 0.39 => days.at(next + Span::new(1), 1),
                _ => days.at(days.after(next, month.sown.between(1, 5), week), 36_000 + month.sown.between(0, 20_000)),
            };
        }
    }
}

/// The head offices of the agencies and the central apparatus.
pub(super) fn heads(world: &World) -> Vec<u16> {
    let is_head = |unit: &u16| world.unit(*unit).source.is_some() && world.unit(*unit).agency == *unit;
    (0..world.units.len() as u16).filter(is_head).collect()
}

/// The first of the candidates that is neither `NONE` nor the unit complained of.
pub(super) fn first_apart(candidates: impl IntoIterator<Item = Option<u16>>, about: u16) -> Option<u16> {
    candidates.into_iter().flatten().find(|unit| *unit != about && *unit != NONE)
}
