//! The window's own small controls: section headings, pills, and fields that edit a document.

use egui::{
    Align2, Color32, CornerRadius, Response, RichText, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo,
};

use super::guide::{explained, explained_word};
use super::style::{Palette, font};
use crate::edit::Document;
use crate::map::PartialDate;
use crate::scene::Weight;

/// The heading of a section, explained where the guide does, in small spaced capitals, with something at its right.
pub fn section(ui: &mut Ui, title: &str, right: impl FnOnce(&mut Ui)) {
    let palette = Palette::for_ui(ui);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let text = RichText::new(title.to_uppercase()).font(font(Weight::SemiBold, 11.0)).extra_letter_spacing(0.8);
        explained(ui, title, text.color(palette.muted));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), right);
    });
    ui.add_space(2.0);
}

/// The name of a field, above it, explained where the guide does.
pub fn field_name(ui: &mut Ui, name: &str) {
    let palette = Palette::for_ui(ui);
    ui.add_space(3.0);
    explained(ui, name, RichText::new(name).font(font(Weight::Regular, 11.5)).color(palette.muted));
}

/// A choice among few: rounded, filled while chosen, explained where the guide does.
pub fn pill(ui: &mut Ui, name: &str, chosen: bool, fill: Option<Color32>) -> Response {
    let palette = Palette::for_ui(ui);
    let fill = fill.unwrap_or(palette.chosen);
    let ink = if chosen { palette.on_chosen } else { palette.ink };
    let galley = ui.painter().layout_no_wrap(name.to_owned(), font(Weight::Medium, 12.0), ink);
    let size = galley.size() + egui::vec2(20.0, 9.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, name));
    let (background, edge) = match (chosen, response.hovered()) {
        (true, _) => (fill, fill),
        (false, true) => (palette.hover, palette.muted),
        (false, false) => (palette.field, palette.edge),
    };
    let painter = ui.painter();
    let radius = CornerRadius::same((size.y / 2.0) as u8);
    painter.rect(rect, radius, background, Stroke::new(1.0, edge), StrokeKind::Inside);
    if response.has_focus() {
        painter.rect_stroke(rect.expand(2.0), radius, Stroke::new(1.5, palette.accent), StrokeKind::Outside);
    }
    painter.galley(Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect).min, galley, ink);
    explained_word(response, name)
}

/// A filled button for what is most likely wanted.
pub fn primary_button(ui: &mut Ui, name: &str) -> Response {
    let palette = Palette::for_ui(ui);
    let text = RichText::new(name).font(font(Weight::SemiBold, 13.0)).color(palette.on_chosen);
    ui.add(egui::Button::new(text).fill(palette.chosen).stroke(Stroke::NONE))
}

/// A quiet button without a frame, for small actions beside a heading.
pub fn quiet_button(ui: &mut Ui, name: &str) -> Response {
    let palette = Palette::for_ui(ui);
    let text = RichText::new(name).font(font(Weight::Medium, 12.0)).color(palette.muted);
    ui.add(egui::Button::new(text).frame(false))
}

/// A text field that edits a document: typing is one step of the history, named `label`, finished when the field is left.
///
/// `rows` is 1 for a single line. `name` is what assistive technology reads.
pub fn text_field(
    ui: &mut Ui,
    document: &mut Document,
    (name, label, hint): (&str, &str, &str),
    rows: usize,
    value: &str,
    edit: impl FnOnce(&mut Document, String),
) -> Response {
    let mut text = value.to_owned();
    let field =
        if rows > 1 { TextEdit::multiline(&mut text).desired_rows(rows) } else { TextEdit::singleline(&mut text) };
    let palette = Palette::for_ui(ui);
    let hint = RichText::new(hint).color(palette.muted);
    let response = ui.add(field.hint_text(hint).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(9, 6)));
    let response = response.accessible_name(name);
    if response.changed() {
        document.begin(label);
        edit(document, text);
    }
    if response.lost_focus() {
        document.finish(label);
    }
    response
}

/// Reads a date that may be absent.
pub fn parse_date(text: &str) -> Result<Option<PartialDate>, String> {
    let text = text.trim();
    if text.is_empty() {
        Ok(None)
    } else {
        text.parse().map(Some).map_err(|error: crate::map::DateError| error.to_string())
    }
}

/// Reads a number that may be absent. A decimal comma is not guessed at: it is explained.
pub fn parse_number(text: &str) -> Result<Option<f64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.contains(',') {
        return Err(format!("“{text}” has a comma: write decimals with a point, as in 1.5"));
    }
    match text.replace('−', "-").parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(Some(value)),
        _ => Err(format!("“{text}” is not a number")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_that_cannot_be_read_are_explained() {
        assert_eq!(parse_number(" 1.5 "), Ok(Some(1.5)));
        assert_eq!(parse_number("−2"), Ok(Some(-2.0)));
        assert_eq!(parse_number(""), Ok(None));
        assert!(parse_number("1,5").is_err_and(|why| why.contains("comma")));
        assert!(parse_number("NaN").is_err());
        assert!(parse_date("2011-02-31").is_err_and(|why| why.contains("28 days")));
    }
}
