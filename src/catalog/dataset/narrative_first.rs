//! The sentences of page 1: the summary, what got worse, the year so far.

use chrono::NaiveDate;

use super::noise::{Share, Shift};
use super::pen::Pen;
use super::worsened::{FallenUnit, Worsened};
use crate::domain::language::{Language, az};
use crate::domain::report::Rich;

/// The summary's limit, in letters.
const SUMMARY_LETTERS: usize = 200;

/// What the summary is made of.
#[derive(Debug, Clone, Default)]
pub struct Summary<'a> {
    pub received: i64,
    pub received_before: Option<i64>,
    /// How the shares moved, `None` where they are not measured: up is more of it.
    pub registered: Option<Shift>,
    pub in_time: Option<Shift>,
    pub returns: Option<Shift>,
    pub index: Option<Shift>,
    /// Units that hold half of the overdue assignments, and their share of them.
    pub holders: Option<(Vec<&'a str>, Share)>,
    pub overdue: Option<i64>,
    /// Assignments due in the period.
    pub due: i64,
}

/// A subject and what it does, so that a contrast can stand between them.
struct Clause {
    subject: &'static str,
    verb: &'static str,
}

impl Summary<'_> {
    /// One sentence that says it all.
    pub fn sentence(&self, pen: Pen) -> String {
        if self.received == 0 {
            return pen
                .say(
                    "Hesabat dövründə mənbələrdən heç bir qəbul barədə qeyd daxil olmayıb.",
                    "No record of any reception came from the sources in the period.",
                )
                .to_owned();
        }
        let start = self.receptions(pen);
        let worse = self.moved(pen, true);
        let better = self.moved(pen, false);
        let body = match (worse, better, pen.language) {
            (Some(worse), _, Language::Az) => format!("{start}, {} isə {}", worse.subject, worse.verb),
            (Some(worse), _, Language::En) => format!("{start}, but {} {}", worse.subject, worse.verb),
            (None, Some(better), Language::Az) => format!("{start}, {} {}", better.subject, better.verb),
            (None, Some(better), Language::En) => format!("{start}, and {} {}", better.subject, better.verb),
            (None, None, _) if self.is_silent() => start,
            (None, None, Language::Az) => {
                format!("{start}, digər əsas göstəricilər üzrə dəyişiklik statistik əhəmiyyətli deyil")
            }
            (None, None, Language::En) => format!("{start}; the other main figures did not change significantly"),
        };
        let with_place = match self.place(pen) {
            Some(place) => format!("{body}: {place}."),
            None => format!("{body}."),
        };
        if with_place.chars().count() <= SUMMARY_LETTERS { with_place } else { format!("{body}.") }
    }

    fn is_silent(&self) -> bool {
        self.registered.is_none() && self.in_time.is_none() && self.returns.is_none() && self.index.is_none()
    }

    fn receptions(&self, pen: Pen) -> String {
        let received = pen.int(self.received);
        let change = self
            .received_before
            .filter(|before| *before > 0)
            .map(|before| 100.0 * (self.received - before) as f64 / before as f64);
        match (change, pen.language) {
            (None, Language::Az) => format!("Hesabat dövründə {received} nəfər qəbul edilib"),
            (None, Language::En) => format!("{received} people were received in the period"),
            (Some(change), Language::Az) if change.abs() < 1.0 => "Qəbulun sayı demək olar ki, dəyişməyib".to_owned(),
            (Some(change), Language::En) if change.abs() < 1.0 => "Receptions hardly changed in number".to_owned(),
            (Some(change), Language::Az) if change > 0.0 => "Qəbul artıb".to_owned(),
            (Some(change), Language::En) if change > 0.0 => "Receptions grew".to_owned(),
            (Some(_), Language::Az) => "Qəbul azalıb".to_owned(),
            (Some(_), Language::En) => "Receptions fell".to_owned(),
        }
    }

    /// The most telling figure that got worse (or better).
    fn moved(&self, pen: Pen, worse: bool) -> Option<Clause> {
        let (up, down) = if worse { (Shift::Down, Shift::Up) } else { (Shift::Up, Shift::Down) };
        let clause = |subject_az, verb_az, subject_en, verb_en| match pen.language {
            Language::Az => Clause { subject: subject_az, verb: verb_az },
            Language::En => Clause { subject: subject_en, verb: verb_en },
        };
        if self.in_time == Some(up) {
            return Some(if worse {
                clause("tapşırıqların icrası", "ləngiyib", "the execution of assignments", "slowed down")
            } else {
                clause("tapşırıqların vaxtında icrası", "yaxşılaşıb", "the execution of assignments", "improved")
            });
        }
        if self.returns == Some(down) {
            return Some(if worse {
                clause("təkrar gəlişlər", "çoxalıb", "return visits", "became more frequent")
            } else {
                clause("təkrar gəlişlər", "azalıb", "return visits", "became rarer")
            });
        }
        if self.registered == Some(up) {
            return Some(if worse {
                clause("altsistemdə qeydiyyat", "zəifləyib", "registration in the subsystem", "weakened")
            } else {
                clause("altsistemdə qeydiyyat", "yaxşılaşıb", "registration in the subsystem", "improved")
            });
        }
        if self.index == Some(up) {
            return Some(if worse {
                clause("keyfiyyət indeksi", "enib", "the quality index", "fell")
            } else {
                clause("keyfiyyət indeksi", "yüksəlib", "the quality index", "rose")
            });
        }
        None
    }

    /// Where the overdue assignments are.
    fn place(&self, pen: Pen) -> Option<String> {
        if self.overdue == Some(0) {
            let none = pen.say("icra müddəti keçmiş tapşırıq yoxdur", "no assignment is overdue");
            return Some(none.to_owned());
        }
        let Some((holders, share)) = self.holders.as_ref() else { return self.backlog(pen) };
        let percent = share.percent()?;
        let group = pen.number_word(holders.len());
        let is_half = (48.0..=52.0).contains(&percent);
        Some(match (holders.as_slice(), pen.language) {
            ([one], Language::Az) => {
                format!(
                    "icra müddəti keçmiş tapşırıqların {} bir bölmənin payına düşür ({one})",
                    part_az(pen, percent, is_half)
                )
            }
            ([one], Language::En) => {
                format!("{} of the overdue assignments are one unit's ({one})", part_en(pen, percent, is_half))
            }
            (_, Language::Az) => {
                format!(
                    "icra müddəti keçmiş tapşırıqların {} {group} bölmənin payına düşür",
                    part_az(pen, percent, is_half)
                )
            }
            (_, Language::En) => {
                format!("{} of the overdue assignments lie with {group} units", part_en(pen, percent, is_half))
            }
        })
    }
}

