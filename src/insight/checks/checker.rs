//! Runs the checks, and remembers what each record gave.

use std::collections::HashMap;
use std::sync::Arc;

use super::{
    Advice, Finding, Reading, backbone, end_state, focus, following, handshake, initiative, observing, strategy,
};
use crate::insight::{Verdict, direction, indicator_name};
use crate::map::{Capability, Day, Id, Indicator, Initiative, Moment, Silenced, StrategyMap};

/// Runs the checks again and again over a map that is being edited: only what changed is read anew.
#[derive(Debug, Default)]
pub struct Checker {
    reading: Option<Reading>,
    initiatives: HashMap<Id, Known<Initiative>>,
    capabilities: HashMap<Id, Known<Capability>>,
}

/// What a record gave, and the records that it was read with.
#[derive(Debug)]
struct Known<T> {
    record: Arc<T>,
    served: Vec<Option<Arc<Initiative>>>,
    relied_on: Vec<Option<Arc<Capability>>>,
    advice: Vec<Arc<Advice>>,
    slipping: Vec<String>,
}

impl Known<Initiative> {
    /// Whether all that it was read from is still the same.
    fn holds(&self, record: &Arc<Initiative>, map: &StrategyMap) -> bool {
        Arc::ptr_eq(&self.record, record)
            && self.served.iter().zip(&record.serves).all(|(known, id)| same(known, map.initiatives.get(id)))
            && self
                .relied_on
                .iter()
                .zip(&record.relies_on)
                .all(|(known, link)| same(known, map.capabilities.get(&link.capability)))
    }

    fn read(reading: &Reading, record: &Arc<Initiative>, map: &StrategyMap) -> Self {
        let served: Vec<_> = record.serves.iter().map(|id| map.initiatives.get(id).cloned()).collect();
        let relied_on: Vec<_> =
            record.relies_on.iter().map(|link| map.capabilities.get(&link.capability).cloned()).collect();
        let mut advice = Vec::new();
        let mut slipping = Vec::new();
        if reading.counts(record) {
            let primaries: Vec<&Initiative> = served.iter().flatten().map(Arc::as_ref).collect();
            advice.extend(following::supporting_first(reading, record, &primaries));
            advice.extend(end_state::initiative(reading, record));
            advice.extend(initiative::all(record));
            advice.extend(handshake::no_answer(reading, record, &relied_on));
            advice.extend(observing::all(reading, record));
            slipping = names_of_slipping(&record.indicators, reading.day());
        }
        let advice = advice.into_iter().map(Arc::new).collect();
        Self { record: record.clone(), served, relied_on, advice, slipping }
    }
}

impl Known<Capability> {
    fn read(reading: &Reading, record: &Arc<Capability>) -> Self {
        let advice = end_state::capability(reading, record).into_iter().map(Arc::new).collect();
        let slipping = names_of_slipping(&record.indicators, reading.day());
        Self { record: record.clone(), served: Vec::new(), relied_on: Vec::new(), advice, slipping }
    }
}

fn same<T>(known: &Option<Arc<T>>, now: Option<&Arc<T>>) -> bool {
    match (known, now) {
        (Some(known), Some(now)) => Arc::ptr_eq(known, now),
        (None, None) => true,
        _ => false,
    }
}

fn names_of_slipping<'a>(indicators: impl IntoIterator<Item = &'a Indicator>, day: Day) -> Vec<String> {
    let slips = |indicator: &&Indicator| direction(indicator, day, None).verdict == Some(Verdict::Slipping);
    indicators.into_iter().filter(slips).map(|indicator| indicator_name(indicator).to_owned()).collect()
}

impl Checker {
    /// All that the checks have to say: in the order of the checks, and of the map within each.
    pub fn check(&mut self, map: &StrategyMap, moment: Moment) -> Vec<Finding> {
        let reading = Reading::of(map, moment);
        if self.reading != Some(reading) {
            *self = Self { reading: Some(reading), ..Self::default() };
        }
        self.read(&reading, map);
        let mut advice: Vec<Arc<Advice>> = of_map(&reading, map).into_iter().map(Arc::new).collect();
        let own = names_of_slipping(map.indicators.iter().map(Arc::as_ref), reading.day());
        let mut slipping = Slipping { names: own, owners: Vec::new() };
        for record in map.initiatives.iter() {
            if let Some(known) = self.initiatives.get(&record.id) {
                advice.extend(known.advice.iter().cloned());
                slipping.add(&record.id, &known.slipping);
            }
        }
        for record in map.capabilities.iter() {
            if let Some(known) = self.capabilities.get(&record.id) {
                advice.extend(known.advice.iter().cloned());
                slipping.add(&record.id, &known.slipping);
            }
        }
        advice.extend(observing::no_adaptation(&reading, map, slipping).map(Arc::new));
        advice.sort_by_key(|advice| advice.check);
        let silenced = by_what_is_silenced(&map.overview.silenced);
        let reason = |advice: &Advice| {
            silenced.get(&(advice.check.id(), advice.item.as_ref())).map(|reason| (*reason).to_owned())
        };
        advice.into_iter().map(|advice| Finding { silenced: reason(&advice), advice }).collect()
    }

    fn read(&mut self, reading: &Reading, map: &StrategyMap) {
        for record in map.initiatives.iter() {
            if !self.initiatives.get(&record.id).is_some_and(|known| known.holds(record, map)) {
                self.initiatives.insert(record.id.clone(), Known::<Initiative>::read(reading, record, map));
            }
        }
        for record in map.capabilities.iter() {
            if !self.capabilities.get(&record.id).is_some_and(|known| Arc::ptr_eq(&known.record, record)) {
                self.capabilities.insert(record.id.clone(), Known::<Capability>::read(reading, record));
            }
        }
        if self.initiatives.len() > map.initiatives.len() {
            self.initiatives.retain(|id, _| map.initiatives.contains(id));
        }
        if self.capabilities.len() > map.capabilities.len() {
            self.capabilities.retain(|id, _| map.capabilities.contains(id));
        }
    }
}

/// What slips, and whose it is.
pub(super) struct Slipping {
    pub(super) names: Vec<String>,
    pub(super) owners: Vec<Id>,
}

impl Slipping {
    fn add(&mut self, owner: &Id, names: &[String]) {
        if !names.is_empty() {
            self.owners.push(owner.clone());
            self.names.extend(names.iter().cloned());
        }
    }
}

/// What rests on the map as a whole, or on many of its records at once: cheap enough to be read each time.
fn of_map(reading: &Reading, map: &StrategyMap) -> Vec<Advice> {
    let mut advice = Vec::new();
    advice.extend(focus::all(reading, map));
    advice.extend(following::strays(reading, map));
    advice.extend(strategy::all(map));
    advice.extend(end_state::map(reading, map));
    advice.extend(backbone::all(reading, map));
    advice
}

/// The reasons by what they silence. A check is not silenced without one.
fn by_what_is_silenced(silenced: &[Silenced]) -> HashMap<(&str, Option<&Id>), &str> {
    let written = silenced.iter().filter(|silenced| !silenced.reason.trim().is_empty());
    written.map(|silenced| ((silenced.check.as_str(), silenced.item.as_ref()), silenced.reason.as_str())).collect()
}
