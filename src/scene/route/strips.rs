//! Cards by where they are, to find the one that a fall ends at.

use super::clearance::CLEARANCE;
use super::field::{CLOSEST, Room};
use super::span::Span;

/// How wide a strip of the page is, at least.
const WIDTH: f32 = 128.0;
/// There are never more strips than this for each card, nor does a card lie in more on average.
const PER_CARD: usize = 4;

/// A padded card.
#[derive(Clone, Copy, Debug)]
pub(super) struct Padded {
    /// Its upper edge.
    pub top: f32,
    /// From its left to its right edge.
    pub x: Span,
    /// The pad at the left edge.
    pub left: f32,
    /// The pad at the right edge.
    pub right: f32,
    /// Which card it is.
    pub card: u32,
}

/// Upright strips of the page, each with the cards in it from the top.
#[derive(Debug, Default)]
pub(super) struct Strips {
    lo: f32,
    width: f32,
    starts: Vec<u32>,
    cards: Vec<Padded>,
}

impl Strips {
    /// For padded cards in a page of a width.
    pub fn new(mut all: Vec<Padded>, x: Span) -> Self {
        all.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.card.cmp(&b.card)));
        let mean = all.iter().map(|of| of.x.len()).sum::<f32>() / all.len().max(1) as f32;
        // Wide cards make wide strips, so that the lists stay short.
        let width = WIDTH.max(mean / PER_CARD as f32).max(x.len() / (all.len() * PER_CARD + 1) as f32);
        let mut strips = Self { lo: x.lo, width, starts: Vec::new(), cards: Vec::new() };
        let count = strips.strip(x.hi) + 1;
        let mut sizes = vec![0_u32; count + 1];
        for of in &all {
            let (from, to) = (strips.strip(of.x.lo), strips.strip(of.x.hi).min(count - 1));
            sizes[from + 1..=to + 1].iter_mut().for_each(|size| *size += 1);
        }
        for i in 0..count {
            sizes[i + 1] += sizes[i];
        }
        let mut next = sizes.clone();
        let total = sizes.last().map_or(0, |total| *total as usize);
        let Some(&filler) = all.first() else { return Self { starts: sizes, ..strips } };
        strips.cards = vec![filler; total];
        for of in &all {
            let (from, to) = (strips.strip(of.x.lo), strips.strip(of.x.hi).min(count - 1));
            for next in &mut next[from..=to] {
                strips.cards[*next as usize] = *of;
                *next += 1;
            }
        }
        Self { starts: sizes, ..strips }
    }

    fn strip(&self, x: f32) -> usize {
        ((x - self.lo) / self.width).max(0.0) as usize
    }

    /// The first card below a height that lies in the way of a stretch; and what those passed leave
    /// of the room with the least clearance.
    pub fn first_below(&self, y: f32, room: Room) -> (Option<u32>, Span) {
        let wide = room.soft.grown(CLEARANCE);
        let mut hard = room.hard.meet(wide);
        let mut first: Option<(f32, u32)> = None;
        for strip in self.strip(wide.lo)..=self.strip(wide.hi) {
            let (Some(&from), Some(&to)) = (self.starts.get(strip), self.starts.get(strip + 1)) else { break };
            let cards = &self.cards[from as usize..to as usize];
            for of in &cards[cards.partition_point(|of| of.top < y)..] {
                if first.is_some_and(|(top, card)| (of.top, of.card) >= (top, card)) {
                    break;
                }
                if of.x.hi <= room.soft.lo {
                    hard.lo = hard.lo.max(of.x.hi - (of.right - CLOSEST).max(0.0));
                } else if of.x.lo >= room.soft.hi {
                    hard.hi = hard.hi.min(of.x.lo + (of.left - CLOSEST).max(0.0));
                } else {
                    first = Some((of.top, of.card));
                    break;
                }
            }
        }
        (first.map(|(_, card)| card), hard)
    }
}
