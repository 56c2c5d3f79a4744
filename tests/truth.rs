//! The checks against the simulator's list of planted faults, which it made without any SQL.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use qebul::clock::Clock;
use qebul::domain::period::Period;
use qebul::domain::reference::Reference;
use qebul::jobs::{evaluate, pull};
use qebul::simulator::{Ministry, Settings, Violation, router};

use crate::support;

/// The faults that the simulator plants in this build.
const CHECKS: &[&str] = &["R1", "R2", "R3", "R5", "R6", "R7", "A1", "A2", "A3", "A8", "C1", "D1", "D2"];

/// Unit, kind of subject, subject, and for contradictions the figure.
type Key = (String, String, String, Option<String>);

fn planted(truth: &[Violation], check: &str, period: Period, as_of: chrono::DateTime<chrono::Utc>) -> BTreeSet<Key> {
    let applies = |fault: &&Violation| {
        if check == "A1" {
            // Overdue is a state at the evaluation time, not an event of the month.
            fault.overdue_from.is_some_and(|from| from <= as_of)
                && fault.overdue_until.is_none_or(|until| until > as_of)
        } else {
            fault.period == period.to_string()
        }
    };
    let key = |fault: &Violation| {
        (fault.unit.clone(), fault.subject_kind.clone(), fault.subject_id.clone(), fault.figure.clone())
    };
    truth.iter().filter(|fault| fault.check == check).filter(applies).map(key).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_planted_fault_is_found_and_nothing_else() {
    let reference = Reference::builtin();
    let month = |text: &str| text.parse::<Period>().unwrap();
    let now = "2026-07-20T08:00:00Z".parse().unwrap();
    let settings = Settings::new(20_260_720, 0.03, month("2025-11"), month("2026-06"), now);
    let ministry = Arc::new(Ministry::generate(settings, &reference).unwrap());
    let truth = ministry.truth();
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

    // Per check: found and planted, found only, planted only.
    let mut counts: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    let mut examples = Vec::new();
    for period in ["2026-02", "2026-04", "2026-05", "2026-06"].map(month) {
        let prepared =
            evaluate::prepare(&environment, &environment.store, period).unwrap_or_else(|e| panic!("{}", e.report()));
        let outcome =
            qebul::catalog::checks::run(&prepared.session, &environment.library, &prepared.context, None, &[])
                .unwrap_or_else(|e| panic!("{}", e.report()));
        for check in CHECKS {
            let planted = planted(&truth.violations, check, period, prepared.context.as_of);
            let found: BTreeSet<Key> = outcome
                .violations
                .iter()
                .filter(|violation| violation.check == *check)
                .map(|violation| {
                    let figure = violation.evidence["figure"].as_str().filter(|_| *check == "D2").map(str::to_owned);
                    (violation.unit.clone(), violation.subject_kind.clone(), violation.subject_id.clone(), figure)
                })
                .collect();
            let count = counts.entry(check).or_default();
            count.0 += found.intersection(&planted).count();
            count.1 += found.difference(&planted).count();
            count.2 += planted.difference(&found).count();
            examples
                .extend(found.difference(&planted).take(2).map(|key| format!("{check} {period} found only: {key:?}")));
            examples.extend(
                planted.difference(&found).take(2).map(|key| format!("{check} {period} planted only: {key:?}")),
            );
        }
    }
    for (check, (both, found_only, planted_only)) in counts {
        assert!(both > 0, "{check} was planted and found\n{}", examples.join("\n"));
        let recall = both as f64 / (both + planted_only) as f64;
        let precision = both as f64 / (both + found_only) as f64;
        assert!(
            recall >= 0.99 && precision >= 0.95,
            "{check}: recall {recall:.3}, precision {precision:.3}\n{}",
            examples.join("\n")
        );
    }
}
