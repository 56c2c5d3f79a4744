//! The SQL of a check's file, cut at its `-- section: NAME` lines.

use crate::catalog::header::Header;
use crate::error::{Error, Result};

/// The parts of the file below its header.
pub(super) struct Sections {
    pub prepare: Option<String>,
    pub population: String,
    pub violations: String,
}

impl Sections {
    pub fn parse(header: &Header, text: &str) -> Result<Sections> {
        let (mut prepare, mut population, mut violations): (Option<String>, Option<String>, Option<String>) =
            Default::default();
        let mut open: Option<&mut String> = None;
        for (index, line) in text.lines().enumerate().skip(header.end() - 1) {
            if let Some(name) = line.strip_prefix("-- section:") {
                let section = match name.trim() {
                    "prepare" => &mut prepare,
                    "population" => &mut population,
                    "violations" => &mut violations,
                    other => {
                        return Err(header
                            .error(index + 1, &format!("section `{other}` is unknown"))
                            .hint("use `prepare` (optional), `population` and `violations`"));
                    }
                };
                if section.is_some() {
                    let what = format!("section `{}` stands twice", name.trim());
                    return Err(header.error(index + 1, &what).hint("remove one of the sections"));
                }
                open = Some(section.insert(String::new()));
            } else if let Some(section) = &mut open {
                section.push_str(line);
                section.push('\n');
            } else if !line.trim().is_empty() && !line.starts_with("--") {
                return Err(header
                    .error(index + 1, "SQL stands before the first section")
                    .hint("begin it with a line `-- section: population`"));
            }
        }
        let required = |section: Option<String>, name: &str| {
            section.filter(|sql| !sql.trim().is_empty()).ok_or_else(|| {
                Error::usage(format!("reading `{}`: section `{name}` is missing", header.path()))
                    .hint(format!("add a line `-- section: {name}` and its select below it"))
            })
        };
        Ok(Sections {
            prepare,
            population: required(population, "population")?,
            violations: required(violations, "violations")?,
        })
    }
}
