//! An export as the user asks for it: what of which map, in which format.

use super::{
    ExportError, PdfMeta, PngOptions, PngSize, PptxMeta, SvgOptions, csv, markdown, pdf, png, pptx, svg, xlsx,
};
use crate::file;
use crate::insight::are_versions;
use crate::map::{Day, Moment, PartialDate, StrategyMap};
use crate::scene::deck::{Deck, DeckPlan, PageSize, SlideKind, deck};
use crate::scene::{Composer, Earlier, LensView, Look, Scene, difference};

/// One table of a map, as CSV holds it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// The initiatives.
    #[default]
    Initiatives,
    /// The capabilities.
    Capabilities,
    /// The links, with ask and answer.
    Links,
    /// The observations.
    Observations,
}

impl Sheet {
    /// All tables, in the order of a workbook.
    pub const ALL: [Self; 4] = [Self::Initiatives, Self::Capabilities, Self::Links, Self::Observations];

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Initiatives => "Initiatives",
            Self::Capabilities => "Capabilities",
            Self::Links => "Links",
            Self::Observations => "Observations",
        }
    }

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Initiatives => "initiatives",
            Self::Capabilities => "capabilities",
            Self::Links => "links",
            Self::Observations => "observations",
        }
    }
}

/// What an export is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A deck that an office program can edit.
    Pptx,
    /// The pages of the deck, to read and to print.
    Pdf,
    /// The map as vector shapes.
    Svg,
    /// The map as a picture.
    Png,
    /// All tables as a workbook.
    Xlsx,
    /// One table as text.
    Csv,
    /// The map as a report in words.
    Markdown,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 7] = [Self::Pptx, Self::Pdf, Self::Svg, Self::Png, Self::Xlsx, Self::Csv, Self::Markdown];

    /// The ending of its files, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pptx => "pptx",
            Self::Pdf => "pdf",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Markdown => "md",
        }
    }

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pptx => "PowerPoint deck",
            Self::Pdf => "PDF",
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Xlsx => "Excel workbook",
            Self::Csv => "CSV table",
            Self::Markdown => "Markdown report",
        }
    }

    /// Whether it has pages, of which some can be chosen.
    pub fn has_pages(self) -> bool {
        matches!(self, Self::Pptx | Self::Pdf)
    }

    /// Whether a map can be embedded in it.
    pub fn can_embed(self) -> bool {
        matches!(self, Self::Pptx | Self::Pdf | Self::Svg | Self::Png)
    }
}

/// How an export is made.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The date that the map is shown as of; none means its own.
    pub as_of: Option<PartialDate>,
    /// Today.
    pub today: Day,
    /// The colours.
    pub look: Look,
    /// How the map is looked at, where it is drawn.
    pub view: LensView,
    /// The size of the pages of a deck.
    pub page: PageSize,
    /// Which kinds of pages a deck has; none means all that there is something to say for.
    pub slides: Option<Vec<SlideKind>>,
    /// Another map, or another version of this one, with its name.
    pub other: Option<(String, StrategyMap)>,
    /// Changes are told since this date.
    pub since: Option<PartialDate>,
    /// How large a PNG is.
    pub size: PngSize,
    /// Whether the page of SVG and PNG is left transparent.
    pub transparent: bool,
    /// Whether the texts of an SVG are drawn as outlines.
    pub outlines: bool,
    /// Which table a CSV holds.
    pub sheet: Sheet,
    /// Whether the map itself goes along, so that the file opens as a map again.
    pub embed: bool,
}

impl Choices {
    /// What is exported where nothing was chosen.
    pub fn new(today: Day) -> Self {
        Self {
            as_of: None,
            today,
            look: Look::Light,
            view: LensView::PLAIN,
            page: PageSize::Wide,
            slides: None,
            other: None,
            since: None,
            size: PngSize::Dpi(300.0),
            transparent: false,
            outlines: false,
            sheet: Sheet::Initiatives,
            embed: false,
        }
    }

