//! The choices, at the left of the dialog.

use egui::{Margin, Response, RichText, TextEdit, Ui};

use super::check::check;
use super::chosen::{Chosen, Measure};
use super::embed::disclosed;
use super::preview::{Content, Preview};
use super::slides;
use crate::app::inspector::look::{choices, fault, framed, remark};
use crate::app::style::Palette;
use crate::app::widgets::{field_name, section};
use crate::export::{Format, PngSize, Sheet};
use crate::map::StrategyMap;
use crate::scene::Look;
use crate::scene::deck::PageSize;

/// What the form asks of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A map to compare with.
    OtherMap,
}

/// Page units to the inch.
const UNITS_PER_INCH: f32 = 96.0;

/// Draws the choices.
pub fn show(ui: &mut Ui, chosen: &mut Chosen, map: &StrategyMap, preview: &Preview) -> Option<Asked> {
    ui.spacing_mut().item_spacing.y = 5.0;
    section(ui, "Format", |_| {});
    let formats = Format::ALL.map(|format| (format, format.name()));
    if let Some(format) = choices(ui, "Format", &formats, Some(chosen.format), |_| None) {
        chosen.format = format;
    }
    remark(ui, gist(chosen.format));
    if chosen.format == Format::Csv {
        section(ui, "Table", |_| {});
        let sheets = Sheet::ALL.map(|sheet| (sheet, sheet.name()));
        if let Some(sheet) = choices(ui, "Table", &sheets, Some(chosen.sheet), |_| None) {
            chosen.sheet = sheet;
        }
    }
    look(ui, chosen);
    if chosen.format == Format::Png {
        picture_size(ui, chosen, preview);
    }
    as_of(ui, chosen);
    let asked = match chosen.format {
        Format::Svg | Format::Png => slides::compare(ui, chosen),
        format if format.has_pages() => slides::show(ui, chosen, preview),
        _ => None,
    };
    extras(ui, chosen, map);
    ui.add_space(6.0);
    asked
}

/// What a format is good for, in a line.
fn gist(format: Format) -> &'static str {
    match format {
        Format::Pptx => "Slides to edit: native shapes, charts, tables.",
        Format::Pdf => "The same pages, to read and to print.",
        Format::Svg => "The map as vector shapes, with its text as text.",
        Format::Png => "The map as a picture.",
        Format::Xlsx => "All tables in one workbook, with real dates.",
        Format::Csv => "One table as text, for other programs.",
        Format::Markdown => "The map in words, as for a wiki.",
    }
}

/// The name of a size of pages on the screen.
fn page_name(page: PageSize) -> &'static str {
    match page {
        PageSize::Wide => "16:9",
        PageSize::Standard => "4:3",
        PageSize::A4 => "A4",
        PageSize::A3 => "A3",
    }
}

fn look(ui: &mut Ui, chosen: &mut Chosen) {
    if !chosen.pages_offered().is_empty() {
        section(ui, "Page", |_| {});
        let pages: Vec<_> = chosen.pages_offered().iter().map(|page| (*page, page_name(*page))).collect();
        if let Some(page) = choices(ui, "Page", &pages, Some(chosen.page()), |_| None) {
            chosen.page = page;
        }
    }
    if chosen.has_look() {
        section(ui, "Theme", |_| {});
        let looks = Look::ALL.map(|look| (look, if look == Look::Mono { "Mono for print" } else { look.name() }));
        if let Some(look) = choices(ui, "Theme", &looks, Some(chosen.look), |_| None) {
            chosen.look = look;
        }
    }
}

fn picture_size(ui: &mut Ui, chosen: &mut Chosen, preview: &Preview) {
    section(ui, "Size", |_| {});
    let measures = [(Measure::Density, "By pixels to the inch"), (Measure::Width, "By width")];
    if let Some(measure) = choices(ui, "Size", &measures, Some(chosen.measure), |_| None) {
        chosen.measure = measure;
    }
    let (name, offered, text) = match chosen.measure {
        Measure::Density => ("Pixels to the inch", ["96", "192", "300"], &mut chosen.dpi),
        Measure::Width => ("Pixels wide", ["1920", "2560", "3840"], &mut chosen.width),
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        field(ui, name, text, "", 76.0);
        for number in offered {
            let pill = crate::app::widgets::pill(ui, number, text == number, None);
            if pill.accessible_name(format!("{name}: {number}")).clicked() {
                *text = number.to_owned();
            }
        }
    });
    match chosen.size() {
        Ok(size) => {
            if let Some(words) = pixels(size, preview) {
                remark(ui, &words);
            }
        }
        Err(why) => fault(ui, Some(&why)),
    }
}

/// How many pixels the picture has.
fn pixels(size: PngSize, preview: &Preview) -> Option<String> {
    let Content::Drawing(scene) = &preview.pages.first()?.content else { return None };
    let page = scene.frame.page;
    let scale = match size {
        PngSize::Dpi(dpi) => dpi / UNITS_PER_INCH,
        PngSize::Width(width) => width as f32 / page.w.max(1.0),
    };
    Some(format!("{} × {} pixels", (page.w * scale).round(), (page.h * scale).round()))
}

fn as_of(ui: &mut Ui, chosen: &mut Chosen) {
    section(ui, "As of", |_| {});
    field(ui, "Export as of", &mut chosen.as_of, "today", f32::INFINITY);
    fault(ui, chosen.as_of().err().as_deref());
}

/// What else can be chosen of a picture, and whether the map goes along.
fn extras(ui: &mut Ui, chosen: &mut Chosen, map: &StrategyMap) {
    let drawn = matches!(chosen.format, Format::Svg | Format::Png);
    if !drawn && !chosen.format.can_embed() {
        return;
    }
    section(ui, "Also", |_| {});
    ui.spacing_mut().item_spacing.y = 2.0;
    let tick = |ui: &mut Ui, name: &str, on: &mut bool| {
        if check(ui, name, *on, None).clicked() {
            *on = !*on;
        }
    };
    if let Some(words) = chosen.view.words() {
        let mut through = !chosen.no_lens;
        tick(ui, &format!("Lens of the window: {words}"), &mut through);
        chosen.no_lens = !through;
    }
    tick(ui, "Without links", &mut chosen.no_links);
    if drawn {
        tick(ui, "Transparent background", &mut chosen.transparent);
    }
    if chosen.format == Format::Svg {
        tick(ui, "Text as outlines", &mut chosen.outlines);
    }
    if chosen.format.can_embed() {
        tick(ui, "Embed the map", &mut chosen.embed);
        if chosen.embed {
            framed(ui, |ui| fault(ui, Some(&disclosed(map))));
        }
    }
}

/// A text field of the form.
pub fn field(ui: &mut Ui, name: &str, text: &mut String, hint: &str, width: f32) -> Response {
    let palette = Palette::for_ui(ui);
    let hint = RichText::new(hint).color(palette.muted);
    let field = TextEdit::singleline(text).hint_text(hint).desired_width(width).margin(Margin::symmetric(9, 5));
    ui.add(field).accessible_name(name)
}

/// A text field with its name above it.
pub fn named_field(ui: &mut Ui, name: &str, text: &mut String, hint: &str) -> Response {
    field_name(ui, name);
    field(ui, name, text, hint, f32::INFINITY)
}
