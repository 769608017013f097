//! Lenses: one question that is asked of every card of a map, and what each has to say to it.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

use super::direction::{Verdict, direction};
use crate::map::{Answer, Capability, Day, Initiative, Stage, StrategyMap, technology_name};

/// A question that a map is looked at with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lens {
    /// Which way the first indicator moves.
    Direction,
    /// What IT has answered to the asks.
    Answer,
    /// Which technologies are used.
    Technology,
    /// Who owns it, on the business side and on that of IT.
    Owner,
    /// Whose eyes it was seen with.
    Viewpoint,
    /// How far it has come.
    Stage,
    /// How long ago an indicator was observed.
    Freshness,
    /// Which building block a capability belongs to.
    BuildingBlock,
}

/// Observations of at most this many days ago are recent: half a year.
const RECENT: i32 = 183;
/// Observations of at most this many days ago are not old yet: a year and a half, as for the checks.
const NOT_OLD: i32 = 548;

/// How long ago something was observed, in words, the most recent first.
const AGES: [&str; 4] = ["Last six months", "Last 18 months", "Longer ago", "Not observed yet"];

/// The answers, the one that holds back most first.
const ANSWERS: [Answer; 4] = [Answer::NotYet, Answer::Open, Answer::YesIf, Answer::Yes];

/// What is said of an initiative that has stages, all of them still to come.
const PLANNED: &str = "Planned";

impl Lens {
    /// All lenses, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Direction,
        Self::Answer,
        Self::Technology,
        Self::Owner,
        Self::Viewpoint,
        Self::Stage,
        Self::Freshness,
        Self::BuildingBlock,
    ];

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direction => "Direction",
            Self::Answer => "Answer",
            Self::Technology => "Technology",
            Self::Owner => "Owner",
            Self::Viewpoint => "Viewpoint",
            Self::Stage => "Stage",
            Self::Freshness => "Freshness",
            Self::BuildingBlock => "Building block",
        }
    }

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Direction => "direction",
            Self::Answer => "answer",
            Self::Technology => "technology",
            Self::Owner => "owner",
            Self::Viewpoint => "viewpoint",
            Self::Stage => "stage",
            Self::Freshness => "freshness",
            Self::BuildingBlock => "building-block",
        }
    }

    /// The question, as a sentence without its full stop.
    pub fn question(self) -> &'static str {
        match self {
            Self::Direction => "Which way the first indicator of each initiative moves",
            Self::Answer => "What IT has answered to what each initiative asks for",
            Self::Technology => "Which technologies each initiative uses",
            Self::Owner => "Who owns each initiative, on the business side and in IT",
            Self::Viewpoint => "Whose eyes each initiative was seen with",
            Self::Stage => "How far each initiative has come",
            Self::Freshness => "When an indicator of each initiative was last observed",
            Self::BuildingBlock => "Which building block each capability belongs to",
        }
    }

    /// Whether it is asked of capabilities and not of initiatives.
    pub fn is_of_capabilities(self) -> bool {
        self == Self::BuildingBlock
    }

    /// What can be said, where that does not depend on the map.
    pub fn fixed_values(self) -> Option<Vec<&'static str>> {
        match self {
            Self::Direction => Some(Verdict::ALL.map(Verdict::name).to_vec()),
            Self::Answer => Some(ANSWERS.iter().rev().map(|answer| answer.name()).collect()),
            Self::Stage => Some(Stage::ALL.map(Stage::name).into_iter().chain([PLANNED]).collect()),
            Self::Freshness => Some(AGES.to_vec()),
            Self::Technology | Self::Owner | Self::Viewpoint | Self::BuildingBlock => None,
        }
    }

    /// What is said of a card that has nothing to say.
    pub fn nothing(self) -> &'static str {
        match self {
            Self::Direction => "No verdict",
            Self::Answer => "No ask",
            Self::Technology => "No technology",
            Self::Owner => "No owner",
            Self::Viewpoint => "No viewpoint",
            Self::Stage => "No stage",
            Self::Freshness => "No indicator",
            Self::BuildingBlock => "No building block",
        }
    }

    /// What an initiative has to say on a day, each once; of building blocks: those that it relies on.
    pub fn of_initiative<'a>(self, initiative: &'a Initiative, map: &'a StrategyMap, day: Day) -> Vec<Cow<'a, str>> {
        match self {
            Self::Direction => {
                let said = initiative.indicators.first().and_then(|indicator| direction(indicator, day, None).verdict);
                said.map(|verdict| verdict.name().into()).into_iter().collect()
            }
            Self::Answer => answers(initiative, map, day),
            Self::Technology => once(initiative.technologies.iter().map(|key| technology_name(key))),
            Self::Owner => once([initiative.business_owner.as_str(), initiative.it_owner.as_str()]),
            Self::Viewpoint => once([initiative.viewpoint.as_str()]),
            Self::Stage => stage(initiative, day).into_iter().collect(),
            Self::Freshness => age(initiative, day).into_iter().collect(),
            Self::BuildingBlock => {
                let capabilities =
                    initiative.relies_on.iter().filter_map(|link| map.capabilities.get(&link.capability));
                once(capabilities.map(|capability| capability.building_block.as_str()))
            }
        }
    }

    /// What a capability has to say; nothing where it is not asked.
    pub fn of_capability(self, capability: &Capability) -> Vec<Cow<'_, str>> {
        if self.is_of_capabilities() { once([capability.building_block.as_str()]) } else { Vec::new() }
    }

    /// Everything that can be said of a map: in the order that it has by itself, else what most cards say first.
    pub fn values(self, map: &StrategyMap) -> Vec<String> {
        if let Some(values) = self.fixed_values() {
            return values.into_iter().map(str::to_owned).collect();
        }
        // None of the values that depend on the map depends on the day.
        let said: Vec<Cow<'_, str>> = if self.is_of_capabilities() {
            map.capabilities.iter().flat_map(|capability| self.of_capability(capability)).collect()
        } else {
            map.placed().flat_map(|initiative| self.of_initiative(initiative, map, Day(0))).collect()
        };
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut counted: Vec<(&str, usize)> = Vec::new();
        for value in &said {
            let place = *places.entry(value).or_insert_with(|| {
                counted.push((value, 0));
                counted.len() - 1
            });
            counted[place].1 += 1;
        }
        counted.sort_by_key(|(_, count)| Reverse(*count));
        counted.into_iter().map(|(value, _)| value.to_owned()).collect()
    }

    /// The value that is meant by a word: in any case, without its marks, and as far as one value alone begins so.
    pub fn find_value(self, map: &StrategyMap, word: &str) -> Option<String> {
        let plain = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let asked = match word {
            "internet_of_things" if self == Self::Technology => plain(technology_name(word)),
            other => plain(other),
        };
        let mut values = self.values(map);
        if let Some(exact) = values.iter().position(|value| plain(value) == asked) {
            return Some(values.swap_remove(exact));
        }
        let mut begin = values.into_iter().filter(|value| !asked.is_empty() && plain(value).starts_with(&asked));
        begin.next().filter(|_| begin.next().is_none())
    }
}

