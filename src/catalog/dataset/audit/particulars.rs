//! What every monitoring's report begins and ends with: basis, members, scope, freshness; the on-site sheet; the answer.

use super::{Desk, words};
use crate::catalog::dataset::codes::{Group, label};
use crate::catalog::dataset::sections::{absent, section, table, wide};
use crate::domain::language::{Language, az};
use crate::domain::report::audit::{Particular, Site};
use crate::domain::report::{Cell, Column, Rich, Row, Section, State, Table};

pub fn particulars(desk: &Desk) -> Vec<Particular> {
    let (pen, dossier) = (desk.pen, desk.dossier);
    let scope = &dossier.frame.scope;
    let blank = pen.say("göstərilməyib", "not stated");
    let units = dossier.frame.units.len();
    let unit = match (units, desk.language()) {
        (1, _) => desk.unit_name(&scope.unit),
        (_, Language::Az) => format!("{} və tabeliyindəki {} bölmə", desk.unit_name(&scope.unit), units - 1),
        (_, Language::En) => format!("{} with {} units below it", desk.unit_name(&scope.unit), units - 1),
    };
    let checks = if scope.checks.is_empty() {
        pen.say("bütün nəzarət meyarları", "all checks").to_owned()
    } else {
        scope.checks.join(", ")
    };
    let left_out = match (dossier.left_out.is_empty(), desk.language()) {
        (true, _) => String::new(),
        (false, Language::Az) => {
            format!(" (bütöv ay və ya hesabat dövrü tələb edən {} tətbiq edilməyib)", dossier.left_out.join(", "))
        }
        (false, Language::En) => {
            format!(" (without {}, which count by whole months or periods)", dossier.left_out.join(", "))
        }
    };
    let members = if dossier.members.is_empty() { dossier.author.to_owned() } else { dossier.members.join(", ") };
    let lines = [
        (pen.say("Əsas", "Basis"), dossier.basis.unwrap_or(blank).to_owned()),
        (pen.say("Məqsəd", "Question"), dossier.question.unwrap_or(blank).to_owned()),
        (pen.say("Monitorinq qrupunun üzvləri", "Members of the group"), members),
        (pen.say("Monitorinq edilən qurum", "Unit"), unit),
        (pen.say("Əhatə olunan tarixlər", "Dates"), desk.span()),
        (pen.say("Nəzarət meyarları", "Checks"), format!("{checks}{left_out}")),
        (
            pen.say("Məlumatların vəziyyəti", "Data as of"),
            desk.language().date_time(desk.reference.zone.local(dossier.frame.as_of)),
        ),
    ];
    lines.into_iter().map(|(label, text)| Particular { label: label.to_owned(), text }).collect()
}

pub fn sources(desk: &Desk) -> Table {
    let pen = desk.pen;
    let columns = vec![
        Column::text(pen.say("Mənbə", "Source")),
        Column::text(pen.say("Məlumat", "Records")),
        Column::text(pen.say("Son tam qəbul", "Last complete pull")),
        Column::number(pen.say("Rədd edilmiş sətir", "Rows rejected")),
    ];
    let mut table = table(
        "audit-sources",
        pen.say("Mənbələrin məlumatlarının təzəliyi", "How fresh the sources were"),
        columns,
        pen.say("Bu qurumun mənbəyindən məlumat qəbul edilməyib.", "Nothing was pulled from the unit's source."),
    );
    for line in &desk.dossier.sources {
        let last = line.last_complete.map_or_else(
            || pen.say("heç vaxt tam qəbul edilməyib", "never complete").to_owned(),
            |at| desk.language().date_time(desk.reference.zone.local(at)),
        );
        table.rows.push(Row::plain(vec![
            Cell::text(line.source.as_str()),
            Cell::text(label(Group::Entity, &line.entity, desk.language())),
            Cell::text(last),
            Cell::Figure(pen.count(line.rejected, "audits/freshness")),
        ]));
    }
    table
}

pub fn site(desk: &Desk) -> Site {
    let (pen, language) = (desk.pen, desk.language());
    if desk.dossier.site.is_empty() {
        return Site {
            section: absent(
                pen.say("Yerində baxış vərəqi doldurulmayıb.", "The on-site sheet has not been filled in."),
            ),
            answers: Table::default(),
        };
    }
    let columns = vec![wide(pen.say("Sual", "Question")), wide(pen.say("Cavab", "Answer"))];
    let mut answers = table("audit-site", pen.say("Yerində baxışın nəticələri", "What was seen on site"), columns, "");
    for (key, az, en) in words::SITE_QUESTIONS {
        let given = desk.dossier.site.iter().find(|(question, _)| question == key);
        let answer = match given {
            Some((_, answer)) => Cell::text(answer.as_str()),
            None => Cell::Figure(crate::domain::report::Figure::missing(
                State::NoRecords,
                pen.say("cavab yoxdur", "no answer"),
                "",
            )),
        };
        let question = if language == Language::Az { az } else { en };
        answers.rows.push(Row::plain(vec![Cell::text(question), answer]));
    }
    Site { section: section(vec![counted_on_site(desk)]), answers }
}

/// The paper journal counted against the subsystem, where both were counted.
fn counted_on_site(desk: &Desk) -> Rich {
    let number = |key: &str| {
        let (_, answer) = desk.dossier.site.iter().find(|(question, _)| question == key)?;
        answer.trim().parse::<i64>().ok()
    };
    let (Some(journal), Some(subsystem)) = (number("journal_count"), number("subsystem_count")) else {
        return Rich::default();
    };
    let (pen, difference) = (desk.pen, (journal - subsystem).abs());
    let text = match (difference, desk.language()) {
        (0, Language::Az) => "Kağız jurnal ilə altsistemdəki qəbulların sayı uyğundur.".to_owned(),
        (0, Language::En) => "The paper journal and the subsystem hold the same number of receptions.".to_owned(),
        (_, Language::Az) => format!(
            "Kağız jurnalda {} qəbul, altsistemdə {} qəbul var; fərq {} qəbul təşkil edir.",
            pen.int(journal),
            pen.int(subsystem),
            pen.int(difference)
        ),
        (_, Language::En) => format!(
            "The paper journal holds {} receptions, the subsystem {}; they differ by {}.",
            pen.int(journal),
            pen.int(subsystem),
            pen.int(difference)
        ),
    };
    Rich::plain(text)
}

pub fn answer(desk: &Desk) -> Section {
    let pen = desk.pen;
    match (desk.dossier.answer, desk.dossier.answer_due) {
        (Some(answer), _) => section(vec![Rich::plain(answer)]),
        (None, Some(due)) => absent(&match desk.language() {
            Language::Az => format!("Qurumun cavabı {} gözlənilir.", az::until(due)),
            Language::En => format!("The unit's answer is due by {}.", pen.language.date_long(due)),
        }),
        (None, None) => absent(pen.say(
            "Arayış imzalandıqdan sonra quruma göndərilir; cavab üçün 10 iş günü müəyyən edilir.",
            "The report goes to the unit after signature; 10 working days are given for the answer.",
        )),
    }
}

pub fn acquainted(desk: &Desk) -> String {
    desk.pen.say("Arayışla tanış oldum (qurumun rəhbəri)", "Read by the head of the unit").to_owned()
}
