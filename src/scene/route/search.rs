//! Finds a short way with few bends from cell to cell.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::field::{Field, Portal};

/// What a bend costs, in units of length.
const BEND: f32 = 24.0;
/// A little more than the true distance, so that of equal ways one is followed to its end.
const EAGER: f32 = 1.1;
/// After so many cells a search gives up.
const MOST_CELLS: usize = 4_000;
/// All searches together look at so many cells before they content themselves with less.
const BUDGET: usize = 1_000_000;
/// What a search may use when the budget is gone.
const LEAST_CELLS: usize = 64;

/// Both ends of a way.
pub(super) struct Ends {
    /// The cell where it begins.
    pub cell: u32,
    /// The x where it begins.
    pub x: f32,
    /// The y where it begins.
    pub y: f32,
    /// The cell where it ends.
    pub end_cell: u32,
    /// The x where it ends.
    pub end_x: f32,
    /// The y where it ends.
    pub end_y: f32,
}

/// What is known of a cell in the present search.
#[derive(Clone, Copy)]
struct Visit {
    search: u32,
    cost: f32,
    x: f32,
    y: f32,
    from: u32,
    /// The portal it was entered through and whether that was downwards.
    through: (u32, bool),
}

impl Visit {
    /// How far it is to the end at least.
    fn rest(&self, ends: &Ends) -> f32 {
        (self.x - ends.end_x).abs() + (self.y - ends.end_y).abs()
    }
}

/// Searches with memory that is used again and again.
pub(super) struct Search<'f> {
    field: &'f Field,
    visits: Vec<Visit>,
    open: BinaryHeap<Reverse<(u32, u32)>>,
    search: u32,
    budget: usize,
}

impl<'f> Search<'f> {
    /// For a field.
    pub fn new(field: &'f Field) -> Self {
        let unknown = Visit { search: 0, cost: 0.0, x: 0.0, y: 0.0, from: 0, through: (0, false) };
        Self { field, visits: vec![unknown; field.cells.len()], open: BinaryHeap::new(), search: 0, budget: BUDGET }
    }

    /// The portals of the way, each with whether it is passed downwards.
    pub fn find(&mut self, ends: &Ends) -> Option<Vec<(u32, bool)>> {
        // Mostly the portals near the line lead there; only when they do not, all are tried.
        if self.explore(ends, false) || self.explore(ends, true) { self.way(ends) } else { None }
    }

    fn explore(&mut self, ends: &Ends, all: bool) -> bool {
        self.search += 1;
        self.open.clear();
        let Some(start) = self.visits.get_mut(ends.cell as usize) else { return false };
        *start = Visit { search: self.search, cost: 0.0, x: ends.x, y: ends.y, from: ends.cell, through: (0, false) };
        self.open.push(Reverse((0, ends.cell)));
        let most = MOST_CELLS.min(self.budget).max(LEAST_CELLS);
        for _ in 0..most {
            let Some(Reverse((estimate, cell))) = self.open.pop() else { return false };
            self.budget = self.budget.saturating_sub(1);
            if cell == ends.end_cell {
                return true;
            }
            let visit = self.visits[cell as usize];
            if estimate > self.estimate(&visit, ends) {
                // A shorter way to this cell has been followed already.
                continue;
            }
            for down in [true, false] {
                self.spread(cell, visit, ends, down, all);
            }
        }
        false
    }

    /// Looks at the portals of a cell, up or down.
    fn spread(&mut self, cell: u32, visit: Visit, ends: &Ends, down: bool, all: bool) {
        let field = self.field;
        let portals = field.portals(cell, down);
        let Some(of) = field.cells.get(cell as usize) else { return };
        let base = if down { of.below.start } else { of.above.start };
        let mut look = |i: usize| {
            if let Some(portal) = portals.get(i) {
                self.reach(cell, visit, (base + i as u32, down), portal, ends);
            }
        };
        if all {
            (0..portals.len()).for_each(look);
            return;
        }
        // Where it is, and where it wants to be: the portals there or to both sides.
        let here = Field::first_at(portals, visit.x);
        let there = Field::first_at(portals, ends.end_x);
        look(here);
        if portals.get(here).is_none_or(|portal| portal.room.soft.lo > visit.x) {
            look(here.wrapping_sub(1));
        }
        if there != here {
            look(there);
            look(there.wrapping_sub(1));
        }
    }

    /// Enters a cell through a portal, and those behind it as long as nothing is to be decided there.
    fn reach(&mut self, cell: u32, from: Visit, through: (u32, bool), portal: &Portal, ends: &Ends) {
        let (mut cell, mut from, mut through, mut portal) = (cell, from, through, portal);
        while self.enter(cell, from, through, portal, ends) {
            (cell, from) = (portal.cell, self.visits[portal.cell as usize]);
            match self.only_way_on(cell, through.1, ends) {
                Some((index, next)) => (through.0, portal) = (index, next),
                None => {
                    self.open.push(Reverse((self.estimate(&from, ends), cell)));
                    return;
                }
            }
        }
    }

    /// The portal on from a cell, up or down, when it is as wide as the cell and the end is further on.
    fn only_way_on(&self, cell: u32, down: bool, ends: &Ends) -> Option<(u32, &'f Portal)> {
        let field = self.field;
        let of = field.cells.get(cell as usize).filter(|_| cell != ends.end_cell)?;
        let further = if down { of.y.soft.hi < ends.end_y } else { of.y.soft.lo > ends.end_y };
        let [portal] = field.portals(cell, down) else { return None };
        let index = if down { of.below.start } else { of.above.start };
        (further && portal.room.soft.holds(of.x.soft)).then_some((index, portal))
    }

    /// Notes the way to a cell through a portal; whether it is the most promising as yet.
    fn enter(&mut self, cell: u32, from: Visit, through: (u32, bool), portal: &Portal, ends: &Ends) -> bool {
        let Some(of) = self.field.cells.get(cell as usize) else { return false };
        let x = portal.room.soft.clamp(from.x);
        let y = if through.1 { of.y.soft.hi } else { of.y.soft.lo };
        let begins = from.cost == 0.0;
        let aside = if x != from.x && !begins { 2.0 * BEND } else { 0.0 };
        let back = if through.1 != from.through.1 && !begins { BEND } else { 0.0 };
        let way = (x - from.x).abs() + (y - from.y).abs();
        let cost = from.cost + way + aside + back + portal.room.squeeze(0) + f32::MIN_POSITIVE;
        let visit = Visit { search: self.search, cost, x, y, from: cell, through };
        let known = &mut self.visits[portal.cell as usize];
        // A cell may be wide: what counts is not how soon it is reached but how far it is from there to the end.
        let better = known.search != self.search || cost + visit.rest(ends) < known.cost + known.rest(ends);
        if better {
            *known = visit;
        }
        better
    }

    /// What the whole way by a visit costs at least, as an ordered number.
    fn estimate(&self, visit: &Visit, ends: &Ends) -> u32 {
        if visit.cost == 0.0 {
            return 0;
        }
        // Positive floats are ordered like their bits.
        (visit.cost + visit.rest(ends) * EAGER).max(0.0).to_bits()
    }

    /// The portals from the start to the end, once found.
    fn way(&self, ends: &Ends) -> Option<Vec<(u32, bool)>> {
        let mut way = Vec::new();
        let mut cell = ends.end_cell;
        while cell != ends.cell {
            let visit = self.visits.get(cell as usize).filter(|visit| visit.search == self.search)?;
            way.push(visit.through);
            cell = visit.from;
            if way.len() > self.visits.len() {
                return None;
            }
        }
        way.reverse();
        Some(way)
    }
}
