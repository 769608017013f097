//! `headway export`: a map as a deck, a document, a picture, a table or a report.

use std::path::PathBuf;

use headway::export::{Choices, Format, PngSize, Sheet, export};
use headway::file::{self, Loaded, Replaces};
use headway::import::Opened;
use headway::insight::Lens;
use headway::map::{Day, PartialDate, StrategyMap};
use headway::scene::deck::{PageSize, SlideKind};
use headway::scene::{LensView, Look};
use lexopt::prelude::*;

use super::{Failure, print, read, tell, tell_kept};

const HELP: &str = "\
Usage: headway export FILE OUT [options]

Writes the map in FILE as OUT. The ending of OUT says what is written:
  pptx   a PowerPoint deck that can be edited: map, strategy, direction, backbone,
         changes, comparison, sources
  pdf    the pages of the deck, tagged, with bookmarks
  svg    the map as vector shapes, with its text as text
  png    the map as a picture
  xlsx   initiatives, capabilities, links and observations as a workbook
  csv    one of these tables as text
  md     the map as a report in words
  json   the map itself, in canonical form

Options:
  --as-of DATE          the map as of a day: 2012, 2012-05 or 2012-05-08
  --theme LOOK          the colours: light (as the rule), dark, or mono for print
  --lens NAME[=VALUE]   the map through a lens: direction, answer, technology, owner,
                        viewpoint, stage, freshness or building-block; with a value, what
                        does not have it is dimmed
  --no-links            the map without its links, as for a senior audience
  --page SIZE           pptx, pdf: 16:9 (as the rule), 4:3, a4 or a3
  --slides LIST         pptx, pdf: which pages, by commas: map, strategy, direction,
                        backbone, changes, comparison, sources
  --with OTHER          pptx, pdf: another map, or an earlier version of this one, to
                        compare with
                        svg, png: an earlier version; what has changed is drawn
  --since DATE          pptx, pdf: tell the changes since a date (a year, as the rule)
  --dpi N               png: pixels to the inch, 96 page units each (300)
  --width PX            png: width in pixels
  --transparent         svg, png: without the ground of the page
  --outlines            svg: texts as outlines
  --table NAME          csv: initiatives (as the rule), capabilities, links, observations
  --embed-map           pptx, pdf, svg, png: the map goes along, with all that is in it,
                        so that OUT opens as a map again
";

/// What an export was asked for.
struct Asked {
    paths: Vec<PathBuf>,
    choices: Choices,
    other: Option<PathBuf>,
    /// The lens, perhaps with a value, which only the map knows.
    lens: Option<String>,
    /// Options that are for some formats alone.
    only: Vec<(&'static str, &'static [Format])>,
}

const PAGED: &[Format] = &[Format::Pptx, Format::Pdf];
const DRAWN: &[Format] = &[Format::Svg, Format::Png];
const CARRYING: &[Format] = &[Format::Pptx, Format::Pdf, Format::Svg, Format::Png];

/// Runs the command.
pub fn run(mut parser: lexopt::Parser) -> Result<(), Failure> {
    let choices = Choices::new(Day::today());
    let mut asked = Asked { paths: Vec::new(), choices, other: None, lens: None, only: Vec::new() };
    while let Some(argument) = parser.next()? {
        if matches!(argument, Long("help") | Short('h')) {
            return print(HELP);
        }
        if let Value(path) = &argument
            && asked.paths.len() < 2
        {
            asked.paths.push(PathBuf::from(path));
            continue;
        }
        let Long(name) = argument else { return Err(argument.unexpected().into()) };
        let name = name.to_owned();
        option(&name, &mut parser, &mut asked)?;
    }
    write(asked)
}

fn option(name: &str, parser: &mut lexopt::Parser, asked: &mut Asked) -> Result<(), Failure> {
    let choices = &mut asked.choices;
    let mut only = |name, formats| asked.only.push((name, formats));
    match name {
        "as-of" => choices.as_of = Some(date(parser)?),
        "theme" => choices.look = named(parser, "theme", Look::ALL, Look::key)?,
        "lens" => {
            only("--lens", CARRYING);
            asked.lens = Some(word(parser)?);
        }
        "no-links" => {
            only("--no-links", CARRYING);
            choices.view.links = false;
        }
        "page" => {
            only("--page", PAGED);
            choices.page = named(parser, "page", PageSize::ALL, PageSize::key)?;
        }
        "slides" => {
            only("--slides", PAGED);
            choices.slides = Some(slides(&word(parser)?)?);
        }
        "with" => {
            only("--with", CARRYING);
            asked.other = Some(PathBuf::from(parser.value()?));
        }
        "since" => {
            only("--since", PAGED);
            choices.since = Some(date(parser)?);
        }
        "dpi" => {
            only("--dpi", &[Format::Png]);
            choices.size = PngSize::Dpi(density(&word(parser)?)?);
        }
        "width" => {
            only("--width", &[Format::Png]);
            choices.size = PngSize::Width(parser.value()?.parse()?);
        }
        "transparent" => {
            only("--transparent", DRAWN);
            choices.transparent = true;
        }
        "outlines" => {
            only("--outlines", &[Format::Svg]);
            choices.outlines = true;
        }
        "table" => {
            only("--table", &[Format::Csv]);
            choices.sheet = named(parser, "table", Sheet::ALL, Sheet::key)?;
        }
        "embed-map" => {
            only("--embed-map", CARRYING);
            choices.embed = true;
        }
        other => return Err(Failure(format!("there is no option “--{other}”: headway export --help lists them"))),
    }
    Ok(())
}

