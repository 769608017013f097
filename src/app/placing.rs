//! Where cards go when nobody says where.

use std::collections::BTreeMap;

use crate::map::{Id, Position, StrategyKind, StrategyMap};
use crate::scene::{CARD_HEIGHT, CARD_WIDTH, Rect, Scene, Subject, rect};

/// Room between cards that are arranged.
const GAP: (f32, f32) = (52.0, 40.0);

/// The first row of a lane.
const TOP: f32 = 72.0;
const LEFT: f32 = 20.0;

/// The first place of a lane, row by row, where a card stands free of the others.
pub fn free_place(map: &StrategyMap, scene: &Scene, strategy: StrategyKind) -> Position {
    let lane = scene.frame.lane(strategy);
    let taken: Vec<Rect> = map
        .initiatives
        .iter()
        .filter(|i| i.placement().is_some_and(|(of, _)| of == strategy))
        .filter_map(|i| scene.node(&Subject::Initiative(i.id.clone())))
        .map(|node| node.bounds)
        .collect();
    let columns = columns(lane.w);
    for slot in 0..=taken.len() * 2 + columns {
        let position = slot_position(slot % columns, TOP + (slot / columns) as f32 * (CARD_HEIGHT + GAP.1));
        let place = rect(lane.x + position.x as f32, lane.y + position.y as f32, CARD_WIDTH, CARD_HEIGHT);
        if taken.iter().all(|other| !other.grown(8.0).intersects(place)) {
            return position;
        }
    }
    slot_position(0, lane.h)
}

/// New positions for the cards of the lanes that no longer hold theirs when another strategy leads: rows that fit, in the
/// order of reading. Nothing for lanes that do.
pub fn refit(map: &StrategyMap, scene: &Scene, primary: Option<StrategyKind>) -> BTreeMap<Id, Position> {
    let mut moved = BTreeMap::new();
    for strategy in StrategyKind::ALL {
        let width = crate::scene::lane_width(strategy, primary);
        let mut cards: Vec<(&Id, Position, f32)> = map
            .initiatives
            .iter()
            .filter(|i| i.strategy == Some(strategy))
            .filter_map(|i| {
                let node = scene.node(&Subject::Initiative(i.id.clone()))?;
                Some((&i.id, i.position.as_ref()?.at, node.bounds.h))
            })
            .collect();
        if cards.iter().all(|(_, at, _)| at.x as f32 + CARD_WIDTH + LEFT <= width) {
            continue;
        }
        cards.sort_by(|a, b| a.1.y.total_cmp(&b.1.y).then(a.1.x.total_cmp(&b.1.x)));
        let mut top = TOP;
        for row in cards.chunks(columns(width)) {
            for (column, (id, ..)) in row.iter().enumerate() {
                moved.insert((*id).clone(), slot_position(column, top));
            }
            top += row.iter().map(|card| card.2).fold(CARD_HEIGHT, f32::max) + GAP.1;
        }
    }
    moved
}

fn columns(lane_width: f32) -> usize {
    (((lane_width - 2.0 * LEFT + GAP.0) / (CARD_WIDTH + GAP.0)).floor() as usize).max(1)
}

fn slot_position(column: usize, y: f32) -> Position {
    Position { x: f64::from(LEFT + column as f32 * (CARD_WIDTH + GAP.0)), y: f64::from(y) }
}
