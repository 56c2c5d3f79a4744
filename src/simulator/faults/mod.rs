//! Planted faults.
//!
//! | module | checks |
//! |---|---|
//! | `plan` | which days are silent (R3), which assignments are closed at once (A8), which months are out of the ordinary (R13) |
//! | `records` | R1, R2, R5, R6, R7 |
//! | `execution` | A1, A2, A3; of habits A5, A6, A7, A10 |
//! | `reports` | D1, D2 |
//! | `habits` | which units make a habit of what, and in which months |
//! | `sown`, `times` | habits in receptions: R4, R8–R12, R14, R15, A9, Q1, D3 |
//! | `feeds` | Q2, Q3, Q4 |
//!
//! Other habits are given way to where the record is made: S1–S4 in `appointments`, A4 and A9 in `assignments`, A11, W1
//! and W2 in `follow_up`, C2–C4 in `returns`.
//!
//! R2, R5, R6, R7, A3 and D2 are noted for the truth where they are planted (`Planted::new`), and so is R1; all others are
//! recounted from the records (`recount`), because other faults and life itself have their part in them. To add a check:
//! plant its fault where the record is made, and note it there or recount it.

pub(super) mod execution;
pub(super) mod feeds;
pub(super) mod habits;
pub(super) mod plan;
pub(super) mod records;
pub(super) mod reports;
pub(super) mod sown;
mod times;
