//! Moves legs apart that would lie on top of each other.

use super::span::Span;
use super::walk::{Walk, compare};
use super::wire::{Axis, OPEN_FIELD, Wire};

/// Legs whose anchors are further apart are not compared.
const REACH: f32 = 40.0;
/// How many of the legs before it a leg is compared with.
const LOOK_BACK: usize = 160;
/// How many of those it keeps its distance from.
const NEIGHBOURS: usize = 12;
/// How often distances are made smaller where there is no room.
const ROUNDS: usize = 8;
/// How much smaller each time.
const SMALLER: f32 = 0.6;
/// How far the ends of a leg may still move along it.
const LOOSE_END: f32 = 10.0;

/// A leg among the others of its direction.
struct Item {
    wire: u32,
    leg: u32,
    at: f32,
    soft: Span,
    hard: Span,
    along: Span,
    keys: [f32; 4],
    /// 0: may use the soft span; from 1 on the hard one; beyond, distances shrink.
    squeezed: u8,
}

/// The legs of one direction in order, with those before each that it must keep away from.
struct Bundle {
    items: Vec<Item>,
    /// Where each item's neighbours begin in the list.
    starts: Vec<u32>,
    neighbours: Vec<u32>,
    distance: f32,
}

/// Moves the legs of a direction to a distance from each other, where there is room. Level legs in
/// channels are not touched.
pub(super) fn spread(wires: &mut [Wire], axis: Axis, distance: f32, channels: &[Span]) {
    let mut bundle = Bundle::gather(wires, axis, distance, channels);
    let places = bundle.solve();
    for (item, place) in bundle.items.iter().zip(places) {
        if let Some(leg) = wires.get_mut(item.wire as usize).and_then(|wire| wire.legs.get_mut(item.leg as usize)) {
            leg.at = place;
        }
    }
}

impl Bundle {
    fn gather(wires: &[Wire], axis: Axis, distance: f32, channels: &[Span]) -> Self {
        let mut items = Vec::new();
        for (w, wire) in wires.iter().enumerate() {
            for l in 0..wire.legs.len() {
                if wire.axis(l) == axis && wire.legs[l].channel == OPEN_FIELD {
                    items.push(item(wire, w, l, channels));
                }
            }
        }
        items.sort_by(|a, b| {
            let keys = a.keys.iter().zip(&b.keys).map(|(a, b)| a.total_cmp(b));
            let deep = || compare((&wires[a.wire as usize], a.leg as usize), (&wires[b.wire as usize], b.leg as usize));
            keys.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
                .then_with(deep)
                .then_with(|| (a.wire, a.leg).cmp(&(b.wire, b.leg)))
        });
        let mut bundle = Self { items, starts: vec![0], neighbours: Vec::new(), distance };
        bundle.find_neighbours();
        bundle
    }

    fn find_neighbours(&mut self) {
        for (j, item) in self.items.iter().enumerate() {
            let before = self.items[..j].iter().enumerate().rev().take(LOOK_BACK);
            let near = before
                .take_while(|(_, other)| item.keys[0] - other.keys[0] < REACH)
                .filter(|(_, other)| other.along.overlaps(item.along) && other.wire != item.wire)
                .take(NEIGHBOURS);
            self.neighbours.extend(near.map(|(i, _)| i as u32));
            self.starts.push(self.neighbours.len() as u32);
        }
    }

    /// The places of all items.
    fn solve(&mut self) -> Vec<f32> {
        for _ in 0..ROUNDS {
            let (least, most) = self.limits();
            let mut tight = false;
            for (i, item) in self.items.iter_mut().enumerate() {
                if least[i] > most[i] {
                    item.squeezed += 1;
                    tight = true;
                }
            }
            if !tight {
                break;
            }
        }
        let (least, most) = self.limits();
        let wish: Vec<f32> = self.items.iter().map(|item| item.at).collect();
        let (pushed, pulled) = (self.push(wish.clone()), self.pull(wish));
        // Both keep all distances, so their mean does; and so does what is clamped by other such solutions.
        let places = pushed.iter().zip(&pulled).zip(least.iter().zip(&most)).zip(&self.items);
        places.map(|(((a, b), (least, most)), item)| item.span().clamp((a + (b - a) / 2.0).max(*least).min(*most))).collect()
    }

    /// The least and the greatest places that keep all distances.
    fn limits(&self) -> (Vec<f32>, Vec<f32>) {
        let least = self.push(self.items.iter().map(|item| item.span().lo).collect());
        let most = self.pull(self.items.iter().map(|item| item.span().hi).collect());
        (least, most)
    }

    /// Moves items up until each keeps its distance from those before.
    fn push(&self, mut places: Vec<f32>) -> Vec<f32> {
        for j in 0..places.len() {
            for &i in self.before(j) {
                places[j] = places[j].max(places[i as usize] + self.distance(i as usize, j));
            }
        }
        places
    }

    /// Moves items down until each keeps its distance from those behind.
    fn pull(&self, mut places: Vec<f32>) -> Vec<f32> {
        for j in (0..places.len()).rev() {
            for &i in self.before(j) {
                let i = i as usize;
                places[i] = places[i].min(places[j] - self.distance(i, j));
            }
        }
        places
    }

    fn before(&self, j: usize) -> &[u32] {
        &self.neighbours[self.starts[j] as usize..self.starts[j + 1] as usize]
    }

    fn distance(&self, i: usize, j: usize) -> f32 {
        let squeezed = self.items[i].squeezed.max(self.items[j].squeezed);
        self.distance * SMALLER.powi(i32::from(squeezed.saturating_sub(1)))
    }
}

impl Item {
    fn span(&self) -> Span {
        if self.squeezed == 0 { self.soft } else { self.hard }
    }
}

fn item(wire: &Wire, w: usize, l: usize, channels: &[Span]) -> Item {
    let leg = &wire.legs[l];
    let (from, to) = wire.ends(l);
    let mut along = Span::between(from, to);
    for (neighbour, end) in [(l.checked_sub(1), from), (l.checked_add(1), to)] {
        let Some(neighbour) = neighbour.and_then(|i| wire.legs.get(i)) else { continue };
        let reach = channels.get(neighbour.channel as usize).copied().unwrap_or(Span::around(end, LOOSE_END));
        along = Span::new(along.lo.min(reach.lo), along.hi.max(reach.hi));
    }
    let mut keys = [leg.anchor, 0.0, 0.0, 0.0];
    for (key, value) in keys[1..].iter_mut().zip(Walk::new(wire, l)) {
        *key = value;
    }
    let soft = if leg.soft.is_empty() { Span::at(leg.at) } else { leg.soft };
    let hard = Span::new(leg.hard.lo.min(soft.lo), leg.hard.hi.max(soft.hi));
    Item { wire: w as u32, leg: l as u32, at: leg.at, soft, hard, along, keys, squeezed: 0 }
}
