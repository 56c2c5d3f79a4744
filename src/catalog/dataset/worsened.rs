//! What got worse outside the noise, ordered by the index points that it cost.

use super::desk::Desk;
use super::noise::{Share, Shift, mean_shift};
use crate::catalog::score::{Direction, Kind};
use crate::domain::score::{IndicatorState, IndicatorValue, UnitScore, Verdict};

/// One indicator of the ministry that got worse.
#[derive(Debug, Clone, PartialEq)]
pub struct Worsened {
    pub indicator: String,
    pub title: String,
    /// Per cent, or the mean on its own scale.
    pub now: f64,
    pub before: f64,
    pub is_mean: bool,
    /// Records behind the value of now.
    pub rows: u64,
    /// Index points lost against the month before; 0 where there is no index to lose them from.
    pub points: f64,
    /// Where it fell most.
    pub place: Option<Place>,
}

/// The unit that accounts for most of the fall.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub name: String,
    pub now: f64,
    pub before: f64,
}

/// An agency whose index fell outside the noise.
#[derive(Debug, Clone, PartialEq)]
pub struct FallenUnit {
    pub code: String,
    pub name: String,
    pub now: f64,
    pub before: f64,
    /// The indicator that cost it most, with its value before and now.
    pub cause: Option<Cause>,
}

/// An indicator's move inside one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    pub title: String,
    pub now: f64,
    pub before: f64,
    pub is_mean: bool,
}

/// Agencies whose index fell by the verdict of the draws, the greatest fall first.
pub fn fallen_agencies(desk: &Desk) -> Vec<FallenUnit> {
    let mut fallen: Vec<FallenUnit> = desk
        .agencies()
        .into_iter()
        .filter_map(|agency| {
            let score = desk.score_of(&agency.code).filter(|score| score.verdict == Some(Verdict::Worse))?;
            let before = desk.previous_score_of(&agency.code)?;
            Some(FallenUnit {
                code: agency.code.clone(),
                name: desk.pen.unit(agency).to_owned(),
                now: score.index?,
                before: before.index?,
                cause: cause(desk, score, before),
            })
        })
        .filter(|unit| desk.pen.printed_sign(unit.now - unit.before) < 0)
        .collect();
    fallen.sort_by(|a, b| (a.now - a.before).total_cmp(&(b.now - b.before)).then(a.code.cmp(&b.code)));
    fallen
}

/// The indicator that cost most points since the month before, where its value fell too.
fn cause(desk: &Desk, now: &UnitScore, before: &UnitScore) -> Option<Cause> {
    let (_, indicator) = desk.model.indicators().max_by(|(_, a), (_, b)| {
        (lost(now, &a.id) - lost(before, &a.id)).total_cmp(&(lost(now, &b.id) - lost(before, &b.id)))
    })?;
    let is_mean = indicator.kind == Kind::Mean;
    let value = |score: &UnitScore| score.indicators.get(&indicator.id).and_then(|value| shown(value, is_mean));
    let (value, value_before) = (value(now)?, value(before)?);
    let fell = desk.pen.printed_sign(value - value_before) < 0;
    fell.then(|| Cause { title: desk.indicator_title(&indicator.id), now: value, before: value_before, is_mean })
}

/// All that got worse outside the noise, the greatest loss first.
pub fn worsened(desk: &Desk) -> Vec<Worsened> {
    let mut found = match (desk.ministry_score(), desk.previous.and_then(|_| desk.previous_score_of(ministry(desk)))) {
        (Some(now), Some(before)) => from_scores(desk, now, before),
        _ => from_counts(desk),
    };
    found.sort_by(|a, b| b.points.total_cmp(&a.points).then(a.indicator.cmp(&b.indicator)));
    found
}

fn ministry<'a>(desk: &Desk<'a>) -> &'a str {
    &desk.reference.units.ministry().code
}

