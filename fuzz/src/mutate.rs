//! Files changed as people and programs change them: a field, a record, a place in a list. Bytes alone seldom come so far.

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use serde_json::Value;

use crate::random_edits::{Edit, apply, values};

/// The most that is changed in one file.
const MOST_EDITS: usize = 12;

/// A map in which every field of the format stands.
pub fn full() -> Value {
    tree(include_bytes!("../../src/file/tests/full.headway.json"))
}

/// A map of few records, whose ids are met often.
pub fn small() -> Value {
    tree(include_bytes!("../../src/merge/tests/small.json"))
}

fn tree(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("it comes with the program")
}

/// Some edits out of bytes.
pub fn edits(bytes: &mut Unstructured<'_>) -> Result<Vec<Edit>> {
    let count = bytes.int_in_range(0..=MOST_EDITS)?;
    (0..count).map(|_| edit(bytes)).collect()
}

fn edit(bytes: &mut Unstructured<'_>) -> Result<Edit> {
    let kind = bytes.int_in_range(0..=6_u8)?;
    let [at, which] = [bytes.arbitrary::<u16>()?, bytes.arbitrary::<u16>()?].map(usize::from);
    Ok(match kind {
        0 => Edit::Set(at, value(bytes)?),
        1 => Edit::Remove(at, which),
        2 => Edit::Swap(at, which),
        3 => Edit::Double(at, which),
        4 => Edit::Delete(at, which),
        5 => Edit::Add(at, which),
        _ => Edit::Give(at, which),
    })
}

fn value(bytes: &mut Unstructured<'_>) -> Result<Value> {
    Ok(match bytes.int_in_range(0..=4_u8)? {
        0 => Value::from(bytes.arbitrary::<f64>()?),
        1 => Value::from(bytes.arbitrary::<i64>()?),
        2 => Value::from(bytes.arbitrary::<&str>()?),
        _ => {
            let values = values();
            bytes.choose(&values)?.clone()
        }
    })
}

/// A tree after some edits.
pub fn edited(tree: &Value, edits: &[Edit]) -> Value {
    let mut tree = tree.clone();
    edits.iter().for_each(|edit| apply(&mut tree, edit));
    tree
}
