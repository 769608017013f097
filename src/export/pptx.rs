//! PPTX: the pages of a deck as a PowerPoint deck that can be edited: shapes with their text, connectors glued to them,
//! native charts and tables, colours and fonts of the theme.

mod aside;
mod chart;
mod connector;
mod marks;
mod master;
mod notes;
mod package;
mod scheme;
mod shape;
mod slide;
mod table;
mod units;
mod workbook;

use super::ExportError;
use super::embed::{self, digest};
use super::xml::Xml;
use crate::map::Day;
use crate::scene::Theme;
use crate::scene::deck::Deck;
use package::{Package, Part, relation};

/// What a deck says of itself.
pub struct PptxMeta<'a> {
    /// The colours of its theme.
    pub theme: &'a Theme,
    /// When it is said to be made: the day that the map is shown as of, so that the same map is always the same bytes.
    pub day: Day,
    /// What it is about.
    pub description: &'a str,
    /// The file of the map, if it goes along.
    pub map: Option<&'a [u8]>,
}

/// Writes a deck.
///
/// # Errors
/// Where a workbook or the package cannot be packed, or the user has stopped it.
pub fn pptx(deck: &Deck, meta: &PptxMeta<'_>, go_on: &mut dyn FnMut(f32) -> bool) -> Result<Vec<u8>, ExportError> {
    let scheme = scheme::Scheme::of(meta.theme);
    let measure = units::Units::of(deck.page);
    let mut package = Package::new()?;
    let mut slides = Vec::with_capacity(deck.slides.len());
    let mut charts = 0;
    for (i, page) in deck.slides.iter().enumerate() {
        if !go_on(i as f32 / deck.slides.len() as f32 * 0.8) {
            return Err(ExportError::Stopped);
        }
        let number = i + 1;
        let mut relations = vec![
            relation("slideLayout", "../slideLayouts/slideLayout1.xml"),
            relation("notesSlide", &format!("../notesSlides/notesSlide{number}.xml")),
        ];
        for figure in &page.figures {
            charts += 1;
            relations.push(relation("chart", &format!("../charts/chart{charts}.xml")));
            package.chart(charts, chart::xml(figure, &scheme), workbook::bytes(figure, meta.day)?);
        }
        let xml = slide::xml(page, &scheme, measure, &mut relations);
        let name = format!("ppt/slides/slide{number}.xml");
        if meta.map.is_some() {
            slides.push((name.clone(), xml.clone()));
        }
        package.add(Part::new(name, "slide", xml).with(relations));
        let back = [
            relation("notesMaster", "../notesMasters/notesMaster1.xml"),
            relation("slide", &format!("../slides/slide{number}.xml")),
        ];
        let notes = notes::xml(&page.notes, number);
        package
            .add(Part::new(format!("ppt/notesSlides/notesSlide{number}.xml"), "notesSlide", notes).with(back.into()));
        package.settle()?;
    }
    master::add(&mut package, deck, &scheme, measure);
    properties(&mut package, deck, meta);
    if let Some(map) = meta.map {
        let digest =
            digest::of_pptx(slides.iter().map(|(name, xml): &(String, String)| (name.as_str(), xml.as_bytes())));
        package.embed(embed::element(map, &digest));
    }
    package.pack()
}

/// What the file says of itself.
fn properties(package: &mut Package, deck: &Deck, meta: &PptxMeta<'_>) {
    let (year, month, day) = meta.day.civil();
    let made = format!("{:04}-{month:02}-{day:02}T00:00:00Z", year.clamp(1601, 9999));
    let mut core = Xml::document();
    core.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    core.words("dc:title", &deck.title).words("dc:subject", meta.description).words("dc:creator", "Headway");
    for name in ["dcterms:created", "dcterms:modified"] {
        core.element(name, &[("xsi:type", "dcterms:W3CDTF")], |xml| {
            xml.raw(&made);
        });
    }
    let mut app = Xml::document();
    app.open("Properties", &[("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")]);
    app.words("Application", "Headway").words("Slides", &deck.slides.len().to_string());
    package.add(Part::new("docProps/core.xml".into(), "core", core.finish()));
    package.add(Part::new("docProps/app.xml".into(), "app", app.finish()));
}
