//! Who is scored, on whose records, among whom ranked, and compared with which peers.
//!
//! The ministry and its agencies are scored on the pooled records of their subtrees, every other unit on its own. Agencies
//! are ranked among agencies (the Central Apparatus is shown, not ranked), other units within their agency.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::tally::Tally;
use crate::domain::score::Scope;

/// One row of `queries/scores/subjects.sql`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct UnitRow {
    pub code: String,
    pub kind: String,
    pub agency: Option<String>,
    pub source: Option<String>,
    pub is_ministry: bool,
    pub is_judged: bool,
}

/// One unit to be scored.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    pub unit: String,
    pub scope: Scope,
    pub ranked_in: Option<String>,
    /// The groups of peers, the nearest first.
    pub peers: Vec<String>,
    /// The units whose records it is scored on.
    members: Vec<String>,
}

/// The counts of every judged unit's own records, in the order of the model's indicators.
pub type OwnTallies = BTreeMap<String, Vec<Tally>>;

/// The subjects, in the order of the units.
pub fn subjects(units: &[UnitRow]) -> Vec<Subject> {
    let ministry = units.iter().find(|unit| unit.is_ministry).map(|unit| unit.code.as_str());
    units.iter().filter_map(|unit| subject(unit, units, ministry)).collect()
}

fn subject(unit: &UnitRow, units: &[UnitRow], ministry: Option<&str>) -> Option<Subject> {
    let is_agency = unit.agency.as_deref() == Some(unit.code.as_str());
    let members = |wanted: &dyn Fn(&UnitRow) -> bool| -> Vec<String> {
        units.iter().filter(|other| other.is_judged && wanted(other)).map(|other| other.code.clone()).collect()
    };
    let (scope, ranked_in, peers, members) = if unit.is_ministry {
        (Scope::Pooled, None, vec!["pooled".to_owned()], members(&|_| true))
    } else if is_agency {
        let ranked_in = if unit.kind == "apparatus" { None } else { ministry.map(str::to_owned) };
        let peers = vec![format!("pooled|{}", unit.kind), "pooled".to_owned()];
        (Scope::Pooled, ranked_in, peers, members(&|other| other.agency == unit.agency))
    } else {
        let agency = unit.agency.as_deref().unwrap_or_default();
        let peers = own_peers(&unit.kind, agency);
        (Scope::Own, unit.agency.clone(), peers, members(&|other| other.code == unit.code))
    };
    (!members.is_empty()).then(|| Subject { unit: unit.code.clone(), scope, ranked_in, peers, members })
}

/// The same kind in the agency, the same kind in the ministry, all.
fn own_peers(kind: &str, agency: &str) -> Vec<String> {
    vec![format!("own|{kind}|{agency}"), format!("own|{kind}"), "own".to_owned()]
}

impl Subject {
    /// The sums over the records it is scored on.
    pub fn tallies(&self, own: &OwnTallies, indicators: usize) -> Vec<Tally> {
        let mut sums = vec![Tally::default(); indicators];
        for tallies in self.members.iter().filter_map(|member| own.get(member)) {
            for (sum, tally) in sums.iter_mut().zip(tallies) {
                *sum = sum.plus(*tally);
            }
        }
        sums
    }
}

