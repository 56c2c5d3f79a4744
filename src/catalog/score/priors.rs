//! Which months the peers' means are fitted on, and the fit.
//!
//! The 12 months before the January of the scored year: fitted once a year, so that within it a score moves only when its
//! unit does. In the first year there are records of: its first 3 months. With nothing older than the scored period: the
//! period itself, and the outcome says so.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use serde::Serialize;

use super::model::{Kind, Model};
use super::shrink;
use super::subjects::Subject;
use super::tally::Tally;
use crate::domain::period::Period;
use crate::domain::score::{Prior, PriorBasis, PriorWindow};

/// The least history before a January that makes a year's fit.
const LEAST_MONTHS: u32 = 3;

/// A span of days that the indicators are measured on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    pub span_from: NaiveDate,
    pub span_to: NaiveDate,
    /// The day on which open assignments are looked at; the closing day of the span when absent.
    pub as_of_day: Option<NaiveDate>,
}

/// The months to fit on, given the first day there are records of.
pub fn window(period: Period, first_day: Option<NaiveDate>) -> PriorWindow {
    let same = PriorWindow {
        basis: PriorBasis::SamePeriod,
        from: Some(period.first_day()),
        to: Some(period.last_day()),
        ..PriorWindow::default()
    };
    let (Some(first), Some(january)) = (first_day, NaiveDate::from_ymd_opt(period.year(), 1, 1)) else { return same };
    let named = |basis, from, to: NaiveDate| PriorWindow {
        basis,
        from: Some(from),
        to: to.checked_sub_days(Days::new(1)),
        ..PriorWindow::default()
    };
    let year_before = january - Months::new(12);
    if first + Months::new(LEAST_MONTHS) <= january {
        return named(PriorBasis::YearBefore, first.max(year_before), january);
    }
    let after = first + Months::new(LEAST_MONTHS);
    if after <= period.first_day() { named(PriorBasis::FirstMonths, first, after) } else { same }
}

/// The window cut into periods of the scored one's kind, so that what depends on the length of a period is measured alike.
pub fn spans(window: &PriorWindow, period: Period) -> Vec<Span> {
    let (Some(from), Some(to)) = (window.from, window.to) else { return Vec::new() };
    let mut spans = Vec::new();
    let mut part = Period::containing(period.kind(), from);
    while part.first_day() <= to {
        spans.push(Span { span_from: part.first_day().max(from), span_to: part.last_day().min(to), as_of_day: None });
        part = part.next();
    }
    spans
}

/// The priors of every group of peers, by group and indicator.
///
/// A group too small for an indicator has none for it, so that the next wider one is asked; the widest takes what it has.
pub fn fit(model: &Model, groups: &BTreeMap<String, Vec<Vec<Tally>>>) -> BTreeMap<String, BTreeMap<String, Prior>> {
    let fit_group = |name: &String, members: &Vec<Vec<Tally>>| {
        let is_widest = !name.contains('|');
        let mut priors = BTreeMap::new();
        for (place, (_, indicator)) in model.indicators().enumerate().filter(|(_, (_, i))| i.kind != Kind::Duty) {
            let tallies: Vec<Tally> =
                members.iter().map(|tallies| tallies[place]).filter(|t| t.denominator > 0.0).collect();
            let is_enough = is_widest || tallies.len() >= model.shrinkage.peers;
            if let Some(prior) = shrink::fit(indicator.kind, &tallies, &model.shrinkage).filter(|_| is_enough) {
                priors.insert(indicator.id.clone(), prior);
            }
        }
        priors
    };
    groups.iter().map(|(name, members)| (name.clone(), fit_group(name, members))).collect()
}

/// The subject's priors in the order of the model: the nearest group of peers that is large enough.
pub fn of_subject(model: &Model, subject: &Subject, window: &PriorWindow) -> Vec<Option<Prior>> {
    let of_indicator = |id: &str| subject.peers.iter().find_map(|group| window.fits.get(group)?.get(id).copied());
    model.indicators().map(|(_, indicator)| of_indicator(&indicator.id)).collect()
}

