//! What a reviewed sample says of all records: the share of defective ones with its Wilson interval.
//!
//! Each stratum's share weighs as its population. The interval is Wilson's for the number of records of a plain random
//! sample that would tell as much: the lesser of Kish's effective size (weights that differ) and the one by the strata's
//! own variances, corrected for a finite population. What nobody answered is left out of the share and said beside it.

use serde::{Deserialize, Serialize};

use super::sampling::Z;

/// One stratum after the review.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reviewed {
    pub population: u64,
    pub sampled: u64,
    /// Items with a verdict.
    pub answered: u64,
    /// Of them defective.
    pub defective: u64,
}

/// The estimate, all shares of 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    pub share: f64,
    pub low: f64,
    pub high: f64,
    pub answered: u64,
    pub defective: u64,
    /// Drawn, but without a verdict.
    pub unanswered: u64,
    /// Records in the strata that the estimate speaks of.
    pub covered: u64,
    /// All records.
    pub population: u64,
    /// The share were every unanswered item good, and were every one of them defective.
    pub least: f64,
    pub most: f64,
}

/// Estimates the share of defective records; none while no item has a verdict.
pub fn estimate(strata: &[Reviewed]) -> Option<Estimate> {
    let answered: Vec<&Reviewed> = strata.iter().filter(|stratum| stratum.answered > 0).collect();
    let covered: u64 = answered.iter().map(|stratum| stratum.population).sum();
    if covered == 0 {
        return None;
    }
    let part = |stratum: &Reviewed| stratum.population as f64 / covered as f64;
    let share_of = |stratum: &Reviewed| stratum.defective as f64 / stratum.answered as f64;
    let share: f64 = answered.iter().map(|stratum| part(stratum) * share_of(stratum)).sum();
    let (low, high) = wilson(share, effective_size(&answered, share, covered));
    let population: u64 = strata.iter().map(|stratum| stratum.population).sum();
    let bound = |defective: &dyn Fn(&Reviewed) -> u64| -> f64 {
        let drawn = strata.iter().filter(|stratum| stratum.sampled > 0);
        let of = |stratum: &Reviewed| stratum.population as f64 * defective(stratum) as f64 / stratum.sampled as f64;
        drawn.map(of).sum::<f64>() / population as f64
    };
    Some(Estimate {
        share,
        low: low.min(share),
        high: high.max(share),
        answered: answered.iter().map(|stratum| stratum.answered).sum(),
        defective: answered.iter().map(|stratum| stratum.defective).sum(),
        unanswered: strata.iter().map(|stratum| stratum.sampled - stratum.answered).sum(),
        covered,
        population,
        least: bound(&|stratum| stratum.defective),
        most: bound(&|stratum| stratum.defective + stratum.sampled - stratum.answered),
    })
}

/// How many plainly drawn records would tell as much; infinite when every record was looked at.
fn effective_size(answered: &[&Reviewed], share: f64, covered: u64) -> f64 {
    if answered.iter().all(|stratum| stratum.answered == stratum.population) {
        return f64::INFINITY;
    }
    let part = |stratum: &Reviewed| stratum.population as f64 / covered as f64;
    let kish = 1.0 / answered.iter().map(|stratum| part(stratum).powi(2) / stratum.answered as f64).sum::<f64>();
    let total: u64 = answered.iter().map(|stratum| stratum.answered).sum();
    let left = 1.0 - total as f64 / covered as f64;
    let corrected = kish / left.max(f64::EPSILON);
    // By the strata's own variances: a stratum that gave one record says nothing of its own.
    let variance: f64 = answered
        .iter()
        .filter(|stratum| stratum.answered > 1)
        .map(|stratum| {
            let own = stratum.defective as f64 / stratum.answered as f64;
            let left = 1.0 - stratum.answered as f64 / stratum.population as f64;
            part(stratum).powi(2) * left * own * (1.0 - own) / (stratum.answered - 1) as f64
        })
        .sum();
    if variance > 0.0 { corrected.min(share * (1.0 - share) / variance) } else { corrected }
}

