//! VI. Use of the subsystem "Vətəndaşların qəbulu".

use chrono::NaiveDate;

use super::{absent, agency_column, paragraph, section, table, wide};
use crate::catalog::dataset::desk::{Desk, Pooled};
use crate::catalog::dataset::narrative_quality as say;
use crate::catalog::dataset::noise::Share;
use crate::catalog::dataset::pen::{Against, Better};
use crate::domain::language::{Language, az};
use crate::domain::report::{Bar, Bars, Cell, Column, Figure, Mark, Rich, Row, State, Subsystem, Table, Tone};

const BY_UNIT: &str = "reports/receptions_by_unit";
/// A unit with fewer records is not called lagging.
const LEAST_RECORDS: i64 = 20;
const LAGGING_ROWS: usize = 15;

pub fn subsystem(desk: &Desk) -> Subsystem {
    let pen = desk.pen;
    if desk.registration() != State::Measured {
        let reason = pen.say(
            "Qəbulların altsistemdə qeydiyyatı barədə məlumat mənbələr tərəfindən təqdim edilmir, buna görə altsistemdən istifadə qiymətləndirilməyib.",
            "The sources do not say how receptions were registered; the use of the subsystem is not evaluated.",
        );
        return Subsystem { section: absent(reason), silent: silent(desk), ..Subsystem::default() };
    }
    Subsystem {
        section: section(vec![lead(desk)]),
        registered: registered(desk),
        by_agency: by_agency(desk),
        lagging: lagging(desk),
        silent: silent(desk),
    }
}

fn target(desk: &Desk) -> Option<f64> {
    desk.model.indicator("registered_in_subsystem").map(|indicator| indicator.target)
}

fn lead(desk: &Desk) -> Rich {
    let pen = desk.pen;
    let total = &desk.total.receptions;
    let mut sentences = Vec::new();
    if total.with_registration > 0 || total.with_registration_previous > 0 {
        sentences.push(pen.share_moved(
            pen.say("Altsistemdə qeydiyyatın payı", "The share registered in the subsystem"),
            desk.total.registered(),
            desk.total.registered_before(),
            desk.previous_period(),
        ));
    }
    if total.with_registration > 0 {
        sentences.push(say::on_paper(pen, total.on_paper, total.entered_late));
    }
    sentences.extend(say::silent_units(pen, desk.pooled("R3").failed.len()));
    paragraph(sentences)
}

fn registered(desk: &Desk) -> Option<Bars> {
    let pen = desk.pen;
    let target = target(desk);
    let mut bars: Vec<Bar> = Vec::new();
    for line in desk.by_agency() {
        let (now, before) = (line.counts.registered(), line.counts.registered_before());
        let Some(percent) = now.percent() else { continue };
        bars.push(Bar {
            label: line.name,
            figure: pen.share(now, BY_UNIT),
            before: before.percent(),
            change: pen.share_change(now, before, Better::Higher, Against::Unsaid),
            tone: if target.is_some_and(|target| percent < target) { Tone::Bad } else { Tone::Neutral },
        });
    }
    bars.sort_by(|a, b| b.figure.value.unwrap_or(0.0).total_cmp(&a.figure.value.unwrap_or(0.0)));
    bars.truncate(14);
    let last = bars.last()?;
    let message = match desk.language() {
        Language::Az => format!("Ən aşağı pay {} üzrədir: {} faiz", last.label, last.figure.text),
        Language::En => format!("Lowest at {}: {} per cent", last.label, last.figure.text),
    };
    Some(Bars {
        alt: super::receptions::bars_alt(&message, &bars),
        message,
        measure: pen.say("altsistemdə qeydə alınan, %", "registered in the subsystem, %").to_owned(),
        bars,
        full: Some(100.0),
        mark: target.map(|target| Mark {
            at: target,
            label: format!("{} {}", pen.say("hədəf", "target"), desk.language().percent(target, 0)),
        }),
    })
}

