//! `[[recipient]]`, `[delivery]`, `[backup]`: who gets what, by which way, and the copies kept.

use std::path::PathBuf;

use serde::Deserialize;

use super::values::Size;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientSection {
    pub name: String,
    pub email: String,
    pub role: Option<String>,
    /// Unit codes; `*` for all.
    #[serde(default)]
    pub units: Vec<String>,
    #[serde(default)]
    pub reports: Vec<String>,
    pub language: Option<String>,
    #[serde(default)]
    pub attach: bool,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DeliverySection {
    /// Address that hears of failures.
    pub operator: Option<String>,
    pub smtp_url: Option<String>,
    pub smtp_password_env: Option<String>,
    pub from: Option<String>,
    /// Greatest size of an encoded attachment.
    pub max_attachment: Option<Size>,
    pub folder: Option<PathBuf>,
    pub webhook: Option<WebhookSection>,
    pub allowed_domains: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookSection {
    pub url: String,
    pub secret_env: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BackupSection {
    pub folder: Option<PathBuf>,
    /// Copies kept.
    pub keep: Option<usize>,
}
