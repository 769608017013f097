//! What one gesture changed.

use std::collections::BTreeMap;

use super::record::{Key, Record};
use crate::map::StrategyMap;

/// What a record was before and after; absent where there was none.
#[derive(Clone, Debug, PartialEq)]
struct Difference {
    before: Option<Record>,
    after: Option<Record>,
}

/// What one gesture changed: only the records that it touched.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// What the gesture did, as in "Move 3 initiatives".
    pub label: String,
    /// Its number in the document, by which it is known wherever it stands in the history; none until it is committed.
    pub(super) serial: Option<u64>,
    differences: BTreeMap<Key, Difference>,
}

impl Change {
    /// A change that has done nothing yet.
    pub(super) fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// Notes that a record became another. A later note of the same gesture keeps the first *before*.
    pub(super) fn note(&mut self, key: Key, before: Option<Record>, after: Option<Record>) {
        self.differences
            .entry(key)
            .and_modify(|difference| difference.after = after.clone())
            .or_insert(Difference { before, after });
    }

    /// Forgets the records that came out as they were.
    pub(super) fn settle(&mut self) {
        self.differences.retain(|_, difference| difference.before != difference.after);
    }

    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty()
    }

    /// The names of the records that it touched.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.differences.keys()
    }

    /// Applies the change, or takes it back. Orders come last, when all their records are there (the keys sort so).
    pub(super) fn apply(&self, map: &mut StrategyMap, forward: bool) {
        for (key, difference) in &self.differences {
            let record = if forward { &difference.after } else { &difference.before };
            match record {
                Some(record) => record.clone().write(map),
                None => Record::erase(map, key),
            }
        }
    }
}