fn by_agency(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        agency_column(pen),
        Column::number(pen.say("Qeyd", "Records")),
        Column::number(pen.say("Altsistemdə, %", "In the subsystem, %")),
        Column::number(pen.say("Kağızda", "On paper")),
        Column::number(pen.say("Gec daxil edilib", "Entered late")),
        Column::number(pen.say("Vaxtında qeydə alınmayıb", "Not in time")),
        Column::number(pen.say("Natamam", "Incomplete")),
    ];
    let mut table = table(
        "subsystem-by-agency",
        pen.say("Altsistemdən istifadə qurumlar üzrə", "Use of the subsystem by agency"),
        columns,
        pen.say("Hesabat dövründə qeyd yoxdur.", "There are no records in the period."),
    );
    let (late, incomplete) = (desk.pooled("R1"), desk.pooled("R5"));
    let of_check = |check: &Pooled, agency: Option<&str>| -> Figure {
        let id = check.results.first().map(|result| format!("checks/{}", result.check)).unwrap_or_default();
        let within = |unit: &str| agency.is_none_or(|agency| desk.reference.units.is_within(unit, agency));
        let judged: Vec<_> =
            check.results.iter().filter(|result| within(&result.unit) && result.population > 0).collect();
        match judged.is_empty() {
            true => pen.missing(State::NoRecords, &id),
            false => pen.count(judged.iter().map(|result| result.violations).sum(), &id),
        }
    };
    let cells = |name: &str, counts: &crate::catalog::dataset::facts::Counts, agency: Option<&str>| {
        let of = &counts.receptions;
        vec![
            Cell::text(name),
            Cell::Figure(pen.count(of.records, BY_UNIT)),
            Cell::Figure(pen.share(counts.registered(), BY_UNIT)),
            Cell::Figure(pen.count(of.on_paper, BY_UNIT)),
            Cell::Figure(pen.count(of.entered_late, BY_UNIT)),
            Cell::Figure(of_check(&late, agency)),
            Cell::Figure(of_check(&incomplete, agency)),
        ]
    };
    if desk.total.receptions.records == 0 {
        return table;
    }
    for line in desk.by_agency() {
        table.rows.push(Row::plain(cells(&line.name, &line.counts, Some(&line.code))));
    }
    table.rows.push(Row::total(cells(pen.say("Cəmi", "Total"), &desk.total, None)));
    table.note = Some(Rich::plain(pen.say(
        "“Vaxtında qeydə alınmayıb” – R1, “Natamam” – R5 nəzarət meyarı üzrə.",
        "“Not in time” is by check R1, “Incomplete” by R5.",
    )));
    table
}

/// Units below the target, the furthest first.
fn lagging(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Bölmə", "Unit")),
        Column::number(pen.say("Qeyd", "Records")),
        Column::number(pen.say("Altsistemdə, %", "In the subsystem, %")),
        Column::number(pen.say("Əvvəlki ay, %", "Last month, %")),
        Column::number(pen.say("Kağızda", "On paper")),
    ];
    let mut table = table(
        "subsystem-lagging",
        pen.say(
            "Hədəfdən statistik əhəmiyyətli dərəcədə geri qalan bölmələr",
            "Units below the target beyond the noise",
        ),
        columns,
        pen.say(
            "Hədəfdən statistik əhəmiyyətli dərəcədə geri qalan bölmə yoxdur.",
            "No unit is below the target beyond the noise.",
        ),
    );
    let target = target(desk).unwrap_or(100.0);
    let mut units: Vec<(f64, String)> = desk
        .facts
        .receptions_by_unit
        .values()
        .filter(|row| row.records >= LEAST_RECORDS)
        .filter_map(|row| {
            let share = Share::new(row.in_subsystem, row.with_registration);
            share.is_below(target).then_some((share.percent()?, row.unit.clone()))
        })
        .collect();
    units.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let more = units.len().saturating_sub(LAGGING_ROWS);
    for (_, unit) in units.into_iter().take(LAGGING_ROWS) {
        let counts = desk.own_counts(&unit);
        table.rows.push(Row::plain(vec![
            Cell::text(desk.unit_name(&unit)),
            Cell::Figure(pen.count(counts.receptions.records, BY_UNIT)),
            Cell::Figure(pen.share(counts.registered(), BY_UNIT)),
            Cell::Figure(pen.share(counts.registered_before(), BY_UNIT)),
            Cell::Figure(pen.count(counts.receptions.on_paper, BY_UNIT)),
        ]));
    }
    if more > 0 {
        table.note = Some(Rich::plain(match desk.language() {
            Language::Az => format!("Belə bölmələrdən daha {} 1 nömrəli əlavədədir.", az::possessive(more as i64)),
            Language::En => format!("{more} more such units are in annex 1."),
        }));
    }
    table
}

/// Units silent for days, from the evidence of check R3.
fn silent(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Bölmə", "Unit")),
        Column::text(pen.say("Başlanğıc", "From")),
        Column::text(pen.say("Son", "To")),
        Column::number(pen.say("İş günü", "Working days")),
        Column::number(pen.say("Gözlənilən qəbul", "Receptions expected")),
    ];
    let mut table = table(
        "silent-units",
        pen.say("Ardıcıl iş günləri qəbul qeydə alınmayan bölmələr", "Units silent for days"),
        columns,
        pen.say("Belə bölmə yoxdur.", "There is no such unit."),
    );
    for violation in desk.violations_of("R3") {
        let text = |key: &str| violation.evidence.get(key).and_then(|value| value.as_str()).map(str::to_owned);
        let day = |key: &str| text(key).and_then(|text| text.parse::<NaiveDate>().ok());
        let number = |key: &str| violation.evidence.get(key).and_then(serde_json::Value::as_f64);
        table.rows.push(Row::plain(vec![
            Cell::text(desk.unit_name(&violation.unit)),
            Cell::text(pen.date(day("from"))),
            Cell::text(pen.date(day("to"))),
            Cell::Figure(pen.count(number("working_days").unwrap_or_default() as i64, "checks/R3")),
            Cell::Figure(pen.count(number("expected").unwrap_or_default().round() as i64, "checks/R3")),
        ]));
    }
    table
}
