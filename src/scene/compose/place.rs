//! Cards in their places: in their lanes, and on the page.

use foldhash::HashSet;
use std::sync::Arc;

use crate::map::{Id, Initiative, Moment, Position, StrategyKind};
use crate::scene::card::{self, Card};
use crate::scene::geometry::{Point, point, rect};
use crate::scene::links::Placed;
use crate::scene::manner::Manner;
use crate::scene::node::{Node, Subject};
use crate::scene::page::{self, PageFrame};

/// An initiative with a place: its lane, its place there, and its card.
pub struct PlacedCard {
    /// Whose.
    pub initiative: Arc<Initiative>,
    /// Its lane.
    pub lane: StrategyKind,
    /// Its place in the lane.
    pub at: Point,
    /// Its card.
    pub card: Card,
    /// Whether a lens dims it.
    pub dimmed: bool,
}

/// Moves cards that have grown, and would lie on one another, downwards.
pub fn give_way(cards: &mut [PlacedCard]) {
    /// What stays free between two cards, for links.
    const FREE: f32 = 26.0;
    let mut order: Vec<usize> = (0..cards.len()).collect();
    order.sort_by(|&a, &b| {
        let key = |i: usize| (cards[i].lane as u8, cards[i].at.y, cards[i].at.x);
        key(a).partial_cmp(&key(b)).unwrap_or(std::cmp::Ordering::Equal)
    });
    let mut set: Vec<(StrategyKind, f32, f32)> = Vec::new();
    for i in order {
        let (lane, x, y) = (cards[i].lane, cards[i].at.x, cards[i].at.y);
        let beside =
            |other: &&(StrategyKind, f32, f32)| other.0 == lane && (other.1 - x).abs() < card::CARD_WIDTH + 10.0;
        let free = set.iter().filter(beside).map(|other| other.2 + FREE).fold(y, f32::max);
        cards[i].at.y = free;
        set.push((lane, x, free + cards[i].card.height));
    }
}

/// The cards on the page.
pub fn placed(cards: &[PlacedCard], frame: &PageFrame, moment: Moment) -> Vec<Placed> {
    let place = |card: &PlacedCard| {
        let origin = frame.lane(card.lane).min() + card.at;
        Placed {
            initiative: card.initiative.clone(),
            lane: card.lane,
            rect: rect(origin.x, origin.y, card::CARD_WIDTH, card.card.height),
            there: moment.has(&card.initiative),
            dimmed: card.dimmed,
        }
    };
    cards.iter().map(place).collect()
}

pub fn card_node((card, placed): (PlacedCard, &Placed), elsewhere: &HashSet<Id>) -> Node {
    let origin = placed.rect.min();
    let id = card.initiative.id.clone();
    Node {
        subject: if elsewhere.contains(&id) { Subject::Reference(id) } else { Subject::Initiative(id) },
        label: card.card.label,
        bounds: placed.rect,
        origin,
        title_area: Some(card.card.title_area.moved(origin)),
        shapes: card.card.shapes,
        body: card.card.body,
    }
}

/// Where a card is drawn in its lane: below the heading, and not so far out that the page becomes a stripe.
pub fn on_the_page(at: Position, manner: Manner) -> Point {
    point(
        (at.x as f32).clamp(page::LANE_PADDING, page::FARTHEST),
        (at.y as f32).clamp(manner.lane_header(), page::FARTHEST),
    )
}
