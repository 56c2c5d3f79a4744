//! Sentences of page 1, as a reader would judge them.

use super::*;
use crate::catalog::dataset::worsened::{Cause, Place};

const AZ: Pen = Pen { language: Language::Az };
const EN: Pen = Pen { language: Language::En };

fn both(say: impl Fn(Pen) -> String) -> [String; 2] {
    [say(AZ), say(EN)].map(|text| text.replace('\u{a0}', " "))
}

#[test]
fn the_summary_follows_the_data() {
    let holders = Some((vec!["a", "b", "c"], Share::new(206, 412)));
    let slowed = Summary {
        received: 168_420,
        received_before: Some(163_198),
        registered: Some(Shift::Up),
        in_time: Some(Shift::Down),
        returns: Some(Shift::Within),
        index: Some(Shift::Within),
        holders: holders.clone(),
        overdue: Some(412),
        due: 3412,
    };
    assert_eq!(
        both(|pen| slowed.sentence(pen)),
        [
            "Qəbul artıb, tapşırıqların icrası isə ləngiyib: icra müddəti keçmiş tapşırıqların yarısı üç bölmənin payına düşür.",
            "Receptions grew, but the execution of assignments slowed down: half of the overdue assignments lie with three units.",
        ]
    );
    let better =
        Summary { in_time: Some(Shift::Up), received_before: Some(180_000), overdue: Some(0), ..slowed.clone() };
    assert_eq!(
        both(|pen| better.sentence(pen)),
        [
            "Qəbul azalıb, tapşırıqların vaxtında icrası yaxşılaşıb: icra müddəti keçmiş tapşırıq yoxdur.",
            "Receptions fell, and the execution of assignments improved: no assignment is overdue.",
        ]
    );
    let calm = Summary {
        registered: Some(Shift::Within),
        in_time: Some(Shift::Within),
        holders: None,
        received_before: Some(168_000),
        ..slowed.clone()
    };
    assert_eq!(
        both(|pen| calm.sentence(pen)),
        [
            "Qəbulun sayı demək olar ki, dəyişməyib, digər əsas göstəricilər üzrə dəyişiklik statistik əhəmiyyətli deyil.",
            "Receptions hardly changed in number; the other main figures did not change significantly.",
        ]
    );
    let returns =
        Summary { in_time: None, returns: Some(Shift::Up), received_before: None, holders: None, ..slowed.clone() };
    assert_eq!(
        both(|pen| returns.sentence(pen)),
        [
            "Hesabat dövründə 168 420 nəfər qəbul edilib, təkrar gəlişlər isə çoxalıb.",
            "168 420 people were received in the period, but return visits became more frequent.",
        ]
    );
    let backlog = Summary { in_time: Some(Shift::Up), overdue: Some(18_486), holders: None, ..slowed.clone() };
    assert_eq!(
        both(|pen| backlog.sentence(pen)),
        [
            "Qəbul artıb, tapşırıqların vaxtında icrası yaxşılaşıb: icra müddəti keçmiş 18 486 tapşırıq qalır.",
            "Receptions grew, and the execution of assignments improved: 18 486 overdue assignments remain.",
        ]
    );
    let silent = Summary { received: 5, ..Summary::default() };
    assert_eq!(
        both(|pen| silent.sentence(pen)),
        ["Hesabat dövründə 5 nəfər qəbul edilib.", "5 people were received in the period."]
    );
    assert_eq!(
        both(|pen| Summary::default().sentence(pen)),
        [
            "Hesabat dövründə mənbələrdən heç bir qəbul barədə qeyd daxil olmayıb.",
            "No record of any reception came from the sources in the period.",
        ]
    );
}

