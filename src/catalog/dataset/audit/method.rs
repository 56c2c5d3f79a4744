//! The method, a paragraph an idea.

use super::Desk;
use crate::domain::language::Language;
use crate::domain::report::{MethodNote, Rich};

pub fn notes(desk: &Desk) -> Vec<MethodNote> {
    let dossier = desk.dossier;
    let seed = dossier.frame.scope.seed;
    let az = [
        (
            "Nəzarət meyarları",
            "Meyarların sorğuları aylıq yoxlamalarda istifadə olunanlardır; yalnız baxılan qurum və tarixlər fərqlidir. Ona görə nəticələr aylıq hesabatlarla müqayisə oluna bilər.".to_owned(),
        ),
        (
            "Seçmənin həcmi",
            "Sonlu toplu üçün payın qiymətləndirilməsi düsturu: 95 faizlik inam, ±10 faiz bəndi, ən azı 20 qeyd, az olduqda hamısı. Qruplar nəticə və vəzifəli şəxs üzrə qurulur; hər qrupdan ən azı iki qeyd götürülür, pozuntu olan qruplar ikiqat sıx seçilir.".to_owned(),
        ),
        (
            "Seçilmə qaydası",
            format!("Qeydlər başlanğıc ədəd ({seed}) ilə hesablanan heş qiymətinin ardıcıllığı ilə götürülür; eyni ədəd eyni qeydləri verir."),
        ),
        (
            "İnam intervalı",
            "Nöqsanlı qeydlərin payı qrupların həcminə görə çəkiləndirilir; interval Uilson üsulu ilə, çəkilərə və toplunun həcminə uyğunlaşdırılmış qeyd sayı üçün hesablanır. Cavablandırılmamış qeydlər paya daxil edilmir və ayrıca göstərilir.".to_owned(),
        ),
        (
            "Təkrarlanma",
            format!("Nəticələr {} SHA-256 izi ilə müəyyən edilən məlumat vəziyyətinə əsaslanır; eyni əhatə və eyni vəziyyət eyni nəticəni verir.", &dossier.snapshot[..16.min(dossier.snapshot.len())]),
        ),
    ];
    let en = [
        (
            "Checks",
            "The queries are those of every month; only unit and dates differ, so that the answers can be held against the monthly reports.".to_owned(),
        ),
        (
            "Size of the sample",
            "By the formula for a share in a finite population: 95% confidence, ±10 points, at least 20 records, all when fewer. Strata are outcomes by official; every stratum gives two records at the least, those with violations twice as densely.".to_owned(),
        ),
        (
            "Drawing",
            format!("Records are taken in the order of a hash made with the seed ({seed}); the same seed draws the same records."),
        ),
        (
            "Interval",
            "The share of defective records is weighted by the strata's sizes; the interval is Wilson's for the effective number of records. Unanswered items are left out and said.".to_owned(),
        ),
        (
            "Reproducible",
            format!("The results stand on the snapshot with the SHA-256 {}…; the same scope on the same snapshot gives the same.", &dossier.snapshot[..16.min(dossier.snapshot.len())]),
        ),
    ];
    let notes = if desk.language() == Language::Az { az } else { en };
    notes.into_iter().map(|(title, text)| MethodNote { title: title.to_owned(), text: Rich::plain(text) }).collect()
}
