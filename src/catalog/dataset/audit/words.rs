//! Words of the sheets: kinds of records, what to look up, the questions of the on-site sheet.

use chrono::NaiveDate;
use serde_json::Value;

use crate::catalog::audit::Item;
use crate::catalog::dataset::codes::{Group, blank, label};
use crate::domain::language::Language;
use crate::domain::reference::Reference;

/// Questions of the on-site sheet: key, Azerbaijani, English.
pub const SITE_QUESTIONS: [(&str, &str, &str); 10] = [
    (
        "schedule_posted",
        "Qəbul cədvəli vətəndaşların görə biləcəyi yerdə asılıbmı?",
        "Is the reception schedule posted where citizens see it?",
    ),
    (
        "journal_count",
        "Kağız jurnalda həmin dövr üzrə neçə qəbul qeydə alınıb?",
        "How many receptions does the paper journal hold for the period?",
    ),
    (
        "subsystem_count",
        "Altsistemdə həmin dövr üzrə neçə qəbul var?",
        "How many does the subsystem hold for the period?",
    ),
    (
        "waiting_room",
        "Gözləmə otağı və oturacaqlar vətəndaşların sayına uyğundurmu?",
        "Do the waiting room and its seats suffice for the citizens?",
    ),
    (
        "disabled_access",
        "Əlilliyi olan şəxslərin maneəsiz girişi təmin olunubmu?",
        "Can people with disabilities enter without obstacles?",
    ),
    (
        "liaison_login",
        "Məsul şəxs altsistemə öz istifadəçi adı ilə daxil olurmu?",
        "Does the liaison log in with a name of their own?",
    ),
    ("reception_1", "Müşahidə edilmiş 1-ci qəbul", "First reception observed"),
    ("reception_2", "Müşahidə edilmiş 2-ci qəbul", "Second reception observed"),
    ("reception_3", "Müşahidə edilmiş 3-cü qəbul", "Third reception observed"),
    ("remarks", "Digər qeydlər", "Other remarks"),
];

/// "qəbul", "tapşırıq".
pub fn entity(entity: &str, language: Language) -> &'static str {
    match (entity, language) {
        ("assignments", Language::Az) => "tapşırıq",
        ("assignments", Language::En) => "assignment",
        (_, Language::Az) => "qəbul",
        (_, Language::En) => "reception",
    }
}

fn text<'a>(details: &'a Value, key: &str) -> Option<&'a str> {
    details.get(key).and_then(Value::as_str).filter(|text| !text.is_empty())
}

fn day(details: &Value, key: &str) -> Option<NaiveDate> {
    text(details, key).and_then(|text| text.get(..10)).and_then(|text| text.parse().ok())
}

/// The day of the reception, or the day on which the assignment was given.
pub fn item_day(details: &Value, language: Language) -> String {
    day(details, "day").map_or_else(String::new, |day| language.date_short(day))
}

/// What the reviewer looks up in the unit's system: what the record says, piece by piece.
pub fn look_up(item: &Item, details: &Value, reference: &Reference, language: Language) -> String {
    let say = |az: &'static str, en: &'static str| if language == Language::Az { az } else { en };
    let mut parts: Vec<String> = Vec::new();
    if item.entity == "assignments" {
        let status = text(details, "status")
            .map_or_else(|| blank(language), |code| label(Group::AssignmentStatus, code, language));
        parts.push(status);
        let mut dated = |key: &str, az: &'static str, en: &'static str| {
            if let Some(day) = day(details, key) {
                parts.push(format!("{}: {}", say(az, en), language.date_short(day)));
            }
        };
        dated("due", "icra müddəti", "due");
        dated("completed", "icra tarixi", "done on");
        dated("replied", "cavab verilib", "replied on");
        if let Some(reception) = text(details, "reception") {
            parts.push(format!("{} {reception}", say("qəbul", "reception")));
        }
    } else {
        if let Some(started) = text(details, "started") {
            parts.push(format!("{} {started}", say("başlama", "began")));
        }
        parts.extend(text(details, "level").map(|code| label(Group::Level, code, language)));
        parts.push(text(details, "topic").map_or_else(
            || format!("{}: {}", say("mövzu", "topic"), blank(language)),
            |code| match (reference.topics.get(code), language) {
                (Some(topic), Language::Az) => topic.name_az.clone(),
                (Some(topic), Language::En) => topic.name_en.clone(),
                (None, _) => code.to_owned(),
            },
        ));
        let outcome =
            text(details, "outcome").map_or_else(|| blank(language), |code| label(Group::Outcome, code, language));
        parts.push(format!("{}: {outcome}", say("nəticə", "outcome")));
    }
    parts.extend(text(details, "official").map(str::to_owned));
    parts.join("; ")
}
