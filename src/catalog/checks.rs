//! Runs checks: population and violations by each check's SQL, the state by one rule for all (`queries/engine`).

use serde::Deserialize;

use super::bind::Context;
use super::check::Check;
use super::library::Library;
use super::needs::Provided;
use super::thresholds::limits_sql;
use crate::domain::finding::{CheckOutcome, CheckResult, Violation};
use crate::error::{Doing, Result};
use crate::store::Session;

/// Answers the checks that `globs` name (all when empty) for every unit of the period, or for one unit.
///
/// The session must be [prepared](super::prepare). It keeps the temp tables `check_results` and `violations`.
///
/// # Errors
/// A glob names no check, or a check's SQL fails; the error names its file.
pub fn run(
    session: &Session,
    library: &Library,
    context: &Context,
    unit: Option<&str>,
    globs: &[String],
) -> Result<CheckOutcome> {
    let checks = library.select(globs)?;
    let sources = Sources::read(session, library)?;
    session.run(library.text("engine/begin_run.sql")?)?;
    for check in &checks {
        run_one(session, library, check, &sources)
            .doing(|| format!("running check {} (`queries/{}`) on {}", check.id, check.path, context.period))?;
    }
    session.set("check_order", checks.iter().map(|check| check.id.clone()).collect::<Vec<_>>())?;
    session.set("check_unit", unit)?;
    let results: Vec<CheckResult> = session.rows(library.text("engine/results.sql")?)?;
    let mut violations = Vec::new();
    session.each(library.text("engine/violations.sql")?, |row: ViolationRow| {
        violations.push(row.into_violation()?);
        Ok(())
    })?;
    Ok(CheckOutcome { results, violations })
}

/// Runs one check into the temp tables `check_results` and `violations`.
pub(super) fn run_one(session: &Session, library: &Library, check: &Check, sources: &Sources) -> Result<()> {
    session.run(&limits_sql(check))?;
    session.set("check_id", check.id.as_str())?;
    session.set("check_measure", check.measure.as_str())?;
    session.set("check_judges", check.judges.as_str())?;
    session.set("check_not_provided", sources.not_providing(check))?;
    session.set("check_stale", sources.stale_for(check))?;
    session.run(library.text("engine/begin_check.sql")?)?;
    if let Some(sql) = &check.prepare_sql {
        session.run(sql).doing(|| "in section `prepare`".into())?;
    }
    session
        .run(&format!("insert into check_population by name {}", check.population_sql))
        .doing(|| "in section `population`".into())?;
    session
        .run(&format!("insert into check_violations by name {}", check.violations_sql))
        .doing(|| "in section `violations`".into())?;
    session.run(library.text("engine/end_check.sql")?)
}

/// What the sources offer, and whose feed is stale.
pub(super) struct Sources {
    provided: Provided,
    /// Source and the entities whose feed is stale.
    stale: Vec<(String, Vec<String>)>,
}

impl Sources {
    pub(super) fn read(session: &Session, library: &Library) -> Result<Sources> {
        #[derive(Deserialize)]
        struct Column {
            source: String,
            entity: String,
            column_name: String,
            is_instant: bool,
        }
        #[derive(Deserialize)]
        struct Source {
            source: String,
            stale: Vec<String>,
        }
        let mut provided = Provided::default();
        for column in session.rows::<Column>(library.text("engine/provided.sql")?)? {
            provided.add(column.source, column.entity, column.column_name, column.is_instant);
        }
        let sources: Vec<Source> = session.rows(library.text("engine/sources.sql")?)?;
        Ok(Sources { provided, stale: sources.into_iter().map(|source| (source.source, source.stale)).collect() })
    }

    fn not_providing(&self, check: &Check) -> Vec<String> {
        let sources = self.stale.iter().map(|(source, _)| source);
        sources.filter(|source| !check.needs.iter().all(|need| need.is_met(source, &self.provided))).cloned().collect()
    }

    fn stale_for(&self, check: &Check) -> Vec<String> {
        let is_stale =
            |stale: &[String]| check.fresh.iter().any(|entity| stale.iter().any(|name| name == entity.as_str()));
        self.stale.iter().filter(|(_, stale)| is_stale(stale)).map(|(source, _)| source.clone()).collect()
    }
}

/// A violation as SQL gives it, its evidence still text.
#[derive(Deserialize)]
pub(super) struct ViolationRow {
    check: String,
    unit: String,
    subject_kind: String,
    subject_id: String,
    source: Option<String>,
    measured: Option<f64>,
    threshold: Option<f64>,
    evidence: Option<String>,
}

impl ViolationRow {
    pub(super) fn into_violation(self) -> Result<Violation> {
        let evidence = match &self.evidence {
            Some(text) => serde_json::from_str(text)
                .doing(|| format!("reading the evidence of check {} on `{}`", self.check, self.subject_id))?,
            None => serde_json::Value::Object(serde_json::Map::new()),
        };
        Ok(Violation {
            check: self.check,
            unit: self.unit,
            subject_kind: self.subject_kind,
            subject_id: self.subject_id,
            source: self.source,
            measured: self.measured,
            threshold: self.threshold,
            evidence,
        })
    }
}
