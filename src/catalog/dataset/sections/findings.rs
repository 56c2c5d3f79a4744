//! VIII. Findings: what the checks found, what is new, what data closed, what is overdue.

use std::collections::{BTreeMap, BTreeSet};

use super::{paragraph, section, table, wide};
use crate::catalog::Check;
use crate::catalog::dataset::codes::{Group, label};
use crate::catalog::dataset::desk::Desk;
use crate::catalog::dataset::finding_text::result_text;
use crate::catalog::dataset::narrative_checks::{Subject, without_clause};
use crate::catalog::dataset::narrative_quality as say;
use crate::catalog::dataset::proposals::{Candidate, clause_text};
use crate::domain::finding::{CheckResult, CheckState, FindingState, Reason};
use crate::domain::language::Language;
use crate::domain::report::{Cell, Column, FindingRow, Findings, Rich, Row, Table};

/// New findings printed as blocks, so many of one check; the others are in the attachment.
const NEW_ROWS: usize = 12;
const OF_ONE_CHECK: usize = 3;

pub fn findings(desk: &Desk, candidates: &[Candidate]) -> Findings {
    let new = new_results(desk);
    let mut of_check: BTreeMap<&str, usize> = BTreeMap::new();
    let shown: Vec<FindingRow> = new
        .iter()
        .filter(|result| {
            let count = of_check.entry(result.check.as_str()).or_default();
            *count += 1;
            *count <= OF_ONE_CHECK
        })
        .take(NEW_ROWS)
        .filter_map(|result| finding(desk, candidates, result))
        .collect();
    let more = new.len() - shown.len();
    Findings {
        section: section(vec![lead(desk)]),
        by_check: by_check(desk),
        new: shown,
        new_note: (more > 0).then(|| match desk.language() {
            Language::Az => format!(
                "Daha {} nöqsan bu hesabata əlavə edilmiş violations.csv faylındadır.",
                desk.pen.int(more as i64)
            ),
            Language::En => {
                format!("{} more are in violations.csv, attached to this report.", desk.pen.int(more as i64))
            }
        }),
        closed: closed(desk),
        overdue: overdue(desk),
    }
}

type Key = (String, String);

/// (check, unit) that failed now, and that failed the month before; the latter is `None` without an earlier run.
fn failures(desk: &Desk) -> (BTreeSet<Key>, Option<BTreeSet<Key>>) {
    let failed = |result: &&CheckResult| result.state == CheckState::Fail;
    let now =
        desk.checks.results.iter().filter(failed).map(|result| (result.check.clone(), result.unit.clone())).collect();
    let before = &desk.facts.checks_before;
    let earlier =
        before.iter().filter(|row| row.state == "fail").map(|row| (row.check.clone(), row.unit.clone())).collect();
    (now, (!before.is_empty()).then_some(earlier))
}

fn lead(desk: &Desk) -> Rich {
    let pen = desk.pen;
    let (now, before) = failures(desk);
    let failed_checks: BTreeSet<&str> = now.iter().map(|(check, _)| check.as_str()).collect();
    let units: BTreeSet<&str> = now.iter().map(|(_, unit)| unit.as_str()).collect();
    let answered: BTreeSet<&str> = desk
        .checks
        .results
        .iter()
        .filter(|result| result.state != CheckState::NotEvaluable)
        .map(|result| result.check.as_str())
        .collect();
    let mut sentences = vec![say::findings(pen, answered.len(), failed_checks.len(), units.len())];
    match before {
        Some(before) => {
            let lasting = now.intersection(&before).count();
            let judged: BTreeSet<Key> = desk
                .checks
                .results
                .iter()
                .filter(|result| result.state == CheckState::Pass)
                .map(|result| (result.check.clone(), result.unit.clone()))
                .collect();
            let gone = before.intersection(&judged).count();
            sentences.push(say::findings_moved(pen, now.len() - lasting, lasting, gone));
        }
        None => sentences.push(
            pen.say(
                "Əvvəlki ay üzrə saxlanmış yoxlama nəticəsi olmadığından nöqsanların yeni və ya davam edən olması ayrılmayıb.",
                "No results of the month before are stored; new and lasting findings cannot be told apart.",
            )
            .to_owned(),
        ),
    }
    let unanswered = desk
        .checks
        .results
        .iter()
        .filter(|result| result.state == CheckState::NotEvaluable && answered.contains(result.check.as_str()))
        .count();
    sentences.extend(say::not_evaluable(pen, unanswered));
    paragraph(sentences)
}

