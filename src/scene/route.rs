//! Leads the links of the map around its cards and capability boxes.
//!
//! First the free space between the cards is surveyed ([`survey`]). Down links fall through it like
//! rain-drops ([`descent`]) and go on through channels and gaps to their boxes ([`tail`]); side links
//! are searched for ([`across`]). Then legs that would lie on top of each other are moved apart
//! ([`nudge`], [`channel`]).

mod abreast;
mod across;
mod channel;
mod clearance;
mod descent;
mod field;
mod nudge;
mod ports;
mod rows;
mod search;
mod span;
mod strips;
mod survey;
mod tail;
mod tame;
#[cfg(test)]
mod tests;
mod tracer;
mod walk;
mod wire;

use std::borrow::Cow;
use std::cmp::Ordering;

use super::geometry::{Point, Rect, rect};
use clearance::Pads;
use descent::{Drop, Faller};
use field::{Field, NOWHERE};
use ports::Port;
use rows::Rows;
use span::Span;
use survey::{Plot, Question};
use wire::{Axis, Wire};

/// The distance between upright legs.
const UPRIGHT_PITCH: f32 = 7.0;
/// The distance between level legs among the cards.
const LEVEL_PITCH: f32 = 8.0;
/// How far below all cards the ground lies at least.
const GROUND: f32 = 1.0;
/// How far above the first row of boxes the ground lies at least.
const ABOVE_ROWS: f32 = 30.0;
/// How many cells all down links together may visit before they content themselves with less.
const BUDGET: usize = 1_500_000;

/// What stands on the page, for the router.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terrain {
    /// The initiative cards.
    pub cards: Vec<Rect>,
    /// The capability boxes, row by row from the top, each row from the left.
    pub rows: Vec<Vec<Rect>>,
    /// Where the lanes end and the channel above the rows begins.
    pub lanes_bottom: f32,
    /// The part of the page that links may use.
    pub bounds: Rect,
    /// Whether links leave and reach the middles of edges alone, one upon the other where there are several: where
    /// an office program glues its connectors.
    pub centred: bool,
}

/// A link from a card down to a capability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DownLink {
    /// The card, as an index into [`Terrain::cards`].
    pub card: usize,
    /// The row of the capability.
    pub row: usize,
    /// Its place in the row.
    pub column: usize,
}

/// A link from a supporting card to a primary card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SideLink {
    /// The supporting card.
    pub from: usize,
    /// The primary card.
    pub to: usize,
}

/// A line of level and upright pieces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    /// Its ends and bends. Empty for a link that names nothing on the page or leads to where it begins.
    pub points: Vec<Point>,
}

/// Leads all links over the page; the answers are in the order of the links.
pub fn route(terrain: &Terrain, down: &[DownLink], side: &[SideLink]) -> (Vec<Route>, Vec<Route>) {
    Router::new(&tame::tame(terrain)).route(down, side)
}

/// A down link that names a card and a box.
#[derive(Clone, Copy)]
struct Known {
    card: usize,
    row: usize,
    column: usize,
    of: Rect,
    to: Rect,
}

/// The page, prepared.
struct Router<'t> {
    terrain: &'t Terrain,
    pads: Vec<Pads>,
    solid: Vec<bool>,
    x: Span,
    y: Span,
    rows: Rows,
}

impl<'t> Router<'t> {
    fn new(terrain: &'t Terrain) -> Self {
        let pads = clearance::pads(&terrain.cards);
        let limit = terrain.rows.iter().flatten().map(|of| of.y - ABOVE_ROWS).fold(f32::INFINITY, f32::min);
        let limit = limit.max(terrain.lanes_bottom);
        // Cards among or below the boxes are none of the lanes' business.
        let solid: Vec<bool> = terrain.cards.iter().map(|card| card.y < limit).collect();
        let mut x = Span::new(terrain.bounds.x, terrain.bounds.right());
        let mut y = Span::new(terrain.bounds.y.min(terrain.lanes_bottom), terrain.lanes_bottom);
        for ((card, pads), _) in terrain.cards.iter().zip(&pads).zip(&solid).filter(|(_, solid)| **solid) {
            x = Span::new(x.lo.min(card.x), x.hi.max(card.right()));
            y = Span::new(y.lo.min(card.y), y.hi.max((card.bottom() + pads.bottom).min(limit)));
        }
        y.hi += GROUND;
        let rows = Rows::new(&terrain.rows, y.hi, x);
        Self { terrain, pads, solid, x, y, rows }
    }

