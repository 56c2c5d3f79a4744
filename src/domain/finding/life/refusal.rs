//! Why a step is not done.

use chrono::NaiveDate;

use super::super::FindingState;
use super::{Action, By};
use crate::error::Error;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("a finding is raised by a failed check, not by a step")]
    NotAStep,
    #[error("`{}` is not for {}", action.as_str(), by.as_str())]
    NotYours { action: Action, by: By },
    #[error("`{}` is not possible while the finding is `{state}`", action.as_str())]
    NotNow { action: Action, state: FindingState },
    #[error("`{}` needs a text", action.as_str())]
    NoNote { action: Action },
    #[error("`{}` needs a last day", action.as_str())]
    NoDay { action: Action },
    #[error("`{}` takes no last day", action.as_str())]
    DayNotAsked { action: Action },
    #[error("the last day {until} is not after today")]
    DayPast { until: NaiveDate },
    #[error("`{}` lacks what it is about", action.as_str())]
    Incomplete { action: Action },
    #[error("the finding is a breach, not a matter to look into")]
    NotToLookInto,
    #[error("the finding is confirmed already")]
    Confirmed,
    #[error("nobody has asked for a waiver")]
    NoWaiverAsked,
    #[error("the waiver still runs")]
    WaiverRuns { until: Option<NaiveDate> },
}

impl Refusal {
    fn hint(self) -> String {
        match self {
            Refusal::NotYours { action, .. } => {
                let Some(rule) = action.rule() else { return "see `qebul finding act --help`".into() };
                let roles: Vec<_> = rule.roles.iter().map(|role| format!("`{role}`")).collect();
                if roles.is_empty() {
                    "only data decides this".into()
                } else {
                    format!("it is for the roles {}", roles.join(", "))
                }
            }
            Refusal::NotNow { action, .. } => {
                let Some(rule) = action.rule() else { return "see `qebul finding act --help`".into() };
                let from: Vec<_> = rule.from.iter().map(|state| format!("`{state}`")).collect();
                format!("it is possible from {}", from.join(", "))
            }
            Refusal::NoNote { .. } => "add the text with `--note`".into(),
            Refusal::NoDay { .. } | Refusal::DayPast { .. } => "give a later day with `--until 2026-12-31`".into(),
            Refusal::DayNotAsked { .. } => "leave `--until` out".into(),
            _ => "see the finding with `qebul finding show`".into(),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        let error = match refusal {
            Refusal::NotYours { .. } => Error::forbidden(refusal.to_string()),
            _ => Error::usage(refusal.to_string()),
        };
        error.hint(refusal.hint())
    }
}
