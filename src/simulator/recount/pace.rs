//! How one official's receptions follow each other (R9).

use std::collections::{BTreeMap, BTreeSet};

use super::super::compact::{NO_OFFICIAL, Reception};
use super::super::truth::Planted;
use super::{Judged, Shown, reception, violation};

const OVERLAP_SECONDS: u32 = 60;
const MOST_AN_HOUR: usize = 12;

impl Shown<'_> {
    pub(super) fn pace(&self, judged: Judged, unit: u16, found: &mut Vec<Planted>) {
        let mut by_official: BTreeMap<u32, Vec<&Reception>> = BTreeMap::new();
        for row in self.of_month(judged, unit) {
            if row.official != NO_OFFICIAL && row.started > 0 && !row.collective {
                by_official.entry(row.official).or_default().push(row);
            }
        }
        for rows in by_official.into_values() {
            let mut wrong: BTreeSet<usize> = overlapping(&rows);
            let mut hours: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
            for (at, row) in rows.iter().enumerate() {
                let hour = self.world.days.at(row.day, 0) + self.world.days.second(row.started) / 3600 * 3600;
                hours.entry(hour).or_default().push(at);
            }
            wrong.extend(hours.into_values().filter(|hour| hour.len() > MOST_AN_HOUR).flatten());
            let why = "in two receptions at once, or one of more than twelve in an hour";
            found.extend(wrong.into_iter().map(|at| violation("R9", judged, unit, reception(rows[at]), why)));
        }
    }
}

/// Places of receptions that overlap another by more than a minute; one without an end overlaps nothing.
fn overlapping(rows: &[&Reception]) -> BTreeSet<usize> {
    let mut wrong = BTreeSet::new();
    let mut timed: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].ended > rows[*at].started).collect();
    timed.sort_by_key(|at| rows[*at].started);
    for (place, one) in timed.iter().enumerate() {
        for other in &timed[place + 1..] {
            if rows[*other].started >= rows[*one].ended {
                break;
            }
            if rows[*one].ended.min(rows[*other].ended) - rows[*other].started > OVERLAP_SECONDS {
                wrong.extend([*one, *other]);
            }
        }
    }
    wrong
}
