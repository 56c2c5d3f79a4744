//! Findings on records: raised, told, answered, tested again, closed by data, reopened; twice is once.

use std::path::Path;

use qebul::catalog;
use qebul::clock::Clock;
use qebul::config::Config;
use qebul::domain::finding::life::{Action, Matter, replay};
use qebul::domain::finding::{Finding, FindingState};
use qebul::domain::period::Period;
use qebul::error::{Kind, Result};
use qebul::jobs::findings::{self, Acted, Filter, Request, Shown};
use qebul::jobs::{Environment, evaluate};

struct House {
    environment: Environment,
    _folder: tempfile::TempDir,
}

fn queries() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries")
}

impl House {
    /// The units of `ministry.csv`, the records of a case, and two logins.
    fn holding(given: &str) -> House {
        let folder = tempfile::tempdir().unwrap();
        let units = queries().join("ministry.csv");
        std::fs::write(
            folder.path().join("qebul.toml"),
            format!("[store]\npath = \"qebul.duckdb\"\n[ministry]\nunits = \"{}\"\n", units.display()),
        )
        .unwrap();
        let config = Config::load(Some(&folder.path().join("qebul.toml"))).unwrap_or_else(|e| panic!("{}", e.report()));
        let environment = qebul::app::environment(config, None).unwrap_or_else(|error| panic!("{}", error.report()));
        let read = |name: &str| std::fs::read_to_string(queries().join(name)).unwrap();
        let house = House { environment, _folder: folder };
        house.lake(&[&read("given.sql"), given, &read("take.sql")]);
        for (login, role, unit) in
            [("head", "head", ""), ("a", "unit", "ONE-A"), ("b", "unit", "ONE-B"), ("m", "monitoring", "")]
        {
            let sql = format!(
                "insert into state.users values ('{login}', '{role}', '{unit}', null, 'az', '', false, false, \
                 timestamp '2026-01-01', null, 0, null)"
            );
            house.environment.store.write_state(|state| state.run(&sql)).unwrap();
        }
        house
    }

    fn lake(&self, statements: &[&str]) {
        let done = self.environment.store.write_lake(|lake| statements.iter().try_for_each(|sql| lake.run(sql)));
        done.unwrap_or_else(|error| panic!("{}", error.report()));
    }

    fn at(&self, moment: &str) -> Environment {
        Environment { clock: Clock::Fixed(moment.parse().unwrap()), ..self.environment.clone() }
    }

    /// What the closing of a month does with findings, for the checks named.
    fn close(&self, moment: &str, month: &str, checks: &str) -> Environment {
        let environment = self.at(moment);
        let period: Period = month.parse().unwrap();
        let store = environment.store.clone();
        let prepared = evaluate::prepare(&environment, &store, period).unwrap();
        let checks =
            catalog::checks::run(&prepared.session, &environment.library, &prepared.context, None, &[checks.into()])
                .unwrap();
        let context = prepared.context.clone();
        drop(prepared);
        findings::record(&environment, &store, &context, &checks).unwrap_or_else(|error| panic!("{}", error.report()));
        environment
    }

    fn night(&self, moment: &str) -> usize {
        let environment = self.at(moment);
        findings::nightly(&environment, &environment.store).unwrap_or_else(|error| panic!("{}", error.report()))
    }

    fn all(&self) -> Vec<Finding> {
        let session = self.environment.store.session().unwrap();
        session.rows("select * from state.findings order by check_id, unit, period, subject").unwrap()
    }

    fn only(&self) -> Finding {
        let all = self.all();
        assert_eq!(all.len(), 1, "{all:#?}");
        all.into_iter().next().unwrap()
    }

    fn shown(&self, finding: &Finding) -> Shown {
        findings::show(&self.environment, &self.environment.store, &finding.fingerprint).unwrap()
    }

    fn act(&self, moment: &str, login: &str, action: Action, note: &str, until: Option<&str>) -> Result<Acted> {
        let request = Request {
            finding: self.only().fingerprint[..8].to_owned(),
            action,
            login: login.to_owned(),
            note: note.to_owned(),
            until: until.map(|day| day.parse().unwrap()),
            dry_run: false,
        };
        let environment = self.at(moment);
        findings::act(&environment, &environment.store, &request, |_, _| Ok(()))
    }

    /// Everything that the register holds, as text.
    fn contents(&self) -> Vec<String> {
        let session = self.environment.store.session().unwrap();
        ["findings", "finding_log", "finding_rows"]
            .map(|table| {
                let rows: Vec<serde_json::Value> =
                    session.rows(&format!("select * from state.{table} order by all")).unwrap();
                serde_json::to_string(&rows).unwrap()
            })
            .to_vec()
    }

