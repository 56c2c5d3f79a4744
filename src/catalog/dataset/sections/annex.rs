//! The annexes: all units, the data and their sources, the method, the charter.

use super::charter::charter;
use super::method::method;
use super::quality::{index_figure, rank_text};
use super::{table, wide, without_missing_columns};
use crate::catalog::dataset::codes::{Group, label};
use crate::catalog::dataset::coverage::Offer;
use crate::catalog::dataset::desk::Desk;
use crate::catalog::dataset::facts::Counts;
use crate::catalog::dataset::headlines::interval;
use crate::domain::finding::CheckState;
use crate::domain::report::{Annex, Cell, Column, Figure, Rich, Row, RowKind, State, Table};
use crate::domain::unit::Unit;

const BY_UNIT: &str = "reports/receptions_by_unit";

pub fn annex(desk: &Desk) -> Annex {
    Annex { units: units(desk), data: data(desk), method: method(desk), charter: charter(desk) }
}

// ----- annex 1 -----

fn units(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Bölmə", "Unit")),
        Column::number(pen.say("Qəbul", "Received")),
        Column::number(pen.say("Altsist., %", "Subsystem, %")),
        Column::number(pen.say("Vaxtında icra, %", "In time, %")),
        Column::number(pen.say("Gecikən", "Overdue")),
        Column::number(pen.say("Təkrar, %", "Returns, %")),
        Column::number(pen.say("İndeks", "Index")),
        Column::number(pen.say("İnterval", "Interval")),
        Column::number(pen.say("Yer", "Rank")),
        Column::number(pen.say("Nöqsan", "Failed checks")),
    ];
    let mut table = table(
        "all-units",
        pen.say("Bütün bölmələrin göstəriciləri", "All units"),
        columns,
        pen.say("Bölmələr cədvəli boşdur.", "The table of units is empty."),
    );
    let reference = &desk.reference.units;
    for agency in desk.agencies() {
        let subtree = reference.subtree(&agency.code);
        let below: Vec<&Unit> = subtree.iter().copied().filter(|unit| unit.code != agency.code).collect();
        let pooled = desk.facts.counts(subtree.iter().map(|unit| unit.code.as_str()));
        let mut row = unit_row(desk, agency, pen.unit(agency), &pooled);
        if below.is_empty() {
            table.rows.push(row);
            continue;
        }
        row.kind = RowKind::Group;
        table.rows.push(row);
        let own = desk.own_counts(&agency.code);
        if own != Counts::default() {
            table.rows.push(own_row(desk, &own));
        }
        for unit in below {
            let mut row = unit_row(desk, unit, pen.unit(unit), &desk.own_counts(&unit.code));
            row.indent = 1;
            table.rows.push(row);
        }
    }
    table.note = Some(Rich::plain(pen.say(
        "Qurumun sətrində onun bütün bölmələrinin qeydləri birlikdə hesablanıb. Yer: qurumlar – qurumlar arasında, yerli bölmələr – öz qurumunun daxilində. “–”: qeyd yoxdur və ya azdır; “…”: məlumat təqdim edilmir.",
        "An agency's row pools the records of all its units. Ranks: agencies among agencies, local units within their agency. “–”: no records or too few; “…”: not provided.",
    )));
    without_missing_columns(pen, table)
}

fn unit_row(desk: &Desk, unit: &Unit, name: &str, counts: &Counts) -> Row {
    let score = desk.score_of(&unit.code);
    let failed = desk
        .checks
        .results
        .iter()
        .filter(|result| result.unit == unit.code && result.state == CheckState::Fail)
        .count();
    let mut cells = counts_cells(desk, name, counts);
    cells.push(Cell::Figure(dashed(index_figure(desk, score))));
    cells.push(Cell::text(score.and_then(|score| interval(desk, score)).unwrap_or_else(|| "–".to_owned())));
    cells.push(Cell::text(score.map(rank_text).filter(|rank| !rank.is_empty()).unwrap_or_else(|| "–".to_owned())));
    cells.push(Cell::Figure(desk.pen.count(failed as i64, "checks")));
    Row::plain(cells)
}

/// The agency's own records, without those of its branches.
fn own_row(desk: &Desk, counts: &Counts) -> Row {
    let mut cells = counts_cells(desk, desk.pen.say("qurumun mərkəzi aparatı", "head office"), counts);
    cells.extend([Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank]);
    Row { kind: RowKind::Plain, cells, indent: 1 }
}

