//! The truth: what was planted and what honestly went wrong, listed by the simulator itself, never by a check.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::period::Period;
use crate::domain::reference::Reference;

use super::compact::{Instant, NONE};
use super::days::instant;
use super::feed::{appointment_id, assignment_id, official_id, reception_id};
use super::settings::Settings;
use super::world::World;

/// Everything that a perfect set of checks finds in the months from `from` to `to`, by what is known at `now`.
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
    /// reception | assignment | appointment | official | unit
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
    Reception {
        unit: u16,
        number: u32,
    },
    Assignment {
        unit: u16,
        number: u32,
    },
    Unit(u16),
    Appointment {
        unit: u16,
        number: u32,
    },
    /// A place in the list of all officials.
    Official(u32),
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
    /// A1, A2: the due date in force, moved to a working day, and the completion.
    pub due: Option<NaiveDate>,
    pub completed: Option<NaiveDate>,
}

impl Planted {
    pub fn new(check: &'static str, period: Period, subject: Subject, known: Instant, why: &'static str) -> Planted {
        let unit = match subject {
            Subject::Reception { unit, .. } | Subject::Assignment { unit, .. } | Subject::Appointment { unit, .. } => {
                unit
            }
            Subject::Unit(unit) => unit,
            // Whoever lists an official names the unit besides.
            Subject::Official(_) => NONE,
        };
        Planted {
            check,
            period,
            unit,
            subject,
            other: None,
            known,
            why,
            days: None,
            figure: None,
            due: None,
            completed: None,
        }
    }
}

/// Writes down what was noted and what was recounted, ordered by check, period, unit and subject.
///
/// A note counts once the source has shown its record.
pub(super) fn write(world: &World, reference: &Reference, noted: &[Planted], recounted: &[Planted]) -> Truth {
    let now = world.settings.now;
    let is_known = |planted: &&Planted| {
        let source = world.unit(planted.unit).source;
        let shown = source.map_or(now, |source| world.shown_until(source, now));
        instant(planted.known) <= shown
    };
    let all = noted.iter().filter(is_known).chain(recounted);
    let mut violations: Vec<Violation> = all.map(|planted| violation(world, reference, planted)).collect();
    violations.sort_by(|a, b| {
        let key = |v: &'_ Violation| (v.check.clone(), v.period.clone(), v.unit.clone(), v.subject_id.clone());
        key(a).cmp(&key(b))
    });
    let Settings { seed, scale, from, to, .. } = world.settings;
    Truth { seed, scale, from, to, now, violations }
}

fn violation(world: &World, reference: &Reference, planted: &Planted) -> Violation {
    let subject = |subject: Subject| match subject {
        Subject::Reception { unit, number } => ("reception", reception_id(world, unit, number), unit),
        Subject::Assignment { unit, number } => ("assignment", assignment_id(world, unit, number), unit),
        Subject::Unit(unit) => ("unit", world.unit(unit).code.clone(), unit),
        Subject::Appointment { unit, number } => ("appointment", appointment_id(world, unit, number), unit),
        Subject::Official(place) => ("official", official_id(world, place).unwrap_or_default(), planted.unit),
    };
    let (kind, id, of) = subject(planted.subject);
    let mut involved: Vec<String> = planted.other.map(|other| subject(other).1).into_iter().collect();
    if !involved.is_empty() {
        involved.insert(0, id.clone());
    }
    let overdue = planted.due.filter(|_| planted.check == "A1");
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
        due_effective: planted.due,
        completed_on: planted.completed,
        overdue_from: overdue.and_then(|due| due.succ_opt()).map(|day| reference.zone.day_start(day)),
        overdue_until: overdue.and(planted.completed).map(|day| reference.zone.day_start(day)),
    }
}

fn source(world: &World, unit: u16) -> String {
    world.unit(unit).source.map(|source| world.sources[source].clone()).unwrap_or_default()
}
