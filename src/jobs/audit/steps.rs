//! The steps of a monitoring, each kept whole and noted when it has ended.

use std::time::Instant;

use super::freeze::Begun;
use super::kept::{self, StratumRow};
use super::record::{self, Step};
use super::{Done, Request, paper, sheet};
use crate::catalog;
use crate::domain::audit::sampling::{allot, merged, size};
use crate::domain::audit::{AuditNumber, AuditState};
use crate::error::{Doing, Error, Result};
use crate::jobs::Environment;
use crate::jobs::progress::Progress;
use crate::store::{Session, Store};

/// The steps in their order; the pull before them is number 0.
pub const STEPS: [&str; 6] = ["pull", "checks", "recount", "sample", "dataset", "report"];

/// Does what is left to do and answers with the report.
pub fn all(environment: &Environment, store: &Store, begun: Begun, request: &Request) -> Result<Done> {
    let number = begun.audit.audit_id;
    let done: Vec<i32> = record::steps(store, number)?.into_iter().map(|step| step.position).collect();
    let mut evaluation = Lazy { environment, begun: &begun, session: None };
    let mut doer = Doer { environment, store, number, done };
    doer.step(1, || checks(environment, store, &mut evaluation))?;
    doer.step(2, || recount(environment, store, &mut evaluation))?;
    doer.step(3, || sample(environment, store, &mut evaluation))?;
    drop(evaluation);
    let mut audit = record::get(store, number)?;
    if begun.stood {
        sheet::write(environment, store, &audit, &request.folder)?;
        let produced = paper::again(environment, store, &audit, request.language, &request.folder)?;
        return Ok(Done { audit, produced, resumed: false, stood: true });
    }
    doer.step(4, || {
        audit.dataset_id = Some(paper::freeze(environment, store, &audit, request.language)?);
        store.write_state(|state| record::write(state, &audit))?;
        Ok((1, String::new()))
    })?;
    let mut produced = None;
    doer.step(5, || {
        let items = sheet::write(environment, store, &audit, &request.folder)?;
        let report = paper::again(environment, store, &audit, request.language, &request.folder)?;
        let pages = report.pages as i64;
        audit.pdf_path = Some(report.path.display().to_string());
        audit.pdf_sha256 = Some(report.sha256.clone());
        produced = Some(report);
        finish(environment, store, &mut audit, items)?;
        Ok((pages, String::new()))
    })?;
    let produced = match produced {
        Some(produced) => produced,
        None => paper::again(environment, store, &audit, request.language, &request.folder)?,
    };
    Ok(Done { audit: record::get(store, number)?, produced, resumed: begun.resumed, stood: false })
}

/// The sample is open for review; without one there is nothing to review.
fn finish(environment: &Environment, store: &Store, audit: &mut record::Audit, items: usize) -> Result<()> {
    let at = environment.clock.now();
    let author = audit.author.clone();
    store.write_state(|state| {
        if audit.status != AuditState::Running {
            return Ok(());
        }
        audit.ended_at = Some(at);
        record::become_state(state, audit, AuditState::InReview, &author, "", at)?;
        if items == 0 {
            record::become_state(state, audit, AuditState::Draft, &author, "nothing was drawn", at)?;
        }
        Ok(())
    })
}

struct Doer<'a> {
    environment: &'a Environment,
    store: &'a Store,
    number: AuditNumber,
    done: Vec<i32>,
}

impl Doer<'_> {
    /// Does a step unless it is noted as done.
    fn step(&mut self, position: i32, work: impl FnOnce() -> Result<(i64, String)>) -> Result<()> {
        if self.done.contains(&position) {
            return Ok(());
        }
        let name = STEPS[usize::try_from(position).unwrap_or(0)];
        self.environment.watch.tell(Progress::Begin { step: name.into() });
        let started = Instant::now();
        let (rows, detail) = work().doing(|| format!("step `{name}` of the monitoring {}", self.number))?;
        let seconds = started.elapsed().as_secs_f64();
        let ended_at = self.environment.clock.now();
        let step = Step { position, name: name.into(), ended_at, seconds, row_count: rows, detail: detail.clone() };
        record::note_step(self.store, self.number, &step)?;
        self.done.push(position);
        let rows = u64::try_from(rows).ok();
        self.environment.watch.tell(Progress::End { step: name.into(), rows, seconds, detail });
        Ok(())
    }
}

