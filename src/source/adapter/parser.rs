//! Reads the text of an adapter: head, preparation and sections.

use std::collections::BTreeMap;

use super::{Adapter, Section};
use crate::domain::records::Entity;
use crate::error::{Error, Result};
use crate::source::sink::{Precision, Provided};

/// Reads an adapter line by line, so that errors name the line.
pub struct Parser<'p> {
    path: &'p str,
    line: usize,
}

/// Where the lines go that are no header.
enum Part {
    Head,
    Prepare,
    Section,
}

impl<'p> Parser<'p> {
    pub fn new(path: &'p str) -> Self {
        Parser { path, line: 0 }
    }

    pub fn adapter(mut self, name: &str, text: &str) -> Result<Adapter> {
        let mut files = Vec::new();
        let mut makes = Vec::new();
        let mut adapter = Adapter {
            name: name.into(),
            prepare: None,
            sections: Vec::new(),
            provides: BTreeMap::new(),
            reads_original: false,
        };
        let mut part = Part::Head;
        for line in text.lines() {
            self.line += 1;
            let (key, value) = header(line).unwrap_or(("", ""));
            match (key, &part) {
                ("files", Part::Head) => files.extend(list(value)),
                ("makes", Part::Head) => {
                    for name in list(value) {
                        makes.push(self.entity(&name)?);
                    }
                }
                ("provides", Part::Head) => {
                    for column in list(value) {
                        let (entity, provided) = self.provided(&column)?;
                        adapter.provides.entry(entity).or_default().push(provided);
                    }
                }
                ("reads", Part::Head) if value == "original" => adapter.reads_original = true,
                ("reads", Part::Head) => return Err(self.wrong("`reads:` knows only `original`")),
                ("prepare", Part::Head) => {
                    part = Part::Prepare;
                    adapter.prepare = Some(String::new());
                }
                ("prepare", _) => return Err(self.wrong("`prepare` stands before the sections, once")),
                ("entity", _) => {
                    let entity = self.entity(value)?;
                    if adapter.sections.iter().any(|section| section.entity == entity) {
                        return Err(self.wrong(&format!("the entity `{entity}` has two sections")));
                    }
                    let section = Section { entity, files: Vec::new(), select: String::new(), gives_item: false };
                    adapter.sections.push(section);
                    part = Part::Section;
                }
                _ => {
                    let is_header = match (adapter.sections.last_mut(), &part) {
                        (Some(section), Part::Section) => match (key, value) {
                            ("files", files) => {
                                section.files.extend(list(files));
                                true
                            }
                            ("gives", "item") => {
                                section.gives_item = true;
                                true
                            }
                            ("gives", _) => return Err(self.wrong("`gives:` knows only `item`")),
                            _ => false,
                        },
                        _ => false,
                    };
                    if !is_header {
                        self.keep(line, &part, &mut adapter)?;
                    }
                }
            }
        }
        self.finish(adapter, &files, &makes)
    }

    fn keep(&self, line: &str, part: &Part, adapter: &mut Adapter) -> Result<()> {
        let text = match (part, adapter.sections.last_mut(), &mut adapter.prepare) {
            (Part::Section, Some(section), _) => &mut section.select,
            (Part::Prepare, _, Some(prepare)) => prepare,
            _ if line.trim().is_empty() || line.starts_with("--") => return Ok(()),
            _ => return Err(self.wrong("SQL stands before the first `-- prepare` or `-- entity: …`")),
        };
        text.push_str(line);
        text.push('\n');
        Ok(())
    }

    fn finish(&mut self, mut adapter: Adapter, files: &[String], makes: &[Entity]) -> Result<Adapter> {
        self.line = 1;
        if makes.is_empty() {
            return Err(self.wrong("the header `makes:` is missing"));
        }
        if let Some(entity) = makes.iter().find(|entity| adapter.sections.iter().all(|s| s.entity != **entity)) {
            return Err(self.wrong(&format!("`makes:` names `{entity}`, which has no section `-- entity: {entity}`")));
        }
        let made = |entity: Entity| makes.contains(&entity);
        if let Some(section) = adapter.sections.iter().find(|section| !made(section.entity)) {
            return Err(self.wrong(&format!("the section `{}` is not named by `makes:`", section.entity)));
        }
        if let Some(entity) = adapter.provides.keys().find(|entity| !made(**entity)) {
            return Err(self.wrong(&format!("`provides:` names `{entity}`, which `makes:` does not")));
        }
        for section in &mut adapter.sections {
            if section.files.is_empty() {
                section.files = files.to_vec();
            }
            if section.files.is_empty() {
                return Err(self.wrong("the header `files:` is missing"));
            }
            section.select = section.select.trim().trim_end_matches(';').trim_end().to_owned();
            if section.select.is_empty() {
                return Err(self.wrong(&format!("the section `{}` is empty", section.entity)));
            }
        }
        Ok(adapter)
    }

    fn entity(&self, name: &str) -> Result<Entity> {
        name.parse().map_err(|_| {
            let all = Entity::ALL.map(Entity::as_str).join(", ");
            self.wrong(&format!("`{name}` is no entity; there are {all}"))
        })
    }

    /// Reads `receptions.started_at (date)`.
    fn provided(&self, text: &str) -> Result<(Entity, Provided)> {
        let (name, precision) = match text.strip_suffix("(date)") {
            Some(name) => (name.trim(), Precision::Date),
            None => (text, Precision::Instant),
        };
        match name.split_once('.') {
            Some((entity, column)) if column.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') => {
                Ok((self.entity(entity)?, Provided { column: column.into(), precision }))
            }
            _ => Err(self.wrong(&format!("`{text}` is not written as `entity.column` or `entity.column (date)`"))),
        }
    }

    fn wrong(&self, what: &str) -> Error {
        Error::usage(format!("reading the adapter `{}`, line {}: {what}", self.path, self.line)).hint(
            "an adapter's head names `files:`, `makes:` and `provides:`; each entity has a section `-- entity: …`",
        )
    }
}

/// Reads `-- key: value`, or the bare `-- prepare`.
fn header(line: &str) -> Option<(&str, &str)> {
    let comment = line.strip_prefix("--")?.trim();
    if comment == "prepare" {
        return Some(("prepare", ""));
    }
    let (key, value) = comment.split_once(':')?;
    matches!(key, "files" | "makes" | "provides" | "entity" | "gives" | "reads").then(|| (key, value.trim()))
}

fn list(value: &str) -> impl Iterator<Item = String> {
    value.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned)
}
