//! The nightly check: the running month for the portal, the last ended one, and the findings that are open.

use super::{Environment, evaluate, findings, runner};
use crate::domain::period::{Period, PeriodKind};
use crate::error::Result;
use crate::jobs::progress::Progress;

/// Checks a period, or the last ended and the running month, and tests open findings again.
pub async fn standing(environment: &Environment, period: Option<Period>) -> Result<()> {
    let ended = runner::last_ended_month(environment);
    let periods = period.map_or_else(|| vec![ended, ended.next()], |period| vec![period]);
    for period in periods {
        let work = environment.clone();
        let started = std::time::Instant::now();
        let violations = environment
            .store
            .call(move |store| {
                let evaluation = evaluate::evaluate(&work, store, period)?;
                evaluate::keep(&work, store, &evaluation)?;
                if is_closed(&work, &period) {
                    findings::record(&work, store, &evaluation.context, &evaluation.checks)?;
                }
                Ok(evaluation.checks.violations.len())
            })
            .await?;
        tell(environment, format!("check {period}"), violations, started);
    }
    let started = std::time::Instant::now();
    let work = environment.clone();
    let changed = environment.store.call(move |store| findings::nightly(&work, store)).await?;
    tell(environment, "findings tested again".into(), changed, started);
    Ok(())
}

/// Only ended months raise findings, and only once their closing has come: until then reports and late entries are due.
fn is_closed(environment: &Environment, period: &Period) -> bool {
    let closing = environment.reference.calendar.closing_instant(period, environment.reference.zone);
    period.kind() == PeriodKind::Month && environment.now() >= closing
}

fn tell(environment: &Environment, step: String, rows: usize, started: std::time::Instant) {
    let seconds = started.elapsed().as_secs_f64();
    environment.watch.tell(Progress::End { step, rows: Some(rows as u64), seconds, detail: String::new() });
}
