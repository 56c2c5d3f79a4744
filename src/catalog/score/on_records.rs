//! The indicators' queries on records, each count by hand; and the whole line from records to scores.

use std::path::Path;

use super::validate;
use crate::catalog::{self, Context, Library};
use crate::config::Override;
use crate::domain::finding::{CheckOutcome, CheckResult, CheckState, Violation};
use crate::domain::reference::Reference;
use crate::domain::score::{IndicatorState, NoIndex, PriorBasis, Scope, ScoreOutcome};
use crate::domain::unit::Units;
use crate::store::{Session, Store};

struct Lake {
    store: Store,
    library: Library,
    reference: Reference,
    context: Context,
}

impl Lake {
    /// A lake that holds `given`, written as in the cases of the checks (`tests/queries`).
    fn holding(given: &str) -> Lake {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries");
        let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        let units = Units::from_csv(&text("ministry.csv"), "ministry.csv").unwrap();
        let reference = Reference { units, ..Reference::builtin() };
        let store = Store::in_memory(&reference).unwrap();
        store
            .write_lake(|lake| {
                [text("given.sql"), given.to_owned(), text("take.sql")].iter().try_for_each(|sql| lake.run(sql))
            })
            .unwrap_or_else(|error| panic!("{}", error.report()));
        let context = Context {
            as_of: "2026-10-08T05:00:00Z".parse().unwrap(),
            period: "2026-09".parse().unwrap(),
            load_id: i64::MAX,
            overrides: Vec::<Override>::new(),
        };
        Lake { store, library: Library::load(None).unwrap(), reference, context }
    }

    fn session(&self) -> Session {
        let session = self.store.session().unwrap();
        catalog::prepare(&session, &self.context, &self.library, &self.reference)
            .unwrap_or_else(|error| panic!("{}", error.report()));
        session
    }

    fn checked(&self, session: &Session) -> CheckOutcome {
        catalog::checks::run(session, &self.library, &self.context, None, &["C1,D1,D2".to_owned()])
            .unwrap_or_else(|error| panic!("{}", error.report()))
    }

    fn scored(&self, outcome: &CheckOutcome, previous: Option<&ScoreOutcome>) -> ScoreOutcome {
        super::run(&self.session(), &self.library, &self.context, outcome, previous)
            .unwrap_or_else(|error| panic!("{}", error.report()))
    }

    fn score(&self) -> ScoreOutcome {
        let session = self.session();
        let outcome = self.checked(&session);
        self.scored(&outcome, None)
    }
}

/// numerator / denominator, or the state where nothing was measured.
fn shown(outcome: &ScoreOutcome, unit: &str, indicator: &str) -> String {
    let value = &outcome.unit(unit).unwrap_or_else(|| panic!("{unit} is not scored")).indicators[indicator];
    match value.state {
        IndicatorState::Measured => format!("{}/{}", value.numerator, value.denominator),
        other => other.as_str().to_owned(),
    }
}

