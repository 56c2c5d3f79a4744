//! The one integration-test binary: every test binary links DuckDB anew.

mod architecture;
mod commands;
mod configs;
mod portal;
mod queries;
mod real_records;
mod reports;
mod support;
mod truth;
