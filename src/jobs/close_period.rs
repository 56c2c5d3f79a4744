//! Closing a month: final pull → checks → scores → findings → dataset frozen → edition.
//!
//! The work is keyed by the period: run again it pulls, checks and scores again, but an edition that exists stands.

use super::report::{Request, typeset};
use super::{Environment, editions, evaluate, findings, pull, runner, schedule};
use crate::dispatch;
use crate::domain::language::Language;
use crate::domain::period::{Period, PeriodKind};
use crate::error::{Doing, Error, Result};
use crate::jobs::progress::Progress;

/// Closes the month.
pub async fn close(environment: &Environment, period: Period) -> Result<()> {
    let summary = if environment.config.sources.is_empty() {
        pull::Summary::default()
    } else {
        runner::step(&environment.watch, "final pull", async {
            let summary = pull::all(environment, pull::Scope { reconcile: true, ..pull::Scope::default() }).await?;
            let rows = summary.rows();
            Ok((summary, Some(rows), String::new()))
        })
        .await?
    };
    close_pulled(environment, period).await?;
    summary.verdict()
}

/// Closes the month on what is in the lake.
pub async fn close_pulled(environment: &Environment, period: Period) -> Result<()> {
    let work = environment.clone();
    environment
        .store
        .call(move |store| {
            let watch = &work.watch;
            let started = std::time::Instant::now();
            let evaluation = evaluate::evaluate(&work, store, period)?;
            evaluate::keep(&work, store, &evaluation)?;
            tell(watch, "checks and scores", started, evaluation.checks.violations.len());
            let started = std::time::Instant::now();
            let raised = findings::close(&work, store, &evaluation)?;
            tell(watch, "findings", started, raised);
            let language: Language = work.config.ministry.language.parse()?;
            if editions::exists(store, period, language.as_str())? {
                watch.note(format!("the edition of {period} stands; nothing is typeset again"));
                return Ok(());
            }
            let started = std::time::Instant::now();
            let request = Request { period, language, folder: work.reports_folder()? };
            let produced = typeset(&work, store, &evaluation, &request, 1)?;
            tell(watch, "report", started, produced.pages);
            watch.note(produced.path.display().to_string());
            if let Some(folder) = work.config.delivery.folder.as_ref().filter(|_| !work.config.reports.approval) {
                let bytes = std::fs::read(&produced.path).doing(|| format!("reading `{}`", produced.path.display()))?;
                let name =
                    produced.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                dispatch::folder::deliver(&work.config.resolve(folder), &name, &bytes)?;
            }
            Ok(())
        })
        .await
}

fn tell(watch: &super::Watch, step: &str, started: std::time::Instant, rows: usize) {
    let seconds = started.elapsed().as_secs_f64();
    watch.tell(Progress::End { step: step.into(), rows: Some(rows as u64), seconds, detail: String::new() });
}

/// What `run JOB --dry-run` says.
pub fn plan(environment: &Environment, job: &str, period: Option<Period>) -> Result<Vec<String>> {
    let plan: schedule::Plan = job.parse()?;
    let sources = environment.config.sources.iter().map(|source| source.name.as_str()).collect::<Vec<_>>().join(", ");
    let mut lines =
        vec![format!("would pull {}", if sources.is_empty() { "nothing: no source is configured" } else { &sources })];
    match plan.job {
        "pull" => {}
        "check" => lines = vec!["would check the running month and open findings".into()],
        "monitor-plan" => {
            let month = period.unwrap_or_else(|| runner::last_ended_month(environment).next());
            lines = vec![format!(
                "would open the periodic monitorings of {month}; `qebul plan --period {month}` lists them"
            )];
        }
        _ => {
            let period = period.unwrap_or_else(|| runner::last_ended_month(environment));
            if period.kind() != PeriodKind::Month {
                return Err(Error::usage(format!("closing `{period}` as a month")).hint("give a month such as 2026-09"));
            }
            lines.push(format!("would check and score {period} as of {}", environment.as_of(&period).to_rfc3339()));
            let language = &environment.config.ministry.language;
            lines.push(if editions::exists(&environment.store, period, language)? {
                format!("would typeset nothing: the edition of {period} stands")
            } else {
                format!("would typeset edition 1 of the monthly report of {period}")
            });
        }
    }
    Ok(lines)
}
