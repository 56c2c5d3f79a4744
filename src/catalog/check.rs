//! One check as its file defines it: `queries/checks/<ID>_<slug>.sql`.

mod sections;

use super::header::Header;
use super::needs::Need;
use super::thresholds::ThresholdDefault;
use crate::domain::finding::{Cure, Severity, Violation};
use crate::domain::language::Language;
use crate::domain::records::Entity;
use crate::error::{Error, Result};
use sections::Sections;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Bilingual {
    pub az: String,
    pub en: String,
}

impl Bilingual {
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Az => &self.az,
            Language::En => &self.en,
        }
    }
}

/// What `measured` and `threshold` are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    Fraction,
    Count,
    Minutes,
    Days,
}

impl Measure {
    pub fn as_str(self) -> &'static str {
        match self {
            Measure::Fraction => "fraction",
            Measure::Count => "count",
            Measure::Minutes => "minutes",
            Measure::Days => "days",
        }
    }
}

/// Whom a check judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judges {
    /// Every unit.
    Units,
    /// Sources, for which the agency's row answers.
    Sources,
}

impl Judges {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Judges::Units => "units",
            Judges::Sources => "sources",
        }
    }
}

/// A monitoring check (nəzarət meyarı).
#[derive(Debug, Clone)]
pub struct Check {
    pub id: String,
    pub title: Bilingual,
    /// The clause of the charter or the article of the law.
    pub clause: String,
    pub why: Bilingual,
    /// The proposal that a finding carries.
    pub proposal: Bilingual,
    pub severity: Severity,
    pub measure: Measure,
    pub population: Bilingual,
    pub thresholds: Vec<ThresholdDefault>,
    pub needs: Vec<Need>,
    /// The value of the key `needs`, for people.
    pub needs_text: String,
    /// Entities whose feed must not be stale: their silence would be read as the unit's.
    pub fresh: Vec<Entity>,
    pub cure: Cure,
    /// Flags something unusual, not a breach (araşdırılmalı hal).
    pub look_into: bool,
    pub judges: Judges,
    /// Path of the file inside `queries/`.
    pub path: String,
    /// The whole file, as the portal shows it.
    pub text: String,
    pub(super) prepare_sql: Option<String>,
    pub(super) population_sql: String,
    pub(super) violations_sql: String,
}

const KEYS: &[&str] = &[
    "id",
    "title.az",
    "title.en",
    "clause",
    "why.az",
    "why.en",
    "do.az",
    "do.en",
    "severity",
    "unit_of_measure",
    "population.az",
    "population.en",
    "needs",
    "cure",
    "look_into",
    "fresh",
    "judges",
];
const GROUPS: &str = "RSACWDQ";

impl Check {
    /// Reads a check's file; `path` is the path inside `queries/`.
    pub fn parse(path: &str, text: &str) -> Result<Check> {
        let header = Header::parse(&format!("queries/{path}"), text);
        header.allow(KEYS, &["threshold"])?;
        let id = id(&header)?;
        let thresholds = header
            .all("threshold")
            .map(|(line, value)| ThresholdDefault::parse(value).map_err(|what| bad_threshold(&header, line, &what)))
            .collect::<Result<Vec<_>>>()?;
        if !thresholds.iter().any(|threshold| threshold.name == "tolerance") {
            return Err(Error::usage(format!("reading the header of `{}`: no threshold `tolerance`", header.path()))
                .hint("add `-- threshold: tolerance = 0`: the share of violating records that still passes"));
        }
        let needs_text = header.required("needs")?.to_owned();
        let needs = Need::parse_all(&needs_text).map_err(|what| {
            header
                .error_at("needs", &what)
                .hint("write `entity.column`, `entity`, `entity.column (instant)`, separated by commas")
        })?;
        let sections = Sections::parse(&header, text)?;
        Ok(Check {
            id,
            title: bilingual(&header, "title")?,
            clause: header.required("clause")?.into(),
            why: bilingual(&header, "why")?,
            proposal: bilingual(&header, "do")?,
            severity: one_of(
                &header,
                "severity",
                None,
                &[("high", Severity::High), ("medium", Severity::Medium), ("low", Severity::Low)],
            )?,
            measure: one_of(
                &header,
                "unit_of_measure",
                None,
                &[
                    ("fraction", Measure::Fraction),
                    ("count", Measure::Count),
                    ("minutes", Measure::Minutes),
                    ("days", Measure::Days),
                ],
            )?,
            population: bilingual(&header, "population")?,
            thresholds,
            needs,
            needs_text,
            fresh: fresh(&header)?,
            cure: one_of(&header, "cure", None, &[("rows", Cure::Rows), ("next", Cure::Next)])?,
            look_into: one_of(&header, "look_into", Some(false), &[("true", true), ("false", false)])?,
            judges: one_of(
                &header,
                "judges",
                Some(Judges::Units),
                &[("units", Judges::Units), ("sources", Judges::Sources)],
            )?,
            path: path.into(),
            text: text.into(),
            prepare_sql: sections.prepare,
            population_sql: sections.population,
            violations_sql: sections.violations,
        })
    }

