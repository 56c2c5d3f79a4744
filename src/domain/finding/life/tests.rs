use proptest::prelude::*;

use super::*;
use crate::domain::user::Role;

fn day(number: i64) -> NaiveDate {
    NaiveDate::default() + chrono::TimeDelta::days(20_000 + number)
}

fn at(number: i64) -> DateTime<Utc> {
    day(number).and_hms_opt(5, 0, 0).unwrap().and_utc()
}

fn data(action: Action, number: i64) -> Step {
    Step::of_data(action, at(number), day(number), "why")
}

fn raised(look_into: bool) -> (Matter, Vec<Entry>) {
    let (matter, entry) = Matter::raise("A", Severity::High, look_into, &data(Action::Raise, 0));
    (matter, vec![entry])
}

fn by(role: Role, action: Action, number: i64) -> Step {
    Step { by: By::Person(role), who: "n.aliyeva".into(), ..data(action, number) }
}

fn notified() -> (Matter, Vec<Entry>) {
    let (mut matter, mut log) = raised(false);
    let step = Step { deadline: Some(day(7)), ..data(Action::Notify, 0) };
    log.push(matter.step(&step, 1).unwrap());
    (matter, log)
}

#[test]
fn the_usual_way() {
    let (mut matter, mut log) = notified();
    assert_eq!((matter.status, matter.deadline), (FindingState::Notified, Some(day(7))));
    let plan = Step { until: Some(day(5)), ..by(Role::Unit, Action::Plan, 2) };
    for step in [
        by(Role::Unit, Action::Acknowledge, 1),
        plan,
        by(Role::Unit, Action::ClaimFixed, 4),
        data(Action::Verify, 5),
        data(Action::Close, 5),
    ] {
        log.push(matter.step(&step, log.len() as i32).unwrap());
    }
    assert_eq!((matter.status, matter.closed_at), (FindingState::Closed, Some(at(5))));
    assert_eq!(matter.deadline, Some(day(7)), "what was due stays on record");
    assert_eq!(replay("A", Severity::High, false, &log).unwrap(), matter);
}

#[test]
fn a_returning_finding_waits_for_a_new_notification() {
    let (mut matter, _) = notified();
    matter.step(&by(Role::Unit, Action::ClaimFixed, 1), 2).unwrap();
    matter.step(&data(Action::Reopen, 9), 3).unwrap();
    assert_eq!((matter.status, matter.deadline, matter.claimed_at), (FindingState::Reopened, None, None));
    assert!(matter.step(&by(Role::Unit, Action::ClaimFixed, 9), 4).is_err());
    matter.step(&Step { deadline: Some(day(20)), ..data(Action::Notify, 9) }, 4).unwrap();
    assert_eq!(matter.deadline, Some(day(20)));
}

#[test]
fn a_waiver_ends_by_itself_and_not_before() {
    let (mut matter, _) = notified();
    let waive = Step { until: Some(day(30)), ..by(Role::Head, Action::Waive, 1) };
    assert_eq!(
        matter.step(&Step { by: By::Person(Role::Monitoring), ..waive.clone() }, 2),
        Err(Refusal::NotYours { action: Action::Waive, by: By::Person(Role::Monitoring) })
    );
    assert_eq!(matter.step(&Step { until: None, ..waive.clone() }, 2), Err(Refusal::NoDay { action: Action::Waive }));
    assert_eq!(matter.step(&Step { until: Some(day(1)), ..waive.clone() }, 2), Err(Refusal::DayPast { until: day(1) }));
    assert_eq!(
        matter.step(&Step { note: " ".into(), ..waive.clone() }, 2),
        Err(Refusal::NoNote { action: Action::Waive })
    );
    matter.step(&waive, 2).unwrap();
    assert!(matter.step(&data(Action::EndWaiver, 30), 3).is_err(), "the last day belongs to the waiver");
    matter.step(&data(Action::EndWaiver, 31), 3).unwrap();
    assert_eq!((matter.status, matter.waived_until), (FindingState::Reopened, None));
}

#[test]
fn a_matter_to_look_into_counts_once_confirmed() {
    let (mut matter, _) = raised(true);
    assert!(!matter.counts());
    matter.step(&by(Role::Monitoring, Action::Confirm, 1), 1).unwrap();
    assert!(matter.counts());
    assert_eq!(matter.step(&by(Role::Monitoring, Action::Confirm, 1), 2), Err(Refusal::Confirmed));
    matter.step(&by(Role::Monitoring, Action::Dismiss, 2), 2).unwrap();
    assert_eq!((matter.status, matter.counts()), (FindingState::Closed, false));
    matter.step(&data(Action::Reopen, 40), 3).unwrap();
    assert_eq!(matter.confirmed, None, "what returns is looked into anew");
    let (mut breach, _) = raised(false);
    assert_eq!(breach.step(&by(Role::Monitoring, Action::Confirm, 1), 1), Err(Refusal::NotToLookInto));
}

