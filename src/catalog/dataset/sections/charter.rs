//! Annex 4: the charter clause by clause, what the program does about it, and this period's figures.

use super::{table, wide};
use crate::catalog::dataset::desk::Desk;
use crate::domain::report::{Cell, Column, State, Table};

/// (clauses, duty az, duty en, where the report answers az, en)
type Line = (&'static str, &'static str, &'static str, &'static str, &'static str);

const LINES: [Line; 20] = [
    (
        "2.1.1, 4.1.3, 6.2.4",
        "qəbulun müasir üsullarla təşkili, altsistemin təkmilləşdirilməsi",
        "modern organisation of reception; improving the subsystem",
        "VI bölmə, təkliflər",
        "section VI, proposals",
    ),
    (
        "2.1.2, 3.1.7, 6.3.1, 6.3.4",
        "bölmələrdə qəbulun qanunvericiliyə uyğun və altsistem vasitəsilə aparılmasına nəzarət",
        "control that reception is lawful and goes through the subsystem",
        "VI və VIII bölmələr",
        "sections VI and VIII",
    ),
    (
        "2.1.3, 6.2.1",
        "qəbulda verilmiş tapşırıqların icrasına nəzarət",
        "control of the execution of assignments",
        "IV bölmə",
        "section IV",
    ),
    (
        "3.1.1, 6.1.2, 6.1.4",
        "vətəndaşların qeydiyyatı, məsələnin aidiyyətinin müəyyən edilməsi",
        "registration of visitors and of whose matter it is",
        "II və VI bölmələr",
        "sections II and VI",
    ),
    (
        "3.1.3",
        "əsas olmadıqda izahat verilməsi",
        "explanations where there are no grounds",
        "II bölmə, nəticələr",
        "section II, outcomes",
    ),
    (
        "3.1.4, 6.2.2",
        "rəhbər şəxslərin qəbul cədvəli",
        "the reception schedule of leadership",
        "III bölmə",
        "section III",
    ),
    (
        "3.1.5, 6.1.6",
        "təkrar müraciətlərin səbəblərinin araşdırılması",
        "study of the causes of repeat visits",
        "V bölmə",
        "section V",
    ),
    (
        "3.1.6, 6.1.3",
        "qəbul otağının fəaliyyəti",
        "the reception room",
        "II bölmə, saatlar üzrə yük",
        "section II, load by hour",
    ),
    (
        "3.1.7",
        "aylıq, rüblük, yarımillik və illik hesabatlar",
        "monthly, quarterly, half-year and annual reports",
        "bu hesabat",
        "this report",
    ),
    (
        "3.1.8, 4.1.2, 5.4.7, 6.2.3",
        "bölmələrdən hesabat və məlumatların alınması",
        "obtaining reports and data from the units",
        "IX bölmə, 2 nömrəli əlavə",
        "section IX, annex 2",
    ),
    (
        "3.1.9, 6.3.1",
        "altsistemin istifadəsi üzrə dövrü monitorinqlər",
        "periodic monitorings of the subsystem's use",
        "VI bölmə",
        "section VI",
    ),
    (
        "3.1.10, 3.1.13, 5.4.3, 6.1.7, 6.2.7",
        "iş planı, dövrlər üzrə hesabatlar, Kollegiya məsələləri",
        "work plan, activity reports, Collegium items",
        "X bölmə",
        "section X",
    ),
    (
        "3.1.12, 5.4.9",
        "xidməti məlumatların və sirlərin qorunması",
        "protection of service information",
        "3 nömrəli əlavə",
        "annex 3",
    ),
    (
        "4.1.4, 4.1.9, 6.2.5",
        "metodiki rəhbərlik, seminar və təlimlər",
        "methodical guidance, seminars, trainings",
        "nöqsanlar üzrə ehtiyac: VIII bölmə",
        "needs by findings: section VIII",
    ),
    (
        "4.1.5, 6.3.7",
        "nöqsanların səbəblərinin aradan qaldırılmasına dair təkliflər",
        "proposals to remove the causes of shortcomings",
        "I səhifə, X bölmə",
        "page 1, section X",
    ),
    ("4.1.6, 6.3.2", "təhlillər, ümumiləşdirmələr", "analyses and generalisations", "bütün bölmələr", "all sections"),
    (
        "6.1.5",
        "yazılı müraciətlərin sənəd dövriyyəsinə verilməsi",
        "handing written appeals to document circulation",
        "II bölmə, nəticələr",
        "section II, outcomes",
    ),
    (
        "6.3.3",
        "qəbulun keyfiyyətinin qiymətləndirilməsi",
        "evaluation of the quality of reception",
        "VII bölmə",
        "section VII",
    ),
    ("6.3.5", "bölmələrin hesabatlarının yoxlanılması", "verification of the units' reports", "IX bölmə", "section IX"),
    (
        "6.3.6",
        "rəhbər və məsul şəxslərin qəbulunun nəticələrinin qiymətləndirilməsi",
        "evaluation of receptions held by officials",
        "III bölmə",
        "section III",
    ),
];

pub fn charter(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        Column::text(pen.say("Yarımbənd", "Clause")),
        wide(pen.say("Vəzifə", "Duty")),
        Column::text(pen.say("Hesabatda yeri", "Where")),
        Column::text(pen.say("Dövrün göstəricisi", "Figure of the period")),
    ];
    let mut table = table(
        "charter",
        pen.say("Əsasnamənin tələbləri və onların hesabatda yeri", "The charter and where the report answers it"),
        columns,
        "",
    );
    for (clauses, duty_az, duty_en, where_az, where_en) in LINES {
        table.rows.push(crate::domain::report::Row::plain(vec![
            Cell::text(clauses),
            Cell::text(pen.say(duty_az, duty_en)),
            Cell::text(pen.say(where_az, where_en)),
            Cell::text(figure(desk, clauses)),
        ]));
    }
    table.note = Some(crate::domain::report::Rich::plain(pen.say(
        "Proqramla əhatə olunmur: 3.1.2, 3.1.11, 3.1.14, 4.1.1, 4.1.7, 4.1.8, 4.1.10, 5.4.1, 5.4.2, 5.4.5, 5.4.6, 5.4.8, 5.4.10, 5.4.12, 5.4.13, 6.1.1, 6.1.8, 6.2.6, 6.2.8, 6.3.8.",
        "Not covered by the program: 3.1.2, 3.1.11, 3.1.14, 4.1.1, 4.1.7, 4.1.8, 4.1.10, 5.4.1, 5.4.2, 5.4.5, 5.4.6, 5.4.8, 5.4.10, 5.4.12, 5.4.13, 6.1.1, 6.1.8, 6.2.6, 6.2.8, 6.3.8.",
    )));
    table
}

