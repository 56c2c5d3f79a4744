//! Collects what page 1 says about the data: stale and silent sources, missing reports, rejected rows, gaps.

use super::desk::Desk;
use super::headlines::receptions_compared;
use super::narrative_data as say;
use crate::domain::report::{Rich, State};

/// The sentences, one after another; empty when nothing is known against the data.
pub fn warnings(desk: &Desk) -> Rich {
    let mut sentences: Vec<String> = Vec::new();
    let pen = desk.pen;
    let facts = desk.facts;

    for source in facts.sources.iter().filter(|source| source.is_stale) {
        let last = source.last_complete.map(|at| desk.reference.zone.local_day(at));
        sentences.push(say::stale_source(pen, &source.source, last, source.working_days_since));
    }
    let silent: Vec<String> =
        facts.sources.iter().filter(|source| source.records_now == 0).map(|source| source.source.clone()).collect();
    if !silent.is_empty() && desk.total.receptions.records > 0 {
        sentences.push(say::silent_sources(pen, &silent));
    }

    let (missing, late) = owed_reports(desk);
    let missing: Vec<String> = missing.iter().map(|unit| desk.unit_name(unit)).collect();
    let reports = say::missing_reports(pen, &missing, late.len());
    if !reports.is_empty() {
        sentences.push(reports);
    }

    let rejected: i64 = facts.sources.iter().map(|source| source.rejected).sum();
    if rejected > 0 {
        let seen: i64 = facts.sources.iter().map(|source| source.rows_seen).sum();
        sentences.push(say::rejected_rows(pen, rejected, seen));
    }

    let not_provided = not_provided(desk);
    if !not_provided.is_empty() {
        sentences.push(say::not_provided(pen, &not_provided));
    }

    if desk.total.receptions.records > 0 {
        let [_, month, year] = receptions_compared(desk);
        sentences.extend(say::no_comparison(pen, month.is_none(), year.is_none()).map(str::to_owned));
        let newcomers = |was: &dyn Fn(&super::rows::SourceState) -> i64| -> Vec<String> {
            let new = |source: &&super::rows::SourceState| source.records_now > 0 && was(source) == 0;
            facts.sources.iter().filter(new).map(|source| source.source.clone()).collect()
        };
        let of_month = newcomers(&|source| source.records_previous);
        let of_year = newcomers(&|source| source.records_last_year);
        if month.is_some() && !of_month.is_empty() {
            sentences.push(say::newcomers(pen, &of_month, false));
        }
        if year.is_some() && !of_year.is_empty() {
            sentences.push(say::newcomers(pen, &of_year, true));
        }
    }

    let mut years = vec![desk.period.year()];
    let as_of_year = chrono::Datelike::year(&desk.as_of_day());
    if as_of_year != desk.period.year() {
        years.push(as_of_year);
    }
    for year in years {
        let calendar = &desk.reference.calendar;
        if !calendar.covers(year) || calendar.is_provisional(year) {
            sentences.push(say::calendar_gap(pen, year, calendar.covers(year)));
        }
    }

    if desk.ministry_score().is_some_and(|score| score.index.is_some()) {
        sentences.extend(say::priors(pen, desk.score.priors.basis).map(str::to_owned));
    }
    Rich::plain(sentences.join(" "))
}

/// Units that owe a report, and those that were late with it, by check D1.
pub fn owed_reports(desk: &Desk) -> (Vec<String>, Vec<String>) {
    let (mut missing, mut late) = (Vec::new(), Vec::new());
    for violation in desk.violations_of("D1") {
        let has_come = violation.evidence.get("submitted").is_some_and(|at| !at.is_null());
        if has_come { late.push(violation.unit.clone()) } else { missing.push(violation.unit.clone()) }
    }
    (missing, late)
}

/// What not one source offers, in the words of people.
pub fn not_provided(desk: &Desk) -> Vec<&'static str> {
    let pen = desk.pen;
    let has = |entity: &str, column: &str| desk.facts.coverage.has(entity, column);
    let matters = [
        (has("receptions", "registration"), pen.say("qeydiyyat üsulu", "the way of registration")),
        (has("receptions", "level"), pen.say("qəbul edən şəxsin səviyyəsi", "who received")),
        (has("receptions", "outcome"), pen.say("qəbulun nəticəsi", "the outcome of receptions")),
        (has("receptions", "citizen"), pen.say("vətəndaş", "the citizen")),
        (has("receptions", "arrived_at"), pen.say("gözləmə vaxtı", "waiting times")),
        (has("receptions", "rating"), pen.say("vətəndaşın qiyməti", "citizens' ratings")),
        (desk.execution() == State::Measured, pen.say("tapşırıqların icrası", "the execution of assignments")),
        (desk.appointments() == State::Measured, pen.say("qəbul cədvəli", "the reception schedule")),
        (
            desk.offered("unit-reports", &[]) == State::Measured,
            pen.say("bölmələrin öz hesabatları", "the units' own reports"),
        ),
    ];
    matters.into_iter().filter(|(has, _)| !has).map(|(_, words)| words).collect()
}