fn counts_cells(desk: &Desk, name: &str, counts: &Counts) -> Vec<Cell> {
    let pen = desk.pen;
    let has_records = if counts.receptions.records == 0 { State::NoRecords } else { State::Measured };
    let figures = [
        pen.count_if(has_records, counts.receptions.receptions, BY_UNIT),
        pen.share_if(desk.registration(), counts.registered(), BY_UNIT),
        pen.share_if(desk.execution(), counts.in_time(), "reports/assignments_by_unit"),
        pen.count_if(desk.execution(), counts.assignments.overdue, "reports/assignments_by_unit"),
        pen.share_if(desk.returns(), counts.returned(), "reports/returns_by_unit"),
    ];
    let mut cells = vec![Cell::text(name)];
    cells.extend(figures.into_iter().map(|figure| Cell::Figure(dashed(figure))));
    cells
}

/// In a table of 155 rows a reason would be said a hundred times: signs stand for it and the note explains them.
fn dashed(mut figure: Figure) -> Figure {
    match figure.state {
        State::Measured => {}
        State::NotProvided => figure.text = "…".to_owned(),
        _ => figure.text = "–".to_owned(),
    }
    figure
}

// ----- annex 2 -----

fn data(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        Column::text(pen.say("Mənbə", "Source")),
        Column::text(pen.say("Son tam məlumat", "Last complete")),
        Column::number(pen.say("Dövrün qəbulları", "Receptions of the period")),
        Column::number(pen.say("Oxunmuş sətir", "Rows read")),
        Column::number(pen.say("Rədd edilib", "Rejected")),
        wide(pen.say("Rədd edilmə səbəbləri", "Reasons")),
        wide(pen.say("Təqdim edilməyən məlumat", "Not provided")),
    ];
    let mut table = table(
        "sources",
        pen.say("Mənbələrin vəziyyəti və rədd edilmiş qeydlər", "State of the sources and rejected rows"),
        columns,
        pen.say("Heç bir mənbə qoşulmayıb.", "No source is connected."),
    );
    for source in &desk.facts.sources {
        let last = source.last_complete.map_or_else(
            || pen.say("heç vaxt", "never").to_owned(),
            |at| desk.language().date_time(desk.reference.zone.local(at)),
        );
        let reasons: Vec<String> = desk
            .facts
            .rejected
            .iter()
            .filter(|row| row.source == source.source)
            .map(|row| {
                let field = row.field.as_ref().map(|field| format!(" ({field})")).unwrap_or_default();
                format!(
                    "{}: {}{field} – {}",
                    label(Group::Entity, &row.entity, desk.language()),
                    label(Group::Rejection, &row.reason, desk.language()),
                    pen.int(row.rejected)
                )
            })
            .collect();
        table.rows.push(Row::plain(vec![
            Cell::text(source.source.clone()),
            Cell::text(last),
            Cell::Figure(pen.count(source.records_now, "reports/sources")),
            Cell::Figure(pen.count(source.rows_seen, "reports/sources")),
            Cell::Figure(pen.count(source.rejected, "reports/sources")),
            Cell::text(if reasons.is_empty() { "–".to_owned() } else { reasons.join("; ") }),
            Cell::text(lacks(desk, &source.source)),
        ]));
    }
    table
}

/// What one source does not offer, of what the report counts.
fn lacks(desk: &Desk, source: &str) -> String {
    let pen = desk.pen;
    let matters = [
        ("receptions", "registration", pen.say("qeydiyyat üsulu", "way of registration")),
        ("receptions", "level", pen.say("qəbul edən şəxs", "who received")),
        ("receptions", "outcome", pen.say("nəticə", "outcome")),
        ("receptions", "citizen", pen.say("vətəndaş", "citizen")),
        ("receptions", "arrived_at", pen.say("gözləmə vaxtı", "waiting time")),
        ("receptions", "rating", pen.say("vətəndaşın qiyməti", "rating")),
        ("assignments", "*", pen.say("tapşırıqlar", "assignments")),
        ("appointments", "*", pen.say("qəbul cədvəli", "schedule")),
        ("unit-reports", "*", pen.say("bölmənin hesabatları", "unit reports")),
    ];
    let lacking: Vec<&str> = matters
        .into_iter()
        .filter(|(entity, column, _)| match desk.facts.coverage.of(entity, column) {
            Offer::Whole => false,
            Offer::Nobody => true,
            Offer::Without(sources) => sources.iter().any(|without| without == source),
        })
        .map(|(.., words)| words)
        .collect();
    if lacking.is_empty() { "–".to_owned() } else { lacking.join(", ") }
}
