//! A file of cells, CSV or XLSX, read row by row whatever it is packed in and written with.

use std::io::Read;
use std::path::Path;

use super::bytes::{self, Packing};
use super::csv::{Broken, Cells, Next, Records};
use super::encoding::{self, Letters, Utf8};
use super::head::{Head, delimiter};
use super::lines::Lines;
use crate::domain::records::Entity;
use crate::error::{Doing, Result};

/// What stands in a file of cells, in order.
#[derive(Debug)]
pub enum Piece<'a> {
    /// A new head: a file has one, a workbook one a sheet. `sheet` is its name.
    Head {
        head: &'a Head,
        sheet: Option<&'a str>,
    },
    /// A row with its line; it has as many cells as the head.
    Row(u64, &'a Cells),
    Broken(Broken),
}

pub type Take<'t> = dyn FnMut(Piece<'_>) -> Result<()> + 't;

/// A text file, looked through and open at its first row.
pub struct Text {
    pub letters: Letters,
    pub packing: Packing,
    lines: Lines,
}

/// What was found out about a file, for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traits {
    pub said: Vec<String>,
    /// DuckDB would read the file otherwise than we do, or not at all.
    pub is_odd: bool,
    pub delimiter: Option<char>,
    pub rows: u64,
}

impl Text {
    /// Looks through the whole of a text file, then opens it again.
    pub fn open(path: &Path) -> Result<Text> {
        let act = || format!("reading `{}`", path.display());
        let (input, packing) = bytes::open(path)?;
        let letters = encoding::look(input).doing(act)?;
        let (input, _) = bytes::open(path)?;
        let utf8: Box<dyn Read> = Box::new(Utf8::new(input, &letters).doing(act)?);
        Ok(Text { letters, packing, lines: Lines::new(utf8).doing(act)? })
    }

    /// What is worth a word: the encoding that is not UTF-8, the packing, emptiness.
    pub fn said(&self) -> Vec<String> {
        let mut said = Vec::new();
        if self.letters.encoding != encoding_rs::UTF_8 {
            said.push(format!("written in {}", self.letters.name()));
        }
        said.extend(self.packing.name().map(|name| format!("packed with {name}")));
        if self.letters.is_empty {
            said.push("empty".into());
        }
        said
    }

    pub fn lines(self) -> Lines {
        self.lines
    }
}

/// Reads a CSV file; with an entity its head must hold the contract's columns.
pub fn read_csv(path: &Path, entity: Option<Entity>, take: &mut Take) -> Result<Traits> {
    let act = || format!("reading `{}`", path.display());
    let text = Text::open(path)?;
    let mut traits = Traits { said: text.said(), ..Traits::default() };
    traits.is_odd = text.letters.encoding != encoding_rs::UTF_8 || text.packing != Packing::Plain;
    let mut lines = text.lines();
    let mut first = lines.next().doing(act)?;
    let mut parted = None;
    // A line by which spreadsheets are told the delimiter.
    if let Some(line) = &first
        && let Some(told) = line.text.to_lowercase().strip_prefix("sep=").map(str::to_owned)
    {
        parted = told.chars().next();
        traits.is_odd = true;
        first = lines.next().doing(act)?;
    }
    while first.as_ref().is_some_and(|line| line.text.trim().is_empty()) {
        traits.is_odd = true;
        first = lines.next().doing(act)?;
    }
    let Some(first) = first else {
        if !traits.said.iter().any(|said| said == "empty") {
            traits.said.push("empty".into());
        }
        return Ok(traits);
    };
    let parted = parted.unwrap_or_else(|| delimiter(&first.text, entity));
    traits.delimiter = Some(parted);
    match parted {
        ';' => traits.said.push("parted by semicolons".into()),
        '\t' => traits.said.push("parted by tabs".into()),
        '|' => traits.said.push("parted by bars".into()),
        _ => {}
    }
    let mut records = Records::new(lines, vec![first], parted);
    let mut cells = Cells::default();
    let mut head: Option<Head> = None;
    loop {
        match (records.next(&mut cells).doing(act)?, &mut head) {
            (Next::End, _) => break,
            (Next::Broken(broken), _) => take(Piece::Broken(broken))?,
            (Next::Row(_), None) => {
                let read = Head::read(cells.iter(), parted, entity)?;
                traits.is_odd |= !cells.iter().eq(read.names.iter().map(String::as_str));
                records.width = Some(read.names.len());
                if !read.unknown.is_empty() {
                    traits.said.push(format!("with columns unknown to the contract: {}", read.unknown.join(", ")));
                }
                take(Piece::Head { head: &read, sheet: None })?;
                head = Some(read);
            }
            (Next::Row(line), Some(head)) => {
                if head.has_homeless(cells.iter()) {
                    let raw = cells.iter().collect::<Vec<_>>().join(&parted.to_string());
                    let why = "a cell stands under a column without a name".into();
                    take(Piece::Broken(Broken { line, why, raw }))?;
                    traits.is_odd = true;
                    continue;
                }
                traits.rows += 1;
                take(Piece::Row(line, &cells))?;
            }
        }
    }
    traits.is_odd |= records.is_odd || records.is_mixed();
    if traits.rows == 0 && head.is_some() {
        traits.said.push("without rows below its head".into());
    }
    Ok(traits)
}
