//! Whole scores from counts: ranks, verdicts, roll-up, what moves and what does not.

use std::collections::BTreeMap;
use std::time::Instant;

use super::model::tests::builtin;
use super::subjects::{peer_groups, subjects};
use super::tally::Tally;
use super::*;
use crate::domain::score::{Band, NoIndex, Scope};

fn unit(code: &str, kind: &str, agency: Option<&str>) -> UnitRow {
    UnitRow {
        code: code.into(),
        kind: kind.into(),
        agency: agency.map(str::to_owned),
        source: agency.map(str::to_owned),
        is_ministry: kind == "ministry",
        is_judged: kind != "ministry",
    }
}

fn ministry(locals: usize) -> Vec<UnitRow> {
    let mut units = vec![
        unit("NAZ", "ministry", None),
        unit("APR", "apparatus", Some("APR")),
        unit("DSMF", "subordinate", Some("DSMF")),
        unit("DMA", "subordinate", Some("DMA")),
    ];
    units.extend((0..locals).map(|n| unit(&format!("DSMF-{n}"), "local", Some("DSMF"))));
    units
}

/// Counts of a unit that does `quality` of everything well, on `records` records.
fn tallies(quality: f64, records: f64) -> Vec<Tally> {
    let model = builtin();
    let of = |kind: Kind| match kind {
        Kind::Mean => {
            let mean = 1.0 + 4.0 * quality;
            Tally { numerator: mean * records, squares: (mean * mean + 0.6) * records, ..Tally::share(0.0, records) }
        }
        Kind::Duty => Tally::share((quality * 4.0).round(), 4.0),
        Kind::Share => Tally::share((quality * records).round(), records),
    };
    model.indicators().map(|(_, indicator)| of(indicator.kind)).collect()
}

fn counts(units: &[UnitRow], of: impl Fn(usize) -> Vec<Tally>) -> OwnTallies {
    units
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.is_judged)
        .map(|(place, unit)| (unit.code.clone(), of(place)))
        .collect()
}

fn fitted(units: &[UnitRow], own: &OwnTallies) -> PriorWindow {
    let model = builtin();
    let groups = peer_groups(units, &subjects(units), own, 17);
    PriorWindow { fits: priors::fit(&model, &groups), ..PriorWindow::default() }
}

fn period() -> Period {
    "2026-09".parse().unwrap()
}

#[test]
fn a_whole_ministry_is_scored_ranked_and_explained() {
    let units = ministry(8);
    let own = counts(&units, |place| tallies(0.80 + 0.02 * place as f64, 300.0));
    let model = builtin();
    let outcome = score(&model, period(), &subjects(&units), &own, fitted(&units, &own), None);
    let of = |code: &str| outcome.unit(code).unwrap();
    assert_eq!(outcome.units.len(), units.len());
    assert_eq!((of("NAZ").scope, of("NAZ").rank, of("DSMF").scope), (Scope::Pooled, None, Scope::Pooled));
    assert_eq!((of("APR").rank, of("APR").index.is_some()), (None, true), "shown, not ranked");
    assert_eq!(of("DSMF").ranked_in.as_deref(), Some("NAZ"));
    assert_eq!((of("DSMF-7").rank, of("DSMF-0").rank), (Some(1), Some(8)));
    for unit in &outcome.units {
        let (index, low, high) = (unit.index.unwrap(), unit.low.unwrap(), unit.high.unwrap());
        assert!(low <= index && index <= high && high - low < 30.0, "{}: {low} {index} {high}", unit.unit);
        let lost: f64 = unit.contributions.iter().map(|part| part.points).sum();
        assert!((lost - (100.0 - index)).abs() < 1e-6);
        assert_eq!(unit.band, Some(bands::band(index, &model.bands)));
        if let (Some(rank), Some(from), Some(to)) = (unit.rank, unit.rank_low, unit.rank_high) {
            assert!(from <= rank && rank <= to);
            for tied in &unit.ties {
                let other = of(tied);
                assert!(other.ties.contains(&unit.unit));
                assert!(from <= other.rank.unwrap() && other.rank.unwrap() <= to);
            }
        }
    }
    // The same again, to the last bit.
    let again = score(&model, period(), &subjects(&units), &own, fitted(&units, &own), None);
    assert_eq!(serde_json::to_string(&outcome).unwrap(), serde_json::to_string(&again).unwrap());
}

