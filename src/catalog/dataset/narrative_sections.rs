//! The leads of the sections on receptions, leadership, execution and return visits, one sentence a function.

use chrono::NaiveDate;

use super::noise::Share;
use super::pen::Pen;
use crate::domain::language::az::{self, Case};
use crate::domain::language::{Language, number};

/// "Onlardan 10 215 nəfərini (6,1 faiz) rəhbər şəxslər qəbul edib."
pub fn by_leaders(pen: Pen, leaders: Share) -> String {
    let count = pen.int(leaders.part as i64);
    match (leaders.percent().filter(|_| leaders.part > 0.0), pen.language) {
        (None, Language::Az) => "Rəhbər şəxslər tərəfindən heç bir vətəndaş qəbul edilməyib.".to_owned(),
        (None, Language::En) => "Leading officials received nobody.".to_owned(),
        (Some(percent), Language::Az) => {
            format!("Onlardan {count} nəfərini ({}) rəhbər şəxslər qəbul edib.", pen.percent(percent))
        }
        (Some(percent), Language::En) => {
            format!("Leading officials received {count} of them ({}).", pen.percent(percent))
        }
    }
}

/// "Rəhbər şəxslər 10 215 nəfər qəbul edib (bütün qəbul edilənlərin 6,1 faizi)."
pub fn received_by_leaders(pen: Pen, leaders: Share) -> String {
    let count = pen.int(leaders.part as i64);
    match (leaders.percent().filter(|_| leaders.part > 0.0), pen.language) {
        (None, _) => by_leaders(pen, leaders),
        (Some(percent), Language::Az) => {
            format!("Rəhbər şəxslər {count} nəfər qəbul edib (bütün qəbul edilənlərin {} faizi).", pen.dec(percent))
        }
        (Some(percent), Language::En) => {
            format!("Leading officials received {count} people ({} of all received).", pen.percent(percent))
        }
    }
}

/// "Qəbula yazılmış 3 104 nəfər gəlməyib."
pub fn no_shows(pen: Pen, count: i64) -> Option<String> {
    (count > 0).then(|| match pen.language {
        Language::Az => {
            format!("Daha {} nəfər qəbula gəlməyib, onlar qəbul edilənlərin sayına daxil deyil.", pen.int(count))
        }
        Language::En => {
            let people = if count == 1 { "person" } else { "people" };
            format!("{} more {people} did not come and are not counted.", pen.int(count))
        }
    })
}

/// "Ən çox müraciət edilən mövzular: əmək pensiyası (21,8 faiz), …."
pub fn main_topics(pen: Pen, topics: &[(String, Share)]) -> Option<String> {
    let listed: Vec<String> = topics
        .iter()
        .filter_map(|(name, share)| Some(format!("“{name}” ({})", pen.percent(share.percent()?))))
        .collect();
    (!listed.is_empty()).then(|| match pen.language {
        Language::Az => format!("Ən çox müraciət edilən mövzular: {}.", pen.list(&listed)),
        Language::En => format!("The main topics: {}.", pen.list(&listed)),
    })
}

/// "Nəticələrin bölgüsü: izahat verilib – 52,1 faiz, …."
pub fn outcomes(pen: Pen, outcomes: &[(String, Share)]) -> Option<String> {
    let listed: Vec<String> = outcomes
        .iter()
        .filter_map(|(name, share)| Some(format!("{name} – {}", pen.percent(share.percent()?))))
        .collect();
    (!listed.is_empty()).then(|| match pen.language {
        Language::Az => format!("Nəticələrin bölgüsü: {}.", listed.join(", ")),
        Language::En => format!("Outcomes: {}.", listed.join(", ")),
    })
}

