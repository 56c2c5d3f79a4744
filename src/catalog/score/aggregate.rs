//! From counts to the index: states, points, the arithmetic mean inside a dimension, the geometric mean across.

use super::goalposts;
use super::model::{Indicator, Kind, Model};
use super::shrink;
use super::tally::Tally;
use crate::domain::score::{IndicatorState, IndicatorValue, NoIndex, Prior};

/// One unit's values in the order of the model, and what they add up to.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    pub indicators: Vec<IndicatorValue>,
    /// Points of each dimension; none where nothing counts.
    pub dimensions: Vec<Option<f64>>,
    pub index: Option<f64>,
    /// The share of the model's weight that counts.
    pub available: f64,
    pub reason: Option<NoIndex>,
}

/// Scores one unit. `tallies` and `priors` are in the order of the model's indicators.
pub fn assess(model: &Model, tallies: &[Tally], priors: &[Option<Prior>]) -> Assessment {
    let indicators = model
        .indicators()
        .zip(tallies.iter().zip(priors))
        .map(|((_, indicator), (tally, prior))| judge(indicator, tally, prior.as_ref()))
        .collect();
    conclude(model, indicators)
}

/// Adds judged indicators up.
pub fn conclude(model: &Model, indicators: Vec<IndicatorValue>) -> Assessment {
    let dimensions = dimension_points(model, &indicators);
    let available = available(model, &indicators);
    // A hair of tolerance: 0.6 of the weight in thirds and quarters is not exactly 0.6.
    let enough = available + 1e-9 >= model.minimum_weight;
    let index = if enough { index(&dimensions, &model.weights(), model.dimension_floor) } else { None };
    let reason = if index.is_none() { Some(why_none(model, &indicators)) } else { None };
    Assessment { indicators, dimensions, index, available, reason }
}

/// One indicator: its state, its shrunk value, its points.
pub fn judge(indicator: &Indicator, tally: &Tally, prior: Option<&Prior>) -> IndicatorValue {
    let state = if !tally.provided {
        IndicatorState::NotProvided
    } else if tally.denominator > 0.0 {
        IndicatorState::Measured
    } else if tally.eligible >= indicator.eligible_from {
        IndicatorState::Missing
    } else {
        IndicatorState::NotApplicable
    };
    let measured = state == IndicatorState::Measured;
    let prior = if measured && indicator.kind != Kind::Duty { prior.copied() } else { None };
    let value = if measured { tally.value() } else { None };
    let adjusted = value.map(|value| prior.map_or(value, |prior| shrink::adjusted(tally, &prior)));
    let points = match state {
        IndicatorState::Measured => adjusted.map(|value| goalposts::points(indicator, value)),
        IndicatorState::Missing => Some(0.0),
        IndicatorState::NotProvided | IndicatorState::NotApplicable => None,
    };
    IndicatorValue {
        value,
        points,
        numerator: tally.numerator,
        denominator: tally.denominator,
        state,
        adjusted,
        prior,
        squares: (measured && indicator.kind == Kind::Mean).then_some(tally.squares),
    }
}

/// The arithmetic mean of the indicators that count, dimension by dimension: the others' weight moves to these.
pub fn dimension_points(model: &Model, indicators: &[IndicatorValue]) -> Vec<Option<f64>> {
    let mut sums = vec![(0.0, 0u32); model.dimensions.len()];
    for ((place, _), value) in model.indicators().zip(indicators) {
        if let Some(points) = value.points {
            sums[place].0 += points;
            sums[place].1 += 1;
        }
    }
    sums.into_iter().map(|(sum, count)| (count > 0).then(|| sum / f64::from(count))).collect()
}

/// The share of the model's weight behind the indicators that count.
fn available(model: &Model, indicators: &[IndicatorValue]) -> f64 {
    weight_where(model, indicators, IndicatorState::counts)
}

fn weight_where(model: &Model, indicators: &[IndicatorValue], wanted: impl Fn(IndicatorState) -> bool) -> f64 {
    let weights = model.weights();
    let share = |place: usize| weights[place] / model.dimensions[place].indicators.len() as f64;
    let chosen = model.indicators().zip(indicators).filter(|(_, value)| wanted(value.state));
    chosen.map(|((place, _), _)| share(place)).sum()
}

/// The weighted geometric mean of the dimensions that have points; `floor` stands in for less.
pub fn index(dimensions: &[Option<f64>], weights: &[f64], floor: f64) -> Option<f64> {
    let (mut sum, mut total) = (0.0, 0.0);
    for (points, weight) in dimensions.iter().zip(weights) {
        if let Some(points) = points {
            sum += weight * libm::log(points.max(floor));
            total += weight;
        }
    }
    (total > 0.0).then(|| libm::exp(sum / total).min(100.0))
}

