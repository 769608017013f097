//! How legs that run side by side follow each other, so that their links do not weave.
//!
//! Two legs in one corridor are told apart where their links come in at the lower end (the top of
//! upright legs, the left of level ones): one that comes in from below or the left further along is
//! further to that side. Where both come in alike, the legs before them decide, and so on.

use std::cmp::Ordering;

use super::wire::Wire;

/// How many numbers are compared, three for each leg.
const FURTHEST: usize = 48;

/// Numbers that, compared one after the other, order legs of one corridor.
pub(super) struct Walk<'w> {
    wire: &'w Wire,
    leg: Option<usize>,
    /// Along the wire or against it.
    forward: bool,
    /// Whether the walk looks towards lower coordinates.
    lower: bool,
    /// What has been worked out for the present leg and not been told yet.
    told: [f32; 3],
    ready: usize,
}

impl<'w> Walk<'w> {
    /// Begins at the lower end of a leg.
    pub fn new(wire: &'w Wire, leg: usize) -> Self {
        let (from, to) = wire.ends(leg);
        Self { wire, leg: Some(leg), forward: from > to, lower: true, told: [0.0; 3], ready: 0 }
    }

    /// Works out the numbers of one leg and goes on to the next.
    fn look(&mut self) {
        let Some(leg) = self.leg.take() else { return };
        let side = self.step(leg);
        let Some(corner) = side.and_then(|side| self.wire.legs.get(side)) else {
            self.tell(0.0, 0.0, 0.0);
            return;
        };
        let far = side.and_then(|side| self.step(side)).filter(|&far| far < self.wire.legs.len());
        let place = far.and_then(|far| self.wire.legs.get(far)).map_or(
            if self.forward { self.wire.end } else { self.wire.start },
            |far| far.at,
        );
        // Looked at from the other end everything is reversed.
        let sign = if self.lower { 1.0 } else { -1.0 };
        let turn = f32::from((place > self.wire.legs[leg].at) as i8 - (place < self.wire.legs[leg].at) as i8);
        let along = if self.lower { corner.anchor } else { -corner.anchor };
        self.tell(sign * turn, sign * if turn < 0.0 { -along } else { along }, sign * place);
        if let Some(far) = far {
            let (from, to) = self.wire.ends(far);
            self.lower = if self.forward { to < from } else { from < to };
            self.leg = Some(far);
        }
    }

    fn step(&self, leg: usize) -> Option<usize> {
        if self.forward { leg.checked_add(1) } else { leg.checked_sub(1) }
    }

    fn tell(&mut self, turn: f32, along: f32, place: f32) {
        self.told = [place, along, turn];
        self.ready = 3;
    }
}

impl Iterator for Walk<'_> {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if self.ready == 0 {
            self.look();
        }
        self.ready = self.ready.checked_sub(1)?;
        Some(self.told[self.ready])
    }
}

/// How two legs of one corridor follow each other.
pub(super) fn compare(a: (&Wire, usize), b: (&Wire, usize)) -> Ordering {
    let (mut a, mut b) = (Walk::new(a.0, a.1), Walk::new(b.0, b.1));
    for _ in 0..FURTHEST {
        match (a.next(), b.next()) {
            (Some(x), Some(y)) => match x.total_cmp(&y) {
                Ordering::Equal => {}
                unequal => return unequal,
            },
            (x, y) => return x.is_some().cmp(&y.is_some()),
        }
    }
    Ordering::Equal
}
