//! Who uses the portal and which page each role may see: denied unless the table below says otherwise.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// What a user is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The minister, the deputies, the head of the Apparatus.
    Leadership,
    /// The head of the department: sees all of monitoring and analysis, and approves.
    Head,
    /// The head of the monitoring sector.
    MonitoringHead,
    Monitoring,
    Analysis,
    /// A structural unit: sees itself and what lies below it.
    Unit,
    /// Keeps the machine running; sees no records.
    Admin,
}

/// A page of the portal, with everything reached through it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    Overview,
    Reports,
    Units,
    Checks,
    Findings,
    Audits,
    Contradictions,
    /// Assignments overdue, repeat visits.
    Registers,
    Approvals,
    /// Jobs, sources, deliveries.
    Operations,
    /// Users and the access log.
    Users,
    /// Əsasnamə.
    Charter,
}

/// How far a role gets on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    None,
    /// Only the rows of the own unit and what lies below it; on [`Page::Findings`] those may be answered.
    Own,
    /// All rows, nothing to change.
    Read,
    /// All rows and the page's actions.
    Write,
}

impl Role {
    pub const ALL: [Role; 7] =
        [Role::Leadership, Role::Head, Role::MonitoringHead, Role::Monitoring, Role::Analysis, Role::Unit, Role::Admin];

    pub fn as_str(self) -> &'static str {
        match self {
            Role::Leadership => "leadership",
            Role::Head => "head",
            Role::MonitoringHead => "monitoring_head",
            Role::Monitoring => "monitoring",
            Role::Analysis => "analysis",
            Role::Unit => "unit",
            Role::Admin => "admin",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Role::ALL.into_iter().find(|role| role.as_str() == text).ok_or_else(|| {
            let all = Role::ALL.map(|role| format!("`{role}`")).join(", ");
            Error::usage(format!("unknown role `{text}`")).hint(format!("use one of {all}"))
        })
    }
}

impl Page {
    /// In the order of the menu.
    pub const ALL: [Page; 12] = [
        Page::Overview,
        Page::Reports,
        Page::Units,
        Page::Checks,
        Page::Findings,
        Page::Audits,
        Page::Contradictions,
        Page::Registers,
        Page::Approvals,
        Page::Operations,
        Page::Users,
        Page::Charter,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Page::Overview => "overview",
            Page::Reports => "reports",
            Page::Units => "units",
            Page::Checks => "checks",
            Page::Findings => "findings",
            Page::Audits => "audits",
            Page::Contradictions => "contradictions",
            Page::Registers => "registers",
            Page::Approvals => "approvals",
            Page::Operations => "operations",
            Page::Users => "users",
            Page::Charter => "charter",
        }
    }
}

impl Access {
    /// Says whether the page opens at all.
    pub fn is_some(self) -> bool {
        self != Access::None
    }

    pub fn can_write(self) -> bool {
        self == Access::Write
    }
}

/// The rights table.
pub fn access(role: Role, page: Page) -> Access {
    use Access::{None, Own, Read, Write};
    match role {
        Role::Leadership => match page {
            Page::Overview | Page::Reports | Page::Units | Page::Registers | Page::Charter => Read,
            Page::Findings | Page::Audits | Page::Contradictions => Read,
            _ => None,
        },
        Role::Head => match page {
            Page::Approvals => Write,
            _ => access(Role::Monitoring, page).max(access(Role::Analysis, page)),
        },
        Role::MonitoringHead | Role::Monitoring => match page {
            Page::Overview | Page::Reports | Page::Units | Page::Checks | Page::Registers | Page::Charter => Read,
            Page::Findings | Page::Audits | Page::Contradictions => Write,
            Page::Operations => Read,
            _ => None,
        },
        Role::Analysis => match page {
            Page::Overview | Page::Reports | Page::Units | Page::Checks | Page::Registers | Page::Charter => Read,
            Page::Findings | Page::Contradictions => Write,
            Page::Audits => Read,
            _ => None,
        },
        Role::Unit => match page {
            Page::Overview | Page::Reports | Page::Units | Page::Checks | Page::Registers => Own,
            Page::Findings | Page::Audits | Page::Contradictions => Own,
            Page::Charter => Read,
            _ => None,
        },
        Role::Admin => match page {
            Page::Overview | Page::Reports | Page::Charter => Read,
            Page::Operations | Page::Users => Write,
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line a page; `-` none, `o` own, `r` read, `w` write; columns in the order of [`Role::ALL`].
    const TABLE: [(Page, &str); 12] = [
        (Page::Overview, "rrrrror"),
        (Page::Reports, "rrrrror"),
        (Page::Units, "rrrrro-"),
        (Page::Checks, "-rrrro-"),
        (Page::Findings, "rwwwwo-"),
        (Page::Audits, "rwwwro-"),
        (Page::Contradictions, "rwwwwo-"),
        (Page::Registers, "rrrrro-"),
        (Page::Approvals, "-w-----"),
        (Page::Operations, "-rrr--w"),
        (Page::Users, "------w"),
        (Page::Charter, "rrrrrrr"),
    ];

    #[test]
    fn the_rights_table() {
        for (page, rights) in TABLE {
            let letters: String = Role::ALL
                .into_iter()
                .map(|role| match access(role, page) {
                    Access::None => '-',
                    Access::Own => 'o',
                    Access::Read => 'r',
                    Access::Write => 'w',
                })
                .collect();
            assert_eq!(letters, rights, "{page:?}");
        }
    }

    #[test]
    fn the_head_sees_all_of_monitoring_and_analysis() {
        for page in Page::ALL {
            for role in [Role::Monitoring, Role::MonitoringHead, Role::Analysis] {
                assert!(access(Role::Head, page) >= access(role, page), "{page:?}");
            }
        }
    }

    #[test]
    fn roles_are_read_as_written() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse::<Role>().unwrap(), role);
            assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{role}\""));
        }
        for page in Page::ALL {
            assert_eq!(serde_json::to_string(&page).unwrap(), format!("\"{}\"", page.as_str()));
        }
        let error = "root".parse::<Role>().unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert!(error.remedy().is_some_and(|hint| hint.contains("`monitoring_head`")));
    }
}
