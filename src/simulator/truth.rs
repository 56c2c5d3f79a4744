//! The truth: what was planted and what honestly went wrong, listed by the code that made it, never by a check.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::period::{Period, PeriodKind};
use crate::domain::reference::Reference;

use super::compact::{Assignment, Instant};
use super::days::instant;
use super::feed::{assignment_id, reception_id};
use super::settings::Settings;
use super::world::World;

/// Everything that a perfect set of checks finds in the ministry's records, as they are known at `now`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Truth {
    pub seed: u64,
    pub scale: f64,
    pub from: Period,
    pub to: Period,
    pub now: DateTime<Utc>,
    pub violations: Vec<Violation>,
}

/// One violation in the words of the checks' own rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Violation {
    pub check: String,
    /// The period it belongs to: a month; of D1 and D2 the period reported on.
    pub period: String,
    /// The unit that is charged.
    pub unit: String,
    /// reception | assignment | unit
    pub subject_kind: String,
    pub subject_id: String,
    pub source: String,
    pub why: String,
    /// Other records of the matter: the original of a duplicate, the return to an answered reception.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub involved: Vec<String>,
    /// D2: the figure that contradicts the records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
    /// C1: when the citizen was answered and came back. R3: the first and the last silent day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_day: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
    /// A1, A2: the due date in force, moved to a working day, and the completion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_effective: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_on: Option<NaiveDate>,
    /// A1: judged at an instant from `overdue_from` to before `overdue_until` the assignment is overdue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overdue_from: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overdue_until: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Reception { unit: u16, number: u32 },
    Assignment { unit: u16, number: u32 },
    Unit(u16),
}

/// A violation as the planting code notes it.
#[derive(Debug, Clone)]
pub(super) struct Planted {
    pub check: &'static str,
    pub period: Period,
    pub unit: u16,
    pub subject: Subject,
    pub other: Option<Subject>,
    /// From when on it can be known.
    pub known: Instant,
    pub why: &'static str,
    pub days: Option<(NaiveDate, NaiveDate)>,
    pub figure: Option<Box<str>>,
}

impl Planted {
    pub fn new(check: &'static str, period: Period, subject: Subject, known: Instant, why: &'static str) -> Planted {
        let (Subject::Reception { unit, .. } | Subject::Assignment { unit, .. } | Subject::Unit(unit)) = subject;
        Planted { check, period, unit, subject, other: None, known, why, days: None, figure: None }
    }
}

/// Writes down what is known at `now`, ordered by check, period, unit and subject.
pub(super) fn write(world: &World, reference: &Reference, planted: &[Planted], late: &[&Assignment]) -> Truth {
    let now = world.settings.now;
    let known = planted.iter().filter(|planted| instant(planted.known) <= now);
    let mut violations: Vec<Violation> = known.map(|planted| violation(world, planted)).collect();
    for assignment in late {
        violations.extend(done_late(world, assignment));
        violations.extend(overdue(world, reference, assignment));
    }
    violations.sort_by(|a, b| {
        let key = |v: &'_ Violation| (v.check.clone(), v.period.clone(), v.unit.clone(), v.subject_id.clone());
        key(a).cmp(&key(b))
    });
    let Settings { seed, scale, from, to, .. } = world.settings;
    Truth { seed, scale, from, to, now, violations }
}

fn violation(world: &World, planted: &Planted) -> Violation {
    let subject = |subject: Subject| match subject {
        Subject::Reception { unit, number } => ("reception", reception_id(world, unit, number), unit),
        Subject::Assignment { unit, number } => ("assignment", assignment_id(world, unit, number), unit),
        Subject::Unit(unit) => ("unit", world.unit(unit).code.clone(), unit),
    };
    let (kind, id, of) = subject(planted.subject);
    let mut involved: Vec<String> = planted.other.map(|other| subject(other).1).into_iter().collect();
    if !involved.is_empty() {
        involved.insert(0, id.clone());
    }
    Violation {
        check: planted.check.into(),
        period: planted.period.to_string(),
        unit: world.unit(planted.unit).code.clone(),
        subject_kind: kind.into(),
        subject_id: id,
        source: source(world, of),
        why: planted.why.into(),
        involved,
        figure: planted.figure.as_deref().map(str::to_owned),
        first_day: planted.days.map(|(first, _)| first),
        last_day: planted.days.map(|(_, last)| last),
        ..Violation::default()
    }
}

fn of_assignment(world: &World, assignment: &Assignment, check: &str, period: Period, why: &str) -> Violation {
    Violation {
        check: check.into(),
        period: period.to_string(),
        unit: world.unit(assignment.charged()).code.clone(),
        subject_kind: "assignment".into(),
        subject_id: assignment_id(world, assignment.unit, assignment.number),
        source: source(world, assignment.unit),
        why: why.into(),
        due_effective: assignment.due_effective,
        completed_on: assignment.completed_on,
        ..Violation::default()
    }
}

/// A2, and A10 where the citizen was answered as late.
fn done_late(world: &World, assignment: &Assignment) -> Vec<Violation> {
    let (Some(done), Some(due)) = (assignment.completed_on, assignment.due_effective) else { return Vec::new() };
    if assignment.completed == 0 || done <= due {
        return Vec::new();
    }
    let month = Period::containing(PeriodKind::Month, done);
    let mut found = vec![of_assignment(world, assignment, "A2", month, "completed after the due date in force")];
    if world.offer(assignment.unit).replies && assignment.replied_on.is_none_or(|replied| replied > due) {
        found.push(of_assignment(world, assignment, "A10", month, "the citizen was answered after the due date"));
    }
    found
}

/// A1 for every month: judged at its closing instant or, before that, at `now`.
fn overdue(world: &World, reference: &Reference, assignment: &Assignment) -> Vec<Violation> {
    let Some(due) = assignment.due_effective else { return Vec::new() };
    let zone = reference.zone;
    let Some(after) = due.succ_opt() else { return Vec::new() };
    let done = assignment.completed_on.filter(|_| assignment.completed != 0);
    let (from, until) = (zone.day_start(after), done.map(|day| zone.day_start(day)));
    let judged = |month: &Period| {
        let closing = reference.calendar.closing_instant(month, zone).min(world.settings.now);
        let begun = zone.at(month.first_day(), NaiveTime::MIN) <= world.settings.now;
        begun && from <= closing && until.is_none_or(|until| closing < until)
    };
    let months = world.settings.months().into_iter().filter(judged);
    months
        .map(|month| Violation {
            overdue_from: Some(from),
            overdue_until: until,
            ..of_assignment(world, assignment, "A1", month, "open after the due date in force")
        })
        .collect()
}

fn source(world: &World, unit: u16) -> String {
    world.unit(unit).source.map(|source| world.sources[source].clone()).unwrap_or_default()
}
