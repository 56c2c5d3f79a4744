//! Editions: the frozen dataset in `lake` first, then the edition in `state`; each its own transaction.

use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::Environment;
use super::evaluate::Evaluation;
use super::report::{Produced, Request};
use crate::domain::period::Period;
use crate::error::{Doing, Result};
use crate::store::Store;

/// What an edition stands on.
pub struct Frozen<'a> {
    pub body: serde_json::Value,
    pub manifest: serde_json::Value,
    pub snapshot: String,
    pub evaluation: &'a Evaluation,
}

/// Notes what was typeset; a draft replaces the draft before it, an edition is never replaced.
pub fn keep(
    environment: &Environment,
    store: &Store,
    request: &Request,
    edition: u32,
    produced: &Produced,
    frozen: &Frozen,
) -> Result<()> {
    let act = || format!("noting the report of `{}`", request.period);
    let at = environment.clock.now();
    let body = frozen.body.to_string();
    let dataset_id = hex::encode(Sha256::digest(body.as_bytes()));
    let context = &frozen.evaluation.context;
    let (period, language) = (request.period.to_string(), request.language.as_str());
    let dataset = json!({
        "dataset_id": dataset_id, "kind": "monthly", "period": period, "unit": null, "language": language,
        "as_of": context.as_of, "load_id": context.load_id, "snapshot_hash": frozen.snapshot, "body": body,
        "manifest": frozen.manifest.to_string(), "created_at": at,
    });
    store
        .write_lake(|lake| {
            lake.set("dataset_id", dataset_id.as_str())?;
            lake.run("delete from lake.datasets where dataset_id = getvariable('dataset_id')")?;
            lake.insert("lake.datasets", &[dataset])
        })
        .doing(act)?;
    let ministry = environment.reference.units.ministry().code.clone();
    let issued = edition > 0 && !environment.config.reports.approval;
    let status = match (edition, issued) {
        (0, _) => "draft",
        (_, true) => "issued",
        (_, false) => "waiting",
    };
    let edition_id = format!("monthly/{period}/{ministry}/{language}/{edition}");
    let number = (edition > 0).then(|| number(environment, &request.period));
    let row = json!({
        "edition_id": edition_id, "kind": "monthly", "period": period, "unit": ministry, "language": language,
        "edition": edition, "number": number, "status": status, "dataset_id": dataset_id,
        "pdf_path": produced.path.display().to_string(), "pdf_sha256": produced.sha256, "pages": produced.pages,
        "as_of": context.as_of, "created_at": at, "issued_at": issued.then_some(at),
        "approver": issued.then(|| environment.config.reports.approver.clone()).flatten(),
    });
    store
        .write_state(|state| {
            state.set("edition_id", edition_id.as_str())?;
            state.run("delete from state.editions where edition_id = getvariable('edition_id')")?;
            state.insert("state.editions", &[row])
        })
        .doing(act)
}

/// The number as printed: the prefix, the month and the year.
fn number(environment: &Environment, period: &Period) -> String {
    format!("{}{}", environment.config.reports.number_prefix, period.first_day().format("%m/%Y"))
}

/// Whether a numbered edition of the month's report in this language exists.
pub fn exists(store: &Store, period: Period, language: &str) -> Result<bool> {
    #[derive(Deserialize)]
    struct Count {
        value: i64,
    }
    let session = store.session()?;
    session.set("period", period.to_string())?;
    session.set("language", language)?;
    let count: Count = session.one(include_str!("../../queries/state/count_editions.sql"))?;
    Ok(count.value > 0)
}
