//! What of the map stands in light during a step.

use std::collections::HashSet;

use super::steps::{Part, Step, on_map};
use crate::map::{Backbone, Capability, Id, Initiative, Moment, StrategyMap};
use crate::scene::{Rect, Scene, Subject};

/// What of the map stands in light; the rest is dimmed.
#[derive(Clone, Debug, PartialEq)]
pub enum Light {
    /// Everything.
    All,
    /// These alone.
    On {
        /// Everything in light.
        lit: HashSet<Subject>,
        /// What of it is looked at more closely where all of it at once would be too small to read.
        core: HashSet<Subject>,
    },
}

impl Light {
    /// What a step puts into light on the map as of a moment.
    pub fn of(step: &Step, map: &StrategyMap, moment: Moment) -> Self {
        match step {
            Step::Strategy(part) => strategy(part, map),
            Step::Capability(id) => carried(map, moment, |capability| capability.id == *id),
            Step::Backbone(backbone) => of_backbone(map, moment, *backbone),
            Step::Direction | Step::Time | Step::Progress { .. } | Step::Map => Self::All,
        }
    }

    /// Whether something stands in light.
    pub fn has(&self, subject: &Subject) -> bool {
        match self {
            Self::All => true,
            Self::On { lit, .. } => lit.contains(subject),
        }
    }

    /// The parts of the page to show, the first that can be read: all that is in light, then its core.
    pub fn frames(&self, scene: &Scene) -> Vec<Rect> {
        let around = |subjects: &HashSet<Subject>| {
            let nodes = scene.nodes.iter().filter(|node| subjects.contains(&node.subject));
            nodes.map(|node| node.bounds).reduce(Rect::union)
        };
        match self {
            // The page has a margin of its own.
            Self::All => vec![scene.frame.page.grown(-24.0)],
            Self::On { lit, core } => [lit, core].into_iter().filter_map(around).collect(),
        }
    }
}

fn strategy(part: &Part, map: &StrategyMap) -> Light {
    let core: HashSet<Subject> = part.cards.iter().cloned().map(Subject::Initiative).collect();
    let mut lit = core.clone();
    lit.insert(Subject::Lane(part.strategy));
    if part.of == 1 {
        lit.extend([Subject::Map, Subject::Direction]);
    }
    for initiative in part.cards.iter().filter_map(|id| map.initiatives.get(id)) {
        let from = &initiative.id;
        for link in &initiative.relies_on {
            lit.insert(Subject::Link { initiative: from.clone(), capability: link.capability.clone() });
            lit.insert(Subject::Capability(link.capability.clone()));
        }
        lit.extend(initiative.serves.iter().map(|to| Subject::Serves { from: from.clone(), to: to.clone() }));
    }
    Light::On { lit, core }
}

fn of_backbone(map: &StrategyMap, moment: Moment, backbone: Backbone) -> Light {
    let light = carried(map, moment, |capability| capability.backbone == backbone);
    let Light::On { mut lit, .. } = light else { return light };
    lit.insert(Subject::Backbone(backbone));
    Light::On { lit, core: HashSet::from([Subject::Backbone(backbone)]) }
}

/// Capabilities, the links to them and the initiatives that rely on them.
fn carried(map: &StrategyMap, moment: Moment, is_meant: impl Fn(&Capability) -> bool) -> Light {
    let core: HashSet<Subject> = map
        .capabilities
        .iter()
        .filter(|capability| is_meant(capability))
        .map(|capability| Subject::Capability(capability.id.clone()))
        .collect();
    let mut lit = core.clone();
    for (initiative, capability) in reliance(map, moment) {
        if core.contains(&Subject::Capability(capability.clone())) {
            let (initiative, capability) = (initiative.id.clone(), capability.clone());
            lit.insert(Subject::Initiative(initiative.clone()));
            lit.insert(Subject::Link { initiative, capability });
        }
    }
    Light::On { lit, core }
}

/// Who relies on what, on the map as of a moment.
pub fn reliance(map: &StrategyMap, moment: Moment) -> impl Iterator<Item = (&Initiative, &Id)> {
    on_map(map, moment)
        .flat_map(|initiative| initiative.relies_on.iter().map(move |link| (&**initiative, &link.capability)))
}
