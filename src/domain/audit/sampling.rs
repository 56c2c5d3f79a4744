//! How many records are drawn and from where: size for a share in a finite population, shares of strata, weights.
//!
//! Strata are outcomes (states of assignments) by official; small ones of one outcome are drawn together, so that every
//! stratum is drawn from. A stratum with violations is drawn from twice as densely; the weights keep what is estimated
//! right for the whole population.

use serde::{Deserialize, Serialize};

/// Items drawn at the least; all where there are fewer.
pub const LEAST: u64 = 20;
/// The standard normal deviate of 95 % confidence.
pub const Z: f64 = 1.959_963_984_540_054;
/// Half the width of the interval that the size is chosen for: ± 10 points.
pub const MARGIN: f64 = 0.10;
/// How much more densely a stratum with violations is drawn from.
const DENSER: f64 = 2.0;
/// Items a stratum gives at the least: one tells nothing of how its records differ.
const LEAST_OF_STRATUM: u64 = 2;

/// One group of alike records.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StratumKey {
    /// `receptions` or `assignments`.
    pub entity: String,
    /// Outcome of a reception, status of an assignment; empty where the record has none.
    pub outcome: String,
    /// Source and id of the official; none for those of an outcome that are drawn together.
    pub official: Option<(String, String)>,
}

/// A group with its counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stratum {
    pub key: StratumKey,
    pub population: u64,
    /// Records that some check found violating.
    pub flagged: u64,
}

/// A group with what is drawn from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allotted {
    pub stratum: Stratum,
    pub sampled: u64,
}

impl Allotted {
    /// How many records of the population one drawn record stands for.
    pub fn weight(&self) -> f64 {
        if self.sampled == 0 { 0.0 } else { self.stratum.population as f64 / self.sampled as f64 }
    }
}

/// The size by rule: 95 % confidence, ± 10 points about the worst case (one half), corrected for a finite population.
pub fn size(population: u64) -> u64 {
    let infinite = Z * Z * 0.25 / (MARGIN * MARGIN);
    let finite = infinite / (1.0 + (infinite - 1.0) / population.max(1) as f64);
    (finite.ceil() as u64).max(LEAST).min(population)
}

/// Puts officials of one outcome together, the smallest first, until the strata can all be drawn from twice.
pub fn merged(strata: Vec<Stratum>, size: u64) -> Vec<Stratum> {
    let most = (size / (2 * LEAST_OF_STRATUM)).max(1) as usize;
    let mut strata: Vec<Stratum> = strata.into_iter().filter(|stratum| stratum.population > 0).collect();
    while strata.len() > most {
        // The smallest with a name that has somewhere to go; ties by key, so that the answer is one.
        let smallest = strata.iter().filter(|stratum| stratum.key.official.is_some()).min_by_key(|stratum| {
            let has_company = strata.iter().any(|other| other.key != stratum.key && is_alike(other, stratum));
            (!has_company, stratum.population, stratum.key.clone())
        });
        let Some(key) = smallest.map(|stratum| stratum.key.clone()) else { break };
        let together = StratumKey { official: None, ..key.clone() };
        let Some(at) = strata.iter().position(|stratum| stratum.key == key) else { break };
        let moved = strata.remove(at);
        match strata.iter_mut().find(|stratum| stratum.key == together) {
            Some(known) => {
                known.population += moved.population;
                known.flagged += moved.flagged;
            }
            None => strata.push(Stratum { key: together, ..moved }),
        }
    }
    strata.sort_by(|one, other| one.key.cmp(&other.key));
    strata
}

fn is_alike(one: &Stratum, other: &Stratum) -> bool {
    (&one.key.entity, &one.key.outcome) == (&other.key.entity, &other.key.outcome)
}