/// Wilson's interval of a share at 95 % for `size` records.
pub fn wilson(share: f64, size: f64) -> (f64, f64) {
    if size.is_infinite() {
        return (share, share);
    }
    let z2 = Z * Z;
    let middle = (share + z2 / (2.0 * size)) / (1.0 + z2 / size);
    let half = Z / (1.0 + z2 / size) * (share * (1.0 - share) / size + z2 / (4.0 * size * size)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use rand::seq::SliceRandom;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::super::sampling::{Stratum, StratumKey, allot, size};
    use super::*;

    /// 10 of 100: (0.1 + 0.01921) / 1.03841 = 0.1148; 1.96/1.03841 · √(0.0009 + 0.0000960) = 0.0596: 5.5 % to 17.4 %.
    #[test]
    fn wilsons_interval_by_hand() {
        let (low, high) = wilson(0.1, 100.0);
        assert!((low - 0.055_2).abs() < 1e-4 && (high - 0.174_4).abs() < 1e-4, "{low} {high}");
        assert_eq!(wilson(0.0, 20.0).0, 0.0);
        assert!((wilson(0.0, 20.0).1 - 0.161_1).abs() < 1e-4);
    }

    /// 900 records with 3 of 30 defective, 100 with 10 of 20: 0.9 · 0.1 + 0.1 · 0.5 = 0.14, not 13/50.
    #[test]
    fn strata_weigh_as_their_populations() {
        let strata = [
            Reviewed { population: 900, sampled: 30, answered: 30, defective: 3 },
            Reviewed { population: 100, sampled: 20, answered: 20, defective: 10 },
        ];
        let found = estimate(&strata).unwrap();
        assert!((found.share - 0.14).abs() < 1e-12);
        assert!(found.low < 0.14 && found.high > 0.14 && found.low > 0.04 && found.high < 0.30, "{found:?}");
        assert_eq!((found.unanswered, found.least, found.most), (0, found.share, found.share));
    }

    #[test]
    fn the_unanswered_are_neither_good_nor_bad() {
        let strata = [
            Reviewed { population: 100, sampled: 20, answered: 10, defective: 2 },
            Reviewed { population: 50, sampled: 10, answered: 0, defective: 0 },
        ];
        let found = estimate(&strata).unwrap();
        assert_eq!((found.share, found.covered, found.population, found.unanswered), (0.2, 100, 150, 20));
        // 100 · 2/20 of 150; (100 · 12/20 + 50) of 150.
        assert!((found.least - 10.0 / 150.0).abs() < 1e-12 && (found.most - 110.0 / 150.0).abs() < 1e-12);
        assert_eq!(estimate(&[Reviewed { population: 9, sampled: 9, answered: 0, defective: 0 }]), None);
    }

    #[test]
    fn when_every_record_was_looked_at_nothing_is_left_open() {
        let found = estimate(&[Reviewed { population: 7, sampled: 7, answered: 7, defective: 2 }]).unwrap();
        assert_eq!((found.low, found.share, found.high), (2.0 / 7.0, 2.0 / 7.0, 2.0 / 7.0));
    }

    /// Draws many samples from populations whose truth is known: the interval holds it in 95 % of them or more, whatever
    /// the defects have to do with the strata.
    #[test]
    fn the_interval_covers_the_truth() {
        let mut rng = ChaCha8Rng::seed_from_u64(20_260_901);
        // Per stratum: records, share of defective ones, whether it is drawn from more densely.
        let ministries: [&[(u64, f64, bool)]; 4] = [
            &[(300, 0.10, false), (500, 0.10, true), (60, 0.10, false)],
            &[(900, 0.02, false), (80, 0.45, true), (40, 0.30, true)],
            &[(40, 0.25, false), (25, 0.60, true), (10, 0.0, false)],
            &[(2000, 0.30, false), (400, 0.80, true), (400, 0.05, false), (30, 0.50, true)],
        ];
        for (number, ministry) in ministries.iter().enumerate() {
            let records: Vec<Vec<bool>> = ministry
                .iter()
                .map(|(records, share, _)| {
                    let bad = (*records as f64 * share).round() as u64;
                    (0..*records).map(|n| n < bad).collect()
                })
                .collect();
            let all: u64 = ministry.iter().map(|(records, ..)| records).sum();
            let truth = records.iter().flatten().filter(|bad| **bad).count() as f64 / all as f64;
            let strata: Vec<Stratum> = ministry
                .iter()
                .enumerate()
                .map(|(n, (population, _, flagged))| Stratum {
                    key: StratumKey { entity: "receptions".into(), outcome: n.to_string(), official: None },
                    population: *population,
                    flagged: u64::from(*flagged),
                })
                .collect();
            let allotted = allot(strata, size(all));
            let trials = 2000;
            let (mut held, mut sum) = (0, 0.0);
            for _ in 0..trials {
                let reviewed: Vec<Reviewed> = allotted
                    .iter()
                    .zip(&records)
                    .map(|(allotted, records)| {
                        let mut records = records.clone();
                        let (drawn, _) = records.partial_shuffle(&mut rng, allotted.sampled as usize);
                        Reviewed {
                            population: allotted.stratum.population,
                            sampled: allotted.sampled,
                            answered: allotted.sampled,
                            defective: drawn.iter().filter(|bad| **bad).count() as u64,
                        }
                    })
                    .collect();
                let found = estimate(&reviewed).unwrap();
                held += u32::from(found.low <= truth && truth <= found.high);
                sum += found.share;
            }
            let covered = f64::from(held) / f64::from(trials);
            assert!(covered >= 0.94, "population {number}: the interval held the truth in {covered:.3} of the samples");
            assert!((sum / f64::from(trials) - truth).abs() < 0.01, "population {number}: unbiased");
        }
        let _: f64 = rng.random();
    }
}
