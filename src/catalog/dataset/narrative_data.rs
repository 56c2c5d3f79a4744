//! What the reader must know about the data, one sentence a matter.

use chrono::NaiveDate;

use super::pen::Pen;
use crate::domain::language::Language;
use crate::domain::language::az;
use crate::domain::score::PriorBasis;

/// "SXA mənbəyi 3 iş günüdür tam yenilənmir (son tam məlumat 02.10.2026)."
pub fn stale_source(pen: Pen, source: &str, last: Option<NaiveDate>, working_days: Option<i64>) -> String {
    match (last, working_days, pen.language) {
        (Some(day), Some(days), Language::Az) => format!(
            "{source} mənbəyi {days} iş günüdür tam yenilənmir (son tam məlumat {}).",
            pen.language.date_short(day)
        ),
        (Some(day), Some(days), Language::En) => format!(
            "Source {source} has not been complete for {} (last on {}).",
            pen.counted(days, "iş günü", "working day", "working days"),
            pen.language.date_short(day)
        ),
        (_, _, Language::Az) => format!("{source} mənbəyindən heç vaxt tam məlumat alınmayıb."),
        (_, _, Language::En) => format!("Source {source} has never been pulled completely."),
    }
}

/// Sources without a single record of the period.
pub fn silent_sources(pen: Pen, sources: &[String]) -> String {
    match pen.language {
        Language::Az => format!("{} üzrə hesabat dövründə heç bir qəbul barədə qeyd daxil olmayıb.", pen.list(sources)),
        Language::En => format!("No record of a reception in the period came from {}.", pen.list(sources)),
    }
}

/// Reports on figures that units owe.
pub fn missing_reports(pen: Pen, missing: &[String], late: usize) -> String {
    let names = pen.list_some(missing, 2);
    let late_text = match (late, pen.language) {
        (0, _) => String::new(),
        (late, Language::Az) => format!("{} hesabatı gec təqdim edib", pen.units(late)),
        (late, Language::En) => format!("{} reported late", pen.units(late)),
    };
    match (missing.len(), late, pen.language) {
        (0, 0, _) => String::new(),
        (0, _, _) => format!("{late_text}."),
        (1, 0, Language::Az) => format!("{names} üzrə hesabat təqdim edilməyib."),
        (1, 0, Language::En) => format!("No report came from {names}."),
        (count, 0, Language::Az) => format!("{} hesabat təqdim etməyib: {names}.", pen.units(count)),
        (count, 0, Language::En) => format!("{} did not report: {names}.", pen.units(count)),
        (count, _, Language::Az) => format!("{} hesabat təqdim etməyib ({names}), {late_text}.", pen.units(count)),
        (count, _, Language::En) => format!("{} did not report ({names}), {late_text}.", pen.units(count)),
    }
}

/// Rows that could not be taken.
pub fn rejected_rows(pen: Pen, rejected: i64, seen: i64) -> String {
    let share = crate::domain::language::number::share(rejected, seen.max(rejected), 1, pen.language);
    let share = share.map(|share| match pen.language {
        Language::Az => format!(" ({share} faiz)"),
        Language::En => format!(" ({share} per cent)"),
    });
    let share = share.unwrap_or_default();
    match pen.language {
        Language::Az => {
            format!("{} qeyd{share} rədd edilib, səbəbləri 2 nömrəli əlavədə göstərilib.", pen.int(rejected))
        }
        Language::En => {
            let were = if rejected == 1 { "row was" } else { "rows were" };
            format!("{} {were} rejected{share}; annex 2 gives the reasons.", pen.int(rejected))
        }
    }
}

/// A year that the working-day calendar lacks, or holds only provisionally.
pub fn calendar_gap(pen: Pen, year: i32, is_provisional: bool) -> String {
    let ordinal = az::ordinal(year.into());
    match (is_provisional, pen.language) {
        (false, Language::Az) => format!(
            "{ordinal} ilin istehsalat təqvimi daxil edilməyib: bazar ertəsindən cümə gününədək bütün günlər iş günü sayılıb."
        ),
        (false, Language::En) => {
            format!("The working-day calendar of {year} is not there: Monday to Friday counted as working days.")
        }
        (true, Language::Az) => format!("{ordinal} ilin istehsalat təqvimi ilkindir."),
        (true, Language::En) => format!("The working-day calendar of {year} is provisional."),
    }
}

/// What the small numbers were shrunk towards, when it is not the year before.
pub fn priors(pen: Pen, basis: PriorBasis) -> Option<&'static str> {
    match (basis, pen.language) {
        (PriorBasis::YearBefore, _) => None,
        (PriorBasis::FirstMonths, Language::Az) => {
            Some("İndeksin müqayisə əsası ilk üç ayın məlumatıdır: əvvəlki ilin məlumatı yoxdur.")
        }
        (PriorBasis::FirstMonths, Language::En) => {
            Some("The index is measured against the first three months: there is no earlier year.")
        }
        (PriorBasis::SamePeriod, Language::Az) => {
            Some("İndeksin müqayisə əsası hesabat dövrünün özüdür: əvvəlki dövrlərin məlumatı yoxdur.")
        }
        (PriorBasis::SamePeriod, Language::En) => {
            Some("The index is measured against the period itself: there is nothing earlier.")
        }
    }
}

/// What no source offers.
pub fn not_provided(pen: Pen, matters: &[&str]) -> String {
    match pen.language {
        Language::Az => format!(
            "Mənbələr bu məlumatları təqdim etmir: {}; onlara əsaslanan göstəricilər hesablanmayıb.",
            matters.join(", ")
        ),
        Language::En => {
            format!("The sources do not provide {}; the figures that need them are not computed.", pen.list(matters))
        }
    }
}