#[test]
fn receptions_are_counted_as_the_checks_count_them() {
    let lake = Lake::holding(
        "insert into given.receptions (id, unit_code, started_at, registered_at, registration, mode, topic, outcome, rating) values
            ('on_time', 'ONE-A', '2026-09-01 10:00', '2026-09-02 10:00', 'subsystem', 'personal', 'pension', 'resolved', 5),
            ('a_second_late', 'ONE-A', '2026-09-01 10:00', '2026-09-02 10:00:01', 'subsystem', 'personal', 'pension', 'assigned', 3),
            ('marked_late', 'ONE-A', '2026-09-01 10:00', '2026-09-01 10:05', 'late', 'personal', 'pension', 'explained', null),
            ('on_paper', 'ONE-A', '2026-09-01 11:00', '2026-09-01 12:00', 'paper', 'personal', 'pension', 'referred', null),
            -- Friday; the next working day ends on Monday at midnight.
            ('mobile', 'ONE-A', '2026-09-04 10:00', '2026-09-07 23:00', 'subsystem', 'mobile', 'pension', 'no_grounds', null),
            ('no_topic', 'ONE-A', '2026-09-01 14:00', '2026-09-01 14:05', 'subsystem', 'personal', ' ', 'explained', null),
            ('no_outcome', 'ONE-A', '2026-09-01 15:00', '2026-09-01 15:05', 'subsystem', 'personal', 'pension', null, null),
            ('no_show', 'ONE-A', null, '2026-09-01 16:00', 'subsystem', 'personal', 'pension', 'no_show', null),
            ('august', 'ONE-A', '2026-08-31 23:59', '2026-09-01 09:00', 'paper', 'personal', 'pension', 'explained', 1);
        insert into given.receptions (id, unit_code, started_at, arrived_at, level, official_id) values
            ('waited_30', 'ONE-B', '2026-09-01 10:30', '2026-09-01 10:00', 'reception_room', null),
            ('waited_longer', 'ONE-B', '2026-09-01 10:30:01', '2026-09-01 10:00', 'reception_room', null),
            ('came_later', 'ONE-B', '2026-09-01 10:30', '2026-09-01 10:31', 'reception_room', null),
            ('not_timed', 'ONE-B', '2026-09-01 10:30', null, 'reception_room', null),
            ('by_a_leader', 'ONE-B', '2026-09-01 10:30', '2026-09-01 09:00', 'leadership', 'o1'),
            ('by_nobody', 'ONE-B', '2026-09-01 11:30', '2026-09-01 11:00', 'leadership', null),
            ('one', 'ONE-D', '2026-09-01 10:30', null, 'reception_room', null);
        insert into given.receptions (id, unit_code, started_at, arrived_at)
        select 'never_timed_' || n, 'ONE-C', '2026-09-01 10:30', null from generate_series(1, 5) as numbers(n);",
    );
    let outcome = lake.score();
    let of = |unit: &str, indicator: &str| shown(&outcome, unit, indicator);
    assert_eq!(of("ONE-A", "registered_in_subsystem"), "7/8");
    assert_eq!(of("ONE-A", "registered_in_time"), "6/8");
    assert_eq!(of("ONE-A", "complete_records"), "6/8");
    assert_eq!(of("ONE-A", "resolved_or_assigned"), "2/6");
    assert_eq!(of("ONE-A", "mean_rating"), "8/2");
    assert_eq!(outcome.unit("ONE-A").unwrap().indicators["mean_rating"].squares, Some(34.0));
    assert_eq!(of("ONE-B", "waits_within_30"), "1/2");
    assert_eq!(of("ONE-B", "complete_records"), "5/6");
    assert_eq!(of("ONE-B", "mean_rating"), "not_applicable", "six receptions without a rating prove nothing");
    assert_eq!(of("ONE-C", "waits_within_30"), "missing", "times are offered, and not one was delivered");
    assert_eq!(of("ONE-D", "waits_within_30"), "not_applicable", "one record proves nothing");
    assert_eq!(of("ONE-C", "appointments_held"), "not_applicable");
    assert_eq!(
        (of("ONE", "registered_in_subsystem"), of("MIN", "registered_in_subsystem")),
        ("19/20".into(), "19/20".into())
    );
    assert!(outcome.unit("MUTE").is_none() && outcome.unit("ONE-OLD").is_none());
}

