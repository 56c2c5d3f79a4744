//! Where a finding stands.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where a finding stands between being seen and being settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingState {
    Open,
    Notified,
    /// tanış olunub
    Acknowledged,
    /// etiraz edilib
    Disputed,
    Planned,
    /// aradan qaldırıldığı bildirilib
    ClaimedFixed,
    /// məlumatla təsdiqlənib
    Verified,
    Closed,
    Reopened,
    /// istisna edilib: by the head, with a reason and an end date
    Waived,
    /// geri götürülüb: by the head, when the check was wrong
    Withdrawn,
}

impl FindingState {
    pub const ALL: [FindingState; 11] = [
        FindingState::Open,
        FindingState::Notified,
        FindingState::Acknowledged,
        FindingState::Disputed,
        FindingState::Planned,
        FindingState::ClaimedFixed,
        FindingState::Verified,
        FindingState::Closed,
        FindingState::Reopened,
        FindingState::Waived,
        FindingState::Withdrawn,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            FindingState::Open => "open",
            FindingState::Notified => "notified",
            FindingState::Acknowledged => "acknowledged",
            FindingState::Disputed => "disputed",
            FindingState::Planned => "planned",
            FindingState::ClaimedFixed => "claimed_fixed",
            FindingState::Verified => "verified",
            FindingState::Closed => "closed",
            FindingState::Reopened => "reopened",
            FindingState::Waived => "waived",
            FindingState::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(text: &str) -> Option<FindingState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Says whether somebody still has to act or data still has to decide.
    pub fn is_live(self) -> bool {
        !matches!(self, FindingState::Closed | FindingState::Waived | FindingState::Withdrawn)
    }

    /// Says whether data may verify it from here.
    pub fn awaits_data(self) -> bool {
        self.is_live() && self != FindingState::Verified
    }
}

impl fmt::Display for FindingState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read_as_they_are_written() {
        for state in FindingState::ALL {
            assert_eq!(FindingState::parse(state.as_str()), Some(state));
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
        }
    }
}
