//! Tests one feed against the contract, as the server would walk it, and says for every point whether it holds.
//!
//! Nothing is stored. [`probe`] asks and notes what every answer shows of the transport, [`meta`] and [`requests`] ask
//! what a pull never would (a wrong token, a bad time), [`walk`] reads the entities page by page with the pull's own
//! decoder, [`items`] judges each page; [`notes`] gathers it all by [`Point`], [`report`] is what comes out.

mod items;
mod meta;
mod notes;
mod point;
mod probe;
pub mod report;
mod requests;
mod walk;

use std::time::Instant;

use self::meta::Told;
use self::notes::Notes;
use self::probe::Probe;
use super::decode::{Decoder, Form};
use super::identity::IdentityKey;
use super::retry::RetryPolicy;
use super::settings::HttpSettings;
use super::walk::Limits;
use crate::clock::{self, Clock};
use crate::domain::records::Entity;
use crate::domain::reference::Reference;
use crate::error::Result;

pub use self::point::{Group, Point, Untested};
pub use self::report::{Judged, Report, State, Verdict, Walked};

/// How a feed is tested.
#[derive(Clone)]
pub struct TestOptions {
    pub clock: Clock,
    pub retry: RetryPolicy,
    /// Pages read of each entity; none for all.
    pub pages: Option<u64>,
    pub limits: Limits,
}

impl TestOptions {
    /// Enough to see the rule, little enough for a system that is in use.
    pub const PAGES: u64 = 10;

    pub fn new(clock: Clock) -> Self {
        let retry = RetryPolicy { retries: 3, ..RetryPolicy::default() };
        TestOptions { clock, retry, pages: Some(Self::PAGES), limits: Limits::default() }
    }
}

/// Tests a feed; `source` is its name in the units table, by default what the feed calls itself.
///
/// # Errors
/// The address or the certificates of the settings are unusable; what the feed does wrong is in the report.
pub async fn test_feed(
    source: Option<&str>,
    settings: &HttpSettings,
    reference: &Reference,
    options: &TestOptions,
) -> Result<Report> {
    let started = Instant::now();
    let started_at = options.clock.now();
    let mut probe = Probe::new(settings, options)?;
    let told = meta::ask(&mut probe, source, reference).await;
    let mut walks = Vec::new();
    if probe.notes.may_go_on() {
        let main = main_entity(&told);
        requests::before(&mut probe, main, &told).await;
        let name = source.or(told.source.as_deref()).unwrap_or_default();
        // Nothing is kept, so the key of the citizens' hashes may be any.
        let key = IdentityKey::new(&clock::secret_bytes::<32>());
        let mut decoder = Decoder::new(name, reference, &key, Form::Feed);
        for entity in told.served() {
            walks.push(walk::entity(&mut probe, entity, &told, &mut decoder, options).await);
        }
        requests::after(&mut probe, &walks, main).await;
        meta::reconcile(&mut probe, &told, &walks).await;
        if name.is_empty() || !reference.units.sources().contains(&name) {
            // Without a known source every unit would look foreign.
            probe.notes.forget(Point::UnitsOwn, Untested::UnknownSource);
        }
    }
    let Probe { base, notes, .. } = probe;
    Ok(Report {
        url: base,
        source: source.map(str::to_owned).or(told.source),
        system: told.system,
        started_at,
        seconds: started.elapsed().as_secs_f64(),
        pages_an_entity: options.pages,
        points: notes.judged(),
        entities: walks.into_iter().map(|walk| walk.walked).collect(),
    })
}

/// The entity with most records: what it shows is shown best.
fn main_entity(told: &Told) -> Entity {
    let counts = told.served().map(|entity| (told.count(entity).unwrap_or(0), entity));
    // Of equals the first of the contract.
    counts.rev().max_by_key(|(count, _)| *count).map_or(Entity::Receptions, |(_, entity)| entity)
}

impl Notes {
    /// Whether asking on can show anything: somebody answers, and takes the token.
    fn may_go_on(&self) -> bool {
        !self.has_failed(Point::Reached) && !self.has_failed(Point::TokenAccepted)
    }
}
