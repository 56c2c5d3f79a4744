//! The findings with their evidence, the recounted figures, the proposals.

use std::collections::BTreeMap;

use super::Desk;
use super::evidence::{evidence, figure_name};
use crate::catalog::Check;
use crate::catalog::dataset::codes::{Group, label};
use crate::catalog::dataset::narrative_checks::{Measured, Subject, measured, without_clause};
use crate::catalog::dataset::sections::{absent, paragraph, section, table, wide};
use crate::domain::finding::{CheckResult, CheckState, Violation};
use crate::domain::language::{Language, az};
use crate::domain::report::audit::{AuditFindings, Evidenced, Figures};
use crate::domain::report::{Cell, Column, FindingRow, Proposal, Proposals, Rich, Row, Table};

/// Findings printed as blocks.
const MOST: usize = 60;

fn failed<'a>(desk: &'a Desk) -> Vec<(&'a CheckResult, &'a Check)> {
    let failed = desk.dossier.results.iter().filter(|result| result.state == CheckState::Fail);
    let mut out: Vec<(&CheckResult, &Check)> =
        failed.filter_map(|result| Some((result, desk.check(&result.check)?))).collect();
    out.sort_by(|(one, a), (other, b)| {
        a.look_into.cmp(&b.look_into).then(b.severity.cmp(&a.severity)).then(other.violations.cmp(&one.violations))
    });
    out
}

pub fn findings(desk: &Desk) -> AuditFindings {
    let pen = desk.pen;
    let failed = failed(desk);
    if failed.is_empty() {
        let reason = pen.say("Nöqsan aşkar edilməyib.", "No shortcoming was found.");
        return AuditFindings { section: absent(reason), items: Vec::new() };
    }
    let more = failed.len().saturating_sub(MOST);
    let mut sentences = vec![match desk.language() {
        Language::Az => format!(
            "Aşkar edilmiş {} nöqsan ağırlıq dərəcəsinə görə sıralanıb; hər birinin sübut sətirləri faylın əlavəsindədir (violations.csv).",
            pen.int(failed.len() as i64)
        ),
        Language::En => format!(
            "The {} findings stand by severity; every row that bears them out is attached (violations.csv).",
            failed.len()
        ),
    }];
    if more > 0 {
        sentences.push(match desk.language() {
            Language::Az => {
                format!("Ən ağır {MOST} nöqsan göstərilir, qalan {} əlavədədir.", az::possessive(more as i64))
            }
            Language::En => format!("The gravest {MOST} are shown, the other {more} are attached."),
        });
    }
    let mut by_key: BTreeMap<(&str, &str), Vec<&Violation>> = BTreeMap::new();
    for violation in &desk.dossier.violations {
        by_key.entry((violation.check.as_str(), violation.unit.as_str())).or_default().push(violation);
    }
    let none = Vec::new();
    let items = failed
        .into_iter()
        .take(MOST)
        .map(|(result, check)| {
            let violations = by_key.get(&(result.check.as_str(), result.unit.as_str())).unwrap_or(&none);
            Evidenced { finding: finding(desk, result, check, violations), evidence: evidence(desk, violations) }
        })
        .collect();
    AuditFindings { section: section(vec![paragraph(sentences)]), items }
}

fn subject(check: &Check, violations: &[&Violation]) -> Subject {
    if check.id == "D2" {
        Subject::Figure
    } else {
        violations.first().map_or(Subject::Unit, |violation| Subject::of(&violation.subject_kind))
    }
}

fn finding(desk: &Desk, result: &CheckResult, check: &Check, violations: &[&Violation]) -> FindingRow {
    let (pen, language) = (desk.pen, desk.language());
    let text = measured(
        pen,
        Measured {
            measure: check.measure,
            subject: subject(check, violations),
            violations: result.violations,
            population: result.population,
            measured: result.measured,
            threshold: result.threshold,
        },
    );
    let nature =
        if check.look_into { pen.say("araşdırılmalı hal", "to look into") } else { pen.say("nöqsan", "finding") };
    FindingRow {
        check: check.id.clone(),
        title: check.title.get(language).to_owned(),
        nature: nature.to_owned(),
        severity: check.severity.as_str().to_owned(),
        severity_label: label(Group::Severity, check.severity.as_str(), language),
        unit: if desk.is_subtree() { desk.unit_name(&result.unit) } else { String::new() },
        text: Rich::plain(text),
        proposal: String::new(),
        clause: check.clause.clone(),
        deadline: String::new(),
    }
}

/// Rows of the recount printed at the most; whole figures come before those of breakdowns.
const FIGURES: usize = 60;

