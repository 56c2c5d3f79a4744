//! The five figures of page 1, each with its changes and up to 13 months.

use chrono::NaiveDate;

use super::desk::Desk;
use super::noise::{Share, Shift};
use super::pen::{Against, Better};
use crate::domain::language::Language;
use crate::domain::language::number::integer;
use crate::domain::period::Period;
use crate::domain::report::{Change, Figure, Headline, State};
use crate::domain::score::{NoIndex, UnitScore, Verdict};

const RECEPTIONS: &str = "reports/receptions_by_month";
const ASSIGNMENTS: &str = "reports/assignments_by_month";
const RETURNS: &str = "reports/returns_by_month";
const INDEX: &str = "scores/model";

/// The five, in their order.
pub fn headlines(desk: &Desk) -> Vec<Headline> {
    vec![receptions(desk), registered(desk), in_time(desk), returns(desk), index(desk)]
}

/// The 13 months that end with the period.
fn months(desk: &Desk) -> Vec<NaiveDate> {
    let mut months = vec![desk.period];
    while months.len() < 13 {
        months.push(months[months.len() - 1].previous());
    }
    months.iter().rev().map(|month| month.first_day()).collect()
}

/// Receptions of the period, of the month before, of the same month last year: only whole months are compared.
pub fn receptions_compared(desk: &Desk) -> [Option<i64>; 3] {
    [desk.period, desk.period.previous(), desk.period.same_last_year()].map(|period| {
        let month = period.first_day();
        desk.facts.whole_month(month).map(|row| row.receptions)
    })
}

fn receptions(desk: &Desk) -> Headline {
    let pen = desk.pen;
    let total = &desk.total.receptions;
    let [_, previous, last_year] = receptions_compared(desk);
    let change = |before: Option<i64>, against| {
        before.and_then(|before| pen.count_change(total.receptions, before, Better::Neither, against))
    };
    let mut notes = Vec::new();
    let mut note_figures = Vec::new();
    let state = if total.records == 0 { State::NoRecords } else { State::Measured };
    if state == State::Measured && desk.levels() == State::Measured {
        let leaders = pen.count_if(desk.levels(), total.by_leaders, "reports/receptions_by_unit");
        notes.push(format!("{}: {}", pen.say("rəhbərlər", "leaders"), leaders.text));
        note_figures.push(leaders);
    }
    let series: Vec<Option<f64>> =
        months(desk).into_iter().map(|month| desk.facts.whole_month(month).map(|row| row.receptions as f64)).collect();
    Headline {
        key: "receptions".to_owned(),
        label: pen.say("Qəbul edilmişdir, nəfər", "Received, persons").to_owned(),
        figure: pen.count_if(state, total.receptions, "reports/receptions_by_unit"),
        band: None,
        interval: None,
        changes: present([change(previous, Against::Month), change(last_year, Against::Year)], state),
        notes,
        note_figures,
        alt: alt(desk, &series, |value| integer(value as i64)),
        months: series,
    }
}

/// A headline that is a share, before its notes are added.
struct ShareHeadline<'a> {
    key: &'a str,
    label: &'a str,
    query: &'a str,
    better: Better,
    state: State,
    now: Share,
    of_month: &'a dyn Fn(NaiveDate) -> Share,
}

impl ShareHeadline<'_> {
    fn build(&self, desk: &Desk, notes: Vec<String>, note_figures: Vec<Figure>) -> Headline {
        let pen = desk.pen;
        let change = |period: Period, against| {
            pen.share_change(self.now, (self.of_month)(period.first_day()), self.better, against)
        };
        let series: Vec<Option<f64>> = match self.state {
            State::Measured => months(desk).into_iter().map(|month| (self.of_month)(month).percent()).collect(),
            _ => Vec::new(),
        };
        Headline {
            key: self.key.to_owned(),
            label: self.label.to_owned(),
            figure: pen.share_if(self.state, self.now, self.query),
            band: None,
            interval: None,
            notes: if self.state == State::Measured { notes } else { Vec::new() },
            changes: present(
                [change(desk.period.previous(), Against::Month), change(desk.period.same_last_year(), Against::Year)],
                self.state,
            ),
            note_figures,
            alt: alt(desk, &series, |value| pen.percent(value)),
            months: series,
        }
    }
}

