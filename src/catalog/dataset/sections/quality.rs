//! VII. The quality index: agencies and local units with intervals and ties, dimensions, debts.

use super::{paragraph, section, table, wide};
use crate::catalog::dataset::desk::Desk;
use crate::catalog::dataset::headlines::{headlines, index_change, interval, no_index, no_index_state};
use crate::catalog::dataset::narrative::Earlier;
use crate::catalog::dataset::narrative_quality as say;
use crate::catalog::dataset::noise::Shift;
use crate::catalog::dataset::pen::{Against, Better, change_cell};
use crate::domain::language::Language;
use crate::domain::report::{
    Cell, Change, Column, Figure, Interval, Intervals, Mark, Quality, Rich, Row, State, Table, Trend, TrendPoint,
};
use crate::domain::score::{UnitScore, Verdict};
use crate::domain::unit::{Unit, UnitKind};

const QUERY: &str = "scores/model";
/// Local units shown: so many of the best, so many of the worst.
const BEST: usize = 10;
const WORST: usize = 15;
const DEBT_ROWS: usize = 20;

pub fn quality(desk: &Desk) -> Quality {
    Quality {
        section: section(vec![lead(desk)]),
        agencies: Intervals { empty: no_agency(desk), ..agencies(desk) },
        dimensions: dimensions(desk),
        local: local(desk),
        debts: debts(desk),
        trend: trend(desk),
    }
}

// ----- the lead -----

fn lead(desk: &Desk) -> Rich {
    let pen = desk.pen;
    let Some(score) = desk.ministry_score() else {
        return Rich::plain(pen.say("Keyfiyyət indeksi hesablanmayıb.", "The quality index was not computed."));
    };
    let Some(value) = score.index else {
        return Rich::plain(say::no_index(pen, score.available, desk.model.minimum_weight));
    };
    let interval = interval(desk, score);
    let mut sentences = vec![say::index(pen, value, score.band.map(|band| band.as_str()), interval.as_deref())];
    if let (Some(change), Some(verdict)) = (score.change, score.verdict) {
        let compared = pen.compared_with(Earlier::Month(desk.previous_period()));
        sentences.push(say::index_moved(pen, &compared, change, verdict != Verdict::WithinNoise));
    }
    sentences.extend(ends(desk));
    sentences.extend(most_lost(desk, score));
    paragraph(sentences)
}

/// The highest and the lowest agency, or that they cannot be told apart.
fn ends(desk: &Desk) -> Option<String> {
    let mut ranked: Vec<(&UnitScore, f64)> = desk
        .agencies()
        .into_iter()
        .filter(|agency| agency.kind != UnitKind::Apparatus)
        .filter_map(|agency| desk.score_of(&agency.code).and_then(|score| Some((score, score.index?))))
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    if ranked.len() < 3 {
        return None;
    }
    let (first, last) = (ranked.first()?, ranked.last()?);
    if first.0.ties.contains(&last.0.unit) {
        return Some(say::agencies_tie(desk.pen));
    }
    let name = |score: &UnitScore| desk.unit_name(&score.unit);
    Some(say::first_and_last(desk.pen, (&name(first.0), first.1), (&name(last.0), last.1)))
}

fn most_lost(desk: &Desk, score: &UnitScore) -> Option<String> {
    let pen = desk.pen;
    let worst = score.contributions.iter().max_by(|a, b| a.points.total_cmp(&b.points))?;
    let title = desk.indicator_title(&worst.indicator);
    (pen.printed_sign(worst.points) > 0).then(|| match desk.language() {
        Language::Az => format!("Ən çox bal bu göstərici üzrə itirilir: {title} ({} bal).", pen.dec(worst.points)),
        Language::En => format!("Most points are lost on: {title} ({}).", pen.dec(worst.points)),
    })
}

// ----- intervals -----

pub fn bands(desk: &Desk) -> Vec<Mark> {
    let bands = desk.model.bands;
    [(bands.d, "D"), (bands.c, "C"), (bands.b, "B"), (bands.a, "A")]
        .into_iter()
        .map(|(at, label)| Mark { at, label: label.to_owned() })
        .collect()
}

