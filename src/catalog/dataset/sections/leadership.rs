//! III. Receptions of the leading officials: planned, held, and what came of them.

use super::{absent, agency_column, paragraph, section, table, wide, without_missing_columns};
use crate::catalog::dataset::desk::Desk;
use crate::catalog::dataset::narrative_sections as say;
use crate::catalog::dataset::noise::Share;
use crate::catalog::dataset::rows::Official;
use crate::domain::language::Language;
use crate::domain::report::{Bar, Bars, Cell, Column, Figure, Leadership, Mark, Rich, Row, State, Table, Tone};

const QUERY: &str = "reports/officials";
/// Officials printed; the others are in the dataset's attachments.
const OFFICIAL_ROWS: usize = 200;

/// Sums over officials.
#[derive(Default)]
struct Sums {
    planned: i64,
    expected: i64,
    held: i64,
    cancelled: i64,
    moved: i64,
    without_reason: i64,
    received: i64,
    issued: i64,
    due: i64,
    in_time: i64,
}

impl Sums {
    fn of<'a>(officials: impl IntoIterator<Item = &'a Official>) -> Sums {
        let mut sums = Sums::default();
        for official in officials {
            sums.planned += official.planned;
            sums.expected += official.expected;
            sums.held += official.held;
            sums.cancelled += official.cancelled;
            sums.moved += official.moved;
            sums.without_reason += official.without_reason;
            sums.received += official.received;
            sums.issued += official.issued;
            sums.due += official.due;
            sums.in_time += official.in_time;
        }
        sums
    }

    fn held_share(&self) -> Share {
        Share::new(self.held, self.expected)
    }
}

pub fn leadership(desk: &Desk) -> Leadership {
    let pen = desk.pen;
    if desk.appointments() != State::Measured && desk.offered("receptions", &["official_id"]) != State::Measured {
        let reason = pen.say(
            "Qəbul cədvəli və qəbulu keçirən şəxslər barədə məlumat mənbələr tərəfindən təqdim edilmir, buna görə rəhbər şəxslərin qəbulu qiymətləndirilməyib.",
            "The sources provide neither the reception schedule nor who received; receptions of leading officials are not evaluated.",
        );
        return Leadership { section: absent(reason), ..Leadership::default() };
    }
    let leaders = leaders(desk);
    let sums = Sums::of(leaders.iter().copied());
    let mut sentences = Vec::new();
    if desk.appointments() == State::Measured {
        sentences.push(say::schedule(pen, sums.expected, sums.held, sums.without_reason));
    }
    if desk.levels() == State::Measured && desk.total.receptions.receptions > 0 {
        let total = &desk.total.receptions;
        sentences.push(say::received_by_leaders(pen, Share::new(total.by_leaders, total.receptions)));
    }
    Leadership {
        section: section(vec![paragraph(sentences)]),
        held: held(desk, &leaders),
        by_agency: by_agency(desk, &leaders),
        officials: officials(desk, &leaders),
    }
}

/// Held of the receptions of leading officials that were to be held, as in the section.
pub fn held_of_planned(desk: &Desk) -> Figure {
    let sums = Sums::of(leaders(desk));
    desk.pen.share_if(desk.appointments(), sums.held_share(), QUERY)
}

fn leaders<'a>(desk: &Desk<'a>) -> Vec<&'a Official> {
    let mut leaders: Vec<&Official> =
        desk.facts.officials.iter().filter(|official| official.level == "leadership").collect();
    let place = |official: &Official| desk.reference.units.get(&official.unit).map_or(usize::MAX, |unit| unit.position);
    leaders.sort_by(|a, b| place(a).cmp(&place(b)).then(a.id.cmp(&b.id)));
    leaders
}

fn of_agency<'a>(desk: &Desk, leaders: &[&'a Official], agency: &str) -> Vec<&'a Official> {
    leaders.iter().copied().filter(|official| desk.reference.units.is_within(&official.unit, agency)).collect()
}

fn held(desk: &Desk, leaders: &[&Official]) -> Option<Bars> {
    let pen = desk.pen;
    if desk.appointments() != State::Measured {
        return None;
    }
    let target = desk.model.indicator("appointments_held").map(|indicator| indicator.target);
    let mut bars: Vec<Bar> = Vec::new();
    for agency in desk.agencies() {
        let share = Sums::of(of_agency(desk, leaders, &agency.code)).held_share();
        let Some(percent) = share.percent() else { continue };
        let below = target.is_some_and(|target| percent < target);
        bars.push(Bar {
            label: pen.unit(agency).to_owned(),
            figure: pen.share(share, QUERY),
            before: None,
            change: None,
            tone: if below { Tone::Bad } else { Tone::Neutral },
        });
    }
    bars.sort_by(|a, b| b.figure.value.unwrap_or(0.0).total_cmp(&a.figure.value.unwrap_or(0.0)));
    bars.truncate(14);
    let last = bars.last()?;
    let message = match desk.language() {
        Language::Az => format!("Ən aşağı göstərici {} üzrədir: {} faiz", last.label, last.figure.text),
        Language::En => format!("Lowest at {}: {} per cent", last.label, last.figure.text),
    };
    Some(Bars {
        alt: super::receptions::bars_alt(&message, &bars),
        message,
        measure: pen.say("planlaşdırılmış qəbullardan keçirilən, %", "held of planned, %").to_owned(),
        bars,
        full: Some(100.0),
        mark: target.map(|target| Mark {
            at: target,
            label: format!("{} {}", pen.say("hədəf", "target"), desk.language().percent(target, 0)),
        }),
    })
}

