//! `[findings]`: deadlines in working days by severity, escalation, and whether closing a month tells the units.

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FindingsSection {
    /// Working days from notification, default 5.
    pub high: u32,
    /// Default 10.
    pub medium: u32,
    /// Default 20.
    pub low: u32,
    /// Working days past the deadline after which the matter climbs to the agency, then to leadership; default 5.
    pub escalation: u32,
    /// Whether closing a month notifies the units of its breaches; default true. Matters to look into wait for the
    /// monitoring sector either way.
    pub notify: bool,
}

impl Default for FindingsSection {
    fn default() -> Self {
        FindingsSection { high: 5, medium: 10, low: 20, escalation: 5, notify: true }
    }
}
