//! What a failed check found in one unit, in words, and the proposal that goes with it; reports and findings say the same.

use chrono::NaiveDate;
use serde_json::Value;

use super::narrative_checks::{Measured, Subject, measured, silence};
use super::pen::Pen;
use crate::catalog::{Bilingual, Check};
use crate::domain::finding::CheckResult;
use crate::domain::language::Language;

/// What was measured; silences and reports are told in words of their own.
pub(super) fn result_text(
    pen: Pen,
    check: &Check,
    result: &CheckResult,
    subject: Subject,
    evidence: Option<&Value>,
) -> String {
    let read = |key: &str| evidence.and_then(|evidence| evidence.get(key));
    match check.id.as_str() {
        "R3" => {
            let day = |key: &str| read(key).and_then(|value| value.as_str()?.parse::<NaiveDate>().ok());
            let number = |key: &str| read(key).and_then(Value::as_f64);
            if let (Some(from), Some(to), Some(days)) = (day("from"), day("to"), number("working_days")) {
                return silence(pen, from, to, days as i64, number("expected").unwrap_or_default());
            }
        }
        "D1" => {
            let is_late = read("submitted").is_some_and(|at| !at.is_null());
            return match (is_late, pen.language) {
                (true, Language::Az) => "Dövr üzrə hesabat gec təqdim edilib.",
                (true, Language::En) => "The report on the period came late.",
                (false, Language::Az) => "Dövr üzrə hesabat təqdim edilməyib.",
                (false, Language::En) => "No report on the period has come.",
            }
            .to_owned();
        }
        _ => {}
    }
    measured(
        pen,
        Measured {
            measure: check.measure,
            subject: if check.id == "D2" { Subject::Figure } else { subject },
            violations: result.violations,
            population: result.population,
            measured: result.measured,
            threshold: result.threshold,
        },
    )
}

/// What was measured, in both languages; `subject_kind` and `evidence` are those of the first violation.
pub fn finding_text(check: &Check, result: &CheckResult, subject_kind: &str, evidence: Option<&Value>) -> Bilingual {
    let text = |language| result_text(Pen::new(language), check, result, Subject::of(subject_kind), evidence);
    Bilingual { az: text(Language::Az), en: text(Language::En) }
}

/// The same followed by the proposal of the check's header with its clause.
pub fn finding_proposal(check: &Check, text: &Bilingual) -> Bilingual {
    let join = |language| format!("{} {}", text.get(language), check.proposal.get(language));
    Bilingual { az: join(Language::Az), en: join(Language::En) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Library;
    use crate::domain::finding::CheckState;

    #[test]
    fn the_proposal_is_filled_with_the_units_figures() {
        let library = Library::load(None).unwrap();
        let check = library.check("R2").unwrap();
        let result = CheckResult {
            check: "R2".into(),
            unit: "DSMF-LERIK".into(),
            state: CheckState::Fail,
            reason: None,
            measured: Some(45.0 / 363.0),
            threshold: Some(0.05),
            violations: 45,
            population: 363,
        };
        let text = finding_text(check, &result, "reception", None);
        assert_eq!(text.az, "363 qəbuldan 45-i (12,4 faiz) meyara uyğun gəlmir; yol verilən hədd 5 faizdir.");
        let proposal = finding_proposal(check, &text);
        assert!(proposal.az.starts_with(&text.az) && proposal.az.contains("təklif olunur"), "{}", proposal.az);
        assert!(proposal.en.starts_with("45 of 363 receptions"), "{}", proposal.en);
    }
}