/// Failures that the month before did not have, breaches before matters to look into, then the gravest first.
fn new_results<'a>(desk: &Desk<'a>) -> Vec<&'a CheckResult> {
    let (_, before) = failures(desk);
    let is_new = |result: &&CheckResult| {
        result.state == CheckState::Fail
            && before.as_ref().is_none_or(|before| !before.contains(&(result.check.clone(), result.unit.clone())))
    };
    let mut new: Vec<&CheckResult> = desk.checks.results.iter().filter(is_new).collect();
    let order = |result: &CheckResult| {
        desk.check(&result.check).map(|check| (check.look_into, std::cmp::Reverse(check.severity)))
    };
    new.sort_by(|a, b| {
        order(a)
            .cmp(&order(b))
            .then(b.violations.cmp(&a.violations))
            .then(a.check.cmp(&b.check))
            .then(a.unit.cmp(&b.unit))
    });
    new
}

fn finding(desk: &Desk, candidates: &[Candidate], result: &CheckResult) -> Option<FindingRow> {
    let pen = desk.pen;
    let check = desk.check(&result.check)?;
    let candidate = candidates.iter().find(|candidate| candidate.check == check.id);
    let severity = check.severity.as_str();
    Some(FindingRow {
        check: check.id.clone(),
        title: check.title.get(desk.language()).to_owned(),
        nature: nature(desk, check).to_owned(),
        severity: severity.to_owned(),
        severity_label: label(Group::Severity, severity, desk.language()),
        unit: desk.unit_name(&result.unit),
        text: Rich::plain(result_text(
            pen,
            check,
            result,
            candidate.map_or(Subject::Unit, |candidate| candidate.found.subject),
            desk.checks.violations_of(&check.id, &result.unit).next().map(|violation| &violation.evidence),
        )),
        proposal: without_clause(check.proposal.get(desk.language())),
        clause: candidate.map(|candidate| clause_text(desk, &candidate.clause)).unwrap_or_default(),
        deadline: pen.language.date_short(desk.deadline(check.severity)),
    })
}

fn nature(desk: &Desk, check: &Check) -> &'static str {
    match (check.look_into, desk.language()) {
        (true, Language::Az) => "araşdırılmalı hal",
        (true, Language::En) => "to look into",
        (false, Language::Az) => "nöqsan",
        (false, Language::En) => "shortcoming",
    }
}

fn by_check(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        Column { grow: None, ..Column::text(pen.say("Meyar", "Check")) },
        wide(pen.say("Adı", "Title")),
        Column::number(pen.say("Keçib", "Passed")),
        Column::number(pen.say("Nöqsan", "Failed")),
        Column::number(pen.say("Qiymətləndirilməyib", "Not evaluable")),
        Column::number(pen.say("Pozuntu", "Violations")),
        Column::number(pen.say("Yeni", "New")),
    ];
    let mut table = table(
        "findings-by-check",
        pen.say("Nəzarət meyarları üzrə nəticələr (bölmələrin sayı)", "Results of the checks (number of units)"),
        columns,
        pen.say("Heç bir meyar qiymətləndirilə bilməyib.", "No check could be answered."),
    );
    let new = new_results(desk);
    let (_, before) = failures(desk);
    let mut unanswered_checks: BTreeMap<Reason, Vec<&str>> = BTreeMap::new();
    for check in desk.library.checks() {
        let pooled = desk.pooled(&check.id);
        let query = format!("checks/{}", check.id);
        let unanswered: usize = pooled.not_evaluable.values().sum();
        if pooled.passed + pooled.failed.len() == 0 {
            let commonest = pooled.not_evaluable.iter().max_by_key(|(_, count)| **count);
            let reason = commonest.map_or(Reason::NoRecords, |(reason, _)| *reason);
            unanswered_checks.entry(reason).or_default().push(&check.id);
            continue;
        }
        let fresh = new.iter().filter(|result| result.check == check.id).count();
        let count = |value: usize| Cell::Figure(pen.count(value as i64, &query));
        table.rows.push(Row::plain(vec![
            Cell::text(check.id.clone()),
            Cell::text(check.title.get(desk.language())),
            count(pooled.passed),
            count(pooled.failed.len()),
            count(unanswered),
            Cell::Figure(pen.count(pooled.violations, &query)),
            if before.is_none() { Cell::Blank } else { count(fresh) },
        ]));
    }
    if !unanswered_checks.is_empty() {
        table.note = Some(Rich::plain(unanswered_note(desk, &unanswered_checks)));
    }
    table
}

