//! V. Units whose answers send people back more than their peers' do, and the ways from unit to unit.

use super::{table, wide};
use crate::catalog::dataset::codes::{Group, label};
use crate::catalog::dataset::desk::Desk;
use crate::catalog::dataset::noise::Share;
use crate::domain::language::Language;
use crate::domain::report::{Cell, Column, Rich, Row, Table};

const CAUSES: &str = "reports/return_causes";
const PATHS: &str = "reports/return_paths";
const ROWS: usize = 12;

/// The units, topics and outcomes whose share of returns lies above the peers' by more than chance explains.
pub fn peers(desk: &Desk) -> Option<Table> {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Bölmə", "Unit")),
        wide(pen.say("Mövzu", "Topic")),
        Column::text(pen.say("Əvvəlki nəticə", "Earlier outcome")),
        Column::number(pen.say("Təkrar gəlib", "Returned")),
        Column::number(pen.say("Pay", "Share")),
        Column::number(pen.say("Oxşar bölmələrdə pay", "Share at peers")),
        Column::number(pen.say("Fərq, faiz bəndi (99 % inam intervalı)", "Difference, points (99 % interval)")),
    ];
    let mut table = table(
        "returns-peers",
        pen.say(
            "Vətəndaşın oxşar bölmələrdəkindən çox təkrar gəldiyi bölmələr",
            "Units to which people return more than to their peers",
        ),
        columns,
        "",
    );
    let above = || desk.facts.return_causes.iter().filter(|row| row.unit.is_some() && row.low > 0.0);
    for row in above().take(ROWS) {
        let points = |value: f64| pen.language.decimal(100.0 * value, 1);
        table.rows.push(Row::plain(vec![
            Cell::text(desk.unit_name(row.unit.as_deref().unwrap_or_default())),
            Cell::text(desk.topic_name(Some(&row.topic))),
            Cell::text(label(Group::Outcome, &row.outcome, desk.language())),
            Cell::Figure(pen.count(row.returned, CAUSES)),
            Cell::Figure(pen.share(Share::new(row.returned, row.answered), CAUSES)),
            Cell::Figure(pen.share(Share::new(row.peer_returned, row.peer_answered), CAUSES)),
            Cell::text(format!("{} ({}–{})", points(row.difference), points(row.low), points(row.high))),
        ]));
    }
    if table.rows.is_empty() {
        return None;
    }
    let more = above().count() - table.rows.len();
    let mut note = Rich::plain(pen.say(
        "Eyni mövzu və nəticə üzrə eyni növ bölmələrlə müqayisə; hər iki tərəfdə azı 30 cavab. Fərqin intervalı Nyukomb üsulu ilədir.",
        "Against units of the same kind with the same topic and outcome, at least 30 answers on both sides; Newcombe's interval.",
    ));
    if more > 0 {
        note = note.text(match desk.language() {
            Language::Az => format!(" Daha {} hal göstərilməyib.", pen.int(more as i64)),
            Language::En => format!(" {} more are not shown.", pen.int(more as i64)),
        });
    }
    table.note = Some(note);
    Some(table)
}

/// The commonest ways to a third unit; by agency where the ways from unit to unit are too few to print.
pub fn paths(desk: &Desk) -> Option<Table> {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Vətəndaşın keçdiyi yol", "The citizen's way")),
        Column::number(pen.say("Vətəndaş", "Citizens")),
    ];
    let mut table = table(
        "returns-paths",
        pen.say("Eyni məsələ ilə üçüncü bölməyə aparan yollar", "Ways that led to a third unit with one matter"),
        columns,
        "",
    );
    let of_level = |level: &'static str| desk.facts.return_paths.iter().filter(move |row| row.level == level);
    let level = if of_level("unit").any(|row| row.way.is_some()) { "unit" } else { "agency" };
    for row in of_level(level).filter(|row| row.way.is_some()).take(ROWS) {
        let names: Vec<String> = row.way.iter().flatten().map(|code| desk.unit_name(code)).collect();
        table.rows.push(Row::plain(vec![Cell::text(names.join(" → ")), Cell::Figure(pen.count(row.citizens, PATHS))]));
    }
    if table.rows.is_empty() {
        return None;
    }
    let few = pen.int(i64::from(desk.settings.small_cell));
    table.note = Some(Rich::plain(match desk.language() {
        Language::Az => format!("{few} nəfərdən az vətəndaşın keçdiyi yollar göstərilmir."),
        Language::En => format!("Ways of fewer than {few} citizens are not shown."),
    }));
    Some(table)
}
