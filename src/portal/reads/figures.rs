//! The five figures of the overview: from page 1 of the month's report where there is one, so that the two never differ;
//! else from the indicators of the score.

use serde::Deserialize;

use super::month::Month;
use super::scores::{self, Explained};
use crate::domain::language::{Language, az};
use crate::domain::period::Period;
use crate::domain::report::{Arrow, FirstPage, Headline, Tone};
use crate::domain::score::IndicatorValue;
use crate::domain::user::{self, Page};
use crate::error::{Doing, Result};
use crate::portal::answer::encode;
use crate::portal::reader::Reader;
use crate::portal::shell::Shell;
use crate::portal::voice::Voice;

/// Where the five figures lead: to the rows behind them.
pub const LEADS: [(&str, Page, &str); 4] = [
    ("registered", Page::Findings, "/findings?check=R2"),
    ("in_time", Page::Registers, "/registers/overdue"),
    ("returns", Page::Registers, "/registers/returns"),
    ("index", Page::Units, "/units"),
];

/// One figure as the page shows it.
#[derive(Debug, Clone, Default)]
pub struct Tile {
    pub label: String,
    /// The number, or the reason why there is none.
    pub value: String,
    pub unit: String,
    pub change: Option<Move>,
    pub note: String,
    /// `receptions`, `registered`, `in_time`, `returns`, `index`.
    pub key: String,
    /// Where the number leads.
    pub href: Option<String>,
}

/// A change with its direction and what it means.
#[derive(Debug, Clone)]
pub struct Move {
    pub arrow: &'static str,
    /// The direction for those who hear the page.
    pub word: String,
    /// `good`, `bad` or `quiet`.
    pub tone: &'static str,
    pub text: String,
}

impl Move {
    pub fn new(arrow: Arrow, tone: Tone, text: String, voice: Voice) -> Self {
        let (arrow, word) = match arrow {
            Arrow::Up => ("▲", voice.t("rose")),
            Arrow::Down => ("▼", voice.t("fell")),
            Arrow::Flat => ("≈", voice.t("unchanged")),
        };
        let tone = match tone {
            Tone::Good => "good",
            Tone::Bad => "bad",
            Tone::Neutral => "quiet",
        };
        Move { arrow, word, tone, text }
    }

    /// The change of an index with its verdict: within the noise it has no direction and no colour.
    pub fn of_index(change: Option<f64>, verdict: Option<&str>, voice: Voice) -> Option<Move> {
        let change = change?;
        let size = voice.decimal(change.abs(), 1);
        Some(match verdict {
            Some("better") => Move::new(Arrow::Up, Tone::Good, size, voice),
            Some("worse") => Move::new(Arrow::Down, Tone::Bad, size, voice),
            _ => Move::new(Arrow::Flat, Tone::Neutral, String::new(), voice),
        })
    }
}

/// Page 1 of the period's newest monthly dataset.
pub struct First {
    pub language: Language,
    pub page: FirstPage,
}

pub fn first_page(reader: &Reader, month: &Month) -> Result<Option<First>> {
    #[derive(Deserialize)]
    struct Row {
        language: String,
        first: Option<String>,
    }
    let voice = reader.voice();
    reader.set("period", month.period.to_string())?.set("language", voice.language.as_str())?;
    let row: Option<Row> = reader.row(include_str!("../../../queries/portal/first_page.sql"))?;
    let Some(Row { language, first: Some(first) }) = row else { return Ok(None) };
    let page = serde_json::from_str(&first).doing(|| format!("reading page 1 of the report of `{}`", month.period))?;
    Ok(Some(First { language: language.parse()?, page }))
}

/// The tiles of the whole ministry from page 1 of its report.
pub fn of_report(first: &First, month: &Month, reader: &Reader) -> Vec<Tile> {
    let mut tiles: Vec<Tile> = first
        .page
        .headlines
        .iter()
        .map(|headline| of_headline(headline, first.language, month.period, reader.voice()))
        .collect();
    for tile in tiles.iter_mut().filter(|tile| tile.note.is_empty()) {
        tile.note = aim(reader, &tile.key);
    }
    tiles
}

