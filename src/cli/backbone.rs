//! `headway backbone`: what is asked of each capability against how mature it is, and the handshakes.

use std::path::PathBuf;

use headway::insight::{Demand, Demands, Handshake, Strain, demands};
use headway::map::{Backbone, Day, Id, Moment, PartialDate, StrategyMap};
use lexopt::prelude::*;
use serde_json::{Value as Json, json};

use super::{Failure, HELP_BACKBONE, as_json, print, read};

/// Runs the command.
pub fn run(mut parser: lexopt::Parser) -> Result<(), Failure> {
    let (mut path, mut as_of, mut as_data) = (None, None, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return print(HELP_BACKBONE),
            Long("as-of") => as_of = Some(parser.value()?.to_string_lossy().parse::<PartialDate>()?),
            Long("json") => as_data = true,
            Value(word) if path.is_none() => path = Some(PathBuf::from(word)),
            other => return Err(other.unexpected().into()),
        }
    }
    let path = path.ok_or_else(|| Failure("backbone needs a map: headway backbone FILE".into()))?;
    let map = read(&path)?.loaded.map;
    let moment = Moment::of(&map, as_of, Day::today());
    let told = demands(&map, moment);
    print(&if as_data { data(&map, moment, &told)? } else { words(&map, moment, &told) })
}

/// The date that a moment is told by: as it was asked for, or else the day.
fn date(moment: Moment) -> PartialDate {
    moment.said.unwrap_or_else(|| PartialDate::of_day(moment.day))
}

fn data(map: &StrategyMap, moment: Moment, told: &Demands) -> Result<String, Failure> {
    let capabilities: Vec<Json> = told.capabilities.iter().map(|demand| capability(map, moment, demand)).collect();
    let handshakes: Vec<Json> = told.handshakes.iter().map(|one| handshake(map, moment, one)).collect();
    let all = json!({ "as_of": date(moment).to_string(), "capabilities": capabilities, "handshakes": handshakes });
    as_json(&all)
}

fn strain(strain: Strain) -> &'static str {
    match strain {
        Strain::Idle => "idle",
        Strain::Carrying => "carrying",
        Strain::Unassessed => "unassessed",
        Strain::Strained => "strained",
    }
}

/// A text, or null where it is empty.
fn known(text: &str) -> Json {
    if text.is_empty() { Json::Null } else { json!(text) }
}

fn capability(map: &StrategyMap, moment: Moment, demand: &Demand) -> Json {
    let capability = map.capabilities.get(&demand.capability);
    let assessed = capability.and_then(|capability| capability.maturity_on(moment.day));
    json!({
        "id": demand.capability.to_string(),
        "title": capability.map(|c| c.title.as_str()),
        "backbone": capability.map(|c| c.backbone.key()),
        "kind": capability.map(|c| known(&c.kind)),
        "building_block": capability.map(|c| known(&c.building_block)),
        "initiatives": demand.count,
        "investment": demand.investment,
        "maturity": demand.maturity,
        "assessed": assessed.and_then(|entry| entry.date).map(|date| date.to_string()),
        "illustrative": assessed.is_some_and(|entry| entry.illustrative),
        "strain": strain(demand.strain()),
        "waiting": demand.waiting,
    })
}

fn handshake(map: &StrategyMap, moment: Moment, handshake: &Handshake) -> Json {
    let initiative = map.initiatives.get(&handshake.initiative);
    let link = initiative.and_then(|initiative| initiative.link_to(&handshake.capability));
    let entry = link.and_then(|link| link.answer_entry_on(moment.day));
    json!({
        "initiative": handshake.initiative.to_string(),
        "capability": handshake.capability.to_string(),
        "ask": link.map(|link| known(&link.ask)),
        "expected": link.map(|link| known(&link.expected)),
        "answer": handshake.answer.key(),
        "since": handshake.since.map(|date| date.to_string()),
        "said": entry.map(|entry| known(&entry.text)),
        "conditions": entry.map(|entry| known(&entry.conditions)),
        "agreed_by": entry.map(|entry| known(&entry.agreed_by)),
        "due": handshake.due.map(|due| due.to_string()),
        "illustrative": entry.is_some_and(|entry| entry.illustrative),
        "waits": handshake.waits,
    })
}

fn words(map: &StrategyMap, moment: Moment, told: &Demands) -> String {
    let mut text = format!("{}, as of {}\n", titled(&map.overview.title, "Untitled map"), date(moment).in_words());
    for backbone in Backbone::ALL {
        text.push_str(&format!("\n{}\n", backbone.name()));
        let of = |demand: &&Demand| map.capabilities.get(&demand.capability).is_some_and(|c| c.backbone == backbone);
        let before = text.len();
        for demand in told.capabilities.iter().filter(of) {
            text.push_str(&told_of(map, demand));
            let waits = |one: &&Handshake| one.waits && one.capability == demand.capability;
            told.handshakes.iter().filter(waits).for_each(|one| text.push_str(&waiting(map, one)));
        }
        if text.len() == before {
            text.push_str("  no capability yet\n");
        }
    }
    text
}

/// A capability and what is asked of it, on a line.
fn told_of(map: &StrategyMap, demand: &Demand) -> String {
    let unit = &map.overview.investment_unit;
    let sum = demand.investment.map(|sum| format!(" · {} {unit}", headway::insight::words::rounded(sum)));
    format!(
        "  {}: {}{}\n",
        capability_title(map, &demand.capability),
        demand.words(),
        sum.unwrap_or_default().trim_end()
    )
}

/// What waits, on a line.
fn waiting(map: &StrategyMap, handshake: &Handshake) -> String {
    let title = map.initiatives.get(&handshake.initiative).map_or("", |initiative| &initiative.title);
    let due = handshake.due.map(|due| format!(", by {}", due.in_words())).unwrap_or_default();
    format!("      waits: {} ({}{due})\n", titled(title, "Untitled initiative"), handshake.answer.name())
}

fn capability_title<'a>(map: &'a StrategyMap, id: &Id) -> &'a str {
    titled(map.capabilities.get(id).map_or("", |capability| &capability.title), "Untitled capability")
}

fn titled<'a>(title: &'a str, missing: &'a str) -> &'a str {
    if title.trim().is_empty() { missing } else { title.trim() }
}
