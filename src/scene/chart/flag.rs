//! What happened while the indicator was observed: changes of course, and the stages of the initiative that has it.

use crate::insight::{Event, Owner, Surveyed, Timeline, What};
use crate::map::{Adaptation, Day, Initiative, PartialDate, Stage, StrategyKind, StrategyMap};

/// What a flag marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagKind {
    /// A change of course of the map.
    Adaptation,
    /// A stage that the initiative came to; with its strategy, whose colour it has.
    Stage(Stage, Option<StrategyKind>),
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// The first day of its date, in years: from then on it holds, here as on the time bar.
    pub time: f64,
    /// When, as exactly as is known.
    pub date: PartialDate,
    /// What it marks.
    pub kind: FlagKind,
    /// What stands beside it.
    pub words: String,
    /// All that is known of it.
    pub told: Vec<String>,
}

/// What happened on a map by a day that concerns an indicator, in the order of time.
pub fn flags(map: &StrategyMap, shown: &Surveyed<'_>, day: Day, timeline: &Timeline) -> Vec<Flag> {
    let come = timeline.events.iter().filter(|event| event.day <= day);
    come.filter_map(|event| flag(map, &shown.owner, event)).collect()
}

fn flag(map: &StrategyMap, owner: &Owner<'_>, event: &Event) -> Option<Flag> {
    let (kind, words, told) = match (&event.what, owner) {
        (What::Adaptation(id), _) => {
            let adaptation = map.adaptations.get(id)?;
            (FlagKind::Adaptation, event.words(map), of_adaptation(adaptation))
        }
        (What::Stage(id, stage), Owner::Initiative(initiative)) if initiative.id == *id => {
            let kind = FlagKind::Stage(*stage, initiative.strategy);
            (kind, stage.name().to_owned(), of_stage(initiative, *stage, event.date))
        }
        _ => return None,
    };
    Some(Flag { time: event.day.as_years(), date: event.date, kind, words, told })
}

fn of_adaptation(adaptation: &Adaptation) -> Vec<String> {
    let named = |name: &str, text: &str| (!text.trim().is_empty()).then(|| format!("{name}: {}", text.trim()));
    let mut told = vec![named("Changed", &adaptation.change).unwrap_or_else(|| "Adapted".into())];
    told.extend(named("Noticed", &adaptation.trigger));
    told.extend(named("Came of it", &adaptation.outcome));
    told.extend(adaptation.illustrative.then(|| ILLUSTRATIVE.to_owned()));
    told
}

fn of_stage(initiative: &Initiative, stage: Stage, since: PartialDate) -> Vec<String> {
    let title = Owner::Initiative(initiative).title().to_owned();
    let mut told = vec![format!("{}: “{title}”", stage.name())];
    let mut entries = initiative.stages.iter().filter(|entry| entry.stage == stage && entry.since == Some(since));
    told.extend(entries.any(|entry| entry.illustrative).then(|| ILLUSTRATIVE.to_owned()));
    told
}

const ILLUSTRATIVE: &str = "Illustrative: invented or judged";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Extra, Id, Indicator, Position, StageEntry};
    use std::sync::Arc;

    fn date(text: &str) -> PartialDate {
        text.parse().expect(text)
    }

    fn map() -> StrategyMap {
        let mut map = StrategyMap::default();
        let stage = |since: &str, stage, illustrative| StageEntry {
            since: Some(date(since)),
            stage,
            illustrative,
            sources: Vec::new(),
            extra: Extra::new(),
        };
        for id in ["own", "other"] {
            map.initiatives.put(Arc::new(Initiative {
                id: id.into(),
                title: "Record".into(),
                strategy: Some(StrategyKind::DigitizedSolutions),
                position: Some(Position::default().into()),
                stages: vec![stage("2014", Stage::Scaling, true), stage("2010", Stage::Experiment, false)],
                indicators: vec![Indicator::default()],
                ..Initiative::default()
            }));
        }
        for (id, when) in [("early", "2012-01-05"), ("year", "2012"), ("late", "2019")] {
            map.adaptations.put(Arc::new(Adaptation {
                id: id.into(),
                date: Some(date(when)),
                change: format!("Changed {id}."),
                outcome: "More came.".into(),
                ..Adaptation::default()
            }));
        }
        map
    }

    fn told(map: &StrategyMap, owner: Option<&Id>) -> Vec<Flag> {
        let initiative = owner.and_then(|id| map.initiatives.get(id));
        let owner = initiative.map_or(Owner::Map, |initiative| Owner::Initiative(initiative));
        let indicator = Indicator::default();
        flags(map, &Surveyed { indicator: &indicator, owner }, date("2016").end(), &Timeline::of(map))
    }

    #[test]
    fn flags_stand_in_the_order_of_time_and_none_after_the_day() {
        let map = map();
        let flags = told(&map, Some(&"own".into()));
        let words: Vec<&str> = flags.iter().map(|flag| flag.words.as_str()).collect();
        assert_eq!(words, ["Experiment", "Adapted: Changed year", "Adapted: Changed early", "Scaling"]);
        assert!(flags.windows(2).all(|pair| pair[0].time <= pair[1].time));
    }

    #[test]
    fn what_is_dated_by_a_year_stands_at_its_first_day_from_which_the_map_counts_it() {
        let map = map();
        let flags = told(&map, None);
        assert_eq!((flags[0].words.as_str(), flags[0].time), ("Adapted: Changed year", 2012.0));
        assert_eq!(flags[1].time, Day::from_civil(2012, 1, 5).as_years());
    }

    #[test]
    fn the_stages_of_other_initiatives_are_not_flagged() {
        assert_eq!(told(&map(), None).len(), 2);
    }

    #[test]
    fn a_flag_tells_all_that_is_known() {
        let flags = told(&map(), Some(&"own".into()));
        assert_eq!(flags[2].told, ["Changed: Changed early.", "Came of it: More came."]);
        assert_eq!(flags[3].told, ["Scaling: “Record”", "Illustrative: invented or judged"]);
        assert_eq!(flags[3].kind, FlagKind::Stage(Stage::Scaling, Some(StrategyKind::DigitizedSolutions)));
    }
}
