//! How good the checks are: simulated ministries whose faults are known are pulled and checked month by month, as in
//! life, and what the checks find is held against what the simulator lists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::{Environment, evaluate, pull};
use crate::catalog;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::finding::Violation;
use crate::domain::period::Period;
use crate::domain::records::Entity;
use crate::error::{Doing, Error, Result};
use crate::simulator::{self, Ministry, Serving, Settings};
use crate::store::Store;

/// What share of the true violations a check must find, and what share of those found must be true.
pub const LEAST_RECALL: f64 = 0.99;
pub const LEAST_PRECISION: f64 = 0.95;

/// Months before the first that is checked: volumes (R13) need six, and the first pull brings them in.
const HISTORY: usize = 9;
/// When the last month is looked at again after it was reported (D3).
const AFTERWARDS: TimeDelta = TimeDelta::days(10);

/// One simulated ministry to try the checks on.
#[derive(Debug, Clone, Copy)]
pub struct Trial {
    pub seed: u64,
    /// 1 = two million receptions a year.
    pub scale: f64,
    /// The months that are checked end with this one.
    pub last: Period,
    pub months: usize,
}

/// What one check found and what there was to find.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub right: u64,
    /// Found, but not true.
    pub false_alarms: u64,
    /// True, but not found.
    pub missed: u64,
}

impl Tally {
    /// The share of the true violations that were found; none where there was nothing to find.
    pub fn recall(&self) -> Option<f64> {
        let all = self.right + self.missed;
        (all > 0).then(|| self.right as f64 / all as f64)
    }

    /// The share of the violations found that were true; none where nothing was found.
    pub fn precision(&self) -> Option<f64> {
        let all = self.right + self.false_alarms;
        (all > 0).then(|| self.right as f64 / all as f64)
    }

    /// Says whether the check is as good as it must be; one that was never put to the test is not.
    pub fn is_good(&self) -> bool {
        self.recall().is_some_and(|recall| recall >= LEAST_RECALL)
            && self.precision().is_some_and(|precision| precision >= LEAST_PRECISION)
    }
}

/// The tallies of every check, and what was found wrongly or missed.
#[derive(Debug, Clone, Default)]
pub struct Accuracy {
    pub checks: BTreeMap<String, Tally>,
    /// A line each, at most so many a check.
    pub examples: Vec<String>,
    pub receptions: i64,
}

const EXAMPLES: usize = 4;

impl Accuracy {
    pub fn add(&mut self, other: Accuracy) {
        for (check, tally) in other.checks {
            let sum = self.checks.entry(check).or_default();
            sum.right += tally.right;
            sum.false_alarms += tally.false_alarms;
            sum.missed += tally.missed;
        }
        self.examples.extend(other.examples);
        self.receptions += other.receptions;
    }

    fn compare(&mut self, check: &str, period: Period, seed: u64, found: &BTreeSet<Key>, true_ones: &BTreeSet<Key>) {
        let tally = self.checks.entry(check.to_owned()).or_default();
        tally.right += found.intersection(true_ones).count() as u64;
        tally.false_alarms += found.difference(true_ones).count() as u64;
        tally.missed += true_ones.difference(found).count() as u64;
        let example = |what: &str, key: &Key| format!("{check} {period} seed {seed} {what}: {}", key.join(" "));
        self.examples.extend(found.difference(true_ones).take(EXAMPLES).map(|key| example("false alarm", key)));
        self.examples.extend(true_ones.difference(found).take(EXAMPLES).map(|key| example("missed", key)));
    }
}

/// Unit, kind of subject, subject, and where a subject can stand twice what tells the violations apart.
type Key = Vec<String>;

