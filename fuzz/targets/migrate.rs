//! A file of any version of the format, with fields that this program does not know, keeps its version and every one of
//! those fields; what asks for a newer reader is only looked at.

#![no_main]

use headway_fuzz::file::{parse, to_bytes};
use headway_fuzz::map::FORMAT_VERSION;
use headway_fuzz::{laws, mutate};
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value, json};

fuzz_target!(|bytes: &[u8]| {
    let _ = of_another_version(&mut Unstructured::new(bytes));
});

fn of_another_version(bytes: &mut Unstructured<'_>) -> Result<()> {
    let [version, min_reader] = [bytes.arbitrary::<u32>()?, bytes.arbitrary::<u32>()?];
    let mut tree = if bytes.arbitrary()? { mutate::full() } else { mutate::small() };
    tree["version"] = json!(version);
    tree["min_reader"] = json!(min_reader);
    for _ in 0..bytes.int_in_range(1..=20)? {
        let value = json!({ "later": [bytes.arbitrary::<&str>()?, bytes.arbitrary::<i64>()?] });
        add(&mut tree, bytes.arbitrary::<u16>()?.into(), value);
    }
    let loaded = parse(tree.to_string().as_bytes(), "another version").expect("a map of any version opens");
    assert_eq!(loaded.repairs, [], "nothing is wrong with what is not known");
    assert_eq!(loaded.read_only, min_reader > FORMAT_VERSION);
    let saved: Value = serde_json::from_slice(&laws::is_sound(&loaded.map)).expect("JSON");
    assert_eq!((&saved["version"], &saved["min_reader"]), (&tree["version"], &tree["min_reader"]));
    assert_eq!(unknown(&saved), unknown(&tree), "what is not known is kept");
    assert_eq!(to_bytes(&loaded.map).expect("saves"), laws::is_sound(&loaded.map));
    Ok(())
}

/// The name of a field of a version to come.
const LATER: &str = "x_later";

/// Gives a group of fields, counted off from the first, one more.
fn add(tree: &mut Value, at: usize, value: Value) {
    let mut groups = Vec::new();
    collect(tree, &mut groups);
    let at = at % groups.len();
    groups.swap_remove(at).insert(LATER.into(), value);
}

fn collect<'a>(tree: &'a mut Value, groups: &mut Vec<&'a mut Map<String, Value>>) {
    match tree {
        Value::Array(entries) => entries.iter_mut().for_each(|entry| collect(entry, groups)),
        Value::Object(fields) => {
            // The group itself, and in its stead those inside where it has any: they are counted off by what is left.
            if fields.values().any(|field| field.is_object() || field.is_array()) && groups.len() % 2 == 0 {
                fields.values_mut().for_each(|field| collect(field, groups));
            } else {
                groups.push(fields);
            }
        }
        _ => {}
    }
}

/// What stands in the fields of that name, each as text, in any order.
fn unknown(tree: &Value) -> Vec<String> {
    let mut found = Vec::new();
    gather(tree, &mut found);
    found.sort();
    found
}

fn gather(tree: &Value, found: &mut Vec<String>) {
    match tree {
        Value::Array(entries) => entries.iter().for_each(|entry| gather(entry, found)),
        Value::Object(fields) => {
            found.extend(fields.get(LATER).map(ToString::to_string));
            fields.values().for_each(|field| gather(field, found));
        }
        _ => {}
    }
}
