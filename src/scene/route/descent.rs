//! Rain-drop descent: straight down until a card is in the way, around it, and on.

use std::ops::Range;

use super::field::{Field, NOWHERE, Portal, Room};
use super::ports::Port;
use super::span::Span;
use super::tracer::Tracer;
use super::wire::Leg;
use crate::scene::geometry::Rect;

/// After so many legs (two for each side-step) a link goes straight down.
const MOST_LEGS: usize = 400;
/// After so many cells a link goes straight down, once the common budget is used up.
const MOST_CELLS: usize = 256;
/// How many gaps to either side are weighed against each other.
const CHOICES: usize = 4;

/// A link on its way down.
#[derive(Clone, Debug)]
pub(super) struct Drop {
    /// The card it leaves.
    pub card: Rect,
    /// The cells under the card.
    pub under: Range<u32>,
    /// The cells to the left and right of the card's lower edge, if it must leave along that edge.
    pub beside: [u32; 2],
    /// Its place on the lower edge.
    pub port: Port,
    /// Where it would like to arrive.
    pub toward: f32,
}

/// The legs of a link down to the ground.
#[derive(Clone, Debug)]
pub(super) struct Fallen {
    /// The legs, the last one upright.
    pub legs: Vec<Leg>,
    /// Whether the first leg runs along the card's lower edge.
    pub along_edge: bool,
}

/// Leads links down, with a budget for all of them.
pub(super) struct Faller<'f> {
    field: &'f Field,
    budget: usize,
    /// How many links go through each portal down.
    used: Vec<u16>,
}

impl<'f> Faller<'f> {
    /// May visit so many cells in all; beyond, each link may visit a few more.
    pub fn new(field: &'f Field, budget: usize) -> Self {
        Self { field, budget, used: vec![0; field.below.len()] }
    }

    /// Leads a link from its card to the ground.
    pub fn fall(&mut self, drop: &Drop) -> Fallen {
        let mut steps = 0;
        let fallen = self.lead(drop, &mut steps);
        self.budget = self.budget.saturating_sub(steps);
        fallen
    }

    fn lead(&mut self, drop: &Drop, steps: &mut usize) -> Fallen {
        let port = drop.port.leg();
        let Some((cell, leg)) = drop.start(self.field, port) else {
            return self.along_edge(drop, steps).unwrap_or(Fallen { legs: vec![port], along_edge: false });
        };
        let plumb = self.plumb(cell, &leg, steps);
        let leg = plumb.leg(leg);
        if plumb.cell == self.field.ground() {
            return Fallen { legs: vec![leg], along_edge: false };
        }
        let mut tracer = Tracer::behind_upright(self.field, leg, plumb.cell);
        self.descend(&mut tracer, drop.toward, steps);
        Fallen { legs: tracer.legs, along_edge: false }
    }

    /// Straight down from a port, moved as far as it may be.
    fn plumb(&self, from: u32, leg: &Leg, steps: &mut usize) -> Plumb {
        let Some(start) = self.field.cells.get(from as usize) else { return Plumb { cell: from, corridor: None } };
        let mut corridor = start.x.meet(Room::padded(leg.hard, 0.0, 0.0));
        let mut cell = from;
        while cell != self.field.ground() && self.may_go_on(steps) {
            let (over, hard) = self.field.plunge(cell, corridor);
            if self.field.cells.get(over as usize).is_some_and(|over| over.drains) {
                (cell, corridor.hard) = (over, hard);
            }
            let portal = self.nearest(cell, corridor.soft, |x| (x - leg.at).abs());
            let Some(portal) = portal.and_then(|portal| self.field.portal(portal, true)) else { break };
            corridor = corridor.meet(portal.room);
            cell = portal.cell;
        }
        Plumb { cell, corridor: Some(corridor) }
    }

    /// The cheapest portal down that leads on to the ground, of those that share places with a stretch.
    fn nearest(&self, cell: u32, stretch: Span, cost: impl Fn(f32) -> f32) -> Option<u32> {
        let portals = self.field.portals(cell, true);
        let first = Field::first_at(portals, stretch.lo);
        let meets = portals[first..].iter().take_while(|portal| portal.room.soft.lo <= stretch.hi).count();
        self.cheapest(cell, first..first + meets, |portal| {
            let free = portal.room.soft.meet(stretch);
            // The cost falls and then rises along the line, so that one of these places is about the cheapest.
            cost(free.lo).min(cost(free.hi)).min(cost(free.mid()))
        })
    }

    /// The cheapest portal down to the left or right of a place.
    fn aside(&self, cell: u32, x: f32, toward: f32) -> Option<u32> {
        let portals = self.field.portals(cell, true);
        let first = Field::first_at(portals, x);
        let drains = |i: &usize| portals[*i].drains;
        let left = (0..first).rev().filter(drains).take(CHOICES);
        let right = (first..portals.len()).filter(drains).take(CHOICES);
        self.cheapest(cell, left.chain(right), |portal| detour(x, portal.room.soft.clamp(x), toward))
    }

