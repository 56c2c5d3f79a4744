use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

#[test]
fn periods() {
    let phrases = ["2026-02", "2026-Q1", "2026-H1", "2026", "2000", "2023-Q4"].map(|text| period_phrase(&period(text)));
    let expected = [
        "2026-cı ilin fevral ayı üzrə",
        "2026-cı ilin I rübü üzrə",
        "2026-cı ilin I yarımili üzrə",
        "2026-cı il üzrə",
        "2000-ci il üzrə",
        "2023-cü ilin IV rübü üzrə",
    ];
    assert_eq!(phrases, expected);
    let within = ["2026-09", "2026-Q3", "2026-H2", "2026"].map(|text| period_in(&period(text), Case::Locative));
    let expected =
        ["2026-cı ilin sentyabr ayında", "2026-cı ilin III rübündə", "2026-cı ilin II yarımilində", "2026-cı ildə"];
    assert_eq!(within, expected);
    let shorts = ["2026-09", "2026-Q3", "2026-H2", "2026"].map(|text| period_short(&period(text)));
    assert_eq!(shorts, ["sen 2026", "III rüb 2026", "II yarımil 2026", "2026"]);
}

#[test]
fn months_are_lower_case_and_known() {
    let months: Vec<&str> = (1..=12).map(month).collect();
    assert_eq!(months, MONTHS);
    assert!(months.iter().all(|month| lower(month) == **month));
    assert_eq!([month(0), month(13), month_short(0)], ["", "", ""]);
    for number in 1..=12 {
        let title = period_title(&Period::Month { year: 2026, month: number });
        assert_eq!(title, format!("2026-cı ilin {} ayı", MONTHS[number as usize - 1]));
    }
}

#[test]
fn weekdays() {
    assert_eq!(weekday(Weekday::Mon), "bazar ertəsi");
    assert_eq!(weekday(Weekday::Tue), "çərşənbə axşamı");
    assert_eq!(weekday(Weekday::Sun), "bazar");
    assert_eq!(weekday_short(Weekday::Thu), "C.a.");
}

#[test]
fn dates() {
    assert_eq!(date_long(date("2026-10-08")), "“08” oktyabr 2026-cı il");
    assert_eq!(date_prose(date("2026-03-05")), "5 mart 2026-cı il");
    assert_eq!(date_short(date("2026-10-08")), "08.10.2026");
    assert_eq!(until(date("2026-10-21")), "21.10.2026-cı il tarixinədək");
    assert_eq!(dated(date("2025-12-02")), "02.12.2025-ci il tarixli");
    assert_eq!(date_blank(2026), "“__” ______ 2026-cı il");
}

#[test]
fn shares_in_prose() {
    assert_eq!(percent_in(91.2, 1, Case::Ablative), "91,2 faizdən");
    assert_eq!(percent_in(68.4, 1, Case::Dative), "68,4 faizə");
    assert_eq!(percent_of(32.3, 1), "32,3 faizi");
    assert_eq!(percent_moved(91.2, 68.4, 1), "91,2 faizdən 68,4 faizə enib");
    assert_eq!(percent_moved(68.4, 91.2, 1), "68,4 faizdən 91,2 faizə yüksəlib");
    assert_eq!(percent_moved(91.21, 91.19, 1), "91,2 faiz olaraq qalıb");
}

#[test]
fn counts_compared() {
    assert_eq!(count_moved(14, 9), "14-dən 9-a enib");
    assert_eq!(count_moved(9, 14), "9-dan 14-ə yüksəlib");
    assert_eq!(count_moved(7, 7), "7 olaraq qalıb");
    assert_eq!(difference(1800, 1827, "vahid"), "1,5 faiz və ya 27 vahid çox olmuşdur");
    assert_eq!(difference(1827, 1800, "vahid"), "1,5 faiz və ya 27 vahid az olmuşdur");
    assert_eq!(difference(0, 27, "nəfər"), "27 nəfər çox olmuşdur");
    assert_eq!(difference(27, 27, "nəfər"), "dəyişməmişdir");
}

#[test]
fn the_tables_hold_no_lookalike_letters() {
    let tables = [
        include_str!("../../tables/units.csv"),
        include_str!("../../tables/topics.csv"),
        include_str!("../../tables/regions.csv"),
        include_str!("../../tables/calendar.csv"),
    ];
    for table in tables {
        assert_eq!(lookalike(table), None);
        assert_eq!(normalise(table), table);
    }
}