#[test]
fn what_got_worse_names_the_place_and_the_cost() {
    let item = Worsened {
        indicator: "done_in_time".into(),
        title: "Vaxtında icra".into(),
        now: 87.1,
        before: 89.5,
        is_mean: false,
        rows: 3412,
        points: 0.42,
        place: Some(Place { name: "DSMF-nin Gəncə Şəhər Filialı".into(), now: 68.4, before: 91.2 }),
    };
    assert_eq!(
        both(|pen| worsened(pen, &item).to_text()),
        [
            "Vaxtında icra — 89,5 faizdən 87,1 faizə enib (indeksdə 0,4 bal itki); ən çox DSMF-nin Gəncə Şəhər Filialı üzrə: 91,2 faizdən 68,4 faizə enib.",
            "Vaxtında icra — fell from 89.5 to 87.1 per cent (0.4 points of the index); most at DSMF-nin Gəncə Şəhər Filialı: fell from 91.2 to 68.4 per cent.",
        ]
    );
    let mean = Worsened { is_mean: true, now: 4.2, before: 4.5, points: 0.0, place: None, ..item };
    assert_eq!(worsened(AZ, &mean).to_text(), "Vaxtında icra — 4,5 baldan 4,2 bala enib.");
    let unit = FallenUnit {
        code: "DMA".into(),
        name: "Dövlət Məşğulluq Agentliyi".into(),
        now: 87.3,
        before: 90.1,
        cause: Some(Cause { title: "Vaxtında icra".into(), now: 90.1, before: 95.0, is_mean: false }),
    };
    assert_eq!(
        both(|pen| fallen(pen, &unit).to_text()),
        [
            "Dövlət Məşğulluq Agentliyi — keyfiyyət indeksi 90,1 baldan 87,3 bala enib; ən çox itki: “Vaxtında icra” 95,0 faizdən 90,1 faizə enib.",
            "Dövlət Məşğulluq Agentliyi — its quality index fell from 90.1 to 87.3; it lost most on “Vaxtında icra”, which fell from 95.0 to 90.1 per cent.",
        ]
    );
    assert_eq!(both(|pen| worse_title(pen, 3)), ["Pisləşən üç göstərici", "Three figures that got worse"]);
    assert_eq!(both(|pen| worse_title(pen, 1)), ["Pisləşən bir göstərici", "One figure that got worse"]);
    assert_eq!(both(|pen| worse_title(pen, 0)), ["Pisləşən göstəricilər", "What got worse"]);
}

#[test]
fn the_year_so_far_says_what_is_known() {
    let year = YearSoFar {
        months: 9,
        received: 1_402_310,
        since: None,
        received_last_year: Some(1_347_080),
        by_leaders: Some(86_940),
        topics: vec![("Əmək pensiyası".into(), Share::new(21, 100)), ("Sosial müavinət".into(), Share::new(17, 100))],
        conduct: Some(214),
        conduct_before: Some(198),
    };
    assert_eq!(
        both(|pen| year.text(pen).to_text()),
        [
            "Yanvar–sentyabr. 1 402 310 nəfər (ötən ilin müvafiq dövründən 4,1 faiz çox), o cümlədən rəhbərlər tərəfindən 86 940. Əsas mövzular: Əmək pensiyası 21 %; Sosial müavinət 17 %. Əməkdaşların hərəkətindən şikayət: 214 (əvvəlki ay 198).",
            "January–September. 1 402 310 people (4.1 per cent more than in the same months of last year), of them 86 940 by leaders. Main topics: Əmək pensiyası 21%; Sosial müavinət 17%. Complaints about staff: 214 (198 the month before).",
        ]
    );
    let late = YearSoFar { since: NaiveDate::from_ymd_opt(2026, 7, 1), ..year.clone() };
    assert!(late.text(AZ).to_text().contains("86\u{a0}940. Qeydlər 01.07.2026 tarixindən mövcuddur. Əsas mövzular:"));
    let thin = YearSoFar { months: 1, received: 12, ..YearSoFar::default() };
    assert_eq!(
        both(|pen| thin.text(pen).to_text()),
        [
            "Yanvar. 12 nəfər. Əməkdaşların hərəkətindən şikayət: məlumat təqdim edilmir.",
            "January. 12 people. Complaints about staff: not provided.",
        ]
    );
    let none = YearSoFar { months: 2, received: 12, conduct: Some(0), ..YearSoFar::default() };
    assert!(none.text(AZ).to_text().ends_with("hesabat dövründə heç bir şikayət qeydə alınmayıb."));
}
