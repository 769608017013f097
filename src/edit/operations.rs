//! What a gesture does to a map, in the field's own terms. Each keeps the references between records whole.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::document::Document;
use super::record::{ListKind, Record};
use crate::map::{
    Adaptation, Backbone, Capability, Extra, Id, Initiative, Link, PartialDate, Position, PrimaryChoice, StrategyKind,
    StrategyMap,
};

/// Where an initiative stands: in a lane, at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The lane.
    pub strategy: StrategyKind,
    /// The place in it.
    pub position: Position,
}

/// A new idea for the tray.
pub fn new_idea(title: &str) -> Initiative {
    Initiative { id: Id::random(), title: title.trim().to_owned(), ..Initiative::default() }
}

/// "Move 1 initiative", "Move 3 initiatives": the name of a step.
fn counted(verb: &str, count: usize, noun: &str) -> String {
    if count == 1 { format!("{verb} {noun}") } else { format!("{verb} {count} {noun}s") }
}

/// How many initiatives a step is about, in words.
pub fn initiatives_label(verb: &str, count: usize) -> String {
    counted(verb, count, "initiative")
}

/// The name of a step about capabilities.
pub fn capabilities_label(verb: &str, count: usize) -> String {
    if count == 1 { format!("{verb} capability") } else { format!("{verb} {count} capabilities") }
}

impl Document {
    /// Adds ideas to the tray, one for each line that says something. Answers their ids.
    pub fn add_ideas(&mut self, lines: &str) -> Vec<Id> {
        let ideas: Vec<Initiative> =
            lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(new_idea).collect();
        let ids: Vec<Id> = ideas.iter().map(|idea| idea.id.clone()).collect();
        if ids.is_empty() {
            return ids;
        }
        self.begin(&counted("Add", ids.len(), "idea"));
        for idea in ideas {
            self.put(Record::Initiative(Arc::new(idea)));
        }
        self.commit();
        ids
    }

    /// Puts the initiatives of a list into the map, new ones and known ones with other values, in one step.
    pub fn import_initiatives(&mut self, initiatives: Vec<Initiative>) {
        self.begin(&counted("Import", initiatives.len(), "idea"));
        for initiative in initiatives {
            self.put(Record::Initiative(Arc::new(initiative)));
        }
        self.commit();
    }

    /// Puts an initiative at a place, as part of the gesture.
    pub fn place(&mut self, id: &Id, place: Place) {
        self.edit_initiative(id, |initiative| {
            initiative.strategy = Some(place.strategy);
            initiative.stand_at(place.position);
        });
    }

    /// Puts initiatives back into the tray.
    pub fn return_to_tray(&mut self, ids: &[Id]) {
        self.begin(&initiatives_label("Return to the tray:", ids.len()));
        for id in ids {
            self.edit_initiative(id, |initiative| initiative.position = None);
        }
        self.commit();
    }

    /// Links an initiative to a capability; nothing where it is linked already. Answers whether a link was made.
    pub fn link(&mut self, initiative: &Id, capability: &Id) -> bool {
        let known = self.map().initiatives.get(initiative).is_none_or(|i| i.link_to(capability).is_some());
        if known || !self.map().capabilities.contains(capability) {
            return false;
        }
        self.begin("Link to capability");
        self.edit_initiative(initiative, |i| i.relies_on.push(Link::to(capability.clone())));
        self.commit();
        true
    }

    /// Makes a supporting initiative serve a primary one. Answers whether it does so newly.
    pub fn serve(&mut self, from: &Id, to: &Id) -> bool {
        let known = self.map().initiatives.get(from).is_none_or(|i| i.serves.contains(to));
        if known || from == to || !self.map().initiatives.contains(to) {
            return false;
        }
        self.begin("Serve initiative");
        self.edit_initiative(from, |i| i.serves.push(to.clone()));
        self.commit();
        true
    }

    /// Takes the link to a capability away, as part of the gesture.
    pub fn unlink(&mut self, initiative: &Id, capability: &Id) {
        self.edit_initiative(initiative, |i| i.relies_on.retain(|link| link.capability != *capability));
    }

    /// Ends that an initiative serves another, as part of the gesture.
    pub fn unserve(&mut self, from: &Id, to: &Id) {
        self.edit_initiative(from, |i| i.serves.retain(|id| id != to));
    }

    /// Deletes an initiative and what points at it, as part of the gesture.
    pub fn delete_initiative(&mut self, id: &Id) {
        let served: Vec<Id> =
            self.map().initiatives.iter().filter(|i| i.serves.contains(id)).map(|i| i.id.clone()).collect();
        for from in served {
            self.unserve(&from, id);
        }
        self.remove(ListKind::Initiatives, id);
    }

    /// Deletes a capability and the links to it, as part of the gesture.
    pub fn delete_capability(&mut self, id: &Id) {
        let linked: Vec<Id> =
            self.map().initiatives.iter().filter(|i| i.link_to(id).is_some()).map(|i| i.id.clone()).collect();
        for initiative in linked {
            self.unlink(&initiative, id);
        }
        self.remove(ListKind::Capabilities, id);
    }

