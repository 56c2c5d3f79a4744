//! Assignments: overdue (A1), late (A2), terms (A4), results (A5), extensions (A6), dates (A7), mass closures (A8),
//! complaints (A9), answers (A10), personal data in results (Q1). What is dated after the moment has not happened.

use chrono::NaiveDate;

use super::super::compact::{Assignment, Kind, NONE};
use super::super::texts::{NO_TEXT, is_leak};
use super::super::truth::Planted;
use super::{Judged, Shown, assignment, violation};

const EXTENSIONS: usize = 2;
const LONGEST: u32 = 30;

impl Shown<'_> {
    pub(super) fn assignments(&self, judged: Judged, unit: u16, found: &mut Vec<Planted>) {
        self.closures(judged, unit, found);
        for row in &self.units[usize::from(unit)].charged {
            self.charged(judged, unit, row, found);
        }
        for row in &self.units[usize::from(unit)].issued {
            self.issued(judged, unit, row, found);
        }
    }

    /// What the executor answers for.
    fn charged(&self, judged: Judged, unit: u16, row: &Assignment, found: &mut Vec<Planted>) {
        let days = &self.world.days;
        let week = self.world.unit(unit).week;
        if row.issued_on > judged.as_of_day {
            return;
        }
        let due = row.due_in_force(judged.as_of_day).map(|due| days.working(due, week));
        let done = row.completed_on.filter(|day| *day <= judged.as_of_day);
        let list = |check, why| Planted {
            due,
            completed: row.completed_on,
            ..violation(check, judged, unit, assignment(row), why)
        };
        let is_open = done.is_none() && !row.undated && row.cancelled == 0;
        if is_open && due.is_some_and(|due| due < judged.as_of_day) {
            found.push(list("A1", "open after the due date in force"));
        }
        if row.undated && judged.month.contains(row.issued_on) {
            found.push(list("A7", "done on no date"));
        }
        if let Some(done) = done.filter(|day| judged.month.contains(*day)) {
            if due.is_some_and(|due| done > due) {
                found.push(list("A2", "completed after the due date in force"));
            }
            if row.result == NO_TEXT {
                found.push(list("A5", "done without a result"));
            }
            if done < row.issued_on {
                found.push(list("A7", "done before it was given"));
            }
            let replied = row.replied_on.filter(|day| *day <= judged.as_of_day);
            let is_provided = self.world.offer(unit).replies && self.world.offer(row.unit).replies;
            let is_answered = replied.is_some_and(|replied| due.is_none_or(|due| replied <= due));
            if is_provided && !is_answered {
                found.push(list("A10", "the citizen was not answered by the due date in force"));
            }
            if is_leak(row.result) {
                found.push(list("Q1", "personal data in the result"));
            }
        }
        if judged.month.contains(row.issued_on) && self.is_extended_too_much(judged, unit, row) {
            found.push(list("A6", "extended twice, after the term or by more than thirty working days"));
        }
    }

    fn is_extended_too_much(&self, judged: Judged, unit: u16, row: &Assignment) -> bool {
        let days = &self.world.days;
        let week = self.world.unit(unit).week;
        let mut due: Option<NaiveDate> = row.due_on;
        let mut count = 0;
        for extended in row.extended.iter().flatten().filter(|extended| extended.on <= judged.as_of_day) {
            count += 1;
            let is_late = due.is_some_and(|due| extended.on > days.working(due, week));
            let next = extended.from + chrono::Days::new(1);
            if is_late || days.count(next, extended.to, week) > LONGEST {
                return true;
            }
            due = Some(extended.to);
        }
        count >= EXTENSIONS
    }

    /// What the issuing unit answers for.
    fn issued(&self, judged: Judged, unit: u16, row: &Assignment, found: &mut Vec<Planted>) {
        if !judged.month.contains(row.issued_on) || row.issued_on > judged.as_of_day {
            return;
        }
        let latest = self.world.days.after(row.issued_on, row.term.limit(), self.world.unit(unit).week);
        if row.due_on.is_some_and(|due| due > latest) {
            found.push(violation("A4", judged, unit, assignment(row), "a longer term than the Law allows"));
        }
        // The executor is the unit complained of; an assignment's reception has its number.
        let rows = self.between(unit, row.issued_on, row.issued_on, judged.as_of);
        if row.executor != NONE
            && rows.into_iter().any(|reception| {
                reception.number == row.number
                    && reception.kind == Kind::Complaint
                    && reception.complaint_about == row.executor
            })
        {
            found.push(violation(
                "A9",
                judged,
                unit,
                assignment(row),
                "the complaint was given to the unit complained of",
            ));
        }
    }
}
