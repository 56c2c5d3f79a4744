//! II. Receptions by agency, mode, level, topic, outcome, hour and region.

use chrono::Datelike;

use super::{agency_column, agency_rows, not_provided, paragraph, section, table, wide, without_missing_columns};
use crate::catalog::dataset::codes::{Group, blank, label, weekday, weekday_short};
use crate::catalog::dataset::desk::Desk;
use crate::catalog::dataset::headlines::receptions_compared;
use crate::catalog::dataset::narrative::Earlier;
use crate::catalog::dataset::narrative_sections as say;
use crate::catalog::dataset::noise::Share;
use crate::catalog::dataset::pen::{Against, Better, change_cell};
use crate::catalog::dataset::rows::{CodeReceptions, TopicReceptions};
use crate::domain::report::{
    Bar, Bars, Cell, Column, Figure, Heatmap, Receptions, RegionMap, RegionPoint, Row, State, Table, Tone, Trend,
    TrendPoint,
};

const BY_UNIT: &str = "reports/receptions_by_unit";
const BY_CODE: &str = "reports/receptions_by_code";
const BY_TOPIC: &str = "reports/receptions_by_topic";
const BY_HOUR: &str = "reports/receptions_by_hour";
/// Bars of topics; the table has them all.
const TOPIC_BARS: usize = 10;
/// A code that ended is listed when the month before had so many.
const LEAST_ENDED: i64 = 10;
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

