//! Side links: from a card's side to the side of another card, through the gaps.

use super::SideLink;
use super::clearance::CLEARANCE;
use super::field::{Field, NOWHERE, Room};
use super::ports::{self, Port};
use super::search::{Ends, Search};
use super::span::Span;
use super::survey::Question;
use super::tracer::Tracer;
use super::wire::{Axis, Leg, Wire};
use crate::scene::geometry::Rect;

/// The part of a side's ends that links keep away from, for the sake of the corners.
const CORNER: f32 = 0.12;
/// Cards that share less height than this are not joined by a straight line.
const LEAST_SHARED: f32 = 4.0;
/// Where straight lines are tried, as parts of the shared height.
const STRAIGHT_TRIES: [f32; 3] = [0.5, 0.2, 0.8];
/// Where else links may leave a side whose port is covered, as parts of its height.
const OTHER_PLACES: [f32; 2] = [0.25, 0.75];

/// A side of a card.
#[derive(Clone, Copy, Debug)]
struct Side {
    card: usize,
    right: bool,
    rect: Rect,
}

impl Side {
    fn x(self) -> f32 {
        if self.right { self.rect.right() } else { self.rect.x }
    }

    fn height(self) -> Span {
        let corner = self.rect.h * CORNER;
        Span::new(self.rect.y + corner, self.rect.bottom() - corner)
    }

    fn asks(self, y: f32) -> Question {
        Question { card: self.card, right: self.right, y }
    }
}

/// A side link before the free space is known.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    from: Side,
    to: Side,
    /// Heights, one for each end, that are asked about; straight lines first.
    tries: Vec<(f32, f32)>,
    straight: usize,
    /// The first of its questions.
    asked: usize,
}

/// Chooses sides and ports, and adds the questions about them.
pub(super) fn plan(cards: &[Rect], links: &[SideLink], questions: &mut Vec<Question>) -> Vec<Option<Plan>> {
    let sides: Vec<Option<(Side, Side)>> = links.iter().map(|link| sides(cards, link)).collect();
    let ports = spread_ports(&sides);
    sides
        .iter()
        .enumerate()
        .map(|(i, sides)| {
            let (from, to) = (*sides)?;
            let plan = Plan::new(from, to, (ports[2 * i].at, ports[2 * i + 1].at), questions.len());
            questions.extend(plan.tries.iter().flat_map(|(a, b)| [from.asks(*a), to.asks(*b)]));
            Some(plan)
        })
        .collect()
}

/// The sides a link leaves and reaches; nothing for a link that is none.
fn sides(cards: &[Rect], link: &SideLink) -> Option<(Side, Side)> {
    let (from, to) = (*cards.get(link.from)?, *cards.get(link.to)?);
    if link.from == link.to {
        return None;
    }
    let leftward = to.center().x < from.center().x;
    let between = if leftward { from.x - to.right() } else { to.x - from.right() };
    // Of cards above each other the facing sides would make a loop: both ends use the same side.
    let facing = between >= CLEARANCE / 2.0;
    let to = Side { card: link.to, right: leftward == facing, rect: to };
    Some((Side { card: link.from, right: !leftward, rect: from }, to))
}

/// A port for each end of each link, in the order of the other ends' heights.
fn spread_ports(sides: &[Option<(Side, Side)>]) -> Vec<Port> {
    let end = |i: usize| sides[i / 2].map(|(from, to)| if i.is_multiple_of(2) { (from, to) } else { (to, from) });
    ports::spread(
        sides.len() * 2,
        |i| end(i).map(|(own, _)| (own.card, own.right)),
        |a, b| {
            let height = |i| end(i).map_or(0.0, |(_, other)| other.rect.center().y);
            height(a).total_cmp(&height(b))
        },
        |i| end(i).map_or(Span::at(0.0), |(own, _)| Span::new(own.rect.y, own.rect.bottom())),
    )
}

impl Plan {
    fn new(from: Side, to: Side, ports: (f32, f32), asked: usize) -> Self {
        let mut tries = Vec::new();
        let shared = from.height().meet(to.height());
        if from.right != to.right && shared.len() >= LEAST_SHARED {
            tries.extend(STRAIGHT_TRIES.map(|part| shared.lo + shared.len() * part).map(|y| (y, y)));
        }
        let straight = tries.len();
        tries.push(ports);
        tries.extend(OTHER_PLACES.map(|part| (from.rect.y + from.rect.h * part, to.rect.y + to.rect.h * part)));
        Self { from, to, tries, straight, asked }
    }

