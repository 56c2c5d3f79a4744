//! What the sources offer: the difference between "none" and "not provided".

use std::collections::{BTreeMap, BTreeSet};

use super::rows::Offered;

/// Which source offers which column of which entity.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    sources: BTreeSet<String>,
    offered: BTreeMap<(String, String), BTreeSet<String>>,
}

/// How far a column is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// By every source.
    Whole,
    /// By some; these do not offer it.
    Without(Vec<String>),
    Nobody,
}

impl Coverage {
    pub fn new(rows: Vec<Offered>, sources: &[&str]) -> Self {
        let mut offered: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for row in rows {
            offered.entry((row.entity, row.column_name)).or_default().insert(row.source);
        }
        Coverage { sources: sources.iter().map(|source| (*source).to_owned()).collect(), offered }
    }

    pub fn of(&self, entity: &str, column: &str) -> Offer {
        let Some(offering) = self.offered.get(&(entity.to_owned(), column.to_owned())) else { return Offer::Nobody };
        let without: Vec<String> = self.sources.difference(offering).cloned().collect();
        if without.is_empty() { Offer::Whole } else { Offer::Without(without) }
    }

    /// Says whether at least one source offers the column.
    pub fn has(&self, entity: &str, column: &str) -> bool {
        self.of(entity, column) != Offer::Nobody
    }

    /// Says whether at least one source offers the entity.
    pub fn has_entity(&self, entity: &str) -> bool {
        self.has(entity, "*")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_offered_by_all_by_some_or_by_nobody() {
        let row = |source: &str, column: &str| Offered {
            source: source.into(),
            entity: "receptions".into(),
            column_name: column.into(),
        };
        let coverage = Coverage::new(vec![row("A", "topic"), row("B", "topic"), row("A", "rating")], &["A", "B"]);
        assert_eq!(coverage.of("receptions", "topic"), Offer::Whole);
        assert_eq!(coverage.of("receptions", "rating"), Offer::Without(vec!["B".into()]));
        assert_eq!(coverage.of("receptions", "note"), Offer::Nobody);
        assert!(!coverage.has_entity("appointments"));
    }
}
