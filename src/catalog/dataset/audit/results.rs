//! What the checks answered: against the limit, the unit's own past and its peers.

use super::Desk;
use super::headlines::counts;
use crate::catalog::dataset::codes::{Group, label};
use crate::catalog::dataset::noise::Share;
use crate::catalog::dataset::sections::{absent, paragraph, section, table, wide};
use crate::catalog::{Check, Measure};
use crate::domain::finding::{CheckResult, CheckState, Reason};
use crate::domain::language::{Language, az};
use crate::domain::report::audit::Results;
use crate::domain::report::{Bar, Bars, Cell, Column, Figure, Rich, Row, Table, Tone};

pub const RESULTS: &str = "audits/kept_results";

pub fn results(desk: &Desk) -> Results {
    let pen = desk.pen;
    if desk.dossier.results.is_empty() {
        let reason = pen.say(
            "Seçilmiş tarixlərdə bu qurum üzrə qiymətləndirilə bilən bölmə yoxdur.",
            "No unit of this subtree could be judged on these dates.",
        );
        return Results { section: absent(reason), ..Results::default() };
    }
    Results {
        section: section(vec![lead(desk)]),
        violations: bars(desk),
        by_check: by_check(desk),
        by_unit: if desk.is_subtree() { by_unit(desk) } else { Table::default() },
    }
}

fn lead(desk: &Desk) -> Rich {
    let (pen, counts) = (desk.pen, counts(desk));
    let mut reasons: Vec<(Reason, usize)> = Vec::new();
    for result in &desk.dossier.results {
        if let Some(reason) = result.reason {
            match reasons.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, count)) => *count += 1,
                None => reasons.push((reason, 1)),
            }
        }
    }
    reasons.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    let because: Vec<String> = reasons
        .iter()
        .map(|(reason, count)| {
            format!("{} – {}", label(Group::NotEvaluable, reason.as_str(), desk.language()), pen.int(*count as i64))
        })
        .collect();
    let asked = match desk.language() {
        Language::Az => format!(
            "Monitorinqdə {} nəzarət meyarı tətbiq edilib, onlardan {} qiymətləndirilə bilib.",
            pen.int(counts.checks as i64),
            az::possessive(counts.evaluated as i64)
        ),
        Language::En => format!("{} checks were asked, {} could be evaluated.", counts.checks, counts.evaluated),
    };
    let missing = match (because.is_empty(), desk.language()) {
        (true, _) => String::new(),
        (false, Language::Az) => format!("Qiymətləndirilməyən halların səbəbləri: {}.", because.join("; ")),
        (false, Language::En) => format!("Why some could not: {}.", because.join("; ")),
    };
    paragraph([asked, missing])
}

fn failed_by_check<'a>(desk: &'a Desk) -> Vec<(&'a Check, Vec<&'a CheckResult>)> {
    let mut out: Vec<(&Check, Vec<&CheckResult>)> = Vec::new();
    for result in desk.dossier.results.iter().filter(|result| result.state == CheckState::Fail) {
        let Some(check) = desk.check(&result.check) else { continue };
        match out.iter_mut().find(|(known, _)| known.id == check.id) {
            Some((_, results)) => results.push(result),
            None => out.push((check, vec![result])),
        }
    }
    out
}

const MOST_BARS: usize = 12;

fn bars(desk: &Desk) -> Option<Bars> {
    let pen = desk.pen;
    let mut rows: Vec<(String, i64)> = failed_by_check(desk)
        .into_iter()
        .map(|(check, results)| {
            let name = format!("{} {}", check.id, check.title.get(desk.language()));
            (name, results.iter().map(|result| result.violations).sum())
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.1));
    if rows.len() < 2 {
        return None;
    }
    let (first, most) = rows.first().cloned()?;
    rows.truncate(MOST_BARS);
    let alt = rows.iter().map(|(name, count)| format!("{name}: {}", pen.int(*count))).collect::<Vec<_>>().join("; ");
    Some(Bars {
        message: match desk.language() {
            Language::Az => format!("Ən çox pozuntu: {first} ({})", pen.int(most)),
            Language::En => format!("Most violations: {first} ({})", pen.int(most)),
        },
        measure: pen.say("pozuntuların sayı", "violations").to_owned(),
        alt,
        bars: rows
            .into_iter()
            .map(|(label, count)| Bar {
                label,
                figure: pen.count(count, RESULTS),
                before: None,
                change: None,
                tone: Tone::Neutral,
            })
            .collect(),
        full: None,
        mark: None,
    })
}

fn state_text(desk: &Desk, result: &CheckResult, check: Option<&Check>) -> String {
    let pen = desk.pen;
    match (result.state, result.reason) {
        (CheckState::Pass, _) => pen.say("uyğundur", "passed").to_owned(),
        (CheckState::Fail, _) if check.is_some_and(|check| check.look_into) => {
            pen.say("araşdırılmalı hal", "look into").to_owned()
        }
        (CheckState::Fail, _) => pen.say("nöqsan", "failed").to_owned(),
        (CheckState::NotEvaluable, Some(reason)) => label(Group::NotEvaluable, reason.as_str(), desk.language()),
        (CheckState::NotEvaluable, None) => pen.say("qiymətləndirilməyib", "not evaluable").to_owned(),
    }
}

/// A share in per cent; counts as they are.
fn value(desk: &Desk, measure: Measure, value: Option<f64>, query: &str) -> Cell {
    let Some(value) = value else { return Cell::Blank };
    let pen = desk.pen;
    Cell::Figure(match measure {
        Measure::Fraction => Figure::measured(100.0 * value, pen.dec(100.0 * value), query).with_unit("%"),
        Measure::Count | Measure::Minutes | Measure::Days => {
            Figure::measured(value, pen.int(value.round() as i64), query)
        }
    })
}

