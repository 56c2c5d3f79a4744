//! For machines: is the process up, can it answer, and the figures that a monitoring program collects.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::answer::Answer;
use super::metrics::gauge;
use super::state::Portal;
use crate::error::Result;

/// The process is up.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers.
pub async fn readyz(State(portal): State<Portal>) -> Response {
    #[derive(Deserialize)]
    struct One {
        #[expect(dead_code, reason = "only that it can be read matters")]
        value: i64,
    }
    let asked = portal.blocking(|portal| portal.store.session()?.row::<One>("select 1::bigint as value")).await;
    match asked {
        Ok(_) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(chain = error.report(), "the database does not answer");
            let head = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
            (StatusCode::SERVICE_UNAVAILABLE, head, "not ready\n").into_response()
        }
    }
}

#[derive(Deserialize)]
struct Source {
    source: String,
    complete_at: Option<DateTime<Utc>>,
    rejected: i64,
}

#[derive(Deserialize)]
struct Outcome {
    job: String,
    outcome: String,
    value: i64,
}

/// Counters and gauges in Prometheus' text format; no names of people, no addresses.
pub async fn metrics(State(portal): State<Portal>) -> Answer {
    let text = portal.blocking(gather).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}

fn gather(portal: &Portal) -> Result<String> {
    let now = portal.clock.now();
    let session = portal.store.session()?;
    let sources: Vec<Source> = session.rows(include_str!("../../queries/portal/metrics_sources.sql"))?;
    let outcomes: Vec<Outcome> = session.rows(include_str!("../../queries/portal/metrics_jobs.sql"))?;
    let mut text = portal.metrics.text();
    let label = |source: &str| format!("source=\"{}\"", source.replace(['"', '\\', '\n'], "_"));
    #[expect(clippy::cast_precision_loss, reason = "seconds and counts")]
    {
        let ages: Vec<(String, f64)> = sources
            .iter()
            .filter_map(|row| Some((label(&row.source), (now - row.complete_at?).num_seconds() as f64)))
            .collect();
        gauge(&mut text, "qebul_source_age_seconds", "Seconds since the source's last complete load.", &ages);
        let rejected: Vec<(String, f64)> =
            sources.iter().map(|row| (label(&row.source), row.rejected as f64)).collect();
        gauge(&mut text, "qebul_rejected_rows", "Rows in quarantine.", &rejected);
        let runs: Vec<(String, f64)> = outcomes
            .iter()
            .map(|row| (format!("job=\"{}\",outcome=\"{}\"", row.job, row.outcome), row.value as f64))
            .collect();
        gauge(&mut text, "qebul_job_runs", "Lines of the job ledger.", &runs);
    }
    Ok(text)
}
