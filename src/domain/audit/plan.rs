//! The plan of periodic monitorings: units ranked by risk, every part of it printed, and who is monitored this month.
//!
//! The score is a plain sum; each part has its own limit, so that no single one decides alone. Ties go by the order of the
//! units' codes. Every unit is monitored at least once a year, the riskiest quarter twice: a month has room for
//! 1.25 / 12 of the units; those whose year is over come first, then the riskiest that were monitored half a year ago.

use serde::{Deserialize, Serialize};

/// What is known of one unit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Known {
    pub unit: String,
    /// The quality index of the newest scored month; none where there is none.
    pub index: Option<f64>,
    /// Points lost against the month before, where that is outside the noise.
    pub fall: Option<f64>,
    /// Open findings of high severity.
    pub open_high: u32,
    /// Findings past their deadline.
    pub overdue: u32,
    /// Figures of its own report that its records contradict.
    pub contradictions: u32,
    /// Checks that only ask to look into something, failed.
    pub anomalies: u32,
    /// Complaints of citizens about it.
    pub complaints: u32,
    /// Receptions of the three months.
    pub receptions: u32,
    /// The feed is stale, or most checks could not be answered.
    pub is_unreliable: bool,
    /// Whole months since the last monitoring ended; none: never.
    pub months_since: Option<u32>,
    /// A monitoring of it is open.
    pub is_open: bool,
}

/// One part of a unit's score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// `index`, `fall`, `open_high`, `overdue`, `contradictions`, `anomalies`, `complaints`, `volume`, `unreliable`,
    /// `months_since`, `never`, `no_index`.
    pub what: String,
    /// What was measured.
    pub value: f64,
    pub points: f64,
}

/// One unit's place in the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub rank: u32,
    pub unit: String,
    pub points: f64,
    /// The greatest first; they sum to `points`.
    pub reasons: Vec<Reason>,
    pub months_since: Option<u32>,
    /// Whether it is monitored this month.
    pub is_planned: bool,
    /// `year_over`, `never`, `riskiest_quarter`, `moved_in`, and of those left out `moved_out`, `open`, `not_due`, `no_room`.
    pub because: String,
}

/// A unit that a person moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub unit: String,
    pub is_in: bool,
    pub who: String,
    pub why: String,
}

const PARTS: [(&str, f64, f64); 8] = [
    // what, points each, at the most
    ("fall", 2.0, 20.0),
    ("open_high", 4.0, 20.0),
    ("overdue", 3.0, 15.0),
    ("contradictions", 3.0, 15.0),
    ("anomalies", 4.0, 12.0),
    ("complaints", 2.0, 12.0),
    ("months_since", 2.0, 24.0),
    ("volume", 10.0, 10.0),
];
/// From here on an index costs no points, and below it half a point each.
const GOOD_INDEX: f64 = 85.0;
const MOST_OF_INDEX: f64 = 30.0;
/// A unit without an index is as risky as one 20 points below the good one.
const NO_INDEX: f64 = 10.0;
const UNRELIABLE: f64 = 5.0;
/// A unit's year is over after 11 whole months, so that the monitoring ends within 12.
const YEAR: u32 = 11;
const HALF_YEAR: u32 = 5;

/// How many are monitored in a month: each unit once a year and a quarter of them twice.
pub fn room(units: usize) -> usize {
    (units * 5).div_ceil(48)
}

