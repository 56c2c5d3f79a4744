//! Editions of reports that may be read.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::error::Result;
use crate::portal::reader::Reader;
use crate::portal::voice::Voice;

#[derive(Debug, Clone, Deserialize)]
pub struct Edition {
    /// `kind/period/unit/language/edition`: also the page's address under `/reports/`.
    pub edition_id: String,
    pub kind: String,
    pub period: String,
    pub unit: String,
    pub language: String,
    pub edition: i32,
    pub number: Option<String>,
    pub status: String,
    pub dataset_id: String,
    pub pdf_path: String,
    pub pdf_sha256: String,
    pub pages: i32,
    pub as_of: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub issued_at: Option<DateTime<Utc>>,
    pub approver: Option<String>,
}

impl Edition {
    /// `Aylıq hesabat, 2026-cı ilin sentyabr ayı`.
    pub fn title(&self, voice: Voice) -> String {
        format!("{}, {}", voice.of("report", &self.kind), self.period_title(voice))
    }

    pub fn period_title(&self, voice: Voice) -> String {
        self.period.parse().map_or_else(|_| self.period.clone(), |period| voice.period(period))
    }

    pub fn name(&self, voice: Voice) -> String {
        voice.edition(self.edition)
    }

    /// The page's address.
    pub fn href(&self) -> String {
        format!("/reports/{}", self.edition_id)
    }

    /// The name that a saved file gets.
    pub fn file_name(&self) -> String {
        format!("qebul-{}", self.edition_id.replace('/', "-"))
    }
}

/// All editions of a kind and period; `None` means any.
pub fn all(reader: &Reader, kind: Option<&str>, period: Option<&str>) -> Result<Vec<Edition>> {
    reader.set("kind", kind)?.set("period", period)?;
    reader.rows(include_str!("../../../queries/portal/editions.sql"))
}

pub fn one(reader: &Reader, edition_id: &str) -> Result<Option<Edition>> {
    reader.set("edition_id", edition_id)?;
    reader.row(include_str!("../../../queries/portal/edition.sql"))
}
