//! A simulated ministry.
mod appointments; mod assignments; mod chance; mod citizens; mod compact; mod days; mod faults; mod follow_up; mod names;
mod officials; mod pace; mod returns; mod rhythm; mod settings; mod shape; mod story; mod texts; mod topics; mod truth; mod visits; mod world; mod feed;
