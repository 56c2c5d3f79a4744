//! How a reception goes: who comes with what, how long it takes, how it ends and when it is registered.

use chrono::NaiveDate;

use super::appointments::Slot;
use super::assignments;
use super::compact::{Instant, Kind, Level, Mode, NO_REGION, NONE, Outcome, Reception, Registration};
use super::faults::records;
use super::returns::Script;
use super::story::{Month, Story};
use super::texts::{self, Family, NO_TEXT};

/// Someone with a matter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visit {
    pub citizen: u64,
    pub region: u8,
    pub topic: u8,
    /// Which visit on the matter it is, from 1.
    pub number: u8,
    /// Units where the citizen has been with it.
    pub been: [u16; 2],
    /// What is planned for the visits that follow.
    pub script: Script,
}

/// Where and when a citizen is received.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub level: Level,
    pub mode: Mode,
    pub official: u32,
    pub day: NaiveDate,
    /// Seconds of the local day.
    pub start: u32,
    pub duration: u32,
}

/// The last second at which something is registered on a day.
const EVENING: u32 = 18 * 3600 + 3000;

impl Story<'_> {
    /// Somebody new, or someone known who comes with another topic.
    pub(super) fn newcomer(&mut self, month: &mut Month) -> Visit {
        let topic = self.topic(month);
        let known =
            if month.chance.happens(0.13) { self.citizens.with_another_topic(&mut month.chance, topic) } else { None };
        let (citizen, region) = known.unwrap_or_else(|| {
            let region = self.region(month);
            (self.citizens.fresh(region, topic), region)
        });
        Visit { citizen, region, topic, number: 1, been: [self.unit, NONE], script: Script::None }
    }

    fn topic(&self, month: &mut Month) -> u8 {
        let profile = self.world.unit(self.unit);
        for _ in 0..8 {
            let topic = month.chance.weighted(&profile.topics);
            // "Other" stays below what a check would call overused, whatever chance brings (R11).
            let is_other = self.world.topics.get(topic).is_some_and(|topic| topic.other);
            let cap = 0.06 * f64::from(month.seen + 8);
            if !is_other || f64::from(month.others + 1) <= cap {
                month.others += u32::from(is_other);
                return topic as u8;
            }
        }
        0
    }

    fn region(&self, month: &mut Month) -> u8 {
        let profile = self.world.unit(self.unit);
        let own = profile.region.filter(|_| month.chance.happens(0.85));
        own.or_else(|| month.chance.pick(&profile.nearby).copied()).unwrap_or(NO_REGION)
    }

    /// Receives someone; `closing` is set where everything is assigned and closed on that day. Returns the record.
    pub(super) fn receive(
        &mut self,
        month: &mut Month,
        unit: u16,
        visit: &Visit,
        room: Room,
        closing: Option<NaiveDate>,
    ) -> Reception {
        let is_here = unit == self.unit;
        let days = &self.world.days;
        let outcome = match closing {
            Some(_) => Outcome::Assigned,
            None if visit.script != Script::None => visit.script.outcome(month),
            None => self.outcome(month, unit, visit, room.level, is_here),
        };
        let started = days.at(room.day, room.start);
        let ended = started + room.duration;
        let registered = self.registered(month, &room);
        let mut reception = Reception {
            citizen: visit.citizen,
            number: self.number(is_here),
            day: room.day,
            registered,
            arrived: self.arrived(month, unit, &room, started),
            started,
            ended,
            handed: 0,
            appeal_registered: 0,
            rated: 0,
            referred: 0,
            amended: 0,
            updated: 0,
            official: room.official,
            unit,
            referred_to: NONE,
            complaint_about: NONE,
            note: NO_TEXT,
            topic: visit.topic,
            region: visit.region,
            rating: 0,
            registration: Registration::Subsystem,
            mode: room.mode,
            level: room.level,
            kind: self.kind(month, visit.topic),
            outcome,
            collective: month.chance.happens(0.012),
            deleted: false,
            broken: false,
            spoiled: false,
            chained: visit.number > 1,
            visit: visit.number,
        };
        month.seen += u32::from(is_here);
        self.complain(month, &mut reception);
        self.follow_up(month, &mut reception);
        if outcome == Outcome::NoGrounds || month.chance.happens(0.6) {
            reception.note = texts::choose(Family::Note(outcome), month.chance.fraction());
        }
        self.rate(month, &mut reception);
        let will_return = self.plan_return(month, &reception, visit);
        reception.chained |= will_return.is_some();
        if is_here {
            records::spoil(self, month, &mut reception);
        }
        if outcome == Outcome::Assigned {
            assignments::issue(self, month, &mut reception, closing);
        }
        if let Some(due) = will_return {
            self.expect(due);
        }
        if is_here {
            self.receptions.push(reception)
        } else {
            self.abroad.push(reception)
        }
        reception
    }

    /// Someone who booked and did not come.
    pub(super) fn no_show(&mut self, month: &mut Month, day: NaiveDate, slot: &Slot, visit: &Visit) {
        let registered = self.world.days.at(day, u32::from(slot.starts + 120) * 60 + month.chance.between(60, 1800));
        let note = if month.chance.happens(0.5) {
            texts::choose(Family::Note(Outcome::NoShow), month.chance.fraction())
        } else {
            NO_TEXT
        };
        let reception = Reception {
            citizen: visit.citizen,
            number: self.number(true),
            day,
            registered,
            arrived: 0,
            started: 0,
            ended: 0,
            handed: 0,
            appeal_registered: 0,
            rated: 0,
            referred: 0,
            amended: 0,
            updated: 0,
            official: slot.official,
            unit: self.unit,
            referred_to: NONE,
            complaint_about: NONE,
            note,
            topic: visit.topic,
            region: visit.region,
            rating: 0,
            registration: Registration::Subsystem,
            mode: Mode::Personal,
            level: slot.level,
            kind: Kind::Application,
            outcome: Outcome::NoShow,
            collective: false,
            deleted: false,
            broken: false,
            spoiled: false,
            chained: false,
            visit: visit.number,
        };
        month.seen += 1;
        self.receptions.push(reception);
    }

    fn number(&mut self, is_here: bool) -> u32 {
        if is_here {
            self.next.reception += 1;
            self.next.reception
        } else {
            // Numbers given by another unit's story never meet the unit's own.
            self.next.abroad += 1;
            (100 + u32::from(self.unit)) * 1_000_000 + self.next.abroad
        }
    }

    fn outcome(&self, month: &mut Month, unit: u16, visit: &Visit, level: Level, is_here: bool) -> Outcome {
        let quality = self.world.unit(unit).quality.in_month(month.number);
        let bad = 1.0 - quality;
        let leads = if level == Level::ReceptionRoom { 1.0 } else { 2.0 };
        let outside = self.world.topics.get(usize::from(visit.topic)).is_some_and(|topic| topic.outside);
        // No grounds stay near their mean, so that no unit stands out by chance (R12).
        let mean = 0.025 * f64::from(month.seen);
        let no_grounds = is_here && f64::from(month.no_grounds) < mean + 1.6 * mean.sqrt() + 0.5;
        let weights = [
            0.24 + 0.26 * bad,
            0.24 + 0.26 * quality,
            if is_here { leads * (0.075 + 0.03 * quality) } else { 0.0 },
            if is_here { 0.075 } else { 0.0 },
            if outside { 1.5 } else { 0.04 + 0.07 * bad },
            if no_grounds { 0.025 } else { 0.0 },
        ];
        let mut at = month.chance.fraction() * weights.iter().sum::<f64>();
        let drawn = weights.iter().position(|weight| {
            at -= weight;
            at < 0.0
        });
        let outcome = Outcome::NAMED[drawn.unwrap_or(0)];
        month.no_grounds += u32::from(outcome == Outcome::NoGrounds);
        outcome
    }

    fn kind(&self, month: &mut Month, topic: u8) -> Kind {
        let always = self.world.topics.get(usize::from(topic)).is_some_and(|topic| topic.always_complaint);
        match month.chance.fraction() {
            _ if always => Kind::Complaint,
            share if share < 0.3 => Kind::Complaint,
            share if share < 0.3015 => Kind::Proposal,
            share if share < 0.303 => Kind::Inquiry,
            _ => Kind::Application,
        }
    }

    /// The wait in the reception room depends on how well the unit works.
    fn arrived(&self, month: &mut Month, unit: u16, room: &Room, started: Instant) -> Instant {
        if room.mode != Mode::Personal || !self.world.offer(unit).arrivals {
            return 0;
        }
        let quality = self.world.unit(unit).quality.in_month(month.number);
        let median = if room.level == Level::ReceptionRoom { 3.0 + 13.0 * (1.0 - quality) } else { 6.0 };
        let mut wait = month.chance.log_normal(median * 60.0, 0.75).clamp(20.0, 5400.0);
        if room.level == Level::ReceptionRoom && unit == self.unit {
            month.waits += 1;
            // Long waits are fewer than a check would bear, whatever chance brings (R14).
            if wait > 1790.0 && f64::from(month.long_waits + 1) > 0.16 * f64::from(month.waits + 3) {
                wait = 1200.0 + 580.0 * month.chance.fraction();
            }
            month.long_waits += u32::from(wait > 1790.0);
        }
        started - wait as u32
    }

    /// Soon after the end; now and then later that day; from the field in the evening or the next working morning.
    fn registered(&self, month: &mut Month, room: &Room) -> Instant {
        let days = &self.world.days;
        let end = room.start + room.duration;
        let soon = end + month.chance.log_normal(170.0, 0.9).clamp(15.0, 2400.0) as u32;
        if room.mode == Mode::Mobile {
            if month.chance.happens(0.5) {
                return days.at(room.day, end.max(17 * 3600) + month.chance.between(600, 6000));
            }
            let next = days.after(room.day, 1, self.world.unit(self.unit).week);
            return days.at(next, 9 * 3600 + month.chance.between(0, 3 * 3600));
        }
        let later = month.chance.happens(0.06) && soon + 60 < EVENING;
        days.at(room.day, if later { month.chance.between(soon, EVENING) } else { soon })
    }

    fn rate(&self, month: &mut Month, reception: &mut Reception) {
        let asked = self.world.offer(reception.unit).ratings && reception.mode == Mode::Personal;
        if !asked || !month.chance.happens(0.42) {
            return;
        }
        let quality = self.world.unit(reception.unit).quality.in_month(month.number);
        let bonus = if reception.outcome == Outcome::Resolved { 0.35 } else { -0.1 };
        let mark = 2.7 + 2.1 * quality + bonus + 0.8 * month.chance.normal();
        reception.rating = mark.round().clamp(1.0, 5.0) as u8;
        // Some answer the message that comes the day after.
        let late = if month.chance.happens(0.3) { 86_400 + month.chance.between(0, 20_000) } else { 0 };
        reception.rated = reception.registered + late;
    }
}
