//! The command line: the window, or one command without it.

mod backbone;
mod check;
mod compare;
mod direction;
mod export;
mod import_ideas;
mod merge;
mod method;
mod recovered;

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use headway::app;
use headway::file::{self, Backups, Replaces, Saved, samples};
use headway::import::{self, ImportError, Opened};
use headway::map::{PartialDate, steers_direction};
use lexopt::prelude::*;

/// Bad usage, or input that cannot be read.
const BAD: u8 = 2;

/// Done, and something was found that whoever asks should know of.
const FOUND: u8 = 1;

const HELP: &str = "\
Headway: digital strategy maps

Usage:
  headway [FILE] [--theme light|dark]        open the window, with FILE if one is given
  headway export FILE OUT [options]          write the map as OUT; its ending says what:
                                             pptx, pdf, svg, png, xlsx, csv, md, json
  headway direction FILE [options]           tell which way each indicator moves, with the evidence
  headway backbone FILE [options]            tell what is asked of each capability, and what waits
  headway check FILE [options]               tell where the map is weak by its own method, and why
  headway method FILE [options]              tell how far the map is in the five steps of the method
  headway compare A B [--json]               tell what differs between two versions of a map
  headway import FILE LIST [OUT] [options]   take the ideas of a list into the map, or tell what would come
  headway merge BASE OURS THEIRS OUT         write one map out of two versions of it
  headway recovered [NUMBER OUT]             list the unsaved work that was left behind, or write it out
  headway samples [NAME -o OUT]              list the samples, or write one out
  headway schema                             print the JSON Schema of the file format
  headway --version

  headway COMMAND --help tells more. Exit codes: 0 done, 1 done and something differs, conflicts
  or is advised, 2 bad usage or unreadable input.
";

const HELP_DIRECTION: &str = "\
Usage: headway direction FILE [options]

Tells which way each indicator of the map in FILE moves, as its observations say:
advancing, holding, slipping or too early to tell, with the evidence behind it.
There is no target: a direction is where things head, not how far they should come.

Options:
  --as-of DATE      as of a day: 2012, 2012-05 or 2012-05-08
  --period PERIOD   what is read: all (the default), year, three-years, or adaptation
                    (since the last one)
  --json            as data; a figure that is not known is null
";

const HELP_BACKBONE: &str = "\
Usage: headway backbone FILE [options]

Tells what the initiatives of the map in FILE ask of each capability, against how mature it is,
and every handshake: what the business asks, what IT answers, and what waits. A capability of
maturity 1 or 2 that several initiatives rely on is strained.

