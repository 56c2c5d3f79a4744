//! The portal over a small seeded store, asked in process: the same router as in production.

mod app;
mod labels;
mod login;
mod pages;
mod queries;
mod rights;
mod seed;
