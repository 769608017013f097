//! A journal that anybody wrote, with checksums that are right, and broken off anywhere: what is restored is a map that is
//! sound, and of what was broken off no more edits than of the whole.
//!
//! The form of a journal is said once more here, so that what is written need not be what the program would write.

#![no_main]

use headway_fuzz::journal::restore;
use headway_fuzz::{laws, mutate};
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const MAGIC: &[u8] = b"headway journal 1\n";

/// The most entries of one journal.
const MOST_ENTRIES: usize = 6;

fuzz_target!(|bytes: &[u8]| {
    if let Ok((journal, length)) = journal(&mut Unstructured::new(bytes)) {
        let all = edits(&journal);
        let some = edits(&journal[..length]);
        assert!(some <= all || all.is_none(), "{some:?} edits of {all:?}");
    }
    // And what is not framed at all.
    edits(bytes);
});

/// How many edits a journal tells of; its map is sound.
fn edits(journal: &[u8]) -> Option<usize> {
    let restored = restore(journal)?;
    laws::is_sound(&restored.map);
    laws::is_sound(&restored.origin.base);
    Some(restored.edits)
}

/// A journal, and a length at which it is broken off.
fn journal(bytes: &mut Unstructured<'_>) -> Result<(Vec<u8>, usize)> {
    let mut journal = MAGIC.to_vec();
    let mut sum = Sha256::new().chain_update([0; 8]).chain_update(MAGIC).finalize();
    let first = if bytes.ratio(1, 8)? { mutate::full() } else { mutate::small() };
    let mut map = mutate::edited(&first, &mutate::edits(bytes)?);
    let mut payloads = vec![joined(&json!({ "path": "L3RtcC9hLmpzb24=", "title": "a", "content": null }), &map)];
    for at in 0..bytes.int_in_range(1..=MOST_ENTRIES)? {
        payloads.push(if bytes.ratio(1, 16)? {
            bytes.arbitrary::<&[u8]>()?.to_vec()
        } else {
            entry(bytes, at, &mut map)?
        });
    }
    for payload in payloads {
        sum = Sha256::new().chain_update(&sum[..8]).chain_update(&payload).finalize();
        journal.extend(u32::try_from(payload.len()).unwrap_or(u32::MAX).to_le_bytes());
        journal.extend(&payload);
        journal.extend(&sum[..8]);
    }
    let length = bytes.choose_index(journal.len())?;
    Ok((journal, length))
}

/// An entry: what is gone, in which order things stand, and the records, which may be those of any map.
fn entry(bytes: &mut Unstructured<'_>, at: usize, map: &mut Value) -> Result<Vec<u8>> {
    *map = mutate::edited(map, &mutate::edits(bytes)?);
    let line = json!({
        "at": bytes.arbitrary::<u64>()? >> bytes.int_in_range(0..=63)?,
        "edits": at + 1,
        "overview": bytes.arbitrary::<bool>()?,
        "gone": lists(bytes, map)?,
        "order": lists(bytes, map)?,
    });
    Ok(joined(&line, map))
}

/// Ids of the map and others, by the number of a list.
fn lists(bytes: &mut Unstructured<'_>, map: &Value) -> Result<Value> {
    let mut ids: Vec<&str> = vec!["n0", "n1", "n2", "", "none"];
    for list in ["initiatives", "capabilities", "indicators", "adaptations", "notes", "sources"] {
        ids.extend(map[list].as_array().into_iter().flatten().filter_map(|record| record["id"].as_str()));
    }
    let mut lists = Vec::new();
    for _ in 0..bytes.int_in_range(0..=3)? {
        let list = bytes.int_in_range(0..=7_usize)?;
        let some: Result<Vec<&str>> = (0..bytes.int_in_range(0..=4)?).map(|_| bytes.choose(&ids).copied()).collect();
        lists.push(json!([list, some?]));
    }
    Ok(Value::from(lists))
}

fn joined(line: &Value, map: &Value) -> Vec<u8> {
    format!("{line}\n{map}").into_bytes()
}
