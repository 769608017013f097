//! Fields of the panel: the window's own, each under an id made from its name, so that what comes and goes around a field
//! never takes the cursor out of it.

use egui::{ComboBox, Frame, Key, Layout, Margin, Response, RichText, Stroke, TextEdit, Ui, UiBuilder, vec2};

use super::look::{self, Icon};
use super::parsed::{self, Read};
use super::work::Work;
use crate::app::style::{Palette, font};
use crate::app::widgets::{field_name, parse_date, parse_number, text_field};
use crate::edit::Document;
use crate::file::MAX_TEXT;
use crate::map::PartialDate;
use crate::scene::Weight;

/// How wide a date with a day is.
pub const DATE_WIDTH: f32 = 92.0;

/// What a field is called: its name for assistive technology, the step of the history, and what stands in it while it is empty.
pub type Words<'a> = (&'a str, &'a str, &'a str);

/// A text within the limit of a file.
fn within_limit(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(MAX_TEXT) {
        text.truncate(end);
    }
    text
}

/// Runs a part of the panel in a scope of its own, which stays the same wherever it moves.
pub fn scoped<R>(ui: &mut Ui, salt: impl egui::AsIdSalt, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let id = ui.make_persistent_id(salt);
    ui.scope_builder(UiBuilder::new().scope_id(id), contents).inner
}

/// A text field without a caption.
pub fn bare_text(
    ui: &mut Ui,
    document: &mut Document,
    words: Words<'_>,
    rows: usize,
    value: &str,
    edit: impl FnOnce(&mut Document, String),
) -> Response {
    let within = |document: &mut Document, text| edit(document, within_limit(text));
    scoped(ui, ("text", words.0), |ui| text_field(ui, document, words, rows, value, within))
}

/// A text field with its name above it.
pub fn text(
    ui: &mut Ui,
    document: &mut Document,
    words: Words<'_>,
    rows: usize,
    value: &str,
    edit: impl FnOnce(&mut Document, String),
) {
    field_name(ui, words.0);
    bare_text(ui, document, words, rows, value, edit);
}

/// The title of the selected thing: set as a heading, underlined as a field once it is pointed at.
pub fn title(
    ui: &mut Ui,
    document: &mut Document,
    (name, label, hint): Words<'_>,
    value: &str,
    edit: impl FnOnce(&mut Document, String),
) {
    let palette = Palette::for_ui(ui);
    let id = ui.make_persistent_id(("title", name));
    let mut text = value.to_owned();
    let field = TextEdit::multiline(&mut text)
        .id(id)
        .font(font(Weight::SemiBold, 17.0))
        .text_color(palette.ink)
        .hint_text(RichText::new(hint).color(palette.muted))
        .desired_rows(1)
        .desired_width(f32::INFINITY)
        .return_key(None)
        .frame(Frame::new().inner_margin(Margin::symmetric(0, 4)));
    let response = ui.add(field).accessible_name(name);
    if response.has_focus() || response.hovered() {
        let color = if response.has_focus() { palette.accent } else { palette.edge };
        ui.painter().hline(response.rect.x_range(), response.rect.bottom() - 1.0, Stroke::new(1.5, color));
    }
    if response.changed() {
        document.begin(label);
        edit(document, within_limit(text.replace(['\r', '\n'], " ")));
    }
    if response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        response.surrender_focus();
    }
    // egui tells the loss of focus in two frames; the second one must not end a gesture that began in between.
    if response.lost_focus() && document.in_gesture() && document.undo_label() == Some(label) {
        document.commit();
    }
}

/// A text field beside something small at its right.
pub fn beside(
    ui: &mut Ui,
    work: &mut Work<'_>,
    right_width: f32,
    left: impl FnOnce(&mut Ui, &mut Work<'_>),
    right: impl FnOnce(&mut Ui, &mut Work<'_>),
) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let width = (ui.available_width() - right_width - 4.0).max(40.0);
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(width);
            left(ui, work);
        });
        ui.vertical(|ui| {
            // In the middle of a field of one line.
            ui.add_space(3.0);
            right(ui, work);
        });
    });
}

