//! The steps of a presentation: which there are follows from the map and the moment alone.

use std::collections::HashSet;
use std::sync::Arc;

use crate::insight::survey;
use crate::map::{Backbone, Capability, Id, Initiative, Moment, Position, StrategyKind, StrategyMap};
use crate::scene::{CARD_HEIGHT, CARD_WIDTH};

/// Beyond so many capabilities with links, each backbone is one step.
pub const MOST_CAPABILITIES: usize = 12;

/// So many cards can be read at once; more of one strategy are shown in parts.
const CARDS_AT_ONCE: usize = 40;

/// The most parts of a strategy.
const MOST_PARTS: usize = 8;

/// So many indicators stand on a page.
pub const INDICATORS_ON_A_PAGE: usize = 18;

/// The most pages of indicators.
const MOST_PAGES: usize = 4;

/// What one step is about. It knows nothing of the steps around it.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// The strategic direction in words.
    Direction,
    /// The map with one strategy in light.
    Strategy(Part),
    /// A capability, its links and their initiatives.
    Capability(Id),
    /// All of a backbone, its links and their initiatives.
    Backbone(Backbone),
    /// The map from its first event to its day.
    Time,
    /// A page of indicators, of so many.
    Progress {
        /// Which one, from 0.
        page: usize,
        /// How many there are.
        pages: usize,
    },
    /// The whole map.
    Map,
}

/// A strategy, or a part of one that has too many cards to be read at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The strategy.
    pub strategy: StrategyKind,
    /// Its cards that are shown.
    pub cards: Arc<[Id]>,
    /// Which part it is, from 0.
    pub number: usize,
    /// How many parts there are.
    pub of: usize,
}

/// All steps of a map as of a moment. `has_past` tells whether there is anything to play.
pub fn steps(map: &StrategyMap, moment: Moment, has_past: bool) -> Vec<Step> {
    let mut steps = Vec::new();
    let strategy = &map.overview.strategy;
    let texts = [&strategy.direction, &strategy.customer_need, &strategy.competitive_strength];
    let primary = map.primary_on(moment.day);
    if primary.is_some() || texts.iter().any(|text| !text.trim().is_empty()) {
        steps.push(Step::Direction);
    }
    let first = primary.unwrap_or(StrategyKind::CustomerEngagement);
    steps.extend([first, first.other()].into_iter().flat_map(|strategy| parts(map, moment, strategy)));
    steps.extend(links(map, moment));
    steps.extend(has_past.then_some(Step::Time));
    let pages = survey(map).count().div_ceil(INDICATORS_ON_A_PAGE).min(MOST_PAGES);
    steps.extend((0..pages).map(|page| Step::Progress { page, pages }));
    steps.push(Step::Map);
    steps
}

/// The initiatives that stand on the map at a moment.
pub fn on_map(map: &StrategyMap, moment: Moment) -> impl Iterator<Item = &Arc<Initiative>> {
    map.placed().filter(move |initiative| moment.has(initiative))
}

/// A card and where it stands in its lane.
type Standing = (Position, Id);

fn parts(map: &StrategyMap, moment: Moment, strategy: StrategyKind) -> Vec<Step> {
    let place = |initiative: &Arc<Initiative>| {
        let (lane, at) = initiative.placement()?;
        (lane == strategy).then(|| (at, initiative.id.clone()))
    };
    let mut cards: Vec<Standing> = on_map(map, moment).filter_map(place).collect();
    if cards.is_empty() {
        return Vec::new();
    }
    let of = cards.len().div_ceil(CARDS_AT_ONCE).min(MOST_PARTS);
    let mut parts = Vec::with_capacity(of);
    divide(&mut cards, of, &mut parts);
    let part = |(number, cards)| Step::Strategy(Part { strategy, cards, number, of });
    parts.into_iter().enumerate().map(part).collect()
}

/// Divides cards into so many groups of about one size, each near together and about as wide as a screen.
fn divide(cards: &mut [Standing], groups: usize, found: &mut Vec<Arc<[Id]>>) {
    if groups <= 1 {
        found.push(cards.iter().map(|(_, id)| id.clone()).collect());
        return;
    }
    let extent = |of: fn(&Position) -> f64| {
        let all = || cards.iter().map(|(at, _)| of(at));
        all().fold(f64::NEG_INFINITY, f64::max) - all().fold(f64::INFINITY, f64::min)
    };
    let width = extent(|at| at.x) + f64::from(CARD_WIDTH);
    let height = extent(|at| at.y) + f64::from(CARD_HEIGHT);
    if width * 9.0 > height * 16.0 {
        cards.sort_by(|(a, _), (b, _)| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    } else {
        cards.sort_by(|(a, _), (b, _)| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    }
    let first = groups / 2;
    let (before, after) = cards.split_at_mut(cards.len() * first / groups);
    divide(before, first, found);
    divide(after, groups - first, found);
}

fn links(map: &StrategyMap, moment: Moment) -> Vec<Step> {
    let relied: HashSet<&Id> =
        on_map(map, moment).flat_map(|initiative| &initiative.relies_on).map(|link| &link.capability).collect();
    let carries = |backbone: Backbone| {
        let own = move |capability: &&Arc<Capability>| capability.backbone == backbone;
        map.capabilities.iter().filter(own).filter(|capability| relied.contains(&capability.id))
    };
    // As they stand on the page, from the top.
    let all: Vec<_> = Backbone::ALL.into_iter().flat_map(carries).collect();
    if all.len() <= MOST_CAPABILITIES {
        return all.into_iter().map(|capability| Step::Capability(capability.id.clone())).collect();
    }
    Backbone::ALL.into_iter().filter(|backbone| carries(*backbone).next().is_some()).map(Step::Backbone).collect()
}
