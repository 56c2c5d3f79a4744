//! The leads of the sections on the subsystem, the index, findings and contradictions, one sentence a function.

use super::narrative_first::capitalised;
use super::pen::Pen;
use crate::domain::language::{Language, az};

/// "Ümumi keyfiyyət indeksi 74,2 baldır (B), inam intervalı 72,9–75,4."
pub fn index(pen: Pen, index: f64, band: Option<&str>, interval: Option<&str>) -> String {
    let band = band.map(|band| format!(" ({band})")).unwrap_or_default();
    match (interval, pen.language) {
        (Some(interval), Language::Az) => {
            format!("Ümumi keyfiyyət indeksi {} baldır{band}, 90 faizlik inam intervalı {interval}.", pen.dec(index))
        }
        (None, Language::Az) => format!("Ümumi keyfiyyət indeksi {} baldır{band}.", pen.dec(index)),
        (Some(interval), Language::En) => format!(
            "The overall quality index is {} points{band}, its 90 per cent interval {interval}.",
            pen.dec(index)
        ),
        (None, Language::En) => format!("The overall quality index is {} points{band}.", pen.dec(index)),
    }
}

/// "Avqust ayı ilə müqayisədə indeks 1,9 bal enib."
pub fn index_moved(pen: Pen, compared: &str, change: f64, outside: bool) -> String {
    let size = pen.dec(change.abs());
    let start = capitalised(compared);
    match (outside, change > 0.0, pen.language) {
        (false, _, Language::Az) => format!("{start} dəyişiklik statistik əhəmiyyətli deyil."),
        (false, _, Language::En) => format!("{start} the change is not statistically significant."),
        (true, true, Language::Az) => format!("{start} indeks {size} bal yüksəlib."),
        (true, true, Language::En) => format!("{start} the index rose by {size} points."),
        (true, false, Language::Az) => format!("{start} indeks {size} bal enib."),
        (true, false, Language::En) => format!("{start} the index fell by {size} points."),
    }
}

/// Why the ministry has no index.
pub fn no_index(pen: Pen, available: f64, needed: f64) -> String {
    let available = pen.language.decimal(100.0 * available, 0);
    let needed = pen.language.decimal(100.0 * needed, 0);
    match pen.language {
        Language::Az => format!(
            "İndeks hesablanmayıb: göstəricilərin çəkisinin yalnız {available} faizi ölçülə bilir, ən azı {needed} faizi tələb olunur. Bu, aşağı qiymət demək deyil."
        ),
        Language::En => format!(
            "There is no index: only {available} per cent of the weight can be measured, {needed} per cent is needed. This is no low mark."
        ),
    }
}

/// "Qurumlar arasında ən yüksək indeks: X (86,9 bal); ən aşağı: Y (61,2 bal)."
pub fn first_and_last(pen: Pen, first: (&str, f64), last: (&str, f64)) -> String {
    let (name, value) = (first.0, pen.dec(first.1));
    let (last_name, last_value) = (last.0, pen.dec(last.1));
    match pen.language {
        Language::Az => {
            format!(
                "Qurumlar arasında ən yüksək indeks: {name} ({value} bal); ən aşağı: {last_name} ({last_value} bal)."
            )
        }
        Language::En => {
            format!("Highest among the agencies: {name} ({value} points); lowest: {last_name} ({last_value} points).")
        }
    }
}

/// The first and the last agency cannot be told apart.
pub fn agencies_tie(pen: Pen) -> String {
    pen.say(
        "Qurumların indeksləri statistik baxımdan bir-birindən fərqlənmir.",
        "The indices of the agencies cannot be told apart.",
    )
    .to_owned()
}

/// "13 nəzarət meyarından 7-si üzrə 45 bölmədə nöqsan aşkar edilib."
pub fn findings(pen: Pen, checks: usize, failed_checks: usize, units: usize) -> String {
    match (failed_checks, pen.language) {
        (0, Language::Az) => format!("Tətbiq edilmiş {checks} nəzarət meyarı üzrə heç bir nöqsan aşkar edilməyib."),
        (0, Language::En) => format!("None of the {checks} checks applied found a shortcoming."),
        (failed, Language::Az) => format!(
            "Tətbiq edilmiş {checks} nəzarət meyarından {} üzrə nöqsan aşkar edilib, nöqsanı olan bölmələrin sayı {}.",
            az::possessive(failed as i64),
            az::copula(&units.to_string())
        ),
        (failed, Language::En) => format!(
            "{failed} of the {checks} checks applied found shortcomings, in {}.",
            pen.counted(units as i64, "", "unit", "units")
        ),
    }
}

/// New, lasting and gone against the month before.
pub fn findings_moved(pen: Pen, new: usize, lasting: usize, gone: usize) -> String {
    let word = |count: usize| if count == 0 { pen.say("heç biri", "none").to_owned() } else { pen.int(count as i64) };
    match pen.language {
        Language::Az => format!(
            "Əvvəlki ayla müqayisədə yeni nöqsanlar: {}, davam edənlər: {}, aradan qalxanlar: {}.",
            word(new),
            word(lasting),
            word(gone)
        ),
        Language::En => {
            format!("Against the month before: new {}, lasting {}, gone {}.", word(new), word(lasting), word(gone))
        }
    }
}

