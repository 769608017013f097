//! What happened when: everything dated on a map, in the order of time.

use super::survey::survey;
use crate::map::{Answer, Day, Id, PartialDate, Stage, StrategyKind, StrategyMap};

/// Something dated that changes the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The first day on which it holds.
    pub day: Day,
    /// When, as exactly as is known.
    pub date: PartialDate,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// The course was changed.
    Adaptation(Id),
    /// A strategy became the primary one.
    Primary(StrategyKind),
    /// An initiative came to a stage.
    Stage(Id, Stage),
    /// A capability was assessed.
    Maturity(Id, u8),
    /// IT answered what an initiative asks of a capability.
    Answer {
        /// The initiative.
        initiative: Id,
        /// The capability.
        capability: Id,
        /// The answer.
        answer: Answer,
    },
}

/// Everything dated on a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// What changes the map, in the order of time.
    pub events: Vec<Event>,
    /// The days on which something was observed, each once, in the order of time.
    pub observed: Vec<Day>,
}

impl Timeline {
    /// Reads a map. What waits in the tray is left out: it is not on the map.
    pub fn of(map: &StrategyMap) -> Self {
        let mut events = Vec::new();
        let mut note = |date: Option<PartialDate>, what: What| {
            events.extend(date.map(|date| Event { day: date.start(), date, what }));
        };
        for adaptation in map.adaptations.iter() {
            note(adaptation.date, What::Adaptation(adaptation.id.clone()));
        }
        for choice in &map.overview.strategy.primary {
            note(choice.since, What::Primary(choice.strategy));
        }
        for initiative in map.placed() {
            for entry in &initiative.stages {
                note(entry.since, What::Stage(initiative.id.clone(), entry.stage));
            }
            for link in &initiative.relies_on {
                for entry in &link.answers {
                    let (initiative, capability) = (initiative.id.clone(), link.capability.clone());
                    note(entry.on, What::Answer { initiative, capability, answer: entry.answer });
                }
            }
        }
        for capability in map.capabilities.iter() {
            for entry in &capability.maturity {
                note(entry.date, What::Maturity(capability.id.clone(), entry.level));
            }
        }
        events.sort_by_key(|event| event.day);
        Self { events, observed: observed(map) }
    }

    /// The first and the last day of all; nothing where nothing is dated.
    pub fn span(&self) -> Option<(Day, Day)> {
        let events = || self.events.iter().map(|event| event.day);
        let first = events().next().into_iter().chain(self.observed.first().copied()).min()?;
        let last = events().next_back().into_iter().chain(self.observed.last().copied()).max()?;
        Some((first, last))
    }

    /// The next day after a day on which something happens; where nothing but observations is dated, the next observation.
    pub fn next_day(&self, after: Day) -> Option<Day> {
        if self.events.is_empty() {
            return self.observed.get(self.observed.partition_point(|day| *day <= after)).copied();
        }
        self.events.get(self.events.partition_point(|event| event.day <= after)).map(|event| event.day)
    }

    /// The last day before a day on which something happens; as [`Timeline::next_day`].
    pub fn day_before(&self, before: Day) -> Option<Day> {
        if self.events.is_empty() {
            return self.observed[..self.observed.partition_point(|day| *day < before)].last().copied();
        }
        self.events[..self.events.partition_point(|event| event.day < before)].last().map(|event| event.day)
    }

    /// What happens on a day.
    pub fn on(&self, day: Day) -> &[Event] {
        let from = self.events.partition_point(|event| event.day < day);
        let to = self.events.partition_point(|event| event.day <= day);
        &self.events[from..to]
    }
}

fn observed(map: &StrategyMap) -> Vec<Day> {
    let observations = survey(map).flat_map(|surveyed| &surveyed.indicator.observations);
    let mut days: Vec<Day> = observations.map(|observation| observation.date.start()).collect();
    days.sort_unstable();
    days.dedup();
    days
}