impl Summary<'_> {
    /// More is overdue than was due in the whole period.
    fn backlog(&self, pen: Pen) -> Option<String> {
        let overdue = self.overdue.filter(|overdue| *overdue > self.due.max(LEAST_BACKLOG))?;
        Some(match pen.language {
            Language::Az => format!("icra müddəti keçmiş {} tapşırıq qalır", pen.int(overdue)),
            Language::En => format!("{} overdue assignments remain", pen.int(overdue)),
        })
    }
}

/// Fewer overdue assignments are no backlog.
const LEAST_BACKLOG: i64 = 10;

fn part_az(pen: Pen, percent: f64, is_half: bool) -> String {
    if is_half { "yarısı".to_owned() } else { format!("{} faizi", pen.language.decimal(percent, 0)) }
}

fn part_en(pen: Pen, percent: f64, is_half: bool) -> String {
    if is_half { "half".to_owned() } else { format!("{} per cent", pen.language.decimal(percent, 0)) }
}

/// "Pisləşən üç göstərici": the title says how many there are.
pub fn worse_title(pen: Pen, count: usize) -> String {
    match (count, pen.language) {
        (0, Language::Az) => "Pisləşən göstəricilər".to_owned(),
        (0, Language::En) => "What got worse".to_owned(),
        (1, Language::Az) => "Pisləşən bir göstərici".to_owned(),
        (1, Language::En) => "One figure that got worse".to_owned(),
        (count, Language::Az) => format!("Pisləşən {} göstərici", pen.number_word(count)),
        (count, Language::En) => {
            let word = pen.number_word(count);
            format!("{} figures that got worse", capitalised(&word))
        }
    }
}

