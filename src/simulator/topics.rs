//! What people come about: the topics' weights, shared out to the agencies that deal with them.

use std::collections::BTreeMap;

use crate::domain::reference::{Reference, Topic};

use super::shape::agency_share;

/// One topic as the simulator uses it.
pub(super) struct TopicShape {
    pub code: String,
    pub name: String,
    /// Return visits are prescribed (C1 leaves them out).
    pub exempt: bool,
    /// How readily people come back with it.
    pub lingering: f64,
    pub always_complaint: bool,
    pub corruption: bool,
    pub other: bool,
    pub outside: bool,
}

/// For every agency the weight of every topic.
pub(super) struct TopicMix(BTreeMap<String, Vec<f64>>);

const EXEMPT: [&str; 4] = ["employment", "unemployment", "selfemployment", "training"];

pub(super) fn shapes(reference: &Reference) -> Vec<TopicShape> {
    let shape = |topic: &Topic| TopicShape {
        code: topic.code.clone(),
        name: topic.name_az.clone(),
        exempt: EXEMPT.contains(&topic.code.split('.').next().unwrap_or_default()),
        lingering: match (topic.code.as_str(), topic.group.as_deref()) {
            ("disability.dispute", _) => 1.9,
            ("certificate" | "eservices", _) => 0.35,
            ("housing" | "assistance", _) => 1.5,
            (_, Some("pension")) => 1.0,
            _ => 0.95,
        },
        always_complaint: matches!(topic.code.as_str(), "conduct" | "corruption" | "disability.dispute"),
        corruption: topic.code == "corruption",
        other: topic.code == "other",
        outside: topic.code == "competence",
    };
    reference.topics.iter().map(shape).collect()
}

impl TopicMix {
    /// Fits the weights so that the whole ministry shows the table's shares while every agency has its own matters.
    pub fn new(reference: &Reference) -> TopicMix {
        let topics = table_weights(reference);
        let agencies: Vec<&str> = reference.units.sources();
        let mut mix: Vec<Vec<f64>> = agencies
            .iter()
            .map(|agency| {
                let affinities = reference.topics.iter().zip(&topics);
                affinities.map(|(t, weight)| weight * affinity(agency, &t.code, t.group.as_deref())).collect()
            })
            .collect();
        // Iterative proportional fitting: rows are agencies, columns are topics.
        for _ in 0..40 {
            for (row, agency) in mix.iter_mut().zip(&agencies) {
                let sum: f64 = row.iter().sum();
                row.iter_mut().for_each(|cell| *cell *= agency_share(agency) / sum);
            }
            for (column, weight) in topics.iter().enumerate() {
                let sum: f64 = mix.iter().map(|row| row[column]).sum();
                if sum > 0.0 {
                    mix.iter_mut().for_each(|row| row[column] *= weight / sum);
                }
            }
        }
        TopicMix(agencies.into_iter().map(str::to_owned).zip(mix).collect())
    }

    /// The weights of an agency's topics; of an agency without a source, all alike.
    pub fn of(&self, agency: &str) -> Vec<f64> {
        let any = self.0.values().next().map(|row| vec![1.0; row.len()]);
        self.0.get(agency).cloned().or(any).unwrap_or_default()
    }
}

/// The table's weights; a topic without one takes a part of its parent's ("pension.award" of "pension").
fn table_weights(reference: &Reference) -> Vec<f64> {
    let parent = |code: &str| code.split_once('.').map(|(parent, _)| parent.to_owned());
    let children = |code: &str| {
        let own = |topic: &&Topic| parent(&topic.code).as_deref() == Some(code);
        reference.topics.iter().filter(own).filter(|topic| topic.weight.is_none()).count() as f64
    };
    let weight = |topic: &Topic| match (topic.weight, parent(&topic.code)) {
        (Some(weight), _) if children(&topic.code) > 0.0 => 0.3 * weight,
        (Some(weight), _) => weight,
        (None, Some(parent)) => {
            let whole = reference.topics.get(&parent).and_then(|topic| topic.weight).unwrap_or(0.0);
            // Disputes of decisions are the smaller part of their parent.
            let part = if topic.code == "disability.dispute" { 0.3 } else { 0.7 };
            part * whole / children(&parent).max(1.0)
        }
        (None, None) => 0.1,
    };
    reference.topics.iter().map(weight).collect()
}

/// How much a topic belongs to an agency.
fn affinity(agency: &str, topic: &str, group: Option<&str>) -> f64 {
    let group = group.unwrap_or_default();
    match (agency, topic, group) {
        (_, "other" | "competence", _) => 1.0,
        ("APR", "corruption", _) => 12.0,
        ("APR", _, "martyr" | "conduct") | ("APR", "aid", _) => 6.0,
        ("DSMF", "insurance", _) => 4.0,
        ("DSMF", _, "pension") => 4.0,
        ("DSMF", _, "allowance") => 3.0,
        ("DMA", _, "employment") => 8.0,
        ("DEMX", "labour", _) => 60.0,
        ("DEMX", "insurance", _) => 3.0,
        ("DTSER", _, "disability") => 14.0,
        ("SXA", _, "services") => 14.0,
        ("APR" | "DOST", ..) => 1.0,
        (_, _, "auxiliary" | "conduct") => 0.7,
        ("DSMF" | "DMA" | "DEMX" | "DTSER" | "SXA", ..) => 0.08,
        _ => 1.0,
    }
}