#[test]
fn assignments_are_counted_as_they_stood() {
    let lake = Lake::holding(
        "insert into given.receptions (id, unit_code, citizen, started_at, outcome) values
            ('r1', 'ONE-A', 'f:1', '2026-08-20 10:00', 'assigned'), ('r1_again', 'ONE-B', 'f:1', '2026-09-20 10:00', 'explained'),
            ('r2', 'ONE-A', 'f:2', '2026-08-20 10:00', 'assigned'), ('r2_too_late', 'ONE-B', 'f:2', '2026-10-07 10:00', 'explained');
        insert into given.assignments (id, reception_id, due_on, status, completed_on, result) values
            ('in_time', null, '2026-09-10', 'done', '2026-09-10', 'ok'),
            ('late', null, '2026-09-10', 'done', '2026-09-11', ' '),
            -- Saturday moves to Monday.
            ('moved', null, '2026-09-12', 'done', '2026-09-14', 'ok'),
            ('come_back', 'r1', '2026-09-10', 'done', '2026-09-10', 'ok'),
            ('come_back_after_31_days', 'r2', '2026-09-08', 'done', '2026-09-06', 'ok'),
            ('not_done', null, '2026-09-30', 'open', null, null),
            ('cancelled', null, '2026-09-10', 'cancelled', null, null),
            ('due_in_october', null, '2026-10-08', 'open', null, null),
            ('done_after_the_as_of', null, '2026-10-30', 'done', '2026-10-09', 'ok'),
            ('no_due_date', null, null, 'open', null, null);
        insert into given.loads (load_id, source, entity) values (50, 'S1', 'assignments'), (60, 'S1', 'assignments');
        insert into given.assignments (id, due_on, load_from, load_to, status, completed_on) values
            ('reopened', '2026-09-15', 1, 50, 'done', '2026-09-05'), ('reopened', '2026-09-15', 50, 60, 'open', null),
            ('reopened', '2026-09-15', 60, null, 'done', '2026-09-15');
        insert into given.assignments (id, unit_code, executor_unit, issued_on, due_on, term) values
            -- 15 working days from 1 September 2026: the 22nd.
            ('the_last_day', 'ONE-B', 'ONE-C', '2026-09-01', '2026-09-22', 'ordinary'),
            ('a_day_over', 'ONE-B', 'ONE-C', '2026-09-01', '2026-09-23', 'ordinary'),
            ('study', 'ONE-B', 'ONE-C', '2026-09-01', '2026-10-13', 'study'),
            ('corruption', 'ONE-B', 'ONE-C', '2026-09-01', '2026-09-30', 'corruption');",
    );
    let outcome = lake.score();
    let of = |unit: &str, indicator: &str| shown(&outcome, unit, indicator);
    // Due: in_time, late, moved, the two come back, not_done, reopened. Credit: in_time, moved, come back after 31 days.
    assert_eq!(of("ONE-A", "done_in_time"), "3/7");
    // Open with a due date: not_done (overdue), due_in_october (today), done_after_the_as_of.
    assert_eq!(of("ONE-A", "open_not_overdue"), "2/3");
    // Done in September: in_time, late, moved, come_back, come_back_after_31_days, reopened.
    assert_eq!(of("ONE-A", "closed_with_result"), "5/6");
    assert_eq!(of("ONE-B", "within_statutory_term"), "2/4");
    assert_eq!(of("ONE-C", "within_statutory_term"), "not_applicable", "the issuer's unit answers for the term");
    assert_eq!(of("ONE-C", "open_not_overdue"), "1/4");
    let debt = outcome.unit("ONE-C").unwrap();
    assert_eq!((debt.index, debt.reason), (None, Some(NoIndex::TooLittleWeight)));
    assert_eq!(of("ONE", "open_not_overdue"), "3/7");
}

