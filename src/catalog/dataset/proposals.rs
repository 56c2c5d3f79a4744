//! Proposals: from the failed checks, their own words, how much was found where, and what it would win.

use super::desk::Desk;
use super::narrative_checks::{Found, Subject, full_proposal, proposal, without_clause};
use super::sections::section;
use crate::domain::finding::Severity;
use crate::domain::language::{Language, az};
use crate::domain::report::{Highlight, Highlights, Proposal, Proposals, Rich};

/// The indicator that a check's records move, for what a proposal would win.
const MOVES: [(&str, &str); 14] = [
    ("A1", "open_not_overdue"),
    ("A2", "done_in_time"),
    ("A4", "within_statutory_term"),
    ("A5", "closed_with_result"),
    ("R1", "registered_in_time"),
    ("R2", "registered_in_subsystem"),
    ("R5", "complete_records"),
    ("R14", "waits_within_30"),
    ("S1", "appointments_held"),
    ("S3", "leaders_received"),
    ("C1", "not_back_in_90_days"),
    ("D1", "reports_in_time"),
    ("D2", "figures_match"),
    ("Q3", "feed_fresh"),
];

/// One failed check as a proposal.
pub struct Candidate {
    pub check: String,
    pub found: Found,
    pub clause: String,
    severity: Severity,
    look_into: bool,
    /// Index points of the ministry that curing it would win.
    pub gain: f64,
}

/// All failed checks, the gravest first: breaches before matters to look into, then severity, gain, number.
pub fn candidates(desk: &Desk) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = desk
        .library
        .checks()
        .iter()
        .filter_map(|check| {
            let pooled = desk.pooled(&check.id);
            if pooled.failed.is_empty() {
                return None;
            }
            let failed = |unit: &str| pooled.failed.iter().any(|result| result.unit == unit);
            let kind = desk.violations_of(&check.id).find(|violation| failed(&violation.unit));
            let proposal = check.proposal.get(desk.language());
            Some(Candidate {
                check: check.id.clone(),
                found: Found {
                    subject: kind.map_or(Subject::Unit, |violation| Subject::of(&violation.subject_kind)),
                    violations: pooled.failed.iter().map(|result| result.violations).sum(),
                    units: pooled.failed.iter().map(|result| desk.unit_name(&result.unit)).collect(),
                    proposal: without_clause(proposal),
                    until: desk.deadline(check.severity),
                },
                clause: clause(proposal, &check.clause),
                severity: check.severity,
                look_into: check.look_into,
                gain: gain(desk, &check.id),
            })
        })
        .collect();
    all.sort_by(|a, b| {
        a.look_into
            .cmp(&b.look_into)
            .then(b.severity.cmp(&a.severity))
            .then(b.gain.total_cmp(&a.gain))
            .then(b.found.violations.cmp(&a.found.violations))
            .then(a.check.cmp(&b.check))
    });
    all
}

/// Page 1: up to three.
pub fn highlights(desk: &Desk, candidates: &[Candidate]) -> Highlights {
    let pen = desk.pen;
    let items = candidates
        .iter()
        .filter(|candidate| !candidate.look_into)
        .take(3)
        .map(|candidate| Highlight {
            text: proposal(pen, &candidate.found),
            clause: Some(candidate.clause.clone()).filter(|clause| !clause.is_empty()),
            figures: vec![pen.count(candidate.found.violations, &format!("checks/{}", candidate.check))],
        })
        .collect();
    Highlights {
        title: pen.say("Təkliflər", "Proposals").to_owned(),
        items,
        empty: pen
            .say(
                "Nəzarət meyarları üzrə nöqsan aşkar edilmədiyindən təklif irəli sürülmür.",
                "The checks found no shortcoming; nothing is proposed.",
            )
            .to_owned(),
    }
}

/// Section X: all of them.
pub fn proposals(desk: &Desk, candidates: &[Candidate]) -> Proposals {
    let pen = desk.pen;
    let items: Vec<Proposal> = candidates
        .iter()
        .map(|candidate| {
            let mut text = full_proposal(pen, &candidate.found);
            if pen.printed_sign(candidate.gain) > 0 {
                text = text.text(match pen.language {
                    Language::Az => format!(" İndeksdə gözlənilən artım: {} bal.", pen.dec(candidate.gain)),
                    Language::En => format!(" The index would gain {} points.", pen.dec(candidate.gain)),
                });
            }
            Proposal {
                text,
                clause: clause_text(desk, &candidate.clause),
                basis: format!(
                    "{} “{}”: {}",
                    candidate.check,
                    desk.check_title(&candidate.check),
                    pen.list_some(&candidate.found.units, 8)
                ),
            }
        })
        .collect();
    let lead = match (items.len(), pen.language) {
        (0, Language::Az) => {
            "Hesabat dövründə nəzarət meyarları üzrə təklif tələb edən nöqsan aşkar edilməyib.".to_owned()
        }
        (0, Language::En) => "The checks of the period found nothing that calls for a proposal.".to_owned(),
        (count, Language::Az) => format!(
            "Aşkar edilmiş nöqsanların aradan qaldırılmasına dair {} təklif irəli sürülür. Müddətlər hesabatın tarixindən, nöqsanın ağırlığına görə hesablanıb; nöqsanın aradan qalxması məlumatla yoxlanılır.",
            pen.number_word(count)
        ),
        (count, Language::En) => format!(
            "{} {} made to remove the shortcomings found. Terms run from the date of the report by severity; data decides whether a shortcoming is gone.",
            super::narrative_first::capitalised(&pen.number_word(count)),
            if count == 1 { "proposal is" } else { "proposals are" }
        ),
    };
    Proposals { section: section(vec![Rich::plain(lead)]), items }
}

/// The clause that the proposal cites, else the first of the check's own.
fn clause(proposal: &str, of_check: &str) -> String {
    let number = |text: &str| {
        text.split(|sign: char| !(sign.is_ascii_digit() || sign == '.'))
            .map(|part| part.trim_matches('.'))
            .find(|part| part.contains('.') && part.split('.').all(|step| step.parse::<u32>().is_ok()))
            .map(str::to_owned)
    };
    number(proposal.rsplit_once('(').map_or("", |(_, cited)| cited)).or_else(|| number(of_check)).unwrap_or_default()
}

/// "Əsasnamənin 6.3.7-ci yarımbəndi".
pub fn clause_text(desk: &Desk, clause: &str) -> String {
    let last = clause.rsplit('.').next().and_then(|step| step.parse::<i64>().ok());
    match (last, desk.language()) {
        (None, _) => String::new(),
        (Some(last), Language::Az) => format!("Əsasnamənin {clause}-{} yarımbəndi", az::ordinal_suffix(last)),
        (Some(_), Language::En) => format!("charter, {clause}"),
    }
}

fn gain(desk: &Desk, check: &str) -> f64 {
    let Some((_, indicator)) = MOVES.iter().find(|(id, _)| *id == check) else { return 0.0 };
    let debts = desk.ministry_score().map(|score| score.debts.as_slice()).unwrap_or_default();
    debts.iter().filter(|debt| debt.what == *indicator).fold(0.0, |sum, debt| sum + debt.points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clause_is_the_one_that_the_proposal_cites() {
        assert_eq!(clause("… təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).", "Əsasnamə 2.1.3"), "6.3.7");
        assert_eq!(clause("Just do it.", "Əsasnamə 2.1.3, 6.2.1"), "2.1.3");
        assert_eq!(clause("Do 3 things.", "Qanun"), "");
    }
}