pub fn figures(desk: &Desk) -> Figures {
    let pen = desk.pen;
    let all = &desk.dossier.figures;
    if all.is_empty() {
        let reason = if desk.dossier.frame.scope.is_whole_months() {
            pen.say(
                "Əhatə olunan aylar üzrə qurumun öz hesabatı təqdim edilməyib, buna görə üzləşdirmə aparılmayıb.",
                "The unit submitted no report of its own on these months; nothing could be recounted.",
            )
        } else {
            pen.say(
                "Əhatə olunan tarixlər bütöv aylardan ibarət deyil, buna görə qurumun aylıq hesabatları üzləşdirilməyib.",
                "The dates are not whole months; the unit's monthly reports were not recounted.",
            )
        };
        return Figures { section: absent(reason), ledger: Table::default() };
    }
    let contradicted: Vec<_> = all.iter().filter(|figure| figure.is_contradicted).collect();
    let lead = match (contradicted.len(), desk.language()) {
        (0, Language::Az) => {
            format!("Üzləşdirilmiş {} rəqəmin hamısı qeydlərlə uyğundur.", pen.int(all.len() as i64))
        }
        (0, Language::En) => format!("All of the {} figures compared match the records.", all.len()),
        (found, Language::Az) => format!(
            "Üzləşdirilmiş {} rəqəmdən {} qeydlərlə uyğun gəlmir.",
            pen.int(all.len() as i64),
            az::possessive(found as i64)
        ),
        (found, Language::En) => format!("{found} of the {} figures compared contradict the records.", all.len()),
    };
    let columns = vec![
        Column { grow: None, ..Column::text(pen.say("Dövr", "Period")) },
        wide(pen.say("Bölmə", "Unit")),
        wide(pen.say("Göstərici", "Figure")),
        Column::number(pen.say("Hesabatda", "Reported")),
        Column::number(pen.say("Qeydlərdən", "Recounted")),
        Column::number(pen.say("Fərq", "Difference")),
        Column::text(pen.say("Nəticə", "Answer")),
    ];
    let mut ledger = table(
        "audit-figures",
        pen.say("Qurumun hesabatlarının qeydlərlə üzləşdirilməsi", "The unit's own reports against its records"),
        columns,
        "",
    );
    // Contradictions first, then the whole figures that match; breakdowns that match are in the dataset.
    let matching = all.iter().filter(|figure| !figure.is_contradicted && !figure.figure.contains('.'));
    for figure in contradicted.iter().copied().chain(matching).take(FIGURES) {
        let difference = figure.claimed - figure.recounted;
        ledger.rows.push(Row::plain(vec![
            Cell::text(figure.period.as_str()),
            if desk.is_subtree() { Cell::text(desk.unit_name(&figure.unit)) } else { Cell::Blank },
            Cell::text(figure_name(desk, &figure.figure)),
            Cell::Figure(pen.count(figure.claimed, "audits/figures")),
            Cell::Figure(pen.count(figure.recounted, "audits/figures")),
            Cell::text(crate::domain::language::number::signed(difference as f64, 0, desk.language())),
            Cell::text(if figure.is_contradicted {
                pen.say("uyğun gəlmir", "contradicted")
            } else {
                pen.say("uyğundur", "matches")
            }),
        ]));
    }
    Figures { section: section(vec![Rich::plain(lead)]), ledger }
}

/// One proposal a failed check, with its owner and the last day.
pub fn proposals(desk: &Desk) -> Proposals {
    let pen = desk.pen;
    let mut items: Vec<Proposal> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    let failed = failed(desk);
    for (result, check) in &failed {
        if seen.contains(&check.id.as_str()) {
            continue;
        }
        seen.push(&check.id);
        let units: Vec<String> = failed
            .iter()
            .filter(|(other, _)| other.check == result.check)
            .map(|(other, _)| desk.unit_name(&other.unit))
            .collect();
        let until = desk.deadline(check.severity);
        let owner = pen.list_some(&units, 4);
        let text = without_clause(check.proposal.get(desk.language()));
        let term = match desk.language() {
            Language::Az => format!(" İcraçı: {owner}. Müddət: {}.", az::until(until)),
            Language::En => format!(" Owner: {owner}. Term: {}.", desk.language().date_long(until)),
        };
        items.push(Proposal {
            text: Rich::bold(format!("{}. ", check.title.get(desk.language()))).text(format!("{text}{term}")),
            clause: pen.say("Əsasnamənin 6.3.7-ci yarımbəndi", "charter, 6.3.7").to_owned(),
            basis: check.id.clone(),
        });
    }
    let section = if items.is_empty() {
        absent(pen.say("Nöqsan aşkar edilmədiyinə görə təklif verilmir.", "No shortcoming, no proposal."))
    } else {
        section(Vec::new())
    };
    Proposals { section, items }
}
