//! What a failed check says: how much was found where, against what is allowed, and what is proposed.

use chrono::NaiveDate;

use super::pen::Pen;
use crate::catalog::Measure;
use crate::domain::language::{Language, az};
use crate::domain::report::Rich;

/// What a check counts its violations in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Reception,
    Assignment,
    Appointment,
    Official,
    /// A figure of a unit's own report.
    Figure,
    Unit,
}

impl Subject {
    pub fn of(kind: &str) -> Subject {
        match kind {
            "reception" => Subject::Reception,
            "assignment" => Subject::Assignment,
            "appointment" => Subject::Appointment,
            "official" => Subject::Official,
            _ => Subject::Unit,
        }
    }

    /// "21 qəbuldan", "21 receptions": what a share is of.
    fn of_many(self, pen: Pen, number: i64) -> String {
        let number = pen.int(number);
        let (az, en) = match self {
            Subject::Reception => ("qəbuldan", "receptions"),
            Subject::Assignment => ("tapşırıqdan", "assignments"),
            Subject::Appointment => ("qəbuldan", "scheduled receptions"),
            Subject::Official => ("vəzifəli şəxsdən", "officials"),
            Subject::Figure => ("rəqəmdən", "figures"),
            Subject::Unit => ("haldan", "cases"),
        };
        format!("{number} {}", pen.say(az, en))
    }

    /// "118 tapşırıq", "118 assignments"; units are counted apart.
    pub fn counted(self, pen: Pen, number: i64) -> String {
        match self {
            Subject::Reception => pen.counted(number, "qəbul", "reception", "receptions"),
            Subject::Assignment => pen.counted(number, "tapşırıq", "assignment", "assignments"),
            Subject::Appointment => {
                pen.counted(number, "cədvəl üzrə qəbul", "scheduled reception", "scheduled receptions")
            }
            Subject::Official => pen.counted(number, "vəzifəli şəxs", "official", "officials"),
            Subject::Figure => pen.counted(number, "rəqəm", "figure", "figures"),
            Subject::Unit => pen.counted(number, "hal", "case", "cases"),
        }
    }
}

/// What one failed check found over all units.
#[derive(Debug, Clone)]
pub struct Found {
    pub subject: Subject,
    pub violations: i64,
    /// Names of the units that failed, the worst first.
    pub units: Vec<String>,
    /// The proposal of the check's header, without its bracketed clause.
    pub proposal: String,
    pub until: NaiveDate,
}

/// The longest text of a proposal on page 1, in letters.
const LETTERS: usize = 215;

/// "**118 tapşırıq** (A, B və daha 1 bölmə). Siyahıdakı tapşırıqların … təklif olunur. Müddət: 21.10.2026-cı il tarixinədək."
pub fn proposal(pen: Pen, found: &Found) -> Rich {
    let text = |names: Option<usize>, term: bool| {
        let lead = match found.subject {
            Subject::Unit => pen.units(found.units.len()),
            subject => subject.counted(pen, found.violations),
        };
        let place = match (names, found.units.as_slice(), found.subject) {
            (Some(_), [one], _) => format!(" ({one})"),
            (Some(most), many, _) => format!(" ({})", pen.list_some(many, most)),
            (None, _, Subject::Unit) => String::new(),
            (None, many, _) => format!(" ({})", pen.units(many.len())),
        };
        let term = if term { format!(" {}", term_text(pen, found.until)) } else { String::new() };
        Rich::bold(lead).text(format!("{place}. {}{term}", found.proposal))
    };
    [(Some(2), true), (Some(1), true), (Some(1), false), (None, false)]
        .into_iter()
        .map(|(names, term)| text(names, term))
        .find(|rich| rich.to_text().chars().count() <= LETTERS)
        .unwrap_or_else(|| text(None, false))
}

/// The same without a limit, for the section of proposals.
pub fn full_proposal(pen: Pen, found: &Found) -> Rich {
    let lead = match found.subject {
        Subject::Unit => pen.units(found.units.len()),
        subject => format!("{} ({})", subject.counted(pen, found.violations), pen.units(found.units.len())),
    };
    Rich::bold(lead).text(format!(": {} {}", found.proposal, term_text(pen, found.until)))
}

