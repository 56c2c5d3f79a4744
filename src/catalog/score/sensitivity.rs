//! Sensitivity of the ranks to the model's own choices: equal weights, arithmetic aggregation.

use super::aggregate;
use super::model::Model;
use crate::domain::score::{ScoreOutcome, UnitScore};

/// One group's ranks under the model and under its alternatives.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Sensitivity {
    /// Who the units are ranked among: an agency, or the ministry for agencies.
    pub ranked_in: String,
    pub rows: Vec<SensitivityRow>,
}

/// One unit's ranks.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct SensitivityRow {
    pub unit: String,
    pub index: f64,
    pub rank: u32,
    pub equal_weights: f64,
    pub equal_weights_rank: u32,
    pub arithmetic: f64,
    pub arithmetic_rank: u32,
    /// The dimension whose weight moves the unit's rank most when it is left out; none when no rank moves.
    pub driver: Option<String>,
}

/// Ranks of every group under equal weights and under the arithmetic mean, with the dimension that drives each rank.
pub fn sensitivity(model: &Model, outcome: &ScoreOutcome) -> Vec<Sensitivity> {
    let mut groups: Vec<(String, Vec<&UnitScore>)> = Vec::new();
    for unit in outcome.units.iter().filter(|unit| unit.index.is_some()) {
        let Some(ranked_in) = &unit.ranked_in else { continue };
        match groups.iter_mut().find(|(name, _)| name == ranked_in) {
            Some((_, members)) => members.push(unit),
            None => groups.push((ranked_in.clone(), vec![unit])),
        }
    }
    groups.into_iter().map(|(ranked_in, members)| Sensitivity { rows: rows(model, &members), ranked_in }).collect()
}

fn rows(model: &Model, members: &[&UnitScore]) -> Vec<SensitivityRow> {
    let weights = model.weights();
    let equal = vec![1.0 / weights.len() as f64; weights.len()];
    let floor = model.dimension_floor;
    let points: Vec<Vec<Option<f64>>> = members.iter().map(|unit| dimensions(model, unit)).collect();
    let all = |of: &dyn Fn(&[Option<f64>]) -> f64| points.iter().map(|points| of(points)).collect::<Vec<f64>>();
    let base = all(&|points| aggregate::index(points, &weights, floor).unwrap_or(0.0));
    let equally = all(&|points| aggregate::index(points, &equal, floor).unwrap_or(0.0));
    let straight = all(&|points| arithmetic(points, &weights));
    let without: Vec<Vec<u32>> = (0..weights.len())
        .map(|left_out| {
            let fewer: Vec<f64> =
                weights.iter().enumerate().map(|(d, w)| if d == left_out { 0.0 } else { *w }).collect();
            ranks(&all(&|points| aggregate::index(points, &fewer, floor).unwrap_or(0.0)))
        })
        .collect();
    let (base_ranks, equal_ranks, straight_ranks) = (ranks(&base), ranks(&equally), ranks(&straight));
    members
        .iter()
        .enumerate()
        .map(|(place, unit)| {
            let moved = |d: &usize| without[*d][place].abs_diff(base_ranks[place]);
            let driver = (0..weights.len()).rev().max_by_key(moved).filter(|d| moved(d) > 0);
            SensitivityRow {
                unit: unit.unit.clone(),
                index: base[place],
                rank: base_ranks[place],
                equal_weights: equally[place],
                equal_weights_rank: equal_ranks[place],
                arithmetic: straight[place],
                arithmetic_rank: straight_ranks[place],
                driver: driver.map(|d| model.dimensions[d].id.clone()),
            }
        })
        .collect()
}

fn dimensions(model: &Model, unit: &UnitScore) -> Vec<Option<f64>> {
    model.dimensions.iter().map(|dimension| unit.dimensions.get(&dimension.id).copied().flatten()).collect()
}

fn arithmetic(points: &[Option<f64>], weights: &[f64]) -> f64 {
    let (sum, total) = points
        .iter()
        .zip(weights)
        .filter_map(|(points, weight)| points.map(|points| (points * weight, weight)))
        .fold((0.0, 0.0), |(sum, total), (part, weight)| (sum + part, total + weight));
    if total > 0.0 { sum / total } else { 0.0 }
}

fn ranks(values: &[f64]) -> Vec<u32> {
    values.iter().map(|one| 1 + values.iter().filter(|other| **other > *one).count() as u32).collect()
}
