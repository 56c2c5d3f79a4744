//! The sample: how it was drawn, what its review says of all records, the sheet.

use super::headlines::interval_text;
use super::{Desk, ItemLine, words};
use crate::catalog::dataset::codes::{Group, label};
use crate::catalog::dataset::sections::{absent, paragraph, section, table, wide};
use crate::domain::audit::sheet::Verdict;
use crate::domain::language::{Language, az};
use crate::domain::report::audit::Sample;
use crate::domain::report::{Cell, Column, Figure, Rich, Row, State, Table};

const QUERY: &str = "audits/drawn";

/// "Seçmə üzrə qeydlərin 8,2 faizi nöqsanlıdır (95 % inam intervalı 4,1–12,8 %)."
pub fn verdict_sentence(desk: &Desk) -> Option<String> {
    let found = desk.dossier.estimate?;
    let interval = interval_text(desk, found.low, found.high);
    Some(match desk.language() {
        Language::Az => format!(
            "Seçmə baxışa əsasən qeydlərin {} nöqsanlıdır (95 faizlik inam intervalı: {interval}).",
            az::percent_of(100.0 * found.share, 1)
        ),
        Language::En => format!(
            "By the sample {} of the records are defective (95% confidence interval: {interval}).",
            desk.pen.percent(100.0 * found.share)
        ),
    })
}

pub fn sample(desk: &Desk) -> Sample {
    let pen = desk.pen;
    let items = &desk.dossier.items;
    if items.is_empty() {
        let reason = pen.say(
            "Əhatə olunan tarixlərdə qeyd yoxdur, buna görə seçmə aparılmayıb.",
            "There are no records on these dates to draw from.",
        );
        return Sample { section: absent(reason), ..Sample::default() };
    }
    Sample {
        section: section(vec![drawn(desk), reviewed(desk)]),
        strata: strata(desk),
        questions: if desk.dossier.estimate.is_some() { questions(desk) } else { Table::default() },
        defective: defective(desk),
    }
}

fn drawn(desk: &Desk) -> Rich {
    let (pen, dossier) = (desk.pen, desk.dossier);
    let population: u64 = dossier.strata.iter().map(|stratum| stratum.population).sum();
    let (population, items) = (pen.int(population as i64), pen.int(dossier.items.len() as i64));
    let (strata, seed) = (pen.int(dossier.strata.len() as i64), dossier.frame.scope.seed);
    let sentence = match desk.language() {
        Language::Az => format!(
            "{population} qeyddən {strata} qrup üzrə təsadüfi qaydada {items} qeyd seçilib (başlanğıc ədəd {seed}); pozuntu aşkar edilmiş qruplar daha sıx seçilib, nəticə isə qrupların həcminə görə çəkiləndirilib."
        ),
        Language::En => format!(
            "{items} of {population} records were drawn at random from {strata} strata (seed {seed}); strata with violations more densely, the result weighted by their sizes."
        ),
    };
    Rich::plain(sentence)
}

fn reviewed(desk: &Desk) -> Rich {
    let pen = desk.pen;
    let open = desk.dossier.items.iter().filter(|item| item.verdict() == Verdict::Open).count();
    let Some(found) = desk.dossier.estimate else {
        return Rich::bold(pen.say(
            "Seçmə vərəqi hələ doldurulmayıb; cavablandırılmamış qeydlər nöqsansız sayılmır.",
            "The sheet has not been filled in yet; unanswered items are not taken for good.",
        ));
    };
    let mut sentences = vec![verdict_sentence(desk).unwrap_or_default()];
    sentences.push(match desk.language() {
        Language::Az => format!(
            "Baxılmış {} qeyddən {} üzrə nöqsan təsdiqlənib.",
            pen.int(found.answered as i64),
            az::possessive(found.defective as i64)
        ),
        Language::En => format!("{} of the {} records looked at were defective.", found.defective, found.answered),
    });
    if open > 0 {
        let (least, most) = (pen.dec(100.0 * found.least), pen.dec(100.0 * found.most));
        sentences.push(match desk.language() {
            Language::Az => format!(
                "{} qeyd cavablandırılmayıb; onların hamısı nöqsansız olsaydı, pay {least} faiz, hamısı nöqsanlı olsaydı, {most} faiz olardı.",
                pen.int(open as i64)
            ),
            Language::En => format!(
                "{open} items are unanswered: were all of them good, the share would be {least} per cent, were all defective, {most}."
            ),
        });
    }
    paragraph(sentences)
}

fn group_name(desk: &Desk, entity: &str, outcome: &str) -> String {
    let language = desk.language();
    if outcome.is_empty() {
        return desk.pen.say("nəticə göstərilməyib", "no outcome").to_owned();
    }
    let group = if entity == "assignments" { Group::AssignmentStatus } else { Group::Outcome };
    label(group, outcome, language)
}