fn by_agency(desk: &Desk, leaders: &[&Official]) -> Table {
    let pen = desk.pen;
    let columns = vec![
        agency_column(pen),
        Column::number(pen.say("Planlaşdırılıb", "Planned")),
        Column::number(pen.say("Keçirilib", "Held")),
        Column::number(pen.say("Ləğv edilib", "Cancelled")),
        Column::number(pen.say("Başqa günə", "Moved")),
        Column::number(pen.say("Səbəbsiz", "No reason")),
        Column::number(pen.say("Keçirilən, %", "Held, %")),
        Column::number(pen.say("Qəbul edilib", "Received")),
    ];
    let mut table = table(
        "leadership-by-agency",
        pen.say("Rəhbər şəxslərin qəbulu qurumlar üzrə", "Receptions of leading officials by agency"),
        columns,
        pen.say(
            "Hesabat dövründə rəhbər şəxslərin qəbulu barədə qeyd yoxdur.",
            "There are no records of leading officials in the period.",
        ),
    );
    let schedule = desk.appointments();
    let cells = |name: String, sums: &Sums| {
        vec![
            Cell::text(name),
            Cell::Figure(pen.count_if(schedule, sums.planned, QUERY)),
            Cell::Figure(pen.count_if(schedule, sums.held, QUERY)),
            Cell::Figure(pen.count_if(schedule, sums.cancelled, QUERY)),
            Cell::Figure(pen.count_if(schedule, sums.moved, QUERY)),
            Cell::Figure(pen.count_if(schedule, sums.without_reason, QUERY)),
            Cell::Figure(pen.share_if(schedule, sums.held_share(), QUERY)),
            Cell::Figure(pen.count(sums.received, QUERY)),
        ]
    };
    for agency in desk.agencies() {
        let own = of_agency(desk, leaders, &agency.code);
        if !own.is_empty() {
            table.rows.push(Row::plain(cells(pen.unit(agency).to_owned(), &Sums::of(own))));
        }
    }
    if !table.rows.is_empty() {
        let total = Sums::of(leaders.iter().copied());
        table.rows.push(Row::total(cells(pen.say("Cəmi", "Total").to_owned(), &total)));
    }
    without_missing_columns(pen, table)
}

fn officials(desk: &Desk, leaders: &[&Official]) -> Table {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Vəzifəli şəxs", "Official")),
        wide(pen.say("Bölmə", "Unit")),
        Column::number(pen.say("Keçirilib / plan", "Held / planned")),
        Column::number(pen.say("Qəbul", "Received")),
        Column::number(pen.say("Nəticə*", "Outcome*")),
        Column::number(pen.say("İcra**", "Executed**")),
        Column::number(pen.say("Gecikən", "Overdue")),
    ];
    let mut table = table(
        "leading-officials",
        pen.say(
            "Rəhbər şəxslərin keçirdiyi qəbullar və verdiyi tapşırıqların icrası",
            "Receptions of the leading officials and the execution of their assignments",
        ),
        columns,
        pen.say("Rəhbər şəxslər barədə qeyd yoxdur.", "There are no records of leading officials."),
    );
    for official in leaders.iter().take(OFFICIAL_ROWS) {
        let name = official.name.as_deref().map_or_else(|| official.id.clone(), short_name);
        let who = match &official.post {
            Some(post) => format!("{name}, {post}"),
            None => name,
        };
        let pair = |part: i64, whole: i64| format!("{}\u{a0}/\u{a0}{}", pen.int(part), pen.int(whole));
        let other = official.appeals + official.referred + official.no_grounds;
        let outcomes = [official.explained, official.resolved, official.assigned, other].map(|count| pen.int(count));
        table.rows.push(Row::plain(vec![
            Cell::text(who),
            Cell::text(desk.unit_name(&official.unit)),
            Cell::text(pair(official.held, official.planned)),
            Cell::Figure(pen.count(official.received, QUERY)),
            Cell::text(outcomes.join("\u{a0}/\u{a0}")),
            Cell::text(pair(official.in_time, official.due)),
            Cell::Figure(pen.count(official.overdue, QUERY)),
        ]));
    }
    let mut note = Rich::plain(pen.say(
        "* izahat / həll edilib / tapşırıq / digər. ** vaxtında icra edilən / müddəti çatan tapşırıqlar.",
        "* explained / settled / assigned / other. ** assignments done in time / due.",
    ));
    if leaders.len() > OFFICIAL_ROWS {
        let more = (leaders.len() - OFFICIAL_ROWS) as i64;
        note = note.text(match desk.language() {
            Language::Az => format!(" Daha {} rəhbər şəxs göstərilməyib.", pen.int(more)),
            Language::En => format!(" {} more leading officials are not shown.", pen.int(more)),
        });
    }
    table.note = Some(note);
    table
}

/// "Məmmədov Fərid İdris oğlu" → "F.Məmmədov"; a name in any other form stays as it came.
fn short_name(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [surname, given, .., last] if ["oğlu", "qızı"].contains(last) && words.len() >= 4 => {
            match given.chars().next() {
                Some(initial) => format!("{initial}.{surname}"),
                None => name.to_owned(),
            }
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shortened_only_in_their_full_form() {
        assert_eq!(short_name("Məmmədov Fərid İdris oğlu"), "F.Məmmədov");
        assert_eq!(short_name("S.Quliyeva"), "S.Quliyeva");
        assert_eq!(short_name("Quliyeva Sevda"), "Quliyeva Sevda");
    }
}
