//! Links: what relies on what, and what serves what.

use std::sync::Arc;

use foldhash::HashMap;

use super::geometry::{Point, Rect, point, rect};
use super::lens::Answers;
use super::node::{Dash, Node, Shape, Stroke, Subject};
use super::page::PageFrame;
use super::route::{self, DownLink, SideLink, Terrain};
use super::theme::{self, Color, Theme};
use crate::map::{Answer, Day, Id, Initiative, StrategyKind, StrategyMap};

/// How rounded the corners of a link are.
const CORNER: f32 = 10.0;
const WIDTH: f32 = 1.8;
const OPACITY: u8 = 217;

/// A placed card: whose, in which lane, and where on the page.
pub struct Placed {
    /// The initiative.
    pub initiative: Arc<Initiative>,
    /// Its lane.
    pub lane: StrategyKind,
    /// Its card on the page.
    pub rect: Rect,
    /// Whether it is on the map at the moment that is drawn; otherwise its place is kept free.
    pub there: bool,
    /// Whether a lens dims it.
    pub dimmed: bool,
}

/// How a link is drawn for an answer.
pub fn answer_dash(answer: Answer) -> Dash {
    match answer {
        Answer::Yes => Dash::Solid,
        Answer::YesIf => Dash::Dashed,
        Answer::Open | Answer::NotYet => Dash::Dotted,
    }
}

/// The bar across a link whose answer is *not yet*.
pub fn bar(at: Point, along_x: bool, color: Color) -> Shape {
    let (dx, dy) = if along_x { (0.0, 6.0) } else { (6.0, 0.0) };
    let points: Arc<[Point]> = Arc::new([point(at.x - dx, at.y - dy), point(at.x + dx, at.y + dy)]);
    Shape::Line { points, radius: 0.0, stroke: Stroke::solid(WIDTH, color) }
}

/// The ways of all links, which hold while cards and boxes stand where they stand. Links of cards that are not there yet have
/// theirs too: so nothing jumps when a card appears.
pub struct Ways {
    relies: Vec<Way>,
    serves: Vec<Way>,
}

/// The way of one link: from which card, to which of its links (or to which card), and along which points.
struct Way {
    card: usize,
    to: usize,
    points: Vec<Point>,
    drawn: Option<(Look, Node)>,
}

/// What the drawing of a link depends on besides its way.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    answer: Option<Answer>,
    theme: theme::Look,
    /// What a lens makes of its colour.
    color: Option<Color>,
}

/// Leads all links around what stands in their way; `centred` from and to the middles of edges.
pub fn lay_out(placed: &[Placed], frame: &PageFrame, centred: bool) -> Ways {
    let rows: Vec<&Vec<(Id, Rect)>> = frame.backbones.iter().flat_map(|backbone| &backbone.lines).collect();
    let boxes: HashMap<&Id, (usize, usize)> = rows
        .iter()
        .enumerate()
        .flat_map(|(row, line)| line.iter().enumerate().map(move |(column, (id, _))| (id, (row, column))))
        .collect();
    let cards: HashMap<&Id, usize> = placed.iter().enumerate().map(|(i, card)| (&card.initiative.id, i)).collect();

    let mut down = Vec::new();
    let mut side = Vec::new();
    for (card, from) in placed.iter().enumerate() {
        for (i, link) in from.initiative.relies_on.iter().enumerate() {
            if let Some(&(row, column)) = boxes.get(&link.capability) {
                down.push((i, DownLink { card, row, column }));
            }
        }
        for (i, id) in from.initiative.serves.iter().enumerate() {
            if let Some(&to) = cards.get(id).filter(|to| **to != card) {
                side.push((i, SideLink { from: card, to }));
            }
        }
    }
    let margin = if centred { 0.0 } else { 20.0 };
    let terrain = Terrain {
        cards: placed.iter().map(|card| card.rect).collect(),
        rows: rows.iter().map(|line| line.iter().map(|(_, rect)| *rect).collect()).collect(),
        lanes_bottom: frame.lanes[0].rect.bottom(),
        bounds: rect(margin, frame.banner.bottom(), frame.page.w - 2.0 * margin, frame.page.h - frame.banner.bottom()),
        centred,
    };
    let (down_routes, side_routes) = route::route(
        &terrain,
        &down.iter().map(|(_, link)| *link).collect::<Vec<_>>(),
        &side.iter().map(|(_, link)| *link).collect::<Vec<_>>(),
    );
    let way = |card: usize, to: usize, points: Vec<Point>| Way { card, to, points, drawn: None };
    let relies = down.iter().zip(down_routes).map(|((i, link), route)| way(link.card, *i, route.points));
    let serves = side.iter().zip(side_routes).map(|((_, link), route)| way(link.from, link.to, route.points));
    Ways { relies: relies.collect(), serves: serves.collect() }
}

