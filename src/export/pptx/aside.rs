//! Ends of connectors on one level, set apart by a hair.
//!
//! The corners of an elbow are stored as parts of the way from end to end. Where both ends are level, and the way between them is
//! not, there is nothing to tell parts of: LibreOffice then draws a straight line through whatever is between. The shape where
//! such a connector begins becomes wider or higher by less than anyone sees, and its sites move on by half of that.

use foldhash::HashMap;

use super::connector::glued;
use super::units::{Area, Units};
use crate::map::Id;
use crate::scene::{Node, Shape, Subject};

/// By how much the sites of a shape move, in English metric units: a thirtieth of a point. A way that leads as far around as a
/// slide is high is then stored in numbers of 32 bits.
const HAIR: i64 = 360;

/// The shapes that links begin or end at, by what they show: where each stands on the slide.
pub fn areas(nodes: &[Node], units: Units) -> HashMap<&Id, Area> {
    let mut areas = HashMap::default();
    for node in nodes {
        if let (Some(id), Some(body)) = (joined(&node.subject), &node.body) {
            areas.insert(id, units.area(body.rect.moved(node.origin)));
        }
    }
    let mut moved = 0;
    for node in nodes {
        let (Subject::Link { initiative: from, capability: to } | Subject::Serves { from, to }) = &node.subject else {
            continue;
        };
        let (Some(&start), Some(&end)) = (areas.get(from), areas.get(to)) else { continue };
        let Some(Shape::Line { points, .. }) =
            node.shapes.iter().rev().find(|shape| matches!(shape, Shape::Line { .. }))
        else {
            continue;
        };
        let way: Vec<(i64, i64)> = points.iter().map(|p| units.point(*p + node.origin)).collect();
        let (way, _) = glued(&way, [start, end]);
        let (Some(first), Some(last)) = (way.first(), way.last()) else { continue };
        if way.len() < 4 || (first.0 != last.0 && first.1 != last.1) {
            continue;
        }
        moved += 1;
        let grown = match first.0 == last.0 {
            true => Area { w: start.w + 2 * HAIR * moved, ..start },
            false => Area { h: start.h + 2 * HAIR * moved, ..start },
        };
        areas.insert(from, grown);
    }
    areas
}

/// What a link may join.
pub fn joined(subject: &Subject) -> Option<&Id> {
    match subject {
        Subject::Initiative(id) | Subject::Reference(id) | Subject::Capability(id) => Some(id),
        _ => None,
    }
}
