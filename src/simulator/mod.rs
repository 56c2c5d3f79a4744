//! A whole simulated ministry: units that record receptions, and the feeds that serve the records, with planted faults.
//!
//! [`Ministry::generate`] makes everything from [`Settings`] and the reference tables; the same input gives the same
//! bytes. [`serve`] or [`router`] answer the feed contract for every source, [`Ministry::truth`] lists what a perfect set
//! of checks would find. The way of a record: `world` fixes units (`shape`, `topics`, `officials`) and plans
//! (`faults::plan`); `story` tells each unit's months day by day (`rhythm`, `appointments`, `visits`, `follow_up`,
//! `returns`, `assignments`); `ministry` gathers the stories, `unit_reports` counts them; `known` takes back what has not
//! happened at `now`; `feed` and `wire` write the contract's items, `server` and `page` answer requests.
//!
//! Every unit, month and purpose has its own random stream (`chance`), so that one never reshuffles another. Names and
//! people are invented. What chance alone would bring is kept below the checks' limits; faults are planted (`faults`),
//! and what they and life itself come to is listed by the simulator's own recount (`recount`).

mod appointments;
mod assignments;
mod chance;
mod citizens;
mod compact;
mod cursor;
mod days;
mod faults;
mod feed;
mod follow_up;
mod known;
mod ministry;
mod misbehaviour;
mod mood;
mod names;
mod officials;
mod pace;
mod page;
mod query;
mod recount;
mod returns;
mod rhythm;
mod server;
mod settings;
mod shape;
mod story;
mod texts;
mod topics;
mod truth;
mod unit_reports;
mod visits;
mod wire;
mod world;

pub use ministry::Ministry;
pub use misbehaviour::{Misbehaviour, Misbehaviours};
pub use server::{Serving, router, router_with, serve, serve_with};
pub use settings::Settings;
pub use truth::{Truth, Violation};

#[cfg(test)]
mod tests;
