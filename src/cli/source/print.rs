//! The report as a table for a terminal and as JSON for programs.

use serde::Serialize;

use crate::cli::table;
use crate::domain::language::Language;
use crate::error::{Doing, Result};
use crate::portal::labels;
use crate::source::conformance::{Judged, Point, Report, State, Verdict, Walked};

/// A string of the report.
pub fn text(language: Language, family: &str, value: &str) -> String {
    labels::text(language, &format!("{family}{}", value.replace('_', "-")))
}

pub fn title(language: Language, point: Point) -> String {
    text(language, "point-", point.id())
}

pub fn remedy(language: Language, point: Point) -> String {
    labels::text(language, &format!("point-{}-remedy", point.id().replace('_', "-")))
}

/// The verdict and the counts in one line.
pub fn verdict(report: &Report, language: Language) -> String {
    let verdict = text(language, "conformance-", report.verdict().as_str());
    let count = |state| report.count(state).to_string();
    let counts = labels::with(
        language,
        "conformance-counts",
        &[("passed", &count(State::Passed)), ("failed", &count(State::Failed)), ("untested", &count(State::NotTested))],
    );
    format!("{verdict}: {counts}")
}

/// Why a point was not tested, in words; else what was measured.
pub fn aside(point: &Judged, language: Language) -> String {
    match point.reason {
        Some(reason) => text(language, "conformance-untested-", reason.as_str()),
        None => point.measured.clone().unwrap_or_default(),
    }
}

pub fn table(report: &Report, language: Language) -> String {
    let t = |key: &str| labels::text(language, key);
    let rows: Vec<Vec<String>> = report
        .points
        .iter()
        .map(|point| {
            let title = title(language, point.id);
            let aside = aside(point, language);
            vec![
                text(language, "conformance-", point.state.as_str()),
                point.id.id().to_owned(),
                point.looked.to_string(),
                point.faults.to_string(),
                if aside.is_empty() { title } else { format!("{title} ({aside})") },
            ]
        })
        .collect();
    let head = [t("conformance-state"), t("conformance-point"), t("conformance-looked"), t("conformance-faults")];
    let head: Vec<&str> = head.iter().map(String::as_str).chain([""]).collect();
    let mut out = format!("{}\n\n{}\n", report.url, table::render(&head, &rows, &[2, 3]));
    for point in report.points.iter().filter(|point| point.state == State::Failed) {
        out.push_str(&format!("\n{}: {}\n", point.id.id(), title(language, point.id)));
        for example in &point.examples {
            out.push_str(&format!("  {example}\n"));
        }
        out.push_str(&format!("  hint: {}\n", remedy(language, point.id)));
    }
    if !report.entities.is_empty() {
        let head =
            ["entity", "claimed", "items", "tombstones", "rejected", "pages", "MB", "rows/s", "first byte", "slowest"];
        let rows: Vec<Vec<String>> = report.entities.iter().map(walked).collect();
        out.push_str(&format!("\n{}\n", table::render(&head, &rows, &[1, 2, 3, 4, 5, 6, 7, 8, 9])));
    }
    if report.is_sampled() {
        out.push_str(&format!("\n{}\n", t("conformance-untested-sampled")));
    }
    format!("{out}\n{}\n", verdict(report, language))
}

fn walked(walk: &Walked) -> Vec<String> {
    let read = if walk.complete { "" } else { "…" };
    vec![
        walk.entity.to_string(),
        walk.claimed.map_or("–".into(), |count| count.to_string()),
        format!("{}{read}", walk.items),
        walk.tombstones.to_string(),
        walk.rejected.to_string(),
        walk.pages.to_string(),
        format!("{:.1}", walk.bytes as f64 / 1e6),
        format!("{:.0}", walk.rows_per_second),
        format!("{} ms", walk.first_byte_ms),
        format!("{} ms", walk.slowest_page_ms),
    ]
}

/// The JSON that other programs read; ids and states never change, titles and remedies are for people.
pub fn json(report: &Report, language: Language) -> Result<String> {
    #[derive(Serialize)]
    struct Printed<'a> {
        verdict: Verdict,
        sampled: bool,
        #[serde(flatten)]
        report: &'a Report,
        points: Vec<Titled<'a>>,
    }
    #[derive(Serialize)]
    struct Titled<'a> {
        #[serde(flatten)]
        point: &'a Judged,
        title: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        remedy: Option<String>,
    }
    let points = report.points.iter().map(|point| Titled {
        title: title(language, point.id),
        remedy: (point.state == State::Failed).then(|| remedy(language, point.id)),
        point,
    });
    let printed = Printed {
        verdict: report.verdict(),
        sampled: report.is_sampled(),
        points: points.collect(),
        report: &Report { points: Vec::new(), ..report.clone() },
    };
    let mut value = serde_json::to_value(&printed).doing(|| "printing the report as JSON".into())?;
    // The flattened report brings an empty list of the same name; the titled one is meant.
    value["points"] = serde_json::to_value(&printed.points).doing(|| "printing the report as JSON".into())?;
    serde_json::to_string_pretty(&value).doing(|| "printing the report as JSON".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::conformance::{Group, Untested};

    #[test]
    fn every_point_has_a_title_and_a_remedy_in_both_languages() {
        for language in [Language::Az, Language::En] {
            for point in Point::ALL {
                for key in [format!("point-{}", point.id()), format!("point-{}-remedy", point.id())] {
                    let key = key.replace('_', "-");
                    assert!(labels::find(language, &key, &[]).is_some(), "{key}");
                }
                assert!(!text(language, "conformance-group-", point.group().as_str()).starts_with("conformance-"));
            }
            for why in [
                Untested::NoAnswer,
                Untested::NoRecords,
                Untested::TooFew,
                Untested::Sampled,
                Untested::NotOffered,
                Untested::DidNotHappen,
                Untested::TakesAnHour,
                Untested::UnknownSource,
            ] {
                assert!(!text(language, "conformance-untested-", why.as_str()).starts_with("conformance-"));
            }
        }
        assert_eq!(Point::Order.group(), Group::Paging);
    }
}
