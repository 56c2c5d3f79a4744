//! What changed since the last monitoring of the same unit and checks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::finding::{CheckResult, CheckState};

/// What became of one shortcoming (a check that a unit fails).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// Failed last time and fails now.
    Persists,
    /// Failed before, passed last time, fails again.
    Returned,
    /// Fails for the first time.
    New,
    /// Failed last time, passes now.
    Closed,
    /// Failed last time; now nobody can tell, which closes nothing.
    NotEvaluable,
}

impl Since {
    pub fn as_str(self) -> &'static str {
        match self {
            Since::Persists => "persists",
            Since::Returned => "returned",
            Since::New => "new",
            Since::Closed => "closed",
            Since::NotEvaluable => "not_evaluable",
        }
    }
}

/// One line of the comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Changed {
    pub check: String,
    pub unit: String,
    pub since: Since,
    /// Measured last time and now.
    pub before: Option<f64>,
    pub now: Option<f64>,
    pub violations_before: i64,
    pub violations_now: i64,
}

/// Compares results with those of earlier monitorings, the newest first; none to compare with gives nothing.
pub fn compare(now: &[CheckResult], earlier: &[Vec<CheckResult>]) -> Vec<Changed> {
    let Some(last) = earlier.first() else { return Vec::new() };
    let index = |results: &[CheckResult]| -> BTreeMap<(String, String), CheckResult> {
        results.iter().map(|result| ((result.check.clone(), result.unit.clone()), result.clone())).collect()
    };
    let last = index(last);
    let older: Vec<_> = earlier[1..].iter().map(|results| index(results)).collect();
    let failed = |results: &BTreeMap<(String, String), CheckResult>, key: &(String, String)| {
        results.get(key).is_some_and(|result| result.state == CheckState::Fail)
    };
    now.iter()
        .filter_map(|result| {
            let key = (result.check.clone(), result.unit.clone());
            let had = failed(&last, &key);
            let since = match (result.state, had) {
                (CheckState::Fail, true) => Since::Persists,
                (CheckState::Fail, false) if older.iter().any(|results| failed(results, &key)) => Since::Returned,
                (CheckState::Fail, false) => Since::New,
                (CheckState::Pass, true) => Since::Closed,
                (CheckState::NotEvaluable, true) => Since::NotEvaluable,
                _ => return None,
            };
            let before = last.get(&key);
            Some(Changed {
                check: key.0,
                unit: key.1,
                since,
                before: before.and_then(|before| before.measured),
                now: result.measured,
                violations_before: before.map_or(0, |before| before.violations),
                violations_now: result.violations,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(check: &str, state: CheckState, violations: i64) -> CheckResult {
        CheckResult {
            check: check.into(),
            unit: "U".into(),
            state,
            reason: None,
            measured: Some(violations as f64 / 100.0),
            threshold: Some(0.02),
            violations,
            population: 100,
        }
    }

    #[test]
    fn each_shortcoming_has_its_way() {
        use CheckState::{Fail, NotEvaluable, Pass};
        let now = [
            result("R1", Fail, 5),
            result("R2", Fail, 6),
            result("R3", Fail, 1),
            result("R4", Pass, 0),
            result("R5", NotEvaluable, 0),
            result("R6", Pass, 0),
        ];
        let last = vec![
            result("R1", Fail, 9),
            result("R2", Pass, 0),
            result("R4", Fail, 3),
            result("R5", Fail, 3),
            result("R6", Pass, 0),
        ];
        let older = vec![result("R2", Fail, 4), result("R3", Pass, 0)];
        let found: Vec<(String, &str)> =
            compare(&now, &[last, older]).into_iter().map(|line| (line.check, line.since.as_str())).collect();
        let expected =
            [("R1", "persists"), ("R2", "returned"), ("R3", "new"), ("R4", "closed"), ("R5", "not_evaluable")];
        assert_eq!(found, expected.map(|(check, since)| (check.to_owned(), since)));
        assert_eq!(compare(&now, &[]), []);
    }
}
