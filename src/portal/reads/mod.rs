//! Read functions, one topic a file. Each takes a [`super::reader::Reader`], so that nobody reads past their scope.

pub mod checks;
pub mod editions;
pub mod evidence;
pub mod figures;
pub mod model;
pub mod month;
pub mod scores;
pub mod sources;