/// "Sayca ən böyük dəyişiklik X üzrədir: əvvəlki aydan 1 234 nəfər çox."
pub fn largest_change(pen: Pen, name: &str, change: i64) -> Option<String> {
    let count = pen.int(change.abs());
    Some(match (change.signum(), pen.language) {
        (0, _) => return None,
        (1, Language::Az) => format!("Sayca ən böyük dəyişiklik {name} üzrədir: əvvəlki aydan {count} nəfər çox."),
        (1, Language::En) => format!("The largest change is at {name}: {count} more people than last month."),
        (_, Language::Az) => format!("Sayca ən böyük dəyişiklik {name} üzrədir: əvvəlki aydan {count} nəfər az."),
        (_, Language::En) => format!("The largest change is at {name}: {count} fewer people than last month."),
    })
}

/// "Qəbulun ən sıx vaxtı: çərşənbə axşamı, saat 10:00–11:00."
pub fn busiest(pen: Pen, weekday: &str, hour: u32) -> String {
    let span = format!("{hour:02}:00–{:02}:00", hour + 1);
    match pen.language {
        Language::Az => format!("Qəbulun ən sıx vaxtı {weekday}, saat {span}"),
        Language::En => format!("The busiest time is {weekday}, {span}"),
    }
}

/// "Dövrdə icra müddəti bitən 3 412 tapşırıqdan 2 972-si vaxtında icra edilib (87,1 faiz), …."
pub fn execution(pen: Pen, due: i64, in_time: i64, late: i64, not_done: i64) -> String {
    let share = number::share(in_time, due, 1, pen.language).unwrap_or_default();
    match (due, pen.language) {
        (0, Language::Az) => "Hesabat dövründə icra müddəti bitən heç bir tapşırıq olmayıb.".to_owned(),
        (0, Language::En) => "No assignment was due in the period.".to_owned(),
        (due, Language::Az) => {
            let start = format!("Hesabat dövründə icra müddəti bitən {}", pen.int(due));
            let rest = rest_az(late, not_done);
            match in_time {
                0 => format!("{start} tapşırığın heç biri vaxtında icra edilməyib{rest}."),
                all if all == due => format!("{start} tapşırığın hamısı vaxtında icra edilib."),
                some => {
                    format!("{start} tapşırıqdan {} vaxtında icra edilib ({share} faiz){rest}.", az::possessive(some))
                }
            }
        }
        (due, Language::En) => {
            let start = format!("Of the {} assignments due in the period", pen.int(due));
            let rest = format!("{} were done late and {} were not done", pen.int(late), pen.int(not_done));
            match in_time {
                0 => format!("{start} none was done in time; {rest}."),
                all if all == due => format!("{start} all were done in time."),
                some => format!("{start} {} were done in time ({share} per cent); {rest}.", pen.int(some)),
            }
        }
    }
}

fn rest_az(late: i64, not_done: i64) -> String {
    match (late, not_done) {
        (0, 0) => String::new(),
        (late, 0) => format!(", {} gecikmə ilə icra edilib", az::possessive(late)),
        (0, not_done) => format!(", {} icra edilməyib", az::possessive(not_done)),
        (late, not_done) => {
            format!(", {} gecikmə ilə icra edilib, {} icra edilməyib", az::possessive(late), az::possessive(not_done))
        }
    }
}

/// "Hesabatın tərtib edildiyi günə 412 tapşırığın icra müddəti keçib; …."
pub fn overdue(pen: Pen, count: i64, holders: Option<(&[&str], Share)>, oldest_days: Option<i64>) -> String {
    let mut text = match (count, pen.language) {
        (0, Language::Az) => return "İcra müddəti keçmiş heç bir tapşırıq yoxdur.".to_owned(),
        (0, Language::En) => return "No assignment is overdue.".to_owned(),
        (count, Language::Az) => {
            format!("Hesabatın tərtib edildiyi günə {} tapşırığın icra müddəti keçib", pen.int(count))
        }
        (1, Language::En) => "On the day of the report 1 assignment is overdue".to_owned(),
        (count, Language::En) => format!("On the day of the report {} assignments are overdue", pen.int(count)),
    };
    if let Some((names, share)) = holders
        && let Some(percent) = share.percent()
    {
        let percent = pen.language.decimal(percent, 0);
        text.push_str(&match pen.language {
            Language::Az => format!(", onların {percent} faizi bu bölmələrin payına düşür: {}", pen.list(names)),
            Language::En => format!(", {percent} per cent of them at {}", pen.list(names)),
        });
    }
    if let Some(days) = oldest_days {
        text.push_str(&match pen.language {
            Language::Az => format!("; ən köhnəsinin müddəti {} iş günü əvvəl bitib", pen.int(days)),
            Language::En => {
                format!("; the oldest has been overdue for {}", pen.counted(days, "", "working day", "working days"))
            }
        });
    }
    text + "."
}

