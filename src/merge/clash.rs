//! Ids that two records would share.

use std::collections::{BTreeMap, HashSet};

use super::conflict::Renamed;
use super::version::{Version, is_same_item};
use crate::insight::shape::LISTS;
use crate::map::Id;

/// An id longer than this is not built upon, so that its successor keeps within the limit of texts.
const LONGEST_STEM: usize = 100;

/// Finds ids that no version has. They follow from the versions alone, so that merging twice gives the same map.
pub(super) struct Namer {
    taken: HashSet<Id>,
    /// The last number given after a stem.
    given: BTreeMap<String, u64>,
}

impl Namer {
    /// Knows all ids of these versions.
    pub fn of(versions: [&Version; 3]) -> Self {
        Self { taken: versions.into_iter().flat_map(Version::ids).collect(), given: BTreeMap::new() }
    }

    fn fresh(&mut self, id: &Id) -> Id {
        let stem = if id.as_str().len() <= LONGEST_STEM { id.as_str() } else { "item" };
        let number = self.given.entry(stem.to_owned()).or_insert(1);
        loop {
            *number += 1;
            let id = Id::new(format!("{stem}-{number}"));
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Gives another id to each new record of theirs that has the id of another new record of ours.
    pub fn part(&mut self, base: &Version, ours: &Version, theirs: &mut Version) -> Vec<Renamed> {
        let mut renamed = Vec::new();
        for at in 0..LISTS.len() {
            let clashing: Vec<Id> = (theirs.lists[at].order.iter())
                .filter(|id| !base.lists[at].items.contains_key(*id))
                .filter(|id| {
                    let pair = ours.lists[at].items.get(*id).zip(theirs.lists[at].items.get(*id));
                    pair.is_some_and(|(mine, other)| !is_same_item(mine, other))
                })
                .cloned()
                .collect();
            renamed.extend(self.rename(theirs, at, &clashing));
        }
        renamed
    }

    /// Gives another id to each record that has the id of a record of another kind.
    pub fn settle(&mut self, merged: &mut Version) -> Vec<Renamed> {
        let mut seen: HashSet<Id> = HashSet::new();
        let mut renamed = Vec::new();
        for at in 0..LISTS.len() {
            let clashing: Vec<Id> = merged.lists[at].order.iter().filter(|id| seen.contains(*id)).cloned().collect();
            renamed.extend(self.rename(merged, at, &clashing));
            seen.extend(merged.lists[at].order.iter().cloned());
        }
        renamed
    }

    fn rename(&mut self, version: &mut Version, at: usize, ids: &[Id]) -> Vec<Renamed> {
        if ids.is_empty() {
            return Vec::new();
        }
        let titles = |id: &Id| version.lists[at].items.get(id).map(|item| item.title.clone()).unwrap_or_default();
        let renamed: Vec<Renamed> = ids
            .iter()
            .map(|id| Renamed { subject: LISTS[at].0, title: titles(id), from: id.clone(), to: self.fresh(id) })
            .collect();
        version.rename(at, &renamed.iter().map(|one| (one.from.clone(), one.to.clone())).collect());
        renamed
    }
}
