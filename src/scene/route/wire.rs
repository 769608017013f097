//! Links while they are being laid: alternating upright and level legs.

use super::Route;
use super::field::{Field, NOWHERE, Room};
use super::span::Span;
use crate::scene::geometry::{Point, point};

/// No channel.
pub(super) const OPEN_FIELD: u32 = u32::MAX;

/// The direction of a leg.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Axis {
    /// Up or down, at an x.
    #[default]
    Upright,
    /// To the left or right, at a y.
    Level,
}

/// One straight piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leg {
    /// Its x when upright, its y when level.
    pub at: f32,
    /// What it keeps to; legs that share an anchor form a bundle.
    pub anchor: f32,
    /// Where it may be moved with full clearance.
    pub soft: Span,
    /// Where it may be moved at all.
    pub hard: Span,
    /// The channel it runs in, when level and below the lanes.
    pub channel: u32,
    /// The cell it runs in, when level and among the cards.
    pub cell: u32,
}

impl Leg {
    /// A leg that stays where it is.
    pub fn fixed(at: f32) -> Self {
        Self { at, anchor: at, soft: Span::at(at), hard: Span::at(at), channel: OPEN_FIELD, cell: NOWHERE }
    }

    /// A leg that may move within a room.
    pub fn within(room: Room, at: f32, anchor: f32) -> Self {
        // A corridor between cards that overlap may be empty: then the leg stays.
        let soft = if room.soft.is_empty() { Span::at(at) } else { room.soft };
        Self {
            at,
            anchor,
            soft,
            hard: Span::new(room.hard.lo.min(soft.lo), room.hard.hi.max(soft.hi)),
            channel: OPEN_FIELD,
            cell: NOWHERE,
        }
    }

    /// A level leg in a cell, which may later be moved as far as the cell and a limit allow.
    pub fn in_cell(cell: u32, at: f32, anchor: f32, limit: Span) -> Self {
        Self { at, anchor, soft: limit, hard: limit, channel: OPEN_FIELD, cell }
    }

    /// Moves a level leg to where it is comfortable in its room: above what blocks the way down, below what blocks
    /// the way up. One at a card's side stays where it is.
    fn fit(&mut self, room: Room, ahead: Span, goes_down: Option<bool>) {
        let at_side = self.hard != Span::ANYWHERE;
        let limit = ahead.meet(self.hard);
        let room = Room { soft: room.soft.meet(limit), hard: room.hard.meet(limit), ..room };
        let at = match goes_down {
            _ if at_side => self.at,
            Some(false) => room.near_lo(),
            _ => room.near_hi(),
        };
        let fits = room.soft.holds(Span::at(at));
        let (soft, hard) = if fits { (room.soft, room.hard) } else { (Span::at(self.at), Span::at(self.at)) };
        *self = Self { at: if fits { at } else { self.at }, soft, hard, ..*self };
    }

    /// A level leg in a channel.
    pub fn in_channel(channel: u32, y: Span) -> Self {
        Self { at: y.mid(), anchor: y.mid(), soft: y, hard: y, channel, cell: NOWHERE }
    }
}

/// A link while it is being laid.
#[derive(Clone, Debug, Default)]
pub(super) struct Wire {
    /// The direction of the first leg.
    pub first: Axis,
    /// Where the first leg begins, along it.
    pub start: f32,
    /// Where the last leg ends, along it.
    pub end: f32,
    /// The legs, each across the one before.
    pub legs: Vec<Leg>,
}

impl Wire {
    /// The direction of a leg.
    pub fn axis(&self, leg: usize) -> Axis {
        if leg.is_multiple_of(2) == (self.first == Axis::Upright) { Axis::Upright } else { Axis::Level }
    }

    /// Where a leg begins and ends, along it.
    pub fn ends(&self, leg: usize) -> (f32, f32) {
        let from = leg.checked_sub(1).and_then(|i| self.legs.get(i)).map_or(self.start, |l| l.at);
        (from, self.legs.get(leg + 1).map_or(self.end, |l| l.at))
    }

    /// Finds out how far the level legs among the cards may be moved, now that it is known from where to where they go.
    pub fn fit_level_legs(&mut self, field: &Field) {
        let mut last: Option<(Span, bool)> = None;
        let first = usize::from(self.first == Axis::Upright);
        for l in (first..self.legs.len()).step_by(2) {
            let (from, to) = self.ends(l);
            let goes_down = self.legs.get(l + 1).map(|_| self.ends(l + 1)).map(|(from, to)| from < to);
            let leg = &mut self.legs[l];
            if leg.cell == NOWHERE {
                continue;
            }
            // Never back past the last level leg, or the upright one between them would turn over.
            let ahead = match last {
                Some((last, true)) => Span::new(last.hi, f32::INFINITY),
                Some((last, false)) => Span::new(f32::NEG_INFINITY, last.lo),
                None => Span::ANYWHERE,
            };
            leg.fit(field.level_room(leg.cell, Span::between(from, to)), ahead, goes_down);
            last = goes_down.map(|down| (leg.soft, down));
        }
    }

    /// The finished link.
    pub fn route(&self) -> Route {
        let place = |axis: Axis, across: f32, along: f32| match axis {
            Axis::Upright => point(across, along),
            Axis::Level => point(along, across),
        };
        let mut points: Vec<Point> = Vec::with_capacity(self.legs.len() + 1);
        for (i, leg) in self.legs.iter().enumerate() {
            let (from, to) = self.ends(i);
            if i == 0 {
                add(&mut points, place(self.axis(i), leg.at, from));
            }
            add(&mut points, place(self.axis(i), leg.at, to));
        }
        if let &[only] = points.as_slice() {
            // Start and end in one place: still a line for those who draw it.
            points.push(only);
        }
        Route { points }
    }
}

/// Adds a corner unless it repeats the last one; drops the last one when the line goes straight on.
fn add(points: &mut Vec<Point>, next: Point) {
    if points.last() == Some(&next) {
        return;
    }
    if let [.., a, b] = points[..]
        && ((a.x == b.x && b.x == next.x) || (a.y == b.y && b.y == next.y))
    {
        points.pop();
        return add(points, next);
    }
    points.push(next);
}
