//! Ends of connectors on one level, set apart by a hair.
//!
//! The corners of an elbow are stored as parts of the way from end to end. Where both ends are level, and the way between them is
//! not, there is nothing to tell parts of: LibreOffice then draws a straight line through whatever is between. The shape where
//! such a connector begins becomes wider or higher by less than anyone sees, and its sites move on by half of that.

use foldhash::HashMap;

use super::connector::{Place, glued};
use super::units::{Area, Units};
use crate::map::Id;
use crate::scene::{Node, Shape, Subject};

/// By how much the sites of a shape move, in English metric units: less than a point. LibreOffice counts in steps of 360, and
/// is a step off: of a twenty-fifth of the way around.
const HAIR: i64 = 9_000;
/// How often all links are gone through: a shape that has moved may have come level with another one.
const ROUNDS: usize = 4;

/// The shapes that links begin or end at, by what they show: where each stands on the slide.
pub fn areas(nodes: &[Node], units: Units) -> HashMap<&Id, Area> {
    let mut areas = HashMap::default();
    for node in nodes {
        if let (Some(id), Some(body)) = (joined(&node.subject), &node.body) {
            areas.insert(id, units.area(body.rect.moved(node.origin)));
        }
    }
    let links: Vec<&Node> = nodes.iter().filter(|node| ends(&node.subject).is_some()).collect();
    for _ in 0..ROUNDS {
        let grown: Vec<(&Id, Area)> = links.iter().filter_map(|link| grown(link, &areas, units)).collect();
        if grown.is_empty() {
            break;
        }
        areas.extend(grown);
    }
    areas
}

/// The shape that a link begins at, if it has to be larger, with the place that it then takes.
fn grown<'n>(link: &'n Node, areas: &HashMap<&Id, Area>, units: Units) -> Option<(&'n Id, Area)> {
    let (from, to) = ends(&link.subject)?;
    let (start, end) = (*areas.get(from)?, *areas.get(to)?);
    let points = link.shapes.iter().rev().find_map(|shape| match shape {
        Shape::Line { points, .. } => Some(points),
        _ => None,
    })?;
    let way: Vec<Place> = points.iter().map(|p| units.point(*p + link.origin)).collect();
    let (way, _) = glued(&way, [start, end]);
    let (first, last) = (way.first()?, way.last()?);
    if way.len() < 4 {
        return None;
    }
    let is_level = |a: i64, b: i64| (a - b).abs() < HAIR / 2;
    let [by_width, by_height] = [is_level(first.0, last.0), is_level(first.1, last.1)];
    // An elbow of three pieces is told by how far it goes along the first of them alone.
    let upright = way[0].0 == way[1].0;
    let area = if by_width && (way.len() > 4 || !upright) {
        Area { w: start.w + 2 * HAIR, ..start }
    } else if by_height && (way.len() > 4 || upright) {
        Area { h: start.h + 2 * HAIR, ..start }
    } else {
        return None;
    };
    Some((from, area))
}

fn ends(subject: &Subject) -> Option<(&Id, &Id)> {
    match subject {
        Subject::Link { initiative: from, capability: to } | Subject::Serves { from, to } => Some((from, to)),
        _ => None,
    }
}

/// What a link may join.
pub fn joined(subject: &Subject) -> Option<&Id> {
    match subject {
        Subject::Initiative(id) | Subject::Reference(id) | Subject::Capability(id) => Some(id),
        _ => None,
    }
}
