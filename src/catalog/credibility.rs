//! How far the figures that units report can be believed: the share that stood the recount, and whom the errors favour.
//!
//! A unit's factor is the share of its figures of the last 12 months that its records bear out, with a 90 % interval.
//! Figures of one report are right or wrong together, so they count for fewer: by the design effect, the variance between
//! reports of one unit over that of independent figures, pooled over all units. Whether errors favour the unit is a sign
//! test over the contradicted figures of which one side is better for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Library;
use crate::domain::estimate::{Estimate, share, sign_test};
use crate::error::{Doing, Result};
use crate::store::Session;

/// Fewer errors with a better side say nothing of a tendency.
const LEAST_ERRORS: u64 = 6;
const COVERAGE: f64 = 0.9;

/// The standing of one unit's reports.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Credibility {
    pub unit: String,
    pub reports: u64,
    /// Figures compared.
    pub figures: u64,
    /// Of them, borne out by the records.
    pub held: u64,
    /// The factor with its 90 % interval.
    pub factor: Estimate,
    /// Contradicted figures of which one side is better for the unit.
    pub judged: u64,
    /// Of them, those whose error favours the unit.
    pub favouring: u64,
    /// Two-sided p of the sign test; none with fewer than 6 such errors.
    pub p_value: Option<f64>,
}

/// One report's figures.
#[derive(Debug, Clone, Deserialize)]
struct Report {
    unit: String,
    figures: u64,
    held: u64,
    judged: u64,
    favouring: u64,
}

/// Makes the temp table `ledger_now` of what check D2 compared in this session.
pub fn prepare(session: &Session, library: &Library) -> Result<()> {
    #[derive(Deserialize)]
    struct Found {
        value: i64,
    }
    let found: Found = session
        .one("select count(*) as value from duckdb_tables() where table_name = 'compared_figures' and temporary")?;
    let query = if found.value > 0 { "contradictions_now" } else { "contradictions_none" };
    session.run(library.report(query)?).doing(|| format!("running `queries/reports/{query}.sql`"))
}

/// The credibility of every unit that reported in the 12 months to the period, the least first. Needs [`prepare`] and the
/// variable `period_from`.
pub fn read(session: &Session, library: &Library) -> Result<Vec<Credibility>> {
    let reports: Vec<Report> =
        session.rows(library.report("credibility")?).doing(|| "running `queries/reports/credibility.sql`".into())?;
    Ok(of_reports(&reports))
}

fn of_reports(reports: &[Report]) -> Vec<Credibility> {
    let mut of_unit: BTreeMap<&str, Vec<&Report>> = BTreeMap::new();
    for report in reports.iter().filter(|report| report.figures > 0) {
        of_unit.entry(&report.unit).or_default().push(report);
    }
    let effect = design_effect(of_unit.values());
    let mut all: Vec<Credibility> = of_unit
        .into_iter()
        .filter_map(|(unit, reports)| {
            let sum = |of: fn(&Report) -> u64| reports.iter().map(|report| of(report)).sum::<u64>();
            let (figures, held) = (sum(|r| r.figures), sum(|r| r.held));
            let (judged, favouring) = (sum(|r| r.judged), sum(|r| r.favouring));
            Some(Credibility {
                unit: unit.to_owned(),
                reports: reports.len() as u64,
                figures,
                held,
                factor: share(held, figures, effect, COVERAGE)?,
                judged,
                favouring,
                p_value: sign_test(favouring, judged).filter(|_| judged >= LEAST_ERRORS),
            })
        })
        .collect();
    all.sort_by(|a, b| {
        a.factor.value.total_cmp(&b.factor.value).then(b.figures.cmp(&a.figures)).then(a.unit.cmp(&b.unit))
    });
    all
}

/// Variance between the reports of one unit over that of independent figures, pooled; at least 1.
fn design_effect<'a>(units: impl Iterator<Item = &'a Vec<&'a Report>>) -> f64 {
    let (mut spread, mut chance) = (0.0, 0.0);
    for reports in units.filter(|reports| reports.len() > 1) {
        let figures: u64 = reports.iter().map(|report| report.figures).sum();
        let held: u64 = reports.iter().map(|report| report.held).sum();
        let share = held as f64 / figures as f64;
        spread += reports
            .iter()
            .map(|report| report.figures as f64 * (report.held as f64 / report.figures as f64 - share).powi(2))
            .sum::<f64>();
        chance += share * (1.0 - share) * (reports.len() - 1) as f64;
    }
    if chance > 0.0 { (spread / chance).max(1.0) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(unit: &str, figures: u64, held: u64, judged: u64, favouring: u64) -> Report {
        Report { unit: unit.into(), figures, held, judged, favouring }
    }

    #[test]
    fn the_least_credible_stands_first_and_tendencies_need_errors() {
        let found = of_reports(&[
            report("A", 20, 20, 0, 0),
            report("B", 20, 10, 8, 8),
            report("C", 20, 16, 4, 4),
            report("EMPTY", 0, 0, 0, 0),
        ]);
        let units: Vec<_> = found.iter().map(|of| of.unit.as_str()).collect();
        assert_eq!(units, ["B", "C", "A"]);
        assert!((found[0].p_value.unwrap() - 2.0 / 256.0).abs() < 1e-12);
        assert_eq!(found[1].p_value, None);
        assert!(found.iter().all(|of| of.factor.low <= of.factor.value && of.factor.value <= of.factor.high));
    }

    #[test]
    fn figures_that_are_wrong_together_count_for_fewer() {
        // Six reports of ten figures: each wholly right or wholly wrong, against the same share spread evenly.
        let together: Vec<Report> = (0..6).map(|n| report("A", 10, if n % 2 == 0 { 10 } else { 0 }, 0, 0)).collect();
        let apart: Vec<Report> = (0..6).map(|_| report("A", 10, 5, 0, 0)).collect();
        let width = |reports: &[Report]| of_reports(reports)[0].factor.high - of_reports(reports)[0].factor.low;
        assert!(width(&together) > 2.0 * width(&apart));
        // n·(p − ½)² = 10 · ¼ a report, 6 of them, over ¼ · 5: 12.
        let reports: Vec<&Report> = together.iter().collect();
        assert!((design_effect([&reports].into_iter()) - 12.0).abs() < 1e-9);
    }
}
