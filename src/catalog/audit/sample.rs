//! The sample of a monitoring: strata counted, records drawn by a seeded hash.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::catalog::library::Library;
use crate::domain::audit::sampling::{Allotted, Stratum, StratumKey};
use crate::error::{Doing, Result};
use crate::store::Session;

/// One item of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number on the sheet, from 1.
    pub item: i64,
    pub stratum: i64,
    /// `receptions` or `assignments`.
    pub entity: String,
    pub source: String,
    pub record_id: String,
    pub unit: String,
    /// What to look up, as JSON.
    pub details: String,
    /// The checks that the record violates, separated by commas.
    pub checks: String,
}

/// Counts the strata. The session must be prepared and the monitoring's violations kept in the lake.
///
/// # Errors
/// A query fails.
pub fn strata(session: &Session, library: &Library, audit_id: &str) -> Result<Vec<Stratum>> {
    #[derive(Deserialize)]
    struct Row {
        entity: String,
        outcome: String,
        official_source: Option<String>,
        official_id: Option<String>,
        population: u64,
        flagged: u64,
    }
    session.set("audit_id", audit_id)?;
    session.run(library.text("audits/records.sql")?).doing(|| "listing the records to draw from".into())?;
    let rows: Vec<Row> = session.rows(library.text("audits/strata.sql")?).doing(|| "counting the strata".into())?;
    let stratum = |row: Row| Stratum {
        key: StratumKey {
            entity: row.entity,
            outcome: row.outcome,
            official: row.official_source.zip(row.official_id),
        },
        population: row.population,
        flagged: row.flagged,
    };
    Ok(rows.into_iter().map(stratum).collect())
}

/// Draws the records. The strata must have been counted in the same session.
///
/// # Errors
/// A query fails.
pub fn drawn(session: &Session, library: &Library, allotted: &[Allotted], seed: u64) -> Result<Vec<Item>> {
    let rows: Vec<serde_json::Value> = allotted
        .iter()
        .enumerate()
        .map(|(number, one)| {
            let key = &one.stratum.key;
            json!({
                "stratum": number, "entity": key.entity, "outcome": key.outcome,
                "official_source": key.official.as_ref().map(|(source, _)| source),
                "official_id": key.official.as_ref().map(|(_, id)| id), "sampled": one.sampled,
            })
        })
        .collect();
    session.run(library.text("audits/allotted.sql")?)?;
    session.insert("audit_allotted", &rows)?;
    session.set("audit_seed", seed.to_string())?;
    session.rows(library.text("audits/drawn.sql")?).doing(|| "drawing the sample".into())
}
