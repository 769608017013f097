//! Ids: unique over all records of a map, whatever the file says.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::fields::{is_too_long, title_of};
use super::place::Place;
use super::report::{Report, short};
use crate::map::{Extra, Id};

/// The kinds of record that have an id.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Initiative,
    Capability,
    Indicator,
    Adaptation,
    Note,
    Source,
}

/// The lists of records in the order in which ids are given: of two records with one id, the first keeps it.
const LISTS: [(&str, Kind); 6] = [
    ("initiatives", Kind::Initiative),
    ("capabilities", Kind::Capability),
    ("indicators", Kind::Indicator),
    ("adaptations", Kind::Adaptation),
    ("notes", Kind::Note),
    ("sources", Kind::Source),
];

/// Which record a written id means.
#[derive(Default)]
pub(super) struct Ids {
    initiatives: HashMap<String, Id>,
    capabilities: HashMap<String, Id>,
    sources: HashMap<String, Id>,
}

impl Ids {
    /// The id that the first record of a kind with this written id has now.
    pub(super) fn find(&self, kind: Kind, written: &str) -> Option<&Id> {
        match kind {
            Kind::Initiative => self.initiatives.get(written),
            Kind::Capability => self.capabilities.get(written),
            Kind::Source => self.sources.get(written),
            Kind::Indicator | Kind::Adaptation | Kind::Note => None,
        }
    }

    fn remember(&mut self, kind: Kind, written: &str, id: &str) {
        let ids = match kind {
            Kind::Initiative => &mut self.initiatives,
            Kind::Capability => &mut self.capabilities,
            Kind::Source => &mut self.sources,
            Kind::Indicator | Kind::Adaptation | Kind::Note => return,
        };
        ids.entry(written.to_owned()).or_insert_with(|| Id::new(id));
    }
}

/// Gives every record an id of its own, in the tree itself, and reports each that had to be changed. New ids follow
/// from the file alone, so that opening it twice gives the same map.
pub(super) fn settle(root: &mut Extra, report: &mut Report) -> Ids {
    let (mut ids, mut namer, mut is_sound) = (Ids::default(), Namer::default(), true);
    each_record(root, &mut |kind, _, record| match usable_id(record) {
        Some(id) => {
            is_sound &= namer.claimed.insert(id.to_owned());
            ids.remember(kind, id, id);
        }
        None => is_sound = false,
    });
    if is_sound { ids } else { rename(root, namer, report) }
}

/// Gives new ids to the records that need one.
fn rename(root: &mut Extra, mut namer: Namer, report: &mut Report) -> Ids {
    let mut ids = Ids::default();
    each_record(root, &mut |kind, place, record| {
        let written = usable_id(record).map(str::to_owned);
        let id = match &written {
            Some(written) if namer.used.insert(written.clone()) => written.clone(),
            _ => {
                let id = namer.fresh(written.as_deref(), place);
                tell(report, place, record, &id, written.is_some());
                record.insert("id".into(), Value::from(id.as_str()));
                id
            }
        };
        if let Some(written) = &written {
            ids.remember(kind, written, &id);
        }
    });
    ids
}

fn tell(report: &mut Report, place: &Place<'_>, record: &Extra, id: &str, is_double: bool) {
    let title = title_of(record);
    let place = Place::Field(place, "id");
    let remedy = format!("; it is now called “{}”", short(id));
    match record.get("id") {
        None | Some(Value::Null) => report.tell(place.to_string(), title, format!("the item has no id{remedy}")),
        Some(original) if is_double => {
            report.keep(&place, title, "another item has the same id".into(), &remedy, original);
        }
        Some(original) => {
            let fault = "an id is a text that is neither empty nor too long, and this is not".into();
            report.keep(&place, title, fault, &remedy, original);
        }
    }
}

fn usable_id(record: &Extra) -> Option<&str> {
    record.get("id")?.as_str().filter(|id| !id.is_empty() && !is_too_long(id))
}

/// An id longer than this is not built upon, so that its successor keeps within the limit of texts.
const LONGEST_STEM: usize = 100;

/// Finds ids that nothing in the file has.
#[derive(Default)]
struct Namer {
    /// All ids that stand in the file, also further down.
    claimed: HashSet<String>,
    /// Those that a record has by now.
    used: HashSet<String>,
    /// The next number to try after a stem.
    next: HashMap<String, u64>,
}

impl Namer {
    /// For the second with an id, that id with a number; for one without, its place.
    fn fresh(&mut self, written: Option<&str>, place: &Place<'_>) -> String {
        let stem = written.filter(|id| id.len() <= LONGEST_STEM);
        let (stem, mut id) = match stem {
            Some(stem) => (stem.to_owned(), None),
            None => (dashed(place), Some(dashed(place))),
        };
        let number = self.next.entry(stem.clone()).or_insert(2);
        loop {
            let candidate = id.take().unwrap_or_else(|| {
                let id = format!("{stem}-{number}");
                *number += 1;
                id
            });
            if !self.claimed.contains(&candidate) && self.used.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

/// A place as an id: `initiatives-3-indicators-0`.
fn dashed(place: &Place<'_>) -> String {
    place.to_string().replace(']', "").replace(['[', '.'], "-")
}

type Visit<'v> = &'v mut dyn FnMut(Kind, &Place<'_>, &mut Extra);

fn each_record(root: &mut Extra, visit: Visit<'_>) {
    for (list, kind) in LISTS {
        each_entry(root, &Place::Root, list, &mut |place, record| {
            visit(kind, place, record);
            if matches!(kind, Kind::Initiative | Kind::Capability) {
                each_entry(record, place, "indicators", &mut |place, record| visit(Kind::Indicator, place, record));
            }
        });
    }
}

fn each_entry(parent: &mut Extra, place: &Place<'_>, list: &str, visit: &mut dyn FnMut(&Place<'_>, &mut Extra)) {
    let Some(Value::Array(entries)) = parent.get_mut(list) else { return };
    let list = Place::Field(place, list);
    for (index, entry) in entries.iter_mut().enumerate() {
        if let Value::Object(record) = entry {
            visit(&Place::Entry(&list, index), record);
        }
    }
}
