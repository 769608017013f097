//! Whether one strategy leads, in word and in weight.

use std::sync::Arc;

use super::{Advice, Check, Reading, Remedy};
use crate::map::{Initiative, StrategyKind, StrategyMap};

pub(super) fn all(reading: &Reading, map: &StrategyMap) -> Option<Advice> {
    match reading.primary {
        None => Some(no_primary(reading, map)),
        Some(primary) => split_focus(reading, map, primary),
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

fn split_focus(reading: &Reading, map: &StrategyMap, primary: StrategyKind) -> Option<Advice> {
    let of = |strategy| map.placed().filter(move |i| reading.counts(i) && i.strategy == Some(strategy));
    let (leading, supporting): (Vec<_>, Vec<_>) = (of(primary).collect(), of(primary.other()).collect());
    let invested = |all: &[&Arc<Initiative>]| all.iter().map(|i| i.investment).sum::<Option<f64>>();
    let (heavy, much) = match (invested(&leading), invested(&supporting)) {
        // Where all say what is put into them, that is the weight; else how many they are.
        (Some(led), Some(supported)) if led + supported > 0.0 => (supported >= led, "as much investment"),
        _ => (supporting.len() >= leading.len(), "as many initiatives"),
    };
    if !heavy || supporting.is_empty() {
        return None;
    }
    let (lead, support) = (primary.name().to_lowercase(), primary.other().name());
    Some(Advice::of_map(Check::SplitFocus, format!("{support} takes {much} as {lead}, which is to lead.")))
}
