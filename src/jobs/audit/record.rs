//! The rows of `state.audits`: numbers given, states moved, every transition logged.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::audit::{AuditKind, AuditNumber, AuditScope, AuditState};
use crate::domain::period::Period;
use crate::error::{Doing, Error, Result};
use crate::store::{Session, Store};

/// One monitoring as `state` holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Audit {
    pub audit_id: AuditNumber,
    pub kind: AuditKind,
    pub year: i32,
    pub sequence: u32,
    pub unit: String,
    pub date_from: NaiveDate,
    pub date_to: NaiveDate,
    /// Ids and globs, separated by commas; empty for all.
    pub checks: String,
    pub sample_size: Option<u32>,
    pub seed: i64,
    /// Whether the sources are pulled first.
    pub fresh: bool,
    /// Why this monitoring.
    pub question: Option<String>,
    /// The order or the plan's item.
    pub basis: Option<String>,
    /// Members of the group, separated by commas.
    pub members: Option<String>,
    pub author: String,
    pub status: AuditState,
    pub created_at: DateTime<Utc>,
    /// For planned ones: the month of the plan, the rank in it, and its reasons as JSON.
    pub plan_month: Option<String>,
    pub plan_rank: Option<u32>,
    pub plan_reasons: Option<String>,
    pub as_of: Option<DateTime<Utc>>,
    pub load_id: Option<i64>,
    pub queries_hash: Option<String>,
    pub thresholds_hash: Option<String>,
    pub snapshot_hash: Option<String>,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub dataset_id: Option<String>,
    pub pdf_path: Option<String>,
    pub pdf_sha256: Option<String>,
    pub signed_by: Option<String>,
    pub signed_at: Option<DateTime<Utc>>,
    /// The last day for the unit's answer.
    pub answer_due: Option<NaiveDate>,
    pub answer: Option<String>,
}

/// What a new monitoring begins with.
#[derive(Debug, Clone)]
pub struct New {
    pub kind: AuditKind,
    pub scope: AuditScope,
    pub fresh: bool,
    pub question: Option<String>,
    pub basis: Option<String>,
    pub members: Option<String>,
    pub author: String,
    pub plan: Option<Planned>,
}

/// The plan's item that a periodic monitoring comes from.
#[derive(Debug, Clone)]
pub struct Planned {
    /// `2026-10`.
    pub month: String,
    pub rank: u32,
    pub reasons: String,
}

impl Audit {
    /// Whether it is no item of that month's own plan.
    pub fn plan_month_is_not(&self, month: Period) -> bool {
        self.plan_month.as_deref() != Some(month.to_string().as_str())
    }

    pub fn scope(&self) -> AuditScope {
        AuditScope {
            unit: self.unit.clone(),
            from: self.date_from,
            to: self.date_to,
            checks: self.checks.split(',').filter(|glob| !glob.is_empty()).map(str::to_owned).collect(),
            sample: self.sample_size,
            seed: self.seed.unsigned_abs(),
        }
    }
}

/// Gives the next number and writes the row.
pub fn create(state: &Session, new: &New, status: AuditState, year: i32, at: DateTime<Utc>) -> Result<Audit> {
    #[derive(Deserialize)]
    struct Next {
        value: u32,
    }
    state.set("audit_kind", new.kind.as_str())?;
    state.set("audit_year", year)?;
    let next: Next = state.one(include_str!("../../../queries/state/audit_next_sequence.sql"))?;
    let audit_id = AuditNumber { kind: new.kind, year, sequence: next.value };
    let audit = Audit {
        audit_id,
        kind: new.kind,
        year,
        sequence: next.value,
        unit: new.scope.unit.clone(),
        date_from: new.scope.from,
        date_to: new.scope.to,
        checks: new.scope.checks.join(","),
        sample_size: new.scope.sample,
        seed: i64::try_from(new.scope.seed).doing(|| format!("taking the seed {}", new.scope.seed))?,
        fresh: new.fresh,
        question: new.question.clone(),
        basis: new.basis.clone(),
        members: new.members.clone(),
        author: new.author.clone(),
        status,
        created_at: at,
        plan_month: new.plan.as_ref().map(|plan| plan.month.clone()),
        plan_rank: new.plan.as_ref().map(|plan| plan.rank),
        plan_reasons: new.plan.as_ref().map(|plan| plan.reasons.clone()),
        as_of: None,
        load_id: None,
        queries_hash: None,
        thresholds_hash: None,
        snapshot_hash: None,
        started_at: None,
        ended_at: None,
        dataset_id: None,
        pdf_path: None,
        pdf_sha256: None,
        signed_by: None,
        signed_at: None,
        answer_due: None,
        answer: None,
    };
    state.insert("state.audits", std::slice::from_ref(&audit))?;
    log(state, audit_id, at, &new.author, "", status.as_str(), new.question.as_deref().unwrap_or(""))?;
    Ok(audit)
}