/// The nodes of the links between what is there at a moment.
pub fn draw(
    map: &StrategyMap,
    ways: &mut Ways,
    placed: &[Placed],
    day: Day,
    theme: &Theme,
    answers: Option<&Answers>,
) -> Vec<Node> {
    let mut nodes = Vec::with_capacity(ways.relies.len() + ways.serves.len());
    for way in ways.relies.iter_mut().filter(|way| placed[way.card].there) {
        let from = &placed[way.card];
        let answer = from.initiative.relies_on[way.to].answer_on(day);
        let color = answers.map(|answers| answers.link(answer, from.dimmed, theme));
        let look = Look { answer: Some(answer), theme: theme.look, color };
        let accent = color.unwrap_or(theme.lane(from.lane).accent);
        nodes.push(way.node(look, |way| relies_node(map, from, way, answer, accent)));
    }
    for way in ways.serves.iter_mut().filter(|way| placed[way.card].there && placed[way.to].there) {
        let (from, to) = (&placed[way.card], &placed[way.to]);
        let color = answers.map(|answers| answers.other_link(from.dimmed || to.dimmed, theme));
        let look = Look { answer: None, theme: theme.look, color };
        let accent = color.unwrap_or(theme.lane(from.lane).accent);
        nodes.push(way.node(look, |way| serves_node(from, to, way, accent)));
    }
    nodes
}

impl Way {
    /// The drawing, made anew only where its look has changed.
    fn node(&mut self, look: Look, draw: impl FnOnce(&Self) -> Node) -> Node {
        match &self.drawn {
            Some((known, node)) if *known == look => node.clone(),
            _ => {
                let node = draw(self);
                self.drawn = Some((look, node.clone()));
                node
            }
        }
    }
}

fn relies_node(map: &StrategyMap, from: &Placed, way: &Way, answer: Answer, accent: Color) -> Node {
    let link = &from.initiative.relies_on[way.to];
    let points = &way.points;
    let color = accent.with_alpha(OPACITY);
    let mut shapes = Vec::with_capacity(3);
    let bounds = bounds(points);
    if let Some(&end) = points.last() {
        shapes.push(Shape::Circle { center: end, radius: 3.2, fill: accent });
    }
    if answer == Answer::NotYet
        && let Some((middle, along_x)) = longest_middle(points)
    {
        shapes.push(bar(middle, along_x, accent));
    }
    let stroke = Stroke { width: WIDTH, color, dash: answer_dash(answer) };
    shapes.push(Shape::Line { points: points.as_slice().into(), radius: CORNER, stroke });
    let capability = map.capabilities.get(&link.capability).map_or("", |c| c.title.as_str());
    let label = format!("Link: {} relies on {capability}; answer: {}", from.initiative.title, answer.name());
    let subject = Subject::Link { initiative: from.initiative.id.clone(), capability: link.capability.clone() };
    Node {
        subject,
        label: label.into(),
        bounds,
        origin: Point::default(),
        title_area: None,
        shapes: shapes.into(),
        body: None,
    }
}

fn serves_node(from: &Placed, to: &Placed, way: &Way, accent: Color) -> Node {
    let points = &way.points;
    let color = accent.with_alpha(OPACITY);
    let stroke = Stroke::solid(1.6, color);
    let bounds = bounds(points);
    let mut shapes = vec![];
    if let [.., before, end] = points[..] {
        shapes.push(arrow(before, end, stroke));
    }
    shapes.push(Shape::Line { points: points.as_slice().into(), radius: CORNER, stroke });
    let label = format!("Link: {} serves {}", from.initiative.title, to.initiative.title);
    let subject = Subject::Serves { from: from.initiative.id.clone(), to: to.initiative.id.clone() };
    Node {
        subject,
        label: label.into(),
        bounds,
        origin: Point::default(),
        title_area: None,
        shapes: shapes.into(),
        body: None,
    }
}

/// An open arrow head at the end of a line.
pub fn arrow(before: Point, end: Point, stroke: Stroke) -> Shape {
    let length = (end.x - before.x).hypot(end.y - before.y).max(0.01);
    let (ux, uy) = ((end.x - before.x) / length, (end.y - before.y) / length);
    let back = point(end.x - ux * 9.0, end.y - uy * 9.0);
    let points: Arc<[Point]> =
        Arc::new([point(back.x - uy * 5.0, back.y + ux * 5.0), end, point(back.x + uy * 5.0, back.y - ux * 5.0)]);
    Shape::Line { points, radius: 0.0, stroke: Stroke { dash: Dash::Solid, ..stroke } }
}

/// The middle of the longest piece of a line, and whether that piece runs from left to right.
fn longest_middle(points: &[Point]) -> Option<(Point, bool)> {
    let length = |pair: &&[Point]| (pair[0].x - pair[1].x).abs() + (pair[0].y - pair[1].y).abs();
    let pair = points.windows(2).max_by(|a, b| length(a).total_cmp(&length(b)))?;
    let middle = point((pair[0].x + pair[1].x) / 2.0, (pair[0].y + pair[1].y) / 2.0);
    Some((middle, (pair[0].y - pair[1].y).abs() < 0.5))
}

fn bounds(points: &[Point]) -> Rect {
    let Some(&first) = points.first() else { return Rect::default() };
    let around = points.iter().fold(Rect::spanning(first, first), |all, p| all.union(Rect::spanning(*p, *p)));
    around.grown(6.0)
}
