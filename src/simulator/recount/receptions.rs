//! Single receptions: batches (R4), working time (R8), unexplained refusals (R15), complaints (A9), transfers (A11),
//! appeals (W1, W2), personal data (Q1).

use std::collections::HashSet;

use chrono::{Days as Span, NaiveDate};

use super::super::compact::{Appointed, Kind, Mode, NONE, Outcome, Reception};
use super::super::texts::{NO_TEXT, is_leak};
use super::super::truth::Planted;
use super::{Judged, Shown, Unit, reception, violation};

const BATCH: usize = 10;
const BATCH_SECONDS: u32 = 60;
const BATCH_SPREAD: u32 = 3600;
const OPENS: u32 = 8 * 3600;
const CLOSES: u32 = 19 * 3600;
const TRANSFER_DAYS: u32 = 3;

impl Unit<'_> {
    /// Officials and the days on which they have an appointment that is planned or was held.
    pub(super) fn scheduled(&self) -> HashSet<(u32, NaiveDate)> {
        let stands = |status| matches!(status, Appointed::Planned | Appointed::Held);
        self.appointments.iter().filter(|line| stands(line.status)).map(|line| (line.official, line.date)).collect()
    }
}

impl Shown<'_> {
    pub(super) fn receptions(&self, judged: Judged, unit: u16, found: &mut Vec<Planted>) {
        self.batches(judged, unit, found);
        let days = &self.world.days;
        let week = self.world.unit(unit).week;
        let scheduled = self.units[usize::from(unit)].scheduled();
        for row in self.of_month(judged, unit) {
            let mut list = |check, why| found.push(violation(check, judged, unit, reception(row), why));
            if row.started > 0 && row.mode != Mode::Mobile && !scheduled.contains(&(row.official, row.day)) {
                let second = days.second(row.started);
                if !days.is_working(row.day, week) || !(OPENS..=CLOSES).contains(&second) {
                    list("R8", "started outside working time without an appointment");
                }
            }
            if row.outcome == Outcome::NoGrounds && row.note == NO_TEXT {
                list("R15", "no grounds and nothing noted");
            }
            if row.kind == Kind::Complaint && row.complaint_about != NONE && row.referred_to == row.complaint_about {
                list("A9", "the complaint was referred to the unit complained of");
            }
            if row.outcome == Outcome::Referred && row.referred > 0 {
                let day = days.day(row.referred);
                if day <= judged.as_of_day && day > days.after(row.day, TRANSFER_DAYS, week) {
                    list("A11", "passed on later than three working days after the reception");
                }
            }
            if row.outcome == Outcome::WrittenAppeal
                && is_too_late(row.handed, days.at(days.after(row.day, 1, week) + Span::new(1), 0), judged)
            {
                list("W1", "not handed over by the end of the next working day");
            }
            if row.handed > 0 && row.handed <= judged.as_of {
                let by = days.at(days.after(days.day(row.handed), 1, week) + Span::new(1), 0);
                if is_too_late(row.appeal_registered, by, judged) {
                    list("W2", "not registered by the end of the next working day after the hand-over");
                }
            }
            if is_leak(row.note) {
                list("Q1", "personal data in the note");
            }
        }
    }

    fn batches(&self, judged: Judged, unit: u16, found: &mut Vec<Planted>) {
        let (first, last) = (judged.month.first_day() - Span::new(31), judged.month.last_day() + Span::new(31));
        let mut rows: Vec<&Reception> = self
            .between(unit, first, last, judged.as_of)
            .filter(|row| row.mode != Mode::Mobile && row.started > 0)
            .collect();
        rows.sort_by_key(|row| row.registered);
        let mut listed = 0;
        for (at, begin) in rows.iter().enumerate() {
            let span =
                &rows[at..at + rows[at..].partition_point(|row| row.registered <= begin.registered + BATCH_SECONDS)];
            let starts = || span.iter().map(|row| row.started);
            let spread = starts().max().unwrap_or(0) - starts().min().unwrap_or(0);
            if span.len() < BATCH || spread <= BATCH_SPREAD {
                continue;
            }
            for (place, row) in rows.iter().enumerate().take(at + span.len()).skip(at.max(listed)) {
                if judged.month.contains(row.day) {
                    let why = "entered with at least nine others within a minute";
                    found.push(violation("R4", judged, unit, reception(row), why));
                }
                listed = place + 1;
            }
        }
    }
}

/// Says whether what should have happened by a moment came later, or has not come though the moment is over.
fn is_too_late(happened: u32, by: u32, judged: Judged) -> bool {
    let happened = Some(happened).filter(|at| *at > 0 && *at <= judged.as_of);
    happened.unwrap_or(judged.as_of) > by
}
