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
        .filter_map(|i| Some((i, i.placement().filter(|(of, _)| *of == strategy)?.1)))
        .map(|(i, at)| {
            // A card that is not on the map on the day that is shown keeps its place.
            let unseen = rect(lane.x + at.x as f32, lane.y + at.y as f32, CARD_WIDTH, CARD_HEIGHT);
            scene.node(&Subject::Initiative(i.id.clone())).map_or(unseen, |node| node.bounds)
        })
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

/// How far below its own place a group of cards has to be put so that none stands on a card that is there already.
pub fn free_shift(map: &StrategyMap, group: &StrategyMap) -> Position {
    let cards = |map: &StrategyMap| -> Vec<(StrategyKind, Position)> {
        map.initiatives.iter().filter_map(|initiative| initiative.placement()).collect()
    };
    let (standing, coming) = (cards(map), cards(group));
    let free = |down: f64| {
        let meets = |(lane, at): &(StrategyKind, Position)| {
            standing.iter().any(|(other, there)| {
                let beside = (at.x - there.x).abs() >= f64::from(CARD_WIDTH) + 8.0;
                let below = (at.y + down - there.y).abs() >= f64::from(CARD_HEIGHT) + 24.0;
                other == lane && !beside && !below
            })
        };
        !coming.iter().any(meets)
    };
    // Below everything that stands there it is free in any case.
    let lowest = standing.iter().map(|(_, at)| at.y).fold(0.0, f64::max) + f64::from(CARD_HEIGHT) + 24.0;
    let steps = (lowest / 12.0).ceil().min(2_000.0) as u32;
    let down = (0..steps).map(|step| f64::from(step) * 12.0).find(|down| free(*down)).unwrap_or(lowest);
    Position { x: 0.0, y: down }
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
                let height = scene.node(&Subject::Initiative(i.id.clone())).map_or(CARD_HEIGHT, |node| node.bounds.h);
                Some((&i.id, i.position.as_ref()?.at, height))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Initiative;

    fn map(places: &[(f64, f64)]) -> StrategyMap {
        let initiatives = places.iter().enumerate().map(|(i, (x, y))| Initiative {
            id: Id::new(i.to_string()),
            strategy: Some(StrategyKind::CustomerEngagement),
            position: Some(Position { x: *x, y: *y }.into()),
            ..Initiative::default()
        });
        StrategyMap { initiatives: initiatives.collect(), ..StrategyMap::default() }
    }

    #[test]
    fn a_pasted_group_stands_below_what_is_in_its_place() {
        let there = map(&[(20.0, 72.0), (20.0, 200.0)]);
        assert_eq!(free_shift(&there, &map(&[(400.0, 72.0)])).y, 0.0);
        let shift = free_shift(&there, &map(&[(30.0, 80.0)]));
        assert!(80.0 + shift.y >= 200.0 + 92.0, "{shift:?}");
    }
}
