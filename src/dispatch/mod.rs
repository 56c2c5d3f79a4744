//! The ways a report leaves the house. Here: the folder; SMTP and webhook come with the outbox.

pub mod folder;