fn why_none(model: &Model, indicators: &[IndicatorValue]) -> NoIndex {
    let samples = model.indicators().zip(indicators).filter(|((_, indicator), _)| indicator.kind != Kind::Duty);
    if weight_where(model, indicators, |state| state == IndicatorState::NotProvided) > 1.0 - model.minimum_weight {
        NoIndex::NotProvided
    } else if samples.into_iter().all(|(_, value)| !value.state.counts()) {
        NoIndex::NoRecords
    } else {
        NoIndex::TooLittleWeight
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::super::model::tests::builtin;
    use super::*;

    /// A unit with 17 indicators, by hand. Priors absent: raw shares.
    pub(crate) fn worked_example() -> Vec<Tally> {
        vec![
            Tally::share(94.0, 100.0),                             // 94 % → 77.777…
            Tally::share(89.0, 100.0),                             // 89 % → 50
            Tally::share(99.0, 100.0),                             // 100
            Tally::share(8.0, 10.0),                               // 80 % → 57.142857…
            Tally::share(1.0, 2.0),                                // 50 % → 0
            Tally::share(95.0, 100.0),                             // 100
            Tally::share(60.0, 80.0),                              // 75 % → 42.857142…
            Tally::share(21.0, 25.0),                              // 84 % → 50
            Tally::share(30.0, 30.0),                              // 100
            Tally::share(45.0, 50.0),                              // 90 % → 50
            Tally::share(184.0, 200.0),                            // 92 % → 75
            Tally::share(60.0, 100.0),                             // 60 % → 50
            Tally { squares: 890.0, ..Tally::share(193.0, 50.0) }, // 3.86 → 50.588…
            Tally::share(1.0, 1.0),                                // 100
            Tally::share(3.0, 4.0),                                // 75 % → 50
            Tally { eligible: 0.0, ..Tally::share(0.0, 0.0) },     // no findings were due
            Tally::share(19.0, 20.0),                              // 95 % → 75
        ]
    }

    #[test]
    fn the_worked_example_comes_out_as_by_hand() {
        let model = builtin();
        let result = assess(&model, &worked_example(), &vec![None; 17]);
        let expected = [
            (77.777_777_8 + 50.0 + 100.0) / 3.0,
            (57.142_857_1 + 0.0 + 100.0) / 3.0,
            (42.857_142_9 + 50.0 + 100.0 + 50.0) / 4.0,
            (75.0 + 50.0 + 50.588_235_3) / 3.0,
            (100.0 + 50.0 + 75.0) / 3.0, // the findings' weight moves to the other three
        ];
        for (ours, by_hand) in result.dimensions.iter().zip(expected) {
            assert!((ours.unwrap() - by_hand).abs() < 1e-6, "{ours:?} {by_hand}");
        }
        // 75.926^0.2 · 52.381^0.2 · 60.714^0.3 · 58.529^0.2 · 75^0.1, written as a product of powers.
        let by_hand: f64 = expected.iter().zip([0.2, 0.2, 0.3, 0.2, 0.1]).map(|(s, w)| f64::powf(*s, w)).product();
        assert!((result.index.unwrap() - by_hand).abs() < 1e-6);
        assert!((result.index.unwrap() - 62.500_13).abs() < 1e-5, "{:?}", result.index);
        assert!((result.available - 0.975).abs() < 1e-9);
    }

    #[test]
    fn what_is_missing_moves_its_weight_counts_as_nothing_or_ends_the_index() {
        let model = builtin();
        let mut tallies = worked_example();
        let none = vec![None; 17];
        // Not provided: the dimension is the mean of the other two.
        tallies[0].provided = false;
        let result = assess(&model, &tallies, &none);
        assert_eq!(result.indicators[0].state, IndicatorState::NotProvided);
        assert_eq!((result.indicators[0].value, result.indicators[0].points), (None, None));
        assert!((result.dimensions[0].unwrap() - 75.0).abs() < 1e-9);
        // Offered, not delivered: 0 points, and the weight stays.
        tallies[5] = Tally { eligible: 40.0, ..Tally::share(0.0, 0.0) };
        let result = assess(&model, &tallies, &none);
        assert_eq!((result.indicators[5].state, result.indicators[5].points), (IndicatorState::Missing, Some(0.0)));
        assert!((result.dimensions[1].unwrap() - 57.142_857_142_9 / 3.0).abs() < 1e-6);
        // A whole dimension without anything: the others carry the index.
        for tally in &mut tallies[0..3] {
            tally.provided = false;
        }
        let result = assess(&model, &tallies, &none);
        assert_eq!(result.dimensions[0], None);
        assert!(result.index.is_some());
        // Less than 60 % left: none, never 0.
        for tally in &mut tallies[6..9] {
            tally.provided = false;
        }
        let result = assess(&model, &tallies, &none);
        assert!(result.available < 0.6);
        assert_eq!((result.index, result.reason), (None, Some(NoIndex::NotProvided)));
    }

    #[test]
    fn exactly_the_least_weight_is_enough() {
        let model = builtin();
        let mut tallies = worked_example();
        tallies[15] = Tally::share(1.0, 1.0);
        // Without the dimensions of 20 and 20: 60 % is left.
        for place in [0, 1, 2, 3, 4, 5] {
            tallies[place].provided = false;
        }
        let result = assess(&model, &tallies, &vec![None; 17]);
        assert!((result.available - 0.6).abs() < 1e-12);
        assert!(result.index.is_some());
    }

    #[test]
    fn a_unit_without_records_has_no_index() {
        let model = builtin();
        let mut tallies = vec![Tally { provided: true, ..Tally::default() }; 17];
        tallies[13] = Tally::share(1.0, 1.0);
        let result = assess(&model, &tallies, &vec![None; 17]);
        assert_eq!((result.index, result.reason), (None, Some(NoIndex::NoRecords)));
    }

    /// Any state of a unit: counts, or nothing to count, or not offered.
    pub(crate) fn any_tally() -> impl Strategy<Value = Tally> {
        prop_oneof![
            6 => (1u32..400, 0.0f64..=1.0).prop_map(|(n, part)| Tally::share((f64::from(n) * part).floor(), f64::from(n))),
            1 => Just(Tally { provided: true, ..Tally::default() }),
            1 => Just(Tally { provided: true, eligible: 50.0, ..Tally::default() }),
            1 => Just(Tally::default()),
        ]
    }

    /// Tallies of every indicator, ratings on their own scale, and priors for some.
    pub(crate) fn any_unit() -> impl Strategy<Value = (Vec<Tally>, Vec<Option<Prior>>)> {
        let tallies = prop::collection::vec(any_tally(), 17).prop_map(|mut tallies| {
            let rating = &mut tallies[12];
            rating.numerator = rating.denominator + 4.0 * rating.numerator;
            rating.squares = if rating.denominator > 0.0 {
                1.2 * rating.numerator * rating.numerator / rating.denominator
            } else {
                0.0
            };
            tallies
        });
        let prior = prop::option::of((0.01f64..0.99, 5.0f64..200.0).prop_map(|(mean, strength)| Prior {
            mean,
            strength,
            deviation: None,
        }));
        let priors = prop::collection::vec(prior, 17).prop_map(|mut priors| {
            priors[12] = priors[12].map(|p| Prior { mean: 1.0 + 4.0 * p.mean, deviation: Some(0.9), ..p });
            priors
        });
        (tallies, priors)
    }

    proptest! {
        #[test]
        fn a_better_numerator_never_lowers_the_index((tallies, priors) in any_unit(), place in 0usize..17, more in 1.0f64..50.0) {
            let model = builtin();
            let before = assess(&model, &tallies, &priors);
            let mut better = tallies.clone();
            let most = if place == 12 { 5.0 } else { 1.0 };
            better[place].numerator = (better[place].numerator + more).min(most * better[place].denominator);
            let after = assess(&model, &better, &priors);
            prop_assert_eq!(before.index.is_some(), after.index.is_some());
            if let (Some(before), Some(after)) = (before.index, after.index) {
                prop_assert!(after >= before - 1e-9, "{} {}", before, after);
            }
        }

        #[test]
        fn no_index_is_never_zero_and_an_index_lies_between_its_dimensions((tallies, priors) in any_unit()) {
            let model = builtin();
            let result = assess(&model, &tallies, &priors);
            prop_assert_eq!(result.index.is_none(), result.reason.is_some());
            prop_assert_eq!(result.index.is_some(), result.available + 1e-9 >= model.minimum_weight);
            if let Some(index) = result.index {
                let points = || result.dimensions.iter().flatten().map(|p| p.max(model.dimension_floor));
                prop_assert!(index >= points().fold(100.0, f64::min) - 1e-9);
                prop_assert!(index <= points().fold(0.0, f64::max) + 1e-9);
            }
            for value in &result.indicators {
                prop_assert_eq!(value.points.is_some(), value.state.counts());
                prop_assert_eq!(value.value.is_some(), value.state == IndicatorState::Measured);
            }
        }
    }
}
