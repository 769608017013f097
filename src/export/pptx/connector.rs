//! Links as connectors: glued to the shapes that they join, and drawn along the way that they take on the screen.
//!
//! PowerPoint draws the geometry that is stored until something moves. Its elbows begin level; those that begin upright are
//! turned by a quarter, with the sides of their box exchanged about the same middle.

use super::shape::{BEFORE_PATH, Told, Writer};
use super::units::Area;
use crate::scene::Stroke;

/// A shape that a connector is glued to: its number and where it stands.
#[derive(Clone, Copy)]
pub struct Joint {
    /// Its number on the slide.
    pub id: u32,
    /// Where it stands.
    pub area: Area,
}

/// A place in English metric units.
pub(super) type Place = (i64, i64);

/// How a connector is stored.
#[derive(Debug, PartialEq)]
struct Geometry {
    offset: Place,
    size: Place,
    turn: Option<&'static str>,
    flip: (bool, bool),
    kind: &'static str,
    adjustments: Vec<i64>,
}

impl Writer<'_> {
    /// A connector along places, from one shape to another.
    pub fn connector(&mut self, told: Told<'_>, joints: [Joint; 2], way: &[Place], stroke: Stroke, end: &str) {
        let (way, sites) = glued(way, joints.map(|joint| joint.area));
        self.xml.open("p:cxnSp", &[]).open("p:nvCxnSpPr", &[]);
        self.identity(told);
        self.xml.open("p:cNvCxnSpPr", &[]);
        for (name, i) in [("a:stCxn", 0), ("a:endCxn", 1)] {
            self.xml.leaf(name, &[("id", &joints[i].id.to_string()), ("idx", &sites[i].to_string())]);
        }
        self.xml.close().leaf("p:nvPr", &[]).close();
        self.xml.open("p:spPr", &[]);
        match preset(&way) {
            Some(geometry) => self.stored(&geometry),
            None => self.drawn(&way),
        }
        self.line(stroke, Some(end));
        self.xml.close().close();
    }

    fn transform(&mut self, offset: Place, size: Place, turn: Option<&str>, flip: (bool, bool)) {
        let mut attributes = Vec::new();
        attributes.extend(turn.map(|turn| ("rot", turn)));
        attributes.extend(flip.0.then_some(("flipH", "1")));
        attributes.extend(flip.1.then_some(("flipV", "1")));
        self.xml.element("a:xfrm", &attributes, |xml| {
            xml.leaf("a:off", &[("x", &offset.0.to_string()), ("y", &offset.1.to_string())]);
            xml.leaf("a:ext", &[("cx", &size.0.to_string()), ("cy", &size.1.to_string())]);
        });
    }

    fn stored(&mut self, geometry: &Geometry) {
        self.transform(geometry.offset, geometry.size, geometry.turn, geometry.flip);
        self.xml.element("a:prstGeom", &[("prst", geometry.kind)], |xml| {
            xml.element("a:avLst", &[], |xml| {
                for (i, value) in geometry.adjustments.iter().enumerate() {
                    xml.leaf("a:gd", &[("name", &format!("adj{}", i + 1)), ("fmla", &format!("val {value}"))]);
                }
            });
        });
    }

    /// A way of more pieces than an elbow has, as a path of its own between the same ends.
    fn drawn(&mut self, way: &[Place]) {
        let (&from, &to) = match (way.first(), way.last()) {
            (Some(from), Some(to)) => (from, to),
            _ => return,
        };
        let flip = (to.0 < from.0, to.1 < from.1);
        let size = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
        self.transform((from.0.min(to.0), from.1.min(to.1)), size, None, flip);
        self.xml.open("a:custGeom", &[]);
        self.xml.raw(BEFORE_PATH);
        self.xml.open("a:pathLst", &[]);
        let (w, h) = (size.0.to_string(), size.1.to_string());
        // A path without width or height is not scaled.
        let scaled = size.0 > 0 && size.1 > 0;
        let attributes = [("w", w.as_str()), ("h", h.as_str()), ("fill", "none")];
        self.xml.open("a:path", if scaled { &attributes } else { &attributes[2..] });
        for (i, place) in way.iter().enumerate() {
            let x = if flip.0 { from.0 - place.0 } else { place.0 - from.0 }.to_string();
            let y = if flip.1 { from.1 - place.1 } else { place.1 - from.1 }.to_string();
            self.xml.element(if i == 0 { "a:moveTo" } else { "a:lnTo" }, &[], |xml| {
                xml.leaf("a:pt", &[("x", &x), ("y", &y)]);
            });
        }
        self.xml.close().close().close();
    }
}

