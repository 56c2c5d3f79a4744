//! IX. The credibility factor by unit: the figures of twelve months that the records bear out, and whom errors favour.

use super::{table, wide};
use crate::catalog::dataset::desk::Desk;
use crate::catalog::dataset::noise::Share;
use crate::domain::report::{Cell, Column, Rich, Row, Table};

const QUERY: &str = "reports/credibility";
const ROWS: usize = 15;

/// The units whose reports are borne out least; none where every figure holds.
pub fn by_unit(desk: &Desk) -> Option<Table> {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Bölmə", "Unit")),
        Column::number(pen.say("Hesabat", "Reports")),
        Column::number(pen.say("Rəqəm", "Figures")),
        Column::number(pen.say("Təsdiqlənib", "Borne out")),
        Column::number(pen.say("Əmsal, %", "Factor, %")),
        Column::number(pen.say("90 % inam intervalı", "90 % interval")),
        Column::number(pen.say("Xeyrinə olan səhv", "Errors in its favour")),
    ];
    let mut table = table(
        "credibility-units",
        pen.say(
            "Hesabatların etibarlılıq əmsalı ən aşağı olan bölmələr (son 12 ay)",
            "Units with the lowest credibility factor (12 months)",
        ),
        columns,
        "",
    );
    let wrong = desk.facts.credibility.iter().filter(|of| of.held < of.figures).take(ROWS);
    for of in wrong {
        let percent = |value: f64| pen.language.decimal(100.0 * value, 0);
        // A tendency that chance explains in fewer than one case of twenty is marked.
        let mark = if of.p_value.is_some_and(|p| p < 0.05) { "*" } else { "" };
        table.rows.push(Row::plain(vec![
            Cell::text(desk.unit_name(&of.unit)),
            Cell::Figure(pen.count(of.reports as i64, QUERY)),
            Cell::Figure(pen.count(of.figures as i64, QUERY)),
            Cell::Figure(pen.count(of.held as i64, QUERY)),
            Cell::Figure(pen.share(Share::new(of.held as i64, of.figures as i64), QUERY)),
            Cell::text(format!("{}–{}", percent(of.factor.low), percent(of.factor.high))),
            Cell::text(format!("{} / {}{mark}", pen.int(of.favouring as i64), pen.int(of.judged as i64))),
        ]));
    }
    if table.rows.is_empty() {
        return None;
    }
    table.note = Some(Rich::plain(pen.say(
        "Xeyrinə olan səhv: artıq və ya az göstərilməsi bölməni yaxşı göstərən rəqəmlər üzrə. * – bir tərəfə meyil təsadüflə izah olunmur (işarə testi, p < 0,05).",
        "Errors in its favour: of the figures of which more or less makes the unit look better. * – chance does not explain the tendency (sign test, p < 0.05).",
    )));
    Some(table)
}