/// The members of every group of peers with their counts. The ministry as a whole is nobody's peer; the head offices of
/// agencies are compared, on their own records, with all units only.
pub fn peer_groups(
    units: &[UnitRow],
    subjects: &[Subject],
    own: &OwnTallies,
    indicators: usize,
) -> BTreeMap<String, Vec<Vec<Tally>>> {
    let mut groups: BTreeMap<String, Vec<Vec<Tally>>> = BTreeMap::new();
    let ministry = units.iter().find(|unit| unit.is_ministry).map(|unit| unit.code.as_str());
    for subject in subjects.iter().filter(|subject| Some(subject.unit.as_str()) != ministry) {
        let tallies = subject.tallies(own, indicators);
        for group in &subject.peers {
            groups.entry(group.clone()).or_default().push(tallies.clone());
        }
    }
    for head in units.iter().filter(|unit| unit.is_judged && unit.agency.as_deref() == Some(unit.code.as_str())) {
        if let Some(tallies) = own.get(&head.code) {
            groups.entry("own".to_owned()).or_default().push(tallies.clone());
        }
    }
    groups
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn own(unit: &str, peers: &[&str]) -> Subject {
        Subject {
            unit: unit.into(),
            scope: Scope::Own,
            ranked_in: None,
            peers: peers.iter().map(|&group| group.to_owned()).collect(),
            members: vec![unit.into()],
        }
    }

    fn unit(code: &str, kind: &str, agency: Option<&str>) -> UnitRow {
        UnitRow {
            code: code.into(),
            kind: kind.into(),
            agency: agency.map(str::to_owned),
            source: agency.map(str::to_owned),
            is_ministry: kind == "ministry",
            is_judged: kind != "ministry",
        }
    }

    fn ministry() -> Vec<UnitRow> {
        vec![
            unit("NAZ", "ministry", None),
            unit("APR", "apparatus", Some("APR")),
            unit("DSMF", "subordinate", Some("DSMF")),
            unit("DMA", "subordinate", Some("DMA")),
            unit("DSMF-QAX", "local", Some("DSMF")),
            unit("DSMF-QUBA", "local", Some("DSMF")),
        ]
    }

    #[test]
    fn the_ministry_and_agencies_are_pooled_and_ranks_stay_among_equals() {
        let subjects = subjects(&ministry());
        let shown: Vec<_> =
            subjects.iter().map(|s| (s.unit.as_str(), s.scope.as_str(), s.ranked_in.as_deref())).collect();
        assert_eq!(
            shown,
            [
                ("NAZ", "pooled", None),
                ("APR", "pooled", None),
                ("DSMF", "pooled", Some("NAZ")),
                ("DMA", "pooled", Some("NAZ")),
                ("DSMF-QAX", "own", Some("DSMF")),
                ("DSMF-QUBA", "own", Some("DSMF")),
            ]
        );
        assert_eq!(subjects[4].peers, ["own|local|DSMF", "own|local", "own"]);
        assert_eq!(subjects[2].peers, ["pooled|subordinate", "pooled"]);
    }

    #[test]
    fn pooled_is_the_sum_of_records_not_the_mean_of_means() {
        let own: OwnTallies =
            [("DSMF", (1.0, 10.0)), ("DSMF-QAX", (90.0, 100.0)), ("DSMF-QUBA", (0.0, 0.0)), ("DMA", (5.0, 5.0))]
                .map(|(code, (n, d))| (code.to_owned(), vec![Tally::share(n, d)]))
                .into();
        let subjects = subjects(&ministry());
        let of = |code: &str| subjects.iter().find(|s| s.unit == code).unwrap().tallies(&own, 1)[0];
        assert_eq!(of("DSMF").value(), Some(91.0 / 110.0));
        assert_eq!(of("NAZ").value(), Some(96.0 / 115.0));
        assert_eq!(of("DSMF-QAX").value(), Some(0.9));
        // A source that does not offer the column takes nothing away from those that do.
        let mut partly = own.clone();
        partly.insert("DMA".into(), vec![Tally::default()]);
        let naz = subjects[0].tallies(&partly, 1)[0];
        assert_eq!((naz.value(), naz.provided), (Some(91.0 / 110.0), true));
    }

    #[test]
    fn a_unit_that_is_not_judged_is_not_scored() {
        let mut units = ministry();
        units[4].is_judged = false;
        assert!(subjects(&units).iter().all(|subject| subject.unit != "DSMF-QAX"));
        for unit in &mut units {
            unit.is_judged = false;
        }
        assert_eq!(subjects(&units), vec![]);
    }

    #[test]
    fn groups_of_peers_hold_the_right_rows() {
        let units = ministry();
        let own: OwnTallies = units.iter().map(|unit| (unit.code.clone(), vec![Tally::share(1.0, 2.0)])).collect();
        let groups = peer_groups(&units, &subjects(&units), &own, 1);
        let sizes: Vec<_> = groups.iter().map(|(name, members)| (name.as_str(), members.len())).collect();
        assert_eq!(
            sizes,
            [
                ("own", 5),
                ("own|local", 2),
                ("own|local|DSMF", 2),
                ("pooled", 3),
                ("pooled|apparatus", 1),
                ("pooled|subordinate", 2)
            ]
        );
    }
}