fn from_scores(desk: &Desk, now: &UnitScore, before: &UnitScore) -> Vec<Worsened> {
    let mut found = Vec::new();
    for (_, indicator) in desk.model.indicators() {
        let id = indicator.id.as_str();
        let (Some(current), Some(earlier)) = (now.indicators.get(id), before.indicators.get(id)) else { continue };
        let is_mean = indicator.kind == Kind::Mean;
        let bad = match indicator.direction {
            Direction::Up => Shift::Down,
            Direction::Down => Shift::Up,
        };
        if shift(desk, current, earlier, is_mean) != bad {
            continue;
        }
        let (Some(value), Some(value_before)) = (shown(current, is_mean), shown(earlier, is_mean)) else { continue };
        found.push(Worsened {
            indicator: id.to_owned(),
            title: desk.indicator_title(id),
            now: value,
            before: value_before,
            is_mean,
            rows: current.denominator.max(0.0) as u64,
            points: (lost(now, id) - lost(before, id)).max(0.0),
            place: place(desk, id, is_mean, bad),
        });
    }
    found
}

/// Without an earlier score: the shares of page 1, by their own counts.
fn from_counts(desk: &Desk) -> Vec<Worsened> {
    let total = &desk.total;
    let candidates = [
        ("registered_in_subsystem", total.registered(), total.registered_before()),
        ("done_in_time", total.in_time(), total.in_time_before()),
        ("not_back_in_90_days", complement(total.returned()), complement(desk.returned_before(total))),
    ];
    let mut found = Vec::new();
    for (id, now, before) in candidates {
        if desk.pen.shift(now, before) != Shift::Down {
            continue;
        }
        let (Some(value), Some(value_before)) = (now.percent(), before.percent()) else { continue };
        found.push(Worsened {
            indicator: id.to_owned(),
            title: desk.indicator_title(id),
            now: value,
            before: value_before,
            is_mean: false,
            rows: now.whole as u64,
            points: 0.0,
            place: None,
        });
    }
    found
}

fn complement(share: Share) -> Share {
    Share { part: share.whole - share.part, whole: share.whole }
}

/// The unit whose own records account for most of the fall, if it fell outside the noise itself.
fn place(desk: &Desk, id: &str, is_mean: bool, bad: Shift) -> Option<Place> {
    let mut worst: Option<(f64, Place)> = None;
    for unit in desk.judged_units() {
        let is_leaf = desk.reference.units.children(&unit.code).is_empty();
        let (Some(score), Some(before)) = (desk.score_of(&unit.code), desk.previous_score_of(&unit.code)) else {
            continue;
        };
        let (Some(now), Some(before)) = (score.indicators.get(id), before.indicators.get(id)) else { continue };
        if !is_leaf || shift(desk, now, before, is_mean) != bad {
            continue;
        }
        let (Some(value), Some(value_before)) = (shown(now, is_mean), shown(before, is_mean)) else { continue };
        let weight = now.denominator * (value - value_before).abs();
        if worst.as_ref().is_none_or(|(most, _)| weight > *most) {
            let name = desk.pen.unit(unit).to_owned();
            worst = Some((weight, Place { name, now: value, before: value_before }));
        }
    }
    worst.map(|(_, place)| place)
}

fn shift(desk: &Desk, now: &IndicatorValue, before: &IndicatorValue, is_mean: bool) -> Shift {
    if now.state != IndicatorState::Measured || before.state != IndicatorState::Measured {
        return Shift::Within;
    }
    if is_mean {
        return match (now.squares, before.squares) {
            (Some(squares), Some(squares_before)) => mean_shift(
                (now.numerator, squares, now.denominator),
                (before.numerator, squares_before, before.denominator),
            ),
            _ => Shift::Within,
        };
    }
    desk.pen.shift(share(now), share(before))
}

fn share(value: &IndicatorValue) -> Share {
    Share { part: value.numerator, whole: value.denominator }
}

fn shown(value: &IndicatorValue, is_mean: bool) -> Option<f64> {
    if is_mean { value.value } else { share(value).percent() }
}

fn lost(score: &UnitScore, indicator: &str) -> f64 {
    score.contributions.iter().filter(|part| part.indicator == indicator).map(|part| part.points).sum()
}