    /// The log of every finding makes its state.
    fn logs_tell_the_states(&self) {
        for finding in self.all() {
            let shown = self.shown(&finding);
            let Matter { severity, look_into, .. } = finding.matter;
            let replayed = replay(&finding.origin_unit, severity, look_into, &shown.log).unwrap();
            assert_eq!(replayed, finding.matter);
        }
    }
}

const OVERDUE: &str = "insert into given.assignments (id, due_on) values ('one', '2026-09-22'), ('two', '2026-09-23');";
const CLOSING: &str = "2026-10-08T05:00:00Z";

#[test]
fn overdue_assignments_are_one_finding_that_only_data_closes() {
    let house = House::holding(OVERDUE);
    house.close(CLOSING, "2026-09", "A1");
    let raised = house.only();
    assert_eq!((raised.matter.status, raised.violations, raised.matter.deadline), (FindingState::Open, 2, None));
    assert!(raised.proposal_az.as_deref().unwrap().contains("təklif olunur"), "{:?}", raised.proposal_az);

    house.night("2026-10-08T22:30:00Z");
    let told = house.only();
    // Told on Friday the 9th, local; five working days on.
    assert_eq!((told.matter.status, told.matter.deadline), (FindingState::Notified, "2026-10-16".parse().ok()));

    house.lake(&["update lake.assignments set status = 'done', completed_on = date '2026-10-12' where id = 'one'"]);
    house.night("2026-10-12T22:30:00Z");
    assert_eq!((house.only().matter.status, house.only().remaining), (FindingState::Notified, 1));

    house.lake(&["update lake.assignments set status = 'done', completed_on = date '2026-10-13' where id = 'two'"]);
    house.night("2026-10-13T22:30:00Z");
    let closed = house.only();
    assert_eq!((closed.matter.status, closed.remaining), (FindingState::Closed, 0));
    assert!(house.shown(&closed).rows.iter().all(|row| row.cured_at.is_some()));

    // Evaluating the month again as of its closing sees the same rows as they were; nothing returns by that.
    house.close("2026-10-14T05:00:00Z", "2026-09", "A1");
    assert_eq!(house.only().matter.status, FindingState::Closed);

    house.lake(&["update lake.assignments set status = 'open', completed_on = null where id = 'two'"]);
    house.night("2026-10-15T22:30:00Z");
    let back = house.only();
    assert_eq!((back.matter.status, back.remaining), (FindingState::Notified, 1));
    let actions: Vec<_> = house.shown(&back).log.iter().map(|entry| entry.action).collect();
    use Action::{Close, Notify, Raise, Reopen, Verify};
    assert_eq!(actions, [Raise, Notify, Verify, Close, Reopen, Notify]);
    house.logs_tell_the_states();
}

#[test]
fn what_stays_overdue_for_months_is_one_matter() {
    let house = House::holding(&format!(
        "{OVERDUE} insert into given.assignments (id, issued_on, due_on) values ('three', '2026-10-01', '2026-10-20');"
    ));
    house.close(CLOSING, "2026-09", "A1");
    house.close("2026-11-09T05:00:00Z", "2026-10", "A1");
    let all = house.all();
    let seen: Vec<_> = all.iter().map(|f| (f.subject.as_str(), f.violations, f.occurrences)).collect();
    assert_eq!(seen, [("2026-09", 2, 2), ("2026-10", 1, 1)], "two assignments are told once, the third apart");
    let before = house.contents();
    house.close("2026-11-09T05:00:00Z", "2026-10", "A1");
    house.close(CLOSING, "2026-09", "A1");
    assert_eq!(house.contents(), before);
    house.lake(&["update lake.assignments set status = 'done', completed_on = date '2026-11-10' where id <> 'three'"]);
    house.night("2026-11-10T22:30:00Z");
    let status: Vec<_> = house.all().iter().map(|finding| (finding.subject.clone(), finding.matter.status)).collect();
    assert_eq!(status[0], ("2026-09".to_owned(), FindingState::Closed));
    assert_eq!(status[1], ("2026-10".to_owned(), FindingState::Notified));
}

#[test]
fn a_withdrawn_record_puts_nothing_right() {
    let house = House::holding(OVERDUE);
    house.close(CLOSING, "2026-09", "A1");
    house.lake(&["update lake.assignments set deleted = true"]);
    house.night("2026-10-12T22:30:00Z");
    assert_eq!((house.only().matter.status, house.only().remaining), (FindingState::Notified, 2));
}

#[test]
fn the_same_evaluation_twice_changes_nothing() {
    let house = House::holding(&format!(
        "{OVERDUE} insert into given.receptions (id, started_at, registration) values ('r', '2026-09-03 10:00', 'paper');"
    ));
    house.close(CLOSING, "2026-09", "A1,R2,S3");
    house.night("2026-10-08T22:30:00Z");
    let before = house.contents();
    house.close(CLOSING, "2026-09", "A1,R2,S3");
    house.close("2026-10-10T05:00:00Z", "2026-09", "A1,R2,S3");
    assert_eq!(house.night("2026-10-08T22:30:00Z"), 0);
    assert_eq!(house.contents(), before);
}

