//! An ordered list of records that are found by their id.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::Id;

/// Something that is found by its id.
pub trait Keyed {
    /// The id of the record.
    fn id(&self) -> &Id;
}

/// Records in the order that the user made, each shared and replaced as a whole.
#[derive(Clone, Debug)]
pub struct Table<T> {
    order: Arc<Vec<Id>>,
    records: HashMap<Id, Arc<T>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { order: Arc::default(), records: HashMap::new() }
    }
}

impl<T: PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order && self.records == other.records
    }
}

impl<T> Table<T> {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The record with this id.
    pub fn get(&self, id: &Id) -> Option<&Arc<T>> {
        self.records.get(id)
    }

    /// Whether a record has this id.
    pub fn contains(&self, id: &Id) -> bool {
        self.records.contains_key(id)
    }

    /// The records in their order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<T>> {
        self.order.iter().filter_map(|id| self.records.get(id))
    }

    /// The ids in their order.
    pub fn order(&self) -> &Arc<Vec<Id>> {
        &self.order
    }

    /// Gives the records another order. Ids without a record are left out; records that the order forgets come last.
    pub fn set_order(&mut self, order: Arc<Vec<Id>>) {
        let whole = order.len() == self.records.len() && order.iter().all(|id| self.records.contains_key(id));
        if whole {
            self.order = order;
            return;
        }
        let mut kept: Vec<Id> = order.iter().filter(|id| self.records.contains_key(*id)).cloned().collect();
        let named: std::collections::HashSet<Id> = kept.iter().cloned().collect();
        kept.extend(self.order.iter().filter(|id| self.records.contains_key(*id) && !named.contains(*id)).cloned());
        self.order = Arc::new(kept);
    }
}

impl<T: Keyed> Table<T> {
    /// Adds a record at the end, or replaces the one with the same id in its place.
    pub fn put(&mut self, record: Arc<T>) {
        let id = record.id().clone();
        if self.records.insert(id.clone(), record).is_none() {
            Arc::make_mut(&mut self.order).push(id);
        }
    }

    /// Takes a record out.
    pub fn remove(&mut self, id: &Id) -> Option<Arc<T>> {
        let record = self.records.remove(id)?;
        Arc::make_mut(&mut self.order).retain(|other| other != id);
        Some(record)
    }
}

impl<T: Keyed> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        let mut table = Self::default();
        for record in records {
            table.put(Arc::new(record));
        }
        table
    }
}

impl<T: serde::Serialize> serde::Serialize for Table<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|record| &**record))
    }
}

impl<T: schemars::JsonSchema> schemars::JsonSchema for Table<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        <Vec<T>>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <Vec<T>>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Note;

    fn table(ids: &[&str]) -> Table<Note> {
        ids.iter().map(|id| Note { id: Id::new(id), ..Note::default() }).collect()
    }

    fn ids(table: &Table<Note>) -> Vec<&str> {
        table.order().iter().map(Id::as_str).collect()
    }

    #[test]
    fn a_replaced_record_keeps_its_place() {
        let mut table = table(&["a", "b", "c"]);
        table.put(Arc::new(Note { id: Id::new("b"), text: "new".into(), ..Note::default() }));
        assert_eq!(ids(&table), ["a", "b", "c"]);
        assert_eq!(table.get(&Id::new("b")).expect("kept").text, "new");
    }

    #[test]
    fn an_order_never_loses_or_invents_a_record() {
        let mut table = table(&["a", "b", "c"]);
        table.set_order(Arc::new(vec!["c".into(), "x".into(), "a".into()]));
        assert_eq!(ids(&table), ["c", "a", "b"]);
    }
}
