//! What is outside the noise: whether a share or a mean moved by more than chance moves it.
//!
//! Two-proportion test with pooled variance, two-sided at 95 %. Fewer than five records on a side say nothing.

/// How a measured value moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    Up,
    Down,
    /// The change is not statistically significant.
    Within,
}

/// Two-sided 95 %.
const Z: f64 = 1.959_964;
/// Fewer records than this on either side are too few to tell.
const FEWEST: f64 = 5.0;

/// A share as counted: part of whole.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Share {
    pub part: f64,
    pub whole: f64,
}

impl Share {
    pub fn new(part: i64, whole: i64) -> Self {
        Share { part: part as f64, whole: whole as f64 }
    }

    /// The share in per cent; none of an empty population.
    pub fn percent(self) -> Option<f64> {
        (self.whole > 0.0).then(|| 100.0 * self.part / self.whole)
    }

    /// Says whether the share lies below a target, in per cent, by more than chance explains.
    pub fn is_below(self, target: f64) -> bool {
        let target = target / 100.0;
        let noise = Z * (target * (1.0 - target) / self.whole).sqrt();
        self.whole >= FEWEST && self.part / self.whole + noise < target
    }

    /// How this share moved against an earlier one.
    pub fn against(self, before: Share) -> Shift {
        if self.whole < FEWEST || before.whole < FEWEST {
            return Shift::Within;
        }
        let pooled = (self.part + before.part) / (self.whole + before.whole);
        let variance = pooled * (1.0 - pooled) * (1.0 / self.whole + 1.0 / before.whole);
        shift(self.part / self.whole - before.part / before.whole, variance)
    }
}

/// How a mean moved, from the sums and sums of squares of both samples.
pub fn mean_shift(now: (f64, f64, f64), before: (f64, f64, f64)) -> Shift {
    let (sum, squares, n) = now;
    let (sum_before, squares_before, n_before) = before;
    if n < FEWEST || n_before < FEWEST {
        return Shift::Within;
    }
    let variance_of = |sum: f64, squares: f64, n: f64| ((squares - sum * sum / n) / (n - 1.0)).max(0.0) / n;
    let variance = variance_of(sum, squares, n) + variance_of(sum_before, squares_before, n_before);
    shift(sum / n - sum_before / n_before, variance)
}

fn shift(difference: f64, variance: f64) -> Shift {
    if variance <= 0.0 || difference.abs() <= Z * variance.sqrt() {
        Shift::Within
    } else if difference > 0.0 {
        Shift::Up
    } else {
        Shift::Down
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_moves_only_outside_the_noise() {
        let before = Share::new(912, 1000);
        assert_eq!(Share::new(684, 1000).against(before), Shift::Down);
        assert_eq!(Share::new(960, 1000).against(before), Shift::Up);
        assert_eq!(Share::new(900, 1000).against(before), Shift::Within);
        assert_eq!(Share::new(0, 3).against(before), Shift::Within, "three records say nothing");
        assert_eq!(Share::new(10, 10).against(Share::new(10, 10)), Shift::Within, "no variance");
        assert_eq!(Share::default().percent(), None);
        assert_eq!(Share::new(1, 4).percent(), Some(25.0));
        assert!(Share::new(80, 100).is_below(98.0) && !Share::new(19, 20).is_below(98.0));
    }

    #[test]
    fn a_mean_moves_only_outside_the_noise() {
        let n = 400.0;
        let sample = |mean: f64| (mean * n, n * (mean * mean + 1.0), n);
        assert_eq!(mean_shift(sample(4.0), sample(4.5)), Shift::Down);
        assert_eq!(mean_shift(sample(4.45), sample(4.5)), Shift::Within);
    }
}
