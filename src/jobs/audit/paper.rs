//! The report of a monitoring: its dataset frozen in the lake, its PDF written whole.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::record::{self, Audit};
use super::{freeze, kept, sheet};
use crate::catalog::Library;
use crate::catalog::audit::{asked, compared};
use crate::catalog::dataset::audit::{Dossier, ItemLine, SourceLine, StratumLine, report};
use crate::domain::audit::comparison::compare;
use crate::domain::audit::estimate::{Reviewed, estimate};
use crate::domain::audit::sheet::{Answers, Verdict};
use crate::domain::language::Language;
use crate::error::{Doing, Error, Result};
use crate::jobs::Environment;
use crate::jobs::report::{settings, violations_csv, write_whole};
use crate::press::{Attachment, DocumentMeta};
use crate::store::{Session, Store};

/// What was written.
#[derive(Debug, Clone)]
pub struct Produced {
    pub path: PathBuf,
    pub sha256: String,
    pub pages: usize,
    /// The filled-in sheets stand beside it.
    pub sheets: Vec<PathBuf>,
}

/// How many earlier monitorings of the same unit and checks are looked through for what returned.
const EARLIER: usize = 8;

/// Builds the dataset and keeps it in the lake; answers its id, the SHA-256 of its body.
pub fn freeze(environment: &Environment, store: &Store, audit: &Audit, language: Language) -> Result<String> {
    let body = dataset(environment, store, audit, language)?.to_string();
    let id = hex::encode(Sha256::digest(body.as_bytes()));
    let frame = freeze::frame(environment, audit)?;
    let row = json!({
        "dataset_id": id, "kind": "audit", "period": audit.audit_id, "unit": audit.unit,
        "language": language.as_str(), "as_of": frame.as_of, "load_id": frame.load_id,
        "snapshot_hash": audit.snapshot_hash, "body": body, "manifest": manifest(audit).to_string(),
        "created_at": environment.clock.now(),
    });
    store
        .write_lake(|lake| {
            lake.set("dataset_id", id.as_str())?;
            lake.run("delete from lake.datasets where dataset_id = getvariable('dataset_id')")?;
            lake.insert("lake.datasets", &[row])
        })
        .doing(|| format!("freezing the dataset of the monitoring {}", audit.audit_id))?;
    Ok(id)
}

/// Typesets the report from its frozen dataset, in another language from what was kept.
pub fn again(
    environment: &Environment,
    store: &Store,
    audit: &Audit,
    language: Language,
    folder: &Path,
) -> Result<Produced> {
    #[derive(Deserialize)]
    struct Frozen {
        body: String,
    }
    let act = || format!("typesetting the report of the monitoring {}", audit.audit_id);
    let session = store.session()?;
    session.set("dataset_id", audit.dataset_id.as_deref())?;
    session.set("language", language.as_str())?;
    let frozen: Option<Frozen> = session.row(include_str!("../../../queries/audits/frozen_dataset.sql"))?;
    let body: serde_json::Value = match frozen {
        Some(frozen) => serde_json::from_str(&frozen.body).doing(act)?,
        None => dataset(environment, store, audit, language)?,
    };
    let text = |pointer: &str| body.pointer(pointer).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let items = kept::items(&session, audit.audit_id)?;
    let violations = kept::violations(&session, audit.audit_id)?;
    let pretty = |value: &serde_json::Value| serde_json::to_vec_pretty(value).doing(act);
    let attachment = |name: &str, mime: &str, description: &str, bytes: Vec<u8>| Attachment {
        name: name.into(),
        mime: mime.into(),
        description: description.into(),
        bytes,
    };
    let attachments = [
        attachment("dataset.json", "application/json", "Every figure with the query it comes from", pretty(&body)?),
        attachment("violations.csv", "text/csv", "Every record that violates a check", violations_csv(&violations)?),
        attachment("sample.csv", "text/csv", "The sheet of the sample", sheet::items_csv(environment, &items)?),
        attachment("manifest.json", "application/json", "What this report was made from", pretty(&manifest(audit))?),
    ];
    let frame = freeze::frame(environment, audit)?;
    let meta = DocumentMeta { title: text("/head/pdf_title"), language, as_of: frame.as_of };
    let typeset = environment.press.typeset("audit", &body, &attachments, &meta).doing(act)?;
    let path = folder.join(format!("{}-{}.pdf", audit.audit_id, language.as_str()));
    write_whole(&path, &typeset.pdf)?;
    let sheets = sheet::paths(folder, audit.audit_id).into_iter().filter(|path| path.exists()).collect();
    Ok(Produced { path, sha256: hex::encode(Sha256::digest(&typeset.pdf)), pages: typeset.pages, sheets })
}

fn manifest(audit: &Audit) -> serde_json::Value {
    json!({
        "kind": "audit", "number": audit.audit_id, "unit": audit.unit, "from": audit.date_from, "to": audit.date_to,
        "checks": audit.checks, "sample": audit.sample_size, "seed": audit.seed, "as_of": audit.as_of,
        "load": audit.load_id, "snapshot": audit.snapshot_hash, "queries": audit.queries_hash,
        "thresholds": audit.thresholds_hash, "signed_by": audit.signed_by, "signed_at": audit.signed_at,
        "program": concat!("qebul ", env!("CARGO_PKG_VERSION")),
    })
}

