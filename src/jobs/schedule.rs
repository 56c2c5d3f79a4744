//! When jobs run: defaults, the configuration's overrides, what was missed, and the ticking.
//!
//! tokio-cron-scheduler only ticks: each closure activates a job by name. What was due is computed with croner in the
//! ministry's time zone; what was missed is asked of the ledger, not of the process's memory.

use std::str::FromStr;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use croner::Cron;
use croner::parser::{CronParser, Seconds};
use tokio_cron_scheduler::{Job, JobScheduler};

use super::ledger::{self, Opening, Outcome};
use super::runner::{Activation, Runner};
use crate::config::{CatchUp, JobSection};
use crate::domain::calendar::Week;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::reference::Reference;
use crate::error::{Doing, Error, Result};

/// When one job runs.
#[derive(Debug, Clone)]
pub struct Plan {
    pub job: &'static str,
    pub when: When,
    pub catch_up: CatchUp,
    pub only_working_days: bool,
}

#[derive(Debug, Clone)]
pub enum When {
    Cron(Vec<String>),
    /// The n-th working day after the period of this kind, at a local time.
    WorkingDay {
        after: PeriodKind,
        day: u32,
        at: NaiveTime,
    },
}

const NINE: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("a valid time");

/// The defaults with the configuration's overrides.
pub fn plans(sections: &[JobSection]) -> Result<Vec<Plan>> {
    let mut plans = vec![
        Plan {
            job: "pull",
            when: When::Cron(vec!["0 0 8-19 * * *".into(), "0 0 2 * * *".into()]),
            catch_up: CatchUp::Latest,
            only_working_days: false,
        },
        Plan {
            job: "check",
            when: When::Cron(vec!["0 30 2 * * *".into()]),
            catch_up: CatchUp::Latest,
            only_working_days: false,
        },
        Plan {
            job: "close-month",
            when: When::WorkingDay { after: PeriodKind::Month, day: 6, at: NINE },
            catch_up: CatchUp::All,
            only_working_days: true,
        },
        Plan {
            job: "monitor-plan",
            when: When::WorkingDay { after: PeriodKind::Month, day: 1, at: NINE },
            catch_up: CatchUp::Latest,
            only_working_days: true,
        },
    ];
    for section in sections {
        let plan = plans.iter_mut().find(|plan| plan.job == section.name).ok_or_else(|| {
            Error::usage(format!("`[[job]]` names `{}`, which is no job", section.name))
                .hint("see `qebul jobs` for their names")
        })?;
        apply(plan, section)?;
    }
    Ok(plans)
}

fn apply(plan: &mut Plan, section: &JobSection) -> Result<()> {
    if let Some(cron) = &section.cron {
        let expressions = cron.expressions();
        for expression in &expressions {
            parse(expression).doing(|| format!("reading `cron` of job `{}`", section.name))?;
        }
        plan.when = When::Cron(expressions);
    }
    if let Some(day) = section.working_day {
        let after = match section.after.as_deref() {
            None | Some("month") => PeriodKind::Month,
            Some("quarter") => PeriodKind::Quarter,
            Some("half") => PeriodKind::Half,
            Some("year") => PeriodKind::Year,
            Some(other) => {
                return Err(Error::usage(format!("job `{}`: `after = \"{other}\"`", section.name))
                    .hint("use month, quarter, half or year"));
            }
        };
        plan.when = When::WorkingDay { after, day, at: NINE };
    }
    plan.catch_up = section.catch_up.unwrap_or(plan.catch_up);
    plan.only_working_days = section.only_working_days.unwrap_or(plan.only_working_days);
    Ok(())
}

fn parse(expression: &str) -> Result<Cron> {
    CronParser::builder().seconds(Seconds::Required).build().parse(expression).map_err(|error| {
        Error::usage(format!("reading the cron expression `{expression}`"))
            .hint("six fields: second minute hour day month weekday, such as \"0 30 6 * * *\"")
            .because(error)
    })
}