#[test]
fn a_breach_of_conduct_ends_with_a_later_month_that_passes_and_not_with_one_that_says_nothing() {
    let house = House::holding(
        "insert into given.receptions (id, started_at, registration) values
            ('paper', '2026-08-03 10:00', 'paper'), ('again', '2026-10-05 10:00', 'paper'),
            ('fine', '2026-11-03 10:00', 'subsystem');",
    );
    house.close("2026-09-08T05:00:00Z", "2026-08", "R2");
    house.close(CLOSING, "2026-09", "R2");
    assert_eq!(house.only().matter.status, FindingState::Open, "September has no records: not evaluable");
    house.close("2026-11-09T05:00:00Z", "2026-10", "R2");
    let all = house.all();
    assert_eq!(all.len(), 2, "violations of records are one matter a month");
    house.close("2026-12-08T05:00:00Z", "2026-11", "R2");
    assert!(house.all().iter().all(|finding| finding.matter.status == FindingState::Closed));
    house.logs_tell_the_states();
}

#[test]
fn an_officials_finding_returns_under_the_same_name() {
    let house = House::holding(
        "insert into given.officials (id) values ('o1');
         insert into given.appointments (id, date) values ('p', '2026-09-08');",
    );
    house.close("2026-09-08T05:00:00Z", "2026-08", "S3");
    let first = house.only();
    assert_eq!(first.subject, "o1");
    house.close(CLOSING, "2026-09", "S3");
    assert_eq!(house.only().matter.status, FindingState::Closed);
    house.close("2026-11-09T05:00:00Z", "2026-10", "S3");
    let back = house.only();
    assert_eq!((back.fingerprint, back.matter.status), (first.fingerprint, FindingState::Reopened));
    assert_eq!((back.occurrences, back.period.as_str(), back.first_seen), (2, "2026-10", first.first_seen));
    house.logs_tell_the_states();
}

#[test]
fn people_do_what_their_role_may_with_what_is_theirs() {
    let house = House::holding(OVERDUE);
    house.close(CLOSING, "2026-09", "A1");
    let day = "2026-10-09T06:00:00Z";
    assert_eq!(house.act(day, "a", Action::Acknowledge, "", None).unwrap_err().kind(), Kind::Usage, "not told yet");
    house.act(day, "m", Action::Notify, "", None).unwrap();
    for (login, action) in
        [("b", Action::Acknowledge), ("m", Action::ClaimFixed), ("m", Action::Waive), ("a", Action::Waive)]
    {
        let refused = house.act(day, login, action, "x", Some("2026-12-01")).unwrap_err();
        assert_eq!(refused.kind(), Kind::Forbidden, "{login} {action:?}: {}", refused.report());
    }
    assert_eq!(house.act(day, "nobody", Action::Comment, "x", None).unwrap_err().kind(), Kind::NotFound);
    house.environment.store.write_state(|s| s.run("update state.users set disabled = true where login = 'm'")).unwrap();
    assert_eq!(house.act(day, "m", Action::Comment, "x", None).unwrap_err().kind(), Kind::Forbidden);

    house.act(day, "a", Action::Dispute, "Tapşırıqlar icra edilib", None).unwrap();
    house.act(day, "head", Action::Uphold, "Sübut yoxdur", None).unwrap();
    house.act(day, "a", Action::Plan, "İcra olunur", Some("2026-10-15")).unwrap();
    let claimed = house.act("2026-10-12T06:00:00Z", "a", Action::ClaimFixed, "İcra edilib", None).unwrap();
    assert_eq!(claimed.finding.matter.status, FindingState::ClaimedFixed);
    let said: Vec<_> = house.shown(&house.only()).log.into_iter().map(|entry| entry.why).collect();
    assert!(said.contains(&"Tapşırıqlar icra edilib".to_owned()) && said.contains(&"Sübut yoxdur".to_owned()));

    // Nothing was pulled since the claim: nothing refutes it. Then records come that do.
    house.night("2026-10-12T22:30:00Z");
    assert_eq!(house.only().matter.status, FindingState::ClaimedFixed);
    house.lake(&["update lake.loads set started_at = timestamp '2026-10-13 22:00:00'"]);
    house.night("2026-10-13T22:30:00Z");
    let refuted = house.only();
    assert_eq!(refuted.matter.status, FindingState::Notified, "reopened and told again");
    assert_eq!(refuted.matter.deadline, "2026-10-21".parse().ok());
    house.logs_tell_the_states();
}

