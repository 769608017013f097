//! A map as it is read in words and tables: what is there at a moment, and what stands on it then.

use std::collections::HashMap;

use crate::insight::{Direction, Owner, Surveyed, direction, survey};
use crate::map::{
    Adaptation, AnswerEntry, Day, Id, Indicator, Initiative, Link, Moment, PartialDate, Silenced, Source, StageEntry,
    StrategyKind, StrategyMap,
};

/// A map at a moment.
pub struct Reading<'a> {
    /// The map.
    pub map: &'a StrategyMap,
    /// The moment that it is read as of.
    pub moment: Moment,
    relying: HashMap<&'a Id, Vec<(&'a Initiative, &'a Link)>>,
    source_numbers: HashMap<&'a Id, usize>,
}

/// The stage of an initiative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing<'a> {
    /// The stage in force, or else the first that will come.
    pub entry: &'a StageEntry,
    /// Whether it is still to come.
    pub planned: bool,
}

/// What an initiative is to the strategy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It stands in the primary strategy.
    Primary,
    /// It stands in the other one.
    Supporting,
    /// No strategy is primary.
    Undecided,
    /// It waits in the tray.
    Idea,
}

impl Role {
    /// The name on the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Primary => "Primary",
            Self::Supporting => "Supporting",
            Self::Undecided => "No strategy is primary",
            Self::Idea => "Idea, not placed",
        }
    }
}

impl<'a> Reading<'a> {
    /// Reads a map as of a moment.
    pub fn of(map: &'a StrategyMap, moment: Moment) -> Self {
        let mut relying: HashMap<&Id, Vec<(&Initiative, &Link)>> = HashMap::new();
        for initiative in map.initiatives.iter().filter(|initiative| moment.has(initiative)) {
            for link in &initiative.relies_on {
                relying.entry(&link.capability).or_default().push((initiative, link));
            }
        }
        let source_numbers = map.sources.iter().enumerate().map(|(i, source)| (&source.id, i + 1)).collect();
        Self { map, moment, relying, source_numbers }
    }

    /// The day.
    pub fn day(&self) -> Day {
        self.moment.day
    }

    /// The date that the moment is told by: as it was asked for, or else the day.
    pub fn date(&self) -> PartialDate {
        self.moment.said.unwrap_or_else(|| PartialDate::of_day(self.moment.day))
    }

