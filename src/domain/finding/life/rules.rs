//! The transitions as a table: (from, action, who) → to, and what each asks for. What is not listed is refused.

use serde::{Deserialize, Serialize};

use super::super::FindingState::{
    self, Acknowledged, ClaimedFixed, Closed, Disputed, Notified, Open, Planned, Reopened, Verified, Waived, Withdrawn,
};
use crate::domain::user::Role;

/// What can happen to a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// The check failed for an ended month.
    Raise,
    /// The unit is told; the deadline runs from that day.
    Notify,
    Acknowledge,
    Dispute,
    /// The sector stands by a disputed finding; the deadline stays.
    Uphold,
    Plan,
    ClaimFixed,
    /// Asks the head for a waiver to a day.
    AskWaiver,
    RefuseWaiver,
    Waive,
    /// The waiver's last day has passed.
    EndWaiver,
    /// The check was wrong.
    Withdraw,
    /// The sector found that a matter to look into is a breach.
    Confirm,
    /// The sector found that a matter to look into is none.
    Dismiss,
    Verify,
    Close,
    /// It has returned, or data refutes that it was fixed.
    Reopen,
    /// The unit has gone and another one answers for it.
    PassOn,
    /// Overdue: the next level is told.
    Escalate,
    Comment,
}

/// Who acts: the evaluation of data and the calendar, or a person in a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    Data,
    Person(Role),
}

/// What a transition asks for beside the right state and role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    Nothing,
    Note,
    /// A note and a day after today.
    NoteAndDay,
}

/// Where a transition leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    State(FindingState),
    /// Noted; the state stays.
    Same,
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    pub action: Action,
    pub from: &'static [FindingState],
    pub to: To,
    pub roles: &'static [Role],
    /// Whether the evaluation of data and the calendar may do it.
    pub by_data: bool,
    pub needs: Needs,
}

const UNIT: &[Role] = &[Role::Unit];
const HEAD: &[Role] = &[Role::Head];
/// The monitoring sector and the department's head (6.3).
const SECTOR: &[Role] = &[Role::Monitoring, Role::MonitoringHead, Role::Head];
const DEPARTMENT: &[Role] = &[Role::Monitoring, Role::MonitoringHead, Role::Analysis, Role::Head];
const EVERYBODY: &[Role] = &[Role::Unit, Role::Monitoring, Role::MonitoringHead, Role::Analysis, Role::Head];
const NOBODY: &[Role] = &[];

/// Somebody has to act or data to decide.
const LIVE: &[FindingState] = &[Open, Notified, Acknowledged, Disputed, Planned, ClaimedFixed, Reopened];
const ANY: &[FindingState] =
    &[Open, Notified, Acknowledged, Disputed, Planned, ClaimedFixed, Reopened, Verified, Closed, Waived, Withdrawn];

const fn person(action: Action, from: &'static [FindingState], to: To, roles: &'static [Role], needs: Needs) -> Rule {
    Rule { action, from, to, roles, by_data: false, needs }
}

const fn data(action: Action, from: &'static [FindingState], to: To) -> Rule {
    Rule { action, from, to, roles: NOBODY, by_data: true, needs: Needs::Note }
}

pub const RULES: &[Rule] = &[
    Rule {
        action: Action::Notify,
        from: &[Open, Reopened],
        to: To::State(Notified),
        roles: DEPARTMENT,
        by_data: true,
        needs: Needs::Nothing,
    },
    person(Action::Acknowledge, &[Notified, Disputed], To::State(Acknowledged), UNIT, Needs::Nothing),
    person(Action::Dispute, &[Notified, Acknowledged, Planned], To::State(Disputed), UNIT, Needs::Note),
    person(Action::Uphold, &[Disputed], To::State(Notified), SECTOR, Needs::Note),
    person(Action::Plan, &[Notified, Acknowledged, Disputed, Planned], To::State(Planned), UNIT, Needs::NoteAndDay),
    person(
        Action::ClaimFixed,
        &[Notified, Acknowledged, Disputed, Planned],
        To::State(ClaimedFixed),
        UNIT,
        Needs::Note,
    ),
    person(Action::AskWaiver, LIVE, To::Same, EVERYBODY, Needs::NoteAndDay),
    person(Action::RefuseWaiver, LIVE, To::Same, HEAD, Needs::Note),
    person(Action::Waive, LIVE, To::State(Waived), HEAD, Needs::NoteAndDay),
    data(Action::EndWaiver, &[Waived], To::State(Reopened)),
    person(
        Action::Withdraw,
        &[Open, Notified, Acknowledged, Disputed, Planned, ClaimedFixed, Reopened, Waived],
        To::State(Withdrawn),
        HEAD,
        Needs::Note,
    ),
    person(Action::Confirm, LIVE, To::Same, SECTOR, Needs::Note),
    person(Action::Dismiss, LIVE, To::State(Closed), SECTOR, Needs::Note),
    data(Action::Verify, LIVE, To::State(Verified)),
    data(Action::Close, &[Verified], To::State(Closed)),
    data(Action::Reopen, &[ClaimedFixed, Verified, Closed, Withdrawn], To::State(Reopened)),
    data(Action::PassOn, &[Open, Notified, Acknowledged, Disputed, Planned, ClaimedFixed, Reopened, Waived], To::Same),
    data(Action::Escalate, &[Notified, Acknowledged, Disputed, Planned], To::Same),
    person(Action::Comment, ANY, To::Same, EVERYBODY, Needs::Note),
];

