//! Recounts the checks' rules from the served items, apart from the code that planted, and compares with the truth.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde_json::Value;

use super::{Entity, items, listed, ministry, settings, small, text};
use crate::domain::calendar::Week;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::reference::Reference;
use crate::simulator::Ministry;

pub(super) type Rows = BTreeSet<(String, String, String)>;

pub(super) struct Recount {
    pub(super) reference: Reference,
    pub(super) receptions: Vec<Value>,
    pub(super) assignments: Vec<Value>,
}

impl Recount {
    pub(super) fn of(ministry: &Ministry) -> Recount {
        let mut receptions = items(ministry, Entity::Receptions);
        receptions.retain(|item| item["deleted"] != true);
        Recount { reference: Reference::builtin(), receptions, assignments: items(ministry, Entity::Assignments) }
    }

    pub(super) fn week(&self, unit: &str) -> Week {
        self.reference.units.get(unit).unwrap().week
    }

    pub(super) fn day(&self, item: &Value) -> NaiveDate {
        self.reference.zone.local_day(time(item, "started_at").or(time(item, "registered_at")).unwrap())
    }

    fn row(&self, item: &Value) -> (String, String, String) {
        row(text(item, "unit_code").unwrap(), self.day(item), item)
    }

    fn receptions_where(&self, is_wrong: impl Fn(&Value) -> bool) -> Rows {
        self.receptions.iter().filter(|item| is_wrong(item)).map(|item| self.row(item)).collect()
    }

    fn is_registered_late(&self, item: &Value) -> bool {
        if text(item, "registration") == Some("late") {
            return true;
        }
        let (Some(started), Some(registered)) = (time(item, "started_at"), time(item, "registered_at")) else {
            return false;
        };
        if text(item, "mode") != Some("mobile") {
            return registered - started > TimeDelta::hours(24);
        }
        let week = self.week(text(item, "unit_code").unwrap());
        let next = self.reference.calendar.add_working_days(self.day(item), 1, week);
        registered >= self.reference.zone.day_start(next.succ_opt().unwrap())
    }

    fn is_outside_working_time(&self, item: &Value) -> bool {
        let Some(started) = time(item, "started_at").filter(|_| text(item, "mode") != Some("mobile")) else {
            return false;
        };
        let local = self.reference.zone.local(started);
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let week = self.week(text(item, "unit_code").unwrap());
        !self.reference.calendar.is_working(local.date(), week) || local.time() < hour(8) || local.time() > hour(19)
    }

    /// The due date in force on a day, moved to a working day of the charged unit's week; the unit; the completion.
    pub(super) fn term<'a>(&self, item: &'a Value, day: NaiveDate) -> (Option<NaiveDate>, &'a str, Option<NaiveDate>) {
        let charged = text(item, "executor_unit").or(text(item, "unit_code")).unwrap();
        let granted = |extension: &&Value| date(extension, "extended_on").unwrap() <= day;
        let last = item["extensions"].as_array().into_iter().flatten().rfind(granted);
        let last = last.and_then(|last| date(last, "to"));
        let due = last.or(date(item, "due_on"));
        let due = due.map(|due| self.reference.calendar.next_working(due, self.week(charged)));
        (due, charged, date(item, "completed_on"))
    }
}

pub(super) fn row(unit: &str, day: NaiveDate, item: &Value) -> (String, String, String) {
    let month = Period::containing(PeriodKind::Month, day).to_string();
    (unit.to_owned(), month, text(item, "id").unwrap().to_owned())
}

fn time(item: &Value, name: &str) -> Option<DateTime<Utc>> {
    text(item, name).map(|text| text.parse().unwrap())
}

fn date(item: &Value, name: &str) -> Option<NaiveDate> {
    text(item, name).map(|text| text.parse().unwrap())
}

fn citizen(item: &Value) -> Option<String> {
    let key = text(item, "citizen_key").map(|key| format!("{} {key}", item["source"]));
    text(item, "fin").map(str::to_owned).or(key)
}

fn is_incomplete(item: &Value) -> bool {
    let no_show = text(item, "outcome") == Some("no_show");
    let missing = |name| text(item, name).is_none();
    missing("topic")
        || missing("outcome")
        || citizen(item).is_none()
        || (!no_show && (missing("started_at") || missing("ended_at")))
        || (text(item, "level") != Some("reception_room") && missing("official_id"))
}

fn is_impossible(item: &Value) -> bool {
    let [arrived, started, ended] = ["arrived_at", "started_at", "ended_at"].map(|name| time(item, name));
    let before = |a: Option<DateTime<Utc>>, b: Option<DateTime<Utc>>| a.zip(b).is_some_and(|(a, b)| a < b);
    before(ended, started)
        || before(started, arrived)
        || started.zip(ended).is_some_and(|(started, ended)| ended - started > TimeDelta::hours(8))
}

/// Receptions by citizen and topic, no-shows left out, each group in the order of time.
fn visits(recount: &Recount) -> Vec<Vec<&Value>> {
    let mut groups: BTreeMap<(String, &str), Vec<&Value>> = BTreeMap::new();
    for item in &recount.receptions {
        if let (Some(citizen), Some(topic)) = (citizen(item), text(item, "topic"))
            && text(item, "outcome") != Some("no_show")
        {
            groups.entry((citizen, topic)).or_default().push(item);
        }
    }
    let mut groups: Vec<_> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.iter_mut().for_each(|group| group.sort_by_key(|item| (time(item, "started_at"), text(item, "id"))));
    groups
}

