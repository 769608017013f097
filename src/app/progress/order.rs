//! In which order indicators are listed, and under which headings.

use egui::Color32;

use super::cache::Entry;
use crate::app::style::{Palette, color32};
use crate::app::verdict;
use crate::insight::{Owner, Verdict};
use crate::map::StrategyKind;

/// How the list is grouped and sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// As on the map, under the title of what has them.
    #[default]
    Initiative,
    /// Under the strategy, the backbone or the whole map.
    Strategy,
    /// Under the verdict, what needs attention first.
    Verdict,
    /// The longest unobserved first.
    Staleness,
}

impl Arrangement {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Initiative, Self::Strategy, Self::Verdict, Self::Staleness];

    /// The name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Initiative => "by initiative",
            Self::Strategy => "by strategy",
            Self::Verdict => "by verdict",
            Self::Staleness => "by staleness",
        }
    }

    /// What it does, for the menu.
    pub fn told(self) -> &'static str {
        match self {
            Self::Initiative => "In the map’s order, under what has them",
            Self::Strategy => "Under the two strategies, the backbone and the whole map",
            Self::Verdict => "What slips first, then what advances",
            Self::Staleness => "The longest since the last observation first",
        }
    }
}

/// The colour of a heading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hue {
    /// Of less weight.
    Quiet,
    /// Of the whole map.
    Map,
    /// Of a strategy.
    Strategy(StrategyKind),
    /// Of the backbones.
    Backbone,
    /// Of a verdict.
    Verdict(Option<Verdict>),
}

impl Hue {
    /// As it is drawn.
    pub fn color(self, palette: &Palette) -> Color32 {
        match self {
            Self::Quiet => palette.muted,
            Self::Map => palette.ink,
            Self::Strategy(strategy) => palette.strategy(strategy),
            Self::Backbone => color32(palette.scene.operational),
            Self::Verdict(verdict) => verdict::color(palette, verdict),
        }
    }
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A heading above some indicators, with how many there are.
    Group(String, Hue, usize),
    /// The indicator at a place in the map's order.
    Row(usize),
}

/// The lines of the list: each indicator once, no heading without one.
pub fn arrange(entries: &[Entry], arrangement: Arrangement) -> Vec<Line> {
    match arrangement {
        Arrangement::Initiative => by_owner(entries),
        Arrangement::Strategy => grouped(entries, strategy_of, &STRATEGIES, |group| (name_of(group), group)),
        Arrangement::Verdict => grouped(
            entries,
            |entry| entry.direction.verdict,
            &VERDICTS,
            |verdict| (verdict.map_or("Context only", Verdict::name), Hue::Verdict(verdict)),
        ),
        Arrangement::Staleness => by_staleness(entries),
    }
}

fn by_owner(entries: &[Entry]) -> Vec<Line> {
    let key = |entry: &Entry| entry.held.surveyed().owner.key();
    let mut lines = Vec::new();
    let mut at = 0;
    for group in entries.chunk_by(|a, b| key(a) == key(b)) {
        let title = group[0].held.surveyed().owner.title().to_owned();
        lines.push(Line::Group(title, Hue::Quiet, group.len()));
        lines.extend((at..at + group.len()).map(Line::Row));
        at += group.len();
    }
    lines
}

fn by_staleness(entries: &[Entry]) -> Vec<Line> {
    let mut places: Vec<usize> = (0..entries.len()).collect();
    // What was never observed comes before all that was.
    places.sort_by_key(|place| entries[*place].last.map(|date| date.middle()));
    places.into_iter().map(Line::Row).collect()
}

/// What slips is seen first.
const VERDICTS: [Option<Verdict>; 5] =
    [Some(Verdict::Slipping), Some(Verdict::Advancing), Some(Verdict::Holding), Some(Verdict::TooEarly), None];

const STRATEGIES: [Hue; 5] = [
    Hue::Strategy(StrategyKind::CustomerEngagement),
    Hue::Strategy(StrategyKind::DigitizedSolutions),
    Hue::Backbone,
    Hue::Map,
    Hue::Quiet,
];

fn strategy_of(entry: &Entry) -> Hue {
    match entry.held.surveyed().owner {
        Owner::Map => Hue::Map,
        Owner::Capability(_) => Hue::Backbone,
        Owner::Initiative(initiative) => initiative.strategy.map_or(Hue::Quiet, Hue::Strategy),
    }
}

fn name_of(group: Hue) -> &'static str {
    match group {
        Hue::Strategy(strategy) => strategy.name(),
        Hue::Backbone => "Backbone",
        Hue::Map => "Whole map",
        Hue::Quiet | Hue::Verdict(_) => "Ideas without a strategy",
    }
}

