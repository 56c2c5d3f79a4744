//! The sections behind page 1, in their order, and the annexes.

use serde::{Deserialize, Serialize};

use super::chart::{Ages, Bars, Funnel, Heatmap, Intervals, RegionMap, Trend};
use super::figure::Rich;
use super::table::Table;

/// What every section begins with.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Section {
    /// Paragraphs under the heading: what the section says, in two to five sentences each.
    pub lead: Vec<Rich>,
    /// The whole section has nothing to show: the reason, printed instead of its tables and charts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absent: Option<String>,
}

/// I. The minister's own receptions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Minister {
    pub section: Section,
    /// One row a reception day: date, place, received, outcomes, assignments given.
    pub receptions: Table,
    /// One row an assignment of the minister: number, issued, executor, due, state.
    pub assignments: Table,
}

/// II. Receptions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Receptions {
    pub section: Section,
    /// Months of the ministry as a whole.
    pub trend: Option<Trend>,
    pub by_agency: Table,
    /// Agencies with change marks.
    pub agencies: Option<Bars>,
    pub by_mode: Table,
    pub by_level: Table,
    pub by_topic: Table,
    /// The largest topics with change marks.
    pub topics: Option<Bars>,
    pub by_outcome: Table,
    /// Hour × weekday of `started_at`.
    pub hours: Option<Heatmap>,
    pub regions: Option<RegionMap>,
}

/// III. Receptions of leading officials.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Leadership {
    pub section: Section,
    /// Held of planned, per cent, by agency.
    pub held: Option<Bars>,
    /// By agency: planned, held, cancelled, moved, without reason, received.
    pub by_agency: Table,
    /// One row an official: name, post, planned, held, received, outcomes, assignments given and their execution.
    pub officials: Table,
}

/// IV. Execution of the assignments given at receptions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Execution {
    pub section: Section,
    pub trend: Option<Trend>,
    /// Done in time, per cent of due in the period, by agency.
    pub in_time: Option<Bars>,
    /// By agency: issued, done, in time, late, open, overdue.
    pub by_agency: Table,
    pub ages: Option<Ages>,
    /// One row an overdue assignment, oldest first: number, executor, issued, due, days overdue, extensions.
    pub overdue: Table,
}

/// V. Return visits and their causes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Repeats {
    pub section: Section,
    pub by_topic: Table,
    pub topics: Option<Bars>,
    pub by_agency: Table,
    /// Cause (explained without result, assignment overdue, referred between units …) and count.
    pub causes: Table,
    /// Units by size and share of return visits.
    pub funnel: Option<Funnel>,
    /// Units whose answers send people back more than their peers' do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peers: Option<Table>,
    /// The ways on which citizens reached a third unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paths: Option<Table>,
}

/// VI. Use of the subsystem "Vətəndaşların qəbulu".
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Subsystem {
    pub section: Section,
    /// Registered in the subsystem, per cent, by agency.
    pub registered: Option<Bars>,
    /// By agency: subsystem, late, paper, incomplete, batch entry.
    pub by_agency: Table,
    /// Local units furthest from the target.
    pub lagging: Table,
    /// Units silent for days: from, to, working days, expected receptions.
    pub silent: Table,
}

/// VII. The quality index.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Quality {
    pub section: Section,
    /// Agencies, as on page 1, with all rows.
    pub agencies: Intervals,
    /// By agency: the five dimensions, the index, its interval, the band, the change and its verdict.
    pub dimensions: Table,
    /// Local units: the best and the worst with interval and rank range; ties said.
    pub local: Intervals,
    /// Where points are lost and what would win them back ("+4,2 bal – 17 tapşırıq icra edilsə").
    pub debts: Table,
    pub trend: Option<Trend>,
}

/// VIII. Findings.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Findings {
    pub section: Section,
    /// By check: id, title, clause, units failed, violations, new, closed by data, overdue.
    pub by_check: Table,
    pub new: Vec<FindingRow>,
    /// How many more new findings there are than `new` lists, in words; they are in `violations.csv`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_note: Option<String>,
    /// Closed by data in the period: check, unit, opened, closed.
    pub closed: Table,
    /// Past their deadline: check, unit, deadline, days, whom it was raised to.
    pub overdue: Table,
}

/// One finding as a small block: what, where, how much, what to do by when.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FindingRow {
    /// Check id: "A1".
    pub check: String,
    /// Title of the check.
    pub title: String,
    /// "araşdırılmalı hal" for checks to look into; else "nöqsan".
    pub nature: String,
    /// `high`, `medium`, `low`.
    pub severity: String,
    /// Severity in words.
    pub severity_label: String,
    /// Name of the unit.
    pub unit: String,
    /// What was measured against what is allowed, one or two sentences.
    pub text: Rich,
    /// What to do, from the header of the check.
    pub proposal: String,
    /// "Əsasnamənin 2.1.3-cü yarımbəndi"; empty when there is none.
    pub clause: String,
    /// Date in words or digits; empty before notification.
    pub deadline: String,
}

/// IX. Contradictions between units' reports and their records.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Contradictions {
    pub section: Section,
    /// Unit, figure, reported, recounted, difference, months in a row.
    pub ledger: Table,
    /// Agency or unit with its credibility factor.
    pub credibility: Option<Bars>,
    /// The units whose reports are borne out least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<Table>,
    /// Reports missing or late.
    pub missing: Table,
}

/// X. Proposals.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Proposals {
    pub section: Section,
    pub items: Vec<Proposal>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Proposal {
    /// Ends with "… təklif olunur".
    pub text: Rich,
    /// "Əsasnamənin 6.3.7-ci yarımbəndi".
    pub clause: String,
    /// Checks and units that it rests on: "A1: DSMF-nin Gəncə Şəhər Filialı".
    pub basis: String,
}

/// The annexes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Annex {
    /// Annex 1: all units (155, up to 500), agencies as group rows.
    pub units: Table,
    /// Annex 2: rejected rows and sources: by source and reason.
    pub data: Table,
    /// Annex 3: the method, a paragraph an idea.
    pub method: Vec<MethodNote>,
    /// Annex 4: clause of the charter → where the report answers it.
    pub charter: Table,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MethodNote {
    pub title: String,
    pub text: Rich,
}