/// A prepared session, made when the first step needs it.
struct Lazy<'a> {
    environment: &'a Environment,
    begun: &'a Begun,
    session: Option<Session>,
}

impl Lazy<'_> {
    fn session(&mut self, store: &Store) -> Result<&Session> {
        if self.session.is_none() {
            let session = store.snapshot()?;
            let Environment { library, reference, .. } = self.environment;
            catalog::audit::prepare(&session, &self.begun.frame, library, reference)
                .doing(|| format!("preparing the monitoring {}", self.begun.audit.audit_id))?;
            // From here on the marts are the session's own, and what earlier steps have kept is to be seen.
            session.run("commit")?;
            self.session = Some(session);
        }
        self.session.as_ref().ok_or_else(|| Error::failed("preparing a session"))
    }
}

fn checks(environment: &Environment, store: &Store, evaluation: &mut Lazy) -> Result<(i64, String)> {
    let begun = evaluation.begun;
    let session = evaluation.session(store)?;
    let asked = catalog::audit::asked(&environment.library, &begun.frame.scope)?;
    let outcome = catalog::audit::check(session, &environment.library, &begun.frame, &asked.checks)?;
    kept::keep_checks(store, begun.audit.audit_id, &outcome)?;
    let failed = outcome.results.iter().filter(|result| result.state == crate::domain::finding::CheckState::Fail);
    let detail = format!("{} checks, {} failed", asked.checks.len(), failed.count());
    Ok((outcome.violations.len() as i64, detail))
}

fn recount(environment: &Environment, store: &Store, evaluation: &mut Lazy) -> Result<(i64, String)> {
    let begun = evaluation.begun;
    let session = evaluation.session(store)?;
    let figures = catalog::audit::recount(session, &environment.library, &begun.frame)?;
    kept::keep_figures(store, begun.audit.audit_id, &figures)?;
    let contradicted = figures.iter().filter(|figure| figure.is_contradicted).count();
    Ok((figures.len() as i64, format!("{contradicted} contradicted")))
}

fn sample(environment: &Environment, store: &Store, evaluation: &mut Lazy) -> Result<(i64, String)> {
    let begun = evaluation.begun;
    let number = begun.audit.audit_id;
    let scope = &begun.frame.scope;
    let session = evaluation.session(store)?;
    let strata = catalog::audit::strata(session, &environment.library, &number.to_string())?;
    let population: u64 = strata.iter().map(|stratum| stratum.population).sum();
    let wanted = scope.sample.map_or_else(|| size(population), u64::from);
    let allotted = allot(merged(strata, wanted), wanted);
    let items = catalog::audit::drawn(session, &environment.library, &allotted, scope.seed)?;
    let names = paper::officials(session, &environment.library, begun.frame.load_id)?;
    let rows: Vec<StratumRow> = allotted
        .iter()
        .enumerate()
        .map(|(place, one)| {
            let key = &one.stratum.key;
            StratumRow {
                stratum: place as i64,
                entity: key.entity.clone(),
                outcome: key.outcome.clone(),
                official_source: key.official.as_ref().map(|(source, _)| source.clone()),
                official_id: key.official.as_ref().map(|(_, id)| id.clone()),
                official: key.official.as_ref().and_then(|official| names.get(official).cloned()),
                population: one.stratum.population,
                flagged: one.stratum.flagged,
                sampled: one.sampled,
            }
        })
        .collect();
    let drawn: u64 = allotted.iter().map(|one| one.sampled).sum();
    if drawn != items.len() as u64 {
        return Err(Error::failed(format!("drawing the sample: {drawn} records wanted, {} drawn", items.len()))
            .hint("a record has no stratum: see the overrides in `paths.queries`"));
    }
    kept::keep_sample(store, number, &rows, &items)?;
    Ok((items.len() as i64, format!("of {population} records, {} strata", rows.len())))
}
