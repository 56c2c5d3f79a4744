//! JSON under `/api/v1`, behind the same rights and the same scope as the pages.

pub mod v1;
