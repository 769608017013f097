//! Three versions of a map, each changed at random, make one map that is sound, whoever merges.

#![no_main]

use headway_fuzz::map::StrategyMap;
use headway_fuzz::{laws, mutate};
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    if let Ok([base, ours, theirs]) = versions(&mut Unstructured::new(bytes)) {
        laws::merges(&base, &ours, &theirs);
    }
});

fn versions(bytes: &mut Unstructured<'_>) -> Result<[StrategyMap; 3]> {
    let first = if bytes.ratio(1, 8)? { mutate::full() } else { mutate::small() };
    let base = mutate::edited(&first, &mutate::edits(bytes)?);
    let ours = mutate::edited(&base, &mutate::edits(bytes)?);
    let theirs = mutate::edited(&base, &mutate::edits(bytes)?);
    Ok([map(&base), map(&ours), map(&theirs)])
}

/// What is read of a tree; of one that is no map any more, nothing.
fn map(tree: &Value) -> StrategyMap {
    laws::opened(tree.to_string().as_bytes()).map(|loaded| loaded.map).unwrap_or_default()
}