/// Pulls and checks one simulated ministry; queries, tables and fonts are those of the environment.
///
/// # Errors
/// The feeds cannot be served or pulled, or a check does not run.
pub async fn measure(environment: &Environment, folder: &Path, trial: Trial) -> Result<Accuracy> {
    let months = months(trial.last, trial.months);
    let first = months.first().copied().unwrap_or(trial.last);
    let bench = Bench {
        environment: Environment {
            store: Store::in_memory(&environment.reference)?,
            as_of: None,
            ..environment.clone()
        },
        folder,
        trial,
        from: (0..HISTORY).fold(first, |month, _| month.previous()),
    };
    let mut accuracy = Accuracy::default();
    bench.pull(bench.end_of(first.previous()), false).await?;
    for (place, month) in months.iter().copied().enumerate() {
        bench.pull(bench.end_of(month), false).await?;
        let closing = bench.closing(month);
        let ministry = bench.pull(closing, true).await?;
        let (checks, work) = (bench.ids(|id| id != "D3"), bench.at(closing));
        bench.check(&work, &ministry, month, &checks, &mut accuracy).await?;
        if let Some(before) = place.checked_sub(1) {
            bench.check(&work, &ministry, months[before], &["D3".into()], &mut accuracy).await?;
        }
        bench.issue(month, closing).await?;
    }
    let afterwards = bench.closing(trial.last) + AFTERWARDS;
    let ministry = bench.pull(afterwards, false).await?;
    bench.check(&bench.at(afterwards), &ministry, trial.last, &["D3".into()], &mut accuracy).await?;
    accuracy.receptions = bench.environment.store.call(|store| store.held(Entity::Receptions)).await?;
    Ok(accuracy)
}

fn months(last: Period, count: usize) -> Vec<Period> {
    let mut months: Vec<Period> =
        std::iter::successors(Some(last), |month| Some(month.previous())).take(count).collect();
    months.reverse();
    months
}

struct Bench<'a> {
    environment: Environment,
    folder: &'a Path,
    trial: Trial,
    from: Period,
}

