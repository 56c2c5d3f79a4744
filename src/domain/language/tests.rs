use super::*;

fn both(text: impl Fn(Language) -> String) -> [String; 2] {
    Language::ALL.map(text)
}

#[test]
fn languages_are_read_as_written() {
    for language in Language::ALL {
        assert_eq!(language.as_str().parse::<Language>().unwrap(), language);
        assert_eq!(serde_json::to_string(&language).unwrap(), format!("\"{language}\""));
    }
    let error = "ru".parse::<Language>().unwrap_err();
    assert_eq!(error.report(), "error: unknown language `ru`\n\nhint: use `az` or `en`");
    assert_eq!(Language::default(), Language::Az);
}

#[test]
fn each_language_has_its_form() {
    let period: Period = "2026-08".parse().unwrap();
    let day: NaiveDate = "2026-10-08".parse().unwrap();
    assert_eq!(both(|l| l.percent_words(96.4, 1)), ["96,4 faiz", "96.4 per cent"]);
    assert_eq!(
        both(|l| l.compared_with(&period)),
        ["2026-cı ilin avqust ayı ilə müqayisədə", "compared with August 2026"]
    );
    assert_eq!(both(|l| l.date_long(day)), ["“08” oktyabr 2026-cı il", "8 October 2026"]);
    assert_eq!(both(|l| l.date_time(day.and_hms_opt(9, 0, 0).unwrap())), ["08.10.2026, 09:00", "08.10.2026, 09:00"]);
    assert_eq!(both(|l| l.list(&["A", "B", "C"])), ["A, B və C", "A, B and C"]);
    assert_eq!(both(|l| l.list(&["A", "B"])), ["A və B", "A and B"]);
    assert_eq!(both(|l| l.list(&["A"])), ["A", "A"]);
    assert_eq!(both(|l| l.list::<&str>(&[])), ["", ""]);
    assert_eq!(both(|l| l.count_moved(14, 9)), ["14-dən 9-a enib", "fell from 14 to 9"]);
    assert_eq!(both(|l| l.weekday(chrono::Weekday::Sat).to_owned()), ["şənbə", "Saturday"]);
}
