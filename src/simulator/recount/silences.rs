//! Silent units (R3) and mass closures (A8).

use std::collections::BTreeMap;

use chrono::{Days as Span, NaiveDate};

use super::super::compact::Assignment;
use super::super::truth::{Planted, Subject};
use super::{Judged, Shown, assignment, median, violation};

const LEAST_DAYS: usize = 5;
const LEAST_EXPECTED: f64 = 7.0;
const HISTORY: u64 = 56;
const LEAST_CLOSED: usize = 20;
const TIMES_MEDIAN: f64 = 10.0;
const CLOSING_HISTORY: u64 = 183;

impl Shown<'_> {
    /// R3: runs of working days without a reception that touch the month.
    pub(super) fn silences(&self, judged: Judged, unit: u16, found: &mut Vec<Planted>) {
        let Some(first) = self.units[usize::from(unit)].receptions.first().map(|row| row.day) else { return };
        // Long enough before the month for any silence that reaches into it, and for what came before that.
        let from = (judged.month.first_day() - Span::new(400)).max(first);
        let mut daily: BTreeMap<NaiveDate, u32> = BTreeMap::new();
        for row in self.between(unit, from, judged.as_of_day, judged.as_of) {
            *daily.entry(row.day).or_default() += 1;
        }
        let (days, week) = (&self.world.days, self.world.unit(unit).week);
        let working = |from: NaiveDate, to: NaiveDate| -> Vec<NaiveDate> {
            from.iter_days().take_while(|day| *day < to).filter(|day| days.is_working(*day, week)).collect()
        };
        let mut run: Vec<NaiveDate> = Vec::new();
        let mut runs = Vec::new();
        for day in working(from, judged.as_of_day) {
            if daily.contains_key(&day) {
                runs.push(std::mem::take(&mut run));
            } else {
                run.push(day);
            }
        }
        runs.push(run);
        for run in runs.into_iter().filter(|run| run.len() >= LEAST_DAYS) {
            let touches = run[0] <= judged.month.last_day() && run[run.len() - 1] >= judged.month.first_day();
            let begin = run[0] - Span::new(HISTORY);
            if !touches || first > begin {
                continue;
            }
            let past = working(begin, run[0]);
            let seen: u32 = past.iter().filter_map(|day| daily.get(day)).sum();
            if f64::from(seen) / past.len().max(1) as f64 * run.len() as f64 >= LEAST_EXPECTED {
                let why = "working days without a reception where at least seven were to be expected";
                found.push(Planted {
                    days: Some((run[0], run[run.len() - 1])),
                    ..violation("R3", judged, unit, Subject::Unit(unit), why)
                });
            }
        }
    }

    /// A8: more closed on one day than ever on an ordinary one.
    pub(super) fn closures(&self, judged: Judged, unit: u16, found: &mut Vec<Planted>) {
        let mut daily: BTreeMap<NaiveDate, Vec<&Assignment>> = BTreeMap::new();
        for row in &self.units[usize::from(unit)].charged {
            if let Some(day) = row.completed_on.filter(|day| *day <= judged.as_of_day) {
                daily.entry(day).or_default().push(row);
            }
        }
        for (day, closed) in daily.range(judged.month.first_day()..=judged.month.last_day()) {
            let past = daily.range(*day - Span::new(CLOSING_HISTORY)..*day);
            let mut counts: Vec<f64> = past.map(|(_, closed)| closed.len() as f64).collect();
            counts.sort_by(f64::total_cmp);
            let Some(median) = median(&counts) else { continue };
            if closed.len() >= LEAST_CLOSED && closed.len() as f64 > TIMES_MEDIAN * median {
                let why = "closed on one day with more than ten times as many as usual";
                found.extend(closed.iter().map(|row| violation("A8", judged, unit, assignment(row), why)));
            }
        }
    }
}
