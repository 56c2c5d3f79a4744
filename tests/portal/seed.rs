//! Two judged months of a few units: just enough that every page has something to show.

use chrono::{DateTime, Utc};
use qebul::domain::reference::Reference;
use qebul::store::Store;
use serde_json::{Value, json};

/// The unit of the liaison in the tests, a unit of another agency, and one under the first one's agency.
pub const OWN: &str = "DSMF-LERIK";
pub const FOREIGN: &str = "DMA";
pub const SIBLING: &str = "DSMF-ASTARA";

pub fn now() -> DateTime<Utc> {
    "2026-10-08T06:00:00Z".parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn fill(store: &Store, reports: &std::path::Path) {
    let reference = Reference::builtin();
    store
        .write_lake(|lake| {
            for (run, month, from, to, as_of) in [
                (1, "2026-08", "2026-08-01", "2026-08-31", "2026-09-08T05:00:00Z"),
                (2, "2026-09", "2026-09-01", "2026-09-30", "2026-10-08T05:00:00Z"),
            ] {
                lake.insert("lake.check_runs", &[json!({
                    "run_id": run, "period": month, "period_from": from, "period_to": to, "as_of": at(as_of), "load_id": 1,
                    "scope": "*", "versions": "0", "created_at": at(as_of),
                })])?;
                lake.insert("lake.score_runs", &[json!({
                    "run_id": run, "period": month, "as_of": at(as_of), "load_id": 1, "model": "QKİ-1", "body": "{}", "created_at": at(as_of),
                })])?;
                lake.insert("lake.check_results", &results(run))?;
                lake.insert("lake.violations", &violations(run))?;
                lake.insert("lake.scores", &scores(run, &reference))?;
            }
            lake.insert("lake.datasets", &[dataset("monthly", None), dataset("unit", Some(OWN))])?;
            lake.insert("lake.loads", &loads())?;
            lake.insert("lake.quarantine", &[quarantined()])?;
            lake.insert("lake.receptions", &[reception(OWN, "R-1"), reception(FOREIGN, "R-2")])
        })
        .unwrap();
    std::fs::write(reports.join("monthly.pdf"), b"%PDF-1.7 whole ministry").unwrap();
    std::fs::write(reports.join("card.pdf"), b"%PDF-1.7 card").unwrap();
    store
        .write_state(|state| {
            state.insert(
                "state.editions",
                &[edition("monthly", "NAZ", "monthly.pdf"), edition("unit", OWN, "card.pdf")],
            )?;
            state.insert(
                "state.job_runs",
                &[json!({
                    "run_id": 1, "job": "pull", "work_key": "2026-10-08", "due_at": now(), "fired_by": "schedule",
                    "started_at": now(), "heartbeat_at": now(), "ended_at": now(), "outcome": "done", "error": null,
                })],
            )
        })
        .unwrap();
}

fn results(run: i64) -> Vec<Value> {
    let row = |check: &str, unit: &str, state: &str, measured: f64, violations: i64| {
        json!({
            "run_id": run, "check_id": check, "unit": unit, "state": state, "reason": null, "measured": measured,
            "threshold": 0.02, "violations": violations, "population": 100,
        })
    };
    vec![
        row("R1", OWN, "fail", 0.05, 5),
        row("R1", SIBLING, "pass", 0.0, 0),
        row("R1", FOREIGN, "fail", 0.9, 90),
        row("A1", OWN, "fail", 0.1, 1),
        row("A1", FOREIGN, "fail", 0.2, 2),
        json!({
            "run_id": run, "check_id": "D2", "unit": OWN, "state": "not_evaluable", "reason": "not_provided",
            "measured": null, "threshold": null, "violations": 0, "population": 0,
        }),
    ]
}

fn violations(run: i64) -> Vec<Value> {
    let row = |unit: &str, id: &str| {
        json!({
            "run_id": run, "check_id": "A1", "unit": unit, "subject_kind": "assignment", "subject_id": id, "source": "DSMF",
            "measured": 12.0, "threshold": 0.0,
            "evidence": json!({
                "due_on": "2026-09-10", "executor_unit": unit, "reception": "R-1", "citizen": "f:secret-key",
            }).to_string(),
        })
    };
    let late = |unit: &str, id: &str| {
        json!({
            "run_id": run, "check_id": "R1", "unit": unit, "subject_kind": "reception", "subject_id": id, "source": "DSMF",
            "measured": 30.5, "threshold": 24.0,
            "evidence": json!({"started": "2026-09-10 10:00:00", "registration": "late"}).to_string(),
        })
    };
    vec![row(OWN, "A-own"), row(FOREIGN, "A-foreign"), late(OWN, "R-1"), late(FOREIGN, "R-2")]
}

fn scores(run: i64, reference: &Reference) -> Vec<Value> {
    let indicator = |numerator: f64| json!({"value": numerator / 100.0, "points": 80.0, "numerator": numerator, "denominator": 100.0, "state": "measured"});
    let units = reference.units.iter().enumerate();
    units
        .map(|(index, unit)| {
            let rank = u32::try_from(index % 7 + 1).unwrap();
            json!({
                "run_id": run, "unit": unit.code, "scope": if unit.parent.as_deref() == Some("NAZ") { "pooled" } else { "own" },
                "index_value": 74.2, "low": 72.9, "high": 75.4, "rank": rank, "rank_low": rank, "rank_high": rank + 1,
                "band": "B", "change": -3.4, "verdict": "worse",
                "dimensions": json!({"registration": 90.0, "execution": 60.0}).to_string(),
                "indicators": json!({
                    "registered_in_subsystem": indicator(96.0), "done_in_time": indicator(87.0),
                    "not_back_in_90_days": indicator(94.0),
                }).to_string(),
                "debts": json!([{
                    "what": "open_not_overdue", "count": 17, "points": 4.2, "text_az": "17 tapşırıq bağlansa",
                    "text_en": "if 17 assignments are closed",
                }]).to_string(),
                "contributions": json!([{"dimension": "execution", "indicator": "done_in_time", "points": 12.5}]).to_string(),
            })
        })
        .collect()
}

fn dataset(kind: &str, unit: Option<&str>) -> Value {
    json!({
        "dataset_id": kind, "kind": kind, "period": "2026-09", "unit": unit, "language": "az", "as_of": now(),
        "load_id": 1, "snapshot_hash": "0", "body": include_str!("../../report-templates/monthly/sample.json"),
        "manifest": "{}", "created_at": now(),
    })
}

fn loads() -> Vec<Value> {
    let load = |source: &str, id: i64| {
        json!({
            "load_id": id, "source": source, "entity": "receptions", "kind": "pull", "started_at": now(), "ended_at": now(),
            "complete": true, "pages": 1, "bytes": 1000, "rows_seen": 10, "rows_new": 10, "rows_changed": 0, "rows_same": 0,
            "rows_deleted": 0, "rows_rejected": 1,
        })
    };
    vec![load("DSMF", 1), load("DMA", 2)]
}

fn quarantined() -> Value {
    json!({
        "load_id": 1, "source": "DSMF", "entity": "receptions", "record_id": "R-9", "field": "mode",
        "reason": "unknown_enum", "detail": "`mode` is `fax`", "raw": "{\"mode\":\"fax\"}", "raw_hash": "0",
        "first_seen": now(), "last_seen": now(), "replayed_load": null,
    })
}

fn reception(unit: &str, id: &str) -> Value {
    json!({
        "source": "DSMF", "id": id, "load_from": 1, "load_to": null, "payload_hash": "abc123", "deleted": false,
        "updated_at": now(), "unit_code": unit, "registered_at": now(), "registration": "late", "mode": "personal",
        "level": "official", "started_at": now(), "citizen": "f:secret-key", "topic": "pension", "outcome": "resolved",
        "note": "mətn sirdir", "note_redactions": 0,
    })
}

fn edition(kind: &str, unit: &str, file: &str) -> Value {
    json!({
        "edition_id": format!("{kind}/2026-09/{unit}/az/1"), "kind": kind, "period": "2026-09", "unit": unit,
        "language": "az", "edition": 1, "number": "09/2026", "status": "issued", "dataset_id": kind, "pdf_path": file,
        "pdf_sha256": "cafe", "pages": 14, "as_of": now(), "created_at": now(), "issued_at": now(), "approver": null,
    })
}
