//! The report as one page that stands alone: mailed to the unit's IT staff, opened in any browser.

use askama::Template;

use super::print::{aside, remedy, text, title, verdict};
use crate::domain::language::Language;
use crate::domain::reference::Reference;
use crate::error::{Error, Result};
use crate::portal::labels;
use crate::portal::prose::{Run, runs};
use crate::source::conformance::{Judged, Report, State};

#[derive(Template)]
#[template(path = "page.html", config = "src/cli/source/askama.toml")]
struct ReportPage<'a> {
    language: Language,
    heading: String,
    url: &'a str,
    unit: String,
    system: &'a str,
    verdict: String,
    verdict_id: &'static str,
    tested: String,
    is_sampled: bool,
    failed: Vec<Line<'a>>,
    groups: Vec<(String, Vec<Line<'a>>)>,
    walks: Vec<Walk>,
}

struct Line<'a> {
    id: &'static str,
    state: &'static str,
    state_text: String,
    title: Vec<Run>,
    remedy: Vec<Run>,
    aside: String,
    looked: String,
    faults: String,
    examples: &'a [String],
}

struct Walk {
    entity: String,
    cells: Vec<String>,
    read: String,
}

impl ReportPage<'_> {
    fn t(&self, key: &str) -> String {
        labels::text(self.language, key)
    }
}

pub fn html(report: &Report, language: Language, reference: &Reference) -> Result<String> {
    let source = report.source.as_deref().unwrap_or_default();
    let unit = reference.units.get(source).map_or(source, |unit| match language {
        Language::Az => &unit.name_az,
        Language::En => &unit.name_en,
    });
    let mut groups: Vec<(String, Vec<Line>)> = Vec::new();
    let mut last = None;
    for point in &report.points {
        if last != Some(point.group) {
            groups.push((text(language, "conformance-group-", point.group.as_str()), Vec::new()));
            last = Some(point.group);
        }
        if let Some((_, lines)) = groups.last_mut() {
            lines.push(line(point, language));
        }
    }
    let page = ReportPage {
        language,
        heading: labels::text(language, "conformance"),
        url: &report.url,
        unit: unit.to_owned(),
        system: report.system.as_deref().unwrap_or_default(),
        verdict: verdict(report, language),
        verdict_id: report.verdict().as_str(),
        tested: labels::with(
            language,
            "conformance-nothing-stored",
            &[("value", &language.date_time(reference.zone.local(report.started_at)))],
        ),
        is_sampled: report.is_sampled(),
        failed: report.points.iter().filter(|point| point.state == State::Failed).map(|p| line(p, language)).collect(),
        groups,
        walks: walks(report, language),
    };
    page.render().map_err(|error| Error::failed("rendering the report of a feed").because(error))
}

fn line(point: &Judged, language: Language) -> Line<'_> {
    let count = |count: u64| language.integer(i64::try_from(count).unwrap_or(i64::MAX));
    Line {
        id: point.id.id(),
        state: point.state.as_str(),
        state_text: text(language, "conformance-", point.state.as_str()),
        title: runs(&title(language, point.id)),
        remedy: runs(&remedy(language, point.id)),
        aside: aside(point, language),
        looked: count(point.looked),
        faults: count(point.faults),
        examples: &point.examples,
    }
}

fn walks(report: &Report, language: Language) -> Vec<Walk> {
    let count = |count: u64| language.integer(i64::try_from(count).unwrap_or(i64::MAX));
    let walks = report.entities.iter();
    walks
        .map(|walk| Walk {
            entity: text(language, "entity-", &walk.entity.to_string()),
            cells: vec![
                walk.claimed.map_or("–".into(), count),
                count(walk.items),
                count(walk.tombstones),
                count(walk.rejected),
                count(walk.pages),
                language.decimal(walk.bytes as f64 / 1e6, 1),
                language.decimal(walk.rows_per_second, 0),
                count(walk.first_byte_ms),
                count(walk.slowest_page_ms),
            ],
            read: labels::text(language, if walk.complete { "conformance-whole" } else { "conformance-part" }),
        })
        .collect()
}
