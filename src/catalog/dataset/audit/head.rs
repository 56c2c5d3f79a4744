//! The head of the report: an arayış, addressed to the department's head, under the monitoring's number.

use super::Desk;
use crate::domain::language::Language;
use crate::domain::report::{Head, Signatory};

pub fn head(desk: &Desk) -> Head {
    let (pen, language, settings) = (desk.pen, desk.language(), desk.settings);
    let number = format!("№\u{a0}{}", desk.dossier.number);
    let unit = desk.unit_name(&desk.dossier.frame.scope.unit);
    let at = language.date_time(desk.reference.zone.local(desk.dossier.frame.as_of));
    let draft = desk.dossier.signed.is_none();
    let kind = if desk.is_periodic() {
        pen.say("Dövrü monitorinq", "Periodic monitoring")
    } else {
        pen.say("Plandankənar monitorinq", "Ad-hoc monitoring")
    };
    let edition = if draft { pen.say("layihə", "draft") } else { pen.say("imzalanmış", "signed") };
    let period = match desk.dossier.frame.scope.period() {
        Some(period) => language.period_phrase(&period),
        None => match language {
            Language::Az => format!("{} tarixləri üzrə", desk.span()),
            Language::En => format!("for {}", desk.span()),
        },
    };
    Head {
        ministry: super::super::head::ministry_of(desk.reference, pen),
        department: settings.department.clone().unwrap_or_else(|| {
            pen.say("Aparatın Vətəndaşların qəbulu şöbəsi", "Citizen Reception Department of the Apparatus").to_owned()
        }),
        addressee: vec![
            pen.say("Vətəndaşların qəbulu şöbəsinin", "To the head of the").to_owned(),
            pen.say("müdirinə", "Citizen Reception Department").to_owned(),
        ],
        kind: if desk.is_periodic() {
            pen.say("DÖVRÜ MONİTORİNQ · ARAYIŞ", "PERIODIC MONITORING · REPORT").to_owned()
        } else {
            pen.say("PLANDANKƏNAR MONİTORİNQ · ARAYIŞ", "AD-HOC MONITORING · REPORT").to_owned()
        },
        title: match language {
            Language::Az => format!("{unit}: vətəndaşların qəbulunun vəziyyətinə dair"),
            Language::En => format!("{unit}: on citizen reception"),
        },
        period: period.clone(),
        period_code: desk.dossier.frame.scope.label(),
        place: if language == Language::En && settings.place == "Bakı şəhəri" {
            "Baku".to_owned()
        } else {
            settings.place.clone()
        },
        date: language.date_long(desk.day()),
        number: number.clone(),
        edition: edition.to_owned(),
        draft,
        classification: settings.classification.clone(),
        signatory: Signatory {
            post: pen.say("Monitorinq sektorunun müdiri", "Head of the monitoring sector").to_owned(),
            name: desk.dossier.signed.as_ref().map(|(who, _)| who.clone()).unwrap_or_default(),
        },
        executor: settings.executor.as_ref().map(|who| format!("{}: {who}", pen.say("İcraçı", "Executor"))),
        footer: match language {
            Language::Az => format!("{kind} {number}, {edition} · məlumat {at} vəziyyətinə"),
            Language::En => format!("{kind} {number}, {edition} · data as of {at}"),
        },
        as_of: desk.dossier.frame.as_of.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        pdf_title: format!("{kind} {}: {unit}, {period}", desk.dossier.number),
    }
}
