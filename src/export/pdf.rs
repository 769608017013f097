//! PDF: the pages of a deck as vector shapes and text, with the structure that makes them readable for everybody (PDF/UA-1).

mod lettering;
mod other_fonts;
mod pen;
mod reading;
mod shapes;
mod tags;
#[cfg(test)]
mod tests;
mod web;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::error::KrillaError;
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{TagGroup, TagTree};

use self::lettering::{Lettering, writable};
use self::pen::{Block, Fit, Pen};
use self::reading::steps;
use self::tags::Structure;
use super::embed::{self, ATTACHMENT, digest};
use super::{ExportError, Exported};
use crate::map::Day;
use crate::scene::Subject;
use crate::scene::deck::{Deck, Slide};

/// The language of a document where none is named.
const LANGUAGE: &str = "en-GB";

/// The part of the work that is done when all pages are drawn; the rest is packing.
const DRAWN: f32 = 0.6;

/// How many characters that no font has are named in a warning.
const NAMED: usize = 5;

/// What is said of a document as a whole.
#[derive(Clone, Copy, Debug)]
pub struct PdfMeta<'a> {
    /// Its title; that of the deck where it is empty.
    pub title: &'a str,
    /// Whose it is, if anybody's.
    pub author: Option<&'a str>,
    /// What it is about.
    pub subject: &'a str,
    /// Its language by RFC 3066, British English if none.
    pub language: Option<&'a str>,
    /// The day that it speaks of, which stands for the day on which it was made: the same map gives the same bytes.
    pub day: Day,
    /// The file of the map, if it goes along, attached as [`ATTACHMENT`].
    pub map: Option<&'a [u8]>,
}

/// Writes the pages of a deck as a PDF. `go_on` is told which part of the work is done, from 0 to 1, and answers whether to
/// go on.
///
/// # Errors
/// Where the user has stopped it, or the document would break the rules of PDF/UA-1.
pub fn pdf(deck: &Deck, meta: &PdfMeta<'_>, go_on: &mut dyn FnMut(f32) -> bool) -> Result<Exported, ExportError> {
    let Some(map) = meta.map else { return pages(deck, meta, None, go_on) };
    // The fingerprint of what is drawn goes along with the map: so it is drawn first.
    let drawn = pages(deck, meta, None, &mut |done| go_on(done / 2.0))?;
    let digest = digest::of_pdf(drawn.bytes).ok_or_else(|| ExportError::Pdf("it cannot be read back".into()))?;
    pages(deck, meta, Some((map, &embed::sentence_of(&digest))), &mut |done| go_on(0.5 + done / 2.0))
}

fn pages(
    deck: &Deck,
    meta: &PdfMeta<'_>,
    carried: Option<(&[u8], &str)>,
    go_on: &mut dyn FnMut(f32) -> bool,
) -> Result<Exported, ExportError> {
    let mut lettering = Lettering::new(true);
    match write(deck, meta, carried, &mut lettering, go_on)? {
        Ok(bytes) => Ok(Exported { bytes, warnings: warnings(&lettering) }),
        // A font of the system may be broken, or not be allowed to go along. Without them it always works.
        Err(_) if lettering.uses_system_fonts() => {
            let mut lettering = Lettering::new(false);
            let bytes = write(deck, meta, carried, &mut lettering, go_on)?.map_err(told)?;
            Ok(Exported { bytes, warnings: warnings(&lettering) })
        }
        Err(error) => Err(told(error)),
    }
}

fn told(error: KrillaError) -> ExportError {
    match error {
        KrillaError::Validation(faults) => {
            let faults: Vec<String> = faults.iter().map(|(fault, _)| format!("{fault:?}")).collect();
            ExportError::Pdf(format!("it would not be readable for everybody ({})", faults.join(", ")))
        }
        error => ExportError::Pdf(error.to_string()),
    }
}

