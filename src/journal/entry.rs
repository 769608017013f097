//! What an entry says. The first one holds the map as it was saved; each other one, what an edit touched: a line that
//! says what is gone and in which order things stand, and then the records as a file has them.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};

use super::{Origin, Touched};
use crate::edit::{Key, ListKind, Record};
use crate::file::{self, FileError, Fingerprint, fragment};
use crate::map::{Id, StrategyMap};

/// The first line of a journal's first entry.
#[derive(Serialize, Deserialize)]
struct Header {
    /// The path of the map's file in Base64, since not every path is text.
    path: Option<String>,
    title: String,
    content: Option<String>,
}

/// The first line of every other entry.
#[derive(Default, Serialize, Deserialize)]
struct Line {
    /// Milliseconds since 1970.
    at: u64,
    /// How many edits there were with this one.
    edits: usize,
    /// Whether what is not in a list was touched.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    overview: bool,
    /// What is gone: of each list its ids. The lists are numbered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    gone: Vec<(usize, Vec<String>)>,
    /// The order of lists that the edit left in another one than it comes about by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    order: Vec<(usize, Vec<String>)>,
}

/// When an edit was made, and how many there were with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) at: SystemTime,
    pub(super) edits: usize,
}

/// The first entry of a journal.
pub(super) fn opening(origin: &Origin) -> Result<Vec<u8>, FileError> {
    let header = Header {
        path: origin.path.as_deref().map(|path| BASE64_STANDARD.encode(path_bytes(path))),
        title: origin.title.clone(),
        content: origin.content.map(|content| content.hex()),
    };
    joined(&header, &file::to_bytes(&origin.base)?)
}

/// What the first entry of a journal tells; nothing where it is none.
pub(super) fn read_opening(payload: &[u8]) -> Option<Origin> {
    let (line, base) = split(payload)?;
    let header: Header = serde_json::from_slice(line).ok()?;
    let path = header.path.and_then(|path| path_of(BASE64_STANDARD.decode(path).ok()?));
    let content = header.content.as_deref().and_then(Fingerprint::from_hex);
    Some(Origin { path, title: header.title, base: file::parse(base, "journal").ok()?.map, content })
}

/// What has to be touched so that one map becomes another.
pub(super) fn differences(from: &StrategyMap, to: &StrategyMap) -> Vec<Touched> {
    let mut touched = Vec::new();
    for list in ListKind::ALL {
        let key = |id: &Id| Key::Item(list, id.clone());
        let (before, after) = (list.ids(from), list.ids(to));
        let gone = before.iter().map(key).filter(|key| Record::read(to, key).is_none());
        touched.extend(gone.map(|key| (key, None)));
        touched.extend(after.iter().map(key).map(|key| (key.clone(), Record::read(to, &key))));
        touched.push((Key::Order(list), Some(Record::Order(list, after))));
    }
    touched.push((Key::Overview, Some(Record::Overview(to.overview.clone()))));
    touched.retain(|(key, record)| !is_so(from, key, record.as_ref()));
    touched
}

/// The entry of an edit, and the map as it is with it; no entry where the map is so already.
pub(super) fn of_edit(
    map: &mut StrategyMap,
    touched: Vec<Touched>,
    edits: usize,
) -> Result<Option<Vec<u8>>, FileError> {
    let mut line = Line { at: now(), edits, ..Line::default() };
    let (mut part, mut orders, mut is_new) = (StrategyMap::default(), Vec::new(), false);
    for (key, record) in touched {
        if is_so(map, &key, record.as_ref()) {
            continue;
        }
        match record {
            // Last, when all records are there.
            Some(Record::Order(list, ids)) => orders.push((list, ids)),
            Some(record) => {
                line.overview |= matches!(record, Record::Overview(_));
                record.clone().write(&mut part);
                record.write(map);
            }
            None => {
                if let Key::Item(list, id) = &key {
                    named(&mut line.gone, *list).push(id.to_string());
                }
                Record::erase(map, &key);
            }
        }
        is_new = true;
    }
    for (list, ids) in orders {
        if list.ids(map) != ids {
            *named(&mut line.order, list) = ids.iter().map(ToString::to_string).collect();
            Record::Order(list, ids).write(map);
        }
    }
    is_new.then(|| joined(&line, &file::to_bytes(&part)?)).transpose()
}

