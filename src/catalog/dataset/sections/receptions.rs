//! II. Receptions: the volume, its months and agencies; tables of codes are in `topics`, hours and regions in `places`.

use chrono::Datelike;

use super::places::{busiest, hours, regions};
use super::topics::{by_code, by_topic, code_name, rows_of, top_topics, topics};
use super::{agency_column, agency_rows, paragraph, section, table, without_missing_columns};
use crate::catalog::dataset::codes::Group;
use crate::catalog::dataset::desk::Desk;
use crate::catalog::dataset::headlines::receptions_compared;
use crate::catalog::dataset::narrative::Earlier;
use crate::catalog::dataset::narrative_sections as say;
use crate::catalog::dataset::noise::Share;
use crate::catalog::dataset::pen::{Against, Better, change_cell};
use crate::domain::report::{Bar, Bars, Cell, Column, Figure, Receptions, Rich, State, Table, Tone, Trend, TrendPoint};

const BY_UNIT: &str = "reports/receptions_by_unit";
/// Months of a trend.
const TREND_MONTHS: usize = 25;

pub fn receptions(desk: &Desk) -> Receptions {
    Receptions {
        section: section(vec![volume(desk), mix(desk), busy(desk)]),
        trend: trend(desk),
        by_agency: by_agency(desk),
        agencies: agencies(desk),
        by_mode: by_code(desk, "mode", Group::Mode, "receptions-by-mode"),
        by_level: by_code(desk, "level", Group::Level, "receptions-by-level"),
        by_topic: by_topic(desk),
        topics: topics(desk),
        by_outcome: by_code(desk, "outcome", Group::Outcome, "receptions-by-outcome"),
        hours: hours(desk),
        regions: regions(desk),
    }
}

// ----- the lead -----

fn volume(desk: &Desk) -> Rich {
    let pen = desk.pen;
    let total = &desk.total.receptions;
    let [_, month, year] = receptions_compared(desk);
    let earlier = [(Earlier::Month(desk.previous_period()), month), (Earlier::Year, year)];
    let mut sentences = vec![pen.received(total.receptions, &earlier)];
    if total.receptions > 0 && desk.levels() == State::Measured {
        sentences.push(say::by_leaders(pen, Share::new(total.by_leaders, total.receptions)));
    }
    sentences.extend(say::no_shows(pen, total.no_shows));
    if month.is_some()
        && let Some(largest) = desk
            .by_agency()
            .iter()
            .map(|line| {
                (line.name.clone(), line.counts.receptions.receptions - line.counts.receptions.receptions_previous)
            })
            .max_by_key(|(_, change)| change.abs())
    {
        sentences.extend(say::largest_change(pen, &largest.0, largest.1));
    }
    paragraph(sentences)
}

fn mix(desk: &Desk) -> Rich {
    let pen = desk.pen;
    let topics = top_topics(desk, 5);
    let outcomes: Vec<(String, Share)> = rows_of(desk, "outcome")
        .filter(|row| row.code.as_deref() != Some("no_show") && row.now > 0)
        .map(|row| (code_name(desk, Group::Outcome, row), Share::new(row.now, desk.total.receptions.receptions)))
        .collect();
    let with_outcomes = desk.offered("receptions", &["outcome"]) == State::Measured;
    let sentences = [say::main_topics(pen, &topics), with_outcomes.then(|| say::outcomes(pen, &outcomes)).flatten()];
    paragraph(sentences.into_iter().flatten())
}

fn busy(desk: &Desk) -> Rich {
    paragraph(busiest(desk).map(|text| format!("{text}.")))
}

// ----- months -----

fn trend(desk: &Desk) -> Option<Trend> {
    let pen = desk.pen;
    let first = desk.facts.receptions_by_month.iter().find(|row| desk.facts.is_whole(row.month))?.month;
    let mut points = Vec::new();
    let mut period = desk.period;
    while period.first_day() >= first && points.len() < TREND_MONTHS {
        let value = desk.facts.whole_month(period.first_day()).map(|row| row.receptions);
        points.push(TrendPoint {
            label: desk.language().month_short(period.first_day().month()).to_owned(),
            value: value.map(|count| count as f64),
            text: value.map_or_else(|| pen.reason(State::NoRecords).to_owned(), |count| pen.int(count)),
        });
        period = period.previous();
    }
    points.reverse();
    if points.len() < 3 {
        return None;
    }
    let before: Vec<f64> = points[..points.len() - 1].iter().filter_map(|point| point.value).collect();
    let (low, high) = control_limits(&before);
    let now = desk.total.receptions.receptions;
    let count = points.len();
    let message = match (low, high) {
        (Some(low), _) if (now as f64) < low => pen.say(
            "Qəbulların sayı adi dəyişkənlikdən aşağıdır",
            "Receptions are fewer than ordinary variation explains",
        ),
        (_, Some(high)) if now as f64 > high => pen.say(
            "Qəbulların sayı adi dəyişkənlikdən yuxarıdır",
            "Receptions are more than ordinary variation explains",
        ),
        (Some(_), Some(_)) => {
            pen.say("Qəbulların sayı adi dəyişkənlik həddindədir", "Receptions are within ordinary variation")
        }
        _ => pen.say("Aylar üzrə qəbul", "Receptions by month"),
    };
    let (first, last) = (points.first()?, points.last()?);
    let alt = format!(
        "{message}. {} {}: {}; {}: {}.",
        count,
        pen.say("ay", "months"),
        first.text,
        desk.language().period_title(&desk.period),
        last.text
    );
    Some(Trend {
        message: message.to_owned(),
        measure: pen.say("nəfər", "persons").to_owned(),
        alt,
        points,
        low,
        high,
        mark: None,
    })
}