fn write(
    deck: &Deck,
    meta: &PdfMeta<'_>,
    carried: Option<(&[u8], &str)>,
    lettering: &mut Lettering,
    go_on: &mut dyn FnMut(f32) -> bool,
) -> Result<Result<Vec<u8>, KrillaError>, ExportError> {
    let mut document = Document::new_with(settings()?);
    let mut tree = TagTree::new();
    let mut outline = Outline::new();
    for (number, slide) in deck.slides.iter().enumerate() {
        if !go_on(DRAWN * number as f32 / deck.slides.len() as f32) {
            return Err(ExportError::Stopped);
        }
        tree.push(draw(slide, number, deck.page.points(), &mut document, lettering)?);
        let title = writable(&slide.title).into_owned();
        outline.push_child(OutlineNode::new(title, XyzDestination::new(number, Point::from_xy(0.0, 0.0))));
    }
    if !go_on(DRAWN) {
        return Err(ExportError::Stopped);
    }
    document.set_tag_tree(tree);
    document.set_outline(outline);
    document.set_metadata(metadata(deck, meta));
    if let Some((map, description)) = carried {
        document.embed_file(attached(map, description, meta.day));
    }
    Ok(document.finish())
}

fn settings() -> Result<SerializeSettings, ExportError> {
    let rules = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = rules.map_err(|_| ExportError::Pdf("its rules contradict each other".into()))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

/// Draws a page. Answers its structure.
fn draw(
    slide: &Slide,
    number: usize,
    paper: (f32, f32),
    document: &mut Document,
    lettering: &mut Lettering,
) -> Result<TagGroup, ExportError> {
    let settings = PageSettings::from_wh(paper.0, paper.1);
    let mut page = document.start_page_with(settings.ok_or_else(|| ExportError::Pdf("its pages have no size".into()))?);
    let scene = &slide.scene;
    let fit = Fit::new(scene.frame.page, paper);
    let headed = scene.nodes.iter().any(|node| node.subject == Subject::Heading);
    let mut surface = page.surface();
    let mut pen = Pen::new(&mut surface, lettering, fit);
    pen.paper(scene, paper);
    let mut blocks: Vec<Vec<Block>> = scene.nodes.iter().map(|_| Vec::new()).collect();
    for (i, part) in steps(scene) {
        blocks[i].extend(pen.node(&scene.nodes[i], part, headed));
    }
    pen.finish();
    surface.finish();
    let structure = Structure { page: &mut page, number, fit, scene, blocks };
    let section = structure.section();
    page.finish();
    Ok(section)
}

fn metadata(deck: &Deck, meta: &PdfMeta<'_>) -> Metadata {
    let titles = [meta.title, &deck.title, "Untitled map"];
    let title = titles.into_iter().map(writable).find(|title| !title.trim().is_empty()).unwrap_or_default();
    let metadata = Metadata::new()
        .title(title.into_owned())
        .description(writable(meta.subject).into_owned())
        .language(meta.language.unwrap_or(LANGUAGE).to_owned())
        .creator(format!("Headway {}", env!("CARGO_PKG_VERSION")))
        .creation_date(date(meta.day));
    match meta.author {
        Some(author) => metadata.authors(vec![writable(author).into_owned()]),
        None => metadata,
    }
}

fn date(day: Day) -> DateTime {
    let (year, month, day) = day.civil();
    DateTime::new(year.clamp(0, 9999) as u16).month(month).day(day).utc_offset_hour(0)
}

fn attached(map: &[u8], description: &str, day: Day) -> EmbeddedFile {
    EmbeddedFile {
        path: ATTACHMENT.into(),
        mime_type: MimeType::new("application/json"),
        description: Some(description.into()),
        association_kind: AssociationKind::Source,
        data: map.to_vec().into(),
        modification_date: Some(date(day)),
        compress: Some(true),
        location: None,
    }
}

/// What the user should know: what no font has.
fn warnings(lettering: &Lettering) -> Vec<String> {
    let missing = lettering.missing();
    if missing.is_empty() {
        return Vec::new();
    }
    let named = |characters: &str| {
        let codes: Vec<String> = characters.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        format!("{characters} ({})", codes.join(" "))
    };
    let mut names: Vec<String> = missing.iter().take(NAMED).map(|characters| named(characters)).collect();
    if missing.len() > NAMED {
        names.push(format!("{} more", missing.len() - NAMED));
    }
    vec![format!("No font here can draw these characters, so the PDF shows empty boxes for them: {}", names.join(", "))]
}
