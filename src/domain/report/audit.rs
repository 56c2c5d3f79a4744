//! The dataset of a monitoring's report (monitorinq arayışı).

use serde::{Deserialize, Serialize};

use super::Head;
use super::body::{FindingRow, MethodNote, Proposals, Section};
use super::chart::Bars;
use super::figure::Rich;
use super::first::Headline;
use super::table::Table;

/// The dataset of one monitoring's report in one language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuditReport {
    /// Version of this structure; 1 until a field changes its meaning.
    pub schema: u32,
    /// `az` or `en`.
    pub language: String,
    pub head: Head,
    /// One or two sentences that say it all.
    pub summary: Rich,
    /// Checks failed, violations, contradicted figures, estimated share of defective records.
    pub headlines: Vec<Headline>,
    /// Basis, members, purpose, scope, dates, evaluation time: label and text, one a line.
    pub particulars: Vec<Particular>,
    /// How fresh each source was.
    pub sources: Table,
    pub results: Results,
    pub findings: AuditFindings,
    pub figures: Figures,
    pub sample: Sample,
    pub site: Site,
    pub comparison: Comparison,
    pub proposals: Proposals,
    pub answer: Section,
    /// "Arayışla tanış oldum": who of the unit signs.
    pub acquainted: String,
    /// Members of the group, who sign.
    pub members: Vec<String>,
    /// Annex: the items of the sample with the answers, or with room for them.
    pub sheet: Table,
    /// Annex: the method, a paragraph an idea.
    pub method: Vec<MethodNote>,
}

/// One line of the particulars.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Particular {
    pub label: String,
    pub text: String,
}

/// What the checks answered.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Results {
    pub section: Section,
    /// Violations of the failed checks.
    pub violations: Option<Bars>,
    /// One row a check, against the limit, the unit's own past and its peers.
    pub by_check: Table,
    /// Only of a subtree: one row a unit.
    pub by_unit: Table,
}

/// The findings, with the rows that bear them out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AuditFindings {
    pub section: Section,
    pub items: Vec<Evidenced>,
}

/// One finding and its evidence.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Evidenced {
    pub finding: FindingRow,
    pub evidence: Table,
}

/// The recount of the unit's own reports.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Figures {
    pub section: Section,
    pub ledger: Table,
}

/// The sample and what its review says.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sample {
    pub section: Section,
    pub strata: Table,
    /// Answers by question.
    pub questions: Table,
    /// The defective items.
    pub defective: Table,
}

/// The on-site sheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Site {
    pub section: Section,
    pub answers: Table,
}

/// What changed since the last monitoring.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Comparison {
    pub section: Section,
    pub changes: Table,
}