/// Shares the size out. Every stratum gives two records (all it has, if fewer), the rest goes by population, doubled where
/// there are violations, by the greatest remainder. More strata than the size can serve raise it.
pub fn allot(strata: Vec<Stratum>, size: u64) -> Vec<Allotted> {
    let least = |stratum: &Stratum| stratum.population.min(LEAST_OF_STRATUM);
    let population: u64 = strata.iter().map(|stratum| stratum.population).sum();
    let size = size.min(population).max(strata.iter().map(least).sum());
    let mut sampled: Vec<u64> = strata.iter().map(least).collect();
    let wish: Vec<f64> = strata
        .iter()
        .map(|stratum| stratum.population as f64 * if stratum.flagged > 0 { DENSER } else { 1.0 })
        .collect();
    loop {
        let left = size - sampled.iter().sum::<u64>();
        let open: Vec<usize> = (0..strata.len()).filter(|at| sampled[*at] < strata[*at].population).collect();
        let wishes: f64 = open.iter().map(|at| wish[*at]).sum();
        if left == 0 || open.is_empty() || wishes <= 0.0 {
            break;
        }
        // What is still owed to each under a share of the whole size; who has more than its share gets nothing.
        let owed: Vec<(usize, f64)> = open
            .iter()
            .map(|at| (*at, (wish[*at] / wishes * left as f64).min((strata[*at].population - sampled[*at]) as f64)))
            .collect();
        let whole: u64 = owed.iter().map(|(_, share)| share.floor() as u64).sum();
        for (at, share) in &owed {
            sampled[*at] += share.floor() as u64;
        }
        if whole == 0 {
            let mut by_remainder = owed;
            by_remainder.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
            for (at, _) in by_remainder.into_iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
                sampled[at] += 1;
            }
        }
    }
    strata.into_iter().zip(sampled).map(|(stratum, sampled)| Allotted { stratum, sampled }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stratum(outcome: &str, official: &str, population: u64, flagged: u64) -> Stratum {
        let official = (!official.is_empty()).then(|| ("S1".to_owned(), official.to_owned()));
        Stratum {
            key: StratumKey { entity: "receptions".into(), outcome: outcome.into(), official },
            population,
            flagged,
        }
    }

    /// 1.96² · 0.25 / 0.01 = 96.04; for 1000 records 96.04 / (1 + 95.04/1000) = 87.7 → 88; for 100 records 49.2 → 50.
    #[test]
    fn the_size_is_that_of_the_formula_by_hand() {
        assert_eq!((size(1_000_000), size(1000), size(100)), (97, 88, 50));
        assert_eq!((size(24), size(20), size(7), size(0)), (20, 20, 7, 0), "at least 20, all when fewer");
    }

    #[test]
    fn officials_of_an_outcome_are_drawn_together_where_they_are_few() {
        let many: Vec<Stratum> = (0..30).map(|n| stratum("explained", &format!("o{n:02}"), 10 + n, n % 2)).collect();
        let merged = merged(many.clone(), 88);
        assert_eq!(merged.len(), 22);
        assert_eq!(merged.iter().map(|s| s.population).sum::<u64>(), many.iter().map(|s| s.population).sum::<u64>());
        let together = merged.iter().find(|s| s.key.official.is_none()).unwrap();
        assert_eq!(together.population, (0..9).map(|n| 10 + n).sum::<u64>(), "the nine smallest");
        assert!(merged.iter().any(|s| s.key.official.as_ref().is_some_and(|(_, id)| id == "o29")));
    }

    #[test]
    fn a_stratum_with_violations_is_drawn_from_twice_as_densely() {
        let allotted = allot(vec![stratum("explained", "", 400, 0), stratum("resolved", "", 400, 1)], 90);
        let (plain, denser) = (allotted[0].sampled, allotted[1].sampled);
        assert_eq!(plain + denser, 90);
        assert!((i64::try_from(denser).unwrap() - 2 * i64::try_from(plain).unwrap()).abs() <= 3, "{plain} {denser}");
        assert!((allotted[0].weight() * plain as f64 - 400.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn every_stratum_is_represented_and_the_sizes_add_up(
            counts in prop::collection::vec((1u64..2000, 0u64..50), 1..60), wanted in 1u64..300,
        ) {
            let strata: Vec<Stratum> = counts
                .iter()
                .enumerate()
                .map(|(n, (population, flagged))| {
                    stratum(["explained", "resolved", "no_grounds"][n % 3], &format!("o{n:02}"), *population, (*flagged).min(*population))
                })
                .collect();
            let all: u64 = strata.iter().map(|s| s.population).sum();
            let strata = merged(strata, wanted);
            prop_assert_eq!(strata.iter().map(|s| s.population).sum::<u64>(), all);
            let least: u64 = strata.iter().map(|s| s.population.min(2)).sum();
            let allotted = allot(strata, wanted);
            prop_assert_eq!(allotted.iter().map(|a| a.sampled).sum::<u64>(), wanted.min(all).max(least));
            for one in &allotted {
                prop_assert!(one.sampled >= 1 && one.sampled <= one.stratum.population);
                prop_assert!(one.sampled >= 2 || one.stratum.population == 1);
            }
            let weights: f64 = allotted.iter().map(|a| a.weight() * a.sampled as f64).sum();
            prop_assert!((weights - all as f64).abs() < 1e-6);
            prop_assert_eq!(&allotted, &allot(allotted.iter().map(|a| a.stratum.clone()).collect(), wanted));
        }
    }
}
