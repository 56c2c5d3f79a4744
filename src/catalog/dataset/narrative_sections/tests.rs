//! Sentences of the sections, as a reader would judge them.

use super::*;
use crate::catalog::dataset::narrative_quality::*;

fn az_en(say: impl Fn(Pen) -> String) -> [String; 2] {
    Language::ALL.map(|language| say(Pen::new(language)).replace('\u{a0}', " "))
}

/// Every sentence in both languages, as a reader would judge them.
#[test]
fn sentences_of_the_sections() {
    let gence = ["DSMF-nin Gəncə Şəhər Filialı", "DSMF-nin Bərdə Rayon Filialı"];
    let cases = [
        (
            az_en(|pen| by_leaders(pen, Share::new(10_215, 168_420))),
            [
                "Onlardan 10 215 nəfərini (6,1 faiz) rəhbər şəxslər qəbul edib.",
                "Leading officials received 10 215 of them (6.1 per cent).",
            ],
        ),
        (
            az_en(|pen| received_by_leaders(pen, Share::new(324, 3931))),
            [
                "Rəhbər şəxslər 324 nəfər qəbul edib (bütün qəbul edilənlərin 8,2 faizi).",
                "Leading officials received 324 people (8.2 per cent of all received).",
            ],
        ),
        (
            az_en(|pen| by_leaders(pen, Share::new(0, 20))),
            ["Rəhbər şəxslər tərəfindən heç bir vətəndaş qəbul edilməyib.", "Leading officials received nobody."],
        ),
        (
            az_en(|pen| execution(pen, 3412, 2972, 211, 229)),
            [
                "Hesabat dövründə icra müddəti bitən 3 412 tapşırıqdan 2 972-si vaxtında icra edilib (87,1 faiz), 211-i gecikmə ilə icra edilib, 229-u icra edilməyib.",
                "Of the 3 412 assignments due in the period 2 972 were done in time (87.1 per cent); 211 were done late and 229 were not done.",
            ],
        ),
        (
            az_en(|pen| execution(pen, 14, 14, 0, 0)),
            [
                "Hesabat dövründə icra müddəti bitən 14 tapşırığın hamısı vaxtında icra edilib.",
                "Of the 14 assignments due in the period all were done in time.",
            ],
        ),
        (
            az_en(|pen| execution(pen, 0, 0, 0, 0)),
            ["Hesabat dövründə icra müddəti bitən heç bir tapşırıq olmayıb.", "No assignment was due in the period."],
        ),
        (
            az_en(|pen| overdue(pen, 412, Some((&gence, Share::new(210, 412))), Some(64))),
            [
                "Hesabatın tərtib edildiyi günə 412 tapşırığın icra müddəti keçib, onların 51 faizi bu bölmələrin payına düşür: DSMF-nin Gəncə Şəhər Filialı və DSMF-nin Bərdə Rayon Filialı; ən köhnəsinin müddəti 64 iş günü əvvəl bitib.",
                "On the day of the report 412 assignments are overdue, 51 per cent of them at DSMF-nin Gəncə Şəhər Filialı and DSMF-nin Bərdə Rayon Filialı; the oldest has been overdue for 64 working days.",
            ],
        ),
        (
            az_en(|pen| overdue(pen, 0, None, None)),
            ["İcra müddəti keçmiş heç bir tapşırıq yoxdur.", "No assignment is overdue."],
        ),
        (
            az_en(|pen| returns(pen, 89_420, 5634)),
            [
                "Son 90 gündə cavab verilmiş 89 420 qəbuldan 5 634-ü üzrə vətəndaş hesabat dövründə həmin mövzu ilə təkrar gəlib (6,3 faiz).",
                "Of the 89 420 receptions answered in the last 90 days 5 634 were followed by a return with the same topic in the period (6.3 per cent).",
            ],
        ),
        (
            az_en(|pen| returns(pen, 12, 0)),
            [
                "Son 90 gündə cavab verilmiş 12 qəbulun heç biri üzrə təkrar gəliş olmayıb.",
                "None of the 12 receptions answered in the last 90 days was followed by a return.",
            ],
        ),
        (
            az_en(|pen| schedule(pen, 212, 193, 11)),
            [
                "Rəhbər şəxslərin planlaşdırılmış 212 qəbulundan 193-ü keçirilib, 19-u keçirilməyib; 11 halda səbəb göstərilməyib.",
                "Of the 212 planned receptions of leading officials 193 were held and 19 were not; no reason is given for 11.",
            ],
        ),
        (
            az_en(|pen| schedule(pen, 40, 40, 0)),
            [
                "Rəhbər şəxslərin planlaşdırılmış 40 qəbulunun hamısı keçirilib.",
                "All 40 planned receptions of leading officials were held.",
            ],
        ),
        (
            az_en(|pen| minister(pen, 3, 75, 12)),
            [
                "Nazir hesabat dövründə 3 gün qəbul keçirib, 75 nəfər qəbul edilib, 12 tapşırıq verilib.",
                "The minister received 75 people on 3 days of the period and gave 12 assignments.",
            ],
        ),
        (
            az_en(|pen| minister(pen, 0, 0, 0)),
            ["Hesabat dövründə nazir tərəfindən qəbul keçirilməyib.", "The minister held no reception in the period."],
        ),
        (
            az_en(|pen| minister_assignments(pen, 34, 12).unwrap()),
            [
                "Nəzarətdə olan 34 tapşırıqdan 12-sinin icra müddəti keçib.",
                "Of the 34 assignments under control 12 are overdue.",
            ],
        ),
        (
            az_en(|pen| index(pen, 74.2, Some("B"), Some("72,9–75,4"))),
            [
                "Ümumi keyfiyyət indeksi 74,2 baldır (B), 90 faizlik inam intervalı 72,9–75,4.",
                "The overall quality index is 74.2 points (B), its 90 per cent interval 72,9–75,4.",
            ],
        ),
        (
            az_en(|pen| index_moved(pen, pen.say("avqust ayı ilə müqayisədə", "compared with August"), -1.9, true)),
            ["Avqust ayı ilə müqayisədə indeks 1,9 bal enib.", "Compared with August the index fell by 1.9 points."],
        ),
        (
            az_en(|pen| index_moved(pen, pen.say("avqust ayı ilə müqayisədə", "compared with August"), 0.4, false)),
            [
                "Avqust ayı ilə müqayisədə dəyişiklik statistik əhəmiyyətli deyil.",
                "Compared with August the change is not statistically significant.",
            ],
        ),
        (
            az_en(|pen| no_index(pen, 0.41, 0.6)),
            [
                "İndeks hesablanmayıb: göstəricilərin çəkisinin yalnız 41 faizi ölçülə bilir, ən azı 60 faizi tələb olunur. Bu, aşağı qiymət demək deyil.",
                "There is no index: only 41 per cent of the weight can be measured, 60 per cent is needed. This is no low mark.",
            ],
        ),
        (
            az_en(|pen| findings(pen, 13, 7, 45)),
            [
                "Tətbiq edilmiş 13 nəzarət meyarından 7-si üzrə nöqsan aşkar edilib, nöqsanı olan bölmələrin sayı 45-dir.",
                "7 of the 13 checks applied found shortcomings, in 45 units.",
            ],
        ),
        (
            az_en(|pen| findings_moved(pen, 4, 12, 0)),
            [
                "Əvvəlki ayla müqayisədə yeni nöqsanlar: 4, davam edənlər: 12, aradan qalxanlar: heç biri.",
                "Against the month before: new 4, lasting 12, gone none.",
            ],
        ),
        (
            az_en(|pen| contradictions(pen, 1240, 21, 5)),
            [
                "Bölmələrin təqdim etdiyi 1 240 rəqəmdən 21-i qeydlərlə uyğun gəlmir (5 bölmə).",
                "21 of the 1 240 figures that units stated contradict their records (5 units).",
            ],
        ),
        (
            az_en(|pen| favour(pen, 3, 5).unwrap()),
            [
                "Bölməni olduğundan yaxşı və ya pis göstərən 5 rəqəmdən 3-ü bölmənin xeyrinədir.",
                "Of the 5 figures that make a unit look better or worse than it is, 3 are in its favour.",
            ],
        ),
        (
            az_en(|pen| on_paper(pen, 5412, 0)),
            [
                "Kağız üzərində 5 412 qəbul qeydə alınıb, altsistemə gec daxil edilmiş qəbul yoxdur.",
                "Kept on paper: 5 412; entered in the subsystem late: none.",
            ],
        ),
        (
            az_en(|pen| on_paper(pen, 0, 31)),
            [
                "Kağız üzərində heç bir qəbul qeydə alınmayıb, 31 qəbul altsistemə gec daxil edilib.",
                "Kept on paper: none; entered in the subsystem late: 31.",
            ],
        ),
        (
            az_en(|pen| busiest(pen, pen.say("çərşənbə axşamı", "Tuesday"), 10)),
            ["Qəbulun ən sıx vaxtı çərşənbə axşamı, saat 10:00–11:00", "The busiest time is Tuesday, 10:00–11:00"],
        ),
        (
            az_en(|pen| earlier_answer(pen, Share::new(724, 1000)).unwrap()),
            [
                "Təkrar gələnlərin 72,4 faizinə əvvəl izahat verilib.",
                "72.4 per cent of those who returned had been given an explanation.",
            ],
        ),
    ];
    for (said, expected) in cases {
        assert_eq!(said, expected);
    }
}
