//! The sources' part of `qebul jobs`: how fresh each is, what its last pull brought, whether the counts agree.

use chrono::{DateTime, Utc};

use crate::cli::table;
use crate::domain::breaker::State;
use crate::error::Result;
use crate::jobs::Environment;
use crate::jobs::pull::health::{self, RunOutcome, SourceLoads, SourceRun};

/// A table with a line a source; none before the first pull.
pub fn render(environment: &Environment, now: DateTime<Utc>) -> Result<Option<String>> {
    let runs = health::runs(&environment.store)?;
    let loads = health::loads(&environment.store)?;
    let rows: Vec<Vec<String>> = runs
        .iter()
        .map(|run| {
            let loads: Vec<&SourceLoads> = loads.iter().filter(|load| load.source == run.source).collect();
            line(environment, run, &loads, now)
        })
        .collect();
    let header = [
        "source",
        "last run",
        "last complete",
        "lag",
        "watermark",
        "new",
        "changed",
        "deleted",
        "rejected",
        "counts",
        "breaker",
        "error",
    ];
    Ok((!rows.is_empty()).then(|| table::render(&header, &rows, &[3, 5, 6, 7, 8])))
}

fn line(environment: &Environment, run: &SourceRun, loads: &[&SourceLoads], now: DateTime<Utc>) -> Vec<String> {
    let zone = environment.reference.zone;
    let local = |at: DateTime<Utc>| zone.local(at).format("%Y-%m-%d %H:%M").to_string();
    let sum = |of: fn(&SourceLoads) -> u64| loads.iter().map(|load| of(load)).sum::<u64>().to_string();
    // A source is as fresh as the stalest of its entities.
    let complete_at = loads.iter().map(|load| load.complete_at).min().flatten();
    let watermark = loads.iter().filter_map(|load| load.watermark).max();
    let outcome = match run.outcome {
        RunOutcome::Complete => "complete",
        RunOutcome::Incomplete => "incomplete",
        RunOutcome::Unreachable => "unreachable",
    };
    let breaker = match run.breaker.state(now) {
        State::Closed => "closed".to_owned(),
        State::Open(until) => format!("open until {}", local(until)),
        State::HalfOpen => "half open".to_owned(),
    };
    vec![
        run.source.clone(),
        format!("{} {outcome}", local(run.tried_at)),
        complete_at.map_or_else(|| "never".into(), local),
        complete_at.map_or_else(String::new, |at| lag(at, now)),
        watermark.map_or_else(String::new, local),
        sum(|load| load.rows_new),
        sum(|load| load.rows_changed),
        sum(|load| load.rows_deleted),
        sum(|load| load.rows_rejected),
        verdict(loads),
        breaker,
        run.error.as_deref().and_then(|text| text.lines().next()).unwrap_or_default().to_owned(),
    ]
}

/// `35 min`, `26 h`.
fn lag(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let minutes = (now - at).num_minutes().max(0);
    if minutes < 120 { format!("{minutes} min") } else { format!("{} h", minutes / 60) }
}

/// Whether the source's counts and the lake's agree, entity by entity.
fn verdict(loads: &[&SourceLoads]) -> String {
    let told: Vec<_> = loads.iter().filter_map(|load| Some((&load.entity, load.claimed?, load.held?))).collect();
    let off: Vec<String> = told
        .iter()
        .filter(|(_, claimed, held)| claimed != held)
        .map(|(entity, claimed, held)| format!("{entity} {held} of {claimed}"))
        .collect();
    match (told.is_empty(), off.is_empty()) {
        (true, _) => "not told".into(),
        (false, true) => "agree".into(),
        (false, false) => format!("off: {}", off.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(entity: &str, claimed: Option<u64>, held: Option<u64>) -> SourceLoads {
        SourceLoads {
            source: "DSMF".into(),
            entity: entity.into(),
            complete_at: None,
            watermark: None,
            rows_seen: 0,
            rows_new: 0,
            rows_changed: 0,
            rows_deleted: 0,
            rows_rejected: 0,
            claimed,
            held,
        }
    }

    #[test]
    fn counts_agree_are_off_or_were_not_told() {
        let (told, off, silent) =
            (load("officials", Some(3), Some(3)), load("receptions", Some(5), Some(4)), load("x", None, None));
        assert_eq!(verdict(&[&told, &silent]), "agree");
        assert_eq!(verdict(&[&told, &off]), "off: receptions 4 of 5");
        assert_eq!(verdict(&[&silent]), "not told");
    }

    #[test]
    fn a_lag_is_minutes_then_hours() {
        let at = |minutes| DateTime::UNIX_EPOCH + chrono::TimeDelta::minutes(minutes);
        assert_eq!(lag(at(0), at(35)), "35 min");
        assert_eq!(lag(at(0), at(26 * 60 + 5)), "26 h");
    }
}
