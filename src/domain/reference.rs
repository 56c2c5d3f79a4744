//! The reference tables that everything is judged by: units, topics, regions, the calendar and the time zone.

use std::collections::HashMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::calendar::Calendar;
use super::table::{Row, Table};
use super::unit::Units;
use super::zone::Zone;
use crate::error::Result;

/// One subject of an appeal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Topic {
    pub code: String,
    pub name_az: String,
    pub name_en: String,
    #[serde(rename = "topic_group")]
    pub group: Option<String>,
    /// Its share of receptions in per cent, for simulation.
    pub weight: Option<f64>,
    /// Its place in the table, from 0.
    pub position: usize,
}

/// One district or city.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Region {
    pub code: String,
    pub name_az: String,
    pub kind: Option<String>,
    pub economic_region: Option<String>,
    pub economic_region_az: Option<String>,
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    /// Its place in the table, from 0.
    pub position: usize,
}

/// All topics, in the order of the table.
#[derive(Debug, Clone)]
pub struct Topics {
    topics: Vec<Topic>,
    by_code: HashMap<String, usize>,
}

/// All regions, in the order of the table.
#[derive(Debug, Clone)]
pub struct Regions {
    regions: Vec<Region>,
    by_code: HashMap<String, usize>,
}

/// All tables together.
#[derive(Debug, Clone)]
pub struct Reference {
    pub units: Units,
    pub topics: Topics,
    pub regions: Regions,
    pub calendar: Calendar,
    pub zone: Zone,
}

const TOPICS: &str = include_str!("tables/topics.csv");
const REGIONS: &str = include_str!("tables/regions.csv");
const NUMBER: &str = "write a number with a decimal point";

impl Topics {
    /// The list that comes with the program.
    pub fn builtin() -> Topics {
        Topics::from_csv(TOPICS, "topics.csv").expect("the built-in topics are valid: a test reads them")
    }

    pub fn from_csv(text: &str, name: &str) -> Result<Topics> {
        let table = Table::read(text, name, &["code", "name_az"], &["name_en", "group", "weight_percent"])?;
        let (mut topics, mut by_code) = (Vec::new(), HashMap::new());
        for (position, row) in table.rows().enumerate() {
            let code = code(row, &mut by_code, position)?;
            let name_az = row.required("name_az")?.to_owned();
            let name_en = row.text("name_en").unwrap_or(&name_az).to_owned();
            let group = row.text("group").map(str::to_owned);
            let weight = row.parse("weight_percent", NUMBER)?;
            topics.push(Topic { code, name_az, name_en, group, weight, position });
        }
        Ok(Topics { topics, by_code })
    }

    pub fn get(&self, code: &str) -> Option<&Topic> {
        self.by_code.get(code).map(|index| &self.topics[*index])
    }

    pub fn iter(&self) -> impl Iterator<Item = &Topic> {
        self.topics.iter()
    }
}

impl Regions {
    /// The list that comes with the program.
    pub fn builtin() -> Regions {
        Regions::from_csv(REGIONS, "regions.csv").expect("the built-in regions are valid: a test reads them")
    }

    pub fn from_csv(text: &str, name: &str) -> Result<Regions> {
        let optional = ["kind", "economic_region", "economic_region_az", "lon", "lat"];
        let table = Table::read(text, name, &["code", "name_az"], &optional)?;
        let (mut regions, mut by_code) = (Vec::new(), HashMap::new());
        for (position, row) in table.rows().enumerate() {
            regions.push(Region {
                code: code(row, &mut by_code, position)?,
                name_az: row.required("name_az")?.to_owned(),
                kind: row.text("kind").map(str::to_owned),
                economic_region: row.text("economic_region").map(str::to_owned),
                economic_region_az: row.text("economic_region_az").map(str::to_owned),
                lon: row.parse("lon", NUMBER)?,
                lat: row.parse("lat", NUMBER)?,
                position,
            });
        }
        Ok(Regions { regions, by_code })
    }

    pub fn get(&self, code: &str) -> Option<&Region> {
        self.by_code.get(code).map(|index| &self.regions[*index])
    }

    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.regions.iter()
    }
}

fn code(row: Row<'_>, by_code: &mut HashMap<String, usize>, position: usize) -> Result<String> {
    let code = row.required("code")?.to_owned();
    if by_code.insert(code.clone(), position).is_some() {
        return Err(row.wrong("code", &format!("`{code}` is given twice")).hint("give every row its own code"));
    }
    Ok(code)
}

impl Reference {
    /// The tables that come with the program.
    pub fn builtin() -> Reference {
        Reference {
            units: Units::builtin(),
            topics: Topics::builtin(),
            regions: Regions::builtin(),
            calendar: Calendar::builtin(),
            zone: Zone::default(),
        }
    }

    /// SHA-256 over the content of all tables, in hex: the same tables give the same hash however the files look.
    pub fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        let mut add = |line: &str| {
            hasher.update((line.len() as u64).to_be_bytes());
            hasher.update(line.as_bytes());
        };
        add(self.zone.name());
        self.units.iter().for_each(|unit| add(&format!("{unit:?}")));
        self.topics.iter().for_each(|topic| add(&format!("{topic:?}")));
        self.regions.iter().for_each(|region| add(&format!("{region:?}")));
        self.calendar.canonical().iter().for_each(|line| add(line));
        hex::encode(hasher.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_tables_fit_together() {
        let reference = Reference::builtin();
        let lost = |unit: &&crate::domain::unit::Unit| {
            unit.region.as_deref().is_some_and(|region| reference.regions.get(region).is_none())
        };
        assert_eq!(reference.units.iter().find(lost), None);
        assert!(reference.topics.get("other").is_some());
        let weights: f64 = reference.topics.iter().filter_map(|topic| topic.weight).sum();
        assert!((weights - 100.0).abs() < 1.0, "the weights sum to {weights}");
    }

    #[test]
    fn the_hash_follows_the_content() {
        let reference = Reference::builtin();
        assert_eq!(reference.hash(), reference.clone().hash());
        let mut other = reference.clone();
        other.zone = Zone(chrono_tz::Tz::UTC);
        assert_ne!(other.hash(), reference.hash());
        other = reference.clone();
        other.calendar = Calendar::from_csv("date,kind,week\n2026-01-01,off,both\n", "c.csv").unwrap();
        assert_ne!(other.hash(), reference.hash());
        other.calendar = Calendar::from_csv(&TOPICS_FREE_CALENDAR.replace(',', ";"), "c.csv").unwrap();
        let semicolons = other.hash();
        other.calendar = Calendar::from_csv(TOPICS_FREE_CALENDAR, "c.csv").unwrap();
        assert_eq!(other.hash(), semicolons);
    }

    const TOPICS_FREE_CALENDAR: &str = "date,kind,week\n2026-01-01,off,both\n2026-01-10,work,5\n";

    #[test]
    fn a_code_given_twice_is_refused() {
        let error = Topics::from_csv("code,name_az\na,A\na,B\n", "topics.csv").unwrap_err();
        assert_eq!(error.to_string(), "`topics.csv` line 3, column `code`: `a` is given twice");
        let error = Regions::from_csv("code,name_az,lon\na,A,\"49,8\"\n", "regions.csv").unwrap_err();
        assert_eq!(error.to_string(), "`regions.csv` line 2, column `lon`: `49,8` is not valid");
    }
}
