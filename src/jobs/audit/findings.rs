//! What a signed monitoring puts into the register of findings, with its number beside each.
//!
//! A shortcoming that the register holds already (the same check and unit, of a month of the span) is the same matter and
//! is only named; what is not there is raised. Only spans that have ended raise anything.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::kept;
use super::record::Audit;
use crate::domain::finding::{CheckState, Violation, fingerprint};
use crate::error::{Doing, Result};
use crate::jobs::Environment;
use crate::store::Store;

/// Raises and names the findings of the monitoring; answers how many it named and how many of them were new.
pub fn raise(environment: &Environment, store: &Store, audit: &Audit) -> Result<(usize, usize)> {
    #[derive(Deserialize)]
    struct Named {
        named: usize,
        raised: usize,
    }
    let Some(as_of) = audit.as_of else { return Ok((0, 0)) };
    if audit.date_to >= environment.reference.zone.local_day(as_of) {
        return Ok((0, 0));
    }
    let session = store.session()?;
    let label = audit.scope().label();
    let mut found: Vec<Value> = Vec::new();
    let violations = kept::violations(&session, audit.audit_id)?;
    for result in kept::results(&session, audit.audit_id)? {
        if result.state != CheckState::Fail {
            continue;
        }
        let check = environment.library.check(&result.check)?;
        let mut subjects: BTreeMap<&str, u64> = BTreeMap::new();
        let of_result = |violation: &&Violation| violation.check == result.check && violation.unit == result.unit;
        for violation in violations.iter().filter(of_result) {
            let subject = if violation.is_record_level() { label.as_str() } else { violation.subject_id.as_str() };
            *subjects.entry(subject).or_default() += 1;
        }
        for (subject, violations) in subjects {
            found.push(json!({
                "fingerprint": fingerprint(&result.check, &result.unit, subject), "check_id": result.check,
                "unit": result.unit, "period": label, "subject": subject, "severity": check.severity,
                "violations": violations, "is_of_period": subject == label,
            }));
        }
    }
    store
        .write_state(|state| {
            state.set("audit_id", audit.audit_id.to_string())?;
            state.set("moment", environment.clock.now())?;
            state.set("month_from", audit.date_from.format("%Y-%m").to_string())?;
            state.set("month_to", audit.date_to.format("%Y-%m").to_string())?;
            state.run(include_str!("../../../queries/state/stage_audit_findings.sql"))?;
            state.insert("found", &found)?;
            state.run(include_str!("../../../queries/state/keep_audit_findings.sql"))?;
            let named: Named = state.one(include_str!("../../../queries/state/count_audit_findings.sql"))?;
            Ok((named.named, named.raised))
        })
        .doing(|| format!("putting the findings of the monitoring {} into the register", audit.audit_id))
}
