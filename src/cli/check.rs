//! `headway check`: a map's advice to its author.

use std::path::PathBuf;

use headway::insight::{Finding, checks};
use headway::map::{Day, Moment, PartialDate, StrategyMap};
use lexopt::prelude::*;
use serde_json::{Value as Json, json};

use super::{Failure, HELP_CHECK, Outcome, as_json, done, print, read};

/// Runs the command.
pub fn run(mut parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let (mut path, mut as_of, mut as_data) = (None, None, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return print(HELP_CHECK).map(done),
            Long("as-of") => as_of = Some(parser.value()?.to_string_lossy().parse::<PartialDate>()?),
            Long("json") => as_data = true,
            Value(word) if path.is_none() => path = Some(PathBuf::from(word)),
            other => return Err(other.unexpected().into()),
        }
    }
    let path = path.ok_or_else(|| Failure("check needs a map: headway check FILE".into()))?;
    let map = read(&path)?.loaded.map;
    let moment = Moment::of(&map, as_of, Day::today());
    let found = checks(&map, moment);
    print(&if as_data { data(moment, &found)? } else { words(&map, moment, &found) })?;
    let advises = found.iter().any(|finding| finding.silenced.is_none());
    Ok(if advises { Outcome::Found } else { Outcome::Done })
}

/// The date that a moment is told by: as it was asked for, or else the day.
fn date(moment: Moment) -> PartialDate {
    moment.said.unwrap_or_else(|| PartialDate::of_day(moment.day))
}

fn data(moment: Moment, found: &[Finding]) -> Result<String, Failure> {
    let findings: Vec<Json> = found.iter().map(record).collect();
    let all = json!({ "as_of": date(moment).to_string(), "findings": findings });
    as_json(&all)
}

fn record(Finding { advice, silenced }: &Finding) -> Json {
    let items: Vec<&str> = advice.items.iter().map(|id| id.as_str()).collect();
    json!({
        "check": advice.check.id(),
        "items": items,
        "message": advice.message,
        "why": advice.check.why(),
        "silenced": silenced,
    })
}

fn words(map: &StrategyMap, moment: Moment, found: &[Finding]) -> String {
    let title = if map.overview.title.trim().is_empty() { "Untitled map" } else { &map.overview.title };
    let mut text = format!("{title}, as of {}: ", date(moment).in_words());
    let open: Vec<&Finding> = found.iter().filter(|finding| finding.silenced.is_none()).collect();
    text.push_str(&match open.len() {
        0 => "no advice\n".to_owned(),
        1 => "1 piece of advice\n".to_owned(),
        more => format!("{more} pieces of advice\n"),
    });
    let mut check = None;
    for Finding { advice, .. } in open {
        if check != Some(advice.check) {
            text.push_str(&format!("\n{}: {}\n", advice.check.id(), advice.check.why()));
            check = Some(advice.check);
        }
        text.push_str(&format!("  {}\n", advice.message));
    }
    let mut begun = false;
    for Finding { advice, silenced } in found {
        let Some(reason) = silenced else { continue };
        if !std::mem::replace(&mut begun, true) {
            text.push_str("\nSilenced with a reason\n");
        }
        text.push_str(&format!("  {}: {}\n    {reason}\n", advice.check.id(), advice.message));
    }
    text
}
