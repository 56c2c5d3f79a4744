//! Takes the figures out of a filled form, or says which cells are wrong: all of them at once, never half a report.

use std::collections::BTreeMap;

use calamine::{Data, Range, Reader};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::sheet::{self, FIGURE, FORM, VERSION};
use super::{CellError, Problem};
use crate::domain::language::Language;
use crate::domain::period::Period;
use crate::domain::reference::Reference;
use crate::source::decode::excerpt;
use crate::source::files::xlsx;

/// More receptions than the whole ministry has in years.
const MOST: i64 = 100_000_000;

/// What a form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    pub unit: String,
    pub period: Period,
    /// Of the form that was handed out.
    pub language: Language,
    /// By the contract's names, `receptions` or `by_outcome.explained`; an empty cell is absent.
    pub figures: BTreeMap<String, i64>,
}

impl Filled {
    /// The record's identifier: a corrected form is a new version of the same record.
    pub fn id(&self) -> String {
        id(&self.unit, &self.period)
    }

    /// The contract's item, as a feed would serve it.
    pub fn item(&self, submitted_at: DateTime<Utc>) -> String {
        let mut figures = Map::new();
        for (key, count) in &self.figures {
            match key.split_once('.') {
                None => _ = figures.insert(key.clone(), Value::from(*count)),
                Some((group, name)) => {
                    if let Value::Object(counts) = figures.entry(group).or_insert_with(|| json!({})) {
                        counts.insert(name.to_owned(), Value::from(*count));
                    }
                }
            }
        }
        let at = submitted_at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
        json!({
            "id": self.id(),
            "unit_code": self.unit,
            "updated_at": at,
            "period": self.period.to_string(),
            "submitted_at": at,
            "figures": figures,
        })
        .to_string()
    }
}

fn id(unit: &str, period: &Period) -> String {
    format!("form:{unit}:{period}")
}

/// Whose form it is, when that can be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refused {
    /// The identifier that the record would have.
    pub id: Option<String>,
    pub errors: Vec<CellError>,
}

impl Refused {
    fn whole(problem: Problem) -> Refused {
        Refused { id: None, errors: vec![CellError { sheet: String::new(), cell: String::new(), problem }] }
    }
}

/// Reads a filled form.
///
/// # Errors
/// Every cell that is wrong, in the order of the sheet; or the one thing that makes it no form at all.
pub fn read(content: Vec<u8>, reference: &Reference) -> Result<Filled, Refused> {
    let no_form = |why: String| Refused::whole(Problem::NotTheForm(why));
    let mut book = xlsx::from_bytes(content).map_err(|_| no_form("XLSX".into()))?;
    let hidden = book.worksheet_range(sheet::NAME).map_err(|_| no_form(sheet::NAME.into()))?;
    let text = |row: &[Data], column: usize| row.get(column).map(ToString::to_string).unwrap_or_default();
    let lines: sheet::Lines =
        hidden.rows().map(|row| (text(row, 0), text(row, 1))).filter(|(key, _)| !key.is_empty()).collect();
    let lines = sheet::unsealed(lines).ok_or_else(|| Refused::whole(Problem::Altered))?;
    let line = |key: &str| lines.get(key).cloned().unwrap_or_default();
    if line("form") != FORM {
        return Err(no_form(line("form")));
    }
    if line("version").parse().map_or(true, |version: u32| version > VERSION) {
        return Err(Refused::whole(Problem::Newer(line("version"))));
    }
    let unit = line("unit");
    if reference.units.get(&unit).is_none() {
        return Err(Refused::whole(Problem::UnknownUnit(unit)));
    }
    let Ok(period) = line("period").parse::<Period>() else {
        return Err(Refused::whole(Problem::UnknownPeriod(line("period"))));
    };
    // Staff may have given the sheet another name.
    let named = line("sheet");
    let names = book.sheet_names();
    let name = names.iter().find(|name| **name == named).or_else(|| names.iter().find(|name| *name != sheet::NAME));
    let Some(name) = name.cloned() else { return Err(no_form(named)) };
    let page = book.worksheet_range(&name).map_err(|_| no_form(name.clone()))?;

    let mut page = Page { name, range: page, errors: Vec::new() };
    let mut figures = BTreeMap::new();
    let mut cells: Vec<(&str, (u32, u32))> = Vec::new();
    for (key, cell) in &lines {
        if let (Some(key), Some(at)) = (key.strip_prefix(FIGURE), position(cell)) {
            cells.push((key, at));
        }
    }
    cells.sort_by_key(|(_, at)| *at);
    for (key, at) in &cells {
        if let Some(count) = page.count(*at) {
            figures.insert((*key).to_owned(), count);
        }
    }
    page.judge(&figures, &cells);
    if page.errors.is_empty() {
        let language = line("language").parse().unwrap_or_default();
        Ok(Filled { unit, period, language, figures })
    } else {
        Err(Refused { id: Some(id(&unit, &period)), errors: page.errors })
    }
}