/// "Cavab verilmiş 89 420 qəbuldan 5 634-ü üzrə vətəndaş 90 gün ərzində həmin mövzu ilə təkrar gəlib (6,3 faiz)."
pub fn returns(pen: Pen, answered: i64, returned: i64) -> String {
    let share = number::share(returned, answered, 1, pen.language).unwrap_or_default();
    match (answered, returned, pen.language) {
        (0, _, Language::Az) => "Son 90 gündə izahat verilmiş və ya yerində həll edilmiş qəbul olmayıb.".to_owned(),
        (0, _, Language::En) => "No reception was answered in the last 90 days.".to_owned(),
        (answered, 0, Language::Az) => {
            format!("Son 90 gündə cavab verilmiş {} qəbulun heç biri üzrə təkrar gəliş olmayıb.", pen.int(answered))
        }
        (answered, 0, Language::En) => {
            format!(
                "None of the {} receptions answered in the last 90 days was followed by a return.",
                pen.int(answered)
            )
        }
        (answered, returned, Language::Az) => format!(
            "Son 90 gündə cavab verilmiş {} qəbuldan {} üzrə vətəndaş hesabat dövründə həmin mövzu ilə təkrar gəlib ({share} faiz).",
            pen.int(answered),
            az::possessive(returned)
        ),
        (answered, returned, Language::En) => format!(
            "Of the {} receptions answered in the last 90 days {} were followed by a return with the same topic in the period ({share} per cent).",
            pen.int(answered),
            pen.int(returned)
        ),
    }
}

/// Fewer than 90 days of records: the share is of what there is.
pub fn short_window(pen: Pen, first: NaiveDate) -> String {
    let day = pen.language.date_short(first);
    match pen.language {
        Language::Az => format!("Qeydlər {day} tarixindən mövcud olduğundan pay tam 90 günü əhatə etmir."),
        Language::En => format!("Records begin on {day}: the share does not cover 90 whole days."),
    }
}

/// "Ən yüksək pay “Əlilliyin qiymətləndirilməsi” mövzusundadır: 9,8 faiz."
pub fn worst_topic(pen: Pen, topic: &str, share: Share) -> Option<String> {
    let percent = pen.percent(share.percent()?);
    Some(match pen.language {
        Language::Az => format!("Ən yüksək pay “{topic}” mövzusundadır: {percent}."),
        Language::En => format!("The share is highest for “{topic}”: {percent}."),
    })
}

/// "Təkrar gələnlərin 72,4 faizinə əvvəl izahat verilib."
pub fn earlier_answer(pen: Pen, explained: Share) -> Option<String> {
    let percent = explained.percent()?;
    Some(match pen.language {
        Language::Az => format!("Təkrar gələnlərin {} faizinə əvvəl izahat verilib.", pen.dec(percent)),
        Language::En => format!("{} per cent of those who returned had been given an explanation.", pen.dec(percent)),
    })
}