/// The target or limit that a figure is held against, from the model of the index and the check.
fn aim(reader: &Reader, key: &str) -> String {
    let voice = reader.voice();
    let target = |id: &str| {
        let indicators = reader.portal().model.iter().flat_map(|dimension| &dimension.indicators);
        indicators.filter(|indicator| indicator.id == id).map(|indicator| indicator.target).next()
    };
    let limit = || {
        let check = reader.portal().library.checks().iter().find(|check| check.id == "C1")?;
        check.thresholds.iter().find(|threshold| threshold.name == "tolerance")?.number()
    };
    let (label, value) = match key {
        "registered" => ("tile-target", target("registered_in_subsystem")),
        "in_time" => ("tile-target", target("done_in_time")),
        "returns" => ("tile-limit", limit().map(|share| 100.0 * share)),
        _ => return String::new(),
    };
    value.map_or_else(String::new, |value| voice.tv(label, voice.plain(value)))
}

fn of_headline(headline: &Headline, language: Language, period: Period, voice: Voice) -> Tile {
    let is_index = headline.key == "index";
    let value = match headline.figure.value {
        Some(value) if headline.key == "receptions" => voice.plain(value.round()),
        Some(value) => voice.decimal(value, 1),
        None => voice.of("figure-state", state_name(headline)),
    };
    let unit = if headline.figure.value.is_none() {
        String::new()
    } else if is_index {
        headline.band.clone().unwrap_or_default()
    } else {
        headline.figure.unit.clone()
    };
    let change = headline.changes.first().map(|change| {
        let size = change.value.map_or_else(String::new, |value| {
            let size = voice.decimal(value.abs(), 1);
            if headline.key == "receptions" {
                voice.with("tile-against", &[("size", &size), ("month", &against(period, voice))])
            } else {
                size
            }
        });
        let text = if change.arrow == Arrow::Flat { String::new() } else { size };
        Move::new(change.arrow, change.tone, text, voice)
    });
    let same_language = language == voice.language;
    let change = change.filter(|change| !(is_index && change.arrow == "≈"));
    let note = match &headline.interval {
        Some(interval) if is_index && change.is_none() && !headline.changes.is_empty() => {
            format!("{} · {}", interval_text(interval, voice), voice.t("tile-unchanged"))
        }
        Some(interval) if is_index && change.is_some() => format!("· {}", interval_text(interval, voice)),
        Some(interval) if is_index => interval_text(interval, voice),
        _ if same_language && headline.key == "receptions" && change.is_some() => {
            headline.notes.first().map_or_else(String::new, |note| format!("· {note}"))
        }
        _ if same_language => headline.notes.first().cloned().unwrap_or_default(),
        _ => String::new(),
    };
    let label = if same_language { headline.label.clone() } else { voice.of("tile", &headline.key) };
    Tile { key: headline.key.clone(), label, value, unit, change, note, href: None }
}

/// Intervals are kept as printed in Azerbaijani or English; the decimal sign follows the reader.
fn interval_text(interval: &str, voice: Voice) -> String {
    if voice.is_az() { interval.replace('.', ",") } else { interval.replace(',', ".") }
}

fn state_name(headline: &Headline) -> &'static str {
    use crate::domain::report::State;
    match headline.figure.state {
        State::Measured => "measured",
        State::NotProvided => "not_provided",
        State::NoRecords => "no_records",
        State::TooFew => "too_few",
        State::TooLittleHistory => "too_little_history",
        State::Stale => "stale",
        State::NotApplicable => "not_applicable",
        State::Suppressed => "suppressed",
    }
}

/// `avqusta`, `August`: the period before, as "against …" takes it.
fn against(period: Period, voice: Voice) -> String {
    match (period.previous(), voice.language) {
        (Period::Month { month, .. }, Language::Az) => az::dative(az::month(month)),
        (Period::Month { month, .. }, Language::En) => voice.language.month(month).to_owned(),
        (before, Language::Az) => az::dative(&voice.language.period_short(&before)),
        (before, Language::En) => voice.language.period_short(&before),
    }
}

/// Gives the figures their links, as far as the viewer may follow them.
pub fn link(tiles: &mut [Tile], reader: &Reader, shell: &Shell, unit: Option<&str>) {
    for tile in tiles {
        let lead =
            LEADS.iter().find(|(key, page, _)| *key == tile.key && user::access(reader.viewer().role, *page).is_some());
        tile.href = lead.filter(|(key, ..)| unit.is_none() || *key != "index").map(|(_, _, path)| {
            let path = match unit {
                Some(unit) => format!("{path}{}unit={}", if path.contains('?') { "&" } else { "?" }, encode(unit)),
                None => (*path).to_owned(),
            };
            shell.to(&path)
        });
    }
}

