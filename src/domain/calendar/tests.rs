use chrono::Days;
use proptest::prelude::*;

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn table(rows: &str) -> Result<Calendar> {
    Calendar::from_csv(&format!("date,kind,week\n{rows}"), "calendar.csv")
}

#[test]
fn terms_counted_by_hand() {
    let calendar = Calendar::builtin();
    let vectors = [
        ("2026-03-02", 3, "2026-03-05"),
        ("2026-03-02", 15, "2026-04-02"),
        ("2026-03-02", 30, "2026-04-23"),
        ("2026-03-19", 1, "2026-03-31"),
        ("2026-03-19", 15, "2026-04-20"),
        ("2025-03-05", 15, "2025-04-07"),
        ("2024-11-01", 15, "2024-11-26"),
        ("2024-12-27", 1, "2024-12-28"),
        ("2025-12-26", 15, "2026-01-22"),
    ];
    for (from, n, due) in vectors {
        assert_eq!(calendar.add_working_days(date(from), n, Week::Five), date(due), "{n} working days after {from}");
        assert_eq!(calendar.working_days_between(date(from), date(due), Week::Five), n, "between {from} and {due}");
    }
}

#[test]
fn working_days_of_quarters_and_years() {
    let calendar = Calendar::builtin();
    let count = |period: &str| {
        let period: Period = period.parse().unwrap();
        calendar.working_days_between(period.previous().last_day(), period.last_day(), Week::Five)
    };
    let quarters = |year: u32| [1, 2, 3, 4].map(|quarter| count(&format!("{year}-Q{quarter}")));
    assert_eq!(quarters(2024), [54, 57, 66, 64]);
    assert_eq!(quarters(2025), [51, 59, 66, 63]);
    assert_eq!(quarters(2026), [53, 59, 66, 63]);
    assert_eq!(["2023", "2024", "2025", "2026", "2027"].map(count), [241, 241, 239, 241, 241]);
}

#[test]
fn the_six_day_week_has_its_own_days() {
    let calendar = Calendar::builtin();
    let works = |day, week| calendar.is_working(date(day), week);
    for day in ["2026-03-25", "2026-03-26", "2026-05-29", "2026-11-10", "2025-03-25", "2025-04-01", "2024-06-18"] {
        assert!(!works(day, Week::Six), "{day}");
    }
    assert!(!works("2026-03-27", Week::Five) && works("2026-03-27", Week::Six));
    assert!(works("2025-04-01", Week::Five));
    assert!(works("2026-09-05", Week::Six) && !works("2026-09-05", Week::Five));
    assert!(!works("2026-09-06", Week::Six));
    assert_eq!(calendar.add_working_days(date("2026-09-04"), 1, Week::Six), date("2026-09-05"));
    assert_eq!(calendar.add_working_days(date("2026-09-04"), 1, Week::Five), date("2026-09-07"));
}

#[test]
fn a_year_that_the_table_lacks_has_plain_weeks() {
    let calendar = Calendar::builtin();
    assert!(calendar.covers(2026) && calendar.covers(2027) && !calendar.covers(2022) && !calendar.covers(2028));
    assert!(calendar.is_provisional(2027) && !calendar.is_provisional(2026) && !calendar.is_provisional(2022));
    assert!(calendar.is_working(date("2022-03-21"), Week::Five));
    let empty = table("").unwrap();
    assert_eq!(empty.add_working_days(date("2017-07-03"), 15, Week::Five), date("2017-07-24"));
    assert_eq!(empty.add_working_days(date("2017-07-03"), 6, Week::Six), date("2017-07-10"));
}

#[test]
fn closing_and_deadline_follow_the_five_day_week() {
    let calendar = Calendar::builtin();
    let closing = |period: &str| calendar.closing_instant(&period.parse().unwrap(), Zone::default()).to_rfc3339();
    assert_eq!(closing("2026-09"), "2026-10-08T05:00:00+00:00");
    assert_eq!(closing("2026-03"), "2026-04-08T05:00:00+00:00");
    assert_eq!(closing("2025"), "2026-01-12T05:00:00+00:00");
    assert_eq!(calendar.report_deadline(&"2026-09".parse().unwrap()), date("2026-10-07"));
    let plain = table("").unwrap();
    let new_york = Zone::parse("America/New_York").unwrap();
    let closes = plain.closing_instant(&"2017-07".parse().unwrap(), new_york);
    assert_eq!(new_york.local(closes).to_string(), "2017-08-08 09:00:00");
}

