//! Two versions of a map made one: by item and field, against the version that both began from.
//!
//! What only one side has changed is taken from it. Where both have changed the same to different things, or one has changed what the
//! other has removed, that is a [`Conflict`]: the map holds one of the two, and the other is told and can be chosen. The result is
//! always a sound map. Nothing here reads a clock or draws lots: the same three versions give the same map.

mod ancestor;
mod clash;
mod conflict;
mod fields;
mod lists;
mod order;
mod pass;
mod references;
mod version;

#[cfg(test)]
mod tests;

pub use ancestor::ancestor;
pub use conflict::{Choices, Conflict, ConflictId, Renamed, Side};

use crate::file::Repair;
use crate::map::StrategyMap;

/// One map out of two versions.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The map, sound in itself.
    pub map: StrategyMap,
    /// Where it could not be both, in the order of the map.
    pub conflicts: Vec<Conflict>,
    /// New items that had the same id on both sides: both are kept.
    pub renamed: Vec<Renamed>,
    /// What could not stand together and was set aside, such as a value that is no pulse on what has become a pulse.
    pub repairs: Vec<Repair>,
}

impl Merged {
    /// What nobody has touched is handed on as it is, without a way over its fields.
    fn untouched(map: &StrategyMap) -> Self {
        Self { map: map.clone(), conflicts: Vec::new(), renamed: Vec::new(), repairs: Vec::new() }
    }
}

/// Merges two versions of a map. Where they conflict, ours is in the map, and so is whatever only one side has removed.
pub fn merge(base: &StrategyMap, ours: &StrategyMap, theirs: &StrategyMap) -> Merged {
    merge_with(base, ours, theirs, &Choices::new())
}

/// Merges two versions of a map of which nobody knows what both began from, such as a copy that a program left beside the file. What is
/// only in one of them is in the map. What is in both and differs is a [`Conflict`] and has a choice; lists are in our order.
pub fn merge_of_two(ours: &StrategyMap, theirs: &StrategyMap, choices: &Choices) -> Merged {
    if ours == theirs {
        return Merged::untouched(ours);
    }
    pass::merged_of_two(ours, theirs, choices)
}

/// As [`merge`], with some conflicts decided. A choice stays good while the three versions stay as they are; what is not chosen is as
/// [`merge`] has it.
pub fn merge_with(base: &StrategyMap, ours: &StrategyMap, theirs: &StrategyMap, choices: &Choices) -> Merged {
    if theirs == base || theirs == ours {
        return Merged::untouched(ours);
    }
    if ours == base {
        return Merged::untouched(theirs);
    }
    pass::merged(base, ours, theirs, choices)
}