/// What ordinary variation reaches (individuals chart: mean ± 2.66 mean moving range), from eight months on.
pub fn control_limits(values: &[f64]) -> (Option<f64>, Option<f64>) {
    if values.len() < 8 {
        return (None, None);
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let range = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum::<f64>() / (values.len() - 1) as f64;
    (Some((mean - 2.66 * range).max(0.0)), Some(mean + 2.66 * range))
}

// ----- agencies -----

fn by_agency(desk: &Desk) -> Table {
    let pen = desk.pen;
    let [_, month, year] = receptions_compared(desk);
    let columns = vec![
        agency_column(pen),
        Column::number(pen.say("Qəbul edilib, nəfər", "Received")),
        Column::number(pen.say("o cümlədən rəhbərlər", "by leaders")),
        Column::number(pen.say("Gəlməyib", "No-shows")),
        Column::number(pen.say("Əvvəlki aya", "On month")),
        Column::number(pen.say("Ötən ilin ayına", "On year")),
    ];
    let mut table = table(
        "receptions-by-agency",
        pen.say("Qəbul edilmişlərin qurumlar üzrə bölgüsü", "Receptions by agency"),
        columns,
        pen.say(
            "Hesabat dövründə heç bir qurum üzrə qeyd yoxdur.",
            "There are no records of any agency in the period.",
        ),
    );
    table.rows = agency_rows(desk, &desk.by_agency(), |counts| {
        let of = &counts.receptions;
        let state = if of.records == 0 { State::NoRecords } else { State::Measured };
        let levels = if state == State::Measured { desk.levels() } else { state };
        let outcomes = if state == State::Measured { desk.offered("receptions", &["outcome"]) } else { state };
        let change = |is_whole: bool, before: i64| {
            let change = is_whole.then(|| pen.count_change(of.receptions, before, Better::Neither, Against::Unsaid));
            change_cell(change.flatten())
        };
        let also = |state: State, count: i64| match state {
            State::NoRecords => Cell::Blank,
            state => Cell::Figure(pen.count_if(state, count, BY_UNIT)),
        };
        vec![
            Cell::Figure(pen.count_if(state, of.receptions, BY_UNIT)),
            also(levels, of.by_leaders),
            also(outcomes, of.no_shows),
            change(month.is_some(), of.receptions_previous),
            change(year.is_some(), of.receptions_last_year),
        ]
    });
    if desk.total.receptions.records == 0 {
        table.rows.clear();
    }
    without_missing_columns(pen, table)
}

fn agencies(desk: &Desk) -> Option<Bars> {
    let pen = desk.pen;
    let [_, month, _] = receptions_compared(desk);
    let mut lines = desk.by_agency();
    lines.retain(|line| line.counts.receptions.receptions > 0);
    lines.sort_by_key(|line| std::cmp::Reverse(line.counts.receptions.receptions));
    let largest = lines.first()?;
    let share = Share::new(largest.counts.receptions.receptions, desk.total.receptions.receptions);
    let message = format!(
        "{}: {}",
        pen.say("Ən çox qəbul", "Most receptions"),
        format_args!("{} ({})", largest.name, pen.percent(share.percent()?))
    );
    let bars: Vec<Bar> = lines
        .iter()
        .take(14)
        .map(|line| {
            let of = &line.counts.receptions;
            let before = month.map(|_| of.receptions_previous).filter(|before| *before > 0);
            Bar {
                label: line.name.clone(),
                figure: pen.count(of.receptions, BY_UNIT),
                before: before.map(|before| before as f64),
                change: before
                    .and_then(|before| pen.count_change(of.receptions, before, Better::Neither, Against::Unsaid)),
                tone: Tone::Neutral,
            }
        })
        .collect();
    Some(Bars {
        alt: bars_alt(&message, &bars),
        message,
        measure: pen.say("nəfər", "persons").to_owned(),
        bars,
        full: None,
        mark: None,
    })
}

/// The message and the figures of bars, for those who hear them.
pub fn bars_alt(message: &str, bars: &[Bar]) -> String {
    let unit = |figure: &Figure| if figure.unit.is_empty() { String::new() } else { format!(" {}", figure.unit) };
    let figures: Vec<String> =
        bars.iter().map(|bar| format!("{} – {}{}", bar.label, bar.figure.text, unit(&bar.figure))).collect();
    format!("{message}. {}.", figures.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_limits_need_eight_months() {
        assert_eq!(control_limits(&[1.0; 7]), (None, None));
        assert_eq!(control_limits(&[10.0; 8]), (Some(10.0), Some(10.0)));
        let (low, high) = control_limits(&[10.0, 12.0, 10.0, 12.0, 10.0, 12.0, 10.0, 12.0]);
        assert!((low.unwrap() - 5.68).abs() < 1e-9 && (high.unwrap() - 16.32).abs() < 1e-9);
    }
}
