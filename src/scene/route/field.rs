//! The free space between the cards, as cells that reach as far left and right as nothing is in
//! the way, and the portals between cells that lie above each other.

use std::ops::Range;

use super::span::Span;
use super::strips::Strips;

/// No cell.
pub(super) const NOWHERE: u32 = u32::MAX;
/// How close to a card a link may be pushed by other links.
pub(super) const CLOSEST: f32 = 2.5;
/// How far links like to be from cards where there is more room than they need.
const COMFORT: f32 = 14.0;
/// How much of the room each other link counts for: little, for links that go together are easier to follow.
const PITCH: f32 = 2.0;
/// What each unit that a gap is too narrow costs, in units of length.
const SQUEEZE: f32 = 6.0;
/// Beyond, gaps do not become dearer.
const MOST_WANTED: f32 = 60.0;
/// How many cells up and down a level leg's room is followed.
const REACH_STEPS: usize = 12;

/// A stretch of free space with what bounds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Free with full clearance.
    pub soft: Span,
    /// Free down to the least clearance.
    pub hard: Span,
    /// The clearance already kept at the lower end.
    pub lo_pad: f32,
    /// The clearance already kept at the upper end.
    pub hi_pad: f32,
}

impl Room {
    /// Bounded by pads at both ends.
    pub fn padded(soft: Span, lo_pad: f32, hi_pad: f32) -> Self {
        let hard = Span::new(soft.lo - slack(lo_pad), soft.hi + slack(hi_pad));
        Self { soft, hard, lo_pad, hi_pad }
    }

    /// What both have in common.
    pub fn meet(self, other: Self) -> Self {
        Self {
            soft: self.soft.meet(other.soft),
            hard: self.hard.meet(other.hard),
            lo_pad: if other.soft.lo > self.soft.lo { other.lo_pad } else { self.lo_pad },
            hi_pad: if other.soft.hi < self.soft.hi { other.hi_pad } else { self.hi_pad },
        }
    }

    /// What it costs to go through, in units of length, when others go through as well.
    pub fn squeeze(self, others: u16) -> f32 {
        let wanted = COMFORT + PITCH * f32::from(others);
        (wanted - self.hard.len()).clamp(0.0, MOST_WANTED) * SQUEEZE
    }

    /// A comfortable place near the lower end.
    pub fn near_lo(self) -> f32 {
        self.soft.lo + (COMFORT - self.lo_pad).clamp(0.0, COMFORT).min(self.soft.len() / 2.0)
    }

    /// A comfortable place near the upper end.
    pub fn near_hi(self) -> f32 {
        self.soft.hi - (COMFORT - self.hi_pad).clamp(0.0, COMFORT).min(self.soft.len() / 2.0)
    }
}

/// How much of a pad may be used up by links that stand side by side.
fn slack(pad: f32) -> f32 {
    (pad - CLOSEST).max(0.0)
}

/// The way from a cell to one above or below it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Portal {
    /// Where it leads.
    pub cell: u32,
    /// Whether the ground can be reached from there without going up.
    pub drains: bool,
    /// How wide it is.
    pub room: Room,
}

/// A rectangle of free space.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// From card to card.
    pub x: Room,
    /// From the nearest card's edge above to the nearest below.
    pub y: Room,
    /// Its portals downwards.
    pub below: Range<u32>,
    /// Its portals upwards.
    pub above: Range<u32>,
    /// Whether the ground can be reached from here without going up.
    pub drains: bool,
}

/// All free space.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// From the top; the last one is the ground below all cards.
    pub cells: Vec<Cell>,
    /// Portals downwards, of each cell from the left.
    pub below: Vec<Portal>,
    /// Portals upwards, of each cell from the left.
    pub above: Vec<Portal>,
    /// The cells right under each card, from the left.
    pub under: Vec<Range<u32>>,
    /// Cells that end at a height where a card begins, as indices for `over`.
    pub ending: Vec<u32>,
    /// For each card the cells right over it, as a part of `ending`, from the left.
    pub over: Vec<Range<u32>>,
    /// The cards by where they are.
    pub strips: Strips,
    /// Out of a cell that does not drain: whether to go up, and through which portal.
    pub exits: Vec<Option<(bool, u32)>>,
}

