//! I. The minister's own receptions and the assignments given at them.

use super::{absent, paragraph, section, table};
use crate::catalog::dataset::codes::{Group, label};
use crate::catalog::dataset::desk::Desk;
use crate::catalog::dataset::narrative_sections as say;
use crate::domain::report::{Cell, Column, Minister, Row, State};

const DAYS: &str = "reports/minister_days";

pub fn minister(desk: &Desk) -> Minister {
    let pen = desk.pen;
    let offered = desk.offered("receptions", &["official_id"]);
    if offered != State::Measured || desk.offered("officials", &[]) != State::Measured {
        let reason = pen.say(
            "Nazirin şəxsi qəbulları barədə məlumat mənbələr tərəfindən təqdim edilmir.",
            "The sources do not provide who received; the minister's own receptions cannot be told apart.",
        );
        return Minister { section: absent(reason), ..Minister::default() };
    }
    let days = &desk.facts.minister_days;
    let held = days.iter().filter(|day| day.received > 0).count();
    let received: i64 = days.iter().map(|day| day.received).sum();
    let assigned: i64 = days.iter().map(|day| day.assigned).sum();
    let listed = &desk.facts.minister_assignments;
    let overdue = listed.iter().filter(|assignment| assignment.is_overdue).count();
    let sentences = [
        Some(say::minister(pen, held as i64, received, assigned)),
        say::minister_assignments(pen, listed.len() as i64, overdue as i64),
    ];
    Minister {
        section: section(vec![paragraph(sentences.into_iter().flatten())]),
        receptions: receptions(desk),
        assignments: assignments(desk),
    }
}

fn receptions(desk: &Desk) -> crate::domain::report::Table {
    let pen = desk.pen;
    let columns = vec![
        Column::text(pen.say("Tarix", "Date")),
        Column::text(pen.say("Yer", "Place")),
        Column::text(pen.say("Cədvəl üzrə", "Schedule")),
        Column::number(pen.say("Qəbul edilib", "Received")),
        Column::number(pen.say("İzahat", "Explained")),
        Column::number(pen.say("Həll edilib", "Settled")),
        Column::number(pen.say("Tapşırıq", "Assigned")),
        Column::number(pen.say("Digər", "Other")),
        Column::number(pen.say("Gəlməyib", "No-show")),
    ];
    let mut table = table(
        "minister-days",
        pen.say("Nazirin qəbul günləri", "Reception days of the minister"),
        columns,
        pen.say("Hesabat dövründə nazir qəbul keçirməmişdir.", "The minister held no reception in the period."),
    );
    for day in &desk.facts.minister_days {
        let schedule = match &day.status {
            Some(status) => label(Group::AppointmentStatus, status, desk.language()),
            None => pen.say("cədvəldən kənar", "not scheduled").to_owned(),
        };
        let other = day.appeals + day.referred + day.no_grounds;
        table.rows.push(Row::plain(vec![
            Cell::text(desk.language().date_short(day.day)),
            Cell::text(day.place.clone().unwrap_or_else(|| "–".to_owned())),
            Cell::text(schedule),
            Cell::Figure(pen.count(day.received, DAYS)),
            Cell::Figure(pen.count(day.explained, DAYS)),
            Cell::Figure(pen.count(day.resolved, DAYS)),
            Cell::Figure(pen.count(day.assigned, DAYS)),
            Cell::Figure(pen.count(other, DAYS)),
            Cell::Figure(pen.count(day.no_shows, DAYS)),
        ]));
    }
    table
}

fn assignments(desk: &Desk) -> crate::domain::report::Table {
    let pen = desk.pen;
    let columns = vec![
        Column::text(pen.say("Nömrə", "Number")),
        super::wide(pen.say("İcraçı", "Executor")),
        Column::text(pen.say("Verilib", "Issued")),
        Column::text(pen.say("İcra müddəti", "Due")),
        Column::text(pen.say("Vəziyyəti", "State")),
    ];
    let mut table = table(
        "minister-assignments",
        pen.say("Nazirin tapşırıqlarının icrası", "Assignments of the minister"),
        columns,
        pen.say(
            "Nazirin hesabat dövrünə aid və ya icrada olan tapşırığı yoxdur.",
            "There is no assignment of the minister that is open or belongs to the period.",
        ),
    );
    for assignment in &desk.facts.minister_assignments {
        let state = match (assignment.is_overdue, assignment.is_late, assignment.status.as_deref()) {
            (true, ..) => pen.say("icra müddəti keçib", "overdue").to_owned(),
            (_, true, _) => pen.say("gecikmə ilə icra edilib", "done late").to_owned(),
            (.., Some(status)) => label(Group::AssignmentStatus, status, desk.language()),
            (.., None) => "–".to_owned(),
        };
        let state = match assignment.completed_on {
            Some(day) => format!("{state}, {}", desk.language().date_short(day)),
            None => state,
        };
        table.rows.push(Row::plain(vec![
            Cell::text(assignment.id.clone()),
            Cell::text(assignment.unit.as_deref().map_or_else(|| "–".to_owned(), |unit| desk.unit_name(unit))),
            Cell::text(pen.date(assignment.issued_on)),
            Cell::text(pen.date(assignment.due_on)),
            Cell::text(state),
        ]));
    }
    table
}
