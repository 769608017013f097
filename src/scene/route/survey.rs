//! Finds the free space between the cards by letting a level line sweep down the page.

use std::collections::BTreeMap;
use std::ops::Range;

use super::clearance::Pads;
use super::field::{CLOSEST, Cell, Field, NOWHERE, Portal, Room};
use super::span::Span;
use super::strips::{Padded, Strips};
use crate::scene::geometry::Rect;

/// How many stretches are looked at at once.
const CHUNK: usize = 64;

/// Which cell lies beside a card at a height?
#[derive(Clone, Copy, Debug)]
pub(super) struct Question {
    /// The card.
    pub card: usize,
    /// Beside its right edge, else its left.
    pub right: bool,
    /// The height.
    pub y: f32,
}

/// The page for the survey.
pub(super) struct Plot<'a> {
    /// The cards.
    pub cards: &'a [Rect],
    /// Their pads.
    pub pads: &'a [Pads],
    /// Which of them stand in the way; the others lie elsewhere.
    pub solid: &'a [bool],
    /// The page's width.
    pub x: Span,
    /// From the top of the page to the ground.
    pub y: Span,
}

/// A place on the x axis where a padded card begins or ends.
#[derive(Clone, Copy)]
struct Border {
    x: f32,
    pad: f32,
}

/// A stretch that is free at the height of the sweep.
#[derive(Clone, Copy)]
struct Gap {
    end: u32,
    /// `NOWHERE` while it has just opened.
    cell: u32,
}

/// A padded card, as border indices.
#[derive(Clone, Copy, Default)]
struct Block {
    from: u32,
    to: u32,
}

/// The sweep at one height.
struct Sweep {
    borders: Vec<Border>,
    /// How many cards cover each stretch between neighbouring borders.
    cover: Vec<u32>,
    free: BTreeMap<u32, Gap>,
    opened: Vec<u32>,
    closed: Vec<(u32, Gap)>,
    runs: Vec<(u32, u32)>,
    y: f32,
    field: Field,
}

/// Surveys the page and answers the questions, in their order.
pub(super) fn survey(plot: &Plot<'_>, questions: &[Question]) -> (Field, Vec<u32>) {
    let (blocks, borders) = borders(plot);
    let mut sweep = Sweep::new(borders, plot);
    let mut answers = vec![NOWHERE; questions.len()];
    let mut asked: Vec<u32> = (0..questions.len() as u32).collect();
    asked.sort_by(|&a, &b| questions[a as usize].y.total_cmp(&questions[b as usize].y).then(a.cmp(&b)));
    let mut asked = asked.into_iter().peekable();
    let events = events(plot);
    let mut batch = 0;
    while batch < events.len() {
        let y = events[batch].0;
        while let Some(q) = asked.next_if(|&q| questions[q as usize].y < y) {
            answers[q as usize] = sweep.beside(questions[q as usize], &blocks);
        }
        let end = batch + events[batch..].partition_point(|event| event.0 <= y);
        sweep.step(plot, &blocks, &events[batch..end.max(batch + 1)]);
        batch = end.max(batch + 1);
    }
    for q in asked {
        answers[q as usize] = sweep.beside(questions[q as usize], &blocks);
    }
    sweep.field.strips = strips(plot);
    (sweep.finish(plot.y.hi), answers)
}

/// The cards by where they are.
fn strips(plot: &Plot<'_>) -> Strips {
    let solid = (0..plot.cards.len()).filter(|&i| plot.solid[i]);
    let padded = solid.map(|i| {
        let (card, pads) = (&plot.cards[i], &plot.pads[i]);
        Padded {
            top: plot.y.clamp(card.y - pads.top),
            x: Span::new(plot.x.clamp(card.x - pads.left), plot.x.clamp(card.right() + pads.right)),
            left: pads.left,
            right: pads.right,
            card: i as u32,
        }
    });
    Strips::new(padded.collect(), plot.x)
}

/// The padded sides of all cards in the order of x, and each card in terms of them.
fn borders(plot: &Plot<'_>) -> (Vec<Block>, Vec<Border>) {
    let edges = |i: usize| {
        let (card, pads) = (&plot.cards[i], &plot.pads[i]);
        (plot.x.clamp(card.x - pads.left), plot.x.clamp(card.right() + pads.right))
    };
    let mut all = vec![Border { x: plot.x.lo, pad: 0.0 }, Border { x: plot.x.hi, pad: 0.0 }];
    for i in (0..plot.cards.len()).filter(|&i| plot.solid[i]) {
        let (left, right) = edges(i);
        all.push(Border { x: left, pad: plot.pads[i].left });
        all.push(Border { x: right, pad: plot.pads[i].right });
    }
    all.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.pad.total_cmp(&b.pad)));
    all.dedup_by(|later, kept| later.x == kept.x);
    let index = |x: f32| all.partition_point(|border| border.x < x) as u32;
    let blocks = (0..plot.cards.len())
        .map(|i| {
            let (left, right) = edges(i);
            Block { from: index(left), to: index(right) }
        })
        .collect();
    (blocks, all)
}

