//! V. Return visits and their causes.

use std::collections::BTreeMap;

use super::{absent, agency_column, agency_rows, paragraph, section, table, wide};
use crate::catalog::dataset::codes::{Group, label};
use crate::catalog::dataset::desk::Desk;
use crate::catalog::dataset::narrative_sections as say;
use crate::catalog::dataset::noise::Share;
use crate::catalog::dataset::pen::{Against, Better, change_cell};
use crate::domain::language::Language;
use crate::domain::report::{
    Bar, Bars, Cell, Column, Funnel, FunnelLimit, FunnelPoint, Mark, Repeats, Rich, Row, State, Table, Tone,
};

const BY_UNIT: &str = "reports/returns_by_unit";
const BY_TOPIC: &str = "reports/returns_by_topic";
/// A topic or unit with fewer answers is not compared with others.
const LEAST_ANSWERS: i64 = 30;
/// The topic that the text names has at least as many answers.
const LEAST_TO_NAME: i64 = 100;

/// Return visits of one topic, both answers together.
#[derive(Default, Clone)]
struct OfTopic {
    answered: i64,
    returned: i64,
    answered_before: i64,
    returned_before: i64,
    explained: i64,
}

impl OfTopic {
    fn share(&self) -> Share {
        Share::new(self.returned, self.answered)
    }

    fn before(&self) -> Share {
        Share::new(self.returned_before, self.answered_before)
    }
}

pub fn repeats(desk: &Desk) -> Repeats {
    let pen = desk.pen;
    if desk.returns() != State::Measured {
        let reason = pen.say(
            "Vətəndaşı və ya qəbulun nəticəsini tanıdan məlumat mənbələr tərəfindən təqdim edilmir, buna görə təkrar gəlişlər hesablanmayıb.",
            "The sources do not provide what would recognise a citizen or the outcome of a reception; return visits are not counted.",
        );
        return Repeats { section: absent(reason), ..Repeats::default() };
    }
    let topics = by_topic(desk);
    Repeats {
        section: section(vec![lead(desk, &topics)]),
        by_topic: topic_table(desk, &topics),
        topics: bars(desk, &topics),
        by_agency: agency_table(desk),
        causes: causes(desk),
        funnel: funnel(desk),
        peers: super::causes::peers(desk),
        paths: super::causes::paths(desk),
    }
}

/// Topics by the number of returns, the most first.
fn by_topic(desk: &Desk) -> Vec<(Option<String>, OfTopic)> {
    let has_before = desk.facts.has_return_window(desk.previous_period().first_day());
    let mut topics: BTreeMap<Option<String>, OfTopic> = BTreeMap::new();
    for row in &desk.facts.returns_by_topic {
        let topic = topics.entry(row.topic.clone()).or_default();
        topic.answered += row.answered;
        topic.returned += row.returned;
        if has_before {
            topic.answered_before += row.answered_previous;
            topic.returned_before += row.returned_previous;
        }
        if row.outcome == "explained" {
            topic.explained += row.returned;
        }
    }
    let mut topics: Vec<_> = topics.into_iter().collect();
    topics.sort_by(|a, b| b.1.returned.cmp(&a.1.returned).then(a.0.cmp(&b.0)));
    topics
}

fn lead(desk: &Desk, topics: &[(Option<String>, OfTopic)]) -> Rich {
    let pen = desk.pen;
    let total = &desk.total.returns;
    let mut sentences = vec![say::returns(pen, total.answered, total.returned)];
    let before = desk.returned_before(&desk.total);
    if total.answered > 0 && before.whole > 0.0 {
        sentences.push(pen.share_moved(
            pen.say("Təkrar gəlişlərin payı", "The share of return visits"),
            desk.total.returned(),
            before,
            desk.previous_period(),
        ));
    }
    if let Some(first) = desk.facts.first_day().filter(|_| !desk.facts.has_return_window(desk.period.first_day())) {
        sentences.push(say::short_window(pen, first));
    }
    let worst = topics
        .iter()
        .filter(|(_, of)| of.answered >= LEAST_TO_NAME && of.returned > 0)
        .max_by(|a, b| a.1.share().percent().unwrap_or(0.0).total_cmp(&b.1.share().percent().unwrap_or(0.0)));
    if let Some((topic, of)) = worst {
        sentences.extend(say::worst_topic(pen, &desk.topic_name(topic.as_deref()), of.share()));
    }
    let explained: i64 = topics.iter().map(|(_, of)| of.explained).sum();
    if total.returned > 0 {
        sentences.extend(say::earlier_answer(pen, Share::new(explained, total.returned)));
    }
    paragraph(sentences)
}