/// A way with its ends moved onto the nearest sites, its first and last pieces still level or upright.
pub(super) fn glued(way: &[Place], areas: [Area; 2]) -> (Vec<Place>, [usize; 2]) {
    let mut way: Vec<Place> = way.to_vec();
    if way.len() < 2 {
        way = areas.map(|area| area.sites()[2]).to_vec();
    }
    let last = way.len() - 1;
    let [first_site, last_site] = [(areas[0], way[0]), (areas[1], way[last])].map(|(area, at)| nearest(area, at));
    let mut way = moved_end(way, areas[0].sites()[first_site]);
    way.reverse();
    let mut way = moved_end(way, areas[1].sites()[last_site]);
    way.reverse();
    way.dedup();
    (straightened(&way), [first_site, last_site])
}

fn nearest(area: Area, at: Place) -> usize {
    let far = |site: &Place| (site.0 - at.0).pow(2) + (site.1 - at.1).pow(2);
    let sites = area.sites();
    (0..4).min_by_key(|i| far(&sites[*i])).unwrap_or(2)
}

/// The way from another first place; the second one moves along, so that no piece becomes slanted.
fn moved_end(mut way: Vec<Place>, to: Place) -> Vec<Place> {
    let (from, next) = (way[0], way[1]);
    let upright = from.0 == next.0 || (from.0 - next.0).abs() < (from.1 - next.1).abs();
    way[0] = to;
    if way.len() == 2 {
        // A straight line to somewhere a little aside gets a step in its middle.
        let far = way[1];
        if upright && to.0 != far.0 {
            let middle = (to.1 + far.1) / 2;
            return vec![to, (to.0, middle), (far.0, middle), far];
        }
        if !upright && to.1 != far.1 {
            let middle = (to.0 + far.0) / 2;
            return vec![to, (middle, to.1), (middle, far.1), far];
        }
        return way;
    }
    if upright {
        way[1].0 = to.0;
    } else {
        way[1].1 = to.1;
    }
    way
}

/// The way without places where it goes straight on.
fn straightened(way: &[Place]) -> Vec<Place> {
    let mut kept: Vec<Place> = Vec::with_capacity(way.len());
    for place in way {
        if let [.., a, b] = kept[..]
            && ((a.0 == b.0 && b.0 == place.0) || (a.1 == b.1 && b.1 == place.1))
        {
            kept.pop();
        }
        kept.push(*place);
    }
    kept
}

