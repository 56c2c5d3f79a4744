//! Deadlines in working days from the notification, and to whom an overdue finding climbs.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Severity;
use crate::domain::calendar::{Calendar, Week};

/// Working days by severity, and the step by which overdue findings climb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    pub high: u32,
    pub medium: u32,
    pub low: u32,
    /// Working days past the deadline after which the agency is told, and after twice as many leadership.
    pub escalation: u32,
}

impl Default for Terms {
    fn default() -> Self {
        Terms { high: 5, medium: 10, low: 20, escalation: 5 }
    }
}

/// Whom a finding has reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    #[default]
    Unit,
    Agency,
    Leadership,
}

impl Level {
    pub const ALL: [Level; 3] = [Level::Unit, Level::Agency, Level::Leadership];

    pub fn as_str(self) -> &'static str {
        match self {
            Level::Unit => "unit",
            Level::Agency => "agency",
            Level::Leadership => "leadership",
        }
    }

    pub fn parse(text: &str) -> Option<Level> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Terms {
    pub fn days(&self, severity: Severity) -> u32 {
        match severity {
            Severity::High => self.high,
            Severity::Medium => self.medium,
            Severity::Low => self.low,
        }
    }

    /// The last day to say that a finding is fixed, in the unit's own week, for one notified on `day`.
    pub fn deadline(&self, severity: Severity, day: NaiveDate, week: Week, calendar: &Calendar) -> NaiveDate {
        calendar.add_working_days(day, self.days(severity), week)
    }

    /// Whom a finding past its deadline has to reach by `today`.
    pub fn level(&self, deadline: NaiveDate, today: NaiveDate, week: Week, calendar: &Calendar) -> Level {
        let late = calendar.working_days_between(deadline, today, week);
        match late {
            0 => Level::Unit,
            late if late >= self.escalation.saturating_mul(2) => Level::Leadership,
            late if late >= self.escalation => Level::Agency,
            _ => Level::Unit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn deadlines_run_in_the_units_own_week() {
        let calendar = Calendar::builtin();
        let terms = Terms::default();
        // Thursday 8 October 2026; the six-day unit works on Saturday the 10th.
        let notified = day("2026-10-08");
        assert_eq!(terms.deadline(Severity::High, notified, Week::Five, &calendar), day("2026-10-15"));
        assert_eq!(terms.deadline(Severity::High, notified, Week::Six, &calendar), day("2026-10-14"));
        assert_eq!(terms.deadline(Severity::Medium, notified, Week::Five, &calendar), day("2026-10-22"));
        assert_eq!(terms.deadline(Severity::Low, notified, Week::Five, &calendar), day("2026-11-05"));
    }

    #[test]
    fn overdue_findings_climb_by_the_step() {
        let calendar = Calendar::builtin();
        let terms = Terms::default();
        let level = |today| terms.level(day("2026-10-15"), day(today), Week::Five, &calendar);
        assert_eq!(level("2026-10-15"), Level::Unit);
        assert_eq!(level("2026-10-21"), Level::Unit, "four working days late");
        assert_eq!(level("2026-10-22"), Level::Agency, "five");
        assert_eq!(level("2026-10-28"), Level::Agency, "nine");
        assert_eq!(level("2026-10-29"), Level::Leadership, "ten");
        let at_once = Terms { escalation: 0, ..terms };
        assert_eq!(at_once.level(day("2026-10-15"), day("2026-10-15"), Week::Five, &calendar), Level::Unit);
        assert_eq!(at_once.level(day("2026-10-15"), day("2026-10-16"), Week::Five, &calendar), Level::Leadership);
    }
}
