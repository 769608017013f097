//! Any bytes are no picture, deck or document, or one that carries nothing, or one whose map is as any file.

#![no_main]

use headway_fuzz::import::{Carrier, embedded};
use headway_fuzz::laws;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(carrier) = Carrier::of(bytes) else { return };
    if let Ok(Some(found)) = embedded(bytes.to_vec(), carrier)
        && let Some(loaded) = laws::opened(&found.map)
    {
        laws::is_sound(&loaded.map);
    }
});
