//! One unit's story, told day by day: returns that fall due, the schedule, the field, the desks and the reception room.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::calendar::Week;
use crate::domain::period::Period;

use super::appointments::{self, Slot};
use super::chance::Chance;
use super::citizens::Citizens;
use super::compact::{Appointment, Assignment, Level, Mode, NO_OFFICIAL, Reception};
use super::faults::plan::{month_number, visitors};
use super::faults::{records, sown};
use super::pace::Pace;
use super::returns::Return;
use super::rhythm::day_factor;
use super::truth::Planted;
use super::visits::{Room, Visit};
use super::world::World;

/// What a unit has recorded by the end of its story.
pub(super) struct Story<'w> {
    pub world: &'w World,
    pub unit: u16,
    pub receptions: Vec<Reception>,
    /// Returns of this unit's citizens to other units.
    pub abroad: Vec<Reception>,
    pub assignments: Vec<Assignment>,
    pub appointments: Vec<Appointment>,
    pub planted: Vec<Planted>,
    pub(super) citizens: Citizens,
    pub(super) returns: BTreeMap<NaiveDate, Vec<Return>>,
    pub(super) next: Numbers,
    pace: Pace,
}

/// The last numbers given.
#[derive(Default)]
pub(super) struct Numbers {
    pub reception: u32,
    pub abroad: u32,
    appointment: u32,
}

/// What holds within one month.
pub(super) struct Month {
    pub period: Period,
    pub number: i32,
    pub quality: f64,
    pub chance: Chance,
    pub faults: Chance,
    /// For the unit's habits.
    pub sown: Chance,
    /// Where the month's receptions begin.
    pub first: usize,
    /// The share of the usual visitors who come to the house; the others were received in the field.
    open: f64,
    pub seen: u32,
    pub others: u32,
    pub no_grounds: u32,
    pub waits: u32,
    pub long_waits: u32,
}

impl<'w> Story<'w> {
    pub fn new(world: &'w World, unit: u16) -> Story<'w> {
        Story {
            world,
            unit,
            receptions: Vec::new(),
            abroad: Vec::new(),
            assignments: Vec::new(),
            appointments: Vec::new(),
            planted: Vec::new(),
            citizens: Citizens::new(unit),
            returns: BTreeMap::new(),
            next: Numbers::default(),
            pace: Pace::new(world.daily(unit)),
        }
    }

    /// Tells every month of the span.
    pub fn tell(mut self) -> Story<'w> {
        for period in self.world.settings.months() {
            let mut month = self.month(period);
            let (lines, slots) = appointments::schedule(self.world, self.unit, period, &mut self.next.appointment);
            self.appointments.extend(lines);
            for day in period.first_day().iter_days().take_while(|day| *day <= period.last_day()) {
                let today: Vec<Slot> = slots.iter().copied().filter(|slot| slot.day == day).collect();
                self.day(&mut month, day, &today);
            }
            records::spoil_month(&mut self, &mut month);
            sown::sow(&mut self, &mut month);
        }
        self
    }

    fn month(&self, period: Period) -> Month {
        let profile = self.world.unit(self.unit);
        let number = month_number(period);
        let stream = |purpose| Chance::stream(self.world.settings.seed, &[purpose, &profile.code, &period.to_string()]);
        Month {
            period,
            number,
            quality: profile.quality.in_month(number),
            chance: stream("receptions"),
            faults: stream("faults"),
            sown: stream("sown"),
            first: self.receptions.len(),
            // Mass closures need many assignments in one month; its volume stays what it was (R13).
            open: (1.0 - f64::from(self.world.plan(self.unit).closed_at_once(period)) * 12.0 / profile.yearly)
                .clamp(0.15, 1.0)
                * visitors(self.world, self.unit, period),
            seen: 0,
            others: 0,
            no_grounds: 0,
            waits: 0,
            long_waits: 0,
        }
    }

    fn day(&mut self, month: &mut Month, day: NaiveDate, slots: &[Slot]) {
        let before = self.receptions.len();
        for due in self.returns.remove(&day).unwrap_or_default() {
            self.come_back(month, day, due);
        }
        let plan = self.world.plan(self.unit);
        let is_working = self.world.days.is_working(day, self.world.unit(self.unit).week);
        if !plan.is_silent(day) {
            for slot in slots {
                self.by_appointment(month, day, slot);
            }
            if let Some((count, closing)) = plan.field_on(day) {
                self.in_the_field(month, day, count, closing);
            }
            if is_working {
                self.open_house(month, day);
                let count = self.receptions.len() - before;
                if count == 0 && (self.pace.must_receive() || self.must_be_seen(day)) {
                    let start = self.world.hours.start(&mut month.chance);
                    self.in_the_room(month, day, start);
                }
            }
        }
        if is_working {
            self.pace.note(day, (self.receptions.len() - before) as u32);
        }
    }

