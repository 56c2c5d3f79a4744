//! Where the points are lost, and what would bring them back.

use super::aggregate::{self, Assessment};
use super::model::{DebtText, Direction, Effect, Model};
use super::rounded;
use super::tally::Tally;
use crate::domain::score::{Contribution, Debt, Prior};

/// Debts worth less than this many points of the index are not listed.
const LEAST_DEBT: f64 = 0.05;

/// The distance from 100, shared out; the greatest loss first.
///
/// A dimension's part is (100 − I) · w ln(100/S) ÷ ln(100/I), w its weight among those that have points. Inside it the
/// indicators share in proportion to their lost points. All parts sum to 100 − I.
pub fn contributions(model: &Model, assessment: &Assessment) -> Vec<Contribution> {
    let Some(index) = assessment.index else { return Vec::new() };
    let distance = libm::log(100.0 / index);
    if distance <= 0.0 {
        return Vec::new();
    }
    let weights = model.weights();
    let present: f64 = weights.iter().zip(&assessment.dimensions).filter(|(_, p)| p.is_some()).map(|(w, _)| w).sum();
    let mut parts = Vec::new();
    for (place, dimension) in model.dimensions.iter().enumerate() {
        let Some(points) = assessment.dimensions[place] else { continue };
        let share = weights[place] / present * libm::log(100.0 / points.max(model.dimension_floor)) / distance;
        let lost: Vec<(&str, f64)> = model
            .indicators()
            .zip(&assessment.indicators)
            .filter(|((of, _), _)| *of == place)
            .filter_map(|((_, indicator), value)| value.points.map(|points| (indicator.id.as_str(), 100.0 - points)))
            .collect();
        let all: f64 = lost.iter().map(|(_, lost)| lost).sum();
        parts.extend(lost.into_iter().filter(|(_, lost)| *lost > 0.0).map(|(indicator, lost)| Contribution {
            dimension: dimension.id.clone(),
            indicator: indicator.to_owned(),
            points: rounded((100.0 - index) * share * lost / all),
        }));
    }
    parts.sort_by(|a, b| b.points.total_cmp(&a.points));
    parts
}

/// What the unit can do for points: the index is computed anew with each kind of work done; the greatest gain first.
pub fn debts(model: &Model, tallies: &[Tally], priors: &[Option<Prior>], assessment: &Assessment) -> Vec<Debt> {
    let Some(index) = assessment.index else { return Vec::new() };
    let mut debts: Vec<Debt> = Vec::new();
    for (place, (_, indicator)) in model.indicators().enumerate() {
        let Some(text) = &indicator.debt else { continue };
        let Some((paid, count)) = pay(&tallies[place], indicator.direction, text.effect) else { continue };
        let mut values = assessment.indicators.clone();
        values[place] = aggregate::judge(indicator, &paid, priors[place].as_ref());
        let gain = aggregate::conclude(model, values).index.map_or(0.0, |after| after - index);
        if gain >= LEAST_DEBT {
            debts.push(debt(&indicator.id, text, count, gain));
        }
    }
    debts.sort_by(|a, b| b.points.total_cmp(&a.points));
    debts
}

/// The counts once everything lacking is done, and how many things that is.
fn pay(tally: &Tally, direction: Direction, effect: Effect) -> Option<(Tally, u64)> {
    let lacking = match direction {
        Direction::Up => tally.denominator - tally.numerator,
        Direction::Down => tally.numerator,
    };
    if !tally.provided || tally.denominator <= 0.0 || lacking < 0.5 {
        return None;
    }
    let paid = match (direction, effect) {
        (Direction::Up, Effect::Fulfil) => Tally { numerator: tally.denominator, ..*tally },
        (Direction::Down, Effect::Fulfil) => Tally { numerator: 0.0, ..*tally },
        (Direction::Up, Effect::Leave) => less(tally, lacking, tally.numerator),
        (Direction::Down, Effect::Leave) => less(tally, lacking, 0.0),
    };
    Some((paid, lacking.round() as u64))
}