fn volume(desk: &Desk) -> crate::domain::report::Rich {
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

fn mix(desk: &Desk) -> crate::domain::report::Rich {
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

fn busy(desk: &Desk) -> crate::domain::report::Rich {
    paragraph(busiest(desk).map(|text| format!("{text}.")))
}

/// The largest topics with their share of all receptions; unnamed ones are no topic.
pub fn top_topics(desk: &Desk, most: usize) -> Vec<(String, Share)> {
    let total = desk.total.receptions.receptions;
    desk.facts
        .receptions_by_topic
        .iter()
        .filter(|row| row.now > 0 && row.topic.is_some())
        .take(most)
        .map(|row| (desk.topic_name(row.topic.as_deref()), Share::new(row.now, total)))
        .collect()
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

// ----- codes -----

fn rows_of<'a>(desk: &'a Desk, dimension: &'a str) -> impl Iterator<Item = &'a CodeReceptions> {
    desk.facts.receptions_by_code.iter().filter(move |row| row.dimension == dimension)
}

fn code_name(desk: &Desk, group: Group, row: &CodeReceptions) -> String {
    row.code.as_deref().map_or_else(|| blank(desk.language()), |code| label(group, code, desk.language()))
}

fn by_code(desk: &Desk, dimension: &str, group: Group, id: &str) -> Table {
    let pen = desk.pen;
    let (caption, head) = match dimension {
        "mode" => (pen.say("Qəbulun forması", "Receptions by mode"), pen.say("Forma", "Mode")),
        "level" => (pen.say("Qəbulu keçirən şəxslər", "Receptions by level"), pen.say("Səviyyə", "Level")),
        _ => (pen.say("Qəbulun nəticələri", "Receptions by outcome"), pen.say("Nəticə", "Outcome")),
    };
    let columns = vec![
        wide(head),
        Column::number(pen.say("Say", "Number")),
        Column::number(pen.say("Pay", "Share")),
        Column::number(pen.say("Əvvəlki aya", "On month")),
        Column::number(pen.say("Ötən ilin ayına", "On year")),
    ];
    let mut table = table(id, caption, columns, pen.reason(State::NoRecords));
    if desk.offered("receptions", &[dimension]) != State::Measured {
        table.empty = not_provided(pen).to_owned();
        return table;
    }
    let [_, month, year] = receptions_compared(desk);
    let received = desk.total.receptions.receptions;
    for row in rows_of(desk, dimension).filter(|row| row.now > 0 || row.previous >= LEAST_ENDED) {
        let is_no_show = dimension == "outcome" && row.code.as_deref() == Some("no_show");
        let share = Cell::Figure(pen.share(Share::new(row.now, received), BY_CODE));
        let change = |is_whole: bool, before: i64| {
            let change = is_whole.then(|| pen.count_change(row.now, before, Better::Neither, Against::Unsaid));
            change_cell(change.flatten())
        };
        table.rows.push(Row::plain(vec![
            Cell::text(code_name(desk, group, row)),
            Cell::Figure(pen.count(row.now, BY_CODE)),
            if is_no_show { Cell::Blank } else { share },
            change(month.is_some(), row.previous),
            change(year.is_some(), row.last_year),
        ]));
    }
    if dimension == "outcome" && desk.total.receptions.no_shows > 0 {
        let note = pen.say(
            "Pay qəbul edilənlərə nisbətən hesablanıb; gəlməyənlər onların sayına daxil deyil.",
            "Shares are of those received; those who did not come are not among them.",
        );
        table.note = Some(crate::domain::report::Rich::plain(note));
    }
    table
}

// ----- topics -----

fn by_topic(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Mövzu", "Topic")),
        Column::number(pen.say("Say", "Number")),
        Column::number(pen.say("Pay", "Share")),
        Column::number(pen.say("Əvvəlki aya", "On month")),
        Column::number(pen.say("Ötən ilin ayına", "On year")),
        Column::number(pen.say("Şikayət", "Complaints")),
    ];
    let mut table = table(
        "receptions-by-topic",
        pen.say("Qəbulun mövzuları", "Receptions by topic"),
        columns,
        pen.reason(State::NoRecords),
    );
    if desk.offered("receptions", &["topic"]) != State::Measured {
        table.empty = not_provided(pen).to_owned();
        return table;
    }
    let kinds = desk.offered("receptions", &["kind"]);
    let [_, month, year] = receptions_compared(desk);
    let received = desk.total.receptions.receptions;
    for row in desk.facts.receptions_by_topic.iter().filter(|row| row.now > 0 || row.previous >= LEAST_ENDED) {
        let change = |is_whole: bool, before: i64| {
            let change = is_whole.then(|| pen.count_change(row.now, before, Better::Neither, Against::Unsaid));
            change_cell(change.flatten())
        };
        table.rows.push(Row::plain(vec![
            Cell::text(desk.topic_name(row.topic.as_deref())),
            Cell::Figure(pen.count(row.now, BY_TOPIC)),
            Cell::Figure(pen.share(Share::new(row.now, received), BY_TOPIC)),
            change(month.is_some(), row.previous),
            change(year.is_some(), row.last_year),
            Cell::Figure(pen.count_if(kinds, row.complaints, BY_TOPIC)),
        ]));
    }
    without_missing_columns(pen, table)
}

fn topics(desk: &Desk) -> Option<Bars> {
    let pen = desk.pen;
    let [_, month, _] = receptions_compared(desk);
    let named = |row: &&TopicReceptions| row.topic.is_some() && row.now > 0;
    let rows: Vec<&TopicReceptions> = desk.facts.receptions_by_topic.iter().filter(named).take(TOPIC_BARS).collect();
    if rows.len() < 2 {
        return None;
    }
    let top = top_topics(desk, 3);
    let share: f64 = top.iter().filter_map(|(_, share)| share.percent()).sum();
    let message = match desk.language() {
        crate::domain::language::Language::Az => {
            format!(
                "{} mövzu bütün qəbulların {} faizini təşkil edir",
                capital(pen.number_word(top.len())),
                pen.language.decimal(share, 0)
            )
        }
        crate::domain::language::Language::En => {
            format!(
                "{} topics make up {} per cent of all receptions",
                capital(pen.number_word(top.len())),
                pen.language.decimal(share, 0)
            )
        }
    };
    let bars: Vec<Bar> = rows
        .into_iter()
        .map(|row| {
            let before = month.map(|_| row.previous).filter(|before| *before > 0);
            Bar {
                label: desk.topic_name(row.topic.as_deref()),
                figure: pen.count(row.now, BY_TOPIC),
                before: before.map(|before| before as f64),
                change: before.and_then(|before| pen.count_change(row.now, before, Better::Neither, Against::Unsaid)),
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

fn capital(word: String) -> String {
    crate::catalog::dataset::narrative_first::capitalised(&word)
}

// ----- hours -----

fn busiest(desk: &Desk) -> Option<String> {
    let peak = desk
        .facts
        .receptions_by_hour
        .iter()
        .max_by_key(|cell| (cell.receptions, std::cmp::Reverse((cell.weekday, cell.hour))))?;
    Some(say::busiest(desk.pen, weekday(peak.weekday, desk.language()), peak.hour))
}

fn hours(desk: &Desk) -> Option<Heatmap> {
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

// ----- regions -----

/// Circles by receptions; darkness by the share of return visits, or of registration where returns are not known.
fn regions(desk: &Desk) -> Option<RegionMap> {
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
        crate::domain::language::Language::Az => {
            format!("{} rayonda qəbul azdır, göstərici dərc edilmir.", desk.pen.int(count))
        }
        crate::domain::language::Language::En => {
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