fn term_text(pen: Pen, until: NaiveDate) -> String {
    match pen.language {
        Language::Az => format!("Müddət: {}.", az::until(until)),
        Language::En => format!("Term: {}.", pen.language.date_long(until)),
    }
}

/// A proposal's sentence without the clause in brackets at its end.
pub fn without_clause(proposal: &str) -> String {
    let trimmed = proposal.trim();
    match trimmed.trim_end_matches('.').strip_suffix(')').and_then(|body| body.rsplit_once(" (")) {
        Some((sentence, _)) => format!("{}.", sentence.trim_end_matches('.')),
        None => trimmed.to_owned(),
    }
}

/// What one unit's result measures.
#[derive(Debug, Clone, Copy)]
pub struct Measured {
    pub measure: Measure,
    pub subject: Subject,
    pub violations: i64,
    pub population: i64,
    pub measured: Option<f64>,
    pub threshold: Option<f64>,
}

/// "363 qəbuldan 45-i (12,4 faiz) meyara uyğun gəlmir; yol verilən hədd 5 faizdir."
pub fn measured(pen: Pen, of: Measured) -> String {
    match of.measure {
        Measure::Fraction => fraction(pen, of),
        Measure::Count => count(pen, of),
        Measure::Days => limited(pen, of, "gün", "day", "days"),
        Measure::Minutes => limited(pen, of, "dəqiqə", "minute", "minutes"),
    }
}

fn fraction(pen: Pen, of: Measured) -> String {
    let limit = of.threshold.unwrap_or(0.0);
    let places = usize::from((1000.0 * limit).round() % 10.0 != 0.0);
    let limit_text = pen.language.decimal(100.0 * limit, places);
    let share = of.measured.map(|share| pen.percent(100.0 * share));
    let share = share.map(|share| format!(" ({share})")).unwrap_or_default();
    match (limit > 0.0, pen.language) {
        (true, Language::Az) => format!(
            "{} {}{share} meyara uyğun gəlmir; yol verilən hədd {limit_text} faizdir.",
            of.subject.of_many(pen, of.population),
            az::possessive(of.violations)
        ),
        (true, Language::En) => format!(
            "{} of {}{share} do not meet the check; the limit is {limit_text} per cent.",
            pen.int(of.violations),
            of.subject.of_many(pen, of.population)
        ),
        (false, Language::Az) => format!(
            "{} {}{share} meyara uyğun gəlmir; belə hallara yol verilmir.",
            of.subject.of_many(pen, of.population),
            az::possessive(of.violations)
        ),
        (false, Language::En) => format!(
            "{} of {}{share} do not meet the check; none is allowed.",
            pen.int(of.violations),
            of.subject.of_many(pen, of.population)
        ),
    }
}

fn count(pen: Pen, of: Measured) -> String {
    let found = of.subject.counted(pen, of.violations.max(1));
    match pen.language {
        Language::Az => format!("{found} üzrə meyarın tələbi gözlənilməyib."),
        Language::En => format!("{} found that the check does not allow.", capitalised(&found)),
    }
}

fn limited(pen: Pen, of: Measured, az: &str, en_one: &str, en_many: &str) -> String {
    let value = of.measured.unwrap_or_default().round() as i64;
    let limit = of.threshold.unwrap_or_default().round() as i64;
    let found = pen.counted(value, az, en_one, en_many);
    match pen.language {
        Language::Az => {
            format!(
                "{found} müəyyən edilib, meyarın həddi {} {}.",
                pen.int(limit),
                crate::domain::language::az::copula(az)
            )
        }
        Language::En => {
            format!("{} measured; the limit is {}.", capitalised(&found), pen.counted(limit, az, en_one, en_many))
        }
    }
}

fn capitalised(text: &str) -> String {
    super::narrative_first::capitalised(text)
}

