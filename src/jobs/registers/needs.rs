//! Training needs (charter 4.1.4, 6.2.5): the checks that units fail together, with what there is to do.

use serde::{Deserialize, Serialize};

use crate::catalog::Bilingual;
use crate::domain::finding::Severity;
use crate::domain::period::Period;
use crate::error::{Doing, Error, Result};
use crate::jobs::Environment;
use crate::store::Store;

/// One check that units fail.
#[derive(Debug, Clone, Serialize)]
pub struct Need {
    pub check: String,
    pub title: Bilingual,
    pub severity: Severity,
    /// Units that fail it, of those that could be judged.
    pub failing: i64,
    pub judged: i64,
    pub violations: i64,
    /// Failing units without a training on it in the last year.
    pub untrained: i64,
    /// The failing units, the worst first.
    pub units: Vec<String>,
    /// What to do: the check's own words.
    pub todo: Bilingual,
}

#[derive(Deserialize)]
struct Row {
    check: String,
    failing: i64,
    judged: i64,
    violations: i64,
    untrained: i64,
    units: Vec<String>,
}

/// The needs of a period: what most units fail first, of equals the graver. Matters to look into need no training.
///
/// # Errors
/// The period was never evaluated.
pub fn needs(environment: &Environment, store: &Store, period: Period) -> Result<Vec<Need>> {
    let session = store.session()?;
    session.set("needs_period", period.to_string())?;
    session.set("needs_to", period.last_day())?;
    let rows: Vec<Row> = session
        .rows(environment.library.report("training_needs")?)
        .doing(|| format!("reading the training needs of `{period}`"))?;
    if rows.is_empty() && !is_evaluated(&session, period)? {
        return Err(Error::not_found(format!("`{period}` was never evaluated"))
            .hint(format!("run `qebul run check --period {period}` first")));
    }
    let mut needs = Vec::new();
    for row in rows {
        // A check that is no longer in the library teaches nothing.
        let Ok(check) = environment.library.check(&row.check) else { continue };
        if check.look_into {
            continue;
        }
        needs.push(Need {
            title: check.title.clone(),
            severity: check.severity,
            todo: check.proposal.clone(),
            check: row.check,
            failing: row.failing,
            judged: row.judged,
            violations: row.violations,
            untrained: row.untrained,
            units: row.units,
        });
    }
    needs.sort_by(|a, b| {
        b.failing.cmp(&a.failing).then(b.severity.cmp(&a.severity)).then(b.violations.cmp(&a.violations))
    });
    Ok(needs)
}

fn is_evaluated(session: &crate::store::Session, period: Period) -> Result<bool> {
    #[derive(Deserialize)]
    struct Count {
        value: i64,
    }
    session.set("period", period.to_string())?;
    let count: Count =
        session.one("select count(*) as value from lake.check_runs where period = getvariable('period')")?;
    Ok(count.value > 0)
}
