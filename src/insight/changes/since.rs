//! What has become true on one map since a day.

use std::collections::HashMap;

use super::about::About;
use super::told::{Names, capitalized};
use super::walk::adaptation_title;
use super::{Change, ChangeKind, Subject};
use crate::insight::{Event, Owner, Surveyed, Timeline, Verdict, What, direction, survey};
use crate::map::{Answer, Day, Id, Link, PartialDate, Stage, StrategyKind, StrategyMap};

/// What became true on a map after the end of a day, up to the end of another: initiatives that began, stages, answers, levels of
/// maturity and choices of the primary strategy that are not what they were, adaptations – all in the order of time – and then the
/// directions that are not what they were on the first day, each read from all its observations. What waits in the tray is left out.
pub fn changes_since(map: &StrategyMap, since: Day, now: Day) -> Vec<Change> {
    let mut state =
        State { map, names: Names { before: map, after: map }, since, stages: HashMap::new(), others: HashMap::new() };
    let timeline = Timeline::of(map);
    let come = timeline.events.iter().filter(|event| event.day > since && event.day <= now);
    let mut found: Vec<Change> = come.filter_map(|event| state.event(event)).collect();
    found.extend(survey(map).filter(is_on_map).filter_map(|surveyed| turned(&surveyed, since, now)));
    for change in &mut found {
        change.illustrative |= map.overview.illustrative;
    }
    found
}

fn is_on_map(surveyed: &Surveyed<'_>) -> bool {
    !matches!(surveyed.owner, Owner::Initiative(initiative) if initiative.placement().is_none())
}

/// What held before the next event.
struct State<'a> {
    map: &'a StrategyMap,
    names: Names<'a>,
    since: Day,
    stages: HashMap<Id, Option<Stage>>,
    others: HashMap<(Id, Id), String>,
}

