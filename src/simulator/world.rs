//! Everything that is fixed before the first reception: units, officials, topics, days and what is planned for them.

use crate::domain::reference::Reference;

use super::citizens::Identities;
use super::compact::Official;
use super::days::Days;
use super::faults::habits::{self, Habits};
use super::faults::plan::{self, Plan};
use super::officials::{self, Staff};
use super::rhythm::Hours;
use super::settings::Settings;
use super::shape::{self, Offer, Profile};
use super::topics::{self, TopicMix, TopicShape};

pub(super) struct World {
    pub settings: Settings,
    pub units: Vec<Profile>,
    pub staffs: Vec<Staff>,
    pub officials: Vec<Official>,
    pub sources: Vec<String>,
    pub offers: Vec<Offer>,
    pub topics: Vec<TopicShape>,
    pub regions: Vec<String>,
    pub days: Days,
    pub hours: Hours,
    pub identities: Identities,
    pub habits: Vec<Habits>,
    pub plans: Vec<Plan>,
}

impl World {
    pub fn new(settings: &Settings, reference: &Reference) -> World {
        let days = Days::new(reference, settings.first_day(), settings.last_day());
        let mix = TopicMix::new(reference);
        let units = shape::profiles(settings, reference, &mix);
        let (officials, staffs) = officials::appoint(settings, &days, &units);
        let sources: Vec<String> = reference.units.sources().into_iter().map(str::to_owned).collect();
        let mut world = World {
            settings: settings.clone(),
            habits: habits::give(settings.seed, &units),
            units,
            staffs,
            officials,
            offers: sources.iter().map(|source| Offer::of(source)).collect(),
            sources,
            topics: topics::shapes(reference),
            regions: reference.regions.iter().map(|region| region.code.clone()).collect(),
            days,
            hours: Hours::new(),
            identities: Identities::new(settings.seed),
            plans: Vec::new(),
        };
        world.plans = (0..world.units.len()).map(|unit| plan::plan(&world, unit)).collect();
        world
    }

    pub fn unit(&self, unit: u16) -> &Profile {
        &self.units[usize::from(unit)]
    }

    pub fn plan(&self, unit: u16) -> &Plan {
        &self.plans[usize::from(unit)]
    }

    pub fn staff(&self, unit: u16) -> &Staff {
        &self.staffs[usize::from(unit)]
    }

    /// What the system of the unit's source offers.
    pub fn offer(&self, unit: u16) -> Offer {
        self.unit(unit).source.and_then(|source| self.offers.get(source)).copied().unwrap_or(Offer::of(""))
    }

    /// Receptions to be expected on a mean working day of the unit.
    pub fn daily(&self, unit: u16) -> f64 {
        let profile = self.unit(unit);
        profile.yearly / if profile.week.as_str() == "6" { 289.0 } else { 241.0 }
    }
}