    fn route(&self, down: &[DownLink], side: &[SideLink]) -> (Vec<Route>, Vec<Route>) {
        let known: Vec<Option<Known>> = down.iter().map(|link| self.known(link)).collect();
        let links: Vec<Known> = known.iter().copied().flatten().collect();
        let mut questions = Vec::new();
        let ends: Cow<'_, [Rect]> = if self.terrain.centred {
            self.terrain.cards.iter().map(|card| rect(card.x, card.center().y, card.w, 0.0)).collect()
        } else {
            Cow::Borrowed(&self.terrain.cards)
        };
        let plans = across::plan(&ends, &self.pads, side, &mut questions);
        let edges = self.ask_about_edges(&links, &mut questions);
        let plot = Plot { cards: &self.terrain.cards, pads: &self.pads, solid: &self.solid, x: self.x, y: self.y };
        let (field, answers) = survey::survey(&plot, &questions);
        let mut wires = self.fall(&field, &links, |card| {
            let asked = edges.get(card).copied().filter(|&at| at != NOWHERE).map(|at| at as usize);
            asked.map_or([NOWHERE; 2], |at| [answers[at], answers[at + 1]])
        });
        self.lead_home(&links, &mut wires);
        let sides = across::lay(&field, &plans, &answers);
        let laid: Vec<bool> = sides.iter().map(Option::is_some).collect();
        wires.extend(sides.into_iter().flatten());
        self.spread(&field, &mut wires);
        let mut routes = wires.iter().map(Wire::route);
        let down = known.iter().map(|link| link.and_then(|_| routes.next()).unwrap_or_default()).collect();
        let side = laid.iter().map(|laid| laid.then(|| routes.next()).flatten().unwrap_or_default()).collect();
        (down, side)
    }

    fn known(&self, link: &DownLink) -> Option<Known> {
        let of = *self.terrain.cards.get(link.card)?;
        let to = *self.terrain.rows.get(link.row)?.get(link.column)?;
        Some(Known { card: link.card, row: link.row, column: link.column, of, to })
    }

    /// Leads all down links to the ground; `beside` tells the cells beside a card's lower edge, if need be.
    fn fall(&self, field: &Field, links: &[Known], beside: impl Fn(usize) -> [u32; 2]) -> Vec<Wire> {
        let mut faller = Faller::new(field, BUDGET);
        let mut wires = vec![Wire::default(); links.len()];
        for (i, mut drop) in self.drops(links) {
            let card = links[i].card;
            (drop.beside, drop.under) = (beside(card), field.under[card].clone());
            wires[i] = self.down_wire(&mut faller, &drop, links[i].to);
        }
        wires
    }

    /// Of cards whose lower edge is covered one must know what lies beside it; tells the first question of each.
    fn ask_about_edges(&self, links: &[Known], questions: &mut Vec<Question>) -> Vec<u32> {
        let mut asked = vec![NOWHERE; self.terrain.cards.len()];
        for link in links.iter().filter(|link| self.pads[link.card].crowded) {
            if asked[link.card] == NOWHERE {
                asked[link.card] = questions.len() as u32;
                questions.extend([false, true].map(|right| Question { card: link.card, right, y: link.of.bottom() }));
            }
        }
        asked
    }

    /// All down links at their cards, with ports in the order of their targets; from the left, since links that
    /// fall through the same part of the page one after the other are quicker.
    fn drops(&self, links: &[Known]) -> Vec<(usize, Drop)> {
        let toward: Vec<f32> = links.iter().map(|link| self.exit(link)).collect();
        let order = |a: usize, b: usize| {
            toward[a]
                .total_cmp(&toward[b])
                .then(links[a].to.center().x.total_cmp(&links[b].to.center().x))
                .then(links[b].row.cmp(&links[a].row))
        };
        let edge = |i: usize| self.edge(links[i].of);
        let ports = ports::spread(links.len(), |i| links[i].card, order, edge);
        let drop = |(i, port): (usize, &Port)| {
            (i, Drop { card: links[i].of, under: 0..0, beside: [NOWHERE; 2], port: *port, toward: toward[i] })
        };
        let mut drops: Vec<(usize, Drop)> = ports.iter().enumerate().map(drop).collect();
        drops.sort_by(|(i, a), (j, b)| a.port.at.total_cmp(&b.port.at).then(i.cmp(j)));
        drops
    }

    /// The part of an upper or lower edge where links may end.
    fn edge(&self, of: Rect) -> Span {
        if self.terrain.centred { Span::at(of.center().x) } else { Span::new(of.x, of.right()) }
    }

    /// Where about a link leaves the channel below the lanes.
    fn exit(&self, link: &Known) -> f32 {
        let (from, to) = (link.of.center().x, link.to.center().x);
        (0..link.row).rev().fold(to, |x, row| self.rows.gap(row, from, x).map_or(x, |gap| gap.soft.clamp(x)))
    }

    fn down_wire(&self, faller: &mut Faller<'_>, drop: &Drop, to: Rect) -> Wire {
        let fallen = faller.fall(drop);
        let (first, start) =
            if fallen.along_edge { (Axis::Level, drop.port.at) } else { (Axis::Upright, drop.card.bottom()) };
        Wire { first, start, end: to.y, legs: fallen.legs }
    }

    /// Leads the down links on from the ground, with ports in the order in which they arrive there.
    fn lead_home(&self, links: &[Known], wires: &mut [Wire]) {
        let last = |i: usize| (&wires[i], wires[i].legs.len().saturating_sub(1));
        let at = |i: usize| wires[i].legs.last().map_or(0.0, |leg| leg.anchor);
        let order =
            |a: usize, b: usize| -> Ordering { at(a).total_cmp(&at(b)).then_with(|| walk::compare(last(a), last(b))) };
        let edge = |i: usize| self.edge(links[i].to);
        let wish = |i: usize, even: f32| {
            let (stretch, best) = tail::straight_on(&wires[i], even);
            match links[i].row.checked_sub(1) {
                None => (stretch, best),
                Some(above) => self.rows.gap(above, best, even).map_or((stretch, even), |gap| (gap.soft, even)),
            }
        };
        let ports = ports::spread_toward(links.len(), |i| (links[i].row, links[i].column), order, edge, wish);
        for ((wire, link), port) in wires.iter_mut().zip(links).zip(ports) {
            tail::lead_home(wire, &self.rows, link.row, port);
        }
    }

    /// Moves apart what lies on top of each other.
    fn spread(&self, field: &Field, wires: &mut [Wire]) {
        let channels: Vec<Span> = self.rows.channels.iter().map(|channel| channel.cosy).collect();
        nudge::spread(wires, Axis::Upright, UPRIGHT_PITCH, &channels);
        wires.iter_mut().for_each(|wire| wire.fit_level_legs(field));
        nudge::spread(wires, Axis::Level, LEVEL_PITCH, &channels);
        channel::assign(wires, &self.rows.channels);
    }
}
