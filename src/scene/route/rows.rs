//! The rows of capability boxes: the gaps through them and the channels above them.

use super::clearance::CLEARANCE;
use super::field::Room;
use super::span::Span;
use crate::scene::geometry::Rect;

/// Gaps between boxes that are narrower than this are closed.
const PASSABLE: f32 = 4.0;
/// How much a gap that lies beyond the way counts against it.
const OVERSHOOT: f32 = 0.5;
/// Kept free at the upper and lower side of the channel below the lanes: room for the panel's edge.
const CHANNEL_MARGINS: (f32, f32) = (8.0, 20.0);
/// Kept free at both sides of a channel between two rows.
const ROW_MARGIN: f32 = 7.0;
/// Kept free where a channel is crowded.
const LEAST_MARGIN: f32 = 3.0;

/// A channel for level legs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Channel {
    /// Where legs like to run.
    pub cosy: Span,
    /// Where they may run.
    pub full: Span,
}

/// A row of boxes.
#[derive(Clone, Debug)]
struct Row {
    /// The ways between the boxes, from the left.
    gaps: Vec<Room>,
}

/// All rows.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    rows: Vec<Row>,
    /// The channel above each row.
    pub channels: Vec<Channel>,
}

impl Rows {
    /// The rows below the ground, in a page of a width.
    pub fn new(rows: &[Vec<Rect>], ground: f32, x: Span) -> Self {
        let mut floor = ground;
        let mut channels = Vec::with_capacity(rows.len());
        for (i, row) in rows.iter().enumerate() {
            let top = row.iter().map(|of| of.y).fold(f32::INFINITY, f32::min);
            let top = if top.is_finite() { top } else { floor };
            channels.push(channel(floor, top, i == 0));
            floor = row.iter().map(|of| of.bottom()).fold(floor, f32::max);
        }
        Self { rows: rows.iter().map(|row| Row { gaps: gaps(row, x) }).collect(), channels }
    }

    /// The gap through a row on the way from `from` to `to`: the one nearest to `to`, but not much of a detour.
    pub fn gap(&self, row: usize, from: f32, to: f32) -> Option<Room> {
        let gaps = &self.rows.get(row)?.gaps;
        let first = gaps.partition_point(|gap| gap.soft.hi < to);
        let nearby = gaps[first.saturating_sub(1)..].iter().take(2);
        let cost = |gap: &Room| {
            let place = gap.soft.clamp(to);
            let beyond = (place - from).abs() + (place - to).abs() - (from - to).abs();
            (place - to).abs() + OVERSHOOT * beyond
        };
        nearby.copied().min_by(|a, b| cost(a).total_cmp(&cost(b)))
    }
}

/// The channel between a floor and a row's top.
fn channel(floor: f32, top: f32, first: bool) -> Channel {
    let (above, below) = if first { CHANNEL_MARGINS } else { (ROW_MARGIN, ROW_MARGIN) };
    let full = upright(Span::new(floor + LEAST_MARGIN, top - LEAST_MARGIN));
    let cosy = Span::new(floor + above, top - below);
    Channel { cosy: if cosy.is_empty() { Span::at(full.mid()) } else { cosy }, full }
}

/// What is empty becomes its middle.
fn upright(span: Span) -> Span {
    if span.is_empty() { Span::at(span.mid()) } else { span }
}

/// The ways between, before and behind the boxes of a row.
fn gaps(row: &[Rect], x: Span) -> Vec<Room> {
    let mut gaps = Vec::with_capacity(row.len() + 1);
    let mut from = x.lo;
    for of in row {
        if of.x - from >= PASSABLE {
            gaps.push(gap(from, of.x));
        }
        from = from.max(of.right());
    }
    if x.hi - from >= PASSABLE {
        gaps.push(gap(from, x.hi));
    }
    gaps
}

fn gap(from: f32, to: f32) -> Room {
    let pad = ((to - from - 1.0) / 2.0).min(CLEARANCE);
    Room::padded(Span::new(from + pad, to - pad), pad, pad)
}
