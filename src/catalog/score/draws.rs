//! Seeded Monte Carlo: what the index could have been, given how few records stand behind it and how debatable the weights are.
//!
//! Every share and mean is drawn from its posterior, every dimension's weight within its spread. The weights are drawn once
//! for all units and both periods, so that a comparison of two indices shares them; the posteriors have a stream for every
//! (unit, period, indicator), so that one more unit never moves another's interval.

use super::goalposts;
use super::model::{Indicator, Kind, Model};
use super::sample::{self, Beta};
use crate::domain::score::{IndicatorState, IndicatorValue, Prior};

/// The drawn weights of the dimensions, draw after draw.
pub struct WeightDraws {
    dimensions: usize,
    weights: Vec<f64>,
}

impl WeightDraws {
    pub fn new(model: &Model) -> WeightDraws {
        let settings = &model.uncertainty;
        let mut rng = sample::stream(settings.seed, "weights");
        let base = model.weights();
        let mut weights = Vec::with_capacity(base.len() * settings.draws as usize);
        for _ in 0..settings.draws {
            for weight in &base {
                let stretch = 2.0 * sample::uniform(&mut rng) - 1.0;
                weights.push(weight * (1.0 + settings.weight_spread * stretch));
            }
        }
        WeightDraws { dimensions: base.len(), weights }
    }

    fn each(&self) -> impl Iterator<Item = &[f64]> {
        self.weights.chunks_exact(self.dimensions)
    }

    pub fn len(&self) -> usize {
        self.weights.len() / self.dimensions
    }
}

/// The drawn indices of one unit and period; none when nothing counts. `name` names the stream.
pub fn index_draws(model: &Model, weights: &WeightDraws, name: &str, values: &[&IndicatorValue]) -> Option<Vec<f64>> {
    let mut dimensions: Vec<Option<DimensionDraws>> = (0..model.dimensions.len()).map(|_| None).collect();
    for ((place, indicator), value) in model.indicators().zip(values) {
        if value.state.counts() {
            let draws = dimensions[place].get_or_insert_with(|| DimensionDraws::new(weights.len()));
            draws.add(
                indicator,
                value,
                || sample::stream(model.uncertainty.seed, &format!("{name}|{}", indicator.id)),
                model,
            );
        }
    }
    if dimensions.iter().all(Option::is_none) {
        return None;
    }
    let present: Vec<(usize, Vec<f64>)> = dimensions
        .into_iter()
        .enumerate()
        .filter_map(|(place, draws)| draws.map(|draws| (place, draws.logs(model.dimension_floor))))
        .collect();
    let index = |(draw, weights): (usize, &[f64])| {
        let (sum, total) = present.iter().fold((0.0, 0.0), |(sum, total), (place, logs)| {
            (sum + weights[*place] * logs[draw], total + weights[*place])
        });
        libm::exp(sum / total).min(100.0)
    };
    Some(weights.each().enumerate().map(index).collect())
}

/// The sum of the drawn points of a dimension's indicators.
struct DimensionDraws {
    points: Vec<f64>,
    fixed: f64,
    indicators: f64,
}

impl DimensionDraws {
    fn new(draws: usize) -> DimensionDraws {
        DimensionDraws { points: vec![0.0; draws], fixed: 0.0, indicators: 0.0 }
    }

    fn add<R: rand::RngCore>(
        &mut self,
        indicator: &Indicator,
        value: &IndicatorValue,
        stream: impl FnOnce() -> R,
        model: &Model,
    ) {
        self.indicators += 1.0;
        match posterior(indicator, value, model) {
            Posterior::Fixed(points) => self.fixed += points,
            Posterior::Share(beta) => {
                let mut rng = stream();
                self.points.iter_mut().for_each(|sum| *sum += goalposts::points(indicator, beta.draw(&mut rng)));
            }
            Posterior::Mean { centre, deviation } => {
                let mut rng = stream();
                let mut draw = || centre + deviation * sample::normal(&mut rng);
                self.points.iter_mut().for_each(|sum| *sum += goalposts::points(indicator, draw()));
            }
        }
    }

    fn logs(self, floor: f64) -> Vec<f64> {
        let (fixed, indicators) = (self.fixed, self.indicators);
        self.points.into_iter().map(|sum| libm::log(((sum + fixed) / indicators).max(floor))).collect()
    }
}

