//! The only Typst code: turns a dataset and a template into one PDF that is PDF/A-3a and PDF/UA-1 at the same time.
//!
//! [`Press::typeset`] serves three virtual files beside `<template>/main.typ`: `data.json` (the dataset),
//! `labels.json` (fixed words of its language, resolved from `labels/<language>.ftl`) and `attachments.json` (what
//! travels inside the PDF, read from `attachments/<name>`). Templates and fonts are embedded in the binary; a folder of
//! the configuration overrides file by file. Nothing else is readable: no system fonts, no packages, no network.
//! Same input, same bytes: the time is the as-of and the document's identity is given.
//!
//! To add a report: make `report-templates/<name>/main.typ` and a realistic `sample.json` beside it;
//! `qebul templates check` renders it twice and compares.

mod check;
mod diagnostics;
mod fonts;
mod glyphs;
mod labels;
mod pdf;
mod templates;
mod world;

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::language::Language;
use crate::error::{Doing, Error, Result};

pub use check::TemplateCheck;
pub use pdf::Typeset;

use fonts::Fonts;
use labels::Labels;
use templates::Templates;
use world::ReportWorld;

/// Typesets reports; cheap to clone, usable from many threads at once.
#[derive(Clone)]
pub struct Press {
    templates: Arc<Templates>,
    fonts: Arc<Fonts>,
    labels: Arc<Labels>,
}

/// A file that travels inside the PDF.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// File name without folders, unique in the document: `dataset.json`.
    pub name: String,
    /// MIME type: `application/json`, `text/csv`.
    pub mime: String,
    /// One line for the reader's list of attachments, in the language of the report.
    pub description: String,
    pub bytes: Vec<u8>,
}

/// What the PDF says about itself beside its content.
#[derive(Debug, Clone)]
pub struct DocumentMeta {
    /// Title of the document; with the as-of it makes the PDF's identifier.
    pub title: String,
    /// Language of labels and of the document.
    pub language: Language,
    /// The evaluation time; becomes the PDF's creation date.
    pub as_of: DateTime<Utc>,
}

impl Press {
    /// Loads templates, fonts and labels; `folder` overrides the built-in templates file by file.
    pub fn new(folder: Option<&Path>) -> Result<Press> {
        let templates = Templates::new(folder)?;
        let fonts = Fonts::load(&templates)?;
        let labels = Labels::load(&templates)?;
        Ok(Press { templates: Arc::new(templates), fonts, labels: Arc::new(labels) })
    }

    /// Names of the reports that can be typeset: the folders that hold a `main.typ`.
    pub fn templates(&self) -> Vec<String> {
        self.templates.reports()
    }

    /// Typesets `template` with `dataset`; same input → same bytes.
    ///
    /// Blocks for up to a second: call it on a blocking thread.
    pub fn typeset(
        &self,
        template: &str,
        dataset: &serde_json::Value,
        attachments: &[Attachment],
        meta: &DocumentMeta,
    ) -> Result<Typeset> {
        if !self.templates.has_report(template) {
            return Err(Error::not_found(format!("typesetting: there is no template `{template}`"))
                .hint(format!("templates are: {}", self.templates().join(", "))));
        }
        let mut dataset = dataset.clone();
        let replaced = glyphs::replace_unprintable(&mut dataset, &self.fonts);
        let labels = self.labels.dictionary(meta.language)?;
        let world = ReportWorld::new(self, template, &dataset, labels, attachments, meta.as_of)
            .doing(|| format!("preparing the files of template `{template}`"))?;
        let mut typeset = pdf::typeset(&world, template, meta)?;
        if replaced > 0 {
            let letters = if replaced == 1 { "letter" } else { "letters" };
            typeset.warnings.push(format!("{replaced} {letters} of the dataset are in no font and were replaced"));
        }
        Ok(typeset)
    }

    /// Renders the sample of every template twice in its own language, compares the bytes, and compares the labels of
    /// the languages. An error only if a template does not render; what can be told is in the answer.
    pub fn check(&self) -> Result<Vec<TemplateCheck>> {
        check::run(self)
    }
}