fn grouped<G: PartialEq + Copy>(
    entries: &[Entry],
    of: impl Fn(&Entry) -> G,
    groups: &[G],
    named: impl Fn(G) -> (&'static str, Hue),
) -> Vec<Line> {
    let mut lines = Vec::with_capacity(entries.len() + groups.len());
    for group in groups {
        let rows: Vec<usize> = (0..entries.len()).filter(|at| of(&entries[*at]) == *group).collect();
        if !rows.is_empty() {
            let (name, hue) = named(*group);
            lines.push(Line::Group(name.to_owned(), hue, rows.len()));
            lines.extend(rows.into_iter().map(Line::Row));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::progress::cache::Directions;
    use crate::edit::Document;
    use crate::map::{
        Backbone, Capability, Day, Desired, Indicator, Initiative, Observation, PartialDate, StrategyMap,
    };
    use std::sync::Arc;

    fn indicator(id: &str, from: u16, values: &[f64]) -> Indicator {
        let seen = |(i, value): (usize, &f64)| Observation::exact(PartialDate::of_year(from + i as u16), *value);
        Indicator { id: id.into(), observations: values.iter().enumerate().map(seen).collect(), ..Indicator::default() }
    }

    fn directions() -> Directions {
        let mut map = StrategyMap::default();
        map.indicators.put(Arc::new(indicator("own", 2009, &[1.0, 2.0, 3.0, 4.0, 5.0])));
        let strategy = |kind| Some(kind);
        for (id, strategy, indicators) in [
            (
                "solutions",
                strategy(StrategyKind::DigitizedSolutions),
                vec![indicator("slips", 2006, &[5.0, 4.0, 3.0, 2.0, 1.0]), indicator("never", 2000, &[])],
            ),
            (
                "engagement",
                strategy(StrategyKind::CustomerEngagement),
                vec![Indicator { desired: Desired::None, ..indicator("context", 2002, &[1.0]) }],
            ),
            ("idea", None, vec![indicator("idle", 2005, &[1.0])]),
        ] {
            let title = id.to_uppercase();
            let initiative = Initiative { id: id.into(), title, strategy, indicators, ..Initiative::default() };
            map.initiatives.put(Arc::new(initiative));
        }
        let mut capability = Capability::named("c".into(), "Record", Backbone::Operational);
        capability.indicators = vec![indicator("holds", 2004, &[1.0, 3.0, 2.0, 1.0, 2.0])];
        map.capabilities.put(Arc::new(capability));
        let mut directions = Directions::default();
        directions.refresh(&Document::new(map), Day::from_civil(2015, 12, 31), None);
        directions
    }

    fn told(arrangement: Arrangement) -> Vec<String> {
        let directions = directions();
        let told = |line: Line| match line {
            Line::Group(title, _, count) => format!("{title} ({count})"),
            Line::Row(at) => directions.entries()[at].id().to_string(),
        };
        arrange(directions.entries(), arrangement).into_iter().map(told).collect()
    }

    #[test]
    fn by_initiative_follows_the_map_under_the_titles_of_the_owners() {
        let expected = [
            "Whole map (1)",
            "own",
            "SOLUTIONS (2)",
            "slips",
            "never",
            "ENGAGEMENT (1)",
            "context",
            "IDEA (1)",
            "idle",
            "Record (1)",
            "holds",
        ];
        assert_eq!(told(Arrangement::Initiative), expected);
    }

    #[test]
    fn by_strategy_customer_engagement_comes_first_and_the_whole_map_after_the_backbone() {
        let expected = [
            "Customer engagement (1)",
            "context",
            "Digitized solutions (2)",
            "slips",
            "never",
            "Backbone (1)",
            "holds",
            "Whole map (1)",
            "own",
            "Ideas without a strategy (1)",
            "idle",
        ];
        assert_eq!(told(Arrangement::Strategy), expected);
    }

    #[test]
    fn by_verdict_what_slips_comes_first_and_context_last() {
        let expected = [
            "Slipping (1)",
            "slips",
            "Advancing (1)",
            "own",
            "Holding (1)",
            "holds",
            "Too early to tell (2)",
            "never",
            "idle",
            "Context only (1)",
            "context",
        ];
        assert_eq!(told(Arrangement::Verdict), expected);
    }

    #[test]
    fn by_staleness_what_was_never_observed_comes_first_and_the_freshest_last() {
        assert_eq!(told(Arrangement::Staleness), ["never", "context", "idle", "holds", "slips", "own"]);
    }

    #[test]
    fn every_arrangement_lists_each_indicator_once() {
        let directions = directions();
        for arrangement in Arrangement::ALL {
            let lines = arrange(directions.entries(), arrangement);
            let mut rows: Vec<usize> =
                lines.iter().filter_map(|line| if let Line::Row(at) = line { Some(*at) } else { None }).collect();
            rows.sort_unstable();
            assert_eq!(rows, (0..directions.entries().len()).collect::<Vec<_>>(), "{arrangement:?}");
        }
    }
}