fn by_check(desk: &Desk) -> Table {
    let pen = desk.pen;
    let mut columns = vec![
        Column { grow: None, ..Column::text(pen.say("Meyar", "Check")) },
        wide(pen.say("Adı", "Title")),
        Column::text(pen.say("Nəticə", "Answer")),
    ];
    columns.extend(
        [
            pen.say("Pozuntu", "Violations"),
            pen.say("Qeydlərin sayı", "Records"),
            pen.say("Ölçülüb", "Measured"),
            pen.say("Yol verilən hədd", "Limit"),
            pen.say("Əvvəlki 12 ay", "12 months before"),
            pen.say("Oxşar bölmələr", "Peers"),
        ]
        .map(Column::number),
    );
    let caption = pen.say("Nəzarət meyarları üzrə nəticələr", "Answers of the checks");
    let mut out = table("audit-by-check", caption, columns, "");
    let mut seen: Vec<&str> = Vec::new();
    for result in &desk.dossier.results {
        if seen.contains(&result.check.as_str()) {
            continue;
        }
        seen.push(&result.check);
        let check = desk.check(&result.check);
        let measure = check.map_or(Measure::Count, |check| check.measure);
        let all: Vec<&CheckResult> = desk.dossier.results.iter().filter(|other| other.check == result.check).collect();
        let mut cells = vec![Cell::text(result.check.as_str()), Cell::text(desk.check_title(&result.check))];
        if let [only] = all.as_slice() {
            let compared = desk.compared.get(&(only.check.as_str(), only.unit.as_str()));
            let is_share = measure == Measure::Fraction && only.population != 1;
            let held = |of: Option<f64>| {
                if is_share { value(desk, measure, of, "audits/compared") } else { Cell::Blank }
            };
            cells.push(Cell::text(state_text(desk, only, check)));
            let judged = only.state != CheckState::NotEvaluable;
            let count = |number: i64| if judged { Cell::Figure(pen.count(number, RESULTS)) } else { Cell::Blank };
            cells.extend([
                count(only.violations),
                count(only.population),
                value(desk, measure, only.measured, RESULTS),
                if judged { value(desk, measure, only.threshold, RESULTS) } else { Cell::Blank },
                held(compared.and_then(|row| row.past)),
                held(compared.and_then(|row| row.peers)),
            ]);
        } else {
            let judged: Vec<&&CheckResult> = all.iter().filter(|one| one.state != CheckState::NotEvaluable).collect();
            let failed = judged.iter().filter(|one| one.state == CheckState::Fail).count() as i64;
            let state = match (judged.is_empty(), desk.language()) {
                (true, _) => state_text(desk, result, check),
                (false, Language::Az) => {
                    format!("{} bölmədən {} uyğun deyil", pen.int(judged.len() as i64), az::possessive(failed))
                }
                (false, Language::En) => format!("{failed} of {} units failed", judged.len()),
            };
            let (violations, population) = judged.iter().fold((0, 0), |(violations, population), one| {
                (violations + one.violations, population + one.population)
            });
            let count =
                |number: i64| if judged.is_empty() { Cell::Blank } else { Cell::Figure(pen.count(number, RESULTS)) };
            let share = Share::new(violations, population).percent().map(|percent| percent / 100.0);
            cells.push(Cell::text(state));
            cells.extend([
                count(violations),
                count(population),
                if measure == Measure::Fraction { value(desk, measure, share, RESULTS) } else { Cell::Blank },
                Cell::Blank,
                Cell::Blank,
                Cell::Blank,
            ]);
        }
        out.rows.push(Row::plain(cells));
    }
    out.note = Some(Rich::plain(pen.say(
        "Əvvəlki 12 ay və oxşar bölmələr üzrə pay aylıq yoxlamaların saxlanılmış nəticələrindən hesablanır; boş xana müqayisə üçün məlumatın olmadığını bildirir.",
        "Past and peers come from the kept answers of the months; a blank cell means that there is nothing to compare with.",
    )));
    out
}

fn by_unit(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Bölmə", "Unit")),
        Column::number(pen.say("Qiymətləndirilib", "Evaluated")),
        Column::number(pen.say("Nöqsan", "Failed")),
        Column::number(pen.say("Pozuntu", "Violations")),
        Column::text(pen.say("Uyğun gəlməyən meyarlar", "Checks failed")),
    ];
    let mut out = table("audit-by-unit", pen.say("Bölmələr üzrə nəticələr", "Answers by unit"), columns, "");
    for code in &desk.dossier.frame.units {
        let of_unit: Vec<&CheckResult> = desk.dossier.results.iter().filter(|result| result.unit == *code).collect();
        if of_unit.is_empty() {
            continue;
        }
        let failed: Vec<&&CheckResult> = of_unit.iter().filter(|result| result.state == CheckState::Fail).collect();
        let evaluated = of_unit.iter().filter(|result| result.state != CheckState::NotEvaluable).count();
        out.rows.push(Row::plain(vec![
            Cell::text(desk.unit_name(code)),
            Cell::Figure(pen.count(evaluated as i64, RESULTS)),
            Cell::Figure(pen.count(failed.len() as i64, RESULTS)),
            Cell::Figure(pen.count(failed.iter().map(|result| result.violations).sum(), RESULTS)),
            Cell::text(failed.iter().map(|result| result.check.as_str()).collect::<Vec<_>>().join(", ")),
        ]));
    }
    out
}
