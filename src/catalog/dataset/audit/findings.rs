//! The findings with their evidence, the recounted figures, the proposals.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Desk;
use crate::catalog::Check;
use crate::catalog::dataset::codes::{Group, label};
use crate::catalog::dataset::narrative_checks::{Measured, Subject, measured, without_clause};
use crate::catalog::dataset::sections::{absent, paragraph, section, table, wide};
use crate::domain::finding::{CheckResult, CheckState, Violation};
use crate::domain::language::{Language, az};
use crate::domain::report::audit::{AuditFindings, Evidenced, Figures};
use crate::domain::report::{Cell, Column, FindingRow, Proposal, Proposals, Rich, Row, Table};

/// Evidence rows printed under a finding; all are in the attached `violations.csv`.
const EVIDENCE: usize = 8;
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

/// The rows that bear a finding out: the record, its unit, what the check saw.
fn evidence(desk: &Desk, violations: &[&Violation]) -> Table {
    let pen = desk.pen;
    let columns =
        vec![Column { grow: None, ..Column::text(pen.say("Qeyd", "Record")) }, wide(pen.say("Sübut", "Evidence"))];
    let mut out = table("audit-evidence", "", columns, "");
    for violation in violations.iter().take(EVIDENCE) {
        out.rows.push(Row::plain(vec![
            Cell::text(violation.subject_id.as_str()),
            Cell::text(evidence_text(desk, violation)),
        ]));
    }
    let more = violations.len().saturating_sub(EVIDENCE);
    if more > 0 {
        out.note = Some(Rich::plain(match desk.language() {
            Language::Az => format!("Daha {} sətir əlavədədir.", pen.int(more as i64)),
            Language::En => format!("{more} more rows are attached."),
        }));
    }
    out
}

fn evidence_text(desk: &Desk, violation: &Violation) -> String {
    let Value::Object(fields) = &violation.evidence else { return String::new() };
    let parts: Vec<String> = fields
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(key, value)| format!("{}: {}", field_name(desk, key), field_value(desk, key, value)))
        .collect();
    parts.join("; ")
}

/// Names of the fields that checks put into their evidence; others print as the check named them.
fn field_name<'a>(desk: &Desk, key: &'a str) -> &'a str {
    match (FIELDS.iter().find(|(known, ..)| *known == key), desk.language()) {
        (Some((_, az, _)), Language::Az) => az,
        (Some((_, _, en)), Language::En) => en,
        (None, _) => key,
    }
}

/// (key, Azerbaijani, English).
const FIELDS: &[(&str, &str, &str)] = &[
    ("alike", "eyni müddətli", "alike"),
    ("answered", "cavab verilib", "answered"),
    ("arrived", "gəlib", "arrived"),
    ("assignment", "tapşırıq", "assignment"),
    ("chance", "təsadüf ehtimalı", "chance"),
    ("claimed", "hesabatda", "reported"),
    ("closed", "bağlanıb", "closed"),
    ("complaint_about", "şikayət edilən qurum", "complaint about"),
    ("completed_on", "icra edilib", "done on"),
    ("date", "tarix", "date"),
    ("day", "tarix", "day"),
    ("days_before", "əvvəlki günlər", "days before"),
    ("due_effective", "iş gününə keçirilmiş müddət", "due, moved to a working day"),
    ("due_in_force", "qüvvədə olan müddət", "due date in force"),
    ("due_on", "icra müddəti", "due"),
    ("ended", "bitmə", "ended"),
    ("entity", "məlumat", "records"),
    ("executor_unit", "icraçı", "executor"),
    ("expected", "gözlənilən", "expected"),
    ("extensions", "uzadılma sayı", "extensions"),
    ("faults", "uyğunsuzluq", "faults"),
    ("figure", "göstərici", "figure"),
    ("from", "başlanğıc", "from"),
    ("granted_after_the_due_date", "müddət bitdikdən sonra uzadılıb", "granted after the due date"),
    ("hand_over_by", "təhvil müddəti", "hand over by"),
    ("handed_over", "təhvil verilib", "handed over"),
    ("held", "saxlanılan", "held"),
    ("issued_on", "verilib", "issued"),
    ("last_complete", "son tam qəbul", "last complete pull"),
    ("latest", "son hədd", "latest"),
    ("level", "səviyyə", "level"),
    ("long_waits", "uzun gözləmə", "long waits"),
    ("longest_working_days", "ən uzun uzadılma, iş günü", "longest extension, working days"),
    ("mad", "orta kənarlaşma", "median deviation"),
    ("median_before", "əvvəlki median", "median before"),
    ("median_minutes", "median, dəqiqə", "median, minutes"),
    ("minutes", "dəqiqə", "minutes"),
    ("missing", "çatışmayan sahələr", "missing"),
    ("mode", "forma", "mode"),
    ("month", "ay", "month"),
    ("no_grounds", "əsas olmayan", "no grounds"),
    ("number", "nömrə", "number"),
    ("official", "vəzifəli şəxs", "official"),
    ("others", "digər mövzulu", "topic other"),
    ("outcome", "nəticə", "outcome"),
    ("overlap_minutes", "üst-üstə düşən dəqiqə", "minutes of overlap"),
    ("overlaps_with", "üst-üstə düşür", "overlaps with"),
    ("past_receptions", "əvvəlki qəbullar", "receptions before"),
    ("past_working_days", "əvvəlki iş günləri", "working days before"),
    ("peers", "oxşar bölmələr", "peers"),
    ("peers_share", "oxşar bölmələrin payı", "share of the peers"),
    ("period", "dövr", "period"),
    ("periods", "dövrlərin sayı", "periods"),
    ("pulled", "qəbul edilib (sistem)", "pulled"),
    ("reached_on", "çatdığı gün", "reached on"),
    ("reception", "qəbul", "reception"),
    ("receptions", "qəbullar", "receptions"),
    ("recount", "qeydlərdən", "recounted"),
    ("recount_when_submitted", "təqdim edildiyi gün qeydlərdən", "recounted when submitted"),
    ("redactions", "gizlədilmiş məlumat", "redactions"),
    ("refer_by", "göndərilmə müddəti", "refer by"),
    ("referred_on", "göndərilib", "referred on"),
    ("referred_to", "göndərildiyi qurum", "referred to"),
    ("register_by", "qeydiyyat müddəti", "register by"),
    ("registered", "qeydiyyat", "registered"),
    ("registered_together", "birlikdə qeydiyyata alınıb", "registered together"),
    ("registration", "qeydiyyat üsulu", "registration"),
    ("rejected", "rədd edilmiş", "rejected"),
    ("replied_on", "cavab verilib", "replied on"),
    ("report", "hesabat", "report"),
    ("return_unit", "təkrar gəliş bölməsi", "came back to"),
    ("returned", "təkrar gəliş", "came back"),
    ("rows", "sətirlər", "rows"),
    ("started", "başlama", "began"),
    ("started_in_the_hour", "həmin saatda başlanan", "begun in the hour"),
    ("starts", "başlama", "begins"),
    ("status", "vəziyyət", "status"),
    ("submitted", "təqdim edilib", "submitted"),
    ("term", "müddətin növü", "kind of term"),
    ("to", "son", "to"),
    ("topic", "mövzu", "topic"),
    ("units", "bölmələr", "units"),
    ("working_day", "iş günü", "working day"),
    ("working_days", "iş günü sayı", "working days"),
];

