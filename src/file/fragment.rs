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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::parse;

    fn map() -> StrategyMap {
        parse(include_bytes!("tests/full.headway.json"), "full").expect("opens").map
    }

    #[test]
    fn a_fragment_holds_only_what_was_asked_for_and_keeps_its_links() {
        let map = map();
        let text = to_text(&map, &["own-record".into(), "gone".into()], &[], &["note".into()]);
        let part = from_text(&text).expect("a fragment");
        assert_eq!((part.initiatives.len(), part.capabilities.len(), part.notes.len()), (1, 0, 1));
        assert_eq!(part.initiatives.iter().next(), map.initiatives.iter().next());
        assert!(part.overview.set_aside.is_empty());
        assert_eq!(part.overview.title, map.overview.title);
        assert!(part.indicators.is_empty() && part.sources.is_empty() && part.adaptations.is_empty());
    }

    #[test]
    fn a_fragment_is_a_document_in_canonical_form_in_the_order_of_the_map() {
        let map = map();
        let text = to_text(&map, &["remote".into(), "own-record".into()], &["shared-record".into()], &[]);
        let part = from_text(&text).expect("a fragment");
        assert_eq!(part.initiatives.order(), map.initiatives.order());
        assert_eq!(to_bytes(&part).expect("saves"), text.as_bytes());
        assert_eq!(parse(text.as_bytes(), "whole").expect("opens").repairs, []);
    }

    #[test]
    fn other_text_is_no_fragment() {
        for text in ["", "Members open their own record", "{}", "[1]", "{\"format\": \"other\"}"] {
            assert!(from_text(text).is_none(), "{text}");
        }
    }
}