fn duplicates(recount: &Recount) -> Rows {
    let mut rows = Rows::new();
    for group in visits(recount) {
        for (at, later) in group.iter().enumerate() {
            let pairs = group[..at].iter().any(|earlier| {
                ["unit_code", "level"].iter().all(|name| earlier[*name] == later[*name])
                    && time(earlier, "started_at")
                        .zip(time(later, "started_at"))
                        .is_some_and(|(a, b)| b - a <= TimeDelta::minutes(10))
            });
            rows.extend(pairs.then(|| recount.row(later)));
        }
    }
    rows
}

/// One row an answered reception, in the month of its first return.
fn returns(recount: &Recount) -> Rows {
    let exempt = ["employment", "unemployment", "selfemployment", "training"];
    let mut rows = Rows::new();
    for group in visits(recount) {
        for (at, answered) in group.iter().enumerate() {
            let is_answer = matches!(text(answered, "outcome"), Some("explained" | "resolved"));
            if !is_answer || text(answered, "topic").is_some_and(|topic| exempt.contains(&topic)) {
                continue;
            }
            let day = recount.day(answered);
            let days = group[at + 1..].iter().map(|item| recount.day(item));
            if let Some(back) = days.filter(|back| (1..=90).contains(&(*back - day).num_days())).min() {
                rows.insert(row(text(answered, "unit_code").unwrap(), back, answered));
            }
        }
    }
    rows
}

fn compare(ministry: &Ministry) {
    let recount = Recount::of(ministry);
    let expect = |check: &str, found: Rows| assert_eq!(found, listed(ministry, check), "{check}");
    expect("R1", recount.receptions_where(|item| recount.is_registered_late(item)));
    expect("R2", recount.receptions_where(|item| text(item, "registration") == Some("paper")));
    expect("R5", recount.receptions_where(is_incomplete));
    expect("R6", duplicates(&recount));
    expect("R7", recount.receptions_where(is_impossible));
    expect("C1", returns(&recount));
    expect("R8", recount.receptions_where(|item| recount.is_outside_working_time(item)));
    let (mut late, mut without) = (Rows::new(), Rows::new());
    for item in &recount.assignments {
        let (due, charged, done) = recount.term(item, NaiveDate::MAX);
        if let Some(done) = done.filter(|done| due.is_some_and(|due| *done > due)) {
            late.insert(row(charged, done, item));
        }
        if date(item, "due_on").is_none() || text(item, "executor_unit").is_none() {
            without.insert(row(text(item, "unit_code").unwrap(), date(item, "issued_on").unwrap(), item));
        }
    }
    // Of what is done after the span's last month the truth says nothing.
    let last = ministry.settings().to.to_string();
    late.retain(|(_, month, _)| *month <= last);
    expect("A2", late);
    expect("A3", without);
    overdue_at_closings(ministry, &recount);
}

fn overdue_at_closings(ministry: &Ministry, recount: &Recount) {
    let (calendar, zone) = (&recount.reference.calendar, recount.reference.zone);
    let mut found = Rows::new();
    for month in ministry.settings().months() {
        let as_of = zone.local_day(calendar.closing_instant(&month, zone).min(ministry.settings().now));
        for item in recount.assignments.iter().filter(|item| text(item, "status") != Some("cancelled")) {
            let (due, charged, done) = recount.term(item, as_of);
            if text(item, "status") == Some("done") && done.is_none() {
                continue;
            }
            let is_open = date(item, "issued_on").unwrap() <= as_of && done.is_none_or(|done| done > as_of);
            if is_open && due.is_some_and(|due| due < as_of) {
                found.insert((charged.to_owned(), month.to_string(), text(item, "id").unwrap().to_owned()));
            }
        }
    }
    assert_eq!(found, listed(ministry, "A1"), "A1");
}

#[test]
fn what_is_wrong_is_what_the_truth_lists() {
    for seed in [1, 2] {
        compare(&small(seed));
    }
}

#[test]
fn every_check_of_the_build_has_planted_faults() {
    let mut settings = settings(1, 0.03, "2025-10", "2026-09", "2026-10-12T06:00:00Z");
    let ministry = ministry(settings.clone());
    compare(&ministry);
    settings.feed_faults = true;
    let with_feeds = super::ministry(settings);
    let faulty: BTreeSet<&str> = with_feeds.truth().violations.iter().map(|v| v.check.as_str()).collect();
    let checks: Vec<String> = [("R", 15), ("S", 4), ("A", 11), ("C", 4), ("W", 2), ("D", 3), ("Q", 4)]
        .iter()
        .flat_map(|(group, last)| (1..=*last).map(move |number| format!("{group}{number}")))
        .collect();
    for check in checks {
        assert!(faulty.contains(check.as_str()), "{check}");
        assert_eq!(listed(&ministry, &check).is_empty(), matches!(check.as_str(), "Q2" | "Q3" | "Q4"), "{check}");
    }
}

#[test]
fn without_faults_only_life_is_left() {
    let mut settings = settings(1, 0.012, "2026-01", "2026-08", "2026-08-20T06:00:00Z");
    settings.faults = false;
    let ministry = ministry(settings);
    let checks: BTreeSet<&str> = ministry.truth().violations.iter().map(|v| v.check.as_str()).collect();
    // Citizens come back, and numbers go up and down.
    assert!(checks.is_subset(&BTreeSet::from(["C1", "R13"])), "{checks:?}");
    assert!(checks.contains("C1"));
    compare(&ministry);
}
