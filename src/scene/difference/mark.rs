//! The marks on what has changed, and what they mean.

use std::sync::Arc;

use super::both::Both;
use super::found::{Found, Told};
use super::sign::Sign;
use crate::scene::compose::Scene;
use crate::scene::geometry::{Point, Rect, point, rect};
use crate::scene::links::arrow;
use crate::scene::manner::Manner;
use crate::scene::node::{Node, Shape, Stroke, Subject, Text};
use crate::scene::page::PageFrame;
use crate::scene::text::{Line, Setting, TextSetter};
use crate::scene::theme::{Color, Theme};
use crate::scene::typeface::Weight;

/// The size of the words of a mark on the page.
const SIZE: f32 = 10.5;
/// The size of the legend's words on the page.
const LEGEND_SIZE: f32 = 11.5;
/// What stays free between two signs of a mark.
const BETWEEN: f32 = 9.0;

/// Draws marks.
pub struct Marker<'a> {
    theme: &'a Theme,
    manner: Manner,
    scene: &'a Scene,
    setter: &'a mut TextSetter,
    /// What cards, boxes and other marks cover already.
    taken: Vec<Rect>,
}

impl<'a> Marker<'a> {
    /// Marks on a drawing.
    pub fn new(theme: &'a Theme, manner: Manner, scene: &'a Scene, setter: &'a mut TextSetter) -> Self {
        let is_full = |node: &&Node| matches!(node.subject, Subject::Initiative(_) | Subject::Capability(_));
        // With what a mark on its edge takes.
        let edge = manner.size(SIZE) * 0.9;
        let taken = scene.nodes.iter().filter(is_full).map(|node| node.bounds.grown(edge)).collect();
        Self { theme, manner, scene, setter, taken }
    }

    /// What lies below the cards, and what lies above all.
    pub fn marks(&mut self, found: &Found, both: &Both) -> (Vec<Node>, Vec<Node>) {
        let below = both.former.iter().filter_map(|(id, former)| self.way(id, former)).collect();
        let above = found.told.iter().filter_map(|told| self.mark(told)).collect();
        (below, above)
    }

    /// The way from where a card stood to where it stands.
    fn way(&self, id: &crate::map::Id, former: &crate::map::Id) -> Option<Node> {
        let bounds = |id: &crate::map::Id| Some(self.scene.node(&Subject::Initiative(id.clone()))?.bounds);
        let (from, to) = (bounds(former)?, bounds(id)?);
        let start = edge_point(from, to.center());
        let end = edge_point(to, from.center());
        let stroke = Stroke::solid(1.4, Sign::Moved.color(self.theme).with_alpha(150));
        let line = Shape::Line { points: Arc::new([start, end]), radius: 0.0, stroke };
        let around = Rect::spanning(start, end).grown(6.0);
        Some(node(
            format!("way/{id}"),
            "The way from where it stood".into(),
            around,
            vec![line, arrow(start, end, stroke)],
        ))
    }

    fn mark(&mut self, told: &Told) -> Option<Node> {
        let of = self.scene.node(&told.subject)?;
        let (bounds, name) = (of.bounds, of.subject.name());
        let lead = told.signs.first()?.0;
        let label = label(told);
        match &told.subject {
            Subject::Link { .. } | Subject::Serves { .. } => {
                let line = of.shapes.iter().rev().find_map(|shape| match shape {
                    Shape::Line { points, .. } => Some(points.clone()),
                    _ => None,
                })?;
                self.on_link(told, name, label, &line)
            }
            Subject::Initiative(_) | Subject::Note(_) => {
                let outline = self.outline(bounds, 8.0, lead);
                let pill = self.pill(&told.signs, bounds.w + 8.0);
                let at = point(bounds.x + 10.0, bounds.y - pill.size.1 * 0.7);
                Some(self.pill_node(name, label, pill, at, outline, lead))
            }
            Subject::Capability(_) => {
                let outline = self.outline(bounds, 7.0, lead);
                let pill = self.pill(&told.signs, bounds.w - 16.0);
                let at = point(bounds.x + 8.0, bounds.bottom() - pill.size.1 * 0.3);
                Some(self.pill_node(name, label, pill, at, outline, lead))
            }
            Subject::Direction | Subject::Lane(_) => {
                let pill = self.pill(&told.signs, bounds.w / 2.0);
                let at = point(bounds.right() - pill.size.0 - 40.0, bounds.y - pill.size.1 * 0.5);
                Some(self.pill_node(name, label, pill, at, None, lead))
            }
            _ => None,
        }
    }

