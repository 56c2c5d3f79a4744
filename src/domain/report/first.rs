//! Page 1: the answer in sixty seconds.

use serde::{Deserialize, Serialize};

use super::chart::Intervals;
use super::figure::{Change, Figure, Rich};

/// What stands on page 1 between the head and the signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FirstPage {
    /// One sentence that says it all, ≤ 200 letters.
    pub summary: String,
    /// Exactly five: receptions, registered in the subsystem, done in time, return visits, pooled index.
    pub headlines: Vec<Headline>,
    /// What got worse outside the noise, by index points lost; up to three.
    pub worse: Highlights,
    /// Up to three, each with its clause.
    pub proposals: Highlights,
    /// Agencies by index; more than 12 are cut to the first and last six by the template, which says so.
    pub agencies: Intervals,
    /// What the reader must know about the data: late sources, rejected rows, missing reports, calendar gaps.
    /// Runs on after the fixed label "Məlumatların etibarlılığı."; empty → the template says that nothing is known
    /// against the data.
    pub warnings: Rich,
    /// Runs on under the warnings: year so far, top five topics, complaints about staff, each with a bold lead.
    pub year: Rich,
}

/// One of the five figures of page 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Headline {
    /// `receptions`, `registered`, `in_time`, `returns`, `index`.
    pub key: String,
    /// "Qəbul edilmişdir, nəfər".
    pub label: String,
    /// The number; `unit` is "%" for shares, empty for the index (its letter is `band`). Without a value the reason is
    /// printed.
    pub figure: Figure,
    /// Letter of the band, for the index only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
    /// The interval of the index: "72,9–75,4".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<String>,
    /// Against last month and last year, one each: "0,8 aya", "5,1 ilə".
    pub changes: Vec<Change>,
    /// Short lines, at most two: "hədəf 98 %", "gecikən: 412", "rəhbərlər: 10 215", "dəyişməyib (interval)".
    pub notes: Vec<String>,
    /// Figures that `notes` print, for provenance.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub note_figures: Vec<Figure>,
    /// Up to 13 months, oldest first, the report's own last; `None` is a gap.
    pub months: Vec<Option<f64>>,
    /// What the small line shows, in words: "13 ayda 88,1 faizdən 96,4 faizə".
    pub alt: String,
}

/// A numbered list of page 1 with its heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Highlights {
    /// "Pisləşən üç göstərici", "Təkliflər".
    pub title: String,
    /// Up to three; the lead in bold.
    pub items: Vec<Highlight>,
    /// Printed when there is none: "Statistik əhəmiyyətli pisləşmə müşahidə edilməyib."
    pub empty: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Highlight {
    /// Up to about 220 letters; longer texts are cut with "…" so that page 1 stays one page.
    pub text: Rich,
    /// "6.3.7": printed in brackets at the end, before the full stop; the text's own full stop is dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// Figures that the sentence prints, for provenance.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
}