/// "Rəhbər şəxslərin planlaşdırılmış 212 qəbulundan 193-ü keçirilib, 19-u keçirilməyib; 11 halda səbəb göstərilməyib."
pub fn schedule(pen: Pen, expected: i64, held: i64, without_reason: i64) -> String {
    let missed = expected - held;
    let reason = match (without_reason, pen.language) {
        (0, _) => String::new(),
        (count, Language::Az) => format!("; {} halda səbəb göstərilməyib", pen.int(count)),
        (count, Language::En) => format!("; no reason is given for {}", pen.int(count)),
    };
    match (expected, missed, pen.language) {
        (0, _, Language::Az) => "Hesabat dövrü üçün rəhbər şəxslərin planlaşdırılmış qəbulu olmayıb.".to_owned(),
        (0, _, Language::En) => "No reception of a leading official was planned for the period.".to_owned(),
        (expected, 0, Language::Az) => {
            format!("Rəhbər şəxslərin planlaşdırılmış {} qəbulunun hamısı keçirilib.", pen.int(expected))
        }
        (expected, 0, Language::En) => {
            format!("All {} planned receptions of leading officials were held.", pen.int(expected))
        }
        (expected, _, Language::Az) if held == 0 => {
            format!("Rəhbər şəxslərin planlaşdırılmış {} qəbulunun heç biri keçirilməyib{reason}.", pen.int(expected))
        }
        (expected, missed, Language::Az) => format!(
            "Rəhbər şəxslərin planlaşdırılmış {} qəbulundan {} keçirilib, {} keçirilməyib{reason}.",
            pen.int(expected),
            az::possessive(held),
            az::possessive(missed)
        ),
        (expected, missed, Language::En) => format!(
            "Of the {} planned receptions of leading officials {} were held and {} were not{reason}.",
            pen.int(expected),
            pen.int(held),
            pen.int(missed)
        ),
    }
}

/// "Nazir hesabat dövründə 3 gün qəbul keçirib, 75 nəfər qəbul edilib, 12 tapşırıq verilib."
pub fn minister(pen: Pen, days: i64, received: i64, assigned: i64) -> String {
    match (received, pen.language) {
        (0, Language::Az) => "Hesabat dövründə nazir tərəfindən qəbul keçirilməyib.".to_owned(),
        (0, Language::En) => "The minister held no reception in the period.".to_owned(),
        (received, Language::Az) => format!(
            "Nazir hesabat dövründə {} gün qəbul keçirib, {} nəfər qəbul edilib, {}.",
            pen.int(days),
            pen.int(received),
            if assigned == 0 {
                "tapşırıq verilməyib".to_owned()
            } else {
                format!("{} tapşırıq verilib", pen.int(assigned))
            }
        ),
        (received, Language::En) => format!(
            "The minister received {} on {} of the period and gave {}.",
            pen.counted(received, "", "person", "people"),
            pen.counted(days, "", "day", "days"),
            if assigned == 0 {
                "no assignment".to_owned()
            } else {
                pen.counted(assigned, "", "assignment", "assignments")
            }
        ),
    }
}

/// "Nazirin nəzarətdə olan 34 tapşırığından 12-sinin icra müddəti keçib."
pub fn minister_assignments(pen: Pen, listed: i64, overdue: i64) -> Option<String> {
    Some(match (listed, overdue, pen.language) {
        (0, _, _) => return None,
        (listed, 0, Language::Az) => {
            format!("Nəzarətdə olan {} tapşırıqdan heç birinin icra müddəti keçməyib.", pen.int(listed))
        }
        (listed, 0, Language::En) => format!("None of the {} under control is overdue.", assignments(pen, listed)),
        (listed, overdue, Language::Az) => format!(
            "Nəzarətdə olan {} tapşırıqdan {} icra müddəti keçib.",
            pen.int(listed),
            az::possessive_in(overdue, Case::Genitive)
        ),
        (listed, overdue, Language::En) => {
            format!("Of the {} under control {} overdue.", assignments(pen, listed), be(pen, overdue))
        }
    })
}

fn assignments(pen: Pen, count: i64) -> String {
    pen.counted(count, "", "assignment", "assignments")
}

fn be(pen: Pen, count: i64) -> String {
    if count == 1 { "1 is".to_owned() } else { format!("{} are", pen.int(count)) }
}

/// The day a register speaks of.
pub fn as_of_day(pen: Pen, day: NaiveDate) -> String {
    match pen.language {
        Language::Az => format!("{} tarixinə", pen.language.date_short(day)),
        Language::En => format!("as of {}", pen.language.date_short(day)),
    }
}

#[cfg(test)]
mod tests;
