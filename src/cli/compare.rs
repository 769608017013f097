//! `headway compare`: what differs between two versions of a map.

use std::path::{Path, PathBuf};

use headway::insight::{Change, changes};
use headway::map::StrategyMap;
use lexopt::prelude::*;
use serde_json::json;

use super::{Failure, HELP_COMPARE, Outcome, as_json, done, print, read};

/// Runs the command.
pub fn run(mut parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let (mut paths, mut as_data) = (Vec::new(), false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return print(HELP_COMPARE).map(done),
            Long("json") => as_data = true,
            Value(word) if paths.len() < 2 => paths.push(PathBuf::from(word)),
            other => return Err(other.unexpected().into()),
        }
    }
    let [before, after] =
        <[PathBuf; 2]>::try_from(paths).map_err(|_| Failure("compare needs two maps: headway compare A B".into()))?;
    let (was, is) = (read(&before)?.loaded.map, read(&after)?.loaded.map);
    let found = changes(&was, &is);
    print(&if as_data { data(&found)? } else { words(&is, (&before, &after), &found) })?;
    Ok(if found.is_empty() { Outcome::Done } else { Outcome::Found })
}

fn data(found: &[Change]) -> Result<String, Failure> {
    as_json(&json!({ "changes": found }))
}

fn words(map: &StrategyMap, (before, after): (&Path, &Path), found: &[Change]) -> String {
    let title = if map.overview.title.trim().is_empty() { "Untitled map" } else { &map.overview.title };
    let count = match found.len() {
        0 => "nothing differs".to_owned(),
        1 => "1 change".to_owned(),
        more => format!("{more} changes"),
    };
    let mut text = format!("{title}: {count} from {} to {}\n", before.display(), after.display());
    for (at, change) in found.iter().enumerate() {
        let gap = if at == 0 { "\n" } else { "" };
        let mark = if change.illustrative { " · illustrative" } else { "" };
        text.push_str(&format!("{gap}  {}{mark}\n", change.words()));
    }
    text
}