fn reading(desk: &Desk) -> String {
    desk.pen
        .say(
            "nöqtə – indeks, xətt – 90 faizlik inam intervalı; intervalları kəsişən qurumlar yeri bölüşür",
            "dot: index, line: 90 per cent interval; units that cannot be told apart share a rank",
        )
        .to_owned()
}

/// "1", "2–3"; empty for a unit that is not ranked.
pub fn rank_text(score: &UnitScore) -> String {
    match (score.rank_low, score.rank_high, score.rank) {
        (Some(low), Some(high), _) if low != high => format!("{low}–{high}"),
        (_, _, Some(rank)) => rank.to_string(),
        _ => String::new(),
    }
}

/// The index or why there is none.
pub fn index_figure(desk: &Desk, score: Option<&UnitScore>) -> Figure {
    match score.and_then(|score| score.index) {
        Some(value) => desk.pen.points(value, QUERY),
        None => Figure::missing(no_index_state(score), no_index(desk, score), QUERY),
    }
}

/// The change of the index without "aya".
pub fn unsaid_change(desk: &Desk, score: &UnitScore) -> Option<Change> {
    let shift = match score.verdict? {
        Verdict::Better => Shift::Up,
        Verdict::Worse => Shift::Down,
        Verdict::WithinNoise => Shift::Within,
    };
    Some(desk.pen.shift_change(score.change?, shift, Better::Higher, Against::Unsaid))
}

fn verdict(desk: &Desk, score: &UnitScore) -> String {
    let pen = desk.pen;
    match score.verdict {
        Some(Verdict::Better) => pen.say("yaxşılaşıb", "better").to_owned(),
        Some(Verdict::Worse) => pen.say("pisləşib", "worse").to_owned(),
        Some(Verdict::WithinNoise) => {
            pen.say("dəyişiklik statistik əhəmiyyətli deyil", "no significant change").to_owned()
        }
        None => String::new(),
    }
}

fn row(desk: &Desk, unit: &Unit, ranked: bool) -> Interval {
    let score = desk.score_of(&unit.code);
    Interval {
        code: unit.code.clone(),
        name: desk.pen.unit(unit).to_owned(),
        rank: score.filter(|_| ranked).map(rank_text).unwrap_or_default(),
        ranked,
        index: index_figure(desk, score),
        low: score.and_then(|score| score.low),
        high: score.and_then(|score| score.high),
        band: score.and_then(|score| score.band).map(|band| band.as_str().to_owned()).unwrap_or_default(),
        change: score.and_then(|score| unsaid_change(desk, score)),
        verdict: score.map(|score| verdict(desk, score)).unwrap_or_default(),
    }
}

/// Agencies in the order of rank, those without an index behind them, the Central Apparatus last.
pub fn agencies(desk: &Desk) -> Intervals {
    let pen = desk.pen;
    let mut ranked: Vec<&Unit> =
        desk.agencies().into_iter().filter(|agency| agency.kind != UnitKind::Apparatus).collect();
    sort_by_index(desk, &mut ranked);
    let apparatus = desk.agencies().into_iter().filter(|agency| agency.kind == UnitKind::Apparatus);
    let rows: Vec<Interval> = ranked
        .into_iter()
        .map(|unit| row(desk, unit, true))
        .chain(apparatus.map(|unit| row(desk, unit, false)))
        .collect();
    let measured = rows.iter().filter(|row| row.index.value.is_some()).count();
    let message = pen.say("Qəbulun keyfiyyəti indeksi: qurumlar", "Reception quality index: agencies").to_owned();
    Intervals {
        alt: intervals_alt(&message, &rows),
        message,
        reading: reading(desk),
        note: None,
        rows: if measured == 0 { Vec::new() } else { rows },
        bands: bands(desk),
        empty: no_agency_note(desk),
    }
}

fn no_agency_note(desk: &Desk) -> String {
    match desk.ministry_score() {
        Some(score) if score.index.is_none() => say::no_index(desk.pen, score.available, desk.model.minimum_weight),
        _ => no_agency(desk),
    }
}