/// The heights at which cards begin (first) and end, as height, whether it ends, card.
fn events(plot: &Plot<'_>) -> Vec<(f32, bool, u32)> {
    let mut events = Vec::with_capacity(plot.cards.len() * 2);
    for (i, (card, pads)) in plot.cards.iter().zip(plot.pads).enumerate().filter(|(i, _)| plot.solid[*i]) {
        events.push((plot.y.clamp(card.y - pads.top), false, i as u32));
        events.push((plot.y.clamp(card.bottom() + pads.bottom), true, i as u32));
    }
    events.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    events
}

impl Sweep {
    fn new(borders: Vec<Border>, plot: &Plot<'_>) -> Self {
        let pieces = borders.len().saturating_sub(1);
        let mut sweep = Self {
            cover: vec![0; pieces],
            borders,
            free: BTreeMap::new(),
            opened: Vec::new(),
            closed: Vec::new(),
            runs: Vec::new(),
            y: plot.y.lo,
            field: Field {
                under: vec![0..0; plot.cards.len()],
                over: vec![0..0; plot.cards.len()],
                ..Field::default()
            },
        };
        sweep.open(0, pieces as u32);
        sweep.settle(CLOSEST, CLOSEST);
        sweep
    }

    /// Takes in all cards that begin or end at one height.
    fn step(&mut self, plot: &Plot<'_>, blocks: &[Block], events: &[(f32, bool, u32)]) {
        self.y = events.first().map_or(self.y, |event| event.0);
        let (mut top_pad, mut bottom_pad) = (f32::INFINITY, f32::INFINITY);
        for &(_, ends, card) in events {
            let (block, pads) = (blocks[card as usize], &plot.pads[card as usize]);
            if ends {
                self.uncover(block);
                top_pad = top_pad.min(pads.bottom);
            } else {
                self.cover(block);
                bottom_pad = bottom_pad.min(pads.top);
            }
        }
        // Where nothing ends there is no pad above that could be used up; likewise below.
        let known = |pad: f32| if pad.is_finite() { pad } else { CLOSEST };
        let ended = self.field.ending.len();
        let first = self.settle(known(top_pad), known(bottom_pad));
        let Field { cells, ending, under, over, .. } = &mut self.field;
        for &(_, ends, card) in events {
            let card = card as usize;
            if ends {
                let x = Span::new(plot.cards[card].x, plot.cards[card].right());
                under[card] = meeting(cells, first, |cell| cell.x.soft, x);
            } else {
                let x = Span::new(self.borders[blocks[card].from as usize].x, self.borders[blocks[card].to as usize].x);
                over[card] = meeting(ending, ended, |&cell| cells[cell as usize].x.soft, x);
            }
        }
    }

    /// A card begins: what was free there closes.
    fn cover(&mut self, block: Block) {
        self.find_free_runs(block);
        for i in 0..self.runs.len() {
            let (from, to) = self.runs[i];
            let Some((&start, &gap)) = self.free.range(..=from).next_back() else { continue };
            self.close(start);
            if start < from {
                self.open(start, from);
            }
            if to < gap.end {
                self.open(to, gap.end);
            }
        }
        for count in &mut self.cover[block.from as usize..block.to as usize] {
            *count += 1;
        }
    }

    /// A card ends: what no other covers opens, together with the free space beside it.
    fn uncover(&mut self, block: Block) {
        for count in &mut self.cover[block.from as usize..block.to as usize] {
            *count = count.saturating_sub(1);
        }
        self.find_free_runs(block);
        for i in 0..self.runs.len() {
            let (mut from, mut to) = self.runs[i];
            let before = self.free.range(..from).next_back().map(|(&start, &gap)| (start, gap));
            if let Some((start, _)) = before.filter(|(_, gap)| gap.end == from) {
                self.close(start);
                from = start;
            }
            if let Some(gap) = self.free.get(&to).copied() {
                self.close(to);
                to = gap.end;
            }
            self.open(from, to);
        }
    }

    /// Stretches of a block that no card covers.
    fn find_free_runs(&mut self, block: Block) {
        self.runs.clear();
        let mut start = None;
        let mut at = block.from;
        for piece in self.cover[block.from as usize..block.to as usize].chunks(CHUNK) {
            // In heaps of cards nearly all is covered: whole pieces are passed at once.
            if start.is_none() && piece.iter().map(|count| u32::from(*count == 0)).sum::<u32>() == 0 {
                at += piece.len() as u32;
                continue;
            }
            for (i, count) in (at..).zip(piece) {
                if *count == 0 {
                    start = start.or(Some(i));
                } else if let Some(from) = start.take() {
                    self.runs.push((from, i));
                }
            }
            at += piece.len() as u32;
        }
        if let Some(from) = start {
            self.runs.push((from, block.to));
        }
    }

    fn open(&mut self, from: u32, to: u32) {
        if from < to {
            self.free.insert(from, Gap { end: to, cell: NOWHERE });
            self.opened.push(from);
        }
    }

