//! The portal: server-rendered pages in Azerbaijani and English over the lake, for people with different rights.
//!
//! A request passes [`routes`] (which page, what it needs) → [`guard`] (who asks, may they) → a handler in [`pages`], which
//! loads through a [`reader::Reader`] bound to the viewer's [`scope`] and renders the template beside it. Every visible
//! string stands in `labels/{az,en}.ftl`, every query in `queries/portal/`; rows are filtered by the units' tree in
//! `queries/portal/scope.sql` and nowhere else. To add a page: one file and one template in `pages/`, one line in
//! [`routes::routes`], its strings in both label files. Pages work without scripts; there are none.

pub mod access_log;
pub mod accounts;
mod answer;
mod api;
mod assets;
mod chart;
mod csv;
mod forms;
mod guard;
mod headers;
mod health;
pub mod labels;
mod metrics;
mod pages;
mod paging;
mod passwords;
pub mod prose;
mod reader;
mod reads;
mod routes;
mod scope;
mod sessions;
mod shell;
mod state;
mod throttle;
mod voice;

use axum::Router;

pub use guard::Needs;
pub use scope::{Scope, Viewer};
pub use state::{JobControl, PortalState, Settings};

/// The program's version, for the foot of every page.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The portal as a router; serve it with `into_make_service_with_connect_info::<SocketAddr>()`, so that the log knows who asks.
pub fn router(state: PortalState) -> Router {
    routes::build(state::Portal::new(state))
}

/// Verb, pattern and needs of every route, for tests and documentation.
pub fn route_table() -> Vec<(&'static str, &'static str, Needs)> {
    routes::routes().into_iter().map(|route| (route.verb, route.path, route.needs)).collect()
}