fn topic_table(desk: &Desk, topics: &[(Option<String>, OfTopic)]) -> Table {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Mövzu", "Topic")),
        Column::number(pen.say("Cavab verilib", "Answered")),
        Column::number(pen.say("Təkrar gəlib", "Returned")),
        Column::number(pen.say("Pay", "Share")),
        Column::number(pen.say("Əvvəlki aya, faiz bəndi", "On month, points")),
        Column::number(pen.say("əvvəl izahat verilib", "explained before")),
    ];
    let mut table = table(
        "returns-by-topic",
        pen.say("Təkrar gəlişlər mövzular üzrə", "Return visits by topic"),
        columns,
        pen.say("Son 90 gündə cavab verilmiş qəbul yoxdur.", "No reception was answered in the last 90 days."),
    );
    for (topic, of) in topics.iter().filter(|(_, of)| of.answered > 0) {
        table.rows.push(Row::plain(vec![
            Cell::text(desk.topic_name(topic.as_deref())),
            Cell::Figure(pen.count(of.answered, BY_TOPIC)),
            Cell::Figure(pen.count(of.returned, BY_TOPIC)),
            Cell::Figure(pen.share(of.share(), BY_TOPIC)),
            change_cell(change(desk, of.share(), of.before())),
            Cell::Figure(pen.count(of.explained, BY_TOPIC)),
        ]));
    }
    let exempt = exempt_topics(desk);
    if !exempt.is_empty() {
        table.note = Some(Rich::plain(match desk.language() {
            Language::Az => format!("Gəliş qaydası müəyyən edilmiş mövzular daxil deyil: {}.", exempt.join(", ")),
            Language::En => format!("Topics whose visits are prescribed are left out: {}.", exempt.join(", ")),
        }));
    }
    table
}

/// Names of the topics that check C1 leaves out.
fn exempt_topics(desk: &Desk) -> Vec<String> {
    use crate::catalog::ThresholdValue;
    match desk.check("C1").and_then(|check| check.threshold("exempt_topics")).map(|threshold| &threshold.value) {
        Some(ThresholdValue::Texts(codes)) => codes.iter().map(|code| desk.topic_name(Some(code))).collect(),
        _ => Vec::new(),
    }
}

fn change(desk: &Desk, now: Share, before: Share) -> Option<crate::domain::report::Change> {
    desk.pen.share_change(now, before, Better::Lower, Against::Unsaid)
}

fn bars(desk: &Desk, topics: &[(Option<String>, OfTopic)]) -> Option<Bars> {
    let pen = desk.pen;
    let limit = desk.pooled("C1").results.iter().find_map(|result| result.threshold).map(|limit| 100.0 * limit);
    let mut judged: Vec<_> = topics.iter().filter(|(_, of)| of.answered >= LEAST_ANSWERS).collect();
    judged.sort_by(|a, b| b.1.share().percent().unwrap_or(0.0).total_cmp(&a.1.share().percent().unwrap_or(0.0)));
    judged.truncate(10);
    if judged.len() < 2 {
        return None;
    }
    let bars: Vec<Bar> = judged
        .into_iter()
        .map(|(topic, of)| {
            let above = limit.is_some_and(|limit| of.share().percent().is_some_and(|share| share > limit));
            Bar {
                label: desk.topic_name(topic.as_deref()),
                figure: pen.share(of.share(), BY_TOPIC),
                before: of.before().percent(),
                change: change(desk, of.share(), of.before()),
                tone: if above { Tone::Bad } else { Tone::Neutral },
            }
        })
        .collect();
    let above = bars.iter().filter(|bar| bar.tone == Tone::Bad).count();
    let message = match (above, desk.language()) {
        (0, Language::Az) => "Heç bir mövzuda yol verilən hədd aşılmayıb".to_owned(),
        (0, Language::En) => "No topic is above the limit".to_owned(),
        (above, Language::Az) => format!("Yol verilən hədd {} mövzuda aşılıb", pen.number_word(above)),
        (above, Language::En) => {
            format!("{} above the limit", pen.counted(above as i64, "", "topic is", "topics are"))
        }
    };
    Some(Bars {
        alt: super::receptions::bars_alt(&message, &bars),
        message,
        measure: pen.say("təkrar gəlişlərin payı, %", "share of return visits, %").to_owned(),
        bars,
        full: None,
        mark: limit.map(|limit| Mark {
            at: limit,
            label: format!("{} {}", pen.say("yol verilən hədd", "limit"), desk.language().percent(limit, 0)),
        }),
    })
}

fn agency_table(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        agency_column(pen),
        Column::number(pen.say("Cavab verilib", "Answered")),
        Column::number(pen.say("Təkrar gəlib", "Returned")),
        Column::number(pen.say("Pay", "Share")),
        Column::number(pen.say("Əvvəlki aya, faiz bəndi", "On month, points")),
    ];
    let mut table = table(
        "returns-by-agency",
        pen.say("Təkrar gəlişlər cavab vermiş qurumlar üzrə", "Return visits by the agency that answered"),
        columns,
        pen.say("Son 90 gündə cavab verilmiş qəbul yoxdur.", "No reception was answered in the last 90 days."),
    );
    table.rows = agency_rows(desk, &desk.by_agency(), |counts| {
        vec![
            Cell::Figure(pen.count(counts.returns.answered, BY_UNIT)),
            Cell::Figure(pen.count(counts.returns.returned, BY_UNIT)),
            Cell::Figure(pen.share(counts.returned(), BY_UNIT)),
            change_cell(change(desk, counts.returned(), desk.returned_before(counts))),
        ]
    });
    if desk.total.returns.answered == 0 {
        table.rows.clear();
    }
    table
}

