//! What time does by itself: units that go hand over, waivers end, units are told, overdue findings climb.

use chrono::{DateTime, NaiveDate, Utc};

use super::register::Register;
use crate::domain::calendar::Week;
use crate::domain::finding::life::{Action, Matter, Step};
use crate::domain::finding::terms::Terms;
use crate::domain::finding::{Finding, FindingState};
use crate::domain::reference::Reference;
use crate::error::{Doing, Result};
use crate::jobs::Environment;
use crate::store::Store;

/// Lets the calendar act on every open finding; answers how many changed.
pub fn pass(environment: &Environment, store: &Store) -> Result<usize> {
    let day = Day::new(environment);
    store
        .write_state(|state| {
            let mut register = Register::read(state, day.at, Vec::new())?;
            day.hand_over(&mut register)?;
            day.end_waivers(&mut register)?;
            if environment.config.findings.notify {
                day.notify(&mut register)?;
            }
            day.escalate(&mut register)?;
            register.save()
        })
        .doing(|| "letting time pass over the findings".into())
}

/// The deadlines of the configuration.
pub(super) fn terms(environment: &Environment) -> Terms {
    let section = &environment.config.findings;
    Terms { high: section.high, medium: section.medium, low: section.low, escalation: section.escalation }
}

/// The working week of the unit that answers for a finding.
pub(super) fn week(reference: &Reference, unit: &str) -> Week {
    reference.units.get(unit).map_or(Week::Five, |unit| unit.week)
}

/// The last day for a finding that its unit is told of on `today`.
pub(super) fn deadline(environment: &Environment, matter: &Matter, today: NaiveDate) -> NaiveDate {
    let reference = &environment.reference;
    terms(environment).deadline(matter.severity, today, week(reference, &matter.unit), &reference.calendar)
}

struct Day<'a> {
    environment: &'a Environment,
    at: DateTime<Utc>,
    today: NaiveDate,
}

impl<'a> Day<'a> {
    fn new(environment: &'a Environment) -> Day<'a> {
        let at = environment.now();
        Day { environment, at, today: environment.reference.zone.local_day(at) }
    }

    fn step(&self, action: Action, why: String) -> Step {
        Step::of_data(action, self.at, self.today, why)
    }

    /// Open findings of a unit that has gone pass to its successor.
    fn hand_over(&self, register: &mut Register) -> Result<()> {
        let is_open = |finding: &Finding| {
            !matches!(finding.matter.status, FindingState::Verified | FindingState::Closed | FindingState::Withdrawn)
        };
        for fingerprint in register.select(is_open) {
            let Some(unit) = register.get(&fingerprint).map(|finding| finding.matter.unit.clone()) else { continue };
            if let Some(successor) = self.successor(&unit) {
                let why = format!("`{unit}` has gone; `{successor}` answers for it");
                let step = Step { detail: Some(successor), ..self.step(Action::PassOn, why) };
                register.decide(&fingerprint, &step)?;
            }
        }
        Ok(())
    }

    /// The unit at the end of the chain of successors, where the unit has gone.
    fn successor(&self, unit: &str) -> Option<String> {
        let units = &self.environment.reference.units;
        let mut held = units.get(unit)?;
        for _ in 0..units.iter().count() {
            let has_gone = held.active_to.is_some_and(|last| last < self.today);
            match held.successor.as_deref().filter(|_| has_gone).and_then(|code| units.get(code)) {
                Some(next) => held = next,
                None => break,
            }
        }
        (held.code != unit).then(|| held.code.clone())
    }

    fn end_waivers(&self, register: &mut Register) -> Result<()> {
        let has_ended = |finding: &Finding| {
            let matter = &finding.matter;
            matter.status == FindingState::Waived && matter.waived_until.is_some_and(|until| until < self.today)
        };
        for fingerprint in register.select(has_ended) {
            let until = register.get(&fingerprint).and_then(|finding| finding.matter.waived_until);
            let why = format!("the waiver ended on {}", until.unwrap_or(self.today));
            register.decide(&fingerprint, &self.step(Action::EndWaiver, why))?;
        }
        Ok(())
    }

    /// Breaches are told at once; matters to look into wait for the sector's word.
    fn notify(&self, register: &mut Register) -> Result<()> {
        let is_untold = |finding: &Finding| {
            matches!(finding.matter.status, FindingState::Open | FindingState::Reopened) && finding.matter.counts()
        };
        for fingerprint in register.select(is_untold) {
            let Some(finding) = register.get(&fingerprint) else { continue };
            let deadline = deadline(self.environment, &finding.matter, self.today);
            let step = Step { deadline: Some(deadline), ..self.step(Action::Notify, String::new()) };
            register.decide(&fingerprint, &step)?;
        }
        Ok(())
    }

    fn escalate(&self, register: &mut Register) -> Result<()> {
        let reference = &self.environment.reference;
        let terms = terms(self.environment);
        for fingerprint in register.select(|finding| finding.matter.is_overdue(self.today)) {
            let Some(matter) = register.get(&fingerprint).map(|finding| &finding.matter) else { continue };
            let Some(deadline) = matter.deadline else { continue };
            let level = terms.level(deadline, self.today, week(reference, &matter.unit), &reference.calendar);
            if level > matter.level {
                let why = format!("past its deadline of {deadline}");
                let step = Step { detail: Some(level.to_string()), ..self.step(Action::Escalate, why) };
                register.decide(&fingerprint, &step)?;
            }
        }
        Ok(())
    }
}
