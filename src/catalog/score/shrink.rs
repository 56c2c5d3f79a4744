//! Small numbers: a unit's share or mean is drawn to its peers' mean, the more the fewer records it has.
//!
//! Shares are Beta-Binomial, means normal–normal. How many observations the peers' mean is worth (the strength) is fitted
//! to how much the peers differ among themselves, by moments, and bounded. Either way the shrunk value is
//! (numerator + strength × mean) ÷ (denominator + strength).

use super::model::{Kind, Shrinkage};
use super::rounded;
use super::tally::Tally;
use crate::domain::score::Prior;

/// Fits the prior of one indicator to a group of peers; none for duties and for groups without a single record.
pub fn fit(kind: Kind, peers: &[Tally], bounds: &Shrinkage) -> Option<Prior> {
    let peers: Vec<&Tally> = peers.iter().filter(|tally| tally.denominator > 0.0).collect();
    if peers.is_empty() {
        return None;
    }
    match kind {
        Kind::Duty => None,
        Kind::Share => Some(beta_binomial(&peers, bounds)),
        Kind::Mean => Some(normal_normal(&peers, bounds)),
    }
}

/// The value drawn to the prior.
pub fn adjusted(tally: &Tally, prior: &Prior) -> f64 {
    (tally.numerator + prior.strength * prior.mean) / (tally.denominator + prior.strength)
}

/// Beta-Binomial by moments.
///
/// With p the pooled share, N the records of all k peers and ρ the correlation of two records of one unit, the weighted
/// spread S = Σ nᵢ (pᵢ − p)² has the expectation p(1 − p) · [k − 1 + ρ Σ (1 − nᵢ/N)(nᵢ − 1)]. Solved for ρ, the strength is
/// 1/ρ − 1. Peers that differ no more than chance would have them (ρ ≤ 0) get the strongest prior.
fn beta_binomial(peers: &[&Tally], bounds: &Shrinkage) -> Prior {
    let total: f64 = peers.iter().map(|t| t.denominator).sum();
    let mean = peers.iter().map(|t| t.numerator).sum::<f64>() / total;
    let spread: f64 = peers.iter().map(|t| t.denominator * square(t.numerator / t.denominator - mean)).sum();
    let room: f64 = peers.iter().map(|t| (1.0 - t.denominator / total) * (t.denominator - 1.0)).sum();
    let chance = mean * (1.0 - mean);
    let strength = if peers.len() < 2 {
        bounds.weakest
    } else if chance <= 0.0 || room <= 0.0 {
        bounds.strongest
    } else {
        let correlation = (spread / chance - (peers.len() - 1) as f64) / room;
        bounded(if correlation <= 0.0 { f64::INFINITY } else { 1.0 / correlation - 1.0 }, bounds)
    };
    Prior { mean: rounded(mean), strength: rounded(strength), deviation: None }
}

/// Normal–normal by moments: σ² within units, τ² between them; the strength is σ²/τ².
fn normal_normal(peers: &[&Tally], bounds: &Shrinkage) -> Prior {
    let total: f64 = peers.iter().map(|t| t.denominator).sum();
    let mean = peers.iter().map(|t| t.numerator).sum::<f64>() / total;
    let within: f64 = peers.iter().map(|t| (t.squares - t.numerator * t.numerator / t.denominator).max(0.0)).sum();
    let freedom: f64 = peers.iter().map(|t| t.denominator - 1.0).sum();
    let variance = if freedom > 0.0 { within / freedom } else { 0.0 };
    let spread: f64 = peers.iter().map(|t| t.denominator * square(t.numerator / t.denominator - mean)).sum();
    let room = total - peers.iter().map(|t| square(t.denominator)).sum::<f64>() / total;
    let strength = if peers.len() < 2 {
        bounds.weakest
    } else {
        let between = if room > 0.0 { (spread - (peers.len() - 1) as f64 * variance) / room } else { 0.0 };
        bounded(if between <= 0.0 { f64::INFINITY } else { variance / between }, bounds)
    };
    Prior { mean: rounded(mean), strength: rounded(strength), deviation: Some(rounded(variance.sqrt())) }
}

fn bounded(strength: f64, bounds: &Shrinkage) -> f64 {
    strength.clamp(bounds.weakest, bounds.strongest)
}

