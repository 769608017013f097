//! What the whole of the file module promises. Tests of a single part stand in its file.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{Loaded, parse, schema, to_bytes};

mod damage;
mod faults;
mod mutations;
mod refusals;
mod round_trip;

/// A map with every field of every type, and unknown fields at every level, as Python's `json.dumps` lays it out.
const FULL: &str = include_str!("full.headway.json");

fn full() -> Value {
    serde_json::from_str(FULL).expect("the full map is JSON")
}

/// Checks all that holds of any map that could be read: saved, it opens without new repairs, as the same map, to the
/// same bytes; it fits the schema; and every text and number of the source is still there.
fn check_saved(source: &Value, loaded: &Loaded, fits: &jsonschema::Validator) {
    let saved = to_bytes(&loaded.map).expect("a map that was read can be saved");
    let again = parse(&saved, "again").expect("what was saved can be read");
    let repairs: Vec<String> = again.repairs.iter().map(ToString::to_string).collect();
    assert!(repairs.is_empty(), "opened again: {repairs:#?}");
    assert_eq!(again.map, loaded.map);
    let twice = to_bytes(&again.map).expect("saved again");
    assert_eq!(String::from_utf8_lossy(&saved), String::from_utf8_lossy(&twice));
    let tree: Value = serde_json::from_slice(&saved).expect("what was saved is JSON");
    if let Some(error) = fits.iter_errors(&tree).next() {
        panic!("{error} at {}", error.instance_path());
    }
    assert_all_kept(source, &tree);
}

fn validator() -> jsonschema::Validator {
    jsonschema::validator_for(&schema()).expect("the schema is a schema")
}

fn assert_all_kept(source: &Value, saved: &Value) {
    let (mut before, mut after, mut ids) = (HashMap::new(), HashMap::new(), HashSet::new());
    count_scalars(source, &mut before);
    count_scalars(saved, &mut after);
    collect_ids(source, &mut ids);
    for (scalar, count) in before {
        let kept = after.get(&scalar).copied().unwrap_or(0);
        // References follow where an id had to change, so that an id may stand less often.
        let needed = if ids.contains(&scalar) { 1 } else { count };
        assert!(kept >= needed, "{scalar} stood {count} times in the source and {kept} times after saving");
    }
}

fn collect_ids(value: &Value, ids: &mut HashSet<String>) {
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| collect_ids(entry, ids)),
        Value::Object(fields) => {
            ids.extend(fields.get("id").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|field| collect_ids(field, ids));
        }
        _ => {}
    }
}

/// How often each text and number occurs, apart from those that say what holds anyway.
fn count_scalars(value: &Value, counts: &mut HashMap<String, usize>) {
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| count_scalars(entry, counts)),
        Value::Object(fields) => fields.values().for_each(|field| count_scalars(field, counts)),
        Value::String(text) if !text.is_empty() && text != "exact" => *counts.entry(text.clone()).or_default() += 1,
        // As floats, because 7.0 votes are 7 votes; "-0" is nothing but 0.
        Value::Number(number) => {
            *counts.entry(format!("{:?}", number.as_f64().unwrap_or_default() + 0.0)).or_default() += 1;
        }
        _ => {}
    }
}
