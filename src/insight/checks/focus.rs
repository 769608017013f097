//! Whether one strategy leads, in word and in weight.

use std::sync::Arc;

use super::{Advice, Check, Reading, Remedy};
use crate::map::{Initiative, StrategyKind, StrategyMap};

/// Neither strategy clearly outweighs the other while the lighter has so many tenths of the heavier.
const LEVEL: f64 = 9.0;

pub(super) fn all(reading: &Reading, map: &StrategyMap) -> Vec<Advice> {
    match reading.primary {
        None => [no_primary(reading, map)].into_iter().chain(evenly_split(reading, map)).collect(),
        Some(primary) => split_focus(reading, map, primary).into_iter().collect(),
    }
}

fn no_primary(reading: &Reading, map: &StrategyMap) -> Advice {
    let sentence = "Neither strategy leads yet: choose the one that the other is to support.";
    let undertaken = |strategy| map.placed().any(|i| reading.counts(i) && i.strategy == Some(strategy));
    // Where all that is undertaken lies in one strategy, the choice has been made already.
    let remedy = match StrategyKind::ALL.map(undertaken) {
        [true, false] => Some(Remedy::Lead(StrategyKind::ALL[0])),
        [false, true] => Some(Remedy::Lead(StrategyKind::ALL[1])),
        _ => None,
    };
    Advice { remedy, ..Advice::of_map(Check::NoPrimary, sentence) }
}

/// What is put into a strategy: its investment where all initiatives tell theirs, else how many they are.
struct Weight {
    of: [f64; 2],
    is_investment: bool,
}

impl Weight {
    /// Of one strategy, and of the other.
    fn of(reading: &Reading, map: &StrategyMap, strategies: [StrategyKind; 2]) -> Self {
        let all = strategies.map(|strategy| {
            map.placed().filter(|i| reading.counts(i) && i.strategy == Some(strategy)).collect::<Vec<_>>()
        });
        let invested = |all: &[&Arc<Initiative>]| all.iter().map(|i| i.investment).sum::<Option<f64>>();
        match (invested(&all[0]), invested(&all[1])) {
            (Some(one), Some(other)) if one + other > 0.0 => Self { of: [one, other], is_investment: true },
            _ => Self { of: all.map(|all| all.len() as f64), is_investment: false },
        }
    }

    fn in_words(&self) -> &'static str {
        if self.is_investment { "as much investment" } else { "as many initiatives" }
    }
}

fn split_focus(reading: &Reading, map: &StrategyMap, primary: StrategyKind) -> Option<Advice> {
    let weight = Weight::of(reading, map, [primary, primary.other()]);
    let supported = map.placed().any(|i| reading.counts(i) && reading.supports(i));
    let [led, supporting] = weight.of;
    if !supported || supporting < led {
        return None;
    }
    let (lead, support, much) = (primary.name().to_lowercase(), primary.other().name(), weight.in_words());
    Some(Advice::of_map(Check::SplitFocus, format!("{support} takes {much} as {lead}, which is to lead.")))
}

/// While neither leads, a focus can still be seen in where the weight lies. Here it lies in neither.
fn evenly_split(reading: &Reading, map: &StrategyMap) -> Option<Advice> {
    let [one, other] = StrategyKind::ALL;
    let weight = Weight::of(reading, map, [one, other]);
    let (lighter, heavier) = (weight.of[0].min(weight.of[1]), weight.of[0].max(weight.of[1]));
    if lighter <= 0.0 || lighter * 10.0 < heavier * LEVEL {
        return None;
    }
    let (much, one, other) = (weight.in_words(), one.name(), other.name().to_lowercase());
    Some(Advice::of_map(Check::SplitFocus, format!("{one} takes about {much} as {other}, and neither leads.")))
}