    /// The title of the map, also where it has none.
    pub fn title(&self) -> &'a str {
        let title = self.map.overview.title.trim();
        if title.is_empty() { "Untitled map" } else { title }
    }

    /// The initiatives that are there, ideas among them, in their order.
    pub fn initiatives(&self) -> impl Iterator<Item = &'a Initiative> {
        let moment = self.moment;
        self.map.initiatives.iter().map(AsRef::as_ref).filter(move |initiative| moment.has(initiative))
    }

    /// The initiatives of a strategy that stand on the map.
    pub fn placed_in(&self, strategy: StrategyKind) -> impl Iterator<Item = &'a Initiative> {
        self.initiatives().filter(move |initiative| initiative.placement().is_some_and(|(kind, _)| kind == strategy))
    }

    /// The initiatives that wait in the tray.
    pub fn ideas(&self) -> impl Iterator<Item = &'a Initiative> {
        self.initiatives().filter(|initiative| initiative.placement().is_none())
    }

    /// The initiatives that another serves and that are there.
    pub fn served_by(&self, initiative: &'a Initiative) -> impl Iterator<Item = &'a Initiative> {
        let known = initiative.serves.iter().filter_map(|id| self.map.initiatives.get(id).map(AsRef::as_ref));
        known.filter(|served| self.moment.has(served))
    }

    /// What relies on a capability, and by which link.
    pub fn relying_on(&self, capability: &Id) -> &[(&'a Initiative, &'a Link)] {
        self.relying.get(capability).map_or(&[], Vec::as_slice)
    }

    /// The stage of an initiative; nothing where it has none.
    pub fn stage(&self, initiative: &'a Initiative) -> Option<Standing<'a>> {
        let begun = initiative.stage_on(self.day()).map(|entry| Standing { entry, planned: false });
        begun.or_else(|| {
            let first = initiative.stages.iter().min_by_key(|entry| entry.since.map(PartialDate::start));
            first.map(|entry| Standing { entry, planned: true })
        })
    }

    /// The answer in force on a link.
    pub fn answer(&self, link: &'a Link) -> Option<&'a AnswerEntry> {
        link.answer_entry_on(self.day())
    }

    /// What an initiative is to the strategy.
    pub fn role(&self, initiative: &Initiative) -> Role {
        match (initiative.placement(), self.map.primary_on(self.day())) {
            (None, _) => Role::Idea,
            (_, None) => Role::Undecided,
            (Some((strategy, _)), Some(primary)) if strategy == primary => Role::Primary,
            _ => Role::Supporting,
        }
    }

    /// The indicators of the map and of what is there.
    pub fn indicators(&self) -> impl Iterator<Item = Surveyed<'a>> {
        let moment = self.moment;
        survey(self.map).filter(move |surveyed| match surveyed.owner {
            Owner::Initiative(initiative) => moment.has(initiative),
            Owner::Map | Owner::Capability(_) => true,
        })
    }

    /// Which way an indicator moves.
    pub fn direction(&self, indicator: &Indicator) -> Direction {
        let mut told = direction(indicator, self.day(), None);
        told.illustrative |= self.map.overview.illustrative;
        told
    }

    /// The adaptations that have come, in the order of time; those without a date come first.
    pub fn adaptations(&self) -> Vec<&'a Adaptation> {
        let all = self.map.adaptations.iter().map(AsRef::as_ref);
        let mut come: Vec<&Adaptation> = all.filter(|adaptation| self.has_come(adaptation.date)).collect();
        come.sort_by_key(|adaptation| adaptation.date.map(PartialDate::middle));
        come
    }

    /// The checks that were silenced by then.
    pub fn silenced(&self) -> impl Iterator<Item = &'a Silenced> {
        let day = self.day();
        let come = move |date: Option<PartialDate>| date.is_none_or(|date| date.start() <= day);
        self.map.overview.silenced.iter().filter(move |silenced| come(silenced.on))
    }

    /// Whether a date has come; an absent date always has.
    pub fn has_come(&self, date: Option<PartialDate>) -> bool {
        date.is_none_or(|date| date.start() <= self.day())
    }

    /// The sources with these ids, those that are known.
    pub fn sources(&self, ids: &'a [Id]) -> impl Iterator<Item = &'a Source> {
        ids.iter().filter_map(|id| self.map.sources.get(id).map(AsRef::as_ref))
    }

    /// The place of a source among those of the map, from 1.
    pub fn source_number(&self, id: &Id) -> Option<usize> {
        self.source_numbers.get(id).copied()
    }

    /// What the record with an id is called; the id itself where there is none.
    pub fn name_of(&self, id: &'a Id) -> &'a str {
        let initiative = self.map.initiatives.get(id).map(|initiative| named(&initiative.title));
        let capability = || self.map.capabilities.get(id).map(|capability| named(&capability.title));
        let indicator = || self.map.indicator(id).map(crate::insight::indicator_name);
        initiative.or_else(capability).or_else(indicator).unwrap_or(id.as_str())
    }
}

/// A title, also where there is none.
pub fn named(title: &str) -> &str {
    if title.trim().is_empty() { "Untitled" } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Extra, Stage};
    use std::sync::Arc;

    fn date(text: &str) -> PartialDate {
        text.parse().expect(text)
    }

    fn begun(id: &str, since: &str) -> Arc<Initiative> {
        let since = Some(date(since));
        let stage =
            StageEntry { since, stage: Stage::Scaling, illustrative: false, sources: Vec::new(), extra: Extra::new() };
        let links = vec![Link::to("c".into())];
        Arc::new(Initiative { id: id.into(), stages: vec![stage], relies_on: links, ..Initiative::default() })
    }

    #[test]
    fn what_had_not_begun_is_left_out_of_the_past_and_planned_in_the_present() {
        let mut map = StrategyMap::default();
        Arc::make_mut(&mut map.overview).as_of = Some(date("2016"));
        map.initiatives.put(begun("early", "2010"));
        map.initiatives.put(begun("late", "2018"));
        let past = Reading::of(&map, Moment::of(&map, Some(date("2012")), Day(0)));
        assert_eq!(past.initiatives().count(), 1);
        assert_eq!(past.relying_on(&"c".into()).len(), 1);
        let now = Reading::of(&map, Moment::of(&map, None, Day(0)));
        let planned: Vec<bool> = now.initiatives().filter_map(|i| now.stage(i)).map(|s| s.planned).collect();
        assert_eq!(planned, [false, true]);
    }
}
