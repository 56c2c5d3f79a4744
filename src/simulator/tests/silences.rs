//! Silences and mass closures, recounted from the served items.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::Value;

use super::recount::{Recount, Rows, row};
use super::{listed, ministry, settings, text};
use crate::domain::period::{Period, PeriodKind};

#[test]
fn a_silence_is_planted_or_does_not_happen() {
    let ministry = ministry(settings(2, 0.05, "2025-10", "2026-08", "2026-09-09T06:00:00Z"));
    let recount = Recount::of(&ministry);
    let mut daily: BTreeMap<&str, BTreeMap<NaiveDate, u32>> = BTreeMap::new();
    for item in &recount.receptions {
        *daily.entry(text(item, "unit_code").unwrap()).or_default().entry(recount.day(item)).or_default() += 1;
    }
    let mut found = BTreeSet::new();
    for (unit, days) in &daily {
        let week = recount.week(unit);
        let works = |day: &NaiveDate| recount.reference.calendar.is_working(*day, week);
        let (first, last) = (*days.keys().next().unwrap(), ministry.settings().last_day());
        let mut run: Vec<NaiveDate> = Vec::new();
        for day in first.iter_days().take_while(|day| *day <= last).filter(works) {
            if !days.contains_key(&day) {
                run.push(day);
                continue;
            }
            let silence = std::mem::take(&mut run);
            if silence.len() < 5 || (silence[0] - first).num_days() < 56 {
                continue;
            }
            let from = silence[0] - chrono::Days::new(56);
            let past: Vec<NaiveDate> = from.iter_days().take_while(|day| *day < silence[0]).filter(works).collect();
            let seen: u32 = past.iter().filter_map(|day| days.get(day)).sum();
            if f64::from(seen) / past.len() as f64 * silence.len() as f64 >= 7.0 {
                for day in silence {
                    let month = Period::containing(PeriodKind::Month, day).to_string();
                    found.insert(((*unit).to_owned(), month, (*unit).to_owned()));
                }
            }
        }
    }
    assert_eq!(found, listed(&ministry, "R3"));
    assert!(!found.is_empty());
}

#[test]
fn closed_all_at_once_are_those_listed() {
    let ministry = ministry(settings(2, 0.05, "2025-10", "2026-08", "2026-09-09T06:00:00Z"));
    let recount = Recount::of(&ministry);
    let mut daily: BTreeMap<&str, BTreeMap<NaiveDate, Vec<&Value>>> = BTreeMap::new();
    for item in &recount.assignments {
        if let (_, charged, Some(done)) = recount.term(item, NaiveDate::MAX) {
            daily.entry(charged).or_default().entry(done).or_default().push(item);
        }
    }
    let mut found = Rows::new();
    for (unit, days) in &daily {
        for (day, closed) in days {
            let past = days.range(*day - chrono::Days::new(183)..*day);
            let mut counts: Vec<usize> = past.map(|(_, closed)| closed.len()).collect();
            counts.sort_unstable();
            let Some(upper) = counts.get(counts.len() / 2) else { continue };
            let lower = counts[(counts.len() - 1) / 2];
            if closed.len() >= 20 && closed.len() as f64 > 10.0 * (upper + lower) as f64 / 2.0 {
                found.extend(closed.iter().map(|item| row(unit, *day, item)));
            }
        }
    }
    assert_eq!(found, listed(&ministry, "A8"));
    assert!(!found.is_empty());
}
