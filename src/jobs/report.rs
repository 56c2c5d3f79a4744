//! Typesetting a report: dataset frozen in the lake, PDF written whole or not at all, edition noted in `state`.

use std::path::{Path, PathBuf};

use serde_json::json;
use sha2::{Digest, Sha256};

use super::evaluate::{self, Evaluation};
use super::{Environment, editions};
use crate::catalog::dataset::{self, ReportSettings};
use crate::domain::finding::Violation;
use crate::domain::language::Language;
use crate::domain::period::Period;
use crate::error::{Doing, Result};
use crate::press::{Attachment, DocumentMeta};
use crate::store::Store;

/// One monthly report to typeset.
#[derive(Debug, Clone)]
pub struct Request {
    pub period: Period,
    pub language: Language,
    pub folder: PathBuf,
}

impl Request {
    pub fn draft_path(&self) -> PathBuf {
        self.path(0)
    }

    /// Where an edition stands; 0 is the draft.
    pub fn path(&self, edition: u32) -> PathBuf {
        let edition = if edition == 0 { "draft".to_owned() } else { edition.to_string() };
        self.folder.join(format!("monthly-{}-{}-{edition}.pdf", self.period, self.language.as_str()))
    }
}

/// What was written.
#[derive(Debug, Clone)]
pub struct Produced {
    pub path: PathBuf,
    /// `draft`, or the edition's number.
    pub edition: String,
    pub sha256: String,
    pub pages: usize,
    /// Seconds that the typesetting took.
    pub seconds: f64,
}

/// Evaluates the period and typesets a draft.
pub async fn draft(environment: &Environment, request: Request) -> Result<Produced> {
    let work = environment.clone();
    environment
        .store
        .call(move |store| {
            let evaluation = evaluate::evaluate(&work, store, request.period)?;
            typeset(&work, store, &evaluation, &request, 0)
        })
        .await
}

/// Typesets one edition of an evaluated period; the same evaluation gives the same bytes.
pub fn typeset(
    environment: &Environment,
    store: &Store,
    evaluation: &Evaluation,
    request: &Request,
    edition: u32,
) -> Result<Produced> {
    let act = || format!("typesetting the monthly report of `{}`", request.period);
    let Evaluation { session, context, checks, scores, previous } = evaluation;
    let settings = settings(environment, edition);
    let report = dataset::monthly(
        session,
        &environment.library,
        context,
        checks,
        scores,
        previous.as_ref(),
        request.language,
        &environment.reference,
        &settings,
    )
    .doing(act)?;
    let body = serde_json::to_value(&report).doing(act)?;
    let snapshot = evaluate::snapshot_hash(environment, session, context)?;
    let manifest = json!({
        "kind": "monthly",
        "period": request.period.to_string(),
        "language": request.language.as_str(),
        "edition": edition,
        "as_of": context.as_of,
        "load": context.load_id,
        "snapshot": snapshot,
        "model": scores.model,
        "queries": environment.library.hash(),
        "program": concat!("qebul ", env!("CARGO_PKG_VERSION")),
    });
    let pretty = |value: &serde_json::Value| serde_json::to_vec_pretty(value).doing(act);
    let attachments = [
        attachment("dataset.json", "application/json", "Every figure with the query it comes from", pretty(&body)?),
        attachment(
            "violations.csv",
            "text/csv",
            "Every record that violates a check",
            violations_csv(&evaluation.checks.violations)?,
        ),
        attachment("manifest.json", "application/json", "What this report was made from", pretty(&manifest)?),
    ];
    let meta = DocumentMeta { title: report.head.pdf_title.clone(), language: request.language, as_of: context.as_of };
    let started = std::time::Instant::now();
    let typeset = environment.press.typeset("monthly", &body, &attachments, &meta).doing(act)?;
    let seconds = started.elapsed().as_secs_f64();
    let path = request.path(edition);
    write_whole(&path, &typeset.pdf)?;
    let sha256 = hex::encode(Sha256::digest(&typeset.pdf));
    let produced = Produced {
        path,
        edition: if edition == 0 { "draft".into() } else { edition.to_string() },
        sha256,
        pages: typeset.pages,
        seconds,
    };
    editions::keep(
        environment,
        store,
        request,
        edition,
        &produced,
        &editions::Frozen { body, manifest, snapshot, evaluation },
    )?;
    Ok(produced)
}

fn attachment(name: &str, mime: &str, description: &str, bytes: Vec<u8>) -> Attachment {
    Attachment { name: name.into(), mime: mime.into(), description: description.into(), bytes }
}

/// What stands on the title page and in the head of an edition.
pub fn settings(environment: &Environment, edition: u32) -> ReportSettings {
    let reports = &environment.config.reports;
    ReportSettings {
        place: reports.place.clone(),
        classification: reports.classification.clone(),
        executor: reports.executor.clone(),
        signatory_name: reports.approver.clone(),
        signatory_post: reports.approver_post.clone(),
        deadline_high: environment.config.findings.high,
        deadline_medium: environment.config.findings.medium,
        deadline_low: environment.config.findings.low,
        addressee: reports.addressee.clone(),
        department: reports.department.clone(),
        number_prefix: reports.number_prefix.clone(),
        edition,
        small_cell: environment.config.privacy.small_cell,
    }
}

/// The violations as CSV, in the order of the outcome.
pub(super) fn violations_csv(violations: &[Violation]) -> Result<Vec<u8>> {
    let act = || "writing the violations as CSV".to_owned();
    let mut csv = csv::Writer::from_writer(Vec::new());
    let header = ["check", "unit", "subject_kind", "subject_id", "source", "measured", "threshold", "evidence"];
    csv.write_record(header).doing(act)?;
    for row in violations {
        let number = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
        csv.write_record([
            &row.check,
            &row.unit,
            &row.subject_kind,
            &row.subject_id,
            row.source.as_deref().unwrap_or(""),
            &number(row.measured),
            &number(row.threshold),
            &row.evidence.to_string(),
        ])
        .doing(act)?;
    }
    csv.into_inner().doing(act)
}

/// Writes a file beside its place and renames it, so that nobody ever reads half of it.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let act = || format!("writing `{}`", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).doing(act)?;
    }
    let partial = path.with_extension("pdf.partial");
    let mut file = std::fs::File::create(&partial).doing(act)?;
    std::io::Write::write_all(&mut file, bytes).doing(act)?;
    file.sync_all().doing(act)?;
    std::fs::rename(&partial, path).doing(act)
}
