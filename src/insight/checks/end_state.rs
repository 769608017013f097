//! Whether something is worded as a target: a number with a year, "achieve x % by …", earnings per share, market share.

use super::{Advice, Check, Reading, titled};
use crate::insight::indicator_name;
use crate::map::{Capability, Indicator, Initiative, StrategyMap};

const PHRASES: [&str; 3] = ["earnings per share", "market share", "share of the market"];

/// Words that make of a percentage what is to be attained.
const ATTAINING: [&str; 11] =
    ["achieve", "reach", "attain", "hit", "increase", "grow", "raise", "cut", "reduce", "lower", "gain"];

/// Words that make of a year a deadline.
const DEADLINE: [&str; 4] = ["by", "until", "till", "before"];

/// The direction, and the indicators of the map.
pub(super) fn map(reading: &Reading, map: &StrategyMap) -> Vec<Advice> {
    let year = reading.day().civil().0;
    let mut advice = Vec::new();
    if is_target(&map.overview.strategy.direction, year) {
        let sentence = "The strategic direction is worded as a target: say where it heads, and let an indicator tell.";
        advice.push(Advice::of_map(Check::EndState, sentence));
    }
    for indicator in map.indicators.iter().filter(|indicator| is_target(&indicator.name, year)) {
        let sentence = format!("The indicator {} is worded as a target.", titled(indicator_name(indicator)));
        advice.push(Advice::of(Check::EndState, &indicator.id, sentence));
    }
    advice
}

pub(super) fn initiative(reading: &Reading, initiative: &Initiative) -> Option<Advice> {
    let year = reading.day().civil().0;
    let sentence = if is_target(&initiative.outcome, year) {
        let rest = "is worded as a target: say what changes, and let an indicator tell.";
        format!("The outcome of {} {rest}", titled(&initiative.title))
    } else {
        of_indicator(&initiative.indicators, &initiative.title, year)?
    };
    Some(Advice::of(Check::EndState, &initiative.id, sentence))
}

pub(super) fn capability(reading: &Reading, capability: &Capability) -> Option<Advice> {
    let sentence = of_indicator(&capability.indicators, &capability.title, reading.day().civil().0)?;
    Some(Advice::of(Check::EndState, &capability.id, sentence))
}

fn of_indicator(indicators: &[Indicator], owner: &str, year: i32) -> Option<String> {
    let indicator = indicators.iter().find(|indicator| is_target(&indicator.name, year))?;
    let name = titled(indicator_name(indicator));
    Some(format!("The indicator {name} of {} is worded as a target.", titled(owner)))
}

/// Whether a text reads as a target, in a given year.
fn is_target(text: &str, now: i32) -> bool {
    let lower = text.to_lowercase();
    let words = words(&lower);
    let named = PHRASES.iter().any(|phrase| lower.contains(phrase)) || words.contains(&"eps");
    named || is_dated_number(&words, now) || attains_share(&words)
}

/// The words of a text; a percent sign is a word of its own.
fn words(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ';' | '(' | ')' | ':' | '“' | '”' | '"'));
    let parts = parts.flat_map(|part| match part.find('%') {
        Some(at) => [&part[..at], "%"],
        None => [part, ""],
    });
    parts
        .map(|part| part.trim_matches(|c| matches!(c, ',' | '.' | '!' | '?')))
        .filter(|part| !part.is_empty())
        .collect()
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['€', '$', '£', '+', '-', '−', '<', '>', '~']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | 'k' | 'm' | 'x'))
}

fn as_year(word: &str) -> Option<i32> {
    let year = if word.len() == 4 { word.parse().ok() } else { None };
    year.filter(|year| (1990..2100).contains(year))
}

/// A number, and a year that is to come or that stands as a deadline.
fn is_dated_number(words: &[&str], now: i32) -> bool {
    let due = words.iter().enumerate().any(|(at, word)| {
        let before = words[at.saturating_sub(2)..at].iter().any(|word| DEADLINE.contains(word));
        as_year(word).is_some_and(|year| year > now || before)
    });
    due && words.iter().any(|word| is_number(word) && as_year(word).is_none())
}

/// A percentage that is to be attained.
fn attains_share(words: &[&str]) -> bool {
    let Some(from) = words.iter().position(|word| ATTAINING.contains(word)) else { return false };
    words[from..].windows(2).any(|pair| is_number(pair[0]) && matches!(pair[1], "%" | "percent" | "per"))
}

#[cfg(test)]
mod tests {
    use super::is_target;

    #[test]
    fn a_number_with_a_year_a_share_to_be_attained_and_the_market_s_own_words_are_targets() {
        for text in [
            "40 % market share by 2028",
            "40% of sales online by 2028",
            "Achieve 80 % satisfaction",
            "Reduce waiting by 20 percent",
            "2 million members by the end of 2014, or before 2014",
            "Earnings per share",
            "1,000 shops in 2030",
        ] {
            assert!(is_target(text, 2020), "{text}");
        }
    }

    #[test]
    fn a_heading_a_fact_and_a_name_with_a_number_are_none() {
        for text in [
            "",
            "Collaborative healthcare",
            "Members reach a care team in one step, from any channel",
            "70 % of members were active online in 2016",
            "Care by 5 teams",
            "Reach 24 hours a day",
            "Stand by 2012's promise",
        ] {
            assert!(!is_target(text, 2020), "{text}");
        }
    }
}
