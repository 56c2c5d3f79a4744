//! Seeded draws from the Beta and the normal distribution, the same to the last bit on every machine.
//!
//! The logarithms come from `libm`, not from the system's library, whose last bit differs between machines. Beta is R. C. H.
//! Cheng's rejection (CACM 21, 1978): BB when both parameters are above 1, BC otherwise. The normal is Marsaglia's polar
//! method.

use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

/// A stream of its own for every name, so that one more unit never moves another's draws.
pub fn stream(seed: u64, name: &str) -> ChaCha8Rng {
    let digest = Sha256::new().chain_update(seed.to_le_bytes()).chain_update(name.as_bytes()).finalize();
    ChaCha8Rng::from_seed(digest.into())
}

/// A number in the open interval (0, 1).
pub fn uniform(rng: &mut impl RngCore) -> f64 {
    ((rng.next_u64() >> 12) as f64 + 0.5) / (1u64 << 52) as f64
}

/// A Beta distribution that can be drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Beta {
    /// The smaller parameter first for BB, the greater first for BC; `swapped` says that the draw is of 1 − x.
    a: f64,
    b: f64,
    beta: f64,
    swapped: bool,
    shape: Shape,
}

#[derive(Debug, Clone, Copy)]
enum Shape {
    Bb { gamma: f64 },
    Bc { k1: f64, k2: f64 },
}

const LN_4: f64 = 1.386_294_361_119_890_6;
/// 1 + ln 5.
const ONE_AND_LN_5: f64 = 2.609_437_912_434_100_3;

impl Beta {
    /// Both parameters must be above 0.
    pub fn new(alpha: f64, beta: f64) -> Beta {
        let (least, most) = (alpha.min(beta), alpha.max(beta));
        if least > 1.0 {
            let (a, b) = (least, most);
            let lambda = ((a + b - 2.0) / (2.0 * a * b - (a + b))).sqrt();
            Beta { a, b, beta: lambda, swapped: alpha > beta, shape: Shape::Bb { gamma: a + 1.0 / lambda } }
        } else {
            let (a, b) = (most, least);
            let inverse = 1.0 / b;
            let delta = 1.0 + a - b;
            let k1 = delta * (1.0 / 72.0 + b / 24.0) / (a * inverse - 7.0 / 9.0);
            let k2 = 0.25 + (0.5 + 0.25 / delta) * b;
            Beta { a, b, beta: inverse, swapped: beta >= alpha, shape: Shape::Bc { k1, k2 } }
        }
    }

    pub fn draw(&self, rng: &mut impl RngCore) -> f64 {
        let w = match self.shape {
            Shape::Bb { gamma } => self.draw_bb(gamma, rng),
            Shape::Bc { k1, k2 } => self.draw_bc(k1, k2, rng),
        };
        let x = if w.is_infinite() { 1.0 } else { w / (self.b + w) };
        if self.swapped { 1.0 - x } else { x }
    }

    fn draw_bb(&self, gamma: f64, rng: &mut impl RngCore) -> f64 {
        loop {
            let (u1, u2) = (uniform(rng), uniform(rng));
            let v = self.beta * libm::log(u1 / (1.0 - u1));
            let w = self.a * libm::exp(v);
            let z = u1 * u1 * u2;
            let r = gamma * v - LN_4;
            let s = self.a + r - w;
            if s + ONE_AND_LN_5 >= 5.0 * z {
                return w;
            }
            let t = libm::log(z);
            if s >= t || r + (self.a + self.b) * libm::log((self.a + self.b) / (self.b + w)) >= t {
                return w;
            }
        }
    }