fn no_agency(desk: &Desk) -> String {
    desk.pen.say("Qurumlar üzrə indeks hesablanmayıb.", "No agency has an index.").to_owned()
}

fn sort_by_index(desk: &Desk, units: &mut [&Unit]) {
    let index = |unit: &Unit| desk.score_of(&unit.code).and_then(|score| score.index);
    units.sort_by(|a, b| {
        index(b)
            .unwrap_or(f64::NEG_INFINITY)
            .total_cmp(&index(a).unwrap_or(f64::NEG_INFINITY))
            .then(a.position.cmp(&b.position))
    });
}

/// Local units: the best and the worst; their ranks are within their agency.
fn local(desk: &Desk) -> Intervals {
    let pen = desk.pen;
    let mut units: Vec<&Unit> = desk
        .judged_units()
        .into_iter()
        .filter(|unit| unit.kind == UnitKind::Local)
        .filter(|unit| desk.score_of(&unit.code).is_some_and(|score| score.index.is_some()))
        .collect();
    sort_by_index(desk, &mut units);
    let all = units.len();
    let chosen: Vec<&Unit> =
        if all <= BEST + WORST { units } else { units[..BEST].iter().chain(&units[all - WORST..]).copied().collect() };
    let rows: Vec<Interval> = chosen.into_iter().map(|unit| row(desk, unit, true)).collect();
    let message = pen
        .say("Yerli bölmələr: ən yüksək və ən aşağı indekslər", "Local units: the highest and the lowest")
        .to_owned();
    let left_out = all - rows.len();
    Intervals {
        alt: intervals_alt(&message, &rows),
        message,
        reading: pen
            .say(
                "nöqtə – indeks, xətt – 90 faizlik inam intervalı; yer qurumun daxilindədir",
                "dot: index, line: 90 per cent interval; ranks are within the agency",
            )
            .to_owned(),
        rows,
        bands: bands(desk),
        note: (left_out > 0).then(|| match desk.language() {
            Language::Az => format!("{} göstərilməyib, tam siyahı 1 nömrəli əlavədədir.", pen.units(left_out)),
            Language::En => format!("{} not shown; annex 1 has them all.", pen.units(left_out)),
        }),
        empty: pen.say("Yerli bölmələr üzrə indeks hesablanmayıb.", "No local unit has an index.").to_owned(),
    }
}

fn intervals_alt(message: &str, rows: &[Interval]) -> String {
    let figures: Vec<String> = rows
        .iter()
        .map(|row| match row.rank.as_str() {
            "" => format!("{} – {}", row.name, row.index.text),
            rank => format!("{rank}. {} – {}", row.name, row.index.text),
        })
        .collect();
    if figures.is_empty() { format!("{message}.") } else { format!("{message}. {}.", figures.join("; ")) }
}

// ----- tables -----

fn dimensions(desk: &Desk) -> Table {
    let pen = desk.pen;
    let title = |dimension: &crate::catalog::score::Dimension| match desk.language() {
        Language::Az => dimension.title.az.clone(),
        Language::En => dimension.title.en.clone(),
    };
    let mut columns = vec![wide(pen.say("Qurum", "Agency"))];
    columns.extend(
        desk.model
            .dimensions
            .iter()
            .map(|dimension| Column::number(format!("{} ({})", title(dimension), dimension.weight))),
    );
    columns.extend([
        Column::number(pen.say("İndeks", "Index")),
        Column::number(pen.say("İnterval", "Interval")),
        Column::number(pen.say("Dərəcə", "Band")),
        Column::number(pen.say("Dəyişmə", "Change")),
    ]);
    let mut table = table(
        "index-dimensions",
        pen.say("İndeks və onun istiqamətləri üzrə ballar", "The index and the points of its dimensions"),
        columns,
        pen.say("İndeks hesablanmayıb.", "There is no index."),
    );
    let ministry = desk.reference.units.ministry();
    let mut units = desk.agencies();
    sort_by_index(desk, &mut units);
    for (unit, is_total) in units.into_iter().map(|unit| (unit, false)).chain([(ministry, true)]) {
        let Some(score) = desk.score_of(&unit.code).filter(|score| is_total || score.index.is_some()) else { continue };
        let name = if is_total { pen.say("Cəmi", "Overall").to_owned() } else { pen.unit(unit).to_owned() };
        let mut cells = vec![Cell::text(name)];
        for dimension in &desk.model.dimensions {
            let points = score.dimensions.get(&dimension.id).copied().flatten();
            cells.push(match points {
                Some(points) => Cell::Figure(pen.points(points, QUERY)),
                None => Cell::Figure(Figure::missing(State::NotApplicable, "–", QUERY)),
            });
        }
        cells.push(Cell::Figure(index_figure(desk, Some(score))));
        cells.push(Cell::text(interval(desk, score).unwrap_or_else(|| "–".to_owned())));
        cells.push(Cell::text(score.band.map_or("–", |band| band.as_str())));
        cells.push(change_cell(unsaid_change(desk, score)));
        table.rows.push(if is_total { Row::total(cells) } else { Row::plain(cells) });
    }
    table.note = Some(Rich::plain(pen.say(
        "Mötərizədə istiqamətin çəkisi göstərilib; “–”: ölçülə bilən göstərici yoxdur.",
        "Weights in brackets; “–”: nothing in the dimension can be measured.",
    )));
    table
}