/// What is known of one indicator's true value.
enum Posterior {
    Fixed(f64),
    Share(Beta),
    Mean { centre: f64, deviation: f64 },
}

fn posterior(indicator: &Indicator, value: &IndicatorValue, model: &Model) -> Posterior {
    let points = value.points.unwrap_or(0.0);
    let (IndicatorState::Measured, Some(adjusted)) = (value.state, value.adjusted) else {
        return Posterior::Fixed(points);
    };
    // Without peers there is no mean to be drawn to: the value stays raw, its uncertainty as with the weakest prior about it.
    let prior = value.prior.unwrap_or(Prior {
        mean: adjusted,
        strength: model.shrinkage.weakest,
        deviation: own_deviation(value),
    });
    match indicator.kind {
        Kind::Duty => Posterior::Fixed(points),
        Kind::Share => {
            let good = value.numerator + prior.strength * prior.mean;
            let bad = value.denominator - value.numerator + prior.strength * (1.0 - prior.mean);
            if good > 0.0 && bad > 0.0 { Posterior::Share(Beta::new(good, bad)) } else { Posterior::Fixed(points) }
        }
        Kind::Mean => {
            let deviation = prior.deviation.unwrap_or(0.0) / (value.denominator + prior.strength).sqrt();
            Posterior::Mean { centre: adjusted, deviation }
        }
    }
}

fn own_deviation(value: &IndicatorValue) -> Option<f64> {
    let squares = value.squares?;
    let freedom = value.denominator - 1.0;
    let within = squares - value.numerator * value.numerator / value.denominator;
    (freedom > 0.0).then(|| (within.max(0.0) / freedom).sqrt())
}

/// The value below which `part` of the sorted draws lie, interpolated between neighbours.
pub fn percentile(sorted: &[f64], part: f64) -> f64 {
    let place = part * (sorted.len() - 1) as f64;
    let (below, above) = (place.floor() as usize, place.ceil() as usize);
    sorted[below] + (sorted[above] - sorted[below]) * (place - place.floor())
}

/// Low and high of the drawn indices, widened to hold the index itself.
pub fn interval(draws: &[f64], index: f64, [low, high]: [f64; 2]) -> (f64, f64) {
    let mut sorted = draws.to_vec();
    sorted.sort_by(f64::total_cmp);
    (percentile(&sorted, low).min(index), percentile(&sorted, high).max(index))
}

