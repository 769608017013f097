//! The command line: the window, or one command without it.

mod direction;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use headway::app;
use headway::export::{PngOptions, PngSize, SvgOptions, png, svg};
use headway::file::{self, Loaded, samples};
use headway::import::{self, Opened};
use headway::map::{Day, Moment, PartialDate};
use headway::scene::{Composer, DARK, LIGHT};
use lexopt::prelude::*;

/// Bad usage, or input that cannot be read.
const BAD: u8 = 2;

const HELP: &str = "\
Headway: digital strategy maps

Usage:
  headway [FILE] [--theme light|dark]        open the window, with FILE if one is given
  headway export FILE OUT [options]          write the map as OUT; its ending says what: svg, png, json
  headway direction FILE [options]           tell which way each indicator moves, with the evidence
  headway samples [NAME -o OUT]              list the samples, or write one out
  headway schema                             print the JSON Schema of the file format
  headway --version

  headway COMMAND --help tells more. Exit codes: 0 done, 2 bad usage or unreadable input.
";

const HELP_EXPORT: &str = "\
Usage: headway export FILE OUT [options]

Writes the map in FILE as OUT. The ending of OUT says what is written:
  svg    the page as vector shapes, with its text as text
  png    the page as a picture
  json   the map itself, in canonical form

Options:
  --as-of DATE          the map as of a day: 2012, 2012-05 or 2012-05-08
  --theme light|dark    the colours (light)
  --dpi N               PNG: pixels to the inch, 96 page units each (300)
  --width PX            PNG: width in pixels
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

/// Runs the program with these arguments.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    match command(lexopt::Parser::from_args(arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(sentence)) => {
            if !sentence.is_empty() {
                eprintln!("headway: {sentence}");
            }
            ExitCode::from(BAD)
        }
    }
}

fn command(mut parser: lexopt::Parser) -> Result<(), Failure> {
    let mut options = app::Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(word) if options.theme.is_some() && word == "export" => {
                return Err(Failure(
                    "the look of an export goes behind it: headway export FILE OUT --theme dark".into(),
                ));
            }
            Long("help") | Short('h') => return print(HELP),
            Long("version") | Short('V') => return print(&format!("headway {}\n", env!("CARGO_PKG_VERSION"))),
            Long("theme") => {
                options.theme =
                    Some(if dark(&mut parser)? { egui::ThemePreference::Dark } else { egui::ThemePreference::Light })
            }
            Value(word) if options.file.is_none() => match word.to_str() {
                Some("export") => return export(parser),
                Some("direction") => return direction::run(parser),
                Some("samples") => return list_samples(parser),
                Some("schema") => return schema(parser),
                _ => {
                    let path = PathBuf::from(word);
                    let read = import::open(&path);
                    options.file = Some((path, read));
                }
            },
            other => return Err(other.unexpected().into()),
        }
    }
    window(options)
}

fn print(text: &str) -> Result<(), Failure> {
    use std::io::Write;
    match std::io::stdout().write_all(text.as_bytes()) {
        // Whoever reads has seen enough, as `head` does.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn dark(parser: &mut lexopt::Parser) -> Result<bool, Failure> {
    match parser.value()?.to_string_lossy().as_ref() {
        "light" => Ok(false),
        "dark" => Ok(true),
        other => Err(Failure(format!("there is no theme “{other}”: choose light or dark"))),
    }
}

struct Export {
    input: PathBuf,
    output: PathBuf,
    as_of: Option<PartialDate>,
    dark: bool,
    size: PngSize,
}

fn export(mut parser: lexopt::Parser) -> Result<(), Failure> {
    let mut paths = Vec::new();
    let (mut as_of, mut dark_theme, mut size) = (None, false, PngSize::Dpi(300.0));
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return print(HELP_EXPORT),
            Long("as-of") => as_of = Some(parser.value()?.to_string_lossy().parse::<PartialDate>()?),
            Long("theme") => dark_theme = dark(&mut parser)?,
            Long("dpi") => size = PngSize::Dpi(density(&parser.value()?.to_string_lossy())?),
            Long("width") => size = PngSize::Width(parser.value()?.parse()?),
            Value(path) if paths.len() < 2 => paths.push(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut paths = paths.into_iter();
    let (Some(input), Some(output)) = (paths.next(), paths.next()) else {
        return Err(Failure("export needs a map and a file to write: headway export FILE OUT".into()));
    };
    write_export(&Export { input, output, as_of, dark: dark_theme, size })
}

fn density(text: &str) -> Result<f32, Failure> {
    match text.parse::<f32>() {
        Ok(dpi) if (10.0..=2400.0).contains(&dpi) => Ok(dpi),
        _ => Err(Failure(format!("“{text}” is no density: choose 10 to 2400 pixels to the inch"))),
    }
}

fn write_export(export: &Export) -> Result<(), Failure> {
    let ending = export.output.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !["svg", "png", "json"].contains(&ending.as_str()) {
        let name = export.output.display();
        return Err(Failure(format!("{name}: the ending says what to write: choose .svg, .png or .json")));
    }
    let Opened { loaded: Loaded { map, read_only, .. }, embedded, .. } = read(&export.input)?;
    match (ending.as_str(), read_only) {
        // A newer file is copied as it is: this version does not know all that is in it.
        ("json", true) => {
            let copied = match embedded {
                Some(file) => file::write_file(&export.output, &file),
                None => file::copy(&export.input, &export.output),
            };
            return Ok(copied?);
        }
        ("json", false) => return Ok(file::save(&map, &export.output)?),
        _ => {}
    }
    let moment = Moment::of(&map, export.as_of, Day::today());
    let scene = Composer::default().compose(&map, moment, if export.dark { &DARK } else { &LIGHT });
    let bytes = if ending == "svg" {
        svg(&scene, &SvgOptions::default())?.into_bytes()
    } else {
        png(&scene, export.size, &PngOptions::default())?
    };
    Ok(file::write_file(&export.output, &bytes)?)
}

/// Reads a map and tells what had to be repaired in it.
fn read(path: &Path) -> Result<Opened, Failure> {
    let opened = import::open(path)?;
    tell_repairs(path, &opened);
    Ok(opened)
}

fn tell_repairs(path: &Path, opened: &Opened) {
    if let Some(notice) = &opened.notice {
        eprintln!("headway: {}: {notice}", path.display());
    }
    for repair in &opened.loaded.repairs {
        eprintln!("headway: {}: {repair}", path.display());
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
    Ok(file::write_file(&output, sample.bytes)?)
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
            eprintln!("headway: {error}");
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