    /// Says whether the day borders a planned silence or is the last of the span: what comes after is no silence of it.
    fn must_be_seen(&self, day: NaiveDate) -> bool {
        let (days, week) = (&self.world.days, self.world.unit(self.unit).week);
        let next = days.after(day, 1, week);
        let mut silences = self.world.plan(self.unit).silences.iter();
        next > self.world.settings.last_day()
            || silences.any(|silence| next == silence.from || days.after(silence.to, 1, week) == day)
    }

    /// Those who booked; one of them always comes.
    fn by_appointment(&mut self, month: &mut Month, day: NaiveDate, slot: &Slot) {
        let booked = (1 + month.chance.poisson(slot.bookings - 1.0)).min(9);
        let mut from = u32::from(slot.starts) * 60;
        for place in 0..booked {
            let visit = self.newcomer(month);
            if place > 0 && month.chance.happens(0.06) {
                self.no_show(month, day, slot, &visit);
                continue;
            }
            let start = from + month.chance.between(60, 400);
            let duration = month.chance.log_normal(12.0 * 60.0, 0.4).clamp(300.0, 1500.0) as u32;
            from = start + duration;
            let mode = if month.chance.happens(0.06) { Mode::Video } else { Mode::Personal };
            let room = Room { level: slot.level, mode, official: slot.official, day, start, duration };
            self.receive(month, self.unit, &visit, room, None);
        }
    }

    /// Field receptions (səyyar qəbul) are held by the first leader, one citizen after the other.
    fn in_the_field(&mut self, month: &mut Month, day: NaiveDate, count: u32, closing: Option<NaiveDate>) {
        let Some(official) = self.world.staff(self.unit).leaders.first().copied() else { return };
        let mut from = 34_200;
        for _ in 0..count {
            let visit = self.newcomer(month);
            let start = from + month.chance.between(60, 150);
            let duration = month.chance.log_normal(11.0 * 60.0, 0.3).clamp(330.0, 1000.0) as u32;
            from = start + duration;
            let room = Room { level: Level::Leadership, mode: Mode::Mobile, official, day, start, duration };
            self.receive(month, self.unit, &visit, room, closing);
        }
    }

    /// Everybody who comes without an appointment on a working day.
    fn open_house(&mut self, month: &mut Month, day: NaiveDate) {
        let profile = self.world.unit(self.unit);
        let busy = day_factor(day, profile.week == Week::Six) * month.chance.log_normal(1.0, 0.1);
        let scheduled = profile.leadership + 0.25 * profile.officials;
        // Citizens who come back are counted apart.
        let mean = self.world.daily(self.unit) * busy * (1.0 - scheduled) * 0.89 * month.open;
        let at_desks = 0.75 * profile.officials / (1.0 - scheduled);
        let mut starts: Vec<u32> =
            (0..month.chance.poisson(mean)).map(|_| self.world.hours.start(&mut month.chance)).collect();
        starts.sort_unstable();
        let desks = &self.world.staff(self.unit).desks;
        let mut free_from = vec![0; desks.len()];
        for start in starts {
            let desk = month.chance.happens(at_desks).then(|| free_from.iter().position(|free| *free + 60 <= start));
            match desk.flatten() {
                Some(desk) => {
                    let duration = month.chance.log_normal(10.0 * 60.0, 0.45).clamp(300.0, 3000.0) as u32;
                    free_from[desk] = start + duration;
                    self.at_a_desk(month, day, start, duration, desks[desk]);
                }
                None => self.in_the_room(month, day, start),
            }
        }
    }

    fn at_a_desk(&mut self, month: &mut Month, day: NaiveDate, start: u32, duration: u32, official: u32) {
        let visit = self.newcomer(month);
        let mode = match month.chance.fraction() {
            share if share < 0.03 => Mode::Phone,
            share if share < 0.08 => Mode::Video,
            _ => Mode::Personal,
        };
        let room = Room { level: Level::Official, mode, official, day, start, duration };
        self.receive(month, self.unit, &visit, room, None);
    }

    fn in_the_room(&mut self, month: &mut Month, day: NaiveDate, start: u32) {
        let visit = self.newcomer(month);
        self.receive_in_the_room(month, self.unit, &visit, day, start);
    }

    /// The reception room names no official.
    pub(super) fn receive_in_the_room(
        &mut self,
        month: &mut Month,
        unit: u16,
        visit: &Visit,
        day: NaiveDate,
        start: u32,
    ) -> Reception {
        let mode = match month.chance.fraction() {
            share if share < 0.07 => Mode::Phone,
            share if share < 0.1 => Mode::Video,
            _ => Mode::Personal,
        };
        let quality = self.world.unit(unit).quality.in_month(month.number);
        let duration = month.chance.log_normal(60.0 * (9.0 - 3.0 * quality), 0.45).clamp(100.0, 3300.0) as u32;
        let room = Room { level: Level::ReceptionRoom, mode, official: NO_OFFICIAL, day, start, duration };
        self.receive(month, unit, visit, room, None)
    }
}