#[test]
fn with_frozen_priors_a_unit_does_not_move_when_others_do() {
    let units = ministry(6);
    let before = counts(&units, |place| tallies(0.80 + 0.02 * place as f64, 50.0));
    let window = fitted(&units, &before);
    let mut after = before.clone();
    after.insert("DSMF-1".into(), tallies(0.4, 500.0));
    let model = builtin();
    let run = |own: &OwnTallies| score(&model, period(), &subjects(&units), own, window.clone(), None);
    let (first, second) = (run(&before), run(&after));
    for code in ["DSMF-0", "DSMF-2", "DSMF-5", "DMA", "APR"] {
        let (a, b) = (first.unit(code).unwrap(), second.unit(code).unwrap());
        assert_eq!((a.index, a.low, a.high, &a.debts), (b.index, b.low, b.high, &b.debts), "{code}");
    }
    assert!(second.unit("DSMF-1").unwrap().index < first.unit("DSMF-1").unwrap().index);
    assert!(second.unit("DSMF").unwrap().index < first.unit("DSMF").unwrap().index, "its agency moves with it");
}

#[test]
fn a_unit_of_three_records_is_neither_best_nor_worst() {
    let units = ministry(12);
    let small = |quality: f64| tallies(quality, 3.0);
    let own = counts(&units, |place| match place {
        4 => small(1.0),
        5 => small(0.0),
        _ => tallies(0.82 + 0.01 * place as f64, 400.0),
    });
    let window = fitted(&units, &own);
    let mut equal_duties = own.clone();
    let model = builtin();
    for (place, (_, indicator)) in model.indicators().enumerate() {
        if indicator.kind == Kind::Duty {
            for tallies in equal_duties.values_mut() {
                tallies[place] = Tally::share(1.0, 1.0);
            }
        }
    }
    let outcome = score(&model, period(), &subjects(&units), &equal_duties, window, None);
    let lucky = outcome.unit("DSMF-0").unwrap();
    assert_ne!(lucky.rank, Some(1), "three good records are no proof");
    assert!(lucky.rank_high.unwrap() - lucky.rank_low.unwrap() >= 3, "{lucky:?}");
}

#[test]
fn what_is_not_provided_leaves_no_index_and_says_why() {
    let units = ministry(3);
    let own = counts(&units, |_| {
        let mut tallies = vec![Tally::default(); 17];
        for place in [2, 6, 7, 9] {
            tallies[place] = Tally::share(70.0, 100.0);
        }
        tallies
    });
    let outcome = score(&builtin(), period(), &subjects(&units), &own, fitted(&units, &own), None);
    for unit in &outcome.units {
        assert_eq!((unit.index, unit.band, unit.rank), (None, None, None));
        assert_eq!(unit.reason, Some(NoIndex::NotProvided));
        assert!(unit.debts.is_empty() && unit.contributions.is_empty());
        assert!(unit.indicators["done_in_time"].points.is_some(), "what is known is shown all the same");
    }
    let json = serde_json::to_value(&outcome).unwrap();
    assert_eq!(json["units"][0]["index"], serde_json::Value::Null);
    assert_eq!(json["units"][0]["indicators"]["mean_rating"]["state"], "not_provided");
}

#[test]
fn changes_get_a_verdict_from_common_weights() {
    let units = ministry(6);
    let model = builtin();
    let base = counts(&units, |_| tallies(0.85, 400.0));
    let window = fitted(&units, &base);
    let august = score(&model, "2026-08".parse().unwrap(), &subjects(&units), &base, window.clone(), None);
    assert_eq!(august.unit("DSMF-0").unwrap().verdict, None);
    let mut september = base.clone();
    september.insert("DSMF-0".into(), tallies(0.95, 400.0));
    september.insert("DSMF-1".into(), tallies(0.70, 400.0));
    september.insert("DSMF-2".into(), tallies(0.8525, 400.0));
    let outcome = score(&model, period(), &subjects(&units), &september, window.clone(), Some(&august));
    let of = |code: &str| (outcome.unit(code).unwrap().verdict.unwrap(), outcome.unit(code).unwrap().change.unwrap());
    assert_eq!(of("DSMF-0").0, Verdict::Better);
    assert_eq!(of("DSMF-1").0, Verdict::Worse);
    assert_eq!(of("DSMF-2").0, Verdict::WithinNoise);
    assert_eq!(of("DSMF-3"), (Verdict::WithinNoise, 0.0));
    // Scores of another version are not compared.
    let other = ScoreOutcome { model: "QKİ-0".into(), ..august };
    let previous = Some(&other).filter(|previous| previous.model == model.version);
    let outcome = score(&model, period(), &subjects(&units), &september, window, previous);
    assert_eq!(outcome.unit("DSMF-0").unwrap().change, None);
}

