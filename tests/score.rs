//! The index against an independent implementation: everything here is written from the specification, with another
//! generator and other samplers, and reads nothing but the JSON that `qebul score` prints.

use std::collections::BTreeMap;
use std::sync::Arc;

use qebul::clock::Clock;
use qebul::domain::period::Period;
use qebul::domain::reference::Reference;
use qebul::jobs::{evaluate, pull};
use qebul::simulator::{Ministry, Settings, router};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use rand_distr::{Beta, Distribution, Normal};
use serde_json::Value;

use crate::support;

/// Dimension, weight, its indicators with floor and target: the table of the specification.
type Table = [(&'static str, f64, &'static [(&'static str, f64, f64)]); 5];
const TABLE: Table = [
    (
        "registration",
        20.0,
        &[
            ("registered_in_subsystem", 80.0, 98.0),
            ("registered_in_time", 80.0, 98.0),
            ("complete_records", 85.0, 99.0),
        ],
    ),
    (
        "organisation",
        20.0,
        &[("appointments_held", 60.0, 95.0), ("leaders_received", 50.0, 100.0), ("waits_within_30", 50.0, 95.0)],
    ),
    (
        "execution",
        30.0,
        &[
            ("done_in_time", 60.0, 95.0),
            ("open_not_overdue", 70.0, 98.0),
            ("within_statutory_term", 70.0, 100.0),
            ("closed_with_result", 80.0, 100.0),
        ],
    ),
    (
        "result",
        20.0,
        &[("not_back_in_90_days", 80.0, 96.0), ("resolved_or_assigned", 40.0, 80.0), ("mean_rating", 3.0, 4.7)],
    ),
    (
        "reporting",
        10.0,
        &[
            ("reports_in_time", 0.0, 100.0),
            ("figures_match", 50.0, 100.0),
            ("findings_fixed_in_time", 50.0, 100.0),
            ("feed_fresh", 80.0, 100.0),
        ],
    ),
];
const DUTIES: [&str; 5] =
    ["leaders_received", "reports_in_time", "figures_match", "findings_fixed_in_time", "feed_fresh"];

fn number(value: &Value, key: &str) -> Option<f64> {
    value[key].as_f64()
}

/// 0 at the floor, 100 at the target, straight between.
fn points(indicator: &str, value: f64, floor: f64, target: f64) -> f64 {
    let scaled = if indicator == "mean_rating" { value } else { 100.0 * value };
    ((scaled - floor) / (target - floor) * 100.0).clamp(0.0, 100.0)
}

/// The index from points: means inside, the weighted product across, every dimension at least 1.
fn index(points: &BTreeMap<&str, f64>, weights: &[f64]) -> Option<(f64, Vec<Option<f64>>)> {
    let mut dimensions = Vec::new();
    let (mut product, mut total, mut available) = (1.0, 0.0, 0.0);
    for (weight, (_, nominal, indicators)) in weights.iter().zip(TABLE) {
        let there: Vec<f64> = indicators.iter().filter_map(|(id, ..)| points.get(id).copied()).collect();
        available += nominal * there.len() as f64 / indicators.len() as f64;
        if there.is_empty() {
            dimensions.push(None);
            continue;
        }
        dimensions.push(Some(there.iter().sum::<f64>() / there.len() as f64));
        total += weight;
    }
    for (weight, dimension) in weights.iter().zip(&dimensions) {
        if let Some(points) = dimension {
            product *= points.max(1.0).powf(weight / total);
        }
    }
    (available >= 60.0 - 1e-9).then_some((product, dimensions))
}

fn nominal() -> Vec<f64> {
    TABLE.iter().map(|(_, weight, _)| *weight).collect()
}

/// The posterior mean of a share under its peers' Beta, or of a mean under their normal: both are this.
fn adjusted(value: &Value) -> f64 {
    let (n, d) = (number(value, "numerator").unwrap(), number(value, "denominator").unwrap());
    match value["prior"].as_object() {
        Some(prior) => {
            let (mean, strength) = (prior["mean"].as_f64().unwrap(), prior["strength"].as_f64().unwrap());
            let (alpha, beta) = (n + mean * strength, d - n + (1.0 - mean) * strength);
            if prior.contains_key("deviation") {
                (n + mean * strength) / (d + strength)
            } else {
                alpha / (alpha + beta)
            }
        }
        None => n / d,
    }
}

fn all_points(unit: &Value) -> BTreeMap<&'static str, f64> {
    let mut out = BTreeMap::new();
    for (_, _, indicators) in TABLE {
        for (id, floor, target) in indicators {
            let value = &unit["indicators"][id];
            match value["state"].as_str().unwrap() {
                "measured" => drop(out.insert(*id, points(id, adjusted(value), *floor, *target))),
                "missing" => drop(out.insert(*id, 0.0)),
                _ => {}
            }
        }
    }
    out
}

/// Draws indices with another generator and other samplers.
fn drawn(unit: &Value, rng: &mut StdRng, draws: usize) -> Vec<f64> {
    let fixed = all_points(unit);
    (0..draws)
        .map(|_| {
            let weights: Vec<f64> = nominal().iter().map(|weight| weight * rng.random_range(0.75..1.25)).collect();
            let mut points_drawn = fixed.clone();
            for (_, _, indicators) in TABLE {
                for (id, floor, target) in indicators.iter().filter(|(id, ..)| !DUTIES.contains(id)) {
                    let value = &unit["indicators"][id];
                    let (Some("measured"), Some(prior)) = (value["state"].as_str(), value["prior"].as_object()) else {
                        continue;
                    };
                    let (n, d) = (number(value, "numerator").unwrap(), number(value, "denominator").unwrap());
                    let (mean, strength) = (prior["mean"].as_f64().unwrap(), prior["strength"].as_f64().unwrap());
                    let value = if let Some(deviation) = prior.get("deviation").and_then(Value::as_f64) {
                        let centre = (n + strength * mean) / (d + strength);
                        Normal::new(centre, deviation / (d + strength).sqrt()).unwrap().sample(rng)
                    } else {
                        let (alpha, beta) = (n + strength * mean, d - n + strength * (1.0 - mean));
                        if alpha <= 0.0 || beta <= 0.0 {
                            continue;
                        }
                        Beta::new(alpha, beta).unwrap().sample(rng)
                    };
                    points_drawn.insert(id, points(id, value, *floor, *target));
                }
            }
            index(&points_drawn, &weights).unwrap().0
        })
        .collect()
}

/// Scores of a simulated ministry as the command prints them.
async fn scored(seed: u64) -> Value {
    let reference = Reference::builtin();
    let month = |text: &str| text.parse::<Period>().unwrap();
    let now = "2026-07-20T08:00:00Z".parse().unwrap();
    let settings = Settings::new(seed, 0.01, month("2026-03"), month("2026-06"), now);
    let ministry = Arc::new(Ministry::generate(settings, &reference).unwrap());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = ministry.clone();
    tokio::spawn(async move { axum::serve(listener, router(served)).await });
    let sources: Vec<_> = reference
        .units
        .sources()
        .into_iter()
        .map(|source| (source.to_owned(), format!("http://{address}/{source}"), ministry.token(source)))
        .collect();
    let (environment, _folder) = support::feeds(&sources, Clock::Fixed(now));
    let summary = pull::all(&environment, pull::Scope::default()).await.unwrap_or_else(|e| panic!("{}", e.report()));
    assert!(summary.is_complete(), "{:?}", summary.failures);
    let work = environment.clone();
    let evaluation = environment
        .store
        .call(move |store| evaluate::evaluate(&work, store, month("2026-06")))
        .await
        .unwrap_or_else(|error| panic!("{}", error.report()));
    serde_json::from_str(&serde_json::to_string_pretty(&evaluation.scores).unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn another_implementation_comes_to_the_same_scores() {
    for seed in [11, 2_026, 777_001] {
        let outcome = scored(seed).await;
        let mut with_index = 0;
        for unit in outcome["units"].as_array().unwrap() {
            let name = format!("seed {seed}, {}", unit["unit"]);
            let found = index(&all_points(unit), &nominal());
            assert_eq!(found.is_some(), unit["index"].is_number(), "{name}: whether there is an index");
            let Some((by_us, dimensions)) = found else { continue };
            with_index += 1;
            let printed = number(unit, "index").unwrap();
            assert!((by_us - printed).abs() < 1e-6, "{name}: {by_us} {printed}");
            for ((id, ..), ours) in TABLE.iter().zip(&dimensions) {
                let theirs = number(&unit["dimensions"], id);
                assert!(ours.zip(theirs).is_none_or(|(a, b)| (a - b).abs() < 1e-6), "{name}: {id} {ours:?} {theirs:?}");
                assert_eq!(ours.is_some(), theirs.is_some(), "{name}: {id}");
            }
            let band = match printed {
                index if index >= 85.0 => "A",
                index if index >= 70.0 => "B",
                index if index >= 55.0 => "C",
                index if index >= 40.0 => "D",
                _ => "E",
            };
            assert_eq!(unit["band"], band, "{name}");
            contributions_and_debts(unit, printed, &dimensions, &name);
        }
        assert!(with_index > 50, "seed {seed}: {with_index} units with an index");
        intervals(&outcome, seed);
        explained_by_print(&outcome, seed);
    }
}

/// (100 − I) · w ln(100/S) / ln(100/I) a dimension, shared by lost points; a debt is the index anew with the work done.
fn contributions_and_debts(unit: &Value, index_now: f64, dimensions: &[Option<f64>], name: &str) {
    let present: f64 = nominal().iter().zip(dimensions).filter(|(_, d)| d.is_some()).map(|(w, _)| w).sum();
    let points_now = all_points(unit);
    for part in unit["contributions"].as_array().unwrap() {
        let place = TABLE.iter().position(|(id, ..)| part["dimension"] == *id).unwrap();
        let (_, weight, indicators) = TABLE[place];
        let score = dimensions[place].unwrap().max(1.0);
        let of_dimension = (100.0 - index_now) * (weight / present) * (100.0 / score).ln() / (100.0 / index_now).ln();
        let lost = |id: &str| points_now.get(id).map_or(0.0, |points| 100.0 - points);
        let all: f64 = indicators.iter().map(|(id, ..)| lost(id)).sum();
        let expected = of_dimension * lost(part["indicator"].as_str().unwrap()) / all;
        assert!((expected - number(part, "points").unwrap()).abs() < 1e-6, "{name}: {part} {expected}");
    }
    for debt in unit["debts"].as_array().unwrap() {
        let id = debt["what"].as_str().unwrap();
        let (_, floor, target) =
            *TABLE.iter().flat_map(|(_, _, indicators)| *indicators).find(|(known, ..)| *known == id).unwrap();
        let mut value = unit["indicators"][id].clone();
        let (n, d) = (number(&value, "numerator").unwrap(), number(&value, "denominator").unwrap());
        let mut paid = points_now.clone();
        if id == "open_not_overdue" {
            // Closed assignments leave the count; with none left the indicator no longer applies.
            value["denominator"] = n.into();
        } else {
            value["numerator"] = d.into();
        }
        if number(&value, "denominator").unwrap() > 0.0 {
            let id = TABLE.iter().flat_map(|(_, _, list)| *list).find(|(known, ..)| *known == id).unwrap().0;
            paid.insert(id, points(id, adjusted(&value), floor, target));
        } else {
            paid.remove(id);
        }
        let gain = index(&paid, &nominal()).unwrap().0 - index_now;
        assert!((gain - number(debt, "points").unwrap()).abs() < 1e-6, "{name}: {debt} {gain}");
        assert_eq!(number(debt, "count").unwrap(), d - n, "{name}: {debt}");
    }
}

/// The 5th and 95th percentiles, within the Monte Carlo error of both sides: of 20,000 draws here, 1,000 there.
fn intervals(outcome: &Value, seed: u64) {
    let mut rng = StdRng::seed_from_u64(seed ^ 0xA5A5_5A5A);
    let scored: Vec<&Value> =
        outcome["units"].as_array().unwrap().iter().filter(|unit| unit["index"].is_number()).collect();
    let (draws, theirs) = (4000, 1000.0);
    // Four standard errors of the share of draws below a percentile estimated from their draws.
    let error = 4.0 * (0.05 * 0.95 / theirs + 0.05 * 0.95 / draws as f64).sqrt();
    let mut outside = 0;
    for unit in scored.iter().step_by(6) {
        let drawn = drawn(unit, &mut rng, draws);
        let (index, low, high) =
            (number(unit, "index").unwrap(), number(unit, "low").unwrap(), number(unit, "high").unwrap());
        let below = |edge: f64| drawn.iter().filter(|value| **value < edge).count() as f64 / draws as f64;
        // An interval that would not hold its own index is widened to it.
        let is_low_off = (below(low) - 0.05).abs() > error && (low - index).abs() > 1e-9;
        let is_high_off = (below(high) - 0.95).abs() > error && (high - index).abs() > 1e-9;
        outside += u32::from(is_low_off) + u32::from(is_high_off);
        assert!(low <= index && index <= high);
    }
    assert_eq!(outside, 0, "seed {seed}: percentiles outside four standard errors");
}

/// A person with the printed page — points and weights with one decimal — comes to the printed index, within the rounding.
fn explained_by_print(outcome: &Value, seed: u64) {
    let print = |value: f64| (value * 10.0).round() / 10.0;
    for unit in outcome["units"].as_array().unwrap().iter().filter(|unit| unit["index"].is_number()) {
        let printed: BTreeMap<&str, f64> = all_points(unit)
            .into_keys()
            .map(|id| (id, print(number(&unit["indicators"][id], "points").unwrap())))
            .collect();
        let (by_hand, dimensions) = index(&printed, &nominal()).unwrap();
        let index_printed = print(number(unit, "index").unwrap());
        // Points are off by 0.05 at the most, and move the index by w/S of it.
        let present: f64 = nominal().iter().zip(&dimensions).filter(|(_, d)| d.is_some()).map(|(w, _)| w).sum();
        let slack: f64 = nominal()
            .iter()
            .zip(&dimensions)
            .filter_map(|(weight, points)| points.map(|points| weight / present * 0.05 / (points - 0.05).max(1.0)))
            .sum();
        let allowed = 0.05 + by_hand * slack * 1.1 + 1e-9;
        assert!(
            (by_hand - index_printed).abs() <= allowed,
            "seed {seed}, {}: {by_hand} by hand, {index_printed} printed",
            unit["unit"]
        );
        // What is printed as lost adds up to what is missing to 100.
        let lost: f64 =
            unit["contributions"].as_array().unwrap().iter().map(|p| print(number(p, "points").unwrap())).sum();
        let parts = unit["contributions"].as_array().unwrap().len() as f64;
        assert!((lost + index_printed - 100.0).abs() <= 0.05 * (parts + 1.0) + 1e-9, "{}", unit["unit"]);
    }
}
