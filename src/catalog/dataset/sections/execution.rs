//! IV. Execution of the assignments given at receptions, with the overdue register.

use chrono::Datelike;

use super::{absent, agency_column, agency_rows, paragraph, section, table, wide};
use crate::catalog::dataset::desk::Desk;
use crate::catalog::dataset::narrative::holders_of_half;
use crate::catalog::dataset::narrative_sections as say;
use crate::catalog::dataset::noise::{Share, Shift};
use crate::catalog::dataset::pen::{Against, Better};
use crate::domain::language::Language;
use crate::domain::report::{
    AgeBin, Ages, Bar, Bars, Cell, Column, Execution, Mark, Rich, Row, State, Table, Tone, Trend, TrendPoint,
};

const BY_UNIT: &str = "reports/assignments_by_unit";
const BY_MONTH: &str = "reports/assignments_by_month";
const AGES: &str = "reports/overdue_ages";
const REGISTER: &str = "reports/overdue_register";
/// At most this many units are named as the holders of half.
const MOST_HOLDERS: usize = 3;

pub fn execution(desk: &Desk) -> Execution {
    let pen = desk.pen;
    if desk.execution() != State::Measured {
        let reason = pen.say(
            "Tapşırıqlar və onların icra müddətləri barədə məlumat mənbələr tərəfindən təqdim edilmir, buna görə icra qiymətləndirilməyib.",
            "The sources do not provide assignments with their terms; execution is not evaluated.",
        );
        return Execution { section: absent(reason), ..Execution::default() };
    }
    Execution {
        section: section(vec![lead(desk), by_agency_note(desk)]),
        trend: trend(desk),
        in_time: in_time(desk),
        by_agency: by_agency(desk),
        ages: ages(desk),
        overdue: register(desk),
    }
}

/// Units that hold half of what is overdue, by name.
pub fn holders(desk: &Desk) -> Option<(Vec<String>, Share)> {
    let counts: Vec<(&str, i64)> =
        desk.facts.assignments_by_unit.values().map(|row| (row.unit.as_str(), row.overdue)).collect();
    let (codes, share) = holders_of_half(&counts, MOST_HOLDERS)?;
    Some((codes.into_iter().map(|code| desk.unit_name(code)).collect(), share))
}

fn lead(desk: &Desk) -> Rich {
    let pen = desk.pen;
    let total = &desk.total.assignments;
    let holders = holders(desk);
    let names: Option<(Vec<&str>, Share)> =
        holders.as_ref().map(|(names, share)| (names.iter().map(String::as_str).collect(), *share));
    let oldest = desk.facts.overdue_register.iter().filter_map(|row| row.working_days).max();
    let subject = pen.say("Vaxtında icranın payı", "The share done in time");
    let mut sentences = vec![say::execution(pen, total.due, total.in_time, total.late, total.not_done)];
    if total.due > 0 || total.due_previous > 0 {
        sentences.push(pen.share_moved(
            subject,
            desk.total.in_time(),
            desk.total.in_time_before(),
            desk.previous_period(),
        ));
    }
    let held = names.as_ref().map(|(names, share)| (names.as_slice(), *share));
    sentences.push(say::overdue(pen, total.overdue, held, oldest));
    paragraph(sentences)
}

/// The agency with the lowest share, where there are enough due to speak of.
fn by_agency_note(desk: &Desk) -> Rich {
    let pen = desk.pen;
    let lines = desk.by_agency();
    let judged: Vec<_> = lines.iter().filter(|line| line.counts.assignments.due >= 10).collect();
    let share = |line: &&super::AgencyCounts| line.counts.in_time().percent().unwrap_or(0.0);
    let most_due = |line: &&super::AgencyCounts| std::cmp::Reverse(line.counts.assignments.due);
    let lowest =
        judged.iter().copied().min_by(|a, b| share(a).total_cmp(&share(b)).then(most_due(a).cmp(&most_due(b))));
    match (lowest, judged.len(), desk.language()) {
        (Some(line), 2.., Language::Az) if line.counts.assignments.in_time == 0 => Rich::plain(format!(
            "{} üzrə müddəti çatmış {} tapşırığın heç biri vaxtında icra edilməyib.",
            line.name,
            pen.int(line.counts.assignments.due)
        )),
        (Some(line), 2.., Language::En) if line.counts.assignments.in_time == 0 => Rich::plain(format!(
            "At {} none of the {} assignments due was done in time.",
            line.name,
            pen.int(line.counts.assignments.due)
        )),
        (Some(line), 2.., Language::Az) => Rich::plain(format!(
            "Vaxtında icranın ən aşağı payı {} üzrədir: {} ({} tapşırıqdan {}).",
            line.name,
            pen.percent(share(&line)),
            pen.int(line.counts.assignments.due),
            crate::domain::language::az::possessive(line.counts.assignments.in_time)
        )),
        (Some(line), 2.., Language::En) => Rich::plain(format!(
            "The share done in time is lowest at {}: {} ({} of {}).",
            line.name,
            pen.percent(share(&line)),
            pen.int(line.counts.assignments.in_time),
            pen.int(line.counts.assignments.due)
        )),
        _ => Rich::default(),
    }
}

