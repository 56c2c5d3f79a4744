//! Bad habits: faults that a few units have and most do not, in some of their months.
//!
//! Every habit is given to a handful of units, rather to those that work less well, and no unit has many: faults stand
//! out because they are rare elsewhere.

use crate::domain::period::Period;

use super::super::chance::Chance;
use super::super::shape::Profile;
use super::super::world::World;

/// What a unit does wrong again and again; the check that finds it stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::simulator) enum Habit {
    /// R4
    BatchEntry,
    /// R8
    OutOfHours,
    /// R9
    Overlap,
    /// R9
    CrowdedHour,
    /// R10
    UniformDurations,
    /// R11
    OtherTopic,
    /// R12
    NoGrounds,
    /// R13
    Surge,
    /// R13
    Slump,
    /// R14
    LongWaits,
    /// R15
    Unexplained,
    /// S1
    NotHeld,
    /// S2
    NothingRecorded,
    /// S3
    WithoutSchedule,
    /// S4
    OffSchedule,
    /// A4
    BeyondStatute,
    /// A5
    WithoutResult,
    /// A6
    Extends,
    /// A7
    Backdates,
    /// A9
    ToItsObject,
    /// A10
    Unanswered,
    /// A11
    LateTransfer,
    /// C2
    PillarToPost,
    /// C3
    DoneYetBack,
    /// C4
    FourthTime,
    /// W1
    NotHandedOver,
    /// W2
    NotRegistered,
    /// Q1
    PersonalData,
    /// D3
    ChangesClosed,
}

/// Every habit with its name in the random streams and the receptions a year without which it cannot show.
const HABITS: [(Habit, &str, f64); 29] = [
    (Habit::BatchEntry, "batch entry", 150.0),
    (Habit::OutOfHours, "out of hours", 150.0),
    (Habit::Overlap, "overlap", 350.0),
    (Habit::CrowdedHour, "crowded hour", 200.0),
    (Habit::UniformDurations, "uniform durations", 700.0),
    (Habit::OtherTopic, "other topic", 600.0),
    (Habit::NoGrounds, "no grounds", 600.0),
    (Habit::Surge, "surge", 400.0),
    (Habit::Slump, "slump", 900.0),
    (Habit::LongWaits, "long waits", 600.0),
    (Habit::Unexplained, "unexplained", 150.0),
    (Habit::NotHeld, "not held", 0.0),
    (Habit::NothingRecorded, "nothing recorded", 0.0),
    (Habit::WithoutSchedule, "without schedule", 0.0),
    (Habit::OffSchedule, "off schedule", 250.0),
    (Habit::BeyondStatute, "beyond the statute", 250.0),
    (Habit::WithoutResult, "without result", 250.0),
    (Habit::Extends, "extends", 350.0),
    (Habit::Backdates, "backdates", 250.0),
    (Habit::ToItsObject, "to its object", 150.0),
    (Habit::Unanswered, "unanswered", 250.0),
    (Habit::LateTransfer, "late transfer", 400.0),
    (Habit::PillarToPost, "pillar to post", 250.0),
    (Habit::DoneYetBack, "done, yet back", 350.0),
    (Habit::FourthTime, "fourth time", 250.0),
    (Habit::NotHandedOver, "not handed over", 300.0),
    (Habit::NotRegistered, "not registered", 300.0),
    (Habit::PersonalData, "personal data", 150.0),
    (Habit::ChangesClosed, "changes what is closed", 150.0),
];

/// No unit has more habits than this.
const MOST: usize = 3;
/// The share of the units that have a habit, and the least number of them.
const SHARE: f64 = 0.03;
const LEAST: usize = 3;
/// The share of its months in which a unit gives way to a habit.
const MONTHS: f64 = 0.55;

/// The habits of one unit.
pub(in crate::simulator) type Habits = Vec<Habit>;

/// Gives the habits out, to every unit at its place.
pub(in crate::simulator) fn give(seed: u64, units: &[Profile]) -> Vec<Habits> {
    let mut habits: Vec<Habits> = vec![Vec::new(); units.len()];
    for (habit, name, least) in HABITS {
        let mut drawn: Vec<(f64, usize)> = units
            .iter()
            .enumerate()
            .filter(|(_, profile)| profile.source.is_some())
            .map(|(at, profile)| {
                let fraction = Chance::stream(seed, &["habit of", name, &profile.code]).fraction();
                // Units that are too small come last, so that a tiny ministry has habits too; good ones seldom.
                let small = if profile.yearly < least { 10.0 - profile.yearly / least } else { 0.0 };
                (fraction + small + 1.2 * profile.quality.usual(), at)
            })
            .collect();
        drawn.sort_by(|a, b| a.0.total_cmp(&b.0));
        let count = ((drawn.len() as f64 * SHARE) as usize).max(LEAST);
        for (_, at) in drawn.into_iter().filter(|(_, at)| habits[*at].len() < MOST).take(count).collect::<Vec<_>>() {
            habits[at].push(habit);
        }
    }
    habits
}

impl World {
    /// Says whether the unit gives way to the habit in the month.
    pub(in crate::simulator) fn has(&self, unit: u16, habit: Habit, month: Period) -> bool {
        if !self.settings.faults || !self.habits[usize::from(unit)].contains(&habit) {
            return false;
        }
        let code = &self.unit(unit).code;
        Chance::stream(self.settings.seed, &["gives way", code, &format!("{habit:?}"), &month.to_string()])
            .happens(MONTHS)
    }
}
