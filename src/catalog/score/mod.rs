//! The reception quality index (Qəbulun Keyfiyyəti İndeksi): from records to a unit's score and its explanation.
//!
//! The model is data: `queries/scores/model.toml` ([`model`]) holds dimensions, weights and goalposts, one SQL file an
//! indicator (`queries/indicators`, run by [`indicators`]) counts. The steps, in the order of the files: counts are pooled
//! over subtrees ([`subjects`]), small numbers drawn to their peers ([`priors`], [`shrink`]), turned into points
//! ([`goalposts`]) and added up ([`aggregate`]); seeded draws give intervals ([`draws`]) and honest ranks ([`ranks`]); every
//! lost point is explained and every debt recomputed ([`explain`]). To add an indicator: its SQL file and its entry in the
//! model, nothing here.

mod aggregate;
mod bands;
mod draws;
mod explain;
mod goalposts;
mod indicators;
mod model;
mod priors;
mod ranks;
mod sample;
mod sensitivity;
mod shrink;
mod subjects;
mod tally;
mod validate;

use std::collections::BTreeMap;

use aggregate::Assessment;
use draws::WeightDraws;
pub use indicators::{IndicatorQuery, queries};
pub use model::{Bands, Bilingual, Dimension, Direction, Indicator, Kind, Model};
use priors::Span;
use ranks::Contestant;
pub use sensitivity::{Sensitivity, SensitivityRow, sensitivity};
use subjects::{OwnTallies, Subject, UnitRow};
pub use validate::validate;

use super::{Context, Library};
use crate::domain::finding::CheckOutcome;
use crate::domain::period::Period;
use crate::domain::score::{IndicatorValue, PriorBasis, PriorWindow, ScoreOutcome, UnitScore, Verdict};
use crate::error::Result;
use crate::store::Session;

/// The model that the library holds, validated.
///
/// # Errors
/// The file is missing or wrong; the error names key and remedy.
pub fn model(library: &Library) -> Result<Model> {
    Model::parse(library.text(MODEL)?, &format!("queries/{MODEL}"))
}

const MODEL: &str = "scores/model.toml";

/// Scores every unit for the session's period. The session must be prepared, and `outcome` be of the same period.
///
/// `previous` is the outcome of the period before: it gives the change and its verdict, and where it stands on the same
/// months the peers' means are taken over from it as they were (frozen).
///
/// # Errors
/// The model or a query is wrong, or the database fails.
pub fn run(
    session: &Session,
    library: &Library,
    context: &Context,
    outcome: &CheckOutcome,
    previous: Option<&ScoreOutcome>,
) -> Result<ScoreOutcome> {
    let model = model(library)?;
    let queries = queries(library, &model)?;
    let units = indicators::units(session, library)?;
    let subjects = subjects::subjects(&units);
    let comparable =
        |previous: &&ScoreOutcome| previous.model == model.version && previous.period.kind() == context.period.kind();
    let previous = previous.filter(comparable);
    let measuring =
        Measuring { session, library, model: &model, queries: &queries, units: &units, subjects: &subjects };

    let window = match frozen(session, library, context.period, previous)? {
        Window::Frozen(window) => window,
        Window::ToFit(window) => measuring.fit(window, context.period)?,
    };
    let own = measuring.period(context.period, outcome)?;
    let window = measuring.filled(window, &own);
    Ok(score(&model, context.period, &subjects, &own, window, previous))
}

enum Window {
    /// Fitted already, by an earlier score of the year.
    Frozen(PriorWindow),
    ToFit(PriorWindow),
}

fn frozen(session: &Session, library: &Library, period: Period, previous: Option<&ScoreOutcome>) -> Result<Window> {
    let window = priors::window(period, indicators::first_day(session, library)?);
    let same = |of: &PriorWindow| (of.basis, of.from, of.to) == (window.basis, window.from, window.to);
    let taken = previous
        .map(|previous| &previous.priors)
        .filter(|priors| window.basis != PriorBasis::SamePeriod && same(priors) && !priors.fits.is_empty());
    Ok(taken.map_or(Window::ToFit(window), |priors| Window::Frozen(priors.clone())))
}

