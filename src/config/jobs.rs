//! `[[job]]`: when a job runs, what happens to missed runs.

use serde::Deserialize;

use super::values::Span;

/// What becomes of occurrences that passed while the server was down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CatchUp {
    /// The newest missed one runs.
    Latest,
    /// Each runs.
    All,
    /// They are recorded as skipped.
    None,
}

/// One cron expression (seconds first) or several.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum CronList {
    One(String),
    Many(Vec<String>),
}

impl CronList {
    pub fn expressions(&self) -> Vec<String> {
        match self {
            CronList::One(one) => vec![one.clone()],
            CronList::Many(many) => many.clone(),
        }
    }
}

/// Overrides of a job's defaults; absent keys keep them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JobSection {
    pub name: String,
    pub cron: Option<CronList>,
    /// The n-th working day after the period named by `after`.
    pub working_day: Option<u32>,
    pub after: Option<String>,
    pub catch_up: Option<CatchUp>,
    pub timeout: Option<Span>,
    pub only_working_days: Option<bool>,
}
