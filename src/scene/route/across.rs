//! Side links: from a card's side to the side of another card, through the gaps.

use super::SideLink;
use super::clearance::{CLEARANCE, Pads};
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

    fn opposite(self) -> Self {
        Self { right: !self.right, ..self }
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
    /// The heights at which a straight line is tried.
    straight: Vec<f32>,
    /// The first question about those, two for each.
    asked_straight: usize,
    /// Where the link may leave the one card, and where it may reach the other.
    ends: [Vec<Try>; 2],
}

/// A place where a link may leave or reach a card.
#[derive(Clone, Copy, Debug)]
struct Try {
    side: Side,
    y: f32,
    /// The question about the cell there.
    asked: usize,
}

/// Chooses sides and ports, and adds the questions about them.
pub(super) fn plan(
    cards: &[Rect],
    pads: &[Pads],
    links: &[SideLink],
    questions: &mut Vec<Question>,
) -> Vec<Option<Plan>> {
    let sides: Vec<Option<(Side, Side)>> = links.iter().map(|link| sides(cards, link)).collect();
    let ports = spread_ports(&sides);
    sides
        .iter()
        .enumerate()
        .map(|(i, sides)| {
            let (from, to) = (*sides)?;
            let mut tries = |side: Side, port: &Port| tries(side, port.at, &pads[side.card], questions);
            let ends = [tries(from, &ports[2 * i]), tries(to, &ports[2 * i + 1])];
            let straight = straight(from, to);
            let asked_straight = questions.len();
            questions.extend(straight.iter().flat_map(|&y| [from.asks(y), to.asks(y)]));
            Some(Plan { from, to, straight, asked_straight, ends })
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

/// The heights at which a straight line may join two sides.
fn straight(from: Side, to: Side) -> Vec<f32> {
    let shared = from.height().meet(to.height());
    if from.right == to.right || shared.len() < LEAST_SHARED {
        return Vec::new();
    }
    STRAIGHT_TRIES.map(|part| shared.lo + shared.len() * part).to_vec()
}

/// Where a link may leave a side: at its port; when that is covered elsewhere; when the whole side may be, on the
/// opposite side.
fn tries(side: Side, port: f32, pads: &Pads, questions: &mut Vec<Question>) -> Vec<Try> {
    let mut tries = Vec::new();
    let mut add = |side: Side, y: f32| {
        tries.push(Try { side, y, asked: questions.len() });
        questions.push(side.asks(y));
    };
    add(side, port);
    let may_be_covered = if side.right { pads.shut_right } else { pads.shut_left };
    if may_be_covered {
        let heights = OTHER_PLACES.map(|part| side.rect.y + side.rect.h * part);
        heights.iter().for_each(|&y| add(side, y));
        heights.iter().for_each(|&y| add(side.opposite(), y));
    }
    tries
}

fn answer(answers: &[u32], asked: usize) -> u32 {
    answers.get(asked).copied().unwrap_or(NOWHERE)
}

impl Plan {
    /// A straight line, where one is free.
    fn straight(&self, answers: &[u32]) -> Option<Wire> {
        let shared = self.from.height().meet(self.to.height());
        let (y, cell) = self.straight.iter().enumerate().find_map(|(i, &y)| {
            let asked = self.asked_straight + 2 * i;
            let (a, b) = (answer(answers, asked), answer(answers, asked + 1));
            (a == b && a != NOWHERE).then_some((y, a))
        })?;
        let leg = Leg::in_cell(cell, y, y, shared);
        Some(Wire { first: Axis::Level, start: self.from.x(), end: self.to.x(), legs: vec![leg] })
    }

    /// A way around what is between.
    fn around(&self, field: &Field, search: &mut Search<'_>, answers: &[u32]) -> Option<Wire> {
        let free = |tries: &[Try]| tries.iter().copied().find(|of| answer(answers, of.asked) != NOWHERE);
        let (from, to) = (free(&self.ends[0])?, free(&self.ends[1])?);
        let (cell, end_cell) = (answer(answers, from.asked), answer(answers, to.asked));
        let (x, y, end_x, end_y) = (from.side.x(), from.y, to.side.x(), to.y);
        let mut tracer = Tracer::behind_level(field, Leg::in_cell(cell, y, y, from.side.height()), cell, x);
        if cell == end_cell {
            let room = between(field.cells.get(cell as usize)?.x, x, end_x, from.side.right == to.side.right);
            tracer.turn_here(room, end_y > y);
        } else {
            for (portal, down) in search.find(&Ends { cell, x, y, end_cell, end_x, end_y })? {
                tracer.pass(field.portal(portal, down)?, down);
            }
        }
        tracer.settle();
        let mut legs = tracer.legs;
        legs.push(Leg::in_cell(end_cell, end_y, end_y, to.side.height()));
        Some(Wire { first: Axis::Level, start: x, end: end_x, legs })
    }

    /// The way when there is none: over whatever is between.
    fn regardless(&self) -> Wire {
        let port = |tries: &[Try], side: Side| tries.first().map_or(side.rect.center().y, |of| of.y);
        let (y, end_y) = (port(&self.ends[0], self.from), port(&self.ends[1], self.to));
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

/// Lays all side links.
pub(super) fn lay(field: &Field, plans: &[Option<Plan>], answers: &[u32]) -> Vec<Option<Wire>> {
    let mut search = Search::new(field);
    let mut lay = |plan: &Plan| {
        let wire = plan.straight(answers).or_else(|| plan.around(field, &mut search, answers));
        wire.unwrap_or_else(|| plan.regardless())
    };
    plans.iter().map(|plan| plan.as_ref().map(&mut lay)).collect()
}
