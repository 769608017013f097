//! Moves legs apart that would lie on top of each other.

use std::ops::Range;

use super::abreast::{Neighbours, Strand};
use super::span::Span;
use super::walk::Walk;
use super::wire::{Axis, OPEN_FIELD, Wire};

/// How far the ends of an upright leg may still move along it, when the level legs are moved.
const LOOSE_END: f32 = 10.0;
/// How far level legs that follow each other keep their ends apart.
const FIRM_END: f32 = 3.0;

/// A leg among the others of its direction.
#[derive(Clone, Copy)]
struct Item {
    wire: u32,
    leg: u32,
    /// Its order among legs in one corridor: where it is, and how it is come to.
    key: u128,
    /// Where along the leg it is come to.
    corner: f32,
    anchor: f32,
    /// Its place among those with the same keys.
    tie: u32,
}

/// Where a leg may be.
#[derive(Clone, Copy)]
struct Place {
    at: f32,
    /// The span that is in use.
    span: Span,
    /// The span for when that is too narrow.
    hard: Span,
}

/// The legs of one direction in order.
struct Bundle {
    items: Vec<Item>,
    places: Vec<Place>,
    neighbours: Neighbours,
    distance: f32,
}

/// Moves the legs of a direction to a distance from each other, where there is room. Level legs in
/// channels are not touched.
pub(super) fn spread(wires: &mut [Wire], axis: Axis, distance: f32, channels: &[Span]) {
    let mut bundle = Bundle::gather(wires, axis, distance, channels);
    let places = bundle.solve();
    for (item, place) in bundle.items.iter().zip(places) {
        if let Some(leg) = wires.get_mut(item.wire as usize).and_then(|wire| wire.legs.get_mut(item.leg as usize)) {
            // Legs across are put in order by where this one is now.
            (leg.at, leg.anchor) = (place, place);
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
        sort(&mut items, wires);
        let strands: Vec<Strand> = items.iter().map(|item| strand(wires, item, channels)).collect();
        let places = items.iter().map(|item| place(wires, item)).collect();
        Self { items, places, neighbours: Neighbours::find(&strands), distance }
    }

    /// The places of all items.
    fn solve(&mut self) -> Vec<f32> {
        let (mut least, mut most) = self.limits();
        let mut tight = false;
        for (place, _) in self.places.iter_mut().zip(least.iter().zip(&most)).filter(|(_, (least, most))| least > most)
        {
            place.span = place.hard;
            tight = true;
        }
        if tight {
            (least, most) = self.limits();
        }
        let wish: Vec<f32> = self.places.iter().map(|place| place.at).collect();
        let (pushed, pulled) = (self.push(wish.clone()), self.pull(wish));
        let mean = pushed.iter().zip(&pulled).map(|(a, b)| a + (b - a) / 2.0);
        let limits = least.iter().zip(&most);
        mean.zip(limits)
            .zip(&self.places)
            .map(|((mean, (least, most)), place)| place.settle(mean, *least, *most))
            .collect()
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
            let (mut place, end) = (at[j], self.places[j].span.hi);
            for &i in self.neighbours.before(j) {
                let (other, most) = (at[i as usize], self.places[i as usize].span.hi);
                // A crowd that does not fit into its corridor must not be felt beyond.
                place = place.max(self.distance + if end > most { other.min(most) } else { other });
            }
            at[j] = place;
        }
        at
    }

    /// Moves items down until each keeps its distance from those behind.
    fn pull(&self, mut at: Vec<f32>) -> Vec<f32> {
        for j in (0..at.len()).rev() {
            let (place, least) = (at[j], self.places[j].span.lo);
            for &i in self.neighbours.before(j) {
                let other = &mut at[i as usize];
                let end = self.places[i as usize].span.lo;
                *other = other.min(if end < least { place.max(least) } else { place } - self.distance);
            }
        }
        at
    }
}

impl Place {
    /// The place nearest to a wish that keeps all distances. Where there is none, a place that divides the span
    /// as the crowd on both sides would have it.
    fn settle(&self, wish: f32, least: f32, most: f32) -> f32 {
        // The wishes keep all distances, as do the limits; so does what is clamped to such limits.
        let at = if least <= most {
            wish.max(least).min(most)
        } else {
            let (before, behind) = (least - self.span.lo, self.span.hi - most);
            self.span.lo + self.span.len() * before / (before + behind)
        };
        self.span.clamp(at)
    }
}