#[test]
fn schedules_leaders_reports_and_feeds_are_counted() {
    let lake = Lake::holding(
        "insert into given.officials (id, unit_code, level, active_from, active_to) values
            ('receives', 'ONE-A', 'leadership', '2024-01-01', null),
            ('only_no_shows', 'ONE-A', 'leadership', '2024-01-01', null),
            ('nobody_came', 'ONE-A', 'leadership', '2024-01-01', null),
            ('idle', 'ONE-A', 'leadership', '2024-01-01', null),
            ('new', 'ONE-A', 'leadership', '2026-09-02', null),
            ('gone', 'ONE-A', 'leadership', '2024-01-01', '2026-09-29'),
            ('to_the_end', 'ONE-A', 'leadership', '2024-01-01', '2026-09-30'),
            ('adviser', 'ONE-A', 'official', '2024-01-01', null);
        insert into given.receptions (id, level, official_id, started_at, registered_at, outcome) values
            ('l1', 'leadership', 'receives', '2026-09-03 10:00', '1900-01-01', 'explained'),
            ('l2', 'leadership', 'only_no_shows', null, '2026-09-03 10:00', 'no_show'),
            ('l3', 'leadership', 'idle', '2026-08-03 10:00', '1900-01-01', 'explained');
        insert into given.appointments (id, official_id, date, status, reason) values
            ('held', 'receives', '2026-09-03', 'held', null), ('held_empty', 'nobody_came', '2026-09-03', 'held', 'gələn olmayıb'),
            ('held_unexplained', 'idle', '2026-09-03', 'held', null), ('still_planned', 'idle', '2026-09-10', 'planned', null),
            ('cancelled', 'idle', '2026-09-11', 'cancelled', 'xəstəlik'), ('moved', 'idle', '2026-09-12', 'moved', 'ezamiyyət'),
            ('moved_unexplained', 'idle', '2026-09-15', 'moved', ' '), ('october', 'idle', '2026-10-02', 'planned', null);
        insert into given.unit_reports (id, unit_code, submitted_at, receptions, assignments_issued) values
            ('in_time', 'ONE-A', '2026-10-07 23:59', 2, 40), ('late', 'ONE-B', '2026-10-08 08:00', 0, 0);",
    );
    let outcome = lake.score();
    let of = |unit: &str, indicator: &str| shown(&outcome, unit, indicator);
    assert_eq!(of("ONE-A", "appointments_held"), "3/6");
    assert_eq!(of("ONE-A", "leaders_received"), "3/5");
    assert_eq!(
        (of("ONE-A", "reports_in_time"), of("ONE-B", "reports_in_time"), of("ONE-C", "reports_in_time")),
        ("1/1".into(), "0/1".into(), "0/1".into())
    );
    assert_eq!((of("ONE-A", "figures_match"), of("ONE-C", "figures_match")), ("1/2".into(), "not_applicable".into()));
    assert_eq!((of("ONE", "feed_fresh"), of("ONE-A", "feed_fresh")), ("5/5".into(), "not_applicable".into()));
    assert_eq!(of("ONE-A", "findings_fixed_in_time"), "not_applicable");
}

#[test]
fn returns_are_those_of_check_c1() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries");
    for case in [
        "C1_what_is_a_return",
        "C1_ninety_dates",
        "C1_once_an_answer",
        "C1_exempt_and_tolerance",
        "C1_before_the_window",
    ] {
        let lake = Lake::holding(&std::fs::read_to_string(folder.join(case).join("given.sql")).unwrap());
        let session = lake.session();
        let outcome = lake.checked(&session);
        let scores = lake.scored(&outcome, None);
        for result in outcome.results.iter().filter(|result| result.check == "C1") {
            let Some(value) = scores
                .unit(&result.unit)
                .filter(|score| score.scope == Scope::Own)
                .map(|score| &score.indicators["not_back_in_90_days"])
            else {
                continue;
            };
            assert_eq!(value.denominator, result.population as f64, "{case}: {}", result.unit);
            let returned = result.measured.map_or(0.0, |share| share * result.population as f64);
            assert!(
                (value.denominator - value.numerator - returned).abs() < 1e-6,
                "{case}: {} {value:?} {result:?}",
                result.unit
            );
        }
    }
}

