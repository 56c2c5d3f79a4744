//! What changed since the last monitoring of the same unit and checks.

use super::Desk;
use super::results::RESULTS;
use crate::catalog::dataset::sections::{absent, section, table, wide};
use crate::domain::audit::comparison::Since;
use crate::domain::language::Language;
use crate::domain::report::audit::Comparison;
use crate::domain::report::{Cell, Column, Rich, Row, RowKind, Table};

pub fn comparison(desk: &Desk) -> Comparison {
    let pen = desk.pen;
    let Some(last) = desk.dossier.last else {
        return Comparison {
            section: absent(pen.say(
                "Bu qurumda eyni meyarlar üzrə əvvəl monitorinq keçirilməyib.",
                "This unit has not been monitored by these checks before.",
            )),
            changes: Table::default(),
        };
    };
    let count = |since: Since| desk.dossier.changed.iter().filter(|line| line.since == since).count();
    let lead = match desk.language() {
        Language::Az => format!(
            "{last} nömrəli monitorinqlə müqayisədə məlumatla təsdiqlənərək aradan qaldırılmış nöqsanların sayı {}, təkrar aşkar edilənlər {}, qalanlar {}, yenilər {} təşkil edir.",
            count(Since::Closed),
            count(Since::Returned),
            count(Since::Persists),
            count(Since::New)
        ),
        Language::En => format!(
            "Compared with the monitoring {last}: {} closed by data, {} returned, {} persist, {} new.",
            count(Since::Closed),
            count(Since::Returned),
            count(Since::Persists),
            count(Since::New)
        ),
    };
    let columns = vec![
        Column { grow: None, ..Column::text(pen.say("Meyar", "Check")) },
        wide(pen.say("Adı", "Title")),
        Column::text(pen.say("Bölmə", "Unit")),
        Column::text(pen.say("Vəziyyət", "What became of it")),
        Column::number(pen.say("Əvvəl, pozuntu", "Violations then")),
        Column::number(pen.say("İndi, pozuntu", "Violations now")),
    ];
    let mut changes = table(
        "audit-changes",
        pen.say("Əvvəlki monitorinqdən sonrakı dəyişikliklər", "What changed since the last monitoring"),
        columns,
        pen.say(
            "Əvvəlki və bu monitorinqdə nöqsan aşkar edilməyib.",
            "No shortcoming was found then, none was found now.",
        ),
    );
    for group in [Since::Returned, Since::New, Since::Persists, Since::NotEvaluable, Since::Closed] {
        let name = since_text(desk, group);
        let lines: Vec<_> = desk.dossier.changed.iter().filter(|line| line.since == group).collect();
        for line in lines {
            let title = desk.check_title(&line.check);
            changes.rows.push(Row {
                kind: RowKind::Plain,
                indent: 0,
                cells: vec![
                    Cell::text(line.check.as_str()),
                    Cell::text(title),
                    if desk.is_subtree() { Cell::text(desk.unit_name(&line.unit)) } else { Cell::Blank },
                    Cell::text(name),
                    Cell::Figure(pen.count(line.violations_before, RESULTS)),
                    Cell::Figure(pen.count(line.violations_now, RESULTS)),
                ],
            });
        }
    }
    Comparison { section: section(vec![Rich::plain(lead)]), changes }
}

fn since_text(desk: &Desk, since: Since) -> &'static str {
    let (az, en) = match since {
        Since::Persists => ("qalır", "persists"),
        Since::Returned => ("təkrar aşkar edilib", "returned"),
        Since::New => ("yeni", "new"),
        Since::Closed => ("məlumatla təsdiqlənib, aradan qaldırılıb", "closed by data"),
        Since::NotEvaluable => ("qiymətləndirilməyib, açıq qalır", "not evaluable, stays open"),
    };
    if desk.language() == Language::Az { az } else { en }
}
