//! The reception schedule: not held (S1), held and nothing recorded (S2), leaders without it (S3), off it (S4).

use std::collections::HashSet;

use chrono::NaiveDate;

use super::super::compact::{Appointed, Level, Mode, NO_OFFICIAL};
use super::super::texts::NO_TEXT;
use super::super::truth::{Planted, Subject};
use super::{Judged, Shown, reception, violation};

impl Shown<'_> {
    pub(super) fn schedule(&self, judged: Judged, unit: u16, found: &mut Vec<Planted>) {
        let rows = self.of_month(judged, unit);
        let of_unit = &self.units[usize::from(unit)];
        let received: HashSet<(u32, NaiveDate)> = rows.iter().map(|row| (row.official, row.day)).collect();
        for line in of_unit.appointments.iter().filter(|line| judged.month.contains(line.date)) {
            let subject = Subject::Appointment { unit, number: line.number };
            let mut list = |check, why| found.push(violation(check, judged, unit, subject, why));
            let has_reason = line.reason != NO_TEXT;
            match line.status {
                Appointed::Planned if line.date < judged.as_of_day => {
                    list("S1", "still planned though its day is over")
                }
                Appointed::Cancelled | Appointed::Moved if !has_reason => list("S1", "called off without a reason"),
                Appointed::Held if !has_reason && !received.contains(&(line.official, line.date)) => {
                    list("S2", "held, but nobody was received that day");
                }
                _ => {}
            }
        }
        // Only months that have ended are judged.
        if judged.month.last_day() < judged.as_of_day {
            let (first, last) = (judged.month.first_day(), judged.month.last_day());
            let appears = |official: u32| {
                let lines = &of_unit.appointments;
                lines.iter().any(|line| line.official == official && judged.month.contains(line.date))
            };
            for leader in &self.world.staff(unit).leaders {
                let person = &self.world.officials[*leader as usize];
                let is_active = person.active_from <= first && person.active_to.is_none_or(|to| to >= last);
                if is_active && !appears(*leader) {
                    let why = "a leader in no schedule for a whole month";
                    found.push(violation("S3", judged, unit, Subject::Official(*leader), why));
                }
            }
        }
        let scheduled = of_unit.scheduled();
        for row in rows.iter().filter(|row| row.level == Level::Leadership && row.mode != Mode::Mobile) {
            if row.official != NO_OFFICIAL && !scheduled.contains(&(row.official, row.day)) {
                let why = "received by a leader on a day without an appointment";
                found.push(violation("S4", judged, unit, reception(row), why));
            }
        }
    }
}
