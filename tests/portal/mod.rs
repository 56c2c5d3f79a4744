//! The portal over a small seeded store, asked in process: the same router as in production.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod app;
mod labels;
mod login;
mod pages;
mod queries;
mod rights;
mod seed;

pub use app::TestApp;