/// What measuring needs, whatever the span.
struct Measuring<'a> {
    session: &'a Session,
    library: &'a Library,
    model: &'a Model,
    queries: &'a [IndicatorQuery],
    units: &'a [UnitRow],
    subjects: &'a [Subject],
}

impl Measuring<'_> {
    /// Fits the priors to the window's months; the period itself is fitted when it has been measured.
    fn fit(&self, mut window: PriorWindow, period: Period) -> Result<PriorWindow> {
        if window.basis == PriorBasis::SamePeriod {
            return Ok(window);
        }
        let kinds: Vec<Kind> = self.model.indicators().map(|(_, indicator)| indicator.kind).collect();
        indicators::begin(self.session, self.library, &priors::spans(&window, period))?;
        indicators::mark(self.session, self.library, self.queries, None)?;
        let provided = indicators::provided(self.session, self.library)?;
        let own = indicators::measure(self.session, self.queries, self.units, &provided, None, |place| {
            kinds[place] != Kind::Duty
        })?;
        window.fits = self.fits(&own);
        Ok(window)
    }

    /// Measures the scored period.
    fn period(&self, period: Period, outcome: &CheckOutcome) -> Result<OwnTallies> {
        #[derive(serde::Deserialize)]
        struct AsOf {
            day: chrono::NaiveDate,
        }
        let as_of: Option<AsOf> = self.session.row("select getvariable('as_of_day') as day")?;
        let span =
            Span { span_from: period.first_day(), span_to: period.last_day(), as_of_day: as_of.map(|as_of| as_of.day) };
        indicators::begin(self.session, self.library, &[span])?;
        indicators::mark(self.session, self.library, self.queries, Some(outcome))?;
        let provided = indicators::provided(self.session, self.library)?;
        indicators::measure(self.session, self.queries, self.units, &provided, Some(outcome), |_| true)
    }

    fn filled(&self, mut window: PriorWindow, own: &OwnTallies) -> PriorWindow {
        let of_period = self.fits(own);
        if window.basis == PriorBasis::SamePeriod {
            window.fits = of_period;
        } else {
            priors::fill_gaps(self.model, &mut window, &of_period);
        }
        window
    }

    fn fits(&self, own: &OwnTallies) -> BTreeMap<String, BTreeMap<String, crate::domain::score::Prior>> {
        priors::fit(self.model, &subjects::peer_groups(self.units, self.subjects, own, self.queries.len()))
    }
}

/// From counts to scores: no database from here on.
fn score(
    model: &Model,
    period: Period,
    subjects: &[Subject],
    own: &OwnTallies,
    window: PriorWindow,
    previous: Option<&ScoreOutcome>,
) -> ScoreOutcome {
    let weights = WeightDraws::new(model);
    let mut units = Vec::with_capacity(subjects.len());
    let mut drawn = Vec::with_capacity(subjects.len());
    for subject in subjects {
        let priors = priors::of_subject(model, subject, &window);
        let tallies = subject.tallies(own, priors.len());
        let assessment = aggregate::assess(model, &tallies, &priors);
        let mut unit = unit_score(model, subject, &assessment);
        unit.debts = explain::debts(model, &tallies, &priors, &assessment);
        let draws = unit.index.and_then(|_| {
            let values: Vec<&IndicatorValue> = assessment.indicators.iter().collect();
            draws::index_draws(model, &weights, &stream_name(&unit, period), &values)
        });
        if let (Some(index), Some(draws)) = (unit.index, &draws) {
            let (low, high) = draws::interval(draws, index, model.uncertainty.interval);
            (unit.low, unit.high) = (Some(rounded(low)), Some(rounded(high)));
            if let Some(previous) = previous.and_then(|previous| before(model, &weights, previous, &unit)) {
                unit.change = Some(rounded(index - previous.index));
                unit.verdict = Some(verdict(draws, &previous.draws, model.uncertainty.verdict));
            }
        }
        units.push(unit);
        drawn.push(draws);
    }
    rank(model, &mut units, &drawn);
    ScoreOutcome {
        period,
        model: model.version.clone(),
        units,
        priors: window,
        seed: model.uncertainty.seed,
        draws: model.uncertainty.draws,
    }
}

