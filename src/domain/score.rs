//! Scores of the reception quality index: what `score --format json` prints and what the lake keeps.
//!
//! The first fields of every struct, in their order, are the published JSON; what follows them explains the score.
//! Computing lives in `catalog::score`.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::period::Period;

/// The scores of one period under one version of the model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoreOutcome {
    pub period: Period,
    /// The version of the model that made the scores: "QKİ-1".
    pub model: String,
    /// The ministry first, then every unit in the order of the units table.
    pub units: Vec<UnitScore>,
    /// What the small numbers were shrunk towards.
    #[serde(default)]
    pub priors: PriorWindow,
    /// The seed of the draws behind the intervals.
    #[serde(default)]
    pub seed: u64,
    #[serde(default)]
    pub draws: u32,
}

impl ScoreOutcome {
    pub fn unit(&self, code: &str) -> Option<&UnitScore> {
        self.units.iter().find(|score| score.unit == code)
    }
}

/// One unit's index and everything needed to recompute it by hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitScore {
    pub unit: String,
    pub scope: Scope,
    /// 0 to 100; none when too little of the weight could be measured, never 0 for that.
    pub index: Option<f64>,
    /// 5th percentile of the draws.
    pub low: Option<f64>,
    /// 95th percentile of the draws.
    pub high: Option<f64>,
    pub rank: Option<u32>,
    pub rank_low: Option<u32>,
    pub rank_high: Option<u32>,
    pub band: Option<Band>,
    /// Points of each dimension; none when nothing in it could be measured.
    pub dimensions: BTreeMap<String, Option<f64>>,
    pub indicators: BTreeMap<String, IndicatorValue>,
    /// What the unit can do for points, the greatest gain first.
    pub debts: Vec<Debt>,
    /// Why there is no index.
    #[serde(default)]
    pub reason: Option<NoIndex>,
    /// The share of the model's weight that could be measured, 0 to 1.
    #[serde(default)]
    pub available: f64,
    /// Who the unit is ranked among: a unit's code (its agency, or the ministry for agencies); none when not ranked.
    #[serde(default)]
    pub ranked_in: Option<String>,
    /// Units that cannot be told apart from this one: their order reverses in more than 10 % of the draws.
    #[serde(default)]
    pub ties: Vec<String>,
    /// Index points gained against the previous period.
    #[serde(default)]
    pub change: Option<f64>,
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// Where the points to 100 are lost, the greatest loss first; they sum to 100 − index.
    #[serde(default)]
    pub contributions: Vec<Contribution>,
}

impl UnitScore {
    /// Points lost in one dimension.
    pub fn lost_in(&self, dimension: &str) -> f64 {
        self.contributions.iter().filter(|c| c.dimension == dimension).map(|c| c.points).sum()
    }
}

/// Whose records a score stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The unit's own records.
    Own,
    /// The records of its whole subtree.
    Pooled,
}

impl Scope {
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Own => "own",
            Scope::Pooled => "pooled",
        }
    }
}

/// One indicator of one unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorValue {
    /// numerator ÷ denominator as counted: a share of 1, or the mean rating.
    pub value: Option<f64>,
    /// 0 at the floor, 100 at the target, from `adjusted`.
    pub points: Option<f64>,
    pub numerator: f64,
    pub denominator: f64,
    pub state: IndicatorState,
    /// The value after shrinkage: (numerator + strength × mean) ÷ (denominator + strength). Equals `value` for duties.
    #[serde(default)]
    pub adjusted: Option<f64>,
    #[serde(default)]
    pub prior: Option<Prior>,
    /// Sum of squares of the rated values, for means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub squares: Option<f64>,
}

/// What one indicator's small numbers are shrunk towards.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Prior {
    /// The mean of the peers.
    pub mean: f64,
    /// How many observations the peers' mean is worth.
    pub strength: f64,
    /// Standard deviation of one observation about its unit's mean, for means only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deviation: Option<f64>,
}

/// Whether and why an indicator counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorState {
    /// Measured: its points count.
    Measured,
    /// The source does not offer a column it needs; its weight moves to the dimension's other indicators.
    NotProvided,
    /// There was nothing to measure, legitimately; its weight moves likewise.
    NotApplicable,
    /// Offered but not delivered: 0 points, flagged.
    Missing,
}

impl IndicatorState {
    pub fn as_str(self) -> &'static str {
        match self {
            IndicatorState::Measured => "measured",
            IndicatorState::NotProvided => "not_provided",
            IndicatorState::NotApplicable => "not_applicable",
            IndicatorState::Missing => "missing",
        }
    }

    /// Whether the indicator keeps its weight.
    pub fn counts(self) -> bool {
        matches!(self, IndicatorState::Measured | IndicatorState::Missing)
    }
}

/// What would be gained if one kind of work were done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Debt {
    /// The indicator that would move.
    pub what: String,
    /// How many things are to be done.
    pub count: u64,
    /// Index points gained, by recomputation.
    pub points: f64,
    pub text_az: String,
    pub text_en: String,
}

/// Points of the distance from 100 that one indicator accounts for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    pub dimension: String,
    pub indicator: String,
    pub points: f64,
}

/// Bands of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Band {
    A,
    B,
    C,
    D,
    E,
}

impl Band {
    pub fn as_str(self) -> &'static str {
        match self {
            Band::A => "A",
            Band::B => "B",
            Band::C => "C",
            Band::D => "D",
            Band::E => "E",
        }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// How a score moved against the previous period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Better,
    Worse,
    WithinNoise,
}

impl Verdict {
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Better => "better",
            Verdict::Worse => "worse",
            Verdict::WithinNoise => "within_noise",
        }
    }
}

/// Why a unit has no index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoIndex {
    /// Not one record of any kind in the period.
    NoRecords,
    /// The sources do not offer the columns behind too much of the weight.
    NotProvided,
    /// Less than the needed share of the weight could be measured, for other or mixed reasons.
    TooLittleWeight,
}

impl NoIndex {
    pub fn as_str(self) -> &'static str {
        match self {
            NoIndex::NoRecords => "no_records",
            NoIndex::NotProvided => "not_provided",
            NoIndex::TooLittleWeight => "too_little_weight",
        }
    }
}

/// The months whose records gave the peers' means.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PriorWindow {
    pub basis: PriorBasis,
    /// First and last day, inclusive.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Indicators without a single record in those months: fitted to the scored period instead.
    #[serde(default)]
    pub from_period: Vec<String>,
    /// The fitted priors: group of peers → indicator → prior. A later score of the same year takes them over as they are.
    #[serde(default)]
    pub fits: BTreeMap<String, BTreeMap<String, Prior>>,
}

/// Why those months.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriorBasis {
    /// The 12 months before the January of the period's year: frozen for the year.
    YearBefore,
    /// The first 3 months there are records of: frozen once they are over.
    FirstMonths,
    /// The scored period itself: there is nothing older, so a score also moves with the unit's peers.
    #[default]
    SamePeriod,
}

impl PriorBasis {
    pub fn as_str(self) -> &'static str {
        match self {
            PriorBasis::YearBefore => "year_before",
            PriorBasis::FirstMonths => "first_months",
            PriorBasis::SamePeriod => "same_period",
        }
    }
}
