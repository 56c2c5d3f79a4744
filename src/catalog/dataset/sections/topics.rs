//! Tables of modes, levels, outcomes and topics, and the largest topics as bars.

use super::receptions::bars_alt;
use super::{not_provided, table, wide, without_missing_columns};
use crate::catalog::dataset::codes::{Group, blank, label};
use crate::catalog::dataset::desk::Desk;
use crate::catalog::dataset::headlines::receptions_compared;
use crate::catalog::dataset::narrative_first::capitalised;
use crate::catalog::dataset::noise::Share;
use crate::catalog::dataset::pen::{Against, Better, change_cell};
use crate::catalog::dataset::rows::{CodeReceptions, TopicReceptions};
use crate::domain::language::Language;
use crate::domain::report::{Bar, Bars, Cell, Column, Rich, Row, State, Table, Tone};

const BY_CODE: &str = "reports/receptions_by_code";
const BY_TOPIC: &str = "reports/receptions_by_topic";
/// Bars of topics; the table has them all.
const TOPIC_BARS: usize = 10;
/// A code that ended is listed when the month before had so many.
const LEAST_ENDED: i64 = 10;

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

pub fn rows_of<'a>(desk: &'a Desk, dimension: &'a str) -> impl Iterator<Item = &'a CodeReceptions> {
    desk.facts.receptions_by_code.iter().filter(move |row| row.dimension == dimension)
}

pub fn code_name(desk: &Desk, group: Group, row: &CodeReceptions) -> String {
    row.code.as_deref().map_or_else(|| blank(desk.language()), |code| label(group, code, desk.language()))
}

pub fn by_code(desk: &Desk, dimension: &str, group: Group, id: &str) -> Table {
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
        table.note = Some(Rich::plain(note));
    }
    table
}

pub fn by_topic(desk: &Desk) -> Table {
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

pub fn topics(desk: &Desk) -> Option<Bars> {
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
        Language::Az => {
            format!(
                "{} mövzu bütün qəbulların {} faizini təşkil edir",
                capitalised(&pen.number_word(top.len())),
                pen.language.decimal(share, 0)
            )
        }
        Language::En => {
            format!(
                "{} topics make up {} per cent of all receptions",
                capitalised(&pen.number_word(top.len())),
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
