//! What holds of whatever was read.

use crate::file::{Loaded, MAX_ITEMS, parse, to_bytes};
use crate::map::StrategyMap;
use crate::merge::{Choices, Merged, merge, merge_with};

/// A map that was opened is sound: it can be saved, and what was saved opens to the same map with nothing left to repair.
/// Gives the saved bytes.
///
/// # Panics
/// Where that does not hold.
pub fn is_sound(map: &StrategyMap) -> Vec<u8> {
    assert!(map.item_count() <= MAX_ITEMS, "there are {} items", map.item_count());
    let saved = to_bytes(map).expect("what was opened can be saved");
    let again = parse(&saved, "saved").expect("what was saved opens");
    assert_eq!(again.repairs, [], "what was saved needs no repair");
    assert!(again.map == *map, "what was saved is what was opened");
    assert!(to_bytes(&again.map).expect("saved again") == saved, "saved twice to the same bytes");
    saved
}

/// Opens what may be anything.
pub fn opened(bytes: &[u8]) -> Option<Loaded> {
    match parse(bytes, "any") {
        Ok(loaded) => Some(loaded),
        Err(error) => {
            let told = error.to_string();
            assert!(!told.trim().is_empty() && !told.contains('\n'), "an error is one sentence: {told:?}");
            None
        }
    }
}

/// Merges three versions: the result is sound, whoever merges meets as many conflicts, and each choice is kept.
///
/// # Panics
/// Where that does not hold.
pub fn merges(base: &StrategyMap, ours: &StrategyMap, theirs: &StrategyMap) {
    assert!(merge(base, ours, base).map == *ours, "nothing has happened on the other side");
    assert!(merge(base, base, theirs).map == *theirs, "nothing has happened on this side");
    assert!(merge(base, ours, ours).map == *ours, "both sides are the same");
    let one = checked(merge(base, ours, theirs));
    let other = checked(merge(base, theirs, ours));
    if one.renamed.is_empty() && one.repairs.is_empty() {
        assert_eq!(one.conflicts.len(), other.conflicts.len(), "as many conflicts the other way round");
        nothing_is_lost(base, ours, theirs, &one);
    }
    let choices: Choices = one.conflicts.iter().map(|conflict| (conflict.id.clone(), conflict.kept.other())).collect();
    let chosen = checked(merge_with(base, ours, theirs, &choices));
    for conflict in &chosen.conflicts {
        let side = choices.get(&conflict.id).copied().unwrap_or(conflict.kept);
        assert_eq!(side, conflict.kept, "{}", conflict.words());
    }
}

fn checked(merged: Merged) -> Merged {
    is_sound(&merged.map);
    for conflict in &merged.conflicts {
        assert!(!conflict.words().trim().is_empty(), "a conflict is told");
    }
    merged
}

/// Where there is no conflict, each record that is new on either side is in the map.
fn nothing_is_lost(base: &StrategyMap, ours: &StrategyMap, theirs: &StrategyMap, merged: &Merged) {
    if !merged.conflicts.is_empty() {
        return;
    }
    for side in [ours, theirs] {
        for id in side.initiatives.order().iter().filter(|id| base.initiatives.get(id).is_none()) {
            assert!(merged.map.initiatives.get(id).is_some(), "the initiative {id} is lost");
        }
        for id in side.capabilities.order().iter().filter(|id| base.capabilities.get(id).is_none()) {
            assert!(merged.map.capabilities.get(id).is_some(), "the capability {id} is lost");
        }
        for id in side.notes.order().iter().filter(|id| base.notes.get(id).is_none()) {
            assert!(merged.map.notes.get(id).is_some(), "the note {id} is lost");
        }
    }
}
