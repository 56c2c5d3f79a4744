//! Tables: columns, rows of text and figures, a note, and what to say when there is nothing to show.

use serde::{Deserialize, Serialize};

use super::figure::{Change, Figure, Rich};

/// A table of the body or an annex; its header is repeated on every page it runs over.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Table {
    /// Stable name of the table: `receptions-by-agency`; also the name of its query where it has one.
    pub id: String,
    /// "Qəbul edilmişlərin qurumlar üzrə bölgüsü": printed above, after "Cədvəl 1."
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Printed small below the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Rich>,
    /// Printed instead of the table when `rows` is empty: "Hesabat dövründə nazir qəbul keçirməmişdir."
    #[serde(default)]
    pub empty: String,
}

/// A column; every row has exactly one cell for each. A column that is [`Cell::Blank`] in all rows is not printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Finished heading: "Qurum", "o cümlədən rəhbərlər".
    pub label: String,
    #[serde(default)]
    pub align: Align,
    /// Weight among the columns of text (1 is usual): they share what the others leave, by weight and by the length of
    /// their texts. `None` is as wide as its content (numbers, dates, codes).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grow: Option<f64>,
}

impl Column {
    /// A column of text that takes its share of the free width.
    pub fn text(label: impl Into<String>) -> Self {
        Column { label: label.into(), align: Align::Start, grow: Some(1.0) }
    }

    /// A column of numbers, aligned at the end, as wide as its content.
    pub fn number(label: impl Into<String>) -> Self {
        Column { label: label.into(), align: Align::End, grow: None }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    #[default]
    Start,
    Center,
    End,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    #[serde(default)]
    pub kind: RowKind,
    pub cells: Vec<Cell>,
    /// Steps of indentation of the first cell (a local unit under its agency).
    #[serde(default)]
    pub indent: u8,
}

impl Row {
    pub fn plain(cells: Vec<Cell>) -> Self {
        Row { kind: RowKind::Plain, cells, indent: 0 }
    }

    pub fn total(cells: Vec<Cell>) -> Self {
        Row { kind: RowKind::Total, cells, indent: 0 }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    #[default]
    Plain,
    /// "Cəmi": bold, with a line above.
    Total,
    /// Heads the rows below it (an agency above its local units): bold.
    Group,
}

/// What stands in one place of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cell {
    /// Words: names, dates, verdicts.
    Text { text: String },
    /// Words with bold runs.
    Rich { runs: Rich },
    /// A number, or the reason why there is none.
    Figure(Figure),
    /// A change with its arrow and colour.
    Change(Change),
    /// A number and its change behind it.
    Both { figure: Figure, change: Change },
    /// Nothing to say here: a blank.
    Blank,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text { text: text.into() }
    }
}
