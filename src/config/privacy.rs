//! `[privacy]`: the key of the citizens' pseudonyms, retention, the smallest cell printed.

use std::path::PathBuf;

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PrivacySection {
    /// The key file, made on first start with mode 0600; default `qebul.key` beside the database.
    pub key_file: Option<PathBuf>,
    /// Months that records are kept, default 60.
    pub keep_records_months: u32,
    /// Counts of persons below this are not printed by topic and district, default 5.
    pub small_cell: u32,
}

impl Default for PrivacySection {
    fn default() -> Self {
        PrivacySection { key_file: None, keep_records_months: 60, small_cell: 5 }
    }
}