    /// The cells at both ends for a try.
    fn cells(&self, answers: &[u32], i: usize) -> (u32, u32) {
        let answer = |at: usize| answers.get(at).copied().unwrap_or(NOWHERE);
        (answer(self.asked + 2 * i), answer(self.asked + 2 * i + 1))
    }

    /// A straight line, where one is free.
    fn straight(&self, field: &Field, answers: &[u32]) -> Option<Wire> {
        let shared = self.from.height().meet(self.to.height());
        let (i, cell) = (0..self.straight).find_map(|i| {
            let (a, b) = self.cells(answers, i);
            (a == b && a != NOWHERE).then_some((i, a))
        })?;
        let leg = end_leg(field, cell, self.tries[i].0, shared, Span::between(self.from.x(), self.to.x()));
        Some(Wire { first: Axis::Level, start: self.from.x(), end: self.to.x(), legs: vec![leg] })
    }

    /// The first free place at each end, as height and cell.
    fn ends(&self, answers: &[u32]) -> Option<[(f32, u32); 2]> {
        let tries = self.straight..self.tries.len();
        let from = tries.clone().map(|i| (self.tries[i].0, self.cells(answers, i).0)).find(|end| end.1 != NOWHERE);
        let to = tries.map(|i| (self.tries[i].1, self.cells(answers, i).1)).find(|end| end.1 != NOWHERE);
        Some([from?, to?])
    }

    /// A way around what is between.
    fn around(&self, field: &Field, search: &mut Search<'_>, answers: &[u32]) -> Option<Wire> {
        let [(y, cell), (end_y, end_cell)] = self.ends(answers)?;
        let (x, end_x) = (self.from.x(), self.to.x());
        let mut tracer = Tracer::behind_level(field, Leg::fixed(y), cell, x);
        if cell == end_cell {
            let room = between(field.cells.get(cell as usize)?.x, x, end_x, self.from.right == self.to.right);
            tracer.turn_here(room, end_y > y);
        } else {
            for (portal, down) in search.find(&Ends { cell, x, y, end_cell, end_x, end_y })? {
                tracer.pass(field.portal(portal, down)?, down);
            }
        }
        tracer.settle();
        let (first, last) = (tracer.legs.get(1)?.at, tracer.x);
        let mut legs = tracer.legs;
        legs[0] = end_leg(field, cell, y, self.from.height(), Span::between(x, first));
        legs.push(end_leg(field, end_cell, end_y, self.to.height(), Span::between(last, end_x)));
        Some(Wire { first: Axis::Level, start: x, end: end_x, legs })
    }

    /// The way when there is none: over whatever is between.
    fn regardless(&self) -> Wire {
        let (y, end_y) = self.tries.get(self.straight).copied().unwrap_or_default();
        let (x, end_x) = (self.from.x(), self.to.x());
        let out = if self.from.right == self.to.right {
            if self.from.right { x.max(end_x) + 2.0 * CLEARANCE } else { x.min(end_x) - 2.0 * CLEARANCE }
        } else {
            x + (end_x - x) / 2.0
        };
        let legs = vec![Leg::fixed(y), Leg::fixed(out), Leg::fixed(end_y)];
        Wire { first: Axis::Level, start: x, end: end_x, legs }
    }
}

/// The part of a cell that lies between two sides, or outside both when they look the same way.
fn between(cell: Room, x: f32, end_x: f32, same: bool) -> Room {
    let free = if same {
        Span::new(f32::NEG_INFINITY, f32::INFINITY)
    } else {
        Span::between(x, end_x).grown(-CLEARANCE / 4.0)
    };
    cell.meet(Room { soft: free, hard: free, lo_pad: CLEARANCE / 4.0, hi_pad: CLEARANCE / 4.0 })
}

/// The level leg at a card's side: it may move along the side as far as its stretch is free.
fn end_leg(field: &Field, cell: u32, y: f32, height: Span, stretch: Span) -> Leg {
    let room = field.level_room(cell, stretch);
    let (soft, hard) = (room.soft.meet(height), room.hard.meet(height));
    if soft.holds(Span::at(y)) { Leg { soft, hard, ..Leg::fixed(y) } } else { Leg::fixed(y) }
}

/// Lays all side links.
pub(super) fn lay(field: &Field, plans: &[Option<Plan>], answers: &[u32]) -> Vec<Option<Wire>> {
    let mut search = Search::new(field);
    let mut lay = |plan: &Plan| {
        let wire = plan.straight(field, answers).or_else(|| plan.around(field, &mut search, answers));
        wire.unwrap_or_else(|| plan.regardless())
    };
    plans.iter().map(|plan| plan.as_ref().map(&mut lay)).collect()
}
