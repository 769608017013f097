//! Whether the backbones carry what is asked of them.

use std::collections::HashMap;

use super::{Advice, Check, Reading, titled};
use crate::insight::demand::{SEVERAL, WEAK_UP_TO};
use crate::map::{Backbone, Id, StrategyMap};

pub(super) fn all(reading: &Reading, map: &StrategyMap) -> Vec<Advice> {
    let mut advice: Vec<Advice> = empty(map).collect();
    let mut demand: HashMap<&Id, Vec<&Id>> = HashMap::new();
    for initiative in map.placed().filter(|initiative| reading.counts(initiative)) {
        for link in &initiative.relies_on {
            demand.entry(&link.capability).or_default().push(&initiative.id);
        }
    }
    for capability in map.capabilities.iter() {
        let (id, title) = (&capability.id, titled(&capability.title));
        let relying = demand.get(id).map_or(&[][..], Vec::as_slice);
        let level = capability.maturity_on(reading.day()).map(|entry| entry.level);
        if relying.is_empty() {
            let sentence = format!("No initiative relies on {title}.");
            advice.push(Advice::of(Check::IdleCapability, id, sentence));
        } else if let Some(level) = level.filter(|level| *level <= WEAK_UP_TO && relying.len() >= SEVERAL) {
            let sentence = format!("{title} carries {} initiatives at maturity {level} of 5.", relying.len());
            let others = relying.iter().map(|id| (*id).clone());
            advice.push(Advice::of(Check::WeakFoundation, id, sentence).and(others));
        }
    }
    advice
}

fn empty(map: &StrategyMap) -> impl Iterator<Item = Advice> {
    let is_empty = |backbone| !map.capabilities.iter().any(|capability| capability.backbone == backbone);
    let advice = |backbone: Backbone, check: Check| {
        let sentence = format!("The {} has no capability yet.", backbone.name().to_lowercase());
        is_empty(backbone).then(|| Advice::of_map(check, sentence))
    };
    let operational = advice(Backbone::Operational, Check::NoOperationalBackbone);
    operational.into_iter().chain(advice(Backbone::DigitalServices, Check::NoDigitalServicesBackbone))
}
