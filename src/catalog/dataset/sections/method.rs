//! Annex 3: how the figures are made, a paragraph an idea.

use crate::catalog::dataset::desk::Desk;
use crate::domain::language::{Language, az};
use crate::domain::report::{MethodNote, Rich};
use crate::domain::score::PriorBasis;

pub fn method(desk: &Desk) -> Vec<MethodNote> {
    let pen = desk.pen;
    let note = |title: (&str, &str), text: (&str, &str)| MethodNote {
        title: pen.say(title.0, title.1).to_owned(),
        text: Rich::plain(pen.say(text.0, text.1)),
    };
    vec![
        as_of(desk),
        note(
            ("Qəbulun dövrü", "The period of a reception"),
            (
                "Qəbul başladığı günün, başlanma vaxtı yoxdursa, qeydə alındığı günün dövrünə aid edilir. Gəlməyənlər qəbul edilənlərin sayına daxil deyil.",
                "A reception belongs to the day it began, or, without a start, to the day it was registered. Those who did not come are not counted as received.",
            ),
        ),
        note(
            ("Altsistemdə qeydiyyat", "Registered in the subsystem"),
            (
                "Kağız üzərində aparılmayan qəbulların payıdır; altsistemə gec daxil edilənlər də qeydə alınmış sayılır, lakin vaxtında qeydiyyat göstəricisində nəzərə alınır.",
                "The share not kept on paper; what was entered late counts as registered and is counted against the unit under registration in time.",
            ),
        ),
        note(
            ("Vaxtında icra", "Done in time"),
            (
                "İcra müddəti dövrə düşən tapşırıqlardan müddətində icra edilənlərin payıdır. Müddət son uzadılma nəzərə alınmaqla və qeyri-iş günündən növbəti iş gününə keçirilməklə götürülür; ləğv edilmiş tapşırıqlar daxil deyil. “Gecikən” hesabatın tərtib edildiyi günə müddəti keçmiş açıq tapşırıqlardır.",
                "Of the assignments whose due date lies in the period, the share done by it. The due date is the last extension's and moves to the next working day; cancelled assignments are left out. “Overdue” are open assignments past that date on the day of the report.",
            ),
        ),
        note(
            ("Təkrar gəliş (C1)", "Return visits (C1)"),
            (
                "İzahat verilmiş və ya məsələsi həll edilmiş vətəndaşın eyni mövzu ilə 90 gün ərzində yenidən gəlməsidir. Pay dövrün sonunadək 90 gündə cavab verilmiş qəbullara nisbətən hesablanır. Eyni gündə eyni bölmədə ikinci gəliş və qaydası müəyyən edilmiş mövzular daxil deyil. Vətəndaş yalnız açarla şifrələnmiş işarə ilə tanınır.",
                "A citizen who was given an explanation or a solution and comes again with the same topic within 90 days. The share is of the receptions answered in the 90 days to the period's end. A second visit to the same unit on the same day and topics with prescribed visits are left out. Citizens are recognised by a keyed pseudonym only.",
            ),
        ),
        note(
            ("Dəyişikliklər", "Changes"),
            (
                "Payların dəyişməsi iki payın müqayisəsi testi (95 faiz) ilə yoxlanılır; testdən keçməyən dəyişiklik “≈” ilə göstərilir və rənglənmir. Qəbulların sayının artması nə yaxşı, nə də pis sayılır.",
                "Changes of shares are tested (two proportions, 95 per cent); what does not pass is shown by “≈” and has no colour. Growth in the number of receptions is neither good nor bad.",
            ),
        ),
        index(desk),
        priors(desk),
        note(
            ("Nəzarət meyarları", "Checks"),
            (
                "Hər meyar hər bölmə üzrə üç cavabdan birini verir: keçib, nöqsan, qiymətləndirilməyib (səbəbi ilə). “Araşdırılmalı hal” pozuntu deyil: monitorinq sektoru təsdiq edənədək bal azaltmır.",
                "Each check gives one of three answers for each unit: passed, failed, not evaluable (with the reason). “To look into” is no breach and costs no points until the monitoring sector confirms it.",
            ),
        ),
        note(
            ("Məxfilik", "Privacy"),
            (
                "Hesabatda yalnız ümumiləşdirilmiş göstəricilər verilir. Mövzu və rayon üzrə kiçik qruplar dərc edilmir.",
                "The report holds aggregates only. Small groups by topic and district are not published.",
            ),
        ),
    ]
}

