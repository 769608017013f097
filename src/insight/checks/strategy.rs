//! Whether the strategy has a direction, and what that starts from.

use super::{Advice, Check};
use crate::map::StrategyMap;

pub(super) fn all(map: &StrategyMap) -> Option<Advice> {
    let strategy = &map.overview.strategy;
    if strategy.direction.trim().is_empty() {
        return Some(Advice::of_map(Check::NoDirection, "The map has no strategic direction yet."));
    }
    let starts_from_nothing = strategy.customer_need.trim().is_empty();
    starts_from_nothing
        .then(|| Advice::of_map(Check::NoNeed, "The strategic direction names no customer need that it starts from."))
}
