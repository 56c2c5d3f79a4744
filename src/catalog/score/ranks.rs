//! Ranks that own up to their uncertainty: a range from the draws, and ties.

use super::draws::share_above;
use super::model::Uncertainty;

/// One contestant: its index and its draws.
pub struct Contestant<'a> {
    pub index: f64,
    pub draws: &'a [f64],
}

/// Where one contestant stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub rank: u32,
    pub low: u32,
    pub high: u32,
    /// Places (in the list given) of those it cannot be told apart from.
    pub ties: Vec<usize>,
}

/// Ranks a group, the highest index first.
///
/// Two tie when their order reverses in more than `tie` of the draws. A rank range is the interval of the ranks drawn,
/// widened to hold the contestant's own rank and the ranks of those it ties with: two that tie could stand in each other's
/// place, and both ranges say so.
pub fn rank(group: &[Contestant], settings: &Uncertainty) -> Vec<Standing> {
    let ranks: Vec<u32> =
        group.iter().map(|one| 1 + group.iter().filter(|other| other.index > one.index).count() as u32).collect();
    let drawn = drawn_ranges(group, settings.interval);
    let mut standings: Vec<Standing> = ranks
        .iter()
        .zip(drawn)
        .map(|(rank, (low, high))| Standing {
            rank: *rank,
            low: low.min(*rank),
            high: high.max(*rank),
            ties: Vec::new(),
        })
        .collect();
    for first in 0..group.len() {
        for second in first + 1..group.len() {
            if ties(&group[first], &group[second], settings.tie) {
                for (one, other) in [(first, second), (second, first)] {
                    standings[one].low = standings[one].low.min(ranks[other]);
                    standings[one].high = standings[one].high.max(ranks[other]);
                    standings[one].ties.push(other);
                }
            }
        }
    }
    standings
}

fn ties(one: &Contestant, other: &Contestant, limit: f64) -> bool {
    let (upper, lower) = if one.index >= other.index { (one, other) } else { (other, one) };
    one.index == other.index || share_above(lower.draws, upper.draws) > limit
}

/// The interval of the ranks that each contestant has over the draws.
fn drawn_ranges(group: &[Contestant], interval: [f64; 2]) -> Vec<(u32, u32)> {
    let draws = group.first().map_or(0, |one| one.draws.len());
    let mut counts = vec![vec![0u32; group.len() + 1]; group.len()];
    let mut order: Vec<usize> = (0..group.len()).collect();
    for draw in 0..draws {
        order.sort_by(|a, b| group[*b].draws[draw].total_cmp(&group[*a].draws[draw]).then(a.cmp(b)));
        for (place, one) in order.iter().enumerate() {
            counts[*one][place + 1] += 1;
        }
    }
    counts.iter().map(|counts| (quantile(counts, draws, interval[0]), quantile(counts, draws, interval[1]))).collect()
}

/// The least rank that `part` of the draws do not exceed.
fn quantile(counts: &[u32], draws: usize, part: f64) -> u32 {
    let needed = part * draws as f64;
    let mut seen = 0u32;
    for (rank, count) in counts.iter().enumerate() {
        seen += count;
        if *count > 0 && f64::from(seen) >= needed {
            return rank as u32;
        }
    }
    counts.len().saturating_sub(1) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::model::tests::builtin;
    use super::super::sample;
    use super::*;

    fn field(indices: &[(f64, f64)]) -> Vec<Vec<f64>> {
        let draws = |place: usize, centre: f64, spread: f64| {
            let mut rng = sample::stream(3, &place.to_string());
            (0..1000).map(|_| centre + spread * sample::normal(&mut rng)).collect()
        };
        indices.iter().enumerate().map(|(place, (centre, spread))| draws(place, *centre, *spread)).collect()
    }

    fn standings(indices: &[(f64, f64)]) -> Vec<Standing> {
        let draws = field(indices);
        let group: Vec<_> =
            indices.iter().zip(&draws).map(|((index, _), draws)| Contestant { index: *index, draws }).collect();
        rank(&group, &builtin().uncertainty)
    }

    #[test]
    fn clear_orders_have_narrow_ranges_and_close_ones_tie() {
        let all = standings(&[(60.0, 0.1), (80.0, 1.0), (80.5, 1.0), (95.0, 0.1)]);
        assert_eq!(all[3], Standing { rank: 1, low: 1, high: 1, ties: vec![] });
        assert_eq!(all[2], Standing { rank: 2, low: 2, high: 3, ties: vec![1] });
        assert_eq!(all[1], Standing { rank: 3, low: 2, high: 3, ties: vec![2] });
        assert_eq!(all[0], Standing { rank: 4, low: 4, high: 4, ties: vec![] });
    }

    #[test]
    fn equal_indices_share_a_rank() {
        let all = standings(&[(70.0, 0.0), (70.0, 0.0), (50.0, 0.0)]);
        assert_eq!((all[0].rank, all[1].rank, all[2].rank), (1, 1, 3));
        assert_eq!((all[0].ties.clone(), all[2].ties.clone()), (vec![1], vec![]));
        assert_eq!(rank(&[], &builtin().uncertainty), vec![]);
    }

    proptest! {
        #[test]
        fn ranges_hold_the_rank_and_the_ranks_of_all_ties(field in prop::collection::vec((0.0f64..100.0, 0.0f64..10.0), 1..12)) {
            let all = standings(&field);
            for (place, one) in all.iter().enumerate() {
                prop_assert!(1 <= one.low && one.low <= one.rank && one.rank <= one.high && one.high as usize <= all.len());
                for other in &one.ties {
                    prop_assert!(one.low <= all[*other].rank && all[*other].rank <= one.high);
                    prop_assert!(all[*other].ties.contains(&place));
                }
            }
        }
    }
}