impl Action {
    pub const ALL: [Action; 20] = [
        Action::Raise,
        Action::Notify,
        Action::Acknowledge,
        Action::Dispute,
        Action::Uphold,
        Action::Plan,
        Action::ClaimFixed,
        Action::AskWaiver,
        Action::RefuseWaiver,
        Action::Waive,
        Action::EndWaiver,
        Action::Withdraw,
        Action::Confirm,
        Action::Dismiss,
        Action::Verify,
        Action::Close,
        Action::Reopen,
        Action::PassOn,
        Action::Escalate,
        Action::Comment,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Action::Raise => "raise",
            Action::Notify => "notify",
            Action::Acknowledge => "acknowledge",
            Action::Dispute => "dispute",
            Action::Uphold => "uphold",
            Action::Plan => "plan",
            Action::ClaimFixed => "claim_fixed",
            Action::AskWaiver => "ask_waiver",
            Action::RefuseWaiver => "refuse_waiver",
            Action::Waive => "waive",
            Action::EndWaiver => "end_waiver",
            Action::Withdraw => "withdraw",
            Action::Confirm => "confirm",
            Action::Dismiss => "dismiss",
            Action::Verify => "verify",
            Action::Close => "close",
            Action::Reopen => "reopen",
            Action::PassOn => "pass_on",
            Action::Escalate => "escalate",
            Action::Comment => "comment",
        }
    }

    pub fn parse(text: &str) -> Option<Action> {
        Self::ALL.into_iter().find(|action| action.as_str() == text)
    }

    /// The line of the table; raising makes a finding and so has none.
    pub fn rule(self) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.action == self)
    }
}

impl By {
    /// The role as the log keeps it.
    pub fn as_str(self) -> &'static str {
        match self {
            By::Data => "data",
            By::Person(role) => role.as_str(),
        }
    }

    pub fn parse(text: &str) -> Option<By> {
        if text == By::Data.as_str() { Some(By::Data) } else { text.parse().ok().map(By::Person) }
    }
}

impl Rule {
    pub fn allows(&self, by: By) -> bool {
        match by {
            By::Data => self.by_data,
            By::Person(role) => self.roles.contains(&role),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_one_line() {
        for action in Action::ALL {
            let lines = RULES.iter().filter(|rule| rule.action == action).count();
            assert_eq!(lines, usize::from(action != Action::Raise), "{action:?}");
            assert_eq!(Action::parse(action.as_str()), Some(action));
            assert_eq!(serde_json::to_value(action).unwrap(), action.as_str());
        }
    }

    #[test]
    fn leadership_and_administrators_change_nothing() {
        for rule in RULES {
            assert!(!rule.allows(By::Person(Role::Leadership)) && !rule.allows(By::Person(Role::Admin)), "{rule:?}");
        }
    }

    #[test]
    fn only_the_head_waives_and_withdraws_and_only_data_verifies() {
        let of = |action: Action| action.rule().unwrap();
        for action in [Action::Waive, Action::RefuseWaiver, Action::Withdraw] {
            assert_eq!((of(action).roles, of(action).by_data), (HEAD, false), "{action:?}");
        }
        for action in [Action::Verify, Action::Close, Action::Reopen, Action::EndWaiver] {
            assert_eq!((of(action).roles, of(action).by_data), (NOBODY, true), "{action:?}");
        }
    }

    #[test]
    fn every_state_is_reached_and_only_the_settled_ones_wait() {
        for state in FindingState::ALL {
            let is_reached = RULES.iter().any(|rule| rule.to == To::State(state));
            assert!(is_reached || state == Open, "{state}");
            let leaves = RULES.iter().any(|rule| rule.from.contains(&state) && rule.to != To::Same);
            assert!(leaves, "{state} can be left");
        }
    }
}
