//! The register while it is being written: findings held, steps taken, one save.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::finding::Finding;
use crate::domain::finding::life::{Entry, Refusal, Step};
use crate::error::{Doing, Error, Result};
use crate::store::Session;

/// Findings of one transaction; nothing is written before [`Register::save`].
pub struct Register<'a> {
    state: &'a Session,
    held: BTreeMap<String, Held>,
    log: Vec<Line>,
}

#[derive(Clone, Deserialize)]
struct Held {
    #[serde(flatten)]
    finding: Finding,
    log_length: i32,
    #[serde(skip)]
    is_changed: bool,
}

#[derive(Serialize)]
struct Line {
    fingerprint: String,
    #[serde(flatten)]
    entry: Entry,
}

impl<'a> Register<'a> {
    /// Reads the findings that are not settled, those settled since a moment, and those named.
    pub fn read(state: &'a Session, settled_since: DateTime<Utc>, named: Vec<String>) -> Result<Register<'a>> {
        state.set("settled_since", settled_since)?;
        state.set("fingerprints", named)?;
        let rows: Vec<Held> = state
            .rows(include_str!("../../../queries/state/findings_held.sql"))
            .doing(|| "reading the register of findings".into())?;
        let held = rows.into_iter().map(|row| (row.finding.fingerprint.clone(), row)).collect();
        Ok(Register { state, held, log: Vec::new() })
    }

    pub fn get(&self, fingerprint: &str) -> Option<&Finding> {
        self.held.get(fingerprint).map(|held| &held.finding)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.held.values().map(|held| &held.finding)
    }

    /// The fingerprints of the findings that a condition holds for, so that they can be changed one by one.
    pub fn select(&self, condition: impl Fn(&Finding) -> bool) -> Vec<String> {
        self.iter().filter(|finding| condition(finding)).map(|finding| finding.fingerprint.clone()).collect()
    }

    /// Adds a new finding with the first line of its log.
    pub fn add(&mut self, finding: Finding, entry: Entry) {
        let fingerprint = finding.fingerprint.clone();
        self.log.push(Line { fingerprint: fingerprint.clone(), entry });
        self.held.insert(fingerprint, Held { finding, log_length: 1, is_changed: true });
    }

    /// Takes a step; a refused one changes nothing.
    pub fn step(&mut self, fingerprint: &str, step: &Step) -> std::result::Result<(), Refusal> {
        let Some(held) = self.held.get_mut(fingerprint) else { return Err(Refusal::NotAStep) };
        // The log's lines stand in the order of time, also where a month is caught up later.
        let step = Step { at: step.at.max(held.finding.matter.changed_at), ..step.clone() };
        let entry = held.finding.matter.step(&step, held.log_length)?;
        held.log_length += 1;
        held.is_changed = true;
        self.log.push(Line { fingerprint: fingerprint.to_owned(), entry });
        Ok(())
    }

    /// Takes a step that data or the calendar decides; that it is refused is a mistake of the program.
    pub fn decide(&mut self, fingerprint: &str, step: &Step) -> Result<()> {
        self.step(fingerprint, step).map_err(|refusal| {
            Error::failed(format!("`{}` of the finding `{fingerprint}` by data: {refusal}", step.action.as_str()))
        })
    }

    /// Changes what is said of a finding, not where it stands.
    pub fn describe(&mut self, fingerprint: &str, change: impl FnOnce(&mut Finding)) {
        if let Some(held) = self.held.get_mut(fingerprint) {
            let before = held.finding.clone();
            change(&mut held.finding);
            held.finding.matter = before.matter.clone();
            held.is_changed |= held.finding != before;
        }
    }

    /// The last line that was written for a finding.
    pub fn last_entry(&self, fingerprint: &str) -> Option<&Entry> {
        self.log.iter().rev().find(|line| line.fingerprint == fingerprint).map(|line| &line.entry)
    }

    /// Writes what changed; answers how many findings did.
    pub fn save(self) -> Result<usize> {
        let changed: Vec<&Finding> =
            self.held.values().filter(|held| held.is_changed).map(|held| &held.finding).collect();
        if changed.is_empty() && self.log.is_empty() {
            return Ok(0);
        }
        let act = || "writing the register of findings".to_owned();
        self.state.run("create or replace temp table changed as from state.findings limit 0").doing(act)?;
        self.state.insert("changed", &changed).doing(act)?;
        self.state.run(include_str!("../../../queries/state/findings_save.sql")).doing(act)?;
        self.state.insert("state.finding_log", &self.log).doing(act)?;
        Ok(changed.len())
    }
}
