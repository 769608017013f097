//! Where others have changed the same as the user: what is to be decided, and how the map comes out of it.

use super::HeadwayApp;
use crate::map::StrategyMap;
use crate::merge::{Choices, Conflict, ConflictId, Merged, Side, merge, merge_of_two, merge_with};

/// One merge of which something is to be decided.
pub struct Review {
    base: Option<StrategyMap>,
    ours: StrategyMap,
    theirs: StrategyMap,
    /// As it came into the map, ours wherever they conflict.
    first: StrategyMap,
    choices: Choices,
    /// As it is by what is chosen so far.
    merged: Merged,
    /// How many steps led to the map with it.
    pub(super) steps: usize,
}

impl Review {
    /// What came of a merge.
    pub fn new(
        base: Option<StrategyMap>,
        ours: StrategyMap,
        theirs: StrategyMap,
        merged: Merged,
        steps: usize,
    ) -> Self {
        Self { base, ours, theirs, first: merged.map.clone(), choices: Choices::new(), merged, steps }
    }

    /// How many differences need a decision.
    pub fn open(&self) -> usize {
        self.merged.conflicts.len()
    }

    /// What is to be decided, each as it is chosen.
    fn conflicts(&self) -> &[Conflict] {
        &self.merged.conflicts
    }

    /// Chooses a side for one difference, or for all.
    fn choose(&mut self, id: Option<&ConflictId>, side: Side) {
        match id {
            Some(id) => drop(self.choices.insert(id.clone(), side)),
            None => {
                let all = self.merged.conflicts.iter().map(|conflict| conflict.id.clone());
                let all: Vec<ConflictId> = all.collect();
                self.choices.extend(all.into_iter().map(|id| (id, side)));
            }
        }
        self.merged = self.merge(&self.choices);
    }

    fn merge(&self, choices: &Choices) -> Merged {
        match &self.base {
            Some(base) => merge_with(base, &self.ours, &self.theirs, choices),
            None => merge_of_two(&self.ours, &self.theirs, choices),
        }
    }

    /// The map that is open, as it becomes by what is chosen. What was edited since the merge stays, unless another choice is made of
    /// just that.
    fn applied_to(&self, now: &StrategyMap) -> StrategyMap {
        decided(now, &self.first, &self.merged.map)
    }
}

/// A map that has come from `first`, as it becomes where `first` becomes another one.
fn decided(now: &StrategyMap, first: &StrategyMap, becomes: &StrategyMap) -> StrategyMap {
    let merged = merge(first, now, becomes);
    // What was chosen is meant, whatever was there.
    let chosen: Choices = merged.conflicts.iter().map(|conflict| (conflict.id.clone(), Side::Theirs)).collect();
    if chosen.is_empty() { merged.map } else { merge_with(first, now, becomes, &chosen).map }
}

impl HeadwayApp {
    pub(super) fn show_review(&mut self, _: &mut egui::Ui) {}
}
