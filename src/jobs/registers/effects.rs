//! The effect of a training: the change of the trained units' index beyond that of the others (difference in differences).
//!
//! It is no proof: units are often sent to a training because they did badly, and what did badly by chance recovers by
//! itself. The interval says only what chance among units explains.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::estimate::{Estimate, difference_in_differences};
use crate::error::{Doing, Result};
use crate::jobs::Environment;
use crate::store::Store;

/// Fewer units on a side say nothing.
const LEAST: usize = 5;

/// What a training changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Effect {
    pub number: String,
    pub held_on: NaiveDate,
    pub subject: String,
    /// Units with an index before and after.
    pub trained: usize,
    pub others: usize,
    /// Mean change of the index of the trained units and of the others, in points.
    pub change: Option<f64>,
    pub change_of_others: Option<f64>,
    /// The difference of the two with its 95 % interval; none where there is not enough data.
    pub effect: Option<Estimate>,
}

#[derive(Deserialize)]
struct Row {
    number: String,
    unit: String,
    is_trained: bool,
    before: f64,
    after: f64,
}

#[derive(Deserialize)]
struct Training {
    number: String,
    held_on: NaiveDate,
    subject: String,
}

/// Every training with its effect, oldest first.
pub fn effects(environment: &Environment, store: &Store) -> Result<Vec<Effect>> {
    let session = store.snapshot()?;
    let act = || "reading the effects of trainings".to_owned();
    let trainings: Vec<Training> =
        session.rows("select number, held_on, subject from state.trainings order by held_on, number").doing(act)?;
    let rows: Vec<Row> = session.rows(environment.library.report("training_effects")?).doing(act)?;
    let mut of_training: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        of_training.entry(&row.number).or_default().push(row);
    }
    let none = Vec::new();
    Ok(trainings
        .iter()
        .map(|training| effect(training, of_training.get(training.number.as_str()).unwrap_or(&none)))
        .collect())
}

fn effect(training: &Training, rows: &[&Row]) -> Effect {
    let changes = |is_trained: bool| -> Vec<f64> {
        let mut of_side: Vec<&&Row> = rows.iter().filter(|row| row.is_trained == is_trained).collect();
        of_side.sort_by(|a, b| a.unit.cmp(&b.unit));
        of_side.into_iter().map(|row| row.after - row.before).collect()
    };
    let mean = |changes: &[f64]| (!changes.is_empty()).then(|| changes.iter().sum::<f64>() / changes.len() as f64);
    let (trained, others) = (changes(true), changes(false));
    let is_enough = trained.len() >= LEAST && others.len() >= LEAST;
    Effect {
        number: training.number.clone(),
        held_on: training.held_on,
        subject: training.subject.clone(),
        trained: trained.len(),
        others: others.len(),
        change: mean(&trained),
        change_of_others: mean(&others),
        effect: if is_enough { difference_in_differences(&trained, &others, &training.number) } else { None },
    }
}