#[test]
fn an_overdue_finding_climbs_and_never_down() {
    let (mut matter, _) = notified();
    let to = |level: Level, number| Step { detail: Some(level.to_string()), ..data(Action::Escalate, number) };
    assert!(matter.step(&to(Level::Agency, 7), 2).is_err(), "not on the day of the deadline");
    matter.step(&to(Level::Leadership, 20), 2).unwrap();
    assert!(matter.step(&to(Level::Agency, 21), 3).is_err());
    assert_eq!(matter.level, Level::Leadership);
}

#[test]
fn a_log_with_a_line_missing_or_changed_is_seen() {
    let (mut matter, mut log) = notified();
    log.push(matter.step(&by(Role::Unit, Action::Acknowledge, 1), 2).unwrap());
    log.push(matter.step(&by(Role::Unit, Action::ClaimFixed, 2), 3).unwrap());
    let replayed = |log: &[Entry]| replay("A", Severity::High, false, log);
    assert_eq!(replayed(&log).unwrap(), matter);
    let without = [&log[..2], &log[3..]].concat();
    assert_eq!(replayed(&without).unwrap_err().to_string(), "line 3 of the finding's log: line 2 is missing");
    let mut changed = log.clone();
    changed[2].role = "leadership".into();
    assert!(replayed(&changed).is_err());
    assert!(replayed(&log[1..]).is_err());
    assert!(replayed(&[]).is_err());
}

fn any_step() -> impl Strategy<Value = Step> {
    let who = prop_oneof![
        2 => Just(By::Data),
        3 => Just(By::Person(Role::Unit)),
        3 => Just(By::Person(Role::Head)),
        3 => prop::sample::select(Role::ALL.to_vec()).prop_map(By::Person),
    ];
    let detail = prop::option::of(prop::sample::select(vec!["A", "B", "unit", "agency", "leadership"]));
    (
        prop::sample::select(Action::ALL.to_vec()),
        who,
        0..60_i64,
        prop::bool::weighted(0.8),
        prop::option::of(0..90_i64),
        prop::option::of(0..90_i64),
        detail,
    )
        .prop_map(|(action, by, number, has_note, until, deadline, detail)| Step {
            action,
            by,
            who: by.as_str().into(),
            at: at(number),
            today: day(number),
            note: if has_note { "why".into() } else { String::new() },
            until: until.map(day),
            deadline: deadline.map(day).filter(|_| action == Action::Notify || number % 7 == 0),
            detail: detail.map(str::to_owned),
        })
}

/// Gives a random step what its action asks for, so that long lives are tried too.
fn fitted(step: Step) -> Step {
    let needs = step.action.rule().map(|rule| rule.needs);
    Step {
        until: if needs == Some(Needs::NoteAndDay) { step.until } else { None },
        deadline: if step.action == Action::Notify { step.deadline } else { None },
        ..step
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_tried_the_log_tells_the_state(
        look_into: bool,
        steps in prop::collection::vec((any_step(), any::<bool>()), 1..60),
    ) {
        let (mut matter, mut log) = raised(look_into);
        for (step, fit) in steps {
            let step = if fit { fitted(step) } else { step };
            let before = matter.clone();
            match matter.step(&step, log.len() as i32) {
                Err(_) => prop_assert_eq!(&matter, &before, "a refused step changes nothing"),
                Ok(entry) => {
                    let rule = step.action.rule().unwrap();
                    prop_assert!(rule.allows(step.by) && rule.from.contains(&before.status));
                    prop_assert!(rule.needs == Needs::Nothing || !step.note.is_empty());
                    prop_assert_eq!(rule.to == To::Same, matter.status == before.status && rule.to == To::Same);
                    prop_assert_eq!(entry.to_status, matter.status);
                    let is_changed = matter.deadline != before.deadline;
                    prop_assert!(
                        !is_changed || matter.deadline.is_none() || step.action == Action::Notify,
                        "only a notification sets a deadline"
                    );
                    log.push(entry);
                }
            }
            prop_assert_eq!(matter.deadline.is_some(), matter.notified_at.is_some());
            prop_assert!(matter.deadline.is_none_or(|deadline| deadline >= matter.notified_at.unwrap().date_naive()));
            prop_assert_eq!(matter.waived_until.is_some() && matter.status != FindingState::Withdrawn,
                matter.status == FindingState::Waived);
            prop_assert_eq!(
                matter.closed_at.is_some(),
                matches!(matter.status, FindingState::Closed | FindingState::Withdrawn)
            );
        }
        prop_assert!(log.iter().zip(0..).all(|(entry, position)| entry.position == position));
        prop_assert_eq!(replay("A", Severity::High, look_into, &log).unwrap(), matter);
    }
}
