//! Small numbers said with their uncertainty: a share's interval, a sign test, a difference in differences.
//!
//! Logarithms come from `libm`, whose last bit is the same on every machine.

use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A value with an interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// A share with its equal-tailed Jeffreys interval (L. D. Brown, T. T. Cai, A. DasGupta, Statistical Science 16, 2001).
///
/// `effect` says how many records of one cluster tell as much as one independent record (1: all are independent); the
/// counts are divided by it. `coverage` is 0.9 for an interval of 90 %.
pub fn share(part: u64, whole: u64, effect: f64, coverage: f64) -> Option<Estimate> {
    if whole == 0 || part > whole {
        return None;
    }
    let effect = effect.max(1.0);
    let (hits, misses) = (part as f64 / effect, (whole - part) as f64 / effect);
    let tail = (1.0 - coverage) / 2.0;
    let quantile = |p| beta_quantile(hits + 0.5, misses + 0.5, p);
    let value = part as f64 / whole as f64;
    Some(Estimate {
        value,
        low: if part == 0 { 0.0 } else { quantile(tail).min(value) },
        high: if part == whole { 1.0 } else { quantile(1.0 - tail).max(value) },
    })
}

/// The two-sided exact sign test: how likely a split at least as uneven is where both sides are equally likely.
pub fn sign_test(part: u64, whole: u64) -> Option<f64> {
    if whole == 0 || part > whole {
        return None;
    }
    let extreme = part.min(whole - part);
    let ln_half = -(whole as f64) * std::f64::consts::LN_2;
    let below: f64 = (0..=extreme).map(|k| libm::exp(ln_choose(whole, k) + ln_half)).sum();
    Some((2.0 * below).min(1.0))
}