/// "**Vaxtında icra** — 89,5 faizdən 87,1 faizə enib; ən çox … üzrə: 91,2 faizdən 68,4 faizə."
pub fn worsened(pen: Pen, item: &Worsened) -> Rich {
    let moved = if item.is_mean { moved_mean(pen, item.before, item.now) } else { pen.moved(item.before, item.now) };
    let place = item.place.as_ref().map(|place| match (item.is_mean, pen.language) {
        (false, Language::Az) => {
            format!("; ən çox {} üzrə: {}", place.name, az::percent_moved(place.before, place.now, 1))
        }
        (true, Language::Az) => format!("; ən çox {} üzrə: {}", place.name, moved_mean(pen, place.before, place.now)),
        (false, Language::En) => format!("; most at {}: {}", place.name, pen.moved(place.before, place.now)),
        (true, Language::En) => format!("; most at {}: {}", place.name, moved_mean(pen, place.before, place.now)),
    });
    let lost = (pen.printed_sign(item.points) > 0).then(|| match pen.language {
        Language::Az => format!(" (indeksdə {} bal itki)", pen.dec(item.points)),
        Language::En => format!(" ({} points of the index)", pen.dec(item.points)),
    });
    Rich::bold(item.title.clone()).text(format!(" — {moved}{}{}.", lost.unwrap_or_default(), place.unwrap_or_default()))
}

/// "**Dövlət Məşğulluq Agentliyi** — keyfiyyət indeksi 90,1 baldan 87,3 bala enib; …."
pub fn fallen(pen: Pen, unit: &FallenUnit) -> Rich {
    let cause = unit.cause.as_ref().map(|cause| {
        let moved =
            if cause.is_mean { moved_mean(pen, cause.before, cause.now) } else { pen.moved(cause.before, cause.now) };
        match pen.language {
            Language::Az => format!("; ən çox itki: “{}” {moved}", cause.title),
            Language::En => format!("; it lost most on “{}”, which {moved}", cause.title),
        }
    });
    let subject = pen.say("keyfiyyət indeksi", "its quality index");
    let moved = moved_mean(pen, unit.before, unit.now);
    Rich::bold(unit.name.clone()).text(format!(" — {subject} {moved}{}.", cause.unwrap_or_default()))
}

/// The ministry's index fell, and no single indicator did so outside the noise.
pub fn only_the_index_fell(pen: Pen, change: f64) -> String {
    let size = pen.dec(change.abs());
    match pen.language {
        Language::Az => format!(
            "İndeks {size} bal enib, lakin göstəricilərin heç biri ayrılıqda statistik əhəmiyyətli dərəcədə pisləşməyib."
        ),
        Language::En => format!("The index fell by {size} points, but no single figure got worse beyond the noise."),
    }
}

fn moved_mean(pen: Pen, before: f64, now: f64) -> String {
    match pen.language {
        Language::Az => format!("{} baldan {} bala enib", pen.dec(before), pen.dec(now)),
        Language::En => format!("fell from {} to {}", pen.dec(before), pen.dec(now)),
    }
}

/// The year so far.
#[derive(Debug, Clone, Default)]
pub struct YearSoFar {
    /// Months from January to the period's.
    pub months: u32,
    pub received: i64,
    /// The first day with records, where it lies after the year's first month.
    pub since: Option<NaiveDate>,
    /// The same months of last year, where all of them are there.
    pub received_last_year: Option<i64>,
    /// `None` where the level is not provided.
    pub by_leaders: Option<i64>,
    /// Name and share of receptions, per cent, the largest first.
    pub topics: Vec<(String, Share)>,
    /// Complaints about staff of the period; `None` where topics are not provided.
    pub conduct: Option<i64>,
    pub conduct_before: Option<i64>,
}