/// Ranks all units and says who is monitored.
pub fn plan(known: &[Known], moves: &[Move]) -> Vec<Place> {
    let busiest = known.iter().map(|unit| unit.receptions).max().unwrap_or(0);
    let mut places: Vec<(Place, &Known)> = known
        .iter()
        .map(|unit| {
            let reasons = reasons(unit, busiest);
            let points = rounded(reasons.iter().map(|reason| reason.points).sum());
            let place = Place {
                rank: 0,
                unit: unit.unit.clone(),
                points,
                reasons,
                months_since: unit.months_since,
                is_planned: false,
                because: String::new(),
            };
            (place, unit)
        })
        .collect();
    places.sort_by(|(one, _), (other, _)| other.points.total_cmp(&one.points).then(one.unit.cmp(&other.unit)));
    for (rank, (place, _)) in (1u32..).zip(&mut places) {
        place.rank = rank;
    }
    let riskiest = places.len().div_ceil(4);
    let mut left = room(places.len());
    let moved = |unit: &str| moves.iter().find(|one| one.unit == unit);
    // Whom a person moved comes first and takes room; whose year is over next, the longest ago first where never is longest.
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|at| {
        let (place, unit) = &places[*at];
        (group(unit, place.rank as usize <= riskiest, moved(&place.unit)), place.rank)
    });
    for at in order {
        let (place, unit) = &mut places[at];
        let group = group(unit, place.rank as usize <= riskiest, moved(&place.unit));
        let (is_wanted, because) = match group {
            Group::MovedIn => (true, "moved_in"),
            Group::Never => (left > 0, "never"),
            Group::YearOver => (left > 0, "year_over"),
            Group::Riskiest => (left > 0, "riskiest_quarter"),
            Group::NotDue => (false, "not_due"),
            Group::Open => (false, "open"),
            Group::MovedOut => (false, "moved_out"),
        };
        place.is_planned = is_wanted;
        place.because = if !is_wanted && matches!(group, Group::Never | Group::YearOver | Group::Riskiest) {
            "no_room".to_owned()
        } else {
            because.to_owned()
        };
        left = left.saturating_sub(usize::from(is_wanted));
    }
    places.into_iter().map(|(place, _)| place).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    MovedIn,
    YearOver,
    Never,
    Riskiest,
    NotDue,
    Open,
    MovedOut,
}

fn group(unit: &Known, is_riskiest: bool, moved: Option<&Move>) -> Group {
    match (moved, unit.months_since) {
        (Some(moved), _) if !moved.is_in => Group::MovedOut,
        _ if unit.is_open => Group::Open,
        (Some(_), _) => Group::MovedIn,
        (None, None) => Group::Never,
        (None, Some(months)) if months >= YEAR => Group::YearOver,
        (None, Some(months)) if is_riskiest && months >= HALF_YEAR => Group::Riskiest,
        (None, Some(_)) => Group::NotDue,
    }
}

fn reasons(unit: &Known, busiest: u32) -> Vec<Reason> {
    let mut out: Vec<Reason> = Vec::new();
    let mut add = |what: &str, value: f64, points: f64| {
        let points = rounded(points);
        if points > 0.0 {
            out.push(Reason { what: what.to_owned(), value, points });
        }
    };
    match unit.index {
        Some(index) => add("index", index, ((GOOD_INDEX - index) / 2.0).clamp(0.0, MOST_OF_INDEX)),
        None => add("no_index", 0.0, NO_INDEX),
    }
    let value = |what: &str| match what {
        "fall" => unit.fall.unwrap_or(0.0),
        "open_high" => f64::from(unit.open_high),
        "overdue" => f64::from(unit.overdue),
        "contradictions" => f64::from(unit.contradictions),
        "anomalies" => f64::from(unit.anomalies),
        "complaints" => f64::from(unit.complaints),
        "months_since" => f64::from(unit.months_since.unwrap_or(0)),
        // Of the busiest unit's receptions.
        _ => f64::from(unit.receptions) / f64::from(busiest.max(1)),
    };
    for (what, each, most) in PARTS {
        let measured = value(what);
        let shown = if what == "volume" { f64::from(unit.receptions) } else { measured };
        add(what, shown, (each * measured).min(most));
    }
    if unit.months_since.is_none() {
        add("never", 0.0, PARTS[6].2);
    }
    if unit.is_unreliable {
        add("unreliable", 1.0, UNRELIABLE);
    }
    out.sort_by(|one, other| other.points.total_cmp(&one.points).then(one.what.cmp(&other.what)));
    out
}