fn less(tally: &Tally, gone: f64, numerator: f64) -> Tally {
    Tally { numerator, denominator: tally.denominator - gone, eligible: (tally.eligible - gone).max(0.0), ..*tally }
}

fn debt(indicator: &str, text: &DebtText, count: u64, points: f64) -> Debt {
    let en = if count == 1 { &text.en_one } else { &text.en };
    let say = |text: &str| text.replace("{count}", &grouped(count));
    Debt { what: indicator.to_owned(), count, points: rounded(points), text_az: say(&text.az), text_en: say(en) }
}

/// Thousands apart by U+00A0.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + 6);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::aggregate::assess;
    use super::super::aggregate::tests::{any_unit, worked_example};
    use super::super::model::tests::builtin;
    use super::*;

    #[test]
    fn the_worked_example_loses_most_where_leaders_received_nobody() {
        let model = builtin();
        let result = assess(&model, &worked_example(), &vec![None; 17]);
        let parts = contributions(&model, &result);
        let index = result.index.unwrap();
        // Organisation: w = 0.2, S = 52.38; of its 142.86 lost points 100 are the leaders'.
        let organisation = (100.0 - index) * 0.2 * (100.0f64 / 52.380_952_38).ln() / (100.0 / index).ln();
        let leaders = parts.iter().find(|part| part.indicator == "leaders_received").unwrap();
        assert!((leaders.points - organisation * 100.0 / 142.857_142_86).abs() < 1e-6, "{leaders:?}");
        assert_eq!(parts[0].indicator, "leaders_received");
        assert!(parts.windows(2).all(|pair| pair[0].points >= pair[1].points));
        assert!(parts.iter().all(|part| part.indicator != "findings_fixed_in_time"), "not applicable: nothing lost");
    }

    #[test]
    fn a_debt_is_what_recomputation_gives() {
        let model = builtin();
        let (tallies, priors) = (worked_example(), vec![None; 17]);
        let before = assess(&model, &tallies, &priors);
        let debts = debts(&model, &tallies, &priors, &before);
        // 25 open, 4 of them overdue: closed, all 21 that stay open are in time.
        let overdue = debts.iter().find(|debt| debt.what == "open_not_overdue").unwrap();
        let mut closed = tallies.clone();
        closed[7] = Tally::share(21.0, 21.0);
        let after = assess(&model, &closed, &priors);
        assert_eq!(overdue.count, 4);
        assert!((overdue.points - (after.index.unwrap() - before.index.unwrap())).abs() < 1e-8);
        assert_eq!(overdue.text_en, "if the 4 overdue assignments are closed");
        assert!(debts.windows(2).all(|pair| pair[0].points >= pair[1].points));
        assert!(debts.iter().all(|debt| debt.what != "within_statutory_term"), "nothing lacking, no debt");
    }

    #[test]
    fn counts_are_grouped_by_thousands() {
        assert_eq!([grouped(17), grouped(1_234), grouped(1_234_567)], ["17", "1\u{a0}234", "1\u{a0}234\u{a0}567"]);
    }

    proptest! {
        #[test]
        fn contributions_sum_to_the_distance_from_100((tallies, priors) in any_unit()) {
            let model = builtin();
            let result = assess(&model, &tallies, &priors);
            if let Some(index) = result.index {
                let sum: f64 = contributions(&model, &result).iter().map(|part| part.points).sum();
                prop_assert!((sum - (100.0 - index)).abs() < 1e-6, "{} {}", sum, 100.0 - index);
            }
        }

        #[test]
        fn debts_gain_and_never_overshoot((tallies, priors) in any_unit()) {
            let model = builtin();
            let result = assess(&model, &tallies, &priors);
            for debt in debts(&model, &tallies, &priors, &result) {
                prop_assert!(debt.points > 0.0 && debt.points + result.index.unwrap() <= 100.0 + 1e-9);
                prop_assert!(debt.count > 0);
            }
        }
    }
}
