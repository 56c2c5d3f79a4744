//! Qəbulun monitorinqi: the monitoring and evaluation reporting server of a ministry's citizen reception.
//!
//! The data walks one way and the modules are named after its stations, here in reading order:
//! units' feeds → [`source`] → [`store`] → [`catalog`] (checks, indicators, scores, datasets) → [`press`] → [`dispatch`];
//! [`jobs`] move it, the [`portal`] shows it. [`domain`] holds the pure values, [`simulator`] a whole simulated ministry.
//! ARCHITECTURE.md has the map and the invariants; a test holds the import rules.

pub mod clock;
pub mod error;

pub mod config;
pub mod domain;

pub mod dispatch;
pub mod press;
pub mod simulator;
pub mod source;
pub mod store;

pub mod catalog;

pub mod jobs;

pub mod portal;

pub mod app;
pub mod cli;
