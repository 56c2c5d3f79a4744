//! The rows that bear a finding out, in words: what the check saw, field by field.

use serde_json::Value;

use super::Desk;
use crate::catalog::dataset::codes::{Group, label};
use crate::catalog::dataset::sections::{table, wide};
use crate::domain::finding::Violation;
use crate::domain::language::Language;
use crate::domain::report::{Cell, Column, Rich, Row, Table};

/// Evidence rows printed under a finding; all are in the attached `violations.csv`.
const EVIDENCE: usize = 8;
/// The rows that bear a finding out: the record, its unit, what the check saw.
pub fn evidence(desk: &Desk, violations: &[&Violation]) -> Table {
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

pub fn figure_name(desk: &Desk, figure: &str) -> String {
    let pen = desk.pen;
    if let Some(outcome) = figure.strip_prefix("by_outcome.") {
        return format!("{}: {}", pen.say("nəticə", "outcome"), label(Group::Outcome, outcome, desk.language()));
    }
    if let Some(topic) = figure.strip_prefix("by_topic.") {
        return format!("{}: {}", pen.say("mövzu", "topic"), topic_name(desk, topic));
    }
    label(Group::ReportedFigure, figure, desk.language())
}
