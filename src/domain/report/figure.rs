//! The smallest parts: a figure with its provenance, a change with its verdict, a sentence with bold runs.

use serde::{Deserialize, Serialize};

/// Why a figure has, or has not, a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Measured; `value` is there.
    #[default]
    Measured,
    /// The source does not offer a column that the figure needs ("məlumat təqdim edilmir").
    NotProvided,
    /// Nothing to measure: the population is empty ("qeyd yoxdur").
    NoRecords,
    /// Too few records to say anything.
    TooFew,
    /// Too little history.
    TooLittleHistory,
    /// The feed was stale at the as-of.
    Stale,
    /// Legitimately not applicable to the unit.
    NotApplicable,
    /// Too small a group of people to publish.
    Suppressed,
}

/// A printed number: what it is, how it reads, where it comes from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Figure {
    /// The number itself, in the unit of `unit` (a share of 96.4 % is 96.4); `None` unless `state` is measured.
    pub value: Option<f64>,
    /// The number as printed, without the unit: "168 420", "96,4"; the reason in words when there is no value.
    pub text: String,
    /// The unit printed small behind the number: "%", "gün", "B" (a band), or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Name of the query file that gave the number, without extension: `reports/monthly_receptions`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub query: String,
    /// How many records stand behind the number (the denominator of a share).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    #[serde(default)]
    pub state: State,
}

impl Figure {
    /// A measured number with its finished text and the query that gave it.
    pub fn measured(value: f64, text: impl Into<String>, query: impl Into<String>) -> Self {
        Figure { value: Some(value), text: text.into(), query: query.into(), ..Figure::default() }
    }

    /// A number that is not there; `reason` is printed in its place ("məlumat təqdim edilmir", "–").
    pub fn missing(state: State, reason: impl Into<String>, query: impl Into<String>) -> Self {
        Figure { text: reason.into(), query: query.into(), state, ..Figure::default() }
    }

    #[must_use]
    pub fn with_unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }

    #[must_use]
    pub fn of_rows(mut self, rows: u64) -> Self {
        self.rows = Some(rows);
        self
    }
}

/// Whether a change is for the better; the colour. Growth in the number of receptions is neutral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Good,
    Bad,
    Neutral,
}

/// Which way a number went; `Flat` prints ≈ (within the noise).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arrow {
    Up,
    Down,
    Flat,
}

/// A change against an earlier period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    pub arrow: Arrow,
    pub tone: Tone,
    /// The size as printed behind the arrow: "3,2 % aya", "1,1"; may be empty behind ≈.
    pub text: String,
    /// The change itself: in the figure's unit, or in per cent where `text` says per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    pub text: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bold: bool,
}

/// A finished sentence or paragraph: runs of text, some of them bold. Never markup: `#$*_` print as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rich(pub Vec<Run>);

impl Rich {
    pub fn plain(text: impl Into<String>) -> Self {
        Rich::default().text(text)
    }

    pub fn bold(text: impl Into<String>) -> Self {
        Rich::default().strong(text)
    }

    /// Appends plain text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.0.push(Run { text: text.into(), bold: false });
        self
    }

    /// Appends bold text.
    #[must_use]
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.0.push(Run { text: text.into(), bold: true });
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|run| run.text.is_empty())
    }

    /// The text without its weights.
    pub fn to_text(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }
}