/// No month, or no whole month, to compare with.
pub fn no_comparison(pen: Pen, month_missing: bool, year_missing: bool) -> Option<&'static str> {
    Some(match (month_missing, year_missing, pen.language) {
        (false, false, _) => return None,
        (true, true, Language::Az) => {
            "Əvvəlki ayın və ötən ilin müvafiq ayının tam məlumatı olmadığından müqayisə aparılmayıb."
        }
        (true, true, Language::En) => {
            "Nothing is compared: last month and the same month last year are not there as a whole."
        }
        (true, false, Language::Az) => "Əvvəlki ayın tam məlumatı olmadığından onunla müqayisə aparılmayıb.",
        (true, false, Language::En) => "Last month is not there as a whole and is not compared with.",
        (false, true, Language::Az) => {
            "Ötən ilin müvafiq ayının tam məlumatı olmadığından onunla müqayisə aparılmayıb."
        }
        (false, true, Language::En) => "The same month last year is not there as a whole and is not compared with.",
    })
}

/// Sources that have records now and had none in a month compared with.
pub fn newcomers(pen: Pen, sources: &[String], year: bool) -> String {
    match (year, pen.language) {
        (false, Language::Az) => {
            format!("{} üzrə əvvəlki ayın qeydləri yoxdur, artım bundan da irəli gəlir.", pen.list(sources))
        }
        (false, Language::En) => {
            format!("{} had no records last month, which is part of the growth.", pen.list(sources))
        }
        (true, Language::Az) => format!(
            "{} üzrə ötən ilin müvafiq ayının qeydləri yoxdur, illik artım bundan da irəli gəlir.",
            pen.list(sources)
        ),
        (true, Language::En) => {
            format!(
                "{} had no records in the same month last year, which is part of the growth on year.",
                pen.list(sources)
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(say: impl Fn(Pen) -> String) -> [String; 2] {
        Language::ALL.map(|language| say(Pen::new(language)).replace('\u{a0}', " "))
    }

    #[test]
    fn sentences_about_the_data() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 2);
        let names: Vec<String> = ["DSMF-nin Lerik Rayon Filialı", "B", "C"].map(str::to_owned).to_vec();
        assert_eq!(
            both(|pen| stale_source(pen, "SXA", day, Some(3))),
            [
                "SXA mənbəyi 3 iş günüdür tam yenilənmir (son tam məlumat 02.10.2026).",
                "Source SXA has not been complete for 3 working days (last on 02.10.2026).",
            ]
        );
        assert_eq!(
            both(|pen| stale_source(pen, "SXA", None, None)),
            ["SXA mənbəyindən heç vaxt tam məlumat alınmayıb.", "Source SXA has never been pulled completely."]
        );
        assert_eq!(
            both(|pen| missing_reports(pen, &names[..1], 0)),
            [
                "DSMF-nin Lerik Rayon Filialı üzrə hesabat təqdim edilməyib.",
                "No report came from DSMF-nin Lerik Rayon Filialı.",
            ]
        );
        assert_eq!(
            both(|pen| missing_reports(pen, &names, 2)),
            [
                "3 bölmə hesabat təqdim etməyib (DSMF-nin Lerik Rayon Filialı, B və daha 1 bölmə), 2 bölmə hesabatı gec təqdim edib.",
                "3 units did not report (DSMF-nin Lerik Rayon Filialı, B and 1 more unit), 2 units reported late.",
            ]
        );
        assert_eq!(
            both(|pen| missing_reports(pen, &[], 1)),
            ["1 bölmə hesabatı gec təqdim edib.", "1 unit reported late."]
        );
        assert_eq!(
            both(|pen| rejected_rows(pen, 312, 168_732)),
            [
                "312 qeyd (0,2 faiz) rədd edilib, səbəbləri 2 nömrəli əlavədə göstərilib.",
                "312 rows were rejected (0.2 per cent); annex 2 gives the reasons.",
            ]
        );
        assert_eq!(
            both(|pen| calendar_gap(pen, 2027, true)),
            ["2027-ci ilin istehsalat təqvimi ilkindir.", "The working-day calendar of 2027 is provisional."]
        );
        assert_eq!(
            both(|pen| calendar_gap(pen, 2017, false)),
            [
                "2017-ci ilin istehsalat təqvimi daxil edilməyib: bazar ertəsindən cümə gününədək bütün günlər iş günü sayılıb.",
                "The working-day calendar of 2017 is not there: Monday to Friday counted as working days.",
            ]
        );
        assert_eq!(
            both(|pen| not_provided(
                pen,
                &[pen.say("vətəndaş", "the citizen"), pen.say("qəbul cədvəli", "the schedule")]
            )),
            [
                "Mənbələr bu məlumatları təqdim etmir: vətəndaş, qəbul cədvəli; onlara əsaslanan göstəricilər hesablanmayıb.",
                "The sources do not provide the citizen and the schedule; the figures that need them are not computed.",
            ]
        );
        assert_eq!(no_comparison(Pen::new(Language::Az), false, false), None);
        assert_eq!(
            both(|pen| no_comparison(pen, false, true).unwrap().to_owned()),
            [
                "Ötən ilin müvafiq ayının tam məlumatı olmadığından onunla müqayisə aparılmayıb.",
                "The same month last year is not there as a whole and is not compared with.",
            ]
        );
        assert_eq!(
            both(|pen| silent_sources(pen, &names[1..])),
            [
                "B və C üzrə hesabat dövründə heç bir qəbul barədə qeyd daxil olmayıb.",
                "No record of a reception in the period came from B and C.",
            ]
        );
        assert_eq!(priors(Pen::new(Language::En), PriorBasis::YearBefore), None);
    }
}
