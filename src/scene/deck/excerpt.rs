//! A map that is too full for one page, part by part: some initiatives of one strategy, with the capabilities that they rely
//! on. Every initiative has its card on one page, and every link is drawn once.

use std::sync::Arc;

use foldhash::{HashSet, HashSetExt};

use super::map_pages::{placed, scale};
use super::sheet::LEAST;
use super::{DeckPlan, Page, SlideKind};
use crate::map::{Id, Initiative, Position, StrategyKind, StrategyMap, Table};
use crate::scene::card::CARD_WIDTH;
use crate::scene::compose::Composer;
use crate::scene::geometry::Rect;
use crate::scene::node::Node;

/// What stands on a page at the most.
#[derive(Clone, Copy)]
struct Limit {
    cards: usize,
    capabilities: usize,
    references: usize,
}

/// From much to little: the first that leaves its texts readable is taken.
const LIMITS: [Limit; 5] = [
    Limit { cards: 15, capabilities: 12, references: 3 },
    Limit { cards: 10, capabilities: 10, references: 2 },
    Limit { cards: 6, capabilities: 7, references: 2 },
    Limit { cards: 3, capabilities: 4, references: 2 },
    Limit { cards: 1, capabilities: 3, references: 1 },
];

/// A piece of an initiative's links: all of them, unless they are too many for one page.
struct Piece {
    initiative: Arc<Initiative>,
    /// Whether its card was on a page before.
    again: bool,
    relies_on: Vec<usize>,
    serves: Vec<Id>,
}

/// The pages of all strategies.
pub fn pages(plan: &DeckPlan<'_>, area: Rect, mut composer: Composer) -> (Vec<Page>, Composer) {
    let mut pages = Vec::new();
    for strategy in in_order(plan) {
        let mut parts = Vec::new();
        let mut waiting: Vec<Piece> = pieces(plan, strategy);
        waiting.reverse();
        while !waiting.is_empty() {
            let (nodes, next) = next_page(plan, strategy, &mut waiting, area, composer);
            composer = next;
            parts.push(nodes);
        }
        let count = parts.len();
        for (i, nodes) in parts.into_iter().enumerate() {
            let title = match count {
                1 => strategy.name().to_owned(),
                _ => format!("{}, {} of {count}", strategy.name(), i + 1),
            };
            pages.push(Page::new(SlideKind::Map, title, nodes));
        }
    }
    (pages, composer)
}

/// The strategies, the one that leads first.
fn in_order(plan: &DeckPlan<'_>) -> [StrategyKind; 2] {
    match plan.map.primary_on(plan.moment.day) {
        Some(primary) => [primary, primary.other()],
        None => StrategyKind::ALL,
    }
}