/// Something typed that is offered as well: a text field with a menu of what is usual.
pub fn offered(
    ui: &mut Ui,
    work: &mut Work<'_>,
    words: Words<'_>,
    (value, usual): (&str, &[&'static str]),
    edit: impl Fn(&mut Document, String),
) {
    field_name(ui, words.0);
    let mut chosen = None;
    let menu_name = format!("Choose {}", words.0.to_lowercase());
    let field = |ui: &mut Ui, work: &mut Work<'_>| drop(bare_text(ui, work.document, words, 1, value, &edit));
    beside(ui, work, 20.0, field, |ui, _| {
        let usual = || usual.iter().map(|text| (*text, (*text).to_owned())).collect();
        chosen = look::menu(ui, (Icon::More, &menu_name), usual, "");
    });
    if let Some(text) = chosen {
        work.act(words.1, |document| edit(document, text.to_owned()));
    }
}

/// A field whose text has to be read as something else.
pub fn read_field<T: PartialEq>(
    ui: &mut Ui,
    document: &mut Document,
    words: Words<'_>,
    width: f32,
    (value, shown): (&Option<T>, String),
    parse: impl Fn(&str) -> Result<Option<T>, String>,
    edit: impl FnOnce(&mut Document, Option<T>),
) -> Read {
    let id = ui.make_persistent_id(("read", words.0));
    parsed::field(ui, document, words, (id, width), (value, shown), parse, edit)
}

/// A field for a date that may be absent.
pub fn date(
    ui: &mut Ui,
    document: &mut Document,
    (name, label): (&str, &str),
    value: Option<PartialDate>,
    edit: impl FnOnce(&mut Document, Option<PartialDate>),
) -> Read {
    let shown = value.map(|date| date.to_string()).unwrap_or_default();
    read_field(ui, document, (name, label, "always"), DATE_WIDTH, (&value, shown), parse_date, edit)
}

/// A field for a date that may be absent, with its name above it and what is wrong below it. `hint` is what absence means.
pub fn captioned_date(
    ui: &mut Ui,
    document: &mut Document,
    words: Words<'_>,
    value: Option<PartialDate>,
    edit: impl FnOnce(&mut Document, Option<PartialDate>),
) {
    field_name(ui, words.0);
    let shown = value.map(|date| date.to_string()).unwrap_or_default();
    let read = read_field(ui, document, words, DATE_WIDTH, (&value, shown), parse_date, edit);
    parsed::show_fault(ui, read.fault.as_ref());
}

/// A field for a number that may be absent, with its name above it, its unit beside it and what is wrong below it.
pub fn captioned_number(
    ui: &mut Ui,
    document: &mut Document,
    (name, label): (&str, &str),
    (value, unit): (Option<f64>, &str),
    parse: impl Fn(&str) -> Result<Option<f64>, String>,
    edit: impl FnOnce(&mut Document, Option<f64>),
) {
    field_name(ui, name);
    let shown = value.map(|number| number.to_string()).unwrap_or_default();
    let show = |ui: &mut Ui| {
        let read = read_field(ui, document, (name, label, "not set"), 72.0, (&value, shown), parse, edit);
        look::remark(ui, unit);
        read.fault
    };
    let fault = ui.horizontal(show).inner;
    parsed::show_fault(ui, fault.as_ref());
}

/// Reads a whole number that may be absent.
pub fn parse_count(text: &str) -> Result<Option<f64>, String> {
    match parse_number(text)? {
        Some(count) if count < 0.0 || count.fract() != 0.0 || count > f64::from(u32::MAX) => {
            Err(format!("“{}” is not a count: write a whole number", text.trim()))
        }
        count => Ok(count),
    }
}

/// A choice among several, folded up, just as wide as asked for. Answers another one that was chosen.
pub fn combo<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    (width, shown): (f32, &str),
    offered: &[(T, &str)],
    chosen: T,
) -> Option<T> {
    let mut picked = None;
    let list = |ui: &mut Ui| {
        for (value, text) in offered {
            if ui.selectable_label(*value == chosen, *text).clicked() && *value != chosen {
                picked = Some(*value);
            }
        }
    };
    let size = vec2(width, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(egui::Align::Center), |ui| {
        ui.spacing_mut().button_padding.x = 7.0;
        ui.spacing_mut().icon_width = 9.0;
        ui.spacing_mut().icon_spacing = 2.0;
        let combo = ComboBox::from_id_salt(("combo", name)).selected_text(shown).width(width).truncate();
        combo.show_ui(ui, list).response.accessible_name(name);
    });
    picked
}

/// A field for something new. Answers what was entered, once Enter is pressed in it or the button beside it.
pub fn entry(ui: &mut Ui, (name, hint): (&str, &str), button: &str) -> Option<String> {
    let palette = Palette::for_ui(ui);
    let id = ui.make_persistent_id(("entry", name));
    let mut draft: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let entered = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let field = TextEdit::singleline(&mut draft)
            .id(id)
            .desired_width(ui.available_width() - 24.0)
            .hint_text(RichText::new(hint).color(palette.muted))
            .margin(Margin::symmetric(9, 5));
        let field = ui.add(field).accessible_name(name);
        let by_key = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if by_key {
            field.request_focus();
        }
        let ready = !draft.trim().is_empty();
        let by_button = ui.add_enabled_ui(ready, |ui| look::icon_button(ui, Icon::Plus, button)).inner.clicked();
        ready && (by_key || by_button)
    });
    let text = entered.inner.then(|| within_limit(std::mem::take(&mut draft).trim().to_owned()));
    ui.data_mut(|data| data.insert_temp(id, draft));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_whole_and_not_negative() {
        assert_eq!(parse_count(" 7 "), Ok(Some(7.0)));
        assert_eq!(parse_count(""), Ok(None));
        assert!(parse_count("-1").is_err_and(|why| why.contains("whole number")));
        assert!(parse_count("1.5").is_err());
        assert!(parse_count("seven").is_err());
    }

    #[test]
    fn a_text_beyond_the_limit_of_a_file_is_cut_at_a_letter() {
        assert_eq!(within_limit("é".repeat(MAX_TEXT + 5)).chars().count(), MAX_TEXT);
        assert_eq!(within_limit("short".into()), "short");
    }
}
