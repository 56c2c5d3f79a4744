//! The dataset of a report: what it counts, says and draws, finished for the page.
//!
//! [`facts`] runs `queries/reports` once and sums units to agencies and to the ministry; [`desk`] lays facts, checks and
//! scores side by side; [`first`] and [`sections`] write the pages from it. Numbers become text in [`pen`], sentences in
//! the `narrative*` modules, codes get their names in [`codes`]; [`noise`] decides what is a change at all. Nothing is
//! computed after this station: the template only lays out.

pub mod audit;
mod codes;
mod coverage;
mod desk;
mod facts;
mod finding_text;
mod first;
mod head;
mod headlines;
mod narrative;
mod narrative_checks;
mod narrative_data;
mod narrative_first;
mod narrative_quality;
mod narrative_sections;
mod noise;
mod pen;
mod proposals;
mod rows;
mod sections;
mod settings;
mod warnings;
mod worsened;

#[cfg(test)]
mod tests;

pub use codes::{Group, label};
pub use finding_text::{finding_proposal, finding_text};
pub use settings::ReportSettings;

use desk::Desk;
use facts::Facts;
use pen::Pen;

use crate::catalog::{Context, Library, score};
use crate::domain::finding::CheckOutcome;
use crate::domain::language::Language;
use crate::domain::reference::Reference;
use crate::domain::report::Monthly;
use crate::domain::score::ScoreOutcome;
use crate::error::{Error, Result};
use crate::store::Session;

/// Computes the dataset of the monthly report. The session must be prepared for the context's period, which is a month.
///
/// # Errors
/// The period is no month, a query fails, or totals that must be equal are not.
#[expect(clippy::too_many_arguments, reason = "everything that a report is made of, each from another station")]
pub fn monthly(
    session: &Session,
    library: &Library,
    context: &Context,
    checks: &CheckOutcome,
    score: &ScoreOutcome,
    previous: Option<&ScoreOutcome>,
    language: Language,
    reference: &Reference,
    settings: &ReportSettings,
) -> Result<Monthly> {
    if context.period.kind() != crate::domain::period::PeriodKind::Month {
        return Err(Error::usage(format!("computing the monthly report of `{}`", context.period))
            .hint("give a month, such as 2026-09"));
    }
    session.set("small_cell", settings.small_cell)?;
    let facts = Facts::read(session, library, context.period, reference)?;
    let model = score::model(library)?;
    let total = facts.total();
    let desk = Desk {
        pen: Pen::new(language),
        period: context.period,
        as_of: context.as_of,
        reference,
        library,
        settings,
        facts: &facts,
        checks,
        score,
        previous,
        model: &model,
        total,
    };
    reconcile(&desk)?;
    Ok(write(&desk))
}

/// Totals that are printed in different places are equal, or there is no report.
fn reconcile(desk: &Desk) -> Result<()> {
    let by_month = desk.facts.receptions_of(desk.period.first_day());
    let pairs = [
        ("receptions", by_month.map_or(0, |row| row.receptions), desk.total.receptions.receptions),
        (
            "receptions by outcome",
            by_month.map_or(0, |row| row.records),
            desk.facts.receptions_by_code.iter().filter(|row| row.dimension == "outcome").map(|row| row.now).sum(),
        ),
        (
            "receptions by topic",
            desk.total.receptions.receptions,
            desk.facts.receptions_by_topic.iter().map(|row| row.now).sum(),
        ),
        (
            "assignments due",
            desk.facts.assignments_of(desk.period.first_day()).map_or(0, |row| row.due),
            desk.total.assignments.due,
        ),
        (
            "return visits",
            desk.facts.returns_of(desk.period.first_day()).map_or(0, |row| row.returned),
            desk.total.returns.returned,
        ),
        (
            "overdue assignments",
            desk.facts.overdue_register.first().map_or(0, |row| row.total),
            desk.total.assignments.overdue,
        ),
    ];
    for (what, one, other) in pairs {
        if one != other {
            return Err(Error::failed(format!(
                "reconciling the totals of `{}`: {what} are {one} and {other}",
                desk.period
            ))
            .hint("two queries of `queries/reports` count differently; see the overrides in `paths.queries`"));
        }
    }
    Ok(())
}

fn write(desk: &Desk) -> Monthly {
    let candidates = proposals::candidates(desk);
    Monthly {
        schema: 1,
        language: desk.language().as_str().to_owned(),
        head: head::head(desk),
        first: first::first_page(desk, &candidates),
        minister: sections::minister::minister(desk),
        receptions: sections::receptions::receptions(desk),
        leadership: sections::leadership::leadership(desk),
        execution: sections::execution::execution(desk),
        repeats: sections::repeats::repeats(desk),
        subsystem: sections::subsystem::subsystem(desk),
        quality: sections::quality::quality(desk),
        findings: sections::findings::findings(desk, &candidates),
        contradictions: sections::contradictions::contradictions(desk),
        proposals: proposals::proposals(desk, &candidates),
        annex: sections::annex::annex(desk),
    }
}
