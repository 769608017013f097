//! Whether what supports follows what leads.

use super::{Advice, Check, Reading, Remedy, listed, titled};
use crate::map::{Id, Initiative, PartialDate, Stage, StrategyMap};

/// Supporting initiatives that serve none of the primary strategy.
pub(super) fn strays(reading: &Reading, map: &StrategyMap) -> Vec<Advice> {
    let supporting = map.placed().filter(|initiative| reading.counts(initiative) && reading.supports(initiative));
    let mut leading = map.placed().filter(|initiative| reading.counts(initiative) && reading.leads(initiative));
    // Which one it should serve is certain only where there is one.
    let only = leading.next().filter(|_| leading.next().is_none());
    let serves = |id: &Id| map.initiatives.get(id).is_some_and(|served| reading.leads(served));
    let strays = supporting.filter(|initiative| !initiative.serves.iter().any(serves));
    let told = strays.map(|stray| {
        let sentence = format!("{} serves no initiative of the primary strategy.", titled(&stray.title));
        let remedy =
            only.map(|to| Remedy::Serve { from: stray.id.clone(), to: to.id.clone(), title: titled(&to.title) });
        Advice { remedy, ..Advice::of(Check::StrayInitiative, &stray.id, sentence) }
    });
    told.collect()
}

/// Whether a supporting initiative started before one that it serves.
pub(super) fn supporting_first(reading: &Reading, initiative: &Initiative, served: &[&Initiative]) -> Option<Advice> {
    let start = start(initiative).filter(|start| start.start() <= reading.day())?;
    if !reading.supports(initiative) {
        return None;
    }
    let later: Vec<&&Initiative> =
        served.iter().filter(|primary| reading.leads(primary) && began_later(reading, primary, start)).collect();
    if later.is_empty() {
        return None;
    }
    let names: Vec<String> = later.iter().map(|primary| titled(&primary.title)).collect();
    let sentence = format!("{} started before {}, which it serves.", titled(&initiative.title), listed(&names));
    let others = later.iter().map(|primary| primary.id.clone());
    Some(Advice::of(Check::SupportingFirst, &initiative.id, sentence).and(others))
}

/// When an initiative got beyond an idea, where that is dated.
fn start(initiative: &Initiative) -> Option<PartialDate> {
    let begun = initiative.stages.iter().filter(|entry| !matches!(entry.stage, Stage::Idea | Stage::Stopped));
    // An entry without a date has always held: then nobody knows when it began.
    let dates: Option<Vec<PartialDate>> = begun.map(|entry| entry.since).collect();
    dates?.into_iter().min_by_key(|date| date.start())
}

/// Whether an initiative began after a date, as far as dates of their precision can tell, or is an idea still.
fn began_later(reading: &Reading, initiative: &Initiative, than: PartialDate) -> bool {
    match start(initiative) {
        Some(own) => than.end() < own.start(),
        None => initiative.stage_on(reading.day()).is_some_and(|entry| entry.stage == Stage::Idea),
    }
}
