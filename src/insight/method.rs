//! The five steps of the method, each with how far a map is: counts of what is there, and a list of what is missing.
//!
//! There is no total and no share: a strategy is not complete at some percentage.

use super::checks::Reading;
use crate::map::{Answer, Backbone, Capability, Id, Initiative, Moment, PartialDate, Stage, StrategyMap};

/// A step of the method (S0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MethodStep {
    /// Know what the capabilities can do today.
    Assess,
    /// Say where the strategy heads, from which need, and what each initiative changes.
    Objectives,
    /// Bring business and IT together on each initiative and each link.
    Collaborate,
    /// Put the weight behind the strategy that leads.
    Invest,
    /// Watch what comes of it, and change course.
    Monitor,
}

impl MethodStep {
    /// All, in their order.
    pub const ALL: [Self; 5] = [Self::Assess, Self::Objectives, Self::Collaborate, Self::Invest, Self::Monitor];

    /// Its number, from 1.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// What is done in it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Assess => "Assess the current state",
            Self::Objectives => "Direction and outcomes",
            Self::Collaborate => "Business and IT together",
            Self::Invest => "Invest behind the focus",
            Self::Monitor => "Watch and adapt",
        }
    }

    /// Why, with the text that it comes from.
    pub fn why(self) -> &'static str {
        match self {
            Self::Assess => "What can be built on is seen where each capability was assessed, and when. (S0, step 1)",
            Self::Objectives => {
                "People choose well where they know where it heads, and what each piece of work is to change. (S0, step 2)"
            }
            Self::Collaborate => {
                "An initiative holds where both sides own it, and each ask has an answer. (S0, step 3; S3)"
            }
            Self::Invest => "What is put in shows the choice better than what is said of it. (S0, step 4; S4)",
            Self::Monitor => "A direction is kept by looking, and by changing course where that is due. (S0, step 5)",
        }
    }
}

/// Something that a step still wants, and where it belongs.
#[derive(Clone, Debug, PartialEq)]
pub enum Missing {
    /// Something of an initiative or a capability.
    Item(Id),
    /// The answer of a handshake.
    Handshake {
        /// The initiative that asks.
        initiative: Id,
        /// The capability that it relies on.
        capability: Id,
    },
    /// The strategic direction, or the need that it starts from.
    Direction,
    /// The choice of the strategy that leads.
    Primary,
    /// A capability in a backbone.
    Capability(Backbone),
    /// An initiative on the map.
    Initiative,
    /// A change of course.
    Adaptation,
}

/// One thing that can be counted of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Of how many it holds.
    pub have: usize,
    /// Of how many it could.
    pub of: usize,
    /// The same as a sentence.
    pub words: String,
    /// What is missing; none where it holds of all.
    pub missing: Vec<Missing>,
}

impl Fact {
    /// What is there once or not at all.
    fn single(words: Result<String, &str>, missing: Missing) -> Self {
        match words {
            Ok(words) => Self { have: 1, of: 1, words, missing: Vec::new() },
            Err(words) => Self { have: 0, of: 1, words: words.to_owned(), missing: vec![missing] },
        }
    }

    /// What each of many has or has not; none where there is nothing to count. `one` and `many` go on after the count.
    fn of_each(all: impl IntoIterator<Item = (Missing, bool)>, one: &str, many: &str) -> Option<Self> {
        let (mut of, mut missing) = (0, Vec::new());
        for (what, has) in all {
            of += 1;
            if !has {
                missing.push(what);
            }
        }
        let have = of - missing.len();
        let words = format!("{have} of {of} {}.", if of == 1 { one } else { many });
        (of > 0).then_some(Self { have, of, words, missing })
    }
}

/// How far a map is in one step.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// The step.
    pub step: MethodStep,
    /// What can be counted of it.
    pub facts: Vec<Fact>,
}