impl YearSoFar {
    pub fn text(&self, pen: Pen) -> Rich {
        let mut rich = Rich::bold(self.span(pen)).text(format!(" {}", self.received_text(pen)));
        if !self.topics.is_empty() {
            let topics: Vec<String> = self
                .topics
                .iter()
                .filter_map(|(name, share)| Some(format!("{name} {}", pen.language.percent(share.percent()?, 0))))
                .collect();
            rich = rich.strong(pen.say(" Əsas mövzular:", " Main topics:")).text(format!(" {}.", topics.join("; ")));
        }
        rich.strong(pen.say(" Əməkdaşların hərəkətindən şikayət:", " Complaints about staff:"))
            .text(format!(" {}", self.conduct_text(pen)))
    }

    /// "Yanvar–sentyabr."
    fn span(&self, pen: Pen) -> String {
        let first = capitalised(pen.language.month(1));
        match (self.months, pen.language) {
            (1, _) => format!("{first}."),
            (months, _) => format!("{first}–{}.", pen.language.month(months)),
        }
    }

    fn received_text(&self, pen: Pen) -> String {
        let change = self.received_last_year.filter(|before| *before > 0).map(|before| {
            let percent = 100.0 * (self.received - before) as f64 / before as f64;
            match (pen.printed_sign(percent), pen.language) {
                (0, Language::Az) => "ötən ilin müvafiq dövründə olduğu qədər".to_owned(),
                (0, Language::En) => "as many as in the same months of last year".to_owned(),
                (1, Language::Az) => format!("ötən ilin müvafiq dövründən {} çox", pen.percent(percent)),
                (1, Language::En) => format!("{} more than in the same months of last year", pen.percent(percent)),
                (_, Language::Az) => format!("ötən ilin müvafiq dövründən {} az", pen.percent(-percent)),
                (_, Language::En) => format!("{} fewer than in the same months of last year", pen.percent(-percent)),
            }
        });
        let change = change.map(|change| format!(" ({change})")).unwrap_or_default();
        let leaders = match (self.by_leaders, pen.language) {
            (Some(count), Language::Az) => format!(", o cümlədən rəhbərlər tərəfindən {}", pen.int(count)),
            (Some(count), Language::En) => format!(", of them {} by leaders", pen.int(count)),
            (None, _) => String::new(),
        };
        let since = match (self.since, pen.language) {
            (Some(day), Language::Az) => format!(" Qeydlər {} tarixindən mövcuddur.", pen.language.date_short(day)),
            (Some(day), Language::En) => format!(" Records begin on {}.", pen.language.date_short(day)),
            (None, _) => String::new(),
        };
        match pen.language {
            Language::Az => format!("{} nəfər{change}{leaders}.{since}", pen.int(self.received)),
            Language::En => format!("{} people{change}{leaders}.{since}", pen.int(self.received)),
        }
    }

    fn conduct_text(&self, pen: Pen) -> String {
        match (self.conduct, self.conduct_before, pen.language) {
            (None, _, Language::Az) => "məlumat təqdim edilmir.".to_owned(),
            (None, _, Language::En) => "not provided.".to_owned(),
            (Some(0), _, Language::Az) => "hesabat dövründə heç bir şikayət qeydə alınmayıb.".to_owned(),
            (Some(0), _, Language::En) => "none in the period.".to_owned(),
            (Some(count), Some(before), Language::Az) => {
                format!("{} (əvvəlki ay {}).", pen.int(count), pen.int(before))
            }
            (Some(count), Some(before), Language::En) => {
                format!("{} ({} the month before).", pen.int(count), pen.int(before))
            }
            (Some(count), None, _) => format!("{}.", pen.int(count)),
        }
    }
}

/// A sentence begins with a capital.
pub fn capitalised(text: &str) -> String {
    az::capitalise(text)
}

#[cfg(test)]
mod tests;
