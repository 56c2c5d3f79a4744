//! Compiles a world and writes the PDF: PDF/A-3a and PDF/UA-1 in one file, tagged, dated by the as-of.

use chrono::{Datelike, Timelike};
use typst::diag::Warned;
use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::DocumentMeta;
use super::diagnostics;
use super::world::ReportWorld;
use crate::error::{Error, Result};

/// A typeset report.
#[derive(Debug, Clone)]
pub struct Typeset {
    pub pdf: Vec<u8>,
    pub pages: usize,
    /// What Typst warned of, as `path:line:column: warning: …`; a warning does not spoil the report.
    pub warnings: Vec<String>,
}

/// Clears Typst's process-wide cache of what this document left behind, however the function ends.
struct EvictOnDrop;

impl Drop for EvictOnDrop {
    fn drop(&mut self) {
        // One generation is kept: the next unit card uses the same template, fonts and words.
        comemo::evict(1);
    }
}

pub fn typeset(world: &ReportWorld, template: &str, meta: &DocumentMeta) -> Result<Typeset> {
    let _evict = EvictOnDrop;
    let failed = |errors: &[typst::diag::SourceDiagnostic]| {
        Error::failed(format!("typesetting `{template}`")).because(diagnostics::lines(world, errors).join("\n"))
    };
    let Warned { output, warnings } = typst::compile(world);
    let document = output.map_err(|errors| failed(&errors))?;
    let pdf = typst_pdf::pdf(&document, &options(template, meta)?).map_err(|errors| failed(&errors))?;
    Ok(Typeset { pdf, pages: document.pages().len(), warnings: diagnostics::lines(world, &warnings) })
}

fn options(template: &str, meta: &DocumentMeta) -> Result<PdfOptions> {
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|error| Error::failed("choosing the PDF standards").because(error.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(format!("qebul/{template}/{}/{}", meta.title, meta.as_of.to_rfc3339())),
        creator: Smart::Custom(Some(format!("qebul {}", env!("CARGO_PKG_VERSION")))),
        timestamp: timestamp(meta),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    })
}

/// The as-of in UTC.
fn timestamp(meta: &DocumentMeta) -> Option<Timestamp> {
    let at = meta.as_of.naive_utc();
    let small = |value: u32| u8::try_from(value).ok();
    let datetime = Datetime::from_ymd_hms(
        at.year(),
        small(at.month())?,
        small(at.day())?,
        small(at.hour())?,
        small(at.minute())?,
        small(at.second())?,
    )?;
    Some(Timestamp::new_utc(datetime))
}
