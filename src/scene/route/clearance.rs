//! How far links keep away from the sides of cards.
//!
//! Cards are made larger by these pads before free space is surveyed. A pad shrinks where another
//! card is near, so that a narrow gap stays open by a slot in its middle.

use super::span::Span;
use crate::scene::geometry::Rect;

/// The clearance kept where there is room.
pub(super) const CLEARANCE: f32 = 8.0;
/// Gaps narrower than this count as closed.
const PASSABLE: f32 = 1.5;
/// How wide a narrow gap is left open between the pads, at most.
const SLOT: f32 = 1.0;
/// How many of the cards that begin within a card's width are looked at: bounds the work when
/// thousands lie in one place.
const LOOK_AHEAD: usize = 1024;

/// The pads of one card.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pads {
    /// Beside the left edge.
    pub left: f32,
    /// Beside the right edge.
    pub right: f32,
    /// Above the upper edge.
    pub top: f32,
    /// Below the lower edge.
    pub bottom: f32,
    /// Whether another card touches or covers a part of the lower edge.
    pub crowded: bool,
    /// Whether another card touches or covers a part of the left edge.
    pub shut_left: bool,
    /// Whether another card touches or covers a part of the right edge.
    pub shut_right: bool,
}

const FULL: Pads = Pads {
    left: CLEARANCE,
    right: CLEARANCE,
    top: CLEARANCE,
    bottom: CLEARANCE,
    crowded: false,
    shut_left: false,
    shut_right: false,
};

/// The pads of every card.
pub(super) fn pads(cards: &[Rect]) -> Vec<Pads> {
    let mut order: Vec<u32> = (0..cards.len() as u32).collect();
    order.sort_by(|&a, &b| cards[a as usize].x.total_cmp(&cards[b as usize].x).then(a.cmp(&b)));
    let sorted: Vec<Rect> = order.iter().map(|&i| cards[i as usize]).collect();
    let mut pads = vec![FULL; cards.len()];
    for (i, left) in sorted.iter().enumerate() {
        let reach = left.right() + 2.0 * CLEARANCE + SLOT;
        let (top, bottom) = (left.y - 2.0 * CLEARANCE - SLOT, left.bottom() + 2.0 * CLEARANCE + SLOT);
        for (j, right) in sorted.iter().enumerate().skip(i + 1).take(LOOK_AHEAD) {
            if right.x > reach {
                break;
            }
            if right.y <= bottom && right.bottom() >= top {
                make_room(left, right, &mut pads, order[i] as usize, order[j] as usize);
            }
        }
    }
    pads
}

/// Shrinks the pads of two neighbours of which the first begins further left.
fn make_room(left: &Rect, right: &Rect, pads: &mut [Pads], a: usize, b: usize) {
    let across = right.x - left.right();
    let (upper, lower, above, below) = if left.y <= right.y { (left, right, a, b) } else { (right, left, b, a) };
    let down = lower.y - upper.bottom();
    // Of two cards at a diagonal only one pair of sides must give way.
    if across > 0.0 && across >= down {
        let pad = pad_within(across);
        pads[a].right = pads[a].right.min(pad);
        pads[b].left = pads[b].left.min(pad);
    } else if down > 0.0 {
        let pad = pad_within(down);
        pads[above].bottom = pads[above].bottom.min(pad);
        pads[below].top = pads[below].top.min(pad);
    }
    if down <= PASSABLE && across <= 0.0 {
        mark_crowded(upper, lower, pads, above, below);
    }
    if across <= PASSABLE && down <= 0.0 {
        pads[a].shut_right |= left.right() <= right.right();
        pads[b].shut_left = true;
        pads[b].shut_right |= right.right() <= left.right();
    }
}

/// Two pads must leave a slot in a gap that can be passed, and close one that cannot.
fn pad_within(gap: f32) -> f32 {
    // A closed gap is overlapped a little, lest rounding leaves a hair between the pads.
    if gap >= PASSABLE { ((gap - SLOT.min(gap / 3.0)) / 2.0).min(CLEARANCE) } else { gap / 2.0 + 0.05 }
}

/// Notes whose lower edge is met by the other of two cards that stand above each other or overlap.
fn mark_crowded(upper: &Rect, lower: &Rect, pads: &mut [Pads], above: usize, below: usize) {
    pads[above].crowded = true;
    if Span::new(upper.y, upper.bottom()).holds(Span::at(lower.bottom())) {
        pads[below].crowded = true;
    }
}
