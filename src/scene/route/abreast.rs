//! Finds which parallel legs run abreast.

use super::span::Span;

/// Legs whose anchors are further apart do not mind each other.
const REACH: f32 = 60.0;
/// How many legs of a block are looked at, for each leg.
const LOOK_BACK: usize = 16;
/// How many a leg keeps its distance from, of those in a block.
const MOST: usize = 3;
/// How long a block is, at least.
const BLOCK: f32 = 256.0;
/// How many blocks there are, at most.
const MOST_BLOCKS: f32 = 256.0;

/// A leg, as far as others alongside are concerned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Strand {
    /// What it keeps to.
    pub anchor: f32,
    /// The stretch it takes up.
    pub along: Span,
    /// Its link: legs of one link do not mind each other.
    pub wire: u32,
}

/// For each of some legs those before it that run abreast of it.
#[derive(Debug)]
pub(super) struct Neighbours {
    starts: Vec<u32>,
    all: Vec<u32>,
}

impl Neighbours {
    /// For legs in the order of their anchors.
    pub fn find(strands: &[Strand]) -> Self {
        let lo = strands.iter().map(|of| of.along.lo).fold(f32::INFINITY, f32::min);
        let hi = strands.iter().map(|of| of.along.hi).fold(f32::NEG_INFINITY, f32::max);
        let mean = strands.iter().map(|of| of.along.len()).sum::<f32>() / strands.len().max(1) as f32;
        // Most legs should lie in one block or two.
        let length = BLOCK.max((hi - lo) / MOST_BLOCKS).max(2.0 * mean);
        let block = |at: f32| ((at - lo) / length).max(0.0) as usize;
        let mut blocks: Vec<Vec<(u32, Strand)>> = vec![Vec::new(); if strands.is_empty() { 0 } else { block(hi) + 1 }];
        let mut found = Self { starts: vec![0], all: Vec::with_capacity(strands.len() * 2) };
        for (j, of) in strands.iter().enumerate() {
            let (from, to) = (block(of.along.lo), block(of.along.hi).min(blocks.len().saturating_sub(1)));
            for (number, list) in blocks.iter_mut().enumerate().take(to + 1).skip(from) {
                let before =
                    list.iter().rev().take(LOOK_BACK).take_while(|(_, other)| of.anchor - other.anchor < REACH);
                // A pair that shares several blocks counts in the first of them.
                let near = before.filter(|(_, other)| {
                    other.wire != of.wire
                        && other.along.overlaps(of.along)
                        && (number == from || block(other.along.lo) == number)
                });
                found.all.extend(near.take(MOST).map(|(i, _)| *i));
                list.push((j as u32, *of));
            }
            found.starts.push(found.all.len() as u32);
        }
        found
    }

    /// Those before a leg.
    pub fn before(&self, leg: usize) -> &[u32] {
        &self.all[self.starts[leg] as usize..self.starts[leg + 1] as usize]
    }
}
