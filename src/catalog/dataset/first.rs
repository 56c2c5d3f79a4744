//! Page 1: the answer in sixty seconds.

use chrono::Datelike;

use super::desk::Desk;
use super::headlines::{headlines, receptions_compared};
use super::narrative_first::{Summary, YearSoFar, fallen, only_the_index_fell, worse_title, worsened as worsened_text};
use super::noise::Shift;
use super::proposals::{Candidate, highlights};
use super::sections::execution::holders;
use super::sections::quality::agencies;
use super::sections::topics::top_topics;
use super::warnings::warnings;
use super::worsened::{fallen_agencies, worsened};
use crate::domain::period::Period;
use crate::domain::report::{Figure, FirstPage, Highlight, Highlights, Rich, State};
use crate::domain::score::Verdict;

/// Complaints about the conduct of staff.
const CONDUCT: &str = "conduct";
const TOPICS: usize = 5;
/// Of what got worse, so many are told.
const MOST_WORSE: usize = 3;

pub fn first_page(desk: &Desk, candidates: &[Candidate]) -> FirstPage {
    FirstPage {
        summary: summary(desk),
        headlines: headlines(desk),
        worse: worse(desk),
        proposals: highlights(desk, candidates),
        agencies: agencies(desk),
        warnings: warnings(desk),
        year: year(desk),
    }
}

fn summary(desk: &Desk) -> String {
    let pen = desk.pen;
    let total = &desk.total;
    let moved = |state: State, now: super::noise::Share, before: super::noise::Share| {
        (state == State::Measured && now.whole > 0.0).then(|| pen.shift(now, before))
    };
    let [_, received_before, _] = receptions_compared(desk);
    let holders = (desk.execution() == State::Measured).then(|| holders(desk)).flatten();
    let names: Option<(Vec<&str>, super::noise::Share)> =
        holders.as_ref().map(|(names, share)| (names.iter().map(String::as_str).collect(), *share));
    let verdict = desk.ministry_score().and_then(|score| score.verdict);
    Summary {
        received: total.receptions.receptions,
        received_before,
        registered: moved(desk.registration(), total.registered(), total.registered_before()),
        in_time: moved(desk.execution(), total.in_time(), total.in_time_before()),
        returns: moved(desk.returns(), total.returned(), desk.returned_before(total)),
        index: verdict.map(|verdict| match verdict {
            Verdict::Better => Shift::Up,
            Verdict::Worse => Shift::Down,
            Verdict::WithinNoise => Shift::Within,
        }),
        holders: names,
        overdue: (desk.execution() == State::Measured).then_some(total.assignments.overdue),
        due: total.assignments.due,
    }
    .sentence(pen)
}

fn worse(desk: &Desk) -> Highlights {
    let pen = desk.pen;
    let mut found = worsened(desk);
    found.truncate(MOST_WORSE);
    let mut items: Vec<Highlight> = found
        .iter()
        .map(|item| {
            let query = format!("indicators/{}", item.indicator);
            let figure = |value: f64| {
                Figure::measured(value, pen.dec(value), query.clone()).with_unit(if item.is_mean { "" } else { "%" })
            };
            Highlight {
                text: worsened_text(pen, item),
                clause: None,
                figures: vec![figure(item.before), figure(item.now).of_rows(item.rows)],
            }
        })
        .collect();
    // What the ministry's own figures leave room for: agencies whose index fell.
    for unit in fallen_agencies(desk).into_iter().take(MOST_WORSE - items.len()) {
        let figure = |value: f64| pen.points(value, "scores/model");
        items.push(Highlight {
            text: fallen(pen, &unit),
            clause: None,
            figures: vec![figure(unit.before), figure(unit.now)],
        });
    }
    let index_fell = desk
        .ministry_score()
        .filter(|score| score.verdict == Some(Verdict::Worse))
        .and_then(|score| score.change)
        .map(|change| only_the_index_fell(pen, change));
    let comparable = desk.facts.receptions_of(desk.previous_period().first_day()).is_some();
    let empty = match (index_fell, comparable) {
        (Some(text), _) => text,
        (None, true) => pen
            .say(
                "Əvvəlki ayla müqayisədə statistik əhəmiyyətli pisləşmə müşahidə edilməyib.",
                "Nothing got worse beyond the noise since last month.",
            )
            .to_owned(),
        (None, false) => pen
            .say(
                "Əvvəlki ayın məlumatı olmadığından müqayisə aparılmayıb.",
                "There is no month before to compare with.",
            )
            .to_owned(),
    };
    Highlights { title: worse_title(pen, items.len()), items, empty }
}

fn year(desk: &Desk) -> Rich {
    let months = desk.period.first_day().month();
    let year = desk.period.year();
    let of_year = |year: i32| (1..=months).map(move |month| Period::Month { year, month }.first_day());
    let received = |year: i32| -> (i64, i64) {
        of_year(year)
            .filter_map(|month| desk.facts.receptions_of(month))
            .fold((0, 0), |sum, row| (sum.0 + row.receptions, sum.1 + row.by_leaders))
    };
    let whole_last_year = of_year(year - 1).all(|month| desk.facts.is_whole(month));
    let (now, leaders) = received(year);
    let topics = desk.offered("receptions", &["topic"]) == State::Measured;
    // A code that the table lacks is a count of 0 only where the table knows the matter.
    let has_conduct = topics && desk.reference.topics.get(CONDUCT).is_some();
    let conduct = desk.facts.receptions_by_topic.iter().find(|row| row.topic.as_deref() == Some(CONDUCT));
    let [_, previous, _] = receptions_compared(desk);
    YearSoFar {
        months,
        received: now,
        since: desk.facts.first_day().filter(|day| *day > Period::Month { year, month: 1 }.last_day()),
        received_last_year: whole_last_year.then(|| received(year - 1).0),
        by_leaders: (desk.levels() == State::Measured).then_some(leaders),
        topics: if topics { top_topics(desk, TOPICS) } else { Vec::new() },
        conduct: has_conduct.then(|| conduct.map_or(0, |row| row.now)),
        conduct_before: previous.map(|_| conduct.map_or(0, |row| row.previous)),
    }
    .text(desk.pen)
}
