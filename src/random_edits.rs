//! Maps changed at random, for tests: as files, so that whatever a file may hold comes up.

#[cfg(test)]
mod strategy;

use serde_json::{Value, json};

#[cfg(test)]
pub use strategy::edits;

/// One edit of a file. The value that it is about is counted off from the first, over and over where there are fewer.
#[derive(Clone, Debug)]
pub enum Edit {
    /// A value is another; in a group of fields there is one more.
    Set(usize, Value),
    /// An entry of a list or a field is gone.
    Remove(usize, usize),
    /// Two neighbours in a list have changed places.
    Swap(usize, usize),
    /// An entry of a list stands twice.
    Double(usize, usize),
    /// A record is gone, and whatever names it forgets it.
    Delete(usize, usize),
    /// There is a new record, with one of few ids.
    Add(usize, usize),
    /// An indicator belongs to another.
    Give(usize, usize),
}

/// The lists of records of a file.
const LISTS: [&str; 6] = ["initiatives", "capabilities", "indicators", "adaptations", "notes", "sources"];

/// What a value may become: little that fits everywhere, and something for every kind of field.
pub fn values() -> Vec<Value> {
    vec![
        json!(""),
        json!("2012-03"),
        json!("scaling"),
        json!("yes_if"),
        json!("care-gaps"),
        json!("shared-record"),
        json!(3),
        json!(-2.5),
        json!("3"),
        json!(true),
        json!(null),
        json!({ "a": 1, "b": "" }),
    ]
}

/// Does an edit, where there is something to do it to.
pub fn apply(tree: &mut Value, edit: &Edit) {
    match edit {
        Edit::Set(at, value) => change(tree, *at, |found| match found {
            Value::Object(fields) => _ = fields.insert("x_new".into(), value.clone()),
            Value::Array(_) => {}
            found => *found = value.clone(),
        }),
        Edit::Remove(at, which) => change(tree, *at, |found| match found {
            Value::Array(entries) if !entries.is_empty() => _ = entries.remove(which % entries.len()),
            Value::Object(fields) if !fields.is_empty() => {
                let name = fields.keys().nth(which % fields.len()).cloned().unwrap_or_default();
                fields.shift_remove(&name);
            }
            _ => {}
        }),
        Edit::Swap(at, which) => change(tree, *at, |found| {
            let Some(entries) = found.as_array_mut().filter(|entries| entries.len() > 1) else { return };
            let at = which % (entries.len() - 1);
            entries.swap(at, at + 1);
        }),
        Edit::Double(at, which) => change(tree, *at, |found| {
            let Some(entries) = found.as_array_mut().filter(|entries| !entries.is_empty()) else { return };
            let copy = entries[which % entries.len()].clone();
            entries.insert(which % (entries.len() + 1), copy);
        }),
        Edit::Delete(list, which) => delete(tree, LISTS[list % LISTS.len()], *which),
        Edit::Add(list, id) => add(tree, LISTS[list % LISTS.len()], *id),
        Edit::Give(which, to) => give(tree, *which, *to),
    }
}

fn change(tree: &mut Value, at: usize, act: impl FnOnce(&mut Value)) {
    let mut left = at % size(tree);
    if let Some(found) = visit(tree, &mut left) {
        act(found);
    }
}

fn size(tree: &Value) -> usize {
    let inside = match tree {
        Value::Array(entries) => entries.iter().map(size).sum(),
        Value::Object(fields) => fields.values().map(size).sum(),
        _ => 0,
    };
    1 + inside
}

fn visit<'a>(tree: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
    if *left == 0 {
        return Some(tree);
    }
    *left -= 1;
    match tree {
        Value::Array(entries) => entries.iter_mut().find_map(|entry| visit(entry, left)),
        Value::Object(fields) => fields.values_mut().find_map(|field| visit(field, left)),
        _ => None,
    }
}

fn list<'a>(tree: &'a mut Value, name: &str) -> Option<&'a mut Vec<Value>> {
    tree.get_mut(name)?.as_array_mut()
}

fn delete(tree: &mut Value, name: &str, which: usize) {
    let Some(records) = list(tree, name).filter(|records| !records.is_empty()) else { return };
    let gone = records.remove(which % records.len());
    forget(tree, &gone["id"]);
}

fn forget(tree: &mut Value, id: &Value) {
    match tree {
        Value::Array(entries) => {
            entries.retain(|entry| entry != id && entry.get("capability") != Some(id) && entry.get("item") != Some(id));
            entries.iter_mut().for_each(|entry| forget(entry, id));
        }
        Value::Object(fields) => fields.values_mut().for_each(|field| forget(field, id)),
        _ => {}
    }
}

fn add(tree: &mut Value, name: &str, id: usize) {
    let capability = tree["capabilities"][0]["id"].clone();
    let Some(records) = list(tree, name) else { return };
    let mut record = json!({ "id": format!("n{}", id % 3), "title": format!("New {id}"), "kind": "measure",
        "name": format!("New {id}"), "text": format!("New {id}"), "backbone": "operational", "desired": "increase" });
    if name == "initiatives" && capability.is_string() {
        record["relies_on"] = json!([{ "capability": capability }]);
    }
    let at = id % (records.len() + 1);
    records.insert(at, record);
}

fn give(tree: &mut Value, which: usize, to: usize) {
    let indicators = |owner: &mut Value| owner.get_mut("indicators").and_then(Value::as_array_mut).map(std::mem::take);
    let Some(owners) = list(tree, "initiatives").filter(|owners| !owners.is_empty()) else { return };
    let count = owners.len();
    let Some(mut given) = indicators(&mut owners[which % count]) else { return };
    let Some(owner) = owners[to % count].as_object_mut() else { return };
    if let Value::Array(all) = owner.entry("indicators").or_insert_with(|| json!([])) {
        all.append(&mut given);
    }
}