impl Reached {
    /// Whether nothing is missing from it.
    pub fn is_whole(&self) -> bool {
        self.facts.iter().all(|fact| fact.missing.is_empty())
    }

    /// The first thing of which something is missing.
    pub fn first_open(&self) -> Option<&Fact> {
        self.facts.iter().find(|fact| !fact.missing.is_empty())
    }

    /// How far it is, in as few words as fit beside its name; nothing where it is whole.
    pub fn in_brief(&self) -> String {
        let open = || self.facts.iter().filter(|fact| !fact.missing.is_empty());
        // What is there once or not at all is no count.
        match open().find(|fact| fact.of > 1) {
            Some(fact) => format!("{} of {}", fact.have, fact.of),
            None if open().next().is_some() => "open".into(),
            None => String::new(),
        }
    }
}

/// How far a map is in each step of the method. Initiatives that were stopped and ideas in the tray are not counted.
pub fn method(map: &StrategyMap, moment: Moment) -> Vec<Reached> {
    let reading = Reading::of(map, moment);
    let counted: Vec<&Initiative> = map.placed().map(AsRef::as_ref).filter(|i| reading.counts(i)).collect();
    let facts = |step| match step {
        MethodStep::Assess => assess(&reading, map),
        MethodStep::Objectives => objectives(map, &counted),
        MethodStep::Collaborate => collaborate(&reading, map, &counted),
        MethodStep::Invest => invest(&reading, map, &counted),
        MethodStep::Monitor => monitor(&reading, map, &counted),
    };
    MethodStep::ALL.map(|step| Reached { step, facts: facts(step) }).into()
}

fn item(id: &Id) -> Missing {
    Missing::Item(id.clone())
}

fn assess(reading: &Reading, map: &StrategyMap) -> Vec<Fact> {
    let dated =
        |capability: &Capability| capability.maturity_on(reading.day()).is_some_and(|entry| entry.date.is_some());
    let of_capabilities = Fact::of_each(
        map.capabilities.iter().map(|capability| (item(&capability.id), dated(capability))),
        "capability has a dated maturity",
        "capabilities have a dated maturity",
    );
    let filled = |backbone| map.capabilities.iter().any(|capability| capability.backbone == backbone);
    let backbones = [Backbone::DigitalServices, Backbone::Operational];
    let of_backbones = Fact::of_each(
        backbones.map(|backbone| (Missing::Capability(backbone), filled(backbone))),
        "backbone has capabilities",
        "backbones have capabilities",
    );
    of_backbones.into_iter().chain(of_capabilities).collect()
}

fn objectives(map: &StrategyMap, counted: &[&Initiative]) -> Vec<Fact> {
    let strategy = &map.overview.strategy;
    let written = |text: &str, there: &str, lacking| {
        let words = if text.trim().is_empty() { Err(lacking) } else { Ok(there.to_owned()) };
        Fact::single(words, Missing::Direction)
    };
    let outcomes = Fact::of_each(
        counted.iter().map(|initiative| (item(&initiative.id), !initiative.outcome.trim().is_empty())),
        "initiative says what it changes",
        "initiatives say what they change",
    );
    let direction = written(&strategy.direction, "The strategic direction is written.", "There is no direction yet.");
    let need = "The customer need that it starts from is named.";
    let need = written(&strategy.customer_need, need, "The direction names no customer need yet.");
    [direction, need].into_iter().chain([outcomes.unwrap_or_else(no_initiative)]).collect()
}

/// Where no initiative stands on the map there is nothing to count yet.
fn no_initiative() -> Fact {
    Fact::single(Err("No initiative stands on the map yet."), Missing::Initiative)
}