/// The initiatives of a strategy from the top left to the bottom right, their links in pieces that fit on a page.
fn pieces(plan: &DeckPlan<'_>, strategy: StrategyKind) -> Vec<Piece> {
    let of_lane = |initiative: &&Arc<Initiative>| {
        plan.moment.has(initiative) && initiative.placement().is_some_and(|(lane, _)| lane == strategy)
    };
    let mut initiatives: Vec<Arc<Initiative>> = plan.map.placed().filter(of_lane).cloned().collect();
    let place = |initiative: &Initiative| {
        let at = initiative.placement().map_or(Position { x: 0.0, y: 0.0 }, |(_, at)| at);
        ((at.y / 130.0).floor(), at.x)
    };
    initiatives.sort_by(|a, b| {
        let (a, b) = (place(a), place(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    initiatives.into_iter().flat_map(|initiative| split(plan, &initiative)).collect()
}

/// An initiative with its links, in as many pieces as the smallest limits ask for.
fn split(plan: &DeckPlan<'_>, initiative: &Arc<Initiative>) -> Vec<Piece> {
    let there = |id: &&Id| {
        plan.map
            .initiatives
            .get(id)
            .is_some_and(|other| other.placement().is_some() && other.id != initiative.id && plan.moment.has(other))
    };
    let links = 0..initiative.relies_on.len();
    let links: Vec<usize> =
        links.filter(|i| plan.map.capabilities.contains(&initiative.relies_on[*i].capability)).collect();
    // Without links nothing has to stand here for their other ends.
    let serves: Vec<Id> = initiative.serves.iter().filter(there).filter(|_| plan.view.links).cloned().collect();
    let most = LIMITS[1];
    let pages = links.len().div_ceil(most.capabilities).max(serves.len().div_ceil(most.references)).max(1);
    let piece = |i: usize| Piece {
        initiative: initiative.clone(),
        again: i > 0,
        relies_on: links.iter().skip(i * most.capabilities).take(most.capabilities).copied().collect(),
        serves: serves.iter().skip(i * most.references).take(most.references).cloned().collect(),
    };
    (0..pages).map(piece).collect()
}

/// Takes as many of the waiting pieces as can be read on one page, and draws them.
fn next_page(
    plan: &DeckPlan<'_>,
    strategy: StrategyKind,
    waiting: &mut Vec<Piece>,
    area: Rect,
    mut composer: Composer,
) -> (Vec<Node>, Composer) {
    let mut drawn = None;
    for limit in LIMITS {
        let count = fitting(plan, waiting, limit);
        let excerpt = Excerpt::of(plan, strategy, WIDTH.min(area.w - 2.0), waiting.iter().rev().take(count));
        let mut least = LEAST;
        for _ in 0..3 {
            composer = composer.for_excerpt(least, excerpt.lanes, excerpt.elsewhere.clone());
            let scene = composer.compose(&excerpt.map, plan.moment, plan.theme);
            let scale = scale(&scene, area);
            let readable = least * scale >= LEAST * 0.999;
            least = LEAST / scale * 1.002;
            drawn = Some((placed(&scene, scale, area), count));
            if readable {
                waiting.truncate(waiting.len() - count);
                return (drawn.map_or_else(Vec::new, |(nodes, _)| nodes), composer);
            }
            // Larger texts need more room in their turn: what is far from fitting never will.
            if scale < 0.93 {
                break;
            }
        }
    }
    let (nodes, count) = drawn.unwrap_or_default();
    waiting.truncate(waiting.len() - count.clamp(1, waiting.len()));
    (nodes, composer)
}

/// How many of the waiting pieces keep within a limit: at least one.
fn fitting(plan: &DeckPlan<'_>, waiting: &[Piece], limit: Limit) -> usize {
    let (mut capabilities, mut references) = (HashSet::new(), HashSet::new());
    let mut here: HashSet<&Id> = HashSet::new();
    let mut count = 0;
    for piece in waiting.iter().rev().take(limit.cards) {
        capabilities.extend(piece.relies_on.iter().map(|i| &piece.initiative.relies_on[*i].capability));
        references.extend(piece.serves.iter().filter(|id| plan.map.initiatives.contains(id)));
        // One initiative never has two cards on a page.
        let twice = !here.insert(&piece.initiative.id);
        if count > 0 && (twice || capabilities.len() > limit.capabilities || references.len() > limit.references) {
            break;
        }
        count += 1;
    }
    count.max(1)
}

/// A small map that shows what stands on one page.
struct Excerpt {
    map: StrategyMap,
    lanes: [f32; 2],
    elsewhere: HashSet<Id>,
}

/// How wide an excerpt is at the most; on a narrower page it is as wide as that.
const WIDTH: f32 = 1486.0;
/// How wide the lane of what stands on another page is.
const ASIDE: f32 = CARD_WIDTH + 40.0;
/// How far apart rows are at the least; cards that are higher make room.
const ROW: f32 = 134.0;

impl Excerpt {
    fn of<'p>(
        plan: &DeckPlan<'_>,
        strategy: StrategyKind,
        width: f32,
        pieces: impl Iterator<Item = &'p Piece>,
    ) -> Self {
        let pieces: Vec<&Piece> = pieces.collect();
        let shown: HashSet<&Id> =
            pieces.iter().filter(|piece| !piece.again).map(|piece| &piece.initiative.id).collect();
        let mut elsewhere: Vec<Arc<Initiative>> = Vec::new();
        for id in pieces.iter().flat_map(|piece| &piece.serves) {
            let known = shown.contains(id) || pieces.iter().any(|piece| piece.initiative.id == *id);
            if !known && !elsewhere.iter().any(|other| other.id == *id) {
                elsewhere.extend(plan.map.initiatives.get(id).cloned());
            }
        }
        let (own, other): (Vec<_>, Vec<_>) = elsewhere.into_iter().partition(|i| i.strategy == Some(strategy));
        let main = if other.is_empty() { width } else { width - ASIDE - 18.0 };
        let mut lanes = [0.0; 2];
        lanes[strategy as usize] = main;
        lanes[strategy.other() as usize] = if other.is_empty() { 0.0 } else { ASIDE };
        let columns = ((main - 40.0) / (CARD_WIDTH + 24.0)).floor().max(1.0) as usize;
        let pitch = if columns > 1 { (main - 40.0 - CARD_WIDTH) / (columns - 1) as f32 } else { 0.0 };

        let mut map = StrategyMap { overview: plan.map.overview.clone(), ..StrategyMap::default() };
        let mut cards: Vec<Initiative> = pieces.iter().map(|piece| piece.card()).collect();
        cards.extend(own.iter().map(|initiative| bare(initiative)));
        for (i, mut card) in cards.into_iter().enumerate() {
            let (row, column) = (i / columns, i % columns);
            card.position = Some(
                Position { x: f64::from(20.0 + pitch * column as f32), y: f64::from(72.0 + ROW * row as f32) }.into(),
            );
            map.initiatives.put(Arc::new(card));
        }
        for (i, initiative) in other.iter().enumerate() {
            let mut card = bare(initiative);
            card.position = Some(Position { x: 20.0, y: f64::from(72.0 + ROW * i as f32) }.into());
            map.initiatives.put(Arc::new(card));
        }
        map.capabilities = needed(plan.map, &map);
        let again = pieces.iter().filter(|piece| piece.again).map(|piece| piece.initiative.id.clone());
        let elsewhere = own.iter().chain(&other).map(|i| i.id.clone()).chain(again).collect();
        Self { map, lanes, elsewhere }
    }
}

impl Piece {
    fn card(&self) -> Initiative {
        let mut card = (*self.initiative).clone();
        card.relies_on = self.relies_on.iter().map(|i| self.initiative.relies_on[*i].clone()).collect();
        card.serves = self.serves.clone();
        card
    }
}

/// An initiative without its links.
fn bare(initiative: &Initiative) -> Initiative {
    Initiative { relies_on: Vec::new(), serves: Vec::new(), ..initiative.clone() }
}

/// The capabilities that the initiatives of an excerpt rely on, in the order of the map.
fn needed(map: &StrategyMap, excerpt: &StrategyMap) -> Table<crate::map::Capability> {
    let named: HashSet<&Id> =
        excerpt.initiatives.iter().flat_map(|i| &i.relies_on).map(|link| &link.capability).collect();
    let mut table = Table::default();
    for capability in map.capabilities.iter().filter(|capability| named.contains(&capability.id)) {
        table.put(capability.clone());
    }
    table
}
