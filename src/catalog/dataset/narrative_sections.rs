//! The leads of the sections, one sentence a function.

use chrono::NaiveDate;

use super::narrative_first::capitalised;
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

/// Whose favour the contradictions are in.
pub fn favour(pen: Pen, in_favour: i64, of: i64) -> Option<String> {
    if in_favour == 0 || of == 0 {
        return None;
    }
    Some(match pen.language {
        Language::Az if in_favour == of => "Bütün hallarda fərq bölmənin xeyrinədir.".to_owned(),
        Language::En if in_favour == of => "In every case the difference is in the unit's favour.".to_owned(),
        Language::Az => format!("{} halda fərq bölmənin xeyrinədir.", pen.int(in_favour)),
        Language::En => {
            format!("In {} the difference is in the unit's favour.", pen.counted(in_favour, "", "case", "cases"))
        }
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

/// The day a register speaks of.
pub fn as_of_day(pen: Pen, day: NaiveDate) -> String {
    match pen.language {
        Language::Az => format!("{} tarixinə", pen.language.date_short(day)),
        Language::En => format!("as of {}", pen.language.date_short(day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn az_en(say: impl Fn(Pen) -> String) -> [String; 2] {
        Language::ALL.map(|language| say(Pen::new(language)).replace('\u{a0}', " "))
    }

    /// Every sentence in both languages, as a reader would judge them.
    #[test]
    fn sentences_of_the_sections() {
        let gence = ["DSMF-nin Gəncə Şəhər Filialı", "DSMF-nin Bərdə Rayon Filialı"];
        let cases = [
            (
                az_en(|pen| by_leaders(pen, Share::new(10_215, 168_420))),
                [
                    "Onlardan 10 215 nəfərini (6,1 faiz) rəhbər şəxslər qəbul edib.",
                    "Leading officials received 10 215 of them (6.1 per cent).",
                ],
            ),
            (
                az_en(|pen| received_by_leaders(pen, Share::new(324, 3931))),
                [
                    "Rəhbər şəxslər 324 nəfər qəbul edib (bütün qəbul edilənlərin 8,2 faizi).",
                    "Leading officials received 324 people (8.2 per cent of all received).",
                ],
            ),
            (
                az_en(|pen| by_leaders(pen, Share::new(0, 20))),
                ["Rəhbər şəxslər tərəfindən heç bir vətəndaş qəbul edilməyib.", "Leading officials received nobody."],
            ),
            (
                az_en(|pen| execution(pen, 3412, 2972, 211, 229)),
                [
                    "Hesabat dövründə icra müddəti bitən 3 412 tapşırıqdan 2 972-si vaxtında icra edilib (87,1 faiz), 211-i gecikmə ilə icra edilib, 229-u icra edilməyib.",
                    "Of the 3 412 assignments due in the period 2 972 were done in time (87.1 per cent); 211 were done late and 229 were not done.",
                ],
            ),
            (
                az_en(|pen| execution(pen, 14, 14, 0, 0)),
                [
                    "Hesabat dövründə icra müddəti bitən 14 tapşırığın hamısı vaxtında icra edilib.",
                    "Of the 14 assignments due in the period all were done in time.",
                ],
            ),
            (
                az_en(|pen| execution(pen, 0, 0, 0, 0)),
                [
                    "Hesabat dövründə icra müddəti bitən heç bir tapşırıq olmayıb.",
                    "No assignment was due in the period.",
                ],
            ),
            (
                az_en(|pen| overdue(pen, 412, Some((&gence, Share::new(210, 412))), Some(64))),
                [
                    "Hesabatın tərtib edildiyi günə 412 tapşırığın icra müddəti keçib, onların 51 faizi bu bölmələrin payına düşür: DSMF-nin Gəncə Şəhər Filialı və DSMF-nin Bərdə Rayon Filialı; ən köhnəsinin müddəti 64 iş günü əvvəl bitib.",
                    "On the day of the report 412 assignments are overdue, 51 per cent of them at DSMF-nin Gəncə Şəhər Filialı and DSMF-nin Bərdə Rayon Filialı; the oldest has been overdue for 64 working days.",
                ],
            ),
            (
                az_en(|pen| overdue(pen, 0, None, None)),
                ["İcra müddəti keçmiş heç bir tapşırıq yoxdur.", "No assignment is overdue."],
            ),
            (
                az_en(|pen| returns(pen, 89_420, 5634)),
                [
                    "Son 90 gündə cavab verilmiş 89 420 qəbuldan 5 634-ü üzrə vətəndaş hesabat dövründə həmin mövzu ilə təkrar gəlib (6,3 faiz).",
                    "Of the 89 420 receptions answered in the last 90 days 5 634 were followed by a return with the same topic in the period (6.3 per cent).",
                ],
            ),
            (
                az_en(|pen| returns(pen, 12, 0)),
                [
                    "Son 90 gündə cavab verilmiş 12 qəbulun heç biri üzrə təkrar gəliş olmayıb.",
                    "None of the 12 receptions answered in the last 90 days was followed by a return.",
                ],
            ),
            (
                az_en(|pen| schedule(pen, 212, 193, 11)),
                [
                    "Rəhbər şəxslərin planlaşdırılmış 212 qəbulundan 193-ü keçirilib, 19-u keçirilməyib; 11 halda səbəb göstərilməyib.",
                    "Of the 212 planned receptions of leading officials 193 were held and 19 were not; no reason is given for 11.",
                ],
            ),
            (
                az_en(|pen| schedule(pen, 40, 40, 0)),
                [
                    "Rəhbər şəxslərin planlaşdırılmış 40 qəbulunun hamısı keçirilib.",
                    "All 40 planned receptions of leading officials were held.",
                ],
            ),
            (
                az_en(|pen| minister(pen, 3, 75, 12)),
                [
                    "Nazir hesabat dövründə 3 gün qəbul keçirib, 75 nəfər qəbul edilib, 12 tapşırıq verilib.",
                    "The minister received 75 people on 3 days of the period and gave 12 assignments.",
                ],
            ),
            (
                az_en(|pen| minister(pen, 0, 0, 0)),
                [
                    "Hesabat dövründə nazir tərəfindən qəbul keçirilməyib.",
                    "The minister held no reception in the period.",
                ],
            ),
            (
                az_en(|pen| minister_assignments(pen, 34, 12).unwrap()),
                [
                    "Nəzarətdə olan 34 tapşırıqdan 12-sinin icra müddəti keçib.",
                    "Of the 34 assignments under control 12 are overdue.",
                ],
            ),
            (
                az_en(|pen| index(pen, 74.2, Some("B"), Some("72,9–75,4"))),
                [
                    "Ümumi keyfiyyət indeksi 74,2 baldır (B), 90 faizlik inam intervalı 72,9–75,4.",
                    "The overall quality index is 74.2 points (B), its 90 per cent interval 72,9–75,4.",
                ],
            ),
            (
                az_en(|pen| index_moved(pen, pen.say("avqust ayı ilə müqayisədə", "compared with August"), -1.9, true)),
                [
                    "Avqust ayı ilə müqayisədə indeks 1,9 bal enib.",
                    "Compared with August the index fell by 1.9 points.",
                ],
            ),
            (
                az_en(|pen| index_moved(pen, pen.say("avqust ayı ilə müqayisədə", "compared with August"), 0.4, false)),
                [
                    "Avqust ayı ilə müqayisədə dəyişiklik statistik əhəmiyyətli deyil.",
                    "Compared with August the change is not statistically significant.",
                ],
            ),
            (
                az_en(|pen| no_index(pen, 0.41, 0.6)),
                [
                    "İndeks hesablanmayıb: göstəricilərin çəkisinin yalnız 41 faizi ölçülə bilir, ən azı 60 faizi tələb olunur. Bu, aşağı qiymət demək deyil.",
                    "There is no index: only 41 per cent of the weight can be measured, 60 per cent is needed. This is no low mark.",
                ],
            ),
            (
                az_en(|pen| findings(pen, 13, 7, 45)),
                [
                    "Tətbiq edilmiş 13 nəzarət meyarından 7-si üzrə nöqsan aşkar edilib, nöqsanı olan bölmələrin sayı 45-dir.",
                    "7 of the 13 checks applied found shortcomings, in 45 units.",
                ],
            ),
            (
                az_en(|pen| findings_moved(pen, 4, 12, 0)),
                [
                    "Əvvəlki ayla müqayisədə yeni nöqsanlar: 4, davam edənlər: 12, aradan qalxanlar: heç biri.",
                    "Against the month before: new 4, lasting 12, gone none.",
                ],
            ),
            (
                az_en(|pen| contradictions(pen, 1240, 21, 5)),
                [
                    "Bölmələrin təqdim etdiyi 1 240 rəqəmdən 21-i qeydlərlə uyğun gəlmir (5 bölmə).",
                    "21 of the 1 240 figures that units stated contradict their records (5 units).",
                ],
            ),
            (
                az_en(|pen| favour(pen, 3, 5).unwrap()),
                ["3 halda fərq bölmənin xeyrinədir.", "In 3 cases the difference is in the unit's favour."],
            ),
            (
                az_en(|pen| on_paper(pen, 5412, 0)),
                [
                    "Kağız üzərində 5 412 qəbul qeydə alınıb, altsistemə gec daxil edilmiş qəbul yoxdur.",
                    "Kept on paper: 5 412; entered in the subsystem late: none.",
                ],
            ),
            (
                az_en(|pen| on_paper(pen, 0, 31)),
                [
                    "Kağız üzərində heç bir qəbul qeydə alınmayıb, 31 qəbul altsistemə gec daxil edilib.",
                    "Kept on paper: none; entered in the subsystem late: 31.",
                ],
            ),
            (
                az_en(|pen| busiest(pen, pen.say("çərşənbə axşamı", "Tuesday"), 10)),
                ["Qəbulun ən sıx vaxtı çərşənbə axşamı, saat 10:00–11:00", "The busiest time is Tuesday, 10:00–11:00"],
            ),
            (
                az_en(|pen| earlier_answer(pen, Share::new(724, 1000)).unwrap()),
                [
                    "Təkrar gələnlərin 72,4 faizinə əvvəl izahat verilib.",
                    "72.4 per cent of those who returned had been given an explanation.",
                ],
            ),
        ];
        for (said, expected) in cases {
            assert_eq!(said, expected);
        }
    }
}
