//! `headway method`: how far a map is in the five steps of the method.

use std::path::PathBuf;

use headway::insight::{Fact, Missing, Reached, method};
use headway::map::{Backbone, Day, Id, Moment, PartialDate, StrategyMap};
use lexopt::prelude::*;
use serde_json::{Value as Json, json};

use super::{Failure, HELP_METHOD, as_json, print, read};

/// Runs the command.
pub fn run(mut parser: lexopt::Parser) -> Result<(), Failure> {
    let (mut path, mut as_of, mut as_data) = (None, None, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return print(HELP_METHOD),
            Long("as-of") => as_of = Some(parser.value()?.to_string_lossy().parse::<PartialDate>()?),
            Long("json") => as_data = true,
            Value(word) if path.is_none() => path = Some(PathBuf::from(word)),
            other => return Err(other.unexpected().into()),
        }
    }
    let path = path.ok_or_else(|| Failure("method needs a map: headway method FILE".into()))?;
    let map = read(&path)?.loaded.map;
    let moment = Moment::of(&map, as_of, Day::today());
    let reached = method(&map, moment);
    print(&if as_data { data(moment, &reached)? } else { words(&map, moment, &reached) })
}

/// The date that a moment is told by: as it was asked for, or else the day.
fn date(moment: Moment) -> PartialDate {
    moment.said.unwrap_or_else(|| PartialDate::of_day(moment.day))
}

fn data(moment: Moment, reached: &[Reached]) -> Result<String, Failure> {
    let steps: Vec<Json> = reached.iter().map(record).collect();
    let all = json!({ "as_of": date(moment).to_string(), "steps": steps });
    as_json(&all)
}

fn record(Reached { step, facts }: &Reached) -> Json {
    let fact = |fact: &Fact| {
        let missing: Vec<Json> = fact.missing.iter().map(what).collect();
        json!({ "have": fact.have, "of": fact.of, "words": fact.words, "missing": missing })
    };
    let facts: Vec<Json> = facts.iter().map(fact).collect();
    json!({ "step": step.number(), "name": step.name(), "why": step.why(), "facts": facts })
}

/// What is missing: the ids of what it belongs to, or else what it is.
fn what(missing: &Missing) -> Json {
    match missing {
        Missing::Item(id) => json!({ "what": "item", "items": [id.as_str()] }),
        Missing::Handshake { initiative, capability } => {
            json!({ "what": "answer", "items": [initiative.as_str(), capability.as_str()] })
        }
        Missing::Direction => json!({ "what": "direction", "items": [] }),
        Missing::Primary => json!({ "what": "primary", "items": [] }),
        Missing::Capability(backbone) => json!({ "what": format!("{}_capability", backbone.key()), "items": [] }),
        Missing::Initiative => json!({ "what": "initiative", "items": [] }),
        Missing::Adaptation => json!({ "what": "adaptation", "items": [] }),
    }
}

fn words(map: &StrategyMap, moment: Moment, reached: &[Reached]) -> String {
    let title = if map.overview.title.trim().is_empty() { "Untitled map" } else { &map.overview.title };
    let mut text = format!("{title}, as of {}\n", date(moment).in_words());
    for Reached { step, facts } in reached {
        text.push_str(&format!("\n{}. {}: {}\n", step.number(), step.name(), step.why()));
        for fact in facts {
            text.push_str(&format!("  {}\n", fact.words));
            for name in fact.missing.iter().filter_map(|missing| name(map, missing)) {
                text.push_str(&format!("    missing: {name}\n"));
            }
        }
    }
    text
}

/// What is missing in words, where the sentence before does not say it.
fn name(map: &StrategyMap, missing: &Missing) -> Option<String> {
    let initiative = |id: &Id| map.initiatives.get(id).map(|initiative| initiative.title.clone());
    let capability = |id: &Id| map.capabilities.get(id).map(|capability| capability.title.clone());
    match missing {
        Missing::Item(id) => initiative(id).or_else(|| capability(id)),
        Missing::Handshake { initiative: from, capability: to } => {
            Some(format!("{} → {}", initiative(from)?, capability(to)?))
        }
        Missing::Capability(Backbone::Operational) => Some("the operational backbone".into()),
        Missing::Capability(Backbone::DigitalServices) => Some("the digital services backbone".into()),
        Missing::Direction | Missing::Primary | Missing::Initiative | Missing::Adaptation => None,
    }
}
