//! The dataset of the monthly report: every figure, sentence and chart series that the pages print.
//!
//! It is built by `catalog::dataset`, frozen in the lake, attached to the PDF as `dataset.json` and handed to the
//! template as `data.json`; nothing is computed after it. Three rules hold everywhere:
//! 1. a printed number is a [`Figure`]: its value, its finished text and the query it came from;
//! 2. a sentence arrives finished ([`Rich`]), in the language of the report; the template only holds fixed labels;
//! 3. what is not there is said: [`Figure::missing`], [`Table::empty`], [`Section::absent`], never 0 or a blank.
//!
//! Pages of other kinds of report are made of the same parts: [`figure`], [`table`], [`chart`], [`body`].

pub mod audit;
pub mod body;
pub mod chart;
pub mod figure;
pub mod first;
pub mod table;

use serde::{Deserialize, Serialize};

pub use audit::AuditReport;
pub use body::{
    Annex, Contradictions, Execution, FindingRow, Findings, Leadership, MethodNote, Minister, Proposal, Proposals,
    Quality, Receptions, Repeats, Section, Subsystem,
};
pub use chart::{
    AgeBin, Ages, Bar, Bars, Funnel, FunnelLimit, FunnelPoint, Heatmap, Interval, Intervals, Mark, RegionMap,
    RegionPoint, Trend, TrendPoint,
};
pub use figure::{Arrow, Change, Figure, Rich, Run, State, Tone};
pub use first::{FirstPage, Headline, Highlight, Highlights};
pub use table::{Align, Cell, Column, Row, RowKind, Table};

/// The dataset of one monthly report in one language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Monthly {
    /// Version of this structure; 1 until a field changes its meaning.
    pub schema: u32,
    /// `az` or `en`.
    pub language: String,
    pub head: Head,
    pub first: FirstPage,
    /// Section I: the minister's own receptions and the assignments given at them.
    pub minister: Minister,
    /// Section II: receptions by agency, mode, level, topic and outcome.
    pub receptions: Receptions,
    /// Section III: receptions of the leading officials, planned and held.
    pub leadership: Leadership,
    /// Section IV: execution of assignments, with the overdue register.
    pub execution: Execution,
    /// Section V: return visits and their causes.
    pub repeats: Repeats,
    /// Section VI: use of the subsystem.
    pub subsystem: Subsystem,
    /// Section VII: the quality index with intervals and ties.
    pub quality: Quality,
    /// Section VIII: findings, new, closed by data and overdue.
    pub findings: Findings,
    /// Section IX: what units reported against what their records say.
    pub contradictions: Contradictions,
    /// Section X: proposals to remove the shortcomings.
    pub proposals: Proposals,
    /// The annexes: all units, rejected rows, method, charter map.
    pub annex: Annex,
}

/// The head and the foot of the document: who reports to whom, about what, when, in which edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// The ministry's name in the genitive and in capitals, one entry a line:
    /// "AZƏRBAYCAN RESPUBLİKASININ", "ƏMƏK VƏ ƏHALİNİN SOSİAL MÜDAFİƏSİ NAZİRLİYİ".
    pub ministry: Vec<String>,
    /// "Aparatın Vətəndaşların qəbulu şöbəsi".
    pub department: String,
    /// "Azərbaycan Respublikasının", "əmək və əhalinin sosial müdafiəsi nazirinə": one entry a line.
    pub addressee: Vec<String>,
    /// Kind of document in capitals: "HESABAT".
    pub kind: String,
    /// "Nazirlik üzrə vətəndaşların qəbulunun vəziyyətinə dair".
    pub title: String,
    /// "2026-cı ilin sentyabr ayı üzrə".
    pub period: String,
    /// The period's code: "2026-09".
    pub period_code: String,
    /// "Bakı şəhəri".
    pub place: String,
    /// “08” oktyabr 2026-cı il.
    pub date: String,
    /// "№ 09/2026"; empty in a draft without a number.
    pub number: String,
    /// "1-ci redaksiya", "layihə".
    pub edition: String,
    /// True while no edition is approved: the word "LAYİHƏ" is set on page 1.
    #[serde(default)]
    pub draft: bool,
    /// "Xidməti istifadə üçün", where set.
    pub classification: Option<String>,
    pub signatory: Signatory,
    /// "İcraçı: N.Əliyeva, tel. (012) 000 00 00"; `None` when not configured.
    pub executor: Option<String>,
    /// The left part of the footer: "Aylıq hesabat № 09/2026, 1-ci redaksiya · məlumat 08.10.2026, 09:00 vəziyyətinə ·
    /// model QKİ-1".
    pub footer: String,
    /// The evaluation time, RFC 3339 in UTC.
    pub as_of: String,
    /// Document title of the PDF: "Vətəndaşların qəbulunun vəziyyətinə dair aylıq hesabat, 2026-cı ilin sentyabr ayı".
    pub pdf_title: String,
}

/// Who signs: post and name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signatory {
    /// "Şöbə müdiri", or "Şöbə müdirini əvəz edən (… nömrəli əmr)".
    pub post: String,
    /// "S.Quliyeva": initial and surname without a space; empty leaves a line to write on.
    pub name: String,
}
