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

/// The stretch of an edge that ports are spread over.
fn spread_of(edge: Span) -> Span {
    Span::around(edge.mid(), (edge.len() * SPREAD / 2.0).max(0.0))
}

/// The `i`th of `n` ports on an edge.
fn port(edge: Span, i: usize, n: usize) -> Port {
    let pitch = spread_of(edge).len() / n.max(1) as f32;
    let at = edge.mid() + pitch * (i as f32 - (n as f32 - 1.0) / 2.0);
    Port { at, room: Span::around(at, pitch * PLAY).meet(spread_of(edge)) }
}

/// Gives each of `count` links a port: `group` tells the edge it uses, `order` how two links of one
/// edge follow each other along it, `edge` where the edge lies.
pub(super) fn spread<G: Ord + Copy>(
    count: usize,
    group: impl Fn(usize) -> G,
    order: impl Fn(usize, usize) -> Ordering,
    edge: impl Fn(usize) -> Span,
) -> Vec<Port> {
    spread_toward(count, group, order, edge, |_, even| (Span::at(even), even))
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
    let mut row = Vec::new();
    for same in sorted.chunk_by(|&a, &b| group(a as usize) == group(b as usize)) {
        let edge = edge(same[0] as usize);
        row.clear();
        row.extend((0..same.len()).map(|i| port(edge, i, same.len())));
        for (port, &link) in row.iter_mut().zip(same) {
            let (wish, best) = wish(link as usize, port.at);
            let wish = wish.meet(spread_of(edge));
            port.at = if wish.is_empty() { port.at } else { wish.clamp(best) };
        }
        set_apart(&mut row, spread_of(edge));
        for (port, &link) in row.iter().zip(same) {
            ports[link as usize] = *port;
        }
    }
    ports
}

/// Moves ports apart that are too close to each other or in the wrong order.
fn set_apart(row: &mut [Port], edge: Span) {
    let n = row.len();
    let pitch = edge.len() / n.max(1) as f32;
    let distance = (pitch * CLOSE).min(DISTANCE);
    let (mut up, mut down) = (edge.lo - distance, edge.hi + distance);
    let mut pushed: Vec<f32> = row.iter().map(|port| port.at).collect();
    for (i, place) in pushed.iter_mut().enumerate() {
        // Room is left for those that follow.
        up = place.max(up + distance).min(edge.hi - distance * (n - 1 - i) as f32);
        *place = up;
    }
    for (i, (port, pushed)) in row.iter_mut().zip(pushed).enumerate().rev() {
        down = port.at.min(down - distance).max(edge.lo + distance * i as f32);
        port.at = pushed + (down - pushed) / 2.0;
    }
    for i in 0..n {
        let before = i.checked_sub(1).map_or(pitch, |before| row[i].at - row[before].at);
        let behind = row.get(i + 1).map_or(pitch, |behind| behind.at - row[i].at);
        let play = before.min(behind).max(0.0) * PLAY;
        row[i].room = Span::around(row[i].at, play).meet(edge);
    }
}
