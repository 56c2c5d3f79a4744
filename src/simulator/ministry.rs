//! Puts the ministry together: every unit's story, what only shows afterwards, and what of it is known at `now`.

use std::num::NonZero;
use std::thread;

use sha2::{Digest, Sha256};

use crate::domain::records::Entity;
use crate::domain::reference::Reference;
use crate::error::Result;

use super::compact::{Appointment, Assignment, Reception};
use super::days::seconds;
use super::faults::gathered;
use super::feed::{self, Writer};
use super::known;
use super::settings::Settings;
use super::story::Story;
use super::truth::{self, Planted, Truth};
use super::unit_reports::{self, Records, Report};
use super::world::World;

/// A simulated ministry: the feeds of its sources as they stand at one moment, and the truth about them.
pub struct Ministry {
    pub(super) world: World,
    pub(super) feeds: Vec<Feed>,
    offsets: Vec<(i64, i32)>,
    time_zone: &'static str,
    truth: Truth,
}

/// The records of one source, each entity ordered by `updated_at`, then `id`.
#[derive(Default)]
pub(super) struct Feed {
    pub receptions: Vec<Reception>,
    pub assignments: Vec<Assignment>,
    pub appointments: Vec<Appointment>,
    /// Places in the list of all officials.
    pub officials: Vec<u32>,
    pub reports: Vec<Report>,
}

impl Ministry {
    /// Generates the ministry; the same settings and tables give the same one.
    pub fn generate(settings: Settings, reference: &Reference) -> Result<Ministry> {
        settings.validate()?;
        let world = World::new(&settings, reference);
        let told = gather(&world, tell(&world));
        let now = seconds(settings.now);
        let mut feeds: Vec<Feed> = world.sources.iter().map(|_| Feed::default()).collect();
        let mut planted = Vec::new();
        for (unit, of_unit) in told.into_iter().enumerate() {
            let Some(source) = world.units[unit].source else { continue };
            let feed = &mut feeds[source];
            feed.receptions.extend(of_unit.receptions.into_iter().filter_map(|r| known::reception(r, now)));
            feed.assignments.extend(of_unit.assignments.into_iter().filter_map(|a| known::assignment(a, now)));
            feed.appointments.extend(of_unit.appointments.into_iter().filter_map(|a| known::appointment(a, now)));
            feed.reports.extend(of_unit.reports.into_iter().filter(|report| report.submitted <= now));
            let staff = &world.staffs[unit];
            feed.officials.extend(staff.leaders.iter().chain(&staff.heads).chain(&staff.desks));
            planted.extend(of_unit.planted);
        }
        feeds.iter_mut().for_each(|feed| sort(&world, feed));
        let late: Vec<&Assignment> =
            feeds.iter().flat_map(|feed| &feed.assignments).filter(|assignment| assignment.late).collect();
        let truth = truth::write(&world, reference, &planted, &late);
        let offsets = reference.zone.offsets().into_iter().map(|(from, offset)| (from.timestamp(), offset)).collect();
        Ok(Ministry { world, feeds, offsets, time_zone: reference.zone.name(), truth })
    }

    pub fn settings(&self) -> &Settings {
        &self.world.settings
    }

    /// The codes of the sources: the first part of every address.
    pub fn sources(&self) -> &[String] {
        &self.world.sources
    }

    /// The bearer token of a source, made from the seed.
    pub fn token(&self, source: &str) -> String {
        let digest = Sha256::digest(format!("token {} {source}", self.world.settings.seed));
        format!("sim-{}-{}", source.to_lowercase(), hex::encode(&digest[..12]))
    }

    /// What a perfect set of checks finds.
    pub fn truth(&self) -> &Truth {
        &self.truth
    }

    /// How many live records a source has of an entity; tombstones are left out.
    pub fn count(&self, source: &str, entity: Entity) -> usize {
        let Some(feed) = self.feed(source) else { return 0 };
        match entity {
            Entity::Receptions => feed.receptions.iter().filter(|reception| !reception.deleted).count(),
            other => feed.len(other),
        }
    }

    /// A source's items as JSON, one a line, some thousands at once.
    pub fn lines(&self, source: &str, entity: Entity) -> impl Iterator<Item = Vec<u8>> {
        const AT_ONCE: usize = 10_000;
        let feed = self.feed(source);
        let count = feed.map_or(0, |feed| feed.len(entity));
        (0..count).step_by(AT_ONCE).map(move |from| {
            let (mut text, writer) = (Vec::new(), self.writer());
            for row in from..count.min(from + AT_ONCE) {
                if let Some(feed) = feed {
                    feed.write(&writer, entity, row, &mut text);
                    text.push(b'\n');
                }
            }
            text
        })
    }

    pub(super) fn feed(&self, source: &str) -> Option<&Feed> {
        let place = self.world.sources.iter().position(|known| known == source)?;
        self.feeds.get(place)
    }

    pub(super) fn time_zone(&self) -> &'static str {
        self.time_zone
    }

    pub(super) fn writer(&self) -> Writer<'_> {
        Writer { world: &self.world, offsets: &self.offsets }
    }
}

