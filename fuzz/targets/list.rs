//! Any bytes are no list of ideas, or one whose plan can be carried out: what comes of it is a map that is sound.

#![no_main]

use std::sync::{Arc, LazyLock};

use headway_fuzz::import::ideas::{Choices, List, Plan};
use headway_fuzz::map::StrategyMap;
use headway_fuzz::{laws, mutate};
use libfuzzer_sys::fuzz_target;

static MAP: LazyLock<StrategyMap> = LazyLock::new(|| {
    let loaded = laws::opened(mutate::small().to_string().as_bytes());
    loaded.expect("it comes with the program").map
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(list) = List::from_bytes("list", bytes) else { return };
    for sheet in 0..list.sheets().len().max(1) {
        let plan = Plan::of(&list, &Choices { sheet, ..Choices::default() }, &MAP);
        let mut map = MAP.clone();
        for initiative in plan.records() {
            map.initiatives.put(Arc::new(initiative));
        }
        laws::is_sound(&map);
    }
});
