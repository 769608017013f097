//! Which initiative of the map a row means: the one with its id, or else the one with its title.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::map::{Id, Initiative, StrategyMap};

/// What a row means.
pub enum Meant {
    /// An initiative that the map does not have.
    New,
    /// One of the map, and whether its title told so, and not its id.
    Known(Arc<Initiative>, bool),
    /// It cannot be told: why.
    Unclear(String),
}

/// The initiatives of a map by id and title.
pub struct Index<'a> {
    map: &'a StrategyMap,
    titles: HashMap<String, Vec<Id>>,
    /// The ids of everything else.
    others: HashSet<Id>,
}

impl<'a> Index<'a> {
    /// The index of a map.
    pub fn of(map: &'a StrategyMap) -> Self {
        let mut titles: HashMap<String, Vec<Id>> = HashMap::new();
        for initiative in map.initiatives.iter() {
            titles.entry(same_title(&initiative.title)).or_default().push(initiative.id.clone());
        }
        let lists = [
            map.capabilities.order(),
            map.indicators.order(),
            map.adaptations.order(),
            map.notes.order(),
            map.sources.order(),
        ];
        let listed = lists.into_iter().flat_map(|list| list.iter().cloned());
        let of_initiatives = map.initiatives.iter().flat_map(|owner| owner.indicators.iter());
        let of_capabilities = map.capabilities.iter().flat_map(|owner| owner.indicators.iter());
        let indicators = of_initiatives.chain(of_capabilities).map(|indicator| indicator.id.clone());
        Self { map, titles, others: listed.chain(indicators).collect() }
    }

    /// What a row with this id and title means.
    pub fn meant(&self, id: &str, title: &str) -> Meant {
        if let Some(known) = self.map.initiatives.get(&Id::new(id)).filter(|_| !id.is_empty()) {
            return Meant::Known(known.clone(), false);
        }
        if self.others.contains(id) {
            return Meant::Unclear(format!("The id “{id}” belongs to something else on the map."));
        }
        match self.titles.get(&same_title(title)).map(Vec::as_slice) {
            None => Meant::New,
            Some([only]) => match self.map.initiatives.get(only) {
                Some(known) => Meant::Known(known.clone(), true),
                None => Meant::New,
            },
            Some(several) => Meant::Unclear(format!(
                "{} initiatives of the map have this title: only an id can tell which is meant.",
                several.len()
            )),
        }
    }
}

/// A title as it is compared: whatever its case and spaces.
pub fn same_title(title: &str) -> String {
    title.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
