//! Any bytes are refused in a sentence, or are a map that can be saved and opened again. Half of what is tried are files
//! whose fields were changed, the other half files whose bytes were.

#![no_main]

use headway_fuzz::{laws, mutate};
use libfuzzer_sys::arbitrary::Unstructured;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    if let Some(loaded) = laws::opened(bytes) {
        laws::is_sound(&loaded.map);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if seed % 2 == 0
        && let Ok(tree) = serde_json::from_slice::<Value>(&data[..size])
    {
        let random: Vec<u8> = numbers(seed).take(64).collect();
        if let Ok(edits) = mutate::edits(&mut Unstructured::new(&random)) {
            let changed = mutate::edited(&tree, &edits).to_string();
            if changed.len() <= max_size {
                data[..changed.len()].copy_from_slice(changed.as_bytes());
                return changed.len();
            }
        }
    }
    fuzzer_mutate(data, size, max_size)
});

/// Bytes that follow from a seed (Marsaglia's xorshift).
fn numbers(seed: u32) -> impl Iterator<Item = u8> {
    let mut state = u64::from(seed) | 1 << 40;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    })
}