impl Plan {
    /// The occurrences after `after` and up to `until`, oldest first.
    pub fn occurrences(
        &self,
        after: DateTime<Utc>,
        until: DateTime<Utc>,
        reference: &Reference,
    ) -> Result<Vec<DateTime<Utc>>> {
        let zone = reference.zone;
        let mut out = Vec::new();
        match &self.when {
            When::Cron(expressions) => {
                for expression in expressions {
                    let cron = parse(expression)?;
                    let from = after.with_timezone(&zone.0);
                    let due = cron.iter_after(from).map(|at| at.with_timezone(&Utc)).take_while(|at| *at <= until);
                    out.extend(due.filter(|at| self.runs_on(*at, reference)));
                }
            }
            When::WorkingDay { after: kind, day, at } => {
                let mut period = Period::containing(*kind, zone.local_day(after) - TimeDelta::days(45)).previous();
                loop {
                    let on = reference.calendar.add_working_days(period.last_day(), *day, Week::Five);
                    let due = zone.at(on, *at);
                    if due > until {
                        break;
                    }
                    if due > after {
                        out.push(due);
                    }
                    period = period.next();
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        Ok(out)
    }

    fn runs_on(&self, at: DateTime<Utc>, reference: &Reference) -> bool {
        !self.only_working_days || reference.calendar.is_working(reference.zone.local_day(at), Week::Five)
    }

    /// The next occurrence within a year.
    pub fn next(&self, after: DateTime<Utc>, reference: &Reference) -> Result<Option<DateTime<Utc>>> {
        let reach = match &self.when {
            When::Cron(_) => TimeDelta::days(8),
            When::WorkingDay { .. } => TimeDelta::days(400),
        };
        Ok(self.occurrences(after, after + reach, reference)?.into_iter().next())
    }

    /// The period that an occurrence closes; for the plan of monitorings the month that it opens.
    fn period(&self, due: DateTime<Utc>, reference: &Reference) -> Option<Period> {
        match &self.when {
            When::WorkingDay { after, .. } if self.job == "monitor-plan" => {
                Some(Period::containing(*after, reference.zone.local_day(due)))
            }
            When::WorkingDay { after, .. } => {
                Some(Period::containing(*after, reference.zone.local_day(due)).previous())
            }
            When::Cron(_) => None,
        }
    }
}

/// Runs what was missed while the server was down, as the plans say.
pub async fn catch_up(runner: &Runner, plans: &[Plan]) -> Result<()> {
    let environment = runner.environment();
    let now = environment.clock.now();
    for plan in plans {
        let job = plan.job;
        let last = environment.store.call(move |store| ledger::last_due(store, job)).await?;
        let Some(last) = last else {
            // The first start: nothing was promised before it.
            remember_start(runner, plan, now).await?;
            continue;
        };
        let missed = plan.occurrences(last, now, &environment.reference)?;
        let run_from = match plan.catch_up {
            CatchUp::All => 0,
            CatchUp::Latest => missed.len().saturating_sub(1),
            CatchUp::None => missed.len(),
        };
        for (index, due) in missed.into_iter().enumerate() {
            if index < run_from {
                skip(runner, plan, due, now).await?;
            } else {
                let period = plan.period(due, &environment.reference);
                runner.activate(Activation { job: job.into(), period, due_at: due, fired_by: "catch-up".into() })?;
            }
        }
    }
    Ok(())
}

async fn remember_start(runner: &Runner, plan: &Plan, now: DateTime<Utc>) -> Result<()> {
    note(runner, plan, now, now, "start").await
}

async fn skip(runner: &Runner, plan: &Plan, due: DateTime<Utc>, now: DateTime<Utc>) -> Result<()> {
    note(runner, plan, due, now, "catch-up").await
}

async fn note(runner: &Runner, plan: &Plan, due_at: DateTime<Utc>, at: DateTime<Utc>, fired_by: &str) -> Result<()> {
    let opening = Opening {
        job: plan.job.into(),
        work_key: due_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        due_at,
        fired_by: fired_by.into(),
        at,
    };
    runner.environment().store.call(move |store| ledger::record(store, &opening, Outcome::Skipped, None)).await?;
    Ok(())
}

/// Starts the ticking. Plans by working day are looked at every day at their hour.
pub async fn tick(runner: &Runner, plans: Vec<Plan>) -> Result<JobScheduler> {
    let scheduler = JobScheduler::new().await.doing(|| "starting the scheduler".into())?;
    let zone = runner.environment().reference.zone.0;
    for plan in plans {
        let expressions = match &plan.when {
            When::Cron(expressions) => expressions.clone(),
            When::WorkingDay { at, .. } => vec![at.format("0 %-M %-H * * *").to_string()],
        };
        let name = plan.job;
        for expression in expressions {
            let (runner, plan) = (runner.clone(), plan.clone());
            let job = Job::new_async_tz(expression.as_str(), zone, move |_, _| {
                let (runner, plan) = (runner.clone(), plan.clone());
                Box::pin(async move {
                    if let Err(error) = fire(&runner, &plan) {
                        tracing::error!(job = plan.job, error = %error.report(), "a scheduled job was not started");
                    }
                })
            })
            .doing(|| format!("scheduling job `{name}` at `{expression}`"))?;
            scheduler.add(job).await.doing(|| format!("scheduling job `{name}`"))?;
        }
    }
    scheduler.start().await.doing(|| "starting the scheduler".into())?;
    Ok(scheduler)
}

/// Activates the job if an occurrence is due in this minute.
fn fire(runner: &Runner, plan: &Plan) -> Result<()> {
    let environment = runner.environment();
    let now = environment.clock.now();
    let due = plan.occurrences(now - TimeDelta::seconds(90), now, &environment.reference)?;
    let Some(due_at) = due.last().copied() else { return Ok(()) };
    let period = plan.period(due_at, &environment.reference);
    runner.activate(Activation { job: plan.job.into(), period, due_at, fired_by: "schedule".into() })?;
    Ok(())
}

impl FromStr for Plan {
    type Err = Error;

    fn from_str(job: &str) -> Result<Self> {
        plans(&[])?
            .into_iter()
            .find(|plan| plan.job == job)
            .ok_or_else(|| Error::usage(format!("there is no job `{job}`")).hint("see `qebul jobs`"))
    }
}
