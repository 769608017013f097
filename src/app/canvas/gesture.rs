//! What the pointer is doing on the canvas: one state at a time.

use crate::app::selection::Selection;
use crate::map::{Id, Position, StrategyKind};
use crate::scene::{LaneFrame, Point, Rect, Subject};

/// What the pointer is doing.
#[derive(Clone, Debug, Default)]
pub enum Gesture {
    /// Nothing.
    #[default]
    Idle,
    /// Moving the page.
    Panning,
    /// Dragging cards and notes.
    Moving(Moving),
    /// Dragging a capability to another place in the backbone.
    Ordering {
        /// The capability.
        id: Id,
    },
    /// Dragging a link out of a card.
    Linking {
        /// The initiative that it begins at.
        from: Id,
    },
    /// Drawing a frame around what is to be selected.
    Marquee {
        /// Where it began, on the page.
        from: Point,
        /// What was selected before and stays so.
        before: Selection,
    },
}

/// Cards and notes that are dragged, as they stood when it began.
#[derive(Clone, Debug)]
pub struct Moving {
    /// Where the pointer took hold, on the page.
    pub start: Point,
    /// The one under the pointer, which the others follow.
    pub grabbed: Rect,
    /// The cards with their places on the page.
    pub cards: Vec<(Id, Rect)>,
    /// The notes with their places on the page.
    pub notes: Vec<(Id, Rect)>,
    /// The lanes.
    pub lanes: [LaneFrame; 2],
}

/// How far below its lane a card may be pulled: the lane then grows.
const GROWTH: f32 = 40.0;

/// Keeps a coordinate between two bounds, the lower one first: a lane may be smaller than its card.
fn within(value: f32, low: f32, high: f32) -> f32 {
    value.min(high).max(low)
}

/// The lane that a card belongs to when it is held at a place of the page, and its position there.
pub fn landing(lanes: &[LaneFrame; 2], card: Rect) -> (StrategyKind, Position) {
    let border = (lanes[0].rect.right() + lanes[1].rect.x) / 2.0;
    let lane = if card.center().x < border { lanes[0] } else { lanes[1] };
    let x = within(card.x - lane.rect.x, 8.0, lane.rect.w - card.w - 8.0);
    let y = within(card.y - lane.rect.y, crate::scene::LANE_HEADER, lane.rect.h - card.h + GROWTH);
    (lane.strategy, Position { x: f64::from(x), y: f64::from(y) })
}

/// What is under a point, from the front: the first node that can be selected.
pub fn hit(scene: &crate::scene::Scene, at: Point, reach: f32) -> Option<Subject> {
    let around = Rect::spanning(at, at).grown(reach);
    let nodes = scene.index().within(&scene.nodes, around).into_iter().rev().filter_map(|i| scene.nodes.get(i));
    let under = nodes.into_iter().find(|node| match &node.subject {
        Subject::Link { .. } | Subject::Serves { .. } => near_line(node, at, reach),
        Subject::Legend | Subject::Sources => false,
        _ => node.bounds.contains(at),
    });
    under.map(|node| node.subject.clone())
}

/// How much of a lane its heading takes, from above.
const LANE_HEADING: f32 = 60.0;

/// How much of a backbone its name takes, from the left.
const BACKBONE_NAME: f32 = 158.0;

/// Whether a thing that lies under a resting pointer is told there: a lane and a backbone only by their headings.
pub fn is_told_at(scene: &crate::scene::Scene, subject: &Subject, at: Point) -> bool {
    let Some(node) = scene.node(subject) else { return false };
    match subject {
        Subject::Lane(_) => at.y <= node.bounds.y + LANE_HEADING,
        Subject::Backbone(_) => at.x <= node.bounds.x + BACKBONE_NAME,
        _ => true,
    }
}

fn near_line(node: &crate::scene::Node, at: Point, reach: f32) -> bool {
    node.shapes.iter().any(|shape| match shape {
        crate::scene::Shape::Line { points, .. } => {
            points.windows(2).any(|pair| distance(at - node.origin, pair[0], pair[1]) <= reach)
        }
        _ => false,
    })
}

/// How far a point is from a piece of a line.
fn distance(p: Point, a: Point, b: Point) -> f32 {
    let (along, to) = (b - a, p - a);
    let length = along.x * along.x + along.y * along.y;
    let t = if length > 0.0 { ((to.x * along.x + to.y * along.y) / length).clamp(0.0, 1.0) } else { 0.0 };
    (to.x - along.x * t).hypot(to.y - along.y * t)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{point, rect};

    fn lanes() -> [LaneFrame; 2] {
        [
            LaneFrame { strategy: StrategyKind::CustomerEngagement, rect: rect(56.0, 172.0, 911.0, 430.0) },
            LaneFrame { strategy: StrategyKind::DigitizedSolutions, rect: rect(985.0, 172.0, 559.0, 430.0) },
        ]
    }

    #[test]
    fn a_card_lands_in_the_lane_under_its_middle_and_inside_it() {
        let (lane, position) = landing(&lanes(), rect(1100.0, 300.0, 248.0, 92.0));
        assert_eq!(lane, StrategyKind::DigitizedSolutions);
        assert_eq!((position.x, position.y), (115.0, 128.0));
        let (lane, position) = landing(&lanes(), rect(-500.0, -500.0, 248.0, 92.0));
        assert_eq!(lane, StrategyKind::CustomerEngagement);
        assert_eq!((position.x, position.y), (8.0, 62.0));
    }

    #[test]
    fn the_distance_to_a_line_is_to_its_nearest_point() {
        assert_eq!(distance(point(5.0, 3.0), point(0.0, 0.0), point(10.0, 0.0)), 3.0);
        assert_eq!(distance(point(13.0, 4.0), point(0.0, 0.0), point(10.0, 0.0)), 5.0);
    }
}
