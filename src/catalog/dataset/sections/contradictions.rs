//! IX. What units reported against what their records say, figure by figure.

use std::collections::{BTreeMap, BTreeSet};

use super::{absent, paragraph, section, table, wide};
use crate::catalog::dataset::codes::{Group, label};
use crate::catalog::dataset::desk::Desk;
use crate::catalog::dataset::narrative_quality as say;
use crate::catalog::dataset::noise::Share;
use crate::catalog::dataset::warnings::owed_reports;
use crate::domain::finding::Violation;
use crate::domain::language::Language;
use crate::domain::period::Period;
use crate::domain::report::{Bar, Bars, Cell, Change, Column, Contradictions, Rich, Row, State, Table, Tone};

const QUERY: &str = "checks/D2";
const LEDGER_ROWS: usize = 80;

pub fn contradictions(desk: &Desk) -> Contradictions {
    let pen = desk.pen;
    if desk.offered("unit-reports", &[]) != State::Measured {
        let reason = pen.say(
            "Bölmələrin öz hesabatları mənbələr tərəfindən təqdim edilmir, buna görə üzləşdirmə aparılmayıb.",
            "The sources do not provide the units' own reports; nothing could be recounted.",
        );
        return Contradictions { section: absent(reason), ..Contradictions::default() };
    }
    Contradictions {
        section: section(vec![lead(desk)]),
        ledger: ledger(desk),
        credibility: credibility(desk),
        units: super::credibility::by_unit(desk),
        missing: missing(desk),
    }
}

fn number(violation: &Violation, key: &str) -> i64 {
    violation.evidence.get(key).and_then(serde_json::Value::as_i64).unwrap_or_default()
}

/// Whether the error makes the unit look better; none where neither more nor less would.
fn favours(desk: &Desk, violation: &Violation) -> Option<bool> {
    let of = desk.facts.favours.iter().find(|row| row.unit == violation.unit && row.figure == figure(violation))?;
    of.favours
}

fn lead(desk: &Desk) -> Rich {
    let pen = desk.pen;
    let pooled = desk.pooled("D2");
    let violations: Vec<&Violation> = desk.violations_of("D2").collect();
    let units: BTreeSet<&str> = violations.iter().map(|violation| violation.unit.as_str()).collect();
    let judged: Vec<bool> = violations.iter().filter_map(|violation| favours(desk, violation)).collect();
    let in_favour = judged.iter().filter(|favours| **favours).count();
    let sentences = [
        Some(say::contradictions(pen, pooled.population, violations.len() as i64, units.len())),
        say::favour(pen, in_favour as i64, judged.len() as i64),
    ];
    paragraph(sentences.into_iter().flatten())
}

fn figure(violation: &Violation) -> &str {
    violation.evidence.get("figure").and_then(serde_json::Value::as_str).unwrap_or("")
}

/// The name of a figure: whole ones, or one outcome or topic of a breakdown.
fn figure_name(desk: &Desk, figure: &str) -> String {
    let language = desk.language();
    if let Some(outcome) = figure.strip_prefix("by_outcome.") {
        return format!("{}: {}", desk.pen.say("nəticə", "outcome"), label(Group::Outcome, outcome, language));
    }
    if let Some(topic) = figure.strip_prefix("by_topic.") {
        return format!("{}: {}", desk.pen.say("mövzu", "topic"), desk.topic_name(Some(topic)));
    }
    label(Group::ReportedFigure, figure, language)
}

fn ledger(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Bölmə", "Unit")),
        wide(pen.say("Göstərici", "Figure")),
        Column::number(pen.say("Bölmənin hesabatı", "Reported")),
        Column::number(pen.say("Qeydlərdən hesablanıb", "Recounted")),
        Column::number(pen.say("Fərq", "Difference")),
        Column::number(pen.say("Ardıcıl ay", "Months in a row")),
    ];
    let mut table = table(
        "contradictions",
        pen.say("Hesabatların qeydlərlə üzləşdirilməsi", "Reports against records"),
        columns,
        pen.say(
            "Bölmələrin hesabatları ilə qeydlər arasında uyğunsuzluq aşkar edilməyib.",
            "No contradiction between the units' reports and their records was found.",
        ),
    );
    let mut violations: Vec<&Violation> = desk.violations_of("D2").collect();
    violations.sort_by(|a, b| {
        b.measured
            .unwrap_or(0.0)
            .total_cmp(&a.measured.unwrap_or(0.0))
            .then(a.unit.cmp(&b.unit))
            .then(figure(a).cmp(figure(b)))
    });
    let earlier = earlier(desk);
    let all = violations.len();
    for violation in violations.into_iter().take(LEDGER_ROWS) {
        let (claimed, recounted) = (number(violation, "claimed"), number(violation, "recount"));
        let difference = claimed - recounted;
        let favours = favours(desk, violation) == Some(true);
        let text = crate::domain::language::number::signed(difference as f64, 0, desk.language());
        let arrow = if difference > 0 { crate::domain::report::Arrow::Up } else { crate::domain::report::Arrow::Down };
        let change = Change {
            arrow,
            tone: if favours { Tone::Bad } else { Tone::Neutral },
            text: text.trim_start_matches(['+', '\u{2212}']).to_owned(),
            value: Some(difference as f64),
        };
        table.rows.push(Row::plain(vec![
            Cell::text(desk.unit_name(&violation.unit)),
            Cell::text(figure_name(desk, figure(violation))),
            Cell::Figure(pen.count(claimed, QUERY)),
            Cell::Figure(pen.count(recounted, QUERY)),
            Cell::Change(change),
            Cell::Figure(pen.count(
                1 + streak(desk, &earlier, &violation.unit, figure(violation)),
                "reports/contradictions_before",
            )),
        ]));
    }
    let more = all - table.rows.len();
    let note = pen.say(
        "Fərq həm bütün qeydlərə, həm də hesabat təqdim ediləndə qeydə alınmış qeydlərə görə 2 vahiddən və 2 faizdən çoxdur. Qırmızı: fərq bölmənin xeyrinədir.",
        "Off by more than two and 2 per cent from all records and from those registered when the report came. Red: in the unit's favour.",
    );
    let mut note = Rich::plain(note);
    if more > 0 {
        note = note.text(match desk.language() {
            Language::Az => format!(" Daha {} uyğunsuzluq violations.csv faylındadır.", pen.int(more as i64)),
            Language::En => format!(" {} more are in violations.csv.", pen.int(more as i64)),
        });
    }
    if !table.rows.is_empty() {
        table.note = Some(note);
    }
    table
}