    /// The first of the cheapest of a cell's portals down that lead on to the ground, where a squeeze costs extra.
    fn cheapest(&self, cell: u32, among: impl Iterator<Item = usize>, cost: impl Fn(&Portal) -> f32) -> Option<u32> {
        let base = self.field.cells.get(cell as usize)?.below.start;
        let mut best: Option<(f32, u32)> = None;
        for (i, portal) in among.filter_map(|i| Some((base + i as u32, self.field.portals(cell, true).get(i)?))) {
            let used = self.used.get(i as usize).copied().unwrap_or(0);
            let price = cost(portal) + portal.room.squeeze(used);
            if portal.drains && best.is_none_or(|(least, _)| price < least) {
                best = Some((price, i));
            }
        }
        best.map(|(_, i)| i)
    }

    /// Notes that a link goes through a portal down.
    fn take(&mut self, portal: u32) -> Option<Portal> {
        if let Some(used) = self.used.get_mut(portal as usize) {
            *used = used.saturating_add(1);
        }
        self.field.portal(portal, true).copied()
    }

    /// From cell to cell down to the ground.
    fn descend(&mut self, tracer: &mut Tracer<'_>, toward: f32, steps: &mut usize) {
        while tracer.cell != self.field.ground() && tracer.legs.len() < MOST_LEGS && self.may_go_on(steps) {
            let Some((portal, down)) = self.next(tracer, toward) else { break };
            tracer.pass(&portal, down);
        }
        tracer.settle();
    }

    fn may_go_on(&self, steps: &mut usize) -> bool {
        *steps += 1;
        *steps < MOST_CELLS.max(self.budget)
    }

    /// The next portal: straight on, else aside, else out of a trough between cards.
    fn next(&mut self, tracer: &mut Tracer<'_>, toward: f32) -> Option<(Portal, bool)> {
        let cell = self.field.cells.get(tracer.cell as usize)?;
        if !cell.drains {
            let (up, portal) = self.field.exits.get(tracer.cell as usize).copied().flatten()?;
            return self.field.portal(portal, !up).map(|portal| (*portal, !up));
        }
        tracer.plunge();
        if tracer.cell == self.field.ground() {
            return None;
        }
        let x = tracer.x;
        let corridor = tracer.corridor_down();
        let ahead = corridor.and_then(|corridor| self.nearest(tracer.cell, corridor, |place| detour(x, place, toward)));
        let portal = ahead.or_else(|| {
            tracer.settle();
            self.aside(tracer.cell, tracer.x, toward)
        });
        Some((self.take(portal?)?, true))
    }

    /// Out along the card's lower edge, to the side that is open and nearer to the target.
    fn along_edge(&mut self, drop: &Drop, steps: &mut usize) -> Option<Fallen> {
        let [left, right] = drop.beside;
        let order = if drop.toward > drop.card.center().x { [right, left] } else { [left, right] };
        let cell = order.into_iter().find(|&cell| cell != NOWHERE)?;
        let side = if cell == right { drop.card.right() } else { drop.card.x };
        let mut tracer = Tracer::behind_level(self.field, Leg::fixed(drop.card.bottom()), cell, side);
        self.descend(&mut tracer, drop.toward, steps);
        (tracer.legs.len() > 1).then_some(Fallen { legs: tracer.legs, along_edge: true })
    }
}

/// A straight line down.
struct Plumb {
    /// The last cell it gets to.
    cell: u32,
    /// Where it can be.
    corridor: Option<Room>,
}

impl Plumb {
    /// The leg, moved so that it gets there.
    fn leg(&self, leg: Leg) -> Leg {
        let Some(corridor) = self.corridor else { return leg };
        let (soft, hard) = (leg.soft.meet(corridor.soft), leg.hard.meet(corridor.hard));
        let at = soft.clamp(leg.at);
        Leg { at, anchor: at, soft, hard, ..leg }
    }
}

impl Drop {
    /// The cell below the port; where that is covered by another card, below the nearest place that is not.
    fn start(&self, field: &Field, leg: Leg) -> Option<(u32, Leg)> {
        let edge = Span::new(self.card.x, self.card.right());
        let mut best: Option<(f32, u32, Span)> = None;
        for cell in self.under.clone() {
            let free = field.cells.get(cell as usize)?.x.soft.meet(edge);
            let distance = (free.clamp(leg.at) - leg.at).abs();
            if !free.is_empty() && best.is_none_or(|(least, ..)| distance < least) {
                best = Some((distance, cell, free));
            }
        }
        let (distance, cell, free) = best?;
        let at = free.clamp(leg.at);
        let room = if distance == 0.0 { leg.hard.meet(free) } else { free };
        Some((cell, Leg { soft: room, hard: room, ..Leg::fixed(at) }))
    }
}

/// How long the way to `toward` is by way of `place`; of equal ones the first to come.
fn detour(x: f32, place: f32, toward: f32) -> f32 {
    (place - x).abs() * 1.01 + (place - toward).abs()
}
