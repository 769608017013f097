//! Whether things are observed, and what was observed is acted upon.

use super::checker::Slipping;
use super::{Advice, Check, Reading, listed, titled};
use crate::map::{Initiative, PartialDate, Stage, StrategyMap};

/// What is to be said of how an initiative is observed.
pub(super) fn all(reading: &Reading, initiative: &Initiative) -> Option<Advice> {
    let begun = initiative.stage_on(reading.day()).is_some_and(|entry| entry.stage != Stage::Idea);
    if !begun {
        return None;
    }
    let title = titled(&initiative.title);
    let observed = initiative.indicators.iter().flat_map(|indicator| &indicator.observations);
    let dates = observed.map(|observation| observation.date).filter(|date| date.start() <= reading.day());
    let Some(last) = dates.max_by_key(|date| date.end()) else {
        let what = if initiative.indicators.is_empty() { "has no indicator" } else { "was never observed" };
        return Some(Advice::of(Check::NoObservation, &initiative.id, format!("{title} is under way and {what}.")));
    };
    reading.is_long_ago(last).then(|| {
        let sentence = format!("{title} was last observed in {}.", last_words(last));
        Advice::of(Check::StaleObservation, &initiative.id, sentence)
    })
}

/// A month or a year is exact enough for what is long ago.
fn last_words(date: PartialDate) -> String {
    let words = date.in_words();
    if date.month().is_none() {
        words
    } else {
        words.trim_start_matches(|c: char| c.is_ascii_digit()).trim().to_owned()
    }
}

/// Whether something slips and nothing was adapted for long.
pub(super) fn no_adaptation(reading: &Reading, map: &StrategyMap, slipping: Slipping) -> Option<Advice> {
    let come = map.adaptations.iter().filter_map(|adaptation| adaptation.date);
    let last = come.filter(|date| date.start() <= reading.day()).max_by_key(|date| date.end());
    if slipping.names.is_empty() || last.is_some_and(|date| !reading.is_long_ago(date)) {
        return None;
    }
    let names: Vec<String> = slipping.names.iter().map(|name| titled(name)).collect();
    let slips = if names.len() == 1 { "slips" } else { "slip" };
    let since = last
        .map_or("nothing was adapted yet".to_owned(), |date| format!("nothing was adapted since {}", last_words(date)));
    Some(Advice::of_map(Check::NoAdaptation, format!("{} {slips}, and {since}.", listed(&names))).and(slipping.owners))
}
