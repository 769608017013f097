//! `headway recovered`: the unsaved work that was left behind by windows that were ended.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use headway::file::{self, Backups, Locks, MAX_BYTES, Replaces, Stamp, Taken};
use headway::insight::changes;
use headway::journal::{FOLDER, Recovered, left_behind};
use headway::map::Day;
use lexopt::prelude::*;
use serde_json::json;

use super::{Failure, HELP_RECOVERED, harmless, print, tell_kept};

/// Runs the command.
pub fn run(mut parser: lexopt::Parser) -> Result<(), Failure> {
    let (mut number, mut out, mut as_data) = (None, None, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return print(HELP_RECOVERED),
            Long("json") => as_data = true,
            Value(word) if number.is_none() => number = Some(word.parse::<usize>()?),
            Value(word) if out.is_none() => out = Some(PathBuf::from(word)),
            other => return Err(other.unexpected().into()),
        }
    }
    let state = file::state_folder().ok_or_else(|| Failure("this user has no home folder".into()))?;
    let found = left_behind(&state.join(FOLDER));
    match (number, out) {
        (Some(number), Some(out)) => write(&found, number, &out, &state),
        (Some(number), None) => Err(Failure(format!("say where to: headway recovered {number} OUT.json"))),
        (None, _) => print(&if as_data { data(&found)? } else { harmless(&words(&found)).into_owned() }),
    }
}

fn write(found: &[Recovered], number: usize, out: &Path, state: &Path) -> Result<(), Failure> {
    let recovered = number.checked_sub(1).and_then(|at| found.get(at)).ok_or_else(|| {
        Failure(format!("there is no unsaved work of the number {number}: headway recovered lists what there is"))
    })?;
    let _lock = match Locks::in_folder(state.join("locks")).take(out) {
        Taken::Elsewhere(_) => {
            let name = out.display();
            return Err(Failure(format!(
                "{name}: this map is open in a Headway window; close it, or choose another file"
            )));
        }
        Taken::Ours(lock) => Some(lock),
        Taken::Unknown => None,
    };
    // What is there now can be had again, whosever it is. A file that is no map has no backup.
    if let Ok(bytes) = file::read(out, MAX_BYTES) {
        let _ = Backups::in_folder(state.join("backups")).keep(out, &bytes);
    }
    let known = recovered.content.filter(|_| recovered.path.as_deref() == std::path::absolute(out).ok().as_deref());
    let known = known.map(Stamp::unseen);
    tell_kept(out, &file::save(&recovered.map, out, known.as_ref().map_or(Replaces::WhatIsThere, Replaces::Version))?);
    Ok(())
}

fn data(found: &[Recovered]) -> Result<String, Failure> {
    let all: Vec<_> = found
        .iter()
        .map(|recovered| {
            json!({ "title": recovered.title, "file": recovered.path, "edited": stamp(recovered.edited),
                    "edits": recovered.edits, "changes": changes(&recovered.base, &recovered.map).len() })
        })
        .collect();
    Ok(serde_json::to_string_pretty(&json!({ "recovered": all }))? + "\n")
}

fn words(found: &[Recovered]) -> String {
    if found.is_empty() {
        return "No unsaved work was left behind.\n".into();
    }
    let lines = found.iter().enumerate().map(|(at, recovered)| {
        let file = recovered.path.as_ref().map_or_else(|| "never saved".into(), |path| path.display().to_string());
        let title = if recovered.title.trim().is_empty() { "Untitled map" } else { recovered.title.as_str() };
        let count = match changes(&recovered.base, &recovered.map).len() {
            1 => "1 change".to_owned(),
            more => format!("{more} changes"),
        };
        format!("{:>3}  {title}: {count}, the last at {} ({file})\n", at + 1, stamp(recovered.edited))
    });
    lines.collect()
}

/// A moment in universal time, as in `2026-01-15 09:30:00`.
fn stamp(moment: SystemTime) -> String {
    let seconds = moment.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (year, month, day) = Day::of_seconds(seconds).civil();
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}