/// "11 iş günü (01.09.2026–15.09.2026) heç bir qəbul qeydə alınmayıb; adi vaxtda 96 qəbul gözlənilərdi."
pub fn silence(pen: Pen, from: NaiveDate, to: NaiveDate, days: i64, expected: f64) -> String {
    let span = format!("{}–{}", pen.language.date_short(from), pen.language.date_short(to));
    let expected = pen.int(expected.round() as i64);
    match pen.language {
        Language::Az => {
            format!("{days} iş günü ({span}) heç bir qəbul qeydə alınmayıb; adi vaxtda {expected} qəbul gözlənilərdi.")
        }
        Language::En => {
            format!("No reception was registered on {days} working days ({span}); {expected} were to be expected.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(say: impl Fn(Pen) -> String) -> [String; 2] {
        Language::ALL.map(|language| say(Pen::new(language)).replace('\u{a0}', " "))
    }

    fn found(units: &[&str]) -> Found {
        Found {
            subject: Subject::Assignment,
            violations: 118,
            units: units.iter().map(|unit| (*unit).to_owned()).collect(),
            proposal: "Tapşırıqların icrasının təmin olunması təklif olunur.".into(),
            until: NaiveDate::from_ymd_opt(2026, 10, 21).unwrap(),
        }
    }

    #[test]
    fn a_proposal_names_how_much_where_what_and_until_when() {
        let few = found(&["Gəncə Şəhər Filialı", "Bərdə Rayon Filialı", "Şəmkir Rayon Filialı"]);
        assert_eq!(
            both(|pen| proposal(pen, &few).to_text()),
            [
                "118 tapşırıq (Gəncə Şəhər Filialı, Bərdə Rayon Filialı və daha 1 bölmə). Tapşırıqların icrasının təmin olunması təklif olunur. Müddət: 21.10.2026-cı il tarixinədək.",
                "118 assignments (Gəncə Şəhər Filialı, Bərdə Rayon Filialı and 1 more unit). Tapşırıqların icrasının təmin olunması təklif olunur. Term: 21 October 2026.",
            ]
        );
        let long = "Dayanıqlı və Operativ Sosial Təminat Agentliyinin bir yerli bölməsi".repeat(2);
        let many = found(&[&long, &long]);
        assert_eq!(
            proposal(Pen::new(Language::Az), &many).to_text(),
            "118 tapşırıq (2 bölmə). Tapşırıqların icrasının təmin olunması təklif olunur."
        );
        assert_eq!(without_clause("X təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi)."), "X təklif olunur.");
        assert_eq!(without_clause("It is proposed (now) to act."), "It is proposed (now) to act.");
    }

    #[test]
    fn a_measure_is_told_with_its_limit() {
        let of = Measured {
            measure: Measure::Fraction,
            subject: Subject::Reception,
            violations: 45,
            population: 363,
            measured: Some(0.124),
            threshold: Some(0.05),
        };
        assert_eq!(
            both(|pen| measured(pen, of)),
            [
                "363 qəbuldan 45-i (12,4 faiz) meyara uyğun gəlmir; yol verilən hədd 5 faizdir.",
                "45 of 363 receptions (12.4 per cent) do not meet the check; the limit is 5 per cent.",
            ]
        );
        assert_eq!(
            both(|pen| measured(pen, Measured { threshold: Some(0.0), ..of })),
            [
                "363 qəbuldan 45-i (12,4 faiz) meyara uyğun gəlmir; belə hallara yol verilmir.",
                "45 of 363 receptions (12.4 per cent) do not meet the check; none is allowed.",
            ]
        );
        let days = Measured { measure: Measure::Days, measured: Some(11.0), threshold: Some(5.0), ..of };
        assert_eq!(
            both(|pen| measured(pen, days)),
            ["11 gün müəyyən edilib, meyarın həddi 5 gündür.", "11 days measured; the limit is 5 days."]
        );
        let count = Measured { measure: Measure::Count, violations: 21, subject: Subject::Assignment, ..of };
        assert_eq!(
            both(|pen| measured(pen, count)),
            ["21 tapşırıq üzrə meyarın tələbi gözlənilməyib.", "21 assignments found that the check does not allow."]
        );
        let day = |day| NaiveDate::from_ymd_opt(2026, 9, day).unwrap();
        assert_eq!(
            both(|pen| silence(pen, day(1), day(15), 11, 96.4)),
            [
                "11 iş günü (01.09.2026–15.09.2026) heç bir qəbul qeydə alınmayıb; adi vaxtda 96 qəbul gözlənilərdi.",
                "No reception was registered on 11 working days (01.09.2026–15.09.2026); 96 were to be expected.",
            ]
        );
    }
}
