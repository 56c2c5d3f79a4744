//! Series of the charts. Every chart carries one message: `message` is its heading and says what to see,
//! `alt` says the same with the figures, for those who hear the page instead of seeing it.
//!
//! Labels are finished texts and stand at the marks; there are no legends.

use serde::{Deserialize, Serialize};

use super::figure::{Change, Figure, Tone};

/// Horizontal bars, one a row, with the figure at the end of the bar and the change behind it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Bars {
    pub message: String,
    /// What the bars measure: "nəfər", "tapşırıqların faizi".
    pub measure: String,
    pub alt: String,
    pub bars: Vec<Bar>,
    /// The value at the full width; the largest bar when `None`. 100 for shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full: Option<f64>,
    /// A line through all bars: a target or an allowed limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    pub label: String,
    /// Length and printed number; without a value the reason is printed where the bar would start.
    pub figure: Figure,
    /// The value of the period compared with, drawn as a notch; same unit as the figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// `Bad` paints the bar in the warning colour (with a pattern of its own in grey print); usually `Neutral`.
    #[serde(default = "neutral")]
    pub tone: Tone,
}

/// A line with its name: "hədəf 95 %", "orta 6,3 %".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    pub at: f64,
    pub label: String,
}

/// One value a month, up to 25 months, with the last point named.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Trend {
    pub message: String,
    pub measure: String,
    pub alt: String,
    /// Oldest first; the report's own period is the last.
    pub points: Vec<TrendPoint>,
    /// Control limits: what ordinary variation reaches; drawn as a pale belt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrendPoint {
    /// Short month under the axis: "sen", "09.26".
    pub label: String,
    /// `None` leaves a gap in the line.
    pub value: Option<f64>,
    /// Printed number; the template prints it at the first and last point, the highest and the lowest.
    pub text: String,
}

/// Units with their index and its interval, in the order of rank.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Intervals {
    pub message: String,
    /// How to read it: "nöqtə – indeks, xətt – 90 faizlik inam intervalı; …".
    pub reading: String,
    pub alt: String,
    pub rows: Vec<Interval>,
    /// Borders of the bands, each with the letter of the band that begins there: 55 C, 70 B, 85 A.
    pub bands: Vec<Mark>,
    /// Said when rows were left out: "107 bölmə göstərilməyib, tam siyahı 1 nömrəli əlavədədir".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Printed when there is no row.
    #[serde(default)]
    pub empty: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Unit code.
    pub code: String,
    pub name: String,
    /// Rank or range of tied ranks: "1", "2–3"; empty for units shown beside the ranking.
    pub rank: String,
    /// False for the Central Apparatus, which is shown beside the agencies and not ranked with them.
    pub ranked: bool,
    /// 0–100 points; without a value the reason is printed ("indeks hesablanmayıb").
    pub index: Figure,
    /// 5th and 95th percentile, points.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// "A" … "E", empty without an index.
    pub band: String,
    /// Change against the previous period, points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// The verdict in words: "yaxşılaşıb", "pisləşib", "dəyişiklik statistik əhəmiyyətli deyil".
    #[serde(default)]
    pub verdict: String,
}

/// Receptions by hour of the day and day of the week; the darker the more.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Heatmap {
    pub message: String,
    pub measure: String,
    pub alt: String,
    /// Columns: "08", "09", … (hours of the day).
    pub columns: Vec<String>,
    /// Rows: "B.e.", "Ç.a.", … (days of the week).
    pub rows: Vec<String>,
    /// One figure a cell, row by row; the text is printed in the cell.
    pub cells: Vec<Vec<Figure>>,
}

/// Overdue assignments by how long they have been overdue.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Ages {
    pub message: String,
    pub measure: String,
    pub alt: String,
    /// From the youngest to the oldest.
    pub bins: Vec<AgeBin>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AgeBin {
    /// "1–5 iş günü", "60 iş günündən çox".
    pub label: String,
    pub figure: Figure,
}

/// Units by size and share, with the limits that ordinary variation reaches at each size.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Funnel {
    pub message: String,
    /// Along the axis: "qəbulların sayı".
    pub size: String,
    /// Up the axis: "təkrar gəlişlərin payı, %".
    pub measure: String,
    pub alt: String,
    pub points: Vec<FunnelPoint>,
    /// The mean that the limits stand around.
    pub centre: Option<Mark>,
    /// Limits at rising sizes; both are drawn as lines through these points.
    pub limits: Vec<FunnelLimit>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FunnelPoint {
    /// Printed at the point when it lies outside.
    pub label: String,
    pub size: f64,
    pub value: f64,
    pub outside: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FunnelLimit {
    pub size: f64,
    pub low: f64,
    pub high: f64,
}

/// A schematic map: one circle a region, its area the size, its darkness the value.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RegionMap {
    pub message: String,
    pub measure: String,
    pub alt: String,
    pub points: Vec<RegionPoint>,
    /// Said below: regions without data, suppressed ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegionPoint {
    /// Name of the region.
    pub label: String,
    /// Degrees.
    pub lon: f64,
    pub lat: f64,
    /// The circle's area (receptions).
    pub size: f64,
    /// The circle's darkness; a region without a value is drawn as an empty circle.
    pub figure: Figure,
    /// The name and the figure are printed only for named points (the largest, the worst).
    pub named: bool,
}

fn neutral() -> Tone {
    Tone::Neutral
}