#[test]
fn a_unit_that_never_names_the_citizen_earns_nothing_for_returns_nobody_can_see() {
    let lake = Lake::holding(
        "insert into given.receptions (id, unit_code, citizen, started_at, outcome)
        select 'hidden_' || n, 'ONE-A', null, '2026-09-01 10:00', 'explained' from generate_series(1, 6) as numbers(n);
        insert into given.receptions (id, unit_code, citizen, started_at, outcome) values
            ('one', 'ONE-B', null, '2026-09-01 10:00', 'explained'), ('two', 'ONE-B', 'f:1', '2026-09-01 11:00', 'explained'),
            ('three', 'ONE-C', null, '2026-09-01 11:00', 'explained');",
    );
    let outcome = lake.score();
    let of = |unit: &str| shown(&outcome, unit, "not_back_in_90_days");
    assert_eq!(of("ONE-A"), "missing", "offered by the source, delivered for none of six");
    assert_eq!(of("ONE-B"), "2/2");
    assert_eq!(of("ONE-C"), "not_applicable", "one record proves nothing");
}

#[test]
fn what_checks_mark_as_implausible_does_not_count_for_registration_in_time() {
    let lake = Lake::holding(
        "insert into given.receptions (id, unit_code, started_at, registered_at) values
            ('batch', 'ONE-A', '2026-09-01 10:00', '2026-09-01 10:05'), ('too_fast', 'ONE-A', '2026-09-01 11:00', '2026-09-01 11:05'),
            ('late', 'ONE-A', '2026-09-01 10:00', '2026-09-05 10:00'), ('good', 'ONE-A', '2026-09-01 12:00', '2026-09-01 12:05');
        insert into given.receptions (id, unit_code, started_at)
        select 'marked_' || n, 'ONE-B', '2026-09-01 10:00' from generate_series(1, 5) as numbers(n);
        insert into given.receptions (id, unit_code, started_at, ended_at) values
            ('u1', 'ONE-C', '2026-09-01 10:00', '2026-09-01 10:05:00'), ('u2', 'ONE-C', '2026-09-01 10:10', '2026-09-01 10:15:59'),
            ('u3', 'ONE-C', '2026-09-01 10:20', '2026-09-01 10:26:00');
        insert into given.receptions (id, unit_code, started_at, ended_at, arrived_at)
        select 'alike_' || n, 'ONE-D', '2026-09-01 10:00', '2026-09-01 10:05', '2026-09-01 09:50'
        from generate_series(1, 6) as numbers(n);",
    );
    let marked = |check: &str, unit: &str, kind: &str, id: &str| Violation {
        check: check.into(),
        unit: unit.into(),
        subject_kind: kind.into(),
        subject_id: id.into(),
        source: Some("S1".into()),
        measured: None,
        threshold: None,
        evidence: serde_json::Value::Null,
    };
    let outcome = CheckOutcome {
        results: Vec::new(),
        violations: vec![
            marked("R4", "ONE-A", "reception", "batch"),
            marked("R9", "ONE-A", "reception", "too_fast"),
            marked("R9", "ONE-A", "reception", "batch"),
            marked("R1", "ONE-A", "reception", "late"),
            marked("R10", "ONE-C", "unit", "ONE-C"),
            marked("R10", "ONE-D", "unit", "ONE-D"),
        ]
        .into_iter()
        .chain((1..=5).map(|n| marked("R4", "ONE-B", "reception", &format!("marked_{n}"))))
        .collect(),
    };
    let scores = lake.scored(&outcome, None);
    assert_eq!(shown(&scores, "ONE-A", "registered_in_time"), "1/2");
    assert_eq!(
        shown(&scores, "ONE-B", "registered_in_time"),
        "missing",
        "nothing that could be believed was delivered"
    );
    assert_eq!(shown(&scores, "ONE-C", "registered_in_time"), "1/1", "u1 and u2 share five minutes");
    assert_eq!(shown(&scores, "ONE-B", "waits_within_30"), "missing");
    for indicator in ["registered_in_time", "waits_within_30"] {
        assert_eq!(shown(&scores, "ONE-D", indicator), "not_applicable", "what is to be looked into costs no points");
    }
    assert_eq!(shown(&scores, "ONE-A", "reports_in_time"), "not_provided", "check D1 was not asked");
}

