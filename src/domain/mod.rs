//! Pure values and state enums: no input or output, no clock, no database.

pub mod audit;
pub mod breaker;
pub mod calendar;
pub mod contract;
pub mod estimate;
pub mod finding;
pub mod language;
pub mod period;
pub mod records;
pub mod reference;
pub mod report;
pub mod score;
mod table;
pub mod unit;
pub mod user;
pub mod zone;