fn square(x: f64) -> f64 {
    x * x
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;
    use rand_distr::{Beta, Distribution, Normal};

    use super::*;

    const BOUNDS: Shrinkage = Shrinkage { weakest: 5.0, strongest: 200.0, peers: 5 };

    /// Two peers, by hand: 8/10 and 4/10. p = 0.6, S = 10·0.04 + 10·0.04 = 0.8, S/(pq) = 3.333…, room = 2·0.5·9 = 9,
    /// ρ = 2.333…/9 = 0.259259…, strength = 2.857… → bounded to 5.
    #[test]
    fn two_peers_by_hand() {
        let peers = [Tally::share(8.0, 10.0), Tally::share(4.0, 10.0)];
        let loose = Shrinkage { weakest: 0.1, ..BOUNDS };
        let prior = fit(Kind::Share, &peers, &loose).unwrap();
        assert!((prior.mean - 0.6).abs() < 1e-9);
        assert!((prior.strength - (27.0 / 7.0 - 1.0)).abs() < 1e-9, "{}", prior.strength);
        let prior = fit(Kind::Share, &peers, &BOUNDS).unwrap();
        assert_eq!(prior.strength, 5.0);
        // 3 of 3, drawn to 0.6 with strength 5: (3 + 3) / 8.
        assert!((adjusted(&Tally::share(3.0, 3.0), &prior) - 0.75).abs() < 1e-9);
    }

    #[test]
    fn equal_peers_get_the_strongest_prior_and_a_lone_one_the_weakest() {
        let equal = [Tally::share(90.0, 100.0); 6];
        assert_eq!(fit(Kind::Share, &equal, &BOUNDS).unwrap().strength, 200.0);
        let perfect = [Tally::share(100.0, 100.0); 6];
        assert_eq!(fit(Kind::Share, &perfect, &BOUNDS).unwrap(), Prior { mean: 1.0, strength: 200.0, deviation: None });
        assert_eq!(fit(Kind::Share, &equal[..1], &BOUNDS).unwrap().strength, 5.0);
        assert_eq!(fit(Kind::Share, &[Tally::default()], &BOUNDS), None);
        assert_eq!(fit(Kind::Duty, &equal, &BOUNDS), None);
    }

    /// The fit finds the strength that made the data.
    #[test]
    fn the_fit_recovers_the_truth() {
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        let truth = Beta::new(0.85 * 30.0, 0.15 * 30.0).unwrap();
        let peers: Vec<Tally> = (0..4000)
            .map(|_| {
                let (share, records) = (truth.sample(&mut rng), rng.random_range(5..120));
                Tally::share((0..records).filter(|_| rng.random::<f64>() < share).count() as f64, f64::from(records))
            })
            .collect();
        let prior = fit(Kind::Share, &peers, &BOUNDS).unwrap();
        assert!((prior.mean - 0.85).abs() < 0.01, "{prior:?}");
        assert!((prior.strength - 30.0).abs() < 4.0, "{prior:?}");

        // Means: deviation 0.8 within units, 0.2 between: strength 16.
        let between = Normal::new(4.0, 0.2).unwrap();
        let peers: Vec<Tally> = (0..4000)
            .map(|_| {
                let (centre, records) = (between.sample(&mut rng), rng.random_range(5..120));
                let normal = Normal::new(centre, 0.8).unwrap();
                let values: Vec<f64> = (0..records).map(|_| normal.sample(&mut rng)).collect();
                Tally {
                    numerator: values.iter().sum(),
                    squares: values.iter().map(|v| v * v).sum(),
                    ..Tally::share(0.0, f64::from(records))
                }
            })
            .collect();
        let prior = fit(Kind::Mean, &peers, &BOUNDS).unwrap();
        assert!((prior.mean - 4.0).abs() < 0.02, "{prior:?}");
        assert!((prior.deviation.unwrap() - 0.8).abs() < 0.01, "{prior:?}");
        assert!((prior.strength - 16.0).abs() < 2.5, "{prior:?}");
    }

    /// The posterior mean of the Beta-Binomial, by brute integration over a fine grid of shares.
    #[test]
    fn the_adjusted_share_is_the_posterior_mean() {
        for (k, n, mean, strength) in [(3.0, 3.0, 0.9, 12.0), (0.0, 7.0, 0.95, 5.0), (41.0, 60.0, 0.7, 80.0)] {
            let (a, b) = (mean * strength, (1.0 - mean) * strength);
            let (mut mass, mut moment) = (0.0, 0.0);
            let steps = 2_000_000;
            for i in 0..steps {
                let x = (f64::from(i) + 0.5) / f64::from(steps);
                let density = ((k + a - 1.0) * x.ln() + (n - k + b - 1.0) * (1.0 - x).ln()).exp();
                mass += density;
                moment += x * density;
            }
            let ours = adjusted(&Tally::share(k, n), &Prior { mean, strength, deviation: None });
            assert!((ours - moment / mass).abs() < 2e-4, "{ours} {}", moment / mass);
        }
    }

    proptest! {
        #[test]
        fn the_adjusted_value_lies_between_the_units_and_the_peers(
            n in 1u32..500, part in 0.0f64..=1.0, mean in 0.0f64..=1.0, strength in 5.0f64..=200.0,
        ) {
            let k = (f64::from(n) * part).floor();
            let tally = Tally::share(k, f64::from(n));
            let own = k / f64::from(n);
            let value = adjusted(&tally, &Prior { mean, strength, deviation: None });
            prop_assert!(value >= own.min(mean) - 1e-12 && value <= own.max(mean) + 1e-12);
        }
    }
}
