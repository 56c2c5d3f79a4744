//! What the units write: short notes of receptions, results of assignments and reasons, in Azerbaijani.
//!
//! A record keeps the number of its sentence only; the topic's name is put in when the record is served. The name stands
//! in quotes and in the nominative, so that no suffix has to agree with it.

use std::borrow::Cow;

use super::compact::Outcome;

/// No text.
pub(super) const NO_TEXT: u16 = u16::MAX;

const EXPLAINED: [&str; 10] = [
    "Vətəndaşa “{}” məsələsi üzrə qanunvericiliyin tələbləri izah edildi.",
    "“{}” mövzusunda ətraflı izahat verildi, tələb olunan sənədlərin siyahısı təqdim edildi.",
    "Müraciətin hazırkı vəziyyəti barədə məlumat verildi.",
    "Vətəndaşa qərarın əsasları və ondan şikayət vermək qaydası izah olundu.",
    "Elektron xidmətdən istifadə qaydası başa salındı.",
    "Müddətlər barədə məlumat verildi, vətəndaş məlumatla razılaşdı.",
    "“{}” üzrə hüquqları və növbəti addımlar izah edildi.",
    "Sənədlərin hansı qurumdan alınmalı olduğu izah olundu.",
    "Təyinat üçün əsasların olmadığı qanunvericiliyə istinadla izah edildi.",
    "Məsələ üzrə şifahi cavab verildi, əlavə araşdırmaya ehtiyac olmadı.",
];
const RESOLVED: [&str; 9] = [
    "“{}” məsələsi yerində həll edildi.",
    "Məlumatlar sistemdə dəqiqləşdirildi, vətəndaşın müraciəti təmin olundu.",
    "Çatışmayan sənəd əlavə edildi, müraciət icraya qəbul olundu.",
    "Arayış hazırlanaraq vətəndaşa təqdim edildi.",
    "Texniki səhv aradan qaldırıldı, vətəndaşa məlumat verildi.",
    "Yenidən hesablama aparıldı, nəticə vətəndaşa bildirildi.",
    "Vətəndaşın məlumatları yeniləndi, ödəniş bərpa edildi.",
    "Elektron müraciət vətəndaşla birlikdə dolduruldu və göndərildi.",
    "“{}” üzrə müraciət qəbul zamanı təmin edildi.",
];
const ASSIGNED: [&str; 6] = [
    "“{}” məsələsinin araşdırılması barədə tapşırıq verildi.",
    "Müraciətdə göstərilən halların yerində yoxlanılması tapşırıldı.",
    "Sənədlərin yenidən baxılması və nəticənin vətəndaşa bildirilməsi tapşırıldı.",
    "Aidiyyəti struktur bölməyə qısa müddətdə cavab hazırlamaq tapşırığı verildi.",
    "Arxiv məlumatlarının toplanılması və təkrar hesablamanın aparılması tapşırıldı.",
    "Məsələnin nəzarətə götürülməsi və vətəndaşın məlumatlandırılması tapşırıldı.",
];
const WRITTEN: [&str; 4] = [
    "Vətəndaşdan “{}” məsələsi üzrə yazılı müraciət qəbul edildi.",
    "Yazılı ərizə qəbul olunaraq sənəd dövriyyəsinə təqdim edildi.",
    "Müraciət əlavə öyrənilmə tələb etdiyindən yazılı formada qəbul edildi.",
    "Vətəndaş sənədləri ilə birlikdə yazılı müraciətini təqdim etdi.",
];
const REFERRED: [&str; 4] = [
    "“{}” məsələsi aidiyyəti üzrə yönləndirildi, vətəndaşa məlumat verildi.",
    "Məsələ digər qurumun səlahiyyətinə aid olduğu üçün aidiyyəti üzrə yönləndirildi.",
    "Vətəndaşın müraciəti baxılmaq üçün aidiyyəti quruma göndərildi.",
    "Yaşayış yeri üzrə bölməyə yönləndirildi, qəbul vaxtı razılaşdırıldı.",
];
const NO_GROUNDS: [&str; 6] = [
    "Eyni məsələ üzrə müraciətə baxılır, icra müddəti bitməyib; qəbul üçün əsas olmadığı izah edildi.",
    "Məsələ nazirliyin səlahiyyətinə aid deyil, müraciət edilməli qurum göstərildi.",
    "Vətəndaş başqa şəxs adından müraciət edib, etibarnamə təqdim olunmayıb.",
    "Məsələ üzrə məhkəmə qərarı mövcuddur, qəbul üçün əsas olmadığı bildirildi.",
    "Tələb olunan sənədlər təqdim edilmədiyindən qəbul üçün əsas müəyyən olunmadı.",
    "Müraciətə əvvəllər mahiyyəti üzrə cavab verilib, yeni hal göstərilməyib.",
];
const NO_SHOW: [&str; 2] =
    ["Qəbula yazılmış vətəndaş təyin olunmuş vaxtda gəlmədi.", "Vətəndaş gəlmədi, qəbul baş tutmadı."];