    /// Where the check stands in lists: registration, schedule, assignments, citizens, writing, documents, quality.
    pub(super) fn order(&self) -> (usize, u32, &str) {
        let group = self.id.chars().next().and_then(|letter| GROUPS.find(letter)).unwrap_or(GROUPS.len());
        let number = self.id.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(u32::MAX);
        (group, number, &self.id)
    }

    /// How grave violations are together, and whether they are only to be looked into.
    ///
    /// A row may say that it is less than the check (`severity` and `look_into` in its evidence, A9): together they are as
    /// grave as the gravest, and a breach where one of them is.
    pub fn weigh<'v>(&self, rows: impl IntoIterator<Item = &'v Violation>) -> (Severity, bool) {
        let of_row = |row: &Violation| {
            let severity = row.evidence.get("severity").and_then(|word| word.as_str());
            let look_into = row.evidence.get("look_into").and_then(serde_json::Value::as_bool);
            (severity.and_then(severity_of).unwrap_or(self.severity), look_into.unwrap_or(self.look_into))
        };
        rows.into_iter()
            .map(of_row)
            .reduce(|one, other| (one.0.max(other.0), one.1 && other.1))
            .unwrap_or((self.severity, self.look_into))
    }

    pub fn threshold(&self, name: &str) -> Option<&ThresholdDefault> {
        self.thresholds.iter().find(|threshold| threshold.name == name)
    }
}

fn severity_of(word: &str) -> Option<Severity> {
    [Severity::Low, Severity::Medium, Severity::High].into_iter().find(|severity| severity.as_str() == word)
}

/// The id, which begins the file's name and may be part of an SQL name.
fn id(header: &Header) -> Result<String> {
    let id = header.required("id")?;
    let is_name = id.starts_with(|c: char| c.is_ascii_uppercase()) && id.chars().all(|c| c.is_ascii_alphanumeric());
    if !is_name {
        return Err(header
            .error_at("id", &format!("is `{id}`"))
            .hint("write a capital letter and a number, such as `R16`"));
    }
    if !header.stem().starts_with(&format!("{id}_")) {
        return Err(header
            .error_at("id", &format!("is `{id}`, but the file's name begins otherwise"))
            .hint(format!("name the file `{id}_what_it_finds.sql`")));
    }
    Ok(id.into())
}

fn bilingual(header: &Header, key: &str) -> Result<Bilingual> {
    Ok(Bilingual {
        az: header.required(&format!("{key}.az"))?.into(),
        en: header.required(&format!("{key}.en"))?.into(),
    })
}

fn one_of<T: Copy>(header: &Header, key: &str, default: Option<T>, words: &[(&str, T)]) -> Result<T> {
    let value = match (header.get(key), default) {
        (None, Some(default)) => return Ok(default),
        _ => header.required(key)?,
    };
    words.iter().find(|(word, _)| *word == value).map(|(_, meaning)| *meaning).ok_or_else(|| {
        let all = words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        header.error_at(key, &format!("is `{value}`")).hint(format!("use one of {all}"))
    })
}

fn fresh(header: &Header) -> Result<Vec<Entity>> {
    let Some(text) = header.get("fresh") else { return Ok(Vec::new()) };
    text.split(',')
        .map(|entity| {
            entity.trim().parse().map_err(|error| header.error_at("fresh", "names an unknown entity").because(error))
        })
        .collect()
}

fn bad_threshold(header: &Header, line: usize, what: &str) -> Error {
    header
        .error(line, &format!("key `threshold`: {what}"))
        .hint("write `-- threshold: hours = 24` or `-- threshold: exempt_topics = [training, other]`")
}

#[cfg(test)]
mod tests;