/// The texts that say something, each once, in their order.
fn once<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Cow<'a, str>> {
    let mut all: Vec<Cow<'a, str>> = Vec::new();
    for text in texts.into_iter().map(str::trim).filter(|text| !text.is_empty()) {
        if !all.iter().any(|known| known == text) {
            all.push(text.into());
        }
    }
    all
}

/// The answers to an initiative, the one that holds it back most first.
fn answers(initiative: &Initiative, map: &StrategyMap, day: Day) -> Vec<Cow<'static, str>> {
    let links = || initiative.relies_on.iter().filter(|link| map.capabilities.contains(&link.capability));
    let given = ANSWERS.into_iter().filter(|answer| links().any(|link| link.answer_on(day) == *answer));
    given.map(|answer| answer.name().into()).collect()
}

fn stage(initiative: &Initiative, day: Day) -> Option<Cow<'static, str>> {
    match initiative.stage_on(day) {
        Some(entry) => Some(entry.stage.name().into()),
        None => initiative.is_planned_on(day).then(|| PLANNED.into()),
    }
}

/// How long ago an initiative was observed by any of its indicators; nothing where it has none.
fn age(initiative: &Initiative, day: Day) -> Option<Cow<'static, str>> {
    if initiative.indicators.is_empty() {
        return None;
    }
    let observed = initiative.indicators.iter().flat_map(|indicator| &indicator.observations);
    let come = observed.filter(|observation| observation.date.start() <= day);
    let latest = come.map(|observation| observation.date.end().0.min(day.0)).max();
    Some(match latest.map(|latest| day.0.saturating_sub(latest)) {
        None => AGES[3].into(),
        Some(days) if days <= RECENT => AGES[0].into(),
        Some(days) if days <= NOT_OLD => AGES[1].into(),
        Some(_) => AGES[2].into(),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::map::{Backbone, Indicator, Link, Observation, Position, StrategyKind};

    fn initiative(id: &str) -> Initiative {
        Initiative {
            id: id.into(),
            strategy: Some(StrategyKind::CustomerEngagement),
            position: Some(Position { x: 20.0, y: 72.0 }.into()),
            ..Initiative::default()
        }
    }

    fn map(initiatives: Vec<Initiative>) -> StrategyMap {
        let mut map = StrategyMap::default();
        for id in ["c", "d"] {
            map.capabilities.put(Arc::new(Capability::named(id.into(), id, Backbone::Operational)));
        }
        for initiative in initiatives {
            map.initiatives.put(Arc::new(initiative));
        }
        map
    }

    fn day(text: &str) -> Day {
        text.parse::<crate::map::PartialDate>().expect(text).end()
    }

    #[test]
    fn an_initiative_says_each_answer_once_and_first_the_one_that_holds_it_back() {
        let answered = |id: &str, answer| {
            let mut link = Link::to(id.into());
            link.answers = vec![entry(answer)];
            link
        };
        let mut initiative = initiative("a");
        initiative.relies_on = vec![answered("c", Answer::Yes), answered("d", Answer::NotYet), Link::to("gone".into())];
        let map = map(vec![]);
        assert_eq!(Lens::Answer.of_initiative(&initiative, &map, Day(0)), ["Not yet", "Yes"]);
        initiative.relies_on.clear();
        assert!(Lens::Answer.of_initiative(&initiative, &map, Day(0)).is_empty());
    }

    fn entry(answer: Answer) -> crate::map::AnswerEntry {
        crate::map::AnswerEntry {
            on: None,
            answer,
            text: String::new(),
            conditions: String::new(),
            agreed_by: String::new(),
            due: None,
            illustrative: false,
            sources: Vec::new(),
            extra: crate::map::Extra::new(),
        }
    }

    #[test]
    fn freshness_is_told_by_the_latest_observation_of_any_indicator_that_has_come() {
        let observed = |date: &str| Indicator {
            observations: vec![Observation::exact(date.parse().expect(date), 1.0)],
            ..Indicator::default()
        };
        let mut initiative = initiative("a");
        let map = map(vec![]);
        let mut said = |indicators: Vec<Indicator>, on: &str| {
            initiative.indicators = indicators;
            Lens::Freshness.of_initiative(&initiative, &map, day(on)).first().map(|value| value.to_string())
        };
        assert_eq!(said(vec![], "2020"), None);
        assert_eq!(said(vec![Indicator::default()], "2020").as_deref(), Some("Not observed yet"));
        let two = || vec![observed("2018-01"), observed("2020-03")];
        assert_eq!(said(two(), "2017").as_deref(), Some("Not observed yet"));
        assert_eq!(said(two(), "2020-06").as_deref(), Some("Last six months"));
        assert_eq!(said(two(), "2021-06").as_deref(), Some("Last 18 months"));
        assert_eq!(said(two(), "2022-06").as_deref(), Some("Longer ago"));
    }

    #[test]
    fn what_most_cards_say_comes_first_and_is_found_by_the_beginning_of_its_name() {
        let owned = |id: &str, business: &str, it: &str| Initiative {
            business_owner: business.into(),
            it_owner: it.into(),
            ..initiative(id)
        };
        let map = map(vec![owned("a", "Stores", "Data"), owned("b", "Stores ", ""), owned("c", "Statistics", "")]);
        assert_eq!(Lens::Owner.values(&map), ["Stores", "Data", "Statistics"]);
        assert_eq!(Lens::Owner.find_value(&map, "stores").as_deref(), Some("Stores"));
        assert_eq!(Lens::Owner.find_value(&map, "dat").as_deref(), Some("Data"));
        assert_eq!(Lens::Owner.find_value(&map, "st"), None);
        assert_eq!(Lens::Answer.find_value(&map, "yes_if").as_deref(), Some("Yes if …"));
        assert_eq!(Lens::Answer.find_value(&map, "yes").as_deref(), Some("Yes"));
    }

    #[test]
    fn a_capability_answers_for_its_building_block_alone() {
        let mut capability = Capability::named("c".into(), "Data", Backbone::Operational);
        capability.building_block = "Digital platform".into();
        assert_eq!(Lens::BuildingBlock.of_capability(&capability), ["Digital platform"]);
        assert!(Lens::Owner.of_capability(&capability).is_empty());
    }
}
