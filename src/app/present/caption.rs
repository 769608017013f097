//! The line below every step, in the words of the map.

use super::light::reliance;
use super::steps::{Part, Step, on_map};
use crate::app::time_bar::told;
use crate::insight::{Timeline, Verdict};
use crate::map::{Answer, Backbone, Id, Moment, StrategyMap};

/// The line below a step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Caption {
    /// What is shown.
    pub head: String,
    /// What is said of it.
    pub rest: String,
}

impl Caption {
    /// The line of a step, for the map as of a moment; `verdicts` are those of all indicators.
    pub fn of(
        step: &Step,
        map: &StrategyMap,
        timeline: &Timeline,
        moment: Moment,
        verdicts: &[Option<Verdict>],
    ) -> Self {
        match step {
            Step::Direction | Step::Map => whole(map, moment),
            Step::Strategy(part) => strategy(part, map, moment),
            Step::Capability(id) => capability(id, map, moment),
            Step::Backbone(backbone) => of_backbone(*backbone, map, moment),
            Step::Time => Self {
                head: told::in_words(moment.day),
                rest: told::happened(timeline, map, moment.day).unwrap_or_default(),
            },
            Step::Progress { page, pages } => progress(*page, *pages, verdicts),
        }
    }

    /// Both parts in one sentence.
    pub fn words(&self) -> String {
        if self.rest.is_empty() { self.head.clone() } else { format!("{}. {}", self.head, self.rest) }
    }
}

/// What has no title yet has a name all the same.
fn titled(title: &str) -> String {
    let title = title.trim();
    if title.is_empty() { "Untitled".to_owned() } else { title.to_owned() }
}

fn counted(count: usize, one: &str, more: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {more}") }
}

fn joined(parts: Vec<String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ·  ")
}

fn whole(map: &StrategyMap, moment: Moment) -> Caption {
    let as_of = moment.said.map(|date| format!("as of {}", date.in_words()));
    let illustrative = map.overview.illustrative.then(|| "illustrative".to_owned());
    let rest = ["Digital strategy map".to_owned()].into_iter().chain(as_of).chain(illustrative).collect();
    Caption { head: titled(&map.overview.title), rest: joined(rest) }
}

fn strategy(part: &Part, map: &StrategyMap, moment: Moment) -> Caption {
    let choice = map.overview.strategy.primary_on(moment.day);
    let role = match choice {
        Some(choice) if choice.strategy == part.strategy => match choice.since {
            Some(since) => format!("primary strategy since {}", since.in_words()),
            None => "primary strategy".to_owned(),
        },
        Some(_) => "supporting".to_owned(),
        None => String::new(),
    };
    let cards = counted(part.cards.len(), "initiative", "initiatives");
    let number = if part.of > 1 { format!("part {} of {}", part.number + 1, part.of) } else { String::new() };
    Caption { head: part.strategy.name().to_owned(), rest: joined(vec![role, number, cards]) }
}

fn capability(id: &Id, map: &StrategyMap, moment: Moment) -> Caption {
    let Some(capability) = map.capabilities.get(id) else { return Caption::default() };
    let links = || on_map(map, moment).filter_map(|initiative| initiative.link_to(id));
    let relies = match links().count() {
        1 => "1 initiative relies on it".to_owned(),
        count => format!("{count} initiatives rely on it"),
    };
    let maturity = capability.maturity_on(moment.day).map(|entry| {
        let mark = if entry.illustrative { " (illustrative)" } else { "" };
        format!("maturity {} of 5{mark}", entry.level)
    });
    let answers: Vec<String> = [Answer::Yes, Answer::YesIf, Answer::Open, Answer::NotYet]
        .into_iter()
        .filter_map(|answer| {
            let count = links().filter(|link| link.answer_on(moment.day) == answer).count();
            (count > 0).then(|| format!("{count} {}", answer.name().to_lowercase()))
        })
        .collect();
    let invented = links().filter_map(|link| link.answer_entry_on(moment.day)).any(|entry| entry.illustrative);
    let mark = if invented { " (illustrative)" } else { "" };
    let answers = format!("answers: {}{mark}", answers.join(", "));
    let rest = vec![capability.backbone.name().to_owned(), relies, answers];
    Caption { head: titled(&capability.title), rest: joined(rest.into_iter().chain(maturity).collect()) }
}

fn of_backbone(backbone: Backbone, map: &StrategyMap, moment: Moment) -> Caption {
    let mut capabilities = std::collections::HashSet::new();
    let mut initiatives = std::collections::HashSet::new();
    for (initiative, id) in reliance(map, moment) {
        if map.capabilities.get(id).is_some_and(|capability| capability.backbone == backbone) {
            capabilities.insert(id);
            initiatives.insert(&initiative.id);
        }
    }
    let carry = if capabilities.len() == 1 { "carries" } else { "carry" };
    let rest = format!(
        "{} {carry} {}",
        counted(capabilities.len(), "capability", "capabilities"),
        counted(initiatives.len(), "initiative", "initiatives")
    );
    Caption { head: backbone.name().to_owned(), rest }
}

fn progress(page: usize, pages: usize, verdicts: &[Option<Verdict>]) -> Caption {
    let count = |verdict: Verdict| verdicts.iter().filter(|told| **told == Some(verdict)).count();
    let told = |verdict: Verdict| {
        let count = count(verdict);
        if count > 0 { format!("{count} {}", verdict.name().to_lowercase()) } else { String::new() }
    };
    let number = if pages > 1 { format!("page {} of {pages}", page + 1) } else { String::new() };
    let rest = Verdict::ALL.into_iter().map(told).chain([number]).collect();
    Caption { head: "Progress".to_owned(), rest: joined(rest) }
}
