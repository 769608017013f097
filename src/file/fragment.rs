//! Parts of a map as text, for the clipboard.

use std::collections::HashSet;
use std::sync::Arc;

use super::read::parse_fragment;
use super::to_bytes;
use crate::map::{Id, Keyed, Overview, StrategyMap, Table};

/// A document with only the given records, in the order of the map. Ids that the map does not have are passed over.
pub fn to_text(map: &StrategyMap, initiatives: &[Id], capabilities: &[Id], notes: &[Id]) -> String {
    let overview = Overview {
        title: map.overview.title.clone(),
        investment_unit: map.overview.investment_unit.clone(),
        ..Overview::default()
    };
    let part = StrategyMap {
        overview: Arc::new(overview),
        initiatives: only(&map.initiatives, initiatives),
        capabilities: only(&map.capabilities, capabilities),
        notes: only(&map.notes, notes),
        ..StrategyMap::default()
    };
    to_bytes(&part).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The records in a text, where it is a strategy map or a part of one. Links to records outside of it are kept; what
/// could not be read stands in `set_aside`.
pub fn from_text(text: &str) -> Option<StrategyMap> {
    parse_fragment(text.as_bytes(), "clipboard").ok().map(|loaded| loaded.map)
}

fn only<T: Keyed>(table: &Table<T>, ids: &[Id]) -> Table<T> {
    let ids: HashSet<&Id> = ids.iter().collect();
    let mut result = Table::default();
    for record in table.iter().filter(|record| ids.contains(record.id())) {
        result.put(Arc::clone(record));
    }
    result
}
