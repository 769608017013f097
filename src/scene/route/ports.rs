//! Where links leave and reach an edge: spread evenly, in an order that needs no crossing.

use std::cmp::Ordering;

use super::span::Span;
use super::wire::Leg;

/// The part of an edge that ports are spread over.
const SPREAD: f32 = 0.6;
/// How far a port may be moved, as a part of the distance between ports.
const PLAY: f32 = 0.35;

/// Ports are never closer than this, nor than a part of their even distance.
const DISTANCE: f32 = 20.0;
/// That part.
const CLOSE: f32 = 0.5;

/// A wish that cannot be granted.
const NEVER: Span = Span::new(1.0, -1.0);

/// A place on an edge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Port {
    /// Along the edge.
    pub at: f32,
    /// Where it may be moved without meeting the next one.
    pub room: Span,
}

impl Port {
    /// The upright leg at this port.
    pub fn leg(self) -> Leg {
        Leg { soft: self.room, hard: self.room, ..Leg::fixed(self.at) }
    }
}

/// Gives each of `count` links a port: `group` tells the edge it uses, `order` how two links of one
/// edge follow each other along it, `edge` where the edge lies.
pub(super) fn spread<G: Ord + Copy>(
    count: usize,
    group: impl Fn(usize) -> G,
    order: impl Fn(usize, usize) -> Ordering,
    edge: impl Fn(usize) -> Span,
) -> Vec<Port> {
    spread_toward(count, group, order, edge, |_, even| (NEVER, even))
}

/// As [`spread`], but a port lies where `wish` would have it (within a stretch, at best at a place), given
/// where it would lie by default, as far as the others allow.
pub(super) fn spread_toward<G: Ord + Copy>(
    count: usize,
    group: impl Fn(usize) -> G,
    order: impl Fn(usize, usize) -> Ordering,
    edge: impl Fn(usize) -> Span,
    wish: impl Fn(usize, f32) -> (Span, f32),
) -> Vec<Port> {
    let mut sorted: Vec<u32> = (0..count as u32).collect();
    sorted.sort_by(|&a, &b| {
        let (a, b) = (a as usize, b as usize);
        group(a).cmp(&group(b)).then_with(|| order(a, b)).then(a.cmp(&b))
    });
    let mut ports = vec![Port { at: 0.0, room: Span::at(0.0) }; count];
    for same in sorted.chunk_by(|&a, &b| group(a as usize) == group(b as usize)) {
        let mut row = Row::even(edge(same[0] as usize), same.len());
        for (i, &link) in same.iter().enumerate() {
            let (stretch, best) = wish(link as usize, row.ports[i].at);
            row.grant(i, stretch, best);
        }
        row.fill();
        for (port, &link) in row.ports.iter().zip(same) {
            ports[link as usize] = *port;
        }
    }
    ports
}

/// The ports of one edge.
struct Row {
    edge: Span,
    pitch: f32,
    distance: f32,
    ports: Vec<Port>,
    /// Which ports have been granted a wish.
    granted: Vec<usize>,
}

impl Row {
    fn even(edge: Span, n: usize) -> Self {
        let edge = Span::around(edge.mid(), (edge.len() * SPREAD / 2.0).max(0.0));
        let pitch = edge.len() / n.max(1) as f32;
        let port = |i: usize| Port { at: edge.lo + pitch * (i as f32 + 0.5), room: edge };
        Self {
            edge,
            pitch,
            distance: (pitch * CLOSE).min(DISTANCE),
            ports: (0..n).map(port).collect(),
            granted: Vec::new(),
        }
    }

    /// What the ports before and behind one leave for it, when `before` and `behind` have their places.
    fn between(&self, i: usize, before: Option<usize>, behind: Option<usize>) -> Span {
        let steps = |from: usize, to: usize| (to - from) as f32 * self.distance;
        let lo = before.map_or(self.edge.lo + steps(0, i), |before| self.ports[before].at + steps(before, i));
        let last = self.ports.len() - 1;
        let hi = behind.map_or(self.edge.hi - steps(i, last), |behind| self.ports[behind].at - steps(i, behind));
        Span::new(lo, hi)
    }

    /// Moves a port to where it wishes to be, if the others can keep their order.
    fn grant(&mut self, i: usize, stretch: Span, best: f32) {
        let free = self.between(i, self.granted.last().copied(), None).meet(stretch);
        if !free.is_empty() {
            self.ports[i].at = free.clamp(best);
            self.granted.push(i);
        }
    }

    /// Makes the other ports give way, and finds how far each may still be moved.
    fn fill(&mut self) {
        let mut next = 0;
        for i in 0..self.ports.len() {
            if self.granted.get(next) == Some(&i) {
                next += 1;
                continue;
            }
            let before = next.checked_sub(1).map(|before| self.granted[before]);
            let free = self.between(i, before, self.granted.get(next).copied());
            self.ports[i].at = free.clamp(self.ports[i].at);
        }
        for i in 0..self.ports.len() {
            let at = self.ports[i].at;
            let before = i.checked_sub(1).map_or(self.pitch, |before| at - self.ports[before].at);
            let behind = self.ports.get(i + 1).map_or(self.pitch, |behind| behind.at - at);
            self.ports[i].room = Span::around(at, before.min(behind).max(0.0) * PLAY).meet(self.edge);
        }
    }
}