/// The elbow that is exactly this way; nothing where none is.
fn preset(way: &[Place]) -> Option<Geometry> {
    let (from, to) = (*way.first()?, *way.last()?);
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let corner = (from.0.min(to.0), from.1.min(to.1));
    if way.len() == 2 {
        let flip = (dx < 0, dy < 0);
        let size = (dx.abs(), dy.abs());
        return Some(Geometry {
            offset: corner,
            size,
            turn: None,
            flip,
            kind: "straightConnector1",
            adjustments: vec![],
        });
    }
    let kind = match way.len() {
        3 => "bentConnector2",
        4 => "bentConnector3",
        5 => "bentConnector4",
        6 => "bentConnector5",
        _ => return None,
    };
    let upright = way[0].0 == way[1].0;
    // Along the first piece and across it, both from the first place towards the last.
    let (along, across) = if upright { (dy, dx) } else { (dx, dy) };
    if along == 0 || (across == 0 && way.len() > 4) {
        return None;
    }
    let adjustments = (1..way.len() - 2).map(|i| {
        let (x, y) = (way[i].0 - from.0, way[i].1 - from.1);
        // The first, third … place of bending is told along, the second across.
        let (part, whole) = if (i % 2 == 1) == upright { (y, dy) } else { (x, dx) };
        (part as f64 / whole as f64 * 100_000.0).round() as i64
    });
    let adjustments = adjustments.collect();
    if !upright {
        let flip = (dx < 0, dy < 0);
        return Some(Geometry { offset: corner, size: (dx.abs(), dy.abs()), turn: None, flip, kind, adjustments });
    }
    let (turn, mirrored) = match (dy > 0, dx >= 0) {
        (true, true) => ("16200000", true),
        (true, false) => ("5400000", false),
        (false, true) => ("16200000", false),
        (false, false) => ("5400000", true),
    };
    let size = (dy.abs(), dx.abs());
    let offset = (corner.0 + (dx.abs() - size.0) / 2, corner.1 + (dy.abs() - size.1) / 2);
    Some(Geometry { offset, size, turn: Some(turn), flip: (mirrored, false), kind, adjustments })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the corners of a stored connector are drawn, worked out as the office format says.
    fn drawn(geometry: &Geometry) -> Vec<(f64, f64)> {
        let (w, h) = (geometry.size.0 as f64, geometry.size.1 as f64);
        let part = |i: usize| geometry.adjustments[i] as f64 / 100_000.0;
        let corners = match geometry.kind {
            "straightConnector1" => vec![(0.0, 0.0), (w, h)],
            "bentConnector2" => vec![(0.0, 0.0), (w, 0.0), (w, h)],
            "bentConnector3" => vec![(0.0, 0.0), (w * part(0), 0.0), (w * part(0), h), (w, h)],
            "bentConnector4" => {
                let (x, y) = (w * part(0), h * part(1));
                vec![(0.0, 0.0), (x, 0.0), (x, y), (w, y), (w, h)]
            }
            _ => {
                let (x, y, z) = (w * part(0), h * part(1), w * part(2));
                vec![(0.0, 0.0), (x, 0.0), (x, y), (z, y), (z, h), (w, h)]
            }
        };
        let middle = (geometry.offset.0 as f64 + w / 2.0, geometry.offset.1 as f64 + h / 2.0);
        let place = |(x, y): (f64, f64)| {
            let x = if geometry.flip.0 { w - x } else { x } - w / 2.0;
            let y = if geometry.flip.1 { h - y } else { y } - h / 2.0;
            let (x, y) = match geometry.turn {
                Some("5400000") => (-y, x),
                Some(_) => (y, -x),
                None => (x, y),
            };
            (middle.0 + x, middle.1 + y)
        };
        corners.into_iter().map(place).collect()
    }

    #[test]
    fn stored_elbows_are_drawn_along_the_way_in_every_direction() {
        let ways: [&[(i64, i64)]; 9] = [
            &[(1000, 1000), (1000, 5000)],
            &[(1000, 1000), (1000, 3000), (7000, 3000), (7000, 9000)],
            &[(7000, 1000), (7000, 3000), (1000, 3000), (1000, 9000)],
            &[(1000, 9000), (1000, 4000), (7000, 4000), (7000, 1000)],
            &[(7000, 9000), (7000, 4000), (1000, 4000), (1000, 1000)],
            &[(9000, 1000), (6000, 1000), (6000, 4000), (2000, 4000)],
            &[(1000, 1000), (1000, 2000), (400, 2000), (400, 6000), (7000, 6000), (7000, 9000)],
            &[(1000, 1000), (1000, 2000), (9000, 2000), (9000, 6000), (7000, 6000), (7000, 9000)],
            &[(1000, 1000), (3000, 1000), (3000, 6000), (7000, 6000), (7000, 9000)],
        ];
        for way in ways {
            let geometry = preset(way).expect("an elbow");
            assert!(geometry.size.0 >= 0 && geometry.size.1 >= 0);
            for (stored, wanted) in drawn(&geometry).into_iter().zip(way) {
                let near = |a: f64, b: i64| (a - b as f64).abs() <= 1.0;
                assert!(near(stored.0, wanted.0) && near(stored.1, wanted.1), "{way:?}: {stored:?}");
            }
        }
    }

    #[test]
    fn ends_are_moved_onto_the_middles_of_edges() {
        let card = Area { x: 0, y: 0, w: 1000, h: 400 };
        let other = Area { x: 2000, y: 3000, w: 800, h: 200 };
        let (way, sites) = glued(&[(507, 400), (507, 1200), (2390, 1200), (2390, 3000)], [card, other]);
        assert_eq!((way, sites), (vec![(500, 400), (500, 1200), (2400, 1200), (2400, 3000)], [2, 0]));
        let (way, sites) = glued(&[(1000, 190), (2000, 190)], [card, Area { x: 2000, y: 0, ..card }]);
        assert_eq!((way, sites), (vec![(1000, 200), (2000, 200)], [3, 1]));
    }
}
