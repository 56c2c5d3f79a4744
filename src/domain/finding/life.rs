//! The life of a finding: what it is now, what a step makes of it, and its log.
//!
//! [`Matter::step`] is the only way on; it checks the table of [`rules`], sets the deadline with the notification and
//! gives the log's entry. [`replay`] makes the same matter of its log.

mod refusal;
mod rules;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::terms::Level;
use super::{FindingState, Severity};

pub use refusal::Refusal;
pub use rules::{Action, By, Needs, RULES, Rule, To};

/// What the state machine knows of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// The unit that answers for it: the one in which it was found, or that unit's successor.
    pub unit: String,
    pub severity: Severity,
    /// An "araşdırılmalı hal": costs no points until the sector confirms it.
    pub look_into: bool,
    pub status: FindingState,
    /// The last day to say that it is fixed; runs from the notification.
    pub deadline: Option<NaiveDate>,
    pub notified_at: Option<DateTime<Utc>>,
    pub claimed_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    /// The day by which the unit means to be done.
    pub planned_for: Option<NaiveDate>,
    /// The last day of the waiver.
    pub waived_until: Option<NaiveDate>,
    /// The last day of the waiver that the head is asked for.
    pub waiver_asked: Option<NaiveDate>,
    /// What the sector says of a matter to look into.
    pub confirmed: Option<bool>,
    pub level: Level,
    pub changed_at: DateTime<Utc>,
}

/// One thing done, by whom, when, and what it carries.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub action: Action,
    pub by: By,
    /// A login, or `data`.
    pub who: String,
    pub at: DateTime<Utc>,
    /// The local day of `at`.
    pub today: NaiveDate,
    pub note: String,
    /// The plan's or the waiver's last day.
    pub until: Option<NaiveDate>,
    /// For a notification: the deadline that it sets.
    pub deadline: Option<NaiveDate>,
    /// The unit that takes over, the level that is told.
    pub detail: Option<String>,
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub position: i32,
    pub happened_at: DateTime<Utc>,
    pub day: NaiveDate,
    pub who: String,
    /// `data`, or the role in which a person acted.
    pub role: String,
    pub action: Action,
    /// Empty before the first.
    pub from_status: String,
    pub to_status: FindingState,
    pub why: String,
    pub until: Option<NaiveDate>,
    pub deadline: Option<NaiveDate>,
    pub detail: Option<String>,
}

impl Step {
    /// A step that follows from data or from the calendar.
    pub fn of_data(action: Action, at: DateTime<Utc>, today: NaiveDate, note: impl Into<String>) -> Step {
        Step {
            action,
            by: By::Data,
            who: By::Data.as_str().into(),
            at,
            today,
            note: note.into(),
            until: None,
            deadline: None,
            detail: None,
        }
    }

    fn entry(&self, position: i32, from: Option<FindingState>, to: FindingState) -> Entry {
        Entry {
            position,
            happened_at: self.at,
            day: self.today,
            who: self.who.clone(),
            role: self.by.as_str().into(),
            action: self.action,
            from_status: from.map_or("", FindingState::as_str).into(),
            to_status: to,
            why: self.note.clone(),
            until: self.until,
            deadline: self.deadline,
            detail: self.detail.clone(),
        }
    }
}

impl Matter {
    /// A new finding with the first line of its log.
    pub fn raise(unit: &str, severity: Severity, look_into: bool, step: &Step) -> (Matter, Entry) {
        let matter = Matter {
            unit: unit.to_owned(),
            severity,
            look_into,
            status: FindingState::Open,
            deadline: None,
            notified_at: None,
            claimed_at: None,
            closed_at: None,
            planned_for: None,
            waived_until: None,
            waiver_asked: None,
            confirmed: None,
            level: Level::Unit,
            changed_at: step.at,
        };
        let entry = Step { action: Action::Raise, ..step.clone() }.entry(0, None, FindingState::Open);
        (matter, entry)
    }