/// Checks that could not be answered for a part of the units.
pub fn not_evaluable(pen: Pen, answers: usize) -> Option<String> {
    (answers > 0).then(|| match pen.language {
        Language::Az => format!(
            "{} halda meyar qiymətləndirilməyib (məlumat təqdim edilmir, qeyd yoxdur və ya azdır): bu, nə keçid, nə də nöqsandır.",
            pen.int(answers as i64)
        ),
        Language::En => format!(
            "In {} a check could not be answered (not provided, no or too few records): that is neither a pass nor a failure.",
            pen.counted(answers as i64, "", "case", "cases")
        ),
    })
}

/// "Bölmələrin təqdim etdiyi 1 240 rəqəmdən 21-i qeydlərlə uyğun gəlmir."
pub fn contradictions(pen: Pen, figures: i64, contradicted: i64, units: usize) -> String {
    match (figures, contradicted, pen.language) {
        (0, _, Language::Az) => "Hesabat dövrü üzrə bölmələr üzləşdirilə bilən rəqəm təqdim etməyib.".to_owned(),
        (0, _, Language::En) => "The units stated no figure for the period that could be recounted.".to_owned(),
        (figures, 0, Language::Az) => {
            format!("Bölmələrin təqdim etdiyi {} rəqəmin hamısı qeydlərlə uyğun gəlir.", pen.int(figures))
        }
        (figures, 0, Language::En) => {
            format!("All {} figures that units stated agree with their records.", pen.int(figures))
        }
        (figures, contradicted, Language::Az) => format!(
            "Bölmələrin təqdim etdiyi {} rəqəmdən {} qeydlərlə uyğun gəlmir ({}).",
            pen.int(figures),
            az::possessive(contradicted),
            pen.units(units)
        ),
        (figures, contradicted, Language::En) => format!(
            "{} of the {} figures that units stated contradict their records ({}).",
            pen.int(contradicted),
            pen.int(figures),
            pen.units(units)
        ),
    }
}

/// "Bölməni daha yaxşı göstərə bilən 14 səhv rəqəmdən 11-i bölmənin xeyrinədir."
///
/// `of` counts only contradicted figures of which more or less makes a unit look better.
pub fn favour(pen: Pen, in_favour: i64, of: i64) -> Option<String> {
    if in_favour == 0 || of == 0 {
        return None;
    }
    Some(match pen.language {
        Language::Az => format!(
            "Bölməni olduğundan yaxşı və ya pis göstərən {} rəqəmdən {} bölmənin xeyrinədir.",
            pen.int(of),
            az::possessive(in_favour)
        ),
        Language::En => format!(
            "Of the {} that make a unit look better or worse than it is, {} in its favour.",
            pen.counted(of, "", "figure", "figures"),
            if in_favour == 1 { "1 is".to_owned() } else { format!("{} are", pen.int(in_favour)) }
        ),
    })
}

/// "Kağız üzərində 5 412 qəbul qeydə alınıb, 31 qəbul altsistemə gec daxil edilib."
pub fn on_paper(pen: Pen, paper: i64, late: i64) -> String {
    match (paper, late, pen.language) {
        (0, 0, Language::Az) => "Kağız üzərində və ya gec qeydə alınmış heç bir qəbul yoxdur.".to_owned(),
        (0, 0, Language::En) => "No reception was kept on paper or entered late.".to_owned(),
        (0, late, Language::Az) => format!(
            "Kağız üzərində heç bir qəbul qeydə alınmayıb, {} qəbul altsistemə gec daxil edilib.",
            pen.int(late)
        ),
        (paper, 0, Language::Az) => {
            format!("Kağız üzərində {} qəbul qeydə alınıb, altsistemə gec daxil edilmiş qəbul yoxdur.", pen.int(paper))
        }
        (paper, late, Language::Az) => format!(
            "Kağız üzərində {} qəbul qeydə alınıb, {} qəbul altsistemə gec daxil edilib.",
            pen.int(paper),
            pen.int(late)
        ),
        (paper, late, Language::En) => {
            let none_or = |count: i64| if count == 0 { "none".to_owned() } else { pen.int(count) };
            format!("Kept on paper: {}; entered in the subsystem late: {}.", none_or(paper), none_or(late))
        }
    }
}

/// "5 bölmə üzrə bir neçə iş günü ardıcıl qəbul qeydə alınmayıb."
pub fn silent_units(pen: Pen, units: usize) -> Option<String> {
    (units > 0).then(|| match pen.language {
        Language::Az => format!("{} üzrə ardıcıl bir neçə iş günü heç bir qəbul qeydə alınmayıb.", pen.units(units)),
        Language::En => format!("{} registered no reception for several working days in a row.", pen.units(units)),
    })
}
