//! A map as a merge takes it: all records by their ids, each with its fields as a file has them, and back again.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::references::{Fate, each_reference};
use crate::file::{Loaded, map_of};
use crate::insight::Subject;
use crate::insight::shape::{Fields, Item, Kind, LISTS, overview};
use crate::map::{FORMAT_NAME, Id, StrategyMap};

/// A map taken apart.
#[derive(Clone, Default)]
pub(super) struct Version {
    pub overview: Fields,
    /// One for each of [`LISTS`].
    pub lists: [List; 6],
}

/// The records of one list.
#[derive(Clone, Default)]
pub(super) struct List {
    pub order: Vec<Id>,
    pub items: HashMap<Id, Item>,
}

/// The place of the list of indicators in [`LISTS`].
pub(super) const INDICATORS: usize = 2;

/// What stands for an owner that is not known.
const UNKNOWN: &str = "?";

/// The place in [`LISTS`] of what records are called so.
pub(super) fn list_of(subject: Subject) -> Option<usize> {
    LISTS.iter().position(|list| list.0 == subject)
}

impl Version {
    /// Takes a map apart.
    pub fn of(map: &StrategyMap) -> Self {
        let lists = LISTS.map(|(_, _, records)| {
            let mut list = List::default();
            records(map).into_iter().for_each(|item| list.push(item));
            list
        });
        Self { overview: overview(&map.overview), lists }
    }

    /// What two versions had in common before they parted, where nobody knows more: which records, and nothing of them. Their order
    /// is that of theirs, so that ours is the one that was made since.
    pub fn shared(ours: &Self, theirs: &Self) -> Self {
        let mut shared = Self::default();
        for ((list, mine), other) in shared.lists.iter_mut().zip(&ours.lists).zip(&theirs.lists) {
            let both = other.order.iter().filter_map(|id| mine.items.get(id));
            // Whose an indicator was is not known either, and no owner is called so.
            let bare = |item: &Item| Item {
                owner: (UNKNOWN.to_owned(), UNKNOWN.to_owned()),
                fields: Fields::new(),
                ..item.clone()
            };
            both.map(bare).for_each(|item| list.push(item));
        }
        // What one of them does not say was said by nobody: what the other says is new.
        let is_empty = |value: &Value| value.is_null() || value == "";
        for (name, mine) in &ours.overview {
            let Some(other) = theirs.overview.get(name).filter(|other| is_empty(mine) != is_empty(other)) else {
                continue;
            };
            shared.overview.insert(name.clone(), if is_empty(mine) { mine } else { other }.clone());
        }
        shared
    }

    /// The map, with what had to be repaired in it.
    pub fn into_map(mut self) -> Loaded {
        let indicators = std::mem::take(&mut self.lists[INDICATORS]).into_items();
        let mut of_owners: HashMap<String, Vec<Value>> = HashMap::new();
        for item in indicators {
            of_owners.entry(item.owner.0.clone()).or_default().push(tree(item));
        }
        let mut root = self.overview;
        root.insert("format".into(), Value::from(FORMAT_NAME));
        for (list, (subject, _, _)) in self.lists.into_iter().zip(LISTS) {
            let records = match subject {
                Subject::Indicator => of_owners.remove("").unwrap_or_default(),
                _ => list.into_items().map(|item| with_indicators(subject, item, &mut of_owners)).collect(),
            };
            root.insert(subject.plural().into(), Value::Array(records));
        }
        map_of(root)
    }

    /// Calls `visit` with every reference from one record to another, and does with it what that says.
    pub fn each_reference(&mut self, visit: &mut dyn FnMut(&Item, Subject, &str) -> Fate) {
        for (list, (_, kind, _)) in self.lists.iter_mut().zip(LISTS) {
            for id in &list.order {
                let Some(item) = list.items.get_mut(id) else { continue };
                let mut fields = std::mem::take(&mut item.fields);
                each_reference(kind, &mut fields, &mut |subject, to| visit(item, subject, to));
                item.fields = fields;
            }
        }
    }

    /// Gives records of one list other ids, wherever they are named.
    pub fn rename(&mut self, at: usize, ids: &HashMap<Id, Id>) {
        let (subject, list) = (LISTS[at].0, &mut self.lists[at]);
        for (old, new) in ids {
            if let Some(item) = list.items.remove(old) {
                list.items.insert(new.clone(), Item { id: new.clone(), ..item });
            }
        }
        for id in &mut list.order {
            if let Some(new) = ids.get(id) {
                *id = new.clone();
            }
        }
        self.each_reference(&mut |_, to, id| match ids.get(id) {
            Some(new) if to == subject => Fate::Become(new.clone()),
            _ => Fate::Keep,
        });
        for indicator in self.lists[INDICATORS].items.values_mut() {
            let owner = indicator.owner.0.split_once('/').filter(|(name, _)| *name == subject.name());
            if let Some(new) = owner.and_then(|(_, id)| ids.get(id)) {
                indicator.owner.0 = format!("{}/{new}", subject.name());
            }
        }
        for silenced in self.overview.get_mut("silenced").and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(new) = silenced["item"].as_str().and_then(|id| ids.get(id)) {
                silenced["item"] = json!(new);
            }
        }
    }

    /// All ids that records have.
    pub fn ids(&self) -> HashSet<Id> {
        self.lists.iter().flat_map(|list| list.items.keys().cloned()).collect()
    }
}

impl List {
    /// Adds a record at the end.
    pub fn push(&mut self, item: Item) {
        self.order.push(item.id.clone());
        self.items.insert(item.id.clone(), item);
    }

    fn into_items(mut self) -> impl Iterator<Item = Item> {
        self.order.into_iter().filter_map(move |id| self.items.remove(&id))
    }
}

fn with_indicators(subject: Subject, item: Item, of_owners: &mut HashMap<String, Vec<Value>>) -> Value {
    let indicators = of_owners.remove(&format!("{}/{}", subject.name(), item.id));
    let mut record = tree(item);
    if let (Some(fields), Some(indicators)) = (record.as_object_mut(), indicators) {
        fields.insert("indicators".into(), Value::Array(indicators));
    }
    record
}

fn tree(item: Item) -> Value {
    let mut fields = item.fields;
    fields.insert("id".into(), json!(item.id));
    Value::Object(fields)
}

/// Whether two values would be written alike: as equality, but the order of fields counts.
pub(super) fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => are_same(one, other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        _ => one == other,
    }
}

/// As [`is_same`], for the fields of a record.
pub(super) fn are_same(one: &Fields, other: &Fields) -> bool {
    let pairs = || one.iter().zip(other);
    one.len() == other.len() && pairs().all(|(one, other)| one.0 == other.0 && is_same(one.1, other.1))
}

/// Whether two versions of a record are the same and belong to the same.
pub(super) fn is_same_item(one: &Item, other: &Item) -> bool {
    one.owner.0 == other.owner.0 && are_same(&one.fields, &other.fields)
}

/// What kind of record stands in a list.
pub(super) fn kind_of(at: usize) -> Kind {
    LISTS[at].1
}
