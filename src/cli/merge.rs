//! `headway merge`: one map out of two versions of it.

use std::path::PathBuf;

use headway::file::{self, Replaces};
use headway::map::StrategyMap;
use headway::merge::{Merged, merge};
use lexopt::prelude::*;
use serde_json::json;

use super::{Failure, HELP_MERGE, Outcome, as_json, done, print, read, tell_kept};

/// Runs the command.
pub fn run(mut parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let (mut paths, mut as_data) = (Vec::new(), false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return print(HELP_MERGE).map(done),
            Long("json") => as_data = true,
            Value(word) if paths.len() < 4 => paths.push(PathBuf::from(word)),
            other => return Err(other.unexpected().into()),
        }
    }
    let [base, ours, theirs, out] = <[PathBuf; 4]>::try_from(paths).map_err(|_| {
        Failure("merge needs three maps and a file to write: headway merge BASE OURS THEIRS OUT".into())
    })?;
    let [base, ours, theirs] = [version(base)?, version(ours)?, version(theirs)?];
    let merged = merge(&base, &ours, &theirs);
    tell_kept(&out, &file::save(&merged.map, &out, Replaces::WhatIsThere)?);
    print(&if as_data { data(&merged)? } else { words(&merged) })?;
    Ok(if merged.conflicts.is_empty() { Outcome::Done } else { Outcome::Found })
}

/// A map that this version of the program understands well enough to put it together with another.
fn version(path: PathBuf) -> Result<StrategyMap, Failure> {
    let loaded = read(&path)?.loaded;
    if loaded.read_only {
        let name = path.display();
        return Err(Failure(format!(
            "{name}: this map was made by a newer version of Headway, which alone knows how to merge it; update first."
        )));
    }
    Ok(loaded.map)
}

fn data(merged: &Merged) -> Result<String, Failure> {
    let set_aside: Vec<String> = merged.repairs.iter().map(ToString::to_string).collect();
    let data = json!({ "conflicts": merged.conflicts, "renamed": merged.renamed, "set_aside": set_aside });
    as_json(&data)
}

fn words(merged: &Merged) -> String {
    let title = merged.map.overview.title.trim();
    let title = if title.is_empty() { "Untitled map" } else { title };
    let count = match merged.conflicts.len() {
        0 => "no conflict".to_owned(),
        1 => "1 conflict".to_owned(),
        more => format!("{more} conflicts"),
    };
    let mut text = format!("{title}: {count}\n");
    let conflicts = merged.conflicts.iter().map(|conflict| conflict.words().to_owned());
    let others = merged.renamed.iter().map(|renamed| renamed.words());
    let lines = conflicts.chain(others).chain(merged.repairs.iter().map(ToString::to_string));
    for (at, line) in lines.enumerate() {
        text.push_str(&format!("{}  {line}\n", if at == 0 { "\n" } else { "" }));
    }
    text
}
