//! What a monitoring is about, frozen when it begins; a begun one found again.

use chrono::{DateTime, NaiveTime, Utc};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::Request;
use super::record::{self, Audit};
use crate::catalog::audit::Frame;
use crate::domain::audit::{AuditScope, AuditState};
use crate::domain::calendar::Week;
use crate::error::{Error, Result};
use crate::jobs::Environment;
use crate::store::Store;

/// A monitoring ready for its steps.
#[derive(Debug, Clone)]
pub struct Begun {
    pub audit: Audit,
    pub frame: Frame,
    pub resumed: bool,
    /// The steps have been done before on this very snapshot.
    pub stood: bool,
}

/// The monitoring that the request would go on with: the planned one named, or one of the same scope that was begun.
pub fn open(environment: &Environment, store: &Store, request: &Request) -> Result<Option<Audit>> {
    if let Some(number) = request.number {
        let audit = record::get(store, number)?;
        if audit.status == AuditState::Cancelled {
            return Err(Error::usage(format!("running the monitoring {number}, which was cancelled"))
                .hint("start one of its own with `qebul audit --unit …`; a number is never used again"));
        }
        return Ok(Some(audit));
    }
    super::check_scope(environment, &request.new.scope)?;
    let same = |audit: &Audit| {
        audit.status == AuditState::Running && audit.kind == request.new.kind && audit.scope() == request.new.scope
    };
    Ok(record::all(store)?.into_iter().rev().find(same))
}

/// Freezes and numbers a new monitoring, or goes on with an open one.
pub fn begin(environment: &Environment, store: &Store, request: &Request, open: Option<Audit>) -> Result<Begun> {
    let at = environment.clock.now();
    let Some(mut audit) = open else {
        let frozen = Frozen::now(environment, store, &request.new.scope)?;
        let stood = |audit: &Audit| {
            audit.status.has_results()
                && audit.kind == request.new.kind
                && audit.scope() == request.new.scope
                && audit.snapshot_hash.as_deref() == Some(frozen.snapshot.as_str())
        };
        if let Some(audit) = record::all(store)?.into_iter().rev().find(stood) {
            return Ok(Begun { frame: frame(environment, &audit)?, audit, resumed: false, stood: true });
        }
        let year = record::year_of(environment.reference.zone.local_day(environment.now()));
        let audit = store.write_state(|state| {
            let mut audit = record::create(state, &request.new, AuditState::Planned, year, at)?;
            frozen.put_into(&mut audit, at);
            record::become_state(state, &mut audit, AuditState::Running, &request.new.author, "", at)?;
            Ok(audit)
        })?;
        return Ok(Begun { frame: frame(environment, &audit)?, audit, resumed: false, stood: false });
    };
    if audit.status.has_results() {
        return Ok(Begun { frame: frame(environment, &audit)?, audit, resumed: false, stood: true });
    }
    if audit.status == AuditState::Planned {
        let frozen = Frozen::now(environment, store, &audit.scope())?;
        store.write_state(|state| {
            frozen.put_into(&mut audit, at);
            record::become_state(state, &mut audit, AuditState::Running, &request.new.author, "", at)
        })?;
        return Ok(Begun { frame: frame(environment, &audit)?, audit, resumed: false, stood: false });
    }
    still_the_same(environment, store, &audit)?;
    Ok(Begun { frame: frame(environment, &audit)?, audit, resumed: true, stood: false })
}

/// What the figures of a monitoring stand on, as it was frozen.
pub fn frame(environment: &Environment, audit: &Audit) -> Result<Frame> {
    let (Some(as_of), Some(load_id)) = (audit.as_of, audit.load_id) else {
        return Err(Error::usage(format!("the monitoring {} has not begun", audit.audit_id))
            .hint(format!("begin it with `qebul audit run {}`", audit.audit_id)));
    };
    let units = environment.reference.units.subtree(&audit.unit).iter().map(|unit| unit.code.clone()).collect();
    Ok(Frame { scope: audit.scope(), units, as_of, load_id, overrides: environment.config.overrides()? })
}

struct Frozen {
    as_of: DateTime<Utc>,
    load_id: i64,
    queries: String,
    thresholds: String,
    snapshot: String,
}

impl Frozen {
    fn now(environment: &Environment, store: &Store, scope: &AuditScope) -> Result<Frozen> {
        let load_id = store.settled_load(&store.session()?)?;
        Frozen::at(environment, store, scope, as_of(environment, scope), load_id)
    }

    fn at(
        environment: &Environment,
        store: &Store,
        scope: &AuditScope,
        as_of: DateTime<Utc>,
        load_id: i64,
    ) -> Result<Frozen> {
        #[derive(Deserialize)]
        struct Fold {
            value: Option<String>,
        }
        let session = store.session()?;
        session.set("load_id", load_id)?;
        let loads: Fold = session.one(include_str!("../../../queries/state/snapshot_hash.sql"))?;
        let (queries, thresholds) =
            (environment.library.hash(), hash(&[format!("{:?}", environment.config.overrides()?)]));
        let snapshot = hash(&[
            loads.value.unwrap_or_default(),
            environment.reference.hash(),
            queries.clone(),
            thresholds.clone(),
            as_of.to_rfc3339(),
            format!("{scope:?}"),
        ]);
        Ok(Frozen { as_of, load_id, queries, thresholds, snapshot })
    }

    fn put_into(&self, audit: &mut Audit, at: DateTime<Utc>) {
        audit.as_of = Some(self.as_of);
        audit.load_id = Some(self.load_id);
        audit.queries_hash = Some(self.queries.clone());
        audit.thresholds_hash = Some(self.thresholds.clone());
        audit.snapshot_hash = Some(self.snapshot.clone());
        audit.started_at = Some(at);
    }
}

/// A begun monitoring may only go on with the queries, thresholds and records that it began with.
fn still_the_same(environment: &Environment, store: &Store, audit: &Audit) -> Result<()> {
    let (Some(as_of), Some(load_id)) = (audit.as_of, audit.load_id) else { return Ok(()) };
    let now = Frozen::at(environment, store, &audit.scope(), as_of, load_id)?;
    let what = if audit.queries_hash.as_deref() != Some(now.queries.as_str()) {
        "the queries"
    } else if audit.thresholds_hash.as_deref() != Some(now.thresholds.as_str()) {
        "the thresholds"
    } else if audit.snapshot_hash.as_deref() != Some(now.snapshot.as_str()) {
        "the records or the tables of the ministry"
    } else {
        return Ok(());
    };
    Err(Error::failed(format!("going on with the monitoring {}: {what} changed since it began", audit.audit_id))
        .hint(format!("cancel it with `qebul audit cancel {} --why …` and begin a new one", audit.audit_id)))
}

/// The evaluation time of a span, as of a period: `--as-of`, else its closing instant (the 6th working day after it,
/// 09:00) once that has passed, else now.
fn as_of(environment: &Environment, scope: &AuditScope) -> DateTime<Utc> {
    let closing = environment.reference.calendar.add_working_days(scope.to, 6, Week::Five);
    let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default();
    environment.as_of.unwrap_or_else(|| environment.clock.now().min(environment.reference.zone.at(closing, nine)))
}

fn hash(parts: &[String]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0x1f]);
    }
    hex::encode(hash.finalize())
}
