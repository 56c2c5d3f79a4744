//! `[reports]`: approval, signatory, place and numbering.

use std::path::PathBuf;

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReportsSection {
    /// Whether an edition waits for the head's approval, default true.
    pub approval: bool,
    /// Who signs, as printed: initials and surname.
    pub approver: Option<String>,
    /// The signatory's post as printed.
    pub approver_post: Option<String>,
    /// The place as printed, default `Bakı şəhəri`.
    pub place: String,
    /// Such as `Xidməti istifadə üçün`; nothing when absent.
    pub classification: Option<String>,
    /// Executor and telephone, printed small at the foot.
    pub executor: Option<String>,
    /// The addressee, one line an entry; the minister when absent.
    pub addressee: Option<Vec<String>>,
    /// The department that reports; the Citizen Reception Department when absent.
    pub department: Option<String>,
    /// The number's part before the month, such as `№ ` in `№ 09/2026`.
    pub number_prefix: String,
    /// Where reports are written, default `reports` beside the configuration.
    pub folder: PathBuf,
}

impl Default for ReportsSection {
    fn default() -> Self {
        ReportsSection {
            approval: true,
            approver: None,
            approver_post: None,
            place: "Bakı şəhəri".into(),
            classification: None,
            executor: None,
            addressee: None,
            department: None,
            number_prefix: "№\u{a0}".into(),
            folder: PathBuf::from("reports"),
        }
    }
}
