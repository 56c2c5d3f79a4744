//! Seeded chance: one independent stream for every named purpose, so that one unit or month never reshuffles another.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

/// A stream of random numbers that depends on the seed and its name only.
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    pub fn stream(seed: u64, name: &[&str]) -> Chance {
        let mut hasher = Sha256::new();
        hasher.update(seed.to_be_bytes());
        for part in name {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        Chance(ChaCha8Rng::from_seed(hasher.finalize().into()))
    }

    /// A number in [0, 1).
    pub fn fraction(&mut self) -> f64 {
        self.0.random()
    }

    pub fn happens(&mut self, probability: f64) -> bool {
        self.fraction() < probability
    }

    /// A whole number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        if high <= low { low } else { self.0.random_range(low..=high) }
    }

    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let last = u32::try_from(items.len()).ok()?.checked_sub(1)?;
        items.get(self.between(0, last) as usize)
    }

    /// The index drawn by running sums of weights.
    pub fn weighted(&mut self, sums: &[f32]) -> usize {
        let total = sums.last().copied().unwrap_or(0.0);
        let at = self.0.random::<f32>() * total;
        sums.partition_point(|sum| *sum <= at).min(sums.len().saturating_sub(1))
    }

    pub fn normal(&mut self) -> f64 {
        // Box–Muller; the first number is kept off zero.
        let radius = (-2.0 * (1.0 - self.fraction()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.fraction()).cos()
    }

    /// A positive number whose half lies below `median`; `sigma` is the spread of its logarithm.
    pub fn log_normal(&mut self, median: f64, sigma: f64) -> f64 {
        median * (sigma * self.normal()).exp()
    }

    pub fn poisson(&mut self, mean: f64) -> u32 {
        if mean <= 0.0 {
            return 0;
        }
        if mean > 60.0 {
            return (mean + mean.sqrt() * self.normal()).round().max(0.0) as u32;
        }
        let (limit, mut product, mut count) = ((-mean).exp(), 1.0, 0);
        loop {
            product *= self.fraction();
            if product <= limit {
                return count;
            }
            count += 1;
        }
    }
}

/// Running sums of weights, for [`Chance::weighted`].
pub(super) fn running_sums(weights: impl IntoIterator<Item = f64>) -> Vec<f32> {
    weights
        .into_iter()
        .scan(0.0, |sum, weight| {
            *sum += weight;
            Some(*sum as f32)
        })
        .collect()
}