fn trend(desk: &Desk) -> Option<Trend> {
    let pen = desk.pen;
    let first = desk.facts.assignments_by_month.iter().find(|row| row.due > 0)?.month;
    let mut points = Vec::new();
    let mut period = desk.period;
    while period.first_day() >= first && points.len() < 25 {
        let share = desk
            .facts
            .assignments_of(period.first_day())
            .map_or_else(Share::default, |row| Share::new(row.in_time, row.due));
        points.push(TrendPoint {
            label: desk.language().month_short(period.first_day().month()).to_owned(),
            value: share.percent(),
            text: pen.share(share, BY_MONTH).text,
        });
        period = period.previous();
    }
    points.reverse();
    if points.len() < 3 {
        return None;
    }
    let target = desk.model.indicator("done_in_time").map(|indicator| indicator.target);
    let (now, before) = (desk.total.in_time(), desk.total.in_time_before());
    let message = match (pen.shift(now, before), now.percent(), before.percent()) {
        (Shift::Up | Shift::Down, Some(now), Some(before)) => {
            format!("{} {}", pen.say("Vaxtında icra", "Done in time"), pen.moved(before, now))
        }
        (_, Some(_), Some(_)) => pen
            .say("Vaxtında icra: dəyişiklik statistik əhəmiyyətli deyil", "Done in time: no significant change")
            .to_owned(),
        _ => pen.say("Vaxtında icra aylar üzrə", "Done in time by month").to_owned(),
    };
    let (first, last) = (points.first()?, points.last()?);
    Some(Trend {
        alt: format!("{message}. {} %, … {} %.", first.text, last.text),
        message,
        measure: pen.say("vaxtında icra, %", "done in time, %").to_owned(),
        points,
        low: None,
        high: None,
        mark: target.map(|target| Mark {
            at: target,
            label: format!("{} {}", pen.say("hədəf", "target"), desk.language().percent(target, 0)),
        }),
    })
}