impl Bench<'_> {
    /// The last second of a month.
    fn end_of(&self, month: Period) -> DateTime<Utc> {
        self.environment.reference.zone.day_start(month.next().first_day()) - TimeDelta::seconds(1)
    }

    fn closing(&self, month: Period) -> DateTime<Utc> {
        self.environment.reference.calendar.closing_instant(&month, self.environment.reference.zone)
    }

    fn at(&self, moment: DateTime<Utc>) -> Environment {
        Environment { clock: Clock::Fixed(moment), ..self.environment.clone() }
    }

    fn ids(&self, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let checks = self.environment.library.checks().iter();
        checks.map(|check| check.id.clone()).filter(|id| wanted(id)).collect()
    }

    /// Serves the ministry as it is known at the moment and pulls it; a source that is down is left out, as in life.
    async fn pull(&self, moment: DateTime<Utc>, reconcile: bool) -> Result<Arc<Ministry>> {
        let reference = self.environment.reference.clone();
        let mut settings = Settings::new(self.trial.seed, self.trial.scale, self.from, self.trial.last.next(), moment);
        settings.feed_faults = true;
        let made = tokio::task::spawn_blocking(move || Ministry::generate(settings, &reference)).await;
        let ministry = Arc::new(made.doing(|| "simulating the ministry".into())??);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.doing(|| "serving simulated feeds".into())?;
        let address = listener.local_addr().doing(|| "asking for the feeds' port".into())?;
        let stop = CancellationToken::new();
        let serving = Serving { clock: Clock::Fixed(moment), ..Serving::default() };
        let served = simulator::serve_with(ministry.clone(), listener, serving, stop.clone().cancelled_owned());
        let server = tokio::spawn(served);
        let config = self.config(&ministry, address)?;
        let work = Environment { config: Arc::new(config), ..self.at(moment) };
        let pulled = pull::all(&work, pull::Scope { reconcile, ..pull::Scope::default() }).await;
        stop.cancel();
        server.await.doing(|| "ending the simulated feeds".into())??;
        let summary = pulled?;
        let down = ministry.sources().iter().filter(|source| ministry.is_down(source)).count();
        if summary.failures.len() > down {
            return Err(Error::failed("pulling simulated feeds").because(Error::failed(summary.failures.join("\n"))));
        }
        Ok(ministry)
    }

    fn config(&self, ministry: &Ministry, address: std::net::SocketAddr) -> Result<Config> {
        let mut text = String::from("[privacy]\nkey_file = \"bench.key\"\n");
        for source in ministry.sources() {
            let file = format!("token-{source}");
            let path = self.folder.join(&file);
            std::fs::write(&path, ministry.token(source)).doing(|| format!("writing `{}`", path.display()))?;
            text.push_str(&format!(
                "[[source]]\nname = \"{source}\"\nkind = \"http\"\nurl = \"http://{address}/{source}\"\ntoken_file = \"{file}\"\n"
            ));
        }
        Config::parse(&text, "simulated feeds", self.folder)
    }

    /// Runs checks on a month and compares what they find with what the ministry lists.
    async fn check(
        &self,
        work: &Environment,
        ministry: &Ministry,
        period: Period,
        checks: &[String],
        accuracy: &mut Accuracy,
    ) -> Result<()> {
        let (environment, wanted) = (work.clone(), checks.to_vec());
        let outcome = work
            .store
            .call(move |store| {
                let prepared = evaluate::prepare(&environment, store, period)?;
                catalog::checks::run(&prepared.session, &environment.library, &prepared.context, None, &wanted)
            })
            .await?;
        let of_period = period.to_string();
        for check in checks {
            let found = outcome.violations.iter().filter(|violation| violation.check == *check).map(found).collect();
            let listed = ministry.truth().violations.iter();
            let listed = listed.filter(|violation| violation.check == *check && violation.period == of_period);
            accuracy.compare(check, period, self.trial.seed, &found, &listed.map(listed_key).collect());
        }
        Ok(())
    }

    /// Notes that the month was reported on what has been pulled: the dataset first, then the edition.
    async fn issue(&self, period: Period, moment: DateTime<Utc>) -> Result<()> {
        let ministry = self.environment.reference.units.ministry().code.clone();
        self.environment
            .store
            .call(move |store| {
                #[derive(serde::Deserialize)]
                struct Newest {
                    value: i64,
                }
                let newest: Newest =
                    store.session()?.one("select coalesce(max(load_id), 0) as value from lake.loads")?;
                let period = period.to_string();
                let dataset = json!({
                    "dataset_id": format!("bench {period}"), "kind": "monthly", "period": period, "unit": null,
                    "language": "az", "as_of": moment, "load_id": newest.value, "snapshot_hash": "", "body": "{}",
                    "manifest": "{}", "created_at": moment,
                });
                store.write_lake(|lake| lake.insert("lake.datasets", &[dataset]))?;
                let edition = json!({
                    "edition_id": format!("monthly/{period}/{ministry}/az/1"), "kind": "monthly", "period": period,
                    "unit": ministry, "language": "az", "edition": 1, "status": "issued",
                    "dataset_id": format!("bench {period}"), "pdf_path": "", "pdf_sha256": "", "pages": 1,
                    "as_of": moment, "created_at": moment, "issued_at": moment,
                });
                store.write_state(|state| state.insert("state.editions", &[edition]))
            })
            .await
            .doing(|| format!("noting the edition of {period}"))
    }
}

fn found(violation: &Violation) -> Key {
    let evidence = &violation.evidence;
    let apart = match violation.check.as_str() {
        "D2" => evidence["figure"].as_str().map(str::to_owned),
        "R6" => evidence["receptions"][0].as_str().map(str::to_owned),
        _ => None,
    };
    let subject = [&violation.unit, &violation.subject_kind, &violation.subject_id];
    subject.into_iter().cloned().chain(apart).collect()
}

fn listed_key(violation: &simulator::Violation) -> Key {
    let apart = match violation.check.as_str() {
        "D2" => violation.figure.clone(),
        // The first of the two is the later record, the subject; the other is the one before it.
        "R6" => violation.involved.get(1).cloned(),
        _ => None,
    };
    let subject = [&violation.unit, &violation.subject_kind, &violation.subject_id];
    subject.into_iter().cloned().chain(apart).collect()
}