/// Checks that could be answered for no unit, by the commonest reason.
fn unanswered_note(desk: &Desk, checks: &BTreeMap<Reason, Vec<&str>>) -> String {
    let by_reason: Vec<String> = checks
        .iter()
        .map(|(reason, ids)| {
            format!("{} – {}", label(Group::NotEvaluable, reason.as_str(), desk.language()), ids.join(", "))
        })
        .collect();
    let start = desk.pen.say("Heç bir bölmə üzrə qiymətləndirilməyib", "Could be answered for no unit");
    format!("{start}: {}.", by_reason.join("; "))
}

fn closed(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Meyar", "Check")),
        wide(pen.say("Bölmə", "Unit")),
        Column::text(pen.say("Açılıb", "Opened")),
        Column::text(pen.say("Bağlanıb", "Closed")),
    ];
    let mut table = table(
        "findings-closed",
        pen.say("Dövrdə məlumatla təsdiqlənərək bağlanmış nöqsanlar", "Findings closed by data in the period"),
        columns,
        pen.say("Dövrdə məlumatla bağlanmış nöqsan yoxdur.", "No finding was closed by data in the period."),
    );
    let by_data = [FindingState::Verified.as_str(), FindingState::Closed.as_str()];
    for finding in desk.facts.findings.iter().filter(|finding| by_data.contains(&finding.status.as_str())) {
        let Some(closed_at) = finding.closed_at else { continue };
        let day = |at| pen.language.date_short(desk.reference.zone.local_day(at));
        table.rows.push(Row::plain(vec![
            Cell::text(format!("{} {}", finding.check, desk.check_title(&finding.check))),
            Cell::text(desk.unit_name(&finding.unit)),
            Cell::text(day(finding.first_seen)),
            Cell::text(day(closed_at)),
        ]));
    }
    table
}

fn overdue(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Meyar", "Check")),
        wide(pen.say("Bölmə", "Unit")),
        Column::text(pen.say("Vəziyyəti", "State")),
        Column::text(pen.say("Müddət", "Deadline")),
        Column::number(pen.say("Keçib, iş günü", "Working days past")),
        Column::text(pen.say("Kimə bildirilib", "Raised to")),
    ];
    let mut table = table(
        "findings-overdue",
        pen.say("Aradan qaldırılma müddəti keçmiş nöqsanlar", "Findings past their deadline"),
        columns,
        pen.say("Müddəti keçmiş nöqsan yoxdur.", "No finding is past its deadline."),
    );
    let today = desk.as_of_day();
    for finding in desk.facts.findings.iter().filter(|finding| finding.is_overdue) {
        let Some(deadline) = finding.deadline else { continue };
        let unit = desk.reference.units.get(&finding.unit);
        let week = unit.map_or(crate::domain::calendar::Week::Five, |unit| unit.week);
        let days = desk.reference.calendar.working_days_between(deadline, today, week);
        table.rows.push(Row::plain(vec![
            Cell::text(format!("{} {}", finding.check, desk.check_title(&finding.check))),
            Cell::text(desk.unit_name(&finding.unit)),
            Cell::text(label(Group::FindingStatus, &finding.status, desk.language())),
            Cell::text(pen.language.date_short(deadline)),
            Cell::Figure(pen.count(i64::from(days), "reports/findings")),
            Cell::text(label(Group::FindingLevel, &finding.level, desk.language())),
        ]));
    }
    table
}