/// Fields of a record, where a check names which are missing.
const COLUMNS: &[(&str, &str, &str)] = &[
    ("topic", "mövzu", "topic"),
    ("outcome", "nəticə", "outcome"),
    ("started_at", "başlama vaxtı", "start"),
    ("ended_at", "bitmə vaxtı", "end"),
    ("citizen", "vətəndaş", "citizen"),
    ("official_id", "vəzifəli şəxs", "official"),
    ("due_on", "icra müddəti", "due date"),
    ("executor_unit", "icraçı", "executor"),
    ("ended before it started", "başlamazdan əvvəl bitib", "ended before it began"),
    ("started before the arrival", "gəlməzdən əvvəl başlayıb", "began before the arrival"),
    ("lasted too long", "həddən artıq davam edib", "lasted too long"),
    ("after the pull", "qəbul edildiyi andan sonradır", "lies after the pull"),
];

fn field_value(desk: &Desk, key: &str, value: &Value) -> String {
    let language = desk.language();
    match (key, value) {
        ("figure", Value::String(figure)) => figure_name(desk, figure),
        ("outcome", Value::String(code)) => label(Group::Outcome, code, language),
        ("registration", Value::String(code)) => label(Group::Registration, code, language),
        ("topic", Value::String(code)) => topic_name(desk, code),
        ("level", Value::String(code)) => label(Group::Level, code, language),
        ("mode", Value::String(code)) => label(Group::Mode, code, language),
        ("status", Value::String(code)) => {
            let name = label(Group::AssignmentStatus, code, language);
            if name == *code { label(Group::AppointmentStatus, code, language) } else { name }
        }
        ("term", Value::String(code)) => label(Group::Term, code, language),
        ("missing" | "faults", Value::String(name)) => match COLUMNS.iter().find(|(known, ..)| known == name) {
            Some((_, az, en)) => desk.pen.say(az, en).to_owned(),
            None => name.clone(),
        },
        ("missing" | "faults", Value::Array(items)) => {
            items.iter().map(|item| field_value(desk, key, item)).collect::<Vec<_>>().join(", ")
        }
        (_, Value::String(text)) => match desk.reference.units.get(text) {
            Some(unit) => desk.pen.unit(unit).to_owned(),
            None => in_local_form(text, language).unwrap_or_else(|| text.clone()),
        },
        (_, Value::Number(number)) => match number.as_i64() {
            Some(whole) => desk.pen.int(whole),
            None => language.decimal(number.as_f64().unwrap_or_default(), 2),
        },
        (_, Value::Array(items)) => items.iter().map(|item| field_value(desk, "", item)).collect::<Vec<_>>().join(", "),
        (_, Value::Bool(flag)) => {
            desk.pen.say(if *flag { "bəli" } else { "xeyr" }, if *flag { "yes" } else { "no" }).to_owned()
        }
        (_, other) => other.to_string(),
    }
}

/// `2026-09-01` and `2026-09-01 10:00:00` as people write them.
fn in_local_form(text: &str, language: Language) -> Option<String> {
    if text.len() == 10 {
        return text.parse().ok().map(|day| language.date_short(day));
    }
    let at = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").ok()?;
    Some(language.date_time(at))
}

fn topic_name(desk: &Desk, code: &str) -> String {
    match (desk.reference.topics.get(code), desk.language()) {
        (Some(topic), Language::Az) => topic.name_az.clone(),
        (Some(topic), Language::En) => topic.name_en.clone(),
        (None, _) => code.to_owned(),
    }
}

fn figure_name(desk: &Desk, figure: &str) -> String {
    let pen = desk.pen;
    if let Some(outcome) = figure.strip_prefix("by_outcome.") {
        return format!("{}: {}", pen.say("nəticə", "outcome"), label(Group::Outcome, outcome, desk.language()));
    }
    if let Some(topic) = figure.strip_prefix("by_topic.") {
        return format!("{}: {}", pen.say("mövzu", "topic"), topic_name(desk, topic));
    }
    label(Group::ReportedFigure, figure, desk.language())
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
