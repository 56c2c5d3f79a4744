//! The shape of the ministry: how much every unit has to do, about what, with whom and how well.

use crate::domain::calendar::Week;
use crate::domain::reference::Reference;
use crate::domain::unit::UnitKind;

use super::chance::{Chance, running_sums};
use super::settings::Settings;
use super::topics::TopicMix;

/// Receptions a year over the whole ministry at scale 1.
const YEARLY: f64 = 2_000_000.0;

/// What is known of one unit before anything happens; its place is the unit's position in the table.
pub(super) struct Profile {
    pub code: String,
    pub kind: UnitKind,
    pub week: Week,
    /// Its source's place in the list of sources; units without one record nothing.
    pub source: Option<usize>,
    /// The agency's head office, itself for one.
    pub agency: u16,
    pub region: Option<u8>,
    /// Regions that citizens come from besides the unit's own.
    pub nearby: Vec<u8>,
    /// Units of the same agency nearby.
    pub siblings: Vec<u16>,
    pub yearly: f64,
    /// Share received by leaders, of it by appointment.
    pub leadership: f64,
    /// Share received by other officials.
    pub officials: f64,
    pub topics: Vec<f32>,
    pub quality: Quality,
}

/// How well a unit works, from 0 to 1, drifting slowly around its own level.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quality {
    level: f64,
    swing: f64,
    phase: f64,
    months: f64,
}

impl Quality {
    fn drawn(chance: &mut Chance) -> Quality {
        // Good, middling and poor units.
        let (low, high) = match chance.fraction() {
            share if share < 0.34 => (0.82, 0.96),
            share if share < 0.78 => (0.58, 0.82),
            _ => (0.22, 0.55),
        };
        Quality {
            level: low + (high - low) * chance.fraction(),
            swing: 0.03 + 0.11 * chance.fraction(),
            phase: std::f64::consts::TAU * chance.fraction(),
            months: 16.0 + 20.0 * chance.fraction(),
        }
    }

    /// The quality around which it drifts.
    pub fn usual(&self) -> f64 {
        self.level
    }

    /// The quality in a month, counted from the year 0, so that other spans tell the same story.
    pub fn in_month(&self, month: i32) -> f64 {
        let turn = std::f64::consts::TAU * f64::from(month) / self.months + self.phase;
        (self.level + self.swing * turn.sin()).clamp(0.05, 0.98)
    }
}

/// What a source's system offers beyond the required columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offer {
    pub arrivals: bool,
    pub ratings: bool,
    pub replies: bool,
    /// The source gives its own keys in place of FINs.
    pub pseudonymous: bool,
}

impl Offer {
    /// Older systems lack some columns, as in life.
    pub fn of(source: &str) -> Offer {
        Offer {
            arrivals: source != "DEMX",
            ratings: source != "DEMX",
            replies: source != "SXA",
            pseudonymous: source == "DTSER",
        }
    }
}

/// The share of the ministry's receptions, in per cent.
pub(super) fn agency_share(agency: &str) -> f64 {
    match agency {
        "APR" => 1.6,
        "DSMF" => 34.0,
        "DMA" => 13.0,
        "DOST" => 39.0,
        "DTSER" => 6.5,
        "SXA" => 4.2,
        "DEMX" => 1.7,
        _ => 3.0,
    }
}

/// The size of a local unit against its siblings, by where it is.
fn size(region: Option<&str>, narrow: bool, chance: &mut Chance) -> f64 {
    let region = region.unwrap_or_default();
    let (economic, place) = region.split_once('-').unwrap_or((region, ""));
    let resettled = matches!(
        place,
        "XANKENDI"
            | "XOCALI"
            | "XOCAVEND"
            | "SUSA"
            | "AGDERE"
            | "CEBRAYIL"
            | "KELBECER"
            | "QUBADLI"
            | "LACIN"
            | "ZENGILAN"
    );
    let size = match (narrow, economic, place) {
        (true, _, "GENCE" | "SUMQAYIT") => 2.6,
        (true, "BAK", _) => 2.2,
        (true, ..) if resettled => 0.3,
        (true, ..) => 1.0,
        (false, "BAK", _) => 2.2,
        (false, "GDA" | "LAS" | "ABX" | "MAR", _) => 1.3,
        (false, "SZE", _) => 0.35,
        (false, ..) => 0.9,
    };
    size * (0.7 + 0.6 * chance.fraction())
}