    fn draw_bc(&self, k1: f64, k2: f64, rng: &mut impl RngCore) -> f64 {
        loop {
            let (u1, u2) = (uniform(rng), uniform(rng));
            let z = if u1 < 0.5 {
                let y = u1 * u2;
                let z = u1 * y;
                if 0.25 * u2 + z - y >= k1 {
                    continue;
                }
                z
            } else {
                let z = u1 * u1 * u2;
                if z <= 0.25 {
                    let v = self.beta * libm::log(u1 / (1.0 - u1));
                    return self.a * libm::exp(v);
                }
                if z >= k2 {
                    continue;
                }
                z
            };
            let v = self.beta * libm::log(u1 / (1.0 - u1));
            let w = self.a * libm::exp(v);
            let sum = self.a + self.b;
            let limit = sum * (libm::log(sum / (self.b + w)) + v) - LN_4;
            if limit >= libm::log(z) {
                return w;
            }
        }
    }
}

/// A draw from the standard normal distribution.
pub fn normal(rng: &mut impl RngCore) -> f64 {
    loop {
        let (x, y) = (2.0 * uniform(rng) - 1.0, 2.0 * uniform(rng) - 1.0);
        let s = x * x + y * y;
        if s > 0.0 && s < 1.0 {
            return x * (-2.0 * libm::log(s) / s).sqrt();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(draws: impl Iterator<Item = f64>) -> (f64, f64) {
        let (mut n, mut sum, mut squares) = (0.0, 0.0, 0.0);
        for x in draws {
            (n, sum, squares) = (n + 1.0, sum + x, squares + x * x);
        }
        (sum / n, squares / n - (sum / n) * (sum / n))
    }

    #[test]
    fn beta_draws_have_the_moments_and_the_quantiles_of_theory() {
        for (a, b) in
            [(2.0, 5.0), (300.5, 4.2), (1.5, 1.5), (0.4, 9.0), (60.0, 0.3), (0.5, 0.5), (1.0, 1.0), (1.0, 30.0)]
        {
            let (beta, mut rng) = (Beta::new(a, b), stream(1, "beta"));
            let n = 200_000;
            let draws: Vec<f64> = (0..n).map(|_| beta.draw(&mut rng)).collect();
            assert!(draws.iter().all(|x| (0.0..=1.0).contains(x)));
            let (mean, variance) = moments(draws.iter().copied());
            let (m, v) = (a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1.0)));
            assert!((mean - m).abs() < 5.0 * (v / f64::from(n)).sqrt(), "Beta({a}, {b}): mean {mean} {m}");
            assert!((variance / v - 1.0).abs() < 0.03, "Beta({a}, {b}): variance {variance} {v}");
            // Against an independent sampler: the greatest distance of the two empirical distributions.
            let theirs = rand_distr::Beta::new(a, b).unwrap();
            let mut other = ChaCha8Rng::seed_from_u64(99);
            let mut theirs: Vec<f64> = (0..n).map(|_| rand_distr::Distribution::sample(&theirs, &mut other)).collect();
            let mut ours = draws;
            ours.sort_by(f64::total_cmp);
            theirs.sort_by(f64::total_cmp);
            let distance = (0..100)
                .map(|i| {
                    let x = theirs[i * (n as usize) / 100];
                    (ours.partition_point(|y| *y < x) as f64 - theirs.partition_point(|y| *y < x) as f64).abs()
                        / f64::from(n)
                })
                .fold(0.0, f64::max);
            assert!(distance < 0.007, "Beta({a}, {b}): {distance}");
        }
    }

    #[test]
    fn normal_draws_have_the_moments_of_theory() {
        let mut rng = stream(1, "normal");
        let (mean, variance) = moments((0..400_000).map(|_| normal(&mut rng)));
        assert!(mean.abs() < 0.008 && (variance - 1.0).abs() < 0.01, "{mean} {variance}");
    }

    #[test]
    fn a_stream_is_its_names_own() {
        let first: Vec<u64> = {
            let mut rng = stream(1, "DSMF-QAX");
            (0..4).map(|_| rng.next_u64()).collect()
        };
        let again: Vec<u64> = {
            let mut rng = stream(1, "DSMF-QAX");
            (0..4).map(|_| rng.next_u64()).collect()
        };
        assert_eq!(first, again);
        for (seed, name) in [(2, "DSMF-QAX"), (1, "DSMF-QUBA")] {
            assert_ne!(first[0], stream(seed, name).next_u64());
        }
    }
}