fn strata(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        Column::text(pen.say("Növ", "Kind")),
        Column::text(pen.say("Nəticə və ya vəziyyət", "Outcome or status")),
        wide(pen.say("Vəzifəli şəxs", "Official")),
        Column::number(pen.say("Qeyd", "Records")),
        Column::number(pen.say("Pozuntulu", "Violating")),
        Column::number(pen.say("Seçilib", "Drawn")),
        Column::number(pen.say("Baxılıb", "Reviewed")),
        Column::number(pen.say("Nöqsanlı", "Defective")),
    ];
    let mut out = table("audit-strata", pen.say("Seçmənin qrupları", "Strata of the sample"), columns, "");
    let mut totals = [0u64; 5];
    for stratum in &desk.dossier.strata {
        let numbers = [stratum.population, stratum.flagged, stratum.sampled, stratum.answered, stratum.defective];
        for (total, number) in totals.iter_mut().zip(numbers) {
            *total += number;
        }
        let others = pen.say("digərləri birlikdə", "all others together").to_owned();
        let mut cells = vec![
            Cell::text(words::entity(&stratum.entity, desk.language())),
            Cell::text(group_name(desk, &stratum.entity, &stratum.outcome)),
            Cell::text(stratum.official.clone().unwrap_or(others)),
        ];
        cells.extend(numbers.map(|number| Cell::Figure(pen.count(number as i64, QUERY))));
        out.rows.push(Row::plain(cells));
    }
    let mut cells = vec![Cell::text(pen.say("Cəmi", "Total")), Cell::Blank, Cell::Blank];
    cells.extend(totals.map(|number| Cell::Figure(pen.count(number as i64, QUERY))));
    out.rows.push(Row::total(cells));
    out
}

const QUESTIONS: [(&str, &str); 4] = [
    ("Qeyd sistemdə olduğu kimidir", "The record exists as it was pulled"),
    ("Nəticə sənədlə təsdiqlənir", "A document bears the outcome out"),
    ("Vətəndaşa cavab verilib", "The citizen was answered"),
    ("Müddətə əməl olunub", "The term was kept"),
];

fn questions(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        wide(pen.say("Sual", "Question")),
        Column::number(pen.say("Bəli", "Yes")),
        Column::number(pen.say("Xeyr", "No")),
        Column::number(pen.say("Cavabsız", "Unanswered")),
    ];
    let mut out = table("audit-questions", pen.say("Seçmə vərəqinin cavabları", "Answers of the sheet"), columns, "");
    for (place, (az, en)) in QUESTIONS.iter().enumerate() {
        let count = |wanted: Option<bool>| {
            desk.dossier.items.iter().filter(|item| item.answers.all()[place] == wanted).count() as i64
        };
        let mut cells = vec![Cell::text(pen.say(az, en))];
        cells.extend([Some(true), Some(false), None].map(|wanted| Cell::Figure(pen.count(count(wanted), QUERY))));
        out.rows.push(Row::plain(cells));
    }
    out
}

fn details(line: &ItemLine) -> serde_json::Value {
    serde_json::from_str(&line.item.details).unwrap_or_default()
}

fn defective(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        Column { grow: None, ..Column::text("№") },
        Column { grow: None, ..Column::text(pen.say("Qeyd", "Record")) },
        wide(pen.say("Nə yoxlanılıb", "What was looked up")),
        wide(pen.say("Nə təsdiqlənməyib", "What did not hold")),
    ];
    let mut out =
        table("audit-defective", pen.say("Nöqsanlı hesab edilmiş qeydlər", "Records found defective"), columns, "");
    for line in desk.dossier.items.iter().filter(|line| line.verdict() == Verdict::Defective) {
        let mut wrong: Vec<String> = QUESTIONS
            .iter()
            .zip(line.answers.all())
            .filter(|(_, answer)| *answer == Some(false))
            .map(|((az, en), _)| format!("{}: {}", pen.say(az, en), pen.say("xeyr", "no")))
            .collect();
        wrong.extend(line.remark.clone());
        out.rows.push(Row::plain(vec![
            Cell::text(line.item.item.to_string()),
            Cell::text(line.item.record_id.as_str()),
            Cell::text(words::look_up(&line.item, &details(line), desk.reference, desk.language())),
            Cell::text(wrong.join("; ")),
        ]));
    }
    out
}

/// The sheet of all items: the answers, or a box to be ticked by hand.
pub fn sheet(desk: &Desk) -> Table {
    let pen = desk.pen;
    let mut columns = vec![
        Column { grow: None, ..Column::text("№") },
        Column { grow: None, ..Column::text(pen.say("Tarix", "Date")) },
        Column { grow: None, ..Column::text(pen.say("Qeydin nömrəsi", "Record")) },
        wide(pen.say("Sistemdə yoxlanılmalıdır", "To be looked up")),
    ];
    columns.extend(
        [
            pen.say("Qeyd var", "Exists"),
            pen.say("Nəticə", "Outcome"),
            pen.say("Cavab", "Answer"),
            pen.say("Müddət", "Term"),
        ]
        .map(|label| Column {
            align: crate::domain::report::Align::Center,
            grow: None,
            label: label.to_owned(),
        }),
    );
    let mut out = table("audit-sheet", pen.say("Seçmə vərəqi", "Sheet of the sample"), columns, "");
    for line in &desk.dossier.items {
        let details = details(line);
        let mut cells = vec![
            Cell::text(line.item.item.to_string()),
            Cell::text(words::item_day(&details, desk.language())),
            Cell::text(line.item.record_id.as_str()),
            Cell::text(words::look_up(&line.item, &details, desk.reference, desk.language())),
        ];
        cells.extend(line.answers.all().map(|answer| match answer {
            Some(true) => Cell::text(pen.say("bəli", "yes")),
            Some(false) => Cell::text(pen.say("xeyr", "no")),
            None => Cell::Figure(Figure::missing(State::NoRecords, "____", "")),
        }));
        out.rows.push(Row::plain(cells));
    }
    out
}