fn registered(desk: &Desk) -> Headline {
    let pen = desk.pen;
    let notes = target(desk, "registered_in_subsystem").into_iter().collect();
    let of_month = |month: NaiveDate| {
        desk.facts
            .receptions_of(month)
            .map_or_else(Share::default, |row| Share::new(row.in_subsystem, row.with_registration))
    };
    let headline = ShareHeadline {
        key: "registered",
        label: pen.say("Altsistemdə qeydiyyat", "Registered in the subsystem"),
        query: RECEPTIONS,
        better: Better::Higher,
        state: desk.registration(),
        now: desk.total.registered(),
        of_month: &of_month,
    };
    headline.build(desk, notes, Vec::new())
}

fn in_time(desk: &Desk) -> Headline {
    let pen = desk.pen;
    let mut notes: Vec<String> = target(desk, "done_in_time").into_iter().collect();
    let mut note_figures = Vec::new();
    if desk.execution() == State::Measured {
        let overdue = pen.count(desk.total.assignments.overdue, "reports/assignments_by_unit");
        notes.push(format!("{}: {}", pen.say("gecikən", "overdue"), overdue.text));
        note_figures.push(overdue);
    }
    let of_month = |month: NaiveDate| {
        desk.facts.assignments_of(month).map_or_else(Share::default, |row| Share::new(row.in_time, row.due))
    };
    let headline = ShareHeadline {
        key: "in_time",
        label: pen.say("Vaxtında icra", "Done in time"),
        query: ASSIGNMENTS,
        better: Better::Higher,
        state: desk.execution(),
        now: desk.total.in_time(),
        of_month: &of_month,
    };
    headline.build(desk, notes, note_figures)
}

fn returns(desk: &Desk) -> Headline {
    let pen = desk.pen;
    let limit = desk.check("C1").and_then(|_| desk.pooled("C1").results.iter().find_map(|result| result.threshold));
    let notes = limit
        .map(|limit| format!("{} {}", pen.say("hədd", "limit"), desk.language().percent(100.0 * limit, 0)))
        .into_iter()
        .collect();
    let of_month = |month: NaiveDate| {
        // Before there are 90 days of records the share would be of fewer answers than it says.
        let is_own = month == desk.period.first_day();
        match desk.facts.returns_of(month) {
            Some(row) if is_own || desk.facts.has_return_window(month) => Share::new(row.returned, row.answered),
            _ => Share::default(),
        }
    };
    let headline = ShareHeadline {
        key: "returns",
        label: pen.say("Təkrar gəliş, 90 gün", "Return visits, 90 days"),
        query: RETURNS,
        better: Better::Lower,
        state: desk.returns(),
        now: desk.total.returned(),
        of_month: &of_month,
    };
    headline.build(desk, notes, Vec::new())
}

fn index(desk: &Desk) -> Headline {
    let pen = desk.pen;
    let score = desk.ministry_score();
    let label = pen.say("Keyfiyyət indeksi", "Quality index").to_owned();
    let series = index_series(desk);
    let Some((score, value)) = score.and_then(|score| Some((score, score.index?))) else {
        return Headline {
            key: "index".to_owned(),
            label,
            figure: Figure::missing(no_index_state(score), no_index(desk, score), INDEX),
            band: None,
            interval: None,
            changes: Vec::new(),
            notes: Vec::new(),
            note_figures: Vec::new(),
            months: Vec::new(),
            alt: pen.say("indeks hesablanmayıb", "no index").to_owned(),
        };
    };
    let band = score.band.map(|band| band.as_str().to_owned());
    let verdict = score.verdict.map(|verdict| verdict_text(desk, verdict).to_owned());
    Headline {
        key: "index".to_owned(),
        label,
        figure: pen.points(value, INDEX),
        band,
        interval: interval(desk, score),
        changes: [index_change(desk, score), index_on_year(desk, score)].into_iter().flatten().collect(),
        notes: verdict.into_iter().collect(),
        note_figures: Vec::new(),
        alt: alt(desk, &series, |value| pen.dec(value)),
        months: series,
    }
}

/// "72,9–75,4".
pub fn interval(desk: &Desk, score: &UnitScore) -> Option<String> {
    Some(format!("{}–{}", desk.pen.dec(score.low?), desk.pen.dec(score.high?)))
}

/// The change against the month before with the verdict of the draws.
pub fn index_change(desk: &Desk, score: &UnitScore) -> Option<Change> {
    let shift = match score.verdict? {
        Verdict::Better => Shift::Up,
        Verdict::Worse => Shift::Down,
        Verdict::WithinNoise => Shift::Within,
    };
    Some(desk.pen.shift_change(score.change?, shift, Better::Higher, Against::Month))
}

