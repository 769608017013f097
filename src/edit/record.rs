//! The parts of a map that are replaced as a whole.

use std::sync::Arc;

use crate::map::{
    Adaptation, Capability, Id, Indicator, Initiative, Keyed, Note, Overview, Source, StrategyMap, Table,
};

/// One of the lists of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ListKind {
    /// Initiatives and ideas.
    Initiatives,
    /// Capabilities of both backbones.
    Capabilities,
    /// Indicators of the map as a whole.
    Indicators,
    /// Adaptations.
    Adaptations,
    /// Notes.
    Notes,
    /// Sources.
    Sources,
}

impl ListKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Initiatives, Self::Capabilities, Self::Indicators, Self::Adaptations, Self::Notes, Self::Sources];

    /// The ids in this list of a map, in their order.
    pub fn ids(self, map: &StrategyMap) -> Arc<Vec<Id>> {
        order(map, self)
    }
}

/// The name of a record in a map.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// What is not in a list.
    Overview,
    /// A record of a list.
    Item(ListKind, Id),
    /// The order of a list.
    Order(ListKind),
}

/// A record with its content.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// What is not in a list.
    Overview(Arc<Overview>),
    /// An initiative.
    Initiative(Arc<Initiative>),
    /// A capability.
    Capability(Arc<Capability>),
    /// An indicator of the map as a whole.
    Indicator(Arc<Indicator>),
    /// An adaptation.
    Adaptation(Arc<Adaptation>),
    /// A note.
    Note(Arc<Note>),
    /// A source.
    Source(Arc<Source>),
    /// The order of a list.
    Order(ListKind, Arc<Vec<Id>>),
}

impl Record {
    /// The name of the record.
    pub fn key(&self) -> Key {
        match self {
            Self::Overview(_) => Key::Overview,
            Self::Initiative(r) => Key::Item(ListKind::Initiatives, r.id().clone()),
            Self::Capability(r) => Key::Item(ListKind::Capabilities, r.id().clone()),
            Self::Indicator(r) => Key::Item(ListKind::Indicators, r.id().clone()),
            Self::Adaptation(r) => Key::Item(ListKind::Adaptations, r.id().clone()),
            Self::Note(r) => Key::Item(ListKind::Notes, r.id().clone()),
            Self::Source(r) => Key::Item(ListKind::Sources, r.id().clone()),
            Self::Order(list, _) => Key::Order(*list),
        }
    }

    /// The record of a map under a name.
    pub fn read(map: &StrategyMap, key: &Key) -> Option<Self> {
        match key {
            Key::Overview => Some(Self::Overview(map.overview.clone())),
            Key::Item(ListKind::Initiatives, id) => map.initiatives.get(id).cloned().map(Self::Initiative),
            Key::Item(ListKind::Capabilities, id) => map.capabilities.get(id).cloned().map(Self::Capability),
            Key::Item(ListKind::Indicators, id) => map.indicators.get(id).cloned().map(Self::Indicator),
            Key::Item(ListKind::Adaptations, id) => map.adaptations.get(id).cloned().map(Self::Adaptation),
            Key::Item(ListKind::Notes, id) => map.notes.get(id).cloned().map(Self::Note),
            Key::Item(ListKind::Sources, id) => map.sources.get(id).cloned().map(Self::Source),
            Key::Order(list) => Some(Self::Order(*list, order(map, *list))),
        }
    }

    /// Puts the record into a map, in the place of the one with the same name.
    pub fn write(self, map: &mut StrategyMap) {
        match self {
            Self::Overview(r) => map.overview = r,
            Self::Initiative(r) => map.initiatives.put(r),
            Self::Capability(r) => map.capabilities.put(r),
            Self::Indicator(r) => map.indicators.put(r),
            Self::Adaptation(r) => map.adaptations.put(r),
            Self::Note(r) => map.notes.put(r),
            Self::Source(r) => map.sources.put(r),
            Self::Order(list, ids) => match list {
                ListKind::Initiatives => map.initiatives.set_order(ids),
                ListKind::Capabilities => map.capabilities.set_order(ids),
                ListKind::Indicators => map.indicators.set_order(ids),
                ListKind::Adaptations => map.adaptations.set_order(ids),
                ListKind::Notes => map.notes.set_order(ids),
                ListKind::Sources => map.sources.set_order(ids),
            },
        }
    }

    /// Takes the record of a name out of a map. What is not in a list cannot be taken out.
    pub fn erase(map: &mut StrategyMap, key: &Key) {
        let Key::Item(list, id) = key else { return };
        match list {
            ListKind::Initiatives => drop(map.initiatives.remove(id)),
            ListKind::Capabilities => drop(map.capabilities.remove(id)),
            ListKind::Indicators => drop(map.indicators.remove(id)),
            ListKind::Adaptations => drop(map.adaptations.remove(id)),
            ListKind::Notes => drop(map.notes.remove(id)),
            ListKind::Sources => drop(map.sources.remove(id)),
        }
    }
}

fn order(map: &StrategyMap, list: ListKind) -> Arc<Vec<Id>> {
    fn of<T>(table: &Table<T>) -> Arc<Vec<Id>> {
        table.order().clone()
    }
    match list {
        ListKind::Initiatives => of(&map.initiatives),
        ListKind::Capabilities => of(&map.capabilities),
        ListKind::Indicators => of(&map.indicators),
        ListKind::Adaptations => of(&map.adaptations),
        ListKind::Notes => of(&map.notes),
        ListKind::Sources => of(&map.sources),
    }
}