/// Moves a monitoring to another state and writes the row as `change` leaves it.
///
/// # Errors
/// The state may not follow the one it has.
pub fn become_state(
    state: &Session,
    audit: &mut Audit,
    next: AuditState,
    who: &str,
    why: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    let before = audit.status;
    if !before.may_become(next) {
        return Err(Error::usage(format!("moving the monitoring {} from `{before}` to `{next}`", audit.audit_id))
            .hint("see `qebul audit show` for where it stands and what may follow"));
    }
    audit.status = next;
    write(state, audit)?;
    log(state, audit.audit_id, at, who, before.as_str(), next.as_str(), why)
}

/// Writes the row anew.
pub fn write(state: &Session, audit: &Audit) -> Result<()> {
    state.run(include_str!("../../../queries/state/stage_audit.sql"))?;
    state.insert("staged_audit", std::slice::from_ref(audit))?;
    state.run(include_str!("../../../queries/state/audit_update.sql"))
}

fn log(
    state: &Session,
    audit_id: AuditNumber,
    at: DateTime<Utc>,
    who: &str,
    from: &str,
    to: &str,
    why: &str,
) -> Result<()> {
    state.set("audit_id", audit_id.to_string())?;
    state.set("moment", at)?;
    state.set("who", who)?;
    state.set("from_status", from)?;
    state.set("to_status", to)?;
    state.set("why", why)?;
    state.run(include_str!("../../../queries/state/audit_log.sql"))
}

/// All monitorings, the oldest first.
pub fn all(store: &Store) -> Result<Vec<Audit>> {
    store.session()?.rows("select * from state.audits order by created_at, audit_id")
}

/// The monitoring of that number.
///
/// # Errors
/// There is none.
pub fn get(store: &Store, number: AuditNumber) -> Result<Audit> {
    let found = all(store)?.into_iter().find(|audit| audit.audit_id == number);
    found.ok_or_else(|| {
        Error::not_found(format!("there is no monitoring `{number}`")).hint("`qebul audit list` names them all")
    })
}

/// One line of the log of transitions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transition {
    pub happened_at: DateTime<Utc>,
    pub who: String,
    pub from_status: String,
    pub to_status: String,
    pub why: String,
}

/// The transitions of one monitoring in order.
pub fn transitions(store: &Store, number: AuditNumber) -> Result<Vec<Transition>> {
    let session = store.session()?;
    session.set("audit_id", number.to_string())?;
    session.rows("select * from state.audit_log where audit_id = getvariable('audit_id') order by position")
}

/// One finished step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub position: i32,
    pub name: String,
    pub ended_at: DateTime<Utc>,
    pub seconds: f64,
    pub row_count: i64,
    pub detail: String,
}

/// The finished steps in order.
pub fn steps(store: &Store, number: AuditNumber) -> Result<Vec<Step>> {
    let session = store.session()?;
    session.set("audit_id", number.to_string())?;
    session.rows("select * from state.audit_steps where audit_id = getvariable('audit_id') order by position")
}

/// Notes a finished step.
pub fn note_step(store: &Store, number: AuditNumber, step: &Step) -> Result<()> {
    store.write_state(|state| {
        state.set("audit_id", number.to_string())?;
        state.set("step_position", step.position)?;
        state.set("step_name", step.name.as_str())?;
        state.set("moment", step.ended_at)?;
        state.set("seconds", step.seconds)?;
        state.set("row_count", step.row_count)?;
        state.set("detail", step.detail.as_str())?;
        state.run(include_str!("../../../queries/state/audit_step.sql"))
    })
}

/// The year that a number is given in: of the local day.
pub fn year_of(day: NaiveDate) -> i32 {
    day.year()
}