/// The same figures as in the sections, by the clause that they serve.
fn figure(desk: &Desk, clauses: &str) -> String {
    let pen = desk.pen;
    let total = &desk.total;
    let percent = |figure: crate::domain::report::Figure| match figure.value {
        Some(_) => format!("{}\u{a0}%", figure.text),
        None => figure.text,
    };
    match clauses.split(',').next().unwrap_or(clauses) {
        "2.1.1" | "3.1.9" => {
            percent(pen.share_if(desk.registration(), total.registered(), "reports/receptions_by_unit"))
        }
        "2.1.2" => {
            let failed: usize =
                desk.library.checks().iter().filter(|check| !desk.pooled(&check.id).failed.is_empty()).count();
            pen.counted(failed as i64, "meyar üzrə nöqsan", "check failed", "checks failed")
        }
        "2.1.3" => percent(pen.share_if(desk.execution(), total.in_time(), "reports/assignments_by_unit")),
        "3.1.1" => pen.counted(total.receptions.receptions, "nəfər", "person", "persons"),
        "3.1.3" => of_outcome(desk, "no_grounds"),
        "6.1.5" => of_outcome(desk, "written_appeal"),
        "3.1.6" => of_code(desk, "level", "reception_room"),
        "3.1.4" | "6.3.6" => percent(super::leadership::held_of_planned(desk)),
        "4.1.5" => {
            let count = crate::catalog::dataset::proposals::candidates(desk).len() as i64;
            pen.counted(count, "təklif", "proposal", "proposals")
        }
        "3.1.5" => percent(pen.share_if(desk.returns(), total.returned(), "reports/returns_by_unit")),
        "3.1.8" => {
            if desk.offered("unit-reports", &[]) != State::Measured {
                return pen.reason(State::NotProvided).to_owned();
            }
            let (missing, late) = crate::catalog::dataset::warnings::owed_reports(desk);
            let owed = (missing.len() + late.len()) as i64;
            pen.counted(owed, "hesabat gecikib və ya yoxdur", "report missing or late", "reports missing or late")
        }
        "6.3.3" => match desk.ministry_score().and_then(|score| score.index) {
            Some(index) => format!("{} {}", pen.dec(index), pen.say("bal", "points")),
            None => pen.say("hesablanmayıb", "not computed").to_owned(),
        },
        "6.3.5" => {
            if desk.offered("unit-reports", &[]) != State::Measured {
                return pen.reason(State::NotProvided).to_owned();
            }
            let found = desk.violations_of("D2").count() as i64;
            pen.counted(found, "uyğunsuzluq", "contradiction", "contradictions")
        }
        _ => "–".to_owned(),
    }
}

fn of_outcome(desk: &Desk, code: &str) -> String {
    of_code(desk, "outcome", code)
}

/// Receptions of the period with one code of a dimension, or that the dimension is not provided.
fn of_code(desk: &Desk, dimension: &str, code: &str) -> String {
    let state = desk.offered("receptions", &[dimension]);
    let rows = desk.facts.receptions_by_code.iter();
    let found = rows.into_iter().find(|row| row.dimension == dimension && row.code.as_deref() == Some(code));
    let figure = desk.pen.count_if(state, found.map_or(0, |row| row.now), "reports/receptions_by_code");
    match figure.value {
        Some(_) => desk.pen.counted(found.map_or(0, |row| row.now), "nəfər", "person", "persons"),
        None => figure.text,
    }
}