/// One decimal, as printed: the printed parts add up to the printed sum.
fn rounded(points: f64) -> f64 {
    (points * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unit(code: &str) -> Known {
        Known { unit: code.into(), index: Some(90.0), months_since: Some(0), ..Known::default() }
    }

    /// By hand: index 70 → 7.5; fell by 6 → 12; 2 open high → 8; 1 overdue → 3; 7 contradictions → 15 (of 21);
    /// 1 anomaly → 4; 1 complaint → 2; 400 of the busiest's 400 receptions → 10; 3 months → 6: 67.5.
    #[test]
    fn the_score_is_the_sum_of_its_printed_parts() {
        let known = Known {
            index: Some(70.0),
            fall: Some(6.0),
            open_high: 2,
            overdue: 1,
            contradictions: 7,
            anomalies: 1,
            complaints: 1,
            receptions: 400,
            months_since: Some(3),
            ..unit("A")
        };
        let places = plan(&[known, unit("B")], &[]);
        assert_eq!((places[0].unit.as_str(), places[0].points), ("A", 67.5));
        assert_eq!(places[0].reasons[0].what, "contradictions");
        assert_eq!((places[1].points, places[1].reasons.len()), (0.0, 0));
    }

    #[test]
    fn ties_go_by_code_and_a_person_may_move_a_unit() {
        let known: Vec<Known> =
            ["C", "A", "B"].into_iter().map(|code| Known { months_since: Some(12), ..unit(code) }).collect();
        let ranked: Vec<String> = plan(&known, &[]).into_iter().map(|place| place.unit).collect();
        assert_eq!(ranked, ["A", "B", "C"]);
        let moves = [
            Move { unit: "A".into(), is_in: false, who: "x".into(), why: "y".into() },
            Move { unit: "C".into(), is_in: true, who: "x".into(), why: "y".into() },
        ];
        let places = plan(&known, &moves);
        let of = |code: &str| places.iter().find(|place| place.unit == code).unwrap();
        assert_eq!((of("A").is_planned, of("A").because.as_str()), (false, "moved_out"));
        assert_eq!((of("C").is_planned, of("C").because.as_str()), (true, "moved_in"));
        assert_eq!((of("B").is_planned, of("B").because.as_str()), (false, "no_room"), "one of three a month");
    }

    /// Three years of a ministry of 155: no unit waits longer than a year, the riskiest quarter comes up about twice.
    #[test]
    fn every_unit_once_a_year_and_the_riskiest_quarter_twice() {
        let mut known: Vec<Known> = (0..155)
            .map(|n| Known { index: Some(50.0 + f64::from(n) / 4.0), months_since: None, ..unit(&format!("U{n:03}")) })
            .collect();
        let mut times = vec![Vec::new(); known.len()];
        for month in 0..36u32 {
            for (at, unit) in known.iter_mut().enumerate() {
                unit.months_since = times[at].last().map(|last: &u32| month - last);
            }
            for place in plan(&known, &[]).into_iter().filter(|place| place.is_planned) {
                times[known.iter().position(|unit| unit.unit == place.unit).unwrap()].push(month);
            }
        }
        for months in &times {
            assert!(months.windows(2).all(|pair| pair[1] - pair[0] <= 12 && pair[1] - pair[0] >= 5), "{months:?}");
            assert!(months[0] <= 11 && 36 - months.last().unwrap() <= 12, "{months:?}");
        }
        let of = |units: std::ops::Range<usize>| {
            let len = units.len() as f64;
            times[units].iter().map(Vec::len).sum::<usize>() as f64 / len / 3.0
        };
        assert!(of(0..39) > 1.5, "the riskiest quarter: {} a year", of(0..39));
        assert!(of(39..155) >= 1.0, "the others: {} a year", of(39..155));
    }

    proptest! {
        #[test]
        fn the_parts_add_up_and_no_part_is_beyond_its_limit(
            index in prop::option::of(0.0f64..100.0), fall in prop::option::of(0.0f64..60.0), high in 0u32..40,
            overdue in 0u32..40, receptions in 0u32..5000, months in prop::option::of(0u32..60),
        ) {
            let known = Known {
                index, fall, open_high: high, overdue, receptions, months_since: months, ..unit("A")
            };
            let places = plan(&[known, Known { receptions: 5000, ..unit("B") }], &[]);
            for place in &places {
                let sum: f64 = place.reasons.iter().map(|reason| reason.points).sum();
                prop_assert!((sum - place.points).abs() < 1e-9);
                prop_assert!(place.reasons.iter().all(|reason| reason.points > 0.0 && reason.points <= 30.0));
            }
            prop_assert_eq!(places[0].rank, 1);
        }
    }
}