#[test]
fn findings_count_when_they_were_due_and_data_did_not_refute_them() {
    let lake = Lake::holding("insert into given.receptions (id, started_at) values ('r', '2026-09-01 10:00');");
    let finding = |name: &str, check: &str, status: &str, deadline: &str| {
        format!(
            "insert into state.findings (fingerprint, check_id, unit, period, subject, severity, status, first_seen, \
             last_seen, occurrences, violations, deadline) values ('{name}', '{check}', 'ONE-A', '2026-08', 'x', \
             'high', '{status}', timestamp '2026-09-01', timestamp '2026-09-01', 1, 1, date '{deadline}');"
        )
    };
    let step = |name: &str, position: i64, at: &str, to: &str| {
        format!(
            "insert into state.finding_log (fingerprint, position, happened_at, who, from_status, to_status, why) \
             values ('{name}', {position}, timestamp '{at}', 'w', 'open', '{to}', '');"
        )
    };
    let statements = [
        finding("fixed", "R1", "closed", "2026-09-10"),
        // 23:30 local on the day of the deadline.
        step("fixed", 1, "2026-09-10 19:30:00", "claimed_fixed"),
        step("fixed", 2, "2026-10-01 10:00:00", "verified"),
        finding("late", "R1", "claimed_fixed", "2026-09-10"),
        step("late", 1, "2026-09-10 20:30:00", "claimed_fixed"),
        finding("refuted", "R2", "reopened", "2026-09-10"),
        step("refuted", 1, "2026-09-05 10:00:00", "claimed_fixed"),
        step("refuted", 2, "2026-10-01 10:00:00", "reopened"),
        finding("refuted_after_the_as_of", "R3", "reopened", "2026-09-10"),
        step("refuted_after_the_as_of", 1, "2026-09-05 10:00:00", "claimed_fixed"),
        step("refuted_after_the_as_of", 2, "2026-11-01 10:00:00", "reopened"),
        finding("silent", "A1", "notified", "2026-09-30"),
        finding("waived", "A1", "waived", "2026-09-30"),
        finding("withdrawn", "A1", "withdrawn", "2026-09-30"),
        finding("to_look_into", "A8", "notified", "2026-09-30"),
        finding("confirmed_by_the_sector", "A8", "notified", "2026-09-30"),
        "update state.findings set confirmed = true where fingerprint = 'confirmed_by_the_sector';".into(),
        finding("october", "A1", "notified", "2026-10-05"),
    ];
    lake.store.write_state(|state| statements.iter().try_for_each(|sql| state.run(sql))).unwrap();
    assert_eq!(shown(&lake.score(), "ONE-A", "findings_fixed_in_time"), "2/6");
}

