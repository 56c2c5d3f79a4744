//! `[ministry]`: the tables of units, topics, regions and working days, language and time zone.

use std::path::PathBuf;

use serde::Deserialize;

use super::Config;
use crate::domain::calendar::Calendar;
use crate::domain::reference::{Reference, Regions, Topics};
use crate::domain::unit::Units;
use crate::domain::zone::Zone;
use crate::error::{Error, Result};

#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MinistrySection {
    pub units: Option<PathBuf>,
    pub topics: Option<PathBuf>,
    pub calendar: Option<PathBuf>,
    pub regions: Option<PathBuf>,
    /// `az` (default) or `en`.
    pub language: String,
    /// An IANA name, default `Asia/Baku`.
    pub time_zone: String,
}

impl Default for MinistrySection {
    fn default() -> Self {
        MinistrySection {
            units: None,
            topics: None,
            calendar: None,
            regions: None,
            language: "az".into(),
            time_zone: "Asia/Baku".into(),
        }
    }
}

impl MinistrySection {
    pub(super) fn reference(&self, config: &Config) -> Result<Reference> {
        let zone = Zone::parse(&self.time_zone)?;
        let units = match table(config, "units", self.units.as_ref())? {
            Some((text, name)) => Units::from_csv(&text, &name)?,
            None => Units::builtin(),
        };
        let topics = match table(config, "topics", self.topics.as_ref())? {
            Some((text, name)) => Topics::from_csv(&text, &name)?,
            None => Topics::builtin(),
        };
        let regions = match table(config, "regions", self.regions.as_ref())? {
            Some((text, name)) => Regions::from_csv(&text, &name)?,
            None => Regions::builtin(),
        };
        let calendar = match table(config, "calendar", self.calendar.as_ref())? {
            Some((text, name)) => Calendar::from_csv(&text, &name)?,
            None => Calendar::builtin(),
        };
        Ok(Reference { units, topics, regions, calendar, zone })
    }
}

fn table(config: &Config, key: &str, path: Option<&PathBuf>) -> Result<Option<(String, String)>> {
    let Some(path) = path else { return Ok(None) };
    let path = config.resolve(path);
    let name = path.display().to_string();
    let text = std::fs::read_to_string(&path).map_err(|error| {
        Error::usage(format!("reading `{name}`, named by `ministry.{key}`"))
            .hint("correct the path (relative to the configuration file), or remove the key for the built-in table")
            .because(error)
    })?;
    Ok(Some((text, name)))
}
