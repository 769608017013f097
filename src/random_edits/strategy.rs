//! Edits as they are drawn by the property tests.

use proptest::prelude::*;

use super::{Edit, values};

/// Fewer than six edits. Some places come up often, so that two histories meet there.
pub fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let values = prop::sample::select(values());
    let at = || prop_oneof![0..3000_usize, (0..25_usize).prop_map(|n| n * 7)];
    let few = || 0..60_usize;
    let edit = prop_oneof![
        4 => (at(), values).prop_map(|(at, value)| Edit::Set(at, value)),
        2 => (at(), at()).prop_map(|(at, which)| Edit::Remove(at, which)),
        2 => (at(), at()).prop_map(|(at, which)| Edit::Swap(at, which)),
        1 => (at(), at()).prop_map(|(at, which)| Edit::Double(at, which)),
        1 => (few(), few()).prop_map(|(list, which)| Edit::Delete(list, which)),
        1 => (few(), few()).prop_map(|(list, id)| Edit::Add(list, id)),
        1 => (few(), few()).prop_map(|(which, to)| Edit::Give(which, to)),
    ];
    prop::collection::vec(edit, 0..6)
}
