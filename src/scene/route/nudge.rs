//! Moves legs apart that would lie on top of each other.

use super::abreast::{Neighbours, Strand};
use super::span::Span;
use super::walk::{Walk, compare};
use super::wire::{Axis, OPEN_FIELD, Wire};

/// How often distances are made smaller where there is no room.
const ROUNDS: usize = 4;
/// How much smaller each time.
const SMALLER: f32 = 0.4;
/// How far the ends of a leg may still move along it.
const LOOSE_END: f32 = 10.0;

/// A leg among the others of its direction.
#[derive(Clone, Copy)]
struct Item {
    wire: u32,
    leg: u32,
    /// What comes first in the order of legs in one corridor.
    keys: [f32; 4],
}

/// Where a leg may be.
#[derive(Clone, Copy)]
struct Place {
    at: f32,
    /// The span that is in use.
    span: Span,
    /// The span for when that is too narrow.
    hard: Span,
    /// Its distance to others.
    distance: f32,
}

/// The legs of one direction in order.
struct Bundle {
    items: Vec<Item>,
    places: Vec<Place>,
    neighbours: Neighbours,
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
                    items.push(item(wire, w, l));
                }
            }
        }
        items.sort_unstable_by(|a, b| {
            let keys = a.keys.iter().zip(&b.keys).map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne());
            let of = |item: &Item| (&wires[item.wire as usize], item.leg as usize);
            keys.unwrap_or_else(|| compare(of(a), of(b)).then((a.wire, a.leg).cmp(&(b.wire, b.leg))))
        });
        let strands: Vec<Strand> = items.iter().map(|item| strand(wires, item, channels)).collect();
        let places = items.iter().map(|item| place(wires, item, distance)).collect();
        Self { items, places, neighbours: Neighbours::find(&strands) }
    }

    /// The places of all items.
    fn solve(&mut self) -> Vec<f32> {
        let (mut least, mut most) = self.limits();
        for round in 0..ROUNDS {
            let mut tight = false;
            for (place, _) in self.places.iter_mut().zip(least.iter().zip(&most)).filter(|(_, (least, most))| least > most) {
                place.span = place.hard;
                place.distance *= if round > 0 { SMALLER } else { 1.0 };
                tight = true;
            }
            if !tight {
                break;
            }
            (least, most) = self.limits();
        }
        let wish: Vec<f32> = self.places.iter().map(|place| place.at).collect();
        let (pushed, pulled) = (self.push(wish.clone()), self.pull(wish));
        // Both keep all distances, so their mean does; and so does what is clamped by other such solutions.
        let mean = pushed.iter().zip(&pulled).map(|(a, b)| a + (b - a) / 2.0);
        let clamped = mean.zip(least.iter().zip(&most)).map(|(at, (least, most))| at.max(*least).min(*most));
        clamped.zip(&self.places).map(|(at, place)| place.span.clamp(at)).collect()
    }

    /// The least and the greatest places that keep all distances.
    fn limits(&self) -> (Vec<f32>, Vec<f32>) {
        let least = self.push(self.places.iter().map(|place| place.span.lo).collect());
        let most = self.pull(self.places.iter().map(|place| place.span.hi).collect());
        (least, most)
    }

    /// Moves items up until each keeps its distance from those before.
    fn push(&self, mut at: Vec<f32>) -> Vec<f32> {
        for j in 0..at.len() {
            for &i in self.neighbours.before(j) {
                at[j] = at[j].max(at[i as usize] + self.distance(i as usize, j));
            }
        }
        at
    }

    /// Moves items down until each keeps its distance from those behind.
    fn pull(&self, mut at: Vec<f32>) -> Vec<f32> {
        for j in (0..at.len()).rev() {
            for &i in self.neighbours.before(j) {
                let i = i as usize;
                at[i] = at[i].min(at[j] - self.distance(i, j));
            }
        }
        at
    }

    fn distance(&self, i: usize, j: usize) -> f32 {
        self.places[i].distance.min(self.places[j].distance)
    }
}

fn item(wire: &Wire, w: usize, l: usize) -> Item {
    let mut keys = [wire.legs[l].anchor, 0.0, 0.0, 0.0];
    for (key, value) in keys[1..].iter_mut().zip(Walk::new(wire, l)) {
        *key = value;
    }
    Item { wire: w as u32, leg: l as u32, keys }
}

/// The stretch a leg takes up, with what its ends may still move by.
fn strand(wires: &[Wire], item: &Item, channels: &[Span]) -> Strand {
    let (wire, l) = (&wires[item.wire as usize], item.leg as usize);
    let (from, to) = wire.ends(l);
    let mut along = Span::between(from, to);
    for (neighbour, end) in [(l.checked_sub(1), from), (l.checked_add(1), to)] {
        let Some(neighbour) = neighbour.and_then(|i| wire.legs.get(i)) else { continue };
        let reach = channels.get(neighbour.channel as usize).copied().unwrap_or(Span::around(end, LOOSE_END));
        along = Span::new(along.lo.min(reach.lo), along.hi.max(reach.hi));
    }
    Strand { anchor: item.keys[0], along, wire: item.wire }
}

fn place(wires: &[Wire], item: &Item, distance: f32) -> Place {
    let leg = &wires[item.wire as usize].legs[item.leg as usize];
    let span = if leg.soft.is_empty() { Span::at(leg.at) } else { leg.soft };
    let hard = Span::new(leg.hard.lo.min(span.lo), leg.hard.hi.max(span.hi));
    Place { at: leg.at, span, hard, distance }
}
