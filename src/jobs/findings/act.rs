//! What people do with findings: the one door, for the portal and for the command line.

use chrono::NaiveDate;
use serde::Deserialize;

use super::register::Register;
use super::time;
use crate::domain::finding::Finding;
use crate::domain::finding::life::{Action, By, Entry, Step};
use crate::domain::reference::Reference;
use crate::domain::user::{Access, Page, Role, access};
use crate::error::{Doing, Error, Result};
use crate::jobs::Environment;
use crate::store::{Session, Store};

/// What somebody wants to do.
#[derive(Debug, Clone)]
pub struct Request {
    /// The fingerprint, or its beginning.
    pub finding: String,
    pub action: Action,
    pub login: String,
    pub note: String,
    /// The last day of a plan or waiver.
    pub until: Option<NaiveDate>,
    /// Say what would become of it, write nothing.
    pub dry_run: bool,
}

/// What was done: the finding as it stands after it, and the log's line.
#[derive(Debug, Clone)]
pub struct Acted {
    pub finding: Finding,
    pub entry: Entry,
}

/// Takes a person's step. `also` runs in the same transaction: the access log's line.
///
/// # Errors
/// The login is unknown or disabled, the finding is not theirs to see, or the step is not theirs or not possible now.
pub fn act(
    environment: &Environment,
    store: &Store,
    request: &Request,
    also: impl FnOnce(&Session, &Acted) -> Result<()>,
) -> Result<Acted> {
    let doing = || format!("`{}` of the finding `{}`", request.action.as_str(), request.finding);
    let work = |state: &Session| {
        let user = User::read(state, &request.login)?;
        let fingerprint = fingerprint(state, &request.finding)?;
        let mut register = Register::read(state, environment.now(), vec![fingerprint.clone()])?;
        let unknown = || Error::not_found(format!("there is no finding `{}`", request.finding));
        let finding = register.get(&fingerprint).ok_or_else(unknown)?;
        user.may_answer(&environment.reference, finding)?;
        let at = environment.now();
        let today = environment.reference.zone.local_day(at);
        let deadline = (request.action == Action::Notify).then(|| time::deadline(environment, &finding.matter, today));
        let step = Step {
            action: request.action,
            by: By::Person(user.role),
            who: request.login.clone(),
            at,
            today,
            note: request.note.trim().to_owned(),
            until: request.until,
            deadline,
            detail: None,
        };
        register.step(&fingerprint, &step)?;
        let entry = register.last_entry(&fingerprint).cloned();
        let (Some(entry), Some(finding)) = (entry, register.get(&fingerprint).cloned()) else {
            return Err(Error::failed("reading back the step taken"));
        };
        let acted = Acted { finding, entry };
        if !request.dry_run {
            register.save()?;
            also(state, &acted)?;
        }
        Ok(acted)
    };
    if request.dry_run { store.session().and_then(|session| work(&session)) } else { store.write_state(work) }
        .doing(doing)
}

/// The finding that a fingerprint or its beginning names.
pub(super) fn fingerprint(session: &Session, text: &str) -> Result<String> {
    #[derive(Deserialize)]
    struct Named {
        fingerprint: String,
    }
    if text.len() < 6 || !text.chars().all(|sign| sign.is_ascii_hexdigit()) {
        return Err(Error::usage(format!("`{text}` is no finding"))
            .hint("give at least the first 6 signs of its fingerprint; `qebul finding list` shows them"));
    }
    session.set("beginning", text.to_ascii_lowercase())?;
    let named: Vec<Named> = session.rows(include_str!("../../../queries/state/findings_named.sql"))?;
    match named.as_slice() {
        [one] => Ok(one.fingerprint.clone()),
        [] => Err(Error::not_found(format!("there is no finding `{text}`"))
            .hint("`qebul finding list` shows the fingerprints")),
        _ => Err(Error::usage(format!("several findings begin with `{text}`")).hint("give more of the fingerprint")),
    }
}

/// Who acts.
#[derive(Deserialize)]
struct User {
    role: Role,
    unit: String,
    disabled: bool,
}

impl User {
    fn read(session: &Session, login: &str) -> Result<User> {
        session.set("login", login)?;
        let user: Option<User> = session.row(include_str!("../../../queries/state/acting_user.sql"))?;
        match user {
            Some(user) if user.disabled => {
                Err(Error::forbidden(format!("the user `{login}` is disabled"))
                    .hint("`qebul user list` shows who may act"))
            }
            Some(user) => Ok(user),
            None => {
                Err(Error::not_found(format!("there is no user `{login}`")).hint("`qebul user list` shows the logins"))
            }
        }
    }

    /// Whether the finding is in this user's reach at all; what he may do with it is the state machine's matter.
    fn may_answer(&self, reference: &Reference, finding: &Finding) -> Result<()> {
        let is_whole = self.unit.is_empty() || self.unit == reference.units.ministry().code;
        let in_reach = match access(self.role, Page::Findings) {
            Access::None | Access::Read => false,
            Access::Own => is_under(reference, &self.unit, &finding.matter.unit),
            Access::Write => is_whole || is_under(reference, &self.unit, &finding.matter.unit),
        };
        if in_reach {
            return Ok(());
        }
        Err(Error::forbidden(format!("the finding of `{}` is not for this user to answer", finding.matter.unit))
            .hint("units answer for themselves and for what lies below them"))
    }
}

fn is_under(reference: &Reference, root: &str, unit: &str) -> bool {
    !root.is_empty() && reference.units.subtree(root).iter().any(|below| below.code == unit)
}
