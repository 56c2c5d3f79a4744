//! Pulling a feed over HTTP into the store.

use std::sync::{Arc, Mutex};

use super::Scope;
use super::sink::{self, StoreSink};
use crate::error::{Error, Result};
use crate::jobs::{Environment, Progress};
use crate::source::{HttpSettings, IdentityKey, PullOptions, Sink, SourceOutcome, SourceSettings, pull_feed};
use crate::store::LoadRecord;

/// Walks all entities of one feed; answers its loads and the error that left it incomplete.
pub async fn pull(
    environment: &Environment,
    settings: &SourceSettings,
    place: &HttpSettings,
    key: &IdentityKey,
    scope: &Scope,
    step: &str,
) -> (Vec<LoadRecord>, Option<Error>) {
    let ended = Arc::new(Mutex::new(Vec::new()));
    let sinks =
        || -> Box<dyn Sink> { Box::new(StoreSink::new(environment.store.clone(), &settings.name, ended.clone())) };
    let mut options = PullOptions::new(environment.clock.clone());
    options.is_full = scope.full;
    options.is_reconciling = scope.reconcile;
    options.progress = Some(telling(environment, step));
    let outcome = pull_feed(&settings.name, place, &environment.reference, key, &sinks, &options).await;
    (sink::take(&ended), failure(environment, outcome))
}

/// Sums the entities' pages up to the step's rows.
fn telling(environment: &Environment, step: &str) -> Arc<dyn Fn(&crate::source::walk::Progress) + Send + Sync> {
    let (watch, step) = (environment.watch.clone(), step.to_owned());
    let items = Mutex::new(std::collections::BTreeMap::new());
    Arc::new(move |progress| {
        let Ok(mut items) = items.lock() else { return };
        items.insert(progress.entity, progress.items);
        let done = items.values().sum();
        watch.tell(Progress::Advance { step: step.clone(), done, total: None });
    })
}

/// The first thing that left the source incomplete; warnings are told.
fn failure(environment: &Environment, outcome: Result<SourceOutcome>) -> Option<Error> {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(error) => return Some(error),
    };
    for warning in &outcome.warnings {
        environment.watch.note(format!("source `{}`: {warning}", outcome.source));
    }
    outcome.error.or_else(|| outcome.entities.into_iter().find_map(|entity| entity.error))
}