#[test]
fn the_json_begins_with_the_published_fields() {
    let units = ministry(2);
    let own = counts(&units, |_| tallies(0.9, 100.0));
    let outcome = score(&builtin(), period(), &subjects(&units), &own, fitted(&units, &own), None);
    let text = serde_json::to_string(&outcome).unwrap();
    assert!(
        text.starts_with(r#"{"period":"2026-09","model":"QKİ-1","units":[{"unit":"NAZ","scope":"pooled","index":"#)
    );
    let unit = text.split(r#"{"unit":"#).nth(1).unwrap();
    let places: Vec<usize> = [
        "\"index\"",
        "\"low\"",
        "\"high\"",
        "\"rank\"",
        "\"rank_low\"",
        "\"rank_high\"",
        "\"band\"",
        "\"dimensions\"",
        "\"indicators\"",
        "\"debts\"",
    ]
    .iter()
    .map(|key| unit.find(key).unwrap())
    .collect();
    assert!(places.is_sorted());
    assert!(text.contains(r#""complete_records":{"value":0.9,"points":"#));
    let back: ScoreOutcome = serde_json::from_str(&text).unwrap();
    assert_eq!(back, outcome);
}

#[test]
fn sensitivity_ranks_under_other_choices() {
    let units = ministry(4);
    // DSMF-0 is even; DSMF-1 shines everywhere but in execution.
    let own = counts(&units, |place| {
        let mut own = tallies(if place == 5 { 0.97 } else { 0.93 - 0.005 * place as f64 }, 500.0);
        if place == 5 {
            own[6..10].copy_from_slice(&tallies(0.81, 500.0)[6..10]);
        }
        own
    });
    let outcome = score(&builtin(), period(), &subjects(&units), &own, PriorWindow::default(), None);
    let all = sensitivity(&builtin(), &outcome);
    let dsmf = all.iter().find(|group| group.ranked_in == "DSMF").unwrap();
    let row = dsmf.rows.iter().find(|row| row.unit == "DSMF-1").unwrap();
    assert_eq!(row.rank, outcome.unit("DSMF-1").unwrap().rank.unwrap());
    assert!(row.arithmetic_rank < row.rank, "{row:?}");
    assert_eq!(row.driver.as_deref(), Some("execution"), "{row:?}");
    assert_eq!(dsmf.rows.len(), 4);
}

/// Prints the time of 155 units with 17 indicators and 1000 draws; asserts nothing about it.
#[test]
fn a_ministry_of_155_units_is_scored_quickly() {
    let units = ministry(151);
    let own = counts(&units, |place| tallies(0.70 + 0.0015 * place as f64, 40.0 + 10.0 * place as f64));
    let window = fitted(&units, &own);
    let started = Instant::now();
    let outcome = score(&builtin(), period(), &subjects(&units), &own, window, None);
    eprintln!("155 units × 17 indicators × 1000 draws: {:?}", started.elapsed());
    assert_eq!(outcome.units.iter().filter(|unit| unit.index.is_some()).count(), 155);
    assert!(outcome.units.iter().any(|unit| unit.band == Some(Band::B)));
    let groups: BTreeMap<_, usize> = outcome.units.iter().fold(BTreeMap::new(), |mut groups, unit| {
        *groups.entry(unit.ranked_in.clone()).or_default() += 1;
        groups
    });
    assert_eq!(groups[&Some("DSMF".to_owned())], 151);
}
