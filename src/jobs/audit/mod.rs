//! A monitoring from its beginning to its end: pull → checks → recount → sample → dataset → draft report, then review,
//! signature, the unit's answer.
//!
//! What it is about is frozen when it begins ([`freeze`]): scope, evaluation time, load, queries, thresholds. Every step
//! writes its results whole and is noted when it has ended, so that a run that was killed goes on where it stopped and
//! gives the same; what a step needs of an earlier one it reads from the lake, never from memory. The same scope on the
//! same snapshot is the same monitoring and keeps its number. One file a part: the rows of `state` ([`record`]), what the
//! lake keeps ([`kept`]), the sheet of the sample ([`sheet`]), the paper ([`paper`]), the way after it ([`life`]).

mod findings;
mod freeze;
mod kept;
pub mod life;
pub mod paper;
pub mod record;
pub mod sheet;
mod steps;

use std::path::PathBuf;

use super::{Environment, pull};
use crate::domain::audit::{AuditKind, AuditNumber, AuditScope, AuditState};
use crate::domain::language::Language;
use crate::error::{Error, Result};
use crate::jobs::progress::Progress;
use record::{Audit, New};

pub use paper::Produced;
pub use steps::STEPS;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// A planned monitoring to begin; else one of `new`.
    pub number: Option<AuditNumber>,
    pub new: New,
    pub language: Language,
    /// Where the report and the sheets go.
    pub folder: PathBuf,
}

/// What was done.
#[derive(Debug, Clone)]
pub struct Done {
    pub audit: Audit,
    pub produced: Produced,
    /// Whether an earlier run had begun it.
    pub resumed: bool,
    /// Whether it stood already, made by the same scope on the same snapshot.
    pub stood: bool,
}

/// What an ad-hoc request begins with.
pub fn ad_hoc(scope: AuditScope, fresh: bool, author: &str) -> New {
    New {
        kind: AuditKind::AdHoc,
        scope,
        fresh,
        question: None,
        basis: None,
        members: None,
        author: author.to_owned(),
        plan: None,
    }
}

/// Runs a monitoring, or goes on with one that was begun, up to its draft report.
pub async fn run(environment: &Environment, request: Request) -> Result<Done> {
    let (work, asked) = (environment.clone(), request.clone());
    let open = environment.store.call(move |store| freeze::open(&work, store, &asked)).await?;
    let fresh = open.as_ref().map_or(request.new.fresh, |audit| audit.fresh && audit.status == AuditState::Planned);
    let pulled = if fresh { Some(pull_first(environment, &request).await?) } else { None };
    let work = environment.clone();
    environment
        .store
        .call(move |store| {
            let begun = freeze::begin(&work, store, &request, open)?;
            if let Some(step) = pulled
                && !begun.stood
            {
                record::note_step(store, begun.audit.audit_id, &step)?;
            }
            steps::all(&work, store, begun, &request)
        })
        .await
}

/// Pulls the sources of the units in scope; an incomplete one is no failure, the report says how fresh each was.
async fn pull_first(environment: &Environment, request: &Request) -> Result<record::Step> {
    let started = std::time::Instant::now();
    let wanted: Vec<&str> = environment
        .reference
        .units
        .subtree(&request.new.scope.unit)
        .into_iter()
        .filter_map(|unit| unit.source.as_deref())
        .collect();
    let mut names: Vec<String> = Vec::new();
    for section in &environment.config.sources {
        if wanted.contains(&section.name.as_str()) {
            names.push(section.name.clone());
        }
    }
    let (mut rows, mut failures) = (0, Vec::new());
    for name in names {
        let scope = pull::Scope { source: Some(name), ..pull::Scope::default() };
        match tokio::time::timeout(PULL_LIMIT, pull::all(environment, scope)).await {
            Ok(summary) => {
                let summary = summary?;
                rows += summary.rows();
                failures.extend(summary.failures);
            }
            Err(_) => failures.push(format!("not complete within {} minutes", PULL_LIMIT.as_secs() / 60)),
        }
    }
    for failure in &failures {
        environment.watch.note(failure.clone());
    }
    let seconds = started.elapsed().as_secs_f64();
    let detail = if failures.is_empty() { String::new() } else { format!("{} incomplete", failures.len()) };
    environment.watch.tell(Progress::End { step: "pull".into(), rows: Some(rows), seconds, detail: detail.clone() });
    Ok(record::Step {
        position: 0,
        name: "pull".into(),
        ended_at: environment.clock.now(),
        seconds,
        row_count: i64::try_from(rows).unwrap_or(i64::MAX),
        detail,
    })
}

/// How long the pull before a monitoring may take.
const PULL_LIMIT: std::time::Duration = std::time::Duration::from_secs(600);

/// The unit must exist and the span have days in it.
pub fn check_scope(environment: &Environment, scope: &AuditScope) -> Result<()> {
    if environment.reference.units.get(&scope.unit).is_none() {
        return Err(Error::usage(format!("there is no unit `{}`", scope.unit)).hint("the units table lists the codes"));
    }
    if scope.to < scope.from {
        return Err(Error::usage(format!("monitoring from {} to {}", scope.from, scope.to))
            .hint("`--to` must not lie before `--from`"));
    }
    let today = environment.reference.zone.local_day(environment.now());
    if scope.from > today {
        return Err(Error::usage(format!("monitoring from {}, which has not come yet", scope.from))
            .hint("give days that have passed, or a later `--as-of`"));
    }
    if scope.sample == Some(0) {
        return Err(
            Error::usage("drawing a sample of 0").hint("give `--sample` 1 or more, or leave it out for the rule")
        );
    }
    environment.library.select(&scope.checks).map(|_| ())
}

#[cfg(test)]
mod tests;