#[test]
fn small_numbers_are_drawn_to_the_peers_of_the_year_before_and_those_are_frozen() {
    // January to December 2025: six units, nine of ten in the subsystem; September 2026: only unit A, all on paper.
    let lake = Lake::holding(
        "insert into given.receptions (id, unit_code, started_at, registration)
         select unit || '-' || month || '-' || n, unit, make_timestamp(2025, month, 10, 10, n, 0), if(n = 0, 'paper', 'subsystem')
         from (values ('ONE-A'), ('ONE-B'), ('ONE-C'), ('ONE-D'), ('ONE-E'), ('ONE-F')) as units(unit),
              generate_series(1, 12) as months(month), generate_series(0, 9) as numbers(n);
        insert into given.receptions (id, unit_code, started_at, registration) values
            ('x', 'ONE-A', '2026-09-01 10:00', 'paper'), ('y', 'ONE-A', '2026-09-02 10:00', 'paper');",
    );
    let scores = lake.score();
    assert_eq!(scores.priors.basis, PriorBasis::YearBefore);
    assert_eq!((scores.priors.from, scores.priors.to), ("2025-01-01".parse().ok(), "2025-12-31".parse().ok()));
    let value = &scores.unit("ONE-A").unwrap().indicators["registered_in_subsystem"];
    let prior = value.prior.unwrap();
    assert_eq!((prior.mean, prior.strength), (0.9, 200.0));
    assert_eq!(value.value, Some(0.0));
    assert!((value.adjusted.unwrap() - 180.0 / 202.0).abs() < 1e-8);
    assert!(scores.priors.from_period.is_empty(), "{:?}", scores.priors.from_period);
    // A later score of the year takes the fit over, whatever the past is corrected to.
    let mut august = scores.clone();
    august.period = "2026-08".parse().unwrap();
    if let Some(prior) =
        august.priors.fits.get_mut("own|local|ONE").and_then(|group| group.get_mut("registered_in_subsystem"))
    {
        prior.mean = 0.5;
    }
    let session = lake.session();
    let again = lake.scored(&lake.checked(&session), Some(&august));
    assert_eq!(again.unit("ONE-A").unwrap().indicators["registered_in_subsystem"].prior.unwrap().mean, 0.5);
    assert_eq!(again.priors.fits, august.priors.fits);
}

#[test]
fn nothing_at_all_is_no_index_and_no_failure() {
    let scores = Lake::holding("").score();
    assert_eq!(scores.priors.basis, PriorBasis::SamePeriod);
    let unit = scores.unit("ONE-A").unwrap();
    assert_eq!((unit.index, unit.reason), (None, Some(NoIndex::NoRecords)));
    let outcome = CheckOutcome {
        results: vec![CheckResult {
            check: "D1".into(),
            unit: "ONE-A".into(),
            state: CheckState::Fail,
            reason: None,
            measured: Some(1.0),
            threshold: Some(0.0),
            violations: 1,
            population: 1,
        }],
        violations: Vec::new(),
    };
    let scores = Lake::holding("").scored(&outcome, None);
    assert_eq!(shown(&scores, "ONE-A", "reports_in_time"), "0/1");
}

#[test]
fn the_built_in_model_and_queries_are_sound_and_a_wrong_one_is_named() {
    let mut lake = Lake::holding("");
    assert_eq!(validate(&lake.session(), &lake.library).unwrap(), vec![]);
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("indicators")).unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join("indicators").join(name), text).unwrap();
    let good = lake.library.indicator("mean_rating").unwrap().to_owned();
    write("mean_rating.sql", &good.replace("sum(rating * rating) as squares", "1 as weight"));
    write(
        "feed_fresh.sql",
        "-- id: feed_fresh\n-- title.az: a\n-- title.en: b\n-- kind: share\n-- needs: receptions\nselect 1",
    );
    write(
        "complete_records.sql",
        &lake.library.indicator("complete_records").unwrap().replace("missing_fields", "no_such_column"),
    );
    write("new_one.sql", "select 1");
    lake.library = Library::load(Some(folder.path())).unwrap();
    let said: Vec<String> = validate(&lake.session(), &lake.library)
        .unwrap()
        .into_iter()
        .map(|found| format!("{}: {}", found.path, found.message))
        .collect();
    assert_eq!(said.len(), 4, "{said:#?}");
    assert_eq!(said[0], "indicators/new_one.sql: the model knows no indicator `new_one`");
    assert!(
        said[1].starts_with("indicators/feed_fresh.sql") && said[1].contains("key `kind` contradicts the model"),
        "{}",
        said[1]
    );
    assert!(
        said[2].starts_with("indicators/complete_records.sql") && said[2].contains("no_such_column"),
        "{}",
        said[2]
    );
    assert_eq!(said[3], "indicators/mean_rating.sql: the column `squares` is missing");
}
