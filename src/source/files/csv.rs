//! CSV read strictly, one record at a time, so that a broken line is one broken line.
//!
//! The `csv` crate and DuckDB both take all that follows an unclosed quote into one cell, up to the end of the file: the
//! good rows below it would vanish. Here a quote that is not closed, or closed in the middle of a cell, breaks the line
//! that it stands in, and reading goes on with the very next line.

use std::collections::VecDeque;

use super::lines::{Line, Lines};

/// A record with line breaks inside its quotes is held up to this many bytes.
const LONGEST_RECORD: usize = 1024 * 1024;

/// The cells of one row, used again for the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cells {
    text: String,
    ends: Vec<usize>,
}

impl Cells {
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// Adds a cell.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.ends.iter().enumerate().map(|(at, end)| &self.text[self.start(at)..*end])
    }

    fn start(&self, at: usize) -> usize {
        at.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    /// Adds blank cells up to `width`.
    pub fn grow(&mut self, width: usize) {
        self.ends.resize(self.ends.len().max(width), self.text.len());
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Takes away blank cells at the end beyond `width`.
    pub fn fit(&mut self, width: usize) {
        while self.ends.len() > width {
            let start = self.start(self.ends.len() - 1);
            if !self.text[start..].trim().is_empty() {
                break;
            }
            self.text.truncate(start);
            self.ends.pop();
        }
    }
}

/// A line that could not be read as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub line: u64,
    /// For people; holds nothing of the line.
    pub why: String,
    /// The line as it came.
    pub raw: String,
}

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// A row; its cells are in the argument, and this is its first line.
    Row(u64),
    Broken(Broken),
    End,
}

/// Reads records off lines.
pub struct Records {
    lines: Lines,
    pending: VecDeque<Line>,
    delimiter: char,
    splitter: Splitter,
    /// Cells of the head; rows must have as many.
    pub width: Option<usize>,
    /// Something was read that a plain reader may read otherwise.
    pub is_odd: bool,
}

impl Records {
    /// Reads on after lines that were looked at already.
    pub fn new(lines: Lines, pending: Vec<Line>, delimiter: char) -> Self {
        let splitter = Splitter::default();
        Records { lines, pending: pending.into(), delimiter, splitter, width: None, is_odd: false }
    }

    /// Whether lines ended in more than one way.
    pub fn is_mixed(&self) -> bool {
        self.lines.is_mixed
    }

    fn line(&mut self) -> std::io::Result<Option<Line>> {
        match self.pending.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.lines.next(),
        }
    }

    /// Reads the next row that is not blank.
    pub fn next(&mut self, cells: &mut Cells) -> std::io::Result<Next> {
        loop {
            let Some(first) = self.line()? else { return Ok(Next::End) };
            if let Some(flaw) = first.flaw {
                return Ok(self.broken(first, flaw.into()));
            }
            if first.text.trim().is_empty() {
                self.is_odd = true;
                continue;
            }
            cells.clear();
            self.splitter.begin();
            let mut state = self.splitter.feed(&first.text, self.delimiter, cells);
            let mut more: Vec<Line> = Vec::new();
            let mut held = first.text.len();
            let mut why = String::new();
            while state == State::Open {
                match self.line()? {
                    Some(line) if line.flaw.is_none() && held + line.text.len() <= LONGEST_RECORD => {
                        held += line.text.len() + 1;
                        cells.text.push('\n');
                        state = self.splitter.feed(&line.text, self.delimiter, cells);
                        more.push(line);
                    }
                    last => {
                        more.extend(last);
                        state = State::Bad;
                        why = "a quote is opened and not closed".into();
                    }
                }
            }
            self.is_odd |= self.splitter.is_odd;
            if state == State::Bad {
                if why.is_empty() {
                    why = "a quote is closed in the middle of a cell".into();
                }
                return Ok(self.give_back(first, more, why));
            }
            if cells.is_blank() {
                self.is_odd = true;
                continue;
            }
            if let Some(width) = self.width {
                self.is_odd |= cells.len() != width;
                cells.fit(width);
                if cells.len() != width {
                    let why = format!("the row has {} cells, the head has {width}", cells.len());
                    return Ok(self.give_back(first, more, why));
                }
            }
            return Ok(Next::Row(first.number));
        }
    }

    /// The first line is broken; the lines that were taken with it are read anew.
    fn give_back(&mut self, first: Line, more: Vec<Line>, why: String) -> Next {
        for line in more.into_iter().rev() {
            self.pending.push_front(line);
        }
        self.broken(first, why)
    }

    fn broken(&mut self, line: Line, why: String) -> Next {
        self.is_odd = true;
        Next::Broken(Broken { line: line.number, why, raw: line.text })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The record is whole.
    Whole,
    /// Inside quotes: the next line belongs to it.
    Open,
    Bad,
}

/// Splits lines into cells; remembers between lines whether it stands inside quotes.
#[derive(Debug, Default)]
struct Splitter {
    is_inside: bool,
    is_odd: bool,
}

impl Splitter {
    fn begin(&mut self) {
        self.is_inside = false;
    }

    fn feed(&mut self, line: &str, delimiter: char, cells: &mut Cells) -> State {
        let mut rest = line;
        loop {
            if !self.is_inside {
                if let Some(quoted) = rest.strip_prefix('"') {
                    self.is_inside = true;
                    rest = quoted;
                } else {
                    let end = rest.find(delimiter).unwrap_or(rest.len());
                    let cell = &rest[..end];
                    // A quote inside an unquoted cell stands for itself.
                    self.is_odd |= cell.contains('"');
                    cells.push(cell);
                    if end == rest.len() {
                        return State::Whole;
                    }
                    rest = &rest[end + delimiter.len_utf8()..];
                    continue;
                }
            }
            let Some(quote) = rest.find('"') else {
                cells.text.push_str(rest);
                return State::Open;
            };
            cells.text.push_str(&rest[..quote]);
            rest = &rest[quote + 1..];
            if let Some(after) = rest.strip_prefix('"') {
                cells.text.push('"');
                rest = after;
                continue;
            }
            self.is_inside = false;
            let after = rest.trim_start_matches([' ', '\t']);
            self.is_odd |= after.len() != rest.len() && delimiter != '\t';
            if rest.is_empty() || (after.is_empty() && delimiter != '\t') {
                cells.ends.push(cells.text.len());
                return State::Whole;
            }
            let next = if delimiter == '\t' { rest } else { after };
            match next.strip_prefix(delimiter) {
                Some(next) => {
                    cells.ends.push(cells.text.len());
                    rest = next;
                }
                None => return State::Bad,
            }
        }
    }
}

#[cfg(test)]
mod tests;