impl Field {
    /// Portals of a cell, downwards or upwards.
    pub fn portals(&self, cell: u32, down: bool) -> &[Portal] {
        let Some(of) = self.cells.get(cell as usize) else { return &[] };
        let (all, range) = if down { (&self.below, &of.below) } else { (&self.above, &of.above) };
        all.get(range.start as usize..range.end as usize).unwrap_or(&[])
    }

    /// The portal with an index, downwards or upwards.
    pub fn portal(&self, index: u32, down: bool) -> Option<&Portal> {
        if down { self.below.get(index as usize) } else { self.above.get(index as usize) }
    }

    /// The ground: the cell below all cards.
    pub fn ground(&self) -> u32 {
        (self.cells.len() as u32).wrapping_sub(1)
    }

    /// Falls from a cell within a stretch until a card lies in the way: the cell over that card, or the ground,
    /// and the stretch that is free with the least clearance.
    pub fn plunge(&self, cell: u32, room: Room) -> (u32, Span) {
        let from = self.cells.get(cell as usize).map_or(f32::INFINITY, |cell| cell.y.soft.hi);
        let (card, hard) = self.strips.first_below(from, room);
        let Some(card) = card else { return (self.ground(), hard) };
        let over = self.over.get(card as usize).cloned().unwrap_or_default();
        let over = self.ending.get(over.start as usize..over.end as usize).unwrap_or(&[]);
        let meets = |&&id: &&u32| self.cells.get(id as usize).is_some_and(|cell| cell.x.soft.holds(room.soft));
        (over.iter().find(meets).copied().unwrap_or(cell), hard)
    }

    /// The first portal that does not end left of `x`.
    pub fn first_at(portals: &[Portal], x: f32) -> usize {
        portals.partition_point(|portal| portal.room.soft.hi < x)
    }

    /// The room for a level leg in a cell, beyond the cell as long as its whole stretch is free.
    pub fn level_room(&self, cell: u32, stretch: Span) -> Room {
        let Some(start) = self.cells.get(cell as usize) else { return Room::padded(Span::at(0.0), 0.0, 0.0) };
        let upper = self.follow(cell, stretch, false).unwrap_or(start);
        let lower = self.follow(cell, stretch, true).unwrap_or(start);
        Room::padded(Span::new(upper.y.soft.lo, lower.y.soft.hi), upper.y.lo_pad, lower.y.hi_pad)
    }

    /// The last cell up or down over whose whole height the stretch is free.
    fn follow(&self, cell: u32, stretch: Span, down: bool) -> Option<&Cell> {
        let mut at = cell;
        for _ in 0..REACH_STEPS {
            let portals = self.portals(at, down);
            match portals.get(Self::first_at(portals, stretch.lo)) {
                Some(portal) if portal.room.soft.holds(stretch) => at = portal.cell,
                _ => break,
            }
        }
        self.cells.get(at as usize)
    }

    /// Works out which cells drain and how to leave the others.
    pub fn find_drains(&mut self) {
        let ground = self.ground() as usize;
        let mut stuck = false;
        for cell in (0..self.cells.len()).rev() {
            let drains =
                cell == ground || self.portals(cell as u32, true).iter().any(|p| self.cells[p.cell as usize].drains);
            self.cells[cell].drains = drains;
            stuck |= !drains;
        }
        for portal in self.below.iter_mut().chain(&mut self.above) {
            portal.drains = self.cells[portal.cell as usize].drains;
        }
        self.exits = vec![None; self.cells.len()];
        if stuck {
            self.find_exits();
        }
    }

    /// Spreads from the cells that drain into those that do not, so that each knows its shortest way out.
    fn find_exits(&mut self) {
        let mut found: Vec<u32> = (0..self.cells.len() as u32).filter(|&c| self.cells[c as usize].drains).collect();
        let mut next = 0;
        while let Some(&cell) = found.get(next) {
            next += 1;
            for down in [true, false] {
                for i in 0..self.portals(cell, down).len() {
                    let neighbour = self.portals(cell, down)[i].cell;
                    let known = &self.cells[neighbour as usize];
                    if known.drains || self.exits[neighbour as usize].is_some() {
                        continue;
                    }
                    // The way out leads the opposite way through the same portal.
                    let range = if down { known.above.clone() } else { known.below.clone() };
                    let back = range.into_iter().find(|&p| self.portal(p, !down).is_some_and(|p| p.cell == cell));
                    self.exits[neighbour as usize] = back.map(|portal| (down, portal));
                    found.push(neighbour);
                }
            }
        }
    }
}
