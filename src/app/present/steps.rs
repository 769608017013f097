//! The steps of a presentation: which there are follows from the map and the moment alone.

use std::collections::HashSet;
use std::sync::Arc;

use crate::insight::survey;
use crate::map::{Backbone, Capability, Id, Initiative, Moment, StrategyKind, StrategyMap};

/// Beyond so many capabilities with links, each backbone is one step.
pub const MOST_CAPABILITIES: usize = 12;

/// So many cards can be read at once; more of one strategy are shown in parts.
const CARDS_AT_ONCE: usize = 40;

/// The most parts of a strategy.
const MOST_PARTS: usize = 6;

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

fn parts(map: &StrategyMap, moment: Moment, strategy: StrategyKind) -> Vec<Step> {
    let place = |initiative: &Arc<Initiative>| {
        let (lane, at) = initiative.placement()?;
        (lane == strategy).then(|| (at, initiative.id.clone()))
    };
    let mut cards: Vec<_> = on_map(map, moment).filter_map(place).collect();
    if cards.is_empty() {
        return Vec::new();
    }
    let of = cards.len().div_ceil(CARDS_AT_ONCE).min(MOST_PARTS);
    // Parts are bands of the lane, so that what is near on the page is shown together.
    cards.sort_by(|(a, _), (b, _)| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let size = cards.len().div_ceil(of);
    let chunks = cards.chunks(size).enumerate();
    let of = cards.len().div_ceil(size);
    let part = |(number, cards): (usize, &[(_, Id)])| {
        Step::Strategy(Part { strategy, cards: cards.iter().map(|(_, id)| id.clone()).collect(), number, of })
    };
    chunks.map(part).collect()
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