#[test]
fn a_dry_run_writes_nothing_and_what_goes_with_a_step_goes_in_one_transaction() {
    let house = House::holding(OVERDUE);
    house.close(CLOSING, "2026-09", "A1");
    let before = house.contents();
    let request = Request {
        finding: house.only().fingerprint,
        action: Action::Notify,
        login: "m".into(),
        note: String::new(),
        until: None,
        dry_run: true,
    };
    let environment = house.at("2026-10-09T06:00:00Z");
    let acted = findings::act(&environment, &environment.store, &request, |_, _| Ok(())).unwrap();
    assert_eq!(acted.finding.matter.deadline, "2026-10-16".parse().ok());
    assert_eq!(house.contents(), before);
    let request = Request { dry_run: false, ..request };
    let failed = findings::act(&environment, &environment.store, &request, |_, _| {
        Err(qebul::error::Error::failed("writing the access log"))
    });
    assert!(failed.is_err());
    assert_eq!(house.contents(), before);
}

#[test]
fn waivers_end_by_themselves_and_overdue_findings_climb() {
    let house = House::holding(OVERDUE);
    house.close(CLOSING, "2026-09", "A1");
    house.night("2026-10-08T22:30:00Z");
    house.night("2026-10-21T22:30:00Z");
    assert_eq!(house.only().matter.level.as_str(), "unit", "four working days late");
    house.night("2026-10-25T22:30:00Z");
    assert_eq!(house.only().matter.level.as_str(), "agency");
    house.night("2026-11-01T22:30:00Z");
    assert_eq!(house.only().matter.level.as_str(), "leadership");
    let environment = house.at("2026-11-01T22:30:00Z");
    let filter = Filter { unit: Some("ONE".into()), only_overdue: true, ..Filter::default() };
    assert_eq!(findings::list(&environment, &environment.store, &filter).unwrap().len(), 1);
    let filter = Filter { unit: Some("TWO".into()), ..filter };
    assert!(findings::list(&environment, &environment.store, &filter).unwrap().is_empty());

    house.act("2026-11-02T06:00:00Z", "a", Action::AskWaiver, "Məhkəmədədir", Some("2026-11-30")).unwrap();
    house.act("2026-11-02T07:00:00Z", "head", Action::Waive, "Məhkəmədədir", Some("2026-11-30")).unwrap();
    house.night("2026-11-30T10:00:00Z");
    assert_eq!(house.only().matter.status, FindingState::Waived, "its last day");
    house.night("2026-11-30T22:30:00Z");
    let again = house.only();
    assert_eq!((again.matter.status, again.matter.level.as_str()), (FindingState::Notified, "unit"));
    house.logs_tell_the_states();
}

#[test]
fn the_successor_answers_for_a_unit_that_has_gone() {
    // ONE-OLD ended with June; ONE-A took over.
    let house = House::holding(
        "insert into given.assignments (id, executor_unit, unit_code, issued_on, due_on) values
            ('old', 'ONE-OLD', 'ONE-OLD', '2026-06-01', '2026-06-15');",
    );
    house.close("2026-07-08T05:00:00Z", "2026-06", "A1");
    assert_eq!(house.only().matter.unit, "ONE-OLD");
    house.night("2026-07-08T22:30:00Z");
    let passed = house.only();
    assert_eq!((passed.matter.unit.as_str(), passed.origin_unit.as_str()), ("ONE-A", "ONE-OLD"));
    house.act("2026-07-09T06:00:00Z", "a", Action::Acknowledge, "", None).unwrap();
    house.lake(&["update lake.assignments set status = 'done', completed_on = date '2026-07-10'"]);
    house.night("2026-07-10T22:30:00Z");
    assert_eq!(house.only().matter.status, FindingState::Closed);
    house.logs_tell_the_states();
}

#[test]
fn matters_to_look_into_wait_for_the_sector() {
    let house = House::holding(
        "insert into given.assignments (id, issued_on, due_on, status, completed_on)
         select 'a' || n, '2026-09-01', '2026-09-29', 'done', date '2026-09-14' from range(30) as r(n)
         union all
         select 'p' || n, '2026-06-01', '2026-06-29', 'done', date '2026-06-01' + cast(n as integer)
         from range(20) as r(n);",
    );
    house.close(CLOSING, "2026-09", "A8");
    house.night("2026-10-08T22:30:00Z");
    let raised = house.only();
    assert!(raised.matter.look_into && raised.matter.status == FindingState::Open, "{raised:?}");
    house.act("2026-10-09T06:00:00Z", "m", Action::Confirm, "Sənədlər eyni gündə bağlanıb", None).unwrap();
    house.night("2026-10-09T22:30:00Z");
    let told = house.only();
    assert_eq!((told.matter.status, told.matter.confirmed), (FindingState::Notified, Some(true)));
    house.logs_tell_the_states();
}