struct Page {
    name: String,
    range: Range<Data>,
    errors: Vec<CellError>,
}

impl Page {
    fn wrong(&mut self, (row, column): (u32, u32), problem: Problem) {
        self.errors.push(CellError { sheet: self.name.clone(), cell: xlsx::address(row, column), problem });
    }

    /// The count in a cell; an empty cell is none.
    fn count(&mut self, at: (u32, u32)) -> Option<i64> {
        let shown = |text: &str| excerpt(text.trim());
        let judged = match self.range.get_value(at) {
            None | Some(Data::Empty) => return None,
            Some(Data::Int(number)) => whole(*number as f64, || number.to_string()),
            Some(Data::Float(number)) => whole(*number, || number.to_string()),
            Some(Data::String(text)) if text.trim().is_empty() => return None,
            Some(Data::String(text)) => match text.trim().parse::<i64>() {
                Ok(number) => whole(number as f64, || shown(text)),
                Err(_) => Err(Problem::NotWhole(shown(text))),
            },
            Some(other) => Err(Problem::NotWhole(shown(&other.to_string()))),
        };
        match judged {
            Ok(count) => Some(count),
            Err(problem) => {
                self.wrong(at, problem);
                None
            }
        }
    }

    /// What the figures must be together; only of figures that are right each by itself.
    fn judge(&mut self, figures: &BTreeMap<String, i64>, cells: &[(&str, (u32, u32))]) {
        if !self.errors.is_empty() {
            return;
        }
        let first = cells.first().map_or((0, 0), |(_, at)| *at);
        if figures.is_empty() {
            return self.wrong(first, Problem::Empty);
        }
        let Some(receptions) = figures.get("receptions").copied() else { return };
        let at = cells.iter().find(|(key, _)| *key == "receptions").map_or(first, |(_, at)| *at);
        let sum = |group: &str| {
            let counts: Vec<i64> = figures.iter().filter(|(key, _)| key.starts_with(group)).map(|(_, n)| *n).collect();
            (!counts.is_empty()).then(|| counts.iter().sum::<i64>())
        };
        if let Some(sum) = sum("by_outcome.").filter(|sum| *sum != receptions) {
            self.wrong(at, Problem::OutcomesDiffer { sum, receptions });
        }
        if let Some(sum) = sum("by_topic.").filter(|sum| *sum > receptions) {
            self.wrong(at, Problem::TopicsExceed { sum, receptions });
        }
    }
}

fn whole(number: f64, shown: impl Fn() -> String) -> Result<i64, Problem> {
    if number.fract() != 0.0 || !number.is_finite() {
        Err(Problem::NotWhole(shown()))
    } else if number < 0.0 {
        Err(Problem::Negative(shown()))
    } else if number > MOST as f64 {
        Err(Problem::TooLarge(shown()))
    } else {
        Ok(number as i64)
    }
}

/// The position, from 0, of a cell such as `C12`.
fn position(cell: &str) -> Option<(u32, u32)> {
    let (letter, row) = cell.split_at_checked(1)?;
    let column = letter.bytes().next().filter(u8::is_ascii_uppercase)?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, u32::from(column - b'A')))
}
