//! `qebul user add|list|disable|reset`.

use clap::Subcommand;

use super::{Terminal, table};
use crate::domain::language::Language;
use crate::domain::user::Role;
use crate::error::Result;
use crate::jobs::Environment;
use crate::portal::accounts::{self, Actor, NewUser};

#[derive(Debug, Subcommand)]
pub enum User {
    /// Add a user; prints the one-time password
    Add {
        login: String,
        /// leadership, head, monitoring_head, monitoring, analysis, unit or admin
        #[arg(long)]
        role: Role,
        /// The unit whose subtree the user sees (default: the ministry)
        #[arg(long)]
        unit: Option<String>,
        #[arg(long)]
        email: Option<String>,
        #[arg(long, default_value = "az")]
        lang: Language,
    },
    /// List the users
    List,
    /// Shut a user out and end the open sessions
    Disable { login: String },
    /// Give a new one-time password
    Reset { login: String },
}

impl User {
    pub async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        let store = &environment.store;
        let actor = Actor::command_line(environment.clock.now());
        match self {
            User::Add { login, role, unit, email, lang } => {
                super::check::known_unit(environment, unit.as_deref())?;
                let new = NewUser {
                    login: login.clone(),
                    role: *role,
                    unit: unit.clone().unwrap_or_else(|| environment.reference.units.ministry().code.clone()),
                    email: email.clone(),
                    language: *lang,
                };
                let password = accounts::create_user(store, &environment.reference, &actor, &new)?;
                terminal.out(&format!("one-time password of `{login}`: {password}"));
            }
            User::List => {
                let rows: Vec<Vec<String>> = accounts::list_users(store)?
                    .into_iter()
                    .map(|user| {
                        let state = if user.disabled {
                            "disabled"
                        } else if user.must_change {
                            "new"
                        } else {
                            "active"
                        };
                        vec![
                            user.login,
                            user.role.as_str().into(),
                            user.unit,
                            user.email.unwrap_or_default(),
                            state.into(),
                        ]
                    })
                    .collect();
                terminal.out(&table::render(&["login", "role", "unit", "email", "state"], &rows, &[]));
            }
            User::Disable { login } => {
                accounts::disable_user(store, &actor, login)?;
                terminal.out(&format!("`{login}` is shut out"));
            }
            User::Reset { login } => {
                let password = accounts::reset_user(store, &actor, login)?;
                terminal.out(&format!("one-time password of `{login}`: {password}"));
            }
        }
        Ok(0)
    }
}