    /// Past its deadline without having been said to be fixed.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        let awaits_the_unit = matches!(
            self.status,
            FindingState::Notified | FindingState::Acknowledged | FindingState::Disputed | FindingState::Planned
        );
        awaits_the_unit && self.deadline.is_some_and(|deadline| deadline < today)
    }

    /// Says whether the finding costs points: a breach, or a matter to look into that the sector confirmed.
    pub fn counts(&self) -> bool {
        !self.look_into || self.confirmed == Some(true)
    }

    /// Does one step; `position` is the number of the log's next line.
    ///
    /// # Errors
    /// The table does not list the step, or what it asks for is missing; the matter is then as it was.
    pub fn step(&mut self, step: &Step, position: i32) -> Result<Entry, Refusal> {
        let rule = step.action.rule().ok_or(Refusal::NotAStep)?;
        if !rule.allows(step.by) {
            return Err(Refusal::NotYours { action: step.action, by: step.by });
        }
        if !rule.from.contains(&self.status) {
            return Err(Refusal::NotNow { action: step.action, state: self.status });
        }
        self.asked_for(rule, step)?;
        let from = self.status;
        if let To::State(state) = rule.to {
            self.status = state;
        }
        self.take(step);
        self.changed_at = self.changed_at.max(step.at);
        Ok(step.entry(position, Some(from), self.status))
    }

    fn asked_for(&self, rule: &Rule, step: &Step) -> Result<(), Refusal> {
        let action = step.action;
        if rule.needs != Needs::Nothing && step.note.trim().is_empty() {
            return Err(Refusal::NoNote { action });
        }
        match (rule.needs, step.until) {
            (Needs::NoteAndDay, None) => return Err(Refusal::NoDay { action }),
            (Needs::NoteAndDay, Some(until)) if until <= step.today => return Err(Refusal::DayPast { until }),
            (Needs::Nothing | Needs::Note, Some(_)) => return Err(Refusal::DayNotAsked { action }),
            _ => {}
        }
        let is_whole = match action {
            Action::Notify => step.deadline.is_some_and(|deadline| deadline >= step.today),
            Action::Escalate => self.is_overdue(step.today) && level(step).is_some_and(|level| level > self.level),
            Action::PassOn => step.detail.as_deref().is_some_and(|unit| !unit.is_empty() && unit != self.unit),
            _ => true,
        };
        if !is_whole || (action != Action::Notify && step.deadline.is_some()) {
            return Err(Refusal::Incomplete { action });
        }
        match action {
            Action::Confirm | Action::Dismiss if !self.look_into => Err(Refusal::NotToLookInto),
            Action::Confirm if self.confirmed == Some(true) => Err(Refusal::Confirmed),
            Action::RefuseWaiver if self.waiver_asked.is_none() => Err(Refusal::NoWaiverAsked),
            Action::EndWaiver if self.waived_until.is_none_or(|until| until >= step.today) => {
                Err(Refusal::WaiverRuns { until: self.waived_until })
            }
            _ => Ok(()),
        }
    }

    /// What the step changes beside the state.
    fn take(&mut self, step: &Step) {
        match step.action {
            Action::Notify => {
                self.deadline = step.deadline;
                self.notified_at = Some(step.at);
            }
            Action::Plan => self.planned_for = step.until,
            Action::ClaimFixed => self.claimed_at = Some(step.at),
            Action::AskWaiver => self.waiver_asked = step.until,
            Action::RefuseWaiver => self.waiver_asked = None,
            Action::Waive => {
                self.waived_until = step.until;
                self.waiver_asked = None;
            }
            Action::Confirm => self.confirmed = Some(true),
            Action::Dismiss => self.confirmed = Some(false),
            Action::PassOn => self.unit = step.detail.clone().unwrap_or_default(),
            Action::Escalate => self.level = level(step).unwrap_or(self.level),
            Action::Reopen | Action::EndWaiver => self.begin_again(),
            _ => {}
        }
        if matches!(self.status, FindingState::Closed | FindingState::Withdrawn) {
            self.closed_at.get_or_insert(step.at);
            self.waiver_asked = None;
        }
    }

    /// A finding that returns is told anew: until then it has no deadline.
    fn begin_again(&mut self) {
        self.deadline = None;
        self.notified_at = None;
        self.claimed_at = None;
        self.closed_at = None;
        self.planned_for = None;
        self.waived_until = None;
        self.waiver_asked = None;
        self.level = Level::Unit;
        self.confirmed = self.confirmed.filter(|confirmed| *confirmed);
    }
}

fn level(step: &Step) -> Option<Level> {
    step.detail.as_deref().and_then(Level::parse)
}

/// Makes the matter of its log, line by line.
///
/// # Errors
/// A line is missing, out of order, or one that the table does not allow; the error names it.
pub fn replay(unit: &str, severity: Severity, look_into: bool, log: &[Entry]) -> Result<Matter, BrokenLog> {
    let broken = |entry: &Entry, what: String| BrokenLog { position: entry.position, what };
    let Some((first, rest)) = log.split_first() else {
        return Err(BrokenLog { position: 0, what: "the log is empty".into() });
    };
    if first.action != Action::Raise || first.position != 0 || first.to_status != FindingState::Open {
        return Err(broken(first, "the log does not begin with raising".into()));
    }
    let (mut matter, _) = Matter::raise(unit, severity, look_into, &step_of(first)?);
    for (expected, entry) in (1..).zip(rest) {
        if entry.position != expected {
            return Err(broken(entry, format!("line {expected} is missing")));
        }
        if entry.from_status != matter.status.as_str() {
            return Err(broken(entry, format!("it begins at `{}`, not at `{}`", entry.from_status, matter.status)));
        }
        matter.step(&step_of(entry)?, entry.position).map_err(|refusal| broken(entry, refusal.to_string()))?;
        if matter.status != entry.to_status {
            return Err(broken(entry, format!("it ends at `{}`, not at `{}`", entry.to_status, matter.status)));
        }
    }
    Ok(matter)
}

fn step_of(entry: &Entry) -> Result<Step, BrokenLog> {
    let unknown = || BrokenLog { position: entry.position, what: format!("unknown role `{}`", entry.role) };
    Ok(Step {
        action: entry.action,
        by: By::parse(&entry.role).ok_or_else(unknown)?,
        who: entry.who.clone(),
        at: entry.happened_at,
        today: entry.day,
        note: entry.why.clone(),
        until: entry.until,
        deadline: entry.deadline,
        detail: entry.detail.clone(),
    })
}

/// Why a log cannot be replayed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {position} of the finding's log: {what}")]
pub struct BrokenLog {
    pub position: i32,
    pub what: String,
}
