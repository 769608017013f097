//! Both versions in one map: as it is now, with what is gone at its old place.

use std::collections::HashSet;
use std::sync::Arc;

use crate::map::{Id, Initiative, Moment, Position, StrategyKind, StrategyMap};
use crate::scene::card::{CARD_HEIGHT, CARD_WIDTH};
use crate::scene::geometry::{Rect, rect};
use crate::scene::page::{LANE_HEADER, LANE_PADDING};

/// How far apart the places are that are tried for a ghost.
const STEP: f64 = 20.0;
/// How often it is tried.
const TRIES: u32 = 16;
/// How far cards may lie over each other and still be told apart.
const OVERLAP: f32 = 10.0;

/// Both versions in one map.
pub struct Both {
    /// The map as it is now, with what is gone.
    pub map: StrategyMap,
    /// The initiatives that are not on it any more.
    pub gone: HashSet<Id>,
    /// The capabilities that are not on it any more.
    pub gone_boxes: HashSet<Id>,
    /// For each initiative that stood elsewhere: its id, and that of what stands in its old place.
    pub former: Vec<(Id, Id)>,
}

impl Both {
    /// Joins two versions, as far as they are on the map at a moment.
    pub fn of(before: &StrategyMap, after: &StrategyMap, moment: Moment) -> Self {
        let mut both =
            Self { map: after.clone(), gone: HashSet::new(), gone_boxes: HashSet::new(), former: Vec::new() };
        for capability in before.capabilities.iter().filter(|one| !after.capabilities.contains(&one.id)) {
            both.gone_boxes.insert(capability.id.clone());
            both.map.capabilities.put(capability.clone());
        }
        let mut taken: Vec<(StrategyKind, Rect)> =
            after.placed().filter(|one| moment.has(one)).filter_map(|one| place(one)).collect();
        for was in before.placed().filter(|one| moment.has(one)) {
            match after.initiatives.get(&was.id) {
                Some(is) if is.placement().is_some() => both.stayed(was, is),
                _ => both.left(was, &mut taken),
            }
        }
        both.only_what_is_there();
        both
    }

    /// An initiative is no longer on the map: it stands at its old place, or as near to it as there is room.
    fn left(&mut self, was: &Arc<Initiative>, taken: &mut Vec<(StrategyKind, Rect)>) {
        let mut ghost = (**was).clone();
        if let Some((lane, at)) = was.placement() {
            ghost.stand_at(free_place(lane, at, taken));
            taken.extend(place(&ghost));
        }
        self.gone.insert(was.id.clone());
        self.map.initiatives.put(Arc::new(ghost));
    }

    /// An initiative is still on the map: with the links that are gone, and perhaps with the place where it stood.
    fn stayed(&mut self, was: &Initiative, is: &Arc<Initiative>) {
        let mut with = (**is).clone();
        with.relies_on.extend(was.relies_on.iter().filter(|link| is.link_to(&link.capability).is_none()).cloned());
        with.serves.extend(was.serves.iter().filter(|id| !is.serves.contains(id)).cloned());
        if with != **is {
            self.map.initiatives.put(Arc::new(with));
        }
        if was.strategy != is.strategy || apart(was, is) {
            let id = Id::new(format!("was/{}", is.id));
            let ghost = Initiative {
                id: id.clone(),
                strategy: was.strategy,
                position: was.position.clone(),
                relies_on: Vec::new(),
                serves: Vec::new(),
                indicators: Vec::new(),
                ..(**is).clone()
            };
            self.former.push((is.id.clone(), id));
            self.map.initiatives.put(Arc::new(ghost));
        }
    }

    /// Takes away links of ghosts to what is on neither map.
    fn only_what_is_there(&mut self) {
        for id in &self.gone {
            let Some(ghost) = self.map.initiatives.get(id) else { continue };
            let mut kept = (**ghost).clone();
            kept.relies_on.retain(|link| self.map.capabilities.contains(&link.capability));
            kept.serves.retain(|served| self.map.initiatives.contains(served));
            self.map.initiatives.put(Arc::new(kept));
        }
    }
}

/// Where an initiative stands: its lane, and about what its card covers there.
fn place(initiative: &Initiative) -> Option<(StrategyKind, Rect)> {
    let (lane, at) = initiative.placement()?;
    Some((lane, rect(at.x as f32, at.y as f32, CARD_WIDTH, CARD_HEIGHT)))
}

/// Whether the two places of an initiative can be told apart on one page.
fn apart(was: &Initiative, is: &Initiative) -> bool {
    let (Some((_, was)), Some((_, is))) = (place(was), place(is)) else { return false };
    !was.grown(-OVERLAP).intersects(is.grown(-OVERLAP))
}

fn free_place(lane: StrategyKind, at: Position, taken: &[(StrategyKind, Rect)]) -> Position {
    let is_free = |p: &Position| {
        let card = rect(p.x as f32, p.y as f32, CARD_WIDTH, CARD_HEIGHT).grown(-OVERLAP);
        taken.iter().all(|(other, rect)| *other != lane || !rect.intersects(card))
    };
    let least = (f64::from(LANE_PADDING), f64::from(LANE_HEADER));
    let tried = (0..TRIES).flat_map(|i| {
        let by = f64::from(i) * STEP;
        [(0.0, by), (0.0, -by), (by, 0.0), (-by, 0.0), (by, by), (-by, by)]
    });
    let places = tried.map(|(x, y)| Position { x: at.x + x, y: at.y + y });
    let mut inside = places.filter(|p| (p.x, p.y) == (at.x, at.y) || p.x >= least.0 && p.y >= least.1);
    inside.find(is_free).unwrap_or(at)
}
