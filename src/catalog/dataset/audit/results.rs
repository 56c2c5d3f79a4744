//! What the checks answered: against the limit, the unit's own past, its peers, and the last monitoring.

use super::Desk;
use crate::catalog::dataset::codes::{Group, label};
use crate::catalog::dataset::noise::Share;
use crate::catalog::dataset::sections::{absent, paragraph, section, table, wide};
use crate::catalog::{Check, Measure};
use crate::domain::audit::comparison::Since;
use crate::domain::finding::{CheckResult, CheckState, Reason};
use crate::domain::language::{Language, az};
use crate::domain::report::audit::{Comparison, Results};
use crate::domain::report::{Bar, Bars, Cell, Column, Figure, Headline, Rich, Row, RowKind, State, Table, Tone};

const RESULTS: &str = "audits/kept_results";

/// Counts of all answers.
struct Counts {
    checks: usize,
    failed_checks: usize,
    failed_units: usize,
    evaluated: usize,
    violations: i64,
}

fn counts(desk: &Desk) -> Counts {
    let results = &desk.dossier.results;
    let failed = || results.iter().filter(|result| result.state == CheckState::Fail);
    let distinct = |of: &mut dyn Iterator<Item = &str>| of.collect::<std::collections::BTreeSet<_>>().len();
    Counts {
        checks: distinct(&mut results.iter().map(|result| result.check.as_str())),
        failed_checks: distinct(&mut failed().map(|result| result.check.as_str())),
        failed_units: distinct(&mut failed().map(|result| result.unit.as_str())),
        evaluated: distinct(
            &mut results
                .iter()
                .filter(|result| result.state != CheckState::NotEvaluable)
                .map(|result| result.check.as_str()),
        ),
        violations: failed().map(|result| result.violations).sum(),
    }
}

pub fn summary(desk: &Desk) -> Rich {
    let (pen, counts) = (desk.pen, counts(desk));
    let checks = match (counts.failed_checks, desk.language()) {
        (0, Language::Az) => {
            format!("Qiymətləndirilən {} nəzarət meyarı üzrə nöqsan aşkar edilməyib.", pen.int(counts.evaluated as i64))
        }
        (0, Language::En) => format!("None of the {} checks that could be evaluated failed.", counts.evaluated),
        (failed, Language::Az) => format!(
            "Qiymətləndirilən {} nəzarət meyarından {} üzrə nöqsan aşkar edilib.",
            pen.int(counts.evaluated as i64),
            az::possessive(failed as i64)
        ),
        (failed, Language::En) => {
            format!("{failed} of the {} checks that could be evaluated failed.", counts.evaluated)
        }
    };
    let rich = Rich::bold(checks);
    match super::sample::verdict_sentence(desk) {
        Some(sentence) => rich.text(format!(" {sentence}")),
        None => rich,
    }
}

pub fn headlines(desk: &Desk) -> Vec<Headline> {
    let (pen, counts) = (desk.pen, counts(desk));
    let figures = &desk.dossier.figures;
    let contradicted = figures.iter().filter(|figure| figure.is_contradicted).count() as i64;
    let count_or_missing = |value: i64, of: usize, query: &str| {
        if of == 0 { pen.missing(State::NoRecords, query) } else { pen.count(value, query) }
    };
    let estimate = desk.dossier.estimate;
    let share = match estimate {
        Some(found) => Figure::measured(100.0 * found.share, pen.dec(100.0 * found.share), "audits/drawn")
            .with_unit("%")
            .of_rows(found.answered),
        None => Figure::missing(State::NoRecords, pen.say("baxış davam edir", "under review"), "audits/drawn"),
    };
    let of = |value: usize, az: &str, en: &str| match desk.language() {
        Language::Az => format!("{az}: {}", pen.int(value as i64)),
        Language::En => format!("{en}: {}", pen.int(value as i64)),
    };
    let mut failed = plain(
        "checks",
        pen.say("Nöqsan aşkar edilmiş meyar", "Checks failed"),
        count_or_missing(counts.failed_checks as i64, counts.evaluated, RESULTS),
    );
    failed.notes = vec![
        of(counts.evaluated, "qiymətləndirilib", "evaluated"),
        of(counts.checks - counts.evaluated, "qiymətləndirilməyib", "not evaluable"),
    ];
    let mut violations = plain(
        "violations",
        pen.say("Pozuntu", "Violations"),
        count_or_missing(counts.violations, counts.evaluated, RESULTS),
    );
    if desk.is_subtree() {
        violations.notes = vec![of(counts.failed_units, "bölmə", "units")];
    }
    let mut ledger = plain(
        "figures",
        pen.say("Uyğunsuz rəqəm", "Contradicted figures"),
        count_or_missing(contradicted, figures.len(), "audits/figures"),
    );
    ledger.notes = vec![of(figures.len(), "üzləşdirilib", "compared")];
    let mut sample = plain("sample", pen.say("Nöqsanlı qeydlər (seçmə üzrə)", "Defective records (sample)"), share);
    sample.interval = estimate.map(|found| interval_text(desk, found.low, found.high));
    sample.notes = vec![of(desk.dossier.items.len(), "seçilib", "drawn")];
    vec![failed, violations, ledger, sample]
}

fn plain(key: &str, label: &str, figure: Figure) -> Headline {
    Headline {
        key: key.to_owned(),
        label: label.to_owned(),
        figure,
        band: None,
        interval: None,
        changes: Vec::new(),
        notes: Vec::new(),
        note_figures: Vec::new(),
        months: Vec::new(),
        alt: String::new(),
    }
}

/// "4,1–12,8 %".
pub fn interval_text(desk: &Desk, low: f64, high: f64) -> String {
    format!("{}–{}\u{a0}%", desk.pen.dec(100.0 * low), desk.pen.dec(100.0 * high))
}

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
    rows.sort_by(|one, other| other.1.cmp(&one.1));
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