    /// The moment that a map is shown as of.
    pub fn moment(&self, map: &StrategyMap) -> Moment {
        Moment::of(map, self.as_of, self.today)
    }
}

/// What an export came to.
#[derive(Debug)]
pub struct Exported {
    /// The file.
    pub bytes: Vec<u8>,
    /// What the user should know of it, in sentences.
    pub warnings: Vec<String>,
}

/// The pages of a map's deck, as PPTX and PDF hold them; also for a preview.
pub fn pages(map: &StrategyMap, choices: &Choices) -> Deck {
    let plan = DeckPlan {
        map,
        moment: choices.moment(map),
        theme: choices.look.theme(),
        view: choices.view.clone(),
        page: choices.page,
        slides: choices.slides.clone(),
        other: choices.other.as_ref().map(|(name, map)| (name.as_str(), map)),
        since: choices.since,
        today: choices.today,
    };
    deck(&plan, Composer::default())
}

/// The map as a drawing; where it is compared with another version of itself, with what has changed since. Also what should
/// be known of it, in sentences.
pub fn drawing(composer: &mut Composer, map: &StrategyMap, choices: &Choices) -> (Scene, Vec<String>) {
    let (moment, theme) = (choices.moment(map), choices.look.theme());
    let mut warnings = Vec::new();
    if let Some((name, other)) = &choices.other {
        let is_version = are_versions(other, map);
        let earlier = Earlier { name, map: other };
        match difference(composer, earlier, map, moment, theme).filter(|_| is_version) {
            Some(scene) => return (scene, warnings),
            None if is_version => {
                warnings.push(format!("nothing that can be seen on the map has changed since {name}"))
            }
            None => {
                warnings.push(format!("{name} is another map, no earlier version: what has changed is not drawn"));
            }
        }
    }
    (composer.compose(map, moment, theme), warnings)
}

/// Exports a map. `go_on` is told which part of the work is done, from 0 to 1, and answers whether to go on.
///
/// # Errors
/// Where the choices cannot be carried out, or the user has stopped it.
pub fn export(
    map: &StrategyMap,
    format: Format,
    choices: &Choices,
    go_on: &mut dyn FnMut(f32) -> bool,
) -> Result<Exported, ExportError> {
    if !go_on(0.0) {
        return Err(ExportError::Stopped);
    }
    let embedded = if choices.embed { Some(file::to_bytes(map)?) } else { None };
    let carried = embedded.as_deref();
    let moment = choices.moment(map);
    let composer = || Composer::default().looking(choices.view.clone());
    let drawn = || drawing(&mut composer(), map, choices);
    let plain = |bytes: Vec<u8>| Exported { bytes, warnings: Vec::new() };
    Ok(match format {
        Format::Svg => {
            let (transparent, outlines) = (choices.transparent, choices.outlines);
            let (scene, warnings) = drawn();
            let bytes = svg(&scene, &SvgOptions { transparent, outlines, map: carried })?.into_bytes();
            Exported { bytes, warnings }
        }
        Format::Png => {
            let (scene, warnings) = drawn();
            let options = PngOptions { transparent: choices.transparent, map: carried };
            Exported { bytes: png(&scene, choices.size, &options)?, warnings }
        }
        Format::Pptx => {
            let meta = PptxMeta {
                theme: choices.look.theme(),
                day: moment.day,
                description: &map.overview.description,
                map: carried,
            };
            plain(pptx(&pages(map, choices), &meta, go_on)?)
        }
        Format::Pdf => {
            let meta = PdfMeta {
                title: map.overview.title.trim(),
                author: Some(map.overview.organization.trim()).filter(|name| !name.is_empty()),
                subject: map.overview.description.trim(),
                language: None,
                day: moment.day,
                map: carried,
            };
            pdf(&pages(map, choices), &meta, go_on)?
        }
        Format::Xlsx => xlsx(map, moment)?,
        Format::Csv => plain(csv(map, choices.sheet, moment).into_bytes()),
        Format::Markdown => plain(markdown(map, moment).into_bytes()),
    })
}
