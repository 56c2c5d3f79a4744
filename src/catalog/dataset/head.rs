//! The head and the foot of the report: who reports to whom, about which period, in which edition.

use super::desk::Desk;
use super::pen::Pen;
use crate::domain::language::{Language, az};
use crate::domain::period::Period;
use crate::domain::reference::Reference;
use crate::domain::report::{Head, Signatory};

/// Ends the Azerbaijani name of a ministry.
const MINISTRY_AZ: &str = " Nazirliyi";
const MINISTRY_EN: &str = "Ministry of ";

pub fn head(desk: &Desk) -> Head {
    let pen = desk.pen;
    let language = desk.language();
    let settings = desk.settings;
    let number = number(desk);
    let edition = edition(desk);
    let at = language.date_time(desk.reference.zone.local(desk.as_of));
    let (kind_in_footer, vicinity) = match language {
        Language::Az => ("Aylıq hesabat", format!("məlumat {at} vəziyyətinə")),
        Language::En => ("Monthly report", format!("data as of {at}")),
    };
    let named = [kind_in_footer.to_owned(), number.clone()].into_iter().filter(|part| !part.is_empty());
    let footer = format!(
        "{}, {edition} · {vicinity} · {} {}",
        named.collect::<Vec<_>>().join(" "),
        pen.say("model", "model"),
        desk.score.model
    );
    Head {
        ministry: ministry(desk),
        department: settings.department.clone().unwrap_or_else(|| {
            let (az, en) = match is_ministry(desk) {
                true => ("Aparatın Vətəndaşların qəbulu şöbəsi", "Citizen Reception Department of the Apparatus"),
                false => ("Vətəndaşların qəbulu şöbəsi", "Citizen Reception Department"),
            };
            pen.say(az, en).to_owned()
        }),
        addressee: settings.addressee.clone().unwrap_or_else(|| addressee(desk)),
        kind: pen.say("HESABAT", "REPORT").to_owned(),
        title: title(desk),
        period: language.period_phrase(&desk.period),
        period_code: desk.period.to_string(),
        place: place(desk),
        date: language.date_long(desk.as_of_day()),
        number,
        edition,
        draft: settings.is_draft(),
        classification: settings.classification.clone(),
        signatory: Signatory {
            post: settings
                .signatory_post
                .clone()
                .unwrap_or_else(|| pen.say("Şöbə müdiri", "Head of the department").to_owned()),
            name: settings.signatory_name.clone().unwrap_or_default(),
        },
        executor: settings.executor.as_ref().map(|who| format!("{}: {who}", pen.say("İcraçı", "Executor"))),
        footer,
        as_of: desk.as_of.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        pdf_title: match language {
            Language::Az => format!(
                "Vətəndaşların qəbulunun vəziyyətinə dair aylıq hesabat, {}",
                language.period_title(&desk.period)
            ),
            Language::En => format!("Monthly report on citizen reception, {}", language.period_title(&desk.period)),
        },
    }
}

/// The place as configured; the capital has an English name.
fn place(desk: &Desk) -> String {
    match (desk.language(), desk.settings.place.as_str()) {
        (Language::En, "Bakı şəhəri") => "Baku".to_owned(),
        (_, place) => place.to_owned(),
    }
}

/// "№ 09/2026"; a draft has no number.
fn number(desk: &Desk) -> String {
    match (desk.settings.is_draft(), desk.period) {
        (true, _) => String::new(),
        (false, Period::Month { year, month }) => format!("{}{month:02}/{year}", desk.settings.number_prefix),
        (false, period) => format!("{}{period}", desk.settings.number_prefix),
    }
}

fn edition(desk: &Desk) -> String {
    let number = i64::from(desk.settings.edition);
    match (number, desk.language()) {
        (0, Language::Az) => "layihə".to_owned(),
        (0, Language::En) => "draft".to_owned(),
        (number, Language::Az) => format!("{} redaksiya", az::ordinal(number)),
        (number, Language::En) => format!("edition {number}"),
    }
}

/// The ministry's name in capitals, in the genitive of the state where it is one of the republic's.
fn ministry(desk: &Desk) -> Vec<String> {
    ministry_of(desk.reference, desk.pen)
}

/// The same for any report.
pub fn ministry_of(reference: &Reference, pen: Pen) -> Vec<String> {
    let unit = reference.units.ministry();
    let name = pen.unit(unit);
    match (unit.name_az.ends_with(MINISTRY_AZ), pen.language) {
        (true, Language::Az) => vec!["AZƏRBAYCAN RESPUBLİKASININ".to_owned(), az::upper(name)],
        (false, _) => vec![name.to_owned()],
        (true, Language::En) => vec![name.to_uppercase(), "OF THE REPUBLIC OF AZERBAIJAN".to_owned()],
    }
}

fn addressee(desk: &Desk) -> Vec<String> {
    let unit = desk.reference.units.ministry();
    match (desk.language(), is_ministry(desk)) {
        (Language::Az, true) => {
            let core = unit.name_az.trim_end_matches(MINISTRY_AZ);
            vec!["Azərbaycan Respublikasının".to_owned(), format!("{} nazirinə", az::lower(core))]
        }
        (Language::Az, false) => vec![unit.name_az.clone(), "rəhbərliyinə".to_owned()],
        (Language::En, true) => {
            let core = unit.name_en.strip_prefix(MINISTRY_EN).unwrap_or(&unit.name_en);
            vec![format!("To the Minister of {core}"), "of the Republic of Azerbaijan".to_owned()]
        }
        (Language::En, false) => vec![format!("To the head of {}", unit.name_en)],
    }
}

fn title(desk: &Desk) -> String {
    match (desk.language(), is_ministry(desk)) {
        (Language::Az, true) => "Nazirlik üzrə vətəndaşların qəbulunun vəziyyətinə dair".to_owned(),
        (Language::Az, false) => "Vətəndaşların qəbulunun vəziyyətinə dair".to_owned(),
        (Language::En, true) => "On citizen reception in the ministry".to_owned(),
        (Language::En, false) => "On citizen reception".to_owned(),
    }
}

/// Whether the top of the unit tree is a ministry of the republic, by its name.
fn is_ministry(desk: &Desk) -> bool {
    desk.reference.units.ministry().name_az.ends_with(MINISTRY_AZ)
}