impl Event {
    /// What happened, in a sentence without its date.
    pub fn words(&self, map: &StrategyMap) -> String {
        let initiative = |id: &Id| map.initiatives.get(id).map_or("", |initiative| initiative.title.trim());
        let capability = |id: &Id| map.capabilities.get(id).map_or("", |capability| capability.title.trim());
        match &self.what {
            What::Adaptation(id) => {
                match map.adaptations.get(id).map(|adaptation| adaptation.change.trim().trim_end_matches('.')) {
                    None | Some("") => "Adapted".to_owned(),
                    Some(change) => format!("Adapted: {change}"),
                }
            }
            What::Primary(strategy) => format!("{} leads", strategy.name()),
            What::Stage(id, stage) => format!("“{}” {}", initiative(id), stage_words(*stage)),
            What::Maturity(id, level) => format!("“{}” at maturity {level} of 5", capability(id)),
            What::Answer { initiative: from, capability: to, answer } => {
                format!("“{}” answers “{}”: {}", capability(to), initiative(from), answer.name().to_lowercase())
            }
        }
    }
}

/// What an initiative does that comes to a stage.
fn stage_words(stage: Stage) -> &'static str {
    match stage {
        Stage::Idea => "is an idea",
        Stage::Experiment => "becomes an experiment",
        Stage::Scaling => "is scaling",
        Stage::Established => "is established",
        Stage::Stopped => "is stopped",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Adaptation, Indicator, Initiative, Observation, Position, StageEntry};
    use std::sync::Arc;

    fn date(text: &str) -> PartialDate {
        text.parse().expect(text)
    }

    fn map() -> StrategyMap {
        let mut map = StrategyMap::default();
        let stage = |since: &str, stage| StageEntry {
            since: Some(date(since)),
            stage,
            illustrative: false,
            sources: Vec::new(),
            extra: crate::map::Extra::new(),
        };
        let indicators = vec![Indicator {
            id: "k".into(),
            observations: vec![Observation::exact(date("2016"), 1.0), Observation::exact(date("2009"), 1.0)],
            ..Indicator::default()
        }];
        let initiative = Initiative {
            id: "i".into(),
            title: "Record".into(),
            strategy: Some(StrategyKind::CustomerEngagement),
            position: Some(Position { x: 0.0, y: 0.0 }.into()),
            stages: vec![stage("2014", Stage::Scaling), stage("2010", Stage::Experiment)],
            indicators,
            ..Initiative::default()
        };
        map.initiatives.put(Arc::new(initiative.clone()));
        map.initiatives.put(Arc::new(Initiative { id: "idea".into(), position: None, ..initiative }));
        let adaptation = Adaptation {
            id: "a".into(),
            date: Some(date("2012-05")),
            change: "Video first".into(),
            ..Adaptation::default()
        };
        map.adaptations.put(Arc::new(adaptation));
        map
    }

    #[test]
    fn events_stand_in_the_order_of_time_and_tell_what_happened() {
        let map = map();
        let timeline = Timeline::of(&map);
        let told: Vec<String> =
            timeline.events.iter().map(|event| format!("{} {}", event.date, event.words(&map))).collect();
        assert_eq!(
            told,
            ["2010 “Record” becomes an experiment", "2012-05 Adapted: Video first", "2014 “Record” is scaling"]
        );
        let years = timeline.span().map(|(first, last)| (first.civil().0, last.civil().0));
        assert_eq!(years, Some((2009, 2016)));
    }

    #[test]
    fn a_step_leads_to_the_next_day_on_which_something_happens() {
        let timeline = Timeline::of(&map());
        let start = Day::from_civil(2010, 1, 1);
        assert_eq!(timeline.next_day(start), Some(date("2012-05").start()));
        assert_eq!(timeline.day_before(start), None);
        assert_eq!(timeline.on(start).len(), 1);
        assert!(timeline.on(Day(start.0 + 1)).is_empty());
        let observed = Timeline { observed: vec![Day(3), Day(9)], ..Timeline::default() };
        assert_eq!((observed.next_day(Day(3)), observed.day_before(Day(9))), (Some(Day(9)), Some(Day(3))));
        assert_eq!((observed.next_day(Day(9)), observed.day_before(Day(3))), (None, None));
    }

    #[test]
    fn a_map_without_dates_has_no_span() {
        assert_eq!(Timeline::of(&StrategyMap::default()).span(), None);
    }
}