fn as_of(desk: &Desk) -> MethodNote {
    let pen = desk.pen;
    let at = desk.language().date_time(desk.reference.zone.local(desk.as_of));
    let text = match desk.language() {
        Language::Az => format!(
            "Məlumat {at} vəziyyətinədir: bundan sonrakı tarixli icra, uzadılma və qeydiyyat baş verməmiş sayılır. Əvvəlki aylar da bu günə məlum olan qeydlərlə yenidən hesablanıb."
        ),
        Language::En => format!(
            "Data as of {at}: completions, extensions and registrations dated later have not happened. Earlier months are recounted from the records known by then."
        ),
    };
    MethodNote { title: pen.say("Məlumatın vəziyyəti", "State of the data").to_owned(), text: Rich::plain(text) }
}

fn index(desk: &Desk) -> MethodNote {
    let pen = desk.pen;
    let dimensions: Vec<String> = desk
        .model
        .dimensions
        .iter()
        .map(|dimension| {
            let title = match desk.language() {
                Language::Az => &dimension.title.az,
                Language::En => &dimension.title.en,
            };
            format!("{title} ({})", dimension.weight)
        })
        .collect();
    let (dimensions, minimum) = (dimensions.join(", "), desk.language().decimal(100.0 * desk.model.minimum_weight, 0));
    let text = match desk.language() {
        Language::Az => format!(
            "İndeks (model {}) beş istiqamətin ballarından həndəsi orta ilə alınır: {dimensions}. Hər göstəricinin 0 və 100 bala uyğun sabit həddi var. Az sayda qeyd oxşar bölmələrin ortasına yaxınlaşdırılır. Məlumat təqdim edilmədikdə göstəricinin çəkisi istiqamətin digər göstəricilərinə keçir; çəkinin {minimum} faizindən azı ölçülə bildikdə indeks hesablanmır. Sıralama qurumların fərqlənə bildiyi həddə verilir: fərqlənməyənlər yeri bölüşür.",
            desk.model.version
        ),
        Language::En => format!(
            "The index (model {}) is the geometric mean of five dimensions: {dimensions}. Every indicator has fixed points for 0 and 100. Small numbers are drawn towards the mean of the peers. What a source does not provide gives its weight to the dimension's other indicators; with less than {minimum} per cent of the weight measured there is no index. Units that cannot be told apart share a rank.",
            desk.model.version
        ),
    };
    MethodNote { title: pen.say("Keyfiyyət indeksi", "The quality index").to_owned(), text: Rich::plain(text) }
}

fn priors(desk: &Desk) -> MethodNote {
    let pen = desk.pen;
    let window = &desk.score.priors;
    let span = match (window.from, window.to) {
        (Some(from), Some(to)) => {
            format!(" ({}–{})", desk.language().date_short(from), desk.language().date_short(to))
        }
        _ => String::new(),
    };
    let year = az::ordinal(desk.period.year().into());
    let text = match (window.basis, desk.language()) {
        (PriorBasis::YearBefore, Language::Az) => {
            format!("Müqayisə əsası {year} ilin əvvəlinədək 12 ayın məlumatıdır{span} və il ərzində dəyişmir.")
        }
        (PriorBasis::YearBefore, Language::En) => {
            format!(
                "The peers' means are those of the 12 months before January{span} and do not change within the year."
            )
        }
        (PriorBasis::FirstMonths, Language::Az) => format!("Müqayisə əsası məlumatı olan ilk üç aydır{span}."),
        (PriorBasis::FirstMonths, Language::En) => {
            format!("The peers' means are those of the first three months{span}.")
        }
        (PriorBasis::SamePeriod, Language::Az) => {
            format!("Əvvəlki dövrlərin məlumatı olmadığından müqayisə əsası hesabat dövrünün özüdür{span}.")
        }
        (PriorBasis::SamePeriod, Language::En) => {
            format!("There is nothing earlier: the peers' means are those of the period itself{span}.")
        }
    };
    MethodNote { title: pen.say("Müqayisə əsası", "Basis of comparison").to_owned(), text: Rich::plain(text) }
}