/// What would win points, over the agencies and the ministry: the greatest gain first.
fn debts(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Qurum", "Agency")),
        Column { grow: Some(3.0), ..Column::text(pen.say("Nə edilsə", "What would be done")) },
        Column::number(pen.say("Say", "Number")),
        Column::number(pen.say("İndeksə əlavə, bal", "Index points gained")),
    ];
    let mut table = table(
        "index-debts",
        pen.say("Nə edilsə, indeks nə qədər artar", "What would win points back"),
        columns,
        pen.say("Ölçülə bilən artım imkanı yoxdur.", "There is no measurable gain."),
    );
    let mut rows: Vec<(f64, Row)> = Vec::new();
    for unit in desk.agencies() {
        let Some(score) = desk.score_of(&unit.code) else { continue };
        for debt in score.debts.iter().filter(|debt| pen.printed_sign(debt.points) > 0).take(3) {
            let text = match desk.language() {
                Language::Az => &debt.text_az,
                Language::En => &debt.text_en,
            };
            let row = Row::plain(vec![
                Cell::text(pen.unit(unit)),
                Cell::text(text.clone()),
                Cell::Figure(pen.count(i64::try_from(debt.count).unwrap_or(i64::MAX), QUERY)),
                Cell::Figure(Figure::measured(debt.points, format!("+{}", pen.dec(debt.points)), QUERY)),
            ]);
            rows.push((debt.points, row));
        }
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    table.rows = rows.into_iter().take(DEBT_ROWS).map(|(_, row)| row).collect();
    table
}

/// The months of the headline, where there are three or more.
fn trend(desk: &Desk) -> Option<Trend> {
    let pen = desk.pen;
    let headline = headlines(desk).into_iter().find(|headline| headline.key == "index")?;
    let known = headline.months.iter().flatten().count();
    if known < 3 {
        return None;
    }
    let mut period = desk.period;
    let mut points = Vec::new();
    for value in headline.months.iter().rev() {
        points.push(TrendPoint {
            label: desk.language().month_short(chrono::Datelike::month(&period.first_day())).to_owned(),
            value: *value,
            text: value.map_or_else(|| "–".to_owned(), |value| pen.dec(value)),
        });
        period = period.previous();
    }
    points.reverse();
    let first_known = points.iter().position(|point| point.value.is_some()).unwrap_or(0);
    let points = points.split_off(first_known);
    let change = desk.ministry_score().and_then(|score| index_change(desk, score));
    let message = match change {
        Some(change) if change.arrow != crate::domain::report::Arrow::Flat => {
            pen.say("İndeks aylar üzrə dəyişib", "The index moved")
        }
        _ => pen.say("İndeks aylar üzrə", "The index by month"),
    };
    Some(Trend {
        message: message.to_owned(),
        measure: pen.say("bal", "points").to_owned(),
        alt: format!("{message}: {}.", headline.alt),
        points,
        low: None,
        high: None,
        mark: None,
    })
}
