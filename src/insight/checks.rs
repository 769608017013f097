//! A map's advice to its author: where it is weak by its own method, kindly and with reasons.
//!
//! Each check is a small rule. A finding can be silenced with a written reason, which stays in the file. What rests on one
//! initiative or capability is remembered with the records that it was read from, so that an edit costs what it touched.

mod backbone;
mod check;
mod checker;
mod end_state;
mod focus;
mod following;
mod handshake;
mod initiative;
mod observing;
mod strategy;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use check::Check;
pub use checker::Checker;

use crate::map::{Day, Id, Initiative, Moment, PartialDate, Stage, StrategyKind, StrategyMap};

/// From how many days on something was left alone for long: a year and a half.
const LONG: i32 = 548;

/// What one check has to say about one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// Which check says it.
    pub check: Check,
    /// What it is about, by which it is silenced; none where it is about the map as a whole.
    pub item: Option<Id>,
    /// All that it points at: first what it is about, then what that has to do with.
    pub items: Vec<Id>,
    /// The sentence.
    pub message: String,
    /// What would certainly help, where one simple edit does.
    pub remedy: Option<Remedy>,
}

impl Advice {
    /// Advice about the map as a whole.
    fn of_map(check: Check, message: impl Into<String>) -> Self {
        Self { check, item: None, items: Vec::new(), message: message.into(), remedy: None }
    }

    /// Advice about one item.
    fn of(check: Check, item: &Id, message: impl Into<String>) -> Self {
        Self { item: Some(item.clone()), items: vec![item.clone()], ..Self::of_map(check, message) }
    }

    /// Advice that also points at other items.
    fn and(mut self, others: impl IntoIterator<Item = Id>) -> Self {
        self.items.extend(others);
        self
    }
}

/// One simple edit that certainly helps.
#[derive(Clone, Debug, PartialEq)]
pub enum Remedy {
    /// Lets a strategy lead.
    Lead(StrategyKind),
    /// Lets a supporting initiative serve a primary one.
    Serve {
        /// The supporting initiative.
        from: Id,
        /// The primary initiative.
        to: Id,
        /// What that one is called.
        title: String,
    },
}

impl Remedy {
    /// What it does, in words.
    pub fn label(&self) -> String {
        match self {
            Self::Lead(strategy) => format!("Let {} lead", strategy.name().to_lowercase()),
            Self::Serve { title, .. } => format!("Let it serve {title}"),
        }
    }
}

/// What a check found, and whether it was silenced.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is said.
    pub advice: Arc<Advice>,
    /// The written reason, where it was silenced.
    pub silenced: Option<String>,
}

/// All that the checks have to say about a map: in the order of the checks, and of the map within each.
pub fn checks(map: &StrategyMap, moment: Moment) -> Vec<Finding> {
    Checker::default().check(map, moment)
}

/// When and under which choice the map is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) moment: Moment,
    pub(super) primary: Option<StrategyKind>,
}

impl Reading {
    pub(super) fn of(map: &StrategyMap, moment: Moment) -> Self {
        Self { moment, primary: map.primary_on(moment.day) }
    }

    pub(super) fn day(&self) -> Day {
        self.moment.day
    }

    /// Whether an initiative takes part in the strategy: it stands on the map and was not stopped.
    pub(super) fn counts(&self, initiative: &Initiative) -> bool {
        let stopped = initiative.stage_on(self.day()).is_some_and(|entry| entry.stage == Stage::Stopped);
        initiative.placement().is_some() && self.moment.has(initiative) && !stopped
    }

    /// Whether an initiative stands in the strategy that supports.
    pub(super) fn supports(&self, initiative: &Initiative) -> bool {
        self.primary.is_some_and(|primary| initiative.strategy == Some(primary.other()))
    }

    /// Whether an initiative stands in the strategy that leads.
    pub(super) fn leads(&self, initiative: &Initiative) -> bool {
        self.primary.is_some() && initiative.strategy == self.primary
    }

    /// Whether a date lies so far back that what it stands at was left alone for long.
    pub(super) fn is_long_ago(&self, date: PartialDate) -> bool {
        self.day().0.saturating_sub(date.end().0) > LONG
    }
}

/// What something is called in a sentence.
fn titled(title: &str) -> String {
    let title = title.trim();
    format!("“{}”", if title.is_empty() { "Untitled" } else { title })
}

/// A few names in a sentence: "a", "a and b", "a, b and 3 more".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
    }
}
