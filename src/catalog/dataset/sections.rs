//! The sections behind page 1, one a file, in their order, and the parts they share.

pub mod annex;
pub mod causes;
pub mod charter;
pub mod contradictions;
pub mod credibility;
pub mod execution;
pub mod findings;
pub mod leadership;
pub mod method;
pub mod minister;
pub mod places;
pub mod quality;
pub mod receptions;
pub mod repeats;
pub mod subsystem;
pub mod topics;

use super::desk::{AgencyCounts, Desk};
use super::pen::Pen;
use crate::domain::report::{Cell, Column, Rich, Row, RowKind, Section, State, Table};

/// A section with its lead; paragraphs without text are left out.
pub fn section(lead: Vec<Rich>) -> Section {
    Section { lead: lead.into_iter().filter(|rich| !rich.is_empty()).collect(), absent: None }
}

/// A section that has nothing to show, and why.
pub fn absent(reason: &str) -> Section {
    Section { lead: Vec::new(), absent: Some(reason.to_owned()) }
}

/// One paragraph of several sentences.
pub fn paragraph<T: AsRef<str>>(sentences: impl IntoIterator<Item = T>) -> Rich {
    let sentences: Vec<String> =
        sentences.into_iter().map(|sentence| sentence.as_ref().to_owned()).filter(|text| !text.is_empty()).collect();
    Rich::plain(sentences.join(" "))
}

/// A table that is filled in by the caller.
pub fn table(id: &str, caption: &str, columns: Vec<Column>, empty: &str) -> Table {
    Table {
        id: id.to_owned(),
        caption: caption.to_owned(),
        columns,
        rows: Vec::new(),
        note: None,
        empty: empty.to_owned(),
    }
}

/// A text column twice as wide as the others.
pub fn wide(label: &str) -> Column {
    Column { grow: Some(2.0), ..Column::text(label) }
}

/// "Qurum", "Agency".
pub fn agency_column(pen: Pen) -> Column {
    wide(pen.say("Qurum", "Agency"))
}

/// One row an agency and the total; agencies with nothing at all say so.
pub fn agency_rows(
    desk: &Desk,
    lines: &[AgencyCounts],
    cells: impl Fn(&super::facts::Counts) -> Vec<Cell>,
) -> Vec<Row> {
    let mut rows: Vec<Row> = lines
        .iter()
        .map(|line| {
            let mut row = vec![Cell::text(line.name.clone())];
            row.extend(cells(&line.counts));
            Row::plain(row)
        })
        .collect();
    if rows.is_empty() {
        return rows;
    }
    let mut total = vec![Cell::text(desk.pen.say("Cəmi", "Total"))];
    total.extend(cells(&desk.total));
    rows.push(Row { kind: RowKind::Total, cells: total, indent: 0 });
    rows
}

/// Leaves out columns that no source provides, and says so in the note: one sentence instead of a word in every row.
pub fn without_missing_columns(pen: Pen, mut table: Table) -> Table {
    let is_missing = |column: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        let says_so = |cell: &Cell| matches!(cell, Cell::Figure(figure) if figure.state == State::NotProvided);
        let says_nothing = |cell: &Cell| match cell {
            Cell::Figure(figure) => figure.value.is_none(),
            Cell::Blank => true,
            _ => false,
        };
        cells.clone().any(says_so) && cells.all(says_nothing)
    };
    let missing: Vec<usize> = (0..table.columns.len()).filter(|column| is_missing(*column)).collect();
    if missing.is_empty() {
        return table;
    }
    let labels: Vec<String> = missing.iter().map(|column| table.columns[*column].label.clone()).collect();
    let keep = |place: usize| !missing.contains(&place);
    table.columns = kept(table.columns, keep);
    for row in &mut table.rows {
        row.cells = kept(std::mem::take(&mut row.cells), keep);
    }
    let said = format!("{}: {}.", pen.say("Mənbələr təqdim etmir", "Not provided by the sources"), labels.join("; "));
    table.note = Some(match table.note.take() {
        Some(note) => note.text(format!(" {said}")),
        None => Rich::plain(said),
    });
    table
}

fn kept<T>(items: Vec<T>, keep: impl Fn(usize) -> bool) -> Vec<T> {
    items.into_iter().enumerate().filter(|(place, _)| keep(*place)).map(|(_, item)| item).collect()
}

/// What stands in a table whose figures nobody provides.
pub fn not_provided(pen: Pen) -> &'static str {
    pen.say(
        "Mənbələr bu cədvəl üçün tələb olunan məlumatları təqdim etmir.",
        "The sources do not provide what this table needs.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    #[test]
    fn a_column_that_nobody_provides_is_said_once() {
        let pen = Pen::new(Language::En);
        let mut given =
            table("t", "T", vec![Column::text("Unit"), Column::number("Leaders"), Column::number("All")], "");
        let missing = || Cell::Figure(pen.missing(State::NotProvided, "q"));
        let none = || Cell::Figure(pen.missing(State::NoRecords, "q"));
        given.rows.push(Row::plain(vec![Cell::text("A"), missing(), Cell::Figure(pen.count(3, "q"))]));
        given.rows.push(Row::plain(vec![Cell::text("B"), none(), none()]));
        let trimmed = without_missing_columns(pen, given);
        assert_eq!(trimmed.columns.len(), 2);
        assert!(trimmed.rows.iter().all(|row| row.cells.len() == 2));
        assert_eq!(trimmed.note.unwrap().to_text(), "Not provided by the sources: Leaders.");
    }
}
