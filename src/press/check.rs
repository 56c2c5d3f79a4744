//! `templates check`: every sample renders, twice, to the same bytes, and every label stands in both languages.

use serde::Serialize;
use serde_json::Value;

use super::{Attachment, DocumentMeta, Press};
use crate::domain::language::Language;
use crate::error::{Doing, Error, Result};

/// What the check found out about one template.
#[derive(Debug, Clone, Serialize)]
pub struct TemplateCheck {
    pub template: String,
    pub pages: usize,
    pub bytes: usize,
    /// Nothing to complain about when empty.
    pub problems: Vec<String>,
    #[serde(skip)]
    pub pdf: Vec<u8>,
}

pub fn run(press: &Press) -> Result<Vec<TemplateCheck>> {
    let mut checks = Vec::new();
    for template in press.templates() {
        checks.push(check(press, &template).doing(|| format!("checking template `{template}`"))?);
    }
    let missing = press.labels.missing();
    if let Some(first) = checks.first_mut() {
        first.problems.extend(missing);
    }
    Ok(checks)
}

fn check(press: &Press, template: &str) -> Result<TemplateCheck> {
    let path = format!("{template}/sample.json");
    let sample: Value = serde_json::from_str(&press.templates.text(&path)?).doing(|| format!("reading `{path}`"))?;
    let meta = meta_of(&sample).ok_or_else(|| {
        Error::failed(format!("reading `{path}`")).hint("a sample needs `language`, `head.pdf_title` and `head.as_of`")
    })?;
    let attachments = [Attachment {
        name: "dataset.json".into(),
        mime: "application/json".into(),
        description: "sample".into(),
        bytes: sample.to_string().into_bytes(),
    }];
    let first = press.typeset(template, &sample, &attachments, &meta)?;
    let second = press.typeset(template, &sample, &attachments, &meta)?;
    let mut problems = first.warnings;
    if first.pdf != second.pdf {
        problems.push("two runs over the same sample gave different bytes".into());
    }
    Ok(TemplateCheck {
        template: template.to_owned(),
        pages: first.pages,
        bytes: first.pdf.len(),
        problems,
        pdf: first.pdf,
    })
}

/// Title, language and as-of as every report's dataset carries them.
fn meta_of(dataset: &Value) -> Option<DocumentMeta> {
    let head = dataset.get("head")?;
    Some(DocumentMeta {
        title: head.get("pdf_title")?.as_str()?.to_owned(),
        language: dataset.get("language")?.as_str()?.parse::<Language>().ok()?,
        as_of: head.get("as_of")?.as_str()?.parse().ok()?,
    })
}
