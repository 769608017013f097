//! Random damage: whatever happens to a file, reading it ends in a sentence or in a map that can be saved and read again.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{FULL, check_saved, full, validator};
use crate::file::{parse, to_bytes};

static VALIDATOR: LazyLock<jsonschema::Validator> = LazyLock::new(validator);

/// One change at the value that is counted off from the first.
#[derive(Clone, Debug)]
enum Change {
    Replace(usize, Value),
    Remove(usize, usize),
    Double(usize),
    Copy(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0..2000_usize;
    prop_oneof![
        (at.clone(), odd_value()).prop_map(|(at, value)| Change::Replace(at, value)),
        (at.clone(), 0..20_usize).prop_map(|(at, which)| Change::Remove(at, which)),
        at.clone().prop_map(Change::Double),
        (at.clone(), at).prop_map(|(from, to)| Change::Copy(from, to)),
    ]
}

fn odd_value() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-7),
        json!(1e308),
        json!(2.5),
        json!(18_446_744_073_709_551_615_u64),
        json!(""),
        json!("own-record"),
        json!("shared-record"),
        json!("2012-02-30"),
        json!("yes"),
        json!("x".repeat(10_001)),
        json!([]),
        json!({}),
        json!([[1], {"id": "own-record"}]),
        json!({"id": "own-record", "title": "Again", "name": 3}),
        json!({"capability": "platform", "date": "2012", "value": 1, "stage": "idea", "x": 1}),
    ])
}

fn apply(tree: &mut Value, change: &Change) {
    match change {
        Change::Replace(at, value) => visit(tree, *at, &mut |found| *found = value.clone()),
        Change::Remove(at, which) => visit(tree, *at, &mut |found| match found {
            Value::Array(entries) if !entries.is_empty() => _ = entries.remove(which % entries.len()),
            Value::Object(fields) => {
                let name = fields.keys().nth(which % fields.len().max(1)).cloned();
                name.map(|name| fields.shift_remove(&name));
            }
            other => *other = Value::Null,
        }),
        Change::Double(at) => visit(tree, *at, &mut |found| {
            if let Value::Array(entries) = found {
                entries.extend(entries.first().cloned());
            }
        }),
        Change::Copy(from, to) => {
            let mut copied = Value::Null;
            visit(tree, *from, &mut |found| copied = found.clone());
            visit(tree, *to, &mut |found| *found = copied.clone());
        }
    }
}

/// Counts through the tree, over and over where it is smaller, and lets `act` change the value arrived at.
fn visit(tree: &mut Value, at: usize, act: &mut dyn FnMut(&mut Value)) {
    let mut left = at % size(tree).max(1);
    step(tree, &mut left, act);
}

fn size(tree: &Value) -> usize {
    1 + match tree {
        Value::Array(entries) => entries.iter().map(size).sum(),
        Value::Object(fields) => fields.values().map(size).sum(),
        _ => 0,
    }
}

fn step(tree: &mut Value, left: &mut usize, act: &mut dyn FnMut(&mut Value)) -> bool {
    if *left == 0 {
        act(tree);
        return true;
    }
    *left -= 1;
    match tree {
        Value::Array(entries) => entries.iter_mut().any(|entry| step(entry, left, act)),
        Value::Object(fields) => fields.values_mut().any(|field| step(field, left, act)),
        _ => false,
    }
}

proptest! {
    #[test]
    fn a_map_with_random_changes_is_refused_or_kept_whole(changes in prop::collection::vec(change(), 1..6)) {
        let mut tree = full();
        for change in &changes {
            apply(&mut tree, change);
        }
        if let Ok(loaded) = parse(tree.to_string().as_bytes(), "changed") {
            check_saved(&tree, &loaded, &VALIDATOR);
        }
    }

    #[test]
    fn a_file_with_random_bytes_is_refused_or_can_be_saved(
        damage in prop::collection::vec((0..FULL.len(), any::<u8>(), any::<bool>()), 1..4),
    ) {
        let mut bytes = FULL.as_bytes().to_vec();
        for (at, byte, is_cut) in damage {
            let at = at.min(bytes.len() - 1);
            if is_cut { _ = bytes.remove(at); } else { bytes[at] = byte; }
        }
        if let Ok(loaded) = parse(&bytes, "damaged") {
            let saved = to_bytes(&loaded.map).expect("saves");
            let again = parse(&saved, "damaged").expect("opens again");
            prop_assert_eq!(again.repairs, vec![]);
            prop_assert_eq!(again.map, loaded.map);
        }
    }
}
