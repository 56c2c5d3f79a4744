//! The checks against the simulator's list of true violations, which it makes without any SQL: a small `bench checks`.

use qebul::jobs::accuracy::{self, Accuracy, Trial};

use crate::support;

#[tokio::test(flavor = "multi_thread")]
async fn every_check_finds_what_is_wrong_and_nothing_else() {
    let (environment, folder) = support::feeds(&[], qebul::clock::Clock::System);
    let mut accuracy = Accuracy::default();
    for (seed, last, months) in [(20_260_720, "2026-06", 2), (41, "2025-11", 1)] {
        let trial = Trial { seed, scale: 0.035, last: last.parse().unwrap(), months };
        let measured = accuracy::measure(&environment, folder.path(), trial).await;
        accuracy.add(measured.unwrap_or_else(|error| panic!("{}", error.report())));
    }
    let mut wrong = Vec::new();
    for check in environment.library.checks() {
        let tally = accuracy.checks.get(&check.id).copied().unwrap_or_default();
        if !tally.is_good() {
            wrong.push(format!("{}: {tally:?}", check.id));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n{}", wrong.join("\n"), accuracy.examples.join("\n"));
}