type Ledger<'a> = BTreeSet<(Period, &'a str, &'a str)>;

fn earlier<'a>(desk: &Desk<'a>) -> Ledger<'a> {
    desk.facts.contradictions_before.iter().map(|row| (row.period, row.unit.as_str(), row.figure.as_str())).collect()
}

/// For how many months before, without a break, the figure was contradicted.
fn streak(desk: &Desk, earlier: &Ledger, unit: &str, figure: &str) -> i64 {
    let mut period = desk.period.previous();
    let mut months = 0;
    while earlier.contains(&(period, unit, figure)) {
        months += 1;
        period = period.previous();
    }
    months
}

/// By agency: the share of stated figures that the records bear out.
fn credibility(desk: &Desk) -> Option<Bars> {
    let pen = desk.pen;
    let pooled = desk.pooled("D2");
    let mut of_agency: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    for result in pooled.results.iter().filter(|result| result.population > 0) {
        let Some(agency) = desk.reference.units.agency_of(&result.unit) else { continue };
        let (held, figures) = of_agency.entry(agency.code.as_str()).or_default();
        *held += result.population - result.violations;
        *figures += result.population;
    }
    let mut bars: Vec<Bar> = desk
        .agencies()
        .into_iter()
        .filter_map(|agency| {
            let (held, figures) = of_agency.get(agency.code.as_str())?;
            Some(Bar {
                label: pen.unit(agency).to_owned(),
                figure: pen.share(Share::new(*held, *figures), QUERY),
                before: None,
                change: None,
                tone: Tone::Neutral,
            })
        })
        .collect();
    bars.sort_by(|a, b| b.figure.value.unwrap_or(0.0).total_cmp(&a.figure.value.unwrap_or(0.0)));
    bars.truncate(14);
    let last = bars.last()?;
    let all_hold = last.figure.value == Some(100.0);
    let message = match (all_hold, desk.language()) {
        (true, Language::Az) => "Bütün qurumların rəqəmləri qeydlərlə təsdiqlənir".to_owned(),
        (true, Language::En) => "The records bear out the figures of all agencies".to_owned(),
        (false, Language::Az) => format!("Etibarlılıq əmsalı ən aşağı: {}, {} faiz", last.label, last.figure.text),
        (false, Language::En) => format!("Lowest credibility: {}, {} per cent", last.label, last.figure.text),
    };
    Some(Bars {
        alt: super::receptions::bars_alt(&message, &bars),
        message,
        measure: pen
            .say("qeydlərlə təsdiqlənən rəqəmlərin faizi", "per cent of figures borne out by the records")
            .to_owned(),
        bars,
        full: Some(100.0),
        mark: None,
    })
}

fn missing(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![wide(pen.say("Bölmə", "Unit")), Column::text(pen.say("Hesabat", "Report"))];
    let mut table = table(
        "reports-missing",
        pen.say("Təqdim edilməmiş və gecikmiş hesabatlar", "Reports missing or late"),
        columns,
        pen.say("Bütün bölmələr hesabatı vaxtında təqdim edib.", "All units reported in time."),
    );
    let (missing, late) = owed_reports(desk);
    let states = [(missing, pen.say("təqdim edilməyib", "missing")), (late, pen.say("gec təqdim edilib", "late"))];
    for (units, state) in states {
        for unit in units {
            table.rows.push(Row::plain(vec![Cell::text(desk.unit_name(&unit)), Cell::text(state)]));
        }
    }
    if desk.pooled("D1").results.is_empty() && table.rows.is_empty() {
        table.empty = pen
            .say("Hesabatların təqdim edilməsi yoxlanılmayıb.", "The submission of reports was not checked.")
            .to_owned();
    }
    table
}