fn collaborate(reading: &Reading, map: &StrategyMap, counted: &[&Initiative]) -> Vec<Fact> {
    let both = |i: &Initiative| !i.business_owner.trim().is_empty() && !i.it_owner.trim().is_empty();
    let owners = Fact::of_each(
        counted.iter().map(|initiative| (item(&initiative.id), both(initiative))),
        "initiative has an owner in the business and in IT",
        "initiatives have an owner in the business and in IT",
    );
    let links = counted.iter().flat_map(|initiative| {
        let known = initiative.relies_on.iter().filter(|link| map.capabilities.contains(&link.capability));
        known.map(|link| {
            let (initiative, capability) = (initiative.id.clone(), link.capability.clone());
            (Missing::Handshake { initiative, capability }, link.answer_on(reading.day()) != Answer::Open)
        })
    });
    let answers = Fact::of_each(links, "handshake has an answer", "handshakes have an answer");
    [Some(owners.unwrap_or_else(no_initiative)), answers].into_iter().flatten().collect()
}

fn invest(reading: &Reading, map: &StrategyMap, counted: &[&Initiative]) -> Vec<Fact> {
    let leads = reading.primary.map(|primary| {
        let standing = counted.iter().filter(|initiative| reading.leads(initiative)).count();
        let (name, of) = (primary.name(), counted.len());
        let initiatives = if of == 1 { "initiative" } else { "initiatives" };
        let weight = invested(reading, counted, &map.overview.investment_unit);
        format!("{name} leads, with {standing} of {of} {initiatives}{weight}.")
    });
    let leads = Fact::single(leads.ok_or("Neither strategy leads yet."), Missing::Primary);
    let serves = |i: &Initiative| i.serves.iter().any(|id| map.initiatives.get(id).is_some_and(|i| reading.leads(i)));
    let supporting = counted.iter().filter(|initiative| reading.supports(initiative));
    let serving = Fact::of_each(
        supporting.map(|initiative| (item(&initiative.id), serves(initiative))),
        "supporting initiative serves one that leads",
        "supporting initiatives serve one that leads",
    );
    let told = Fact::of_each(
        counted.iter().map(|initiative| (item(&initiative.id), initiative.investment.is_some())),
        "initiative says what is invested in it",
        "initiatives say what is invested in them",
    );
    [Some(leads), serving, told].into_iter().flatten().collect()
}

/// How much of what is told to be invested stands in the strategy that leads.
fn invested(reading: &Reading, counted: &[&Initiative], unit: &str) -> String {
    let sum = |all: &mut dyn Iterator<Item = &&Initiative>| all.filter_map(|i| i.investment).sum::<f64>();
    let all = sum(&mut counted.iter());
    if all <= 0.0 {
        return String::new();
    }
    let led = sum(&mut counted.iter().filter(|initiative| reading.leads(initiative)));
    let amount = super::words::number;
    format!(" and {} of {} {}", amount(led), amount(all), unit.trim()).trim_end().to_owned()
}

fn monitor(reading: &Reading, map: &StrategyMap, counted: &[&Initiative]) -> Vec<Fact> {
    let begun = |i: &&&Initiative| i.stage_on(reading.day()).is_some_and(|entry| entry.stage != Stage::Idea);
    let fresh = |initiative: &Initiative| {
        let dates = initiative.indicators.iter().flat_map(|indicator| &indicator.observations).map(|o| o.date);
        dates.filter(|date| date.start() <= reading.day()).any(|date| !reading.is_long_ago(date))
    };
    let observed = Fact::of_each(
        counted.iter().filter(begun).map(|initiative| (item(&initiative.id), fresh(initiative))),
        "initiative under way was observed within a year and a half",
        "initiatives under way were observed within a year and a half",
    );
    let dates = map.adaptations.iter().filter_map(|adaptation| adaptation.date);
    let come = dates.filter(|date| date.start() <= reading.day());
    let last = come.max_by_key(|date: &PartialDate| date.end());
    let adapted = last.map(|date| format!("The last change of course is from {}.", date.in_words()));
    let adapted = Fact::single(adapted.ok_or("No change of course is written yet."), Missing::Adaptation);
    observed.into_iter().chain([adapted]).collect()
}

#[cfg(test)]
mod tests;