/// Fills the gaps of a window's fit with a fit to the scored period: an indicator that nobody measured back then.
pub fn fill_gaps(model: &Model, window: &mut PriorWindow, of_period: &BTreeMap<String, BTreeMap<String, Prior>>) {
    for (_, indicator) in model.indicators().filter(|(_, indicator)| indicator.kind != Kind::Duty) {
        for scope in ["own", "pooled"] {
            let holds = |fits: &BTreeMap<String, BTreeMap<String, Prior>>| {
                fits.get(scope).is_some_and(|priors| priors.contains_key(&indicator.id))
            };
            if holds(&window.fits) || !holds(of_period) {
                continue;
            }
            for (group, priors) in of_period.iter().filter(|(group, _)| group.split('|').next() == Some(scope)) {
                if let Some(prior) = priors.get(&indicator.id) {
                    window.fits.entry(group.clone()).or_default().insert(indicator.id.clone(), *prior);
                }
            }
            if !window.from_period.contains(&indicator.id) {
                window.from_period.push(indicator.id.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::tests::builtin;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn shown(period: &str, first: Option<&str>) -> String {
        let window = window(period.parse().unwrap(), first.map(day));
        format!("{} {} {}", window.basis.as_str(), window.from.unwrap(), window.to.unwrap())
    }

    #[test]
    fn the_year_before_else_the_first_months_else_the_period_itself() {
        assert_eq!(shown("2026-09", Some("2020-05-01")), "year_before 2025-01-01 2025-12-31");
        assert_eq!(shown("2026", Some("2020-05-01")), "year_before 2025-01-01 2025-12-31");
        assert_eq!(shown("2026-09", Some("2025-10-01")), "year_before 2025-10-01 2025-12-31");
        assert_eq!(shown("2026-09", Some("2025-11-01")), "first_months 2025-11-01 2026-01-31");
        assert_eq!(shown("2025-12", Some("2025-02-01")), "first_months 2025-02-01 2025-04-30");
        assert_eq!(shown("2025-04", Some("2025-02-01")), "same_period 2025-04-01 2025-04-30");
        assert_eq!(shown("2025-05", Some("2025-02-01")), "first_months 2025-02-01 2025-04-30");
        assert_eq!(shown("2025-02", None), "same_period 2025-02-01 2025-02-28");
    }

    #[test]
    fn a_window_is_cut_into_periods_of_the_scored_kind() {
        let window_of = |period: &str| window(period.parse().unwrap(), Some(day("2025-02-01")));
        let cut = |period: &str| spans(&window_of(period), period.parse().unwrap());
        assert_eq!(cut("2026-09").len(), 11);
        assert_eq!(cut("2026-Q3").len(), 4);
        assert_eq!(
            cut("2026-Q3")[0],
            Span { span_from: day("2025-02-01"), span_to: day("2025-03-31"), as_of_day: None }
        );
        assert_eq!(cut("2026").len(), 1);
    }

    #[test]
    fn a_small_group_leaves_its_members_to_the_wider_one() {
        let model = builtin();
        let unit = |good: f64| vec![Tally::share(good, 10.0); 17];
        let groups = BTreeMap::from([
            ("own".to_owned(), (0..10).map(|i| unit(f64::from(i))).collect::<Vec<_>>()),
            ("own|local".to_owned(), (0..5).map(|i| unit(f64::from(i))).collect()),
            ("own|local|DSMF".to_owned(), (0..4).map(|i| unit(f64::from(i))).collect()),
        ]);
        let window = PriorWindow { fits: fit(&model, &groups), ..PriorWindow::default() };
        let subject = super::super::subjects::tests::own("DSMF-QAX", &["own|local|DSMF", "own|local", "own"]);
        let priors = of_subject(&model, &subject, &window);
        assert_eq!(priors[0].unwrap().mean, 0.2, "the mean of the five local units");
        let duty = model.indicators().position(|(_, indicator)| indicator.kind == Kind::Duty).unwrap();
        assert_eq!(priors[duty], None);
    }

    #[test]
    fn what_nobody_measured_back_then_is_fitted_to_the_period() {
        let model = builtin();
        let fits = |n: f64| {
            let mut member = vec![Tally::default(); 17];
            member[0] = Tally::share(n, 10.0);
            if n > 8.0 {
                member[1] = Tally::share(n, 10.0);
            }
            fit(&model, &BTreeMap::from([("own".to_owned(), vec![member.clone(), member])]))
        };
        let mut window = PriorWindow { fits: fits(5.0), ..PriorWindow::default() };
        fill_gaps(&model, &mut window, &fits(9.0));
        assert_eq!(window.from_period, ["registered_in_time"]);
        assert_eq!(window.fits["own"]["registered_in_time"].mean, 0.9);
        assert_eq!(window.fits["own"]["registered_in_subsystem"].mean, 0.5, "what was measured back then stays");
    }
}
