//! What a violation's evidence says, in words: columns in a fixed order, values as people write them, no citizen.

use serde_json::{Map, Value};

use crate::domain::reference::Reference;
use crate::portal::voice::Voice;

/// The order of the columns; others follow by name.
const ORDER: [&str; 60] = [
    "period",
    "figure",
    "claimed",
    "recount",
    "recount_when_submitted",
    "day",
    "from",
    "to",
    "working_days",
    "expected",
    "topic",
    "outcome",
    "kind",
    "arrived",
    "started",
    "ended",
    "registered",
    "register_by",
    "pulled",
    "registration",
    "mode",
    "level",
    "missing",
    "faults",
    "answered",
    "returned",
    "return_unit",
    "issued_on",
    "due_on",
    "extensions",
    "due_in_force",
    "due_effective",
    "completed_on",
    "completed",
    "executor_unit",
    "term",
    "status",
    "submitted",
    "closed",
    "median_before",
    "days_before",
    "past_receptions",
    "past_working_days",
    "official",
    "entity",
    "name",
    "value",
    "held",
    "last_complete",
    "handed_over",
    "hand_over_by",
    "number",
    "refer_by",
    "reached_on",
    "units",
    "overlap_minutes",
    "overlaps_with",
    "assignment",
    "reception",
    "receptions",
];

/// What could tell who a citizen is never leaves the store through a page.
const HIDDEN: [&str; 4] = ["citizen", "citizen_key", "note", "result"];

/// Which columns the rows have, in their order.
pub fn columns(rows: &[Map<String, Value>]) -> Vec<String> {
    let mut names: Vec<&String> = rows.iter().flat_map(Map::keys).collect();
    names.sort_by_key(|name| (ORDER.iter().position(|known| known == name).unwrap_or(ORDER.len()), *name));
    names.dedup();
    names.into_iter().filter(|name| !HIDDEN.contains(&name.as_str())).cloned().collect()
}

/// The evidence of a row as kept: a JSON object; anything else is shown as nothing.
pub fn parse(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).unwrap_or_default()
}

/// One value in words.
pub fn say(name: &str, value: &Value, voice: Voice, reference: &Reference) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(flag) => voice.t(if *flag { "yes" } else { "no" }),
        Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), |number| voice.plain(number)),
        Value::String(text) => say_text(name, text, voice, reference),
        Value::Array(items) => {
            items.iter().map(|item| say(name, item, voice, reference)).collect::<Vec<_>>().join(", ")
        }
        Value::Object(fields) => fields
            .iter()
            .filter(|(key, _)| !HIDDEN.contains(&key.as_str()))
            .map(|(key, value)| format!("{}: {}", voice.of("evidence", key), say(key, value, voice, reference)))
            .collect::<Vec<_>>()
            .join("; "),
    }
}

fn say_text(name: &str, text: &str, voice: Voice, reference: &Reference) -> String {
    if let Some(date) = date(text, voice) {
        return date;
    }
    match name {
        "unit" | "executor_unit" | "return_unit" | "units" | "referred_to" | "complaint_about" => {
            voice.unit(text, reference)
        }
        "topic" => voice.topic(text, reference),
        "missing" | "faults" => voice.of("field", text),
        "severity" | "entity" => voice.of(name, text),
        "month" => text.parse().map_or_else(|_| text.to_owned(), |period| voice.language.period_short(&period)),
        "figure" => match text.split_once('.') {
            Some(("by_topic", topic)) => format!("{}: {}", voice.t("figure-by-topic"), voice.topic(topic, reference)),
            Some(("by_outcome", outcome)) => {
                format!("{}: {}", voice.t("figure-by-outcome"), voice.of("outcome", outcome))
            }
            _ => voice.of("figure", text),
        },
        "period" => text.parse().map_or_else(|_| text.to_owned(), |period| voice.language.period_short(&period)),
        "registration" | "mode" | "level" | "outcome" | "kind" | "term" | "status" => voice.of(name, text),
        _ => text.to_owned(),
    }
}

/// Dates and local times as evidence holds them.
fn date(text: &str, voice: Voice) -> Option<String> {
    if let Ok(day) = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(voice.date(day));
    }
    let text = text.replace('T', " ");
    let at = chrono::NaiveDateTime::parse_from_str(text.trim_end_matches('Z'), "%Y-%m-%d %H:%M:%S%.f").ok()?;
    Some(format!("{}, {}", voice.date(at.date()), at.format("%H:%M:%S")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::language::Language;

    #[test]
    fn evidence_reads_as_people_write_and_hides_the_citizen() {
        let voice = Voice::new(Language::Az, crate::domain::zone::Zone::default());
        let reference = Reference::builtin();
        let row = parse(r#"{"returned": "2026-09-03", "citizen": "f:abc", "answered": "2026-08-30", "extra": 2.5}"#);
        assert_eq!(columns(std::slice::from_ref(&row)), ["answered", "returned", "extra"]);
        assert_eq!(say("returned", &row["returned"], voice, &reference), "03.09.2026");
        assert_eq!(say("extra", &row["extra"], voice, &reference), "2,5");
        assert_eq!(say("executor_unit", &json!("DMA"), voice, &reference), "Dövlət Məşğulluq Agentliyi");
        assert_eq!(say("started", &json!("2026-09-03 10:15:00"), voice, &reference), "03.09.2026, 10:15:00");
    }
}