fn in_time(desk: &Desk) -> Option<Bars> {
    let pen = desk.pen;
    let target = desk.model.indicator("done_in_time").map(|indicator| indicator.target);
    let mut bars: Vec<Bar> = Vec::new();
    for line in desk.by_agency() {
        let (now, before) = (line.counts.in_time(), line.counts.in_time_before());
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
    let below = bars.iter().filter(|bar| bar.tone == Tone::Bad).count();
    let of = bars.len();
    if of == 0 {
        return None;
    }
    let message = match (below, desk.language()) {
        (0, Language::Az) => "Bütün qurumlar hədəfə çatıb".to_owned(),
        (0, Language::En) => "All agencies reach the target".to_owned(),
        (below, Language::Az) if below == of => "Heç bir qurum hədəfə çatmayıb".to_owned(),
        (below, Language::En) if below == of => "No agency reaches the target".to_owned(),
        (below, Language::Az) => {
            format!("{of} qurumdan {} hədəfdən aşağıdır", crate::domain::language::az::possessive(below as i64))
        }
        (below, Language::En) => format!("{below} of {of} agencies are below the target"),
    };
    Some(Bars {
        alt: super::receptions::bars_alt(&message, &bars),
        message,
        measure: pen.say("müddəti çatan tapşırıqların faizi", "per cent of the assignments due").to_owned(),
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
        Column::number(pen.say("Verilib", "Issued")),
        Column::number(pen.say("İcra edilib", "Done")),
        Column::number(pen.say("Müddəti çatıb", "Due")),
        Column::number(pen.say("vaxtında", "in time")),
        Column::number(pen.say("gecikmə ilə", "late")),
        Column::number(pen.say("icra edilməyib", "not done")),
        Column::number(pen.say("Vaxtında, %", "In time, %")),
        Column::number(pen.say("İcradadır", "Open")),
        Column::number(pen.say("Gecikən", "Overdue")),
    ];
    let mut table = table(
        "assignments-by-agency",
        pen.say("Tapşırıqların icrası qurumlar üzrə", "Execution of assignments by agency"),
        columns,
        pen.say("Tapşırıq barədə qeyd yoxdur.", "There are no records of assignments."),
    );
    table.rows = agency_rows(desk, &desk.by_agency(), |counts| {
        let of = &counts.assignments;
        vec![
            Cell::Figure(pen.count(of.issued, BY_UNIT)),
            Cell::Figure(pen.count(of.done, BY_UNIT)),
            Cell::Figure(pen.count(of.due, BY_UNIT)),
            Cell::Figure(pen.count(of.in_time, BY_UNIT)),
            Cell::Figure(pen.count(of.late, BY_UNIT)),
            Cell::Figure(pen.count(of.not_done, BY_UNIT)),
            Cell::Figure(pen.share(counts.in_time(), BY_UNIT)),
            Cell::Figure(pen.count(of.open, BY_UNIT)),
            Cell::Figure(pen.count(of.overdue, BY_UNIT)),
        ]
    });
    if desk.facts.assignments_by_unit.is_empty() {
        table.rows.clear();
    }
    table.note = Some(Rich::plain(pen.say(
        "“Verilib” tapşırığı verən, qalan sütunlar icra edən bölmə üzrədir; ləğv edilmiş tapşırıqlar yalnız “Verilib” sütunundadır.",
        "“Issued” is by the unit that gave the assignment, the other columns by the unit that executes it; cancelled ones stand only under “Issued”.",
    )));
    table
}

fn ages(desk: &Desk) -> Option<Ages> {
    let pen = desk.pen;
    let ages = &desk.facts.overdue_ages;
    let total: i64 = ages.iter().map(|age| age.assignments).sum();
    if total == 0 {
        return None;
    }
    let old: i64 = ages.iter().filter(|age| age.from_days > 20).map(|age| age.assignments).sum();
    let share = Share::new(old, total).percent()?;
    let message = match (old, desk.language()) {
        (0, Language::Az) => "İcra müddəti 20 iş günündən çox keçmiş tapşırıq yoxdur".to_owned(),
        (0, Language::En) => "No assignment has been overdue for more than 20 working days".to_owned(),
        (_, Language::Az) => format!(
            "Gecikən tapşırıqların {} faizinin müddəti 20 iş günündən çox əvvəl bitib",
            pen.language.decimal(share, 0)
        ),
        (_, Language::En) => {
            format!("{} per cent have been overdue for more than 20 working days", pen.language.decimal(share, 0))
        }
    };
    let bins: Vec<AgeBin> = [(0, Some(5)), (6, Some(10)), (11, Some(20)), (21, Some(60)), (61, None)]
        .into_iter()
        .map(|(from, to): (i64, Option<i64>)| {
            let count = ages.iter().find(|age| age.from_days == from).map_or(0, |age| age.assignments);
            let label = match (to, desk.language()) {
                (Some(to), Language::Az) => format!("{}–{to} iş günü", from.max(1)),
                (Some(to), Language::En) => format!("{}–{to} working days", from.max(1)),
                (None, Language::Az) => format!("{} iş günündən çox", from - 1),
                (None, Language::En) => format!("more than {} working days", from - 1),
            };
            AgeBin { label, figure: pen.count(count, AGES) }
        })
        .collect();
    let figures: Vec<String> = bins.iter().map(|bin| format!("{} – {}", bin.label, bin.figure.text)).collect();
    Some(Ages {
        alt: format!("{message}. {}.", figures.join("; ")),
        message,
        measure: pen.say("tapşırıq", "assignments").to_owned(),
        bins,
    })
}

fn register(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        Column::text(pen.say("Nömrə", "Number")),
        wide(pen.say("İcraçı", "Executor")),
        Column::text(pen.say("Verilib", "Issued")),
        Column::text(pen.say("İcra müddəti", "Due")),
        Column::number(pen.say("Gecikmə, iş günü", "Working days overdue")),
        Column::number(pen.say("Uzadılıb", "Extended")),
    ];
    let caption = format!(
        "{} ({})",
        pen.say("İcra müddəti keçmiş tapşırıqların reyestri", "Register of overdue assignments"),
        say::as_of_day(pen, desk.as_of_day())
    );
    let mut table = table(
        "overdue-register",
        &caption,
        columns,
        pen.say("İcra müddəti keçmiş heç bir tapşırıq yoxdur.", "No assignment is overdue."),
    );
    for row in &desk.facts.overdue_register {
        table.rows.push(Row::plain(vec![
            Cell::text(row.id.clone()),
            Cell::text(row.unit.as_deref().map_or_else(|| "–".to_owned(), |unit| desk.unit_name(unit))),
            Cell::text(pen.date(row.issued_on)),
            Cell::text(pen.date(row.due_on)),
            match row.working_days {
                Some(days) => Cell::Figure(pen.count(days, REGISTER)),
                None => Cell::Blank,
            },
            Cell::Figure(pen.count(row.extensions.unwrap_or(0), REGISTER)),
        ]));
    }
    let total = desk.facts.overdue_register.first().map_or(0, |row| row.total);
    let more = total - table.rows.len() as i64;
    if more > 0 {
        table.note = Some(Rich::plain(match desk.language() {
            Language::Az => format!(
                "Ən çox gecikən {} tapşırıq göstərilib; qalan {} tapşırıq bu hesabata əlavə edilmiş violations.csv faylındadır.",
                pen.int(table.rows.len() as i64),
                pen.int(more)
            ),
            Language::En => format!(
                "The {} longest overdue are shown; the other {} are in violations.csv, attached to this report.",
                pen.int(table.rows.len() as i64),
                pen.int(more)
            ),
        }));
    }
    table
}
