//! Planted faults: each place plants what it can and notes it for the truth at once.
//!
//! | module | checks |
//! |---|---|
//! | `plan` | which days are silent (R3), which assignments are closed at once (A8) |
//! | `records` | R1, R2, R5, R6, R7 |
//! | `execution` | A1, A2, A3 |
//! | `gathered` | R3 and A8 as they come out once all stories are told |
//! | `reports` | D1, D2 |
//!
//! Honest return visits (C1) are noted where they happen, in `returns`. To add a check: plant its fault where the record
//! is made, note it with `Planted::new`, and keep the background free of it.

pub(super) mod execution;
pub(super) mod gathered;
pub(super) mod plan;
pub(super) mod records;
pub(super) mod reports;
