//! The form of a unit's own report: a workbook that the server makes, a unit's staff fills and the server reads back.
//!
//! [`write`] makes it, [`read`] takes the figures out of it or says which cells are wrong, all at once. A hidden sheet
//! ([`sheet`]) says whose form it is and in which cell each figure stands, so that a form is known whatever its file is
//! called and is read as it was made, also when later versions look different.

mod labels;
mod read;
mod sheet;
mod write;

#[cfg(test)]
mod tests;

use std::fmt;
use std::path::Path;

use calamine::Reader;

use super::files::xlsx;
use crate::domain::language::Language;
use crate::error::Result;

pub use read::{Filled, Refused, read};
pub use write::{Blank, write};

/// What is wrong with one cell of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellError {
    pub sheet: String,
    /// As a spreadsheet names it: `C12`; empty when it is the form as a whole.
    pub cell: String,
    pub problem: Problem,
}

/// What a cell may have wrong. Texts of cells are short and hold no identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Neither empty nor a whole number.
    NotWhole(String),
    Negative(String),
    /// More than any unit could count.
    TooLarge(String),
    /// The outcomes' sum is not the number of receptions.
    OutcomesDiffer {
        sum: i64,
        receptions: i64,
    },
    /// The topics' sum is more than the number of receptions.
    TopicsExceed {
        sum: i64,
        receptions: i64,
    },
    /// Nothing is filled in.
    Empty,
    /// The file is no workbook, or not this form.
    NotTheForm(String),
    /// The hidden sheet is not as it was made.
    Altered,
    /// Made by a later version of the server.
    Newer(String),
    UnknownUnit(String),
    UnknownPeriod(String),
}

impl CellError {
    /// The error as a sentence for whoever filled the form.
    pub fn text(&self, language: Language) -> String {
        let what = labels::problem(&self.problem, language);
        match (language, self.cell.is_empty()) {
            (_, true) => what,
            (Language::Az, false) => format!("“{}” vərəqi, {} xanası: {what}", self.sheet, self.cell),
            (Language::En, false) => format!("Sheet `{}`, cell {}: {what}", self.sheet, self.cell),
        }
    }
}

impl fmt::Display for CellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Language::En))
    }
}

/// Tells whether a workbook is a form, filled or not.
///
/// # Errors
/// The file cannot be opened as a workbook.
pub fn is_form(path: &Path) -> Result<bool> {
    Ok(xlsx::open(path)?.sheet_names().iter().any(|name| name == sheet::NAME))
}