/// The share of draws in which `first` is above `second`; equal draws count half.
pub fn share_above(first: &[f64], second: &[f64]) -> f64 {
    let twice: u32 = first.iter().zip(second).map(|(a, b)| u32::from(a > b) + u32::from(a >= b)).sum();
    f64::from(twice) / (2.0 * first.len() as f64)
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_distr::Distribution;

    use super::super::aggregate::{assess, tests::worked_example};
    use super::super::model::tests::builtin;
    use super::*;

    fn priors() -> Vec<Option<Prior>> {
        let model = builtin();
        let of = |kind| match kind {
            Kind::Share => Some(Prior { mean: 0.9, strength: 20.0, deviation: None }),
            Kind::Mean => Some(Prior { mean: 4.2, strength: 10.0, deviation: Some(0.9) }),
            Kind::Duty => None,
        };
        model.indicators().map(|(_, indicator)| of(indicator.kind)).collect()
    }

    /// The same simulation written down anew: another generator, other samplers, no logarithms kept, 200,000 draws.
    #[test]
    fn the_interval_agrees_with_an_independent_simulation() {
        let model = builtin();
        let tallies = worked_example();
        let priors = priors();
        let ours = assess(&model, &tallies, &priors);
        let mut precise = model.clone();
        precise.uncertainty.draws = 40_000;
        let values: Vec<&IndicatorValue> = ours.indicators.iter().collect();
        let draws = index_draws(&precise, &WeightDraws::new(&precise), "U|2026-09", &values).unwrap();
        let (low, high) = interval(&draws, ours.index.unwrap(), [0.05, 0.95]);

        let mut rng = rand::rngs::StdRng::seed_from_u64(4);
        let shape = [3, 3, 4, 3, 4];
        let mut theirs: Vec<f64> = (0..200_000)
            .map(|_| {
                let (mut place, mut product, mut weights) = (0, 1.0, 0.0);
                for (d, count) in shape.iter().enumerate() {
                    let mut points = Vec::new();
                    for _ in 0..*count {
                        let (tally, indicator) = (&tallies[place], model.indicators().nth(place).unwrap().1);
                        if tally.denominator > 0.0 {
                            let value = match priors[place] {
                                None => tally.numerator / tally.denominator * 100.0,
                                Some(p) if indicator.kind == Kind::Share => {
                                    let a = tally.numerator + p.mean * p.strength;
                                    let b = tally.denominator - tally.numerator + (1.0 - p.mean) * p.strength;
                                    rand_distr::Beta::new(a, b).unwrap().sample(&mut rng) * 100.0
                                }
                                Some(p) => {
                                    // Precision-weighted mean, from the textbook rather than from the counts.
                                    let (n, own) = (tally.denominator, tally.numerator / tally.denominator);
                                    let sigma2 = p.deviation.unwrap().powi(2);
                                    let (data, peers) = (n / sigma2, p.strength / sigma2);
                                    let centre = (own * data + p.mean * peers) / (data + peers);
                                    rand_distr::Normal::new(centre, (data + peers).powf(-0.5)).unwrap().sample(&mut rng)
                                }
                            };
                            let part = (value - indicator.floor) / (indicator.target - indicator.floor);
                            points.push(100.0 * part.clamp(0.0, 1.0));
                        }
                        place += 1;
                    }
                    let score = points.iter().sum::<f64>() / points.len() as f64;
                    let weight = [20.0, 20.0, 30.0, 20.0, 10.0][d] * rng.random_range(0.75..1.25);
                    product *= score.max(1.0).powf(weight);
                    weights += weight;
                }
                product.powf(1.0 / weights)
            })
            .collect();
        theirs.sort_by(f64::total_cmp);
        for (ours, part) in [(low, 0.05), (high, 0.95)] {
            let theirs = theirs[(part * 200_000.0) as usize];
            assert!((ours - theirs).abs() < 0.15, "{part}: {ours} {theirs}");
        }
    }

    #[test]
    fn draws_are_repeatable_and_a_unit_more_changes_nothing() {
        let model = builtin();
        let ours = assess(&model, &worked_example(), &priors());
        let values: Vec<&IndicatorValue> = ours.indicators.iter().collect();
        let draw = |name: &str| index_draws(&model, &WeightDraws::new(&model), name, &values).unwrap();
        assert_eq!(draw("A|2026-09"), draw("A|2026-09"));
        assert_ne!(draw("A|2026-09"), draw("B|2026-09"));
    }

    #[test]
    fn more_records_narrow_the_interval() {
        let model = builtin();
        let width = |times: f64| {
            let scaled: Vec<_> = worked_example()
                .into_iter()
                .map(|t| super::super::tally::Tally {
                    numerator: t.numerator * times,
                    denominator: t.denominator * times,
                    squares: t.squares * times,
                    ..t
                })
                .collect();
            let mut steady = model.clone();
            steady.uncertainty.weight_spread = 0.0;
            let ours = assess(&steady, &scaled, &priors());
            let values: Vec<&IndicatorValue> = ours.indicators.iter().collect();
            let draws = index_draws(&steady, &WeightDraws::new(&steady), "U", &values).unwrap();
            let (low, high) = interval(&draws, ours.index.unwrap(), [0.05, 0.95]);
            high - low
        };
        assert!(width(100.0) < 0.2 * width(1.0), "{} {}", width(100.0), width(1.0));
    }

    #[test]
    fn percentiles_and_shares_by_hand() {
        let sorted = [10.0, 20.0, 30.0, 40.0, 50.0];
        assert_eq!(percentile(&sorted, 0.0), 10.0);
        assert_eq!(percentile(&sorted, 0.5), 30.0);
        assert_eq!(percentile(&sorted, 0.95), 48.0);
        assert_eq!(share_above(&[1.0, 2.0, 3.0, 4.0], &[0.0, 2.0, 5.0, 0.0]), 0.625);
    }
}