const RESULTS: [&str; 8] = [
    "“{}” məsələsi araşdırıldı, vətəndaşa yazılı cavab verildi.",
    "Sənədlərə yenidən baxıldı, müraciət təmin edildi.",
    "Yerində yoxlama aparıldı, nəticəsi barədə vətəndaşa məlumat verildi.",
    "Yenidən hesablama aparıldı, fərq məbləği ödənişə yönəldildi.",
    "Müraciətin təmin edilməsi üçün qanuni əsas müəyyən olunmadı, vətəndaşa izahat verildi.",
    "Arxiv arayışı əldə edildi, staj məlumatları sistemə daxil olundu.",
    "Vətəndaş tədbirə cəlb edildi, nəzarətdən çıxarılması təklif olunur.",
    "Əməkdaşa xəbərdarlıq edildi, vətəndaşdan üzr istənildi.",
];
const EXTENSIONS: [&str; 3] = [
    "Arxivdən əlavə məlumat sorğu edilib.",
    "Yerində araşdırmanın başa çatdırılması üçün əlavə vaxt tələb olunur.",
    "Aidiyyəti dövlət qurumundan rəsmi cavab gözlənilir.",
];
const CANCELLED: [&str; 4] = [
    "Vəzifəli şəxs xidməti ezamiyyətdədir.",
    "Nazirlikdə keçirilən müşavirə ilə əlaqədar.",
    "Vəzifəli şəxs məzuniyyətdədir.",
    "Texniki səbəblərdən qəbul keçirilmədi.",
];
const MOVED: [&str; 2] =
    ["Kollegiya iclası ilə əlaqədar başqa günə keçirildi.", "Xidməti zərurətlə əlaqədar vaxtı dəyişdirildi."];

/// Texts that should not have been written: they hold (invented) personal and telephone numbers.
const LEAKS: [&str; 4] = [
    "Vətəndaşla 050 212 34 56 nömrəsi ilə əlaqə saxlanıldı.",
    "“{}” üzrə məlumat verildi, FİN: 5ZK3B8Q.",
    "Vətəndaşın FİN-i 2HT7C1M, əlaqə nömrəsi (055) 301-22-33.",
    "Cavab +994 70 455 66 77 nömrəsinə göndərildi.",
];

/// The families of sentences; a text's number is the family's start plus its place.
const FAMILIES: [&[&str]; 12] = [
    &EXPLAINED,
    &RESOLVED,
    &ASSIGNED,
    &WRITTEN,
    &REFERRED,
    &NO_GROUNDS,
    &NO_SHOW,
    &RESULTS,
    &EXTENSIONS,
    &CANCELLED,
    &MOVED,
    &LEAKS,
];

#[derive(Debug, Clone, Copy)]
pub(super) enum Family {
    Note(Outcome),
    Result,
    Extension,
    Cancelled,
    Moved,
    /// With personal data.
    Leak,
}

impl Family {
    fn place(self) -> usize {
        match self {
            Family::Note(Outcome::Explained | Outcome::Missing | Outcome::Blank) => 0,
            Family::Note(Outcome::Resolved) => 1,
            Family::Note(Outcome::Assigned) => 2,
            Family::Note(Outcome::WrittenAppeal) => 3,
            Family::Note(Outcome::Referred) => 4,
            Family::Note(Outcome::NoGrounds) => 5,
            Family::Note(Outcome::NoShow) => 6,
            Family::Result => 7,
            Family::Extension => 8,
            Family::Cancelled => 9,
            Family::Moved => 10,
            Family::Leak => 11,
        }
    }
}

/// The number of a sentence of the family; `fraction` in [0, 1) chooses it.
pub(super) fn choose(family: Family, fraction: f64) -> u16 {
    let sentences = FAMILIES[family.place()];
    let place = ((fraction * sentences.len() as f64) as usize).min(sentences.len() - 1);
    (family.place() * 100 + place) as u16
}

/// Says whether the text holds personal data.
pub(super) fn is_leak(number: u16) -> bool {
    number != NO_TEXT && usize::from(number) / 100 == Family::Leak.place()
}

/// The sentence with the topic's name put in.
pub(super) fn sentence(number: u16, topic: &str) -> Option<Cow<'static, str>> {
    let sentence = *FAMILIES.get(usize::from(number) / 100)?.get(usize::from(number) % 100)?;
    Some(if sentence.contains("{}") { sentence.replace("{}", topic).into() } else { sentence.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_its_sentence() {
        let note = choose(Family::Note(Outcome::Resolved), 0.0);
        assert_eq!(sentence(note, "Əmək pensiyası").unwrap(), "“Əmək pensiyası” məsələsi yerində həll edildi.");
        assert!(sentence(choose(Family::Moved, 0.999), "").is_some());
        assert_eq!(sentence(NO_TEXT, ""), None);
    }
}
