//! What page 1 says: one sentence and four figures.

use super::Desk;
use super::results::RESULTS;
use crate::domain::finding::CheckState;
use crate::domain::language::{Language, az};
use crate::domain::report::{Figure, Headline, Rich, State};

/// Counts of all answers.
pub struct Counts {
    pub checks: usize,
    pub failed_checks: usize,
    pub failed_units: usize,
    pub evaluated: usize,
    pub violations: i64,
}

pub fn counts(desk: &Desk) -> Counts {
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