/// Makes the profile of every unit, in the order of the table.
pub(super) fn profiles(settings: &Settings, reference: &Reference, mix: &TopicMix) -> Vec<Profile> {
    let units: Vec<_> = reference.units.iter().collect();
    let sources = reference.units.sources();
    let place = |code: &str| reference.units.get(code).map(|unit| unit.position as u16);
    let region = |code: Option<&str>| {
        let region = reference.regions.get(code?)?;
        u8::try_from(region.position).ok()
    };
    let total_share: f64 = sources.iter().map(|source| agency_share(source)).sum();
    let mut profiles: Vec<Profile> = units
        .iter()
        .map(|unit| {
            let mut chance = Chance::stream(settings.seed, &["shape", &unit.code]);
            let agency = reference.units.agency_of(&unit.code).unwrap_or(unit);
            let is_head = agency.code == unit.code;
            // Agencies with a branch in every district are finer than those by economic region.
            let narrow = reference.units.children(&agency.code).len() > 40;
            let quality = Quality::drawn(&mut chance);
            Profile {
                code: unit.code.clone(),
                kind: unit.kind,
                week: unit.week,
                source: unit.source.as_deref().and_then(|source| sources.iter().position(|known| *known == source)),
                agency: place(&agency.code).unwrap_or(unit.position as u16),
                region: region(unit.region.as_deref()),
                nearby: nearby(reference, unit.region.as_deref()),
                siblings: Vec::new(),
                // A relative size for now; scaled below.
                yearly: if is_head { 0.0 } else { size(unit.region.as_deref(), narrow, &mut chance) },
                leadership: match (unit.kind, is_head) {
                    (UnitKind::Apparatus, _) => 0.42,
                    (_, true) => 0.2,
                    _ if agency.code == "DOST" => 0.02,
                    _ => 0.042,
                },
                officials: if unit.kind == UnitKind::Apparatus { 0.38 } else { 0.24 },
                topics: running_sums(mix.of(&agency.code)),
                quality,
            }
        })
        .collect();
    for (source, code) in sources.iter().enumerate() {
        let own = |profile: &Profile| profile.source == Some(source);
        let share = agency_share(code) / total_share * YEARLY * settings.scale;
        let sizes: f64 = profiles.iter().filter(|profile| own(profile)).map(|profile| profile.yearly).sum();
        let heads = profiles.iter().enumerate().filter(|(at, p)| own(p) && usize::from(p.agency) == *at).count();
        let for_heads = if sizes > 0.0 { 0.05 * share } else { share };
        for (at, profile) in profiles.iter_mut().enumerate().filter(|(_, profile)| own(profile)) {
            profile.yearly = if usize::from(profile.agency) == at {
                for_heads / heads.max(1) as f64
            } else {
                (share - if heads > 0 { for_heads } else { 0.0 }) * profile.yearly / sizes
            };
        }
    }
    for at in 0..profiles.len() {
        profiles[at].siblings = siblings(&profiles, at);
    }
    profiles
}

/// Regions of the same economic region; all regions for a unit without one.
fn nearby(reference: &Reference, region: Option<&str>) -> Vec<u8> {
    let economic = region.and_then(|code| reference.regions.get(code)).and_then(|r| r.economic_region.as_deref());
    let near = |candidate: Option<&str>| economic.is_none() || candidate == economic;
    let regions = reference.regions.iter().filter(|region| near(region.economic_region.as_deref()));
    regions.filter_map(|region| u8::try_from(region.position).ok()).collect()
}

/// Units of the same agency that serve the same regions, else all of the agency.
fn siblings(profiles: &[Profile], at: usize) -> Vec<u16> {
    let own = &profiles[at];
    let of_agency = |other: &usize| {
        let other_profile = &profiles[*other];
        *other != at
            && other_profile.agency == own.agency
            && usize::from(other_profile.agency) != *other
            && other_profile.source.is_some()
    };
    let near = |other: &usize| profiles[*other].region.is_some_and(|region| own.nearby.contains(&region));
    let all: Vec<usize> = (0..profiles.len()).filter(of_agency).collect();
    let close: Vec<usize> = all.iter().copied().filter(near).collect();
    let chosen = if close.is_empty() { all } else { close };
    chosen.into_iter().filter_map(|place| u16::try_from(place).ok()).collect()
}
