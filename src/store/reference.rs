//! The configuration's tables (units, topics, regions, calendar) in `lake`, replaced as a whole when they change.

use chrono::NaiveDate;
use duckdb::{Appender, Connection, params};

use crate::domain::calendar::Week;
use crate::domain::reference::Reference;
use crate::domain::zone::Zone;
use crate::error::{Doing, Result};

const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2010, 1, 1).expect("a valid day");
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2040, 12, 31).expect("a valid day");

/// Brings the reference tables and the macro `lake.local_time` up to date.
pub(super) fn load(root: &Connection, reference: &Reference) -> Result<()> {
    let held: Option<String> = root
        .query_row("select max(hash) from lake.reference_state", [], |row| row.get(0))
        .doing(|| "reading the state of the reference tables".into())?;
    root.execute_batch(&local_time_macro(reference.zone)).doing(|| "defining `lake.local_time`".into())?;
    let hash = reference.hash();
    if held.as_deref() == Some(hash.as_str()) {
        return Ok(());
    }
    root.execute_batch("begin transaction").doing(|| "starting to load the reference tables".into())?;
    let loaded = replace(root, reference, &hash).doing(|| "loading the reference tables".into());
    root.execute_batch(if loaded.is_ok() { "commit" } else { "rollback" })
        .doing(|| "ending the load of the reference tables".into())?;
    loaded
}

fn replace(root: &Connection, reference: &Reference, hash: &str) -> duckdb::Result<()> {
    for table in ["reference_state", "units", "unit_tree", "topics", "regions", "calendar_days"] {
        root.execute_batch(&format!("delete from lake.{table}"))?;
    }
    let fill = |table: &str, work: &dyn Fn(&mut Appender) -> duckdb::Result<()>| -> duckdb::Result<()> {
        let mut appender = root.appender_to_db(table, "lake")?;
        work(&mut appender)?;
        appender.flush()
    };
    let units = &reference.units;
    fill("units", &|rows| {
        for unit in units.iter() {
            let agency = units.agency_of(&unit.code).map(|agency| agency.code.as_str());
            rows.append_row(params![
                unit.code,
                unit.parent,
                unit.kind.as_str(),
                unit.name_az,
                unit.name_en,
                unit.region,
                unit.week.as_str(),
                unit.source,
                unit.active_from,
                unit.active_to,
                unit.successor,
                agency,
                position(unit.position)
            ])?;
        }
        Ok(())
    })?;
    fill("unit_tree", &|rows| {
        for (ancestor, unit, depth) in units.tree_pairs() {
            rows.append_row(params![ancestor, unit, position(depth as usize)])?;
        }
        Ok(())
    })?;
    fill("topics", &|rows| {
        for (index, topic) in reference.topics.iter().enumerate() {
            rows.append_row(params![topic.code, topic.name_az, topic.name_en, topic.group, position(index)])?;
        }
        Ok(())
    })?;
    fill("regions", &|rows| {
        for region in reference.regions.iter() {
            rows.append_row(params![
                region.code,
                region.name_az,
                region.kind,
                region.economic_region,
                region.economic_region_az,
                region.lon,
                region.lat
            ])?;
        }
        Ok(())
    })?;
    fill("calendar_days", &|rows| {
        for row in reference.calendar.rows(FIRST_DAY, LAST_DAY) {
            let week: Week = row.week;
            rows.append_row(params![
                row.day,
                week.as_str(),
                row.is_working,
                row.ordinal,
                row.next_working,
                row.is_covered
            ])?;
        }
        Ok(())
    })?;
    root.execute("insert into lake.reference_state values (?)", [hash]).map(|_| ())
}

fn position(index: usize) -> i32 {
    i32::try_from(index).unwrap_or(i32::MAX)
}

/// UTC → local time of the ministry, as a CASE over the zone's transitions: DuckDB's ICU is not in the build.
fn local_time_macro(zone: Zone) -> String {
    let offsets = zone.offsets();
    let mut branches = String::new();
    for (at, seconds) in offsets.iter().skip(1).rev() {
        branches.push_str(&format!("when ts >= timestamp '{}' then {seconds} ", at.format("%Y-%m-%d %H:%M:%S")));
    }
    let first = offsets.first().map_or(0, |offset| offset.1);
    let offset = if branches.is_empty() { first.to_string() } else { format!("case {branches}else {first} end") };
    format!("create or replace macro lake.local_time(ts) as ts + to_seconds({offset})")
}