/// The entry that says that a map is unsaved as it is, without an edit.
pub(super) fn of_no_edit() -> Result<Vec<u8>, FileError> {
    joined(&Line { at: now(), ..Line::default() }, &file::to_bytes(&StrategyMap::default())?)
}

/// Now, in milliseconds since 1970.
fn now() -> u64 {
    u64::try_from(SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_millis()).unwrap_or(u64::MAX)
}

/// Does to a map what an entry tells. Nothing happens where it is no entry.
pub(super) fn apply(map: &mut StrategyMap, payload: &[u8]) -> Option<Told> {
    let (line, part) = split(payload)?;
    let line: Line = serde_json::from_slice(line).ok()?;
    let part = fragment::from_text(std::str::from_utf8(part).ok()?)?;
    let told = Told { at: SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(line.at))?, edits: line.edits };
    for (list, ids) in listed(&line.gone) {
        ids.iter().for_each(|id| Record::erase(map, &Key::Item(list, Id::new(id))));
    }
    for list in ListKind::ALL {
        let records = list.ids(&part);
        let records = records.iter().filter_map(|id| Record::read(&part, &Key::Item(list, id.clone())));
        records.for_each(|record| record.write(map));
    }
    for (list, ids) in listed(&line.order) {
        Record::Order(list, ids.iter().map(Id::new).collect::<Vec<_>>().into()).write(map);
    }
    if line.overview {
        map.overview = part.overview;
    } else if !part.overview.set_aside.is_empty() {
        // What does not read as it was written is kept as a file keeps it.
        std::sync::Arc::make_mut(&mut map.overview).set_aside.extend(part.overview.set_aside.iter().cloned());
    }
    Some(told)
}

/// Whether a record of a map is like this.
fn is_so(map: &StrategyMap, key: &Key, record: Option<&Record>) -> bool {
    fn shared(a: &Record, b: &Record) -> bool {
        use std::sync::Arc;
        match (a, b) {
            (Record::Overview(a), Record::Overview(b)) => Arc::ptr_eq(a, b),
            (Record::Initiative(a), Record::Initiative(b)) => Arc::ptr_eq(a, b),
            (Record::Capability(a), Record::Capability(b)) => Arc::ptr_eq(a, b),
            (Record::Indicator(a), Record::Indicator(b)) => Arc::ptr_eq(a, b),
            (Record::Adaptation(a), Record::Adaptation(b)) => Arc::ptr_eq(a, b),
            (Record::Note(a), Record::Note(b)) => Arc::ptr_eq(a, b),
            (Record::Source(a), Record::Source(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
    match (Record::read(map, key), record) {
        // Most of a large map is the very same: that needs no look inside.
        (Some(known), Some(record)) => shared(&known, record) || known == *record,
        (known, record) => known.is_none() && record.is_none(),
    }
}

fn number(list: ListKind) -> usize {
    ListKind::ALL.iter().position(|other| *other == list).unwrap_or_default()
}

fn named(lists: &mut Vec<(usize, Vec<String>)>, list: ListKind) -> &mut Vec<String> {
    let number = number(list);
    let at = lists.iter().position(|(other, _)| *other == number).unwrap_or(lists.len());
    if at == lists.len() {
        lists.push((number, Vec::new()));
    }
    &mut lists[at].1
}

fn listed(lists: &[(usize, Vec<String>)]) -> impl Iterator<Item = (ListKind, &Vec<String>)> {
    lists.iter().filter_map(|(number, ids)| Some((*ListKind::ALL.get(*number)?, ids)))
}

fn joined(line: &impl Serialize, map: &[u8]) -> Result<Vec<u8>, FileError> {
    let mut payload = serde_json::to_vec(line)
        .map_err(|error| FileError::Unwritable { name: "journal".into(), reason: error.to_string() })?;
    payload.push(b'\n');
    payload.extend(map);
    Ok(payload)
}

fn split(payload: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = payload.iter().position(|byte| *byte == b'\n')?;
    Some((payload.get(..end)?, payload.get(end + 1..)?))
}

#[cfg(unix)]
fn path_bytes(path: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec()
}

#[cfg(not(unix))]
fn path_bytes(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    let path: std::ffi::OsString = std::os::unix::ffi::OsStringExt::from_vec(bytes);
    Some(path.into())
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(PathBuf::from)
}
