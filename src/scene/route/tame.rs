//! Keeps numbers within what can be reckoned with.

use std::borrow::Cow;

use super::Terrain;
use crate::scene::geometry::{Rect, rect};

/// No page is larger; beyond, floats are too coarse for lines side by side anyway.
const FURTHEST: f32 = 1e8;

/// The terrain itself, or a tamed copy if it holds sizes below nothing, or numbers that are none or far too large.
pub(super) fn tame(terrain: &Terrain) -> Cow<'_, Terrain> {
    let rows = terrain.rows.iter().flatten();
    let mut rects = terrain.cards.iter().chain(rows).chain(std::iter::once(&terrain.bounds));
    if rects.all(is_tame) && terrain.lanes_bottom.abs() <= FURTHEST {
        return Cow::Borrowed(terrain);
    }
    Cow::Owned(Terrain {
        cards: terrain.cards.iter().map(tamed).collect(),
        rows: terrain.rows.iter().map(|row| row.iter().map(tamed).collect()).collect(),
        lanes_bottom: number(terrain.lanes_bottom),
        bounds: tamed(&terrain.bounds),
        centred: terrain.centred,
    })
}

fn is_tame(of: &Rect) -> bool {
    let size = |of: f32| (0.0..=FURTHEST).contains(&of);
    of.x.abs() <= FURTHEST && of.y.abs() <= FURTHEST && size(of.w) && size(of.h)
}

fn tamed(of: &Rect) -> Rect {
    rect(number(of.x), number(of.y), number(of.w).max(0.0), number(of.h).max(0.0))
}

fn number(of: f32) -> f32 {
    if of.is_nan() { 0.0 } else { of.clamp(-FURTHEST, FURTHEST) }
}