    /// Adds a capability at the end of its backbone, as part of the gesture. Answers its id.
    pub fn add_capability(&mut self, title: &str, backbone: Backbone) -> Id {
        let id = Id::random();
        self.put(Record::Capability(Arc::new(Capability::named(id.clone(), title, backbone))));
        id
    }

    /// Adds an adaptation that is still to be told, as part of the gesture. Answers its id.
    pub fn add_adaptation(&mut self, date: Option<PartialDate>) -> Id {
        let id = Id::random();
        self.put(Record::Adaptation(Arc::new(Adaptation { id: id.clone(), date, ..Adaptation::default() })));
        id
    }

    /// Moves a capability before another one (or to the end) of a backbone, as part of the gesture.
    pub fn reorder_capability(&mut self, id: &Id, backbone: Backbone, before: Option<&Id>) {
        self.edit_capability(id, |capability| capability.backbone = backbone);
        let mut order: Vec<Id> = self.map().capabilities.order().iter().filter(|other| *other != id).cloned().collect();
        let at = before.and_then(|before| order.iter().position(|other| other == before)).unwrap_or(order.len());
        order.insert(at, id.clone());
        self.put(Record::Order(ListKind::Capabilities, Arc::new(order)));
    }

    /// Chooses the strategy that leads since a date, as part of the gesture. The history of the choice is kept.
    pub fn choose_primary(&mut self, strategy: StrategyKind, since: Option<PartialDate>) {
        self.edit_overview(|overview| {
            let choice = PrimaryChoice { since, strategy, why: String::new(), extra: Extra::new() };
            let primary = &mut overview.strategy.primary;
            match primary.iter_mut().find(|known| known.since == since) {
                Some(known) => known.strategy = strategy,
                None => primary.push(choice),
            }
        });
    }

    /// Puts the records of another map into this one, each under a new id where its own is taken. Answers the ids of the
    /// initiatives, capabilities and notes that came in. Part of the gesture.
    pub fn insert(&mut self, other: &StrategyMap, shift: Position) -> [Vec<Id>; 3] {
        let renamed = self.new_names(other);
        let name = |id: &Id| renamed.get(id).cloned().unwrap_or_else(|| id.clone());
        let mut came = [Vec::new(), Vec::new(), Vec::new()];
        for source in other.sources.iter().filter(|source| !self.map().sources.contains(&source.id)).collect::<Vec<_>>()
        {
            self.put(Record::Source(source.clone()));
        }
        for capability in other.capabilities.iter() {
            let mut capability = (**capability).clone();
            capability.id = name(&capability.id);
            rename_indicators(&mut capability.indicators, &renamed);
            came[1].push(capability.id.clone());
            self.put(Record::Capability(Arc::new(capability)));
        }
        for initiative in other.initiatives.iter() {
            let mut initiative = (**initiative).clone();
            initiative.id = name(&initiative.id);
            initiative.serves = initiative.serves.iter().map(&name).collect();
            for link in &mut initiative.relies_on {
                link.capability = name(&link.capability);
            }
            rename_indicators(&mut initiative.indicators, &renamed);
            if let Some(spot) = &mut initiative.position {
                spot.at = shifted(spot.at, shift);
            }
            came[0].push(initiative.id.clone());
            self.put(Record::Initiative(Arc::new(initiative)));
        }
        for note in other.notes.iter() {
            let mut note = (**note).clone();
            note.id = name(&note.id);
            note.position.at = shifted(note.position.at, shift);
            came[2].push(note.id.clone());
            self.put(Record::Note(Arc::new(note)));
        }
        self.drop_dangling(&came[0]);
        came
    }

    /// New ids for the records of another map whose own are taken here.
    fn new_names(&self, other: &StrategyMap) -> BTreeMap<Id, Id> {
        let taken = ids(self.map());
        let mut incoming = ids(other);
        for source in other.sources.iter() {
            incoming.remove(&source.id);
        }
        let clashing = incoming.into_iter().filter(|id| taken.contains(id));
        clashing.map(|id| (id, Id::random())).collect()
    }

    /// Takes away links of new initiatives to what is not in this map.
    fn drop_dangling(&mut self, initiatives: &[Id]) {
        for id in initiatives {
            let Some(initiative) = self.map().initiatives.get(id).cloned() else { continue };
            let map = self.map();
            let relies_on: Vec<Link> = initiative
                .relies_on
                .iter()
                .filter(|link| map.capabilities.contains(&link.capability))
                .cloned()
                .collect();
            let serves: Vec<Id> = initiative.serves.iter().filter(|to| map.initiatives.contains(to)).cloned().collect();
            self.edit_initiative(id, |i| {
                i.relies_on = relies_on;
                i.serves = serves;
            });
        }
    }
}