    /// The outline of a card or a box in the colour of its sign; what is gone has its own.
    fn outline(&self, bounds: Rect, radius: f32, sign: Sign) -> Option<(Rect, Shape)> {
        let width = match sign {
            Sign::Gone => return None,
            Sign::Added => 2.4,
            _ => 1.5,
        };
        let stroke = Stroke::solid(width, sign.color(self.theme));
        let around = bounds.grown(0.5);
        Some((around, Shape::Box { rect: around, radius, fill: None, stroke: Some(stroke) }))
    }

    fn on_link(&mut self, told: &Told, name: String, label: String, line: &[Point]) -> Option<Node> {
        let (sign, words) = told.signs.first()?;
        // Where there is no room for its words, the sign stands alone, and the legend has them.
        let pills = [words.clone(), String::new()].map(|words| self.pill(&[(*sign, words)], 220.0));
        let spots = spots(line);
        let around = |at: &Point, (w, h): (f32, f32)| rect(at.x - w / 2.0, at.y - h / 2.0, w, h);
        let places =
            pills.iter().enumerate().flat_map(|(i, pill)| spots.iter().map(move |at| (i, around(at, pill.size))));
        let is_free = |(_, place): &(usize, Rect)| !self.taken.iter().any(|other| other.intersects(place.grown(1.0)));
        let (which, place) = places.clone().find(is_free).or(places.last())?;
        let pill = pills.into_iter().nth(which)?;
        self.taken.push(place);
        let halo = (*sign == Sign::Added).then(|| {
            let stroke = Stroke::solid(6.0, sign.color(self.theme).with_alpha(60));
            let bounds = line.iter().map(|p| Rect::spanning(*p, *p)).reduce(Rect::union).unwrap_or(place);
            (bounds.grown(4.0), Shape::Line { points: line.into(), radius: 10.0, stroke })
        });
        Some(self.pill_node(name, label, pill, place.min(), halo, *sign))
    }

    /// Signs with their words, ready to be put on something.
    fn pill(&mut self, signs: &[(Sign, String)], most: f32) -> Pill {
        let size = self.manner.size(SIZE);
        let (side, pad) = (size * 0.82, size * 0.52);
        let height = size * 1.62;
        let (mut x, mut shapes) = (pad, Vec::new());
        for (i, (sign, words)) in signs.iter().enumerate() {
            let color = sign.color(self.theme);
            shapes.extend(sign.shapes(point(x + side / 2.0, height / 2.0), side, color));
            x += side;
            let room = most - x - size * 0.42 - pad;
            let line = self.setter.line(words, Weight::SemiBold, size);
            // Where there is no room for the words of a further sign, the legend has them.
            if !words.is_empty() && (i == 0 || line.width < room) {
                x += size * 0.42;
                let setting = Setting { weight: Weight::SemiBold, size, width: room, lines: 1 };
                if let Some(line) = self.setter.set(words, setting).first() {
                    shapes.push(text(line, point(x, height / 2.0 + size * 0.36), size, color));
                    x += line.width;
                }
            }
            x += BETWEEN;
        }
        Pill { size: (x - BETWEEN + pad, height), shapes }
    }

    /// A mark on the page: its pill, with an outline or a halo around what it is about.
    fn pill_node(
        &self,
        name: String,
        label: String,
        pill: Pill,
        at: Point,
        around: Option<(Rect, Shape)>,
        sign: Sign,
    ) -> Node {
        let sheet = rect(at.x, at.y, pill.size.0, pill.size.1);
        let edge = Stroke::solid(1.2, sign.color(self.theme));
        let ground = Shape::Box { rect: sheet, radius: sheet.h / 2.0, fill: Some(self.theme.card), stroke: Some(edge) };
        let moved: Vec<Shape> = pill.shapes.iter().map(|shape| moved(shape, at)).collect();
        let bounds = around.as_ref().map_or(sheet, |(around, _)| sheet.union(*around));
        let shapes: Vec<Shape> = around.into_iter().map(|(_, shape)| shape).chain([ground]).chain(moved).collect();
        node(name, label, bounds, shapes)
    }