impl Feed {
    /// Rows of an entity, tombstones included.
    pub fn len(&self, entity: Entity) -> usize {
        match entity {
            Entity::Receptions => self.receptions.len(),
            Entity::Assignments => self.assignments.len(),
            Entity::Appointments => self.appointments.len(),
            Entity::Officials => self.officials.len(),
            Entity::UnitReports => self.reports.len(),
        }
    }

    /// The `updated_at` of the row at a place.
    pub fn updated(&self, world: &World, entity: Entity, at: usize) -> Option<u32> {
        match entity {
            Entity::Receptions => self.receptions.get(at).map(|row| row.updated),
            Entity::Assignments => self.assignments.get(at).map(|row| row.updated),
            Entity::Appointments => self.appointments.get(at).map(|row| row.updated),
            Entity::Officials => self.officials.get(at).map(|place| world.officials[*place as usize].updated),
            Entity::UnitReports => self.reports.get(at).map(|row| row.submitted),
        }
    }

    /// Writes the row at a place as JSON.
    pub fn write(&self, writer: &Writer<'_>, entity: Entity, at: usize, into: &mut Vec<u8>) {
        match entity {
            Entity::Receptions => writer.reception(&self.receptions[at], into),
            Entity::Assignments => writer.assignment(&self.assignments[at], into),
            Entity::Appointments => writer.appointment(&self.appointments[at], into),
            Entity::Officials => {
                let place = self.officials[at];
                writer.official(place, &writer.world.officials[place as usize], into);
            }
            Entity::UnitReports => writer.report(&self.reports[at], into),
        }
    }
}

/// Everything of one unit, other units' returns included.
struct Told {
    receptions: Vec<Reception>,
    assignments: Vec<Assignment>,
    appointments: Vec<Appointment>,
    reports: Vec<Report>,
    planted: Vec<Planted>,
}

/// Tells all stories, on as many threads as there are cores; their order does not matter.
fn tell(world: &World) -> Vec<Story<'_>> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(8);
    let units: Vec<u16> = (0..world.units.len() as u16).filter(|unit| world.unit(*unit).source.is_some()).collect();
    let mut stories: Vec<Story<'_>> = thread::scope(|scope| {
        let tell_share = |share: usize| {
            let units: Vec<u16> = units.iter().copied().skip(share).step_by(threads).collect();
            scope.spawn(move || units.into_iter().map(|unit| Story::new(world, unit).tell()).collect::<Vec<_>>())
        };
        let handles: Vec<_> = (0..threads).map(tell_share).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("a story does not panic")).collect()
    });
    stories.sort_by_key(|story| story.unit);
    stories
}

/// Brings returns to the units they went to, then adds what needs all records: silences, closures, the units' reports.
fn gather(world: &World, stories: Vec<Story<'_>>) -> Vec<Told> {
    let mut told: Vec<Told> = world
        .units
        .iter()
        .map(|_| Told {
            receptions: Vec::new(),
            assignments: Vec::new(),
            appointments: Vec::new(),
            reports: Vec::new(),
            planted: Vec::new(),
        })
        .collect();
    for story in stories {
        for reception in story.abroad {
            told[usize::from(reception.unit)].receptions.push(reception);
        }
        let own = &mut told[usize::from(story.unit)];
        own.receptions.extend(story.receptions);
        own.assignments = story.assignments;
        own.appointments = story.appointments;
        own.planted = story.planted;
    }
    let mut charged: Vec<Vec<&Assignment>> = vec![Vec::new(); told.len()];
    for assignment in told.iter().flat_map(|unit| &unit.assignments) {
        charged[usize::from(assignment.charged())].push(assignment);
    }
    let mut later = Vec::with_capacity(told.len());
    for (unit, own) in told.iter().enumerate() {
        let number = unit as u16;
        if world.units[unit].source.is_none() {
            later.push((Vec::new(), Vec::new()));
            continue;
        }
        let mut planted = gathered::silences(world, number, &own.receptions);
        planted.extend(gathered::closures(world, number, &charged[unit]));
        let records = Records { receptions: &own.receptions, issued: &own.assignments, charged: &charged[unit] };
        let (reports, of_reports) = unit_reports::submit(world, number, &records);
        planted.extend(of_reports);
        later.push((reports, planted));
    }
    for (own, (reports, planted)) in told.iter_mut().zip(later) {
        own.reports = reports;
        own.planted.extend(planted);
    }
    told
}

/// The contract's order: `updated_at`, then `id`.
fn sort(world: &World, feed: &mut Feed) {
    let reception = |row: &Reception| feed::reception_id(world, row.unit, row.number);
    let assignment = |row: &Assignment| feed::assignment_id(world, row.unit, row.number);
    feed.receptions.sort_unstable_by(|a, b| a.updated.cmp(&b.updated).then_with(|| reception(a).cmp(&reception(b))));
    feed.assignments.sort_unstable_by(|a, b| a.updated.cmp(&b.updated).then_with(|| assignment(a).cmp(&assignment(b))));
    feed.appointments.sort_by_cached_key(|row| (row.updated, feed::appointment_id(world, row)));
    feed.officials.sort_by_cached_key(|at| (world.officials[*at as usize].updated, feed::official_id(world, *at)));
    feed.reports.sort_by_cached_key(|row| (row.submitted, feed::report_id(world, row)));
}