fn shifted(at: Position, by: Position) -> Position {
    Position { x: at.x + by.x, y: at.y + by.y }
}

fn rename_indicators(indicators: &mut [crate::map::Indicator], renamed: &BTreeMap<Id, Id>) {
    for indicator in indicators {
        if let Some(id) = renamed.get(&indicator.id) {
            indicator.id = id.clone();
        }
    }
}

/// All ids of a map.
fn ids(map: &StrategyMap) -> HashSet<Id> {
    let of_initiatives = map.initiatives.iter().flat_map(|i| i.indicators.iter().map(|n| n.id.clone()));
    let of_capabilities = map.capabilities.iter().flat_map(|c| c.indicators.iter().map(|n| n.id.clone()));
    let records = [
        map.initiatives.order(),
        map.capabilities.order(),
        map.indicators.order(),
        map.adaptations.order(),
        map.notes.order(),
        map.sources.order(),
    ];
    records.into_iter().flat_map(|order| order.iter().cloned()).chain(of_initiatives).chain(of_capabilities).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(x: f64) -> Place {
        Place { strategy: StrategyKind::CustomerEngagement, position: Position { x, y: 72.0 } }
    }

    fn with_two() -> (Document, Id, Id, Id) {
        let mut document = Document::default();
        let ids = document.add_ideas("First\n\n  Second  \n");
        document.begin("Add capability");
        let capability = document.add_capability("Shared data", Backbone::Operational);
        document.commit();
        (document, ids[0].clone(), ids[1].clone(), capability)
    }

    #[test]
    fn lines_become_ideas_in_the_tray_in_one_step() {
        let (mut document, first, ..) = with_two();
        assert_eq!(document.map().ideas().count(), 2);
        assert_eq!(document.map().initiatives.get(&first).map(|i| i.title.as_str()), Some("First"));
        document.undo();
        document.undo();
        assert!(document.map().initiatives.is_empty());
    }

    #[test]
    fn a_second_link_to_the_same_capability_is_not_made() {
        let (mut document, first, _, capability) = with_two();
        assert!(document.link(&first, &capability));
        assert!(!document.link(&first, &capability));
        assert_eq!(document.undo_label(), Some("Link to capability"));
    }

    #[test]
    fn deleting_takes_what_pointed_at_the_deleted_with_it_and_undo_brings_all_back() {
        let (mut document, first, second, capability) = with_two();
        document.link(&first, &capability);
        document.serve(&second, &first);
        let before = document.map().clone();
        document.begin("Delete");
        document.delete_initiative(&first);
        document.delete_capability(&capability);
        document.commit();
        assert!(document.map().initiatives.get(&second).is_some_and(|i| i.serves.is_empty()));
        document.undo();
        assert_eq!(document.map(), &before);
    }

    #[test]
    fn pasting_into_the_same_map_gives_new_ids_and_keeps_links_among_the_pasted() {
        let (mut document, first, second, capability) = with_two();
        document.begin("Place");
        document.place(&first, place(20.0));
        document.commit();
        document.link(&first, &capability);
        document.serve(&second, &first);
        let copy = document.map().clone();
        document.begin("Paste");
        let [initiatives, capabilities, _] = document.insert(&copy, Position { x: 24.0, y: 24.0 });
        document.commit();
        assert_eq!(document.map().initiatives.len(), 4);
        let pasted = document.map().initiatives.get(&initiatives[0]).expect("pasted").clone();
        assert_eq!(pasted.relies_on[0].capability, capabilities[0]);
        assert_eq!(pasted.position.as_ref().map(|spot| spot.at.x), Some(44.0));
        let server = document.map().initiatives.get(&initiatives[1]).expect("pasted").clone();
        assert_eq!(server.serves, [initiatives[0].clone()]);
    }

    #[test]
    fn a_capability_can_be_moved_before_another_and_into_the_other_backbone() {
        let (mut document, _, _, first) = with_two();
        document.begin("Add");
        let second = document.add_capability("Second", Backbone::Operational);
        document.reorder_capability(&second, Backbone::DigitalServices, Some(&first));
        document.commit();
        assert_eq!(**document.map().capabilities.order(), vec![second.clone(), first]);
        assert_eq!(document.map().capabilities.get(&second).map(|c| c.backbone), Some(Backbone::DigitalServices));
    }

    #[test]
    fn choosing_the_primary_strategy_keeps_the_history() {
        let mut document = Document::default();
        document.begin("Choose");
        document.choose_primary(StrategyKind::CustomerEngagement, Some(PartialDate::of_year(2004)));
        document.choose_primary(StrategyKind::DigitizedSolutions, Some(PartialDate::of_year(2010)));
        document.choose_primary(StrategyKind::CustomerEngagement, Some(PartialDate::of_year(2010)));
        document.commit();
        let strategies: Vec<StrategyKind> =
            document.map().overview.strategy.primary.iter().map(|choice| choice.strategy).collect();
        assert_eq!(strategies, [StrategyKind::CustomerEngagement; 2]);
    }
}
