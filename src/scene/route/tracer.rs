//! Pulls a way through portals tight: as few bends as the portals allow.

use super::field::{Field, Portal, Room};
use super::span::Span;
use super::wire::Leg;

/// How far aside a link steps to get further down at once.
const FURTHEST: f32 = 300.0;

/// Follows portals and lays legs.
pub(super) struct Tracer<'f> {
    field: &'f Field,
    /// The legs so far.
    pub legs: Vec<Leg>,
    /// The cell that has been reached.
    pub cell: u32,
    /// The x of the last upright leg, or of the start.
    pub x: f32,
    /// The corridor of the upright leg that is being followed.
    run: Option<Run>,
    /// Whether a level leg must come before the next upright one.
    level_due: bool,
}

/// An upright leg whose x is still open.
#[derive(Clone, Copy)]
struct Run {
    room: Room,
    down: bool,
    /// Where the level leg that leads to it runs.
    turn: u32,
}

impl<'f> Tracer<'f> {
    /// Begins in a cell behind an upright leg.
    pub fn behind_upright(field: &'f Field, leg: Leg, cell: u32) -> Self {
        Self { field, legs: vec![leg], cell, x: leg.at, run: None, level_due: true }
    }

    /// Begins in a cell behind a level leg, at a card's side.
    pub fn behind_level(field: &'f Field, leg: Leg, cell: u32, x: f32) -> Self {
        Self { field, legs: vec![leg], cell, x, run: None, level_due: false }
    }

    /// Where the upright leg can be that is being followed downwards, if there is one.
    pub fn corridor_down(&self) -> Option<Span> {
        self.run.filter(|run| run.down).map(|run| run.room.soft)
    }

    /// Follows the upright leg downwards until a card lies in its way.
    pub fn plunge(&mut self) {
        let Some(run) = self.run.as_mut().filter(|run| run.down) else { return };
        // No further aside than is quickly looked through.
        let near = Span::around(run.room.soft.clamp(self.x), FURTHEST);
        run.room = Room { soft: run.room.soft.meet(near), ..run.room };
        let (cell, hard) = self.field.plunge(self.cell, run.room);
        if self.field.cells.get(cell as usize).is_some_and(|cell| cell.drains) {
            run.room.hard = hard;
            self.cell = cell;
        }
    }

    /// Goes through a portal of the cell: straight on where possible, else with a side-step before.
    pub fn pass(&mut self, portal: &Portal, down: bool) {
        if let Some(run) = &mut self.run {
            let room = run.room.meet(portal.room);
            if run.down == down && !room.soft.is_empty() {
                run.room = room;
                self.cell = portal.cell;
                return;
            }
        }
        self.settle();
        self.run = Some(Run { room: portal.room, down, turn: self.cell });
        self.cell = portal.cell;
    }

    /// An upright leg within the present cell only.
    pub fn turn_here(&mut self, room: Room, down: bool) {
        self.settle();
        self.run = Some(Run { room, down, turn: self.cell });
    }

    /// Lays the upright leg that is being followed, and the level leg that leads to it.
    pub fn settle(&mut self) {
        let Some(run) = self.run.take() else { return };
        let (at, anchor) = if self.x < run.room.soft.lo {
            (run.room.near_lo(), run.room.soft.lo)
        } else if self.x > run.room.soft.hi {
            (run.room.near_hi(), run.room.soft.hi)
        } else {
            (self.x, self.x)
        };
        if self.level_due {
            self.lay_level(run);
        }
        self.legs.push(Leg::within(run.room, at, anchor));
        self.level_due = true;
        self.x = at;
    }

    /// Lays the level leg to an upright one: above what blocks the way down, below what blocks the way up.
    fn lay_level(&mut self, run: Run) {
        let Some(y) = self.field.cells.get(run.turn as usize).map(|cell| cell.y) else { return };
        let (at, anchor) = if run.down { (y.near_hi(), y.soft.hi) } else { (y.near_lo(), y.soft.lo) };
        self.legs.push(Leg::in_cell(run.turn, at, anchor, Span::ANYWHERE));
    }
}
