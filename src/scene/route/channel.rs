//! Gives level legs in a channel tracks of their own.

use std::cmp::Ordering;

use super::rows::Channel;
use super::span::Span;
use super::wire::Wire;

/// The distance between tracks where there is room.
const PITCH: f32 = 8.0;
/// The channel's margins are used from this distance on.
const CLOSE_PITCH: f32 = 4.0;
/// Tracks are shared rather than laid closer than this.
const LEAST_PITCH: f32 = 2.0;
/// Legs on one track keep this far apart.
const APART: f32 = 10.0;
/// Up to so many legs tracks are packed as well as possible.
const FEW: usize = 500;

/// A level leg in a channel.
#[derive(Clone, Copy, Debug)]
struct Run {
    wire: u32,
    leg: u32,
    x: Span,
    /// Comes from above at its left end and goes down at its right end.
    rightward: bool,
}

/// Sets the heights of all legs in all channels.
pub(super) fn assign(wires: &mut [Wire], channels: &[Channel]) {
    let mut runs: Vec<Vec<Run>> = vec![Vec::new(); channels.len()];
    for (w, wire) in wires.iter().enumerate() {
        for (l, leg) in wire.legs.iter().enumerate() {
            let (from, to) = wire.ends(l);
            if let Some(runs) = runs.get_mut(leg.channel as usize).filter(|_| from != to) {
                runs.push(Run { wire: w as u32, leg: l as u32, x: Span::between(from, to), rightward: from < to });
            }
        }
    }
    for (runs, channel) in runs.iter_mut().zip(channels) {
        runs.sort_by(order);
        let tracks = if runs.len() <= FEW { pack(runs, channel) } else { layer(runs) };
        let heights = heights(channel, tracks.iter().copied().max().unwrap_or(0) + 1);
        for (run, track) in runs.iter().zip(tracks) {
            if let Some(leg) = wires[run.wire as usize].legs.get_mut(run.leg as usize) {
                leg.at = heights(track);
            }
        }
    }
}

/// From the top: of legs to the right the rightmost first, of legs to the left the leftmost first.
/// So none crosses another of its kind unless their ends lie crosswise.
fn order(a: &Run, b: &Run) -> Ordering {
    let of_a_kind = || if a.rightward { b.x.lo.total_cmp(&a.x.lo) } else { a.x.hi.total_cmp(&b.x.hi) };
    b.rightward.cmp(&a.rightward).then_with(of_a_kind).then((a.wire, a.leg).cmp(&(b.wire, b.leg)))
}

/// The height of each of `count` tracks.
fn heights(channel: &Channel, count: usize) -> impl Fn(usize) -> f32 {
    let steps = (count - 1) as f32;
    let room = if channel.cosy.len() >= steps * CLOSE_PITCH { channel.cosy } else { channel.full };
    let pitch = if steps > 0.0 { (room.len() / steps).min(PITCH) } else { PITCH };
    // When even the least distance is too much, several tracks become one.
    let lines = (room.len() / LEAST_PITCH).floor().max(0.0);
    let (mid, shared) = (room.mid(), pitch < LEAST_PITCH);
    move |track| {
        if shared {
            let line = (track as f32 / steps * lines).round();
            return room.lo + if lines > 0.0 { line / lines * room.len() } else { 0.0 };
        }
        mid + pitch * (track as f32 - steps / 2.0)
    }
}

/// The uppermost free track for each, below all of its kind that come before.
fn pack(runs: &[Run], channel: &Channel) -> Vec<usize> {
    let ordered = fit(runs, true);
    let most = (channel.full.len() / CLOSE_PITCH) as usize;
    // Once the channel is crowded, lines that can be told apart matter more than fewer crossings.
    if ordered.iter().any(|&track| track > most) { fit(runs, false) } else { ordered }
}

fn fit(runs: &[Run], in_order: bool) -> Vec<usize> {
    let mut tracks: Vec<usize> = Vec::with_capacity(runs.len());
    let mut taken = Vec::new();
    for (i, run) in runs.iter().enumerate() {
        taken.clear();
        let mut track = 0;
        for (other, &at) in runs[..i].iter().zip(&tracks).filter(|(other, _)| other.x.grown(APART).overlaps(run.x)) {
            taken.push(at);
            if in_order && staggered(other, run) {
                track = track.max(at + 1);
            }
        }
        while taken.contains(&track) {
            track += 1;
        }
        tracks.push(track);
    }
    tracks
}

/// Whether it matters that the first of two legs lies above the other. When one spans the other their
/// links cross once either way.
fn staggered(first: &Run, other: &Run) -> bool {
    match (first.rightward, other.rightward) {
        (true, true) => first.x.hi > other.x.hi,
        (false, false) => first.x.lo < other.x.lo,
        _ => false,
    }
}

/// As [`fit`] in order, but with all legs to the left below those to the right: quick for thousands.
fn layer(runs: &[Run]) -> Vec<usize> {
    let right = runs.partition_point(|run| run.rightward);
    let mut tracks = layers(runs[..right].iter().map(|run| (-run.x.lo, -run.x.hi - APART)));
    let below = tracks.iter().copied().max().map_or(0, |track| track + 1);
    tracks.extend(layers(runs[right..].iter().map(|run| (run.x.hi, run.x.lo - APART))).into_iter().map(|t| t + below));
    tracks
}

/// Of stretches from `start` down to `end`, in the order of `start`: each below all earlier ones it meets.
fn layers(runs: impl Iterator<Item = (f32, f32)>) -> Vec<usize> {
    let mut tracks = Vec::new();
    // The deepest tracks from here on back: a later entry is less deep than those before it.
    let mut deepest: Vec<(f32, usize)> = Vec::new();
    for (start, end) in runs {
        let met = deepest.partition_point(|(other, _)| *other <= end);
        let track = deepest.get(met).map_or(0, |(_, track)| track + 1);
        while deepest.last().is_some_and(|(_, other)| *other <= track) {
            deepest.pop();
        }
        deepest.push((start, track));
        tracks.push(track);
    }
    tracks
}
