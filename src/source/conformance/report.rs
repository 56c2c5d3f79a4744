//! What a test of a feed found.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::point::{Group, Point, Untested};
use crate::domain::records::Entity;

/// The report of one feed.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    pub url: String,
    pub source: Option<String>,
    pub system: Option<String>,
    pub started_at: DateTime<Utc>,
    pub seconds: f64,
    /// Pages read of each entity; none when all were read.
    pub pages_an_entity: Option<u64>,
    pub points: Vec<Judged>,
    pub entities: Vec<Walked>,
}

/// One point of the contract.
#[derive(Debug, Clone, Serialize)]
pub struct Judged {
    pub id: Point,
    pub group: Group,
    pub state: State,
    /// Why it was not tested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Untested>,
    /// How many answers, pages or records were looked at, and in how many it did not hold.
    pub looked: u64,
    pub faults: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<String>,
    pub examples: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Passed,
    Failed,
    NotTested,
}

impl State {
    pub fn as_str(self) -> &'static str {
        match self {
            State::Passed => "passed",
            State::Failed => "failed",
            State::NotTested => "not_tested",
        }
    }
}

/// What the report comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Conforms,
    DoesNotConform,
    /// Nobody answered, or not to the end: what was not seen is not judged.
    NotReached,
}

/// How one entity was walked.
#[derive(Debug, Clone, Serialize)]
pub struct Walked {
    pub entity: Entity,
    /// What `/v1/meta` claimed before the walk.
    pub claimed: Option<u64>,
    /// Items without tombstones.
    pub items: u64,
    pub tombstones: u64,
    /// Items that would go to quarantine.
    pub rejected: u64,
    pub pages: u64,
    /// After decompression.
    pub bytes: u64,
    pub seconds: f64,
    pub rows_per_second: f64,
    /// Longest wait for the first byte of a page.
    pub first_byte_ms: u64,
    pub slowest_page_ms: u64,
    /// The walk came to its end.
    pub complete: bool,
}

impl Report {
    pub fn verdict(&self) -> Verdict {
        let failed = |point: &Judged| point.state == State::Failed;
        if self.points.iter().any(|point| point.id == Point::Reached && failed(point)) {
            Verdict::NotReached
        } else if self.points.iter().any(failed) {
            Verdict::DoesNotConform
        } else {
            Verdict::Conforms
        }
    }

    pub fn count(&self, state: State) -> usize {
        self.points.iter().filter(|point| point.state == state).count()
    }

    /// Whether some entity has more pages than were read.
    pub fn is_sampled(&self) -> bool {
        self.pages_an_entity.is_some_and(|most| self.entities.iter().any(|walk| !walk.complete && walk.pages >= most))
    }
}

impl Verdict {
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Conforms => "conforms",
            Verdict::DoesNotConform => "does_not_conform",
            Verdict::NotReached => "not_reached",
        }
    }

    /// 0 conforms, 1 does not, 3 could not be reached.
    pub fn exit_code(self) -> u8 {
        match self {
            Verdict::Conforms => 0,
            Verdict::DoesNotConform => 1,
            Verdict::NotReached => 3,
        }
    }
}
