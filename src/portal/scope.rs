//! Who asks and whose rows they may see: the one place that filters rows by the units' tree.
//!
//! Pages never name the tables of records and results; they read the views of `queries/portal/scope.sql`, which show nothing
//! until [`Scope::bind`] has said whose rows are meant. A test holds both rules.

use std::net::IpAddr;

use crate::domain::language::Language;
use crate::domain::reference::Reference;
use crate::domain::unit::Unit;
use crate::domain::user::Role;
use crate::error::Result;
use crate::store::Session;

/// Whose rows may be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The whole ministry.
    All,
    /// One unit and everything under it.
    Subtree(String),
}

impl Scope {
    /// Makes the session's views show this scope's rows and no others.
    pub fn bind(&self, session: &Session) -> Result<()> {
        let (kind, root) = match self {
            Scope::All => ("all", None),
            Scope::Subtree(root) => ("subtree", Some(root.as_str())),
        };
        session.set("scope_kind", kind)?;
        session.set("scope_root", root)
    }

    pub fn holds(&self, unit: &str, reference: &Reference) -> bool {
        match self {
            Scope::All => reference.units.get(unit).is_some(),
            Scope::Subtree(root) => reference.units.is_within(unit, root),
        }
    }

    /// The topmost unit that is seen.
    pub fn root<'a>(&'a self, reference: &'a Reference) -> &'a str {
        match self {
            Scope::All => &reference.units.ministry().code,
            Scope::Subtree(root) => root,
        }
    }
}

/// A person who is logged in.
#[derive(Debug, Clone)]
pub struct Viewer {
    pub login: String,
    pub role: Role,
    pub scope: Scope,
    pub language: Language,
    /// The token that the session's forms carry.
    pub csrf: String,
    /// Names the session in the store.
    pub token_hash: String,
    pub address: IpAddr,
    /// The password must be changed before anything else.
    pub must_change: bool,
}

impl Viewer {
    pub fn sees(&self, unit: &str, reference: &Reference) -> bool {
        self.scope.holds(unit, reference)
    }

    /// The units that may be seen, in the order of the units table.
    pub fn units<'a>(&self, reference: &'a Reference) -> Vec<&'a Unit> {
        match &self.scope {
            Scope::All => reference.units.iter().collect(),
            Scope::Subtree(root) => reference.units.subtree(root),
        }
    }
}
