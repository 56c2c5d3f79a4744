//! What an indicator's query counts for one unit, before any judgement.

use serde::Deserialize;

/// Counts of one indicator for one unit, or for a subtree when added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
pub struct Tally {
    /// How many were done well; for means the sum of the values.
    pub numerator: f64,
    /// How many there were; for means the number of values.
    pub denominator: f64,
    /// Sum of the squares of the values, for means.
    pub squares: f64,
    /// How many could have been counted had everything offered been delivered.
    pub eligible: f64,
    /// Whether the unit's source offers the columns it takes.
    pub provided: bool,
}

impl Tally {
    #[cfg(test)]
    pub fn share(numerator: f64, denominator: f64) -> Tally {
        Tally { numerator, denominator, squares: 0.0, eligible: denominator, provided: true }
    }

    /// The sum over several units: what a source does not offer adds nothing.
    #[must_use]
    pub fn plus(self, other: Tally) -> Tally {
        Tally {
            numerator: self.numerator + other.numerator,
            denominator: self.denominator + other.denominator,
            squares: self.squares + other.squares,
            eligible: self.eligible + other.eligible,
            provided: self.provided || other.provided,
        }
    }

    pub fn value(&self) -> Option<f64> {
        (self.denominator > 0.0).then(|| self.numerator / self.denominator)
    }
}
