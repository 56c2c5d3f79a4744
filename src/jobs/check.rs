//! The nightly check: the running month for the portal, the last ended one for findings.

use super::{Environment, evaluate, findings, runner};
use crate::domain::period::{Period, PeriodKind};
use crate::error::Result;
use crate::jobs::progress::Progress;

/// Checks a period, or the last ended and the running month.
pub async fn standing(environment: &Environment, period: Option<Period>) -> Result<()> {
    let ended = runner::last_ended_month(environment);
    let periods = period.map_or_else(|| vec![ended, ended.next()], |period| vec![period]);
    let today = environment.reference.zone.local_day(environment.now());
    for period in periods {
        let work = environment.clone();
        let started = std::time::Instant::now();
        let violations = environment
            .store
            .call(move |store| {
                let evaluation = evaluate::evaluate(&work, store, period)?;
                evaluate::keep(&work, store, &evaluation)?;
                // Only ended months raise findings.
                if period.kind() == PeriodKind::Month && period.last_day() < today {
                    findings::keep(&work, store, &evaluation)?;
                }
                Ok(evaluation.checks.violations.len())
            })
            .await?;
        let seconds = started.elapsed().as_secs_f64();
        let step = format!("check {period}");
        environment.watch.tell(Progress::End { step, rows: Some(violations as u64), seconds, detail: String::new() });
    }
    Ok(())
}