#[test]
fn rows_say_what_the_calendar_says() {
    let calendar = Calendar::builtin();
    let (from, to) = (date("2010-01-01"), date("2035-12-31"));
    let rows = calendar.rows(from, to);
    assert_eq!(rows.len(), 2 * 9_496);
    for week in Week::ALL {
        let mut ordinal = 0;
        let mut expected = from;
        for row in rows.iter().filter(|row| row.week == week) {
            assert_eq!(row.day, expected);
            expected = expected + Days::new(1);
            ordinal += i32::from(row.is_working);
            assert_eq!(row.is_working, calendar.is_working(row.day, week));
            assert_eq!(row.ordinal, ordinal);
            assert_eq!(row.next_working, calendar.next_working(row.day, week));
            assert_eq!(row.is_covered, calendar.covers(row.day.year()));
        }
    }
}

#[test]
fn errors_name_line_column_and_remedy() {
    let wrong = |rows: &str| table(rows).unwrap_err();
    assert_eq!(
        wrong("2026-01-01,off,both\n2026-02-30,off,5\n").report(),
        "error: `calendar.csv` line 3, column `date`: `2026-02-30` is not valid\n\nhint: write the date as 2026-03-20"
    );
    assert_eq!(
        wrong("2026-01-01,holiday,both\n").report(),
        "error: `calendar.csv` line 2, column `kind`: `holiday` is not a kind of day\n\n\
         hint: use `off` for a day off, `work` for a worked weekend"
    );
    assert_eq!(wrong("2026-01-01,off,7\n").to_string(), "`calendar.csv` line 2, column `week`: `7` is not a week");
    assert_eq!(
        wrong("2026-01-01,off,both\n2026-01-01,work,5\n").to_string(),
        "`calendar.csv` line 3, column `date`: 2026-01-01 is given twice for the 5-day week"
    );
    assert!(table("2026-01-01,off,5\n2026-01-01,off,6\n").is_ok());
}

#[test]
fn days_far_away_neither_fail_nor_hang() {
    let calendar = Calendar::builtin();
    let far = date("9999-12-31");
    assert_eq!(calendar.next_working(NaiveDate::MAX, Week::Five), NaiveDate::MAX);
    assert_eq!(calendar.add_working_days(NaiveDate::MAX, 5, Week::Five), NaiveDate::MAX);
    assert_eq!(calendar.add_working_days(far, u32::MAX, Week::Six), NaiveDate::MAX);
    assert_eq!(calendar.working_days_between(far, date("2026-01-01"), Week::Five), 0);
    assert!(calendar.working_days_between(NaiveDate::MIN, NaiveDate::MAX, Week::Five) > 0);
    assert_eq!(calendar.add_working_days(date("0001-01-05"), 1, Week::Five), date("0001-01-08"));
}

/// The plain way: one day after the other.
fn walk(calendar: &Calendar, day: NaiveDate, n: u32, week: Week) -> NaiveDate {
    let mut day = day;
    for _ in 0..n {
        day = day + Days::new(1);
        while !calendar.is_working(day, week) {
            day = day + Days::new(1);
        }
    }
    day
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..3_000).prop_map(|days| date("2021-06-01") + Days::new(days))
}

proptest! {
    #[test]
    fn adding_working_days_is_walking(day in any_day(), n in 1u32..300, six in any::<bool>()) {
        let calendar = Calendar::builtin();
        let week = if six { Week::Six } else { Week::Five };
        let due = calendar.add_working_days(day, n, week);
        prop_assert_eq!(due, walk(&calendar, day, n, week));
        prop_assert!(calendar.is_working(due, week));
        prop_assert_eq!(calendar.working_days_between(day, due, week), n);
        prop_assert!(calendar.add_working_days(day, n + 1, week) > due);
        prop_assert!(calendar.add_working_days(day + Days::new(1), n, week) >= due);
    }

    #[test]
    fn moving_to_a_working_day_is_idempotent(day in any_day(), six in any::<bool>()) {
        let calendar = Calendar::builtin();
        let week = if six { Week::Six } else { Week::Five };
        let moved = calendar.next_working(day, week);
        prop_assert!(moved >= day && calendar.is_working(moved, week));
        prop_assert_eq!(calendar.next_working(moved, week), moved);
        prop_assert_eq!(calendar.add_working_days(day, 0, week), moved);
        prop_assert!((moved == day) == calendar.is_working(day, week));
    }

    #[test]
    fn any_table_counts_like_walking(
        changes in prop::collection::btree_map(0u64..200, any::<bool>(), 0..60), start in 0u64..200, n in 1u32..60,
    ) {
        let first = date("2026-01-01");
        let rows: String = changes
            .iter()
            .map(|(days, works)| format!("{},{},both\n", first + Days::new(*days), if *works { "work" } else { "off" }))
            .collect();
        let calendar = table(&rows).unwrap();
        for (days, works) in &changes {
            prop_assert_eq!(calendar.is_working(first + Days::new(*days), Week::Five), *works);
        }
        let day = first + Days::new(start);
        prop_assert_eq!(calendar.add_working_days(day, n, Week::Five), walk(&calendar, day, n, Week::Five));
    }
}