    fn close(&mut self, start: u32) {
        // What opened at this very height has no extent and never becomes a cell.
        if let Some(gap) = self.free.remove(&start).filter(|gap| gap.cell != NOWHERE) {
            self.closed.push((start, gap));
        }
    }

    /// Turns what opened and closed at this height into cells and portals; tells the first new cell.
    fn settle(&mut self, top_pad: f32, bottom_pad: f32) -> usize {
        let first = self.field.cells.len();
        let mut opened = std::mem::take(&mut self.opened);
        opened.sort_unstable();
        opened.dedup();
        let mut fresh = Vec::with_capacity(opened.len());
        for start in opened.drain(..) {
            let Some(gap) = self.free.get_mut(&start).filter(|gap| gap.cell == NOWHERE) else { continue };
            gap.cell = self.field.cells.len() as u32;
            fresh.push((start, *gap));
            let x = self.room(start, gap_end(&self.free, start));
            let y = Room::padded(Span::at(self.y), top_pad, 0.0);
            self.field.cells.push(Cell { x, y, below: 0..0, above: 0..0, drains: false });
        }
        let mut closed = std::mem::take(&mut self.closed);
        closed.sort_unstable_by_key(|(start, _)| *start);
        for &(_, gap) in &closed {
            let y = &mut self.field.cells[gap.cell as usize].y;
            *y = Room::padded(Span::new(y.soft.lo, self.y), y.lo_pad, bottom_pad);
        }
        self.field.ending.extend(closed.iter().map(|(_, gap)| gap.cell));
        self.link(&closed, &fresh);
        closed.clear();
        (self.opened, self.closed) = (opened, closed);
        first
    }

    /// Joins closed cells with the new ones below them; both from the left.
    fn link(&mut self, closed: &[(u32, Gap)], fresh: &[(u32, Gap)]) {
        let (mut below, mut above) = (Vec::new(), Vec::new());
        std::mem::swap(&mut below, &mut self.field.below);
        std::mem::swap(&mut above, &mut self.field.above);
        for (from, to, portals, down) in [(closed, fresh, &mut below, true), (fresh, closed, &mut above, false)] {
            let mut next = 0;
            for &(start, gap) in from {
                let first = portals.len() as u32;
                while to.get(next).is_some_and(|(_, other)| other.end <= start) {
                    next += 1;
                }
                for &(other_start, other) in to[next..].iter().take_while(|(other, _)| *other < gap.end) {
                    let room = self.shared(start.max(other_start), gap.end.min(other.end), gap.cell, other.cell);
                    portals.push(Portal { cell: other.cell, drains: false, room });
                }
                let range = first..portals.len() as u32;
                let cell = &mut self.field.cells[gap.cell as usize];
                if down { cell.below = range } else { cell.above = range }
            }
        }
        (self.field.below, self.field.above) = (below, above);
    }

    /// The room two cells have in common.
    fn shared(&self, from: u32, to: u32, a: u32, b: u32) -> Room {
        let hard = self.field.cells[a as usize].x.hard.meet(self.field.cells[b as usize].x.hard);
        Room { hard, ..self.room(from, to) }
    }

    /// The room between two borders.
    fn room(&self, from: u32, to: u32) -> Room {
        let (from, to) = (self.borders[from as usize], self.borders[to as usize]);
        Room::padded(Span::new(from.x, to.x), from.pad, to.pad)
    }

    /// The free cell that lies against a card's side at the present height.
    fn beside(&self, question: Question, blocks: &[Block]) -> u32 {
        let block = blocks[question.card];
        if question.right {
            return self.free.get(&block.to).map_or(NOWHERE, |gap| gap.cell);
        }
        let before = self.free.range(..block.from).next_back();
        before.filter(|(_, gap)| gap.end == block.from).map_or(NOWHERE, |(_, gap)| gap.cell)
    }

    /// Closes all that is still open over the ground, which is one cell of the whole width.
    fn finish(mut self, ground: f32) -> Field {
        self.y = ground;
        while let Some((&start, _)) = self.free.first_key_value() {
            self.close(start);
        }
        self.open(0, self.cover.len() as u32);
        self.settle(CLOSEST, CLOSEST);
        if let Some(cell) = self.field.cells.last_mut() {
            cell.y = Room::padded(Span::at(ground), cell.y.lo_pad, 0.0);
        }
        self.field.find_drains();
        self.field
    }
}

/// Which of the items from `first` on, sorted by x, meet a stretch.
fn meeting<T>(items: &[T], first: usize, x: impl Fn(&T) -> Span, stretch: Span) -> Range<u32> {
    let fresh = items.get(first..).unwrap_or(&[]);
    let from = first + fresh.partition_point(|item| x(item).hi <= stretch.lo);
    let to = first + fresh.partition_point(|item| x(item).lo < stretch.hi);
    from as u32..to.max(from) as u32
}

/// Where the free stretch that begins at a border ends.
fn gap_end(free: &BTreeMap<u32, Gap>, start: u32) -> u32 {
    free.get(&start).map_or(start, |gap| gap.end)
}