/// The change against last year: outside the noise when the two intervals do not meet.
fn index_on_year(desk: &Desk, score: &UnitScore) -> Option<Change> {
    let code = desk.period.same_last_year().to_string();
    let before = desk.facts.index_history.iter().find(|row| row.period == code)?;
    let (now, then) = (score.index?, before.index?);
    let shift = match (score.low, score.high, before.low, before.high) {
        (Some(low), _, _, Some(high)) if low > high => Shift::Up,
        (_, Some(high), Some(low), _) if high < low => Shift::Down,
        _ => Shift::Within,
    };
    Some(desk.pen.shift_change(now - then, shift, Better::Higher, Against::Year))
}

/// The index of up to 13 months: stored ones, the previous outcome at hand, and the period's own.
fn index_series(desk: &Desk) -> Vec<Option<f64>> {
    let ministry = &desk.reference.units.ministry().code;
    months(desk)
        .into_iter()
        .map(|month| {
            let period = Period::containing(crate::domain::period::PeriodKind::Month, month);
            if period == desk.period {
                return desk.ministry_score().and_then(|score| score.index);
            }
            let at_hand =
                desk.previous.filter(|previous| previous.period == period && previous.model == desk.score.model);
            if let Some(index) = at_hand.and_then(|previous| previous.unit(ministry)).and_then(|score| score.index) {
                return Some(index);
            }
            let code = period.to_string();
            desk.facts.index_history.iter().find(|row| row.period == code).and_then(|row| row.index)
        })
        .collect()
}

pub fn verdict_text(desk: &Desk, verdict: Verdict) -> &'static str {
    match (verdict, desk.language()) {
        (Verdict::Better, Language::Az) => "yaxşılaşıb",
        (Verdict::Better, Language::En) => "better",
        (Verdict::Worse, Language::Az) => "pisləşib",
        (Verdict::Worse, Language::En) => "worse",
        (Verdict::WithinNoise, Language::Az) => "dəyişməyib (interval)",
        (Verdict::WithinNoise, Language::En) => "unchanged (interval)",
    }
}

/// Why a unit has no index, in words.
pub fn no_index(desk: &Desk, score: Option<&UnitScore>) -> &'static str {
    let reason = score.and_then(|score| score.reason);
    match (reason, desk.language()) {
        (Some(NoIndex::NoRecords), Language::Az) => "qeyd yoxdur",
        (Some(NoIndex::NoRecords), Language::En) => "no records",
        (Some(NoIndex::NotProvided), Language::Az) => "məlumat təqdim edilmir",
        (Some(NoIndex::NotProvided), Language::En) => "not provided",
        (_, Language::Az) => "hesablanmayıb",
        (_, Language::En) => "not computed",
    }
}

pub fn no_index_state(score: Option<&UnitScore>) -> State {
    match score.and_then(|score| score.reason) {
        Some(NoIndex::NotProvided) => State::NotProvided,
        Some(NoIndex::NoRecords) | None => State::NoRecords,
        Some(NoIndex::TooLittleWeight) => State::TooFew,
    }
}

/// "hədəf 98 %", from the model's goalposts.
fn target(desk: &Desk, indicator: &str) -> Option<String> {
    let target = desk.model.indicator(indicator)?.target;
    Some(format!("{} {}", desk.pen.say("hədəf", "target"), desk.language().percent(target, 0)))
}

fn present(changes: [Option<Change>; 2], state: State) -> Vec<Change> {
    if state == State::Measured { changes.into_iter().flatten().collect() } else { Vec::new() }
}

/// What the small line shows: from the first month to the last.
fn alt(desk: &Desk, series: &[Option<f64>], text: impl Fn(f64) -> String) -> String {
    let known: Vec<f64> = series.iter().copied().flatten().collect();
    let count = series.iter().skip_while(|value| value.is_none()).count();
    match (known.as_slice(), desk.language()) {
        ([] | [_], Language::Az) => "əvvəlki ayların məlumatı yoxdur".to_owned(),
        ([] | [_], Language::En) => "no earlier months".to_owned(),
        ([first, .., last], Language::Az) => format!("{count} ay: əvvəlində {}, sonunda {}", text(*first), text(*last)),
        ([first, .., last], Language::En) => {
            format!("{count} months: {} at first, {} at last", text(*first), text(*last))
        }
    }
}