Options:
  --as-of DATE      as of a day: 2012, 2012-05 or 2012-05-08
  --json            as data: {\"as_of\", \"capabilities\": [{\"id\", \"title\", \"backbone\", \"kind\",
                    \"building_block\", \"initiatives\", \"investment\", \"maturity\", \"assessed\", \"illustrative\",
                    \"strain\", \"waiting\"}], \"handshakes\": [{\"initiative\", \"capability\", \"ask\", \"expected\",
                    \"answer\", \"since\", \"said\", \"conditions\", \"agreed_by\", \"due\", \"illustrative\", \"waits\"}]}
                    initiative and capability are ids; what is not known is null
";

const HELP_RECOVERED: &str = "\
Usage: headway recovered [--json]
       headway recovered NUMBER OUT.json

Lists the unsaved work that was left behind by windows that were ended, what was edited last first:
by its number, with the file that it belongs to. With NUMBER it is written out as a map; it stays
where it is, and the window offers it at its next start. Work of windows that are open is not listed,
and what its file holds already is taken away.

Options:
  --json            as data: {\"recovered\": [{\"title\", \"file\", \"edited\", \"edits\", \"changes\"}]};
                    edited is in universal time, changes is how many there are to the saved map
";

const HELP_CHECK: &str = "\
Usage: headway check FILE [options]

Tells where the map in FILE is weak by its own method, with the reason and the text that it comes
from. It is advice: what was silenced with a written reason is listed with it and does not count.
Exit codes: 0 no advice, 1 some advice, 2 bad usage or unreadable input.

Options:
  --as-of DATE      as of a day: 2012, 2012-05 or 2012-05-08
  --json            as data: {\"as_of\", \"findings\": [{\"check\", \"items\", \"message\", \"why\", \"silenced\"}]}
                    items are ids, first what the advice is about; none where it is about the map
                    as a whole; silenced is the reason or null
";

const HELP_METHOD: &str = "\
Usage: headway method FILE [options]

Tells how far the map in FILE is in the five steps of the method: what is there, as counts, and what
is missing. There is no total and no target.

Options:
  --as-of DATE      as of a day: 2012, 2012-05 or 2012-05-08
  --json            as data: {\"as_of\", \"steps\": [{\"step\", \"name\", \"why\", \"facts\": [{\"have\", \"of\",
                    \"words\", \"missing\": [{\"what\", \"items\"}]}]}]}; items are ids, none where it is
                    something of the map as a whole
";

const HELP_COMPARE: &str = "\
Usage: headway compare A B [--json]

Tells what differs between the maps in A and B: two versions of one map, A the earlier. Items are
the same where they have the same id, entries of a series where they have the same date.
Exit codes: 0 nothing differs, 1 something does, 2 bad usage or unreadable input.

Options:
  --json    as data: {\"changes\": [{\"kind\", \"item\", \"subject\", \"title\", \"field\", \"before\", \"after\"}]}
            kind is added, gone, changed or moved; field is empty where the item as a whole
            has come or is gone; texts are told in full; what is absent is null
";

const HELP_MERGE: &str = "\
Usage: headway merge BASE OURS THEIRS OUT [--json]

Writes to OUT the map that comes of two versions, OURS and THEIRS, of the map in BASE. What only one
of them has changed is taken from it. Where both have changed the same to different things, OUT has
what OURS has; what one has changed and the other removed is kept. Both are told as conflicts.
OUT may be any of the three; it is written once all is merged.
Exit codes: 0 merged, 1 merged with conflicts, 2 bad usage or unreadable input, and nothing written.

Options:
  --json    as data: {\"conflicts\": [{\"item\", \"subject\", \"title\", \"field\", \"ours\", \"theirs\", \"kept\"}],
            \"renamed\": [{\"subject\", \"title\", \"from\", \"to\"}], \"set_aside\": [texts]}
            field is empty where the item as a whole was removed; kept is ours or theirs; what a
            version does not have is null; renamed are new items that had the same id in both
";

const HELP_SAMPLES: &str = "\
Usage: headway samples [NAME -o OUT]

Without NAME, lists the samples. With NAME, writes that sample to OUT.
";

const HELP_SCHEMA: &str = "\
Usage: headway schema

Prints the JSON Schema of the file format.
";

/// Why a command ended without doing its work: one line for standard error.
struct Failure(String);

impl Failure {
    /// A failure that was told before.
    fn told() -> Self {
        Self(String::new())
    }
}

impl<E: std::fmt::Display> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// How a command that did its work ends.
enum Outcome {
    /// There is no more to say.
    Done,
    /// Something was found.
    Found,
}

fn done((): ()) -> Outcome {
    Outcome::Done
}

/// Runs the program with these arguments.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    match command(lexopt::Parser::from_args(arguments)) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(FOUND),
        Err(Failure(sentence)) => {
            if !sentence.is_empty() {
                tell(sentence);
            }
            ExitCode::from(BAD)
        }
    }
}

fn command(mut parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let mut options = app::Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(word) if options.theme.is_some() && word == "export" => {
                return Err(Failure(
                    "the look of an export goes behind it: headway export FILE OUT --theme dark".into(),
                ));
            }
            Long("help") | Short('h') => return print(HELP).map(done),
            Long("version") | Short('V') => {
                return print(&format!("headway {}\n", env!("CARGO_PKG_VERSION"))).map(done);
            }
            Long("theme") => {
                options.theme =
                    Some(if dark(&mut parser)? { egui::ThemePreference::Dark } else { egui::ThemePreference::Light })
            }
            Value(word) if options.file.is_none() => match word.to_str() {
                Some("export") => return export::run(parser).map(done),
                Some("direction") => return direction::run(parser).map(done),
                Some("backbone") => return backbone::run(parser).map(done),
                Some("check") => return check::run(parser),
                Some("method") => return method::run(parser).map(done),
                Some("compare") => return compare::run(parser),
                Some("import") => return import_ideas::run(parser),
                Some("merge") => return merge::run(parser),
                Some("recovered") => return recovered::run(parser).map(done),
                Some("samples") => return list_samples(parser).map(done),
                Some("schema") => return schema(parser).map(done),
                _ => {
                    let path = PathBuf::from(word);
                    let read = import::open(&path);
                    options.file = Some((path, read));
                }
            },
            other => return Err(other.unexpected().into()),
        }
    }
    window(options).map(done)
}

/// Writes to standard output, which may be a terminal: nothing that comes out of a map commands it or turns what is around it.
fn print(text: &str) -> Result<(), Failure> {
    use std::io::Write;
    match std::io::stdout().write_all(harmless(text).as_bytes()) {
        // Whoever reads has seen enough, as `head` does.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// A text with words of a map in it, of which nothing commands the terminal or turns what is around it.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.contains(is_stray) { Cow::Owned(text.replace(is_stray, "")) } else { Cow::Borrowed(text) }
}

fn is_stray(character: char) -> bool {
    (character.is_control() && character != '\n') || steers_direction(character)
}

/// Data for other programs. What commands a terminal or turns what is around it is there as a number: that says the same.
fn as_json(data: &serde_json::Value) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(data)? + "\n";
    if !text.contains(is_stray) {
        return Ok(text);
    }
    let numbered = |c: char| if is_stray(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    Ok(text.chars().map(numbered).collect())
}

fn dark(parser: &mut lexopt::Parser) -> Result<bool, Failure> {
    match parser.value()?.to_string_lossy().as_ref() {
        "light" => Ok(false),
        "dark" => Ok(true),
        other => Err(Failure(format!("there is no theme “{other}”: choose light or dark"))),
    }
}

/// Says something on standard error. Where that cannot be written, as on a full disk, there is nobody to tell.
fn tell(sentence: impl std::fmt::Display) {
    use std::io::Write;
    let _ = std::io::stderr().write_all(harmless(&format!("headway: {sentence}\n")).as_bytes());
}

/// Reads a map and tells what had to be repaired in it.
fn read(path: &Path) -> Result<Opened, Failure> {
    let opened = import::open(path).map_err(|error| Failure(with_version(path, &error)))?;
    tell_repairs(path, &opened);
    Ok(opened)
}

/// An error, and where an intact version of the map is, where there is one.
fn with_version(path: &Path, error: &ImportError) -> String {
    let backups = file::state_folder().map(|state| Backups::in_folder(state.join("backups")));
    match backups.filter(|_| error.is_damage()).and_then(|backups| backups.newest_intact(path)) {
        Some((version, _)) => format!(
            "{error} The version saved on {} is intact; open the map in the window to take it, or find it as {}.",
            PartialDate::of_day(version.day()).in_words(),
            version.path.display()
        ),
        None => error.to_string(),
    }
}

fn tell_repairs(path: &Path, opened: &Opened) {
    if let Some(notice) = &opened.notice {
        tell(format_args!("{}: {notice}", path.display()));
    }
    for repair in &opened.loaded.repairs {
        tell(format_args!("{}: {repair}", path.display()));
    }
}

/// Tells where versions of other programs are now.
fn tell_kept(path: &Path, saved: &Saved) {
    if let Some(notice) = saved.notice() {
        tell(format_args!("{}: {notice}", path.display()));
    }
}

fn list_samples(mut parser: lexopt::Parser) -> Result<(), Failure> {
    let (mut name, mut output) = (None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return print(HELP_SAMPLES),
            Short('o') | Long("output") => output = Some(PathBuf::from(parser.value()?)),
            Value(word) if name.is_none() => name = Some(word.to_string_lossy().into_owned()),
            other => return Err(other.unexpected().into()),
        }
    }
    let Some(name) = name else {
        let lines = samples::all().iter().map(|sample| {
            let title = sample.load().map(|loaded| loaded.map.overview.title.clone()).unwrap_or_default();
            format!("{:<24}{title}\n", sample.name)
        });
        return print(&lines.collect::<String>());
    };
    let sample = samples::find(&name)
        .ok_or_else(|| Failure(format!("there is no sample “{name}”: headway samples lists them")))?;
    let output = output.ok_or_else(|| Failure(format!("say where to: headway samples {name} -o FILE")))?;
    tell_kept(&output, &file::write_file(&output, sample.bytes, Replaces::WhatIsThere)?);
    Ok(())
}

fn schema(mut parser: lexopt::Parser) -> Result<(), Failure> {
    match parser.next()? {
        None => print(&file::schema_text()),
        Some(Long("help") | Short('h')) => print(HELP_SCHEMA),
        Some(other) => Err(other.unexpected().into()),
    }
}

/// Opens the window. What is wrong with the file is told here as well as in the window.
fn window(options: app::Options) -> Result<(), Failure> {
    let mut fault = None;
    match &options.file {
        Some((path, Ok(opened))) => tell_repairs(path, opened),
        Some((_, Err(error))) => {
            tell(error);
            fault = Some(Failure::told());
        }
        None => {}
    }
    app::open_window(options).map_err(|why| {
        Failure(format!(
            "no window can be opened here ({why}); run it on a desktop, or use a command: headway --help lists them"
        ))
    })?;
    fault.map_or(Ok(()), Err)
}
