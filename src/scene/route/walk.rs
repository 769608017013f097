//! How legs that run side by side follow each other, so that their links do not weave.
//!
//! Two legs in one corridor are told apart where their links come in at the lower end (the top of
//! upright legs, the left of level ones): one that comes in from below or the left further along is
//! further to that side. Where both come in alike, the legs before them decide, and so on.

use std::cmp::Ordering;

use super::wire::Wire;

/// How many legs back are compared.
const FURTHEST: usize = 16;

/// Goes back along a wire, leg by leg of one direction, from the lower end of a leg.
pub(super) struct Walk<'w> {
    wire: &'w Wire,
    leg: Option<usize>,
    /// Along the wire or against it.
    forward: bool,
    /// Whether the walk looks towards lower coordinates.
    lower: bool,
}

impl<'w> Walk<'w> {
    /// Begins at the lower end of a leg.
    pub fn new(wire: &'w Wire, leg: usize) -> Self {
        let (from, to) = wire.ends(leg);
        Self { wire, leg: Some(leg), forward: from > to, lower: true }
    }

    /// The leg of the same direction before, if the link goes on the same way there.
    pub fn straight_before(mut self) -> Option<usize> {
        self.next();
        self.leg.filter(|_| self.lower)
    }

    /// The place two legs back, or the wire's end when that comes first.
    fn beyond(&self, far: Option<usize>) -> f32 {
        let end = if self.forward { self.wire.end } else { self.wire.start };
        far.and_then(|far| self.wire.legs.get(far)).map_or(end, |far| far.at)
    }

    fn step(&self, leg: usize) -> Option<usize> {
        if self.forward { leg.checked_add(1) } else { leg.checked_sub(1) }
    }
}

impl Iterator for Walk<'_> {
    type Item = [f32; 3];

    /// How the present leg is come to: from which side, at which height, from where. Goes on to the leg before.
    fn next(&mut self) -> Option<[f32; 3]> {
        let leg = self.leg.take()?;
        let side = self.step(leg);
        let Some(corner) = side.and_then(|side| self.wire.legs.get(side)) else { return Some([0.0; 3]) };
        let far = side.and_then(|side| self.step(side)).filter(|&far| far < self.wire.legs.len());
        let (at, place) = (self.wire.legs[leg].at, self.beyond(far));
        // Looked at from the other end everything is reversed.
        let sign = if self.lower { 1.0 } else { -1.0 };
        let turn = if place > at {
            sign
        } else if place < at {
            -sign
        } else {
            0.0
        };
        let along = if place < at { -corner.anchor } else { corner.anchor };
        if let Some(far) = far {
            let (from, to) = self.wire.ends(far);
            self.lower = if self.forward { to < from } else { from < to };
            self.leg = Some(far);
        }
        // Twice reversed is not reversed: the height counts the other way, and so does the order.
        Some([turn, along, sign * place])
    }
}

/// How two legs of one corridor follow each other.
pub(super) fn compare(a: (&Wire, usize), b: (&Wire, usize)) -> Ordering {
    let (mut a, mut b) = (Walk::new(a.0, a.1), Walk::new(b.0, b.1));
    for _ in 0..FURTHEST {
        match (a.next(), b.next()) {
            (Some(x), Some(y)) => {
                let order = x.iter().zip(&y).map(|(x, y)| x.total_cmp(y)).find(|order| order.is_ne());
                if let Some(order) = order {
                    return order;
                }
            }
            (None, None) => break,
            (x, y) => return x.is_some().cmp(&y.is_some()),
        }
    }
    Ordering::Equal
}
