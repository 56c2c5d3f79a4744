//! When and where: receptions by hour and weekday, and the map of districts.

use crate::catalog::dataset::codes::{weekday, weekday_short};
use crate::catalog::dataset::desk::Desk;
use crate::catalog::dataset::narrative_sections as say;
use crate::catalog::dataset::noise::Share;
use crate::domain::language::Language;
use crate::domain::report::{Heatmap, RegionMap, RegionPoint, State};

const BY_UNIT: &str = "reports/receptions_by_unit";
const BY_HOUR: &str = "reports/receptions_by_hour";

pub fn busiest(desk: &Desk) -> Option<String> {
    let peak = desk
        .facts
        .receptions_by_hour
        .iter()
        .max_by_key(|cell| (cell.receptions, std::cmp::Reverse((cell.weekday, cell.hour))))?;
    Some(say::busiest(desk.pen, weekday(peak.weekday, desk.language()), peak.hour))
}

pub fn hours(desk: &Desk) -> Option<Heatmap> {
    let pen = desk.pen;
    let cells = &desk.facts.receptions_by_hour;
    let message = busiest(desk)?;
    let first = cells.iter().map(|cell| cell.hour).min()?;
    let last = cells.iter().map(|cell| cell.hour).max()?;
    let last_day = cells.iter().map(|cell| cell.weekday).max()?.max(5);
    let at = |weekday, hour| {
        cells.iter().find(|cell| cell.weekday == weekday && cell.hour == hour).map_or(0, |cell| cell.receptions)
    };
    let rows = (1..=last_day).map(|day| weekday_short(day, desk.language()).to_owned()).collect();
    let total: i64 = cells.iter().map(|cell| cell.receptions).sum();
    let peak = cells.iter().map(|cell| cell.receptions).max()?;
    let share = Share::new(peak, total);
    Some(Heatmap {
        alt: format!("{message}: {} ({}).", pen.int(peak), pen.percent(share.percent()?)),
        message,
        measure: pen.say("nəfər", "persons").to_owned(),
        columns: (first..=last).map(|hour| format!("{hour:02}")).collect(),
        rows,
        cells: (1..=last_day)
            .map(|day| (first..=last).map(|hour| pen.count(at(day, hour), BY_HOUR)).collect())
            .collect(),
    })
}

/// Circles by receptions; darkness by the share of return visits, or of registration where returns are not known.
pub fn regions(desk: &Desk) -> Option<RegionMap> {
    let pen = desk.pen;
    let by_returns = desk.returns() == State::Measured;
    let by_registration = desk.registration() == State::Measured;
    let mut points = Vec::new();
    for row in &desk.facts.receptions_by_region {
        let Some(region) = desk.reference.regions.get(&row.region) else { continue };
        let (Some(lon), Some(lat)) = (region.lon, region.lat) else { continue };
        let units: Vec<&str> = desk
            .reference
            .units
            .iter()
            .filter(|unit| unit.region.as_deref() == Some(row.region.as_str()))
            .map(|unit| unit.code.as_str())
            .collect();
        let counts = desk.facts.counts(units);
        let people = if by_returns { counts.returns.answered } else { row.receptions };
        let figure = match (by_returns, by_registration) {
            _ if people < i64::from(desk.settings.small_cell) => pen.missing(State::Suppressed, BY_UNIT),
            (true, _) => pen.share(counts.returned(), "reports/returns_by_unit"),
            (_, true) => pen.share(counts.registered(), BY_UNIT),
            _ => pen.count(row.receptions, "reports/receptions_by_region"),
        };
        points.push(RegionPoint {
            label: region.name_az.clone(),
            lon,
            lat,
            size: row.receptions as f64,
            figure,
            named: false,
        });
    }
    if points.len() < 3 {
        return None;
    }
    name_points(&mut points);
    let (measure, message) = match (by_returns, by_registration) {
        (true, _) => (
            pen.say("təkrar gəlişlərin payı, %", "share of return visits, %"),
            pen.say("Təkrar gəlişlərin payı rayonlar üzrə fərqlənir", "Return visits differ between districts"),
        ),
        (_, true) => (
            pen.say("altsistemdə qeydiyyatın payı, %", "share registered in the subsystem, %"),
            pen.say("Altsistemdə qeydiyyat rayonlar üzrə fərqlənir", "Registration differs between districts"),
        ),
        _ => (pen.say("nəfər", "persons"), pen.say("Qəbulun rayonlar üzrə bölgüsü", "Receptions by district")),
    };
    let named: Vec<String> = points
        .iter()
        .filter(|point| point.named)
        .map(|point| format!("{} – {} {}", point.label, point.figure.text, point.figure.unit))
        .collect();
    Some(RegionMap {
        message: message.to_owned(),
        measure: measure.to_owned(),
        alt: format!("{message}. {}.", named.join("; ")),
        note: suppressed_note(desk, &points),
        points,
    })
}

/// Says how many districts are too small to give a figure of.
fn suppressed_note(desk: &Desk, points: &[RegionPoint]) -> Option<String> {
    let count = points.iter().filter(|point| point.figure.state == State::Suppressed).count() as i64;
    (count > 0).then(|| match desk.language() {
        Language::Az => {
            format!("{} rayonda qəbul azdır, göstərici dərc edilmir.", desk.pen.int(count))
        }
        Language::En => {
            format!(
                "{} too few receptions to publish a figure.",
                desk.pen.counted(count, "", "district has", "districts have")
            )
        }
    })
}

/// The five largest and the three with the highest value are named.
fn name_points(points: &mut [RegionPoint]) {
    let mut by_size: Vec<usize> = (0..points.len()).collect();
    by_size.sort_by(|a, b| points[*b].size.total_cmp(&points[*a].size));
    let mut by_value: Vec<usize> = (0..points.len()).collect();
    let value = |point: &RegionPoint| point.figure.value.unwrap_or(f64::NEG_INFINITY);
    by_value.sort_by(|a, b| value(&points[*b]).total_cmp(&value(&points[*a])));
    let chosen: Vec<usize> = by_size.into_iter().take(5).chain(by_value.into_iter().take(3)).collect();
    for place in chosen {
        points[place].named = true;
    }
}