/// Names of officials by source and id.
pub fn officials(session: &Session, library: &Library, load_id: i64) -> Result<BTreeMap<(String, String), String>> {
    #[derive(Deserialize)]
    struct Row {
        source: String,
        id: String,
        full_name: Option<String>,
    }
    session.set("load_id", load_id)?;
    let rows: Vec<Row> = session.rows(library.text("audits/official_names.sql")?)?;
    Ok(rows.into_iter().filter_map(|row| Some(((row.source, row.id), row.full_name?))).collect())
}

fn dataset(environment: &Environment, store: &Store, audit: &Audit, language: Language) -> Result<serde_json::Value> {
    let number = audit.audit_id;
    let act = || format!("computing the report of the monitoring {number}");
    let session = store.session()?;
    let library = &environment.library;
    let frame = freeze::frame(environment, audit)?;
    let results = kept::results(&session, number)?;
    let (last, earlier) = earlier(store, &session, audit)?;
    let answers: BTreeMap<i64, sheet::Answered> =
        sheet::answers(store, number)?.into_iter().map(|answer| (answer.item, answer)).collect();
    let items: Vec<ItemLine> = kept::items(&session, number)?
        .into_iter()
        .map(|item| {
            let answered = answers.get(&item.item);
            let answers = answered.map_or_else(Answers::default, |answer| answer.answers);
            ItemLine { answers, remark: answered.and_then(|answer| answer.remark.clone()), item }
        })
        .collect();
    let strata: Vec<StratumLine> = kept::strata(&session, number)?
        .into_iter()
        .map(|row| {
            let of = |wanted: fn(Verdict) -> bool| {
                let inside = items.iter().filter(|line| line.item.stratum == row.stratum);
                inside.filter(|line| wanted(line.verdict())).count() as u64
            };
            StratumLine {
                answered: of(|verdict| verdict != Verdict::Open),
                defective: of(|verdict| verdict == Verdict::Defective),
                entity: row.entity,
                outcome: row.outcome,
                official: row.official.or(row.official_id),
                population: row.population,
                flagged: row.flagged,
                sampled: row.sampled,
            }
        })
        .collect();
    let reviewed: Vec<Reviewed> = strata
        .iter()
        .map(|line| Reviewed {
            population: line.population,
            sampled: line.sampled,
            answered: line.answered,
            defective: line.defective,
        })
        .collect();
    let held_against = compared(&session, library, &frame)?;
    session.set("as_of", frame.as_of)?;
    let sources: Vec<SourceLine> = session.rows(library.text("audits/freshness.sql")?).doing(act)?;
    let signed = audit.signed_by.clone().zip(audit.signed_at.map(|at| environment.reference.zone.local_day(at)));
    let dossier = Dossier {
        number,
        frame: &frame,
        question: audit.question.as_deref(),
        basis: audit.basis.as_deref(),
        members: audit.members.iter().flat_map(|names| names.split(',')).map(|name| name.trim().to_owned()).collect(),
        author: &audit.author,
        snapshot: audit.snapshot_hash.as_deref().unwrap_or_default(),
        changed: compare(&results, &earlier),
        results,
        violations: kept::violations(&session, number)?,
        figures: kept::figures(&session, number)?,
        strata,
        items,
        estimate: estimate(&reviewed),
        site: sheet::site_answers(store, number)?.into_iter().map(|answer| (answer.question, answer.answer)).collect(),
        last,
        compared: held_against,
        sources,
        left_out: asked(library, &frame.scope)?.left_out.iter().map(|check| check.id.clone()).collect(),
        signed,
        answer_due: audit.answer_due,
        answer: audit.answer.as_deref(),
    };
    let report = report(&dossier, language, library, &environment.reference, &settings(environment, 0));
    serde_json::to_value(&report).doing(act)
}

/// Earlier monitorings of the same unit and checks, the newest first, with their answers.
fn earlier(
    store: &Store,
    session: &Session,
    audit: &Audit,
) -> Result<(Option<crate::domain::audit::AuditNumber>, Vec<Vec<crate::domain::finding::CheckResult>>)> {
    let before = |other: &Audit| {
        other.status.has_results()
            && other.audit_id != audit.audit_id
            && other.scope().is_comparable(&audit.scope())
            && (other.started_at, other.created_at) < (audit.started_at, audit.created_at)
    };
    let mut found: Vec<Audit> = record::all(store)?.into_iter().filter(before).collect();
    found.sort_by_key(|other| std::cmp::Reverse((other.started_at, other.audit_id)));
    found.truncate(EARLIER);
    let results = found.iter().map(|other| kept::results(session, other.audit_id)).collect::<Result<_>>()?;
    Ok((found.first().map(|other| other.audit_id), results))
}

/// The report is written anew after answers, a signature or the unit's word.
pub fn renew(
    environment: &Environment,
    store: &Store,
    audit: &mut Audit,
    language: Language,
    folder: &Path,
) -> Result<Produced> {
    if !audit.status.has_results() {
        return Err(Error::usage(format!(
            "writing the report of the monitoring {}, which is {}",
            audit.audit_id, audit.status
        ))
        .hint(format!("run it first: `qebul audit run {}`", audit.audit_id)));
    }
    audit.dataset_id = Some(freeze(environment, store, audit, language)?);
    let produced = again(environment, store, audit, language, folder)?;
    audit.pdf_path = Some(produced.path.display().to_string());
    audit.pdf_sha256 = Some(produced.sha256.clone());
    store.write_state(|state| record::write(state, audit))?;
    Ok(produced)
}
