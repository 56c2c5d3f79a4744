//! Invented people: Azerbaijani names from common first names, surnames and fathers' names.

use super::chance::Chance;

// The names are common ones; no list holds the first name of a serving minister.
#[rustfmt::skip]
const WOMEN: [&str; 40] = [
    "Aygün", "Aysel", "Aytən", "Afaq", "Arzu", "Bahar", "Cəmilə", "Dilarə", "Elmira", "Esmira", "Fatimə", "Fidan",
    "Gülnar", "Gülşən", "Günay", "Həcər", "Xatirə", "Xəyalə", "İlahə", "İradə", "Könül", "Lalə", "Leyla", "Lamiyə",
    "Mehriban", "Mətanət", "Nərgiz", "Nigar", "Nuranə", "Pərvanə", "Rəna", "Ruhiyyə", "Sevda", "Səbinə", "Şəbnəm",
    "Təranə", "Turanə", "Ülviyyə", "Vəfa", "Zərifə",
];
#[rustfmt::skip]
const MEN: [&str; 44] = [
    "Akif", "Araz", "Asif", "Azər", "Cavid", "Ceyhun", "Elçin", "Eldar", "Elnur", "Elşən", "Emin", "Fariz", "Fərid",
    "Fuad", "Gündüz", "Həsən", "Hikmət", "Xalid", "Xəyal", "İbrahim", "İlqar", "İsmayıl", "Kamran", "Kənan", "Mahir",
    "Mehman", "Murad", "Natiq", "Nicat", "Orxan", "Pərviz", "Qabil", "Ramin", "Rauf", "Rəşad", "Rövşən", "Samir",
    "Şahin", "Tahir", "Tural", "Vaqif", "Vüqar", "Yusif", "Zaur",
];
#[rustfmt::skip]
const FATHERS: [&str; 30] = [
    "Ağa", "Əhməd", "Əli", "Əsgər", "Əşrəf", "Bəhram", "Cabbar", "Cəfər", "Faiq", "Firdovsi", "Hüseyn", "İdris",
    "İslam", "Kamil", "Kərim", "Mahmud", "Məmməd", "Mirzə", "Musa", "Nadir", "Nəriman", "Oqtay", "Rafiq", "Rəşid",
    "Sabir", "Süleyman", "Tofiq", "Vahid", "Yaqub", "Zakir",
];
/// Surnames in the masculine; the feminine adds -a.
#[rustfmt::skip]
const SURNAMES: [&str; 56] = [
    "Abbasov", "Abdullayev", "Axundov", "Allahverdiyev", "Aslanov", "Babayev", "Bağırov", "Bayramov", "Cabbarlı",
    "Cəfərov", "Dadaşov", "Eyvazov", "Əhmədov", "Əkbərov", "Əsgərov", "Fərəcov", "Feyzullayev", "Gözəlov", "Hacıyev",
    "Həsənov", "Heydərov", "Hüseynli", "Hümbətov", "Xəlilov", "Xudiyev", "İbrahimov", "İmanov", "İsgəndərov",
    "İsmayılov", "Kazımov", "Kərimli", "Quliyev", "Qurbanov", "Mahmudov", "Məhərrəmov", "Məmmədov", "Mirzəyev",
    "Muradov", "Mustafayev", "Nağıyev", "Nəbiyev", "Nəcəfov", "Novruzov", "Orucov", "Paşayev", "Rəhimov", "Rüstəmov",
    "Salmanov", "Səfərov", "Şirinov", "Tağıyev", "Talıbov", "Vəliyev", "Yusifzadə", "Zeynalov", "Zülfüqarlı",
];

/// Surname, first name and father's name: "Məmmədova Aygün Rəşid qızı".
pub(super) fn full_name(chance: &mut Chance, share_of_women: f64) -> String {
    let surname = chance.pick(&SURNAMES).copied().unwrap_or_default();
    let father = chance.pick(&FATHERS).copied().unwrap_or_default();
    if chance.happens(share_of_women) {
        let first = chance.pick(&WOMEN).copied().unwrap_or_default();
        let ending = if surname.ends_with('v') { "a" } else { "" };
        format!("{surname}{ending} {first} {father} qızı")
    } else {
        let first = chance.pick(&MEN).copied().unwrap_or_default();
        format!("{surname} {first} {father} oğlu")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_use_the_azerbaijani_alphabet_only() {
        let mut chance = Chance::stream(1, &["names"]);
        for _ in 0..500 {
            let name = full_name(&mut chance, 0.5);
            let known = |sign: char| sign == ' ' || "abcçdeəfgğhxıijkqlmnoöprsştuüvyz".contains(lower(sign));
            assert!(name.chars().all(known), "{name}");
            assert_eq!(name.split(' ').count(), 4, "{name}");
        }
    }

    fn lower(sign: char) -> char {
        match sign {
            'I' => 'ı',
            'İ' => 'i',
            other => other.to_lowercase().next().unwrap(),
        }
    }
}