fn unit_score(model: &Model, subject: &Subject, assessment: &Assessment) -> UnitScore {
    let points = assessment.dimensions.iter().map(|points| points.map(rounded));
    let values = assessment.indicators.iter().map(|value| IndicatorValue {
        value: value.value.map(rounded),
        points: value.points.map(rounded),
        adjusted: value.adjusted.map(rounded),
        ..value.clone()
    });
    let dimensions = model.dimensions.iter().map(|d| d.id.clone()).zip(points).collect();
    let indicators = model.indicators().map(|(_, i)| i.id.clone()).zip(values).collect();
    UnitScore {
        unit: subject.unit.clone(),
        scope: subject.scope,
        index: assessment.index.map(rounded),
        low: None,
        high: None,
        rank: None,
        rank_low: None,
        rank_high: None,
        band: assessment.index.map(|index| bands::band(rounded(index), &model.bands)),
        dimensions,
        indicators,
        debts: Vec::new(),
        reason: assessment.reason,
        available: rounded(assessment.available),
        ranked_in: subject.ranked_in.clone(),
        ties: Vec::new(),
        change: None,
        verdict: None,
        contributions: explain::contributions(model, assessment),
    }
}

/// Nine decimals: what is stored as JSON reads back the same to the last bit.
fn rounded(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

fn stream_name(unit: &UnitScore, period: Period) -> String {
    format!("{}|{}|{period}", unit.unit, unit.scope.as_str())
}

struct Before {
    index: f64,
    draws: Vec<f64>,
}

/// The unit's index of the period before and its draws, under the weights drawn for this one.
fn before(model: &Model, weights: &WeightDraws, previous: &ScoreOutcome, unit: &UnitScore) -> Option<Before> {
    let then = previous.unit(&unit.unit).filter(|then| then.scope == unit.scope)?;
    let index = then.index?;
    let values: Option<Vec<&IndicatorValue>> =
        model.indicators().map(|(_, indicator)| then.indicators.get(&indicator.id)).collect();
    let draws = draws::index_draws(model, weights, &stream_name(then, previous.period), &values?)?;
    Some(Before { index, draws })
}

fn verdict(now: &[f64], before: &[f64], sure: f64) -> Verdict {
    let above = draws::share_above(now, before);
    if above > sure {
        Verdict::Better
    } else if 1.0 - above > sure {
        Verdict::Worse
    } else {
        Verdict::WithinNoise
    }
}

/// Ranks every group of units among itself.
fn rank(model: &Model, units: &mut [UnitScore], drawn: &[Option<Vec<f64>>]) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, unit) in units.iter().enumerate() {
        if let (Some(group), Some(_), Some(_)) = (&unit.ranked_in, unit.index, &drawn[place]) {
            groups.entry(group.clone()).or_default().push(place);
        }
    }
    for places in groups.values() {
        let group: Vec<Contestant> = places
            .iter()
            .filter_map(|place| Some(Contestant { index: units[*place].index?, draws: drawn[*place].as_deref()? }))
            .collect();
        for (place, standing) in places.iter().zip(ranks::rank(&group, &model.uncertainty)) {
            let ties = standing.ties.iter().map(|tied| units[places[*tied]].unit.clone()).collect();
            let unit = &mut units[*place];
            (unit.rank, unit.rank_low, unit.rank_high) = (Some(standing.rank), Some(standing.low), Some(standing.high));
            unit.ties = ties;
        }
    }
}

#[cfg(test)]
mod on_records;
#[cfg(test)]
mod tests;
