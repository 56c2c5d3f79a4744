//! The one integration-test binary: every test binary links DuckDB anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod architecture;
mod commands;
mod configs;
mod conformance;
mod contract;
mod durability;
mod files;
mod findings;
mod hostile;
mod new_check;
mod portal;
mod quarantine;
mod queries;
mod real_records;
mod registers;
mod report_queries;
mod reports;
mod score;
mod support;
mod truth;