fn item(wire: &Wire, w: usize, l: usize) -> Item {
    let [turn, along, place] = Walk::new(wire, l).next().unwrap_or_default();
    let anchor = wire.legs[l].anchor;
    let key = [anchor, turn, along, place].into_iter().fold(0, |key, part| key << 32 | u128::from(ordered(part)));
    Item { wire: w as u32, leg: l as u32, key, corner: along.abs(), anchor, tie: 0 }
}

/// A number that is ordered like a float.
fn ordered(of: f32) -> u32 {
    // Adding zero makes one of both zeros.
    let bits = (of + 0.0).to_bits();
    if bits >> 31 == 1 { !bits } else { bits | 1 << 31 }
}

/// Sorts by keys. Legs with the same keys have come together from one corridor: they keep the order they have there.
fn sort(items: &mut [Item], wires: &[Wire]) {
    items.sort_unstable_by(|a, b| a.key.cmp(&b.key).then((a.wire, a.leg).cmp(&(b.wire, b.leg))));
    let mut ties = ties(items);
    if ties.is_empty() {
        return;
    }
    // From the top, so that the corridors before have been seen to.
    ties.sort_by(|a, b| items[a.start].corner.total_cmp(&items[b.start].corner));
    let starts: Vec<usize> =
        wires.iter().scan(0, |next, wire| Some(std::mem::replace(next, *next + wire.legs.len()))).collect();
    let slot = |wire: u32, leg: usize| starts[wire as usize] + leg;
    let mut index = vec![u32::MAX; starts.last().map_or(0, |last| last + wires[wires.len() - 1].legs.len())];
    for (i, item) in items.iter().enumerate() {
        index[slot(item.wire, item.leg as usize)] = i as u32;
    }
    let mut same: Vec<(Item, Item)> = Vec::new();
    for tie in ties {
        same.clear();
        same.extend(
            items[tie.clone()]
                .iter()
                .map(|item| (*before(item, items, wires, |leg| index[slot(item.wire, leg)]), *item)),
        );
        same.sort_by(|(a, own_a), (b, own_b)| {
            (a.key, a.tie).cmp(&(b.key, b.tie)).then((own_a.wire, own_a.leg).cmp(&(own_b.wire, own_b.leg)))
        });
        for (at, (i, (_, item))) in tie.zip(same.iter().enumerate()) {
            items[at] = Item { tie: i as u32, ..*item };
            index[slot(item.wire, item.leg as usize)] = at as u32;
        }
    }
}

/// Runs of items with the same keys.
fn ties(items: &[Item]) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut ties = Vec::new();
    for run in items.chunk_by(|a, b| a.key == b.key) {
        if run.len() > 1 {
            ties.push(start..start + run.len());
        }
        start += run.len();
    }
    ties
}

/// The leg that an item's leg comes from, or the item itself when there is none.
fn before<'i>(item: &'i Item, items: &'i [Item], wires: &[Wire], index: impl Fn(usize) -> u32) -> &'i Item {
    let far = Walk::new(&wires[item.wire as usize], item.leg as usize).straight_before();
    far.and_then(|far| items.get(index(far) as usize)).unwrap_or(item)
}

/// The stretch a leg takes up, with what its ends may still move by.
fn strand(wires: &[Wire], item: &Item, channels: &[Span]) -> Strand {
    let (wire, l) = (&wires[item.wire as usize], item.leg as usize);
    let (from, to) = wire.ends(l);
    let mut along = Span::between(from, to);
    for (neighbour, end) in [(l.checked_sub(1), from), (l.checked_add(1), to)] {
        let Some(neighbour) = neighbour.and_then(|i| wire.legs.get(i)) else { continue };
        let loose = if wire.axis(l) == Axis::Upright { LOOSE_END } else { FIRM_END };
        let reach = channels.get(neighbour.channel as usize).copied().unwrap_or(Span::around(end, loose));
        along = Span::new(along.lo.min(reach.lo), along.hi.max(reach.hi));
    }
    Strand { anchor: item.anchor, along, wire: item.wire }
}

fn place(wires: &[Wire], item: &Item) -> Place {
    let leg = &wires[item.wire as usize].legs[item.leg as usize];
    let span = if leg.soft.is_empty() { Span::at(leg.at) } else { leg.soft };
    let hard = Span::new(leg.hard.lo.min(span.lo), leg.hard.hi.max(span.hi));
    Place { at: leg.at, span, hard }
}