/// Topic × the answer given before, the pairs that bring most people back.
fn causes(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Mövzu", "Topic")),
        Column::text(pen.say("Əvvəlki nəticə", "Earlier outcome")),
        Column::number(pen.say("Təkrar gəlib", "Returned")),
        Column::number(pen.say("Bütün təkrar gəlişlərdə payı", "Share of all returns")),
        Column::number(pen.say("Bu cür cavablarda payı", "Share of such answers")),
        Column::number(pen.say("Median müddət, gün", "Median days")),
    ];
    let mut table = table(
        "returns-causes",
        pen.say(
            "Təkrar gəlişlərin səbəbləri: mövzu və əvvəlki nəticə",
            "Causes of return visits: topic and earlier outcome",
        ),
        columns,
        pen.say("Təkrar gəliş olmayıb.", "There was no return visit."),
    );
    let rows = desk.facts.returns_by_topic.iter().filter(|row| row.returned > 0).take(12);
    for row in rows {
        table.rows.push(Row::plain(vec![
            Cell::text(desk.topic_name(row.topic.as_deref())),
            Cell::text(label(Group::Outcome, &row.outcome, desk.language())),
            Cell::Figure(pen.count(row.returned, BY_TOPIC)),
            Cell::Figure(pen.share(Share::new(row.returned, desk.total.returns.returned), BY_TOPIC)),
            Cell::Figure(pen.share(Share::new(row.returned, row.answered), BY_TOPIC)),
            match row.median_gap {
                Some(days) => Cell::Figure(pen.count(days.round() as i64, BY_TOPIC)),
                None => Cell::Blank,
            },
        ]));
    }
    table
}

/// Units by size and share around the ministry's share, with limits of 99.8 % (normal approximation).
fn funnel(desk: &Desk) -> Option<Funnel> {
    let pen = desk.pen;
    let centre = desk.total.returned().percent()? / 100.0;
    if desk.total.returns.returned == 0 {
        return None;
    }
    let limits_at = |size: f64| {
        let half = 3.09 * (centre * (1.0 - centre) / size).sqrt();
        ((centre - half).max(0.0), (centre + half).min(1.0))
    };
    let mut points: Vec<FunnelPoint> = desk
        .facts
        .returns_by_unit
        .values()
        .filter(|row| row.answered >= LEAST_ANSWERS)
        .map(|row| {
            let (size, share) = (row.answered as f64, row.returned as f64 / row.answered as f64);
            let (low, high) = limits_at(size);
            FunnelPoint {
                label: desk.unit_name(&row.unit),
                size,
                value: 100.0 * share,
                outside: share < low || share > high,
            }
        })
        .collect();
    if points.len() < 10 {
        return None;
    }
    points.sort_by(|a, b| a.size.total_cmp(&b.size).then(a.label.cmp(&b.label)));
    let (least, most) = (points.first()?.size, points.last()?.size);
    let steps = 40;
    let limits = (0..=steps)
        .map(|step| {
            let size = least + (most - least) * (f64::from(step) / f64::from(steps)).powi(2);
            let (low, high) = limits_at(size);
            FunnelLimit { size, low: 100.0 * low, high: 100.0 * high }
        })
        .collect();
    let above: Vec<&FunnelPoint> =
        points.iter().filter(|point| point.outside && point.value > 100.0 * centre).collect();
    let names: Vec<&str> = above.iter().map(|point| point.label.as_str()).collect();
    let message = match (above.len(), desk.language()) {
        (0, Language::Az) => "Bölmələr arasındakı fərq adi dəyişkənlik həddindədir".to_owned(),
        (0, Language::En) => "The units differ no more than ordinary variation explains".to_owned(),
        (count, Language::Az) => format!("{} adi dəyişkənlikdən yuxarıdır", pen.units(count)),
        (count, Language::En) => {
            format!("{} above what ordinary variation explains", pen.counted(count as i64, "", "unit is", "units are"))
        }
    };
    Some(Funnel {
        alt: if names.is_empty() { format!("{message}.") } else { format!("{message}: {}.", pen.list_some(&names, 8)) },
        message,
        size: pen.say("cavab verilmiş qəbulların sayı", "receptions answered").to_owned(),
        measure: pen.say("təkrar gəlişlərin payı, %", "share of return visits, %").to_owned(),
        centre: Some(Mark {
            at: 100.0 * centre,
            label: format!("{} {}", pen.say("orta", "mean"), pen.language.percent(100.0 * centre, 1)),
        }),
        points,
        limits,
    })
}
