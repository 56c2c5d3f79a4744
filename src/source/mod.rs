//! Where records come from: feeds over HTTP and files, decoded, validated and without identity.
//!
//! This is the only code that pulls over the network. It knows nothing of the store: what it yields goes to a [`Sink`],
//! which `jobs` implements.
//!
//! Reading order: [`settings`] (one source), [`walk`] (one pull of one feed, page by page) over [`client`], [`http`] and
//! [`retry`]; [`decode`] (one item → one record, a quarantine row, or drift); [`files`] and [`adapter`] (what to read
//! from a folder, and the SQL that reads it); [`sink`] (where it goes) behind [`committer`]. [`conformance`] tests a feed
//! against the contract.
//!
//! A new kind of file needs no Rust: put an SQL file into `queries/adapters/` (see [`adapter`]).

pub mod adapter;
mod client;
mod committer;
pub mod conformance;
pub mod decode;
pub mod files;
mod http;
pub mod identity;
pub mod retry;
pub mod settings;
pub mod sink;
pub mod walk;

pub use adapter::{Adapter, Adapters};
pub use decode::Decoder;
pub use files::FileTask;
pub use identity::IdentityKey;
pub use settings::{FilesSettings, HttpSettings, Place, SourceSettings, Token};
pub use sink::Sink;
pub use walk::{PullOptions, SourceOutcome, pull_feed};
