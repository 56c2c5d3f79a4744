//! The units' own reports: in time, for every unit and ended period, equal to the recount unless the truth says otherwise.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::{Entity, items, listed, small, text};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::reference::Reference;

#[test]
fn reports_are_missing_or_late_where_the_truth_says() {
    let (ministry, reference) = (small(1), Reference::builtin());
    let submitted: BTreeMap<(String, String), DateTime<Utc>> = items(&ministry, Entity::UnitReports)
        .iter()
        .map(|item| {
            let key = (text(item, "unit_code").unwrap().to_owned(), text(item, "period").unwrap().to_owned());
            (key, text(item, "submitted_at").unwrap().parse().unwrap())
        })
        .collect();
    let mut wrong = BTreeSet::new();
    let periods: BTreeSet<Period> = ministry
        .settings()
        .months()
        .iter()
        .flat_map(|month| PeriodKind::ALL.map(|kind| Period::containing(kind, month.first_day())))
        .collect();
    for period in periods {
        let deadline = reference.zone.day_start(reference.calendar.report_deadline(&period).succ_opt().unwrap());
        for unit in reference.units.iter().filter(|unit| unit.source.is_some()) {
            let at = submitted.get(&(unit.code.clone(), period.to_string()));
            if deadline <= ministry.settings().now && at.is_none_or(|at| *at >= deadline) {
                wrong.insert((unit.code.clone(), period.to_string(), unit.code.clone()));
            }
        }
    }
    assert_eq!(wrong, listed(&ministry, "D1"));
    assert!(submitted.len() > 7 * 150);
}

#[test]
fn figures_match_the_records_unless_the_truth_says_otherwise() {
    let (ministry, reference) = (small(2), Reference::builtin());
    let mut receptions = items(&ministry, Entity::Receptions);
    receptions.retain(|item| item["deleted"] != true);
    let mut by_unit: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    receptions.iter().for_each(|item| by_unit.entry(text(item, "unit_code").unwrap()).or_default().push(item));
    let mut wrong = BTreeSet::new();
    let reports = items(&ministry, Entity::UnitReports);
    for report in &reports {
        let unit = text(report, "unit_code").unwrap();
        let period: Period = text(report, "period").unwrap().parse().unwrap();
        let submitted: DateTime<Utc> = text(report, "submitted_at").unwrap().parse().unwrap();
        let known: Vec<&Value> = by_unit[unit]
            .iter()
            .copied()
            .filter(|item| {
                let time = |name| text(item, name).map(|text| text.parse::<DateTime<Utc>>().unwrap());
                let day = reference.zone.local_day(time("started_at").or(time("registered_at")).unwrap());
                period.contains(day) && time("registered_at").unwrap() <= submitted
            })
            .collect();
        let count = |name: &str, value: &str| known.iter().filter(|item| text(item, name) == Some(value)).count();
        let figures = &report["figures"];
        let mut compare = |stated: &Value, counted: usize| {
            let stated = stated.as_u64().unwrap_or(0);
            let differs = stated.abs_diff(counted as u64) as f64 > (0.02 * counted as f64).max(2.0);
            if differs {
                wrong.insert((unit.to_owned(), period.to_string(), unit.to_owned()));
            }
        };
        compare(&figures["receptions"], known.len());
        compare(&figures["receptions_subsystem"], count("registration", "subsystem"));
        compare(&figures["written_appeals"], count("outcome", "written_appeal"));
        for outcome in ["explained", "resolved", "assigned", "no_show"] {
            compare(&figures["by_outcome"][outcome], count("outcome", outcome));
        }
        for topic in reference.topics.iter() {
            compare(&figures["by_topic"][&topic.code], count("topic", &topic.code));
        }
    }
    let of_assignments: BTreeSet<_> = ministry
        .truth()
        .violations
        .iter()
        .filter(|v| v.figure.as_deref().is_some_and(|figure| figure.starts_with("assignments_")))
        .map(|v| (v.unit.clone(), v.period.clone(), v.subject_id.clone()))
        .collect();
    let all = listed(&ministry, "D2");
    assert_eq!(wrong, all.difference(&of_assignments).cloned().collect());
    assert!(!wrong.is_empty());
    assignments_match(&reference, &reports, &items(&ministry, Entity::Assignments), &of_assignments);
}

/// An assignment as a report counts it.
struct Counted<'a> {
    issuer: &'a str,
    charged: &'a str,
    issued_on: NaiveDate,
    due: Option<NaiveDate>,
    completed_on: Option<NaiveDate>,
}

/// Compares what the units say of assignments; those listed differ.
fn assignments_match(
    reference: &Reference,
    reports: &[Value],
    assignments: &[Value],
    listed: &BTreeSet<(String, String, String)>,
) {
    let date = |item: &Value, name: &str| text(item, name).map(|text| text.parse::<NaiveDate>().unwrap());
    let all = assignments.iter().filter(|item| text(item, "status") != Some("cancelled")).map(|item| {
        let issuer = text(item, "unit_code").unwrap();
        let charged = text(item, "executor_unit").unwrap_or(issuer);
        let extended = item["extensions"].as_array().and_then(|all| all.last()).and_then(|last| date(last, "to"));
        let week = reference.units.get(charged).unwrap().week;
        let due = extended.or(date(item, "due_on")).map(|due| reference.calendar.next_working(due, week));
        let issued_on = date(item, "issued_on").unwrap();
        Counted { issuer, charged, issued_on, due, completed_on: date(item, "completed_on") }
    });
    let all: Vec<Counted<'_>> = all.collect();
    let mut wrong = BTreeSet::new();
    for report in reports {
        let unit = text(report, "unit_code").unwrap();
        let period: Period = text(report, "period").unwrap().parse().unwrap();
        let last = period.last_day();
        let own = || all.iter().filter(|assignment| assignment.charged == unit);
        let is_overdue = |a: &&Counted<'_>| {
            a.issued_on <= last && a.completed_on.is_none_or(|day| day > last) && a.due.is_some_and(|due| due < last)
        };
        let issued = all.iter().filter(|a| a.issuer == unit && period.contains(a.issued_on)).count();
        let done = own().filter(|a| a.completed_on.is_some_and(|day| period.contains(day))).count();
        let overdue = own().filter(is_overdue).count();
        let counts = [("assignments_done", done), ("assignments_overdue", overdue), ("assignments_issued", issued)];
        for (name, counted) in counts {
            let stated = report["figures"][name].as_u64().unwrap();
            if stated.abs_diff(counted as u64) as f64 > (0.02 * counted as f64).max(2.0) {
                wrong.insert((unit.to_owned(), period.to_string(), unit.to_owned()));
            }
        }
    }
    assert_eq!(wrong, *listed);
}