/// The tiles of one unit (or of the ministry before its report is made) from the indicators of its score.
pub fn of_score(reader: &Reader, month: &Month, unit: &str) -> Result<Vec<Tile>> {
    let voice = reader.voice();
    let now = scores::explained(reader, month.score_run, unit)?;
    let before = match month.before() {
        Some(known) if known.score_run.is_some() => scores::explained(reader, known.score_run, unit)?,
        _ => None,
    };
    let indicator =
        |explained: &Option<Explained>, id: &str| explained.as_ref().and_then(|e| e.indicators.get(id).cloned());
    let pair = |id: &str| (indicator(&now, id), indicator(&before, id));
    let (registered, in_time, back) =
        (pair("registered_in_subsystem"), pair("done_in_time"), pair("not_back_in_90_days"));
    Ok(vec![
        receptions(&registered, month, voice),
        share("registered", &registered, false, voice),
        share("in_time", &in_time, false, voice),
        share("returns", &back, true, voice),
        index(now.as_ref(), voice),
    ])
}

type Pair = (Option<IndicatorValue>, Option<IndicatorValue>);

fn receptions(pair: &Pair, month: &Month, voice: Voice) -> Tile {
    let count =
        |value: &Option<IndicatorValue>| value.as_ref().map(|value| value.denominator).filter(|count| *count > 0.0);
    let (now, before) = (count(&pair.0), count(&pair.1));
    let change = now.zip(before).map(|(now, before)| {
        let change = 100.0 * (now - before) / before;
        let arrow = if change.abs() < 0.05 {
            Arrow::Flat
        } else if change > 0.0 {
            Arrow::Up
        } else {
            Arrow::Down
        };
        let size = voice.decimal(change.abs(), 1);
        let text = voice.with("tile-against", &[("size", &size), ("month", &against(month.period, voice))]);
        Move::new(arrow, Tone::Neutral, text, voice)
    });
    Tile {
        label: voice.t("tile-receptions"),
        value: now.map_or_else(|| voice.t("figure-state-no-records"), |now| voice.plain(now)),
        change,
        ..Tile::default()
    }
}

/// A share; `from_whole` shows what is missing to the whole (those who came back, of those who did not).
fn share(key: &str, pair: &Pair, from_whole: bool, voice: Voice) -> Tile {
    let of = |value: &Option<IndicatorValue>| {
        value.as_ref().and_then(|value| value.value).map(|value| 100.0 * if from_whole { 1.0 - value } else { value })
    };
    let (now, before) = (of(&pair.0), of(&pair.1));
    let change = now.zip(before).map(|(now, before)| {
        let change = now - before;
        let (arrow, better) = if change > 0.0 { (Arrow::Up, !from_whole) } else { (Arrow::Down, from_whole) };
        if change.abs() < 0.05 {
            return Move::new(Arrow::Flat, Tone::Neutral, String::new(), voice);
        }
        Move::new(arrow, if better { Tone::Good } else { Tone::Bad }, voice.decimal(change.abs(), 1), voice)
    });
    let note = pair.0.as_ref().filter(|value| value.value.is_some()).map_or_else(String::new, |value| {
        let part = if from_whole { value.denominator - value.numerator } else { value.numerator };
        format!("({}\u{a0}/\u{a0}{})", voice.plain(part), voice.plain(value.denominator))
    });
    let state = pair.0.as_ref().map_or("no_records", |value| value.state.as_str());
    Tile {
        key: key.to_owned(),
        label: voice.of("tile", key),
        value: now.map_or_else(|| voice.of("indicator-state", state), |now| voice.decimal(now, 1)),
        unit: if now.is_some() { "%".into() } else { String::new() },
        change,
        note,
        href: None,
    }
}

fn index(now: Option<&Explained>, voice: Voice) -> Tile {
    let label = voice.t("tile-index");
    let Some((score, index)) = now.and_then(|now| Some((&now.score, now.score.index_value?))) else {
        return Tile { key: "index".into(), label, value: voice.t("no-index"), ..Tile::default() };
    };
    let change = Move::of_index(score.change, score.verdict.as_deref(), voice);
    let interval = interval(score.low, score.high, voice);
    let note = match &change {
        Some(change) if change.arrow == "≈" => format!("{interval} · {}", voice.t("tile-unchanged")),
        Some(_) => format!("· {interval}"),
        None => interval,
    };
    Tile {
        key: "index".into(),
        label,
        value: voice.decimal(index, 1),
        unit: score.band.clone().unwrap_or_default(),
        change: change.filter(|change| change.arrow != "≈"),
        note,
        href: None,
    }
}

/// `72,9–75,4`, or nothing.
pub fn interval(low: Option<f64>, high: Option<f64>, voice: Voice) -> String {
    low.zip(high)
        .map_or_else(String::new, |(low, high)| format!("{}–{}", voice.decimal(low, 1), voice.decimal(high, 1)))
}
