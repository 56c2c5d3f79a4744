//! The header of a query file: `-- key: value` lines before the SQL.
//!
//! A line of three or more blanks after `--` continues the value above it; a `--` line that is no key is prose. The
//! header ends at the first line that is no comment.

use std::path::Path;

use crate::error::{Error, Result};

/// The keys and values of one file, in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    path: String,
    entries: Vec<Entry>,
    /// The line after the header, from 1.
    end: usize,
}

#[derive(Debug, Clone, PartialEq)]
struct Entry {
    key: String,
    value: String,
    line: usize,
}

impl Header {
    /// Reads the header of a file; `path` stands in errors.
    pub fn parse(path: &str, text: &str) -> Header {
        let mut entries: Vec<Entry> = Vec::new();
        let mut open = false;
        let mut end = 1;
        for (index, line) in text.lines().enumerate() {
            let Some(comment) = line.strip_prefix("--") else { break };
            end = index + 2;
            if let Some((key, value)) = key_and_value(comment) {
                entries.push(Entry { key: key.into(), value: value.into(), line: index + 1 });
                open = true;
            } else if let (true, Some(entry), true) = (open, entries.last_mut(), comment.starts_with("   ")) {
                entry.value.push(' ');
                entry.value.push_str(comment.trim());
            } else {
                open = false;
            }
        }
        Header { path: path.into(), entries, end }
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line after the header, from 1.
    pub fn end(&self) -> usize {
        self.end
    }

    /// The value of a key that may be absent.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| entry.value.as_str())
    }

    /// The value of a key that must be there and not be blank.
    pub fn required(&self, key: &str) -> Result<&str> {
        match self.get(key) {
            Some(value) if !value.trim().is_empty() => Ok(value),
            Some(_) => Err(self.error_at(key, "is blank").hint(format!("write `-- {key}: …` with its value"))),
            None => Err(Error::usage(format!("reading the header of `{}`: key `{key}` is missing", self.path))
                .hint(format!("add a line `-- {key}: …` to the comment at the file's top"))),
        }
    }

    /// Every value of a key that may stand more than once, with its line.
    pub fn all(&self, key: &str) -> impl Iterator<Item = (usize, &str)> {
        self.entries.iter().filter(move |entry| entry.key == key).map(|entry| (entry.line, entry.value.as_str()))
    }

    /// Refuses keys that are not listed, and keys that stand twice unless `repeated` lists them.
    pub fn allow(&self, known: &[&str], repeated: &[&str]) -> Result<()> {
        for (index, entry) in self.entries.iter().enumerate() {
            let key = entry.key.as_str();
            if !known.contains(&key) && !repeated.contains(&key) {
                return Err(self
                    .error(entry.line, &format!("key `{key}` is unknown"))
                    .hint(format!("use one of {}", listed(known.iter().chain(repeated)))));
            }
            if known.contains(&key) && self.entries[..index].iter().any(|before| before.key == entry.key) {
                return Err(self
                    .error(entry.line, &format!("key `{key}` stands twice"))
                    .hint("remove one of the lines"));
            }
        }
        Ok(())
    }

    /// The error of a key's value: file, line, key and what is wrong.
    pub fn error_at(&self, key: &str, what: &str) -> Error {
        let line = self.entries.iter().find(|entry| entry.key == key).map_or(1, |entry| entry.line);
        self.error(line, &format!("key `{key}` {what}"))
    }

    /// An error at a line of this file.
    pub fn error(&self, line: usize, what: &str) -> Error {
        Error::usage(format!("reading the header of `{}`, line {line}: {what}", self.path))
    }

    /// The file's name without folder and ending.
    pub fn stem(&self) -> &str {
        Path::new(&self.path).file_stem().and_then(|stem| stem.to_str()).unwrap_or(&self.path)
    }
}

/// Splits ` key: value`; a key is lower case, its language behind a dot.
fn key_and_value(comment: &str) -> Option<(&str, &str)> {
    let rest = comment.strip_prefix(' ')?;
    let (key, value) = rest.split_once(':')?;
    let is_key = key.starts_with(|letter: char| letter.is_ascii_lowercase())
        && key.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_' || letter == '.');
    let apart = value.is_empty() || value.starts_with(' ');
    (is_key && apart).then(|| (key, value.trim()))
}

fn listed<'a>(names: impl Iterator<Item = &'a &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "-- id: R1\n-- why.az: bir\n--   iki\n--\n-- Prose: not a key.\n-- threshold: a = 1\n-- threshold: b = 2\nselect 1;\n-- id: R2\n";

    #[test]
    fn values_go_on_until_the_next_key_or_prose() {
        let header = Header::parse("queries/checks/R1_x.sql", TEXT);
        assert_eq!(header.get("id"), Some("R1"));
        assert_eq!(header.get("why.az"), Some("bir iki"));
        assert_eq!(header.all("threshold").collect::<Vec<_>>(), [(6, "a = 1"), (7, "b = 2")]);
        assert_eq!(header.end(), 8);
        assert_eq!(header.stem(), "R1_x");
    }

    #[test]
    fn errors_name_file_line_key_and_remedy() {
        let header = Header::parse("queries/checks/R1_x.sql", TEXT);
        let error = header.allow(&["id", "why.az"], &[]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "reading the header of `queries/checks/R1_x.sql`, line 6: key `threshold` is unknown"
        );
        assert_eq!(error.remedy(), Some("use one of `id`, `why.az`"));
        let error = header.required("do.az").unwrap_err();
        assert_eq!(error.to_string(), "reading the header of `queries/checks/R1_x.sql`: key `do.az` is missing");
    }

    #[test]
    fn a_key_stands_once_unless_it_may_repeat() {
        let header = Header::parse("q.sql", "-- id: A\n-- id: B\n");
        assert!(header.allow(&["id"], &[]).unwrap_err().to_string().contains("line 2: key `id` stands twice"));
        assert!(header.allow(&[], &["id"]).is_ok());
    }
}