impl State<'_> {
    fn event(&mut self, event: &Event) -> Option<Change> {
        let date = event.date;
        let change = match &event.what {
            What::Adaptation(id) => self.adaptation(id),
            What::Primary(strategy) => self.primary(*strategy, date),
            What::Stage(id, stage) => self.stage(id, *stage, date),
            What::Maturity(id, level) => self.maturity(id, *level, date),
            What::Answer { initiative, capability, answer } => self.answer((initiative, capability), *answer, date),
        };
        change.map(|change| change.dated(Some(date)))
    }

    fn about(&self, subject: Subject, id: &Id) -> About {
        About { item: Some(id.clone()), subject, title: self.names.of(id.as_str()) }
    }

    fn adaptation(&self, id: &Id) -> Option<Change> {
        let adaptation = self.map.adaptations.get(id)?;
        let about = About { item: Some(id.clone()), subject: Subject::Adaptation, title: adaptation_title(adaptation) };
        Some(about.added().marked(adaptation.illustrative))
    }

    /// What held of something until now, where it is not what holds from now on. `first` tells what held on the first day.
    fn replace(&mut self, key: (Id, Id), now: &str, first: Option<String>) -> Option<Option<String>> {
        let was = self.others.insert(key, now.to_owned()).or(first);
        (was.as_deref() != Some(now)).then_some(was)
    }

    fn primary(&mut self, strategy: StrategyKind, date: PartialDate) -> Option<Change> {
        let first = self.map.primary_on(self.since).map(|kind| kind.name().to_owned());
        let was = self.replace((Id::default(), Id::default()), strategy.name(), first)?;
        let about = About { item: None, subject: Subject::Map, title: self.map.overview.title.clone() };
        let before = was.as_ref().map(|was| format!(" (before: {})", was.to_lowercase())).unwrap_or_default();
        let words = format!("{} leads since {}{before}", strategy.name(), date.in_words());
        let kind = if was.is_some() { ChangeKind::Changed } else { ChangeKind::Added };
        Some(about.change(kind, "primary strategy", (was, Some(strategy.name().to_owned())), words))
    }

    fn stage(&mut self, id: &Id, stage: Stage, date: PartialDate) -> Option<Change> {
        let initiative = self.map.initiatives.get(id)?;
        let first = initiative.stage_on(self.since).map(|entry| entry.stage);
        let was = self.stages.insert(id.clone(), Some(stage)).unwrap_or(first);
        if was == Some(stage) {
            return None;
        }
        let entry = initiative.stages.iter().find(|entry| entry.since == Some(date) && entry.stage == stage);
        let about = self.about(Subject::Initiative, id);
        let now = format!("{} since {}", stage.name().to_lowercase(), date.in_words());
        let change = match was {
            None => {
                let words = format!("New: {}, {now}", about.name());
                Change { field: String::new(), ..about.added().in_words(words) }
            }
            Some(was) => {
                let words = about.say(&format!("stage now {now} (was {})", was.name().to_lowercase()));
                let both = (Some(was.name().to_owned()), Some(stage.name().to_owned()));
                about.change(ChangeKind::Changed, "stage", both, words)
            }
        };
        Some(change.marked(entry.is_some_and(|entry| entry.illustrative)))
    }

    fn maturity(&mut self, id: &Id, level: u8, date: PartialDate) -> Option<Change> {
        let capability = self.map.capabilities.get(id)?;
        let told = |level: u8| format!("{level} of 5");
        let first = capability.maturity_on(self.since).map(|entry| told(entry.level));
        let was = self.replace((id.clone(), Id::default()), &told(level), first)?;
        let entry = capability.maturity.iter().find(|entry| entry.date == Some(date) && entry.level == level);
        let about = self.about(Subject::Capability, id);
        let before = was.as_ref().map(|was| format!(" (was {was})")).unwrap_or_default();
        let words = about.say(&format!("maturity now {} since {}{before}", told(level), date.in_words()));
        let kind = if was.is_some() { ChangeKind::Changed } else { ChangeKind::Added };
        let change = about.change(kind, "maturity", (was, Some(told(level))), words);
        Some(change.marked(entry.is_some_and(|entry| entry.illustrative)))
    }

    fn answer(&mut self, (initiative, to): (&Id, &Id), answer: Answer, date: PartialDate) -> Option<Change> {
        let link = self.map.initiatives.get(initiative)?.link_to(to)?;
        let first = Some(link.answer_on(self.since).name().to_owned());
        let was = self.replace((initiative.clone(), to.clone()), answer.name(), first)?;
        let about = self.about(Subject::Initiative, initiative);
        let capability = self.names.of(to.as_str());
        let before = was.as_ref().map(|was| format!(" (was {})", was.to_lowercase())).unwrap_or_default();
        let now = format!("answer of {capability} now {} since {}", answer.name().to_lowercase(), date.in_words());
        let words = about.say(&(now + &before));
        let both = (was, Some(answer.name().to_owned()));
        let change = about.change(ChangeKind::Changed, format!("answer of {capability}"), both, words);
        Some(change.marked(is_reconstructed(link, answer, date)))
    }
}

fn is_reconstructed(link: &Link, answer: Answer, date: PartialDate) -> bool {
    link.answers.iter().any(|entry| entry.on == Some(date) && entry.answer == answer && entry.illustrative)
}

/// The direction of an indicator, where it is not what it was.
fn turned(surveyed: &Surveyed<'_>, since: Day, now: Day) -> Option<Change> {
    let indicator = surveyed.indicator;
    let verdict = |day: Day| direction(indicator, day, None).verdict;
    let told = direction(indicator, now, None);
    let (was, is): (Verdict, Verdict) = (verdict(since)?, told.verdict?);
    if was == is {
        return None;
    }
    let subject = Subject::Indicator;
    let about = About { item: Some(indicator.id.clone()), subject, title: surveyed.name().trim().to_owned() };
    let [before, after] = [was, is].map(|verdict| verdict.name().to_lowercase());
    let words = about.say(&format!("now {after} (was {before})"));
    let both = (Some(capitalized(&before)), Some(capitalized(&after)));
    let last = told.span.map(|span| span.1);
    Some(about.change(ChangeKind::Changed, "direction", both, words).dated(last).marked(told.illustrative))
}