    /// What the marks mean, below what the other marks mean.
    pub fn legend(&mut self, since: &str, found: &Found, frame: &PageFrame) -> Node {
        let size = self.manner.size(LEGEND_SIZE);
        let baseline = frame.legend + 21.0_f32.max(1.5 * size);
        let left = frame.banner.x;
        let width = frame.banner.w;
        let color = self.theme.muted;
        let mut shapes = Vec::new();
        let setting = Setting { weight: Weight::SemiBold, size, width: width * 0.4, lines: 1 };
        let mut x = left;
        if let Some(line) = self.setter.set(&format!("Changed since {since}"), setting).first() {
            shapes.push(text(line, point(x, baseline), size, color));
            x += line.width + 22.0;
        }
        for sign in Sign::ALL.into_iter().filter(|sign| found.has(*sign)) {
            let side = size * 0.9;
            shapes.extend(sign.shapes(point(x + side / 2.0, baseline - size * 0.36), side, sign.color(self.theme)));
            x += side + 7.0;
            let line = self.setter.line(sign.name(), Weight::SemiBold, size);
            shapes.push(text(&line, point(x, baseline), size, color));
            x += line.width + 22.0;
        }
        let bounds = rect(left, baseline - size * 1.1, x - 22.0 - left, size * 1.5);
        let names: Vec<&str> = Sign::ALL.into_iter().filter(|sign| found.has(*sign)).map(Sign::name).collect();
        let label = format!("Changed since {since}. Marked: {}", names.join(", "));
        node("legend".into(), label, bounds, shapes)
    }
}

/// Signs and words around the origin.
struct Pill {
    size: (f32, f32),
    shapes: Vec<Shape>,
}

fn node(name: String, label: String, bounds: Rect, shapes: Vec<Shape>) -> Node {
    Node {
        subject: Subject::Mark(name.into()),
        label: label.into(),
        bounds,
        origin: Point::default(),
        title_area: None,
        shapes: shapes.into(),
        body: None,
    }
}

/// What somebody who cannot see a mark is told.
fn label(told: &Told) -> String {
    let words = told.signs.iter().map(|(sign, words)| match words.as_str() {
        "" => sign.name().to_owned(),
        words => words.to_owned(),
    });
    format!("Changed: {}: {}", told.title, words.collect::<Vec<_>>().join(", "))
}

fn text(line: &Line, at: Point, size: f32, color: Color) -> Shape {
    Shape::Text(Text::of_line(line, at, size, Weight::SemiBold, color))
}

fn moved(shape: &Shape, by: Point) -> Shape {
    match shape {
        Shape::Line { points, radius, stroke } => {
            Shape::Line { points: points.iter().map(|p| *p + by).collect(), radius: *radius, stroke: *stroke }
        }
        Shape::Polygon { points, fill } => {
            Shape::Polygon { points: points.iter().map(|p| *p + by).collect(), fill: *fill }
        }
        Shape::Text(text) => Shape::Text(Text { at: text.at + by, ..text.clone() }),
        other => other.clone(),
    }
}

/// Where the way from the middle of a card to a point leaves it.
fn edge_point(card: Rect, to: Point) -> Point {
    let from = card.center();
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let part = |d: f32, half: f32| if d.abs() < 0.01 { f32::MAX } else { half / d.abs() };
    let t = part(dx, card.w / 2.0 + 3.0).min(part(dy, card.h / 2.0 + 3.0)).min(1.0);
    point(from.x + dx * t, from.y + dy * t)
}

/// Spots on a line for a mark, the best first: the middles of its pieces, from the longest, and then a third from their ends.
fn spots(line: &[Point]) -> Vec<Point> {
    let mut pieces: Vec<(Point, Point)> = line.windows(2).map(|ends| (ends[0], ends[1])).collect();
    let length = |piece: &(Point, Point)| (piece.0.x - piece.1.x).abs() + (piece.0.y - piece.1.y).abs();
    pieces.sort_by(|a, b| length(b).total_cmp(&length(a)));
    let along = |(a, b): (Point, Point), t: f32| point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
    [0.5, 0.3, 0.7, 0.4, 0.6, 0.15, 0.85]
        .into_iter()
        .flat_map(|t| pieces.iter().map(move |piece| along(*piece, t)))
        .collect()
}
