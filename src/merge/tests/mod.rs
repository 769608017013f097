//! What a merge promises. Tests of a single part stand in its file.

use serde_json::{Value, json};

use super::{Merged, merge};
use crate::file::{parse, to_bytes};
use crate::map::StrategyMap;

mod laws;
mod told;

fn small() -> Value {
    serde_json::from_str(include_str!("small.json")).expect("JSON")
}

/// A map in which every field of the format stands.
fn full() -> Value {
    serde_json::from_str(include_str!("../../file/tests/full.headway.json")).expect("JSON")
}

fn map(tree: &Value) -> StrategyMap {
    parse(tree.to_string().as_bytes(), "test").expect("a map").map
}

fn tree(map: &StrategyMap) -> Value {
    serde_json::from_slice(&to_bytes(map).expect("written")).expect("JSON")
}

/// The small map, merged after each side has done something to it.
fn merged(ours: impl FnOnce(&mut Value), theirs: impl FnOnce(&mut Value)) -> Merged {
    let [mut mine, mut other] = [small(), small()];
    ours(&mut mine);
    theirs(&mut other);
    merge(&map(&small()), &map(&mine), &map(&other))
}

fn words(merged: &Merged) -> Vec<&str> {
    merged.conflicts.iter().map(super::Conflict::words).collect()
}

fn remove(tree: &mut Value, list: &str, id: &str) {
    tree[list].as_array_mut().expect("a list").retain(|record| record["id"] != id);
    if list == "capabilities" {
        for initiative in tree["initiatives"].as_array_mut().expect("a list") {
            let links = initiative.get_mut("relies_on").and_then(Value::as_array_mut);
            links.into_iter().for_each(|links| links.retain(|link| link["capability"] != id));
        }
    }
}

fn push(list: &mut Value, entry: Value) {
    if list.is_null() {
        *list = json!([]);
    }
    list.as_array_mut().expect("a list").push(entry);
}