/// Sets a lens as it is asked for: `stage`, or `stage=scaling`.
fn look_through(asked: &str, map: &StrategyMap, view: &mut LensView) -> Result<(), Failure> {
    let (name, value) = asked.split_once('=').map_or((asked, None), |(name, value)| (name, Some(value)));
    let lens = find(&name.trim().replace(['_', ' '], "-"), "lens", Lens::ALL, Lens::key)?;
    view.lens = Some(lens);
    let Some(value) = value else { return Ok(()) };
    view.only = lens.find_value(map, value);
    if view.only.is_none() {
        let values = lens.values(map);
        let (lens, value) = (lens.key(), value.trim());
        return Err(Failure(match values.len() {
            0 => format!("this map says nothing of {lens}, so it has no “{value}”"),
            _ => format!("no {lens} on this map is “{value}” alone: choose one of {}", values.join(", ")),
        }));
    }
    Ok(())
}

fn word(parser: &mut lexopt::Parser) -> Result<String, Failure> {
    Ok(parser.value()?.to_string_lossy().into_owned())
}

fn date(parser: &mut lexopt::Parser) -> Result<PartialDate, Failure> {
    Ok(word(parser)?.parse()?)
}

/// One of some things, by its name.
fn named<T: Copy, const N: usize>(
    parser: &mut lexopt::Parser,
    what: &str,
    all: [T; N],
    key: impl Fn(T) -> &'static str,
) -> Result<T, Failure> {
    let asked = word(parser)?;
    find(&asked, what, all, key)
}

fn find<T: Copy, const N: usize>(
    asked: &str,
    what: &str,
    all: [T; N],
    key: impl Fn(T) -> &'static str,
) -> Result<T, Failure> {
    let found = all.into_iter().find(|one| key(*one).eq_ignore_ascii_case(asked));
    let names: Vec<&str> = all.into_iter().map(&key).collect();
    found.ok_or_else(|| Failure(format!("there is no {what} “{asked}”: choose one of {}", names.join(", "))))
}

fn slides(list: &str) -> Result<Vec<SlideKind>, Failure> {
    let names = list.split(',').map(str::trim).filter(|name| !name.is_empty());
    let kinds: Vec<SlideKind> =
        names.map(|name| find(name, "slide", SlideKind::ALL, SlideKind::key)).collect::<Result<_, _>>()?;
    if kinds.is_empty() {
        return Err(Failure("say which slides: headway export --help lists them".into()));
    }
    Ok(kinds)
}

fn density(text: &str) -> Result<f32, Failure> {
    match text.parse::<f32>() {
        Ok(dpi) if (10.0..=2400.0).contains(&dpi) => Ok(dpi),
        _ => Err(Failure(format!("“{text}” is no density: choose 10 to 2400 pixels to the inch"))),
    }
}

fn write(mut asked: Asked) -> Result<(), Failure> {
    let [input, output] = <[PathBuf; 2]>::try_from(std::mem::take(&mut asked.paths))
        .map_err(|_| Failure("export needs a map and a file to write: headway export FILE OUT".into()))?;
    let ending = output.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let format = Format::ALL.into_iter().find(|format| format.ending() == ending);
    if format.is_none() && ending != "json" {
        let endings: Vec<String> = Format::ALL.iter().map(|format| format!(".{}", format.ending())).collect();
        let name = output.display();
        return Err(Failure(format!("{name}: the ending says what to write: choose {} or .json", endings.join(", "))));
    }
    // An option that says nothing here does no harm: a script may give the same ones for every file.
    for (name, formats) in asked.only.iter().filter(|(_, formats)| format.is_none_or(|f| !formats.contains(&f))) {
        let endings: Vec<&str> = formats.iter().map(|format| format.ending()).collect();
        tell(format_args!("{name} says nothing for .{ending}: it is for {}", endings.join(", ")));
    }
    let Opened { loaded: Loaded { map, read_only, .. }, embedded, .. } = read(&input)?;
    let Some(format) = format else {
        // A newer file is copied as it is: this version does not know all that is in it.
        let written = match embedded {
            _ if !read_only => file::save(&map, &output, Replaces::WhatIsThere),
            Some(file) => file::write_file(&output, &file, Replaces::WhatIsThere),
            None => file::copy(&input, &output),
        };
        tell_kept(&output, &written?);
        return Ok(());
    };
    if let Some(lens) = asked.lens {
        look_through(&lens, &map, &mut asked.choices.view)?;
    }
    if let Some(path) = asked.other {
        let other = read(&path)?.loaded.map;
        let title = other.overview.title.trim();
        let name = if title.is_empty() || title == map.overview.title.trim() {
            path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
        } else {
            title.to_owned()
        };
        asked.choices.other = Some((name, other));
    }
    let exported = export(&map, format, &asked.choices, &mut |_| true)?;
    tell_kept(&output, &file::write_file(&output, &exported.bytes, Replaces::WhatIsThere)?);
    for warning in exported.warnings {
        tell(format_args!("{}: {warning}", output.display()));
    }
    Ok(())
}
