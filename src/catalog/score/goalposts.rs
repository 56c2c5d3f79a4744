//! Points: 0 at the floor, 100 at the target, straight between them and no further.

use super::model::{Indicator, Kind};

/// The points of a value: a share of 1 for shares and duties, the value itself for means.
pub fn points(indicator: &Indicator, value: f64) -> f64 {
    let scaled = if indicator.kind == Kind::Mean { value } else { value * 100.0 };
    (100.0 * (scaled - indicator.floor) / (indicator.target - indicator.floor)).clamp(0.0, 100.0)
}

#[cfg(test)]
mod tests {
    use super::super::model::Direction;
    use super::super::model::tests::builtin;
    use super::*;

    #[test]
    fn points_run_straight_between_the_posts_and_stop_there() {
        let model = builtin();
        let share = model.indicator("registered_in_subsystem").unwrap();
        for (value, expected) in [(0.5, 0.0), (0.80, 0.0), (0.89, 50.0), (0.98, 100.0), (1.0, 100.0)] {
            assert!((points(share, value) - expected).abs() < 1e-9, "{value}");
        }
        let mean = model.indicator("mean_rating").unwrap();
        for (value, expected) in [(1.0, 0.0), (3.0, 0.0), (3.85, 50.0), (4.7, 100.0), (5.0, 100.0)] {
            assert!((points(mean, value) - expected).abs() < 1e-9, "{value}");
        }
        let falling = Indicator { floor: 20.0, target: 5.0, direction: Direction::Down, ..share.clone() };
        for (value, expected) in [(0.3, 0.0), (0.2, 0.0), (0.125, 50.0), (0.05, 100.0), (0.0, 100.0)] {
            assert!((points(&falling, value) - expected).abs() < 1e-9, "{value}");
        }
    }
}