/// The change of the treated beyond that of the others, with a 95 % percentile interval of a seeded bootstrap that draws
/// units of each side with replacement (B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13).
pub fn difference_in_differences(treated: &[f64], others: &[f64], seed: &str) -> Option<Estimate> {
    const DRAWS: usize = 2_000;
    if treated.is_empty() || others.is_empty() {
        return None;
    }
    let value = mean(treated) - mean(others);
    let mut random = ChaCha8Rng::from_seed(Sha256::digest(seed.as_bytes()).into());
    let mut drawn: Vec<f64> =
        (0..DRAWS).map(|_| resampled_mean(treated, &mut random) - resampled_mean(others, &mut random)).collect();
    drawn.sort_by(f64::total_cmp);
    // The 50th from either end of 2,000.
    let cut = DRAWS / 40;
    Some(Estimate { value, low: drawn[cut - 1], high: drawn[DRAWS - cut] })
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn resampled_mean(values: &[f64], random: &mut impl RngCore) -> f64 {
    let total: f64 = values.iter().map(|_| values[(random.next_u64() % values.len() as u64) as usize]).sum();
    total / values.len() as f64
}

fn ln_choose(n: u64, k: u64) -> f64 {
    let ln_factorial = |n: u64| libm::lgamma(n as f64 + 1.0);
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

/// The p-quantile of Beta(a, b) by bisection, to 1e-12.
fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    while high - low > 1e-12 {
        let middle = 0.5 * (low + high);
        if beta_cdf(a, b, middle) < p { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// The regularized incomplete beta function Iₓ(a, b) by its continued fraction (NIST DLMF 8.17.22), modified Lentz.
fn beta_cdf(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    // The fraction converges quickly below the mean; above it the symmetry is used.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta_cdf(b, a, 1.0 - x);
    }
    let ln_front = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log(1.0 - x);
    const TINY: f64 = 1e-300;
    let at_least = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / at_least(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for m in 1..1_000 {
        let m = f64::from(m);
        for numerator in [
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0)),
        ] {
            d = 1.0 / at_least(1.0 + numerator * d);
            c = at_least(1.0 + numerator / c);
            fraction *= c * d;
        }
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
    }
    libm::exp(ln_front) * fraction / a
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_beta_distribution_is_that_of_the_tables() {
        // Beta(1, 1) is uniform, Beta(2, 1) has x², Beta(1/2, 1/2) is the arcsine law.
        for x in [0.1, 0.25, 0.5, 0.9] {
            assert!((beta_cdf(1.0, 1.0, x) - x).abs() < 1e-12);
            assert!((beta_cdf(2.0, 1.0, x) - x * x).abs() < 1e-12);
            let arcsine = 2.0 / std::f64::consts::PI * f64::asin(f64::sqrt(x));
            assert!((beta_cdf(0.5, 0.5, x) - arcsine).abs() < 1e-12);
        }
        // Iₓ(a, b) for whole numbers is a binomial tail: P(X ≥ 3), X ~ Bin(10, 0.3).
        let tail: f64 =
            (3..=10u64).map(|k| libm::exp(ln_choose(10, k)) * 0.3f64.powi(k as i32) * 0.7f64.powi(10 - k as i32)).sum();
        assert!((beta_cdf(3.0, 8.0, 0.3) - tail).abs() < 1e-12);
    }

    #[test]
    fn the_interval_of_a_share_is_jeffreys() {
        // Brown, Cai and DasGupta's formula at x = 5, n = 20, 95 %: the quantiles of Beta(5.5, 15.5).
        let of = share(5, 20, 1.0, 0.95).unwrap();
        assert!((beta_cdf(5.5, 15.5, of.low) - 0.025).abs() < 1e-9);
        assert!((beta_cdf(5.5, 15.5, of.high) - 0.975).abs() < 1e-9);
        assert_eq!(share(0, 10, 1.0, 0.9).unwrap().low, 0.0);
        assert_eq!(share(10, 10, 1.0, 0.9).unwrap().high, 1.0);
        let clustered = share(50, 200, 10.0, 0.95).unwrap();
        assert!(clustered.low < share(50, 200, 1.0, 0.95).unwrap().low, "clustered records say less");
        assert_eq!(share(0, 0, 1.0, 0.9), None);
    }

    #[test]
    fn the_sign_test_counts_both_tails() {
        assert_eq!(sign_test(5, 10), Some(1.0));
        // 2 · (1 + 10) / 1024.
        assert!((sign_test(9, 10).unwrap() - 22.0 / 1024.0).abs() < 1e-12);
        assert_eq!(sign_test(9, 10), sign_test(1, 10));
        assert_eq!(sign_test(0, 0), None);
    }

    #[test]
    fn a_training_that_helps_shows_and_one_that_does_not_does_not() {
        let noise = |n: usize| (0..n).map(|i| ((i * 7919) % 11) as f64 - 5.0).collect::<Vec<_>>();
        let lifted: Vec<f64> = noise(20).iter().map(|change| change + 6.0).collect();
        let helped = difference_in_differences(&lifted, &noise(60), "T-1").unwrap();
        assert!(helped.low > 0.0 && (helped.value - 6.0).abs() < 1.0, "{helped:?}");
        let idle = difference_in_differences(&noise(20), &noise(60), "T-1").unwrap();
        assert!(idle.low < 0.0 && idle.high > 0.0, "{idle:?}");
        assert_eq!(difference_in_differences(&lifted, &noise(60), "T-1"), Some(helped), "seeded");
        assert_eq!(difference_in_differences(&[], &noise(3), "T-1"), None);
    }

    proptest! {
        #[test]
        fn intervals_hold_their_value_and_quantiles_turn_back(part in 0_u64..200, more in 0_u64..200, effect in 1.0..20.0) {
            prop_assume!(part + more > 0);
            let of = share(part, part + more, effect, 0.9).unwrap();
            prop_assert!(0.0 <= of.low && of.low <= of.value && of.value <= of.high && of.high <= 1.0);
            let (a, b) = (part as f64 + 0.5, more as f64 + 0.5);
            let x = beta_quantile(a, b, 0.3);
            prop_assert!((beta_cdf(a, b, x) - 0.3).abs() < 1e-6);
            let p = sign_test(part, part + more).unwrap();
            prop_assert!(p > 0.0 && p <= 1.0);
        }
    }
}
