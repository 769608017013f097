//! The last part of a down link: from the ground through channels and gaps to its box.

use super::field::Room;
use super::ports::Port;
use super::rows::Rows;
use super::span::Span;
use super::wire::{Leg, Wire};

/// How far an upright leg in the open may be moved to spare a bend in the channel.
const STRETCH: f32 = 40.0;

/// Leads a link on from the ground to a port in the upper edge of a box in a row.
pub(super) fn lead_home(wire: &mut Wire, rows: &Rows, row: usize, port: Port) {
    let Some(lane) = wire.legs.pop() else { return };
    let mut leg = port.leg();
    // From the box upwards: each gap is chosen by what lies below it.
    let mut tail: Vec<(Leg, usize)> = Vec::new();
    for above in (0..row).rev() {
        let Some(gap) = rows.gap(above, lane.at, leg.at) else { continue };
        let at = gap.soft.clamp(leg.at);
        if gap.soft.meet(leg.soft).is_empty() {
            tail.push((leg, above + 1));
            leg = Leg::within(gap, comfortable(gap, at), at);
        } else {
            leg = merged(leg, Leg::within(gap, at, at), at);
        }
    }
    wire.legs.push(lane);
    let (stretch, best) = straight_on(wire, leg.at);
    let shared = stretch.meet(leg.soft);
    if let Some(lane) = wire.legs.last_mut().filter(|_| !shared.is_empty()) {
        let at = shared.clamp(best);
        // Its place among those it comes down with stays: they give way rather than being crossed.
        *lane = Leg { anchor: lane.anchor, ..merged(*lane, leg, at) };
    } else {
        tail.push((leg, 0));
    }
    for (leg, channel) in tail.into_iter().rev() {
        let y = rows.channels.get(channel).map_or(Span::at(wire.end), |channel| channel.cosy);
        wire.legs.push(Leg::in_channel(channel as u32, y));
        wire.legs.push(leg);
    }
}

/// Where the last leg could go straight on to a place below: in which stretch, and at best where.
pub(super) fn straight_on(wire: &Wire, to: f32) -> (Span, f32) {
    let Some(lane) = wire.legs.last() else { return (Span::at(to), to) };
    let stretch = lane.soft.meet(Span::around(lane.at, STRETCH));
    // A link that falls straight from its card meets its box half-way; one that has gone round a
    // card stays with those it has gone round with.
    let falls = wire.legs.len() == 1;
    (stretch, if falls { lane.at + (to - lane.at) / 2.0 } else { lane.at })
}

/// One leg in place of two that can stand in line.
fn merged(a: Leg, b: Leg, at: f32) -> Leg {
    Leg { at, anchor: at, soft: a.soft.meet(b.soft), hard: a.hard.meet(b.hard), ..a }
}

/// A little further into the gap than its very edge.
fn comfortable(gap: Room, at: f32) -> f32 {
    Span::new(gap.near_lo(), gap.near_hi()).clamp(at)
}
