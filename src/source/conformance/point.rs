//! The points of the contract that are tested, in the order of the report.

use serde::Serialize;

/// What a point is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    Transport,
    Access,
    Requests,
    Paging,
    Forms,
    Meta,
    Records,
    Codes,
}

macro_rules! points {
    ($($group:ident: $($name:ident = $id:literal),+;)+) => {
        /// One point of the contract; its name is stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        pub enum Point {
            $($(#[serde(rename = $id)] $name),+),+
        }

        impl Point {
            pub const ALL: &[Point] = &[$($(Point::$name),+),+];

            pub fn id(self) -> &'static str {
                match self { $($(Point::$name => $id),+),+ }
            }

            pub fn group(self) -> Group {
                match self { $($(Point::$name)|+ => Group::$group),+ }
            }
        }
    };
}

points! {
    Transport: Reached = "reached", NoRedirect = "no_redirect", WholeAnswers = "whole_answers",
        ServerErrors = "server_errors", RetryAfter = "retry_after", TimeLimit = "time_limit", Size = "size",
        Json = "json", Utf8 = "utf8";
    Access: TokenAccepted = "token_accepted", TokenRefused = "token_refused";
    Requests: PlusRefused = "plus_refused", PlusEncoded = "plus_encoded", LimitOne = "limit_one",
        LimitDefault = "limit_default", LimitMost = "limit_most", LimitOver = "limit_over",
        UpdatedSince = "updated_since";
    Paging: Served = "served", NextCursor = "next_cursor", PagingEnds = "paging_ends", CursorLife = "cursor_life",
        CursorUnknown = "cursor_unknown", CursorExpired = "cursor_expired", Order = "order", UniqueIds = "unique_ids";
    Forms: Gzip = "gzip", Zstd = "zstd", Ndjson = "ndjson";
    Meta: Meta = "meta", ContractVersion = "contract_version", SourceName = "source_name",
        MetaEntities = "meta_entities", Counts = "counts", Columns = "columns", ColumnsFilled = "columns_filled";
    Records: Items = "items", Ids = "ids", Required = "required", Words = "words", Types = "types", Times = "times",
        Dates = "dates", NotInFuture = "not_in_future", Tombstones = "tombstones", Extensions = "extensions",
        UnknownProperties = "unknown_properties";
    Codes: Fin = "fin", Citizen = "citizen", UnitsKnown = "units_known", UnitsOwn = "units_own", Topics = "topics";
}

/// Why a point was not tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Untested {
    /// No answer from which it could be seen.
    NoAnswer,
    /// No record from which it could be seen.
    NoRecords,
    /// Fewer records than it takes to see it.
    TooFew,
    /// Only the first pages were read.
    Sampled,
    /// The feed may offer it and does not.
    NotOffered,
    /// It did not happen while the feed was tested.
    DidNotHappen,
    /// An hour would have to pass.
    TakesAnHour,
    /// The source is not in the units table.
    UnknownSource,
}

impl Point {
    /// Why it is usually not tested.
    pub(super) fn usually(self) -> Untested {
        match self {
            Point::RetryAfter => Untested::DidNotHappen,
            Point::CursorExpired => Untested::TakesAnHour,
            Point::Columns | Point::Gzip | Point::Zstd | Point::Ndjson => Untested::NotOffered,
            point if matches!(point.group(), Group::Records | Group::Codes) => Untested::NoRecords,
            _ => Untested::NoAnswer,
        }
    }
}

impl Untested {
    pub fn as_str(self) -> &'static str {
        match self {
            Untested::NoAnswer => "no_answer",
            Untested::NoRecords => "no_records",
            Untested::TooFew => "too_few",
            Untested::Sampled => "sampled",
            Untested::NotOffered => "not_offered",
            Untested::DidNotHappen => "did_not_happen",
            Untested::TakesAnHour => "takes_an_hour",
            Untested::UnknownSource => "unknown_source",
        }
    }
}

impl Group {
    pub fn as_str(self) -> &'static str {
        match self {
            Group::Transport => "transport",
            Group::Access => "access",
            Group::Requests => "requests",
            Group::Paging => "paging",
            Group::Forms => "forms",
            Group::Meta => "meta",
            Group::Records => "records",
            Group::Codes => "codes",
        }
    }
}
